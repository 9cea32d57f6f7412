/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-span.h"

#include "geng-language.h"
#include "geng-rule-words.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static const struct
{
  GengPer per;
  const char *word;
  const char *title;
} calendar[] = {
  { GENG_PER_PERIOD, "period", N_ ("a period") }, { GENG_PER_WEEK, "week", N_ ("a week") },
  { GENG_PER_MONTH, "month", N_ ("a month") },    { GENG_PER_QUARTER, "quarter", N_ ("a quarter") },
  { GENG_PER_YEAR, "year", N_ ("a year") },
};

/* `per period` in one word. */
#define PERIOD_CHINESE "期内"

static gboolean
parse_rolling (GengRuleSpan *span, GengRuleText *text, GError **error)
{
  const char *at;

  geng_rule_text_ended (text);
  at = text->at;
  if (!geng_rule_text_number (text, GENG_RULE_UNIT_DAYS, &span->n_days, error))
    return FALSE;
  if (at[strspn (at, "0123456789")] == ' ' && !geng_rule_text_accept (text, "days"))
    return geng_rule_text_fail (text, error, _ ("here should be “days”, like per 7 days"));
  span->per = GENG_PER_DAYS;
  if (span->n_days >= 1 && span->n_days <= GENG_RULE_MAX_ROLLING)
    return TRUE;
  return geng_rule_text_fail_at (text, at, error,
                                 _ ("days in a row should be 1 to %d; what is longer goes by the "
                                    "calendar: per month, per quarter or per year"),
                                 GENG_RULE_MAX_ROLLING);
}

static gboolean
parse_length (GengRuleSpan *span, GengRuleText *text, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (calendar); i++)
    if (geng_rule_text_accept (text, calendar[i].word))
      {
        span->per = calendar[i].per;
        return TRUE;
      }
  if (g_ascii_isdigit (*text->at))
    return parse_rolling (span, text, error);
  return geng_rule_text_fail (text, error,
                              _ ("here should be “period”, “week”, “month”, “quarter”, “year” or "
                                 "days in a row, like “7 days”"));
}

gboolean
geng_rule_span_parse (GengRuleSpan *span, GengRuleText *text, GError **error)
{
  if (geng_rule_text_accept (text, PERIOD_CHINESE))
    {
      span->per = GENG_PER_PERIOD;
      return TRUE;
    }
  if (geng_rule_text_leads (text, "per"))
    return parse_length (span, text, error);
  return geng_rule_text_fail (text, error, _ ("here should be over what it counts, like per week"));
}

char *
geng_rule_span_text (const GengRuleSpan *span)
{
  for (guint i = 0; i < G_N_ELEMENTS (calendar); i++)
    if (calendar[i].per == span->per)
      return g_strconcat ("per ", calendar[i].word, NULL);
  return g_strdup_printf ("per %d days", span->n_days);
}

char *
geng_rule_span_text_in (const GengRuleSpan *span, const char *language)
{
  if (!geng_language_is_chinese (language))
    return geng_rule_span_text (span);
  if (span->per == GENG_PER_PERIOD)
    return g_strdup (PERIOD_CHINESE);
  for (guint i = 0; i < G_N_ELEMENTS (calendar); i++)
    if (calendar[i].per == span->per)
      return g_strconcat (geng_rule_word_in ("per", language),
                          geng_rule_word_in (calendar[i].word, language), NULL);
  return g_strdup_printf ("%s%d%s", geng_rule_word_in ("per", language), span->n_days,
                          geng_rule_word_in ("days", language));
}

GPtrArray *
geng_rule_span_list_words (void)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (calendar); i++)
    g_ptr_array_add (list, (gpointer) calendar[i].word);
  return list;
}

char *
geng_rule_span_title (const GengRuleSpan *span)
{
  for (guint i = 0; i < G_N_ELEMENTS (calendar); i++)
    if (calendar[i].per == span->per)
      return g_strdup (_ (calendar[i].title));
  return g_strdup_printf (_ ("%d days"), span->n_days);
}

/* The months that a calendar span has, and the first of them that @month lies in. */
static int
months_of (GengPer per)
{
  return per == GENG_PER_YEAR ? 12 : per == GENG_PER_QUARTER ? 3 : 1;
}

gboolean
geng_rule_span_first_day (const GengRuleSpan *span, const GDate *date, GDate *day)
{
  int n = months_of (span->per), month = (int) g_date_get_month (date) - 1;

  if (span->per != GENG_PER_MONTH && span->per != GENG_PER_QUARTER && span->per != GENG_PER_YEAR)
    return FALSE;
  *day = *date;
  g_date_set_day (day, 1);
  g_date_set_month (day, (GDateMonth) (month / n * n + 1));
  return TRUE;
}

/* The calendar's stretch in which @day lies. */
static GengStretch
months_around (const GengRuleSpan *span, const GengScene *scene, int day)
{
  GDate date, first, last;

  geng_scene_date (scene, day, &date);
  geng_rule_span_first_day (span, &date, &first);
  last = first;
  g_date_add_months (&last, (guint) months_of (span->per));
  return (GengStretch){ geng_scene_day (scene, &first), geng_scene_day (scene, &last) - 1 };
}

static GengStretch
stretch_around (const GengRuleSpan *span, const GengScene *scene, int day)
{
  int monday;

  switch (span->per)
    {
    case GENG_PER_WEEK:
      monday = geng_scene_week_start (scene, day);
      return (GengStretch){ monday, monday + 6 };
    case GENG_PER_MONTH:
    case GENG_PER_QUARTER:
    case GENG_PER_YEAR:
      return months_around (span, scene, day);
    case GENG_PER_PERIOD:
    case GENG_PER_DAYS: /* no stretch of the calendar */
    default:
      return (GengStretch){ 0, (int) scene->n_days - 1 };
    }
}

GArray *
geng_rule_span_list (const GengRuleSpan *span, const GengScene *scene)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GengStretch));
  GengStretch stretch = { 0, -1 };

  while (stretch.last + 1 < (int) scene->n_days)
    {
      stretch = stretch_around (span, scene, stretch.last + 1);
      g_array_append_val (list, stretch);
    }
  return list;
}
