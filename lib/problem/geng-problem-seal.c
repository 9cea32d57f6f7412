/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-problem-private.h"

/* The objective of any roster, and any sum on the way to it, stays below this. */
#define MAX_OBJECTIVE 1e17

static gboolean
too_large (GError **error, const char *what)
{
  g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_TOO_LARGE,
               "problem: the %s are too large to add up", what);
  return FALSE;
}

/* -- sharing: successions -- */

static int
compare_join (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* The index of an equal table seen before, or the next one. */
static guint
intern (GHashTable *seen, GByteArray *all, gconstpointer data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  gpointer known;
  guint index = g_hash_table_size (seen);

  if (g_hash_table_lookup_extended (seen, bytes, NULL, &known))
    return GPOINTER_TO_UINT (known);
  g_byte_array_append (all, data, size);
  g_hash_table_insert (seen, g_steal_pointer (&bytes), GUINT_TO_POINTER (index));
  return index;
}

static GHashTable *
bytes_table_new (void)
{
  return g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
}

/* One member's table for each join, shared among days and members. */
static void
member_joins (const GengProblem *problem,
              GArray *joins,
              GHashTable *tables,
              GByteArray *all_tables,
              guint *profile)
{
  guint n = problem->n_codes * problem->n_codes;
  g_autofree guint8 *table = g_new (guint8, n);
  guint next = 0;

  if (joins != NULL)
    g_array_sort (joins, compare_join);
  for (guint d = 0; d + 1 < problem->n_days; d++)
    {
      memset (table, 0, n);
      for (; joins != NULL && next < joins->len; next++)
        {
          guint32 join = g_array_index (joins, guint32, next);

          if (join / n != d)
            break;
          table[join % n] = 1;
        }
      profile[d] = intern (tables, all_tables, table, n);
    }
}

static void
share_joins (GengProblem *problem)
{
  GengProblemBuilding *building = problem->building;
  g_autoptr (GHashTable) tables = bytes_table_new ();
  g_autoptr (GHashTable) profiles = bytes_table_new ();
  GByteArray *all_tables = g_byte_array_new ();
  GByteArray *all_profiles = g_byte_array_new ();
  guint n_joins = problem->n_days - 1;
  g_autofree guint *profile = g_new0 (guint, problem->n_days);

  problem->line_profile = g_new0 (guint, problem->n_members);
  for (guint m = 0; m < problem->n_members; m++)
    {
      member_joins (problem, building->joins[m], tables, all_tables, profile);
      problem->line_profile[m] = intern (profiles, all_profiles, profile, n_joins * sizeof (guint));
    }
  problem->n_successions = g_hash_table_size (tables);
  problem->n_line_profiles = g_hash_table_size (profiles);
  problem->successions = g_byte_array_free (all_tables, FALSE);
  problem->join = (guint *) (gpointer) g_byte_array_free (all_profiles, FALSE);
}

/* -- sharing: feeds -- */

static int
compare_feed (gconstpointer a, gconstpointer b)
{
  const GengBuiltFeed *x = a, *y = b;

  if (x->slot != y->slot)
    return x->slot < y->slot ? -1 : 1;
  return (x->cell > y->cell) - (x->cell < y->cell);
}

/* Adds up equal feeds and drops those of nothing; FALSE where a sum is too large. */
static gboolean
merge_feeds (GArray *feeds)
{
  guint n = 0;

  g_array_sort (feeds, compare_feed);
  for (guint i = 0; i < feeds->len;)
    {
      GengBuiltFeed sum = g_array_index (feeds, GengBuiltFeed, i);

      for (i++; i < feeds->len; i++)
        {
          const GengBuiltFeed *feed = &g_array_index (feeds, GengBuiltFeed, i);

          if (compare_feed (&sum, feed) != 0)
            break;
          sum.coefficient += feed->coefficient;
        }
      if (ABS (sum.coefficient) > GENG_MAX_PRICE)
        return FALSE;
      if (sum.coefficient != 0)
        g_array_index (feeds, GengBuiltFeed, n++) = sum;
    }
  g_array_set_size (feeds, n);
  return TRUE;
}

static guint
count_feeds (GArray **profiles, guint n_profiles)
{
  guint n = 0;

  for (guint p = 0; p < n_profiles; p++)
    n += profiles[p] != NULL ? profiles[p]->len : 0;
  return n;
}

static void
lay_out_feeds (GengProblem *problem, GArray **profiles, guint n_profiles)
{
  guint n_slots = problem->n_days * problem->n_codes;
  guint n = 0;

  problem->n_cell_profiles = n_profiles;
  problem->first_feed = g_new0 (guint, (gsize) n_profiles * n_slots + 1);
  problem->feeds = g_new0 (GengFeed, count_feeds (profiles, n_profiles));
  for (guint p = 0; p < n_profiles; p++)
    {
      guint next = 0;

      for (guint s = 0; s < n_slots; s++)
        {
          problem->first_feed[(gsize) p * n_slots + s] = n;
          for (; profiles[p] != NULL && next < profiles[p]->len; next++)
            {
              const GengBuiltFeed *feed = &g_array_index (profiles[p], GengBuiltFeed, next);

              if (feed->slot != s)
                break;
              problem->feeds[n++] = (GengFeed){ feed->cell, (gint32) feed->coefficient };
            }
        }
    }
  problem->first_feed[(gsize) n_profiles * n_slots] = n;
}

static gboolean
share_feeds (GengProblem *problem, GError **error)
{
  GengProblemBuilding *building = problem->building;
  g_autoptr (GHashTable) profiles = bytes_table_new ();
  g_autofree GArray **distinct = g_new0 (GArray *, problem->n_members + 1);

  problem->cell_profile = g_new0 (guint, problem->n_members);
  for (guint m = 0; m < problem->n_members; m++)
    {
      GArray *feeds = building->feeds[m];
      g_autoptr (GBytes) bytes = NULL;
      gpointer known;
      guint n = g_hash_table_size (profiles);

      if (feeds != NULL && !merge_feeds (feeds))
        return too_large (error, "coefficients of a cell");
      bytes = g_bytes_new_static (feeds != NULL ? feeds->data : NULL,
                                  feeds != NULL ? feeds->len * sizeof (GengBuiltFeed) : 0);
      if (g_hash_table_lookup_extended (profiles, bytes, NULL, &known))
        problem->cell_profile[m] = GPOINTER_TO_UINT (known);
      else
        {
          distinct[n] = feeds;
          problem->cell_profile[m] = n;
          g_hash_table_insert (profiles, g_steal_pointer (&bytes), GUINT_TO_POINTER (n));
        }
    }
  lay_out_feeds (problem, distinct, g_hash_table_size (profiles));
  return TRUE;
}

/* -- order by member -- */

static int
compare_member (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* What belongs to a line begins with its member; the order of addition is kept. */
static guint *
sort_by_member (GArray *array, guint n_members)
{
  guint *first = g_new0 (guint, n_members + 2);
  gsize size = g_array_get_element_size (array);

  g_array_sort (array, compare_member); /* stable in GLib */
  for (guint i = 0; i < array->len; i++)
    first[*(guint *) (gpointer) (array->data + i * size) + 1]++;
  for (guint m = 0; m < n_members; m++)
    first[m + 1] += first[m];
  return first;
}

/* -- magnitudes -- */

static double
worst_price (const GengProblem *problem, guint first_range, guint n_ranges, double low, double high)
{
  double worst = 0;

  for (guint i = first_range; i < first_range + n_ranges; i++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, i);
      double under = range->gap ? problem->gap_price : range->under;

      if (under == GENG_FORBIDDEN)
        under = 1;
      if (range->lo != G_MININT32)
        worst += under * MAX (0, range->lo - low);
      if (range->hi != G_MAXINT32)
        worst += (range->over == GENG_FORBIDDEN ? 1 : range->over) * MAX (0, high - range->hi);
    }
  return worst;
}

/* The furthest that a line's days can take a sum of the weights. */
static void
add_weights (const GengProblem *problem, guint table, double *low, double *high)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, table);

  for (guint d = 0; d < problem->n_days; d++)
    {
      gint32 least = G_MAXINT32, most = G_MININT32;

      for (guint c = 0; c < problem->n_codes; c++)
        {
          least = MIN (least, weights[d * problem->n_codes + c]);
          most = MAX (most, weights[d * problem->n_codes + c]);
        }
      *low += MIN (least, 0);
      *high += MAX (most, 1);
    }
}

