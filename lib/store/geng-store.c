/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-load.h"
#include "geng-roster-file.h"
#include "geng-store-private.h"
#include "geng-writer.h"
#include <geng/geng-error.h>

#include <glib/gstdio.h>
#include <string.h>

struct _GengStore
{
  GObject parent_instance;

  char *path;
  GPtrArray *faults; /* of GengFault: of the last load */
  GengLock *lock;    /* while geng_store_lock() holds */
};

G_DEFINE_FINAL_TYPE (GengStore, geng_store, G_TYPE_OBJECT)

static void
geng_store_finalize (GObject *object)
{
  GengStore *self = GENG_STORE (object);

  g_free (self->path);
  g_ptr_array_unref (self->faults);
  geng_lock_free (self->lock);
  G_OBJECT_CLASS (geng_store_parent_class)->finalize (object);
}

static void
geng_store_class_init (GengStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_store_finalize;
}

static void
geng_store_init (GengStore *self)
{
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_fault_free);
}

/* A writer died here: finish or undo its work, unless another one is at it or we may not write. */
static void
recover (GengStore *self)
{
  g_autoptr (GengLock) lock = NULL;
  g_autoptr (GError) error = NULL;

  if (!geng_transaction_pending (self->path))
    return;
  lock = geng_lock_take (self->path, &error);
  if (lock == NULL)
    g_debug ("%s", error->message);
}

/**
 * geng_store_open:
 * @path: (type filename): a station's folder
 * @error: return location
 *
 * Looks at the folder; nothing is read yet.  What a writer that died left half done is finished or
 * undone.
 *
 * Returns: (transfer full): the store; %NULL with %GENG_ERROR_IO if there is no station
 */
GengStore *
geng_store_open (const char *path, GError **error)
{
  g_autofree char *station = NULL;
  GengStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  station = g_build_filename (path, "station.ini", NULL);
  self = g_object_new (GENG_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    recover (self);
  if (g_file_test (station, G_FILE_TEST_EXISTS))
    return self;
  g_set_error (error, GENG_ERROR, GENG_ERROR_IO,
               _ ("%s: no station here; its folder has a file station.ini"), path);
  g_object_unref (self);
  return NULL;
}

/**
 * geng_store_get_path:
 * @self: a store
 *
 * Returns: (type filename) (transfer none): its folder
 */
const char *
geng_store_get_path (GengStore *self)
{
  g_return_val_if_fail (GENG_IS_STORE (self), NULL);
  return self->path;
}

/**
 * geng_store_lock:
 * @self: a store that is not locked
 * @error: return location
 *
 * Takes the right to write until geng_store_unlock(), without waiting.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED, naming the process that has it, or %GENG_ERROR_IO
 */
gboolean
geng_store_lock (GengStore *self, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && self->lock == NULL, FALSE);
  self->lock = geng_lock_take (self->path, error);
  return self->lock != NULL;
}

/**
 * geng_store_unlock:
 * @self: a store
 *
 * Gives the right to write back.
 */
void
geng_store_unlock (GengStore *self)
{
  g_return_if_fail (GENG_IS_STORE (self));
  g_clear_pointer (&self->lock, geng_lock_free);
}

GengLock *
geng_store_get_lock (GengStore *self)
{
  return self->lock;
}

/* Moves the faults into the store; TRUE when there is none. */
gboolean
geng_store_keep_faults (GengStore *self, GengFaults *faults, GError **error)
{
  g_ptr_array_unref (self->faults);
  self->faults = g_ptr_array_ref (faults->list);
  return geng_faults_to_error (faults, self->path, error);
}

/**
 * geng_store_load:
 * @self: a store
 * @error: return location
 *
 * Reads the station.  All files are read to their end, so that all faults show at once.
 *
 * Returns: (transfer full): the station; %NULL with %GENG_ERROR_FAULTY and geng_store_get_faults()
 */
GengStation *
geng_store_load (GengStore *self, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengStation) station = NULL;

  g_return_val_if_fail (GENG_IS_STORE (self), NULL);
  station = geng_load_station (self->path, faults);
  if (!geng_store_keep_faults (self, faults, error))
    return NULL;
  return g_steal_pointer (&station);
}

