/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* make-certificates FOLDER N [MEMBERS DAYS CODES [FIRST]]: writes certificates of N random problems
 * with every kind of limit, solved beforehand, as FOLDER/000.geng and so on from the first seed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geng-certificate.h"
#include "geng-random.h"
#include "geng-solver.h"

#define EFFORT_TO_SOLVE 100000000
#define EFFORT_TO_PROVE 400000000

typedef struct
{
  GengRandom random;
  GengProblem *problem;
  guint n_members, n_days, n_codes;
} Maker;

static guint
below (Maker *maker, guint n)
{
  return geng_random_below (&maker->random, n);
}

static gint32
random_price (Maker *maker, guint hard_in_ten)
{
  return below (maker, 10) < hard_in_ten ? GENG_FORBIDDEN : (gint32) below (maker, 9) * 3;
}

static guint
random_set (Maker *maker)
{
  guint8 set[GENG_MAX_CODES];

  for (guint c = 0; c < maker->n_codes; c++)
    set[c] = c > 0 && below (maker, 3) != 0;
  return geng_problem_add_code_set (maker->problem, set);
}

/* Hours, say: alike on all days, nothing for a day off. */
static guint
random_weights (Maker *maker)
{
  g_autofree gint32 *weights = g_new0 (gint32, maker->n_days * maker->n_codes);

  for (guint c = 1; c < maker->n_codes; c++)
    {
      gint32 weight = (gint32) below (maker, 3);

      for (guint d = 0; d < maker->n_days; d++)
        weights[d * maker->n_codes + c] = weight;
    }
  return geng_problem_add_weights (maker->problem, weights);
}

static guint
weekends (Maker *maker)
{
  g_autofree gint32 *groups = g_new (gint32, maker->n_days);

  for (guint d = 0; d < maker->n_days; d++)
    groups[d] = d % 7 >= 5 ? (gint32) (d / 7) : -1;
  return geng_problem_add_groups (maker->problem, groups);
}

static void
add_counters (Maker *maker, guint m)
{
  gint32 share = (gint32) (maker->n_days / 2);
  GengRange hours
      = { share - 2, share + 1, random_price (maker, 0), random_price (maker, 3), FALSE };
  GengRange one = { G_MININT32, 1, 0, random_price (maker, 3), FALSE };
  GengSpan span = { .member = m, .n_days = 3 + below (maker, 3) };
  GengRange most = { G_MININT32, 4, 0, random_price (maker, 5), FALSE };

  geng_problem_add_counter (maker->problem, m, random_weights (maker), -1, 0, &hours, 1);
  if (maker->n_days >= 7)
    geng_problem_add_counter (maker->problem, m, random_weights (maker), (gint) weekends (maker), 0,
                              &one, 1);
  span.weights = random_weights (maker);
  geng_problem_add_span (maker->problem, &span, &most, 1);
}

static void
add_line (Maker *maker, guint m)
{
  g_autofree guint8 *days = g_new (guint8, maker->n_days);
  GengRunLimit run = { m, random_set (maker), 2, 3, 0, 0, 1, TRUE };
  GengPattern pattern = { m, 2, { random_set (maker), random_set (maker) }, 0, 0, 0 };

  for (guint d = 0; d < maker->n_days; d++)
    days[d] = below (maker, 3) != 0;
  run.under = random_price (maker, 1);
  run.over = random_price (maker, 4);
  geng_problem_add_run_limit (maker->problem, &run);
  pattern.starts = geng_problem_add_day_set (maker->problem, days);
  pattern.price = random_price (maker, 3);
  geng_problem_add_pattern (maker->problem, &pattern);
  add_counters (maker, m);
  for (guint d = 0; d < maker->n_days; d++)
    for (guint c = 0; c < maker->n_codes; c++)
      {
        if (c > 0 && below (maker, 12) == 0)
          geng_problem_forbid (maker->problem, m, d, c);
        else
          geng_problem_add_cost (maker->problem, m, d, c, (gint32) below (maker, 6) * 3);
        if (d + 1 < maker->n_days && below (maker, 9) == 0)
          geng_problem_forbid_succession (maker->problem, m, d, c, below (maker, maker->n_codes));
      }
}

