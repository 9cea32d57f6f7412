/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A month on the page: read, painted, judged, saved line by line; a table is written at rest. */
#include "board.h"
#include "../captain/log.h"

#include <string.h>

G_DEFINE_QUARK (geng - board - error, board_error)

Board *
board_new (const char *folder, const char *month, Evening *evening, GError **error)
{
  g_autoptr (Board) self = g_new0 (Board, 1);

  if (!desk_is_month (month))
    {
      g_set_error (error, BOARD_ERROR, BOARD_ERROR_REFUSED, _ ("“%s” is no month."), month);
      return NULL;
    }
  self->folder = g_strdup (folder);
  self->evening = evening;
  self->came = g_ptr_array_new_with_free_func (g_object_unref);
  self->went = g_array_new (FALSE, FALSE, sizeof (guint));
  self->planned_generation = -1;
  self->desk.store = geng_store_open (folder, error);
  if (self->desk.store == NULL || !desk_set_month (&self->desk, month))
    return NULL;
  return g_steal_pointer (&self);
}

void
board_free (Board *self)
{
  g_clear_object (&self->undo);
  g_clear_object (&self->judge);
  g_clear_object (&self->saved);
  official_clear (&self->official);
  settled_clear (&self->settled);
  g_clear_pointer (&self->stamp, g_hash_table_unref);
  g_clear_pointer (&self->around, g_ptr_array_unref);
  g_clear_pointer (&self->came, g_ptr_array_unref);
  g_clear_pointer (&self->went, g_array_unref);
  desk_clear (&self->desk);
  g_free (self->folder);
  g_free (self);
}

gboolean
board_is_settled (Board *self, GengFinding *finding)
{
  if (geng_finding_get_severity (finding) != GENG_SEVERITY_HARD)
    return FALSE;
  if (!self->settled_read)
    settled_load (&self->settled, &self->desk);
  self->settled_read = TRUE;
  return settled_has (&self->settled, finding);
}

static gboolean
refuse_moved (const char *moved, GError **error)
{
  g_set_error (
      error, BOARD_ERROR, BOARD_ERROR_MOVED,
      _ ("The folder was changed elsewhere meanwhile: %s. The page shows it now; your last "
         "step was not taken."),
      moved);
  return FALSE;
}

gboolean
board_check (Board *self, guint64 generation, GError **error)
{
  g_autofree char *moved = self->stamp != NULL ? board_list_moved (self) : NULL;

  if (moved != NULL)
    return refuse_moved (moved, error);
  if (self->stamp == NULL || generation != self->generation)
    g_set_error (error, BOARD_ERROR, BOARD_ERROR_MOVED,
                 _ ("Another page of this desk was faster. The page shows its steps now; your "
                    "last step was not taken."));
  else
    return TRUE;
  return FALSE;
}

/* -- steps -- */

static void
judge_now (Board *self)
{
  desk_set_judgement (&self->desk, geng_judge_get_judgement (self->judge));
}

void
board_disprove (Board *self)
{
  self->planned_generation = -1;
  self->disproofs++;
}

/* Each step begins with what the folder has, and with nothing that could be taken back. */
static void
begin_step (Board *self, const char *name)
{
  geng_undo_clear (self->undo);
  geng_undo_begin (self->undo, name);
}

/* The roster becomes what the folder has. */
static void
roll_back (Board *self)
{
  geng_undo_undo (self->undo);
}

static void
done (Board *self, BoardTurn turn)
{
  self->turn = turn;
  self->unsaved = TRUE;
  self->generation++;
}

/* A step that began is ended: kept where it went well and changed something, else taken back. */
static gboolean
end_step (Board *self, gboolean ok)
{
  geng_undo_end (self->undo);
  if (!ok)
    roll_back (self);
  judge_now (self);
  if (ok)
    done (self, BOARD_TURN_NONE);
  return ok;
}

