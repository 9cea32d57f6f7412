/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-array.h"
#include "geng-faults.h"
#include "geng-transaction.h"
#include "geng-zone-private.h"
#include <geng/geng-error.h>
#include <geng/geng-station-edit.h>
#include <geng/geng-store.h>

/*
 * For lib/publish: the record goes into one change, together with the feeds.
 *
 *     changes = geng_store_open_change (store, &own, error);
 *     roster = geng_store_load_record (store, station, year, month, &record, error);
 *     …
 *     ok = geng_store_put_record (store, changes, roster, record, error)
 *          && geng_transaction_put (changes, folder, "….ics", bytes, GENG_FILE_SERVED, error);
 *     geng_store_close_change (store, own, ok, error);
 *
 * Keys of personal revisions have the form "member/ID/YYYY-MM-DD"; these stand on the duty's row of
 * the record, all other keys in rosters/YYYY-MM.events.csv.
 */
GENG_SHARED
gboolean geng_store_is_locked (GengStore *self);
/* Another store of the folder for a thread that works; with the lock and the open change of @self,
 * where it @writes.  Both have one zone, which nobody changes any more: who reads in a station of
 * it does so with a store of his own.
 * cancellable: (nullable): gives up what it has not yet made count. */
GENG_SHARED
GengStore *geng_store_lend (GengStore *self, gboolean writes, GCancellable *cancellable);
/* Lock and change come back to @self, and of faults, zone and what could not be read whatever the
 * call read anew. */
GENG_SHARED
void geng_store_take_back (GengStore *self, GengStore *lent);
/* FALSE with %G_IO_ERROR_CANCELLED */
GENG_SHARED
gboolean geng_store_goes_on (GengStore *self, GError **error);
/* A store of any folder; it may have no station.ini. */
GengStore *geng_store_new_at (const char *path);
/* A store of one of its stations, which looks up to it as it is loaded. */
GengStore *geng_store_new_below (GengZone *zone, guint place);
/* The station as its folder alone has it, without guests. */
GengStation *geng_store_load_alone (GengStore *self, GError **error);
/* The month as it was served, published or, where drafts count, planned; NULL without an error
 * where there is nothing of it. */
GengRoster *geng_store_load_known (GengStore *self,
                                   GengStation *station,
                                   const GDate *day,
                                   gboolean drafts,
                                   GError **error);
/* A zone above shares people with the station, as far as the last load saw. */
gboolean geng_store_has_zone (GengStore *self);
/* FALSE with GENG_ERROR_INVALID where the id, of a member or a group, is one of a pool's folder. */
gboolean geng_store_is_own (const char *id, GError **error);
/* For a station that looks up to its zone.  from: the first day of the history */
void geng_store_tell_elsewhere (GengStore *self,
                                GengStation *station,
                                const GDate *from,
                                const GDate *before,
                                gboolean drafts);
/* Adds the absolute paths (element-type char) of served folders that an interrupted change did not
 * reach. */
GENG_SHARED
void geng_store_list_due (GengStore *self, GPtrArray *folders);
/* What it was to do in @folder is no longer due, once the change that is open counts; the caller
 * holds the lock. */
GENG_SHARED
gboolean geng_store_forget_due (GengStore *self, const char *folder, GError **error);
GENG_SHARED
GengTransaction *geng_store_open_change (GengStore *self, gboolean *own, GError **error);
GENG_SHARED
gboolean geng_store_close_change (GengStore *self, gboolean own, gboolean ok, GError **error);
gboolean geng_store_keep_faults (GengStore *self, GengFaults *faults, GError **error);
GengLock *geng_store_prepare_folder (const char *path, GError **error);
GENG_SHARED
gboolean geng_store_put_record (GengStore *self,
                                GengTransaction *changes,
                                GengRoster *roster,
                                GengRecord *record,
                                GError **error);
/* Where stations of the zone lend each other people: tells the station what its members serve at
 * the others as far as it is official, or becomes so with the zone's publication.
 * FALSE where nobody is lent: what was told stays. */
GENG_SHARED
gboolean geng_store_tell_official (GengStore *self, GengStation *station, const GDate *first);
