/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-pending.h"
#include "geng-leave-file.h"
#include "geng-load.h"
#include "geng-store-private.h"
#include "geng-writer.h"
#include <geng/geng-store-tables.h>

#include <glib/gstdio.h>
#include <string.h>

struct _GengStore
{
  GObject parent_instance;

  char *path;
  GPtrArray *faults;         /* of GengFault: of the last load */
  GengZone *zone;            /* (nullable): above, where it shares people; from the last load on */
  guint place;               /* in the zone */
  gboolean zone_drafts;      /* geng_store_set_zone_drafts() */
  GPtrArray *unread;         /* of char: what of the zone could not be read */
  GengLock *lock;            /* while geng_store_lock() or a change holds */
  GengTransaction *changes;  /* from geng_store_begin() on */
  GPtrArray *forgotten;      /* of char: folders in which nothing is due once the change counts */
  gboolean owns_lock;        /* the change took the lock */
  GCancellable *cancellable; /* (nullable): of a store that was lent */
  guint read;                /* READ_…: since it was made */
  GPtrArray *kinds;          /* of GengRuleKind: a program's own */
};

/* What a call read anew, and what therefore comes back of a store that was lent. */
enum
{
  READ_FAULTS = 1 << 0,
  READ_ZONE = 1 << 1,
  READ_ELSEWHERE = 1 << 2,
};

G_DEFINE_FINAL_TYPE (GengStore, geng_store, G_TYPE_OBJECT)

static void
geng_store_finalize (GObject *object)
{
  GengStore *self = GENG_STORE (object);

  g_free (self->path);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->forgotten);
  g_ptr_array_unref (self->unread);
  g_ptr_array_unref (self->kinds);
  g_clear_object (&self->zone);
  geng_transaction_free (self->changes);
  geng_lock_free (self->lock);
  g_clear_object (&self->cancellable);
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
  self->forgotten = g_ptr_array_new_with_free_func (g_free);
  self->unread = g_ptr_array_new_with_free_func (g_free);
  self->kinds = g_ptr_array_new_with_free_func (g_object_unref);
}

GengStore *
geng_store_new_at (const char *path)
{
  GengStore *self = g_object_new (GENG_TYPE_STORE, NULL);

  self->path = g_strdup (path);
  return self;
}

GengStore *
geng_store_new_below (GengZone *zone, guint place)
{
  GengStore *self = geng_store_new_at (geng_store_get_path (geng_zone_get_store (zone, place)));

  self->zone = g_object_ref (zone);
  self->place = place;
  return self;
}

/**
 * geng_store_open:
 * @path: (type filename): a station's folder
 * @error: return location
 *
 * Looks at the folder; nothing is read yet, and nothing is written.
 *
 * Returns: (transfer full): the store; %NULL with %GENG_ERROR_NOT_FOUND if there is no station
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
  if (g_file_test (station, G_FILE_TEST_EXISTS))
    return self;
  g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND,
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
 * geng_store_get_interrupted:
 * @self: a store
 *
 * Returns: whether a change of the folder was interrupted, by a crash or a disk that failed, when
 * some of its files had changed and others not.  Each file is whole; the next geng_store_lock()
 * finishes the change.
 */
gboolean
geng_store_get_interrupted (GengStore *self)
{
  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  return self->lock == NULL && geng_pending_is_sealed (self->path)
         && !geng_lock_is_held (self->path);
}

/**
 * geng_store_lock:
 * @self: a store that is not locked
 * @error: return location
 *
 * Takes the right to write until geng_store_unlock(), without waiting.  What a writer that died
 * left half done is finished or undone first.
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
 * Gives the right to write back.  A change that was begun and not committed is undone.
 */
void
geng_store_unlock (GengStore *self)
{
  g_return_if_fail (GENG_IS_STORE (self));
  g_clear_pointer (&self->changes, geng_transaction_free);
  g_ptr_array_set_size (self->forgotten, 0);
  g_clear_pointer (&self->lock, geng_lock_free);
  self->owns_lock = FALSE;
}

/**
 * geng_store_begin:
 * @self: a store
 * @error: return location
 *
 * From here on everything that is written through @self is only prepared, until
 * geng_store_commit() makes all of it count at once, or geng_store_unlock() undoes it.  Reading
 * goes on to see the files as they were, and each file can be written once.  Takes the lock if the
 * store is not locked.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED or %GENG_ERROR_IO
 */
