/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate-leader.h"

static void
expect (Gate *self, GengMember *member, GengAttendanceKind kind, int start, int end)
{
  GengAttendance *row = only_row (self, member, 1);

  ck_assert_int_eq (geng_attendance_get_kind (row), kind);
  ck_assert_int_eq (geng_attendance_get_start_minute (row), start);
  ck_assert_int_eq (geng_attendance_get_end_minute (row), end);
}

START_TEST (test_plain)
{
  Gate gate;
  g_autoptr (GengKitLoan) loan = NULL;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, NULL, NULL), 3);
  expect (&gate, gate.jia, GENG_ATTENDANCE_KIND_SERVED, 480, 1080);
  expect (&gate, gate.bing, GENG_ATTENDANCE_KIND_SERVED, 1080, 1920);
  ck_assert_int_eq (geng_attendance_get_rounds (only_row (&gate, gate.jia, 1)), GENG_ROUNDS_CLEAN);
  ck_assert_str_eq (geng_attendance_get_confirmed_by (only_row (&gate, gate.jia, 1)), "班长");
  /* Again confirms nothing twice. */
  ck_assert_int_eq (confirm (&gate, 1, NULL, NULL), 0);
  ck_assert_uint_eq (n_rows (&gate), 3);
  loan = g_list_model_get_item (geng_journal_get_kit_loans (gate.journal), 0);
  ck_assert_str_eq (geng_kit_loan_get_kit_set (loan), "S03");
  ck_assert (geng_station_has_kit_set (gate.station, "S03"));
  ck_assert (!geng_station_has_kit_set (gate.station, "R03"));
  tear_down (&gate);
}
END_TEST

static guint
n_served (Gate *self, const char *from)
{
  g_autoptr (GDateTime) moment = from != NULL ? g_date_time_new_from_iso8601 (from, NULL) : NULL;
  g_autoptr (GengRoster) served
      = geng_journal_extract_served (self->journal, self->official, moment, NULL);

  return g_list_model_get_n_items (G_LIST_MODEL (served));
}

/* Four duties: two by day and one by night of the 1st, one by night of the 2nd. */
START_TEST (test_served)
{
  Gate gate;
  g_autoptr (GengStation) other = geng_station_new ("x", "X", "UTC", NULL);
  g_autoptr (GengJournal) stranger = geng_journal_new (other);
  g_autoptr (GError) error = NULL;

  set_up (&gate);
  ck_assert_uint_eq (n_served (&gate, NULL), 0);
  /* One that begins at that minute has not begun before it. */
  ck_assert_uint_eq (n_served (&gate, "2026-12-01T08:00:00+08"), 0);
  ck_assert_uint_eq (n_served (&gate, "2026-12-01T08:01:00+08"), 2);
  ck_assert_uint_eq (n_served (&gate, "2026-12-02T18:00:00+08"), 3);
  ck_assert_uint_eq (n_served (&gate, "2026-12-31T00:00:00+08"), 4);
  /* Confirmed is served without any moment, also where somebody was absent. */
  ck_assert_int_eq (confirm (&gate, 1, "乙缺勤", NULL), 3);
  ck_assert_uint_eq (n_served (&gate, NULL), 3);
  ck_assert_ptr_null (geng_journal_extract_served (stranger, gate.official, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  tear_down (&gate);
}
END_TEST

/* What is not over cannot have been served. */
START_TEST (test_not_over)
{
  Gate gate;
  GDate date = december (1);
  g_autoptr (GDateTime) evening = g_date_time_new_from_iso8601 ("2026-12-01T19:00:00+08", NULL);

  set_up (&gate);
  ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &date, &date, NULL, NULL,
                                          NULL, NULL, evening, NULL),
                    2);
  tear_down (&gate);
}
END_TEST

