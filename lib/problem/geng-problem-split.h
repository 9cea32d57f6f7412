/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

/*
 * Members whom no cell ties together are problems of their own: a zone whose volunteers each serve
 * their own grid falls apart into its grids.  The whole's best roster is the parts' best rosters
 * side by side, and the sum of bounds on the parts is a bound on the whole.
 */
typedef struct
{
  GengProblem *problem; /* sealed; the whole's cost = its cost × its unit */
  guint *members;       /* [member of the part]: member of the whole, ascending */
  guint8 *codes;        /* [code of the part]: code of the whole, ascending */
  gint64 bound;         /* no objective of it is below; G_MININT64 as long as nothing is known */
} GengProblemPart;

/* Connected components of members and cells, without what is forbidden and without cells that cost
 * nothing whatever the lines.  A part has its members, the cells that they feed and the codes that
 * one of them may serve; cells that nobody feeds are in the first part.  Parts are in the order of
 * their first members.  Cost: the size of the problem.
 * Returns: (transfer full): of GengProblemPart; empty where the problem does not fall apart. */
GPtrArray *geng_problem_split (const GengProblem *problem);
/* The same of those who are not held, around the lines in which the others are: their cells want
 * what is left to want.  What the held ones cost, and cells that nobody else feeds, are in no part.
 * @held: [member]; @codes: (nullable) [member × n_days + day], read for those who are held.  NULL
 * where they might be anywhere: each range of a cell then wants only what they cannot give it, and
 * the parts cost at most what they add to any roster
 * Returns: (transfer full): of GengProblemPart; one where the rest does not fall apart */
GPtrArray *geng_problem_split_around (const GengProblem *problem,
                                      const gboolean *held,
                                      const guint8 *codes);
/* Without a few members the problem may fall apart: villages that share a police station.  Members
 * are put together in the order of how many codes they have, and those who would make one piece of
 * more than half of them, with all behind them, are the ones who tie.  Cost: the problem's size.
 * Returns: (nullable) (transfer full): [member]; NULL where nobody does, or more than a quarter */
gboolean *geng_problem_find_ties (const GengProblem *problem);
/* The part's piece of a roster of the whole; what it has no code for is off. */
void geng_problem_part_take (const GengProblemPart *part,
                             const GengProblem *problem,
                             const guint8 *whole,
                             guint8 *codes);
/* Writes the part's roster into one of the whole. */
void geng_problem_part_put (const GengProblemPart *part,
                            const GengProblem *problem,
                            const guint8 *codes,
                            guint8 *whole);

G_END_DECLS