gboolean
board_paint (Board *self, JsonArray *cells, const char *name, GError **error)
{
  guint n = json_array_get_length (cells);
  gboolean ok = TRUE;

  begin_step (self, name != NULL ? name : _ ("paint"));
  for (guint i = 0; ok && i < n; i++)
    {
      JsonNode *node = json_array_get_element (cells, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        ok = board_paint_cell (self, json_node_get_object (node), error);
      else
        {
          g_set_error_literal (error, BOARD_ERROR, BOARD_ERROR_REFUSED, _ ("A cell is an object."));
          ok = FALSE;
        }
    }
  return end_step (self, ok);
}

/* A stroke of another month is for its board, and a command for geng undo. */
static const PastStep *
find_stroke (Board *self, gboolean back)
{
  const PastStep *step = desk_past_peek (self->evening->past, back);
  g_autofree char *month = desk_month_text (&self->desk.first);

  return step != NULL && g_strcmp0 (step->month, month) == 0 ? step : NULL;
}

static void
find_served (Board *self, guint member, guint day, GengDuty *from, GengDuty *to, gpointer data)
{
  GengMember **found = data;
  g_autoptr (GengMember) who
      = g_list_model_get_item (geng_station_get_members (self->desk.station), member);
  GDate date = self->desk.first;

  g_date_add_days (&date, day);
  if (board_is_served (self, who, &date))
    *found = who;
}

/* What was confirmed since no step changes; @stroke: as geng_undo_to_variant() writes it */
static gboolean
take_stroke_back (Board *self, GVariant *stroke, GError **error)
{
  GengMember *served = NULL;

  geng_undo_clear (self->undo);
  if (!geng_undo_take_back (self->undo, stroke, error))
    return FALSE;
  board_each_difference (self, self->saved, self->desk.roster, find_served, &served);
  if (served == NULL)
    return TRUE;
  g_set_error (error, BOARD_ERROR, BOARD_ERROR_REFUSED,
               _ ("%s has served that duty; how it went is for the journal."),
               geng_entity_get_name (GENG_ENTITY (served)));
  roll_back (self);
  return FALSE;
}

gboolean
board_turn (Board *self, gboolean back, GError **error)
{
  const PastStep *step = find_stroke (self, back);
  g_autoptr (GError) failure = NULL;

  if (step == NULL)
    {
      g_set_error_literal (error, BOARD_ERROR, BOARD_ERROR_REFUSED,
                           back ? _ ("There is nothing to take back.")
                                : _ ("There is nothing to redo."));
      return FALSE;
    }
  if (!take_stroke_back (self, step->stroke, &failure))
    {
      g_set_error (error, BOARD_ERROR, BOARD_ERROR_MOVED, _ ("“%s” stays as it is: %s"), step->name,
                   failure->message);
      desk_past_drop (self->evening->past, back);
      return FALSE;
    }
  judge_now (self);
  done (self, back ? BOARD_TURN_BACK : BOARD_TURN_FORTH);
  board_disprove (self);
  return TRUE;
}

typedef struct
{
  GHashTable *only; /* (nullable): keys "member date" */
  GError **error;
  gboolean ok;
} Taking;

static void
take_cell (Board *self, guint member, guint day, GengDuty *from, GengDuty *to, gpointer data)
{
  Taking *taking = data;
  g_autoptr (GengMember) who
      = g_list_model_get_item (geng_station_get_members (self->desk.station), member);
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;
  GDate date = self->desk.first;

  g_date_add_days (&date, day);
  text = desk_date_text (&date);
  key = g_strdup_printf ("%s %s", geng_entity_get_id (GENG_ENTITY (who)), text);
  if (!taking->ok || (taking->only != NULL && !g_hash_table_contains (taking->only, key))
      || (from != NULL && geng_duty_get_pinned (from)) || board_is_served (self, who, &date))
    return;
  taking->ok = board_put (self->desk.roster, who, &date, to, taking->error);
}

/* (nullable) */
static GHashTable *
read_only (JsonArray *only)
{
  GHashTable *keys;

  if (only == NULL)
    return NULL;
  keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < json_array_get_length (only); i++)
    {
      JsonNode *node = json_array_get_element (only, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_hash_table_add (keys, json_node_dup_string (node));
    }
  return keys;
}

gboolean
board_take (Board *self, GengRoster *roster, JsonArray *only, GError **error)
{
  g_autoptr (GHashTable) keys = read_only (only);
  g_autoptr (GengRoster) now = geng_roster_copy (self->desk.roster);
  Taking taking = { keys, error, TRUE };

  begin_step (self, _ ("plan"));
  board_each_difference (self, now, roster, take_cell, &taking);
  return end_step (self, taking.ok);
}

/* -- saving -- */

static gboolean
fail_write (GError *failure, GError **error)
{
  gboolean locked = g_error_matches (failure, GENG_ERROR, GENG_ERROR_LOCKED);

  g_set_error (error, BOARD_ERROR, locked ? BOARD_ERROR_LOCKED : BOARD_ERROR_WRITE,
               locked ? _ ("Somebody else is writing in this folder: %s. Try again.")
                      : _ ("The step could not be saved, and was taken back: %s"),
               failure->message);
  g_error_free (failure);
  return FALSE;
}

/* An evening's strokes are one step of the log: it is begun with the first of them, and again only
 * where another command was at work meanwhile.  Whoever writes next, or the end of the desk, ends
 * it. */
static gboolean
begin_log (Board *self, GError **error)
{
  g_autofree char *now = board_log_state (self->folder);

  if (now != NULL && g_strcmp0 (now, self->evening->session) == 0)
    return TRUE;
  /* What is drawn at other stations of a zone, or later, is taken back by itself. */
  log_begin_change ();
  if (!desk_fold_steps (&self->desk, error)
      || !log_begin (&self->desk, self->evening->options, error))
    return FALSE;
  self->desk.logging = FALSE;
  g_free (self->evening->session);
  self->evening->session = board_log_state (self->folder);
  return TRUE;
}

/* Before the first line there is a table to which it belongs, and the log knows who works. */
static gboolean
prepare_folder (Board *self, GError **error)
{
  Desk *desk = &self->desk;

  return begin_log (self, error)
         && (geng_store_has_draft (desk->store, g_date_get_year (&desk->first),
                                   g_date_get_month (&desk->first))
             || geng_store_save_draft (desk->store, self->saved, error));
}

static void
follow_cell (Board *self, guint member, guint day, GengDuty *from, GengDuty *to, gpointer data)
{
  g_autoptr (GengMember) who
      = g_list_model_get_item (geng_station_get_members (self->desk.station), member);
  GDate date = self->desk.first;

  g_date_add_days (&date, day);
  board_put (self->saved, who, &date, to, NULL);
}

static void
restamp (Board *self)
{
  g_clear_pointer (&self->stamp, g_hash_table_unref);
  self->stamp = board_stamp (self->folder, self->around);
}

static gboolean
save_locked (Board *self, GError **error)
{
  g_autofree char *moved = board_list_moved (self);
  g_autoptr (GError) failure = NULL;

  if (moved != NULL)
    return refuse_moved (moved, error);
  if (prepare_folder (self, &failure)
      && geng_store_append_draft (self->desk.store, self->saved, self->desk.roster, &failure))
    {
      board_each_difference (self, self->saved, self->desk.roster, follow_cell, NULL);
      restamp (self);
      return TRUE;
    }
  restamp (self);
  return fail_write (g_steal_pointer (&failure), error);
}

/* What is on the disk can be taken back from now on. */
static void
remember (Board *self)
{
  g_autoptr (GVariant) steps = geng_undo_to_variant (self->undo);
  g_autofree char *month = desk_month_text (&self->desk.first);
  g_autoptr (GVariant) boxed = NULL;
  g_autoptr (GVariant) stroke = NULL;
  PastStep *step;

  /* A step that changed nothing is none. */
  if (g_variant_n_children (steps) == 0)
    return;
  boxed = g_variant_get_child_value (steps, 0);
  stroke = g_variant_get_variant (boxed);
  step = past_step_new_stroke (geng_undo_get_undo_name (self->undo), month, stroke);
  if (self->turn == BOARD_TURN_NONE)
    desk_past_add (self->evening->past, step);
  else
    desk_past_turn (self->evening->past, self->turn == BOARD_TURN_BACK, step);
}

static void
take_back (Board *self)
{
  roll_back (self);
  judge_now (self);
  self->generation++;
}

gboolean
board_save (Board *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean ok;

  if (!self->unsaved)
    return TRUE;
  self->unsaved = FALSE;
  if (geng_store_lock (self->desk.store, &failure))
    {
      ok = save_locked (self, error);
      geng_store_unlock (self->desk.store);
    }
  else
    ok = fail_write (g_steal_pointer (&failure), error);
  if (ok)
    remember (self);
  else
    take_back (self);
  return ok;
}

/* (transfer container) (element-type Board): the months of the desk for which the folder is as it
 * was seen.  A table that says what its lines said moves none of them; what was changed elsewhere
 * stays to be found. */
static GPtrArray *
list_current (Board *self)
{
  GPtrArray *current = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->evening->boards);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Board *board = value;
      g_autofree char *moved = board->stamp != NULL ? board_list_moved (board) : NULL;

      if (board->stamp != NULL && moved == NULL)
        g_ptr_array_add (current, board);
    }
  return current;
}

gboolean
board_rest (Board *self, GError **error)
{
  GDateYear year = g_date_get_year (&self->desk.first);
  GDateMonth month = g_date_get_month (&self->desk.first);
  g_autoptr (GPtrArray) current = NULL;
  g_autoptr (GengRoster) table = NULL;
  gboolean ok;

  if (self->stamp == NULL || !board_save (self, error))
    return FALSE;
  if (!geng_store_has_steps (self->desk.store, year, month))
    return TRUE;
  if (!geng_store_lock (self->desk.store, error))
    return FALSE;
  current = list_current (self);
  table = geng_roster_copy (self->saved);
  ok = g_ptr_array_find (current, self, NULL)
           ? desk_write_table (&self->desk, table, self->desk.history, error)
           : desk_fold_steps (&self->desk, error);
  for (guint i = 0; i < current->len; i++)
    restamp (current->pdata[i]);
  geng_store_unlock (self->desk.store);
  return ok;
}
