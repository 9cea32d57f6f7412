/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-rule-kind.h"
#include "geng-store.h"

G_BEGIN_DECLS

/* One table of a station's folder alone. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_save_file (GengStore *self,
                               GengStation *station,
                               const char *file,
                               GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_store_restore_file (GengStore *self,
                                  const char *file,
                                  GBytes *content,
                                  GError **error);
/* One line of station.ini alone. */
GENG_AVAILABLE_IN_1_0
gboolean geng_store_set_key (GengStore *self,
                             const char *kind,
                             const char *id,
                             const char *key,
                             const char *value,
                             GError **error);

GENG_AVAILABLE_IN_1_0
gboolean geng_store_add_rule_kind (GengStore *self, GengRuleKind *kind, GError **error);

G_END_DECLS
