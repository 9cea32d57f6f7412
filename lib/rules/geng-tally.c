/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-tally.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

/* -- text -- */

void
geng_tally_free (gpointer tally)
{
  geng_selector_clear (&((GengTally *) tally)->what);
  g_free (tally);
}

static gboolean
parse_target (GengTally *tally, GengRuleText *text, GError **error)
{
  GengUnit unit = tally->minutes ? GENG_UNIT_MINUTES : GENG_UNIT_COUNT;

  tally->target = -1;
  if (!geng_rule_text_accept (text, "target"))
    return TRUE;
  if (!geng_rule_text_number (text, unit, &tally->target, error)
      || !geng_rule_text_weight (text, &tally->target_weight, error))
    return FALSE;
  tally->target_weight = MAX (tally->target_weight, 1);
  return TRUE;
}

static gboolean
parse_span (GengTally *tally, GengRuleText *text, GError **error)
{
  tally->pro_rata = geng_rule_text_accept (text, "pro-rata");
  if (!geng_rule_text_accept (text, "per"))
    return TRUE;
  if (geng_rule_text_accept (text, "week"))
    tally->weekly = TRUE;
  else if (geng_rule_text_accept (text, "period"))
    tally->weekly = FALSE;
  else
    return geng_rule_text_fail (text, error, _ ("here should be “week” or “period”"));
  return TRUE;
}

gboolean
geng_tally_parse (GengTally *tally, GengRuleText *text, GError **error)
{
  GengRuleText ahead = *text;
  GengUnit unit = tally->minutes ? GENG_UNIT_MINUTES : GENG_UNIT_COUNT;

  tally->limit.max = G_MAXINT;
  if (!geng_rule_text_accept (&ahead, "target")
      && !geng_rule_text_limit (text, unit, &tally->limit, error))
    return FALSE;
  return parse_target (tally, text, error) && parse_span (tally, text, error);
}

char *
geng_tally_describe (const GengTally *tally)
{
  GString *text = g_string_new (tally->minutes ? _ ("hours") : tally->what.label);

  if (tally->limit.min > 0 || tally->limit.max != G_MAXINT)
    {
      g_autofree char *range = geng_range_text (tally->limit.min, tally->limit.max, tally->minutes);

      g_string_append_printf (text, " %s", range);
    }
  if (tally->target >= 0)
    {
      g_autofree char *target = geng_range_text (tally->target, tally->target, tally->minutes);

      g_string_append_printf (text, _ (", about %s"), target);
    }
  g_string_append (text, tally->weekly ? _ (" a week") : _ (" a period"));
  return g_string_free (text, FALSE);
}

