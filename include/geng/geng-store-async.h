/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-store.h"

G_BEGIN_DECLS

/* Reading and writing without blocking. */
GENG_AVAILABLE_IN_1_0
void geng_store_load_async (GengStore *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GENG_AVAILABLE_IN_1_0
GengStation *geng_store_load_finish (GengStore *self, GAsyncResult *result, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_store_load_draft_async (GengStore *self,
                                  GengStation *station,
                                  GDateYear year,
                                  GDateMonth month,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_store_load_draft_finish (GengStore *self, GAsyncResult *result, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_store_load_record_async (GengStore *self,
                                   GengStation *station,
                                   GDateYear year,
                                   GDateMonth month,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_store_load_record_finish (GengStore *self,
                                           GAsyncResult *result,
                                           GengRecord **record,
                                           GError **error);
GENG_AVAILABLE_IN_1_0
void geng_store_load_history_async (GengStore *self,
                                    GengStation *station,
                                    const GDate *before,
                                    guint months,
                                    gboolean drafts,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_store_load_history_finish (GengStore *self, GAsyncResult *result, GError **error);

GENG_AVAILABLE_IN_1_0
void geng_store_save_async (GengStore *self,
                            GengStation *station,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save_finish (GengStore *self, GAsyncResult *result, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_store_save_draft_async (GengStore *self,
                                  GengRoster *roster,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save_draft_finish (GengStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