/**
 * geng_store_get_faults:
 * @self: a store
 *
 * Returns: (transfer none) (element-type GengFault): what is wrong with the files that were read
 * last, by file, line and column; file names are relative to the folder
 */
GPtrArray *
geng_store_get_faults (GengStore *self)
{
  g_return_val_if_fail (GENG_IS_STORE (self), NULL);
  return self->faults;
}

/* The lock that is held already, or a new one for the caller to give back. */
GengLock *
geng_store_borrow_lock (GengStore *self, GError **error)
{
  return self->lock != NULL ? self->lock : geng_lock_take (self->path, error);
}

void
geng_store_return_lock (GengStore *self, GengLock *lock)
{
  if (lock != self->lock)
    geng_lock_free (lock);
}

typedef GBytes *(*WriteStation) (GengStation *station);

static const struct
{
  const char *file;
  WriteStation write;
} station_files[] = {
  { "station.ini", geng_write_station },   { "members.csv", geng_write_members },
  { "leave.csv", geng_write_leave },       { "items.csv", geng_write_items },
  { "holidays.csv", geng_write_holidays },
};

/* @file: (nullable): only this one */
static gboolean
save_files (GengStore *self, GengStation *station, const char *file, GError **error)
{
  GengLock *lock = geng_store_borrow_lock (self, error);
  g_autoptr (GengTransaction) changes = NULL;
  gboolean ok = lock != NULL;

  if (!ok)
    return FALSE;
  changes = geng_transaction_new (lock);
  for (guint i = 0; i < G_N_ELEMENTS (station_files) && ok; i++)
    if (file == NULL || g_str_equal (file, station_files[i].file))
      {
        g_autoptr (GBytes) bytes = station_files[i].write (station);

        ok = geng_transaction_put (changes, station_files[i].file, bytes, error);
      }
  ok = ok && geng_transaction_commit (changes, error);
  g_clear_pointer (&changes, geng_transaction_free);
  geng_store_return_lock (self, lock);
  return ok;
}

/**
 * geng_store_save:
 * @self: a store
 * @station: a station
 * @error: return location
 *
 * Writes station.ini and all tables, in the station's language; comments of a station.ini that was
 * edited by hand are lost.  All files change together or none.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the folder is as it was
 */
gboolean
geng_store_save (GengStore *self, GengStation *station, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station), FALSE);
  return save_files (self, station, NULL, error);
}

/**
 * geng_store_create:
 * @path: (type filename): a folder that is not there yet or empty
 * @station: a station
 * @error: return location
 *
 * Returns: (transfer full): the store, written; %NULL with %GENG_ERROR_IO
 */
GengStore *
geng_store_create (const char *path, GengStation *station, GError **error)
{
  g_autoptr (GengStore) self = NULL;

  g_return_val_if_fail (path != NULL && GENG_IS_STATION (station), NULL);
  if (!geng_store_prepare_folder (path, error))
    return NULL;
  self = g_object_new (GENG_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  return geng_store_save (self, station, error) ? g_steal_pointer (&self) : NULL;
}

/* A new folder, or an empty one: nothing is ever written over. */
gboolean
geng_store_prepare_folder (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  if (dir != NULL && g_dir_read_name (dir) != NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_IO, _ ("%s: not empty; name a new folder"), path);
      return FALSE;
    }
  if (dir == NULL && g_mkdir_with_parents (path, 0777) < 0)
    return geng_file_fail (error, N_ ("create"), path);
  return TRUE;
}

/* A request that was imported before is replaced by its new state. */
static void
remove_same_source (GengStation *station, GengRequest *request)
{
  GListModel *list = geng_station_get_requests (station);
  const char *source = geng_request_get_source (request);

  for (guint i = g_list_model_get_n_items (list); source != NULL && i > 0; i--)
    {
      g_autoptr (GengRequest) old = g_list_model_get_item (list, i - 1);

      if (g_strcmp0 (geng_request_get_source (old), source) == 0
          && g_str_equal (geng_entity_get_id (GENG_ENTITY (geng_request_get_member (old))),
                          geng_entity_get_id (GENG_ENTITY (geng_request_get_member (request))))
          && g_date_compare (geng_request_get_first (old), geng_request_get_first (request)) == 0
          && geng_request_get_kind (old) == geng_request_get_kind (request))
        geng_station_remove_request (station, old);
    }
}

