/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A town's stations planned side by side on a thread pool, a line each:
 *
 *   town 2026-12 FOLDER [FOLDER…]
 *
 * Nothing is written; a folder named twice is planned twice.
 */
#include <stdio.h>
#include <stdlib.h>

#include <geng/geng.h>

typedef struct
{
  const char *folder;
  GDate first, last;
  char *answer;
  gboolean failed;
} Job;

static GengPlan *
plan (const Job *job, GError **error)
{
  g_autoptr (GengStore) store = geng_store_open (job->folder, error);
  g_autoptr (GengStation) station = store != NULL ? geng_store_load (store, error) : NULL;
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GError) faulty = NULL;

  if (station == NULL)
    return NULL;
  history = geng_store_load_history (store, station, &job->first, 3, TRUE, &faulty);
  if (faulty != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&faulty));
      return NULL;
    }
  planner = geng_planner_new (station, &job->first, &job->last, NULL);
  geng_planner_set_history (planner, history);
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  geng_planner_set_threads (planner, 1); /* the pool already has a thread a processor */
  return geng_planner_plan (planner, NULL, error);
}

static void
work (gpointer data, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) result = plan (job, &error);
  const GengScore *score;
  GListModel *duties;

  if (result == NULL)
    {
      job->failed = TRUE;
      job->answer = g_strdup (error->message);
      return;
    }
  score = geng_judgement_get_score (geng_plan_get_judgement (result));
  duties = G_LIST_MODEL (geng_plan_get_roster (result));
  job->answer = g_strdup_printf ("%u duties, %" G_GINT64_FORMAT " gaps, cost %.2f, proven ≥ %.2f",
                                 g_list_model_get_n_items (duties), score->gaps,
                                 score->cost / (double) GENG_POINT,
                                 geng_plan_get_bound_cost (result) / (double) GENG_POINT);
}

static gboolean
parse_month (const char *text, GDate *first, GDate *last)
{
  unsigned int year, month;
  char rest;

  if (sscanf (text, "%4u-%2u%c", &year, &month, &rest) != 2
      || !g_date_valid_dmy (1, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (first, 1, (GDateMonth) month, (GDateYear) year);
  *last = *first;
  g_date_add_months (last, 1);
  g_date_subtract_days (last, 1);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree Job *jobs = g_new0 (Job, (gsize) argc);
  GThreadPool *pool;
  int status = EXIT_SUCCESS;

  if (argc < 3 || !parse_month (argv[1], &jobs[0].first, &jobs[0].last))
    {
      fprintf (stderr, "usage: town YYYY-MM FOLDER [FOLDER…]\n");
      return EXIT_FAILURE;
    }
  pool = g_thread_pool_new (work, NULL, (int) g_get_num_processors (), TRUE, &error);
  if (pool == NULL)
    {
      fprintf (stderr, "town: %s\n", error->message);
      return EXIT_FAILURE;
    }
  for (int i = 2; i < argc; i++)
    {
      jobs[i] = (Job){ .folder = argv[i], .first = jobs[0].first, .last = jobs[0].last };
      g_thread_pool_push (pool, &jobs[i], NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  for (int i = 2; i < argc; i++)
    {
      printf ("%-40s %s\n", jobs[i].folder, jobs[i].answer);
      status = jobs[i].failed ? EXIT_FAILURE : status;
      g_free (jobs[i].answer);
    }
  return status;
}
