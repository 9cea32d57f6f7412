/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A folder into a station, with everything that is wrong with it. */

#include "geng-load.h"
#include "geng-charset.h"
#include "geng-reader.h"
#include "geng-station-private.h"
#include "geng-gettext.h"

#include <string.h>

#define STATION_FILE "station.ini"

static guint
line_of_group (GPtrArray *groups, const char *kind, const char *id)
{
  for (guint i = 0; i < groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (groups, i);

      if ((kind == NULL || g_str_equal (group->kind, kind))
          && (id == NULL || g_str_equal (group->id, id)))
        return group->line;
    }
  return 0;
}

static gboolean
begins_with_word (const char *message, const char *word)
{
  char next = g_str_has_prefix (message, word) ? message[strlen (word)] : 'a';

  return !g_ascii_isalnum (next) && next != '-' && next != '_';
}

/*
 * The model knows no files: its messages begin with the id of what is wrong, with its kind and id
 * in the reader's language, or are about the windows as a whole.
 */
static guint
guess_line (GPtrArray *groups, const char *message)
{
  for (guint i = 0; i < groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *full = g_strdup_printf ("%s %s", _ (group->kind), group->id);

      if (group->id[0] != '\0'
          && (begins_with_word (message, group->id) || begins_with_word (message, full)))
        return group->line;
    }
  return g_str_has_prefix (message, _ ("window")) ? line_of_group (groups, "window", NULL) : 0;
}

static void
validate (GengReader *self)
{
  g_autoptr (GPtrArray) faults = geng_station_check (self->station);

  self->faults->file = STATION_FILE;
  for (guint i = 0; i < faults->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (faults, i);
      guint line = guess_line (self->groups, fault->message);

      geng_faults_add (self->faults, line, line > 0 ? 1 : 0, "%s", fault->message);
    }
}

/* The texts of rules name members, so these are read in between. */
static void
read_all (GengReader *self)
{
  guint in_station, in_members;

  geng_read_station (self);
  if (self->station == NULL)
    return;
  geng_read_demands (self);
  in_station = self->faults->list->len;
  geng_read_members (self);
  in_members = self->faults->list->len - in_station;
  geng_read_leave (self);
  geng_read_items (self);
  geng_read_holidays (self);
  self->faults->file = STATION_FILE;
  geng_read_lists (self, in_members == 0);
  geng_read_rules (self);
  /* What is missing only because it was faulty is not told a second time. */
  if (in_station == 0)
    validate (self);
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const GengFault *x = *(GengFault *const *) a, *y = *(GengFault *const *) b;
  int files = g_strcmp0 (x->file, y->file);

  if (files != 0)
    return g_strcmp0 (x->file, STATION_FILE) == 0   ? -1
           : g_strcmp0 (y->file, STATION_FILE) == 0 ? 1
                                                    : files;
  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

/*
 * Returns: (transfer full) (nullable): the station; faulty where @faults is not empty
 */
GengStation *
geng_load_station (const char *folder, GPtrArray *kinds, GengFaults *faults)
{
  GengReader self = { folder, faults, NULL, NULL, kinds };
  g_autofree char *text = geng_charset_load (folder, STATION_FILE, TRUE, faults);

  if (text == NULL)
    return NULL;
  self.groups = geng_ini_read (text, faults);
  read_all (&self);
  g_ptr_array_unref (self.groups);
  g_ptr_array_sort (faults->list, compare_faults);
  return self.station;
}