START_TEST (test_exceptions)
{
  Gate gate;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, "甲迟到20；乙 缺勤; 丙由丁顶班 22:00; R03坏", NULL), 4);
  expect (&gate, gate.jia, GENG_ATTENDANCE_KIND_SERVED, 500, 1080);
  expect (&gate, gate.yi, GENG_ATTENDANCE_KIND_ABSENT, -1, -1);
  expect (&gate, gate.bing, GENG_ATTENDANCE_KIND_SERVED, 1080, 1320);
  expect (&gate, gate.ding, GENG_ATTENDANCE_KIND_SUBSTITUTE, 1320, 1920);
  ck_assert_ptr_eq (geng_attendance_get_stands_in_for (only_row (&gate, gate.ding, 1)), gate.bing);
  ck_assert_int_eq (geng_item_get_state (gate.radio), GENG_ITEM_STATE_REPAIR);
  tear_down (&gate);
}
END_TEST

START_TEST (test_english)
{
  Gate gate;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, "m1 left 17:00; m2 late 30 min; m3 by m4; R03 lost", NULL),
                    4);
  expect (&gate, gate.jia, GENG_ATTENDANCE_KIND_SERVED, 480, 1020);
  expect (&gate, gate.yi, GENG_ATTENDANCE_KIND_SERVED, 510, 1080);
  expect (&gate, gate.bing, GENG_ATTENDANCE_KIND_ABSENT, -1, -1);
  expect (&gate, gate.ding, GENG_ATTENDANCE_KIND_SUBSTITUTE, 1080, 1920);
  ck_assert_int_eq (geng_item_get_state (gate.radio), GENG_ITEM_STATE_LOST);
  tear_down (&gate);
}
END_TEST

/* A mistake in one of several exceptions adds nothing and says which. */
START_TEST (test_refused)
{
  static const struct
  {
    const char *text, *named;
    int code;
  } cases[] = {
    { "甲 迟到20; 戊 缺勤", "戊 缺勤", GENG_ERROR_INVALID },
    { "甲 打盹", "甲 打盹", GENG_ERROR_INVALID },
    { "甲 迟到", "甲 迟到", GENG_ERROR_INVALID },
    { "甲 迟到900", "08:00", GENG_ERROR_INVALID },
    { "甲 由甲顶", "甲 由甲顶", GENG_ERROR_INVALID },
    { "丁 缺勤", "丁 缺勤", GENG_ERROR_UNKNOWN },
    { "甲 由乙顶", "乙", GENG_ERROR_DUPLICATE },
    { "R04 坏", "R04 坏", GENG_ERROR_INVALID },
    { "R03 缺勤", "R03 缺勤", GENG_ERROR_INVALID },
  };
  Gate gate;

  set_up (&gate);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_int_eq (confirm (&gate, 1, cases[i].text, &error), -1);
      ck_assert_msg (g_error_matches (error, GENG_ERROR, cases[i].code), "%s: %s", cases[i].text,
                     error->message);
      ck_assert_msg (strstr (error->message, cases[i].named) != NULL, "%s: %s", cases[i].text,
                     error->message);
      ck_assert_uint_eq (n_rows (&gate), 0);
      ck_assert_int_eq (geng_item_get_state (gate.radio), GENG_ITEM_STATE_USABLE);
    }
  tear_down (&gate);
}
END_TEST

/* 甲 serves on both days: "甲 缺勤" over both could mean either. */
START_TEST (test_ambiguous)
{
  Gate gate;
  GDate first = december (1), last = december (2);
  g_autoptr (GError) error = NULL;

  set_up (&gate);
  ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &first, &last, NULL, NULL,
                                          "甲 缺勤", NULL, gate.noon, &error),
                    -1);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  tear_down (&gate);
}
END_TEST

START_TEST (test_correction)
{
  Gate gate;
  GDate date = december (1);
  GengDuty *duty;
  g_autoptr (GengAttendance) old = NULL;

  set_up (&gate);
  confirm (&gate, 1, "丙 由丁顶 22:00", NULL);
  duty = geng_roster_lookup (gate.official, gate.bing, &date);
  ck_assert_uint_eq (geng_journal_retract (gate.journal, duty, "所长", gate.noon), 2);
  ck_assert (!geng_journal_is_confirmed (gate.journal, duty));
  ck_assert_int_eq (
      geng_journal_confirm_duty (gate.journal, gate.official, duty, NULL, "所长", gate.noon, NULL),
      1);
  expect (&gate, gate.bing, GENG_ATTENDANCE_KIND_SERVED, 1080, 1920);
  ck_assert_uint_eq (n_rows (&gate), 3);
  old = g_list_model_get_item (geng_journal_get_retracted (gate.journal), 0);
  ck_assert_str_eq (geng_attendance_get_retracted_by (old), "所长");
  ck_assert_int_gt (geng_attendance_get_retracted_at (old), 0);
  tear_down (&gate);
}
END_TEST

