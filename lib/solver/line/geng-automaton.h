/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

#define GENG_MAX_GROUPS 4

/*
 * One member's run limits and successions as a finite automaton: a state knows the last code's
 * class, the length of every run that still matters, and for counters of groups (weekends) how long
 * ago a counted code stood.  Codes that no rule tells apart are one kind.
 */
typedef struct
{
  guint n_kinds;
  guint8 *kind;   /* [code] */
  guint8 *code;   /* [kind]: one of its codes */
  guint n_states; /* state 0 is the eve */
  guint8 *last;   /* [state]: a kind with the same successors, or n_kinds on the eve */
  gint32 *next;   /* [state × n_kinds + kind]: a state, or -1 where a run limit forbids it */
  gint64 *price;  /* [state × n_kinds + kind]: what run limits charge for the step */
  guint n_groups;
  guint group_counter[GENG_MAX_GROUPS]; /* index of the counter */
  guint8 *counts;                       /* [kind]: bit g: counted by group counter g */
  guint8 *since;  /* [state × n_groups + g]: days since the last counted one, from 1 */
  gboolean exact; /* no run limit was left out for its size */
} GengAutomaton;

GengAutomaton *geng_automaton_new (const GengProblem *problem, guint member);
void geng_automaton_free (GengAutomaton *automaton);

G_END_DECLS
