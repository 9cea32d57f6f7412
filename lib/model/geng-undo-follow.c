/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-undo-private.h"

#include "geng-duty-private.h"
#include "geng-gettext.h"
#include "geng-list-private.h"
#include "geng-roster-private.h"
#include "geng-station-private.h"
#include "geng-thing.h"
#include "geng-written.h"

/*
 * What somebody changed where no undo list could hear it, such as a table in a spreadsheet: the
 * station, a roster or a list becomes like another one, by as few changes as its things allow.  A
 * thing with an id is changed where it stands; one without is another thing when it says something
 * else.
 */

typedef struct
{
  GengStation *station;
  GError **error;
} Follow;

static GObject *
peek (gpointer list, guint position)
{
  return geng_list_peek (list, position);
}

/* -- values -- */

static GVariant *
written_value (GObject *thing, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GVariant *written;

  g_object_get_property (thing, pspec->name, &value);
  written = geng_written_value (pspec, &value);
  return written != NULL ? g_variant_ref_sink (written) : NULL;
}

static gboolean
equal (GVariant *a, GVariant *b)
{
  return a == NULL || b == NULL ? a == b : g_variant_equal (a, b);
}

static gboolean
same_date (const GDate *a, const GDate *b)
{
  return a == NULL || b == NULL ? a == b : g_date_compare (a, b) == 0;
}

/* Without writing it, where that is possible: a roster has thousands of duties. */
static gboolean
same_value (GObject *a, GObject *b, GParamSpec *pspec)
{
  g_auto (GValue) ours = G_VALUE_INIT;
  g_auto (GValue) theirs = G_VALUE_INIT;
  g_autoptr (GVariant) left = NULL;
  g_autoptr (GVariant) right = NULL;

  g_object_get_property (a, pspec->name, &ours);
  g_object_get_property (b, pspec->name, &theirs);
  if (g_type_is_a (pspec->value_type, GENG_TYPE_ENTITY) && g_value_get_object (&ours) != NULL
      && g_value_get_object (&theirs) != NULL)
    return g_str_equal (geng_entity_get_id (g_value_get_object (&ours)),
                        geng_entity_get_id (g_value_get_object (&theirs)));
  if (pspec->value_type == G_TYPE_DATE)
    return same_date (g_value_get_boxed (&ours), g_value_get_boxed (&theirs));
  if (!G_IS_PARAM_SPEC_OBJECT (pspec) && !G_IS_PARAM_SPEC_BOXED (pspec))
    return g_param_values_cmp (pspec, &ours, &theirs) == 0;
  left = written_value (a, pspec);
  right = written_value (b, pspec);
  return equal (left, right);
}

static gboolean
follow_value (const Follow *self, GObject *thing, GObject *other, GParamSpec *pspec)
{
  g_autoptr (GVariant) ours = written_value (thing, pspec);
  g_autoptr (GVariant) theirs = written_value (other, pspec);
  g_auto (GValue) value = G_VALUE_INIT;

  if (equal (ours, theirs))
    return TRUE;
  if (!geng_written_read_value (thing, pspec, theirs, self->station, &value, self->error))
    return FALSE;
  g_object_set_property (thing, pspec->name, &value);
  return TRUE;
}

static gboolean
follow_values (const Follow *self, GObject *thing, GObject *other)
{
  guint n;
  g_autofree GParamSpec **pspecs = geng_thing_list_values (G_OBJECT_GET_CLASS (thing), &n);

  for (guint i = 0; i < n; i++)
    if (geng_thing_is_variable (pspecs[i]) && !g_str_equal (pspecs[i]->name, "place")
        && !follow_value (self, thing, other, pspecs[i]))
      return FALSE;
  return TRUE;
}

