/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-undo-private.h"

#include "geng-date.h"
#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-list-private.h"
#include "geng-roster-private.h"
#include "geng-station-private.h"
#include "geng-thing.h"

/**
 * GengUndo:
 *
 * Takes back what was edited (撤销): the station, all that belongs to it, and the rosters that are
 * added to the undo list.
 *
 * Between [method@Undo.begin] and [method@Undo.end] all changes are one step with a name; a change
 * outside is a step of its own.  What is undone can be redone until something else changes.
 * Undoing brings back the same objects: who holds a member that was removed finds it again in the
 * station, and its properties tell of the change as ever, so that views follow.
 *
 * A window's *Undo* item binds to [property@Undo:can-undo] and [property@Undo:undo-name].  The
 * oldest steps are forgotten beyond [property@Undo:limit].  *History* is another thing: the roster
 * before a period.
 */

#define DEFAULT_LIMIT 200

struct _GengUndo
{
  GObject parent_instance;

  GengStation *station;
  GPtrArray *lists; /* (element-type GengUndoList) */
  GPtrArray *done;
  GPtrArray *undone;
  GengUndoStep *open; /* (nullable): begun, and not ended */
  guint depth;
  guint limit;
  guint n_steps; /* that there ever were */
  gboolean applying;
  GHashTable *shadows; /* from thing to GValue[]: the values that it had last */
};