char *
geng_tallies_describe (gconstpointer params)
{
  const GPtrArray *tallies = params;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tallies->len; i++)
    {
      g_autofree char *one = geng_tally_describe (g_ptr_array_index (tallies, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", one);
    }
  return g_string_free (text, FALSE);
}

/* -- meaning -- */

/* The days that one limit is for: the period, or what is known of a calendar week. */
typedef struct
{
  int first, last;
  gboolean whole; /* nothing of the week lies outside what is known */
} Span;

/* The next span after @span; begin with a span that ends on -1. FALSE after the last. */
static gboolean
next_span (const GengTally *tally, const GengScene *scene, Span *span)
{
  int day = span->last + 1, monday;

  if (day >= (int) scene->n_days)
    return FALSE;
  span->first = 0;
  span->last = (int) scene->n_days - 1;
  span->whole = TRUE;
  if (!tally->weekly)
    return TRUE;
  monday = geng_scene_week_start (scene, day);
  span->first = MAX (monday, -scene->n_before);
  span->last = MIN (monday + 6, (int) scene->n_days - 1);
  span->whole = span->first == monday && span->last == monday + 6;
  return TRUE;
}

static int
weight_of (const GengTally *tally, const GengScene *scene, int shift, int day)
{
  if (shift < 0 || !tally->what.shifts[shift])
    return 0;
  return tally->minutes ? geng_scene_shift_minutes (scene, shift, day) : 1;
}

static gint64
count (const GengTally *tally, const GengScene *scene, guint member, int first, int last)
{
  gint64 sum = 0;

  for (int d = first; d <= last; d++)
    sum += weight_of (tally, scene, geng_scene_duty_shift (scene, member, d), d);
  return sum;
}

/* What is left of @value for a member who is away for some of the days. */
static int
scaled (const GengTally *tally, const GengScene *scene, guint member, const Span *span, int value)
{
  int present = 0, days = span->last - span->first + 1;

  for (int d = span->first; d <= span->last; d++)
    present += !geng_scene_absent (scene, member, d);
  return tally->pro_rata ? (int) ((gint64) value * present / days) : value;
}

/* The bounds in force; an open side is G_MININT or G_MAXINT. */
typedef struct
{
  int lo, hi;
  int weight; /* 0: hard */
} Bounds;

/* The limit's bounds and the target's. */
static void
bounds (const GengTally *tally, const GengScene *scene, guint member, const Span *span, Bounds b[2])
{
  gint64 before = count (tally, scene, member, span->first, -1);

  b[0] = (Bounds){ G_MININT, G_MAXINT, tally->limit.weight };
  b[1] = (Bounds){ G_MININT, G_MAXINT, tally->target_weight };
  if (span->whole && tally->limit.min > 0)
    b[0].lo = scaled (tally, scene, member, span, tally->limit.min);
  if (tally->limit.max != G_MAXINT)
    b[0].hi = MAX (tally->limit.max, before);
  if (span->whole && tally->target >= 0)
    {
      b[1].lo = scaled (tally, scene, member, span, tally->target);
      b[1].hi = MAX (b[1].lo, before);
    }
}

/* -- check -- */

static void
report_off (const GengClause *clause,
            const GengTally *tally,
            const GengScene *scene,
            guint member,
            const Span *span,
            gint64 value,
            const Bounds *b,
            GengVerdicts *verdicts)
{
  gint64 off = value < b->lo ? b->lo - value : value - b->hi;
  g_autofree char *had = NULL, *range = NULL;
  GengMember *who = scene->members[member];
  GDate first, last;
  char a[GENG_DATE_LENGTH], z[GENG_DATE_LENGTH];

  if (value >= b->lo && value <= b->hi)
    return;
  had = geng_range_text (value, value, tally->minutes);
  range = geng_range_text (MAX (b->lo, 0), b->hi, tally->minutes);
  geng_scene_date (scene, span->first, &first);
  geng_scene_date (scene, span->last, &last);
  if (b->weight == 0)
    geng_verdicts_hard (verdicts, clause->kind->name, who, &first, &last, off,
                        _ ("%s: %s %s from %s to %s; it should be %s"), geng_name (who),
                        tally->minutes ? _ ("hours") : tally->what.label, had,
                        geng_date_text (&first, a), geng_date_text (&last, z), range);
  else
    geng_verdicts_soft (verdicts, clause->kind->name, who, &first, &last, off,
                        off * b->weight * (tally->minutes ? 1 : GENG_POINT),
                        _ ("%s: %s %s from %s to %s; it should be %s"), geng_name (who),
                        tally->minutes ? _ ("hours") : tally->what.label, had,
                        geng_date_text (&first, a), geng_date_text (&last, z), range);
}

static void
check_tally (const GengClause *clause,
             const GengTally *tally,
             const GengScene *scene,
             guint member,
             GengVerdicts *verdicts)
{
  Span span = { 0, -1, TRUE };
  Bounds b[2];

  while (next_span (tally, scene, &span))
    {
      gint64 value = count (tally, scene, member, span.first, span.last);

      bounds (tally, scene, member, &span, b);
      for (guint i = 0; i < 2; i++)
        report_off (clause, tally, scene, member, &span, value, &b[i], verdicts);
    }
}

void
geng_tallies_check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GPtrArray *tallies = clause->params;

  for (guint i = 0; i < clause->members->len; i++)
    for (guint t = 0; t < tallies->len; t++)
      check_tally (clause, g_ptr_array_index (tallies, t), scene, geng_clause_member (clause, i),
                   verdicts);
}

/* -- lowering -- */

static guint
add_weights (const GengTally *tally, GengLowering *lowering, const Span *span)
{
  g_autofree gint32 *weights = g_new0 (gint32, lowering->scene->n_days * lowering->n_codes);

  for (int d = MAX (span->first, 0); d <= span->last; d++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      weights[d * lowering->n_codes + c]
          = weight_of (tally, lowering->scene, lowering->shift[c], d);
  return geng_problem_add_weights (lowering->problem, weights);
}

static void
add_counter (const GengTally *tally,
             GengLowering *lowering,
             guint member,
             const Span *span,
             guint weights)
{
  GengRange ranges[2];
  Bounds b[2];
  guint n = 0;

  bounds (tally, lowering->scene, member, span, b);
  for (guint i = 0; i < 2; i++)
    {
      gint32 price = b[i].weight == 0 ? GENG_FORBIDDEN
                     : tally->minutes ? b[i].weight
                                      : geng_lowering_price (b[i].weight);

      if (b[i].lo != G_MININT || b[i].hi != G_MAXINT)
        ranges[n++] = (GengRange){ b[i].lo, b[i].hi, price, price, FALSE };
    }
  if (n > 0)
    geng_problem_add_counter (lowering->problem, member, weights, -1,
                              count (tally, lowering->scene, member, span->first, -1), ranges, n);
}

static void
compile_tally (const GengClause *clause, const GengTally *tally, GengLowering *lowering)
{
  Span span = { 0, -1, TRUE };

  while (next_span (tally, lowering->scene, &span))
    {
      guint weights = add_weights (tally, lowering, &span);

      for (guint i = 0; i < clause->members->len; i++)
        add_counter (tally, lowering, geng_clause_member (clause, i), &span, weights);
    }
}

void
geng_tallies_compile (const GengClause *clause, GengLowering *lowering)
{
  const GPtrArray *tallies = clause->params;

  for (guint t = 0; t < tallies->len; t++)
    compile_tally (clause, g_ptr_array_index (tallies, t), lowering);
}