static GengPost *
add_reserve (Gate *self)
{
  g_autoptr (GengPost) ready = geng_post_new ("ready", "Ready");
  g_autoptr (GengDemand) demand = NULL;

  ck_assert (geng_station_add_post (self->station, ready, NULL));
  demand = geng_demand_new_for_shift ("ready", NULL, ready, self->night);
  geng_demand_set_reserve (demand, TRUE);
  ck_assert (geng_station_add_demand (self->station, demand, NULL));
  return ready;
}

/* 丁 waits on both nights: the first passes without him, on the second he is called at 03:00. */
START_TEST (test_reserve)
{
  Gate gate;
  GDate first = december (1), second = december (2);
  g_autoptr (GengRoster) history = NULL;
  GengPost *ready;
  GengDuty *duty;

  set_up (&gate);
  ready = add_reserve (&gate);
  for (guint day = 1; day <= 2; day++)
    {
      GDate date = december (day);

      duty = geng_roster_assign (gate.official, gate.ding, &date, gate.night, ready, NULL);
      ck_assert (!geng_station_is_at_work (gate.station, duty));
    }
  ck_assert_int_eq (confirm (&gate, 1, NULL, NULL), 3);
  ck_assert_int_eq (confirm (&gate, 2, "甲由丁 3:00", NULL), 2);
  history = geng_journal_apply (gate.journal, gate.official, NULL);
  duty = geng_roster_lookup (history, gate.ding, &first);
  ck_assert_ptr_eq (geng_duty_get_post (duty), ready);
  ck_assert_int_lt (geng_duty_get_served_start_minute (duty), 0);
  duty = geng_roster_lookup (history, gate.ding, &second);
  ck_assert_ptr_eq (geng_duty_get_post (duty), gate.gate);
  ck_assert_int_eq (geng_duty_get_served_start_minute (duty), 1620);
  ck_assert_int_eq (geng_duty_get_served_end_minute (duty), 1920);
  ck_assert (geng_station_is_at_work (gate.station, duty));
  tear_down (&gate);
}
END_TEST

/* As it is pasted from a chat: full stops, the comma of lists, nothing between the words. */
START_TEST (test_sentences)
{
  Gate gate;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, "乙 缺勤。甲迟到20、丙由丁顶。\nR03 坏.", NULL), 4);
  expect (&gate, gate.yi, GENG_ATTENDANCE_KIND_ABSENT, -1, -1);
  expect (&gate, gate.jia, GENG_ATTENDANCE_KIND_SERVED, 500, 1080);
  expect (&gate, gate.ding, GENG_ATTENDANCE_KIND_SUBSTITUTE, 1080, 1920);
  tear_down (&gate);
}
END_TEST

