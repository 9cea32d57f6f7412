/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-kit-count.h"
#include "geng-kit-plain.h"
#include "geng-lowering.h"
#include "geng-rule-list.h"

/*
 * kit: nobody goes out without the pieces that the window, or the post, requires.
 *
 * Whenever somebody may take his kit, the pieces of each kind that are out or recharging are no
 * more than the items of that kind that are usable on that duty day.  Then an item is free for each
 * who starts, whichever the earlier ones took; so geng_kit_assign() serves every roster that keeps
 * this rule.
 *
 * What the record before the period has out is a fact and breaks nothing by itself: it only leaves
 * less.
 */

#define NAME "kit"

static char *
describe (gconstpointer params)
{
  return g_strdup (_ ("Nobody goes out without the kit of the window, charged and usable"));
}

/* --- the meaning --- */

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  g_autoptr (GArray) shortages = geng_kit_list_shortages (scene);

  for (guint i = 0; i < shortages->len; i++)
    {
      const GengKitShortage *one = &g_array_index (shortages, GengKitShortage, i);
      g_autofree char *time = geng_minutes_to_string (one->minute);
      GDate date;

      geng_scene_date (scene, one->day, &date);
      geng_verdicts_hard (verdicts, NAME, NULL, &date, &date, one->excess,
                          _ ("%s: %d × “%s” out or recharging, only %d usable"), time, one->out,
                          geng_entity_get_name (GENG_ENTITY (one->piece)), one->usable);
    }
}

/* --- the lowering --- */

/* A cell before it is written: a byte a code of each day up to the one whose shift starts. */
typedef struct
{
  guint8 *busy; /* [day][code] */
  guint n;      /* days × codes */
  int most;
  const guint8 *bearers; /* [member] the count's */
} Draft;

static void
draft_clear (gpointer data)
{
  g_free (((Draft *) data)->busy);
}

static gboolean
is_busy (const GengScene *scene, const GengKitCount *count, gint64 moment, int day, GengDuty *duty)
{
  int s = geng_scene_shift_index (scene, geng_duty_get_shift (duty));
  int m = geng_scene_member_index (scene, geng_duty_get_member (duty));
  const GengKitSpan *span = s < 0 || m < 0 || !count->bearers[m]
                                ? NULL
                                : geng_kit_count_span (count, s, geng_duty_get_post (duty));

  return span != NULL && geng_scene_edge (scene, span->start, day) <= moment
         && geng_scene_edge (scene, span->end, day) + count->recharge > moment;
}

/* Pieces that the record before the period has out or recharging. */
static int
count_record (const GengScene *scene, const GengKitCount *count, gint64 moment)
{
  int n = 0;

  for (int day = -scene->n_before; day < 0; day++)
    {
      GPtrArray *duties = geng_scene_day_duties (scene, day);

      for (guint i = 0; i < duties->len; i++)
        n += is_busy (scene, count, moment, day, duties->pdata[i]);
    }
  return n;
}

static Draft
draft_start (const GengLowering *lowering, const GengKitCount *count, int minute, guint day)
{
  const GengScene *scene = lowering->scene;
  gint64 moment = geng_scene_edge (scene, minute, day);
  guint n = (day + 1) * lowering->n_codes;
  Draft draft = { g_new0 (guint8, n), n, 0, count->bearers };

  draft.most
      = MAX (0, geng_kit_count_usable (count, scene, day) - count_record (scene, count, moment));
  for (guint d = 0; d <= day; d++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      {
        const GengKitSpan *span
            = geng_kit_count_span (count, lowering->shift[c], lowering->post[c]);

        draft.busy[d * lowering->n_codes + c]
            = span != NULL && geng_scene_edge (scene, span->start, d) <= moment
              && geng_scene_edge (scene, span->end, d) + count->recharge > moment;
      }
  return draft;
}

/* @a asks nothing that @b does not ask: it counts no more, and allows no less. */
static gboolean
is_idle (const Draft *a, const Draft *b, guint n_members)
{
  if (a->most < b->most || memcmp (a->bearers, b->bearers, n_members) != 0)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->busy[i] && !b->busy[i])
      return FALSE;
  return TRUE;
}

/* Even everybody on each of its days would not be too many. */
static gboolean
is_loose (const Draft *draft, const GengLowering *lowering)
{
  guint days = 0;

  for (guint d = 0; d * lowering->n_codes < draft->n; d++)
    days += memchr (draft->busy + d * lowering->n_codes, TRUE, lowering->n_codes) != NULL;
  return (gint64) days * lowering->scene->n_members <= draft->most;
}

static gboolean
is_needed (GArray *drafts, guint i, const GengLowering *lowering)
{
  const Draft *draft = &g_array_index (drafts, Draft, i);
  guint n = lowering->scene->n_members;

  if (is_loose (draft, lowering))
    return FALSE;
  for (guint j = 0; j < drafts->len; j++)
    {
      const Draft *other = &g_array_index (drafts, Draft, j);

      /* Of two that ask the same the first stays. */
      if (j != i && is_idle (draft, other, n) && (j < i || !is_idle (other, draft, n)))
        return FALSE;
    }
  return TRUE;
}

static void
write_draft (const Draft *draft, GengLowering *lowering)
{
  GengRange range = { G_MININT32, draft->most, 0, GENG_FORBIDDEN, FALSE };
  guint cell = geng_problem_add_cell (lowering->problem, &range, 1);

  for (guint i = 0; i < draft->n; i++)
    if (draft->busy[i])
      for (guint m = 0; m < lowering->scene->n_members; m++)
        if (draft->bearers[m])
          geng_problem_feed (lowering->problem, cell, m, i / lowering->n_codes,
                             i % lowering->n_codes, 1);
}

static void
compile_day (GArray *counts, guint day, GengLowering *lowering)
{
  g_autoptr (GArray) drafts = g_array_new (FALSE, FALSE, sizeof (Draft));

  g_array_set_clear_func (drafts, draft_clear);
  for (guint i = 0; i < counts->len; i++)
    {
      const GengKitCount *count = &g_array_index (counts, GengKitCount, i);

      for (guint s = 0; s < count->starts->len; s++)
        {
          Draft draft = draft_start (lowering, count, g_array_index (count->starts, int, s), day);

          g_array_append_val (drafts, draft);
        }
    }
  for (guint i = 0; i < drafts->len; i++)
    if (is_needed (drafts, i, lowering))
      write_draft (&g_array_index (drafts, Draft, i), lowering);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  g_autoptr (GArray) counts = geng_kit_counts_new (lowering->scene);

  for (guint day = 0; day < lowering->scene->n_days; day++)
    compile_day (counts, day, lowering);
}

const GengRuleDef geng_rule_kit = {
  .name = NAME,
  .chinese = "装备",
  .title = { "kit for everybody who goes out", "出勤人人有器材" },
  .meaning = { "Nobody goes out without the pieces that the window, or the post in its place, "
               "requires: whenever somebody may take his kit, those out or recharging are no "
               "more than the usable items of that day. What the record has out only leaves "
               "less.",
               "没有时段（或代替它的岗位）所要的装备，谁也不出勤：凡有人可能领装备的时刻，在"
               "外的和充电的都不超过当天可用的件数。记录里已在外的，只会使可用的变少。" },
  .data = { "`kit` of windows and posts, and items.csv", "勤务时段和岗位的“装备”，以及 items.csv" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .describe = describe,
  .check = check,
  .compile = compile,
};
