/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes as a table: read without a crash, and what is written from it reads the same. */

#include "fuzz.h"

#include "geng-charset.h"
#include "geng-words.h"

static void
check_again (GPtrArray *rows)
{
  GString *table = geng_csv_begin (geng_columns_members, FALSE);
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const GengRow *row = g_ptr_array_index (rows, i);

      for (guint field = 0; geng_columns_members[field].english != NULL; field++)
        geng_csv_field (table, row->fields[field].text);
      geng_csv_end_row (table);
    }
  bytes = geng_csv_finish (table);
  text = geng_charset_decode (bytes, faults);
  g_assert_nonnull (text);
  again = geng_csv_read (text, geng_columns_members, faults);
  g_assert_cmpuint (faults->list->len, ==, 0);
  g_assert_cmpuint (again->len, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    for (guint field = 0; geng_columns_members[field].english != NULL; field++)
      g_assert_cmpstr (((GengRow *) rows->pdata[i])->fields[field].text, ==,
                       ((GengRow *) again->pdata[i])->fields[field].text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = geng_charset_decode (bytes, faults);
  g_autoptr (GPtrArray) rows = NULL;

  if (text == NULL)
    {
      g_assert_cmpuint (faults->list->len, >, 0);
      return 0;
    }
  rows = geng_csv_read (text, geng_columns_members, faults);
  for (guint i = 0; i < faults->list->len; i++)
    g_assert_cmpuint (((GengFault *) faults->list->pdata[i])->line, >, 0);
  check_again (rows);
  return 0;
}
