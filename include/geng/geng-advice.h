/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-remedy.h"

G_BEGIN_DECLS

#define GENG_TYPE_ADVICE (geng_advice_get_type ())
/**
 * GengAdvice:
 *
 * Why places of a roster stay open, in a sentence: how many no plan fills, whether that is proven,
 * and what would help.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengAdvice, geng_advice, GENG, ADVICE, GObject)

GENG_AVAILABLE_IN_1_0
gint64 geng_advice_get_planned_gaps (GengAdvice *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_advice_get_gaps (GengAdvice *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_advice_get_proven (GengAdvice *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_advice_get_reduced (GengAdvice *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_advice_get_around_shared (GengAdvice *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_advice_list_remedies (GengAdvice *self);
GENG_AVAILABLE_IN_1_0
char *geng_advice_to_string (GengAdvice *self);

G_END_DECLS
