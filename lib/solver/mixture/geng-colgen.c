/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-colgen-private.h"

/* A column without a share for so many rounds is forgotten, once there are so many columns a
 * row. */
#define MOST_IDLE 10
#define COLUMNS_A_ROW 3
/* Of the usual price: where duals begin, and how large the boxes of dear prices are at first. */
#define START 0.3
#define FIRST_BOX 3
/* Nonzeros of the master that take as long as a unit of effort in a line. */
#define MASTER_UNIT 6

/* -- rows -- */

static void
touch_rows (GengColgen *colgen)
{
  const GengProblem *problem = colgen->space->problem;
  guint8 *touched = g_new0 (guint8, colgen->space->n_rows + 1);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < colgen->n; i++)
    {
      guint m = colgen->members[i];

      for (guint d = colgen->first_day; d < colgen->end_day; d++)
        {
          gsize from = GENG_PROBLEM_SLOT (problem, m, d, 0);

          for (guint f = problem->first_feed[from];
               f < problem->first_feed[from + problem->n_codes]; f++)
            touched[problem->feeds[f].cell] = 1;
        }
      for (guint p = colgen->space->first_priced[m]; p < colgen->space->first_priced[m + 1]; p++)
        touched[problem->n_cells + p] = 1;
    }
  colgen->local = g_new (gint, colgen->space->n_rows + 1);
  for (guint r = 0; r < colgen->space->n_rows; r++)
    {
      colgen->local[r] = -1;
      if (!touched[r] || colgen->space->first_segment[r] == colgen->space->first_segment[r + 1])
        continue;
      colgen->local[r] = (gint) rows->len;
      g_array_append_val (rows, r);
    }
  colgen->n_rows = rows->len;
  colgen->row = (guint *) (gpointer) g_array_free (rows, FALSE);
  g_free (touched);
}

static void
find_base (GengColgen *colgen, const GengRosterState *roster)
{
  const GengProblem *problem = colgen->space->problem;

  colgen->base = g_new0 (gint64, colgen->n_rows + 1);
  colgen->elsewhere = 0;
  for (guint r = 0; r < problem->n_cells; r++)
    if (colgen->local[r] >= 0)
      colgen->base[colgen->local[r]] = roster->count[r];
    else if (colgen->ahead == NULL)
      colgen->elsewhere += geng_space_price_cell (colgen->space, r, roster->count[r]);
  for (guint i = 0; i < colgen->n; i++)
    for (guint d = colgen->first_day; d < colgen->free_end; d++)
      {
        gsize slot = GENG_PROBLEM_SLOT (problem, colgen->members[i], d,
                                        colgen->standing[i * problem->n_days + d]);

        for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
          if (colgen->local[problem->feeds[f].cell] >= 0)
            colgen->base[colgen->local[problem->feeds[f].cell]] -= problem->feeds[f].coefficient;
      }
}

/* The price of a missing unit that is neither a gap nor forbidden, in the geometric mean; of any
 * where all are. */
double
geng_colgen_usual_price (const GengColgen *colgen)
{
  const GengSpace *space = colgen->space;
  double sum[2] = { 0, 0 };
  guint n[2] = { 0, 0 };

  for (guint r = 0; r < colgen->n_rows; r++)
    for (guint s = space->first_segment[colgen->row[r]];
         s < space->first_segment[colgen->row[r] + 1]; s++)
      {
        gint64 price = space->segments[s].under;
        gboolean usual = price < space->problem->gap_price;

        sum[usual] += price > 0 ? log ((double) price) : 0;
        n[usual] += price > 0;
      }
  if (n[TRUE] > 0)
    return exp (sum[TRUE] / n[TRUE]);
  return n[FALSE] > 0 ? exp (sum[FALSE] / n[FALSE]) : 0;
}

/* A dual begins at a third of the price of one missing: most end in that neighbourhood.  Gaps are
 * rare, so that their price says nothing of what a place is worth. */
