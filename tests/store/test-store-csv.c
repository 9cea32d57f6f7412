/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What anybody wrote comes back from a table as it was, and no cell of the table is a formula. */

#include "geng-csv.h"
#include "geng-random.h"

#include <check.h>
#include <string.h>

static const GengColumn columns[] = { { "first", "一", TRUE }, { "second", "二", TRUE }, { NULL } };

static GPtrArray *
read_table (const char *text)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  GPtrArray *rows = geng_csv_read (text, columns, faults);

  ck_assert_uint_eq (faults->list->len, 0);
  return rows;
}

/* The table with one row of this text and an “x”. */
static char *
write_table (const char *text)
{
  GString *table = geng_csv_begin (columns, FALSE);

  geng_csv_field (table, text);
  geng_csv_field (table, "x");
  geng_csv_end_row (table);
  return g_string_free (table, FALSE);
}

static void
expect_back (const char *text)
{
  g_autofree char *table = write_table (text);
  g_autoptr (GPtrArray) rows = read_table (table + strlen ("\xef\xbb\xbf"));
  const GengRow *row;

  ck_assert_uint_eq (rows->len, 1);
  row = g_ptr_array_index (rows, 0);
  ck_assert_str_eq (row->fields[0].text, text);
  ck_assert_str_eq (row->fields[1].text, "x");
}

/* The cell as a program of tables takes it: without the quotes around it. */
static void
expect_cell (const char *text, const char *cell)
{
  g_autofree char *table = write_table (text);
  g_autofree char *plain = g_strdup_printf ("\r\n%s,x\r\n", cell);
  g_autofree char *quoted = g_strdup_printf ("\r\n\"%s\",x\r\n", cell);

  ck_assert_msg (g_str_has_suffix (table, plain) || g_str_has_suffix (table, quoted), "%s", table);
  expect_back (text);
}

START_TEST (formulas_are_text)
{
  expect_cell ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0");
  expect_cell ("@SUM(A1)", "'@SUM(A1)");
  expect_cell ("+1+cmd|x", "'+1+cmd|x");
  expect_cell ("-", "'-");
  expect_cell ("－夜班", "'－夜班");
  expect_cell ("\t=1", "'\t=1");
  expect_cell ("'=1", "''=1");
  expect_cell ("''=1", "'''=1");
}
END_TEST

START_TEST (other_cells_stay)
{
  expect_cell ("+86 138 0000 0000", "+86 138 0000 0000");
  expect_cell ("-3.5", "-3.5");
  expect_cell ("a=b", "a=b");
  expect_cell ("'tis", "'tis");
  expect_cell ("", "");
}
END_TEST

/* A formula that people typed with an apostrophe themselves is theirs without it. */
START_TEST (people_may_write_the_mark)
{
  g_autoptr (GPtrArray) rows = read_table ("first,second\r\n'=1,'x\r\n");
  const GengRow *row = g_ptr_array_index (rows, 0);

  ck_assert_str_eq (row->fields[0].text, "=1");
  ck_assert_str_eq (row->fields[1].text, "'x");
}
END_TEST

/* Whoever is told of a fault finds it there: lines that are empty or blank count, and so do lines
 * inside quotes; a blank before a field belongs to it. */
START_TEST (a_field_stands_where_it_is_written)
{
  static const char text[] = "first,second\r\n \t\r\n\n\"a\n,b\", c\r\n,d\n";
  static const guint places[2][2][2] = { { { 4, 1 }, { 5, 5 } }, { { 6, 1 }, { 6, 2 } } };
  g_autoptr (GPtrArray) rows = read_table (text);

  ck_assert_uint_eq (rows->len, 2);
  for (guint r = 0; r < 2; r++)
    for (guint f = 0; f < 2; f++)
      {
        const GengField *field = &((GengRow *) rows->pdata[r])->fields[f];

        ck_assert_uint_eq (field->line, places[r][f][0]);
        ck_assert_uint_eq (field->column, places[r][f][1]);
      }
}
END_TEST

START_TEST (any_text_comes_back)
{
  static const char *const parts[] = { "=",  "+", "-", "@", "'", "''", "\t", "\r", "\n",
                                       "\"", ",", "1", ".", " ", "＝", "假", "x" };
  GengRandom random;

  geng_random_init (&random, 1, 0);
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint n = geng_random_below (&random, 6); n > 0; n--)
        g_string_append (text, parts[geng_random_below (&random, G_N_ELEMENTS (parts))]);
      expect_back (text->str);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("csv");
  TCase *tcase = tcase_create ("cells");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, formulas_are_text);
  tcase_add_test (tcase, other_cells_stay);
  tcase_add_test (tcase, people_may_write_the_mark);
  tcase_add_test (tcase, a_field_stands_where_it_is_written);
  tcase_add_test (tcase, any_text_comes_back);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