G_DEFINE_FINAL_TYPE (GengUndo, geng_undo, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATION,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_LIMIT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* -- steps -- */

static void
entry_free (gpointer data)
{
  GengUndoEntry *entry = data;

  if (entry->pspec != NULL)
    {
      g_value_unset (&entry->before);
      g_value_unset (&entry->after);
    }
  g_clear_object (&entry->list);
  g_clear_object (&entry->thing);
  g_free (entry);
}

static void
step_free (gpointer data)
{
  GengUndoStep *step = data;

  g_free (step->name);
  g_ptr_array_unref (step->entries);
  g_free (step);
}

static GengUndoStep *
step_new (const char *name)
{
  GengUndoStep *step = g_new0 (GengUndoStep, 1);

  step->name = g_strdup (name);
  step->entries = g_ptr_array_new_with_free_func (entry_free);
  return step;
}

static const char *
last_name (GPtrArray *steps)
{
  return steps->len > 0 ? ((const GengUndoStep *) steps->pdata[steps->len - 1])->name : NULL;
}

static void
tell_state (GengUndo *self)
{
  for (guint i = PROP_CAN_UNDO; i <= PROP_REDO_NAME; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
push (GengUndo *self, GengUndoStep *step)
{
  self->n_steps++;
  g_ptr_array_add (self->done, step);
  if (self->done->len > self->limit)
    g_ptr_array_remove_range (self->done, 0, self->done->len - self->limit);
  g_ptr_array_set_size (self->undone, 0);
  tell_state (self);
}

/* -- shadows: GObject tells that a property changed, not what it was before -- */

typedef struct
{
  guint n;
  GParamSpec **pspecs;
  GValue *values;
} Shadow;

static void
shadow_free (gpointer data)
{
  Shadow *shadow = data;

  for (guint i = 0; i < shadow->n; i++)
    g_value_unset (&shadow->values[i]);
  g_free (shadow->values);
  g_free (shadow->pspecs);
  g_free (shadow);
}

static Shadow *
shadow_new (GObject *thing)
{
  Shadow *shadow = g_new0 (Shadow, 1);
  guint n;

  shadow->pspecs = geng_thing_list_values (G_OBJECT_GET_CLASS (thing), &n);
  for (guint i = 0; i < n; i++)
    if (geng_thing_is_variable (shadow->pspecs[i]))
      shadow->pspecs[shadow->n++] = shadow->pspecs[i];
  shadow->values = g_new0 (GValue, shadow->n + 1);
  for (guint i = 0; i < shadow->n; i++)
    g_object_get_property (thing, shadow->pspecs[i]->name, &shadow->values[i]);
  return shadow;
}

static void shade (GengUndo *self, GObject *thing);

/* Also what belongs to it: the rules of a contract. */
static void
shade_list (GengUndo *self, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      shade (self, item);
    }
}

static void
shade (GengUndo *self, GObject *thing)
{
  g_hash_table_insert (self->shadows, g_object_ref (thing), shadow_new (thing));
  if (GENG_IS_CONTRACT (thing))
    shade_list (self, geng_contract_get_rules (GENG_CONTRACT (thing)));
  if (GENG_IS_MEMBER (thing))
    shade_list (self, geng_member_get_rules (GENG_MEMBER (thing)));
}

static void
shade_station (GengUndo *self)
{
  shade (self, G_OBJECT (self->station));
  for (guint i = 0; i < GENG_N_TABLES; i++)
    shade_list (self, G_LIST_MODEL (self->station->tables[i]));
  shade_list (self, G_LIST_MODEL (self->station->requests));
  shade_list (self, G_LIST_MODEL (self->station->holidays));
  shade_list (self, G_LIST_MODEL (self->station->rules));
}

/* -- what is heard -- */

static void
add_entry (GengUndo *self, GengUndoEntry *entry)
{
  GengUndoStep *step = self->open != NULL ? self->open : step_new (_ ("change"));

  g_ptr_array_add (step->entries, entry);
  if (self->open == NULL)
    push (self, step);
}

static GengUndoEntry *
entry_new (const GengChange *change)
{
  GengUndoEntry *entry = g_new0 (GengUndoEntry, 1);

  entry->kind = change->kind;
  entry->thing = g_object_ref (change->thing);
  entry->list = change->list != NULL ? g_object_ref (change->list) : NULL;
  entry->position = change->position;
  return entry;
}

static void
hear_value (GengUndo *self, const GengChange *change)
{
  Shadow *shadow = g_hash_table_lookup (self->shadows, change->thing);
  GengUndoEntry *entry;
  guint i;

  for (i = 0; shadow != NULL && i < shadow->n && shadow->pspecs[i] != change->pspec; i++)
    ;
  if (shadow == NULL || i == shadow->n)
    return;
  if (!self->applying)
    {
      entry = entry_new (change);
      entry->pspec = change->pspec;
      g_value_init (&entry->before, change->pspec->value_type);
      g_value_copy (&shadow->values[i], &entry->before);
      g_object_get_property (change->thing, change->pspec->name, &entry->after);
      add_entry (self, entry);
    }
  g_value_reset (&shadow->values[i]);
  g_object_get_property (change->thing, change->pspec->name, &shadow->values[i]);
}

static void
hear (const GengChange *change, gpointer user_data)
{
  GengUndo *self = user_data;

  if (change->kind == GENG_CHANGE_SET)
    {
      hear_value (self, change);
      return;
    }
  if (change->kind == GENG_CHANGE_INSERT)
    shade (self, change->thing);
  if (!self->applying)
    add_entry (self, entry_new (change));
}

/* -- there and back -- */

/* Also a duty of somebody, or of a shift, that the station has let go of. */
static void
put (const GengUndoEntry *entry)
{
  if (GENG_IS_ROSTER (entry->list))
    geng_roster_put_in (GENG_ROSTER (entry->list), GENG_DUTY (entry->thing));
  else
    geng_list_insert (GENG_LIST (entry->list), entry->position, entry->thing);
}

static void
take (const GengUndoEntry *entry)
{
  if (GENG_IS_ROSTER (entry->list))
    geng_roster_remove (GENG_ROSTER (entry->list), GENG_DUTY (entry->thing));
  else
    geng_list_remove (GENG_LIST (entry->list), entry->position);
}

static void
apply (const GengUndoEntry *entry, gboolean back)
{
  if (entry->kind == GENG_CHANGE_SET)
    g_object_set_property (entry->thing, entry->pspec->name, back ? &entry->before : &entry->after);
  else if ((entry->kind == GENG_CHANGE_INSERT) == back)
    take (entry);
  else
    put (entry);
}

static gboolean
turn (GengUndo *self, GPtrArray *from, GPtrArray *to, gboolean back)
{
  GengUndoStep *step;
  guint n;

  if (from->len == 0 || self->open != NULL || self->applying)
    return FALSE;
  step = g_ptr_array_steal_index (from, from->len - 1);
  n = step->entries->len;
  self->applying = TRUE;
  for (guint i = 0; i < n; i++)
    apply (step->entries->pdata[back ? n - 1 - i : i], back);
  self->applying = FALSE;
  g_ptr_array_add (to, step);
  tell_state (self);
  return TRUE;
}

guint
geng_undo_get_n_steps (GengUndo *self)
{
  return self->n_steps;
}

void
geng_undo_drop (GengUndo *self)
{
  if (!turn (self, self->done, self->undone, TRUE))
    return;
  g_ptr_array_set_size (self->undone, (int) self->undone->len - 1);
  tell_state (self);
}

/* -- lists -- */

static void
undo_list_free (gpointer data)
{
  GengUndoList *one = data;

  g_object_unref (one->list);
  g_free (one->name);
  g_free (one);
}

static gboolean
find_list (GengUndo *self, gpointer list, guint *position)
{
  for (*position = 0; *position < self->lists->len; (*position)++)
    if (((const GengUndoList *) self->lists->pdata[*position])->list == list)
      return TRUE;
  return FALSE;
}

static void
hear_list (GengUndo *self, gpointer list, const char *name)
{
  GengUndoList *one = g_new0 (GengUndoList, 1);

  one->list = g_object_ref (list);
  one->name = g_strdup (name);
  shade_list (self, list);
  g_ptr_array_add (self->lists, one);
  geng_change_observe (list, hear, self);
}

GPtrArray *
geng_undo_peek_lists (GengUndo *self)
{
  return self->lists;
}

GPtrArray *
geng_undo_peek_steps (GengUndo *self)
{
  return self->done;
}

/* -- the object -- */

static void
geng_undo_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengUndo *self = GENG_UNDO (object);

  switch (id)
    {
    case PROP_STATION:
      g_value_set_object (value, self->station);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, geng_undo_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, geng_undo_get_can_redo (self));
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, geng_undo_get_undo_name (self));
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, geng_undo_get_redo_name (self));
      break;
    case PROP_LIMIT:
      g_value_set_uint (value, self->limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_undo_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengUndo *self = GENG_UNDO (object);

  switch (id)
    {
    case PROP_STATION:
      self->station = g_value_dup_object (value);
      break;
    case PROP_LIMIT:
      geng_undo_set_limit (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_undo_constructed (GObject *object)
{
  GengUndo *self = GENG_UNDO (object);

  G_OBJECT_CLASS (geng_undo_parent_class)->constructed (object);
  if (self->station == NULL)
    return;
  shade_station (self);
  geng_change_observe (self->station, hear, self);
}

static void
geng_undo_finalize (GObject *object)
{
  GengUndo *self = GENG_UNDO (object);

  for (guint i = 0; i < self->lists->len; i++)
    geng_change_ignore (((const GengUndoList *) self->lists->pdata[i])->list, hear, self);
  if (self->station != NULL)
    geng_change_ignore (self->station, hear, self);
  g_clear_pointer (&self->open, step_free);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_hash_table_unref (self->shadows);
  g_ptr_array_unref (self->lists);
  g_clear_object (&self->station);
  G_OBJECT_CLASS (geng_undo_parent_class)->finalize (object);
}

static void
define_state (void)
{
  /**
   * GengUndo:can-undo:
   *
   * Whether there is a step to undo.
   */
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, GENG_READABLE);
  /**
   * GengUndo:can-redo:
   *
   * Whether there is a step to redo.
   */
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, GENG_READABLE);
  /**
   * GengUndo:undo-name:
   *
   * The name of the step that would be undone.
   */
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, GENG_READABLE);
  /**
   * GengUndo:redo-name:
   *
   * The name of the step that would be redone.
   */
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, GENG_READABLE);
}

