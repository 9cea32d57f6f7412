/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A draft that is being edited: its table, and a line for each step since the table was written. A
 * step costs one short write and one sync, however long the table is. */

#include "geng-draft-steps.h"
#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-roster-file.h"
#include "geng-store-private.h"
#include "geng-written.h"
#include <geng/geng-json.h>
#include <geng/geng-store-steps.h>

#include <string.h>

/* @draft: "drafts/2026-12.csv" */
char *
geng_draft_steps_file (const char *draft)
{
  g_autofree char *stem = g_strndup (draft, strlen (draft) - strlen (".csv"));

  return g_strconcat (stem, ".steps", NULL);
}

/* -- out -- */

static gboolean
same (GengDuty *a, GengDuty *b)
{
  return a == NULL || b == NULL ? a == b : geng_duty_is_like (a, b);
}

/* The duty, or that there is none. */
static GVariant *
write_cell (GengDuty *duty, GengMember *member, const GDate *date)
{
  GVariantBuilder builder;

  if (duty != NULL)
    return geng_written_thing (G_OBJECT (duty));
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_text (&builder, "member", geng_entity_get_id (GENG_ENTITY (member)));
  geng_written_add_date (&builder, "date", date);
  return g_variant_builder_end (&builder);
}

/* Within a string JSON has no line breaks; between two tokens nobody needs them, nor the spaces
 * that follow. */
static char *
on_one_line (const char *text)
{
  GString *line = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");

      g_string_append_len (line, text, (gssize) length);
      text += length;
      text += strspn (text, "\n ");
    }
  g_string_append_c (line, '\n');
  return g_string_free (line, FALSE);
}

char *
geng_draft_steps_line (GengRoster *before, GengRoster *after)
{
  GListModel *members = geng_station_get_members (geng_roster_get_station (after));
  g_autoptr (GVariant) all = NULL;
  g_autofree char *text = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      for (GDate date = *geng_roster_get_first (after);
           g_date_compare (&date, geng_roster_get_last (after)) <= 0; g_date_add_days (&date, 1))
        {
          GengDuty *duty = geng_roster_lookup (after, member, &date);

          if (!same (geng_roster_lookup (before, member, &date), duty))
            g_variant_builder_add (&builder, "v", write_cell (duty, member, &date));
        }
    }
  all = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (g_variant_n_children (all) == 0)
    return NULL;
  text = geng_json_print_variant (all);
  return on_one_line (text);
}

/* -- in -- */

static gboolean
read_cell (GVariant *value, GengRoster *roster, GError **error)
{
  GengStation *station = geng_roster_get_station (roster);
  g_autoptr (GObject) thing = NULL;
  g_autoptr (GVariant) shift = g_variant_lookup_value (value, "shift", NULL);
  GengMember *member;
  const GDate *date;

  /* Without a shift it is no whole duty, yet it says whose day it is. */
  thing = geng_written_read_thing (GENG_TYPE_DUTY, value, station, NULL, "duty", error);
  if (thing == NULL)
    return FALSE;
  member = geng_duty_get_member (GENG_DUTY (thing));
  date = geng_duty_get_date (GENG_DUTY (thing));
  if (member == NULL || date == NULL)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("a step needs a member and a date"));
      return FALSE;
    }
  geng_roster_clear (roster, member, date);
  return shift == NULL || geng_roster_add (roster, GENG_DUTY (thing), error);
}

static gboolean
read_line (const char *line, gsize length, GengRoster *roster, GError **error)
{
  g_autoptr (GVariant) cells = geng_json_parse_variant (line, (gssize) length, error);

  if (cells == NULL)
    return FALSE;
  if (!g_variant_is_of_type (cells, G_VARIANT_TYPE ("av")))
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("a step is a list of duties"));
      return FALSE;
    }
  for (gsize i = 0; i < g_variant_n_children (cells); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (cells, i);
      g_autoptr (GVariant) cell = g_variant_get_variant (boxed);

      if (!g_variant_is_of_type (cell, G_VARIANT_TYPE_VARDICT))
        {
          g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                               _ ("a step is a list of duties"));
          return FALSE;
        }
      if (!read_cell (cell, roster, error))
        return FALSE;
    }
  return TRUE;
}

