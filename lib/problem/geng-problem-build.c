/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-private.h"

/*
 * The calls that build a problem.  In a mapped one they speak of people and duties, which stand for
 * a place in a line and for some of that line's codes; tables of duties wait until somebody uses
 * them and are then kept in his line's codes.
 */

/* FALSE where nothing is to be added: a scout only looks at what is forbidden. */
static gboolean
begin (GengProblem *problem)
{
  g_return_val_if_fail (!problem->sealed, FALSE);
  if (problem->map == NULL)
    return TRUE;
  if (problem->map->scout != NULL)
    return FALSE;
  if (!problem->map->begun)
    geng_problem_map_begin (problem);
  return TRUE;
}

/* Remembers the first mistake; sealing reports it. */
static gboolean G_GNUC_PRINTF (3, 4)
    check (GengProblem *problem, gboolean fine, const char *format, ...)
{
  GengProblemBuilding *building = problem->building;
  g_autofree char *text = NULL;
  va_list args;

  if (fine || building->error != NULL)
    return fine;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  building->error
      = g_error_new (GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID, "problem: %s", text);
  return FALSE;
}

/* As many members and codes as the caller speaks of. */
static guint
count_members (const GengProblem *problem)
{
  return geng_problem_count_people (problem);
}

static guint
count_codes (const GengProblem *problem)
{
  return problem->map != NULL ? problem->map->n_duties : problem->n_codes;
}

static gboolean
check_slot (GengProblem *problem, guint member, guint day, guint code)
{
  return check (problem,
                member < count_members (problem) && day < problem->n_days
                    && code < count_codes (problem),
                "no such place: member %u, day %u, code %u", member, day, code);
}

static gboolean
price_fine (gint32 price)
{
  return price == GENG_FORBIDDEN || (price >= 0 && price <= GENG_MAX_PRICE);
}

/* -- days -- */

static void
add_cost (GengProblem *problem, guint line, guint day, guint code, gint32 price)
{
  gint32 *cost = &GENG_PROBLEM_COST (problem, line, day)[code];

  if (price == GENG_FORBIDDEN || *cost == GENG_FORBIDDEN)
    *cost = GENG_FORBIDDEN;
  else if (check (problem, ABS ((gint64) *cost + price) <= GENG_MAX_PRICE,
                  "the costs of member %u, day %u, code %u add up beyond %d", line, day, code,
                  GENG_MAX_PRICE))
    *cost += price;
}

static gboolean
is_scout (const GengProblem *problem)
{
  return problem->map != NULL && problem->map->scout != NULL;
}

static gboolean
is_excused (const GengProblem *problem, guint member, guint day, guint code)
{
  return problem->map != NULL && problem->map->excused != NULL && member < problem->map->n_people
         && day < problem->n_days
         && problem->map->excused[(gsize) member * problem->n_days + day] == code + 1;
}

void
geng_problem_excuse (GengProblem *problem, guint member, guint day, guint code)
{
  g_return_if_fail (problem->map != NULL && code < problem->map->n_duties);
  g_return_if_fail (member < problem->map->n_people && day < problem->n_days);
  if (problem->map->excused == NULL)
    problem->map->excused = g_new0 (guint16, (gsize) problem->map->n_people * problem->n_days);
  problem->map->excused[(gsize) member * problem->n_days + day] = (guint16) (code + 1);
}

void
geng_problem_add_cost (GengProblem *problem, guint member, guint day, guint code, gint32 price)
{
  if (price == GENG_FORBIDDEN && is_excused (problem, member, day, code))
    return;
  if (is_scout (problem) && price == GENG_FORBIDDEN && member < problem->map->n_people
      && day < problem->n_days && code < problem->map->n_duties)
    geng_scout_forbid (problem->map->scout, member, day, code);
  if (!begin (problem) || !check_slot (problem, member, day, code))
    return;
  for (guint c = geng_problem_map_next (problem, member, code, 0); c < problem->n_codes;
       c = geng_problem_map_next (problem, member, code, c + 1))
    add_cost (problem, geng_problem_line (problem, member), day, c, price);
}

