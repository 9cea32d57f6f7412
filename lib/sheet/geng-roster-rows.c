/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which rows of a roster are people: not the counts below them, the notes, the weekdays. */

#include "geng-roster-rows.h"
#include "geng-gettext.h"
#include "geng-staff-people.h"
#include "geng-text.h"

#include <string.h>

void
geng_roster_row_free (GengRosterRow *self)
{
  g_free (self->name);
  g_free (self);
}

/* Members who fit a name, in the station's order; one alone where it is an id. */
static GPtrArray *
list_members (GengStation *station, const char *compact)
{
  GListModel *members = geng_station_get_members (station);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);
      g_autofree char *id = geng_text_compact (geng_entity_get_id (member));
      g_autofree char *name = geng_text_compact (geng_entity_get_name (member));
      g_autofree char *both = g_strdup_printf ("%s(%s)", name, id);

      if (g_str_equal (compact, id) || g_str_equal (compact, both))
        {
          g_ptr_array_set_size (found, 0);
          g_ptr_array_add (found, member);
          return found;
        }
      if (g_str_equal (compact, name))
        g_ptr_array_add (found, member);
    }
  return found;
}

/* Whether a row says something on a day that is no number: counts have numbers alone. */
static gboolean
has_marks (GengWorksheet *sheet, const GengRosterDays *days, guint row)
{
  for (guint day = 0; day < days->n_days; day++)
    {
      const char *cell = geng_worksheet_get_cell (sheet, row, days->first_column + day);

      if (cell[strspn (cell, "+-.0123456789%")] != '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_weekday (const char *cell)
{
  static const char *const words[]
      = { "一", "二", "三", "四", "五", "六", "日", "周", "星期", "礼拜" };
  g_autofree char *compact = geng_text_compact (cell);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (compact, words[i]) && g_utf8_strlen (compact, -1) <= 3)
      return TRUE;
  return FALSE;
}

static GengRosterRow *
read_row (GengStation *station, GengWorksheet *sheet, const GengRosterDays *days, guint row)
{
  const char *cell = geng_worksheet_get_cell (sheet, row, (guint) days->name_column);
  g_autofree char *compact = geng_text_compact (cell);
  g_autoptr (GPtrArray) members = list_members (station, compact);
  GengRosterRow *self;

  if (compact[0] == '\0'
      || (members->len == 0
          && (!has_marks (sheet, days, row) || g_utf8_strchr (compact, -1, ':') != NULL
              || is_weekday (geng_worksheet_get_cell (sheet, row, days->first_column)))))
    return NULL;
  self = g_new0 (GengRosterRow, 1);
  self->row = row;
  self->name = geng_text_clean (cell);
  self->member = members->len == 1 ? g_ptr_array_index (members, 0) : NULL;
  return self;
}

static guint
count_before (GPtrArray *rows, const char *compact)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name
          = geng_text_compact (((GengRosterRow *) g_ptr_array_index (rows, i))->name);

      n += g_str_equal (name, compact);
    }
  return n;
}

/* Of members with one name the first row is the first one's, as long as each has a row. */
static void
match_equal_names (GengStation *station, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GengRosterRow *row = g_ptr_array_index (rows, i);
      g_autofree char *compact = geng_text_compact (row->name);
      g_autoptr (GPtrArray) members = list_members (station, compact);
      guint n = count_before (rows, compact), seen = 0;

      if (members->len < 2 || n != members->len)
        continue;
      for (guint j = 0; j < i; j++)
        {
          g_autofree char *other
              = geng_text_compact (((GengRosterRow *) g_ptr_array_index (rows, j))->name);

          seen += g_str_equal (other, compact);
        }
      row->member = g_ptr_array_index (members, seen);
    }
}

static void
check_rows (GengStation *station,
            GengWorksheet *sheet,
            const GengRosterDays *days,
            GPtrArray *rows,
            GPtrArray *faults)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const GengRosterRow *row = g_ptr_array_index (rows, i);
      g_autofree char *compact = geng_text_compact (row->name);
      g_autoptr (GPtrArray) members = list_members (station, compact);

      if (row->member == NULL && members->len > 1)
        g_ptr_array_add (faults, geng_staff_fault (sheet, row->row, days->name_column,
                                                   _ ("several are called %s; write the id instead "
                                                      "of the name"),
                                                   row->name));
      else if (!g_hash_table_add (seen, row->member != NULL ? g_strdup (
                                            geng_entity_get_id (GENG_ENTITY (row->member)))
                                                            : g_strdup_printf ("? %s", compact)))
        g_ptr_array_add (faults,
                         geng_staff_fault (sheet, row->row, days->name_column,
                                           _ ("%s has two rows; make one of them"), row->name));
    }
}

/* Returns: (element-type GengRosterRow): what is wrong goes to @faults */
GPtrArray *
geng_roster_rows_read (GengStation *station,
                       GengWorksheet *sheet,
                       const GengRosterDays *days,
                       GPtrArray *faults)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_roster_row_free);

  for (guint row = days->header + 1; row < geng_worksheet_get_n_rows (sheet); row++)
    {
      GengRosterRow *read = read_row (station, sheet, days, row);

      if (read != NULL)
        g_ptr_array_add (rows, read);
    }
  match_equal_names (station, rows);
  check_rows (station, sheet, days, rows, faults);
  return rows;
}
