/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-date.h"
#include "geng-days-parse.h"

/**
 * GengDays:
 *
 * A set of duty days, as people write it: `all`, `weekends`, `2027-08-01..2027-08-31 weekdays`.
 *
 * A *word* is `all`, `weekdays` (Monday to Friday), `weekends` (Saturday and Sunday that are no
 * make-up working days), `holidays`, `workdays` (weekdays that are no holidays, and make-up days),
 * a weekday (`mon`), a date (`2027-08-01`), a range of weekdays or of dates (`mon..fri`), or
 * several of these joined by commas, of which one must hold. `not` before a word turns it round.
 * Words side by side must all hold; `;` separates alternatives. Chinese words do as well: 每天 平日
 * 周末 节假日 工作日 周一 非.
 */

struct _GengDays
{
  gatomicrefcount references;
  GArray *words; /* GengDayWord: in their order; an alternative begins where `first` is set */
};

G_DEFINE_BOXED_TYPE (GengDays, geng_days, geng_days_ref, geng_days_unref)

/**
 * geng_days_parse:
 * @text: a set of days
 * @error: return location for an error
 *
 * Returns: (transfer full): the set, or %NULL with %GENG_ERROR_INVALID; the message names the
 * column
 */
GengDays *
geng_days_parse (const char *text, GError **error)
{
  g_autoptr (GArray) words = NULL;
  GengDays *self;

  g_return_val_if_fail (text, NULL);

  words = geng_days_parse_words (text, error);
  if (!words)
    return NULL;
  self = g_new0 (GengDays, 1);
  g_atomic_ref_count_init (&self->references);
  self->words = g_steal_pointer (&words);
  return self;
}

/**
 * geng_days_ref:
 * @self: a #GengDays
 *
 * Returns: (transfer full): @self, with one more reference
 */
GengDays *
geng_days_ref (GengDays *self)
{
  g_return_val_if_fail (self, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * geng_days_unref:
 * @self: (transfer full): a #GengDays
 *
 * Gives up a reference; with the last one the days are freed.
 */
void
geng_days_unref (GengDays *self)
{
  g_return_if_fail (self);
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->words);
  g_free (self);
}

static void
append_item (GString *text, const GengDayItem *item)
{
  static const char *const names[] = { "all", "weekdays", "weekends", "holidays", "workdays" };
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  switch (item->kind)
    {
    case GENG_DAYS_WEEKDAY_RANGE:
      g_string_append (text, days[item->first - 1]);
      if (item->last != item->first)
        g_string_append_printf (text, "..%s", days[item->last - 1]);
      break;
    case GENG_DAYS_DATE_RANGE:
      first = geng_date_to_string (&item->first_date);
      last = geng_date_to_string (&item->last_date);
      g_string_append (text, first);
      if (g_date_compare (&item->first_date, &item->last_date) != 0)
        g_string_append_printf (text, "..%s", last);
      break;
    default:
      g_string_append (text, names[item->kind]);
    }
}

/**
 * geng_days_to_string:
 * @self: a #GengDays
 *
 * Returns: (transfer full): the set as geng_days_parse() reads it, in English words
 */
char *
geng_days_to_string (const GengDays *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self, NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const GengDayWord *word = &g_array_index (self->words, GengDayWord, i);

      if (i > 0)
        g_string_append (text, word->first ? "; " : " ");
      if (word->negated)
        g_string_append (text, "not ");
      for (guint j = 0; j < word->items->len; j++)
        {
          if (j > 0)
            g_string_append_c (text, ',');
          append_item (text, &g_array_index (word->items, GengDayItem, j));
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* mon..fri as well as sat..mon, which goes over the end of the week. */
static gboolean
weekday_within (int day, int first, int last)
{
  return first <= last ? day >= first && day <= last : day >= first || day <= last;
}

static gboolean
item_contains (const GengDayItem *item, GengStation *station, const GDate *date)
{
  switch (item->kind)
    {
    case GENG_DAYS_ALL:
      return TRUE;
    case GENG_DAYS_WEEKDAYS:
      return g_date_get_weekday (date) <= G_DATE_FRIDAY;
    case GENG_DAYS_WEEKENDS:
      return geng_station_is_weekend (station, date);
    case GENG_DAYS_HOLIDAYS:
      return geng_station_is_holiday (station, date);
    case GENG_DAYS_WORKDAYS:
      return geng_station_is_workday (station, date);
    case GENG_DAYS_WEEKDAY_RANGE:
      return weekday_within ((int) g_date_get_weekday (date), item->first, item->last);
    case GENG_DAYS_DATE_RANGE:
      return g_date_compare (date, &item->first_date) >= 0
             && g_date_compare (date, &item->last_date) <= 0;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
word_holds (const GengDayWord *word, GengStation *station, const GDate *date)
{
  gboolean any = FALSE;

  for (guint i = 0; i < word->items->len && !any; i++)
    any = item_contains (&g_array_index (word->items, GengDayItem, i), station, date);
  return any != word->negated;
}

/**
 * geng_days_contains:
 * @self: a #GengDays
 * @station: the station whose holidays count
 * @date: a duty day
 *
 * Returns: whether @date is in the set
 */
gboolean
geng_days_contains (const GengDays *self, GengStation *station, const GDate *date)
{
  gboolean holds = FALSE;

  g_return_val_if_fail (self, FALSE);
  g_return_val_if_fail (GENG_IS_STATION (station), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);

  for (guint i = 0; i < self->words->len; i++)
    {
      const GengDayWord *word = &g_array_index (self->words, GengDayWord, i);

      if (word->first && holds)
        return TRUE;
      holds = (word->first || holds) && word_holds (word, station, date);
    }
  return holds;
}
