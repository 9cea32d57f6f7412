/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-master.h"

#include <math.h>
#include <string.h>

/* Steps between two looks at the budget. */
#define ASK_STEPS 10
/* Sums that run side by side. */
#define ABREAST 4
/* Columns of a member in play for which the stack has room. */
#define FEW 64
/* A way that is none. */
#define NO_WAY 1e-6
/* Passes over all feeds when the means are looked at. */
#define LOOK_WORK 3

typedef struct
{
  guint member;
  double cost;
  guint first_feed, n_feeds;
  gboolean plain; /* every coefficient is 1 */
} Column;

struct _GengMaster
{
  const GengParams *params;
  guint n_members, n_rows;
  GArray *ranges;     /* GengMasterRange */
  GArray *range_row;  /* guint */
  GArray *columns;    /* Column */
  GArray *feeds;      /* GengFeed */
  GArray *share;      /* double: x, carried from call to call */
  GArray *share_mean; /* double */
  double *dual;       /* [range] */
  double *dual_mean;  /* [range] */
  double *price;      /* [row] sum of the duals of its ranges */
  double *price_mean; /* [row] */
  double *activity;   /* [row] scratch: A (2x - x_old) */
  double *row_weight; /* [row] sum of |a| over the columns */
  double *longest;    /* [member] largest sum of |a| over a column of the member */
  guint *first;       /* [member + 1] into order */
  guint *order;       /* columns in play, by member */
  guint n_played;     /* feeds of the columns in play */
  double balance, first_balance;
};

GengMaster *
geng_master_new (guint n_members, guint n_rows, const GengParams *params)
{
  GengMaster *self = g_new0 (GengMaster, 1);

  self->params = params;
  self->n_members = n_members;
  self->n_rows = n_rows;
  self->ranges = g_array_new (FALSE, FALSE, sizeof (GengMasterRange));
  self->range_row = g_array_new (FALSE, FALSE, sizeof (guint));
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->feeds = g_array_new (FALSE, FALSE, sizeof (GengFeed));
  self->share = g_array_new (FALSE, TRUE, sizeof (double));
  self->share_mean = g_array_new (FALSE, TRUE, sizeof (double));
  self->price = g_new0 (double, n_rows + 1);
  self->price_mean = g_new0 (double, n_rows + 1);
  self->activity = g_new0 (double, n_rows + 1);
  self->row_weight = g_new0 (double, n_rows + 1);
  self->longest = g_new0 (double, n_members + 1);
  self->first = g_new0 (guint, n_members + 2);
  return self;
}

/* The copy makes its own index. */
GengMaster *
geng_master_copy (GengMaster *self)
{
  GengMaster *copy = g_memdup2 (self, sizeof *self);
  guint n_ranges = self->ranges->len;

  copy->ranges = g_array_copy (self->ranges);
  copy->range_row = g_array_copy (self->range_row);
  copy->columns = g_array_copy (self->columns);
  copy->feeds = g_array_copy (self->feeds);
  copy->share = g_array_copy (self->share);
  copy->share_mean = g_array_copy (self->share_mean);
#define COPY(field, count) copy->field = g_memdup2 (self->field, (count) * sizeof *copy->field)
  COPY (dual, n_ranges);
  COPY (dual_mean, n_ranges);
  COPY (price, self->n_rows + 1);
  COPY (price_mean, self->n_rows + 1);
  COPY (activity, self->n_rows + 1);
  COPY (row_weight, self->n_rows + 1);
  COPY (longest, self->n_members + 1);
  COPY (first, self->n_members + 2);
#undef COPY
  copy->order = NULL;
  return copy;
}

void
geng_master_free (GengMaster *self)
{
  g_array_unref (self->ranges);
  g_array_unref (self->range_row);
  g_array_unref (self->columns);
  g_array_unref (self->feeds);
  g_array_unref (self->share);
  g_array_unref (self->share_mean);
  g_free (self->dual);
  g_free (self->dual_mean);
  g_free (self->price);
  g_free (self->price_mean);
  g_free (self->activity);
  g_free (self->row_weight);
  g_free (self->longest);
  g_free (self->first);
  g_free (self->order);
  g_free (self);
}

