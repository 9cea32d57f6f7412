/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-judge-private.h"

#include "geng-look-back.h"
#include "geng-own-kind.h"

#include "geng-finding-private.h"
#include "geng-gap-private.h"
#include "geng-judgement-private.h"
#include "geng-place.h"

/*
 * The judge: what each rule's check says about a roster, in a stable order.  Nothing here, nor
 * below, knows how a roster was made.
 */

/* -- order: hard findings, then gaps, then prices, the dearest first; then by day, rule and whom it
 * is about -- */

static const char *
first_member_id (const GengVerdict *verdict)
{
  if (verdict->members == NULL || verdict->members->len == 0)
    return "";
  return geng_entity_get_id (g_ptr_array_index (verdict->members, 0));
}

static const char *
demand_id (const GengVerdict *verdict)
{
  return verdict->demand == NULL ? "" : geng_entity_get_id (GENG_ENTITY (verdict->demand));
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

int
geng_judge_compare (const GengVerdict *x, const GengVerdict *y)
{
  int order = compare_numbers (y->severity, x->severity);

  if (order == 0)
    order = compare_numbers (y->cost, x->cost);
  if (order == 0)
    order = g_date_compare (&x->first, &y->first);
  if (order == 0)
    order = g_strcmp0 (x->rule, y->rule);
  if (order == 0)
    order = g_strcmp0 (first_member_id (x), first_member_id (y));
  if (order == 0)
    order = g_strcmp0 (demand_id (x), demand_id (y));
  if (order == 0)
    order = compare_numbers (x->from, y->from);
  return order != 0 ? order : g_strcmp0 (x->message, y->message);
}

static int
compare_verdicts (gconstpointer a, gconstpointer b)
{
  return geng_judge_compare (*(GengVerdict *const *) a, *(GengVerdict *const *) b);
}

/* -- from verdicts to a judgement -- */

void
geng_judge_add_up (GengScore *score, const GengVerdict *verdict)
{
  switch (verdict->severity)
    {
    case GENG_SEVERITY_HARD:
      score->broken++;
      break;
    case GENG_SEVERITY_GAP:
      score->gaps += verdict->amount;
      break;
    case GENG_SEVERITY_SOFT:
      score->cost += verdict->cost;
      break;
    case GENG_SEVERITY_NOTE:
    default:
      break;
    }
}

GengFinding *
geng_judge_make_finding (const GengVerdict *verdict)
{
  return geng_finding_new (verdict->severity, verdict->rule, verdict->members, verdict->demand,
                           &verdict->first, &verdict->last, verdict->amount, verdict->cost,
                           verdict->message);
}

GengGap *
geng_judge_make_gap (const GengVerdict *verdict, GengStation *station)
{
  GengGap *gap = geng_gap_new (verdict->demand, &verdict->first, verdict->from, verdict->to,
                               verdict->role, (int) verdict->amount);

  if (verdict->role != NULL)
    geng_gap_name_role (gap, geng_crew_role_name (station, verdict->role));
  return gap;
}

static GengJudgement *
sum_up (GengVerdicts *verdicts, GengStation *station)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (g_object_unref);
  GengScore score = { 0 };

  g_ptr_array_sort (verdicts->list, compare_verdicts);
  for (guint i = 0; i < verdicts->list->len; i++)
    {
      const GengVerdict *verdict = g_ptr_array_index (verdicts->list, i);

      geng_judge_add_up (&score, verdict);
      g_ptr_array_add (findings, geng_judge_make_finding (verdict));
      if (verdict->severity == GENG_SEVERITY_GAP)
        g_ptr_array_add (gaps, geng_judge_make_gap (verdict, station));
    }
  return geng_judgement_make (&score, g_steal_pointer (&findings), g_steal_pointer (&gaps));
}

/* Everybody whom it is about, on all its days: it lies in what is past. */
static gboolean
is_served (const GengScene *scene, const GengVerdict *verdict)
{
  int first = geng_scene_day (scene, &verdict->first),
      last = geng_scene_day (scene, &verdict->last);

  if (verdict->severity != GENG_SEVERITY_HARD || verdict->members == NULL)
    return FALSE;
  for (guint i = 0; i < verdict->members->len; i++)
    for (int d = first; d <= last; d++)
      {
        int member = geng_scene_member_index (scene, verdict->members->pdata[i]);

        if (member < 0 || (d >= 0 && !geng_scene_is_served (scene, (guint) member, d)))
          return FALSE;
      }
  return TRUE;
}

