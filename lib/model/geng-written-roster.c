/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-gettext.h"
#include "geng-roster-private.h"
#include "geng-written.h"

/* A roster and a record as a{sv}. */

/* What a reader wants to see beside the ids; not read back. */
static const char *const told[] = { "name", "start", "end", NULL };

#define SET_ASIDE "set-aside"

static void
add_aside (GVariantBuilder *builder, GengList *aside)
{
  GVariantBuilder list;

  if (geng_list_size (aside) == 0)
    return;
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < geng_list_size (aside); i++)
    g_variant_builder_add (&list, "v", geng_written_station_thing (geng_list_peek (aside, i)));
  g_variant_builder_add (builder, "{sv}", SET_ASIDE, g_variant_builder_end (&list));
}

static void
add_instant (GVariantBuilder *builder, const char *name, GDateTime *instant)
{
  g_autofree char *text = g_date_time_format_iso8601 (instant);

  geng_written_add_text (builder, name, text);
}

static GVariant *
write_duty (GengDuty *duty, GengStation *station)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, station);
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, station);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_values (&builder, G_OBJECT (duty));
  geng_written_add_text (&builder, "name",
                         geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (duty))));
  add_instant (&builder, "start", start);
  add_instant (&builder, "end", end);
  return g_variant_builder_end (&builder);
}

/**
 * geng_roster_to_variant:
 * @self: a #GengRoster
 *
 * Returns: (transfer full): the roster as `a{sv}`: `first`, `last`, `duties`, where members,
 *   shifts, posts and items are their ids, and `set-aside` where somebody is; the name of the
 *   member and the instants are added for readers
 */
GVariant *
geng_roster_to_variant (GengRoster *self)
{
  GVariantBuilder builder, duties;
  guint n;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (self));
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_init (&duties, G_VARIANT_TYPE ("av"));
  geng_written_add_date (&builder, "first", geng_roster_get_first (self));
  geng_written_add_date (&builder, "last", geng_roster_get_last (self));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengDuty) duty = g_list_model_get_item (G_LIST_MODEL (self), i);

      g_variant_builder_add (&duties, "v", write_duty (duty, geng_roster_get_station (self)));
    }
  g_variant_builder_add (&builder, "{sv}", "duties", g_variant_builder_end (&duties));
  add_aside (&builder, geng_roster_get_aside (self));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static gboolean
read_aside (GengRoster *self, GVariant *value, GError **error)
{
  g_autoptr (GVariant) array = geng_written_get_array (value, SET_ASIDE, error);

  for (gsize i = 0; array != NULL && i < g_variant_n_children (array); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (array, i);
      g_autofree char *where = g_strdup_printf (SET_ASIDE "[%u]", (guint) i);
      g_autoptr (GObject) one = geng_written_read_thing (
          GENG_TYPE_SET_ASIDE, child, geng_roster_get_station (self), NULL, where, error);

      if (one == NULL)
        return FALSE;
      if (!geng_set_aside_is_whole (GENG_SET_ASIDE (one)))
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                       _ ("%s: it does not say all that it is about"), where);
          return FALSE;
        }
      geng_roster_add_set_aside (self, GENG_SET_ASIDE (one));
    }
  return array != NULL;
}

static gboolean
read_duties (GengRoster *self, GVariant *value, GError **error)
{
  g_autoptr (GVariant) array = geng_written_get_array (value, "duties", error);

  for (gsize i = 0; array != NULL && i < g_variant_n_children (array); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (array, i);
      g_autofree char *where = g_strdup_printf ("duties[%u]", (guint) i);
      g_autoptr (GObject) duty = geng_written_read_thing (
          GENG_TYPE_DUTY, child, geng_roster_get_station (self), told, where, error);

      if (duty == NULL)
        return FALSE;
      if (!geng_roster_add (self, GENG_DUTY (duty), error))
        {
          g_prefix_error (error, "%s: ", where);
          return FALSE;
        }
    }
  return array != NULL;
}

static gboolean
read_period (GVariant *value, GDate *first, GDate *last, GError **error)
{
  if (!geng_written_get_date (value, "first", first, error)
      || !geng_written_get_date (value, "last", last, error))
    return FALSE;
  if (g_date_valid (first) && g_date_valid (last))
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                       _ ("roster: it needs its first and its last day"));
  return FALSE;
}