START_TEST (test_unknown_set)
{
  Gate gate;
  GDate date = december (1);
  g_autoptr (GengKitLoan) strange
      = g_object_new (GENG_TYPE_KIT_LOAN, "date", &date, "kit-set", "S99", NULL);
  g_autoptr (GengKitLoan) own
      = g_object_new (GENG_TYPE_KIT_LOAN, "date", &date, "kit-set", "S03", NULL);
  g_autoptr (GError) error = NULL;

  set_up (&gate);
  ck_assert (!geng_journal_add_kit_loan (gate.journal, strange, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert (strstr (error->message, "S99") != NULL && strstr (error->message, "S03") != NULL);
  ck_assert (geng_journal_add_kit_loan (gate.journal, own, NULL));
  tear_down (&gate);
}
END_TEST

/* The history has what was served, and what nobody confirmed as it was published. */
START_TEST (test_history)
{
  Gate gate;
  GDate first = december (1), second = december (2);
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GDateTime) start = NULL;
  GengDuty *duty;

  set_up (&gate);
  confirm (&gate, 1, "甲 迟到20; 乙 由丁顶; 丙 缺勤", NULL);
  history = geng_journal_apply (gate.journal, gate.official, NULL);
  duty = geng_roster_lookup (history, gate.jia, &first);
  ck_assert_int_eq (geng_duty_get_served_start_minute (duty), 500);
  ck_assert_int_eq (geng_duty_get_served_end_minute (duty), 1080);
  start = geng_duty_get_start (duty, gate.station);
  ck_assert_int_eq (g_date_time_get_hour (start), 8);
  ck_assert_int_eq (g_date_time_get_minute (start), 20);
  ck_assert_ptr_null (geng_roster_lookup (history, gate.yi, &first));
  ck_assert_ptr_null (geng_roster_lookup (history, gate.bing, &first));
  ck_assert_ptr_nonnull (geng_roster_lookup (history, gate.ding, &first));
  duty = geng_roster_lookup (history, gate.jia, &second);
  ck_assert_int_eq (geng_duty_get_served_start_minute (duty), -1);
  /* The roster that was applied stays what it was. */
  ck_assert_ptr_nonnull (geng_roster_lookup (gate.official, gate.bing, &first));
  tear_down (&gate);
}
END_TEST

/* Somebody called out from 22:00 to 02:00 on the 1st: that comes to his planned duty with a break
 * between, whether it is confirmed or not; and the leader on call, who stood in, was at work. */
START_TEST (test_history_of_who_was_called)
{
  Gate gate;
  GDate first = december (1);
  g_autoptr (GengAttendance) call = NULL;
  GengShift *shift;

  set_up (&gate);
  shift = put_leader_on_call (&gate, 1);
  call = g_object_new (GENG_TYPE_ATTENDANCE, "member", gate.jia, "date", &first, "kind",
                       GENG_ATTENDANCE_KIND_CALLED, "start-minute", 1320, "end-minute", 1560, NULL);
  ck_assert (geng_journal_add_attendance (gate.journal, call, NULL));
  for (int confirmed = 0; confirmed <= 1; confirmed++)
    {
      g_autoptr (GengRoster) history = NULL;
      GengDuty *duty;

      if (confirmed)
        ck_assert_int_eq (confirm (&gate, 1, "乙 由丁顶 12:00", NULL), 4);
      history = geng_journal_apply (gate.journal, gate.official, NULL);
      duty = geng_roster_lookup (history, gate.jia, &first);
      ck_assert_ptr_eq (geng_duty_get_shift (duty), gate.day);
      ck_assert_int_eq (geng_duty_get_served_start_minute (duty), 480);
      ck_assert_int_eq (geng_duty_get_served_end_minute (duty), 1560);
      ck_assert_str_eq (geng_duty_get_served_breaks (duty)[0], "1080-1320");
      ck_assert_ptr_null (geng_duty_get_served_breaks (duty)[1]);
      duty = geng_roster_lookup (history, gate.ding, &first);
      ck_assert_ptr_eq (geng_duty_get_shift (duty), confirmed ? gate.day : shift);
      ck_assert_int_eq (geng_duty_get_served_start_minute (duty), confirmed ? 720 : -1);
    }
  tear_down (&gate);
}
END_TEST

static gboolean
add_row (Gate *self, GengMember *member, int start, int end, int code)
{
  GDate date = december (1);
  g_autoptr (GengAttendance) row
      = g_object_new (GENG_TYPE_ATTENDANCE, "member", member, "date", &date, "kind",
                      GENG_ATTENDANCE_KIND_EXTRA, "start-minute", start, "end-minute", end, NULL);
  g_autoptr (GError) error = NULL;
  gboolean added = geng_journal_add_attendance (self->journal, row, &error);

  ck_assert_int_eq (added, error == NULL);
  if (!added)
    ck_assert (g_error_matches (error, GENG_ERROR, code));
  return added;
}

START_TEST (test_overlap)
{
  Gate gate;

  set_up (&gate);
  ck_assert (add_row (&gate, gate.ding, 600, 720, 0));
  ck_assert (add_row (&gate, gate.ding, 720, 780, 0));
  ck_assert (!add_row (&gate, gate.ding, 700, 730, GENG_ERROR_DUPLICATE));
  ck_assert (!add_row (&gate, gate.ding, 900, 900, GENG_ERROR_INVALID));
  ck_assert (add_row (&gate, gate.jia, 700, 730, 0));
  tear_down (&gate);
}
END_TEST

static GengPatrolFinding *
finding_new (const char *id, const GDate *date, const GDate *due, const GDate *settled)
{
  return g_object_new (GENG_TYPE_PATROL_FINDING, "id", id, "date", date, "due", due, "settled",
                       settled, "text", "a light is out", NULL);
}

START_TEST (test_findings)
{
  Gate gate;
  GDate first = december (1), second = december (2), third = december (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPatrolFinding) good = finding_new ("2026-12-001", &second, NULL, NULL);
  g_autoptr (GengPatrolFinding) again = finding_new ("2026-12-001", &second, NULL, NULL);
  g_autoptr (GengPatrolFinding) early = finding_new ("2026-12-002", &second, &first, NULL);
  g_autoptr (GengPatrolFinding) before = finding_new ("2026-12-003", &second, NULL, &first);
  g_autoptr (GengPatrolFinding) undated = finding_new ("2026-12-004", NULL, NULL, NULL);
  g_autofree char *next = NULL;

  set_up (&gate);
  ck_assert (geng_journal_add_finding (gate.journal, good, NULL));
  ck_assert (!geng_journal_add_finding (gate.journal, again, NULL));
  ck_assert (!geng_journal_add_finding (gate.journal, early, NULL));
  ck_assert (!geng_journal_add_finding (gate.journal, before, NULL));
  ck_assert (!geng_journal_add_finding (gate.journal, undated, NULL));
  next = geng_journal_next_finding_id (gate.journal, &second);
  ck_assert_str_eq (next, "2026-12-002");
  ck_assert_ptr_null (
      geng_journal_settle_finding (gate.journal, "2026-12-001", &first, "mended", NULL));
  ck_assert_ptr_nonnull (
      geng_journal_settle_finding (gate.journal, "2026-12-001", &second, "mended", NULL));
  ck_assert_str_eq (
      geng_patrol_finding_get_result (geng_journal_lookup_finding (gate.journal, "2026-12-001")),
      "mended");
  ck_assert_str_eq (
      geng_patrol_finding_get_text (geng_journal_lookup_finding (gate.journal, "2026-12-001")),
      "a light is out");
  /* A second settling would put its day over the first. */
  ck_assert_ptr_null (
      geng_journal_settle_finding (gate.journal, "2026-12-001", &third, "again", &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  ck_assert (strstr (error->message, "2026-12-02") != NULL);
  ck_assert_str_eq (
      geng_patrol_finding_get_result (geng_journal_lookup_finding (gate.journal, "2026-12-001")),
      "mended");
  tear_down (&gate);
}
END_TEST

/* Two of one name are not guessed at; an id says who. */
START_TEST (test_shared_name)
{
  Gate gate;
  g_autoptr (GError) error = NULL;

  set_up (&gate);
  add_member (&gate, "m5", "甲");
  ck_assert_int_eq (confirm (&gate, 1, "甲 缺勤", &error), -1);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert (strstr (error->message, "甲 缺勤") != NULL);
  ck_assert_int_eq (confirm (&gate, 1, "m1 缺勤", NULL), 3);
  expect (&gate, gate.jia, GENG_ATTENDANCE_KIND_ABSENT, -1, -1);
  tear_down (&gate);
}
END_TEST

/* As a Chinese keyboard writes it. */
START_TEST (test_full_width)
{
  Gate gate;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, "甲迟到２０，乙 早退 １７：００；丙　缺勤", NULL), 3);
  expect (&gate, gate.jia, GENG_ATTENDANCE_KIND_SERVED, 500, 1080);
  expect (&gate, gate.yi, GENG_ATTENDANCE_KIND_SERVED, 480, 1020);
  expect (&gate, gate.bing, GENG_ATTENDANCE_KIND_ABSENT, -1, -1);
  tear_down (&gate);
}
END_TEST

/* On the 1st at 07:00 nothing has begun, at 09:00 nothing is over; at 19:00 the day shift is. */
START_TEST (test_not_begun)
{
  static const struct
  {
    const char *now, *said;
  } cases[] = { { "2026-12-01T07:00:00+08", "has not begun" },
                { "2026-12-01T09:00:00+08", "is not over yet" } };
  Gate gate;
  GDate date = december (1);

  set_up (&gate);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (cases[i].now, NULL);
      g_autoptr (GError) error = NULL;

      ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &date, &date, NULL, NULL,
                                              NULL, NULL, now, &error),
                        -1);
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
      ck_assert_msg (strstr (error->message, cases[i].said) != NULL, "%s", error->message);
      ck_assert (strstr (error->message, "2026-12-01") != NULL);
    }
  tear_down (&gate);
}
END_TEST

