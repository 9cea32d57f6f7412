/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * When to stop.  Effort is counted work, a few nanoseconds of an ordinary machine a unit, so that
 * decisions never depend on a clock; the deadline and the caller's cancelling only cut a run short.
 */
typedef struct
{
  guint64 limit;    /* counted work; G_MAXUINT64: none */
  gint64 deadline;  /* monotonic µs; 0: none */
  gint *cancelled;  /* (nullable), read atomically */
  gint interrupted; /* set atomically when the deadline or the caller struck */
  gint halted;      /* read atomically: what is under way is not wanted any more */
} GengBudget;

void geng_budget_init (GengBudget *budget, guint64 limit, gint64 time_limit, gint *cancelled);
/* Asks the clock and the caller; cheap enough for once every 100 µs. */
gboolean geng_budget_interrupted (GengBudget *budget);
void geng_budget_interrupt (GengBudget *budget);
/* Lets geng_budget_interrupted() say so for a while, without an interruption on record. */
void geng_budget_halt (GengBudget *budget, gboolean halted);

G_END_DECLS
