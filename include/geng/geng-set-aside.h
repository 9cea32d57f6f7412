/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-member.h"

G_BEGIN_DECLS

#define GENG_TYPE_SET_ASIDE (geng_set_aside_get_type ())
/**
 * GengSetAside:
 *
 * A member whom a plan leaves out: no sequence of duties keeps all of his limits, or none was
 * found.  What he served before stays and counts; from the day on he has no duty, and his own rules
 * are not held against him.  It is part of a roster, and kept with its draft and its record.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengSetAside, geng_set_aside, GENG, SET_ASIDE, GObject)

GENG_AVAILABLE_IN_1_0
GengSetAside *geng_set_aside_new (GengMember *member,
                                  const GDate *since,
                                  gboolean proven,
                                  const char *reason);
GENG_AVAILABLE_IN_1_0
GengMember *geng_set_aside_get_member (GengSetAside *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_set_aside_get_since (GengSetAside *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_set_aside_get_proven (GengSetAside *self);
GENG_AVAILABLE_IN_1_0
const char *geng_set_aside_get_reason (GengSetAside *self);
GENG_AVAILABLE_IN_1_0
char *geng_set_aside_to_string (GengSetAside *self);

G_END_DECLS
