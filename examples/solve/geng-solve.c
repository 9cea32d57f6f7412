/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The solver alone: reads problems as text (docs/solver/text-form.md) or in the format of Curtois
 * and Qu (2014), and prints a line and a JSON line each.  Exit status: 0 fine, 1 a problem could
 * not be read or solved, 2 wrong use.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "shift-instance.h"
#include "geng-certificate.h"
#include "geng-solver.h"

static int time_limit = 60, seed = 1, threads = 2;
static gint64 effort = 0;
static char *level = NULL, *tsv_folder = NULL, *trace = NULL, *proof_folder = NULL,
            *text_folder = NULL;
static gboolean gaps_only = FALSE, with_log = FALSE, list_params = FALSE;
static char **files = NULL, **sets = NULL;
static GengParams params;

static GOptionEntry entries[] = {
  { "time-limit", 0, 0, G_OPTION_ARG_INT, &time_limit, "Seconds; 0: none", "N" },
  { "effort", 0, 0, G_OPTION_ARG_STRING, &level, "quick, normal, thorough, or counted work", "E" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "Threads; the roster does not depend on it", "N" },
  { "gaps-only", 0, 0, G_OPTION_ARG_NONE, &gaps_only, "Count gaps alone", NULL },
  { "tsv", 0, 0, G_OPTION_ARG_FILENAME, &tsv_folder, "Write rosters into this folder", "DIR" },
  { "trace", 0, 0, G_OPTION_ARG_FILENAME, &trace, "Write cost and bound over effort", "FILE" },
  { "certificates", 0, 0, G_OPTION_ARG_FILENAME, &proof_folder,
    "Write certificates into this folder", "DIR" },
  { "text", 0, 0, G_OPTION_ARG_FILENAME, &text_folder,
    "Write problems as text into this folder, and solve none", "DIR" },
  { "log", 0, 0, G_OPTION_ARG_NONE, &with_log, "Print what happens on the standard error", NULL },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sets, "Set a parameter", "NAME=VALUE" },
  { "params", 0, 0, G_OPTION_ARG_NONE, &list_params, "List all parameters", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE…" },
  { NULL }
};

typedef struct
{
  FILE *trace;
  const GengProblem *problem;
} Watch;

static gboolean
on_progress (const GengSolverProgress *progress, gpointer user_data)
{
  Watch *watch = user_data;

  if (watch->trace == NULL)
    return TRUE;
  fprintf (watch->trace, "%s,%" G_GUINT64_FORMAT ",%.3f,%.3f,", progress->phase, progress->effort,
           progress->elapsed / 1e6, (double) clock () / CLOCKS_PER_SEC);
  if (progress->feasible)
    fprintf (watch->trace, "%" G_GINT64_FORMAT,
             (progress->gaps * watch->problem->gap_price + progress->cost) * watch->problem->unit);
  fprintf (watch->trace, ",");
  if (progress->bound != G_MININT64)
    fprintf (watch->trace, "%" G_GINT64_FORMAT, progress->bound * watch->problem->unit);
  fprintf (watch->trace, "\n");
  fflush (watch->trace);
  return TRUE;
}

static void
on_log (const char *line, gpointer user_data G_GNUC_UNUSED)
{
  fprintf (stderr, "%s\n", line);
}

static void
print_params (void)
{
  for (const GengParamRow *row = geng_param_rows; row->name != NULL; row++)
    printf ("%-14s %8g  %g..%g  %s (%s)\n", row->name, row->standard, row->lowest, row->highest,
            row->meaning, row->source);
}

static gboolean
write_tsv (const char *folder,
           const char *name,
           const GengProblem *problem,
           const GengSolution *solution,
           char **shifts,
           GError **error)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.tsv", folder, name);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint m = 0; m < problem->n_members; m++)
    for (guint d = 0; d < problem->n_days; d++)
      {
        guint code = solution->codes[m * problem->n_days + d];

        if (shifts != NULL)
          g_string_append (text, code > 0 ? shifts[code - 1] : "");
        else if (code > 0)
          g_string_append_printf (text, "%u", code);
        g_string_append_c (text, d + 1 < problem->n_days ? '\t' : '\n');
      }
  return g_file_set_contents (file, text->str, (gssize) text->len, error);
}

static void
print_result (const char *name,
              const GengProblem *problem,
              const GengSolution *solution,
              double seconds,
              double cpu)
{
  gint64 objective = solution->gaps * problem->gap_price + solution->cost;
  gboolean bounded = solution->bound != G_MININT64;
  double bound = bounded ? (double) solution->bound * problem->unit : 0;
  double cost = (double) objective * problem->unit;
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  printf ("%-14s cost %.0f bound %.0f gap %.2f %% gaps %d "
          "effort %.2g %.1f s cpu %.1f s %ld MB%s%s\n",
          name, solution->codes != NULL ? cost : -1.0, bound,
          solution->codes != NULL && bounded && cost > 0 ? 100 * (cost - bound) / cost : 0.0,
          (int) solution->gaps, (double) solution->effort, seconds, cpu, usage.ru_maxrss / 1024,
          solution->optimal ? " optimal" : "", solution->truncated ? " truncated" : "");
  if (solution->no_line_member >= 0)
    printf ("%-14s no line %s for member %d\n", name, solution->no_line_proven ? "" : "found",
            solution->no_line_member);
  if (solution->contradiction)
    printf ("%-14s contradiction\n", name);
  printf ("{\"instance\":\"%s\",\"seed\":%d,\"threads\":%d,\"cost\":%.0f,\"bound\":%.0f,"
          "\"bounded\":%s,\"gaps\":%d,"
          "\"effort\":%" G_GUINT64_FORMAT ",\"seconds\":%.2f,\"cpu\":%.2f,\"megabytes\":%ld,"
          "\"legal\":%s,\"optimal\":%s}\n",
          name, seed, threads, cost, bound, bounded ? "true" : "false", (int) solution->gaps,
          solution->effort, seconds, cpu, usage.ru_maxrss / 1024,
          solution->codes != NULL ? "true" : "false", solution->optimal ? "true" : "false");
  fflush (stdout);
}

