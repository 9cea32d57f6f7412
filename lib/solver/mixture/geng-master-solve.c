/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-hands.h"
#include "geng-master-private.h"

/* Steps between two looks at the budget. */
#define ASK_STEPS 10
/* Sums that run side by side. */
#define ABREAST 4
/* Columns of a member in play for which the stack has room. */
#define FEW 64
/* A way that is none. */
#define NO_WAY 1e-6
/* Reduced costs that differ by less are equal; true prices are whole numbers. */
#define AS_CHEAP 1e-3
/* Passes over all feeds when the means are looked at. */
#define LOOK_WORK 3

/* Nonzeros touched in a step for each block: some microseconds, so that taking it costs little. */
#define BLOCK_NONZEROS 1500
/* Blocks at most: eight hands have two each, and each has rows of its own, which must be added. */
#define MOST_BLOCKS 16

/*
 * Each step falls into blocks of members, which see the same prices and add to activities of their
 * own, and then as many blocks of rows, which add these up and step the duals.  So threads with
 * nothing else to do lend a hand (geng-hands.h), and how members and rows are cut, and with it each
 * sum's order, depends on the columns in play alone.
 */

/* Means since the last restart, and where that was. */
typedef struct
{
  double *share, *dual; /* the sums */
  guint n;
  double *share_start, *dual_start;
  double gap_start;
} Era;

/* A call: how far it has come, and how its work is cut. */
typedef struct
{
  GengMaster *master;
  GengLineArena *arena;
  GengBudget *budget;
  Era era;
  guint step, stop, n_steps;
  gboolean at_rows; /* half of a step is done */
  guint n_blocks, first_member[MOST_BLOCKS + 1];
  guint64 weight[MOST_BLOCKS]; /* nonzeros and columns of a block that a step touches */
  double *activity;            /* [block × n_rows + row]: A (2x - x_old) of the block's columns */
  double *reduced;             /* [column]: at `priced_at` */
  const double *priced_at, *valued; /* prices of rows, and shares, that a look is about */
  double value[MOST_BLOCKS];        /* of the block's columns */
  double least_gap, enough;
  guint64 work;
  gboolean done;
} Course;

/* The columns with keep[column], by member. */
static void
index_columns (GengMaster *self, const guint8 *keep)
{
  const GengMasterColumn *columns = (const GengMasterColumn *) self->columns->data;
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
      const GengMasterColumn *column
          = &g_array_index (self->columns, GengMasterColumn, self->order[i]);
      const GengFeed *feed = &g_array_index (self->feeds, GengFeed, column->first_feed);

      for (guint f = 0; f < column->n_feeds; f++)
        self->row_weight[feed[f].cell] += ABS (feed[f].coefficient);
      self->n_played += column->n_feeds;
    }
}