static double
worst_counters (const GengProblem *problem)
{
  double worst = 0;

  for (guint i = 0; i < problem->counters->len; i++)
    {
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, i);
      double low = counter->before, high = counter->before;

      add_weights (problem, counter->weights, &low, &high);
      worst += worst_price (problem, counter->first_range, counter->n_ranges, low, high);
    }
  return worst;
}

static double
worst_patterns_and_spans (const GengProblem *problem)
{
  double worst = 0;

  for (guint i = 0; i < problem->patterns->len; i++)
    {
      gint32 price = g_array_index (problem->patterns, GengPattern, i).price;

      worst += problem->n_days * (price == GENG_FORBIDDEN ? 1.0 : price);
    }
  for (guint i = 0; i < problem->spans->len; i++)
    {
      const GengSpan *span = &g_array_index (problem->spans, GengSpan, i);
      double low = 0, high = 0;

      for (guint b = 0; b + 1 < span->n_days; b++)
        {
          low += MIN (span->before[b], 0);
          high += MAX (span->before[b], 0);
        }
      add_weights (problem, span->weights, &low, &high);
      worst
          += problem->n_days * worst_price (problem, span->first_range, span->n_ranges, low, high);
    }
  return worst;
}

/* The furthest a member can push each cell, added over members. */
static double
worst_cells (const GengProblem *problem)
{
  g_autofree double *low = g_new0 (double, problem->n_cells);
  g_autofree double *high = g_new0 (double, problem->n_cells);
  gsize n_slots = (gsize) problem->n_days * problem->n_codes;
  double worst = 0;

  for (guint m = 0; m < problem->n_members; m++)
    {
      gsize slot = problem->cell_profile[m] * n_slots;

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + n_slots]; f++)
        {
          const GengFeed *feed = &problem->feeds[f];

          low[feed->cell] += MIN (feed->coefficient, 0);
          high[feed->cell] += MAX (feed->coefficient, 0);
        }
    }
  for (guint i = 0; i < problem->n_cells; i++)
    {
      const GengCell *cell = &g_array_index (problem->cells, GengCell, i);

      worst += worst_price (problem, cell->first_range, cell->n_ranges, low[i], high[i]);
    }
  return worst;
}

