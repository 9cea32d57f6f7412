/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * make-claims FOLDER FIRST N [EFFORT…]: what the planner says of N random stations, for somebody
 * else to check.  For each seed and each effort (none: no plan) it prints a line of JSON, and it
 * writes the problem that the rules make of the station as FOLDER/SEED.txt, which
 * property-judge-compiled holds against the judge.  Where members are set aside, the problem
 * without them is FOLDER/SEED-without-INDEX….txt, and it is what the plan speaks of.
 *
 * Every second station is repaired as well: it has a roster, half of its days are past, somebody
 * falls ill, and each other change has its price.  That problem is FOLDER/SEED-repair.txt, and the
 * prices of the changes are among the costs.
 *
 * Every other second seed asks of a station around a roster that was there first: a crowd, or
 * people whose rules were read off their own lines.  Those problems are FOLDER/SEED-crowd.txt and
 * FOLDER/SEED-lines.txt.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../property/random-station.h"
#include "geng-compile.h"
#include "geng-lattice.h"
#include "geng-repair.h"
#include "planted.h"

#define EFFORT_OF_OFFICIAL 200000
#define CHANGE_PRICE 7 /* points */

typedef struct
{
  GengStation *station;
  GDate first, last;
  GengRoster *history;  /* (nullable) */
  GengRoster *official; /* (nullable): what is repaired */
  GDateTime *now;       /* (nullable) */
  guint64 seed;
  const char *kind; /* of question: "-repair" and the like, "" for a plain one */
  gboolean planted; /* a roster is known to be legal, nobody's line is missing */
  guint *lines;     /* [member] his line in the problem of all: people who go together share one */
} Question;

/* Prints its name, and in which steps its values come.  @lines: (nullable): see Question */
static gboolean
save_problem (const GengScene *scene,
              GPtrArray *clauses,
              guint *lines,
              const char *path,
              GError **error)
{
  g_autoptr (GengLowering) lowering = geng_compile (scene, clauses, error);
  g_autofree char *text = lowering != NULL ? geng_problem_to_string (lowering->problem) : NULL;
  g_autofree char *name = g_path_get_basename (path);

  if (text == NULL || !g_file_set_contents (path, text, -1, error))
    return FALSE;
  for (guint m = 0; lines != NULL && m < scene->n_members; m++)
    lines[m] = geng_problem_get_line (lowering->problem, m);
  name[strlen (name) - strlen (".txt")] = '\0';
  printf ("{\"problem\": \"%s\", \"step\": %" G_GINT64_FORMAT "}\n", name,
          geng_lattice_step (lowering->problem));
  return TRUE;
}

static void
leave_out (GengScene *scene, GPtrArray *aside)
{
  for (guint i = 0; i < aside->len; i++)
    {
      int member = geng_scene_member_index (scene, geng_set_aside_get_member (aside->pdata[i]));

      geng_scene_set_aside (scene, (guint) member,
                            geng_scene_day (scene, geng_set_aside_get_since (aside->pdata[i])));
    }
}

/* As the planner asks it once those of @aside are left out. */
static gboolean
write_problem (const Question *self, GPtrArray *aside, const char *path, GError **error)
{
  GengPlanning question = { .station = self->station,
                            .history = self->history,
                            .base = self->official,
                            .first = self->first,
                            .last = self->last,
                            .from = self->now != NULL ? g_date_time_to_unix (self->now) : 0,
                            .change_price = CHANGE_PRICE };
  g_autoptr (GengRoster) base = geng_repair_base (&question);
  g_autoptr (GengScene) scene
      = geng_scene_new (self->station, &self->first, &self->last, NULL, self->history, base, error);
  g_autoptr (GPtrArray) clauses = NULL;
  g_autofree int *held = NULL;
  const GengClause *priced = NULL;

  if (scene == NULL)
    return FALSE;
  held = g_new0 (int, scene->n_members + 1);
  if (self->official != NULL)
    geng_repair_mark_served (&question, scene, held);
  leave_out (scene, aside);
  clauses = geng_clauses_new (scene, error);
  return clauses != NULL
         && (self->official == NULL
             || geng_repair_clauses (&question, scene, clauses, &priced, error))
         && save_problem (scene, clauses, aside->len == 0 ? self->lines : NULL, path, error);
}

