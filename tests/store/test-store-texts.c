/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What files are made of: dates and times as people and spreadsheets write them, encodings, keys,
 * and limits that end what has no end. */

#include "geng-charset.h"
#include "geng-csv.h"
#include "geng-ini.h"
#include "geng-words.h"
#include "store-fixture.h"

#include <check.h>
#include <string.h>

/* @day: 0 for no date; else of December 2026 */
static const struct
{
  const char *text;
  int day;
} dates[] = {
  { "2026-12-01", 1 },       { "2026/12/1", 1 },   { "2026.12.31", 31 },
  { "2026年12月1日", 1 },    { "2026-12-1", 1 },   { "", 0 },
  { "2026-12", 0 },          { "2026-12-01x", 0 }, { "2026-12-1 ", 0 },
  { "x2026-12-01", 0 },      { "2026-13-01", 0 },  { "2026-00-01", 0 },
  { "2026-12-00", 0 },       { "2026-12-32", 0 },  { "2026-11-31", 0 },
  { "1899-12-31", 0 },       { "0000-12-01", 0 },  { "2026-12/01", 0 },
  { "2026--1-01", 0 },       { "12026-12-01", 0 }, { "2026年12月1", 0 },
  { "2026-12-01T08:00", 0 }, { "-026-12-01", 0 },  { "20261201", 0 },
};

START_TEST (a_date_is_a_date)
{
  GDate date;

  g_date_clear (&date, 1);
  ck_assert_msg (geng_words_date (dates[_i].text, &date) == (dates[_i].day > 0), "%s",
                 dates[_i].text);
  if (dates[_i].day > 0)
    ck_assert (g_date_get_year (&date) == 2026 && g_date_get_month (&date) == 12
               && g_date_get_day (&date) == dates[_i].day);
}
END_TEST

/* @minute: -1 for no time */
static const struct
{
  const char *text;
  int minute;
} times[] = {
  { "08:00", 480 }, { "8:05", 485 },    { "08：00", 480 }, { "08:00:00", 480 }, { "48:00", 2880 },
  { "0:00", 0 },    { "48:01", -1 },    { "08:60", -1 },   { "08:-1", -1 },     { "8", -1 },
  { "08:00 ", -1 }, { "08:00:30", -1 }, { "x8:00", -1 },   { "", -1 },          { ":30", -1 },
};

START_TEST (a_time_is_a_time)
{
  int minute = -1;

  ck_assert_int_eq (geng_words_minute (times[_i].text, &minute), times[_i].minute >= 0);
  ck_assert_int_eq (minute, times[_i].minute);
}
END_TEST

/* What a spreadsheet makes of a long number has lost its last digits. */
START_TEST (a_number_that_was_cut)
{
  static const char *const cut[] = { "1.38E+10", "1.38e+10", "1E10" };
  static const char *const whole[]
      = { "13800000000", "", "E+10", "1.38E", "1.38E+x", "Eve 1", "0000-0110" };

  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    ck_assert_msg (geng_words_is_cut_number (cut[i]), "%s", cut[i]);
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    ck_assert_msg (!geng_words_is_cut_number (whole[i]), "%s", whole[i]);
}
END_TEST

#define TEXT(bytes) bytes, sizeof bytes - 1

/* @text: NULL where it cannot be read; a byte order mark is none of it. */
static const struct
{
  const char *bytes;
  gsize size;
  const char *text;
  const char *says;
} encoded[] = {
  { TEXT (""), "", NULL },
  { TEXT ("a"), "a", NULL },
  { TEXT ("\xef\xbb"), "锘", NULL },
  { TEXT ("\xe9\x98\x9f"), "队", NULL },
  { TEXT ("\xef\xbb\xbf\xe9\x98\x9f"), "队", NULL },
  { TEXT ("\xef\xbb\xbf"), "", NULL },
  { TEXT ("\xb6\xd3"), "队", NULL },
  { TEXT ("\x84\x31\x95\x33\xb6\xd3"), "队", NULL },
  { TEXT ("\xef\xbb\xbfok\xff"), NULL, "0xff is neither" },
  { TEXT ("\xff\xfe\x1f\x96"), NULL, "UTF-16" },
  { TEXT ("\xfe\xff\x96\x1f"), NULL, "UTF-16" },
  { TEXT ("a\0b"), NULL, "UTF-16" },
  { TEXT ("\xff\x01"), NULL, "0xff is neither" },
  { TEXT ("\xfe\x01"), NULL, "0xfe is neither" },
};

START_TEST (an_encoding_is_known)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (encoded[_i].bytes, encoded[_i].size);
  g_autofree char *text = geng_charset_decode (bytes, faults);

  if (encoded[_i].text != NULL)
    ck_assert_str_eq (text, encoded[_i].text);
  else
    ck_assert_ptr_null (text);
  ck_assert_uint_eq (faults->list->len, encoded[_i].text == NULL);
  if (encoded[_i].text == NULL)
    ck_assert_ptr_nonnull (
        strstr (((GengFault *) faults->list->pdata[0])->message, encoded[_i].says));
}
END_TEST