gboolean
geng_store_begin (GengStore *self, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && self->changes == NULL, FALSE);
  if (self->lock == NULL)
    {
      if (!geng_store_lock (self, error))
        return FALSE;
      self->owns_lock = TRUE;
    }
  self->changes = geng_transaction_new (self->lock);
  return TRUE;
}

/**
 * geng_store_begin_within:
 * @self: a store
 * @whole: another one, on which geng_store_begin() was called
 * @error: return location
 *
 * As geng_store_begin(), but what is written through @self counts at once with what @whole writes:
 * geng_store_commit() of @whole makes it count, and geng_store_unlock() of @whole undoes it.  @self
 * stays locked until then, and writes tables alone, plain files of its folder.  Where a writer dies
 * in between, the next one that locks @whole finishes or undoes both.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED or %GENG_ERROR_IO
 */
gboolean
geng_store_begin_within (GengStore *self, GengStore *whole, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && self->changes == NULL, FALSE);
  g_return_val_if_fail (GENG_IS_STORE (whole) && whole->changes != NULL, FALSE);
  if (!geng_store_begin (self, error))
    return FALSE;
  geng_transaction_free (self->changes);
  self->changes = geng_transaction_new_within (self->lock, whole->changes);
  return TRUE;
}

/**
 * geng_store_commit:
 * @self: a store on which geng_store_begin() was called
 * @error: return location
 *
 * Makes all that was written since geng_store_begin() count.  Gives the lock back if
 * geng_store_begin() took it.  A served folder that was written anew as a whole, and of which that
 * cannot be noted afterwards, is due once more; the change counts all the same.
 *
 * Returns: %FALSE with %GENG_ERROR_IO: nothing has changed, or (where the disk failed while
 * renaming) the next geng_store_lock() finishes
 */
gboolean
geng_store_commit (GengStore *self, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (GENG_IS_STORE (self) && self->changes != NULL, FALSE);
  ok = geng_transaction_commit (self->changes, error);
  g_clear_pointer (&self->changes, geng_transaction_free);
  for (guint i = 0; ok && i < self->forgotten->len; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (!geng_pending_forget_due (self->path, self->forgotten->pdata[i], &failure))
        g_debug ("%s", failure->message);
    }
  g_ptr_array_set_size (self->forgotten, 0);
  if (self->owns_lock)
    geng_store_unlock (self);
  return ok;
}

static gpointer
ref_kind (gconstpointer kind, gpointer user_data)
{
  return g_object_ref ((gpointer) kind);
}

/**
 * geng_store_add_rule_kind:
 * @self: a store
 * @kind: a kind of rule of the program's own
 * @error: return location
 *
 * Stations that are read from here on have the kind ([method@Station.add_rule_kind]), so that rules
 * of it in the folder are understood.  To who does not know it such a rule is a fault with its file
 * and line.
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID or %GENG_ERROR_DUPLICATE, as
 *   [method@Station.add_rule_kind]
 */
gboolean
geng_store_add_rule_kind (GengStore *self, GengRuleKind *kind, GError **error)
{
  g_autoptr (GengStation) trial = NULL;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_RULE_KIND (kind), FALSE);
  trial = geng_station_new ("trial", NULL, "UTC", NULL);
  for (guint i = 0; i < self->kinds->len; i++)
    geng_station_add_rule_kind (trial, self->kinds->pdata[i], NULL);
  if (!geng_station_add_rule_kind (trial, kind, error))
    return FALSE;
  g_ptr_array_add (self->kinds, g_object_ref (kind));
  return TRUE;
}

GengStore *
geng_store_lend (GengStore *self, gboolean writes, GCancellable *cancellable)
{
  GengStore *lent = g_object_new (GENG_TYPE_STORE, NULL);

  lent->path = g_strdup (self->path);
  g_set_object (&lent->zone, self->zone);
  lent->place = self->place;
  lent->zone_drafts = self->zone_drafts;
  g_ptr_array_unref (lent->kinds);
  lent->kinds = g_ptr_array_copy (self->kinds, ref_kind, NULL);
  g_ptr_array_set_free_func (lent->kinds, g_object_unref);
  lent->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (!writes)
    return lent;
  lent->lock = g_steal_pointer (&self->lock);
  lent->changes = g_steal_pointer (&self->changes);
  lent->owns_lock = self->owns_lock;
  g_ptr_array_extend_and_steal (lent->forgotten, g_steal_pointer (&self->forgotten));
  self->forgotten = g_ptr_array_new_with_free_func (g_free);
  self->owns_lock = FALSE;
  return lent;
}

