/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-undo-private.h"

#include "geng-gettext.h"
#include "geng-json-text.h"
#include "geng-list-private.h"
#include "geng-station-private.h"
#include "geng-written.h"

/*
 * Steps in a form that outlives the process, and taking back one that was read.  A written entry is
 * one of
 *
 *     { "list": "members", "at": 3, "insert": { … } }
 *     { "list": "members", "at": 3, "remove": { … } }
 *     { "list": "members", "key": "m03", "property": "phone", "before": …, "after": … }
 *
 * where the thing is as JSON has it everywhere.  What is to be taken back must be as the step left
 * it: whatever came later and touched the same stands in the way.
 */

/* -- writing -- */

static void
add_value (GVariantBuilder *builder, const char *name, const GParamSpec *pspec, const GValue *value)
{
  GVariant *written = geng_written_value (pspec, value);

  if (written != NULL)
    g_variant_builder_add (builder, "{sv}", name, written);
}

/* A change of a thing that has no id names the thing as it is now. */
static void
add_set (GVariantBuilder *builder, const GengUndoEntry *entry)
{
  g_autofree char *key = geng_undo_key_of (entry->thing);

  if (key != NULL)
    geng_written_add_text (builder, "key", key);
  else
    g_variant_builder_add (builder, "{sv}", "thing", geng_written_station_thing (entry->thing));
  geng_written_add_text (builder, "property", entry->pspec->name);
  add_value (builder, "before", entry->pspec, &entry->before);
  add_value (builder, "after", entry->pspec, &entry->after);
}

static gpointer
list_of (const GengUndoEntry *entry)
{
  return entry->list != NULL ? entry->list : geng_change_get_owner (entry->thing);
}

/* A thing tells its owner, which is a station; which of its lists it is in, it does not know. */
static char *
name_of_home (GengUndo *self, const GengUndoStep *step, const GengUndoEntry *entry)
{
  GengStation *station = geng_undo_get_station (self);
  gpointer owner = list_of (entry);
  GengList *list;
  guint position;

  if (entry->thing == G_OBJECT (station))
    return g_strdup ("station");
  /* What is gone meanwhile is found in the list that it left. */
  for (guint i = 0; owner == NULL && i < step->entries->len; i++)
    if (((const GengUndoEntry *) step->entries->pdata[i])->thing == entry->thing)
      owner = ((const GengUndoEntry *) step->entries->pdata[i])->list;
  if (owner != station)
    return geng_undo_name_of_list (self, owner);
  list = geng_station_list_of (station, entry->thing, &position);
  return list != NULL ? geng_undo_name_of_list (self, list) : NULL;
}

static GVariant *
write_entry (GengUndo *self, const GengUndoStep *step, const GengUndoEntry *entry)
{
  g_autofree char *list = name_of_home (self, step, entry);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_text (&builder, "list", list != NULL ? list : "");
  if (entry->kind == GENG_CHANGE_SET)
    add_set (&builder, entry);
  else
    {
      geng_written_add_number (&builder, "at", entry->position);
      g_variant_builder_add (&builder, "{sv}",
                             entry->kind == GENG_CHANGE_INSERT ? "insert" : "remove",
                             geng_written_station_thing (entry->thing));
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
write_step (GengUndo *self, const GengUndoStep *step)
{
  GVariantBuilder builder, entries;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_init (&entries, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < step->entries->len; i++)
    g_variant_builder_add (&entries, "v", write_entry (self, step, step->entries->pdata[i]));
  geng_written_add_text (&builder, "name", step->name);
  g_variant_builder_add (&builder, "{sv}", "entries", g_variant_builder_end (&entries));
  return g_variant_builder_end (&builder);
}

/**
 * geng_undo_to_variant:
 * @self: an undo list
 *
 * The steps that can be undone, the oldest first, as `av` of `a{sv}` with `name` and `entries`; as
 * JSON ([func@json_print_variant]) they outlive the process, and [method@Undo.take_back] takes one
 * back.  To be called before something changes what they are about.
 *
 * Returns: (transfer full): the steps
 */
GVariant *
geng_undo_to_variant (GengUndo *self)
{
  GVariantBuilder builder;
  GPtrArray *steps;

  g_return_val_if_fail (GENG_IS_UNDO (self), NULL);
  steps = geng_undo_peek_steps (self);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < steps->len; i++)
    g_variant_builder_add (&builder, "v", write_step (self, steps->pdata[i]));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* -- taking back -- */

typedef struct
{
  GengUndo *undo;
  GengStation *station;
  GHashTable *changed; /* what a written thing without an id has become meanwhile */
  GHashTable *touched; /* (element-type GObject): of which a value was set back already */
  GPtrArray *gone;     /* (element-type GObject): what was taken out and is not back yet */
  const char *list;
  GVariant *entry;
} TakeBack;

static gboolean
refuse (const TakeBack *self, const char *what, GError **error)
{
  /* A duty's key is "17/2026-12-30". */
  const char *slash = strrchr (what, '/');
  g_autofree char *id = slash != NULL ? g_strndup (what, slash - what) : NULL;
  GengMember *member = id != NULL ? geng_station_lookup_member (self->station, id) : NULL;

  if (member != NULL)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("undo: the duty of %s on %s has changed since"),
                 geng_entity_get_name (GENG_ENTITY (member)), slash + 1);
  else
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("undo: %s has changed since"), what);
  return FALSE;
}

