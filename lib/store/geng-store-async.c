/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A store that does not block.  The work is done in a thread by a store that was lent: another
 * object of the same folder, with the lock and the open change of the first.  It reads and writes
 * copies of what the caller has; what it read is brought back in the caller's thread, so that the
 * caller gets things of the caller's own station.
 */

#include "geng-copy.h"
#include "geng-store-private.h"
#include "geng-async.h"
#include <geng/geng-store-async.h>

typedef struct _Work Work;

struct _Work
{
  gboolean (*run) (Work *self, GError **error);
  gboolean writes;
  GengStore *lent;
  GengStation *station; /* (nullable): the caller's */
  GengCopy *copy;       /* (nullable): of it */
  GengRoster *roster;   /* (nullable): of the copy; to write, or that was read */
  GengRecord *record;   /* (nullable): that was read */
  GengStation *loaded;  /* (nullable): that was read */
  GDateYear year;
  GDateMonth month;
  GDate before;
  guint months;
  gboolean drafts;
};

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_object (&self->lent);
  g_clear_object (&self->station);
  g_clear_pointer (&self->copy, geng_copy_unref);
  g_clear_object (&self->roster);
  g_clear_object (&self->record);
  g_clear_object (&self->loaded);
  g_free (self);
}

static Work *
work_new (gboolean (*run) (Work *self, GError **error))
{
  Work *self = g_new0 (Work, 1);

  self->run = run;
  return self;
}

/* @copy: (transfer full): of the station */
static Work *
work_new_with (GengStation *station, GengCopy *copy, gboolean (*run) (Work *self, GError **error))
{
  Work *self = work_new (run);

  self->station = g_object_ref (station);
  self->copy = copy;
  return self;
}

static void
work_in_thread (GTask *task, gpointer source, gpointer outer, GCancellable *cancellable)
{
  Work *self = g_task_get_task_data (outer);
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error) && self->run (self, &error)
      && (self->writes || !g_cancellable_set_error_if_cancelled (cancellable, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* In the caller's thread, before the caller hears of it. */
static void
hand_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  Work *self = g_task_get_task_data (outer);
  GError *error = NULL;

  geng_store_take_back (g_task_get_source_object (outer), self->lent);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

/* @work: (transfer full) */
static void
start (GengStore *self,
       Work *work,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, work_free);
  work->lent = geng_store_lend (self, work->writes, cancellable);
  geng_async_run_apart (task, work_in_thread, hand_back);
}

/* The work of a call that came through; (nullable): NULL with an error. */
static Work *
finish (GengStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result))
                                                           : NULL;
}

/* The roster that was read, of the caller's own things. */
static GengRoster *
finish_roster (GengStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  Work *work = finish (self, result, tag, error);

  return work != NULL ? geng_copy_roster (work->roster, work->station, work->copy->back) : NULL;
}

/* -- reading -- */

static gboolean
load (Work *self, GError **error)
{
  self->loaded = geng_store_load (self->lent, error);
  return self->loaded != NULL;
}

/**
 * geng_store_load_async:
 * @self: a store
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads the station as [method@Store.load] does, without blocking.
 *
 * Further calls may be started meanwhile.  While one that writes is under way, another that writes
 * gets %GENG_ERROR_LOCKED, as it would from another process.
 */
void
geng_store_load_async (GengStore *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (GENG_IS_STORE (self));
  start (self, work_new (load), geng_store_load_async, cancellable, callback, user_data);
}

/**
 * geng_store_load_finish:
 * @self: a store
 * @result: of [method@Store.load_async]
 * @error: return location
 *
 * Fails as [method@Store.load] does, with %GENG_ERROR_FAULTY,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the station; %NULL with an error
 */
GengStation *
geng_store_load_finish (GengStore *self, GAsyncResult *result, GError **error)
{
  Work *work = finish (self, result, geng_store_load_async, error);

  return work != NULL ? g_object_ref (work->loaded) : NULL;
}

