/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Publishing without blocking.  A thread works for a publisher that is a copy of the caller's, with
 * copies of station, rosters and records, and with the store lent to it.  What it found is brought
 * back in the caller's thread before the caller hears of it, with the copies that it rendered:
 * these are what is committed.
 */

#include "geng-copy.h"
#include "geng-publisher-private.h"
#include "geng-store-private.h"
#include "geng-async.h"

typedef struct _Work Work;

struct _Work
{
  gboolean (*run) (Work *self, GError **error);
  void (*bring_back) (GengPublisher *self, Work *work);
  GengPublisher *twin;
  GengStore *store; /* the caller's */
  GengStore *lent;
  GengCopy *copy;     /* (nullable): of the station, to prepare */
  GPtrArray *records; /* of the twin's months as they began */
  char *folder;       /* (nullable) */
  GDateTime *now;     /* (nullable) */
};

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_object (&self->twin);
  g_clear_object (&self->lent);
  g_clear_object (&self->store);
  g_clear_pointer (&self->copy, geng_copy_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self->folder);
  g_free (self);
}

/* -- there -- */

static void
copy_revisions (GengRecord *to, GengRecord *from)
{
  g_autoptr (GPtrArray) revisions = geng_record_list (from);

  for (guint i = 0; i < revisions->len; i++)
    geng_record_set (to, revisions->pdata[i]);
  geng_record_set_imported (to, geng_record_get_imported (from));
}

/* (transfer full) */
static GengRecord *
copy_record (GengRecord *record)
{
  GengRecord *copy = geng_record_new ();

  copy_revisions (copy, record);
  return copy;
}

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (copy, g_strdup (texts->pdata[i]));
  return copy;
}

static void
replace_texts (GPtrArray **texts, GPtrArray *others)
{
  g_ptr_array_unref (*texts);
  *texts = copy_texts (others);
}

/* @self: the caller's, of whom nothing is rendered in the twin yet */
static void
copy_own (Work *work, GengPublisher *self)
{
  work->copy = geng_copy_take (self->station);
  work->twin->station = g_object_ref (work->copy->station);
  for (guint i = 0; i < self->months->len; i++)
    {
      const GengPublishedMonth *month = self->months->pdata[i];
      GengRecord *record = copy_record (month->record);

      geng_published_months_add (
          work->twin->months,
          geng_copy_roster (month->roster, work->copy->station, work->copy->there), record,
          month->fresh);
      ((GengPublishedMonth *) work->twin->months->pdata[i])->given = month->given;
      g_ptr_array_add (work->records, g_object_ref (record));
    }
}

static void
copy_options (GengPublisher *to, GengPublisher *from)
{
  to->title = g_strdup (from->title);
  to->base_url = g_strdup (from->base_url);
  to->publication.title = to->title;
  to->publication.base_url = to->base_url;
  to->publication.alarm = from->publication.alarm;
  to->publication.days_back = from->publication.days_back;
  to->publication.days_revoked = from->publication.days_revoked;
  to->publication.now = from->publication.now;
  to->has_now = from->has_now;
  to->allow_broken = from->allow_broken;
  to->also = from->also;
  to->emptied = from->emptied;
}

static void
copy_keys (GengPublisher *to, GengPublisher *from)
{
  g_autofree char *text
      = from->publication.keys != NULL ? geng_feed_keys_to_string (from->publication.keys) : NULL;

  g_clear_pointer (&to->publication.keys, geng_feed_keys_free);
  if (text != NULL)
    to->publication.keys = geng_feed_keys_parse (text, NULL);
}

/* What was rendered, of which nothing changes but the records. */
static void
copy_rendered (GengPublisher *to, GengPublisher *from)
{
  GPtrArray *months = from->publication.months;

  g_clear_pointer (&to->publication.months, g_ptr_array_unref);
  to->publication.months = geng_published_months_new ();
  g_set_object (&to->publication.station, from->publication.station);
  for (guint i = 0; i < months->len; i++)
    {
      const GengPublishedMonth *month = months->pdata[i];
      GengRecord *own = geng_publisher_get_record (to, geng_roster_get_first (month->roster));

      geng_published_months_add (to->publication.months, g_object_ref (month->roster),
                                 own != NULL ? g_object_ref (own) : copy_record (month->record),
                                 month->fresh);
    }
}