static gpointer
peek (gpointer list, guint position)
{
  return GENG_IS_LIST (list) ? geng_list_peek (list, position) : NULL;
}

static guint
size_of (gpointer list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static GengDuty *
find_duty (GengRoster *roster, GengDuty *like)
{
  GengMember *member = geng_duty_get_member (like);

  return member != NULL ? geng_roster_lookup (roster, member, geng_duty_get_date (like)) : NULL;
}

/* Things that are written alike are the same thing. */
static GObject *
find_alike (gpointer list, const char *text, guint *position)
{
  for (*position = 0; *position < size_of (list); (*position)++)
    {
      GObject *thing = peek (list, *position);
      g_autofree char *printed = geng_undo_print_thing (thing);

      if (g_str_equal (printed, text))
        return thing;
    }
  return NULL;
}

static GObject *
read_thing (const TakeBack *self, gpointer list, GVariant *written, GError **error)
{
  GType type = GENG_IS_ROSTER (list) ? GENG_TYPE_DUTY : g_list_model_get_item_type (list);

  return geng_written_read_station_thing (self->station, type, written, self->list, error);
}

/* Of a roster, what stands there must be the same duty; its kit may be another. */
static gboolean
take_duty (const TakeBack *self, GengRoster *roster, GVariant *written, GError **error)
{
  g_autoptr (GObject) like = read_thing (self, roster, written, error);
  GengDuty *duty = like != NULL ? find_duty (roster, GENG_DUTY (like)) : NULL;
  g_autofree char *key = like != NULL ? geng_undo_key_of (like) : NULL;

  if (like == NULL)
    return FALSE;
  if (duty == NULL || geng_duty_get_shift (duty) != geng_duty_get_shift (GENG_DUTY (like))
      || geng_duty_get_post (duty) != geng_duty_get_post (GENG_DUTY (like)))
    return refuse (self, key, error);
  geng_roster_remove (roster, duty);
  return TRUE;
}

static GObject *find_by_key (const TakeBack *self, gpointer list, const char *key);

/* As the step left it, but for values that this taking back has set back already. */
static GObject *
find_inserted (const TakeBack *self,
               gpointer list,
               GVariant *written,
               const char *text,
               guint *position)
{
  g_autofree char *key = NULL;
  GObject *thing = g_hash_table_lookup (self->changed, text);

  if (thing == NULL && geng_written_get_text (written, "id", &key, NULL) && key != NULL)
    thing = find_by_key (self, list, key);
  if (thing != NULL && g_hash_table_contains (self->touched, thing))
    return geng_list_find (list, thing, position) ? thing : NULL;
  return find_alike (list, text, position);
}

static gboolean
take_out (const TakeBack *self, gpointer list, GVariant *written, GError **error)
{
  g_autofree char *text = geng_json_print (written);
  g_autofree char *key = NULL;
  guint position;
  GObject *thing;

  if (GENG_IS_ROSTER (list))
    return take_duty (self, list, written, error);
  thing = find_inserted (self, list, written, text, &position);
  if (thing == NULL)
    {
      geng_written_get_text (written, "id", &key, NULL);
      return refuse (self, key != NULL ? key : _ ("a row"), error);
    }
  g_ptr_array_add (self->gone, g_object_ref (thing));
  geng_list_remove (list, position);
  return TRUE;
}

static gboolean
put_in (const TakeBack *self, gpointer list, GVariant *written, GError **error)
{
  g_autoptr (GObject) thing = read_thing (self, list, written, error);
  g_autofree char *key = thing != NULL ? geng_undo_key_of (thing) : NULL;
  gint64 at = 0;

  if (thing == NULL || !geng_written_get_number (self->entry, "at", &at, error))
    return FALSE;
  if (GENG_IS_ROSTER (list))
    return find_duty (list, GENG_DUTY (thing)) != NULL
               ? refuse (self, key, error)
               : geng_roster_add (list, GENG_DUTY (thing), error);
  for (guint i = 0; key != NULL && i < size_of (list); i++)
    if (g_str_equal (geng_entity_get_id (peek (list, i)), key))
      return refuse (self, key, error);
  geng_list_insert (list, (guint) CLAMP (at, 0, (gint64) size_of (list)), thing);
  return TRUE;
}

static GObject *
find_by_key (const TakeBack *self, gpointer list, const char *key)
{
  if (!GENG_IS_ROSTER (list))
    {
      for (guint i = 0; i < size_of (list); i++)
        if (GENG_IS_ENTITY (peek (list, i))
            && g_str_equal (geng_entity_get_id (peek (list, i)), key))
          return peek (list, i);
      return NULL;
    }
  for (guint i = 0; i < size_of (list); i++)
    {
      g_autoptr (GObject) duty = g_list_model_get_item (list, i);
      g_autofree char *its = geng_undo_key_of (duty);

      if (g_str_equal (its, key))
        return duty;
    }
  return NULL;
}

/* (nullable): the thing whose property was set */
static GObject *
find_thing (const TakeBack *self, gpointer list, char **name)
{
  g_autoptr (GVariant) like = g_variant_lookup_value (self->entry, "thing", NULL);
  g_autofree char *text = like != NULL ? geng_json_print (like) : NULL;
  GObject *thing;
  guint position;

  if (g_str_equal (self->list, "station"))
    return G_OBJECT (self->station);
  if (list == NULL)
    return NULL;
  if (like == NULL)
    {
      geng_written_get_text (self->entry, "key", name, NULL);
      return *name != NULL ? find_by_key (self, list, *name) : NULL;
    }
  thing = g_hash_table_lookup (self->changed, text);
  if (thing == NULL && (thing = find_alike (list, text, &position)) != NULL)
    g_hash_table_insert (self->changed, g_steal_pointer (&text), g_object_ref (thing));
  return thing;
}

static gboolean
is_now (GObject *thing, GParamSpec *pspec, GVariant *after)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GVariant) now = NULL;

  g_object_get_property (thing, pspec->name, &value);
  now = geng_written_value (pspec, &value);
  if (now != NULL)
    g_variant_ref_sink (now);
  return now == NULL || after == NULL ? now == after : g_variant_equal (now, after);
}

