/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-fair-share.h"
#include "geng-rule-list.h"
#include "geng-share-plain.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

#include <string.h>

/*
 * fair-share = nights 5; standby 5; weekends 3; holidays 20 over 2 years; hours 1
 *
 * A burden and its weight each.  A contract's text says what its members' distance from their share
 * of the whole burden costs.  Off the fair band a unit costs the weight, a step further out twice,
 * and so on: two who are one off beat one who is two off.
 */

#define N_STEPS 4
/* Ten years: what a station may have kept. */
#define MAX_MONTHS 120
#define ALLOWED                                                                                    \
  (GENG_WHAT_DUTIES | GENG_WHAT_HOURS | GENG_WHAT_WEEKENDS | GENG_WHAT_SUNDAYS                     \
   | GENG_WHAT_HOLIDAYS | GENG_WHAT_STATUTORY)

static void
burden_free (gpointer params)
{
  geng_selector_clear (&((GengBurden *) params)->what);
  g_free (params);
}

/* `2 years`, `6 months`, `2年`: kept in months. */
static gboolean
parse_months (GengRuleText *text, int *months, GError **error)
{
  const char *at;

  geng_rule_text_ended (text);
  at = text->at;
  if (!geng_rule_text_number (text, GENG_RULE_UNIT_MONTHS, months, error))
    return FALSE;
  if (at + strspn (at, "0123456789") == text->at)
    return geng_rule_text_fail (text, error, _ ("here should be “years” or “months”"));
  return (*months >= 1 && *months <= MAX_MONTHS)
         || geng_rule_text_fail_at (text, at, error, _ ("a share looks back on 1 to %d months"),
                                    MAX_MONTHS);
}

/* `over 2 years`, `近2年` */
static gboolean
parse_over (GengStatement *statement, GengBurden *burden, GError **error)
{
  return !geng_rule_text_leads (&statement->text, "over")
         || parse_months (&statement->text, &burden->n_over, error);
}

static gboolean
parse_burden (GengStatement *statement, GengBurden *burden, GError **error)
{
  GengRuleText *text = &statement->text;
  const char *at;

  if (!geng_selector_parse (&burden->what, text, statement->station, ALLOWED, error))
    return FALSE;
  if (geng_statement_lifts (statement, burden->what.key))
    return TRUE;
  geng_rule_text_ended (text);
  at = text->at;
  if (!geng_rule_text_number (text, GENG_RULE_UNIT_COUNT, &burden->weight, error))
    return FALSE;
  if (burden->weight < 1 || burden->weight > GENG_RULE_MAX_WEIGHT)
    return geng_rule_text_fail_at (text, at, error, _ ("a weight should be 1 to %d points"),
                                   GENG_RULE_MAX_WEIGHT);
  return parse_over (statement, burden, error);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  GengBurden *burden = g_new0 (GengBurden, 1);
  gboolean fine = parse_burden (statement, burden, error);

  if (fine && burden->weight > 0)
    geng_statement_add (statement, burden, g_strdup (burden->what.key), GENG_HOLD_SOFT);
  else
    burden_free (burden);
  return fine;
}

/* Weekends are shared by their duties, where the rule `limit` counts whole weekends. */
static const char *
label (const GengBurden *burden)
{
  return burden->what.what == GENG_WHAT_WEEKENDS ? _ ("weekend duties") : burden->what.title;
}

static char *
describe (gconstpointer params)
{
  return g_strdup_printf (_ ("shared fairly: %s"), label (params));
}

static gint64
count (const GengBurden *burden, const GengScene *scene, guint member)
{
  gint64 sum = 0;

  for (guint d = 0; d < scene->n_days; d++)
    {
      GengDuty *duty = geng_scene_duty (scene, member, d);

      if (duty != NULL)
        sum += geng_share_counted_plain (burden, scene, member, (int) d);
    }
  return sum;
}

/* What each unit below or above costs: the weight, and again for each step further out. */
static gint64
charge (const GengPlainShare *share, gint64 value)
{
  gint64 sum = 0;

  for (int k = 0; k < N_STEPS; k++)
    {
      int floor = share->lo - k * share->step, ceiling = share->hi + k * share->step;

      if (floor > 0 && value < floor)
        sum += floor - value;
      if (value > ceiling)
        sum += value - ceiling;
    }
  return sum;
}

static void
check_member (const GengClause *clause,
              const GengScene *scene,
              const GengPlainShare *share,
              guint member,
              GengVerdicts *verdicts)
{
  const GengBurden *burden = clause->params;
  gboolean minutes = burden->what.what == GENG_WHAT_HOURS;
  gint64 value = count (burden, scene, member);
  gint64 cost = charge (share, value) * burden->weight * (minutes ? 1 : GENG_POINT);
  g_autofree char *had = NULL;
  g_autofree char *range = NULL;
  GDate first, last;

  if (cost == 0)
    return;
  had = geng_range_text (value, value, minutes);
  range = geng_range_text (share->lo, share->hi, minutes);
  geng_scene_date (scene, 0, &first);
  geng_scene_date (scene, (int) scene->n_days - 1, &last);
  geng_verdicts_soft (verdicts, clause->kind->name, scene->members[member], &first, &last,
                      value < share->lo ? share->lo - value : value - share->hi, cost,
                      _ ("%s: %s %s; the fair share is %s"), geng_name (scene->members[member]),
                      label (burden), had, range);
}

