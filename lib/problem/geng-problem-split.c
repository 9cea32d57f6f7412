/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-split.h"

/* -- components: union and find (R. E. Tarjan, 1975) -- */

/* Nodes are members, then cells; the root of a tree is its least node. */
static guint
find_root (guint *parent, guint node)
{
  while (parent[node] != node)
    node = parent[node] = parent[parent[node]];
  return node;
}

static void
unite (guint *parent, guint a, guint b)
{
  a = find_root (parent, a);
  b = find_root (parent, b);
  parent[MAX (a, b)] = MIN (a, b);
}

typedef struct
{
  guint member, day, code;
  const GengFeed *feed;
} Step;

typedef void (*StepFunc) (const Step *step, gpointer data);

/* All feeds of what is not forbidden. */
static void
each_feed (const GengProblem *problem, guint member, StepFunc func, gpointer data)
{
  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      {
        gsize slot = GENG_PROBLEM_SLOT (problem, member, d, c);

        if (GENG_PROBLEM_COST (problem, member, d)[c] == GENG_FORBIDDEN)
          continue;
        for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
          {
            Step step = { member, d, c, &problem->feeds[f] };

            func (&step, data);
          }
      }
}

/* -- how far a cell can be fed -- */

typedef struct
{
  gint64 low, high;            /* where rosters can take it */
  gint64 day_low, day_high;    /* where one member's day can */
  guint last_member, last_day; /* that day */
} Reach;

static void
end_day (Reach *reach)
{
  reach->low += reach->day_low;
  reach->high += reach->day_high;
  reach->day_low = reach->day_high = 0;
}

static void
widen (const Step *step, gpointer data)
{
  Reach *reach = (Reach *) data + step->feed->cell;

  if (reach->last_member != step->member || reach->last_day != step->day)
    {
      end_day (reach);
      reach->last_member = step->member;
      reach->last_day = step->day;
    }
  reach->day_low = MIN (reach->day_low, step->feed->coefficient);
  reach->day_high = MAX (reach->day_high, step->feed->coefficient);
}

/* -- who is held -- */

/* Members who stay where they are, or might be anywhere, and what they feed. */
typedef struct
{
  const gboolean *member; /* (nullable) [member]: NULL holds nobody */
  Reach *reach;           /* [cell] */
} Held;

static gboolean
is_held (const Held *held, guint member)
{
  return held->member != NULL && held->member[member];
}

static void
add_line_of (Held *held, const GengProblem *problem, guint member, const guint8 *line)
{
  for (guint d = 0; d < problem->n_days; d++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, d, line[d]);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        {
          Reach *reach = &held->reach[problem->feeds[f].cell];

          reach->low += problem->feeds[f].coefficient;
          reach->high += problem->feeds[f].coefficient;
        }
    }
}

/* codes: (nullable): NULL where they might be anywhere */
static void
held_init (Held *held, const GengProblem *problem, const gboolean *member, const guint8 *codes)
{
  *held = (Held){ member, g_new0 (Reach, problem->n_cells + 1) };
  for (guint i = 0; i < problem->n_cells; i++)
    held->reach[i].last_member = G_MAXUINT;
  for (guint m = 0; m < problem->n_members; m++)
    if (is_held (held, m) && codes != NULL)
      add_line_of (held, problem, m, codes + (gsize) m * problem->n_days);
    else if (is_held (held, m))
      each_feed (problem, m, widen, held->reach);
  for (guint i = 0; i < problem->n_cells; i++)
    end_day (&held->reach[i]);
}

/* -- cells that never cost anything -- */

static gboolean
is_free (const GengProblem *problem, const GengCell *cell, const Reach *reach, const Reach *held)
{
  gint64 low = reach->low + held->high, high = reach->high + held->low;

  for (guint r = cell->first_range; r < cell->first_range + cell->n_ranges; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, r);

      if ((range->lo != G_MININT32 && low < range->lo && (range->gap || range->under > 0))
          || (range->hi != G_MAXINT32 && high > range->hi && range->over > 0))
        return FALSE;
    }
  return TRUE;
}