static void
add_range (GengColgen *colgen, guint row, guint segment, double usual, const double *start)
{
  GengSegment *range = &colgen->range[colgen->n_ranges];
  const GengProblem *problem = colgen->space->problem;
  gboolean whole = colgen->n == problem->n_members && colgen->row[row] < problem->n_cells;
  double box = whole ? FIRST_BOX * usual : INFINITY;
  GengMasterRange priced;

  *range = colgen->space->segments[segment];
  range->lo -= (double) colgen->base[row];
  range->hi -= (double) colgen->base[row];
  if (colgen->row[row] >= problem->n_cells
      && geng_colgen_is_cut (colgen, &g_array_index (colgen->space->priced, GengPricedCounter,
                                                     colgen->row[row] - problem->n_cells)))
    {
      /* what is too little now may still be made up for */
      range->lo = -INFINITY;
      range->under = 0;
    }
  priced
      = (GengMasterRange){ range->lo, range->hi, (double) range->under, (double) range->over, 0 };
  if (range->under >= problem->gap_price)
    priced.under = MIN (priced.under, box);
  if (range->over >= problem->gap_price)
    priced.over = MIN (priced.over, box);
  if (start != NULL)
    priced.start = start[segment];
  else if (isfinite (range->lo))
    priced.start
        = START * (range->under >= problem->gap_price ? MIN (priced.under, usual) : priced.under);
  geng_master_add_range (colgen->master, row, &priced);
  colgen->segment[colgen->n_ranges] = segment;
  colgen->range_row[colgen->n_ranges++] = row;
}

static void
add_ranges (GengColgen *colgen, const double *start)
{
  const GengSpace *space = colgen->space;
  double usual = geng_colgen_usual_price (colgen);
  guint n = 0;

  for (guint r = 0; r < colgen->n_rows; r++)
    n += space->first_segment[colgen->row[r] + 1] - space->first_segment[colgen->row[r]];
  colgen->range = g_new0 (GengSegment, n + 1);
  colgen->range_row = g_new0 (guint, n + 1);
  colgen->segment = g_new0 (guint, n + 1);
  colgen->dual = g_new0 (gint64, n + 1);
  colgen->centre = g_new0 (gint64, n + 1);
  for (guint r = 0; r < colgen->n_rows; r++)
    for (guint s = space->first_segment[colgen->row[r]];
         s < space->first_segment[colgen->row[r] + 1]; s++)
      add_range (colgen, r, s, usual, start);
}

static double
widened (double limit, double price, double dual)
{
  return dual >= 0.98 * limit ? MIN (price, 3 * limit) : limit;
}

/* A bound with lower prices is a bound, and the master finds its way sooner: the boxes of dear
 * prices begin small.  Those that a dual presses against grow. */
void
geng_colgen_widen_boxes (GengColgen *colgen, gboolean wholly)
{
  const double *duals = geng_master_get_range_duals (colgen->master);

  for (guint k = 0; k < colgen->n_ranges; k++)
    {
      double under = (double) colgen->range[k].under, over = (double) colgen->range[k].over;
      GengMasterRange box = *geng_master_get_range (colgen->master, k);

      if (box.under >= under && box.over >= over)
        continue;
      box.under = wholly ? under : widened (box.under, under, duals[k]);
      box.over = wholly ? over : widened (box.over, over, -duals[k]);
      geng_master_set_range (colgen->master, k, &box);
    }
}

void
geng_colgen_solve_master (GengColgen *colgen, guint n_steps)
{
  colgen->arena->effort
      += geng_master_solve (colgen->master, n_steps, GENG_ENOUGH, colgen->budget) / MASTER_UNIT;
}

/* -- making -- */

/* What a unit of each row is worth at these duals. */
static gint64 *
price_ahead (const GengSpace *space, const double *duals)
{
  gint64 *ahead = g_new0 (gint64, space->n_rows + 1);

  for (guint r = 0; r < space->n_rows; r++)
    for (guint s = space->first_segment[r]; s < space->first_segment[r + 1]; s++)
      ahead[r] += llround (ldexp (duals[s], space->shift));
  return ahead;
}

