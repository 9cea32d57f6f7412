/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

/* One member's lines, walked day by day with nothing left out: for searches that must be exact
 * and may be slow.  Step d gives day d its code; steps may be taken again, from any day already
 * reached. */
typedef struct
{
  const GengProblem *problem;
  guint member, first_run, n_runs, first_counter, n_counters;
  guint first_pattern, n_patterns, first_span, n_spans;
  guint8 *codes;  /* [day] */
  gint64 *price;  /* [day]: of the steps before it: all but counters */
  gint32 *length; /* [day × n_runs + run]: of the run that ends on the eve of the day */
  guint8 *known;  /* [day × n_runs + run]: it may be too short */
  guint8 *begun;  /* [day × n_patterns + pattern]: bit i: its first i + 1 days stand before it */
  gint64 *value;  /* [day × n_counters + counter] */
  gint32 *group;  /* [day × n_counters + counter]: the last group counted */
  gint64 *least, *most; /* [day × n_counters + counter]: what the days from it on can add */
} GengWalk;

GengWalk *geng_walk_new (const GengProblem *problem, guint member);
void geng_walk_free (GengWalk *walk);

/* FALSE where the line so far is forbidden, or cannot become legal for a counter's sake. */
gboolean geng_walk_step (GengWalk *walk, guint day, guint code);
/* The least that the counters will charge, of a line that has reached the day; exactly what they
 * charge after the last day. */
gint64 geng_walk_counters (const GengWalk *walk, guint day);
/* What decides about the days from this one on, as far as the law goes. */
GBytes *geng_walk_key (const GengWalk *walk, guint day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengWalk, geng_walk_free)

G_END_DECLS
