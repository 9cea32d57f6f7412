/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans instances of the employee shift scheduling benchmark through the public library and
 * prints a row each, as a table and as JSON lines.  See tests/bench/README.md. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "bench-curtois.h"

typedef struct
{
  double time_limit;
  char *effort;
  gint64 seed;
  int threads;
  char *solutions;
  char *json;
  char *trace;
  char **paths;
} Options;

typedef struct
{
  const char *name;
  GengPlan *plan;
  gint64 unavoidable;
  double seconds;
  double megabytes;
} Row;

static double
seconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
}

/* Of the whole process so far: instances planned earlier in one call count as well. */
static double
peak_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

static gboolean
parse_effort (const char *name, GengEffort *effort, GError **error)
{
  static const char *const names[] = { "quick", "normal", "thorough", NULL };

  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (name, names[i]))
      {
        *effort = (GengEffort) i;
        return TRUE;
      }
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               "--effort: expected quick, normal or thorough, not “%s”", name);
  return FALSE;
}

static void
write_trace_row (GengPlanner *planner, GengProgress *progress, FILE *trace)
{
  g_autoptr (GEnumClass) phases = g_type_class_ref (GENG_TYPE_PHASE);

  fprintf (trace,
           "%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT
           ",%.3f\n",
           g_enum_get_value (phases, geng_progress_get_phase (progress))->value_nick,
           geng_progress_get_gaps (progress), geng_progress_get_cost (progress),
           geng_progress_get_bound_cost (progress), geng_progress_get_effort (progress),
           geng_progress_get_elapsed_seconds (progress));
}

static GengPlan *
plan (BenchInstance *instance, const Options *options, GError **error)
{
  g_autoptr (GengPlanner) planner
      = geng_planner_new (instance->station, &instance->first, &instance->last, NULL);
  GengPlan *result;
  GengEffort effort;
  FILE *trace = NULL;

  if (!parse_effort (options->effort, &effort, error))
    return NULL;
  geng_planner_set_effort (planner, effort);
  geng_planner_set_seed (planner, options->seed);
  geng_planner_set_threads (planner, options->threads);
  geng_planner_set_time_limit_seconds (planner, options->time_limit);
  if (options->trace != NULL && (trace = fopen (options->trace, "w")) != NULL)
    {
      fputs ("phase,gaps,cost,bound,effort,seconds\n", trace);
      g_signal_connect (planner, "progress", G_CALLBACK (write_trace_row), trace);
    }
  result = geng_planner_plan (planner, NULL, error);
  if (trace != NULL)
    fclose (trace);
  return result;
}

static double
percent_above (gint64 cost, gint64 bound)
{
  return bound > 0 ? 100.0 * (double) (cost - bound) / (double) bound : 0;
}

static void
print_row (const Row *row, FILE *json)
{
  const GengScore *score = geng_judgement_get_score (geng_plan_get_judgement (row->plan));
  gint64 cost = row->unavoidable + score->cost / GENG_POINT;
  gint64 bound
      = row->unavoidable + (geng_plan_get_bound_cost (row->plan) + GENG_POINT - 1) / GENG_POINT;

  printf ("%-14s %8" G_GINT64_FORMAT " %8" G_GINT64_FORMAT " %7.2f%% %14" G_GUINT64_FORMAT
          " %8.1f %8.0f\n",
          row->name, cost, bound, percent_above (cost, bound), geng_plan_get_effort (row->plan),
          row->seconds, row->megabytes);
  fflush (stdout);
  if (json != NULL)
    fprintf (json,
             "{\"instance\":\"%s\",\"cost\":%" G_GINT64_FORMAT ",\"bound\":%" G_GINT64_FORMAT
             ",\"optimal\":%s,\"effort\":%" G_GUINT64_FORMAT
             ",\"seconds\":%.2f,\"megabytes\":%.0f}\n",
             row->name, cost, bound, geng_plan_get_optimal (row->plan) ? "true" : "false",
             geng_plan_get_effort (row->plan), row->seconds, row->megabytes);
}

static gboolean
save_solution (BenchInstance *instance,
               GengPlan *result,
               const char *folder,
               const char *name,
               GError **error)
{
  g_autofree char *text = bench_instance_solution (instance, geng_plan_get_roster (result));
  g_autofree char *file = g_strconcat (name, ".tsv", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  return g_file_set_contents (path, text, -1, error);
}

static gboolean
run (const char *path, const Options *options, FILE *json, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BenchInstance) instance = bench_instance_load (path, error);
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GengPlan) result = NULL;
  Row row;

  if (instance == NULL)
    return FALSE;
  if (g_str_has_suffix (base, ".txt"))
    base[strlen (base) - 4] = '\0';
  result = plan (instance, options, error);
  if (result == NULL)
    return FALSE;
  row = (Row){ base, result, instance->unavoidable, seconds_since (start), peak_megabytes () };
  print_row (&row, json);
  return options->solutions == NULL
         || save_solution (instance, result, options->solutions, base, error);
}

static gboolean
run_all (const Options *options, GError **error)
{
  FILE *json = options->json != NULL ? fopen (options->json, "a") : NULL;
  gboolean fine = TRUE;

  printf ("%-14s %8s %8s %8s %14s %8s %8s\n", "instance", "cost", "bound", "above", "effort",
          "seconds", "MB");
  for (guint i = 0; fine && options->paths[i] != NULL; i++)
    fine = run (options->paths[i], options, json, error);
  if (json != NULL)
    fclose (json);
  return fine;
}

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "time-limit", 0, 0, G_OPTION_ARG_DOUBLE, &options->time_limit, "Wall time at most",
      "SECONDS" },
    { "effort", 0, 0, G_OPTION_ARG_STRING, &options->effort, "quick, normal or thorough", "LEVEL" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, "Seed of the random numbers", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->threads, "1 or 2", "N" },
    { "solutions", 0, 0, G_OPTION_ARG_FILENAME, &options->solutions,
      "Write a RosterViewer solution each", "FOLDER" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &options->json, "Append a JSON line each", "FILE" },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &options->trace,
      "Write cost and bound over effort and time", "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->paths, NULL, "INSTANCE…" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (options->paths != NULL)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "name at least one instance");
  return FALSE;
}

static void
clear_options (Options *options)
{
  g_free (options->effort);
  g_free (options->solutions);
  g_free (options->json);
  g_free (options->trace);
  g_strfreev (options->paths);
}

int
main (int argc, char **argv)
{
  Options options = { .time_limit = 60, .effort = g_strdup ("thorough"), .seed = 1, .threads = 2 };
  g_autoptr (GError) error = NULL;
  gboolean fine;

  setlocale (LC_ALL, "");
  fine = parse_options (argc, argv, &options, &error) && run_all (&options, &error);
  if (!fine)
    g_printerr ("bench-shift: %s\n", error->message);
  clear_options (&options);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
