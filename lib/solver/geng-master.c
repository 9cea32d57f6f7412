/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-master.h"

#include <math.h>
#include <string.h>

/* Where the balance of primal and dual steps begins, as a share of the mean price, and how far
 * it may drift. */
#define FIRST_BALANCE 0.5
#define MOST_DRIFT 64.0
/* Columns in play are chosen anew after so many steps: those with a share, and those whose reduced
 * cost is among the best, as a part of the way from the least to the mean. */
#define PLAY_STEPS 40
#define IN_PLAY 0.2
#define FEW_COLUMNS 4

typedef struct
{
  guint  member;
  double cost;
  guint  first_feed, n_feeds;
  gboolean plain;       /* every coefficient is 1 */
} Column;

struct _GengMaster
{
  guint   n_members, n_rows;
  GArray *ranges;       /* GengMasterRange */
  GArray *range_row;    /* guint */
  GArray *columns;      /* Column */
  GArray *feeds;        /* GengFeed */
  GArray *share;        /* double: x, carried from call to call */
  GArray *share_mean;   /* double */
  double *dual;         /* [range] */
  double *dual_mean;    /* [range] */
  double *price;        /* [row] sum of the duals of its ranges */
  double *price_mean;   /* [row] */
  double *activity;     /* [row] scratch: A (2x - x_old) */
  double *row_weight;   /* [row] sum of |a| over the columns */
  double *longest;      /* [member] largest sum of |a| over a column of the member */
  guint  *first;        /* [member + 1] into order */
  guint  *order;        /* columns in play, by member */
  guint   n_played;     /* feeds of the columns in play */
  double  balance, first_balance;
};

GengMaster *
geng_master_new (guint n_members, guint n_rows)
{
  GengMaster *self = g_new0 (GengMaster, 1);

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
geng_master_add_column (GengMaster *self, guint member, double cost, const GengFeed *feeds,
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
      double price = MAX (isfinite (range->lo) ? range->under : 0,
                          isfinite (range->hi) ? range->over : 0);

      if (price > 0 && price < GENG_FORBIDDEN / 2)
        {
          sum += log (price);
          n++;
        }
    }
  self->balance = self->first_balance = FIRST_BALANCE * (n > 0 ? exp (sum / n) : 1);
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
reduced_cost (GengMaster *self, const Column *column)
{
  const GengFeed *feed = (const GengFeed *) self->feeds->data + column->first_feed;
  const double *price = self->price;
  double a = 0, b = 0, c = 0, d = 0;
  guint i = 0;

  if (column->plain)
    for (; i + 4 <= column->n_feeds; i += 4)
      {
        a += price[feed[i].cell];
        b += price[feed[i + 1].cell];
        c += price[feed[i + 2].cell];
        d += price[feed[i + 3].cell];
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

      reduced[j] = reduced_cost (self, &columns[j]);
      least[m] = MIN (least[m], reduced[j]);
      sum[m] += reduced[j];
      count[m]++;
    }
  for (guint j = 0; j < n; j++)
    {
      guint m = columns[j].member;

      keep[j] = x[j] > 0 || count[m] <= FEW_COLUMNS ||
                reduced[j] - least[m] <= IN_PLAY * (sum[m] / count[m] - least[m]);
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
      double old[64];
      g_autofree double *many = n > G_N_ELEMENTS (old) ? g_new (double, n) : NULL;
      double *before = many != NULL ? many : old;

      for (guint i = 0; i < n; i++)
        {
          before[i] = x[order[i]];
          x[order[i]] -= tau * reduced_cost (self, &columns[order[i]]);
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

static void
add_to_means (GengMaster *self, double weight)
{
  const double *x = (const double *) self->share->data;
  double *mean = (double *) self->share_mean->data;

  for (guint i = 0; i < self->first[self->n_members]; i++)
    mean[self->order[i]] += weight * x[self->order[i]];
  for (guint k = 0; k < self->ranges->len; k++)
    self->dual_mean[k] += weight * self->dual[k];
  for (guint r = 0; r < self->n_rows; r++)
    self->price_mean[r] += weight * self->price[r];
}

static void
clear_means (GengMaster *self)
{
  double *mean = (double *) self->share_mean->data;

  for (guint j = 0; j < self->share_mean->len; j++)
    mean[j] = 0;
  for (guint k = 0; k < self->ranges->len; k++)
    self->dual_mean[k] = 0;
  for (guint r = 0; r < self->n_rows; r++)
    self->price_mean[r] = 0;
}

/* The next call goes on from the means: restarts make the method converge linearly on linear
 * programs (Applegate et al. 2021). */
static void
restart_at_means (GengMaster *self)
{
  if (self->share->len > 0)
    memcpy (self->share->data, self->share_mean->data, self->share->len * sizeof (double));
  if (self->ranges->len > 0)
    memcpy (self->dual, self->dual_mean, self->ranges->len * sizeof (double));
  memcpy (self->price, self->price_mean, self->n_rows * sizeof (double));
}

static double
distance (const double *a, const double *b, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sqrt (sum);
}

/* Balances the two step sizes by how far each side moved in this call (the primal weight of PDLP,
 * Applegate et al. 2021, smoothed in logarithms). */
static void
update_balance (GengMaster *self, const double *share_start, const double *dual_start)
{
  double shares = distance ((double *) self->share->data, share_start, self->share->len);
  double duals = distance (self->dual, dual_start, self->ranges->len);

  if (shares < 1e-6 || duals < 1e-6)
    return;
  self->balance = sqrt (self->balance * duals / shares);
  self->balance = CLAMP (self->balance, self->first_balance / MOST_DRIFT,
                         self->first_balance * MOST_DRIFT);
}

guint64
geng_master_solve (GengMaster *self, guint n_steps)
{
  g_autofree double *share_start = NULL, *dual_start = NULL;
  guint half = n_steps / 2;
  guint64 work = 0;

  start_shares (self);
  start_balance (self);
  clear_means (self);
  share_start = g_memdup2 (self->share->data, self->share->len * sizeof (double));
  dual_start = g_memdup2 (self->dual, self->ranges->len * sizeof (double));
  for (guint step = 0; step < n_steps; step++)
    {
      if (step % PLAY_STEPS == 0)
        choose_play (self);
      work += 2 * self->n_played + self->first[self->n_members] + self->ranges->len;
      step_shares (self);
      step_duals (self);
      if (step >= half)
        add_to_means (self, 1.0 / (n_steps - half));
    }
  restart_at_means (self);
  update_balance (self, share_start, dual_start);
  return work + (guint64) (n_steps / PLAY_STEPS + 1) * self->feeds->len;
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

static double
range_price (const GengMasterRange *range, double activity)
{
  if (activity < range->lo)
    return range->under * (range->lo - activity);
  return activity > range->hi ? range->over * (activity - range->hi) : 0;
}

double
geng_master_get_value (GengMaster *self)
{
  const Column *columns = (const Column *) self->columns->data;
  const double *mean = (const double *) self->share_mean->data;
  double value = 0;

  for (guint r = 0; r < self->n_rows; r++)
    self->activity[r] = 0;
  for (guint j = 0; j < self->columns->len; j++)
    {
      value += mean[j] * columns[j].cost;
      add_activity (self, &columns[j], mean[j]);
    }
  for (guint k = 0; k < self->ranges->len; k++)
    value += range_price (&g_array_index (self->ranges, GengMasterRange, k),
                          self->activity[g_array_index (self->range_row, guint, k)]);
  return value;
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