/* A row by hand: nobody confirms at 11:59 what begins at 12:00. */
START_TEST (test_confirmed_before_it_began)
{
  Gate gate;
  GDate date = december (1);
  g_autoptr (GDateTime) noon = g_date_time_new_from_iso8601 ("2026-12-01T12:00:00+08", NULL);

  set_up (&gate);
  for (int early = 1; early >= 0; early--)
    {
      g_autoptr (GengAttendance) row = g_object_new (
          GENG_TYPE_ATTENDANCE, "member", gate.ding, "date", &date, "kind",
          GENG_ATTENDANCE_KIND_EXTRA, "start-minute", 720, "end-minute", 780, "confirmed-by", "甲",
          "confirmed-at", g_date_time_to_unix (noon) - 60 * early, NULL);

      ck_assert_int_eq (geng_journal_add_attendance (gate.journal, row, NULL), !early);
    }
  tear_down (&gate);
}
END_TEST

START_TEST (test_copy)
{
  Gate gate;
  g_autoptr (GengJournal) copy = NULL;

  set_up (&gate);
  confirm (&gate, 1, "R03 坏", NULL);
  copy = geng_journal_copy (gate.journal);
  confirm (&gate, 2, NULL, NULL);
  ck_assert_uint_eq (g_list_model_get_n_items (geng_journal_get_attendance (copy)), 3);
  ck_assert_uint_eq (n_rows (&gate), 4);
  ck_assert_uint_eq (g_list_model_get_n_items (geng_journal_get_kit_loans (copy)), 1);
  tear_down (&gate);
}
END_TEST