static GengColgen *
colgen_new (const GengRosterState *roster,
            GengLineArena *arena,
            GengBudget *budget,
            const guint *members,
            guint n,
            guint first_day,
            guint end_day,
            guint free_end,
            const double *start)
{
  GengColgen *colgen = g_new0 (GengColgen, 1);
  guint n_days = roster->space->problem->n_days;

  colgen->space = roster->space;
  colgen->arena = arena;
  colgen->budget = budget;
  colgen->n = n;
  colgen->members = g_memdup2 (members, n * sizeof *members);
  colgen->first_day = first_day;
  colgen->end_day = end_day;
  colgen->free_end = free_end;
  if (free_end > end_day)
    colgen->ahead = price_ahead (colgen->space, start);
  colgen->fixed = g_new0 (gboolean, n + 1);
  colgen->hint = g_new0 (GengLineHint, n + 1);
  colgen->standing = g_new (guint8, (gsize) n * n_days);
  for (guint i = 0; i < n; i++)
    memcpy (colgen->standing + (gsize) i * n_days, roster->codes + (gsize) members[i] * n_days,
            n_days);
  colgen->bound = G_MININT64;
  colgen->best_value = -INFINITY;
  colgen->lines = g_byte_array_new ();
  colgen->columns = g_array_new (FALSE, FALSE, sizeof (GengColumn));
  colgen->decisions = g_array_new (FALSE, FALSE, sizeof (GengDecision));
  colgen->newest = g_new (gint, n + 1);
  memset (colgen->newest, 255, n * sizeof *colgen->newest);
  touch_rows (colgen);
  find_base (colgen, roster);
  colgen->pinned = g_new0 (guint8, (gsize) n * n_days + 1);
  colgen->fed = g_new0 (guint, colgen->n_rows + 1);
  colgen->master = geng_master_new (n, colgen->n_rows);
  add_ranges (colgen, start);
  for (guint i = 0; i < n; i++)
    geng_colgen_add_column (colgen, i, colgen->standing + (gsize) i * n_days);
  return colgen;
}

GengColgen *
geng_colgen_new (const GengRosterState *roster,
                 GengLineArena *arena,
                 GengBudget *budget,
                 const guint *members,
                 guint n,
                 guint first_day,
                 guint end_day,
                 const double *start)
{
  return colgen_new (roster, arena, budget, members, n, first_day, end_day, end_day, start);
}

GengColgen *
geng_colgen_new_ahead (const GengRosterState *roster,
                       GengLineArena *arena,
                       GengBudget *budget,
                       guint first_day,
                       guint end_day,
                       const double *duals)
{
  const GengProblem *problem = roster->space->problem;
  g_autofree guint *members = g_new (guint, problem->n_members + 1);

  for (guint m = 0; m < problem->n_members; m++)
    members[m] = m;
  return colgen_new (roster, arena, budget, members, problem->n_members, first_day, end_day,
                     problem->n_days, duals);
}

void
geng_colgen_get_centre (const GengColgen *colgen, double *duals)
{
  for (guint k = 0; k < colgen->n_ranges; k++)
    duals[colgen->segment[k]] = ldexp ((double) colgen->centre[k], -colgen->space->shift);
}

GengColgen *
geng_colgen_copy (const GengColgen *colgen)
{
  GengColgen *copy = g_memdup2 (colgen, sizeof *colgen);
  guint n = colgen->n, n_ranges = colgen->n_ranges + 1;

#define COPY(field, count) copy->field = g_memdup2 (colgen->field, (count) * sizeof *copy->field)
  COPY (members, n);
  COPY (standing, (gsize) n * colgen->space->problem->n_days);
  COPY (fixed, n + 1);
  COPY (pinned, (gsize) n * colgen->space->problem->n_days + 1);
  COPY (hint, n + 1);
  COPY (newest, n + 1);
  COPY (fed, colgen->n_rows + 1);
  COPY (row, colgen->n_rows);
  COPY (local, colgen->space->n_rows + 1);
  COPY (base, colgen->n_rows + 1);
  COPY (range_row, n_ranges);
  COPY (range, n_ranges);
  COPY (segment, n_ranges);
  COPY (dual, n_ranges);
  COPY (centre, n_ranges);
  copy->master = geng_master_copy (colgen->master);
  copy->lines = g_byte_array_append (g_byte_array_new (), colgen->lines->data, colgen->lines->len);
  copy->columns = g_array_copy (colgen->columns);
  copy->decisions = g_array_copy (colgen->decisions);
  if (colgen->ahead != NULL)
    COPY (ahead, colgen->space->n_rows + 1);
  if (colgen->barred != NULL)
    copy->barred = g_memdup2 (colgen->barred, (gsize) n * colgen->space->problem->n_days
                                                  * colgen->space->problem->n_codes);
#undef COPY
  return copy;
}

void
geng_colgen_free (GengColgen *colgen)
{
  g_free (colgen->members);
  g_free (colgen->standing);
  g_free (colgen->fixed);
  g_free (colgen->pinned);
  g_free (colgen->hint);
  g_free (colgen->row);
  g_free (colgen->local);
  g_free (colgen->base);
  geng_master_free (colgen->master);
  g_free (colgen->range_row);
  g_free (colgen->range);
  g_free (colgen->segment);
  g_free (colgen->dual);
  g_free (colgen->centre);
  g_byte_array_unref (colgen->lines);
  g_array_unref (colgen->columns);
  g_array_unref (colgen->decisions);
  g_free (colgen->barred);
  g_free (colgen->ahead);
  g_free (colgen->newest);
  g_free (colgen->fed);
  g_free (colgen);
}

