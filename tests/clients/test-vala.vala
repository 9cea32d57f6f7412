/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The whole job and its errors from Vala. */

Geng.Station make_station () throws Error {
  var station = new Geng.Station ("desk", "Desk", "Asia/Shanghai");
  var window = new Geng.Window ("all", "Whole day", 480, 1920);
  var post = new Geng.Post ("desk", "Desk");
  station.add_window (window);
  station.add_post (post);
  Geng.Shift[] shifts = {
    new Geng.Shift ("early", "Early", window, 480, 1200),
    new Geng.Shift ("late", "Late", window, 1200, 1920)
  };
  foreach (unowned var shift in shifts) {
    station.add_shift (shift);
    var demand = new Geng.Demand.for_shift (shift.id, shift.name, post, shift);
    demand.set_crew (1, 1, 1);
    station.add_demand (demand);
  }
  for (var number = 0; number < 6; number++)
    station.add_member (new Geng.Member (@"m$number", @"Member $number"));
  return station;
}

Date day (DateDay number) {
  var date = Date ();
  date.set_dmy (number, DateMonth.FEBRUARY, 2027);
  return date;
}

Geng.Planner make_planner (Geng.Station station) throws Error {
  return new Geng.Planner (station, day (1), day (7)) { effort_limit = 2000000 };
}

async void plan () throws Error {
  var station = make_station ();
  var planner = make_planner (station);
  var n_steps = 0;
  planner.progress.connect ((phase, gaps) => n_steps++);
  var plan = yield planner.plan_async ();
  assert (n_steps > 0);
  assert (plan.roster.get_n_items () == 14 && plan.roster.list_numbers ().length == 4 * 14);
  assert (plan.judgement.list_gaps ().length == 0 && plan.judgement.get_score ().broken == 0);
  var duty = (Geng.Duty) plan.roster.get_item (3);
  assert (duty.date.get_day () == 2 && plan.roster.last.get_day () == 7 && duty.member.since == null && duty.shift.id == "late");
  duty.pinned = true;
  planner.base = plan.roster;
  var again = yield planner.plan_async ();
  assert (again.roster.lookup (duty.member, duty.date).pinned);

  var publisher = new Geng.Publisher (station);
  publisher.add_month (plan.roster, null);
  publisher.render (new DateTime.utc (2027, 1, 20, 8, 0, 0));
  foreach (unowned var feed in publisher.list_feeds ())
    if (feed.get_scope () == Geng.FeedScope.STATION)
      assert (feed.get_n_events () == 14);
}

async void cancelled_before_it_began () throws Error {
  var cancellable = new Cancellable ();
  cancellable.cancel ();
  try {
    yield make_planner (make_station ()).plan_async (cancellable);
    assert_not_reached ();
  } catch (IOError.CANCELLED error) {
  }
}

void errors () throws Error {
  var station = make_station ();
  var roster = new Geng.Roster (station, day (1), day (7));
  var member = station.lookup_member ("m1");
  try {
    roster.assign (member, day (8), station.lookup_shift ("late"), station.lookup_post ("desk"));
    assert_not_reached ();
  } catch (Geng.Error.PERIOD error) {
    assert ("2027-02-08" in error.message);
  }
  try {
    var planner = make_planner (make_station ());
    planner.base = roster;
    planner.plan ();
    assert_not_reached ();
  } catch (Geng.Error.INVALID error) {
  }
}

async void all () throws Error {
  errors ();
  yield plan ();
  yield cancelled_before_it_began ();
}

int main () {
  var loop = new MainLoop ();
  var status = 1;
  all.begin ((_, result) => {
    try {
      all.end (result);
      status = 0;
    } catch (Error error) {
      stderr.printf ("%s\n", error.message);
    }
    loop.quit ();
  });
  loop.run ();
  return status;
}