void
geng_master_add_range (GengMaster *self, guint row, const GengMasterRange *range)
{
  guint n = self->ranges->len;
  double dual = CLAMP (range->start, -range->over, range->under);

  g_return_if_fail (row < self->n_rows && self->columns->len == 0);

  g_array_append_val (self->ranges, *range);
  g_array_append_val (self->range_row, row);
  self->dual = g_renew (double, self->dual, n + 1);
  self->dual_mean = g_renew (double, self->dual_mean, n + 1);
  self->dual[n] = self->dual_mean[n] = dual;
  self->price[row] += dual;
  self->price_mean[row] += dual;
}

const GengMasterRange *
geng_master_get_range (GengMaster *self, guint range)
{
  return &g_array_index (self->ranges, GengMasterRange, range);
}

void
geng_master_set_range (GengMaster *self, guint range, const GengMasterRange *priced)
{
  g_array_index (self->ranges, GengMasterRange, range) = *priced;
}

/* Where the range's dual goes on from. */
void
geng_master_set_dual (GengMaster *self, guint range, double dual)
{
  guint row = g_array_index (self->range_row, guint, range);

  self->price[row] += dual - self->dual[range];
  self->price_mean[row] += dual - self->dual_mean[range];
  self->dual[range] = self->dual_mean[range] = dual;
}

guint
geng_master_add_column (GengMaster *self,
                        guint member,
                        double cost,
                        const GengFeed *feeds,
                        guint n_feeds)
{
  Column column = { member, cost, self->feeds->len, n_feeds, TRUE };
  double zero = 0, sum = 0;

  for (guint i = 0; i < n_feeds; i++)
    {
      double size = fabs ((double) feeds[i].coefficient);

      sum += size;
      column.plain &= feeds[i].coefficient == 1;
    }
  self->longest[member] = MAX (self->longest[member], sum);
  g_array_append_vals (self->feeds, feeds, n_feeds);
  g_array_append_val (self->columns, column);
  g_array_append_val (self->share, zero);
  g_array_append_val (self->share_mean, zero);
  return self->columns->len - 1;
}

void
geng_master_set_share (GengMaster *self, guint column, double share)
{
  g_array_index (self->share, double, column) = share;
}

void
geng_master_add_cost (GengMaster *self, guint column, double cost)
{
  g_array_index (self->columns, Column, column).cost += cost;
}

guint
geng_master_get_n_columns (GengMaster *self)
{
  return self->columns->len;
}

/* The columns with keep[column], by member. */
static void
index_columns (GengMaster *self, const guint8 *keep)
{
  const Column *columns = (const Column *) self->columns->data;
  g_autofree guint *next = g_new (guint, self->n_members + 1);

  for (guint m = 0; m <= self->n_members; m++)
    self->first[m] = 0;
  for (guint j = 0; j < self->columns->len; j++)
    self->first[columns[j].member + 1] += keep[j];
  for (guint m = 0; m < self->n_members; m++)
    self->first[m + 1] += self->first[m];
  for (guint m = 0; m < self->n_members; m++)
    next[m] = self->first[m];
  self->order = g_renew (guint, self->order, self->columns->len + 1);
  for (guint j = 0; j < self->columns->len; j++)
    if (keep[j])
      self->order[next[columns[j].member]++] = j;
}

/* The step sizes' norms, of the columns in play. */
static void
weigh_rows (GengMaster *self)
{
  for (guint r = 0; r < self->n_rows; r++)
    self->row_weight[r] = 0;
  self->n_played = 0;
  for (guint i = 0; i < self->first[self->n_members]; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, self->order[i]);
      const GengFeed *feed = &g_array_index (self->feeds, GengFeed, column->first_feed);

      for (guint f = 0; f < column->n_feeds; f++)
        self->row_weight[feed[f].cell] += ABS (feed[f].coefficient);
      self->n_played += column->n_feeds;
    }
}

