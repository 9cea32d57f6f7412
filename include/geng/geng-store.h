/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-fault.h"
#include "geng-journal.h"
#include "geng-record.h"
#include "geng-roster.h"
#include "geng-station.h"

G_BEGIN_DECLS

#define GENG_TYPE_STORE (geng_store_get_type ())
/**
 * GengStore:
 *
 * A station as a folder of plain tables: station.ini, members.csv, leave.csv, items.csv, holidays.csv, drafts/ and
 * rosters/.  Reading never writes; writing takes the folder's lock, is atomic and on the disk when the call returns.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengStore, geng_store, GENG, STORE, GObject)

GENG_AVAILABLE_IN_1_0
GengStore *geng_store_open (const char *path, GError **error);
GENG_AVAILABLE_IN_1_0
GengStore *geng_store_create (const char *path, GengStation *station, GError **error);
GENG_AVAILABLE_IN_1_0
GengStore *geng_store_create_sample (const char *path, const char *sample, GError **error);
GENG_AVAILABLE_IN_1_0
char **geng_store_list_samples (void);
GENG_AVAILABLE_IN_1_0
const char *geng_store_get_path (GengStore *self);

/* Keeps the right to write from one call to the next; without it each writing call takes it for itself. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_lock (GengStore *self, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_store_unlock (GengStore *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_get_interrupted (GengStore *self);
/* Several writing calls that count together. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_begin (GengStore *self, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_begin_within (GengStore *self, GengStore *whole, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_commit (GengStore *self, GError **error);
/* (transfer full) (nullable): GENG_ERROR_FAULTY when the folder has faults; see geng_store_list_faults(). */
GENG_AVAILABLE_IN_1_0
GengStation *geng_store_load (GengStore *self, GError **error);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_store_list_unread (GengStore *self);
/* (transfer none) (element-type GengFault): of the last load; file names are relative to the folder. */
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_store_list_faults (GengStore *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save (GengStore *self, GengStation *station, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save_people (GengStore *self, GengStation *station, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_add_requests (GengStore *self, GPtrArray *requests, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_add_holidays (GengStore *self, GPtrArray *holidays, GError **error);

/* Rosters go by month; a roster of several months or of part of one is refused with GENG_ERROR_PERIOD. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_has_draft (GengStore *self, GDateYear year, GDateMonth month);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_store_load_draft (GengStore *self,
                                   GengStation *station,
                                   GDateYear year,
                                   GDateMonth month,
                                   GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save_draft (GengStore *self, GengRoster *roster, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_replace_draft (GengStore *self,
                                   GengRoster *roster,
                                   char **kept,
                                   GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_remove_draft (GengStore *self,
                                  GDateYear year,
                                  GDateMonth month,
                                  GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_has_record (GengStore *self, GDateYear year, GDateMonth month);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_store_load_record (GengStore *self,
                                    GengStation *station,
                                    GDateYear year,
                                    GDateMonth month,
                                    GengRecord **record,
                                    GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save_record (GengStore *self,
                                 GengRoster *roster,
                                 GengRecord *record,
                                 GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_store_load_official (GengStore *self,
                                      GengStation *station,
                                      const GDate *first,
                                      const GDate *last,
                                      guint *n_months,
                                      GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_store_load_history (GengStore *self,
                                     GengStation *station,
                                     const GDate *before,
                                     guint months,
                                     gboolean drafts,
                                     GError **error);
/* The journal goes by months too. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_has_journal (GengStore *self, GDateYear year, GDateMonth month);
GENG_AVAILABLE_IN_1_0
GengJournal *geng_store_load_journal (GengStore *self,
                                      GengStation *station,
                                      const GDate *first,
                                      const GDate *last,
                                      GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save_journal (GengStore *self,
                                  GengJournal *journal,
                                  const GDate *first,
                                  const GDate *last,
                                  gboolean items,
                                  GError **error);

GENG_AVAILABLE_IN_1_0
gboolean geng_store_forget (GengStore *self,
                            const char *member,
                            const GDate *before,
                            guint *n_forgotten,
                            GError **error);
/* Files of programs in the folder; only its owner may read them. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_put_file (GengStore *self, const char *path, GBytes *content, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_remove_file (GengStore *self, const char *path, GError **error);
GENG_AVAILABLE_IN_1_0
GBytes *geng_store_read_file (GengStore *self, const char *path, gsize max, GError **error);
GENG_AVAILABLE_IN_1_0
char **geng_store_list_files (GengStore *self, const char *folder);

G_END_DECLS
