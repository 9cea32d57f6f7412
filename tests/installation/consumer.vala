/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program of somebody else, in Vala: one member, one duty, who is there at nine. */
int main () {
  try {
    var station = new Geng.Station ("gate", "Gate", "Asia/Shanghai");
    var window = new Geng.Window ("all", "All day", 480, 1920);
    var shift = new Geng.Shift ("all", "All day", window, 480, 1920);
    var post = new Geng.Post ("gate", "Gate");
    var member = new Geng.Member ("m1", "Somebody");
    var day = Date ();
    day.set_dmy (1, DateMonth.FEBRUARY, 2027);
    station.add_window (window);
    station.add_shift (shift);
    station.add_post (post);
    station.add_member (member);
    var roster = new Geng.Roster (station, day, day);
    roster.assign (member, day, shift, post);
    var there = roster.on_duty_at (station.instant (day, 9 * 60));
    stdout.printf ("%u on duty at nine\n", there.length);
    return 0;
  } catch (Error error) {
    stderr.printf ("%s\n", error.message);
    return 1;
  }
}
