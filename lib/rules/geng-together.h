/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-people.h"
#include "geng-problem-map.h"

G_BEGIN_DECLS

/* What a term of the rule `together` says. */
typedef struct
{
  GengPeople people;
  gboolean alone; /* if one is absent the others may serve without him */
  int weight;     /* points a duty that one serves without the other; 0: hard */
} GengTogether;

/* People who are one line of the problem: hard terms that share somebody are one group. */
typedef struct
{
  GPtrArray *members; /* GengMember */
  gboolean alone;
} GengGroup;

/* Adds a hard term, which may join groups.  Returns: FALSE with an error where more than
 * GENG_MAX_JOINED people would be one group, or only some of them may serve alone. */
gboolean geng_groups_add (GPtrArray *groups, const GengTogether *together, GError **error);
/* Returns: (transfer full) (element-type GengGroup) */
GPtrArray *geng_groups_new (void);
/* The hard terms of @clauses as joint lines. */
void geng_groups_join (GPtrArray *clauses, const GengScene *scene, GengProblem *problem);

G_END_DECLS