void
geng_store_take_back (GengStore *self, GengStore *lent)
{
  if ((lent->read & READ_FAULTS) != 0)
    {
      g_ptr_array_unref (self->faults);
      self->faults = g_ptr_array_ref (lent->faults);
    }
  if ((lent->read & READ_ELSEWHERE) != 0)
    {
      g_ptr_array_unref (self->unread);
      self->unread = g_ptr_array_ref (lent->unread);
    }
  if ((lent->read & READ_ZONE) != 0)
    {
      g_set_object (&self->zone, lent->zone);
      self->place = lent->place;
    }
  if (lent->lock == NULL || self->lock != NULL)
    return;
  self->lock = g_steal_pointer (&lent->lock);
  self->changes = g_steal_pointer (&lent->changes);
  self->owns_lock = lent->owns_lock;
  g_ptr_array_extend_and_steal (self->forgotten, g_steal_pointer (&lent->forgotten));
  lent->forgotten = g_ptr_array_new_with_free_func (g_free);
}

gboolean
geng_store_goes_on (GengStore *self, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
geng_store_is_locked (GengStore *self)
{
  return self->lock != NULL;
}

void
geng_store_list_due (GengStore *self, GPtrArray *folders)
{
  geng_pending_list_due (self->path, folders);
}

gboolean
geng_store_forget_due (GengStore *self, const char *folder, GError **error)
{
  if (self->changes == NULL)
    return geng_pending_forget_due (self->path, folder, error);
  g_ptr_array_add (self->forgotten, g_strdup (folder));
  return TRUE;
}

/* The change that is open, or one for this call alone. (nullable): NULL with an error. */
GengTransaction *
geng_store_open_change (GengStore *self, gboolean *own, GError **error)
{
  *own = self->changes == NULL;
  if (*own && !geng_store_begin (self, error))
    return NULL;
  return self->changes;
}

/* Commits the change of a call, or throws it away where the call failed. */
gboolean
geng_store_close_change (GengStore *self, gboolean own, gboolean ok, GError **error)
{
  if (!own)
    return ok;
  if (ok && geng_store_goes_on (self, error))
    return geng_store_commit (self, error);
  g_clear_pointer (&self->changes, geng_transaction_free);
  g_ptr_array_set_size (self->forgotten, 0);
  if (self->owns_lock)
    geng_store_unlock (self);
  return FALSE;
}

/* Moves the faults into the store; TRUE when there is none. */
gboolean
geng_store_keep_faults (GengStore *self, GengFaults *faults, GError **error)
{
  g_ptr_array_unref (self->faults);
  self->faults = g_ptr_array_ref (faults->list);
  self->read |= READ_FAULTS;
  return geng_faults_to_error (faults, self->path, error);
}

GengStation *
geng_store_load_alone (GengStore *self, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengStation) station = geng_load_station (self->path, self->kinds, faults);

  if (!geng_store_keep_faults (self, faults, error))
    return NULL;
  return g_steal_pointer (&station);
}

/* The station gets those whom a zone above shares, where there is one. */
static gboolean
take_guests (GengStore *self, GengStation *station, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengFaults) seen = geng_faults_new ();
  g_autofree char *above = NULL;
  g_autoptr (GengZone) zone = geng_zone_above (self->path, &self->place, &above, faults);

  g_clear_object (&self->zone);
  self->read |= READ_ZONE;
  for (guint i = 0; zone != NULL && i < geng_zone_get_n_stations (zone); i++)
    for (guint k = 0; k < self->kinds->len; k++)
      geng_store_add_rule_kind (geng_zone_get_store (zone, i), self->kinds->pdata[k], NULL);
  if (zone != NULL && geng_zone_load_around (zone, self->place, station, faults))
    self->zone = g_steal_pointer (&zone);
  geng_faults_add_all (seen, faults, above);
  return geng_store_keep_faults (self, seen, error);
}

