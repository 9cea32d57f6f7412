/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* station.ini: [cycle ID], held against the shifts of the station whether a rule follows it or not.
 */

#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-reader.h"
#include "geng-rotation.h"
#include "geng-rule-words.h"

#include <geng/geng-station-cycles.h>
#include <string.h>

static void
read_first (GengReader *self, GengGroup *group, GengCycle *cycle)
{
  GengKey *entry = geng_ini_get (group, "first");
  GDate date;

  if (entry == NULL)
    return;
  if (geng_words_date (entry->value, &date))
    geng_cycle_set_first (cycle, &date);
  else
    geng_faults_add (self->faults, entry->line, entry->value_column,
                     _ ("'%s' is no date; write it as 2026-12-01"), entry->value);
}

/* A shift that could not be read has its own fault. */
static gboolean
is_faulty_shift (GengReader *self, const char *word)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const GengGroup *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->kind, "shift") && g_str_equal (group->id, word))
        return TRUE;
    }
  return FALSE;
}

static void
tell_unknown (GengReader *self, GengKey *entry, const char *word, guint column)
{
  g_autofree char *known = geng_reader_list_ids (geng_station_get_shifts (self->station));

  geng_faults_add (self->faults, entry->line, column,
                   _ ("“%s” is no shift of the station; there are: %s; a day of a cycle is a "
                      "shift, the place of one in this list, like 1, “%s”, or a choice of them "
                      "with “/” between"),
                   word, known, geng_rule_word_in ("off", NULL));
}

/* One day of a cycle: `day`, or a choice like `off/standby`.
 * @column: of its first character */
static gboolean
check_cycle_day (GengReader *self, GengKey *entry, const char *day, guint column)
{
  g_auto (GStrv) words = g_strsplit (day, "/", -1);
  gboolean fine = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean known = geng_rotation_knows (self->station, words[i]);

      if (!known && !is_faulty_shift (self, words[i]))
        tell_unknown (self, entry, words[i], column);
      fine = fine && known;
      column += (guint) g_utf8_strlen (words[i], -1) + 1;
    }
  return fine;
}

/* What is wrong is told here, where it stands; a day off in its place, so that a rule that follows
 * the cycle does not tell it again. */
static void
check_cycle_days (GengReader *self, GengKey *entry, char **days)
{
  const char *at = entry->value;

  for (guint i = 0; days[i] != NULL; i++)
    {
      const char *day = strstr (at, days[i]);

      at = day + strlen (days[i]);
      if (check_cycle_day (self, entry, days[i],
                           entry->value_column
                               + (guint) g_utf8_pointer_to_offset (entry->value, day)))
        continue;
      g_free (days[i]);
      days[i] = g_strdup ("off");
    }
}

void
geng_read_cycle (GengReader *self, GengGroup *group)
{
  GengKey *entry = geng_ini_get (group, "days"), *name = geng_ini_get (group, "name");
  g_auto (GStrv) days = geng_words_split_ids (entry != NULL ? entry->value : "");
  g_autoptr (GengCycle) cycle = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added;

  if (days[0] == NULL)
    {
      geng_faults_add (self->faults, entry != NULL ? entry->line : group->line, 1,
                       _ ("[%s %s] needs a '%s'"), geng_ini_words_tell (group->kind), group->id,
                       geng_ini_words_tell ("days"));
      g_strfreev (days);
      days = g_strsplit ("off", " ", -1);
    }
  else
    check_cycle_days (self, entry, days);
  cycle = geng_cycle_new (group->id, name != NULL ? name->value : NULL, (const char *const *) days);
  read_first (self, group, cycle);
  added = geng_station_add_cycle (self->station, cycle, &error);
  geng_reader_take (self, group->line, 1, added, error);
}