static GengSolverOptions
read_options (Watch *watch)
{
  GengSolverOptions options = { 0 };

  options.seed = (guint64) seed;
  options.n_threads = (guint) threads;
  options.level = g_strcmp0 (level, "quick") == 0    ? GENG_SOLVER_QUICK
                  : g_strcmp0 (level, "normal") == 0 ? GENG_SOLVER_NORMAL
                                                     : GENG_SOLVER_THOROUGH;
  if (level != NULL && g_ascii_isdigit (*level))
    effort = (gint64) g_ascii_strtod (level, NULL);
  options.effort_limit = (guint64) effort;
  options.time_limit = time_limit * G_USEC_PER_SEC;
  options.gaps_only = gaps_only;
  options.progress = on_progress;
  options.log = with_log ? on_log : NULL;
  options.params = &params;
  options.user_data = watch;
  return options;
}

/* An instance, or a problem as text. */
static GengProblem *
load (const char *path, char ***shifts, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  return g_str_has_prefix (text, "geng-problem ") ? geng_problem_from_text (text, -1, error)
                                                  : shift_instance_read (text, shifts, error);
}

static gboolean
open_trace (Watch *watch, GError **error)
{
  if (trace == NULL || (watch->trace = fopen (trace, "w")) != NULL)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", trace,
               g_strerror (errno));
  return FALSE;
}

/* What the roster is worth, and that none is worth more, for tests/proof/check-certificate.py. */
static gboolean
write_certificate (const char *name,
                   const GengProblem *problem,
                   const GengSolution *solution,
                   GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.certificate", proof_folder, name);
  g_autofree char *text = NULL;
  GengBudget budget;

  geng_budget_init (&budget, (guint64) effort, (gint64) time_limit * G_USEC_PER_SEC, NULL);
  text = geng_certify (problem, solution->codes, NULL, &budget, error);
  return text != NULL && g_file_set_contents (path, text, -1, error);
}

static gboolean
write_text (const char *name, const GengProblem *problem, GError **error)
{
  g_autofree char *path = g_build_filename (text_folder, name, NULL);
  g_autofree char *text = geng_problem_to_string (problem);

  return g_file_set_contents (path, text, -1, error);
}

static gboolean
write_files (const char *name,
             const GengProblem *problem,
             const GengSolution *solution,
             char **shifts,
             GError **error)
{
  if (solution->codes == NULL)
    return TRUE;
  if (proof_folder != NULL && !write_certificate (name, problem, solution, error))
    return FALSE;
  return tsv_folder == NULL || write_tsv (tsv_folder, name, problem, solution, shifts, error);
}

static gboolean
measure (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GengProblem) problem = NULL;
  g_autoptr (GengSolution) solution = NULL;
  g_auto (GStrv) shifts = NULL;
  gint64 began = g_get_monotonic_time ();
  gint64 cpu = clock ();
  Watch watch = { 0 };
  GengSolverOptions options = read_options (&watch);

  problem = load (path, &shifts, error);
  if (problem == NULL)
    return FALSE;
  if (text_folder != NULL)
    return write_text (name, problem, error);
  if (!open_trace (&watch, error))
    return FALSE;
  watch.problem = problem;
  solution = geng_solve (problem, &options, error);
  g_clear_pointer (&watch.trace, fclose);
  if (solution == NULL)
    return FALSE;
  print_result (name, problem, solution, (g_get_monotonic_time () - began) / 1e6,
                (clock () - cpu) / (double) CLOCKS_PER_SEC);
  return write_files (name, problem, solution, shifts, error);
}

static gboolean
set_params (GError **error)
{
  params = geng_params_standard;
  for (guint i = 0; sets != NULL && sets[i] != NULL; i++)
    if (!geng_params_set (&params, sets[i], error))
      return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context
      = g_option_context_new ("- solves problems of lines and cells");
  g_autoptr (GError) error = NULL;
  gboolean fine = TRUE;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !set_params (&error)
      || (files == NULL && !list_params))
    {
      fprintf (stderr, "geng-solve: %s\n", error != NULL ? error->message : "no file");
      return 2;
    }
  if (list_params)
    print_params ();
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (!measure (files[i], &error))
      {
        fprintf (stderr, "geng-solve: %s: %s\n", files[i], error->message);
        g_clear_error (&error);
        fine = FALSE;
      }
  return fine ? 0 : 1;
}
