/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-budget.h"

/* time_limit: µs from now, 0 for none; limit: 0 for none. */
void
geng_budget_init (GengBudget *budget, guint64 limit, gint64 time_limit, gint *cancelled)
{
  budget->limit = limit > 0 ? limit : G_MAXUINT64;
  budget->deadline = time_limit > 0 ? g_get_monotonic_time () + time_limit : 0;
  budget->cancelled = cancelled;
  budget->interrupted = 0;
  budget->halted = 0;
}

gboolean
geng_budget_interrupted (GengBudget *budget)
{
  if (g_atomic_int_get (&budget->interrupted) || g_atomic_int_get (&budget->halted))
    return TRUE;
  if ((budget->cancelled != NULL && g_atomic_int_get (budget->cancelled))
      || (budget->deadline > 0 && g_get_monotonic_time () >= budget->deadline))
    geng_budget_interrupt (budget);
  return g_atomic_int_get (&budget->interrupted);
}

void
geng_budget_interrupt (GengBudget *budget)
{
  g_atomic_int_set (&budget->interrupted, 1);
}

void
geng_budget_halt (GengBudget *budget, gboolean halted)
{
  g_atomic_int_set (&budget->halted, halted);
}
