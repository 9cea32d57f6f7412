/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rotation.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

/*
 * cycle = day-night-off-off within soft 10
 *
 * A member follows a cycle from which the team says how many days later it begins.  `exact`: on
 * each day the shift that is due, or the day off.  `within`: that shift or nothing.  A day of own
 * absence is no deviation.
 *
 * A hard cycle allows nothing else, but for a substitute: who is off by the cycle may serve the
 * shift that is due to an absent mate, free.  Mates rotate together: all who follow the same cycle,
 * whatever their contracts, and all of one team (who have the same days off where they follow the
 * same cycle, so that it is another team that helps out).  A soft one forbids nothing; each day
 * that differs costs, a substitute's too.  A reserve waits for others' shifts and has no day of the
 * cycle: his day differs, whatever is due.
 */

#define NAME "cycle"

typedef struct
{
  GengRotation rotation;
  gboolean exact;
  int weight; /* points a day; 0: hard */
} Cycle;

/* -- text -- */

static void
cycle_free (gpointer params)
{
  geng_rotation_clear (&((Cycle *) params)->rotation);
  g_free (params);
}

static gboolean
parse_name (GengStatement *statement, Cycle *cycle, GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) wrong = NULL;
  const char *at;

  geng_rule_text_ended (&statement->text);
  at = statement->text.at;
  id = geng_rule_text_word (&statement->text, _ ("the id of a cycle"), error);
  if (id == NULL)
    return FALSE;
  return geng_rotation_init (&cycle->rotation, statement->station, statement->text.part, id, &wrong)
         || geng_rule_text_fail_at (&statement->text, at, error, "%s", wrong->message);
}

static gboolean
parse_rest (GengStatement *statement, Cycle *cycle, GError **error)
{
  cycle->exact = geng_rule_text_accept (&statement->text, "exact");
  if (!cycle->exact && !geng_rule_text_accept (&statement->text, "within"))
    return geng_rule_text_fail (&statement->text, error,
                                _ ("here should be “exact” (the shift that is due) or “within” "
                                   "(that shift or nothing)"));
  return geng_rule_text_weight (&statement->text, &cycle->weight, error);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  Cycle *cycle;

  if (geng_statement_lifts (statement, NAME))
    return TRUE;
  cycle = g_new0 (Cycle, 1);
  if (parse_name (statement, cycle, error) && parse_rest (statement, cycle, error))
    {
      geng_statement_add (statement, cycle, g_strdup (NAME), geng_hold_of (cycle->weight));
      return TRUE;
    }
  cycle_free (cycle);
  return FALSE;
}

static char *
describe (gconstpointer params)
{
  const Cycle *cycle = params;
  const char *name = geng_name (cycle->rotation.cycle);

  return g_strdup_printf (cycle->exact ? _ ("follows the cycle %s day by day")
                                       : _ ("serves only what is due by the cycle %s"),
                          name);
}

/* -- the meaning -- */

static const Cycle *
cycle_of (const GengClause *clause, guint member)
{
  const GengTerm *term = g_ptr_array_index (clause->mates, member);

  return term != NULL ? term->params : NULL;
}

/* They rotate together: in the same cycle, or in the same team. */
static gboolean
are_mates (const GengClause *clause, const GengScene *scene, guint a, guint b)
{
  GengTeam *team = geng_member_get_team (scene->members[a]);

  return (team != NULL && team == geng_member_get_team (scene->members[b]))
         || g_str_equal (geng_entity_get_id (GENG_ENTITY (cycle_of (clause, a)->rotation.cycle)),
                         geng_entity_get_id (GENG_ENTITY (cycle_of (clause, b)->rotation.cycle)));
}

/* Some mate of the member is absent whose cycle has that shift on that day. */
static gboolean
is_vacant (const GengClause *clause, const GengScene *scene, guint member, int day, int shift)
{
  for (guint m = 0; m < scene->n_members; m++)
    if (cycle_of (clause, m) != NULL && geng_scene_absent (scene, m, day)
        && geng_rotation_is_due (&cycle_of (clause, m)->rotation, scene, m, day, shift)
        && are_mates (clause, scene, member, m))
      return TRUE;
  return FALSE;
}

/* shift: -1 off */
static gboolean
deviates (const Cycle *cycle, const GengScene *scene, guint member, int day, int shift)
{
  if (geng_rotation_is_due (&cycle->rotation, scene, member, day, shift))
    return FALSE;
  if (shift < 0)
    return cycle->exact && !geng_scene_absent (scene, member, day);
  return TRUE;
}

static char *
describe_day (const Cycle *cycle, const GengScene *scene, guint member, gboolean waits, int shift)
{
  const char *who = geng_name (scene->members[member]), *name = geng_name (cycle->rotation.cycle);

  if (waits)
    return g_strdup_printf (_ ("%s is on reserve, which is no day of the cycle %s"), who, name);
  if (shift < 0)
    return g_strdup_printf (_ ("%s is off where the cycle %s has a shift"), who, name);
  return g_strdup_printf (_ ("%s serves %s, which the cycle %s does not have here"), who,
                          geng_name (scene->shifts[shift]), name);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const Cycle *cycle = clause->params;

  for (guint i = 0; i < clause->members->len; i++)
    for (int d = 0; d < (int) scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        int shift = geng_scene_work_shift (scene, m, d);
        gboolean waits = geng_scene_reserves (scene, m, d);
        g_autofree char *message = NULL;

        if (!waits
            && (!deviates (cycle, scene, m, d, shift)
                || (cycle->weight == 0 && shift >= 0
                    && !geng_rotation_asks (&cycle->rotation, scene, m, d)
                    && is_vacant (clause, scene, m, d, shift))))
          continue;
        message = describe_day (cycle, scene, m, waits, shift);
        geng_verdicts_line (verdicts, clause, scene, m, d, d, 1, cycle->weight, message);
      }
}

