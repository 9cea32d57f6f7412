/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * make-claims FOLDER FIRST N [EFFORT…]: what the planner says of N random stations, for somebody
 * else to check.  For each seed and each effort (none: no plan) it prints a line of JSON, and it
 * writes the problem that the rules make of the station as FOLDER/SEED.txt, which
 * property-judge-compiled holds against the judge.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../property/random-station.h"
#include "geng-compile.h"

static gboolean
write_problem (RandomCase *random_case, const char *path, GError **error)
{
  g_autoptr (GengScene) scene
      = geng_scene_new (random_case->station, &random_case->first, &random_case->last, NULL,
                        random_case->history, NULL, error);
  g_autoptr (GPtrArray) clauses = scene != NULL ? geng_clauses_new (scene, error) : NULL;
  g_autoptr (GengLowering) lowering = clauses != NULL ? geng_compile (scene, clauses, error) : NULL;
  g_autofree char *text = lowering != NULL ? geng_problem_to_string (lowering->problem) : NULL;

  return text != NULL && g_file_set_contents (path, text, -1, error);
}

static void
print_plan (GengPlan *plan)
{
  const GengScore *score = geng_judgement_get_score (geng_plan_get_judgement (plan));
  g_autoptr (GPtrArray) aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  gboolean proven = aside->len > 0;

  for (guint i = 0; i < aside->len; i++)
    proven = proven && geng_set_aside_get_proven (aside->pdata[i]);
  printf ("\"said\": \"roster\", \"aside\": %u, \"aside-proven\": %s, \"broken\": %" G_GINT64_FORMAT
          ", \"gaps\": %" G_GINT64_FORMAT ", \"cost\": %" G_GINT64_FORMAT
          ", \"bound-gaps\": %" G_GINT64_FORMAT ", \"bound-cost\": %" G_GINT64_FORMAT
          ", \"optimal\": %s}\n",
          aside->len, proven ? "true" : "false", (gint64) score->broken, (gint64) score->gaps,
          (gint64) score->cost, geng_plan_get_bound_gaps (plan), geng_plan_get_bound_cost (plan),
          geng_plan_get_optimal (plan) ? "true" : "false");
}

static void
print_claim (RandomCase *random_case, guint64 seed, guint64 effort)
{
  g_autoptr (GengPlanner) planner
      = geng_planner_new (random_case->station, &random_case->first, &random_case->last, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) plan = NULL;

  geng_planner_set_effort_limit (planner, effort);
  geng_planner_set_history (planner, random_case->history);
  plan = geng_planner_plan (planner, NULL, &error);
  printf ("{\"seed\": %" G_GUINT64_FORMAT ", \"effort\": %" G_GUINT64_FORMAT ", ", seed, effort);
  if (plan != NULL)
    print_plan (plan);
  else if (g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION))
    printf ("\"said\": \"contradiction\"}\n");
  else if (g_error_matches (error, GENG_ERROR, GENG_ERROR_NO_ROSTER))
    printf ("\"said\": \"none found\"}\n");
  else
    g_error ("seed %" G_GUINT64_FORMAT ": %s", seed, error->message);
}

int
main (int argc, char **argv)
{
  guint64 first = argc >= 4 ? g_ascii_strtoull (argv[2], NULL, 10) : 0;
  guint64 n = argc >= 4 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;

  if (n == 0)
    {
      fprintf (stderr, "make-claims FOLDER FIRST N [EFFORT…]\n");
      return 2;
    }
  for (guint64 seed = first; seed < first + n; seed++)
    {
      g_autoptr (RandomCase) random_case = random_case_new (seed);
      g_autofree char *path = g_strdup_printf ("%s/%" G_GUINT64_FORMAT ".txt", argv[1], seed);
      g_autoptr (GError) error = NULL;

      if (!write_problem (random_case, path, &error))
        g_error ("seed %" G_GUINT64_FORMAT ": %s", seed, error->message);
      for (int i = 4; i < argc; i++)
        print_claim (random_case, seed, g_ascii_strtoull (argv[i], NULL, 10));
    }
  return 0;
}