static void
geng_undo_class_init (GengUndoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_undo_get_property;
  object_class->set_property = geng_undo_set_property;
  object_class->constructed = geng_undo_constructed;
  object_class->finalize = geng_undo_finalize;

  /**
   * GengUndo:station:
   *
   * The station whose changes can be taken back.
   */
  properties[PROP_STATION]
      = g_param_spec_object ("station", NULL, NULL, GENG_TYPE_STATION, GENG_CONSTRUCT);
  define_state ();
  /**
   * GengUndo:limit:
   *
   * How many steps are kept.
   */
  properties[PROP_LIMIT]
      = g_param_spec_uint ("limit", NULL, NULL, 1, G_MAXINT, DEFAULT_LIMIT, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_undo_init (GengUndo *self)
{
  self->limit = DEFAULT_LIMIT;
  self->lists = g_ptr_array_new_with_free_func (undo_list_free);
  self->done = g_ptr_array_new_with_free_func (step_free);
  self->undone = g_ptr_array_new_with_free_func (step_free);
  self->shadows = g_hash_table_new_full (NULL, NULL, g_object_unref, shadow_free);
}

/**
 * geng_undo_new:
 * @station: the station whose changes can be taken back
 *
 * Returns: (transfer full): an undo list that knows of no change yet and keeps 200 steps
 */
GengUndo *
geng_undo_new (GengStation *station)
{
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  return g_object_new (GENG_TYPE_UNDO, "station", station, NULL);
}

/**
 * geng_undo_get_station:
 * @self: an undo list
 *
 * Returns: (transfer none) (nullable): the station whose changes can be taken back
 */
GengStation *
geng_undo_get_station (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), NULL);
  return self->station;
}

