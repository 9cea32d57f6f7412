/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rest.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * rest = 11h; after nights 3.. 48h
 *
 * Real time from the end of a duty to the start of the next one, at least: after every duty, or
 * after so many in a row, once their run has ended.
 */

/* A clock change may shorten a day by so many minutes, and a rest reaches a day further then. */
#define CLOCK_CHANGE 60
#define DAY_MINUTES (24 * 60)

/* -- text -- */

static void
rest_free (gpointer params)
{
  geng_selector_clear (&((GengRest *) params)->after);
  g_free (params);
}

/* Duty days that the run and the next duty after a rest that is too short can lie on. */
static int
reach (const GengRest *rest)
{
  return MAX (rest->run, 1) + (rest->minutes + CLOCK_CHANGE - 1) / DAY_MINUTES + 1;
}

static gboolean
parse_after (GengStatement *statement, GengRest *rest, GError **error)
{
  GengRuleText *text = &statement->text;
  const char *at;

  if (!geng_selector_parse (&rest->after, text, statement->station, GENG_WHAT_DUTIES, error))
    return FALSE;
  geng_rule_text_ended (text);
  at = text->at;
  if (!geng_rule_text_least (text, GENG_RULE_UNIT_COUNT, &rest->run, error))
    return FALSE;
  return rest->run >= 1
         || geng_rule_text_fail_at (text, at, error,
                                    _ ("here should be how many in a row, at least 1"));
}

static gboolean
parse_time (GengStatement *statement, GengRest *rest, GError **error)
{
  const char *at;

  geng_rule_text_ended (&statement->text);
  at = statement->text.at;
  if (!geng_rule_text_number (&statement->text, GENG_RULE_UNIT_MINUTES, &rest->minutes, error))
    return FALSE;
  return reach (rest) <= GENG_MAX_PATTERN
         || geng_rule_text_fail_at (
             &statement->text, at, error,
             _ ("the duties and their rest reach over %d duty days; at most %d can be looked over. "
                "For more days off in a row use run = off 2.."),
             reach (rest), GENG_MAX_PATTERN);
}

static gboolean
is_none_next (const GengRuleText *text)
{
  GengRuleText ahead = *text;
  g_autofree char *what = geng_rule_text_word (&ahead, "", NULL);

  return what != NULL && geng_rule_text_accept (&ahead, "none");
}

/* `after nights none` lifts what is said of nights, however many. */
static gboolean
parse_rest (GengStatement *statement, GengRest *rest, char **key, GError **error)
{
  *key = g_strdup ("");
  if (geng_rule_text_accept (&statement->text, "after"))
    {
      gboolean lifted = is_none_next (&statement->text);

      if (lifted ? !geng_selector_parse (&rest->after, &statement->text, statement->station,
                                         GENG_WHAT_DUTIES, error)
                 : !parse_after (statement, rest, error))
        return FALSE;
      g_free (*key);
      *key = g_strconcat ("after ", rest->after.key, NULL);
      if (lifted)
        return geng_statement_lifts (statement, *key);
    }
  return parse_time (statement, rest, error);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  GengRest *rest = g_new0 (GengRest, 1);
  g_autofree char *key = NULL;
  gboolean fine = parse_rest (statement, rest, &key, error);

  if (fine && statement->terms->len == 0)
    geng_statement_add (statement, rest, g_steal_pointer (&key), GENG_HOLD_HARD);
  else
    rest_free (rest);
  return fine;
}

static char *
describe (gconstpointer params)
{
  const GengRest *rest = params;
  g_autofree char *time = geng_minutes_text (rest->minutes);

  return rest->run == 0 ? g_strdup_printf (_ ("at least %s of rest between two duties"), time)
                        : g_strdup_printf (_ ("at least %s of rest after %d or more in a row: %s"),
                                           time, rest->run, rest->after.title);
}

/* -- meaning -- */

/* The last duty, and how many of those that count stand in a row with it. */
typedef struct
{
  int day;
  int run;
} Last;

static gboolean
holds (const GengRest *rest, const GengScene *scene, guint member, const Last *last, int day)
{
  if (rest->run == 0)
    return TRUE;
  return last->run >= rest->run
         && !(day == last->day + 1 && geng_selector_counts (&rest->after, scene, member, day));
}

