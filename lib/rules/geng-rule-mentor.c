/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng-score.h>

#include "geng-gettext.h"
#include "geng-part.h"
#include "geng-place.h"
#include "geng-lowering.h"
#include "geng-rule-list.h"

/*
 * mentor: novices only with mentors.
 *
 *   mentor = novice 2 mentor
 *   mentor = novice 2 mentor soft 10
 *
 * In each crew, at any moment, at most so many novices for each mentor; who is both counts as both.
 * A soft rule costs its weight for each novice too many, in each slice of the window between two
 * edges of its shifts.
 */

#define NAME "mentor"

typedef struct
{
  char *novice;
  char *mentor;
  int ratio;
  int weight;
} Mentor;

static void
mentor_free (gpointer params)
{
  Mentor *self = params;

  g_free (self->novice);
  g_free (self->mentor);
  g_free (self);
}

static char *
read_role (GengRuleText *text, GengStation *station, const char *wanted, GError **error)
{
  const char *at = text->at;
  g_autofree char *role = geng_rule_text_word (text, wanted, error);

  if (role == NULL)
    return NULL;
  if (g_str_has_prefix (role, "org:")
          ? geng_station_lookup_organisation (station, role + strlen ("org:")) != NULL
          : geng_station_lookup_role (station, role) != NULL)
    return g_steal_pointer (&role);
  geng_rule_text_fail_at (text, at, error, _ ("there is no role “%s”"), role);
  return NULL;
}

static gboolean
read_ratio (Mentor *self, GengRuleText *text, GError **error)
{
  const char *at = text->at;

  if (!geng_rule_text_number (text, GENG_RULE_UNIT_COUNT, &self->ratio, error))
    return FALSE;
  if (self->ratio < 1 || self->ratio > 1000)
    return geng_rule_text_fail_at (
        text, at, error, _ ("a mentor may look after 1 to 1000 novices, not %d"), self->ratio);
  return TRUE;
}

static gboolean
read_mentor (Mentor *self, GengStatement *statement, GError **error)
{
  GengRuleText *text = &statement->text;

  self->novice = read_role (text, statement->station, _ ("the role of the novices"), error);
  if (self->novice == NULL || !read_ratio (self, text, error))
    return FALSE;
  self->mentor = read_role (text, statement->station, _ ("the role of the mentors"), error);
  return self->mentor != NULL && geng_rule_text_weight (text, &self->weight, error);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  Mentor *self = g_new0 (Mentor, 1);

  if (read_mentor (self, statement, error))
    {
      geng_statement_add (statement, self, g_strdup_printf ("%s %s", self->novice, self->mentor),
                          geng_hold_of (self->weight));
      return TRUE;
    }
  mentor_free (self);
  return FALSE;
}

static char *
describe (gconstpointer params)
{
  const Mentor *self = params;

  if (self->weight == 0)
    return g_strdup_printf (_ ("In a crew at most %d “%s” for each “%s”"), self->ratio,
                            self->novice, self->mentor);
  return g_strdup_printf (_ ("In a crew rather not more than %d “%s” for each “%s” (%d points)"),
                          self->ratio, self->novice, self->mentor, self->weight);
}

static int
count (GPtrArray *crew, const char *role)
{
  int n = 0;

  for (guint i = 0; i < crew->len; i++)
    n += geng_crew_has_role (geng_duty_get_member (g_ptr_array_index (crew, i)), role);
  return n;
}

static void
check_place (const Mentor *self,
             const GengPlace *place,
             const GengScene *scene,
             guint day,
             GengVerdicts *verdicts)
{
  g_autoptr (GPtrArray) crew = geng_place_crew (place, scene, day);
  int novices = count (crew, self->novice), mentors = count (crew, self->mentor);
  int excess = novices - self->ratio * mentors;
  g_autofree char *where = NULL;
  g_autofree char *what = NULL;
  GDate date;

  if (excess <= 0)
    return;
  geng_scene_date (scene, day, &date);
  where = geng_place_to_string (place);
  what = g_strdup_printf (_ ("%s: %d “%s” with %d “%s”, at most %d for each"), where, novices,
                          geng_crew_role_name (scene->station, self->novice), mentors,
                          geng_crew_role_name (scene->station, self->mentor), self->ratio);
  if (self->weight == 0)
    geng_verdicts_hard (verdicts, NAME, NULL, &date, &date, excess, "%s", what);
  else
    geng_verdicts_soft (verdicts, NAME, NULL, &date, &date, excess,
                        (gint64) excess * self->weight * GENG_POINT, "%s", what);
  for (guint i = 0; i < crew->len; i++)
    {
      GengMember *member = geng_duty_get_member (g_ptr_array_index (crew, i));

      if (geng_crew_has_role (member, self->novice))
        geng_verdicts_add_member (verdicts, member);
    }
}

