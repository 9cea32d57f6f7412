/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-private.h"

/* Cells of the cost table; four bytes each. */
#define MAX_COSTS 50000000
#define MAX_MEMBERS 20000
#define MAX_DAYS 1000

enum
{
  TABLE_CODE_SET,
  TABLE_WEIGHTS,
  TABLE_GROUPS,
  TABLE_DAY_SET
};

G_DEFINE_QUARK (geng - problem - error - quark, geng_problem_error)

static GengProblemBuilding *
building_new (guint n_members)
{
  GengProblemBuilding *building = g_new0 (GengProblemBuilding, 1);

  for (guint i = 0; i < G_N_ELEMENTS (building->tables); i++)
    building->tables[i]
        = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  /* one more, NULL, ends each vector */
  building->feeds = g_new0 (GArray *, n_members + 1);
  building->joins = g_new0 (GArray *, n_members + 1);
  return building;
}

static void
array_vector_free (GArray **arrays, guint n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&arrays[i], g_array_unref);
  g_free (arrays);
}

/* Gives up what only the builder needs. */
void
geng_problem_building_free (GengProblem *problem)
{
  GengProblemBuilding *building = problem->building;

  if (building == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (building->tables); i++)
    g_hash_table_unref (building->tables[i]);
  array_vector_free (building->feeds, problem->n_members);
  array_vector_free (building->joins, problem->n_members);
  g_clear_error (&building->error);
  g_free (building);
  problem->building = NULL;
}

/* geng_problem_new:
 * Returns: (transfer full): an empty problem in which every code is free and everybody may do
 * everything; NULL with GENG_PROBLEM_ERROR_TOO_LARGE where the sizes go beyond the arithmetic. */
GengProblem *
geng_problem_new (guint n_members, guint n_days, guint n_codes, GError **error)
{
  GengProblem *problem;
  gsize n_costs = (gsize) MIN (n_members, MAX_MEMBERS) * MIN (n_days, MAX_DAYS) * n_codes;

  if (n_members > MAX_MEMBERS || n_days > MAX_DAYS || n_codes > GENG_MAX_CODES
      || n_costs > MAX_COSTS)
    {
      g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_TOO_LARGE,
                   "problem: %u members × %u days × %u codes are too many", n_members, n_days,
                   n_codes);
      return NULL;
    }
  if (n_days == 0 || n_codes == 0)
    {
      g_set_error_literal (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                           "problem: needs a day and a code at least");
      return NULL;
    }
  problem = g_new0 (GengProblem, 1);
  problem->n_members = n_members;
  problem->n_days = n_days;
  problem->n_codes = n_codes;
  problem->unit = 1;
  problem->cost = g_new0 (gint32, n_costs);
  problem->code_sets = g_array_new (FALSE, TRUE, sizeof (guint8));
  problem->day_sets = g_array_new (FALSE, TRUE, sizeof (guint8));
  problem->weights = g_array_new (FALSE, TRUE, sizeof (gint32));
  problem->groups = g_array_new (FALSE, TRUE, sizeof (gint32));
  problem->ranges = g_array_new (FALSE, TRUE, sizeof (GengRange));
  problem->run_limits = g_array_new (FALSE, TRUE, sizeof (GengRunLimit));
  problem->counters = g_array_new (FALSE, TRUE, sizeof (GengCounter));
  problem->patterns = g_array_new (FALSE, TRUE, sizeof (GengPattern));
  problem->spans = g_array_new (FALSE, TRUE, sizeof (GengSpan));
  problem->cells = g_array_new (FALSE, TRUE, sizeof (GengCell));
  problem->building = building_new (n_members);
  return problem;
}

void
geng_problem_free (GengProblem *problem)
{
  if (problem == NULL)
    return;
  geng_problem_building_free (problem);
  g_free (problem->cost);
  g_free (problem->successions);
  g_free (problem->line_profile);
  g_free (problem->join);
  g_array_unref (problem->code_sets);
  g_array_unref (problem->day_sets);
  g_array_unref (problem->weights);
  g_array_unref (problem->groups);
  g_array_unref (problem->ranges);
  g_array_unref (problem->run_limits);
  g_array_unref (problem->counters);
  g_array_unref (problem->patterns);
  g_array_unref (problem->spans);
  g_array_unref (problem->cells);
  g_free (problem->first_run_limit);
  g_free (problem->first_counter);
  g_free (problem->first_pattern);
  g_free (problem->first_span);
  g_free (problem->cell_profile);
  g_free (problem->first_feed);
  g_free (problem->feeds);
  g_free (problem);
}

