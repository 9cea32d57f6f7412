/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-compile.h"

#include "geng-codes.h"
#include "geng-problem-bare.h"
#include "geng-together.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

#include <string.h>

void
geng_lowering_free (GengLowering *lowering)
{
  if (lowering == NULL)
    return;
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    g_object_unref (lowering->post[c]);
  g_free (lowering->post);
  g_free (lowering->shift);
  geng_problem_free (lowering->problem);
  g_free (lowering);
}

/* The problem's errors are about integers; the caller hears of a station. */
static void
retell (GError *problem_error, GError **error)
{
  gboolean large
      = g_error_matches (problem_error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_TOO_LARGE);

  if (problem_error->domain == GENG_ERROR)
    {
      g_propagate_error (error, problem_error);
      return;
    }
  g_set_error (error, GENG_ERROR, large ? GENG_ERROR_TOO_LARGE : GENG_ERROR_INVALID,
               _ ("the period cannot be planned: %s"), problem_error->message);
  g_error_free (problem_error);
}

static void
lower (GengLowering *lowering, GPtrArray *clauses)
{
  for (guint i = 0; i < clauses->len; i++)
    {
      const GengClause *clause = g_ptr_array_index (clauses, i);

      clause->kind->compile (clause, lowering);
    }
}

/* What is served is what the base has on that day. */
static void
excuse (const GengLowering *lowering, GengProblem *problem)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; scene->served != NULL && m < scene->n_members; m++)
    for (int d = 0; d < (int) scene->n_days; d++)
      {
        GengDuty *duty = geng_scene_base_duty (scene, m, d);

        if (geng_scene_is_served (scene, m, d))
          geng_problem_excuse (problem, m, (guint) d,
                               duty == NULL
                                   ? GENG_OFF
                                   : geng_lowering_code (lowering, geng_duty_get_shift (duty),
                                                         geng_duty_get_post (duty)));
      }
}

/* -- the duties of each member -- */

static gboolean
set_duties (const GengLowering *lowering,
            const GengProblem *scout,
            GengProblem *problem,
            guint member,
            GError **error)
{
  g_autoptr (GArray) duties = geng_problem_scout_duties (scout, member);

  geng_problem_set_duties (problem, member, (const guint16 *) (gpointer) duties->data, duties->len);
  if (duties->len < GENG_MAX_CODES)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_TOO_LARGE,
               _ ("%s may serve %u pairs of shift and post in this period; one can choose among %d "
                  "at most: name the posts that are theirs"),
               geng_entity_get_name (GENG_ENTITY (lowering->scene->members[member])), duties->len,
               GENG_MAX_CODES - 1);
  return FALSE;
}

/* A problem in which everybody has codes for what he may serve on some day, which is found by
 * lowering everything once for what it forbids. */
static GengProblem *
new_problem (GengLowering *lowering, GPtrArray *clauses, GError **error)
{
  const GengScene *scene = lowering->scene;
  g_autoptr (GengProblem) problem
      = geng_problem_new_mapped (scene->n_members, scene->n_days, lowering->n_codes, error);
  g_autoptr (GengProblem) scout
      = problem == NULL
            ? NULL
            : geng_problem_new_scout (scene->n_members, scene->n_days, lowering->n_codes, error);

  if (scout == NULL)
    return NULL;
  excuse (lowering, scout);
  excuse (lowering, problem);
  lowering->problem = scout;
  lower (lowering, clauses);
  lowering->problem = NULL;
  for (guint m = 0; m < scene->n_members; m++)
    if (!set_duties (lowering, scout, problem, m, error))
      return NULL;
  geng_groups_join (clauses, scene, problem);
  return g_steal_pointer (&problem);
}

GengLowering *
geng_compile (const GengScene *scene, GPtrArray *clauses, GError **error)
{
  return geng_compile_priced (scene, clauses, NULL, error);
}

GengLowering *
geng_compile_priced (const GengScene *scene,
                     GPtrArray *clauses,
                     const GengClause *priced,
                     GError **error)
{
  g_autoptr (GengLowering) lowering = geng_codes_new (scene, error);
  GError *problem_error = NULL;

  if (lowering == NULL)
    return NULL;
  lowering->problem = new_problem (lowering, clauses, &problem_error);
  if (lowering->problem != NULL)
    {
      lower (lowering, clauses);
      if (priced != NULL)
        {
          geng_problem_forget_prices (lowering->problem);
          priced->kind->compile (priced, lowering);
        }
      if (geng_problem_seal (lowering->problem, &problem_error))
        return g_steal_pointer (&lowering);
    }
  retell (problem_error, error);
  return NULL;
}