/* A member whose shares do not add up to one yet (new, or pruned) begins with equal shares. */
static void
start_shares (GengMaster *self)
{
  const Column *columns = (const Column *) self->columns->data;
  double *x = (double *) self->share->data;
  g_autofree double *sum = g_new0 (double, self->n_members + 1);
  g_autofree guint *count = g_new0 (guint, self->n_members + 1);

  for (guint j = 0; j < self->columns->len; j++)
    {
      sum[columns[j].member] += x[j];
      count[columns[j].member]++;
    }
  for (guint j = 0; j < self->columns->len; j++)
    x[j] = sum[columns[j].member] > 0 ? x[j] / sum[columns[j].member]
                                      : 1.0 / count[columns[j].member];
}

static void
start_balance (GengMaster *self)
{
  double sum = 0;
  guint n = 0;

  if (self->balance > 0)
    return;
  for (guint k = 0; k < self->ranges->len; k++)
    {
      const GengMasterRange *range = &g_array_index (self->ranges, GengMasterRange, k);
      double price
          = MAX (isfinite (range->lo) ? range->under : 0, isfinite (range->hi) ? range->over : 0);

      if (price > 0 && price < GENG_FORBIDDEN / 2)
        {
          sum += log (price);
          n++;
        }
    }
  self->balance = self->first_balance = self->params->balance_first * (n > 0 ? exp (sum / n) : 1);
}

/* Michelot's finite projection of one member's shares on the simplex. */
static void
project (double *x, const guint *order, guint n)
{
  double sum = 0, level;
  guint active = n;

  for (guint i = 0; i < n; i++)
    sum += x[order[i]];
  level = (sum - 1) / n;
  for (;;)
    {
      double rest = 0;
      guint left = 0;

      for (guint i = 0; i < n; i++)
        if (x[order[i]] > level)
          {
            rest += x[order[i]];
            left++;
          }
      if (left >= active || left == 0) /* rounding must not make it cycle */
        break;
      active = left;
      level = (rest - 1) / left;
    }
  for (guint i = 0; i < n; i++)
    x[order[i]] = MAX (0, x[order[i]] - level);
}

/* Four sums side by side: the additions do not wait for each other, and their order is fixed. */
static double
reduced_cost (GengMaster *self, const Column *column, const double *price)
{
  const GengFeed *feed = (const GengFeed *) self->feeds->data + column->first_feed;
  double a = 0, b = 0, c = 0, d = 0;
  guint i = 0;

  if (column->plain)
    for (; i + ABREAST <= column->n_feeds; i += ABREAST)
      {
        const GengFeed *four = feed + i;

        a += price[(four++)->cell];
        b += price[(four++)->cell];
        c += price[(four++)->cell];
        d += price[four->cell];
      }
  for (; i < column->n_feeds; i++)
    a += price[feed[i].cell] * feed[i].coefficient;
  return column->cost - ((a + b) + (c + d));
}

/* Most columns have no share and are too dear to get one soon: the others are in play. */
static void
choose_play (GengMaster *self)
{
  const Column *columns = (const Column *) self->columns->data;
  const double *x = (const double *) self->share->data;
  guint n = self->columns->len;
  g_autofree guint8 *keep = g_new (guint8, n + 1);
  g_autofree double *reduced = g_new (double, n + 1);
  g_autofree double *least = g_new (double, self->n_members + 1);
  g_autofree double *sum = g_new0 (double, self->n_members + 1);
  g_autofree guint *count = g_new0 (guint, self->n_members + 1);

  for (guint m = 0; m < self->n_members; m++)
    least[m] = INFINITY;
  for (guint j = 0; j < n; j++)
    {
      guint m = columns[j].member;

      reduced[j] = reduced_cost (self, &columns[j], self->price);
      least[m] = MIN (least[m], reduced[j]);
      sum[m] += reduced[j];
      count[m]++;
    }
  for (guint j = 0; j < n; j++)
    {
      guint m = columns[j].member;

      keep[j]
          = x[j] > 0 || count[m] <= self->params->play_few
            || reduced[j] - least[m] <= self->params->play_part * (sum[m] / count[m] - least[m]);
    }
  index_columns (self, keep);
  weigh_rows (self);
}

