/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line.h"

G_BEGIN_DECLS

/* What the search for one line shares: the days' prices, and what the rest of a line costs at
 * least. */
typedef struct
{
  const GengLineModel *model;
  GengLineArena *arena;
  gint32 *option_cost;                    /* [option] */
  guint8 *option_code;                    /* [option]: its cheapest code */
  gint32 group_add[1 << GENG_MAX_GROUPS]; /* by the groups that an arc counts for */
  gboolean active[GENG_MAX_AXES];         /* the axes that are counted */

  /* An axis's price is at least worth × position + fixed, whatever the position. */
  gint64 worth[GENG_MAX_AXES], fixed[GENG_MAX_AXES];
  guint *first_reach; /* [day], and two ends, in reach */
  guint16 *reach;     /* states that the days before a day can end in */
  gint64 *relaxed;    /* [option]: its cost and what its steps are worth */
  gint64 relaxed_group[1 << GENG_MAX_GROUPS];
  gint64 *rest; /* [day × n_states + state]: least from before the day on */
} GengLineSearch;

/* no rest of a line: above every sum of scaled prices, and far from overflow */
#define GENG_NO_REST (G_GINT64_CONSTANT (1) << 50)

/* Whether the axis is paid for after the day and not counted any more. */
static inline gboolean
geng_line_ends_on (const GengLineSearch *search, guint day, guint a)
{
  return search->active[a] && search->model->axis[a].last == day;
}

static inline gboolean
geng_line_any_ends_on (const GengLineSearch *search, guint day)
{
  for (guint a = 0; a < search->model->n_axes; a++)
    if (geng_line_ends_on (search, day, a))
      return TRUE;
  return FALSE;
}

static inline const GengArc *
geng_line_arcs (const GengLineModel *model, guint day, guint state, guint *n)
{
  const guint *first
      = model->first_arc + (gsize) model->pattern[day] * (model->automaton->n_states + 1) + state;

  *n = first[1] - first[0];
  return model->arcs + first[0];
}

/* Reachable states; FALSE where no sequence of codes reaches the end. */
gboolean geng_line_find_reach (GengLineSearch *search);
/* Chooses what active axes are worth so that the bound is high; takes the lines it meets where they
 * are better than *best.  Returns the bound, and leaves `rest` by it. */
gint64 geng_line_find_rest (GengLineSearch *search, gint64 *best, guint8 *codes);
/* `rest` at these worths of all axes; FALSE where there is no way to the end. */
gboolean geng_line_rest_at (GengLineSearch *search, const gint64 *worth);
/* The options' prices on these days with what active axes are worth, in `relaxed`. */
void geng_line_relax_options (GengLineSearch *search, guint first_day, guint end_day);
/* What all axes charge for a line. */
gint64 geng_line_price_axes (const GengLineModel *model, const gint32 *position);

/* Takes the prices in; FALSE where no sequence of codes reaches the end. */
gboolean geng_line_search_init (GengLineSearch *search,
                                const GengLineModel *model,
                                GengLineArena *arena,
                                const gint32 *cost,
                                const gint32 *group_price);
/* The prices of some days alone, without reach and rest. */
void geng_line_search_prices (GengLineSearch *search,
                              const GengLineModel *model,
                              GengLineArena *arena,
                              const gint32 *cost,
                              const gint32 *group_price,
                              guint first_day,
                              guint end_day);
/* What a day costs, roughly. */
gint64 geng_line_usual_cost (const GengLineSearch *search);
void geng_line_search_clear (GengLineSearch *search);

G_END_DECLS
