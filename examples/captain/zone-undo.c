/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * geng undo on a zone: what one command did at several stations is taken back at all of them, or at
 * none.  Everything is tried in memory and prepared before the first station counts; where a kill
 * comes between two of them, the same command takes back what is left.
 */
#include <stdlib.h>
#include <string.h>

#include "phone.h"
#include "undo.h"
#include "zone-log.h"
#include "zone.h"

/* A folder that is open, and its step where it is part of the change. */
typedef struct
{
  const char *id, *name;
  gboolean is_pool;
  Desk desk;
  gboolean open;
  LogStep *step; /* (nullable), not owned: NULL where the folder has no part in it */
  GPtrArray *steps;
  Undoing undoing;
} Part;

typedef struct
{
  GengZone *zone;
  const Options *options;
  Tell tell;
  GPtrArray *parts;   /* of Part: as their locks are taken */
  GPtrArray *logs;    /* of LogPart */
  GPtrArray *changes; /* of ZoneChange */
  const ZoneChange *change;
  GDateTime *from; /* (nullable) */
} ZoneUndo;

static void
part_free (gpointer data)
{
  Part *self = data;

  undoing_clear (&self->undoing);
  desk_clear (&self->desk);
  g_free (self);
}

static void
zone_undo_clear (ZoneUndo *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->logs, g_ptr_array_unref);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_object (&self->zone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZoneUndo, zone_undo_clear)

/* -- the folders -- */

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *left = *(Part *const *) a, *right = *(Part *const *) b;

  return zone_order (left->is_pool, left->id, right->is_pool, right->id);
}

static void
add_part (ZoneUndo *self, const char *id, GengStation *station, gboolean is_pool)
{
  Part *part = g_new0 (Part, 1);

  part->id = id;
  part->name = station != NULL ? geng_entity_get_name (GENG_ENTITY (station)) : "";
  part->is_pool = is_pool;
  part->undoing.desk = &part->desk;
  part->undoing.tell = self->tell;
  g_ptr_array_add (self->parts, part);
}

static char *
folder_of (const ZoneUndo *self, const Part *part)
{
  g_autoptr (GengStore) pool = NULL;

  if (!part->is_pool)
    return g_strdup (geng_store_get_path (
        geng_zone_get_store (self->zone, (guint) geng_zone_find (self->zone, part->id))));
  pool = geng_zone_open_pool (self->zone, (guint) zone_find_pool (self->zone, part->id));
  return g_strdup (geng_store_get_path (pool));
}

/* One that has mistakes stays shut, and is named where it is needed. */
static gboolean
can_open (const ZoneUndo *self, const Part *part)
{
  return part->is_pool
         || geng_zone_get_station (self->zone, (guint) geng_zone_find (self->zone, part->id))
                != NULL;
}

/* The lock, and what was edited by hand as a step of its own.  FALSE after a message */
static gboolean
open_part (ZoneUndo *self, Part *part)
{
  g_autofree char *folder = folder_of (self, part);
  Options options = *self->options;

  options.folder = folder;
  if (!can_open (self, part))
    return TRUE;
  g_setenv (ZONE_PART, part->id, TRUE);
  if (part->is_pool)
    part->desk.pool = zone_pool_find (folder);
  part->open = desk_open (&part->desk, &options, self->tell.dry_run ? DESK_READ : DESK_WRITE);
  return part->open && !(self->tell.dry_run && undo_refuse_behind (&part->desk));
}

static gboolean
open_all (ZoneUndo *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
  for (guint i = 0; i < geng_zone_get_n_pools (self->zone); i++)
    add_part (self, geng_zone_get_pool_id (self->zone, i), geng_zone_get_pool (self->zone, i),
              TRUE);
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    add_part (self, geng_zone_get_id (self->zone, i), geng_zone_get_station (self->zone, i), FALSE);
  g_ptr_array_sort (self->parts, compare_parts);
  for (guint i = 0; i < self->parts->len; i++)
    if (!open_part (self, self->parts->pdata[i]))
      return FALSE;
  return TRUE;
}

/* -- which change -- */

/* What the journal says is each station's own. */
static gboolean
is_of_rosters (const ZoneChange *change)
{
  for (guint i = 0; i < change->parts->len; i++)
    if (g_array_index (change->parts, ChangePart, i).step->journal)
      return FALSE;
  return TRUE;
}

static const ZoneChange *
find_last (GPtrArray *changes)
{
  for (guint i = changes->len; i > 0; i--)
    {
      const ZoneChange *change = changes->pdata[i - 1];

      if (!zone_change_undoes (change) && zone_change_stands (change) && is_of_rosters (change))
        return change;
    }
  return NULL;
}

