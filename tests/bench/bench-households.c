/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A village in which every household stands one night watch a year: 1,200 households, three
 * people a night and four on Fridays and Saturdays, a leader each night.  The nights take 1,200
 * people in a year, so nobody can serve twice and hardly anybody may be left over.  Some households
 * are away for two months to work in the city.
 *
 *   bench-households           the year at once
 *   bench-households --months  month by month, each with the nights served so far as its history
 *
 * Counted effort decides, so that a busy machine prints the same figures but for the seconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <geng/geng.h>

#define YEAR 2027
#define N_HOUSEHOLDS 1200
#define N_LEADERS 400
#define MONTHS_AWAY 2
#define AWAY_ONE_IN 5

#define LEADER "leader"

typedef struct
{
  gint64 counted, seed;
  int threads;
  double time_limit;
  gboolean months, progress;
} Options;

/* Of a linear congruence (D. E. Knuth, The Art of Computer Programming, vol. 2): the same village
 * everywhere. */
static guint
draw (guint64 *state, guint below)
{
  *state = *state * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407u;
  return (guint) ((*state >> 33) % below);
}

static gboolean
add_places (GengStation *station, GError **error)
{
  g_autoptr (GengWindow) watch = geng_window_new ("watch", "守夜", 22 * 60, 29 * 60);
  g_autoptr (GengWindow) rest = geng_window_new ("rest", "白天", 5 * 60, 22 * 60);
  g_autoptr (GengShift) night = geng_shift_new ("night", "守夜", watch, 22 * 60, 29 * 60);
  g_autoptr (GengPost) gate = geng_post_new ("gate", "村口");
  g_autoptr (GengRole) leader = geng_role_new (LEADER, "组长");

  geng_station_set_day_start_minute (station, 5 * 60, NULL);
  geng_shift_set_night (night, TRUE);
  return geng_station_add_role (station, leader, error)
         && geng_station_add_window (station, rest, error)
         && geng_station_add_window (station, watch, error)
         && geng_station_add_shift (station, night, error)
         && geng_station_add_post (station, gate, error);
}

/* A leader must be there; a second one is needed elsewhere. */
static gboolean
add_demand (GengStation *station, const char *id, const char *days, int crew, GError **error)
{
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_shift (id, id, geng_station_lookup_post (station, "gate"),
                                   geng_station_lookup_shift (station, "night"));
  g_autoptr (GengDays) parsed = geng_days_parse (days, error);
  g_autoptr (GengRoleLimit) must = geng_role_limit_new (LEADER, 1, crew, 0);
  g_autoptr (GengRoleLimit) enough = geng_role_limit_new (LEADER, 0, 1, 1);

  if (parsed == NULL)
    return FALSE;
  geng_demand_set_days (demand, parsed);
  geng_demand_set_crew (demand, crew, crew, crew);
  geng_demand_add_role_limit (demand, must);
  geng_demand_add_role_limit (demand, enough);
  return geng_station_add_demand (station, demand, error);
}

static gboolean
add_household (GengStation *station, guint number, guint64 *random, GError **error)
{
  static const char *const roles[] = { LEADER, NULL };
  g_autofree char *id = g_strdup_printf ("h%04u", number);
  g_autofree char *name = g_strdup_printf ("第%u户", number);
  g_autoptr (GengMember) member = geng_member_new (id, name);
  g_autoptr (GengRequest) away = NULL;
  GDate first, last;

  geng_member_set_contract (member, geng_station_lookup_contract (station, "household"));
  if (number % (N_HOUSEHOLDS / N_LEADERS) == 0)
    geng_member_set_roles (member, roles);
  if (!geng_station_add_member (station, member, error))
    return FALSE;
  if (draw (random, AWAY_ONE_IN) != 0)
    return TRUE;
  g_date_set_dmy (&first, 1, (GDateMonth) (1 + draw (random, 12)), YEAR);
  last = first;
  g_date_add_months (&last, MONTHS_AWAY);
  g_date_subtract_days (&last, 1);
  away = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &first, &last);
  return geng_station_add_request (station, away, error);
}

static GengStation *
village_new (GError **error)
{
  g_autoptr (GengStation) station = geng_station_new ("village", "守夜村", "Asia/Shanghai", error);
  g_autoptr (GengContract) contract = geng_contract_new ("household", "住户");
  guint64 random = 1;

  geng_contract_set_rule (contract, "limit", "duties per year ..1");
  if (station == NULL || !add_places (station, error)
      || !geng_station_add_contract (station, contract, error)
      || !add_demand (station, "weeknight", "sun..thu", 3, error)
      || !add_demand (station, "weekend", "fri..sat", 4, error))
    return NULL;
  for (guint i = 1; i <= N_HOUSEHOLDS; i++)
    if (!add_household (station, i, &random, error))
      return NULL;
  return g_steal_pointer (&station);
}

static void
print_progress (GengPlanner *planner, GengProgress *progress, gpointer data)
{
  g_autoptr (GEnumClass) phases = g_type_class_ref (GENG_TYPE_PHASE);

  g_printerr ("%-8s gaps %d cost %.1f bound %.1f effort %.3g %.1f s\n",
              g_enum_get_value (phases, geng_progress_get_phase (progress))->value_nick,
              (int) geng_progress_get_gaps (progress),
              (double) geng_progress_get_cost (progress) / GENG_POINT,
              (double) geng_progress_get_bound_cost (progress) / GENG_POINT,
              (double) geng_progress_get_effort (progress),
              geng_progress_get_elapsed_seconds (progress));
}