/* A station speaks of its own crews, a pool of all. */
static gboolean
is_ours (const GengClause *clause, const GengScene *scene, const GengPlace *place)
{
  const char *part = geng_term_part (clause->term);

  return geng_part_has (part, place->post) || geng_part_is_pool (part, scene->station);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  g_autoptr (GPtrArray) places = geng_places_of_crews (scene);

  for (int day = scene->look_first; day <= scene->look_last; day++)
    for (guint i = 0; i < places->len; i++)
      if (is_ours (clause, scene, g_ptr_array_index (places, i)))
        check_place (clause->params, g_ptr_array_index (places, i), scene, day, verdicts);
}

static void
feed (const Mentor *self, GengLowering *lowering, guint cell, guint day, guint code)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    {
      int weight = geng_crew_has_role (scene->members[m], self->novice);

      if (geng_crew_has_role (scene->members[m], self->mentor))
        weight -= self->ratio;
      if (weight != 0)
        geng_problem_feed (lowering->problem, cell, m, day, code, weight);
    }
}

/* novices - ratio × mentors is at most 0. */
static void
compile_place (const Mentor *self, const GengPlace *place, guint day, GengLowering *lowering)
{
  GengRange range = { G_MININT32, 0, 0, geng_lowering_price (self->weight), FALSE };
  gboolean added = FALSE;
  guint cell = 0;

  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    {
      if (!geng_place_has (place, lowering->scene, lowering->scene->shifts[lowering->shift[c]],
                           lowering->post[c]))
        continue;
      if (!added)
        cell = geng_problem_add_cell (lowering->problem, &range, 1);
      added = TRUE;
      feed (self, lowering, cell, day, c);
    }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  g_autoptr (GPtrArray) places = geng_places_of_crews (lowering->scene);

  for (guint day = 0; day < lowering->scene->n_days; day++)
    for (guint i = 0; i < places->len; i++)
      if (is_ours (clause, lowering->scene, g_ptr_array_index (places, i)))
        compile_place (clause->params, g_ptr_array_index (places, i), day, lowering);
}

static const GengExample examples[]
    = { { "novice 2 mentor",
          "novice 2 mentor",
          { "at most two novices for each mentor in a crew", "一班里每个带教人最多带两个新队员" } },
        { "novice 2 mentor soft 10",
          "novice 2 mentor 软 10",
          { "each novice too many costs 10 points", "每多一个新队员扣 10 分" } },
        { NULL } };

static const GengParameter parameters[]
    = { { .name = "novice",
          .title = { "the role of the novices", "新队员的职责" },
          .type = GENG_RULE_PARAMETER_TYPE_ROLE },
        { .name = "ratio",
          .title = { "novices for each mentor", "每个带教人带几个新队员" },
          .type = GENG_RULE_PARAMETER_TYPE_NUMBER,
          .minimum = 1,
          .maximum = 1000 },
        { .name = "mentor",
          .title = { "the role of the mentors", "带教的职责" },
          .type = GENG_RULE_PARAMETER_TYPE_ROLE },
        { .name = "weight",
          .title = { "points for each novice too many; hard without it",
                     "每多一个新队员扣的分；不写就是硬规定" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .otherwise = "" },
        { NULL } };

const GengRuleDef geng_rule_mentor = {
  .name = NAME,
  .chinese = "带教",
  .title = { "novices only with mentors", "新队员有人带" },
  .meaning = { "In each crew, at any moment, at most so many novices for each mentor; who is both "
               "counts as both. A soft rule costs its weight for each novice too many, in each "
               "slice of the window between two edges of its shifts.",
               "每个班里任何时刻，每个带教人最多带这么多新队员；两样都是的人两边都算。软规定"
               "下，在时段里班次起止之间的每一小段，每多一个新队员扣一次分。" },
  .grammar = "ROLE N ROLE [soft WEIGHT]",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_STATION,
  .reach = GENG_REACH_DAY,
  .parse = parse,
  .free = mentor_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