/* -- the lowering -- */

/* Who is absent on each day of those who follow a cycle.
 * Returns: (transfer full): [n_days] (element-type guint) */
static GArray **
list_away (const GengClause *clause, const GengScene *scene)
{
  GArray **away = g_new (GArray *, scene->n_days);

  for (guint d = 0; d < scene->n_days; d++)
    {
      away[d] = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint m = 0; m < scene->n_members; m++)
        if (cycle_of (clause, m) != NULL && geng_scene_absent (scene, m, (int) d))
          g_array_append_val (away[d], m);
    }
  return away;
}

static void
free_away (GArray **away, guint n_days)
{
  for (guint d = 0; d < n_days; d++)
    g_array_unref (away[d]);
  g_free (away);
}

/* One of those away waits for somebody who serves the shift. */
static gboolean
stands_in (const GengClause *clause,
           const GengScene *scene,
           const GArray *away,
           guint member,
           guint day,
           guint shift)
{
  for (guint i = 0; i < away->len; i++)
    {
      guint m = g_array_index (away, guint, i);

      if (geng_rotation_is_due (&cycle_of (clause, m)->rotation, scene, m, (int) day, (int) shift)
          && are_mates (clause, scene, member, m))
        return TRUE;
    }
  return FALSE;
}

static void
price (const Cycle *cycle, GengLowering *lowering, guint member, guint day, guint code)
{
  if (cycle->weight == 0)
    geng_problem_forbid (lowering->problem, member, day, code);
  else
    geng_problem_add_cost (lowering->problem, member, day, code, cycle->weight * GENG_POINT);
}

static void
compile_day (const GengClause *clause,
             GengLowering *lowering,
             guint member,
             guint day,
             const GArray *away)
{
  const Cycle *cycle = clause->params;
  const GengScene *scene = lowering->scene;
  gboolean off = geng_rotation_is_due (&cycle->rotation, scene, member, (int) day, -1);
  gboolean free = off && cycle->weight == 0;

  for (guint c = 0; c < lowering->n_codes; c++)
    if (geng_lowering_is_off (lowering, c) && cycle->exact && !off
        && !geng_scene_absent (scene, member, (int) day))
      price (cycle, lowering, member, day, c);
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    {
      guint s = lowering->shift[c];

      if (geng_scene_is_reserve (scene, lowering->post[c])
          || (!geng_lowering_is_off (lowering, c)
              && !geng_rotation_is_due (&cycle->rotation, scene, member, (int) day, (int) s)
              && !(free && stands_in (clause, scene, away, member, day, s))))
        price (cycle, lowering, member, day, c);
    }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  GArray **away = list_away (clause, lowering->scene);

  for (guint i = 0; i < clause->members->len; i++)
    for (guint d = 0; d < lowering->scene->n_days; d++)
      compile_day (clause, lowering, geng_clause_member (clause, i), d, away[d]);
  free_away (away, lowering->scene->n_days);
}

const GengRuleDef geng_rule_cycle = {
  .name = NAME,
  .chinese = "轮转",
  .title = { "a cycle of shifts and days off", "班次和休息的轮转" },
  .meaning
  = { "On each day the member serves the shift that the cycle has for the team (exact), or that "
      "shift or nothing (within). Own absence is no deviation. A hard cycle allows nothing else, "
      "but who is off by it may stand in for an absent member of the same cycle or team; a soft "
      "one costs its weight for each day that differs, a substitute's too. A reserve's day is "
      "none of the cycle's.",
      "每天上轮转给本班组的班次（照排），或只上该班次、也可不上（内）。本人不在岗不"
      "算偏离。硬性轮转不许别的安排，但轮休的人可以替同一轮转或同一班组里不在岗的人"
      "；软性轮转每偏离一天扣一次分，替班的也扣。备勤不是轮转里的班。" },
  .grammar = "CYCLE (exact | within) [soft WEIGHT]",
  .examples
  = (const GengExample[]){ { "day-night-off-off within soft 10",
                             "day-night-off-off 内 软 10",
                             { "the team's shift of the day or nothing, else ten points a day",
                               "上本班组当天轮到的班或休息，否则每天扣 10 分" } },
                           { "day-night-off-off exact",
                             "day-night-off-off 照排",
                             { "day, night, off, off, and nothing else",
                               "白、夜、休、休，不上别的班" } },
                           { NULL } },
  .parameters
  = (const GengParameter[]){ { .name = "cycle",
                               .title = { "the cycle", "轮转" },
                               .type = GENG_RULE_PARAMETER_TYPE_CYCLE },
                             { .name = "exact",
                               .title = { "exact: also the shift that is due must be served",
                                          "照排：轮到的班必须上" },
                               .type = GENG_RULE_PARAMETER_TYPE_FLAG,
                               .otherwise = "within" },
                             { .name = "weight",
                               .title = { "points a day that differs", "每偏离一天扣的分" },
                               .type = GENG_RULE_PARAMETER_TYPE_HOLD,
                               .minimum = 1,
                               .maximum = GENG_RULE_MAX_WEIGHT,
                               .otherwise = "" },
                             { NULL } },
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .has_mates = TRUE,
  .reach = GENG_REACH_MEMBER,
  .of_others = TRUE,
  .parse = parse,
  .free = cycle_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};

const GengRotation *
geng_rule_cycle_rotation (gconstpointer params)
{
  return &((const Cycle *) params)->rotation;
}
