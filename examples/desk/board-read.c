/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A month is read from its folder, and again when the folder has moved.  Where leave is all that
 * moved, the station at hand takes in what came and went, and the judge looks at what that reaches:
 * all the rest is as it was read.
 */
#include "board.h"

#include <string.h>

/* All that is wrong with the folder, a line each, in place of an error that only counts it. */
static void
tell_faults (Board *self, GError **error)
{
  g_autoptr (GPtrArray) faults = geng_store_list_faults (self->desk.store);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *line = geng_fault_to_string (faults->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (faults->len == 0)
    g_string_assign (text, (*error)->message);
  g_clear_error (error);
  g_set_error_literal (error, BOARD_ERROR, BOARD_ERROR_FOLDER, text->str);
}

/* The draft, or what is official, or a month without duties. */
static GengRoster *
load_roster (Board *self, GengStation *station, GError **error)
{
  GDateYear year = g_date_get_year (&self->desk.first);
  GDateMonth month = g_date_get_month (&self->desk.first);

  if (geng_store_has_draft (self->desk.store, year, month))
    return geng_store_load_draft (self->desk.store, station, year, month, error);
  if (geng_store_has_record (self->desk.store, year, month))
    return geng_store_load_record (self->desk.store, station, year, month, NULL, error);
  return geng_roster_new (station, &self->desk.first, &self->desk.last, error);
}

static gboolean
load_published (Board *self, GError **error)
{
  g_clear_object (&self->desk.published);
  official_clear (&self->official);
  self->official = (Official){ 0 };
  if (!official_load (&self->official, &self->desk, NULL))
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_FAULTY,
                           _ ("What is official of the month cannot be read."));
      return FALSE;
    }
  if (self->official.roster != NULL)
    self->desk.published = g_object_ref (self->official.roster);
  return TRUE;
}

static void
on_changed (GengJudge *judge, GPtrArray *came, GPtrArray *went, gpointer data)
{
  Board *self = data;

  for (guint i = 0; i < came->len; i++)
    g_ptr_array_add (self->came, g_object_ref (came->pdata[i]));
  for (guint i = 0; i < went->len; i++)
    {
      guint number = board_number_of (went->pdata[i]);

      if (!g_ptr_array_remove (self->came, went->pdata[i]))
        g_array_append_val (self->went, number);
    }
}

/* What belongs to the roster and is made anew whenever the folder was read. */
static gboolean
load_rest (Board *self, GError **error)
{
  Desk *desk = &self->desk;

  g_clear_object (&desk->history);
  g_clear_object (&self->saved);
  g_clear_object (&self->judge);
  settled_clear (&self->settled);
  self->settled_read = FALSE;
  desk->history
      = geng_store_load_history (desk->store, desk->station, &desk->first, 0, TRUE, error);
  if ((error != NULL && *error != NULL) || !load_published (self, error))
    return FALSE;
  self->saved = geng_roster_copy (desk->roster);
  self->judge = geng_judge_new (desk->roster, desk->history, NULL, error);
  if (self->judge == NULL)
    return FALSE;
  g_signal_connect (self->judge, "changed", G_CALLBACK (on_changed), self);
  desk_set_judgement (desk, geng_judge_get_judgement (self->judge));
  return TRUE;
}

static gboolean
load_first (Board *self, GengStation *station, GengRoster *roster, GError **error)
{
  g_set_object (&self->desk.station, station);
  g_set_object (&self->desk.roster, roster);
  g_clear_object (&self->undo);
  self->undo = geng_undo_new (station);
  geng_undo_set_limit (self->undo, 1);
  return geng_undo_add_roster (self->undo, roster, error) && load_rest (self, error);
}

/* @stamp: (transfer full) */
static void
have_read (Board *self, GHashTable *stamp)
{
  board_forget_news (self);
  g_clear_pointer (&self->stamp, g_hash_table_unref);
  self->stamp = stamp;
  self->generation++;
  self->unsaved = FALSE;
  board_disprove (self);
}