static gboolean
set_back (const TakeBack *self, gpointer list, const char *property, GError **error)
{
  g_autoptr (GVariant) before = g_variant_lookup_value (self->entry, "before", NULL);
  g_autoptr (GVariant) after = g_variant_lookup_value (self->entry, "after", NULL);
  g_autofree char *name = NULL;
  GObject *thing = find_thing (self, list, &name);
  GParamSpec *pspec
      = thing != NULL ? g_object_class_find_property (G_OBJECT_GET_CLASS (thing), property) : NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (pspec == NULL || !(pspec->flags & G_PARAM_WRITABLE) || !is_now (thing, pspec, after))
    return refuse (self, name != NULL ? name : property, error);
  if (!geng_written_read_value (thing, pspec, before, self->station, &value, error))
    return FALSE;
  g_hash_table_add (self->touched, g_object_ref (thing));
  g_object_set_property (thing, property, &value);
  return TRUE;
}

static gboolean
take_entry (TakeBack *self, GVariant *entry, GError **error)
{
  g_autoptr (GVariant) inserted = g_variant_lookup_value (entry, "insert", NULL);
  g_autoptr (GVariant) removed = g_variant_lookup_value (entry, "remove", NULL);
  g_autofree char *name = NULL;
  g_autofree char *property = NULL;
  gpointer list;

  if (!geng_written_get_text (entry, "list", &name, error)
      || !geng_written_get_text (entry, "property", &property, error))
    return FALSE;
  self->list = name != NULL ? name : "";
  self->entry = entry;
  list = geng_undo_list_called (self->undo, self->list);
  if (property != NULL)
    return set_back (self, list, property, error);
  if (list == NULL || (inserted == NULL && removed == NULL))
    return refuse (self, _ ("the list"), error);
  return inserted != NULL ? take_out (self, list, inserted, error)
                          : put_in (self, list, removed, error);
}