void
geng_master_start_shares (GengMaster *self)
{
  const GengMasterColumn *columns = (const GengMasterColumn *) self->columns->data;
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
reduced_cost (GengMaster *self, const GengMasterColumn *column, const double *price)
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

/* -- blocks -- */

/* Turns with so much work in each block: that of all, and what hands take less. */
static void
count_turns (Course *self, const guint64 *work, guint n_turns)
{
  guint64 sum = 0;

  for (guint b = 0; b < self->n_blocks; b++)
    sum += work[b];
  self->work += n_turns * sum;
  for (guint h = 2; h <= GENG_MOST_HANDS; h++)
    self->master->spared[h] += n_turns * (sum - geng_hands_find_end (work, self->n_blocks, h));
}

static void
count_evenly (Course *self, guint64 sum, guint n_turns)
{
  guint64 work[MOST_BLOCKS];

  for (guint b = 0; b < self->n_blocks; b++)
    work[b] = sum * (b + 1) / self->n_blocks - sum * b / self->n_blocks;
  count_turns (self, work, n_turns);
}

/* Columns are as many in each block, and their feeds nearly so. */
static guint
first_column (const Course *self, guint block)
{
  return (guint) ((guint64) self->master->columns->len * block / self->n_blocks);
}

/* Members' blocks have nearly the same number of nonzeros in play. */
static void
cut_blocks (Course *self)
{
  GengMaster *master = self->master;
  guint64 all = 2 * (guint64) master->n_played + master->first[master->n_members], sum = 0;
  guint n = (guint) CLAMP (all / BLOCK_NONZEROS, 1, MOST_BLOCKS), block = 0;

  memset (self->weight, 0, sizeof self->weight);
  self->first_member[0] = 0;
  for (guint m = 0; m < master->n_members; m++)
    {
      guint64 weight = master->first[m + 1] - master->first[m];

      for (guint i = master->first[m]; i < master->first[m + 1]; i++)
        weight += 2 * g_array_index (master->columns, GengMasterColumn, master->order[i]).n_feeds;
      if (sum >= all * (block + 1) / n)
        self->first_member[++block] = m;
      self->weight[block] += weight;
      sum += weight;
    }
  self->n_blocks = block + 1;
  self->first_member[self->n_blocks] = master->n_members;
}

/* -- play -- */

static void
price_columns (gpointer data, guint block, GengLineArena *arena G_GNUC_UNUSED)
{
  Course *self = data;
  GengMaster *master = self->master;

  for (guint j = first_column (self, block); j < first_column (self, block + 1); j++)
    self->reduced[j] = reduced_cost (master, &g_array_index (master->columns, GengMasterColumn, j),
                                     self->priced_at);
}

/* Most columns have no share and are too dear to get one soon: the others are in play. */
static void
choose_play (Course *course)
{
  GengMaster *self = course->master;
  const GengMasterColumn *columns = (const GengMasterColumn *) self->columns->data;
  const double *x = (const double *) self->share->data;
  const double *reduced = course->reduced;
  guint n = self->columns->len;
  g_autofree guint8 *keep = g_new (guint8, n + 1);
  g_autofree double *least = g_new (double, self->n_members + 1);
  g_autofree double *sum = g_new0 (double, self->n_members + 1);
  g_autofree guint *count = g_new0 (guint, self->n_members + 1);

  course->priced_at = self->price;
  geng_hands_take_turns (course->arena, course->n_blocks, price_columns, NULL, course);
  for (guint m = 0; m < self->n_members; m++)
    least[m] = INFINITY;
  for (guint j = 0; j < n; j++)
    {
      guint m = columns[j].member;

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
  cut_blocks (course);
}

/* -- steps -- */

static void
add_activity (GengMaster *self, const GengMasterColumn *column, double share, double *activity)
{
  const GengFeed *feed = &g_array_index (self->feeds, GengFeed, column->first_feed);

  for (guint i = 0; i < column->n_feeds; i++)
    activity[feed[i].cell] += share * feed[i].coefficient;
}

/* What the blocks have added to rows, all in the first one's room. */
static void
add_up_activity (Course *self, guint first_row, guint end_row)
{
  guint n_rows = self->master->n_rows;
  double *sum = self->activity;

  for (guint b = 1; b < self->n_blocks; b++)
    for (guint r = first_row; r < end_row; r++)
      sum[r] += self->activity[(gsize) b * n_rows + r];
}

static void
step_member (Course *course, guint m, double *activity)
{
  GengMaster *self = course->master;
  const GengMasterColumn *columns = (const GengMasterColumn *) self->columns->data;
  double *x = (double *) self->share->data;
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

      course->era.share[order[i]] += x[order[i]];
      if (ahead != 0)
        add_activity (self, &columns[order[i]], ahead, activity);
    }
}

static void
step_members (Course *self, guint block)
{
  double *activity = self->activity + (gsize) block * self->master->n_rows;

  memset (activity, 0, self->master->n_rows * sizeof *activity);
  for (guint m = self->first_member[block]; m < self->first_member[block + 1]; m++)
    step_member (self, m, activity);
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

/* Ranges are as many in each block, nearly so; a row's are in one. */
static guint
first_range (const Course *self, guint block)
{
  const GengMaster *master = self->master;
  const guint *row_of = (const guint *) master->range_row->data;
  guint k = (guint) ((guint64) master->ranges->len * block / self->n_blocks);

  while (k > 0 && k < master->ranges->len && row_of[k] == row_of[k - 1])
    k++;
  return k;
}

static void
step_rows (Course *course, guint block)
{
  GengMaster *self = course->master;
  const GengMasterRange *ranges = (const GengMasterRange *) self->ranges->data;
  const guint *row_of = (const guint *) self->range_row->data;
  guint first = first_range (course, block), end = first_range (course, block + 1);

  if (first >= end)
    return;
  add_up_activity (course, row_of[first], row_of[end - 1] + 1);
  for (guint k = first; k < end; k++)
    self->price[row_of[k]] = 0;
  for (guint k = first; k < end; k++)
    {
      guint row = row_of[k];
      double sigma = self->balance / MAX (self->row_weight[row], 1);

      self->dual[k] = step_dual (&ranges[k], self->dual[k], sigma, course->activity[row]);
      self->price[row] += self->dual[k];
      course->era.dual[k] += self->dual[k];
    }
}

static void
step_block (gpointer data, guint block, GengLineArena *arena G_GNUC_UNUSED)
{
  Course *self = data;

  if (self->at_rows)
    step_rows (self, block);
  else
    step_members (self, block);
}

/* The step at which columns in play are chosen anew, or the means are looked at. */
static guint
find_stop (const Course *self)
{
  const GengParams *params = self->master->params;
  guint play = (guint) params->play_steps, look = (guint) params->look_steps;

  return MIN (self->n_steps, MIN ((self->step / play + 1) * play, (self->step / look + 1) * look));
}

/* After the members, and after the rows.  FALSE where the steps are to stop. */
static gboolean
end_half (gpointer data)
{
  Course *self = data;

  self->at_rows = !self->at_rows;
  if (self->at_rows)
    return TRUE;
  self->era.n++;
  self->step++;
  if (self->step % ASK_STEPS == 0 && self->budget != NULL && geng_budget_interrupted (self->budget))
    self->n_steps = self->step;
  return self->step < self->stop && self->step < self->n_steps;
}

/* Rows are as many in each block. */
static void
take_steps (Course *self)
{
  guint before = self->step;
  guint64 rows
      = self->master->ranges->len + (guint64) (self->n_blocks - 1) * self->master->n_rows / ABREAST;

  self->stop = find_stop (self);
  geng_hands_take_turns (self->arena, self->n_blocks, step_block, end_half, self);
  count_turns (self, self->weight, self->step - before);
  count_evenly (self, rows, self->step - before);
}

/* There may be no columns, or no ranges. */
static void
copy (gpointer to, gconstpointer from, gsize n)
{
  if (n > 0)
    memmove (to, from, n * sizeof (double));
}

/* -- restarts -- */

static double
range_price (const GengMasterRange *range, double activity)
{
  if (activity < range->lo)
    return range->under * (range->lo - activity);
  return activity > range->hi ? range->over * (activity - range->hi) : 0;
}

static void
value_columns (gpointer data, guint block, GengLineArena *arena G_GNUC_UNUSED)
{
  Course *self = data;
  GengMaster *master = self->master;
  double *activity = self->activity + (gsize) block * master->n_rows, value = 0;

  memset (activity, 0, master->n_rows * sizeof *activity);
  for (guint j = first_column (self, block); j < first_column (self, block + 1); j++)
    {
      const GengMasterColumn *column = &g_array_index (master->columns, GengMasterColumn, j);

      if (self->valued[j] == 0)
        continue;
      value += self->valued[j] * column->cost;
      add_activity (master, column, self->valued[j], activity);
    }
  self->value[block] = value;
}

/* What the shares cost. */
static double
primal_value (Course *course, const double *share)
{
  GengMaster *self = course->master;
  double value = 0;

  course->valued = share;
  geng_hands_take_turns (course->arena, course->n_blocks, value_columns, NULL, course);
  add_up_activity (course, 0, self->n_rows);
  for (guint b = 0; b < course->n_blocks; b++)
    value += course->value[b];
  for (guint k = 0; k < self->ranges->len; k++)
    value += range_price (&g_array_index (self->ranges, GengMasterRange, k),
                          course->activity[g_array_index (self->range_row, guint, k)]);
  return value;
}

/* What no shares can cost less than. */
static double
dual_value (Course *course, const double *dual)
{
  GengMaster *self = course->master;
  const GengMasterColumn *columns = (const GengMasterColumn *) self->columns->data;
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
  course->priced_at = price;
  geng_hands_take_turns (course->arena, course->n_blocks, price_columns, NULL, course);
  for (guint m = 0; m < self->n_members; m++)
    least[m] = INFINITY;
  for (guint j = 0; j < self->columns->len; j++)
    least[columns[j].member] = MIN (least[columns[j].member], course->reduced[j]);
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

void
geng_master_go_on_from (GengMaster *self, const double *share, const double *dual)
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
look_at_means (Course *course)
{
  GengMaster *self = course->master;
  Era *era = &course->era;
  g_autofree double *share = g_new (double, self->share->len + 1);
  g_autofree double *dual = g_new (double, self->ranges->len + 1);
  double gap, bound;

  count_evenly (course, LOOK_WORK * (guint64) self->feeds->len, 1);
  for (guint j = 0; j < self->share->len; j++)
    share[j] = era->share[j] / era->n;
  for (guint k = 0; k < self->ranges->len; k++)
    dual[k] = era->dual[k] / era->n;
  bound = dual_value (course, dual);
  gap = primal_value (course, share) - bound;
  if (gap < course->least_gap)
    {
      course->least_gap = gap;
      copy (self->share_mean->data, share, self->share->len);
      copy (self->dual_mean, dual, self->ranges->len);
    }
  if (course->least_gap <= course->enough * (1 + fabs (bound)))
    return TRUE;
  if (gap > self->params->look_fallen * era->gap_start && era->n < self->params->era_longest)
    return FALSE;
  geng_master_go_on_from (self, share, dual);
  update_balance (self, era);
  begin_era (self, era, gap);
  return FALSE;
}

static guint64
solve_by_steps (GengMaster *self,
                guint n_steps,
                double enough,
                GengBudget *budget,
                GengLineArena *arena)
{
  gsize n = self->columns->len + 1, n_ranges = self->ranges->len + 1;
  g_autofree double *sums = g_new (double, 2 * (n + n_ranges));
  g_autofree double *activity = g_new (double, MOST_BLOCKS *(gsize) self->n_rows + 1);
  g_autofree double *reduced = g_new (double, n);
  Course course = { .master = self,
                    .arena = arena,
                    .budget = budget,
                    .era = { .share = sums,
                             .share_start = sums + n,
                             .dual = sums + 2 * n,
                             .dual_start = sums + 2 * n + n_ranges },
                    .n_steps = n_steps,
                    .n_blocks = 1,
                    .activity = activity,
                    .reduced = reduced,
                    .least_gap = INFINITY,
                    .enough = enough };
  const GengParams *params = self->params;

  memset (self->spared, 0, sizeof self->spared);
  geng_master_start_shares (self);
  start_balance (self);
  begin_era (self, &course.era, INFINITY);
  while (course.step < course.n_steps && !course.done)
    {
      if (course.step % (guint) params->play_steps == 0)
        choose_play (&course);
      take_steps (&course);
      if (course.step % (guint) params->look_steps == 0 || course.step == course.n_steps)
        course.done = look_at_means (&course);
    }
  geng_master_go_on_from (self, (const double *) (gpointer) self->share_mean->data,
                          self->dual_mean);
  copy (self->price_mean, self->price, self->n_rows);
  return course.work;
}

guint64
geng_master_solve (GengMaster *self,
                   guint n_steps,
                   double enough,
                   GengBudget *budget,
                   GengLineArena *arena)
{
  if (self->exact && geng_master_has_nobody_without (self))
    return geng_master_solve_at_vertex (self, budget);
  return solve_by_steps (self, n_steps, enough, budget, arena);
}

/* Equal shares of all columns that are as cheap as the member's cheapest. */
static void
share_equally (GengMaster *self)
{
  const GengMasterColumn *columns = (const GengMasterColumn *) self->columns->data;
  double *share = (double *) self->share->data;
  g_autofree double *least = g_new (double, self->n_members + 1);

  for (guint m = 0; m < self->n_members; m++)
    least[m] = INFINITY;
  for (guint pass = 0; pass < 2; pass++)
    for (guint j = 0; j < self->columns->len; j++)
      {
        double reduced = reduced_cost (self, &columns[j], self->price);
        double *of = &least[columns[j].member];

        if (pass == 0)
          *of = MIN (*of, reduced);
        else
          share[j] = reduced <= *of + AS_CHEAP;
      }
}

guint64
geng_master_spread (GengMaster *self, guint n_steps, GengBudget *budget, GengLineArena *arena)
{
  share_equally (self);
  return 2 * self->feeds->len + solve_by_steps (self, n_steps, 0, budget, arena);
}

double
geng_master_get_value (GengMaster *self)
{
  g_autofree double *activity = g_new (double, self->n_rows + 1);
  GengLineArena alone = { 0 };
  Course course = { .master = self, .arena = &alone, .n_blocks = 1, .activity = activity };

  return primal_value (&course, (const double *) (gpointer) self->share_mean->data);
}
