/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng-score.h>

#include "geng-gettext.h"
#include "geng-lowering.h"
#include "geng-rule-list.h"
#include "geng-together.h"

/*
 * together = m03 m11; m05 m07 alone yes soft 5
 *
 * Members who serve the same shift at the same post each day, or are all off: a couple with a car.
 */

#define NAME "together"

/* -- text -- */

static void
together_free (gpointer params)
{
  geng_people_clear (&((GengTogether *) params)->people);
  g_free (params);
}

static gboolean
read_together (GengTogether *self, GengStatement *statement, GError **error)
{
  static const char *const ends[] = { "alone", "soft", "none", NULL };
  GengRuleText *text = &statement->text;

  if (!geng_people_parse (&self->people, text, statement->station, ends, error))
    return FALSE;
  self->alone = geng_rule_text_accept (text, "alone");
  if (self->alone)
    geng_rule_text_accept (text, "yes");
  return geng_rule_text_weight (text, &self->weight, error);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  GengTogether *self = g_new0 (GengTogether, 1);

  if (read_together (self, statement, error))
    {
      geng_statement_add (statement, self, geng_people_key (&self->people),
                          geng_hold_of (self->weight));
      return TRUE;
    }
  together_free (self);
  return FALSE;
}

static char *
describe (gconstpointer params)
{
  const GengTogether *self = params;
  g_autofree char *names = geng_people_names (&self->people);

  if (self->weight == 0)
    return g_strdup_printf (_ ("Always in one crew: %s"), names);
  return g_strdup_printf (_ ("Rather in one crew: %s (%d points)"), names, self->weight);
}

/* -- meaning -- */

typedef struct
{
  const GengScene *scene;
  GengVerdicts *verdicts;
} Check;

static gboolean
same_duty (GengDuty *a, GengDuty *b)
{
  return a != NULL && b != NULL && geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

static void
report (const GengTogether *self, const Check *check, guint a, guint b, int day, int n)
{
  GengMember *first = check->scene->members[a], *second = check->scene->members[b];
  g_autofree char *what = g_strdup_printf (_ ("%s and %s do not serve together"),
                                           geng_entity_get_name (GENG_ENTITY (first)),
                                           geng_entity_get_name (GENG_ENTITY (second)));
  GDate date;

  geng_scene_date (check->scene, day, &date);
  if (self->weight == 0)
    geng_verdicts_hard (check->verdicts, NAME, first, &date, &date, n, "%s", what);
  else
    geng_verdicts_soft (check->verdicts, NAME, first, &date, &date, n,
                        (gint64) n * self->weight * GENG_POINT, "%s", what);
  geng_verdicts_add_member (check->verdicts, second);
}

/* Whoever has not served that day cannot join one who has, and is off. */
static gboolean
came_too_late (const GengScene *scene, guint a, guint b, int day)
{
  return geng_scene_is_served (scene, a, day) && geng_scene_duty (scene, a, day) != NULL
         && geng_scene_duty (scene, b, day) == NULL;
}

static void
check_pair (gconstpointer params, guint a, guint b, gpointer user_data)
{
  const GengTogether *self = params;
  const Check *check = user_data;

  for (int d = check->scene->look_first; d <= check->scene->look_last; d++)
    {
      GengDuty *first = geng_scene_duty (check->scene, a, d);
      GengDuty *second = geng_scene_duty (check->scene, b, d);
      gboolean away
          = geng_scene_absent (check->scene, a, d) || geng_scene_absent (check->scene, b, d);
      int n = (first != NULL) + (second != NULL);

      if (self->weight == 0
          && (came_too_late (check->scene, a, b, d) || came_too_late (check->scene, b, a, d)))
        continue;
      if (n > 0 && !same_duty (first, second) && !(away && self->alone))
        report (self, check, a, b, d, n);
    }
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GengTogether *self = clause->params;
  Check look = { scene, verdicts };

  geng_people_for_each_pair (&self->people, scene, check_pair, self, &look);
}

/* -- lowering -- */

/* A hard rule makes one line of those whom it names (geng-together.h); of a soft one a duty of one
 * alone is one off 0, whoever serves it. */
static void
compile_day (const GengTogether *self, GengLowering *lowering, guint a, guint b, guint day)
{
  gint32 price = geng_lowering_price (self->weight);
  GengRange range = { 0, 0, price, price, FALSE };

  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    {
      guint cell = geng_problem_add_cell (lowering->problem, &range, 1);

      geng_problem_feed (lowering->problem, cell, a, day, c, 1);
      geng_problem_feed (lowering->problem, cell, b, day, c, -1);
    }
}

static void
compile_pair (gconstpointer params, guint a, guint b, gpointer user_data)
{
  const GengTogether *self = params;
  GengLowering *lowering = user_data;
  const GengScene *scene = lowering->scene;

  for (guint d = 0; d < scene->n_days; d++)
    if (!self->alone
        || !(geng_scene_absent (scene, a, (int) d) || geng_scene_absent (scene, b, (int) d)))
      compile_day (self, lowering, a, b, d);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengTogether *self = clause->params;

  if (self->weight > 0)
    geng_people_for_each_pair (&self->people, lowering->scene, compile_pair, self, lowering);
}

/* -- words -- */

static const GengExample examples[]
    = { { "m03 m11", "m03 m11", { "these two always serve in one crew", "这两人始终同班" } },
        { "m03 m11 alone yes",
          "m03 m11 可单独 是",
          { "in one crew, but when one of them is away the other may serve",
            "同班，但一人不在时另一人可以单独上勤" } },
        { "m03 m11 m14 soft 5",
          "m03 m11 m14 软 5",
          { "each duty that one of two serves without the other costs 5 points",
            "两人中一人单独上的每一班扣 5 分" } },
        { NULL } };

static const GengParameter parameters[]
    = { { .name = "members",
          .title = { "who", "哪些人" },
          .type = GENG_RULE_PARAMETER_TYPE_MEMBERS,
          .minimum = 2,
          .maximum = GENG_RULE_MAX_NUMBER },
        { .name = "alone",
          .title = { "whether the others may serve while one is away", "一人不在时其他人可否上勤" },
          .type = GENG_RULE_PARAMETER_TYPE_FLAG,
          .otherwise = "",
          .syntax = { .tail = "yes" } },
        { .name = "weight",
          .title
          = { "points for each duty that one of two serves without the other; hard without it",
              "两人中一人单独上的每一班扣的分；不写就是硬规定" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .otherwise = "" },
        { NULL } };

const GengRuleDef geng_rule_together = {
  .name = NAME,
  .chinese = "同班",
  .title = { "members who serve together", "同班的队员" },
  .meaning
  = { "Those named serve the same shift at the same post each day, or are all off. While one is on "
      "leave or outside the contract the others do not serve either, unless they may alone. A soft "
      "rule costs its weight for each duty that one of two of them serves without the other.",
      "所列的人每天在同一岗位上同一个班，或者都不上。一人请假或不在队时，其他人也不"
      "上，除非写了可单独。软规定下，任何两人中一人单独上的每一班扣一份分。" },
  .grammar = "MEMBER MEMBER [MEMBER ...] [alone yes] [soft WEIGHT]",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_STATION,
  .reach = GENG_REACH_DAY,
  .parse = parse,
  .free = together_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