/* What people wrote at the same duty before stays with it. */
static void
keep_marks (GengDuty *duty, GengDuty *base)
{
  g_autoptr (GPtrArray) items = NULL;

  if (base == NULL || geng_duty_get_shift (base) != geng_duty_get_shift (duty)
      || geng_duty_get_post (base) != geng_duty_get_post (duty))
    return;
  items = geng_duty_list_items (base);
  geng_duty_set_pinned (duty, geng_duty_get_pinned (base));
  geng_duty_set_note (duty, geng_duty_get_note (base));
  geng_duty_set_items (duty, items);
}

/* What is served elsewhere is none of this station's duties; one here as well stays. */
static gboolean
is_away (const GengScene *scene, guint member, int day)
{
  GengDuty *away = geng_scene_away (scene, member, day);

  return away != NULL && geng_scene_base_duty (scene, member, day) == away;
}

static gboolean
decode_day (const GengLowering *lowering,
            GengRoster *roster,
            guint member,
            int day,
            guint code,
            GError **error)
{
  const GengScene *scene = lowering->scene;
  GengDuty *duty;
  GDate date;

  geng_scene_date (scene, day, &date);
  duty = geng_roster_assign (roster, scene->members[member], &date,
                             scene->shifts[lowering->shift[code]], lowering->post[code], error);
  if (duty != NULL)
    keep_marks (duty, geng_scene_base_duty (scene, member, day));
  return duty != NULL;
}

GengRoster *
geng_decode (const GengLowering *lowering, const guint8 *codes, GError **error)
{
  const GengScene *scene = lowering->scene;
  g_autofree guint16 *duties = g_new (guint16, (gsize) scene->n_members * scene->n_days + 1);
  g_autoptr (GengRoster) roster = NULL;
  GDate last;

  geng_scene_date (scene, (int) scene->n_days - 1, &last);
  roster = geng_roster_new (scene->station, &scene->first, &last, NULL);
  geng_problem_decode (lowering->problem, codes, duties);
  for (guint m = 0; m < scene->n_members; m++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        guint duty = duties[m * scene->n_days + d];

        if (duty != GENG_OFF && !is_away (scene, m, (int) d)
            && !decode_day (lowering, roster, m, d, duty, error))
          return NULL;
      }
  return g_steal_pointer (&roster);
}

/* FALSE where the duty has no code, or is not of the period. */
static gboolean
encode_duty (const GengLowering *lowering, GengDuty *duty, guint16 *duties)
{
  const GengScene *scene = lowering->scene;
  int member = geng_scene_member_index (scene, geng_duty_get_member (duty));
  int day = geng_scene_day (scene, geng_duty_get_date (duty));
  guint code = geng_lowering_code (lowering, geng_duty_get_shift (duty), geng_duty_get_post (duty));

  if (member < 0 || day < 0 || day >= (int) scene->n_days)
    return FALSE;
  duties[(guint) member * scene->n_days + (guint) day] = (guint16) code;
  return code != GENG_OFF;
}

gboolean
geng_encode (const GengLowering *lowering, GengRoster *roster, guint8 *codes)
{
  const GengScene *scene = lowering->scene;
  g_autofree guint16 *duties = g_new0 (guint16, (gsize) scene->n_members * scene->n_days + 1);
  g_autoptr (GPtrArray) list = geng_roster_list_duties (roster);
  gboolean complete = TRUE;

  for (guint m = 0; scene->away != NULL && m < scene->n_members; m++)
    for (guint d = 0; d < scene->n_days; d++)
      if (geng_scene_away (scene, m, (int) d) != NULL)
        encode_duty (lowering, geng_scene_away (scene, m, (int) d), duties);
  for (guint i = 0; i < list->len; i++)
    complete = encode_duty (lowering, list->pdata[i], duties) && complete;
  return geng_problem_encode (lowering->problem, duties, codes) && complete;
}
