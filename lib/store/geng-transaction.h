/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-lock.h"

/**
 * GengFileKind:
 * @GENG_FILE_SHARED: keeps the mode of the file that is there; a new one gets it from the umask
 * @GENG_FILE_PRIVATE: only its owner may read it, also where it was otherwise
 * @GENG_FILE_SERVED: everybody may read it, whatever the umask: a web server runs as somebody else
 *
 * Who may read a file.
 */
typedef enum
{
  GENG_FILE_SHARED,
  GENG_FILE_PRIVATE,
  GENG_FILE_SERVED
} GengFileKind;

/**
 * GengTransaction:
 *
 * Files of a station's folder, and of folders that are served to phones, that change together.  New
 * contents go to the disk in a folder of their own inside the folder where they will be, whose name
 * is a dot and 128 random bits and which only its owner may enter.  Renaming the list of what is
 * pending, which lies in the station's folder, is the one moment from which all of it counts; then
 * the files are renamed, those of the station first.  A process that dies before that moment leaves
 * every old file, one that dies after it leaves new files after the next geng_lock_take(), which
 * finishes or undoes what it finds.  Each file is whole at every moment, and nothing in a served
 * folder tells the name of a file that is not there yet.
 *
 *     g_autoptr (GengLock) lock = geng_lock_take (station, error);
 *     g_autoptr (GengTransaction) changes = geng_transaction_new (lock);
 *     geng_transaction_put (changes, NULL, "rosters/2026-12.csv", rows, GENG_FILE_SHARED, error);
 *     geng_transaction_put (changes, "/srv/duty", "a.ics", feed, GENG_FILE_SERVED, error);
 *     geng_transaction_commit (changes, error);
 *
 * Paths are relative and stay inside their folder, also through symbolic links: a folder from a
 * stranger cannot reach out. A file whose bytes do not change is not touched and keeps its time
 * stamp.  Freeing without a commit undoes everything.
 */
typedef struct _GengTransaction GengTransaction;

GengTransaction *geng_transaction_new (GengLock *lock);
/* Of another station's folder, whose plain files count with @whole and are committed by it; the
 * station of @whole finishes what dies in between.  Both locks are held until then. */
GengTransaction *geng_transaction_new_within (GengLock *lock, GengTransaction *whole);
void geng_transaction_free (GengTransaction *self);
GENG_SHARED
gboolean geng_transaction_put (GengTransaction *self,
                               const char *folder,
                               const char *path,
                               GBytes *content,
                               GengFileKind kind,
                               GError **error);
GENG_SHARED
gboolean geng_transaction_remove (GengTransaction *self,
                                  const char *folder,
                                  const char *path,
                                  GError **error);
GENG_SHARED
guint geng_transaction_count (GengTransaction *self);
gboolean geng_transaction_commit (GengTransaction *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengTransaction, geng_transaction_free)
