/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng-score.h>

#include "geng-gettext.h"
#include "geng-lowering.h"
#include "geng-people.h"
#include "geng-rule-list.h"

/*
 * apart: members who never share a crew: no two of them at one post with overlapping times.
 * Reserves are in no crew.
 *
 *   apart = m03 m11
 *   apart = m03 m11 m14 soft 5
 *
 * Each two of those named are kept apart; a soft rule costs its weight for each two on each duty
 * day.
 */

#define NAME "apart"

typedef struct
{
  GengPeople people;
  int weight;
} Apart;

static void
apart_free (gpointer params)
{
  geng_people_clear (&((Apart *) params)->people);
  g_free (params);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  static const char *const ends[] = { "soft", NULL };
  Apart *self = g_new0 (Apart, 1);

  if (geng_people_parse (&self->people, &statement->text, statement->station, ends, error)
      && geng_rule_text_weight (&statement->text, &self->weight, error))
    {
      geng_statement_add (statement, self, geng_people_key (&self->people),
                          geng_hold_of (self->weight));
      return TRUE;
    }
  apart_free (self);
  return FALSE;
}

static char *
describe (gconstpointer params)
{
  const Apart *self = params;
  g_autofree char *names = geng_people_names (&self->people);

  if (self->weight == 0)
    return g_strdup_printf (_ ("Never in one crew: %s"), names);
  return g_strdup_printf (_ ("Rather not in one crew: %s (%d points)"), names, self->weight);
}

/* In the wall clock's minutes of the duty day: who starts when another ends does not meet him. */
static gboolean
overlap (GengShift *a, GengShift *b)
{
  return geng_shift_get_start_minute (a) < geng_shift_get_end_minute (b)
         && geng_shift_get_start_minute (b) < geng_shift_get_end_minute (a);
}

typedef struct
{
  const GengScene *scene;
  GengVerdicts *verdicts;
} Check;

static void
report_pair (const Apart *self, GengDuty *first, GengDuty *second, GengVerdicts *verdicts)
{
  const GDate *date = geng_duty_get_date (first);
  GengMember *a = geng_duty_get_member (first), *b = geng_duty_get_member (second);
  const char *post = geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (first)));
  g_autofree char *what = g_strdup_printf (_ ("%s and %s are in one crew at %s"),
                                           geng_entity_get_name (GENG_ENTITY (a)),
                                           geng_entity_get_name (GENG_ENTITY (b)), post);

  if (self->weight == 0)
    geng_verdicts_hard (verdicts, NAME, a, date, date, 1, "%s", what);
  else
    geng_verdicts_soft (verdicts, NAME, a, date, date, 1, (gint64) self->weight * GENG_POINT, "%s",
                        what);
  geng_verdicts_add_member (verdicts, b);
}

static void
check_pair (gconstpointer params, guint a, guint b, gpointer user_data)
{
  const Apart *self = params;
  Check *check = user_data;

  for (int day = check->scene->look_first; day <= check->scene->look_last; day++)
    {
      GengDuty *first = geng_scene_duty (check->scene, a, day);
      GengDuty *second = geng_scene_duty (check->scene, b, day);

      if (first != NULL && second != NULL
          && geng_duty_get_post (first) == geng_duty_get_post (second)
          && !geng_scene_is_reserve (check->scene, geng_duty_get_post (first))
          && overlap (geng_duty_get_shift (first), geng_duty_get_shift (second)))
        report_pair (self, first, second, check->verdicts);
    }
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const Apart *self = clause->params;
  Check look = { scene, verdicts };

  geng_people_for_each_pair (&self->people, scene, check_pair, self, &look);
}

/* Member @a in code @c and @b in a code that meets it are two, one more than may be.  As @a has one
 * code a day, the pair is counted in one cell only, and pays once. */
static void
compile_code (GengLowering *lowering, const GengRange *range, guint a, guint b, guint day, guint c)
{
  GengShift *const *shifts = lowering->scene->shifts;
  guint cell = geng_problem_add_cell (lowering->problem, range, 1);

  geng_problem_feed (lowering->problem, cell, a, day, c, 1);
  for (guint other = GENG_OFF + 1; other < lowering->n_codes; other++)
    if (lowering->post[other] == lowering->post[c]
        && overlap (shifts[lowering->shift[other]], shifts[lowering->shift[c]]))
      geng_problem_feed (lowering->problem, cell, b, day, other, 1);
}

static void
compile_pair (gconstpointer params, guint a, guint b, gpointer user_data)
{
  const Apart *self = params;
  GengLowering *lowering = user_data;
  GengRange range = { G_MININT32, 1, 0, geng_lowering_price (self->weight), FALSE };

  for (guint day = 0; day < lowering->scene->n_days; day++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      if (!geng_scene_is_reserve (lowering->scene, lowering->post[c]))
        compile_code (lowering, &range, a, b, day, c);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const Apart *self = clause->params;

  geng_people_for_each_pair (&self->people, lowering->scene, compile_pair, self, lowering);
}

static const GengExample examples[]
    = { { "m03 m11", "m03 m11", { "these two never serve in one crew", "这两人从不同班" } },
        { "m03 m11 m14 soft 5",
          "m03 m11 m14 软 5",
          { "each two of the three who are in one crew cost 5 points a day",
            "三人中每两人同班一天扣 5 分" } },
        { NULL } };

static const GengParameter parameters[]
    = { { .name = "members",
          .title = { "who", "哪些人" },
          .type = GENG_RULE_PARAMETER_TYPE_MEMBERS,
          .minimum = 2,
          .maximum = GENG_RULE_MAX_NUMBER },
        { .name = "weight",
          .title = { "points for each two on each day; hard without it",
                     "每两人每天扣的分；不写就是硬规定" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .otherwise = "" },
        { NULL } };

const GengRuleDef geng_rule_apart = {
  .name = NAME,
  .chinese = "回避",
  .title = { "members who never share a crew", "不能同班的队员" },
  .meaning = { "No two of those named serve at one post with overlapping times. A soft rule costs "
               "its weight for each two of them on each duty day.",
               "所列的人里，任何两人不在同一岗位、同一时间上勤。软规定下，每两人每个勤务日扣"
               "一次分。" },
  .grammar = "MEMBER MEMBER [MEMBER ...] [soft WEIGHT]",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_STATION,
  .reach = GENG_REACH_DAY,
  .parse = parse,
  .free = apart_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};

const GengPeople *
geng_rule_apart_people (gconstpointer params)
{
  return &((const Apart *) params)->people;
}
