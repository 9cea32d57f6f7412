/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* A month of a zone that shares people, planned as one. */
typedef struct
{
  GengZone *zone;
  Desk desk;        /* its station is all of them as one */
  GengRoster *base; /* (nullable): what the plan begins with */
  GengPlan *plan;
  gboolean *stays; /* [station]: as it is, whatever the plan says */
  const Options *options;
} ZonePlan;

void zone_plan_clear (ZonePlan *self);
/* Zone and month of the command line, with the locks of all stations held until it is cleared: what
 * takes minutes is not done to be thrown away.  FALSE after a message. */
gboolean zone_plan_open (ZonePlan *self, const Options *options);
/* All stations that can be read become one; FALSE after a message. */
gboolean zone_plan_join (ZonePlan *self);
/* The station could be read. */
gboolean zone_plan_has (const ZonePlan *self, guint index);
/* It could be read and does not stay. */
gboolean zone_plan_takes (const ZonePlan *self, guint index);
/* What phones show stays, and the others are planned around it.  So many are left to plan. */
guint zone_plan_leave_out_published (ZonePlan *self);
/* Fixed duties and history. */
gboolean zone_plan_load_question (ZonePlan *self, GError **error);
/* Of the station. missing: (out): people, where one may be missing and his role as well; that is
 * two gaps */
guint zone_plan_count_gaps (const ZonePlan *self, guint index, guint *missing);
/* Lent by a station that could not be read, so that nobody knows what else he serves. */
gboolean zone_plan_is_unknown (const ZonePlan *self, GengMember *member);
gboolean zone_plan_load_history (ZonePlan *self, GError **error);
/* The drafts of those that do not stay, as one change.
 * kept: (element-type char): gets the names of drafts of before that are kept */
gboolean zone_plan_write (ZonePlan *self, GPtrArray *kept, GError **error);
/* The same, with what is to be said of it. */
Status zone_plan_save (ZonePlan *self);
/* What is said of a station that could not be read. */
void zone_plan_say_failure (const ZonePlan *self, guint index);
Status zone_plan_status (ZonePlan *self);
/* The members of the answer in JSON that are about all. */
void zone_plan_add_verdict (const ZonePlan *self, JsonBuilder *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZonePlan, zone_plan_clear)