void
geng_draft_steps_read (GengReader *reader, const char *file, GengRoster *roster)
{
  g_autofree char *path = g_build_filename (reader->folder, file, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *text, *end;
  gsize size;
  guint number = 1;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  reader->faults->file = file;
  bytes = geng_file_read (path, GENG_FILE_MAX, &error);
  if (bytes == NULL)
    {
      geng_faults_add_unread (reader->faults, path, error->message, error);
      return;
    }
  text = g_bytes_get_data (bytes, &size);
  for (; size > 0 && (end = memchr (text, '\n', size)) != NULL; number++)
    {
      if (!read_line (text, (gsize) (end - text), roster, &error))
        {
          geng_faults_add (reader->faults, number, 1, "%s", error->message);
          return;
        }
      size -= (gsize) (end - text) + 1;
      text = end + 1;
    }
}

/* -- the store's calls -- */

/**
 * geng_store_has_steps:
 * @self: a store
 * @year: a year
 * @month: a month
 *
 * Returns: whether the draft of the month has lines that its table does not have yet
 */
gboolean
geng_store_has_steps (GengStore *self, GDateYear year, GDateMonth month)
{
  g_autofree char *draft = geng_roster_file_draft (year, month);
  g_autofree char *file = geng_draft_steps_file (draft);
  g_autofree char *path = NULL;

  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  path = g_build_filename (geng_store_get_path (self), file, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
append (GengStore *self, const char *file, const char *line, GError **error)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (self), file, NULL);
  gboolean own = !geng_store_is_locked (self);
  gboolean ok;

  if (own && !geng_store_lock (self, error))
    return FALSE;
  ok = geng_file_check_inside (geng_store_get_path (self), file, error)
       && geng_file_append_line (path, line, GENG_FILE_MAX, error);
  if (own)
    geng_store_unlock (self);
  return ok;
}

/**
 * geng_store_append_draft:
 * @self: a store that has a draft of the month
 * @before: the draft as it is in the folder
 * @after: a roster of the same station and month, as it is to be
 * @error: return location
 *
 * Writes what @after has otherwise than @before as one line of `drafts/YYYY-MM.steps`, and returns
 * when it is on the disk: what an editor does with each stroke, where geng_store_save_draft() would
 * write the whole table.  [method@Store.load_draft] reads the table and then the lines;
 * geng_store_save_draft() writes the table and drops them.  Duties alone are compared: who is set
 * aside is written by geng_store_save_draft().
 *
 * Returns: %FALSE with %GENG_ERROR_NOT_FOUND where there is no draft, %GENG_ERROR_INVALID for
 * rosters of two months or stations, %GENG_ERROR_TOO_LARGE where there are too many lines,
 * %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the draft is as it was
 */
gboolean
geng_store_append_draft (GengStore *self, GengRoster *before, GengRoster *after, GError **error)
{
  g_autofree char *draft = NULL;
  g_autofree char *file = NULL;
  g_autofree char *line = NULL;
  const GDate *first;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_ROSTER (before) && GENG_IS_ROSTER (after),
                        FALSE);
  first = geng_roster_get_first (after);
  if (geng_roster_get_station (before) != geng_roster_get_station (after)
      || g_date_compare (geng_roster_get_first (before), first) != 0
      || g_date_compare (geng_roster_get_last (before), geng_roster_get_last (after)) != 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("the rosters before and after a step are of one station and month"));
      return FALSE;
    }
  draft = geng_roster_file_draft (g_date_get_year (first), g_date_get_month (first));
  if (!geng_store_has_draft (self, g_date_get_year (first), g_date_get_month (first)))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND, _ ("%s/%s: there is no such roster"),
                   geng_store_get_path (self), draft);
      return FALSE;
    }
  file = geng_draft_steps_file (draft);
  line = geng_draft_steps_line (before, after);
  return line == NULL || append (self, file, line, error);
}