static void
check_duty (const GengClause *clause,
            const GengScene *scene,
            guint member,
            const Last *last,
            int day,
            GengVerdicts *verdicts)
{
  const GengRest *rest = clause->params;
  gint64 minutes
      = geng_scene_duty_start (scene, member, day) - geng_scene_duty_end (scene, member, last->day);
  g_autofree char *had = NULL, *asked = NULL, *message = NULL;
  const char *who = geng_name (scene->members[member]);

  if (minutes >= rest->minutes || !holds (rest, scene, member, last, day))
    return;
  had = geng_minutes_text (MAX (minutes, 0));
  asked = geng_minutes_text (rest->minutes);
  message = rest->run == 0
                ? g_strdup_printf (
                    _ ("%s rests %s between %s and %s; it should be %s"), who, had,
                    geng_name (scene->shifts[geng_scene_duty_shift (scene, member, last->day)]),
                    geng_name (scene->shifts[geng_scene_duty_shift (scene, member, day)]), asked)
                : g_strdup_printf (_ ("%s rests %s after %d in a row (%s); it should be %s"), who,
                                   had, last->run, rest->after.title, asked);
  geng_verdicts_line (verdicts, clause, scene, member, last->day, day, rest->minutes - minutes, 0,
                      message);
}

static void
check_member (const GengClause *clause,
              const GengScene *scene,
              guint member,
              GengVerdicts *verdicts)
{
  const GengRest *rest = clause->params;
  Last last = { G_MININT, 0 };

  for (int d = -scene->n_before; d < (int) scene->n_days; d++)
    {
      gboolean counts;

      if (!geng_scene_works (scene, member, d))
        continue;
      if (d >= 0 && last.day != G_MININT)
        check_duty (clause, scene, member, &last, d, verdicts);
      counts = rest->run > 0 && geng_selector_counts (&rest->after, scene, member, d);
      last.run = !counts ? 0 : last.day == d - 1 ? last.run + 1 : 1;
      last.day = d;
    }
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    check_member (clause, scene, geng_clause_member (clause, i), verdicts);
}

/* -- words -- */

static const GengExample examples[]
    = { { "11h", "11小时", { "at least 11 hours between two duties", "两班之间至少 11 小时" } },
        { "after nights 3.. 48h",
          "值完 夜班 3.. 48小时",
          { "at least 48 hours after three or more nights in a row",
            "连上三个以上夜班后至少休息 48 小时" } },
        { NULL } };

static const GengParameter parameters[]
    = { { .name = "after",
          .title
          = { "after what, where it is not after every duty", "在什么班之后（不写就是每班之后）" },
          .type = GENG_RULE_PARAMETER_TYPE_WHAT,
          .what = GENG_WHAT_DUTIES,
          .otherwise = "",
          .syntax = { .lead = "after", .is_key = TRUE } },
        { .name = "run",
          .title = { "how many of it in a row, at least", "至少连上几个" },
          .type = GENG_RULE_PARAMETER_TYPE_NUMBER,
          .minimum = 1,
          .maximum = GENG_MAX_PATTERN - 1,
          .otherwise = "",
          .syntax = { .needs = "after", .is_least = TRUE } },
        { .name = "rest",
          .title = { "hours from the end of a duty to the next", "下班到下一班上班的时间" },
          .type = GENG_RULE_PARAMETER_TYPE_NUMBER,
          .unit = GENG_RULE_UNIT_MINUTES,
          .maximum = (GENG_MAX_PATTERN - 1) * DAY_MINUTES - CLOCK_CHANGE },
        { NULL } };

const GengRuleDef geng_rule_rest = {
  .name = "rest",
  .chinese = "班间休息",
  .title = { "rest between duties", "两班之间的休息" },
  .meaning
  = { "Real time from the end of a duty to the start of the next one, at least: on the night of a "
      "clock change it is longer or shorter than the clock says. With “after” it holds once a run "
      "of so many duties in a row has ended, to the next duty whatever it is. The record counts, "
      "with the times that were really served where they are known.",
      "从一班结束到下一班开始，至少这么长的实际时间：调钟的那一夜，实际时间比钟上长"
      "或短。写了“值完”的，在连上这么多个班结束之后才算，到下一个班为止，不管是什么"
      "班。以往的记录也算；知道实际上下班时间的按实际算。" },
  .grammar = "TIME\nafter WHAT N.. TIME\nafter WHAT none",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = rest_free,
  .describe = describe,
  .check = check,
  .compile = geng_rest_compile,
};
