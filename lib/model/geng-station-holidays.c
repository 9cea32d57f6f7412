/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-text.h"

/*
 * A station's holidays and working days.
 *
 * What the station lists itself comes first; where it names a calendar, the library's table of that
 * country's holidays (geng-holiday-table.h) fills in the rest.
 */

static gpointer
day_key (const GDate *date)
{
  return GUINT_TO_POINTER (g_date_get_julian (date));
}

/**
 * geng_station_add_holiday:
 * @self: a #GengStation
 * @holiday: (transfer none): a holiday or a make-up working day
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE when the day is there already, and %GENG_ERROR_INVALID where it
 * has no date.  A day of the station's calendar
 * (#GengStation:holiday-calendar) may be added: it takes that one's place.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_holiday (GengStation *self, GengHoliday *holiday, GError **error)
{
  const GDate *date;
  g_autofree char *day = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_HOLIDAY (holiday), FALSE);

  date = geng_holiday_get_date (holiday);
  if (date == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: it does not say all that it is about"), _ ("holiday"));
      return FALSE;
    }
  day = geng_date_to_string (date);
  if (geng_list_lookup (self->holidays, day_key (date)))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                   _ ("holiday: %s is there already; a day is one holiday or one make-up day"),
                   day);
      return FALSE;
    }
  if (!geng_table_is_free (holiday, _ ("holiday"), error))
    return FALSE;
  geng_list_append (self->holidays, holiday);
  return TRUE;
}

/**
 * geng_station_get_holidays:
 * @self: a #GengStation
 *
 * Returns: (transfer none): the holidays and make-up days that were added, in the order of adding;
 * geng_station_get_holiday() also knows those of the calendar
 */
GListModel *
geng_station_get_holidays (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->holidays);
}

/**
 * geng_station_get_holiday_calendar:
 * @self: a #GengStation
 *
 * Returns: (nullable): the name of the library's table of holidays that it uses
 */
const char *
geng_station_get_holiday_calendar (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->holiday_calendar;
}

/**
 * geng_station_set_holiday_calendar:
 * @self: a #GengStation
 * @name: (nullable): `china`, or %NULL for no calendar but what is added
 * @error: return location for an error
 *
 * Sets #GengStation:holiday-calendar.  The table `china` has the statutory days from 2014 to 2035
 * (全国年节及纪念日放假办法) and, for each year whose notice of the State Council is known to the
 * library, its days off and make-up days.
 *
 * Returns: %FALSE with %GENG_ERROR_UNKNOWN for a calendar that the library does not have; nothing
 * has changed then
 */
gboolean
geng_station_set_holiday_calendar (GengStation *self, const char *name, GError **error)
{
  const GengHolidayTable *table = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  if (name != NULL)
    {
      g_autofree char *quoted = geng_text_quote (name);

      table = geng_holiday_table_find (name);
      if (table == NULL)
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                       _ ("there is no calendar of holidays %s; there is china (中国)"), quoted);
          return FALSE;
        }
    }
  self->holiday_table = table;
  g_free (self->holiday_calendar);
  self->holiday_calendar = g_strdup (name);
  g_object_notify (G_OBJECT (self), "holiday-calendar");
  return TRUE;
}

/* The calendar speaks the language of what the station publishes. */
static GengHoliday *
calendar_day (GengStation *self, const GDate *date)
{
  const char *language = self->language != NULL ? self->language : g_get_language_names ()[0];

  if (self->holiday_table == NULL)
    return NULL;
  return geng_holiday_table_lookup (self->holiday_table, date, g_str_has_prefix (language, "zh"));
}

/**
 * geng_station_get_holiday:
 * @self: a #GengStation
 * @date: a day
 *
 * Looks in what was added, then in the station's calendar.  A statutory day of the calendar that
 * was added as a mere day off stays statutory: a list that somebody imports does not tell the two
 * apart.
 *
 * Returns: (transfer none) (nullable): what makes the day unlike others of its weekday
 */