static gboolean
same_windows (GObject *shift, GObject *other)
{
  g_autoptr (GVariant) ours = geng_undo_write_thing (shift);
  g_autoptr (GVariant) theirs = geng_undo_write_thing (other);
  g_autoptr (GVariant) our_windows = g_variant_lookup_value (ours, "further-windows", NULL);
  g_autoptr (GVariant) their_windows = g_variant_lookup_value (theirs, "further-windows", NULL);

  return equal (our_windows, their_windows);
}

/* What cannot be set later, and the windows of a shift, which are no property. */
static gboolean
same_making (GObject *thing, GObject *other)
{
  guint n;
  g_autofree GParamSpec **pspecs = geng_thing_list_values (G_OBJECT_GET_CLASS (thing), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GVariant) left = NULL;
      g_autoptr (GVariant) right = NULL;

      if (geng_thing_is_variable (pspecs[i]))
        continue;
      left = written_value (thing, pspecs[i]);
      right = written_value (other, pspecs[i]);
      if (!equal (left, right))
        return FALSE;
    }
  return !GENG_IS_SHIFT (thing) || same_windows (thing, other);
}

/* -- lists -- */

static gboolean
insert_copy (const Follow *self, gpointer list, guint position, GObject *other)
{
  g_autoptr (GVariant) written = geng_undo_write_thing (other);
  g_autoptr (GObject) thing = geng_written_read_station_thing (
      self->station, G_OBJECT_TYPE (other), written, G_OBJECT_TYPE_NAME (other), self->error);

  if (thing == NULL)
    return FALSE;
  geng_list_insert (list, MIN (position, geng_list_size (list)), thing);
  return TRUE;
}

/* Things without ids: those at both ends of the two lists say the same, and are left alone. */
typedef struct
{
  gpointer list, other;
  guint n_head, n_tail;
} Middle;

static gboolean
says_the_same (GObject *a, GObject *b)
{
  guint n;
  g_autofree GParamSpec **pspecs = NULL;

  /* Rules and windows are no values. */
  if (G_OBJECT_TYPE (a) != G_OBJECT_TYPE (b) || GENG_IS_SHIFT (a) || geng_undo_rules_of (a) != NULL)
    return FALSE;
  pspecs = geng_thing_list_values (G_OBJECT_GET_CLASS (a), &n);
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (pspecs[i]->name, "place") && !same_value (a, b, pspecs[i]))
      return FALSE;
  return TRUE;
}

static void
find_middle (Middle *middle)
{
  guint ours = geng_list_size (middle->list), theirs = geng_list_size (middle->other);
  guint n = MIN (ours, theirs);

  while (
      middle->n_head < n
      && says_the_same (peek (middle->list, middle->n_head), peek (middle->other, middle->n_head)))
    middle->n_head++;
  n -= middle->n_head;
  while (middle->n_tail < n
         && says_the_same (peek (middle->list, ours - middle->n_tail - 1),
                           peek (middle->other, theirs - middle->n_tail - 1)))
    middle->n_tail++;
}

static GHashTable *
count_texts (gpointer list, const Middle *middle)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = middle->n_head; i < geng_list_size (list) - middle->n_tail; i++)
    {
      char *text = geng_undo_print_thing (peek (list, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text));

      g_hash_table_replace (counts, text, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

/* Takes one of the text away; FALSE where there is none. */
static gboolean
take_text (GHashTable *counts, GObject *thing)
{
  g_autofree char *text = geng_undo_print_thing (thing);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text));

  if (n > 0)
    g_hash_table_replace (counts, g_steal_pointer (&text), GUINT_TO_POINTER (n - 1));
  return n > 0;
}

/* What the other does not say goes, what it says more comes. */
static gboolean
follow_plain (const Follow *self, gpointer list, gpointer other)
{
  Middle middle = { list, other, 0, 0 };
  g_autoptr (GHashTable) theirs = NULL;
  g_autoptr (GHashTable) ours = NULL;

  find_middle (&middle);
  theirs = count_texts (other, &middle);
  for (guint i = middle.n_head; i < geng_list_size (list) - middle.n_tail;)
    if (take_text (theirs, peek (list, i)))
      i++;
    else
      geng_list_remove (list, i);
  ours = count_texts (list, &middle);
  for (guint i = middle.n_head; i < geng_list_size (other) - middle.n_tail; i++)
    if (!take_text (ours, peek (other, i)) && !insert_copy (self, list, i, peek (other, i)))
      return FALSE;
  return TRUE;
}

