/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-cycle.h"
#include "geng-demand.h"

G_BEGIN_DECLS

#define GENG_TYPE_TURNOUT (geng_turnout_get_type ())
/**
 * GengTurnout:
 * @date: the duty day
 * @demand: the demand
 * @wanted: the least people that it asks for
 * @due: how many of them the cycles bring
 * @others: how many more could come from those whom no cycle sends elsewhere on that day; somebody
 *   whom a soft cycle gives a day off is one of them, at its price
 * @surplus: how many more must come by their cycles, exact and hard, than the crew's upper limit
 *   allows; no roster keeps both then
 * @role: (nullable): the first role of the demand of which too few are due; its id, or `org:` and
 *   an organisation's
 * @role_name: (nullable): the same in a reader's words
 * @role_wanted: the least with that role
 * @role_due: how many with that role are due; 0 without a role
 * @role_others: how many more with that role could come; 0 without a role
 *
 * Whom the cycles send to a demand on one duty day, before anything is planned.
 */
typedef struct
{
  GDate date;
  GengDemand *demand;
  guint wanted;
  guint due;
  guint others;
  guint surplus;
  char *role;
  char *role_name;
  guint role_wanted;
  guint role_due;
  guint role_others;

  /*< private >*/
  gpointer reserved[4];
} GengTurnout;

GENG_AVAILABLE_IN_1_0
GType geng_turnout_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengTurnout *geng_turnout_copy (const GengTurnout *self);
GENG_AVAILABLE_IN_1_0
void geng_turnout_free (GengTurnout *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_turnout_get_covered (const GengTurnout *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_turnout_get_possible (const GengTurnout *self);
GENG_AVAILABLE_IN_1_0
char *geng_turnout_to_string (const GengTurnout *self);

GENG_AVAILABLE_IN_1_0
GPtrArray *geng_station_list_turnouts (GengStation *self,
                                       const GDate *first,
                                       const GDate *last,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengTurnout, geng_turnout_free)

G_END_DECLS