/* The request again, of the freshly loaded station's own objects. */
static gboolean
add_request (GengStation *station, GengRequest *request, GError **error)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (geng_request_get_member (request)));
  GengMember *member = geng_station_lookup_member (station, id);
  GengShift *shift = geng_request_get_shift (request);
  GengPost *post = geng_request_get_post (request);
  g_autoptr (GengRequest) copy = NULL;

  if (member == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("there is no member '%s'"), id);
      return FALSE;
    }
  copy = geng_request_new (geng_request_get_kind (request), member,
                           geng_request_get_first (request), geng_request_get_last (request));
  if (geng_request_get_timed (request))
    geng_request_set_times (copy, geng_request_get_start_minute (request),
                            geng_request_get_end_minute (request));
  if (shift != NULL)
    geng_request_set_shift (
        copy, geng_station_lookup_shift (station, geng_entity_get_id (GENG_ENTITY (shift))));
  if (post != NULL)
    geng_request_set_post (
        copy, geng_station_lookup_post (station, geng_entity_get_id (GENG_ENTITY (post))));
  geng_request_set_weight (copy, geng_request_get_weight (request));
  geng_request_set_reason (copy, geng_request_get_reason (request));
  geng_request_set_source (copy, geng_request_get_source (request));
  return geng_station_add_request (station, copy, error);
}

static gboolean
add_holiday (GengStation *station, GengHoliday *holiday, GError **error)
{
  GListModel *list = geng_station_get_holidays (station);

  /* A day that is listed already stays as the captain has it. */
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengHoliday) old = g_list_model_get_item (list, i);

      if (g_date_compare (geng_holiday_get_date (old), geng_holiday_get_date (holiday)) == 0)
        return TRUE;
    }
  return geng_station_add_holiday (station, holiday, error);
}

static gboolean
add_all (GengStore *self, GPtrArray *objects, const char *file, gboolean requests, GError **error)
{
  g_autoptr (GengStation) station = geng_store_load (self, error);

  if (station == NULL)
    return FALSE;
  /* All old ones before any new one: a file may hold two absences of one day. */
  for (guint i = 0; requests && i < objects->len; i++)
    remove_same_source (station, g_ptr_array_index (objects, i));
  for (guint i = 0; i < objects->len; i++)
    {
      gpointer object = g_ptr_array_index (objects, i);

      if (!(requests ? add_request (station, object, error) : add_holiday (station, object, error)))
        return FALSE;
    }
  return save_files (self, station, file, error);
}

/* Reading and writing under one lock: a row that somebody adds meanwhile is not lost. */
static gboolean
add_locked (GengStore *self,
            GPtrArray *objects,
            const char *file,
            gboolean requests,
            GError **error)
{
  gboolean held = self->lock != NULL;
  gboolean ok;

  if (!held && !geng_store_lock (self, error))
    return FALSE;
  ok = add_all (self, objects, file, requests, error);
  if (!held)
    geng_store_unlock (self);
  return ok;
}

/**
 * geng_store_add_requests:
 * @self: a store
 * @requests: (element-type GengRequest): leave, wishes, pins of members whom the station has
 * @error: return location
 *
 * Adds rows to leave.csv.  Rows that were there with the same source, member, kind and first day
 * are replaced.
 *
 * Returns: %FALSE with %GENG_ERROR_FAULTY, %GENG_ERROR_UNKNOWN, %GENG_ERROR_LOCKED or
 * %GENG_ERROR_IO: nothing changed
 */
gboolean
geng_store_add_requests (GengStore *self, GPtrArray *requests, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && requests != NULL, FALSE);
  return add_locked (self, requests, "leave.csv", TRUE, error);
}

/**
 * geng_store_add_holidays:
 * @self: a store
 * @holidays: (element-type GengHoliday): days
 * @error: return location
 *
 * Adds rows to holidays.csv.  A day that is there already stays as it is.
 *
 * Returns: %FALSE with %GENG_ERROR_FAULTY, %GENG_ERROR_LOCKED or %GENG_ERROR_IO: nothing changed
 */
gboolean
geng_store_add_holidays (GengStore *self, GPtrArray *holidays, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && holidays != NULL, FALSE);
  return add_locked (self, holidays, "holidays.csv", FALSE, error);
}
