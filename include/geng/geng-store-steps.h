/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-store.h"

G_BEGIN_DECLS

/* A draft that is being edited: single steps are lines after its table. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_has_steps (GengStore *self, GDateYear year, GDateMonth month);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_append_draft (GengStore *self,
                                  GengRoster *before,
                                  GengRoster *after,
                                  GError **error);

G_END_DECLS
