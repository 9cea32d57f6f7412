/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-faults.h"
#include "geng-transaction.h"
#include <geng/geng-store.h>

/*
 * For lib/publish: the record goes into the caller's transaction, together with the feeds.
 *
 *     geng_store_lock (store, error);
 *     roster = geng_store_load_record (store, station, year, month, &record, error);
 *     …
 *     changes = geng_transaction_new (geng_store_get_lock (store));
 *     geng_store_put_record (store, changes, roster, record, error);
 *     geng_transaction_put (changes, "feeds/….ics", bytes, error);
 *     geng_transaction_commit (changes, error);
 *
 * geng_store_get_lock() is NULL while the store is not locked.
 *
 * Keys of personal revisions have the form "member/ID/YYYY-MM-DD"; these stand on the duty's row of
 * the record, all other keys in rosters/YYYY-MM.events.csv.
 */
GengLock *geng_store_get_lock (GengStore *self);
gboolean geng_store_keep_faults (GengStore *self, GengFaults *faults, GError **error);
gboolean geng_store_prepare_folder (const char *path, GError **error);
GengLock *geng_store_borrow_lock (GengStore *self, GError **error);
void geng_store_return_lock (GengStore *self, GengLock *lock);
gboolean geng_store_put_record (GengStore *self,
                                GengTransaction *changes,
                                GengRoster *roster,
                                GengRecord *record,
                                GError **error);