gboolean
geng_store_has_zone (GengStore *self)
{
  return self->zone != NULL;
}

void
geng_store_tell_elsewhere (GengStore *self,
                           GengStation *station,
                           const GDate *from,
                           const GDate *before,
                           gboolean drafts)
{
  g_ptr_array_set_size (self->unread, 0);
  self->read |= READ_ELSEWHERE;
  if (self->zone != NULL)
    geng_zone_tell_elsewhere (self->zone, self->place, station, from, before,
                              !drafts             ? GENG_DRAFTS_NONE
                              : self->zone_drafts ? GENG_DRAFTS_FIRST
                                                  : GENG_DRAFTS_NEW,
                              self->unread);
}

/**
 * geng_store_tell_served:
 * @self: a store
 * @journal: the station's journal
 * @first: a day of the first month
 * @last: a day of the last month
 *
 * Tells the journal what is confirmed in these months of shared members at the other stations of
 * the zone (geng_journal_set_elsewhere()): their hours are counted together.  Where stations lend
 * each other people, the station is told as well what is official of them there
 * (geng_station_set_elsewhere()), in place of what it was told before.  Stations that could
 * not be read are in geng_store_list_unread(); a station without a zone is told nothing.
 */
void
geng_store_tell_served (GengStore *self,
                        GengJournal *journal,
                        const GDate *first,
                        const GDate *last)
{
  g_return_if_fail (GENG_IS_STORE (self) && GENG_IS_JOURNAL (journal));
  g_return_if_fail (first != NULL && last != NULL);
  g_ptr_array_set_size (self->unread, 0);
  self->read |= READ_ELSEWHERE;
  if (self->zone != NULL)
    g_ptr_array_extend_and_steal (
        self->unread, geng_zone_tell_served (self->zone, self->place, journal, first, last));
}

gboolean
geng_store_tell_official (GengStore *self, GengStation *station, const GDate *first)
{
  if (self->zone == NULL || geng_zone_get_lend_price (self->zone) == 0)
    return FALSE;
  geng_store_tell_elsewhere (self, station, first, first, self->zone_drafts);
  return TRUE;
}

/**
 * geng_store_set_zone_drafts:
 * @self: a store
 * @first: whether the drafts of the other stations count before what they published
 *
 * What shared people serve at other stations is what these published, and where nothing is
 * published yet, their drafts.  Where all stations of a zone are mended together and then published
 * one after the other, none of them is right beside what the others published before: then the
 * draft of the month that is looked at, and of those after it, counts first wherever there is one.
 */
void
geng_store_set_zone_drafts (GengStore *self, gboolean first)
{
  g_return_if_fail (GENG_IS_STORE (self));
  self->zone_drafts = first;
}

/**
 * geng_store_list_unread:
 * @self: a store
 *
 * Returns: (transfer container) (element-type utf8): which stations of the zone could not be read
 *   when geng_store_load_history() or geng_store_tell_served() looked for what shared members
 *   serve there, and why
 */
GPtrArray *
geng_store_list_unread (GengStore *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (GENG_IS_STORE (self), NULL);
  for (guint i = 0; i < self->unread->len; i++)
    g_ptr_array_add (list, g_strdup (self->unread->pdata[i]));
  return list;
}

/**
 * geng_store_load:
 * @self: a store
 * @error: return location
 *
 * Reads the station.  All files are read to their end, so that all faults show at once.  Where a
 * zone in a folder above shares people (%GengZone) they are there as guests, `POOL/ID`
 * ([property@Member:guest]), and what is wrong with the zone or its pools is a fault as well, of a
 * file like `../zone.ini`.
 *
 * Returns: (transfer full): the station; %NULL with %GENG_ERROR_FAULTY, or with %GENG_ERROR_IO
 *   where a file is there and the disk does not give it, and geng_store_list_faults()
 */
GengStation *
geng_store_load (GengStore *self, GError **error)
{
  g_autoptr (GengStation) station = NULL;

  g_return_val_if_fail (GENG_IS_STORE (self), NULL);
  station = geng_store_load_alone (self, error);
  if (station == NULL || !take_guests (self, station, error))
    return NULL;
  return g_steal_pointer (&station);
}

/**
 * geng_store_list_faults:
 * @self: a store
 *
 * Returns: (transfer container) (element-type GengFault): what is wrong with the files that were
 * read last, by file, line and column; file names are relative to the folder
 */
