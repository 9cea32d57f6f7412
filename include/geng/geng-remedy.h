/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-demand.h"
#include "geng-request.h"

G_BEGIN_DECLS

/**
 * GengRemedyKind:
 * @GENG_REMEDY_KIND_JOIN: so many more members, for the whole period
 * @GENG_REMEDY_KIND_LEAVE: a member's leave is not taken on some days
 * @GENG_REMEDY_KIND_LIMIT: one limit is relaxed for one member
 * @GENG_REMEDY_KIND_CREW: a smaller crew on some days
 * @GENG_REMEDY_KIND_LEND: so many people from elsewhere, on some days
 *
 * What may fill places that stay open.
 */
typedef enum
{
  GENG_REMEDY_KIND_JOIN,
  GENG_REMEDY_KIND_LEAVE,
  GENG_REMEDY_KIND_LIMIT,
  GENG_REMEDY_KIND_CREW,
  GENG_REMEDY_KIND_LEND
} GengRemedyKind;

#define GENG_TYPE_REMEDY_KIND (geng_remedy_kind_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_remedy_kind_get_type (void) G_GNUC_CONST;

#define GENG_TYPE_REMEDY (geng_remedy_get_type ())
/**
 * GengRemedy:
 *
 * One change of a station after which fewer places stay open, tried by planning again.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRemedy, geng_remedy, GENG, REMEDY, GObject)

GENG_AVAILABLE_IN_1_0
GengRemedyKind geng_remedy_get_kind (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
int geng_remedy_get_number (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
const char *const *geng_remedy_get_roles (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_remedy_get_member (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
GengRequest *geng_remedy_get_request (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
GengDemand *geng_remedy_get_demand (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
const char *geng_remedy_get_rule (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
const char *geng_remedy_get_rule_text (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
char *geng_remedy_dup_days (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_remedy_get_gaps (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_remedy_get_least (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_remedy_get_consent (GengRemedy *self);
GENG_AVAILABLE_IN_1_0
char *geng_remedy_to_string (GengRemedy *self);

G_END_DECLS