/* Remembers the first mistake; sealing reports it. */
static gboolean G_GNUC_PRINTF (3, 4)
    check (GengProblem *problem, gboolean fine, const char *format, ...)
{
  GengProblemBuilding *building = problem->building;
  g_autofree char *text = NULL;
  va_list args;

  g_return_val_if_fail (!problem->sealed, FALSE);
  if (fine || building->error != NULL)
    return fine;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  building->error
      = g_error_new (GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID, "problem: %s", text);
  return FALSE;
}

static gboolean
check_slot (GengProblem *problem, guint member, guint day, guint code)
{
  return check (problem,
                member < problem->n_members && day < problem->n_days && code < problem->n_codes,
                "no such place: member %u, day %u, code %u", member, day, code);
}

static gboolean
price_fine (gint32 price)
{
  return price == GENG_FORBIDDEN || (price >= 0 && price <= GENG_MAX_PRICE);
}

void
geng_problem_add_cost (GengProblem *problem, guint member, guint day, guint code, gint32 price)
{
  gint32 *cost;

  if (!check_slot (problem, member, day, code))
    return;
  cost = &GENG_PROBLEM_COST (problem, member, day)[code];
  if (price == GENG_FORBIDDEN || *cost == GENG_FORBIDDEN)
    *cost = GENG_FORBIDDEN;
  else if (check (problem, ABS ((gint64) *cost + price) <= GENG_MAX_PRICE,
                  "the costs of member %u, day %u, code %u add up beyond %d", member, day, code,
                  GENG_MAX_PRICE))
    *cost += price;
}

void
geng_problem_forbid (GengProblem *problem, guint member, guint day, guint code)
{
  geng_problem_add_cost (problem, member, day, code, GENG_FORBIDDEN);
}

void
geng_problem_forbid_succession (GengProblem *problem, guint member, guint day, guint a, guint b)
{
  GengProblemBuilding *building = problem->building;
  guint32 join;

  if (!check_slot (problem, member, day + 1, MAX (a, b)) || a == GENG_OFF || b == GENG_OFF)
    return;
  if (building->joins[member] == NULL)
    building->joins[member] = g_array_new (FALSE, FALSE, sizeof (guint32));
  join = (day * problem->n_codes + a) * problem->n_codes + b;
  g_array_append_val (building->joins[member], join);
}

/* Appends the table unless an equal one is there. */
static guint
share_table (GengProblem *problem, guint kind, GArray *tables, gconstpointer table, guint n)
{
  GengProblemBuilding *building = problem->building;
  g_autoptr (GBytes) bytes = g_bytes_new (table, n * g_array_get_element_size (tables));
  gpointer known;
  guint index = tables->len / n;

  if (g_hash_table_lookup_extended (building->tables[kind], bytes, NULL, &known))
    return GPOINTER_TO_UINT (known);
  g_array_append_vals (tables, table, n);
  g_hash_table_insert (building->tables[kind], g_steal_pointer (&bytes), GUINT_TO_POINTER (index));
  return index;
}

static guint
share_set (GengProblem *problem, guint kind, GArray *sets, const guint8 *set, guint n)
{
  g_autofree guint8 *plain = g_new (guint8, n);

  for (guint i = 0; i < n; i++)
    plain[i] = set[i] != 0;
  return share_table (problem, kind, sets, plain, n);
}

guint
geng_problem_add_code_set (GengProblem *problem, const guint8 *set)
{
  return share_set (problem, TABLE_CODE_SET, problem->code_sets, set, problem->n_codes);
}

guint
geng_problem_add_day_set (GengProblem *problem, const guint8 *set)
{
  return share_set (problem, TABLE_DAY_SET, problem->day_sets, set, problem->n_days);
}

guint
geng_problem_add_weights (GengProblem *problem, const gint32 *weights)
{
  guint n = problem->n_days * problem->n_codes;

  for (guint i = 0; i < n; i++)
    check (problem, ABS ((gint64) weights[i]) <= GENG_MAX_PRICE, "weight %d is too large",
           weights[i]);
  return share_table (problem, TABLE_WEIGHTS, problem->weights, weights, n);
}

guint
geng_problem_add_groups (GengProblem *problem, const gint32 *groups)
{
  gint32 last = -1;

  for (guint d = 0; d < problem->n_days; d++)
    if (groups[d] >= 0)
      {
        check (problem, groups[d] >= last, "day %u: groups must ascend by day", d);
        last = groups[d];
      }
  return share_table (problem, TABLE_GROUPS, problem->groups, groups, problem->n_days);
}

void
geng_problem_add_run_limit (GengProblem *problem, const GengRunLimit *limit)
{
  if (!check (problem, limit->member < problem->n_members, "run limit of member %u", limit->member)
      || !check (problem, limit->code_set < problem->code_sets->len / problem->n_codes,
                 "run limit of code set %u", limit->code_set)
      || !check (problem, limit->before >= 0 && limit->max >= 0, "run limit of length %d..%d, %d",
                 limit->min, limit->max, limit->before)
      || !check (problem, price_fine (limit->under) && price_fine (limit->over),
                 "price of a run is below 0 or too large"))
    return;
  g_array_append_val (problem->run_limits, *limit);
}

