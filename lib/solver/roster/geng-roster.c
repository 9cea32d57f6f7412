/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-roster.h"

GengRosterState *
geng_roster_state_new (const GengSpace *space)
{
  const GengProblem *problem = space->problem;
  GengRosterState *roster = g_new0 (GengRosterState, 1);

  roster->space = space;
  roster->codes = g_new0 (guint8, (gsize) problem->n_members * problem->n_days + 1);
  roster->present = g_new0 (gboolean, problem->n_members + 1);
  roster->line_price = g_new0 (gint64, problem->n_members + 1);
  roster->count = g_new0 (gint64, problem->n_cells + 1);
  for (guint i = 0; i < problem->n_cells; i++)
    roster->price += geng_space_price_cell (space, i, 0);
  return roster;
}

void
geng_roster_state_free (GengRosterState *roster)
{
  g_free (roster->codes);
  g_free (roster->present);
  g_free (roster->line_price);
  g_free (roster->count);
  g_free (roster);
}

void
geng_roster_state_copy (GengRosterState *to, const GengRosterState *from)
{
  const GengProblem *problem = from->space->problem;

  memcpy (to->codes, from->codes, (gsize) problem->n_members * problem->n_days);
  memcpy (to->present, from->present, problem->n_members * sizeof *to->present);
  memcpy (to->line_price, from->line_price, problem->n_members * sizeof *to->line_price);
  memcpy (to->count, from->count, problem->n_cells * sizeof *to->count);
  to->price = from->price;
}

gboolean
geng_roster_state_is_legal (const GengRosterState *roster)
{
  return geng_problem_evaluate (roster->space->problem, roster->codes).forbidden == 0;
}

static void
feed (GengRosterState *roster, guint member, guint day, guint code, gint sign)
{
  const GengProblem *problem = roster->space->problem;
  gsize slot = GENG_PROBLEM_SLOT (problem, member, day, code);

  for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
    {
      guint cell = problem->feeds[f].cell;

      roster->price -= geng_space_price_cell (roster->space, cell, roster->count[cell]);
      roster->count[cell] += sign * problem->feeds[f].coefficient;
      roster->price += geng_space_price_cell (roster->space, cell, roster->count[cell]);
    }
}

void
geng_roster_state_remove (GengRosterState *roster, guint member)
{
  guint n_days = roster->space->problem->n_days;

  if (!roster->present[member])
    return;
  for (guint d = 0; d < n_days; d++)
    feed (roster, member, d, roster->codes[(gsize) member * n_days + d], -1);
  roster->price -= roster->line_price[member];
  roster->line_price[member] = 0;
  roster->present[member] = FALSE;
}

void
geng_roster_state_set (GengRosterState *roster, guint member, const guint8 *codes)
{
  guint n_days = roster->space->problem->n_days;
  guint8 *line = roster->codes + (gsize) member * n_days;
  gboolean present = roster->present[member], legal;

  for (guint d = 0; d < n_days; d++)
    if (!present || line[d] != codes[d])
      {
        if (present)
          feed (roster, member, d, line[d], -1);
        line[d] = codes[d];
        feed (roster, member, d, line[d], 1);
      }
  roster->price -= roster->line_price[member];
  roster->line_price[member] = geng_space_price_line (roster->space, member, line, &legal);
  roster->price += roster->line_price[member];
  roster->present[member] = TRUE;
}

void
geng_roster_state_marginal (const GengRosterState *roster, guint member, gint32 *cost)
{
  const GengSpace *space = roster->space;
  const GengProblem *problem = space->problem;

  g_assert (!roster->present[member]);
  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      {
        gint32 own = GENG_PROBLEM_COST (problem, member, d)[c];
        gsize slot = GENG_PROBLEM_SLOT (problem, member, d, c);
        gint64 price = own;

        for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
          {
            const GengFeed *fed = &problem->feeds[f];
            gint64 count = roster->count[fed->cell];

            price += geng_space_price_cell (space, fed->cell, count + fed->coefficient)
                     - geng_space_price_cell (space, fed->cell, count);
          }
        cost[d * problem->n_codes + c]
            = own == GENG_FORBIDDEN ? GENG_INFINITE
                                    : geng_space_clamp (space, geng_scale (price, space->shift));
      }
}

gboolean
geng_roster_state_replan (GengRosterState *roster, GengLineArena *arena, guint member)
{
  const GengProblem *problem = roster->space->problem;
  gint64 before = roster->price;
  guint8 *line = roster->codes + (gsize) member * problem->n_days;
  g_autofree guint8 *old = g_memdup2 (line, problem->n_days);
  g_autofree guint8 *new = g_memdup2 (line, problem->n_days);
  g_autofree gint32 *cost = g_new (gint32, problem->n_days * problem->n_codes);

  geng_roster_state_remove (roster, member);
  geng_roster_state_marginal (roster, member, cost);
  geng_space_plan_line (roster->space, arena, member, cost, new);
  geng_roster_state_set (roster, member, new);
  if (roster->price < before)
    return TRUE;
  geng_roster_state_set (roster, member, old);
  return FALSE;
}
