/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-days.h"
#include "geng-post.h"
#include "geng-shift.h"

G_BEGIN_DECLS

/**
 * GengRoleLimit:
 * @role: id of a role, or `org:` and the id of an organisation
 * @min: at least so many among the crew
 * @max: at most so many; G_MAXINT for no limit
 * @weight: 0 when the limit is hard (too few are gaps), else the price of each person off
 *
 * How many of a crew have a role or come from an organisation.
 */
typedef struct
{
  char *role;
  int min;
  int max;
  int weight;

  /*< private >*/
  gpointer reserved[4];
} GengRoleLimit;

#define GENG_TYPE_ROLE_LIMIT (geng_role_limit_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_role_limit_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengRoleLimit *geng_role_limit_new (const char *role, int min, int max, int weight);
GENG_AVAILABLE_IN_1_0
GengRoleLimit *geng_role_limit_copy (const GengRoleLimit *self);
GENG_AVAILABLE_IN_1_0
void geng_role_limit_free (GengRoleLimit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengRoleLimit, geng_role_limit_free)

#define GENG_TYPE_DEMAND (geng_demand_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengDemand, geng_demand, GENG, DEMAND, GengEntity)

GENG_AVAILABLE_IN_1_0
GengDemand *geng_demand_new_for_shift (const char *id,
                                       const char *name,
                                       GengPost *post,
                                       GengShift *shift);
GENG_AVAILABLE_IN_1_0
GengDemand *geng_demand_new_for_window (const char *id,
                                        const char *name,
                                        GengPost *post,
                                        GengWindow *window);
GENG_AVAILABLE_IN_1_0
GengPost *geng_demand_get_post (GengDemand *self);
GENG_AVAILABLE_IN_1_0
GengShift *geng_demand_get_shift (GengDemand *self);
GENG_AVAILABLE_IN_1_0
GengWindow *geng_demand_get_window (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_crew (GengDemand *self, int min, int wanted, int max);
GENG_AVAILABLE_IN_1_0
int geng_demand_get_min (GengDemand *self);
GENG_AVAILABLE_IN_1_0
int geng_demand_get_wanted (GengDemand *self);
GENG_AVAILABLE_IN_1_0
int geng_demand_get_max (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_prices (GengDemand *self, int under, int over);
GENG_AVAILABLE_IN_1_0
int geng_demand_get_under (GengDemand *self);
GENG_AVAILABLE_IN_1_0
int geng_demand_get_over (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_add_role_limit (GengDemand *self, const GengRoleLimit *limit);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_role_limits (GengDemand *self, GPtrArray *limits);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_demand_list_role_limits (GengDemand *self);
GENG_AVAILABLE_IN_1_0
GengDays *geng_demand_get_days (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_days (GengDemand *self, GengDays *days);
GENG_AVAILABLE_IN_1_0
gboolean geng_demand_holds_on (GengDemand *self, GengStation *station, const GDate *date);
GENG_AVAILABLE_IN_1_0
const char *geng_demand_get_campaign (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_campaign (GengDemand *self, const char *campaign);
GENG_AVAILABLE_IN_1_0
gboolean geng_demand_get_leader (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_leader (GengDemand *self, gboolean leader);
GENG_AVAILABLE_IN_1_0
gboolean geng_demand_get_reserve (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_reserve (GengDemand *self, gboolean reserve);
GENG_AVAILABLE_IN_1_0
const char *const *geng_demand_get_candidates (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_candidates (GengDemand *self, const char *const *members);
GENG_AVAILABLE_IN_1_0
GengPost *geng_demand_get_keeps (GengDemand *self);
GENG_AVAILABLE_IN_1_0
void geng_demand_set_keeps (GengDemand *self, GengPost *post);

G_END_DECLS