static guint
add_ranges (GengProblem *problem, const GengRange *ranges, guint n_ranges)
{
  guint first = problem->ranges->len;

  for (guint i = 0; i < n_ranges; i++)
    {
      check (problem, price_fine (ranges[i].under) && price_fine (ranges[i].over),
             "price of a range is below 0 or too large");
      check (problem, ranges[i].lo <= ranges[i].hi, "range %d..%d is upside down", ranges[i].lo,
             ranges[i].hi);
    }
  if (n_ranges > 0)
    g_array_append_vals (problem->ranges, ranges, n_ranges);
  return first;
}

void
geng_problem_add_counter (GengProblem *problem,
                          guint member,
                          guint weights,
                          gint groups,
                          gint32 before,
                          const GengRange *ranges,
                          guint n_ranges)
{
  GengCounter counter = { member, weights, groups, before, 0, n_ranges };
  guint n_tables = problem->weights->len / (problem->n_days * problem->n_codes);

  if (!check (problem, member < problem->n_members, "counter of member %u", member)
      || !check (problem, weights < n_tables, "counter of weights %u", weights)
      || !check (problem, groups < (gint) (problem->groups->len / problem->n_days) && groups >= -1,
                 "counter of groups %d", groups))
    return;
  counter.first_range = add_ranges (problem, ranges, n_ranges);
  g_array_append_val (problem->counters, counter);
}

void
geng_problem_add_pattern (GengProblem *problem, const GengPattern *pattern)
{
  guint n_code_sets = problem->code_sets->len / problem->n_codes;

  if (!check (problem, pattern->member < problem->n_members, "pattern of member %u",
              pattern->member)
      || !check (problem, pattern->n_sets >= 1 && pattern->n_sets <= GENG_MAX_PATTERN,
                 "pattern of %u days, 1..%d are possible", pattern->n_sets, GENG_MAX_PATTERN)
      || !check (problem, pattern->starts < problem->day_sets->len / problem->n_days,
                 "pattern of day set %u", pattern->starts)
      || !check (problem, price_fine (pattern->price),
                 "price of a pattern is below 0 or too large"))
    return;
  for (guint i = 0; i < pattern->n_sets; i++)
    if (!check (problem, pattern->code_set[i] < n_code_sets, "pattern of code set %u",
                pattern->code_set[i]))
      return;
  g_array_append_val (problem->patterns, *pattern);
}

void
geng_problem_add_span (GengProblem *problem,
                       const GengSpan *span,
                       const GengRange *ranges,
                       guint n_ranges)
{
  guint n_tables = problem->weights->len / (problem->n_days * problem->n_codes);
  GengSpan added = *span;

  if (!check (problem, span->member < problem->n_members, "span of member %u", span->member)
      || !check (problem, span->n_days >= 1 && span->n_days <= GENG_MAX_SPAN,
                 "span of %u days, 1..%d are possible", span->n_days, GENG_MAX_SPAN)
      || !check (problem, span->weights < n_tables, "span of weights %u", span->weights))
    return;
  for (guint i = 0; i + 1 < span->n_days; i++)
    if (!check (problem, ABS ((gint64) span->before[i]) <= GENG_MAX_PRICE,
                "weight %d before day 0 is too large", span->before[i]))
      return;
  added.known = MIN (span->known, GENG_MAX_SPAN);
  added.first_range = add_ranges (problem, ranges, n_ranges);
  added.n_ranges = n_ranges;
  g_array_append_val (problem->spans, added);
}

guint
geng_problem_add_cell (GengProblem *problem, const GengRange *ranges, guint n_ranges)
{
  GengCell cell = { 0, n_ranges };

  cell.first_range = add_ranges (problem, ranges, n_ranges);
  g_array_append_val (problem->cells, cell);
  return problem->n_cells++;
}

void
geng_problem_feed (GengProblem *problem,
                   guint cell,
                   guint member,
                   guint day,
                   guint code,
                   gint32 coefficient)
{
  GengProblemBuilding *building = problem->building;
  GengBuiltFeed feed = { day * problem->n_codes + code, cell, coefficient };

  if (!check_slot (problem, member, day, code)
      || !check (problem, cell < problem->n_cells, "feed to cell %u", cell))
    return;
  if (building->feeds[member] == NULL)
    building->feeds[member] = g_array_new (FALSE, FALSE, sizeof (GengBuiltFeed));
  g_array_append_val (building->feeds[member], feed);
}