/* -- pricing -- */

/* Where to price: whole numbers in the box, between the centre and the master's duals. */
static void
separate (GengColgen *colgen, double pull)
{
  const double *duals = geng_master_get_range_duals (colgen->master);
  gint shift = colgen->space->shift;

  if (!isfinite (colgen->best_value))
    pull = 0;
  for (guint k = 0; k < colgen->n_ranges; k++)
    {
      const GengSegment *range = &colgen->range[k];
      double scaled = ldexp (duals[k], shift);
      double dual = pull * (double) colgen->centre[k] + (1 - pull) * scaled;

      colgen->dual[k] = CLAMP ((gint64) llround (dual), -geng_scale (range->over, shift),
                               geng_scale (range->under, shift));
    }
}

/* dual × bound, rounded down where the bound is not whole. */
static gint64
whole_product (gint64 dual, double bound)
{
  if (bound == (double) (gint64) bound)
    return dual * (gint64) bound;
  return (gint64) floorl ((long double) dual * bound - 1e-6L);
}

gint64
geng_colgen_dual_constant (const GengColgen *colgen, gint64 *price)
{
  gint64 sum = 0;

  memset (price, 0, colgen->n_rows * sizeof *price);
  for (guint k = 0; k < colgen->n_ranges; k++)
    {
      gint64 dual = colgen->dual[k];

      if (dual != 0)
        sum += whole_product (dual, dual > 0 ? colgen->range[k].lo : colgen->range[k].hi);
      price[colgen->range_row[k]] += dual;
    }
  return sum;
}

/* One slot's scaled price under the rows' prices; FALSE where it is cheaper than a day may be, so
 * that nothing is proven. */
