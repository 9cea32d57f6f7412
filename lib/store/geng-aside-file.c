/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who was set aside from a month: a row a member. */

#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-roster-file.h"
#include "geng-writer.h"

#include <string.h>

/* @file: of the draft or of the record: "drafts/2026-12.csv" */
char *
geng_roster_file_aside (const char *file)
{
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".csv"));

  return g_strconcat (stem, ".aside.csv", NULL);
}

static void
read_row (GengReader *reader, const GengRow *row, GengRoster *roster)
{
  const GengField *fields = row->fields;
  GengMember *member = geng_reader_entity (
      reader, &fields[ASIDE_MEMBER], geng_station_get_members (reader->station), _ ("member"));
  gboolean dated, told;
  int proven = FALSE;
  GDate since;

  dated = geng_words_date (fields[ASIDE_SINCE].text, &since);
  told = geng_words_find (geng_words_yes_no, fields[ASIDE_PROVEN].text, &proven);
  if (!dated)
    geng_faults_add (reader->faults, row->line, fields[ASIDE_SINCE].column,
                     _ ("'%s' is no date of the calendar; write it as 2026-12-31"),
                     fields[ASIDE_SINCE].text);
  if (!told)
    geng_faults_add (reader->faults, row->line, fields[ASIDE_PROVEN].column,
                     _ ("write yes (是) or no (否)"));
  if (member == NULL || !dated || !told)
    return;
  g_autoptr (GengSetAside) one
      = geng_set_aside_new (member, &since, proven, fields[ASIDE_REASON].text);
  geng_roster_add_set_aside (roster, one);
}

void
geng_roster_file_read_aside (GengReader *reader, const char *file, GengRoster *roster)
{
  g_autofree char *path = g_build_filename (reader->folder, file, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  rows = geng_reader_table (reader, file, geng_columns_set_aside);
  for (guint i = 0; i < rows->len; i++)
    read_row (reader, g_ptr_array_index (rows, i), roster);
}

GBytes *
geng_roster_file_write_aside (GengRoster *roster)
{
  gboolean chinese = geng_write_chinese (geng_roster_get_station (roster));
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (roster);
  GString *table;

  if (list->len == 0)
    return NULL;
  table = geng_csv_begin (geng_columns_set_aside, chinese);
  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = g_ptr_array_index (list, i);
      g_autofree char *since = geng_date_to_string (geng_set_aside_get_since (one));

      geng_csv_field (table, geng_entity_get_id (GENG_ENTITY (geng_set_aside_get_member (one))));
      geng_csv_field (table, since);
      geng_csv_field (
          table, geng_words_text (geng_words_yes_no, geng_set_aside_get_proven (one), chinese));
      geng_csv_field (table, geng_set_aside_get_reason (one));
      geng_csv_end_row (table);
    }
  return geng_csv_finish (table);
}