/* The change that has the step: "v01/12". */
static const ZoneChange *
find_named (GPtrArray *changes, const char *text)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const ZoneChange *change = changes->pdata[i];

      for (guint k = 0; k < change->parts->len; k++)
        {
          const ChangePart *one = &g_array_index (change->parts, ChangePart, k);
          g_autofree char *name = g_strdup_printf ("%s/%u", one->part->id, one->step->number);

          if (g_str_equal (name, text))
            return change;
        }
    }
  return NULL;
}

/* FALSE after a message.  text: (nullable) */
static gboolean
choose (ZoneUndo *self, const char *text)
{
  self->change = text != NULL ? find_named (self->changes, text) : find_last (self->changes);
  if (self->change == NULL && text == NULL)
    say_error (_ ("There is nothing to take back."));
  else if (self->change == NULL)
    say_error (_ ("There is no step “%s” in the zone; write it as geng log does, like v01/12, or "
                  "name its station: --station ID"),
               text);
  else if (!zone_change_stands (self->change))
    {
      say_error (_ ("“%s” was taken back already."), text);
      self->change = NULL;
    }
  return self->change != NULL;
}

static Part *
find_part (const ZoneUndo *self, const LogPart *log)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];

      if (part->is_pool == log->is_pool && g_str_equal (part->id, log->id))
        return part;
    }
  return NULL;
}

/* What was taken back at a station already, alone or before a kill, is left out. */
static gboolean
mark_parts (ZoneUndo *self)
{
  for (guint i = 0; i < self->change->parts->len; i++)
    {
      const ChangePart *one = &g_array_index (self->change->parts, ChangePart, i);
      Part *part = find_part (self, one->part);

      if (log_undone_by (one->part->steps, one->step->number) > 0)
        continue;
      if (!part->open)
        {
          say_error (
              "%s: %s", part->id,
              geng_zone_get_failure (self->zone, (guint) geng_zone_find (self->zone, part->id)));
          return FALSE;
        }
      part->step = one->step;
      part->steps = one->part->steps;
    }
  return TRUE;
}

/* -- taking it back -- */

/* (transfer none): what each does in its turn speaks of that part */
static Part *
begin_part (const ZoneUndo *self, guint index)
{
  Part *part = self->parts->pdata[index];

  if (part->step != NULL)
    g_setenv (ZONE_PART, part->id, TRUE);
  return part->step != NULL ? part : NULL;
}

/* What changes of what is official stands under the station's name. */
static gboolean
may_take_back (const ZoneUndo *self, Part *part)
{
  if (!self->options->json && part->undoing.after->len > 0)
    g_print ("── %s %s ──\n", part->id, part->name);
  return undoing_may_take_back (&part->undoing);
}

