/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-lock.h"

/**
 * GengTransaction:
 *
 * Several files of one folder that change together.  New contents go to hidden files beside their
 * targets and to the disk; renaming the journal is the one moment from which all of it counts; then
 * the files are renamed.  A process that dies before that moment leaves every old file, one that
 * dies after it leaves new files after the next geng_lock_take(), which finishes or undoes what it
 * finds.  Each file is whole at every moment.
 *
 *     g_autoptr (GengLock) lock = geng_lock_take (folder, error);
 *     g_autoptr (GengTransaction) changes = geng_transaction_new (lock);
 *     geng_transaction_put (changes, "feeds/a.ics", bytes, error);
 *     geng_transaction_remove (changes, "feeds/b.ics", error);
 *     geng_transaction_commit (changes, error);
 *
 * Paths are relative and stay inside the folder, also through symbolic links: a folder from a
 * stranger cannot reach out. A file whose bytes do not change is not touched and keeps its time
 * stamp.  Freeing without a commit undoes everything.
 */
typedef struct _GengTransaction GengTransaction;

GengTransaction *geng_transaction_new (GengLock *lock);
void geng_transaction_free (GengTransaction *self);
gboolean geng_transaction_put (GengTransaction *self,
                               const char *path,
                               GBytes *content,
                               GError **error);
gboolean geng_transaction_put_private (GengTransaction *self,
                                       const char *path,
                                       GBytes *content,
                                       GError **error);
gboolean geng_transaction_remove (GengTransaction *self, const char *path, GError **error);
guint geng_transaction_count (GengTransaction *self);
gboolean geng_transaction_commit (GengTransaction *self, GError **error);
gboolean geng_transaction_recover (const char *folder, GError **error);
gboolean geng_transaction_pending (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengTransaction, geng_transaction_free)

/* For tests that kill: called after each step that leaves a trace on the disk. */
extern void (*geng_transaction_step) (void);