static guint
index_of (GengStation *station, GengMember *member)
{
  GListModel *members = geng_station_get_members (station);

  for (guint i = 0;; i++)
    {
      g_autoptr (GengMember) other = g_list_model_get_item (members, i);

      if (other == member)
        return i;
    }
}

/* The name of the problem without them, which is written where it is not there. */
static char *
name_without (const Question *self, GPtrArray *aside, const char *folder)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_string_printf (name, "%" G_GUINT64_FORMAT "%s", self->seed, self->kind);
  for (guint i = 0; i < aside->len; i++)
    g_string_append_printf (name, "-without-%u",
                            index_of (self->station, geng_set_aside_get_member (aside->pdata[i])));
  path = g_strdup_printf ("%s/%s.txt", folder, name->str);
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !write_problem (self, aside, path, &error))
    g_error ("seed %s: %s", name->str, error->message);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Of each who is set aside: his line, and whether it is said to be proven. */
static void
print_aside (const Question *self, GPtrArray *aside)
{
  printf ("\"aside\": [");
  for (guint i = 0; i < aside->len; i++)
    printf ("%s[%u, %s]", i > 0 ? ", " : "",
            self->lines[index_of (self->station, geng_set_aside_get_member (aside->pdata[i]))],
            geng_set_aside_get_proven (aside->pdata[i]) ? "true" : "false");
  printf ("], ");
}

/* The bound on the cost is one at so many changes, and says nothing where it is 0. */
static void
print_plan (GengPlan *plan)
{
  gint64 changes = geng_plan_get_changes (plan) * CHANGE_PRICE * GENG_POINT;
  gint64 bound = geng_plan_get_bound_cost (plan);
  const GengScore *score = geng_judgement_get_score (geng_plan_get_judgement (plan));

  printf ("\"broken\": %" G_GINT64_FORMAT ", \"gaps\": %" G_GINT64_FORMAT
          ", \"cost\": %" G_GINT64_FORMAT ", \"bound-gaps\": %" G_GINT64_FORMAT
          ", \"bound-cost\": %" G_GINT64_FORMAT ", \"optimal\": %s}\n",
          (gint64) score->broken, (gint64) score->gaps, (gint64) score->cost + changes,
          geng_plan_get_bound_gaps (plan), bound > 0 ? bound + changes : 0,
          geng_plan_get_optimal (plan) ? "true" : "false");
}

static GengPlanner *
make_question_planner (const Question *self, guint64 effort)
{
  GengPlanner *planner = geng_planner_new (self->station, &self->first, &self->last, NULL);

  geng_planner_set_effort_limit (planner, effort);
  geng_planner_set_history (planner, self->history);
  return planner;
}

static void
print_claim (const Question *self, const char *folder, guint64 effort)
{
  g_autoptr (GengPlanner) planner = make_question_planner (self, effort);
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autofree char *name = NULL;

  if (self->official != NULL)
    {
      geng_planner_set_base (planner, self->official);
      geng_planner_set_change_from (planner, self->now);
      geng_planner_set_change_price (planner, CHANGE_PRICE);
    }
  plan = geng_planner_plan (planner, NULL, &error);
  aside = plan != NULL ? geng_roster_list_set_aside (geng_plan_get_roster (plan))
                       : g_ptr_array_ref (nobody);
  name = name_without (self, aside, folder);
  printf ("{\"seed\": %" G_GUINT64_FORMAT ", \"kind\": \"%s\", \"planted\": %s, "
          "\"effort\": %" G_GUINT64_FORMAT ", \"of\": \"%s\", ",
          self->seed, self->kind, self->planted ? "true" : "false", effort, name);
  print_aside (self, aside);
  if (plan != NULL)
    {
      printf ("\"said\": \"roster\", ");
      print_plan (plan);
    }
  else if (g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION))
    printf ("\"said\": \"contradiction\"}\n");
  else if (g_error_matches (error, GENG_ERROR, GENG_ERROR_NO_ROSTER))
    printf ("\"said\": \"none found\"}\n");
  else
    g_error ("seed %" G_GUINT64_FORMAT ": %s", self->seed, error->message);
}