static void
start_month (GengStore *self,
             GengStation *station,
             GDateYear year,
             GDateMonth month,
             gboolean (*run) (Work *self, GError **error),
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  Work *work = work_new_with (station, geng_copy_take (station), run);

  work->year = year;
  work->month = month;
  start (self, work, tag, cancellable, callback, user_data);
}

static gboolean
load_draft (Work *self, GError **error)
{
  self->roster
      = geng_store_load_draft (self->lent, self->copy->station, self->year, self->month, error);
  return self->roster != NULL;
}

/**
 * geng_store_load_draft_async:
 * @self: a store
 * @station: the station
 * @year: the year
 * @month: the month
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads a draft as [method@Store.load_draft] does, without blocking.  @station may be edited
 * meanwhile: the draft is read as for the station of now, and holds its own things.
 */
void
geng_store_load_draft_async (GengStore *self,
                             GengStation *station,
                             GDateYear year,
                             GDateMonth month,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station));
  start_month (self, station, year, month, load_draft, geng_store_load_draft_async, cancellable,
               callback, user_data);
}

/**
 * geng_store_load_draft_finish:
 * @self: a store
 * @result: of [method@Store.load_draft_async]
 * @error: return location
 *
 * Fails as [method@Store.load_draft] does, with %GENG_ERROR_FAULTY or %GENG_ERROR_NOT_FOUND,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the draft; %NULL with an error
 */
GengRoster *
geng_store_load_draft_finish (GengStore *self, GAsyncResult *result, GError **error)
{
  return finish_roster (self, result, geng_store_load_draft_async, error);
}

static gboolean
load_record (Work *self, GError **error)
{
  self->roster = geng_store_load_record (self->lent, self->copy->station, self->year, self->month,
                                         &self->record, error);
  return self->roster != NULL;
}

/**
 * geng_store_load_record_async:
 * @self: a store
 * @station: the station
 * @year: the year
 * @month: the month
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads what is official of a month as [method@Store.load_record] does, without blocking, like
 * [method@Store.load_draft_async].
 */
void
geng_store_load_record_async (GengStore *self,
                              GengStation *station,
                              GDateYear year,
                              GDateMonth month,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station));
  start_month (self, station, year, month, load_record, geng_store_load_record_async, cancellable,
               callback, user_data);
}

/**
 * geng_store_load_record_finish:
 * @self: a store
 * @result: of [method@Store.load_record_async]
 * @record: (out) (optional) (transfer full): the revisions that were published
 * @error: return location
 *
 * Fails as [method@Store.load_record] does, with %GENG_ERROR_FAULTY or %GENG_ERROR_NOT_FOUND,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the roster; %NULL with an error
 */
GengRoster *
geng_store_load_record_finish (GengStore *self,
                               GAsyncResult *result,
                               GengRecord **record,
                               GError **error)
{
  GengRoster *roster = finish_roster (self, result, geng_store_load_record_async, error);

  if (record != NULL)
    *record = roster != NULL
                  ? g_object_ref (((Work *) g_task_get_task_data (G_TASK (result)))->record)
                  : NULL;
  return roster;
}

static gboolean
load_history (Work *self, GError **error)
{
  self->roster = geng_store_load_history (self->lent, self->copy->station, &self->before,
                                          self->months, self->drafts, error);
  return self->roster != NULL || *error == NULL;
}

/**
 * geng_store_load_history_async:
 * @self: a store
 * @station: the station
 * @before: the day after the last one wanted
 * @months: how many months back
 * @drafts: whether drafts count where there is no record
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads the months before a day as [method@Store.load_history] does, without blocking, like
 * [method@Store.load_draft_async].  [method@Store.load_history_finish] tells @station what its
 * members serve elsewhere.
 */
