/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

#include <string.h>

const char *
geng_date_text (const GDate *date, char text[GENG_DATE_LENGTH])
{
  g_snprintf (text, GENG_DATE_LENGTH, "%04u-%02u-%02u", g_date_get_year (date) % 10000u,
              (guint) g_date_get_month (date) % 100u, g_date_get_day (date) % 100u);
  return text;
}

const char *
geng_day_text (const GengScene *scene, int day, char text[GENG_DATE_LENGTH])
{
  GDate date;

  geng_scene_date (scene, day, &date);
  return geng_date_text (&date, text);
}

char *
geng_minutes_text (gint64 minutes)
{
  int hours = minutes / 60, rest = minutes % 60;

  if (rest == 0)
    return g_strdup_printf (_ ("%d h"), hours);
  return hours == 0 ? g_strdup_printf (_ ("%d min"), rest)
                    : g_strdup_printf (_ ("%d h %d min"), hours, rest);
}

static char *
number_text (int number, gboolean minutes)
{
  return minutes ? geng_minutes_text (number) : g_strdup_printf ("%d", number);
}

char *
geng_range_text (int min, int max, gboolean minutes)
{
  g_autofree char *least = number_text (min, minutes);
  g_autofree char *most = number_text (max, minutes);

  if (min == max)
    return g_steal_pointer (&least);
  if (max == G_MAXINT)
    return g_strdup_printf (_ ("at least %s"), least);
  if (min <= 0)
    return g_strdup_printf (_ ("at most %s"), most);
  return g_strdup_printf (_ ("%s to %s"), least, most);
}

const char *
geng_name (gpointer entity)
{
  const char *name = geng_entity_get_name (entity);

  return name != NULL && *name != '\0' ? name : geng_entity_get_id (entity);
}

guint
geng_clause_member (const GengClause *clause, guint i)
{
  return g_array_index (clause->members, guint, i);
}

void
geng_verdicts_line (GengVerdicts *verdicts,
                    const GengClause *clause,
                    const GengScene *scene,
                    guint member,
                    int first,
                    int last,
                    gint64 amount,
                    int weight,
                    const char *message)
{
  const char *rule = clause->kind->name;
  GDate from, to;

  geng_scene_date (scene, first, &from);
  geng_scene_date (scene, last, &to);
  if (weight == 0)
    geng_verdicts_hard (verdicts, rule, scene->members[member], &from, &to, amount, "%s", message);
  else
    geng_verdicts_soft (verdicts, rule, scene->members[member], &from, &to, amount,
                        amount * weight * GENG_POINT, "%s", message);
}

guint8 *
geng_lowering_select (const GengLowering *lowering, const GengSelector *selector)
{
  guint8 *codes = g_new0 (guint8, lowering->n_codes);

  codes[GENG_OFF] = selector->what == GENG_WHAT_OFF;
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    codes[c]
        = geng_selector_takes (selector, lowering->scene, lowering->shift[c], lowering->post[c], 0);
  return codes;
}

guint
geng_lowering_any_day (GengLowering *lowering)
{
  g_autofree guint8 *days = g_malloc (lowering->scene->n_days);

  memset (days, TRUE, lowering->scene->n_days);
  return geng_problem_add_day_set (lowering->problem, days);
}