GPtrArray *
geng_store_list_faults (GengStore *self)
{
  g_return_val_if_fail (GENG_IS_STORE (self), NULL);
  return geng_array_copy (self->faults, GENG_TYPE_FAULT);
}

typedef GBytes *(*WriteStation) (GengStation *station);

/* NULL: leave.csv, which keeps what somebody wrote in it. */

static const struct
{
  const char *file;
  WriteStation write;
} station_files[] = {
  { "station.ini", geng_write_station },
  { "members.csv", geng_write_members },
  { "leave.csv", NULL },
  { "items.csv", geng_write_items },
  { "holidays.csv", geng_write_holidays },
};

/* @file: (nullable): only this one */
static gboolean
put_files (GengStore *self,
           GengTransaction *changes,
           GengStation *station,
           const char *file,
           GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (station_files); i++)
    if (file == NULL || g_str_equal (file, station_files[i].file))
      {
        WriteStation write = station_files[i].write;
        g_autoptr (GBytes) bytes
            = write != NULL ? write (station) : geng_leave_file_update (self->path, station, error);

        if (bytes == NULL
            || !geng_transaction_put (changes, NULL, station_files[i].file, bytes, GENG_FILE_SHARED,
                                      error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
save_files (GengStore *self, GengStation *station, const char *file, GError **error)
{
  gboolean own;
  GengTransaction *changes = geng_store_open_change (self, &own, error);
  gboolean ok = changes != NULL && put_files (self, changes, station, file, error);

  return changes != NULL && geng_store_close_change (self, own, ok, error);
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

static gboolean
check_table (const char *file, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (station_files); i++)
    if (g_str_equal (station_files[i].file, file))
      return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: no table of a station"), file);
  return FALSE;
}

/**
 * geng_store_save_file:
 * @self: a store
 * @station: a station
 * @file: station.ini, members.csv, leave.csv, items.csv or holidays.csv
 * @error: return location
 *
 * As geng_store_save(), but the one file alone.
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID for another file, %GENG_ERROR_FAULTY where what stands
 * in the file cannot be read, %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the file is as it was
 */
gboolean
geng_store_save_file (GengStore *self, GengStation *station, const char *file, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station) && file != NULL, FALSE);
  return check_table (file, error) && save_files (self, station, file, error);
}

/**
 * geng_store_restore_file:
 * @self: a store
 * @file: station.ini, members.csv, leave.csv, items.csv, holidays.csv, or pool.ini of a pool
 * @content: its bytes, as they were once
 * @error: return location
 *
 * Puts a table back as somebody wrote it, with comments and order.
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID for another file, %GENG_ERROR_LOCKED or %GENG_ERROR_IO:
 * the file is as it was
 */
gboolean
geng_store_restore_file (GengStore *self, const char *file, GBytes *content, GError **error)
{
  GengTransaction *changes;
  gboolean own;

  g_return_val_if_fail (GENG_IS_STORE (self) && file != NULL && content != NULL, FALSE);
  if (!g_str_equal (file, "pool.ini") && !check_table (file, error))
    return FALSE;
  changes = geng_store_open_change (self, &own, error);
  return changes != NULL
         && geng_store_close_change (
             self, own,
             geng_transaction_put (changes, NULL, file, content, GENG_FILE_SHARED, error), error);
}

/**
 * geng_store_create:
 * @path: (type filename): a folder that is not there yet or empty
 * @station: a station
 * @error: return location
 *
 * Returns: (transfer full): the store, written; %NULL with %GENG_ERROR_INVALID for a folder with
 * something in it, or %GENG_ERROR_IO
 */
GengStore *
geng_store_create (const char *path, GengStation *station, GError **error)
{
  g_autoptr (GengStore) self = NULL;

  g_return_val_if_fail (path != NULL && GENG_IS_STATION (station), NULL);
  self = g_object_new (GENG_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->lock = geng_store_prepare_folder (path, error);
  if (self->lock == NULL || !geng_store_save (self, station, error))
    return NULL;
  geng_store_unlock (self);
  return g_steal_pointer (&self);
}

static gboolean
is_empty (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = dir == NULL ? NULL : g_dir_read_name (dir);

  while (name != NULL && g_str_equal (name, GENG_LOCK_FILE))
    name = g_dir_read_name (dir);
  return name == NULL;
}

static gboolean
has_lock_file (const char *path)
{
  g_autofree char *file = g_build_filename (path, GENG_LOCK_FILE, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/*
 * Locks a new folder, or an empty one: nothing is ever written over.  What an interrupted attempt
 * left there is undone by taking the lock.
 */
GengLock *
geng_store_prepare_folder (const char *path, GError **error)
{
  g_autoptr (GengLock) lock = NULL;
  gboolean ours = is_empty (path) || has_lock_file (path);

  if (ours && g_mkdir_with_parents (path, 0777) < 0)
    {
      geng_file_fail (error, N_ ("create"), path);
      return NULL;
    }
  if (ours && (lock = geng_lock_take (path, error)) == NULL)
    return NULL;
  if (lock != NULL && is_empty (path))
    return g_steal_pointer (&lock);
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: not empty; name a new folder"), path);
  return NULL;
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
        geng_station_remove (station, G_OBJECT (old), NULL);
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
  geng_request_set_leave_kind (copy, geng_request_get_leave_kind (request));
  geng_request_set_reason (copy, geng_request_get_reason (request));
  geng_request_set_source (copy, geng_request_get_source (request));
  return geng_station_add_request (station, copy, error);
}

static gboolean
is_working (GengHoliday *holiday)
{
  return geng_holiday_get_kind (holiday) == GENG_HOLIDAY_KIND_MAKE_UP;
}

/* A day that is listed already stays as the captain has it, unless it changes between a day off and
 * a working day. */
static gboolean
add_holiday (GengStation *station, GengHoliday *holiday, GError **error)
{
  GListModel *list = geng_station_get_holidays (station);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengHoliday) old = g_list_model_get_item (list, i);

      if (g_date_compare (geng_holiday_get_date (old), geng_holiday_get_date (holiday)) != 0)
        continue;
      if (is_working (old) == is_working (holiday))
        return TRUE;
      if (!geng_station_remove (station, G_OBJECT (old), error))
        return FALSE;
      break;
    }
  return geng_station_add_holiday (station, holiday, error);
}

static gboolean
add_all (GengStore *self, GPtrArray *objects, const char *file, gboolean requests, GError **error)
{
  g_autoptr (GengStation) station = geng_store_load_alone (self, error);

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

/* Leave of those whom a zone shares stands in the folder of their pool, that of somebody lent in
 * his station's. */
static gboolean
are_own (GPtrArray *requests, GError **error)
{
  for (guint i = 0; i < requests->len; i++)
    {
      GengMember *member = geng_request_get_member (requests->pdata[i]);

      if (member == NULL || !geng_member_get_guest (member))
        continue;
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   geng_member_get_lend_price (member) > 0
                       ? _ ("%s is lent by another station; write it in the leave.csv of that "
                            "station's folder")
                       : _ ("%s is shared by the zone; write it in the leave.csv of the pool's "
                            "folder"),
                   geng_entity_get_id (GENG_ENTITY (member)));
      return FALSE;
    }
  return TRUE;
}

/* Reading and writing under one lock: a row that somebody adds meanwhile is not lost. */
static gboolean
add_locked (GengStore *self,
            GPtrArray *objects,
            const char *file,
            gboolean requests,
            GError **error)
{
  gboolean own;
  gboolean ok;

  if (requests && !are_own (objects, error))
    return FALSE;
  if (geng_store_open_change (self, &own, error) == NULL)
    return FALSE;
  ok = add_all (self, objects, file, requests, error);
  return geng_store_close_change (self, own, ok, error);
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
 * %GENG_ERROR_IO, and with %GENG_ERROR_INVALID for a guest, whose leave stands in the folder of the
 * pool: nothing changed
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
 * Adds rows to holidays.csv.  A day that is there already stays as it is, unless it becomes a day
 * off or a working day: then the new row takes its place.
 *
 * Returns: %FALSE with %GENG_ERROR_FAULTY, %GENG_ERROR_LOCKED or %GENG_ERROR_IO: nothing changed
 */
gboolean
geng_store_add_holidays (GengStore *self, GPtrArray *holidays, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && holidays != NULL, FALSE);
  return add_locked (self, holidays, "holidays.csv", FALSE, error);
}