static void
add_activity (GengMaster *self, const Column *column, double share)
{
  const GengFeed *feed = &g_array_index (self->feeds, GengFeed, column->first_feed);

  for (guint i = 0; i < column->n_feeds; i++)
    self->activity[feed[i].cell] += share * feed[i].coefficient;
}

static void
step_shares (GengMaster *self)
{
  const Column *columns = (const Column *) self->columns->data;
  double *x = (double *) self->share->data;

  for (guint r = 0; r < self->n_rows; r++)
    self->activity[r] = 0;
  for (guint m = 0; m < self->n_members; m++)
    {
      guint n = self->first[m + 1] - self->first[m];
      const guint *order = self->order + self->first[m];
      double tau = 1 / (self->balance * MAX (self->longest[m], 1));
      double old[FEW];
      g_autofree double *many = n > G_N_ELEMENTS (old) ? g_new (double, n) : NULL;
      double *before = many != NULL ? many : old;

      for (guint i = 0; i < n; i++)
        {
          before[i] = x[order[i]];
          x[order[i]] -= tau * reduced_cost (self, &columns[order[i]], self->price);
        }
      if (n > 0)
        project (x, order, n);
      for (guint i = 0; i < n; i++)
        {
          double ahead = 2 * x[order[i]] - before[i];

          if (ahead != 0)
            add_activity (self, &columns[order[i]], ahead);
        }
    }
}

static double
step_dual (const GengMasterRange *range, double dual, double sigma, double activity)
{
  double up = isfinite (range->lo) ? dual + sigma * (range->lo - activity) : -1;
  double down = isfinite (range->hi) ? dual + sigma * (range->hi - activity) : 1;

  if (up > 0)
    return MIN (up, range->under);
  return down < 0 ? MAX (down, -range->over) : 0;
}

static void
step_duals (GengMaster *self)
{
  const GengMasterRange *ranges = (const GengMasterRange *) self->ranges->data;
  const guint *row_of = (const guint *) self->range_row->data;

  for (guint r = 0; r < self->n_rows; r++)
    self->price[r] = 0;
  for (guint k = 0; k < self->ranges->len; k++)
    {
      guint row = row_of[k];
      double sigma = self->balance / MAX (self->row_weight[row], 1);

      self->dual[k] = step_dual (&ranges[k], self->dual[k], sigma, self->activity[row]);
      self->price[row] += self->dual[k];
    }
}

/* -- restarts -- */

/* Means since the last restart, and where that was. */
typedef struct
{
  double *share, *dual; /* the sums */
  guint n;
  double *share_start, *dual_start;
  double gap_start;
} Era;

/* There may be no columns, or no ranges. */
static void
copy (gpointer to, gconstpointer from, gsize n)
{
  if (n > 0)
    memmove (to, from, n * sizeof (double));
}

static void
add_to_era (GengMaster *self, Era *era)
{
  const double *x = (const double *) self->share->data;

  for (guint i = 0; i < self->first[self->n_members]; i++)
    era->share[self->order[i]] += x[self->order[i]];
  for (guint k = 0; k < self->ranges->len; k++)
    era->dual[k] += self->dual[k];
  era->n++;
}

static double
range_price (const GengMasterRange *range, double activity)
{
  if (activity < range->lo)
    return range->under * (range->lo - activity);
  return activity > range->hi ? range->over * (activity - range->hi) : 0;
}

