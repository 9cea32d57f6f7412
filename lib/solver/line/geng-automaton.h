/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

#define GENG_MAX_GROUPS 4

/*
 * One member's run limits, patterns, spans and successions as a finite automaton, the product of
 * the machines of geng-line-part.h: a state knows where each of them stands, the last code's class,
 * and for counters of groups (weekends) how long ago a counted code stood.  States that nothing
 * tells apart are one.  What no rule tells apart on its day is one kind: the automaton is the same
 * on all days, a code may be of one kind on Mondays and of another on Tuesdays.
 */
typedef struct
{
  guint n_kinds;
  guint8 *kind;   /* [day × n_codes + code]; 0 where the member may not serve the code */
  guint8 *code;   /* [kind]: one of its codes */
  guint n_states; /* state 0 is the eve */
  guint8 *last;   /* [state]: a kind with the same successors; n_kinds: everything may follow */
  gint32 *next;   /* [state × n_kinds + kind]: a state, or -1 where it is forbidden */
  gint64 *price;  /* [state × n_kinds + kind]: what the parts charge for the step */
  guint n_groups;
  guint group_counter[GENG_MAX_GROUPS]; /* index of the counter */
  guint8 *counts;                       /* [kind]: bit g: counted by group counter g */
  guint8 *since;  /* [state × n_groups + g]: days since the last counted one, from 1 */
  gboolean exact; /* nothing was left out for its size */
  guint64 effort; /* counted, of making it */
} GengAutomaton;

/* with_spans: or leave them out, which makes far fewer states that permit more and charge less. */
GengAutomaton *geng_automaton_new (const GengProblem *problem, guint member, gboolean with_spans);
void geng_automaton_free (GengAutomaton *automaton);

G_END_DECLS