/* What went out and did not come back under its id may still be named by a duty. */
static gboolean
check_duties (const TakeBack *self, GError **error)
{
  GPtrArray *lists = geng_undo_peek_lists (self->undo);

  for (guint i = 0; i < lists->len; i++)
    {
      const GengUndoList *one = lists->pdata[i];

      for (guint j = 0; GENG_IS_ROSTER (one->list) && j < size_of (one->list); j++)
        {
          g_autoptr (GengDuty) duty = g_list_model_get_item (G_LIST_MODEL (one->list), j);
          const char *member = geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (duty)));
          const char *shift = geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty)));
          const char *post = geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty)));
          const char *lost = geng_station_lookup_member (self->station, member) == NULL ? member
                             : geng_station_lookup_shift (self->station, shift) == NULL ? shift
                             : geng_station_lookup_post (self->station, post) == NULL   ? post
                                                                                        : NULL;

          if (lost == NULL)
            continue;
          g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("undo: %s still has duties of %s"),
                       one->name, lost);
          return FALSE;
        }
    }
  return TRUE;
}

/* Through the station's own check of who names a thing. */
static gboolean
check_gone (const TakeBack *self, GError **error)
{
  for (guint i = 0; i < self->gone->len; i++)
    if (!geng_station_check_unnamed (self->station, self->gone->pdata[i], error))
      return FALSE;
  return check_duties (self, error);
}

/* Something of the station that comes back, and that rows of other lists may name. */
static gboolean
comes_back (GVariant *entry)
{
  g_autoptr (GVariant) removed = g_variant_lookup_value (entry, "remove", NULL);
  const char *list = "";

  g_variant_lookup (entry, "list", "&s", &list);
  return removed != NULL && strchr (list, '/') == NULL;
}

static gboolean
take_if (TakeBack *self, GVariant *entry, gboolean named_first, gboolean first, GError **error)
{
  if (!g_variant_is_of_type (entry, G_VARIANT_TYPE_VARDICT))
    return refuse (self, _ ("the step"), error);
  return (named_first && comes_back (entry) != first) || take_entry (self, entry, error);
}

/* The last entry first.  @named_first: before all others what comes back to the station, for a step
 * that was found by comparing does not know that duties went before their members. */
static gboolean
take_entries (GengUndo *undo,
              GVariant *entries,
              const char *name,
              gboolean named_first,
              GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) changed
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) touched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  TakeBack work = { undo, geng_undo_get_station (undo), changed, touched, gone, "", NULL };
  guint n_before = geng_undo_get_n_steps (undo);
  gboolean fine = TRUE;

  geng_undo_begin (undo, name != NULL ? name : "");
  for (guint pass = named_first ? 0 : 1; pass < 2; pass++)
    for (gsize i = g_variant_n_children (entries); fine && i > 0; i--)
      {
        g_autoptr (GVariant) entry = geng_written_nth (entries, i - 1);

        fine = take_if (&work, entry, named_first, pass == 0, error);
      }
  fine = fine && check_gone (&work, error);
  geng_undo_end (undo);
  if (!fine && geng_undo_get_n_steps (undo) > n_before)
    geng_undo_drop (undo);
  return fine;
}

/**
 * geng_undo_take_back:
 * @self: an undo list of the station as it is now, with the rosters and lists that @step names
 * @step: a step of geng_undo_to_variant(), from this process or another
 * @error: return location for an error
 *
 * Takes back a step of long ago, as a step of its own that can be undone in turn.  Whatever it is
 * about must be as the step left it, and nothing that came later may need it.
 *
 * Fails with %GENG_ERROR_INVALID where something later changed the same or still names it, or where
 * @step is out of form; the station is then as it was.
 *
 * Returns: whether it was taken back
 */
gboolean
geng_undo_take_back (GengUndo *self, GVariant *step, GError **error)
{
  g_autoptr (GVariant) entries = NULL;
  g_autofree char *name = NULL;
  TakeBack work = { self, NULL, NULL, NULL, NULL, "", NULL };

  g_return_val_if_fail (GENG_IS_UNDO (self) && step != NULL, FALSE);
  if (geng_undo_get_station (self) == NULL || !g_variant_is_of_type (step, G_VARIANT_TYPE_VARDICT)
      || !geng_written_get_text (step, "name", &name, error)
      || (entries = geng_written_get_array (step, "entries", error)) == NULL)
    {
      if (error != NULL && *error == NULL)
        refuse (&work, _ ("the step"), error);
      return FALSE;
    }
  return take_entries (self, entries, name, FALSE, NULL)
         || take_entries (self, entries, name, TRUE, error);
}