/* What the shares cost. */
static double
primal_value (GengMaster *self, const double *share)
{
  const Column *columns = (const Column *) self->columns->data;
  double value = 0;

  for (guint r = 0; r < self->n_rows; r++)
    self->activity[r] = 0;
  for (guint j = 0; j < self->columns->len; j++)
    if (share[j] != 0)
      {
        value += share[j] * columns[j].cost;
        add_activity (self, &columns[j], share[j]);
      }
  for (guint k = 0; k < self->ranges->len; k++)
    value += range_price (&g_array_index (self->ranges, GengMasterRange, k),
                          self->activity[g_array_index (self->range_row, guint, k)]);
  return value;
}

/* What no shares can cost less than. */
static double
dual_value (GengMaster *self, const double *dual)
{
  const Column *columns = (const Column *) self->columns->data;
  g_autofree double *price = g_new0 (double, self->n_rows + 1);
  g_autofree double *least = g_new (double, self->n_members + 1);
  double value = 0;

  for (guint k = 0; k < self->ranges->len; k++)
    {
      const GengMasterRange *range = &g_array_index (self->ranges, GengMasterRange, k);

      price[g_array_index (self->range_row, guint, k)] += dual[k];
      if (dual[k] != 0)
        value += dual[k] * (dual[k] > 0 ? range->lo : range->hi);
    }
  for (guint m = 0; m < self->n_members; m++)
    least[m] = INFINITY;
  for (guint j = 0; j < self->columns->len; j++)
    least[columns[j].member]
        = MIN (least[columns[j].member], reduced_cost (self, &columns[j], price));
  for (guint m = 0; m < self->n_members; m++)
    value += isfinite (least[m]) ? least[m] : 0;
  return value;
}

static double
distance (const double *a, const double *b, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sqrt (sum);
}

/* Balances the two step sizes by how far each side moved since the last restart (the primal weight
 * of PDLP, Applegate et al. 2021, smoothed in logarithms). */
static void
update_balance (GengMaster *self, const Era *era)
{
  double shares = distance ((double *) self->share->data, era->share_start, self->share->len);
  double duals = distance (self->dual, era->dual_start, self->ranges->len);

  if (shares < NO_WAY || duals < NO_WAY)
    return;
  self->balance = sqrt (self->balance * duals / shares);
  self->balance = CLAMP (self->balance, self->first_balance / self->params->balance_drift,
                         self->first_balance * self->params->balance_drift);
}

static void
begin_era (GengMaster *self, Era *era, double gap)
{
  gsize n = self->share->len, n_ranges = self->ranges->len;

  memset (era->share, 0, n * sizeof (double));
  memset (era->dual, 0, n_ranges * sizeof (double));
  copy (era->share_start, self->share->data, n);
  copy (era->dual_start, self->dual, n_ranges);
  era->n = 0;
  era->gap_start = gap;
}

/* From shares and duals on. */
static void
go_on_from (GengMaster *self, const double *share, const double *dual)
{
  copy (self->share->data, share, self->share->len);
  copy (self->dual, dual, self->ranges->len);
  for (guint r = 0; r < self->n_rows; r++)
    self->price[r] = 0;
  for (guint k = 0; k < self->ranges->len; k++)
    self->price[g_array_index (self->range_row, guint, k)] += dual[k];
}

/* Keeps the means as the answer where their gap is the least so far; restarts there where it
 * has fallen far since the last restart, which makes the method converge linearly on linear
 * programs.  TRUE where the gap is small enough, as a part of the bound. */