/* [cell]: whether it costs nothing whatever the roster. */
static gboolean *
find_free_cells (const GengProblem *problem, const Held *held)
{
  g_autofree Reach *reach = g_new0 (Reach, problem->n_cells + 1);
  gboolean *is_free_cell = g_new0 (gboolean, problem->n_cells + 1);

  for (guint i = 0; i < problem->n_cells; i++)
    reach[i].last_member = G_MAXUINT;
  for (guint m = 0; m < problem->n_members; m++)
    if (!is_held (held, m))
      each_feed (problem, m, widen, reach);
  for (guint i = 0; i < problem->n_cells; i++)
    {
      end_day (&reach[i]);
      is_free_cell[i] = is_free (problem, &g_array_index (problem->cells, GengCell, i), &reach[i],
                                 &held->reach[i]);
    }
  return is_free_cell;
}

/* -- a part -- */

typedef struct
{
  const GengProblem *whole;
  Held held;
  guint *parent; /* [node] */
  gboolean *is_free_cell;
  GengProblem *problem; /* of the part at hand */
  GengProblemPart *part;
  guint n_codes;
  gint *code_in_part;  /* [code]: or -1 */
  guint *cell_in_part; /* [cell] */
  guint member;        /* of the part, at hand */
} Splitter;

static void
tie (const Step *step, gpointer data)
{
  Splitter *splitter = data;

  if (!splitter->is_free_cell[step->feed->cell])
    unite (splitter->parent, step->member, splitter->whole->n_members + step->feed->cell);
}

static void
find_components (Splitter *splitter)
{
  const GengProblem *whole = splitter->whole;
  guint n = whole->n_members + whole->n_cells;

  splitter->parent = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    splitter->parent[i] = i;
  for (guint m = 0; m < whole->n_members; m++)
    if (!is_held (&splitter->held, m))
      each_feed (whole, m, tie, splitter);
  /* cells that nobody feeds cost what they cost; of no interest around those who are held */
  for (guint i = 0; splitter->held.member == NULL && i < whole->n_cells; i++)
    if (splitter->parent[whole->n_members + i] == whole->n_members + i)
      unite (splitter->parent, 0, whole->n_members + i);
}

static void
find_codes (Splitter *splitter, guint n_members)
{
  const GengProblem *whole = splitter->whole;

  splitter->n_codes = 0;
  splitter->part->codes = g_new0 (guint8, whole->n_codes);
  for (guint c = 0; c < whole->n_codes; c++)
    {
      gboolean served = c == GENG_OFF;

      for (guint i = 0; i < n_members && !served; i++)
        for (guint d = 0; d < whole->n_days && !served; d++)
          served = GENG_PROBLEM_COST (whole, splitter->part->members[i], d)[c] != GENG_FORBIDDEN;
      splitter->code_in_part[c] = served ? (gint) splitter->n_codes : -1;
      if (served)
        splitter->part->codes[splitter->n_codes++] = (guint8) c;
    }
}

static guint
add_set (const Splitter *splitter, guint set)
{
  const guint8 *of_whole = GENG_PROBLEM_CODE_SET (splitter->whole, set);
  guint8 of_part[GENG_MAX_CODES];

  for (guint c = 0; c < splitter->n_codes; c++)
    of_part[c] = of_whole[splitter->part->codes[c]];
  return geng_problem_add_code_set (splitter->problem, of_part);
}

static guint
add_weights (const Splitter *splitter, guint table)
{
  const GengProblem *whole = splitter->whole;
  const gint32 *of_whole = GENG_PROBLEM_WEIGHTS (whole, table);
  g_autofree gint32 *of_part = g_new (gint32, (gsize) whole->n_days * splitter->n_codes);

  for (guint d = 0; d < whole->n_days; d++)
    for (guint c = 0; c < splitter->n_codes; c++)
      of_part[d * splitter->n_codes + c] = of_whole[d * whole->n_codes + splitter->part->codes[c]];
  return geng_problem_add_weights (splitter->problem, of_part);
}

