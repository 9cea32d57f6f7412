/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans ten days of the sample village, whose folder is the first argument, judges and edits them.
 */
#include <geng/geng.h>
#include <glib/gstdio.h>
#include <stdio.h>

static GDate first, last;

static void
stop_at (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* example: Geng.Progress */
static void
on_progress (GengPlanner *planner, GengProgress *progress, gpointer user_data)
{
  *(gint64 *) user_data = geng_progress_get_gaps (progress);
}
/* end */

static GengRoster *
plan_days (GengStation *station, GengRoster *history)
{
  g_autoptr (GError) error = NULL;
  gint64 gaps = -1;

  /* example: Geng.Planner */
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, &error);

  stop_at (error);
  geng_planner_set_history (planner, history);
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  g_signal_connect (planner, "progress", G_CALLBACK (on_progress), &gaps);

  /* example: Geng.Plan */
  g_autoptr (GengPlan) plan = geng_planner_plan (planner, NULL, &error);

  stop_at (error);
  printf ("at least %d gaps\n", (int) geng_plan_get_bound_gaps (plan));
  return g_object_ref (geng_plan_get_roster (plan));
  /* end */
}

static void
look_at (GengStation *station, GengRoster *roster)
{
  /* example: Geng.Roster */
  g_autoptr (GDateTime) noon = geng_station_instant (station, &first, 12 * 60);
  g_autoptr (GPtrArray) on_duty = geng_roster_on_duty_at (roster, noon);

  printf ("somebody is on duty at noon: %s\n", on_duty->len > 0 ? "yes" : "no");

  /* example: Geng.Duty */
  GengDuty *duty = on_duty->pdata[0];
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, station);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (start, geng_station_get_zone (station));
  g_autofree char *text = g_date_time_format (local, "%F %H:%M");

  printf ("%s\n", text);
  /* end */
}

static void
judge (GengRoster *roster, GengRoster *history)
{
  g_autoptr (GError) error = NULL;

  /* example: Geng.Judgement */
  g_autoptr (GengJudgement) judgement = geng_judge (roster, history, &error);

  stop_at (error);
  printf ("%d rules broken\n", (int) geng_judgement_get_score (judgement)->broken);

  /* example: Geng.Finding */
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);

  for (guint i = 0; i < findings->len; i++)
    if (geng_finding_get_severity (findings->pdata[i]) == GENG_SEVERITY_HARD)
      printf ("%s\n", geng_finding_get_message (findings->pdata[i]));
  /* end */
}

/* The crew of the first day, taken out of the roster. */
static GPtrArray *
take_crew (GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (roster, &first);
  GPtrArray *crew = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < duties->len; i++)
    if (g_str_equal (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duties->pdata[i]))),
                     "day"))
      {
        g_ptr_array_add (crew, g_object_ref (duties->pdata[i]));
        geng_roster_remove (roster, duties->pdata[i]);
      }
  return crew;
}

static GengMember *
find_possible (GPtrArray *covers)
{
  for (guint i = 0; i < covers->len; i++)
    if (geng_cover_get_possible (covers->pdata[i]))
      return geng_cover_get_member (covers->pdata[i]);
  return NULL;
}

