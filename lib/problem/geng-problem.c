/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-private.h"

/* Cells of the cost table; four bytes each. */
#define MAX_COSTS 50000000
#define MAX_MEMBERS 20000
#define MAX_DAYS 1000

G_DEFINE_QUARK (geng - problem - error - quark, geng_problem_error)

static void
tables_init (GengTables *tables, GArray *all, guint n)
{
  tables->index
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  tables->all = all;
  tables->n = n;
}

static GengProblemBuilding *
building_new (GengProblem *problem)
{
  GengProblemBuilding *building = g_new0 (GengProblemBuilding, 1);
  guint n_duties = problem->map != NULL ? problem->map->n_duties : 0;

  tables_init (&building->sets, problem->code_sets, problem->n_codes);
  tables_init (&building->weights, problem->weights, problem->n_days * problem->n_codes);
  tables_init (&building->groups, problem->groups, problem->n_days);
  tables_init (&building->days, problem->day_sets, problem->n_days);
  tables_init (&building->duty_sets, g_array_new (FALSE, TRUE, 1), n_duties);
  tables_init (&building->duty_weights, g_array_new (FALSE, TRUE, sizeof (gint32)),
               n_duties * problem->n_days);
  /* one more, NULL, ends each vector */
  building->feeds = g_new0 (GArray *, problem->n_members + 1);
  building->joins = g_new0 (GArray *, problem->n_members + 1);
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
  g_hash_table_unref (building->sets.index);
  g_hash_table_unref (building->weights.index);
  g_hash_table_unref (building->groups.index);
  g_hash_table_unref (building->days.index);
  g_hash_table_unref (building->duty_sets.index);
  g_hash_table_unref (building->duty_weights.index);
  g_array_unref (building->duty_sets.all);
  g_array_unref (building->duty_weights.all);
  array_vector_free (building->feeds, problem->n_members);
  array_vector_free (building->joins, problem->n_members);
  g_clear_error (&building->error);
  g_free (building);
  problem->building = NULL;
}

gboolean
geng_problem_fits (guint n_members, guint n_days, guint n_codes, GError **error)
{
  gsize n_costs = (gsize) MIN (n_members, MAX_MEMBERS) * MIN (n_days, MAX_DAYS) * n_codes;

  if (n_members > MAX_MEMBERS || n_days > MAX_DAYS || n_codes > GENG_MAX_CODES
      || n_costs > MAX_COSTS)
    {
      g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_TOO_LARGE,
                   "problem: %u members × %u days × %u codes are too many", n_members, n_days,
                   n_codes);
      return FALSE;
    }
  if (n_days > 0 && n_codes > 0)
    return TRUE;
  g_set_error_literal (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                       "problem: needs a day and a code at least");
  return FALSE;
}

GengProblem *
geng_problem_new_empty (guint n_days)
{
  GengProblem *problem = g_new0 (GengProblem, 1);

  problem->n_days = n_days;
  problem->unit = 1;
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
  return problem;
}

void
geng_problem_allocate (GengProblem *problem)
{
  problem->cost = g_new0 (gint32, (gsize) problem->n_members * problem->n_days * problem->n_codes);
  problem->building = building_new (problem);
}

/* geng_problem_new:
 * Returns: (transfer full): an empty problem in which every code is free and everybody may do
 * everything; NULL with GENG_PROBLEM_ERROR_TOO_LARGE where the sizes go beyond the arithmetic. */
GengProblem *
geng_problem_new (guint n_members, guint n_days, guint n_codes, GError **error)
{
  GengProblem *problem;

  if (!geng_problem_fits (n_members, n_days, n_codes, error))
    return NULL;
  problem = geng_problem_new_empty (n_days);
  problem->n_members = n_members;
  problem->n_codes = n_codes;
  geng_problem_allocate (problem);
  return problem;
}

void
geng_problem_free (GengProblem *problem)
{
  if (problem == NULL)
    return;
  geng_problem_building_free (problem);
  geng_problem_map_free (problem->map);
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
