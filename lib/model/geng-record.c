/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include <string.h>

/**
 * GengRecord:
 *
 * The published revisions of one month's events: personal ones (member and duty day) and shared
 * ones (duty day, shift and post). An event that goes leaves a tombstone, so that one that comes
 * back goes on counting.
 */

/* A number of a calendar has no more (RFC 5545 §3.3.8), and no date a fifth digit of its year
 * (§3.3.4).  What has come so far stays there: a later change shows by its content alone. */
#define LAST_SEQUENCE ((guint) G_MAXINT32)
#define LAST_MOMENT G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

struct _GengRecord
{
  GObject parent_instance;

  GHashTable *revisions; /* key (of the revision) to GengRevision */
  gboolean imported;
};

G_DEFINE_FINAL_TYPE (GengRecord, geng_record, G_TYPE_OBJECT)

G_DEFINE_BOXED_TYPE (GengRevision, geng_revision, geng_revision_copy, geng_revision_free)

/**
 * geng_revision_copy:
 * @self: a #GengRevision
 *
 * Returns: (transfer full): a copy
 */
GengRevision *
geng_revision_copy (const GengRevision *self)
{
  GengRevision *copy;

  g_return_val_if_fail (self, NULL);
  copy = g_memdup2 (self, sizeof *self);
  copy->key = g_strdup (self->key);
  copy->digest = g_strdup (self->digest);
  return copy;
}

/**
 * geng_revision_free: (skip)
 * @self: (transfer full): a #GengRevision
 *
 * Frees the revision.
 */
void
geng_revision_free (GengRevision *self)
{
  if (!self)
    return;
  g_free (self->key);
  g_free (self->digest);
  g_free (self);
}

static void
geng_record_finalize (GObject *object)
{
  GengRecord *self = GENG_RECORD (object);

  g_clear_pointer (&self->revisions, g_hash_table_unref);
  G_OBJECT_CLASS (geng_record_parent_class)->finalize (object);
}

static void
geng_record_class_init (GengRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_record_finalize;
}

static void
geng_record_init (GengRecord *self)
{
  self->revisions
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) geng_revision_free);
}

/**
 * geng_record_new:
 *
 * Returns: (transfer full): an empty record
 */
GengRecord *
geng_record_new (void)
{
  return g_object_new (GENG_TYPE_RECORD, NULL);
}

/**
 * geng_record_lookup:
 * @self: a #GengRecord
 * @key: the key of an event
 *
 * Returns: (transfer none) (nullable): its revision, which may be a tombstone
 */
const GengRevision *
geng_record_lookup (GengRecord *self, const char *key)
{
  g_return_val_if_fail (GENG_IS_RECORD (self), NULL);
  g_return_val_if_fail (key, NULL);
  return g_hash_table_lookup (self->revisions, key);
}

/**
 * geng_record_set:
 * @self: a #GengRecord
 * @revision: a revision; copied
 *
 * Puts a revision in the place of the one with its key.
 */
void
geng_record_set (GengRecord *self, const GengRevision *revision)
{
  GengRevision *copy;

  g_return_if_fail (GENG_IS_RECORD (self));
  g_return_if_fail (revision && revision->key);
  copy = geng_revision_copy (revision);
  copy->sequence = MIN (copy->sequence, LAST_SEQUENCE);
  copy->modified = CLAMP (copy->modified, 0, LAST_MOMENT);
  g_hash_table_replace (self->revisions, copy->key, copy);
}

/* Readers want it strictly later, also when the clock went back. */
static gint64
later (gint64 before, gint64 now)
{
  return MIN (MAX (before + 1, now), LAST_MOMENT);
}

static guint
next (guint sequence)
{
  return MIN (sequence, LAST_SEQUENCE - 1) + 1;
}

/**
 * geng_record_touch:
 * @self: a #GengRecord
 * @key: the key of an event
 * @digest: what a phone shows of it
 * @now: seconds since 1970 UTC
 *
 * Says that the event is there and looks like @digest.  If it looked otherwise or was gone, that is
 * a visible change: the sequence goes up by one and the time of change becomes @now (RFC 5545
 * §3.8.7.3, §3.8.7.4).
 *
 * Returns: (transfer none): the revision in force, until the next change of the record
 */
const GengRevision *
geng_record_touch (GengRecord *self, const char *key, const char *digest, gint64 now)
{
  GengRevision *revision;

  g_return_val_if_fail (GENG_IS_RECORD (self), NULL);
  g_return_val_if_fail (key && digest, NULL);

  revision = g_hash_table_lookup (self->revisions, key);
  if (!revision)
    {
      GengRevision fresh = { .key = (char *) key, .modified = now, .digest = (char *) digest };

      geng_record_set (self, &fresh);
      return geng_record_lookup (self, key);
    }
  if (revision->gone || g_strcmp0 (revision->digest, digest) != 0)
    {
      revision->sequence = next (revision->sequence);
      revision->modified = later (revision->modified, now);
      revision->gone = FALSE;
      g_free (revision->digest);
      revision->digest = g_strdup (digest);
    }
  return revision;
}