static gboolean
look_at_means (GengMaster *self, Era *era, double *least_gap, double enough)
{
  g_autofree double *share = g_new (double, self->share->len + 1);
  g_autofree double *dual = g_new (double, self->ranges->len + 1);
  double gap, bound;

  for (guint j = 0; j < self->share->len; j++)
    share[j] = era->share[j] / era->n;
  for (guint k = 0; k < self->ranges->len; k++)
    dual[k] = era->dual[k] / era->n;
  bound = dual_value (self, dual);
  gap = primal_value (self, share) - bound;
  if (gap < *least_gap)
    {
      *least_gap = gap;
      copy (self->share_mean->data, share, self->share->len);
      copy (self->dual_mean, dual, self->ranges->len);
    }
  if (*least_gap <= enough * (1 + fabs (bound)))
    return TRUE;
  if (gap > self->params->look_fallen * era->gap_start && era->n < self->params->era_longest)
    return FALSE;
  go_on_from (self, share, dual);
  update_balance (self, era);
  begin_era (self, era, gap);
  return FALSE;
}

guint64
geng_master_solve (GengMaster *self, guint n_steps, double enough, GengBudget *budget)
{
  gsize n = self->columns->len + 1, n_ranges = self->ranges->len + 1;
  g_autofree double *sums = g_new (double, 2 * (n + n_ranges));
  Era era = { .share = sums,
              .share_start = sums + n,
              .dual = sums + 2 * n,
              .dual_start = sums + 2 * n + n_ranges };
  double least_gap = INFINITY;
  guint64 work = 0;
  gboolean done = FALSE;

  start_shares (self);
  start_balance (self);
  begin_era (self, &era, INFINITY);
  for (guint step = 1; step <= n_steps && !done; step++)
    {
      if ((step - 1) % (guint) self->params->play_steps == 0)
        choose_play (self);
      work += 2 * self->n_played + self->first[self->n_members] + self->ranges->len;
      step_shares (self);
      step_duals (self);
      add_to_era (self, &era);
      if (step % ASK_STEPS == 0 && budget != NULL && geng_budget_interrupted (budget))
        n_steps = step;
      if (step % (guint) self->params->look_steps == 0 || step == n_steps)
        {
          done = look_at_means (self, &era, &least_gap, enough);
          work += LOOK_WORK * self->feeds->len;
        }
    }
  go_on_from (self, (const double *) (gpointer) self->share_mean->data, self->dual_mean);
  copy (self->price_mean, self->price, self->n_rows);
  return work;
}

const double *
geng_master_get_prices (GengMaster *self)
{
  return self->price_mean;
}

const double *
geng_master_get_range_duals (GengMaster *self)
{
  return self->dual_mean;
}

const double *
geng_master_get_shares (GengMaster *self)
{
  return (const double *) self->share_mean->data;
}

double
geng_master_get_value (GengMaster *self)
{
  return primal_value (self, (const double *) (gpointer) self->share_mean->data);
}

static void
keep_column (GengMaster *self, GArray *feeds, guint from, guint to)
{
  Column *columns = (Column *) self->columns->data;
  double *x = (double *) self->share->data, *mean = (double *) self->share_mean->data;
  Column column = columns[from];
  double sum = 0;

  column.first_feed = feeds->len;
  g_array_append_vals (feeds, &g_array_index (self->feeds, GengFeed, columns[from].first_feed),
                       column.n_feeds);
  for (guint i = column.first_feed; i < feeds->len; i++)
    {
      const GengFeed *feed = &g_array_index (feeds, GengFeed, i);

      sum += abs (feed->coefficient);
    }
  self->longest[column.member] = MAX (self->longest[column.member], sum);
  columns[to] = column;
  x[to] = x[from];
  mean[to] = mean[from];
}

void
geng_master_prune (GengMaster *self, const guint8 *keep)
{
  GArray *feeds = g_array_new (FALSE, FALSE, sizeof (GengFeed));
  guint kept = 0;

  for (guint m = 0; m < self->n_members; m++)
    self->longest[m] = 0;
  for (guint j = 0; j < self->columns->len; j++)
    if (keep[j])
      keep_column (self, feeds, j, kept++);
  g_array_set_size (self->columns, kept);
  g_array_set_size (self->share, kept);
  g_array_set_size (self->share_mean, kept);
  g_array_unref (self->feeds);
  self->feeds = feeds;
}