/**
 * geng_undo_add_roster:
 * @self: an undo list
 * @roster: a roster of the station
 * @error: return location for an error
 *
 * From now on the roster's changes can be taken back as well.  In written steps it is called by its
 * days; see [method@Undo.add_list] for another name.  Fails with %GENG_ERROR_INVALID for a roster
 * of another station.
 *
 * Returns: whether its changes are heard
 */
gboolean
geng_undo_add_roster (GengUndo *self, GengRoster *roster, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (GENG_IS_UNDO (self), FALSE);
  g_return_val_if_fail (GENG_IS_ROSTER (roster), FALSE);
  first = geng_roster_get_first (roster) != NULL
              ? geng_date_to_string (geng_roster_get_first (roster))
              : g_strdup ("");
  last = geng_roster_get_last (roster) != NULL ? geng_date_to_string (geng_roster_get_last (roster))
                                               : g_strdup ("");
  name = g_strdup_printf ("%s..%s", first, last);
  return geng_undo_add_list (self, G_LIST_MODEL (roster), name, error);
}

/**
 * geng_undo_add_list:
 * @self: an undo list
 * @list: a roster of the station, or a list of its journal
 * @name: how it is called in written steps; no other list of @self may be called so
 * @error: return location for an error
 *
 * From now on what comes into the list and goes out of it can be taken back as well.  Fails with
 * %GENG_ERROR_INVALID for a roster of another station, and for a list that is not the library's.
 *
 * Returns: whether its changes are heard
 */
gboolean
geng_undo_add_list (GengUndo *self, GListModel *list, const char *name, GError **error)
{
  guint position;

  g_return_val_if_fail (GENG_IS_UNDO (self), FALSE);
  g_return_val_if_fail (G_IS_LIST_MODEL (list) && name != NULL, FALSE);
  if (GENG_IS_ROSTER (list)
          ? self->station == NULL || geng_roster_get_station (GENG_ROSTER (list)) != self->station
          : !GENG_IS_LIST (list))
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("undo: this is a roster of another station"));
      return FALSE;
    }
  if (!find_list (self, list, &position))
    hear_list (self, list, name);
  return TRUE;
}

/**
 * geng_undo_remove_roster:
 * @self: an undo list
 * @roster: a roster
 *
 * Forgets a roster.  All steps are forgotten with it, as some of them may be about it.
 */