void
geng_problem_forbid (GengProblem *problem, guint member, guint day, guint code)
{
  geng_problem_add_cost (problem, member, day, code, GENG_FORBIDDEN);
}

gboolean
geng_problem_is_forbidden (const GengProblem *problem, guint member, guint day, guint code)
{
  if (is_scout (problem))
    return geng_scout_is_forbidden (problem->map->scout, member, day, code);
  if (problem->map != NULL && !problem->map->begun)
    return FALSE;
  for (guint c = geng_problem_map_next (problem, member, code, 0); c < problem->n_codes;
       c = geng_problem_map_next (problem, member, code, c + 1))
    if (GENG_PROBLEM_COST (problem, geng_problem_line (problem, member), day)[c] != GENG_FORBIDDEN)
      return FALSE;
  return TRUE;
}

static void
forbid_succession (GengProblem *problem, guint line, guint day, guint a, guint b)
{
  GengProblemBuilding *building = problem->building;
  guint32 join = (day * problem->n_codes + a) * problem->n_codes + b;

  if (building->joins[line] == NULL)
    building->joins[line] = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (building->joins[line], join);
}

void
geng_problem_forbid_succession (GengProblem *problem, guint member, guint day, guint a, guint b)
{
  if (!begin (problem) || !check_slot (problem, member, day + 1, MAX (a, b)) || a == GENG_OFF
      || b == GENG_OFF
      || (is_excused (problem, member, day, a) && is_excused (problem, member, day + 1, b)))
    return;
  for (guint x = geng_problem_map_next (problem, member, a, 0); x < problem->n_codes;
       x = geng_problem_map_next (problem, member, a, x + 1))
    for (guint y = geng_problem_map_next (problem, member, b, 0); y < problem->n_codes;
         y = geng_problem_map_next (problem, member, b, y + 1))
      forbid_succession (problem, geng_problem_line (problem, member), day, x, y);
}

/* -- tables -- */

static guint
count_tables (const GengTables *tables)
{
  return tables->all->len / tables->n;
}

/* Appends the table unless an equal one is there. */
static guint
share_table (GengTables *tables, gconstpointer table)
{
  g_autoptr (GBytes) bytes
      = g_bytes_new (table, tables->n * g_array_get_element_size (tables->all));
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (tables->index, bytes));

  if (index > 0)
    return index - 1;
  index = count_tables (tables);
  g_array_append_vals (tables->all, table, tables->n);
  g_hash_table_insert (tables->index, g_steal_pointer (&bytes), GUINT_TO_POINTER (index + 1));
  return index;
}

static guint
share_set (GengTables *tables, const guint8 *set)
{
  g_autofree guint8 *plain = g_new (guint8, tables->n);

  for (guint i = 0; i < tables->n; i++)
    plain[i] = set[i] != 0;
  return share_table (tables, plain);
}

/* Where the caller's tables are kept. */
static GengTables *
given_sets (GengProblem *problem)
{
  GengProblemBuilding *building = problem->building;

  return problem->map != NULL ? &building->duty_sets : &building->sets;
}

static GengTables *
given_weights (GengProblem *problem)
{
  GengProblemBuilding *building = problem->building;

  return problem->map != NULL ? &building->duty_weights : &building->weights;
}

guint
geng_problem_add_code_set (GengProblem *problem, const guint8 *set)
{
  return begin (problem) ? share_set (given_sets (problem), set) : 0;
}

guint
geng_problem_add_day_set (GengProblem *problem, const guint8 *set)
{
  return begin (problem) ? share_set (&((GengProblemBuilding *) problem->building)->days, set) : 0;
}

guint
geng_problem_add_weights (GengProblem *problem, const gint32 *weights)
{
  if (!begin (problem))
    return 0;
  for (guint i = 0; i < given_weights (problem)->n; i++)
    check (problem, ABS ((gint64) weights[i]) <= GENG_MAX_PRICE, "weight %d is too large",
           weights[i]);
  return share_table (given_weights (problem), weights);
}

