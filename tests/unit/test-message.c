/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <geng-office/geng-office.h>
#include <string.h>

#include "sample.h"

/* December: m01 gives the night of the 5th to m02 and gets the day of the 7th. */
typedef struct
{
  GengStation *station;
  GengRoster *before, *after;
} Fixture;

static void
assign (Fixture *f, GengRoster *roster, const char *id, int day, const char *shift)
{
  GDate date = sample_date (2026, 12, day);

  ck_assert_ptr_nonnull (geng_roster_assign (roster, geng_station_lookup_member (f->station, id),
                                             &date, geng_station_lookup_shift (f->station, shift),
                                             geng_station_lookup_post (f->station, "village"),
                                             NULL));
}

static Fixture
set_up (void)
{
  Fixture f = { .station = sample_station () };
  GDate first = sample_date (2026, 12, 1), last = sample_date (2026, 12, 31);

  f.before = geng_roster_new (f.station, &first, &last, NULL);
  f.after = geng_roster_new (f.station, &first, &last, NULL);
  assign (&f, f.before, "m01", 5, "night");
  assign (&f, f.before, "m03", 9, "day");
  assign (&f, f.after, "m02", 5, "night");
  assign (&f, f.after, "m01", 7, "day");
  assign (&f, f.after, "m03", 9, "day");
  return f;
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->before);
  g_object_unref (f->after);
  g_object_unref (f->station);
}

static char *
tell (Fixture *f, const char *id, const char *language)
{
  return geng_message_change (f->before, f->after,
                              id != NULL ? geng_station_lookup_member (f->station, id) : NULL,
                              language);
}

START_TEST (what_was_and_what_is)
{
  Fixture f = set_up ();
  g_autofree char *english = tell (&f, "m01", "en"), *chinese = tell (&f, "m01", "zh");

  ck_assert_str_eq (english, "m01, your duties have changed:\n"
                             "Sa 5 Dec night 18:00–04:00 village → off\n"
                             "Mo 7 Dec off → day 08:00–18:00 village\n"
                             "Please answer “seen”.");
  ck_assert_str_eq (chinese, "m01，你的班有变动：\n"
                             "12月5日 周六 night 18:00–04:00 village → 休\n"
                             "12月7日 周一 休 → day 08:00–18:00 village\n"
                             "看到请回复“收到”。");
  tear_down (&f);
}
END_TEST

START_TEST (the_group_reads_of_all_a_member_of_his_own)
{
  Fixture f = set_up ();
  g_autofree char *group = tell (&f, NULL, "zh"), *other = tell (&f, "m02", "zh");
  g_autofree char *unchanged = tell (&f, "m03", "zh");

  ck_assert_ptr_nonnull (strstr (group, "【Sample】2026年12月值班表有变动："));
  ck_assert_ptr_nonnull (strstr (group, "m01：night"));
  ck_assert_ptr_nonnull (strstr (group, "m02：休 → night"));
  ck_assert_ptr_null (strstr (group, "m03"));
  ck_assert_ptr_null (strstr (other, "m01"));
  ck_assert_ptr_null (unchanged);
  tear_down (&f);
}
END_TEST

START_TEST (a_first_publication_is_said_to_the_group)
{
  Fixture f = set_up ();
  g_autofree char *group = geng_message_change (NULL, f.after, NULL, "zh");
  g_autofree char *own
      = geng_message_change (NULL, f.after, geng_station_lookup_member (f.station, "m01"), "zh");

  ck_assert_str_eq (group, "【Sample】2026年12月值班表已发布。");
  ck_assert_ptr_null (own);
  tear_down (&f);
}
END_TEST

/* Whatever stands in the tables beside name and duty. */
START_TEST (no_message_tells_why)
{
  Fixture f = set_up ();
  GengMember *member = geng_station_lookup_member (f.station, "m01");
  GDate day = sample_date (2026, 12, 5);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &day, &day);
  g_autofree char *group = NULL, *own = NULL, *ask = NULL;
  GengDuty *duty
      = geng_roster_lookup (f.after, geng_station_lookup_member (f.station, "m02"), &day);

  geng_request_set_reason (leave, "病假");
  geng_member_set_phone (member, "000-0000-0001");
  ck_assert (geng_station_add_request (f.station, leave, NULL));
  group = tell (&f, NULL, "zh");
  own = tell (&f, "m01", "zh");
  ask = geng_message_ask (f.after, duty, member, "zh");
  for (guint i = 0; i < 3; i++)
    {
      const char *text = i == 0 ? group : i == 1 ? own : ask;

      ck_assert_ptr_null (strstr (text, "假"));
      ck_assert_ptr_null (strstr (text, "病"));
      ck_assert_ptr_null (strstr (text, "000-"));
    }
  ck_assert_str_eq (
      ask, "m01，12月5日 周六 night 18:00–04:00 village 缺人，你能来顶吗？请回复“能”或“不能”。");
  tear_down (&f);
}
END_TEST

/* Every piece fits, and together they are the message. */
static void
assert_pieces (const char *text, gsize most)
{
  g_auto (GStrv) pieces = geng_message_split (text, most);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      ck_assert_uint_le (strlen (pieces[i]), most);
      ck_assert (g_utf8_validate (pieces[i], -1, NULL));
      g_string_append (joined, pieces[1] != NULL ? strchr (pieces[i], '\n') + 1 : pieces[i]);
    }
  ck_assert_str_eq (joined->str, text);
}

START_TEST (split_where_a_chat_ends)
{
  g_autoptr (GString) lines = g_string_new (NULL), one = g_string_new (NULL);
  g_auto (GStrv) whole = geng_message_split ("short", 64);
  g_auto (GStrv) cut = NULL;

  for (int i = 0; i < 100; i++)
    {
      g_string_append_printf (lines, "%d 村区网格\n", i);
      g_string_append (one, "班");
    }
  ck_assert_uint_eq (g_strv_length (whole), 1);
  ck_assert_str_eq (whole[0], "short");
  for (gsize most = 64; most < 200; most++)
    {
      assert_pieces (lines->str, most);
      assert_pieces (one->str, most);
    }
  assert_pieces ("", 64);
  cut = geng_message_split (lines->str, 2048);
  ck_assert_str_eq (cut[0], lines->str);
  g_strfreev (cut);
  cut = geng_message_split (lines->str, 100);
  ck_assert (g_str_has_prefix (cut[0], "(1/"));
  ck_assert (g_str_has_suffix (cut[0], "\n"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("message");
  TCase *tcase = tcase_create ("message");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, what_was_and_what_is);
  tcase_add_test (tcase, the_group_reads_of_all_a_member_of_his_own);
  tcase_add_test (tcase, a_first_publication_is_said_to_the_group);
  tcase_add_test (tcase, no_message_tells_why);
  tcase_add_test (tcase, split_where_a_chat_ends);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
