/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

/* A member's feed before sealing: slot = day × n_codes + code. */
typedef struct
{
  guint32 slot, cell;
  gint64 coefficient;
} GengBuiltFeed;

/* What only the builder needs. */
typedef struct
{
  GError *error;         /* the first mistake */
  GHashTable *tables[4]; /* GBytes -> index: code sets, weights, groups, day sets */
  GArray **feeds;        /* [member] GengBuiltFeed, or NULL */
  GArray **joins;        /* [member] guint32 (day × n_codes + a) × n_codes + b, or NULL */
} GengProblemBuilding;

void geng_problem_building_free (GengProblem *problem);

G_END_DECLS