static void
add_days (const Splitter *splitter, guint member)
{
  const GengProblem *whole = splitter->whole;

  for (guint d = 0; d < whole->n_days; d++)
    for (guint a = 0; a < splitter->n_codes; a++)
      {
        guint from = splitter->part->codes[a];

        geng_problem_add_cost (splitter->problem, splitter->member, d, a,
                               GENG_PROBLEM_COST (whole, member, d)[from]);
        for (guint b = 0; b < splitter->n_codes && d + 1 < whole->n_days; b++)
          if (GENG_PROBLEM_JOIN (whole, member,
                                 d)[from * whole->n_codes + splitter->part->codes[b]])
            geng_problem_forbid_succession (splitter->problem, splitter->member, d, a, b);
      }
}

static void
add_rolling (const Splitter *splitter, guint member)
{
  const GengProblem *whole = splitter->whole;

  for (guint i = whole->first_pattern[member]; i < whole->first_pattern[member + 1]; i++)
    {
      GengPattern pattern = g_array_index (whole->patterns, GengPattern, i);

      pattern.member = splitter->member;
      pattern.starts = geng_problem_add_day_set (splitter->problem,
                                                 GENG_PROBLEM_DAY_SET (whole, pattern.starts));
      for (guint s = 0; s < pattern.n_sets; s++)
        pattern.code_set[s] = add_set (splitter, pattern.code_set[s]);
      geng_problem_add_pattern (splitter->problem, &pattern);
    }
  for (guint i = whole->first_span[member]; i < whole->first_span[member + 1]; i++)
    {
      GengSpan span = g_array_index (whole->spans, GengSpan, i);

      span.member = splitter->member;
      span.weights = add_weights (splitter, span.weights);
      geng_problem_add_span (splitter->problem, &span, GENG_PROBLEM_RANGE (whole, span.first_range),
                             span.n_ranges);
    }
}

static void
add_limits (const Splitter *splitter, guint member)
{
  const GengProblem *whole = splitter->whole;

  for (guint i = whole->first_run_limit[member]; i < whole->first_run_limit[member + 1]; i++)
    {
      GengRunLimit limit = g_array_index (whole->run_limits, GengRunLimit, i);

      limit.member = splitter->member;
      limit.code_set = add_set (splitter, limit.code_set);
      geng_problem_add_run_limit (splitter->problem, &limit);
    }
  for (guint i = whole->first_counter[member]; i < whole->first_counter[member + 1]; i++)
    {
      const GengCounter *counter = &g_array_index (whole->counters, GengCounter, i);
      gint groups = counter->groups < 0
                        ? -1
                        : (gint) geng_problem_add_groups (
                            splitter->problem, GENG_PROBLEM_GROUPS (whole, counter->groups));

      geng_problem_add_counter (
          splitter->problem, splitter->member, add_weights (splitter, counter->weights), groups,
          counter->before, GENG_PROBLEM_RANGE (whole, counter->first_range), counter->n_ranges);
    }
}

static void
add_feed (const Step *step, gpointer data)
{
  const Splitter *splitter = data;

  if (!splitter->is_free_cell[step->feed->cell])
    geng_problem_feed (splitter->problem, splitter->cell_in_part[step->feed->cell],
                       splitter->member, step->day, (guint) splitter->code_in_part[step->code],
                       step->feed->coefficient);
}

static gint32
move (gint32 limit, gint64 by)
{
  if (limit == G_MININT32 || limit == G_MAXINT32)
    return limit;
  return (gint32) CLAMP (limit - by, G_MININT32 + 1, G_MAXINT32 - 1);
}

/* What those who are held feed it is there already; where they might be anywhere they feed it as is
 * best for it. */
static guint
add_cell (const Splitter *splitter, guint index)
{
  const GengProblem *whole = splitter->whole;
  const GengCell *cell = &g_array_index (whole->cells, GengCell, index);
  g_autofree GengRange *ranges = g_new (GengRange, cell->n_ranges + 1);

  for (guint r = 0; r < cell->n_ranges; r++)
    {
      ranges[r] = *GENG_PROBLEM_RANGE (whole, cell->first_range + r);
      ranges[r].lo = move (ranges[r].lo, splitter->held.reach[index].high);
      ranges[r].hi = move (ranges[r].hi, splitter->held.reach[index].low);
    }
  return geng_problem_add_cell (splitter->problem, ranges, cell->n_ranges);
}