void
geng_store_load_history_async (GengStore *self,
                               GengStation *station,
                               const GDate *before,
                               guint months,
                               gboolean drafts,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Work *work;

  g_return_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station));
  g_return_if_fail (before != NULL && g_date_valid (before));
  /* What is served elsewhere is said to the copy: it must be of this call alone. */
  work = work_new_with (station, geng_copy_new (station), load_history);
  work->before = *before;
  work->months = months;
  work->drafts = drafts;
  start (self, work, geng_store_load_history_async, cancellable, callback, user_data);
}

/* What the copy was told, with the caller's own people. */
static void
bring_elsewhere (const Work *work)
{
  g_autoptr (GPtrArray) told = geng_station_list_elsewhere (work->copy->station);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < told->len; i++)
    g_ptr_array_add (own,
                     geng_copy_roster (told->pdata[i], geng_roster_get_station (told->pdata[i]),
                                       work->copy->back));
  geng_station_set_elsewhere (work->station, own);
}

/**
 * geng_store_load_history_finish:
 * @self: a store
 * @result: of [method@Store.load_history_async]
 * @error: return location
 *
 * Fails as [method@Store.load_history] does, with %GENG_ERROR_FAULTY,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the months before; %NULL without an error where there is
 *   none, and with one
 */
GengRoster *
geng_store_load_history_finish (GengStore *self, GAsyncResult *result, GError **error)
{
  Work *work = finish (self, result, geng_store_load_history_async, error);

  if (work == NULL)
    return NULL;
  if (geng_store_has_zone (work->lent))
    bring_elsewhere (work);
  return geng_copy_roster (work->roster, work->station, work->copy->back);
}

/* -- writing -- */

static gboolean
save (Work *self, GError **error)
{
  return geng_store_save (self->lent, self->copy->station, error);
}

/**
 * geng_store_save_async:
 * @self: a store
 * @station: a station
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Writes the station as [method@Store.save] does, without blocking.  @station is written as it is
 * now and may be edited meanwhile.  Cancelled before all is prepared, nothing is written; after
 * that, all of it.
 */
void
geng_store_save_async (GengStore *self,
                       GengStation *station,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Work *work;

  g_return_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station));
  work = work_new_with (station, geng_copy_take (station), save);
  work->writes = TRUE;
  start (self, work, geng_store_save_async, cancellable, callback, user_data);
}

/**
 * geng_store_save_finish:
 * @self: a store
 * @result: of [method@Store.save_async]
 * @error: return location
 *
 * Fails as [method@Store.save] does, with %GENG_ERROR_LOCKED or %GENG_ERROR_IO,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether it is on the disk
 */
gboolean
geng_store_save_finish (GengStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, geng_store_save_async, error) != NULL;
}

static gboolean
save_draft (Work *self, GError **error)
{
  return geng_store_save_draft (self->lent, self->roster, error);
}

/**
 * geng_store_save_draft_async:
 * @self: a store
 * @roster: a roster of one month
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Writes a draft as [method@Store.save_draft] does, without blocking.  @roster is written as it is
 * now and may be edited meanwhile.
 */
void
geng_store_save_draft_async (GengStore *self,
                             GengRoster *roster,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GengStation *station;
  Work *work;

  g_return_if_fail (GENG_IS_STORE (self) && GENG_IS_ROSTER (roster));
  g_return_if_fail (geng_roster_get_station (roster) != NULL);
  station = geng_roster_get_station (roster);
  work = work_new_with (station, geng_copy_take (station), save_draft);
  work->writes = TRUE;
  work->roster = geng_copy_roster (roster, work->copy->station, work->copy->there);
  start (self, work, geng_store_save_draft_async, cancellable, callback, user_data);
}

/**
 * geng_store_save_draft_finish:
 * @self: a store
 * @result: of [method@Store.save_draft_async]
 * @error: return location
 *
 * Fails as [method@Store.save_draft] does, with %GENG_ERROR_LOCKED, %GENG_ERROR_IO or
 * %GENG_ERROR_PERIOD,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether it is on the disk
 */
gboolean
geng_store_save_draft_finish (GengStore *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, geng_store_save_draft_async, error) != NULL;
}
