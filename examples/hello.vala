/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans August 2027 for a station's folder and says who is on duty on the 2nd at 21:00. */
async void run (string folder) throws Error {
  var first = Date ();
  var last = Date ();
  first.set_dmy (1, DateMonth.AUGUST, 2027);
  last.set_dmy (31, DateMonth.AUGUST, 2027);
  var station = Geng.Store.open (folder).load ();
  var planner = new Geng.Planner (station, first, last);
  planner.effort = Geng.Effort.QUICK;
  var plan = yield planner.plan_async ();
  var evening = new DateTime.from_iso8601 ("2027-08-02T21:00:00+08", null);
  foreach (unowned var duty in plan.roster.on_duty_at (evening))
    stdout.printf ("%s\n", duty.member.name);
  stdout.printf ("%d gaps\n", (int) plan.judgement.get_score ().gaps);
}

int main (string[] args) {
  var loop = new MainLoop ();
  var status = 0;
  run.begin (args.length > 1 ? args[1] : ".", (_, result) => {
    try {
      run.end (result);
    } catch (Error error) {
      stderr.printf ("%s\n", error.message);
      status = 1;
    }
    loop.quit ();
  });
  loop.run ();
  return status;
}