static void
add_cells (const Splitter *splitter, guint root)
{
  const GengProblem *whole = splitter->whole;

  for (guint i = 0; i < whole->n_cells; i++)
    if (!splitter->is_free_cell[i] && find_root (splitter->parent, whole->n_members + i) == root)
      splitter->cell_in_part[i] = add_cell (splitter, i);
}

static void
part_free (gpointer data)
{
  GengProblemPart *part = data;

  geng_problem_free (part->problem);
  g_free (part->members);
  g_free (part->codes);
  g_free (part);
}

/* The members are known. */
static void
fill_part (Splitter *splitter, guint root, guint n_members)
{
  GengProblemPart *part = splitter->part;
  gboolean fine;

  find_codes (splitter, n_members);
  part->problem = splitter->problem
      = geng_problem_new (n_members, splitter->whole->n_days, splitter->n_codes, NULL);
  part->problem->gap_price = splitter->whole->gap_price;
  add_cells (splitter, root);
  for (guint i = 0; i < n_members; i++)
    {
      splitter->member = i;
      add_days (splitter, part->members[i]);
      add_limits (splitter, part->members[i]);
      add_rolling (splitter, part->members[i]);
      each_feed (splitter->whole, part->members[i], add_feed, splitter);
    }
  /* nothing in it is larger than in the whole, which was sealed */
  fine = geng_problem_seal (part->problem, NULL);
  g_assert (fine);
}

static void
add_part (Splitter *splitter, guint root, GPtrArray *parts)
{
  const GengProblem *whole = splitter->whole;
  guint n = 0;

  splitter->part = g_new0 (GengProblemPart, 1);
  splitter->part->bound = G_MININT64;
  splitter->part->members = g_new (guint, whole->n_members);
  for (guint m = root; m < whole->n_members; m++)
    if (find_root (splitter->parent, m) == root)
      splitter->part->members[n++] = m;
  splitter->part->members = g_renew (guint, splitter->part->members, n);
  fill_part (splitter, root, n);
  g_ptr_array_add (parts, splitter->part);
}

static gboolean
falls_apart (const Splitter *splitter)
{
  for (guint m = 1; m < splitter->whole->n_members; m++)
    if (find_root (splitter->parent, m) != find_root (splitter->parent, 0))
      return TRUE;
  return FALSE;
}

/* @member, @codes: (nullable): who is held, in which roster */
static GPtrArray *
split (const GengProblem *problem, const gboolean *member, const guint8 *codes)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  Splitter splitter = { .whole = problem };

  held_init (&splitter.held, problem, member, codes);
  splitter.is_free_cell = find_free_cells (problem, &splitter.held);
  find_components (&splitter);
  splitter.code_in_part = g_new (gint, problem->n_codes);
  splitter.cell_in_part = g_new0 (guint, problem->n_cells + 1);
  if (member != NULL || falls_apart (&splitter))
    for (guint m = 0; m < problem->n_members; m++)
      if (!is_held (&splitter.held, m) && find_root (splitter.parent, m) == m)
        add_part (&splitter, m, parts);
  g_free (splitter.held.reach);
  g_free (splitter.is_free_cell);
  g_free (splitter.parent);
  g_free (splitter.code_in_part);
  g_free (splitter.cell_in_part);
  return parts;
}

GPtrArray *
geng_problem_split (const GengProblem *problem)
{
  g_return_val_if_fail (problem->sealed, NULL);
  return split (problem, NULL, NULL);
}

GPtrArray *
geng_problem_split_around (const GengProblem *problem, const gboolean *held, const guint8 *codes)
{
  g_return_val_if_fail (problem->sealed, NULL);
  return split (problem, held, codes);
}

/* -- members who tie the parts together -- */