/* Feeds and pages do not change once they are made. */
static void
copy_files (GengPublisher *to, GengPublisher *from)
{
  GHashTableIter iter;
  gpointer name, content;

  g_ptr_array_set_size (to->files, 0);
  for (guint i = 0; i < from->files->len; i++)
    g_ptr_array_add (to->files, g_object_ref (from->files->pdata[i]));
  g_hash_table_iter_init (&iter, from->pages);
  while (g_hash_table_iter_next (&iter, &name, &content))
    g_hash_table_insert (to->pages, g_strdup (name), g_bytes_ref (content));
}

static void
copy_places (GengPublisher *to, GengPublisher *from)
{
  g_free (to->folder);
  g_free (to->folder_key);
  to->folder = g_strdup (from->folder);
  to->folder_key = g_strdup (from->folder_key);
  replace_texts (&to->places, from->places);
  replace_texts (&to->due, from->due);
}

static Work *
work_new (GengPublisher *self, GengStore *store, GCancellable *cancellable)
{
  Work *work = g_new0 (Work, 1);

  work->records = g_ptr_array_new_with_free_func (g_object_unref);
  work->twin = g_object_new (GENG_TYPE_PUBLISHER, NULL);
  work->twin->is_twin = TRUE;
  copy_options (work->twin, self);
  copy_keys (work->twin, self);
  copy_files (work->twin, self);
  copy_places (work->twin, self);
  work->store = g_object_ref (store);
  work->lent = geng_store_lend (store, TRUE, cancellable);
  return work;
}

/* -- and back -- */

/* The record that the caller may hold gets what was counted, unless the folder had another. */
static void
bring_back_record (GengPublishedMonth *month, GengPublishedMonth *twin, GPtrArray *records)
{
  if (g_ptr_array_find (records, twin->record, NULL))
    copy_revisions (month->record, twin->record);
  else
    g_set_object (&month->record, twin->record);
}

static GengPublishedMonth *
find_month (GengPublisher *self, const GDate *first)
{
  GPtrArray *months = self->months;

  for (guint i = 0; i < months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (months, i);

      if (g_date_compare (geng_roster_get_first (month->roster), first) == 0)
        return month;
    }
  return NULL;
}

static void
bring_back_months (GengPublisher *self, Work *work)
{
  GPtrArray *months = work->twin->months;

  for (guint i = 0; i < months->len; i++)
    {
      GengPublishedMonth *twin = g_ptr_array_index (months, i);
      GengPublishedMonth *month = find_month (self, geng_roster_get_first (twin->roster));
      g_autoptr (GengRoster) roster = NULL;

      if (month != NULL)
        {
          bring_back_record (month, twin, work->records);
          continue;
        }
      roster = geng_copy_roster (twin->roster, self->station, work->copy->back);
      geng_publisher_insert_month (self, roster, twin->record, NULL);
    }
}

static void
bring_back_prepared (GengPublisher *self, Work *work)
{
  GengPublisher *twin = work->twin;

  bring_back_months (self, work);
  copy_rendered (self, twin);
  copy_keys (self, twin);
  copy_files (self, twin);
  copy_places (self, twin);
  self->publication.now = twin->publication.now;
  self->has_now = twin->has_now;
  self->locked = twin->locked;
  self->store = g_object_ref (work->store);
  /* The lock is the caller's store's from here on. */
  twin->locked = FALSE;
}

static void
bring_back_committed (GengPublisher *self, Work *work)
{
  self->n_written = work->twin->n_written;
  self->n_removed = work->twin->n_removed;
  replace_texts (&self->due, work->twin->due);
}

/* -- the call -- */