static double
worst_lines (const GengProblem *problem)
{
  gsize n = (gsize) problem->n_members * problem->n_days * problem->n_codes;
  double worst = 0;

  for (gsize i = 0; i < n; i++)
    if (problem->cost[i] != GENG_FORBIDDEN)
      worst += ABS (problem->cost[i]);
  for (guint i = 0; i < problem->run_limits->len; i++)
    {
      const GengRunLimit *limit = &g_array_index (problem->run_limits, GengRunLimit, i);

      worst += problem->n_days * (limit->over == GENG_FORBIDDEN ? 1.0 : limit->over);
      worst += problem->n_days * (limit->under == GENG_FORBIDDEN ? 1.0 : limit->under);
    }
  return worst;
}

/* -- the common divisor and the price of a gap -- */

static guint
divisor (guint a, guint b)
{
  while (b != 0)
    {
      guint rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

typedef void (*PriceFunc) (gint32 *price, gpointer data);

static void
each_price (GengProblem *problem, PriceFunc func, gpointer data)
{
  gsize n = (gsize) problem->n_members * problem->n_days * problem->n_codes;

  for (gsize i = 0; i < n; i++)
    func (&problem->cost[i], data);
  for (guint i = 0; i < problem->run_limits->len; i++)
    {
      func (&g_array_index (problem->run_limits, GengRunLimit, i).under, data);
      func (&g_array_index (problem->run_limits, GengRunLimit, i).over, data);
    }
  for (guint i = 0; i < problem->patterns->len; i++)
    func (&g_array_index (problem->patterns, GengPattern, i).price, data);
  for (guint i = 0; i < problem->ranges->len; i++)
    {
      func (&g_array_index (problem->ranges, GengRange, i).under, data);
      func (&g_array_index (problem->ranges, GengRange, i).over, data);
    }
  func (&problem->gap_price, data);
}

static void
take_divisor (gint32 *price, gpointer data)
{
  guint *sum = data;

  if (*price != GENG_FORBIDDEN && *price != 0)
    *sum = divisor (*sum, ABS (*price));
}

static void
take_largest (gint32 *price, gpointer data)
{
  gint32 *largest = data;

  if (*price != GENG_FORBIDDEN)
    *largest = MAX (*largest, ABS (*price));
}

static void
divide (gint32 *price, gpointer data)
{
  if (*price != GENG_FORBIDDEN)
    *price /= *(gint32 *) data;
}

static void
scale_prices (GengProblem *problem)
{
  guint common = 0;

  for (guint i = 0; i < problem->ranges->len; i++)
    if (g_array_index (problem->ranges, GengRange, i).gap)
      g_array_index (problem->ranges, GengRange, i).under = 0;
  each_price (problem, take_divisor, &common);
  if (common > 1)
    {
      gint32 factor = (gint32) common;

      each_price (problem, divide, &factor);
      problem->unit *= common;
    }
  if (problem->gap_price == 0)
    {
      gint32 largest = 20;

      each_price (problem, take_largest, &largest);
      problem->gap_price = (gint32) MIN ((gint64) largest * 50, GENG_MAX_PRICE);
    }
}

gboolean
geng_problem_seal (GengProblem *problem, GError **error)
{
  GengProblemBuilding *building;

  g_return_val_if_fail (!problem->sealed, FALSE);
  g_return_val_if_fail (problem->map == NULL || problem->map->scout == NULL, FALSE);
  if (problem->map != NULL && !problem->map->begun)
    geng_problem_map_begin (problem);
  building = problem->building;
  if (problem->gap_price < 0 || problem->gap_price > GENG_MAX_PRICE)
    return too_large (error, "price of a gap");
  if (building->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&building->error));
      return FALSE;
    }
  scale_prices (problem);
  share_joins (problem);
  if (!share_feeds (problem, error))
    return FALSE;
  geng_problem_relax_cells (problem);
  problem->first_run_limit = sort_by_member (problem->run_limits, problem->n_members);
  problem->first_counter = sort_by_member (problem->counters, problem->n_members);
  problem->first_pattern = sort_by_member (problem->patterns, problem->n_members);
  problem->first_span = sort_by_member (problem->spans, problem->n_members);
  if (worst_lines (problem) + worst_counters (problem) + worst_patterns_and_spans (problem)
          + worst_cells (problem)
      > MAX_OBJECTIVE)
    return too_large (error, "prices");
  geng_problem_building_free (problem);
  problem->sealed = TRUE;
  return TRUE;
}