/* At most one member in so many ties, and what falls apart is at most this part of all. */
#define FEW 4
#define HALF 2

typedef struct
{
  const GengProblem *problem;
  const gboolean *is_free_cell;
  guint *parent, *size; /* [node]; members of the tree, at its root */
} Chain;

static void
chain (const Step *step, gpointer data)
{
  Chain *self = data;
  guint a = find_root (self->parent, step->member);
  guint b = find_root (self->parent, self->problem->n_members + step->feed->cell);

  if (a == b || self->is_free_cell[step->feed->cell])
    return;
  unite (self->parent, a, b);
  self->size[MIN (a, b)] = self->size[a] + self->size[b];
}

static guint
count_codes (const GengProblem *problem, guint member)
{
  guint n = 0;

  for (guint c = 0; c < problem->n_codes; c++)
    {
      gboolean served = FALSE;

      for (guint d = 0; d < problem->n_days && !served; d++)
        served = GENG_PROBLEM_COST (problem, member, d)[c] != GENG_FORBIDDEN;
      n += served;
    }
  return n;
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint *counts = data, left = *(const guint *) a, right = *(const guint *) b;

  if (counts[left] != counts[right])
    return counts[left] < counts[right] ? -1 : 1;
  return left < right ? -1 : left > right;
}

/* How many of the members in this order can be put together before more than a part of all of them
 * is one piece. */
static guint
count_apart (const GengProblem *problem, const guint *order)
{
  guint n = problem->n_members + problem->n_cells, apart = 0;
  Held nobody;
  Chain self = { problem, NULL, g_new (guint, n + 1), g_new0 (guint, n + 1) };
  g_autofree gboolean *is_free_cell = NULL;

  held_init (&nobody, problem, NULL, NULL);
  self.is_free_cell = is_free_cell = find_free_cells (problem, &nobody);
  for (guint i = 0; i < n; i++)
    {
      self.parent[i] = i;
      self.size[i] = i < problem->n_members;
    }
  for (; apart < problem->n_members; apart++)
    {
      each_feed (problem, order[apart], chain, &self);
      if (self.size[find_root (self.parent, order[apart])] > problem->n_members / HALF)
        break;
    }
  g_free (nobody.reach);
  g_free (self.parent);
  g_free (self.size);
  return apart;
}

gboolean *
geng_problem_find_ties (const GengProblem *problem)
{
  guint n = problem->n_members, apart;
  g_autofree guint *order = g_new (guint, n + 1);
  g_autofree guint *counts = g_new (guint, n + 1);
  gboolean *ties;

  for (guint m = 0; m < n; m++)
    {
      order[m] = m;
      counts[m] = count_codes (problem, m);
    }
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_counts, counts);
  apart = count_apart (problem, order);
  if (apart == n || n - apart > n / FEW)
    return NULL;
  ties = g_new0 (gboolean, n + 1);
  for (guint i = apart; i < n; i++)
    ties[order[i]] = TRUE;
  return ties;
}

/* -- rosters -- */

void
geng_problem_part_take (const GengProblemPart *part,
                        const GengProblem *problem,
                        const guint8 *whole,
                        guint8 *codes)
{
  guint n_days = problem->n_days;
  guint8 of_part[256] = { GENG_OFF };

  for (guint c = 0; c < part->problem->n_codes; c++)
    of_part[part->codes[c]] = (guint8) c;
  for (guint i = 0; i < part->problem->n_members; i++)
    for (guint d = 0; d < n_days; d++)
      codes[(gsize) i * n_days + d] = of_part[whole[(gsize) part->members[i] * n_days + d]];
}

void
geng_problem_part_put (const GengProblemPart *part,
                       const GengProblem *problem,
                       const guint8 *codes,
                       guint8 *whole)
{
  guint n_days = problem->n_days;

  for (guint i = 0; i < part->problem->n_members; i++)
    for (guint d = 0; d < n_days; d++)
      whole[(gsize) part->members[i] * n_days + d] = part->codes[codes[(gsize) i * n_days + d]];
}