static GengPlan *
plan (GengStation *station,
      const GDate *first,
      const GDate *last,
      GengRoster *history,
      const Options *options,
      GError **error)
{
  g_autoptr (GengPlanner) planner = geng_planner_new (station, first, last, error);

  if (planner == NULL)
    return NULL;
  geng_planner_set_history (planner, history);
  geng_planner_set_seed (planner, (guint64) options->seed);
  geng_planner_set_threads (planner, (guint) options->threads);
  geng_planner_set_time_limit_seconds (planner, options->time_limit);
  if (options->progress)
    g_signal_connect (planner, "progress", G_CALLBACK (print_progress), NULL);
  if (options->counted > 0)
    geng_planner_set_effort_limit (planner, (guint64) options->counted);
  return geng_planner_plan (planner, NULL, error);
}

static void
print_plan (const char *name, GengPlan *result, clock_t began, gint64 since)
{
  const GengScore *score = geng_judgement_get_score (geng_plan_get_judgement (result));

  printf ("%-8s gaps %d (bound %d) broken %d cost %.1f (bound %.1f)%s, effort %.3g, CPU %.1f s, "
          "%.1f s\n",
          name, (int) score->gaps, (int) geng_plan_get_bound_gaps (result), (int) score->broken,
          (double) score->cost / GENG_POINT,
          (double) geng_plan_get_bound_cost (result) / GENG_POINT,
          geng_plan_get_optimal (result) ? " proven" : "", (double) geng_plan_get_effort (result),
          (double) (clock () - began) / CLOCKS_PER_SEC,
          (double) (g_get_monotonic_time () - since) / G_USEC_PER_SEC);
  fflush (stdout);
}

static gboolean
plan_year (GengStation *station, const Options *options, GError **error)
{
  g_autoptr (GengPlan) result = NULL;
  clock_t began = clock ();
  gint64 since = g_get_monotonic_time ();
  GDate first, last;

  g_date_set_dmy (&first, 1, G_DATE_JANUARY, YEAR);
  g_date_set_dmy (&last, 31, G_DATE_DECEMBER, YEAR);
  result = plan (station, &first, &last, NULL, options, error);
  if (result != NULL)
    print_plan ("year", result, began, since);
  return result != NULL;
}

/* All that was served from the first of January on. */
static GengRoster *
join (GengStation *station, GPtrArray *rosters, const GDate *last, GError **error)
{
  g_autoptr (GengRoster) joined = NULL;
  GDate first;

  g_date_set_dmy (&first, 1, G_DATE_JANUARY, YEAR);
  joined = geng_roster_new (station, &first, last, error);
  for (guint r = 0; joined != NULL && r < rosters->len; r++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (g_ptr_array_index (rosters, r));

      for (guint i = 0; i < duties->len; i++)
        {
          g_autoptr (GengDuty) copy = geng_duty_copy (g_ptr_array_index (duties, i));

          if (!geng_roster_add (joined, copy, error))
            return NULL;
        }
    }
  return g_steal_pointer (&joined);
}

static gboolean
plan_months (GengStation *station, const Options *options, GError **error)
{
  g_autoptr (GPtrArray) rosters = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GengRoster) history = NULL;

  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *name = g_strdup_printf ("%d-%02u", YEAR, month);
      g_autoptr (GengPlan) result = NULL;
      clock_t began = clock ();
      gint64 since = g_get_monotonic_time ();
      GDate first, last;

      g_date_set_dmy (&first, 1, (GDateMonth) month, YEAR);
      last = first;
      g_date_add_months (&last, 1);
      g_date_subtract_days (&last, 1);
      result = plan (station, &first, &last, history, options, error);
      if (result == NULL)
        return FALSE;
      print_plan (name, result, began, since);
      g_ptr_array_add (rosters, g_object_ref (geng_plan_get_roster (result)));
      g_clear_object (&history);
      history = join (station, rosters, &last, error);
      if (history == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[]
      = { { "months", 0, 0, G_OPTION_ARG_NONE, &options->months, "Month by month", NULL },
          { "progress", 0, 0, G_OPTION_ARG_NONE, &options->progress, "Say how far it is", NULL },
          { "time-limit", 0, 0, G_OPTION_ARG_DOUBLE, &options->time_limit,
            "Wall time of a plan at most; 0: none", "SECONDS" },
          { "counted", 0, 0, G_OPTION_ARG_INT64, &options->counted,
            "Counted effort of a plan at most; 0: as it is usual", "UNITS" },
          { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, "Seed of the random numbers", "N" },
          { "threads", 0, 0, G_OPTION_ARG_INT, &options->threads, "1 or 2", "N" },
          G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, &argc, &argv, error);
}

int
main (int argc, char **argv)
{
  Options options = { .seed = 1, .threads = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStation) station = NULL;
  gboolean fine = parse_options (argc, argv, &options, &error)
                  && (station = village_new (&error)) != NULL
                  && (options.months ? plan_months (station, &options, &error)
                                     : plan_year (station, &options, &error));

  if (!fine)
    g_printerr ("bench-households: %s\n", error->message);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