GengRoster *
geng_written_read_roster (GengStation *station, GVariant *value, GError **error)
{
  g_autoptr (GengRoster) roster = NULL;
  GDate first, last;

  if (!read_period (value, &first, &last, error))
    return NULL;
  roster = geng_roster_new (station, &first, &last, error);
  return roster != NULL && read_duties (roster, value, error) && read_aside (roster, value, error)
             ? g_steal_pointer (&roster)
             : NULL;
}

/**
 * geng_roster_new_from_variant:
 * @station: the station whose members serve
 * @value: what geng_roster_to_variant() makes
 * @error: return location for an error
 *
 * Fails as [method@Roster.add] does, and with %GENG_ERROR_INVALID for what is out of form; the
 * message says where.
 *
 * Returns: (transfer full): the roster
 */
GengRoster *
geng_roster_new_from_variant (GengStation *station, GVariant *value, GError **error)
{
  static const char *const names[] = { "first", "last", "duties", SET_ASIDE, NULL };

  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (value != NULL, NULL);
  if (!geng_written_check_names (value, names, "roster", error))
    return NULL;
  return geng_written_read_roster (station, value, error);
}

static GVariant *
write_revision (const GengRevision *revision)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_text (&builder, "key", revision->key);
  geng_written_add_number (&builder, "sequence", revision->sequence);
  geng_written_add_number (&builder, "modified", revision->modified);
  geng_written_add_text (&builder, "digest", revision->digest);
  geng_written_add_truth (&builder, "gone", revision->gone);
  return g_variant_builder_end (&builder);
}

/**
 * geng_record_to_variant:
 * @self: a #GengRecord
 *
 * Returns: (transfer full): the record as `a{sv}`: `revisions`, sorted by their keys
 */
GVariant *
geng_record_to_variant (GengRecord *self)
{
  g_autoptr (GPtrArray) list = NULL;
  GVariantBuilder builder, revisions;

  g_return_val_if_fail (GENG_IS_RECORD (self), NULL);
  list = geng_record_list (self);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_init (&revisions, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < list->len; i++)
    g_variant_builder_add (&revisions, "v", write_revision (list->pdata[i]));
  g_variant_builder_add (&builder, "{sv}", "revisions", g_variant_builder_end (&revisions));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static gboolean
read_revision (GengRecord *self, GVariant *value, GError **error)
{
  static const char *const names[] = { "key", "sequence", "modified", "digest", "gone", NULL };
  g_autofree char *key = NULL;
  g_autofree char *digest = NULL;
  gint64 sequence;
  GengRevision revision = { 0 };

  if (!geng_written_check_names (value, names, "revisions", error)
      || !geng_written_get_text (value, "key", &key, error)
      || !geng_written_get_text (value, "digest", &digest, error)
      || !geng_written_get_number (value, "sequence", &sequence, error)
      || !geng_written_get_number (value, "modified", &revision.modified, error)
      || !geng_written_get_truth (value, "gone", &revision.gone, error))
    return FALSE;
  if (key == NULL || sequence < 0 || sequence > G_MAXINT)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("revisions: each needs a key and a sequence from 0 on"));
      return FALSE;
    }
  revision.key = key;
  revision.digest = digest;
  revision.sequence = (guint) sequence;
  geng_record_set (self, &revision);
  return TRUE;
}

/**
 * geng_record_new_from_variant:
 * @value: what geng_record_to_variant() makes
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_INVALID for what is out of form.
 *
 * Returns: (transfer full): the record
 */
GengRecord *
geng_record_new_from_variant (GVariant *value, GError **error)
{
  static const char *const names[] = { "revisions", NULL };
  g_autoptr (GengRecord) record = geng_record_new ();
  g_autoptr (GVariant) array = NULL;

  g_return_val_if_fail (value != NULL, NULL);
  if (!geng_written_check_names (value, names, "record", error))
    return NULL;
  array = geng_written_get_array (value, "revisions", error);
  for (gsize i = 0; array != NULL && i < g_variant_n_children (array); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (array, i);

      if (!read_revision (record, child, error))
        return NULL;
    }
  return array != NULL ? g_steal_pointer (&record) : NULL;
}