/* What the judge says of a month as it was served goes by the real times: 丙 left the night at
 * 23:00 and served from 08:00 on. */
START_TEST (test_judge_reads_real_times)
{
  static const struct
  {
    const char *left;
    gint64 broken;
  } cases[] = { { "丙 早退 23:00", 1 }, { "丙 早退 20:00", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Gate gate;
      GDate second = december (2);
      g_autoptr (GengDemand) day = NULL, night = NULL;
      g_autoptr (GengRule) rest = geng_rule_new ("rest", "11h");
      g_autoptr (GengRoster) served = NULL;
      g_autoptr (GengJudgement) judgement = NULL;

      set_up (&gate);
      day = geng_demand_new_for_shift ("d", NULL, gate.gate, gate.day);
      night = geng_demand_new_for_shift ("n", NULL, gate.gate, gate.night);
      geng_demand_set_crew (day, 0, 0, 9);
      geng_demand_set_crew (night, 0, 0, 9);
      ck_assert (geng_station_add_demand (gate.station, day, NULL));
      ck_assert (geng_station_add_demand (gate.station, night, NULL));
      geng_station_add_rule (gate.station, rest);
      ck_assert (geng_roster_assign (gate.official, gate.bing, &second, gate.day, gate.gate, NULL)
                 != NULL);
      confirm (&gate, 1, cases[i].left, NULL);
      served = geng_journal_apply (gate.journal, gate.official, NULL);
      judgement = geng_judge (served, NULL, NULL);
      ck_assert_int_eq (geng_judgement_get_score (judgement)->broken, cases[i].broken);
      tear_down (&gate);
    }
}
END_TEST

/* A value for a property that is not the one it begins with. */
static void
make_value (Gate *gate, GParamSpec *pspec, GValue *value)
{
  GDate date = december (24);

  g_value_init (value, pspec->value_type);
  if (pspec->value_type == GENG_TYPE_MEMBER)
    g_value_set_object (value, gate->jia);
  else if (pspec->value_type == GENG_TYPE_SHIFT)
    g_value_set_object (value, gate->day);
  else if (pspec->value_type == GENG_TYPE_POST)
    g_value_set_object (value, gate->gate);
  else if (pspec->value_type == GENG_TYPE_ITEM)
    g_value_set_object (value, gate->radio);
  else if (pspec->value_type == G_TYPE_DATE)
    g_value_set_boxed (value, &date);
  else if (G_TYPE_IS_ENUM (pspec->value_type))
    g_value_set_enum (value, 1);
  else if (pspec->value_type == G_TYPE_INT)
    g_value_set_int (value, 777);
  else if (pspec->value_type == G_TYPE_INT64)
    g_value_set_int64 (value, G_GINT64_CONSTANT (1) << 40);
  else if (pspec->value_type == G_TYPE_BOOLEAN)
    g_value_set_boolean (value, FALSE);
  else
    g_value_set_string (value, pspec->name);
}

/* What a property says of the row, and of one made without any. */
static void
expect_value (GObject *row, GObject *empty, GParamSpec *pspec, const GValue *expected)
{
  g_auto (GValue) value = G_VALUE_INIT, none = G_VALUE_INIT;
  g_autofree char *text = NULL, *wanted = g_strdup_value_contents (expected);

  g_object_get_property (row, pspec->name, &value);
  g_object_get_property (empty, pspec->name, &none);
  text = g_strdup_value_contents (&value);
  if (pspec->value_type == G_TYPE_DATE)
    ck_assert_int_eq (g_date_compare (g_value_get_boxed (&value), g_value_get_boxed (expected)), 0);
  else
    ck_assert_str_eq (text, wanted);
  ck_assert_msg (g_param_value_defaults (pspec, &none), "%s", pspec->name);
  ck_assert_msg (!g_param_value_defaults (pspec, &value), "%s", pspec->name);
}

/* Each row keeps each of its values in a place of its own. */
START_TEST (test_rows)
{
  const GType types[] = { GENG_TYPE_ATTENDANCE, GENG_TYPE_KIT_LOAN, GENG_TYPE_HAND_OVER_NOTE,
                          GENG_TYPE_PATROL_FINDING, GENG_TYPE_INSPECTION };
  Gate gate;

  set_up (&gate);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GTypeClass) klass = g_type_class_ref (types[i]);
      guint n;
      g_autofree GParamSpec **pspecs = g_object_class_list_properties ((GObjectClass *) klass, &n);
      g_autoptr (GObject) empty = g_object_new (types[i], NULL);

      for (guint k = 0; k < n; k++)
        {
          const char *name = pspecs[k]->name;
          g_auto (GValue) value = G_VALUE_INIT;
          g_autoptr (GObject) row = NULL;

          make_value (&gate, pspecs[k], &value);
          row = g_object_new_with_properties (types[i], 1, &name, &value);
          for (guint other = 0; other < n; other++)
            if (other != k)
              {
                g_auto (GValue) none = G_VALUE_INIT;

                g_object_get_property (row, pspecs[other]->name, &none);
                ck_assert (g_param_value_defaults (pspecs[other], &none));
              }
          expect_value (row, empty, pspecs[k], &value);
        }
    }
  tear_down (&gate);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("journal");
  TCase *tcase = tcase_create ("journal");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, test_plain);
  tcase_add_test (tcase, test_served);
  tcase_add_test (tcase, test_not_over);
  tcase_add_test (tcase, test_exceptions);
  tcase_add_test (tcase, test_english);
  tcase_add_test (tcase, test_refused);
  tcase_add_test (tcase, test_ambiguous);
  tcase_add_test (tcase, test_correction);
  tcase_add_test (tcase, test_reserve);
  tcase_add_test (tcase, test_sentences);
  tcase_add_test (tcase, test_unknown_set);
  tcase_add_test (tcase, test_history);
  tcase_add_test (tcase, test_history_of_who_was_called);
  tcase_add_test (tcase, test_overlap);
  tcase_add_test (tcase, test_findings);
  tcase_add_test (tcase, test_shared_name);
  tcase_add_test (tcase, test_full_width);
  tcase_add_test (tcase, test_not_begun);
  tcase_add_test (tcase, test_confirmed_before_it_began);
  tcase_add_test (tcase, test_copy);
  tcase_add_test (tcase, test_judge_reads_real_times);
  tcase_add_test (tcase, test_rows);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