/* Those who are new (every third one) need twice as many others beside them, which a mixture of
 * lines does by halves, and whole lines cannot. */
static void
add_mentors (Maker *maker, guint day, guint code)
{
  GengRange most = { G_MININT32, 0, 0, 5, FALSE };
  guint cell = geng_problem_add_cell (maker->problem, &most, 1);

  for (guint m = 0; m < maker->n_members; m++)
    geng_problem_feed (maker->problem, cell, m, day, code, m % 3 == 0 ? 2 : -1);
}

/* A crew for each duty of each day, and two people who stay apart. */
static void
add_cells (Maker *maker)
{
  GengRange apart = { G_MININT32, 1, 0, GENG_FORBIDDEN, FALSE };
  gint32 crew = (gint32) MAX (1, maker->n_members / (2 * maker->n_codes - 1));

  for (guint d = 0; d < maker->n_days; d++)
    for (guint c = 1; c < maker->n_codes; c++)
      {
        GengRange ranges[] = { { crew, G_MAXINT32, 0, 0, TRUE }, { crew, crew + 1, 6, 9, FALSE } };
        guint cell = geng_problem_add_cell (maker->problem, ranges, 2);

        for (guint m = 0; m < maker->n_members; m++)
          geng_problem_feed (maker->problem, cell, m, d, c, 1);
        if (maker->n_members > 5 && below (maker, 8) == 0)
          add_mentors (maker, d, c);
        if (maker->n_members < 3 || below (maker, 4) > 0)
          continue;
        cell = geng_problem_add_cell (maker->problem, &apart, 1);
        geng_problem_feed (maker->problem, cell, 0, d, c, 1);
        geng_problem_feed (maker->problem, cell, 1, d, c, 1);
      }
}

static gboolean
write_one (Maker *maker, guint64 seed, const char *folder)
{
  g_autofree char *path = g_strdup_printf ("%s/%03d.geng", folder, (int) seed);
  g_autofree char *text = NULL;
  GengSolverOptions options = { .n_threads = 1, .effort_limit = EFFORT_TO_SOLVE };
  GengBudget budget = { .limit = EFFORT_TO_PROVE };
  g_autoptr (GengSolution) solution = NULL;
  g_autoptr (GError) error = NULL;

  geng_random_init (&maker->random, seed, 0);
  maker->problem = geng_problem_new (maker->n_members, maker->n_days, maker->n_codes, NULL);
  for (guint m = 0; m < maker->n_members; m++)
    add_line (maker, m);
  add_cells (maker);
  maker->problem->gap_price = 300;
  if (!geng_problem_seal (maker->problem, &error))
    g_error ("%s", error->message);
  solution = geng_solve (maker->problem, &options, NULL);
  if (solution->codes != NULL)
    text = geng_certify (maker->problem, solution->codes, NULL, &budget, &error);
  geng_problem_free (maker->problem);
  return text == NULL || g_file_set_contents (path, text, -1, NULL);
}

int
main (int argc, char **argv)
{
  Maker maker = { .n_members = 3, .n_days = 4, .n_codes = 3 };
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 0;
  guint first = argc > 6 ? (guint) atoi (argv[6]) : 0;

  if (n == 0)
    {
      fprintf (stderr, "make-certificates FOLDER N [MEMBERS DAYS CODES [FIRST]]\n");
      return 2;
    }
  if (argc > 5)
    {
      maker.n_members = (guint) atoi (argv[3]);
      maker.n_days = (guint) atoi (argv[4]);
      maker.n_codes = (guint) atoi (argv[5]);
    }
  for (guint seed = first; seed < first + n; seed++)
    if (!write_one (&maker, seed, argv[1]))
      return 1;
  return 0;
}