void
geng_undo_remove_roster (GengUndo *self, GengRoster *roster)
{
  guint position;

  g_return_if_fail (GENG_IS_UNDO (self));
  g_return_if_fail (GENG_IS_ROSTER (roster));
  if (!find_list (self, roster, &position))
    return;
  geng_change_ignore (roster, hear, self);
  geng_undo_clear (self);
  g_ptr_array_remove_index (self->lists, position);
}

/**
 * geng_undo_begin:
 * @self: an undo list
 * @name: what is done, in words: 请假, swap, …
 *
 * Begins a step: all that changes until geng_undo_end() is undone at once.  Steps may be begun
 * within each other; the outermost has the name.
 */
void
geng_undo_begin (GengUndo *self, const char *name)
{
  g_return_if_fail (GENG_IS_UNDO (self));
  g_return_if_fail (name != NULL);
  if (self->depth++ == 0)
    self->open = step_new (name);
}

/**
 * geng_undo_end:
 * @self: an undo list in which a step is begun
 *
 * Ends a step.  One in which nothing changed is no step.
 */
void
geng_undo_end (GengUndo *self)
{
  g_autofree GengUndoStep *step = NULL;

  g_return_if_fail (GENG_IS_UNDO (self));
  g_return_if_fail (self->depth > 0);
  if (--self->depth > 0)
    return;
  step = g_steal_pointer (&self->open);
  if (step->entries->len > 0)
    push (self, g_steal_pointer (&step));
  else
    step_free (g_steal_pointer (&step));
}

/**
 * geng_undo_undo:
 * @self: an undo list
 *
 * Takes back the latest step.
 *
 * Returns: whether there was one; not either while a step is begun
 */
gboolean
geng_undo_undo (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), FALSE);
  return turn (self, self->done, self->undone, TRUE);
}

/**
 * geng_undo_redo:
 * @self: an undo list
 *
 * Does again what was undone last.
 *
 * Returns: whether there was something; not either while a step is begun
 */
gboolean
geng_undo_redo (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), FALSE);
  return turn (self, self->undone, self->done, FALSE);
}

/**
 * geng_undo_clear:
 * @self: an undo list
 *
 * Forgets all steps; the station and the rosters stay as they are.
 */
void
geng_undo_clear (GengUndo *self)
{
  g_return_if_fail (GENG_IS_UNDO (self));
  g_ptr_array_set_size (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);
  tell_state (self);
}

/**
 * geng_undo_get_can_undo:
 * @self: an undo list
 *
 * Returns: whether there is a step to undo
 */
gboolean
geng_undo_get_can_undo (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), FALSE);
  return self->done->len > 0;
}

/**
 * geng_undo_get_can_redo:
 * @self: an undo list
 *
 * Returns: whether there is a step to redo
 */
gboolean
geng_undo_get_can_redo (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), FALSE);
  return self->undone->len > 0;
}

/**
 * geng_undo_get_undo_name:
 * @self: an undo list
 *
 * Returns: (nullable): the name of the step that would be undone
 */
const char *
geng_undo_get_undo_name (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), NULL);
  return last_name (self->done);
}

/**
 * geng_undo_get_redo_name:
 * @self: an undo list
 *
 * Returns: (nullable): the name of the step that would be redone
 */
const char *
geng_undo_get_redo_name (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), NULL);
  return last_name (self->undone);
}

/**
 * geng_undo_get_limit:
 * @self: an undo list
 *
 * Returns: how many steps are kept
 */
guint
geng_undo_get_limit (GengUndo *self)
{
  g_return_val_if_fail (GENG_IS_UNDO (self), 0);
  return self->limit;
}

/**
 * geng_undo_set_limit:
 * @self: an undo list
 * @limit: how many steps to keep, 1 at least
 *
 * Sets #GengUndo:limit; what is beyond it is forgotten, the oldest first.
 */
void
geng_undo_set_limit (GengUndo *self, guint limit)
{
  g_return_if_fail (GENG_IS_UNDO (self));
  limit = CLAMP (limit, 1, G_MAXINT);
  if (self->limit == limit)
    return;
  self->limit = limit;
  if (self->done->len > limit)
    g_ptr_array_remove_range (self->done, 0, self->done->len - limit);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
}