static void
drop_served (const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = verdicts->list->len; scene->served != NULL && i > 0; i--)
    if (is_served (scene, g_ptr_array_index (verdicts->list, i - 1)))
      g_ptr_array_remove_index (verdicts->list, i - 1);
}

GengJudgement *
geng_judge_clauses (const GengScene *scene, GPtrArray *clauses)
{
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();

  for (guint i = 0; i < clauses->len; i++)
    {
      const GengClause *clause = g_ptr_array_index (clauses, i);

      clause->kind->check (clause, scene, verdicts);
    }
  drop_served (scene, verdicts);
  return sum_up (verdicts, scene->station);
}

GengVerdicts *
geng_judge_list_own (const GengScene *scene, GPtrArray *clauses)
{
  GengVerdicts *verdicts = geng_verdicts_new ();

  for (guint i = 0; i < clauses->len; i++)
    {
      const GengClause *clause = g_ptr_array_index (clauses, i);

      if (clause->kind->own != NULL)
        clause->kind->check (clause, scene, verdicts);
    }
  drop_served (scene, verdicts);
  g_ptr_array_sort (verdicts->list, compare_verdicts);
  return verdicts;
}

GengJudgement *
geng_judge_with (GengRoster *roster,
                 GengRoster *history,
                 GengRoster *base,
                 gboolean by_meaning,
                 GError **error)
{
  g_autoptr (GengScene) scene
      = geng_scene_new (geng_roster_get_station (roster), geng_roster_get_first (roster),
                        geng_roster_get_last (roster), roster, history, base, error);
  g_autoptr (GPtrArray) clauses = NULL;

  if (scene == NULL)
    return NULL;
  scene->by_meaning = by_meaning;
  clauses = geng_clauses_new (scene, error);
  return clauses == NULL ? NULL : geng_judge_clauses (scene, clauses);
}

/**
 * geng_judgement_new:
 * @roster: any roster, also one edited by hand
 * @history: (nullable): the record of the months before
 * @base: (nullable): the roster of the same period that @roster changes
 * @error: return location for an error
 *
 * Judges a roster like geng_judge(), and against the one that it changes: the duties that are
 * pinned there must stay, and every other change costs what the rule `stability` says.
 *
 * Returns: (transfer full): the judgement, or %NULL with %GENG_ERROR_INVALID or %GENG_ERROR_UNKNOWN
 * when the text of a rule is wrong, and with %GENG_ERROR_INVALID for a roster of another station
 */
GengJudgement *
geng_judgement_new (GengRoster *roster, GengRoster *history, GengRoster *base, GError **error)
{
  GengStation *station;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);
  g_return_val_if_fail (base == NULL || GENG_IS_ROSTER (base), NULL);
  station = geng_roster_get_station (roster);
  return geng_judge_with (roster, history, base, station != NULL && !geng_own_is_copy (station),
                          error);
}

/**
 * geng_judge:
 * @roster: any roster, also one edited by hand
 * @history: (nullable): the record of the months before; where there is none, the edge of the
 *   period is open
 * @error: return location for an error
 *
 * Judges a roster by the rules and the data of its station, without asking how it was made.
 *
 * Returns: (transfer full): the judgement, or %NULL with %GENG_ERROR_INVALID or %GENG_ERROR_UNKNOWN
 * when the text of a rule is wrong, and with %GENG_ERROR_INVALID for a roster of another station
 */
GengJudgement *
geng_judge (GengRoster *roster, GengRoster *history, GError **error)
{
  return geng_judgement_new (roster, history, NULL, error);
}

/**
 * geng_judge_looks_back:
 * @station: a station
 * @first: the first day of a period
 * @day: (out caller-allocates): the first day that the station's rules count for the period
 *
 * Rules count over months, quarters, years, or a share's years: for a period that begins within
 * such a span, the record of the days before counts as well.  Days that no record knows count
 * nothing, so whoever shows a judgement says since when they are known.
 *
 * Returns: whether any rule counts days before @first in such a span
 */
gboolean
geng_judge_looks_back (GengStation *station, const GDate *first, GDate *day)
{
  g_return_val_if_fail (GENG_IS_STATION (station), FALSE);
  g_return_val_if_fail (first != NULL && g_date_valid (first) && day != NULL, FALSE);
  return geng_look_back (station, first, day);
}