GengHoliday *
geng_station_get_holiday (GengStation *self, const GDate *date)
{
  GengHoliday *own, *shipped;

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  g_return_val_if_fail (date && g_date_valid (date), NULL);

  own = geng_list_lookup (self->holidays, day_key (date));
  if (own != NULL && geng_holiday_get_kind (own) != GENG_HOLIDAY_KIND_OFF)
    return own;
  shipped = calendar_day (self, date);
  if (own != NULL
      && (shipped == NULL || geng_holiday_get_kind (shipped) != GENG_HOLIDAY_KIND_STATUTORY))
    return own;
  return shipped;
}

/**
 * geng_station_knows_holiday:
 * @self: a #GengStation
 * @name: a name, or one word of a name
 *
 * Returns: whether some day, of whatever year, that was added or is in the station's calendar has
 *   that name, as geng_holiday_is_called() compares them
 */
gboolean
geng_station_knows_holiday (GengStation *self, const char *name)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < geng_list_size (self->holidays); i++)
    if (geng_holiday_is_called (geng_list_peek (self->holidays, i), name))
      return TRUE;
  return self->holiday_table != NULL && geng_holiday_table_has (self->holiday_table, name);
}

static gboolean
is_kind (GengStation *self, const GDate *date, GengHolidayKind kind)
{
  GengHoliday *holiday = geng_station_get_holiday (self, date);

  return holiday != NULL && geng_holiday_get_kind (holiday) == kind;
}

/**
 * geng_station_is_holiday:
 * @self: a #GengStation
 * @date: a duty day
 *
 * Returns: whether people are off, by law or by arrangement
 */
gboolean
geng_station_is_holiday (GengStation *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return geng_station_get_holiday (self, date) != NULL
         && !is_kind (self, date, GENG_HOLIDAY_KIND_MAKE_UP);
}

/**
 * geng_station_is_statutory:
 * @self: a #GengStation
 * @date: a duty day
 *
 * Returns: whether it is a statutory holiday (法定节假日)
 */
gboolean
geng_station_is_statutory (GengStation *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return is_kind (self, date, GENG_HOLIDAY_KIND_STATUTORY);
}

/**
 * geng_station_is_weekend:
 * @self: a #GengStation
 * @date: a duty day
 *
 * Returns: whether it is a Saturday or a Sunday that is no make-up working day
 */
gboolean
geng_station_is_weekend (GengStation *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return g_date_get_weekday (date) >= G_DATE_SATURDAY
         && !is_kind (self, date, GENG_HOLIDAY_KIND_MAKE_UP);
}

/**
 * geng_station_is_workday:
 * @self: a #GengStation
 * @date: a duty day
 *
 * Returns: whether people work on it: Monday to Friday but for holidays, and make-up working days
 */
gboolean
geng_station_is_workday (GengStation *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return !geng_station_is_weekend (self, date) && !geng_station_is_holiday (self, date);
}

/* The station's own list has the year's notice: no notice is without a make-up day, and a day off
 * alone may be the village's own. */
static gboolean
is_listed (GengStation *self, guint year)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->holidays)); i++)
    {
      g_autoptr (GengHoliday) holiday = g_list_model_get_item (G_LIST_MODEL (self->holidays), i);

      if (g_date_get_year (geng_holiday_get_date (holiday)) == year
          && geng_holiday_get_kind (holiday) == GENG_HOLIDAY_KIND_MAKE_UP)
        return TRUE;
    }
  return FALSE;
}

/**
 * geng_station_dup_holiday_notice:
 * @self: a #GengStation
 * @year: a year of our era
 *
 * Tells what a plan for the year does not know yet.  The State Council announces a year's days off
 * and make-up days in the autumn before; until then only its statutory days are certain.  A station
 * without a calendar is taken at its word.
 *
 * Returns: (transfer full) (nullable): a sentence in the program's language, or %NULL when the
 * year's holidays are known
 */
char *
geng_station_dup_holiday_notice (GengStation *self, guint year)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);

  if (self->holiday_table == NULL || is_listed (self, year)
      || geng_holiday_table_is_announced (self->holiday_table, year))
    return NULL;
  if (geng_holiday_table_knows (self->holiday_table, year))
    return g_strdup_printf (
        _ ("%u: the days off and make-up days are not announced (调休安排未公布); "
           "only the statutory holidays count"),
        year);
  return g_strdup_printf (_ ("%u: the calendar of holidays does not reach so far; "
                             "list the year's holidays in holidays.csv"),
                          year);
}
