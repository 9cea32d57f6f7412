/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

static gboolean
meant (GengShift *shift, const char *label, gboolean is_shift, gboolean is_window)
{
  if (is_shift)
    return g_str_equal (geng_entity_get_id (GENG_ENTITY (shift)), label);
  if (is_window)
    return g_str_equal (geng_entity_get_id (GENG_ENTITY (geng_shift_get_window (shift))), label);
  return g_str_equal (label, "any") || geng_shift_get_night (shift);
}

gboolean
geng_selector_resolve (GengSelector *selector, GengStation *station, const char *label)
{
  GListModel *shifts = geng_station_get_shifts (station);
  gboolean is_shift = geng_station_lookup_shift (station, label) != NULL;
  gboolean is_window = geng_station_lookup_window (station, label) != NULL;
  guint n = g_list_model_get_n_items (shifts);

  if (!is_shift && !is_window && !g_str_equal (label, "night") && !g_str_equal (label, "any"))
    return FALSE;
  selector->label = g_strdup (label);
  selector->shifts = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      selector->shifts[i] = meant (shift, label, is_shift, is_window);
    }
  return TRUE;
}

gboolean
geng_selector_parse (GengSelector *selector,
                     GengRuleText *text,
                     GengStation *station,
                     GError **error)
{
  g_autofree char *word = NULL;
  const char *at;

  geng_rule_text_ended (text);
  at = text->at;
  word = geng_rule_text_word (text, _ ("a shift, a window, “night” or “any”"), error);
  if (word == NULL)
    return FALSE;
  return geng_selector_resolve (selector, station, word)
         || geng_rule_text_fail_at (
             text, at, error,
             _ ("the station has no shift or window “%s”; it should be one of "
                "them, “night” or “any”"),
             word);
}

void
geng_selector_clear (GengSelector *selector)
{
  g_clear_pointer (&selector->label, g_free);
  g_clear_pointer (&selector->shifts, g_free);
}

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

gboolean
geng_lowering_selected (const GengLowering *lowering, guint code, const guint8 *shifts)
{
  return code != GENG_OFF && shifts[lowering->shift[code]];
}