/* In memory, everywhere; FALSE after a message. */
static gboolean
rehearse_all (ZoneUndo *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = begin_part (self, i);

      if (part == NULL)
        continue;
      if (undoing_rehearse (&part->undoing, part->steps, part->step, self->from)
          && may_take_back (self, part))
        continue;
      if (self->change->parts->len > 1)
        say_error (_ ("%s: what one command did at several stations is taken back at all of them "
                      "or at none; nothing was changed."),
                   part->id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (ZoneUndo *self, GError **error)
{
  gboolean fine = TRUE;
  Part *part;

  for (guint i = 0; fine && i < self->parts->len; i++)
    if ((part = begin_part (self, i)) != NULL)
      fine = undoing_prepare (&part->undoing, part->step, error);
  for (guint i = 0; fine && i < self->parts->len; i++)
    if ((part = begin_part (self, i)) != NULL)
      fine = geng_store_commit (part->desk.store, error);
  for (guint i = 0; !fine && i < self->parts->len; i++)
    if ((part = begin_part (self, i)) != NULL)
      geng_store_unlock (part->desk.store);
  return fine;
}

/* The pages of those who ask, and the calendars of shared people. */
static gboolean
follow (ZoneUndo *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer month;
  gboolean fine = TRUE;
  Part *part;

  for (guint i = 0; i < self->parts->len; i++)
    if ((part = begin_part (self, i)) != NULL && part->undoing.after->len > 0)
      {
        fine = phones_refresh (&part->desk, now) && fine;
        for (guint k = 0; k < part->undoing.after->len; k++)
          g_hash_table_add (
              months, desk_month_text (geng_roster_get_first (part->undoing.after->pdata[k])));
      }
  /* A pool that is open is locked. */
  g_ptr_array_set_size (self->parts, 0);
  g_hash_table_iter_init (&iter, months);
  while (g_hash_table_iter_next (&iter, &month, NULL))
    fine = zone_publish (self->zone, month, NULL) == STATUS_FINE && fine;
  return fine;
}

static void
answer_json (ZoneUndo *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Part *part;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->parts->len; i++)
    if ((part = begin_part (self, i)) != NULL)
      {
        json_builder_begin_object (builder);
        add_text (builder, "station", part->id);
        undoing_add_answer (&part->undoing, part->step, builder);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
  print_json (builder);
}

static void
answer (ZoneUndo *self)
{
  Part *part;

  if (self->options->json)
    {
      answer_json (self);
      return;
    }
  for (guint i = 0; i < self->parts->len; i++)
    if ((part = begin_part (self, i)) != NULL)
      {
        g_print ("── %s %s ──\n", part->id, part->name);
        undoing_answer (&part->undoing, part->step);
      }
  if (self->tell.dry_run)
    g_print ("%s\n", _ ("Nothing was written: --dry-run."));
}

static Status
take_back (ZoneUndo *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  /* What is done by hand until now has become a step of its own. */
  if ((self->logs = zone_log_read (self->zone)) == NULL)
    return said_status (STATUS_BAD);
  self->changes = zone_log_list (self->logs);
  if (!choose (self, text) || !mark_parts (self) || !rehearse_all (self))
    return said_status (STATUS_BAD);
  if (!self->tell.dry_run && !write_all (self, &error))
    {
      if (error != NULL)
        say_failure (error);
      return said_status (STATUS_BAD);
    }
  answer (self);
  return self->tell.dry_run || follow (self) ? STATUS_FINE : said_status (STATUS_BAD);
}

Status
zone_undo (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_auto (Options) options = { 0 };
  g_auto (ZoneUndo) self = { .options = &options };
  const GOptionEntry entries[]
      = { { "from", 0, 0, G_OPTION_ARG_STRING, &text,
            N_ ("Duties that began before it are served and stay"), N_ ("DATE[ TIME]") },
          { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &self.tell.dry_run,
            N_ ("Show changes and messages; write and send nothing"), NULL },
          { "yes", 'y', 0, G_OPTION_ARG_NONE, &self.tell.yes,
            N_ ("Ask nothing, however much changes"), NULL },
          { "no-send", 0, 0, G_OPTION_ARG_NONE, &self.tell.quiet,
            N_ ("Send nothing to the group's webhooks"), NULL },
          { NULL } };
  Desk any = { 0 };

  if (!options_parse (&options, "undo", _ ("[STATION/STEP]"),
                      _ ("Takes back the last change of the zone, or the one that geng log names "
                         "so, at all stations where that command did something, if nothing later "
                         "needs it at any of them."),
                      entries, argc, argv))
    return STATUS_BAD;
  self.zone = zone_load (options.folder != NULL ? options.folder : ".");
  if (self.zone == NULL || !zone_lend_desk (self.zone, &any)
      || (text != NULL && (self.from = desk_parse_from (&any, text)) == NULL) || !open_all (&self))
    return said_status (STATUS_BAD);
  return take_back (&self, options_take (&options, 0));
}

/* -- in one folder -- */

static gboolean
is_folder_of (const LogPart *part, const char *folder)
{
  char *left = realpath (geng_store_get_path (part->desk.store), NULL);
  char *right = realpath (folder, NULL);
  gboolean same = left != NULL && g_strcmp0 (left, right) == 0;

  free (left);
  free (right);
  return same;
}

void
zone_undo_say_others (const char *folder, const LogStep *step)
{
  g_autoptr (GengZone) above = zone_find_above (folder);
  g_autoptr (GString) where = g_string_new (NULL);
  g_autoptr (GPtrArray) parts = NULL;

  if (step->change == NULL || above == NULL || (parts = zone_log_read (above)) == NULL)
    return;
  for (guint i = 0; i < parts->len; i++)
    {
      const LogPart *part = parts->pdata[i];

      for (guint k = 0; k < part->steps->len && !is_folder_of (part, folder); k++)
        {
          const LogStep *other = part->steps->pdata[k];

          if (g_strcmp0 (other->change, step->change) == 0
              && log_undone_by (part->steps, other->number) == 0)
            g_string_append_printf (where, "%s%s/%u", where->len > 0 ? _ (", ") : "", part->id,
                                    other->number);
        }
    }
  if (where->len > 0)
    say_hint (_ ("The same command did something elsewhere, which stays: %s. geng undo in the "
                 "zone's folder takes all of it back."),
              where->str);
}