static GObject *
find_id (gpointer list, GObject *like)
{
  return geng_list_lookup (list, geng_entity_get_id (GENG_ENTITY (like)));
}

static void
remove_strangers (gpointer list, gpointer other)
{
  for (guint i = geng_list_size (list); i > 0; i--)
    {
      GObject *thing = peek (list, i - 1), *twin = find_id (other, thing);

      if (twin == NULL || !same_making (thing, twin))
        geng_list_remove (list, i - 1);
    }
}

static gboolean
follow_rules (const Follow *self, GObject *thing, GObject *other)
{
  gpointer ours = geng_undo_rules_of (thing), theirs = geng_undo_rules_of (other);

  return ours == NULL || theirs == NULL || follow_plain (self, ours, theirs);
}

static gboolean
follow_table (const Follow *self, gpointer list, gpointer other)
{
  for (guint i = 0; i < geng_list_size (other); i++)
    {
      GObject *twin = peek (other, i), *thing = find_id (list, twin);

      if (thing == NULL ? !insert_copy (self, list, i, twin)
                        : !follow_values (self, thing, twin) || !follow_rules (self, thing, twin))
        return FALSE;
    }
  return TRUE;
}

static gboolean
follow_station (const Follow *self, GengStation *other)
{
  for (guint i = GENG_N_TABLES; i > 0; i--)
    remove_strangers (geng_written_find_list (self->station, geng_written_nth_table (i - 1)),
                      geng_written_find_list (other, geng_written_nth_table (i - 1)));
  if (!follow_values (self, G_OBJECT (self->station), G_OBJECT (other)))
    return FALSE;
  for (guint i = 0; i < GENG_N_TABLES; i++)
    if (!follow_table (self, geng_written_find_list (self->station, geng_written_nth_table (i)),
                       geng_written_find_list (other, geng_written_nth_table (i))))
      return FALSE;
  return follow_plain (self, self->station->requests, other->requests)
         && follow_plain (self, self->station->holidays, other->holidays)
         && follow_plain (self, self->station->rules, other->rules);
}

static gboolean
has_station (GengStation *station, GError **error)
{
  if (station == NULL)
    g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                         _ ("undo: this is a roster of another station"));
  return station != NULL;
}

/**
 * geng_undo_follow:
 * @self: an undo list
 * @other: a station that was this one, and was changed where @self could not hear it
 * @error: return location for an error
 *
 * Changes the station into what @other is, so that @self knows of each difference; within
 * [method@Undo.begin] and [method@Undo.end] they are one step.
 *
 * Fails with %GENG_ERROR_INVALID or %GENG_ERROR_UNKNOWN where @other says what cannot be read back.
 *
 * Returns: whether the station is like @other now
 */
gboolean
geng_undo_follow (GengUndo *self, GengStation *other, GError **error)
{
  Follow follow = { NULL, error };

  g_return_val_if_fail (GENG_IS_UNDO (self) && GENG_IS_STATION (other), FALSE);
  follow.station = geng_undo_get_station (self);
  return has_station (follow.station, error) && follow_station (&follow, other);
}

/* -- rosters -- */

static GengDuty *
find_duty (GengRoster *roster, GengDuty *like)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (like)));
  GengMember *member = geng_station_lookup_member (geng_roster_get_station (roster), id);

  return member != NULL ? geng_roster_lookup (roster, member, geng_duty_get_date (like)) : NULL;
}