static void
edit (GengRoster *roster, GengRoster *history)
{
  g_autoptr (GPtrArray) crew = NULL, gaps = NULL, covers = NULL, others = NULL;
  g_autoptr (GError) error = NULL;

  /* example: Geng.Judge */
  g_autoptr (GengJudge) follower = geng_judge_new (roster, history, NULL, &error);

  stop_at (error);
  crew = take_crew (roster);
  printf ("%d places open\n",
          (int) geng_judgement_get_score (geng_judge_get_judgement (follower))->gaps);

  /* example: Geng.Gap */
  gaps = geng_judgement_list_gaps (geng_judge_get_judgement (follower));
  printf ("from minute %d on\n", geng_gap_get_start_minute (gaps->pdata[0]));

  /* example: Geng.Cover */
  covers = geng_cover_list_for_gap (roster, history, gaps->pdata[0], &error);
  stop_at (error);
  printf ("somebody can cover: %s\n", find_possible (covers) != NULL ? "yes" : "no");

  /* example: Geng.Obstacle */
  geng_cover_explain_gaps (roster, history, gaps, &error);
  stop_at (error);

  g_autoptr (GPtrArray) obstacles = geng_gap_list_obstacles (gaps->pdata[0]);
  g_autofree char *why = obstacles->len > 0 ? geng_obstacle_to_string (obstacles->pdata[0]) : NULL;

  printf ("why is told: %s\n", why != NULL ? "yes" : "no");

  /* example: Geng.Trial */
  for (guint i = 0; i < crew->len; i++)
    geng_roster_add (roster, crew->pdata[i], NULL);
  others = geng_cover_list_for_duty (roster, history, crew->pdata[0], &error);
  stop_at (error);

  g_autoptr (GengTrial) trial
      = geng_trial_new_give (roster, history, crew->pdata[0], find_possible (others), &error);

  stop_at (error);
  printf ("may be given away: %s\n", geng_trial_get_allowed (trial) ? "yes" : "no");

  /* example: Geng.SetAside */
  g_autoptr (GengSetAside) aside
      = geng_set_aside_new (find_possible (others), &last, FALSE, "调离");

  geng_roster_add_set_aside (roster, aside);
  /* end */
}

static void
advise (GengStation *station)
{
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &first, NULL);
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (geng_station_get_members (station), i);
      g_autoptr (GengRequest) away
          = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &first, &first);

      geng_station_add_request (station, away, NULL);
    }
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  plan = geng_planner_plan (planner, NULL, &error);
  stop_at (error);

  /* example: Geng.Advice */
  geng_planner_set_base (planner, geng_plan_get_roster (plan));

  g_autoptr (GengAdvice) advice = geng_planner_advise (planner, NULL, &error);

  stop_at (error);
  printf ("gaps without 25 people: %s\n", geng_advice_get_planned_gaps (advice) > 0 ? "yes" : "no");

  /* example: Geng.Remedy */
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);

  for (guint i = 0; i < remedies->len; i++)
    {
      g_autofree char *text = geng_remedy_to_string (remedies->pdata[i]);

      g_debug ("%s", text);
    }
  /* end */
}

static void
keep (GengRoster *roster)
{
  /* example: Geng.HandOver */
  geng_kit_assign (roster, NULL, NULL);

  g_autoptr (GPtrArray) hand_overs = geng_kit_list_hand_overs (roster, NULL, &first);

  for (guint i = 0; i < hand_overs->len; i++)
    g_debug ("%s",
             geng_entity_get_id (GENG_ENTITY (geng_hand_over_get_item (hand_overs->pdata[i]))));

  /* example: Geng.Record */
  g_autoptr (GengRecord) record = geng_record_new ();

  geng_record_touch_month (record, roster, 1795608000); /* when, in seconds since 1970 */
  printf ("%s\n", geng_record_lookup_month (record, 2026, G_DATE_DECEMBER)->key);
  /* end */
}

