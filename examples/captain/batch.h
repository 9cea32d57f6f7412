/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "json.h"
#include "planning.h"

/* What a run of geng batch is told, and what came of it. */
typedef struct
{
  Planning planning;
  gboolean again;
  const char *month;
  const char *station; /* (nullable): of a zone, this one alone */
  GengZone *zone;      /* (nullable): above the last station; the next one is mostly of the same */
  Status worst;
} Batch;

/* The line of JSON that answers a folder.
 * (transfer full) */
JsonNode *batch_begin_line (const char *folder, const Batch *self, const char *state);
void batch_print_line (JsonNode *line);
/* store: (nullable): whose faults are listed */
Status batch_fail (const char *folder, const Batch *self, GengStore *store, const GError *error);
Status batch_say_state (const char *folder, const Batch *self, const char *state, Status status);
/* line: what was found when it was planned */
Status batch_say_again (const char *folder, JsonNode *line);
/* Score, bounds and who was set aside, of the plan that is on the desk. */
void batch_add_plan (JsonObject *object, Desk *desk, GengPlan *plan, const char *input);
/* Kit that cannot go out is said, and costs nobody the plan. */
void batch_assign_kit (JsonObject *object, Desk *desk);

/* -- batch-zone.c -- */

/* A zone that shares people: all its stations as one, with one line. */
Status batch_do_zone (Batch *self, const char *folder);