/* What is fair among those whom stations share shows in their zone alone. */
static gboolean
is_guest (const GengScene *scene, guint member)
{
  return geng_member_get_guest (scene->members[member]);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GengPlainShare *shares
      = geng_shares_plain (clause->params, geng_term_part (clause->term), scene);

  for (guint i = 0; i < clause->members->len; i++)
    {
      guint member = geng_clause_member (clause, i);

      if (shares[member].fair && !is_guest (scene, member))
        check_member (clause, scene, &shares[member], member, verdicts);
    }
}

gboolean
geng_fair_share_tell (const GengClause *clause,
                      const GengScene *scene,
                      guint member,
                      GengFairShare *share)
{
  const GengBurden *burden = clause->params;
  const GengPlainShare *plain;

  if (clause->kind != &geng_rule_fair_share || geng_clause_find (clause, member) < 0)
    return FALSE;
  plain = &geng_shares_plain (burden, geng_term_part (clause->term), scene)[member];
  share->title = (char *) label (burden);
  share->had = count (burden, scene, member);
  share->least = plain->lo;
  share->most = plain->hi;
  share->minutes = burden->what.what == GENG_WHAT_HOURS;
  return plain->fair;
}

static guint
add_weights (const GengBurden *burden, GengLowering *lowering)
{
  guint n_days = lowering->scene->n_days;
  g_autofree gint32 *weights = g_new0 (gint32, n_days * lowering->n_codes);

  for (guint d = 0; d < n_days; d++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      weights[d * lowering->n_codes + c]
          = geng_burden_of (burden, lowering->scene, lowering->shift[c], lowering->post[c], d);
  return geng_problem_add_weights (lowering->problem, weights);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengBurden *burden = clause->params;
  g_autofree GengBand *bands = geng_burden_bands (burden, clause, lowering->scene);
  gint32 price = burden->weight * (burden->what.what == GENG_WHAT_HOURS ? 1 : GENG_POINT);
  guint weights = add_weights (burden, lowering);

  for (guint i = 0; i < clause->members->len; i++)
    {
      GengRange ranges[N_STEPS];

      for (int k = 0; k < N_STEPS; k++)
        {
          int lo = bands[i].lo - k * bands[i].step;

          ranges[k] = (GengRange){ lo > 0 ? lo : G_MININT32, bands[i].hi + k * bands[i].step, price,
                                   price, FALSE };
        }
      if (bands[i].fair && !is_guest (lowering->scene, geng_clause_member (clause, i)))
        geng_problem_add_counter (lowering->problem, geng_clause_member (clause, i), weights, -1, 0,
                                  ranges, N_STEPS);
    }
}

/* -- words -- */

static const GengExample examples[] = {
  { "nights 5",
    "夜班 5",
    { "each night off one's share costs 5 points", "夜班比应得份额每差一个扣 5 分" } },
  { "weekends 3",
    "周末 3",
    { "each weekend duty off one's share costs 3 points", "周末勤务比应得份额每差一次扣 3 分" } },
  { "hours 1",
    "时数 1",
    { "each hour off one's share costs a point", "工时比应得份额每差一小时扣 1 分" } },
  { "statutory 20 over 2 years",
    "法定节日 20 近2年",
    { "duties on statutory days are shared over two years, whose record counts",
      "法定节日勤务在两年里平均分担，两年的记录都算" } },
  { NULL }
};

static const GengParameter parameters[]
    = { { .name = "what",
          .title = { "the burden", "分担什么" },
          .type = GENG_RULE_PARAMETER_TYPE_WHAT,
          .what = ALLOWED,
          .syntax = { .is_key = TRUE } },
        { .name = "weight",
          .title = { "points for each unit off one's share", "比应得份额每差一个单位扣的分" },
          .type = GENG_RULE_PARAMETER_TYPE_NUMBER,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT },
        { .name = "over",
          .title = { "months or years that end with the period, whose record counts",
                     "到本期末为止的几个月或几年，其间的记录算数" },
          .type = GENG_RULE_PARAMETER_TYPE_NUMBER,
          .unit = GENG_RULE_UNIT_MONTHS,
          .minimum = 1,
          .maximum = MAX_MONTHS,
          .otherwise = "",
          .syntax = { .lead = "over" } },
        { NULL } };

const GengRuleDef geng_rule_fair_share = {
  .name = "fair-share",
  .chinese = "均摊",
  .title = { "burdens shared fairly", "苦班平均分担" },
  .meaning
  = { "What the period's demands want of a burden is split among all members by the days on which "
      "each could carry it and by the hours that the member's own limits leave room for: half the "
      "hours, half the share. What the record gave one more or less than such a share is carried "
      "over. Duties come whole, so the whole numbers on either side of the share cost nothing; "
      "from there on a unit costs the weight, a step further out twice the weight, and so on. To "
      "wait as "
      "a reserve is no burden but that of the reserve's post by its name.",
      "本期需求里的这份负担，按每个人能承担的天数、再按本人限额还容得下的时数，分给"
      "全体队员：时数减半，份额也减半。以往记录里比份额多的少的，结转到本期。勤务不"
      "能拆开，份额两边的整数都不扣分；再远一个单位扣一份分，更远一步扣两份，依此类"
      "推。备勤不算负担，除非均摊写的就是备勤的岗位。" },
  .grammar = "WHAT WEIGHT [over N (months | years)]\nWHAT none",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .reach = GENG_REACH_MEMBER,
  .of_others = TRUE,
  .parse = parse,
  .free = burden_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