static void
write_journal (GengStation *station, GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (roster, &first);
  GengDuty *duty = duties->pdata[0], *next = duties->pdata[duties->len - 1];
  g_autoptr (GError) error = NULL;

  /* example: Geng.Journal */
  g_autoptr (GengJournal) journal = geng_journal_new (station);
  g_autoptr (GDateTime) morning
      = g_date_time_new (geng_station_get_zone (station), 2026, 12, 2, 9, 0, 0);
  int n = geng_journal_confirm (journal, roster, &first, &first, NULL, NULL, "", "m01", morning,
                                &error);

  stop_at (error);
  printf ("%s rows confirmed\n", n > 0 ? "some" : "no");

  /* example: Geng.Attendance */
  g_autoptr (GengAttendance) row = g_list_model_get_item (geng_journal_get_attendance (journal), 0);

  printf ("served: %s\n",
          geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_SERVED ? "yes" : "no");

  /* example: Geng.PatrolFinding */
  g_autofree char *id = geng_journal_next_finding_id (journal, &first);
  g_autoptr (GengPatrolFinding) found
      = g_object_new (GENG_TYPE_PATROL_FINDING, "id", id, "date", &first, "kind", "垃圾分类",
                      "place", "村口", "text", "垃圾未分类", NULL);

  geng_journal_add_finding (journal, found, &error);
  stop_at (error);

  /* example: Geng.KitLoan */
  g_autoptr (GengItem) item = g_list_model_get_item (geng_station_get_items (station), 0);
  g_autoptr (GengKitLoan) loan = g_object_new (
      GENG_TYPE_KIT_LOAN, "date", &first, "member", geng_duty_get_member (duty), "shift",
      geng_duty_get_shift (duty), "item", item, "out-minute", 8 * 60, "back-minute", 18 * 60, NULL);

  geng_journal_add_kit_loan (journal, loan, &error);
  stop_at (error);

  /* example: Geng.HandOverNote */
  g_autoptr (GengHandOverNote) note = g_object_new (
      GENG_TYPE_HAND_OVER_NOTE, "date", &first, "minute", 18 * 60, "giver",
      geng_duty_get_member (duty), "receiver", geng_duty_get_member (next), "complete", TRUE, NULL);

  geng_journal_add_hand_over_note (journal, note, &error);
  stop_at (error);

  /* example: Geng.Inspection */
  g_autoptr (GengInspection) inspection
      = g_object_new (GENG_TYPE_INSPECTION, "date", &first, "premises", "小超市", "inspector",
                      "队员一", "result", GENG_INSPECTION_RESULT_PASSED, NULL);

  geng_journal_add_inspection (journal, inspection, &error);
  stop_at (error);
  /* end */
}

static void
join_zone (void)
{
  g_autofree char *root = g_dir_make_tmp ("geng-XXXXXX", NULL);
  g_autofree char *ini = g_build_filename (root, "zone.ini", NULL);
  g_autofree char *one = g_build_filename (root, "v01", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -r %s", root);
  g_auto (GStrv) samples = geng_store_list_samples ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) sample = geng_store_create_sample (one, samples[0], &error);

  stop_at (error);
  g_file_set_contents (ini, "[zone]\nname = 开发区\n\n[station v01]\n", -1, NULL);

  /* example: Geng.Zone */
  g_autoptr (GengZone) zone = geng_zone_open (root, &error);

  stop_at (error);
  geng_zone_load (zone, &error);
  stop_at (error);

  /* One station that is planned and judged like any other. */
  g_autoptr (GengStation) joined = geng_zone_join (zone, &error);

  stop_at (error);
  printf ("%s %s\n", geng_zone_get_name (zone),
          geng_station_lookup_post (joined, "v01/desk") != NULL ? "v01/desk" : "");
  /* end */
  g_clear_object (&sample);
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_date_set_dmy (&first, 1, G_DATE_DECEMBER, 2026);
  g_date_set_dmy (&last, 10, G_DATE_DECEMBER, 2026);
  /* example: Geng.Store */
  g_autoptr (GengStore) store = geng_store_open (argv[1], &error);

  stop_at (error);

  g_autoptr (GengStation) station = geng_store_load (store, &error);

  stop_at (error);

  g_autoptr (GengRoster) history
      = geng_store_load_history (store, station, &first, 0, FALSE, &error);

  stop_at (error);
  /* end */
  g_autoptr (GengRoster) roster = plan_days (station, history);

  look_at (station, roster);
  judge (roster, history);
  edit (roster, history);
  keep (roster);
  write_journal (station, roster);
  advise (station);
  join_zone ();
  return 0;
}