guint
geng_problem_add_groups (GengProblem *problem, const gint32 *groups)
{
  gint32 last = -1;

  if (!begin (problem))
    return 0;
  for (guint d = 0; d < problem->n_days; d++)
    if (groups[d] >= 0)
      {
        check (problem, groups[d] >= last, "day %u: groups must ascend by day", d);
        check (problem, groups[d] < (gint32) problem->n_days, "day %u: more groups than days", d);
        last = groups[d];
      }
  return share_table (&((GengProblemBuilding *) problem->building)->groups, groups);
}

/* The given set in the codes of the member's line. */
static guint
own_set (GengProblem *problem, guint member, guint set)
{
  GengProblemBuilding *building = problem->building;
  const guint8 *of_duties;
  guint8 own[GENG_MAX_CODES] = { 0 };

  if (problem->map == NULL)
    return set;
  of_duties = (const guint8 *) building->duty_sets.all->data + (gsize) set * building->duty_sets.n;
  for (guint c = 0; c < problem->n_codes; c++)
    {
      guint duty = geng_problem_map_duty (problem, member, c);

      own[c] = duty != G_MAXUINT && of_duties[duty];
    }
  return share_table (&building->sets, own);
}

/* Alike; where a code means nothing it weighs nothing. */
static guint
own_weights (GengProblem *problem, guint member, guint table)
{
  GengProblemBuilding *building = problem->building;
  g_autofree gint32 *own = NULL;
  guint n = problem->n_codes;

  if (problem->map == NULL)
    return table;
  own = g_new0 (gint32, (gsize) problem->n_days * n);
  for (guint c = 0; c < n; c++)
    {
      guint duty = geng_problem_map_duty (problem, member, c);

      for (guint d = 0; d < problem->n_days && duty != G_MAXUINT; d++)
        own[d * n + c] = g_array_index (building->duty_weights.all, gint32,
                                        (gsize) table * building->duty_weights.n
                                            + (gsize) d * problem->map->n_duties + duty);
    }
  return share_table (&building->weights, own);
}

static gboolean
check_set (GengProblem *problem, guint set, const char *what)
{
  return check (problem, set < count_tables (given_sets (problem)), "%s of code set %u", what, set);
}

static gboolean
check_weights (GengProblem *problem, guint table, const char *what)
{
  return check (problem, table < count_tables (given_weights (problem)), "%s of weights %u", what,
                table);
}

static gboolean
check_member (GengProblem *problem, guint member, const char *what)
{
  return check (problem, member < count_members (problem), "%s of member %u", what, member);
}

/* -- lines -- */

void
geng_problem_add_run_limit (GengProblem *problem, const GengRunLimit *limit)
{
  GengRunLimit added = *limit;

  if (!begin (problem) || !check_member (problem, limit->member, "run limit")
      || !check_set (problem, limit->code_set, "run limit")
      || !check (problem, limit->before >= 0 && limit->max >= 0, "run limit of length %d..%d, %d",
                 limit->min, limit->max, limit->before)
      || !check (problem, price_fine (limit->under) && price_fine (limit->over),
                 "price of a run is below 0 or too large"))
    return;
  added.member = geng_problem_line (problem, limit->member);
  added.code_set = own_set (problem, limit->member, limit->code_set);
  g_array_append_val (problem->run_limits, added);
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

  if (!begin (problem) || !check_member (problem, member, "counter")
      || !check_weights (problem, weights, "counter")
      || !check (problem, groups < (gint) (problem->groups->len / problem->n_days) && groups >= -1,
                 "counter of groups %d", groups))
    return;
  counter.member = geng_problem_line (problem, member);
  counter.weights = own_weights (problem, member, weights);
  counter.first_range = add_ranges (problem, ranges, n_ranges);
  g_array_append_val (problem->counters, counter);
}