static void
work_in_thread (GTask *task, gpointer source, gpointer outer, GCancellable *cancellable)
{
  Work *self = g_task_get_task_data (outer);
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error) && self->run (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
hand_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  Work *work = g_task_get_task_data (outer);
  GError *error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error)
                && geng_publisher_judge_own (work->twin, &error);

  if (ok)
    work->bring_back (g_task_get_source_object (outer), work);
  geng_publisher_close (work->twin);
  geng_store_take_back (work->store, work->lent);
  if (ok)
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

/* @work: (transfer full) */
static void
start (GengPublisher *self,
       Work *work,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, work_free);
  geng_async_run_apart (task, work_in_thread, hand_back);
}

static gboolean
finish (GengPublisher *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
prepare (Work *self, GError **error)
{
  return geng_publisher_prepare (self->twin, self->lent, self->folder, self->now, error);
}

/**
 * geng_publisher_prepare_async:
 * @self: a publisher
 * @store: the station's folder, as for [method@Publisher.prepare]
 * @folder: (nullable) (type filename): an absolute path to publish to, or NULL for where it went
 *   before
 * @now: the instant of the publication
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Prepares as [method@Publisher.prepare] does, without blocking.  Station and rosters are published
 * as they are now and may be edited from now on; @self is left alone until it is finished.  Where
 * it fails, @self and @store are as they were.
 */
void
geng_publisher_prepare_async (GengPublisher *self,
                              GengStore *store,
                              const char *folder,
                              GDateTime *now,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Work *work;

  g_return_if_fail (GENG_IS_PUBLISHER (self) && GENG_IS_STORE (store) && now != NULL);
  g_return_if_fail (self->station != NULL && self->store == NULL);
  work = work_new (self, store, cancellable);
  copy_own (work, self);
  work->run = prepare;
  work->bring_back = bring_back_prepared;
  work->folder = g_strdup (folder);
  work->now = g_date_time_ref (now);
  start (self, work, geng_publisher_prepare_async, cancellable, callback, user_data);
}

/**
 * geng_publisher_prepare_finish:
 * @self: a publisher
 * @result: of [method@Publisher.prepare_async]
 * @error: return location
 *
 * Fails as [method@Publisher.prepare] does, with %GENG_ERROR_INVALID, %GENG_ERROR_DUPLICATE,
 * %GENG_ERROR_LOCKED, %GENG_ERROR_IO, %GENG_ERROR_FAULTY or %GENG_ERROR_PERIOD,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether all could be read
 */
gboolean
geng_publisher_prepare_finish (GengPublisher *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, geng_publisher_prepare_async, error);
}

static gboolean
commit (Work *self, GError **error)
{
  return geng_publisher_commit (self->twin, error);
}

/**
 * geng_publisher_commit_async:
 * @self: a publisher that has prepared
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Writes as [method@Publisher.commit] does, without blocking.  Cancelled before all is on the disk
 * beside what is there, nothing of it counts; after that, all does.
 */
void
geng_publisher_commit_async (GengPublisher *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GengStore) store = NULL;
  Work *work;

  g_return_if_fail (GENG_IS_PUBLISHER (self) && self->store != NULL);
  store = g_object_ref (self->store);
  work = work_new (self, store, cancellable);
  copy_rendered (work->twin, self);
  work->run = commit;
  work->bring_back = bring_back_committed;
  work->twin->store = g_object_ref (work->lent);
  work->twin->locked = self->locked;
  self->locked = FALSE;
  geng_publisher_close (self);
  start (self, work, geng_publisher_commit_async, cancellable, callback, user_data);
}

/**
 * geng_publisher_commit_finish:
 * @self: a publisher
 * @result: of [method@Publisher.commit_async]
 * @error: return location
 *
 * Fails as [method@Publisher.commit] does, with %GENG_ERROR_IO, %GENG_ERROR_LOCKED or
 * %GENG_ERROR_PERIOD,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether everything is on the disk
 */
gboolean
geng_publisher_commit_finish (GengPublisher *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, geng_publisher_commit_async, error);
}
