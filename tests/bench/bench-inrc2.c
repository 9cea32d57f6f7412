/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans an instance of the second international nurse rostering competition, all weeks known,
 * through the public library, and writes the roster in the competition's form.  See README.md. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "inrc2.h"

typedef struct
{
  double time_limit;
  gint64 counted, seed;
  int threads;
  char *solutions;
  char **words; /* FOLDER NAME HISTORY WEEKS */
} Options;

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[]
      = { { "time-limit", 0, 0, G_OPTION_ARG_DOUBLE, &options->time_limit,
            "Wall time at most; 0: none", "SECONDS" },
          { "counted", 0, 0, G_OPTION_ARG_INT64, &options->counted,
            "Counted effort at most; 0: none", "UNITS" },
          { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, "Seed of the random numbers", "N" },
          { "threads", 0, 0, G_OPTION_ARG_INT, &options->threads, "1 or 2", "N" },
          { "solutions", 0, 0, G_OPTION_ARG_FILENAME, &options->solutions,
            "Write sol-week0.txt … into this folder", "FOLDER" },
          { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->words, NULL,
            "FOLDER NAME HISTORY WEEKS" },
          G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (options->words != NULL && g_strv_length (options->words) == 4)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "expected FOLDER NAME HISTORY WEEKS, as n030w4 n030w4 1 6-2-9-1");
  return FALSE;
}

static GengPlan *
plan (const Inrc2Station *self, const Options *options, GError **error)
{
  g_autoptr (GengPlanner) planner
      = geng_planner_new (self->station, &self->first, &self->last, error);

  if (planner == NULL)
    return NULL;
  geng_planner_set_history (planner, self->past);
  geng_planner_set_effort (planner, GENG_EFFORT_THOROUGH);
  geng_planner_set_seed (planner, (guint64) options->seed);
  geng_planner_set_threads (planner, (guint) options->threads);
  geng_planner_set_time_limit_seconds (planner, options->time_limit);
  if (options->counted > 0)
    geng_planner_set_effort_limit (planner, (guint64) options->counted);
  return geng_planner_plan (planner, NULL, error);
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (Inrc2) instance = inrc2_read (options->words[0], options->words[1], options->words[2],
                                           options->words[3], error);
  g_autoptr (Inrc2Station) self = instance == NULL ? NULL : inrc2_station_new (instance, error);
  g_autoptr (GengPlan) result = self == NULL ? NULL : plan (self, options, error);
  const GengScore *score;

  if (result == NULL)
    return FALSE;
  score = geng_judgement_get_score (geng_plan_get_judgement (result));
  printf ("%s %s %s seed %d: gaps %d cost %" G_GINT64_FORMAT " bound %" G_GINT64_FORMAT
          "%s, effort %.3g\n",
          options->words[1], options->words[2], options->words[3], (int) options->seed,
          (int) score->gaps, self->already + score->cost / GENG_POINT,
          self->already + (geng_plan_get_bound_cost (result) + GENG_POINT - 1) / GENG_POINT,
          geng_plan_get_optimal (result) ? " proven" : "", (double) geng_plan_get_effort (result));
  return options->solutions == NULL
         || inrc2_write_roster (instance, self, geng_plan_get_roster (result), options->words[1],
                                options->solutions, error);
}

int
main (int argc, char **argv)
{
  Options options = { .time_limit = 60, .seed = 1, .threads = 2 };
  g_autoptr (GError) error = NULL;
  gboolean fine;

  setlocale (LC_ALL, "");
  fine = parse_options (argc, argv, &options, &error) && run (&options, &error);
  if (!fine)
    g_printerr ("bench-inrc2: %s\n", error->message);
  g_free (options.solutions);
  g_strfreev (options.words);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