/**
 * geng_record_bury:
 * @self: a #GengRecord
 * @prefix: how the keys in question begin
 * @keys: (array zero-terminated=1): the keys of the events that are there
 * @now: seconds since 1970 UTC
 *
 * Makes a tombstone of every event under @prefix that is not in @keys.
 */
void
geng_record_bury (GengRecord *self, const char *prefix, const char *const *keys, gint64 now)
{
  g_autoptr (GHashTable) living = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (GENG_IS_RECORD (self));
  g_return_if_fail (prefix && keys);

  for (guint i = 0; keys[i]; i++)
    g_hash_table_add (living, (gpointer) keys[i]);
  g_hash_table_iter_init (&iter, self->revisions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GengRevision *revision = value;

      if (revision->gone || !g_str_has_prefix (revision->key, prefix)
          || g_hash_table_contains (living, revision->key))
        continue;
      revision->gone = TRUE;
      revision->modified = later (revision->modified, now);
    }
}

static char *
month_key (GDateYear year, GDateMonth month)
{
  return g_strdup_printf ("roster/%04d-%02d", year, month);
}

/**
 * geng_record_lookup_month:
 * @self: a #GengRecord
 * @year: a year
 * @month: a month
 *
 * The version of the month as a whole: how often it was published with another duty than before,
 * and when it was so last.
 *
 * Returns: (transfer none) (nullable): it; %NULL where the month was not published since this is
 *   counted
 */
const GengRevision *
geng_record_lookup_month (GengRecord *self, GDateYear year, GDateMonth month)
{
  g_autofree char *key = month_key (year, month);

  return geng_record_lookup (self, key);
}

static void
add_to_digest (GChecksum *digest, gpointer entity)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (entity));

  /* With the byte that ends it, so that two ids are not read as one. */
  g_checksum_update (digest, (const guchar *) id, (gssize) strlen (id) + 1);
}

/**
 * geng_record_touch_month:
 * @self: a #GengRecord
 * @roster: the roster of a month that becomes official
 * @now: seconds since 1970 UTC
 *
 * Counts a new version of the month where @roster has another duty than the last one.
 *
 * Returns: (transfer none): the version in force, until the next change of the record
 */
const GengRevision *
geng_record_touch_month (GengRecord *self, GengRoster *roster, gint64 now)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) duties = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (GENG_IS_RECORD (self) && GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (geng_roster_get_first (roster) != NULL, NULL);
  key = month_key (g_date_get_year (geng_roster_get_first (roster)),
                   g_date_get_month (geng_roster_get_first (roster)));
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      gint32 day = (gint32) GINT32_TO_LE (g_date_get_julian (geng_duty_get_date (duty)));

      g_checksum_update (digest, (const guchar *) &day, sizeof day);
      add_to_digest (digest, geng_duty_get_member (duty));
      add_to_digest (digest, geng_duty_get_shift (duty));
      add_to_digest (digest, geng_duty_get_post (duty));
    }
  return geng_record_touch (self, key, g_checksum_get_string (digest), now);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const GengRevision *const *left = a;
  const GengRevision *const *right = b;

  return strcmp ((*left)->key, (*right)->key);
}

/**
 * geng_record_list:
 * @self: a #GengRecord
 *
 * Returns: (transfer container) (element-type GengRevision): all revisions, tombstones too, sorted
 * by key
 */
GPtrArray *
geng_record_list (GengRecord *self)
{
  GPtrArray *list;
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (GENG_IS_RECORD (self), NULL);

  list = g_ptr_array_sized_new (g_hash_table_size (self->revisions));
  g_hash_table_iter_init (&iter, self->revisions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (list, value);
  g_ptr_array_sort (list, compare_keys);
  return list;
}

/**
 * geng_record_get_imported:
 * @self: a #GengRecord
 *
 * Returns: whether the month was taken from a file from outside, as history alone: it was never
 * published, and no feed shows it
 */
gboolean
geng_record_get_imported (GengRecord *self)
{
  g_return_val_if_fail (GENG_IS_RECORD (self), FALSE);
  return self->imported;
}

/**
 * geng_record_set_imported:
 * @self: a #GengRecord
 * @imported: whether the month is history alone
 *
 * Marks the record of a month that was taken from outside.
 */
void
geng_record_set_imported (GengRecord *self, gboolean imported)
{
  g_return_if_fail (GENG_IS_RECORD (self));
  self->imported = imported;
}