/* Whatever a value has in it comes back from station.ini. */
START_TEST (any_value_comes_back)
{
  static const char *const values[]
      = { "桥头",        " before",      "after ",     " ",    "two\nlines", "a\ttab",
          "a\rreturn",   "back\\slash",  "\\n",        "\\\\", "a\\;b",      "a = b",
          "[post desk]", "# no comment", "\"quoted\"", "\\" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GengFaults) faults = geng_faults_new ();
      g_autoptr (GPtrArray) groups = NULL;
      GengKey *key;

      geng_ini_write_group (text, "post", "village");
      geng_ini_write_key (text, "location", values[i]);
      groups = geng_ini_read (text->str, faults);
      ck_assert_uint_eq (faults->list->len, 0);
      ck_assert_uint_eq (groups->len, 1);
      key = geng_ini_get (groups->pdata[0], "location");
      ck_assert_msg (key != NULL, "%s", text->str);
      ck_assert_str_eq (key->value, values[i]);
    }
}
END_TEST

/* -- limits -- */

static guint
count_faults (GengFaults *faults, const char *says)
{
  guint n = 0;

  for (guint i = 0; i < faults->list->len; i++)
    n += strstr (((GengFault *) faults->list->pdata[i])->message, says) != NULL;
  return n;
}

START_TEST (groups_and_keys_end)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GPtrArray) groups = NULL, more = NULL;

  for (guint i = 0; i < GENG_INI_MAX_GROUPS; i++)
    g_string_append_printf (text, "[post p%u]\n", i);
  for (guint i = 0; i < GENG_INI_MAX_KEYS; i++)
    g_string_append_printf (text, "key%u = x\n", i);
  groups = geng_ini_read (text->str, faults);
  ck_assert_uint_eq (faults->list->len, 0);
  ck_assert_uint_eq (groups->len, GENG_INI_MAX_GROUPS);
  g_string_append (text, "another = x\n[post another]\n");
  more = geng_ini_read (text->str, faults);
  ck_assert_uint_eq (faults->list->len, 2);
  ck_assert_uint_eq (count_faults (faults, "too many groups"), 1);
  ck_assert_uint_eq (more->len, GENG_INI_MAX_GROUPS);
}
END_TEST

static const GengColumn columns[] = { { "id", "编号", TRUE }, { NULL } };

/* Rows that are wrong in any number are told as far as anybody reads; a row without an end, and a
 * table without one, once. */
START_TEST (rows_and_faults_end)
{
  g_autoptr (GString) wide = g_string_new ("id\nx"), wrong = g_string_new ("id\n");
  g_autoptr (GString) tall = g_string_new ("id\n");
  g_autoptr (GengFaults) faults = geng_faults_new (), many = geng_faults_new ();
  g_autoptr (GengFaults) rows = geng_faults_new (), all = geng_faults_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2 * GENG_CSV_MAX_FIELDS; i++)
    g_string_append (wide, ",x");
  g_string_append (wide, "\nx\n");
  g_ptr_array_unref (geng_csv_read (wide->str, columns, faults));
  ck_assert_uint_eq (count_faults (faults, "more than 64 fields"), 1);
  for (guint i = 0; i < GENG_FAULTS_MAX + 50; i++)
    g_string_append (wrong, "a,b\n");
  g_ptr_array_unref (geng_csv_read (wrong->str, columns, many));
  ck_assert_uint_eq (many->list->len, GENG_FAULTS_MAX);
  ck_assert (!geng_faults_to_error (many, "place", &error));
  ck_assert_ptr_nonnull (strstr (error->message, "200 or more faults"));
  geng_faults_add_all (all, faults, "one");
  geng_faults_add_all (all, many, NULL);
  ck_assert_uint_eq (all->list->len, GENG_FAULTS_MAX);
  for (guint i = 0; i < GENG_CSV_MAX_ROWS + 2; i++)
    g_string_append (tall, "x\n");
  g_ptr_array_unref (geng_csv_read (tall->str, columns, rows));
  ck_assert_uint_eq (count_faults (rows, "more than 100000 rows"), 1);
  ck_assert_uint_eq (rows->list->len, 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-texts");
  TCase *cases = tcase_create ("all");
  SRunner *runner;
  int failed;

  tcase_set_timeout (cases, 60);
  tcase_add_loop_test (cases, a_date_is_a_date, 0, G_N_ELEMENTS (dates));
  tcase_add_loop_test (cases, a_time_is_a_time, 0, G_N_ELEMENTS (times));
  tcase_add_test (cases, a_number_that_was_cut);
  tcase_add_loop_test (cases, an_encoding_is_known, 0, G_N_ELEMENTS (encoded));
  tcase_add_test (cases, any_value_comes_back);
  tcase_add_test (cases, groups_and_keys_end);
  tcase_add_test (cases, rows_and_faults_end);
  suite_add_tcase (suite, cases);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