/* (transfer full) (nullable): what became official before anybody fell ill */
static GengRoster *
make_official (const Question *plain)
{
  g_autoptr (GengPlanner) planner = make_question_planner (plain, EFFORT_OF_OFFICIAL);
  g_autoptr (GengPlan) plan = geng_planner_plan (planner, NULL, NULL);

  return plan != NULL ? g_object_ref (geng_plan_get_roster (plan)) : NULL;
}

/* Someone from the middle of the period on. */
static void
fall_ill (const Question *plain, const GDate *from)
{
  GListModel *members = geng_station_get_members (plain->station);
  g_autoptr (GengMember) member = g_list_model_get_item (
      members, (guint) (plain->seed / 2 % g_list_model_get_n_items (members)));
  g_autoptr (GengRequest) leave
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, from, &plain->last);

  geng_station_add_request (plain->station, leave, NULL);
}

/* The file of its problem, and what is said of it at each effort. */
static void
ask (const Question *of, const char *folder, char **efforts, int n_efforts)
{
  guint n_members = g_list_model_get_n_items (geng_station_get_members (of->station));
  g_autofree guint *lines = g_new0 (guint, n_members + 1);
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  Question question = *of;

  question.lines = lines;
  g_free (name_without (&question, nobody, folder));
  for (int i = 0; i < n_efforts; i++)
    print_claim (&question, folder, g_ascii_strtoull (efforts[i], NULL, 10));
}

static void
ask_of_repair (const Question *plain, const char *folder, char **efforts, int n_efforts)
{
  g_autoptr (GengRoster) official = make_official (plain);
  g_autoptr (GDateTime) now = NULL;
  Question question = *plain;
  GDate middle = plain->first;

  if (official == NULL)
    return;
  g_date_add_days (&middle, (guint) g_date_days_between (&plain->first, &plain->last) / 2);
  fall_ill (plain, &middle);
  now = geng_station_instant (plain->station, &middle,
                              geng_station_get_day_start_minute (plain->station));
  question.kind = "-repair";
  question.official = official;
  question.now = now;
  ask (&question, folder, efforts, n_efforts);
}

/* A station of which it is known, from how it was made, that nothing clashes. */
static void
ask_of_planted (guint64 seed, const char *folder, char **efforts, int n_efforts)
{
  Question question = { .seed = seed, .planted = TRUE };
  Planted planted;

  question.kind = seed % 4 == 0 ? "-crowd" : seed % 8 == 2 ? "-lines" : "-order";
  if (seed % 4 == 0)
    planted_crowd_init (&planted, seed);
  else if (seed % 8 == 2)
    planted_lines_init (&planted, seed);
  else
    {
      planted_order_init (&planted, seed);
      n_efforts = MIN (n_efforts, 1); /* the search for a line is as long with any */
    }
  question.station = planted.station;
  question.first = planted.first;
  question.last = planted.last;
  ask (&question, folder, efforts, n_efforts);
  g_object_unref (planted.station);
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
      Question question = { .station = random_case->station,
                            .first = random_case->first,
                            .last = random_case->last,
                            .history = random_case->history,
                            .seed = seed,
                            .kind = "" };

      ask (&question, argv[1], argv + 4, argc - 4);
      if (argc > 4 && seed % 2 == 1)
        ask_of_repair (&question, argv[1], argv + 4, argc - 4);
      if (argc > 4 && seed % 2 == 0)
        ask_of_planted (seed, argv[1], argv + 4, argc - 4);
    }
  return 0;
}