/* What is past on all its days is not held against anybody. */
static void
excuse_pattern (GengProblem *problem, guint member, GengPattern *pattern)
{
  g_autofree guint8 *starts
      = g_memdup2 (GENG_PROBLEM_DAY_SET (problem, pattern->starts), problem->n_days);
  gint n = (gint) pattern->n_sets;

  for (gint d = 0; d < (gint) problem->n_days; d++)
    if (geng_problem_all_excused (problem, member, d, d + n - 1))
      starts[d] = FALSE;
  pattern->starts = share_set (&((GengProblemBuilding *) problem->building)->days, starts);
  for (gint i = 0; i + 1 < n; i++)
    if (geng_problem_all_excused (problem, member, 0, n - i - 2))
      pattern->begun &= (guint8) ~(1u << i);
}

void
geng_problem_add_pattern (GengProblem *problem, const GengPattern *pattern)
{
  GengPattern added = *pattern;

  if (!begin (problem) || !check_member (problem, pattern->member, "pattern")
      || !check (problem, pattern->n_sets >= 1 && pattern->n_sets <= GENG_MAX_PATTERN,
                 "pattern of %u days, 1..%d are possible", pattern->n_sets, GENG_MAX_PATTERN)
      || !check (problem, pattern->starts < problem->day_sets->len / problem->n_days,
                 "pattern of day set %u", pattern->starts)
      || !check (problem, price_fine (pattern->price),
                 "price of a pattern is below 0 or too large"))
    return;
  if (added.price == GENG_FORBIDDEN && geng_problem_all_excused (problem, pattern->member, 0, 0))
    excuse_pattern (problem, pattern->member, &added);
  added.member = geng_problem_line (problem, pattern->member);
  for (guint i = 0; i < pattern->n_sets; i++)
    {
      if (!check_set (problem, pattern->code_set[i], "pattern"))
        return;
      added.code_set[i] = own_set (problem, pattern->member, pattern->code_set[i]);
    }
  g_array_append_val (problem->patterns, added);
}

void
geng_problem_add_span (GengProblem *problem,
                       const GengSpan *span,
                       const GengRange *ranges,
                       guint n_ranges)
{
  GengSpan added = *span;

  if (!begin (problem) || !check_member (problem, span->member, "span")
      || !check (problem, span->n_days >= 1 && span->n_days <= GENG_MAX_SPAN,
                 "span of %u days, 1..%d are possible", span->n_days, GENG_MAX_SPAN)
      || !check_weights (problem, span->weights, "span"))
    return;
  for (guint i = 0; i + 1 < span->n_days; i++)
    if (!check (problem, ABS ((gint64) span->before[i]) <= GENG_MAX_PRICE,
                "weight %d before day 0 is too large", span->before[i]))
      return;
  added.member = geng_problem_line (problem, span->member);
  added.weights = own_weights (problem, span->member, span->weights);
  added.known = MIN (span->known, GENG_MAX_SPAN);
  added.first_range = add_ranges (problem, ranges, n_ranges);
  added.n_ranges = n_ranges;
  g_array_append_val (problem->spans, added);
}

/* -- cells -- */

guint
geng_problem_add_cell (GengProblem *problem, const GengRange *ranges, guint n_ranges)
{
  GengCell cell = { 0, n_ranges };

  if (!begin (problem))
    return 0;
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
  GengProblemBuilding *building;
  guint line;

  if (!begin (problem) || !check_slot (problem, member, day, code)
      || !check (problem, cell < problem->n_cells, "feed to cell %u", cell))
    return;
  line = geng_problem_line (problem, member);
  building = problem->building;
  if (building->feeds[line] == NULL)
    building->feeds[line] = g_array_new (FALSE, FALSE, sizeof (GengBuiltFeed));
  for (guint c = geng_problem_map_next (problem, member, code, 0); c < problem->n_codes;
       c = geng_problem_map_next (problem, member, code, c + 1))
    {
      GengBuiltFeed feed = { day * problem->n_codes + c, cell, coefficient };

      g_array_append_val (building->feeds[line], feed);
    }
}