static gboolean
same_id (gpointer a, gpointer b)
{
  return a == b
         || (a != NULL && b != NULL
             && g_str_equal (geng_entity_get_id (a), geng_entity_get_id (b)));
}

/* Both are of the same member and date.  Of thousands nearly all say nothing but who serves where,
 * and these are compared without a value for each thing that they do not say. */
static gboolean
same_duty (GengDuty *a, GengDuty *b, GParamSpec **pspecs, guint n)
{
  if (geng_duty_is_plain (a) && geng_duty_is_plain (b))
    return same_id (geng_duty_get_shift (a), geng_duty_get_shift (b))
           && same_id (geng_duty_get_post (a), geng_duty_get_post (b));
  for (guint i = 0; i < n; i++)
    if (pspecs[i]->value_type != G_TYPE_DATE && !same_value (G_OBJECT (a), G_OBJECT (b), pspecs[i]))
      return FALSE;
  return TRUE;
}

static gboolean
follow_roster (const Follow *self, GengRoster *roster, GengRoster *other)
{
  g_autoptr (GPtrArray) ours = geng_roster_list_duties (roster);
  g_autoptr (GPtrArray) theirs = geng_roster_list_duties (other);
  g_autoptr (GTypeClass) duties = g_type_class_ref (GENG_TYPE_DUTY);
  guint n;
  g_autofree GParamSpec **pspecs = geng_thing_list_values (G_OBJECT_CLASS (duties), &n);

  for (guint i = 0; i < ours->len; i++)
    {
      GengDuty *twin = find_duty (other, ours->pdata[i]);

      if (twin == NULL || !same_duty (ours->pdata[i], twin, pspecs, n))
        geng_roster_remove (roster, ours->pdata[i]);
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      g_autoptr (GVariant) written = NULL;
      g_autoptr (GObject) duty = NULL;

      if (find_duty (roster, theirs->pdata[i]) != NULL)
        continue;
      written = geng_undo_write_thing (theirs->pdata[i]);
      duty = geng_written_read_station_thing (self->station, GENG_TYPE_DUTY, written, "duty",
                                              self->error);
      if (duty == NULL || !geng_roster_add (roster, GENG_DUTY (duty), self->error))
        return FALSE;
    }
  return follow_plain (self, geng_roster_get_aside (roster), geng_roster_get_aside (other));
}

/**
 * geng_undo_follow_list:
 * @self: an undo list
 * @list: a roster or list that @self hears
 * @other: one like it, perhaps of another station with the same ids
 * @error: return location for an error
 *
 * As [method@Undo.follow], for a roster or a list of the journal; it fails as that does, with
 * %GENG_ERROR_INVALID or %GENG_ERROR_UNKNOWN.
 *
 * Returns: whether @list is like @other now
 */
gboolean
geng_undo_follow_list (GengUndo *self, GListModel *list, GListModel *other, GError **error)
{
  Follow follow = { NULL, error };

  g_return_val_if_fail (GENG_IS_UNDO (self), FALSE);
  g_return_val_if_fail (G_IS_LIST_MODEL (list) && G_IS_LIST_MODEL (other), FALSE);
  g_return_val_if_fail (GENG_IS_ROSTER (list) == GENG_IS_ROSTER (other), FALSE);
  follow.station = geng_undo_get_station (self);
  if (!has_station (follow.station, error))
    return FALSE;
  if (GENG_IS_ROSTER (list))
    return follow_roster (&follow, GENG_ROSTER (list), GENG_ROSTER (other));
  g_return_val_if_fail (GENG_IS_LIST (list) && GENG_IS_LIST (other), FALSE);
  g_return_val_if_fail (g_list_model_get_item_type (list) == g_list_model_get_item_type (other),
                        FALSE);
  /* A station's own lists are followed by geng_undo_follow(). */
  g_return_val_if_fail (!g_type_is_a (g_list_model_get_item_type (list), GENG_TYPE_ENTITY), FALSE);
  return follow_plain (&follow, list, other);
}