static gboolean
load (Board *self, GError **error)
{
  g_autoptr (GPtrArray) around = board_list_around (self->folder);
  /* Before it is read: what changes meanwhile is found with the next step. */
  g_autoptr (GHashTable) stamp = board_stamp (self->folder, around);
  g_autoptr (GengStation) station = geng_store_load (self->desk.store, error);
  g_autoptr (GengRoster) roster = NULL;

  if (station == NULL)
    return FALSE;
  if (geng_station_get_language (station) == NULL)
    geng_station_set_language (station, desk_language ());
  roster = load_roster (self, station, error);
  if (roster == NULL || !load_first (self, station, roster, error))
    return FALSE;
  have_read (self, g_steal_pointer (&stamp));
  g_clear_pointer (&self->around, g_ptr_array_unref);
  self->around = g_steal_pointer (&around);
  return TRUE;
}

/* -- leave alone -- */

static void
find_any (Board *self, guint member, guint day, GengDuty *from, GengDuty *to, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* The draft may have been written anew, as by a command that writes what lines said into the table:
 * whether it still says what is on the page. */
static gboolean
has_same_roster (Board *self)
{
  g_autoptr (GengRoster) roster = load_roster (self, self->desk.station, NULL);
  g_autoptr (GPtrArray) aside = roster != NULL ? geng_roster_list_set_aside (roster) : NULL;
  gboolean differs = FALSE;

  if (aside == NULL || aside->len > 0)
    return FALSE;
  board_each_difference (self, self->desk.roster, roster, find_any, &differs);
  return !differs;
}

/* Whether no more moved than leave.csv, and perhaps the files of a draft that there is still. */
static gboolean
is_leave_alone (Board *self, GHashTable *stamp)
{
  g_autofree char *month = desk_month_text (&self->desk.first);
  g_autofree char *table = g_strdup_printf ("drafts/%s.csv", month);
  g_autofree char *lines = g_strdup_printf ("drafts/%s.steps", month);
  gboolean moved = board_has_moved (self->stamp, stamp, table);
  gboolean lines_moved = board_has_moved (self->stamp, stamp, lines);

  if (self->unsaved || !board_has_moved (self->stamp, stamp, "leave.csv")
      || board_count_moved (self->stamp, stamp) != 1u + moved + lines_moved)
    return FALSE;
  return !(moved || lines_moved)
         || (g_hash_table_contains (self->stamp, table) && g_hash_table_contains (stamp, table)
             && has_same_roster (self));
}

/* FALSE: the station at hand may be half changed, and is to be read anew */
static gboolean
take_leave_in (Board *self)
{
  g_autoptr (GengStation) now = geng_store_load (self->desk.store, NULL);
  GengStation *station = self->desk.station;
  gboolean ok;

  if (now == NULL)
    return FALSE;
  geng_undo_begin (self->undo, "leave");
  ok = geng_undo_follow_list (self->undo, geng_station_get_requests (station),
                              geng_station_get_requests (now), NULL);
  geng_undo_end (self->undo);
  geng_undo_clear (self->undo);
  return ok && geng_judge_update (self->judge, NULL);
}

/* FALSE: all has to be read */
static gboolean
follow_leave (Board *self)
{
  g_autoptr (GHashTable) stamp = board_stamp (self->folder, self->around);

  if (!is_leave_alone (self, stamp) || !take_leave_in (self))
    return FALSE;
  settled_clear (&self->settled);
  self->settled_read = FALSE;
  desk_set_judgement (&self->desk, geng_judge_get_judgement (self->judge));
  have_read (self, g_steal_pointer (&stamp));
  return TRUE;
}

/* -- whether it moved -- */

char *
board_list_moved (Board *self)
{
  g_autoptr (GHashTable) now = board_stamp (self->folder, self->around);

  return board_moved_files (self->stamp, now);
}

gboolean
board_open (Board *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *moved = NULL;

  if (self->stamp != NULL && (moved = board_list_moved (self)) == NULL)
    return TRUE;
  if ((moved != NULL && follow_leave (self)) || load (self, &failure))
    return TRUE;
  /* What was read before is no longer true, and what is there now cannot be read. */
  g_clear_pointer (&self->stamp, g_hash_table_unref);
  tell_faults (self, &failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
