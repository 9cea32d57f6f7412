/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * make-claims FOLDER FIRST N [EFFORT…]: what the planner says of N random stations, for somebody
 * else to check.  For each seed and each effort (none: no plan) it prints a line of JSON, and it
 * writes the problem that the rules make of the station as FOLDER/SEED.txt, which
 * property-judge-compiled holds against the judge.
 *
 * Every second station is repaired as well: it has a roster, half of its days are past, somebody
 * falls ill, and each other change has its price.  That problem is FOLDER/SEED-repair.txt, and the
 * prices of the changes are among the costs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../property/random-station.h"
#include "geng-compile.h"
#include "geng-repair.h"

#define EFFORT_OF_OFFICIAL 200000
#define CHANGE_PRICE 7 /* points */

typedef struct
{
  RandomCase *random_case;
  guint64 seed;
  GengRoster *official; /* (nullable): what is repaired */
  GDateTime *now;       /* (nullable) */
} Question;

static gboolean
save_problem (const GengScene *scene, GPtrArray *clauses, const char *path, GError **error)
{
  g_autoptr (GengLowering) lowering = geng_compile (scene, clauses, error);
  g_autofree char *text = lowering != NULL ? geng_problem_to_string (lowering->problem) : NULL;

  return text != NULL && g_file_set_contents (path, text, -1, error);
}

static gboolean
write_problem (RandomCase *random_case, const char *path, GError **error)
{
  g_autoptr (GengScene) scene
      = geng_scene_new (random_case->station, &random_case->first, &random_case->last, NULL,
                        random_case->history, NULL, error);
  g_autoptr (GPtrArray) clauses = scene != NULL ? geng_clauses_new (scene, error) : NULL;

  return clauses != NULL && save_problem (scene, clauses, path, error);
}

/* As the planner asks it, before anybody is set aside. */
static gboolean
write_repair (const Question *self, const char *path, GError **error)
{
  RandomCase *random_case = self->random_case;
  GengPlanning question = { .station = random_case->station,
                            .history = random_case->history,
                            .base = self->official,
                            .first = random_case->first,
                            .last = random_case->last,
                            .from = g_date_time_to_unix (self->now),
                            .change_price = CHANGE_PRICE };
  g_autoptr (GengRoster) base = geng_repair_base (&question);
  g_autoptr (GengScene) scene
      = geng_scene_new (random_case->station, &random_case->first, &random_case->last, NULL,
                        random_case->history, base, error);
  g_autoptr (GPtrArray) clauses = NULL;
  g_autofree int *held = NULL;
  const GengClause *priced = NULL;

  if (scene == NULL)
    return FALSE;
  held = g_new0 (int, scene->n_members + 1);
  geng_repair_mark_served (&question, scene, held);
  clauses = geng_clauses_new (scene, error);
  return clauses != NULL && geng_repair_clauses (&question, scene, clauses, &priced, error)
         && save_problem (scene, clauses, path, error);
}

/* The bound on the cost is one at so many changes, and says nothing where it is 0. */
static void
print_plan (GengPlan *plan)
{
  gint64 changes = geng_plan_get_changes (plan) * CHANGE_PRICE * GENG_POINT;
  gint64 bound = geng_plan_get_bound_cost (plan);
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
          (gint64) score->cost + changes, geng_plan_get_bound_gaps (plan),
          bound > 0 ? bound + changes : 0, geng_plan_get_optimal (plan) ? "true" : "false");
}

static GengPlanner *
make_planner (const RandomCase *random_case, guint64 effort)
{
  GengPlanner *planner
      = geng_planner_new (random_case->station, &random_case->first, &random_case->last, NULL);

  geng_planner_set_effort_limit (planner, effort);
  geng_planner_set_history (planner, random_case->history);
  return planner;
}

static void
print_claim (const Question *self, guint64 effort)
{
  g_autoptr (GengPlanner) planner = make_planner (self->random_case, effort);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) plan = NULL;

  if (self->official != NULL)
    {
      geng_planner_set_base (planner, self->official);
      geng_planner_set_change_from (planner, self->now);
      geng_planner_set_change_price (planner, CHANGE_PRICE);
    }
  plan = geng_planner_plan (planner, NULL, &error);
  printf ("{\"seed\": %" G_GUINT64_FORMAT ", \"effort\": %" G_GUINT64_FORMAT ", \"repair\": %s, ",
          self->seed, effort, self->official != NULL ? "true" : "false");
  if (plan != NULL)
    print_plan (plan);
  else if (g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION))
    printf ("\"said\": \"contradiction\"}\n");
  else if (g_error_matches (error, GENG_ERROR, GENG_ERROR_NO_ROSTER))
    printf ("\"said\": \"none found\"}\n");
  else
    g_error ("seed %" G_GUINT64_FORMAT ": %s", self->seed, error->message);
}

/* (transfer full) (nullable): what became official before anybody fell ill */
static GengRoster *
make_official (const RandomCase *random_case)
{
  g_autoptr (GengPlanner) planner = make_planner (random_case, EFFORT_OF_OFFICIAL);
  g_autoptr (GengPlan) plan = geng_planner_plan (planner, NULL, NULL);

  return plan != NULL ? g_object_ref (geng_plan_get_roster (plan)) : NULL;
}

/* Someone from the middle of the period on. */
static void
fall_ill (const RandomCase *random_case, guint64 seed, const GDate *from)
{
  GListModel *members = geng_station_get_members (random_case->station);
  g_autoptr (GengMember) member
      = g_list_model_get_item (members, (guint) (seed / 2 % g_list_model_get_n_items (members)));
  g_autoptr (GengRequest) leave
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, from, &random_case->last);

  geng_station_add_request (random_case->station, leave, NULL);
}

/* The file of its problem, and what is said of it at each effort. */
static void
ask (const Question *self, const char *folder, char **efforts, int n_efforts)
{
  g_autofree char *path = g_strdup_printf ("%s/%" G_GUINT64_FORMAT "%s.txt", folder, self->seed,
                                           self->official != NULL ? "-repair" : "");
  g_autoptr (GError) error = NULL;

  if (!(self->official != NULL ? write_repair (self, path, &error)
                               : write_problem (self->random_case, path, &error)))
    g_error ("seed %" G_GUINT64_FORMAT ": %s", self->seed, error->message);
  for (int i = 0; i < n_efforts; i++)
    print_claim (self, g_ascii_strtoull (efforts[i], NULL, 10));
}

static void
ask_of_repair (const Question *plain, const char *folder, char **efforts, int n_efforts)
{
  const RandomCase *random_case = plain->random_case;
  g_autoptr (GengRoster) official = make_official (random_case);
  g_autoptr (GDateTime) now = NULL;
  Question question = *plain;
  GDate middle = random_case->first;

  if (official == NULL)
    return;
  g_date_add_days (&middle,
                   (guint) g_date_days_between (&random_case->first, &random_case->last) / 2);
  fall_ill (random_case, plain->seed, &middle);
  now = geng_station_instant (random_case->station, &middle,
                              geng_station_get_day_start_minute (random_case->station));
  question.official = official;
  question.now = now;
  ask (&question, folder, efforts, n_efforts);
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
      Question question = { .random_case = random_case, .seed = seed };

      ask (&question, argv[1], argv + 4, argc - 4);
      if (argc > 4 && seed % 2 == 1)
        ask_of_repair (&question, argv[1], argv + 4, argc - 4);
    }
  return 0;
}