static gboolean
price_slot (const GengColgen *colgen,
            guint member,
            guint day,
            guint code,
            const gint64 *row_price,
            gint32 *cost)
{
  const GengProblem *problem = colgen->space->problem;
  gsize slot = GENG_PROBLEM_SLOT (problem, member, day, code);
  gint64 price = geng_scale (GENG_PROBLEM_COST (problem, member, day)[code], colgen->space->shift);
  gboolean inside = day >= colgen->first_day && day < colgen->free_end;

  for (guint f = problem->first_feed[slot]; inside && f < problem->first_feed[slot + 1]; f++)
    {
      gint local = colgen->local[problem->feeds[f].cell];

      if (local >= 0)
        price -= row_price[local] * problem->feeds[f].coefficient;
      else if (colgen->ahead != NULL)
        price -= colgen->ahead[problem->feeds[f].cell] * problem->feeds[f].coefficient;
    }
  for (guint p = colgen->space->first_priced[member]; p < colgen->space->first_priced[member + 1];
       p++)
    {
      const GengPricedCounter *priced
          = &g_array_index (colgen->space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      gint local = colgen->local[problem->n_cells + p];
      gboolean cut = geng_colgen_is_cut (colgen, priced);
      gint64 worth = cut ? colgen->ahead[problem->n_cells + p] : 0;

      if (priced->group >= 0)
        continue;
      if (local >= 0 && (!cut || day < colgen->end_day))
        worth += row_price[local];
      price -= worth
               * (GENG_PROBLEM_WEIGHTS (problem, counter->weights)[day * problem->n_codes + code]
                  / priced->unit);
    }
  *cost = geng_space_clamp (colgen->space, price);
  return *cost <= price;
}

static void
keep_decisions (const GengColgen *colgen, guint i, gint32 *cost)
{
  guint n_codes = colgen->space->problem->n_codes, n_days = colgen->space->problem->n_days;
  const guint8 *pins = colgen->pinned + (gsize) i * n_days;

  for (guint d = colgen->first_day; d < colgen->end_day; d++)
    for (guint c = 0; c < n_codes && pins[d] > 0; c++)
      if (c + 1 != pins[d])
        cost[d * n_codes + c] = GENG_INFINITE;
  for (guint j = 0; colgen->barred != NULL && j < n_days * n_codes; j++)
    if (colgen->barred[(gsize) i * n_days * n_codes + j])
      cost[j] = GENG_INFINITE;
  for (guint k = 0; k < colgen->decisions->len; k++)
    {
      const GengDecision *decision = &g_array_index (colgen->decisions, GengDecision, k);

      for (guint c = 0; c < n_codes && decision->i == i; c++)
        if ((c == decision->code) != decision->keep)
          cost[decision->day * n_codes + c] = GENG_INFINITE;
    }
}

gboolean
geng_colgen_price_member (const GengColgen *colgen,
                          guint i,
                          const gint64 *row_price,
                          gint32 *cost,
                          gint32 *group_price)
{
  const GengProblem *problem = colgen->space->problem;
  guint member = colgen->members[i];
  gboolean sound = TRUE;

  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      {
        gint32 *slot = &cost[d * problem->n_codes + c];
        gboolean inside = d >= colgen->first_day && d < colgen->free_end;

        if (GENG_PROBLEM_COST (problem, member, d)[c] == GENG_FORBIDDEN
            || (!inside && colgen->standing[(gsize) i * problem->n_days + d] != c))
          *slot = GENG_INFINITE;
        else
          sound &= price_slot (colgen, member, d, c, row_price, slot);
      }
  for (guint p = colgen->space->first_priced[member]; p < colgen->space->first_priced[member + 1];
       p++)
    {
      gint group = g_array_index (colgen->space->priced, GengPricedCounter, p).group;
      gint local = colgen->local[problem->n_cells + p];

      if (group < 0)
        continue;
      group_price[group] = local >= 0 ? geng_space_clamp (colgen->space, -row_price[local]) : 0;
      sound &= local < 0 || group_price[group] <= -row_price[local];
    }
  keep_decisions (colgen, i, cost);
  return sound;
}

/* Rounds a scaled bound up to a whole true price: every roster costs whole units. */
static gint64
true_bound (const GengColgen *colgen, gint64 scaled)
{
  gint shift = colgen->space->shift;

  if (shift < 0)
    return scaled * ((gint64) 1 << -shift);
  return -((-scaled) >> shift);
}

void
geng_colgen_note_bound (GengColgen *colgen, gint64 value)
{
  gint64 bound = true_bound (colgen, value) + colgen->elsewhere;

  colgen->bound = MAX (colgen->bound, bound);
  if ((double) value > colgen->best_value)
    {
      colgen->best_value = (double) value;
      memcpy (colgen->centre, colgen->dual, colgen->n_ranges * sizeof *colgen->dual);
    }
}

static gboolean
any_fixed (const GengColgen *colgen)
{
  for (guint i = 0; i < colgen->n; i++)
    if (colgen->fixed[i])
      return TRUE;
  return FALSE;
}

/* The member's best column at these prices: what a new line has to beat. */
static gboolean
find_known (const GengColgen *colgen,
            guint i,
            const gint32 *cost,
            const gint32 *group_price,
            guint8 *codes)
{
  guint n_days = colgen->space->problem->n_days;
  const GengLineModel *model = colgen->space->line[colgen->members[i]];
  gint64 best = GENG_INFINITE;

  for (gint j = colgen->newest[i]; j >= 0; j = GENG_COLUMN (colgen, j)->before)
    {
      gint64 price = geng_line_price (model, cost, group_price, GENG_COLUMN_LINE (colgen, j));

      if (price >= best)
        continue;
      best = price;
      memcpy (codes, GENG_COLUMN_LINE (colgen, j), n_days);
    }
  return best < GENG_INFINITE;
}

gint64
geng_colgen_solve_member (GengColgen *colgen,
                          guint i,
                          const gint32 *cost,
                          const gint32 *group_price,
                          gboolean rough,
                          guint8 *codes,
                          guint *n_new)
{
  gboolean known = find_known (colgen, i, cost, group_price, codes);
  gint64 line = geng_line_solve (colgen->space->line[colgen->members[i]], colgen->arena, cost,
                                 group_price, &colgen->hint[i], known, rough, codes);

  if (line < GENG_INFINITE && !geng_colgen_knows (colgen, i, codes))
    {
      geng_colgen_add_column (colgen, i, codes);
      ++*n_new;
    }
  return line;
}

static guint
price_all (GengColgen *colgen, gboolean rough)
{
  const GengProblem *problem = colgen->space->problem;
  g_autofree gint64 *row_price = g_new0 (gint64, colgen->n_rows + 1);
  g_autofree gint32 *cost = g_new (gint32, problem->n_days * problem->n_codes);
  g_autofree guint8 *codes = g_new0 (guint8, problem->n_days);
  gint64 value = geng_colgen_dual_constant (colgen, row_price);
  gboolean sound = !any_fixed (colgen);
  guint n_new = 0;

  for (guint i = 0; i < colgen->n; i++)
    {
      gint32 group_price[GENG_MAX_GROUPS] = { 0 };
      gint64 line;

      if (colgen->fixed[i])
        continue;
      if (geng_budget_interrupted (colgen->budget))
        return 0;
      sound &= geng_colgen_price_member (colgen, i, row_price, cost, group_price);
      line = geng_colgen_solve_member (colgen, i, cost, group_price, rough, codes, &n_new);
      colgen->hopeless |= line >= GENG_INFINITE;
      value += line;
    }
  if (sound)
    geng_colgen_note_bound (colgen, value);
  return n_new;
}

/* -- rounds -- */

void
geng_colgen_compact (GengColgen *colgen, const guint8 *keep)
{
  guint n_days = colgen->space->problem->n_days, kept = 0;

  memset (colgen->newest, 255, colgen->n * sizeof *colgen->newest);
  for (guint j = 0; j < colgen->columns->len; j++)
    {
      GengColumn column = *GENG_COLUMN (colgen, j);

      if (!keep[j])
        continue;
      memmove (colgen->lines->data + (gsize) kept * n_days,
               colgen->lines->data + (gsize) j * n_days, n_days);
      column.before = colgen->newest[column.owner];
      colgen->newest[column.owner] = (gint) kept;
      *GENG_COLUMN (colgen, kept++) = column;
    }
  geng_master_prune (colgen->master, keep);
  g_byte_array_set_size (colgen->lines, kept * n_days);
  g_array_set_size (colgen->columns, kept);
}

void
geng_colgen_decide (GengColgen *colgen, const GengDecision *decision)
{
  g_autofree guint8 *keep = g_new (guint8, colgen->columns->len);

  g_array_append_vals (colgen->decisions, decision, 1);
  for (guint j = 0; j < colgen->columns->len; j++)
    keep[j] = GENG_COLUMN (colgen, j)->owner != decision->i
              || (GENG_COLUMN_LINE (colgen, j)[decision->day] == decision->code) == decision->keep;
  geng_colgen_compact (colgen, keep);
}

/* Forgets columns that have long been without a share; the lines as they stood stay. */
static void
forget_idle (GengColgen *colgen)
{
  const double *shares = geng_master_get_shares (colgen->master);
  g_autofree guint8 *keep = g_new0 (guint8, colgen->columns->len);
  gboolean any = FALSE;

  for (guint j = 0; j < colgen->columns->len; j++)
    {
      guint *idle = &GENG_COLUMN (colgen, j)->idle;

      *idle = shares[j] > GENG_LEAST_SHARE ? 0 : *idle + 1;
      keep[j] = j < colgen->n || *idle <= MOST_IDLE;
      any |= !keep[j];
    }
  if (any && colgen->columns->len > COLUMNS_A_ROW * (colgen->n_rows + colgen->n))
    geng_colgen_compact (colgen, keep);
}

guint
geng_colgen_round (GengColgen *colgen, guint n_steps, double pull)
{
  guint n_new;

  separate (colgen, colgen->n_stale > 0 ? 0 : pull);
  n_new = price_all (colgen, TRUE);
  if (n_new == 0 && !geng_budget_interrupted (colgen->budget))
    n_new = price_all (colgen, FALSE);
  colgen->n_rounds++;
  colgen->n_stale = n_new > 0 ? 0 : colgen->n_stale + 1;
  if (geng_budget_interrupted (colgen->budget))
    return 0;
  geng_colgen_solve_master (colgen, n_steps);
  if (n_new * 8 < colgen->n)
    geng_colgen_widen_boxes (colgen, FALSE);
  if (!any_fixed (colgen))
    forget_idle (colgen);
  return n_new;
}

void
geng_colgen_settle (GengColgen *colgen, guint most_rounds, guint n_steps, double pull, guint few)
{
  for (guint round = 0; round < most_rounds; round++)
    if (geng_colgen_round (colgen, n_steps, pull) <= few
        || geng_budget_interrupted (colgen->budget))
      break;
}

double
geng_colgen_slack (GengColgen *colgen)
{
  return geng_master_get_value (colgen->master) - ldexp (colgen->best_value, -colgen->space->shift);
}
