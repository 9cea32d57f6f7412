/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-contract-private.h"
#include "geng-field.h"

/*
 * How a contract counts hours (工时制度) and what it pays for them.
 *
 * Pay goes by the date on the clock, fairness by the duty day: what a night serves after midnight
 * is of the next date's class.
 */

/* Working days of a year: 365 less 104 days of rest and the statutory holidays, of which there are
 * 13 since 2025 (人社部发〔2025〕2号) and were 11 before (劳社部发〔2008〕3号); of eight hours. */
#define WORKING_DAYS 248
#define WORKING_DAYS_BEFORE_2025 250
#define DAILY_MINUTES (8 * 60)
/* A factor of one. */
#define WHOLE 100

/**
 * geng_contract_get_hours_scheme:
 * @self: a #GengContract
 *
 * Returns: how it counts hours
 */
GengHoursScheme
geng_contract_get_hours_scheme (GengContract *self)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), GENG_HOURS_SCHEME_NONE);
  return geng_contract_pay_terms (self)->scheme;
}

/**
 * geng_contract_set_hours_scheme:
 * @self: a #GengContract
 * @scheme: how it counts hours
 *
 * Sets how it counts hours. Hours that are summed up, or not fixed, need an approval of the labour
 * office: see geng_contract_set_approval().
 */
void
geng_contract_set_hours_scheme (GengContract *self, GengHoursScheme scheme)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  if (geng_contract_pay_terms (self)->scheme == scheme)
    return;
  geng_contract_pay_terms (self)->scheme = scheme;
  g_object_notify (G_OBJECT (self), "hours-scheme");
}

/**
 * geng_contract_get_approval:
 * @self: a #GengContract
 *
 * Returns: (nullable): the number of the labour office's approval of its scheme (审批文号)
 */
const char *
geng_contract_get_approval (GengContract *self)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), NULL);
  return geng_contract_pay_terms (self)->approval;
}

/**
 * geng_contract_set_approval:
 * @self: a #GengContract
 * @number: (nullable): the number of the labour office's approval of its scheme (审批文号)
 *
 * Sets the approval. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_contract_set_approval (GengContract *self, const char *number)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  if (geng_field_set_text (&geng_contract_pay_terms (self)->approval, number))
    g_object_notify (G_OBJECT (self), "approval");
}

/**
 * geng_contract_get_paid_by:
 * @self: a #GengContract
 *
 * Returns: (transfer none) (nullable): who pays; %NULL for each member's own organisation
 */
GengOrganisation *
geng_contract_get_paid_by (GengContract *self)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), NULL);
  return geng_contract_pay_terms (self)->paid_by;
}

/**
 * geng_contract_set_paid_by:
 * @self: a #GengContract
 * @organisation: (nullable): who pays; %NULL for each member's own organisation
 *
 * Sets on whose sheet of allowances its members stand.
 */
void
geng_contract_set_paid_by (GengContract *self, GengOrganisation *organisation)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  g_return_if_fail (organisation == NULL || GENG_IS_ORGANISATION (organisation));
  g_return_if_fail (geng_change_may_name (self, organisation));

  if (g_set_object (&geng_contract_pay_terms (self)->paid_by, organisation))
    g_object_notify (G_OBJECT (self), "paid-by");
}

/**
 * geng_contract_get_split_by_time:
 * @self: a #GengContract
 *
 * Returns: whether a duty that several served counts for each by his time; else it counts for who
 *   served more than half of it
 */
gboolean
geng_contract_get_split_by_time (GengContract *self)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), FALSE);
  return geng_contract_pay_terms (self)->split_by_time;
}

/**
 * geng_contract_set_split_by_time:
 * @self: a #GengContract
 * @by_time: whether a duty that several served counts for each by his time
 *
 * Sets #GengContract:split-by-time.
 */
void
geng_contract_set_split_by_time (GengContract *self, gboolean by_time)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  by_time = !!by_time;
  if (geng_contract_pay_terms (self)->split_by_time == by_time)
    return;
  geng_contract_pay_terms (self)->split_by_time = by_time;
  g_object_notify (G_OBJECT (self), "split-by-time");
}

/**
 * geng_contract_get_period_minutes:
 * @self: a #GengContract
 * @year: the year
 *
 * The working time of the period over which its hours are summed up, beyond which work is overtime:
 * 248 days of eight hours a year, a quarter of them, or a twelfth (20.67 days a month, 人社部发
 * 〔2025〕2号); 250 days before 2025. Standard hours are taken by the month.
 *
 * Returns: minutes; 0 where the scheme knows no such total
 */
int
geng_contract_get_period_minutes (GengContract *self, guint year)
{
  int minutes = (year < 2025 ? WORKING_DAYS_BEFORE_2025 : WORKING_DAYS) * DAILY_MINUTES;

  g_return_val_if_fail (GENG_IS_CONTRACT (self), 0);
  switch (geng_contract_pay_terms (self)->scheme)
    {
    case GENG_HOURS_SCHEME_YEAR:
      return minutes;
    case GENG_HOURS_SCHEME_QUARTER:
      return minutes / 4;
    case GENG_HOURS_SCHEME_MONTH:
    case GENG_HOURS_SCHEME_STANDARD:
      return minutes / 12;
    case GENG_HOURS_SCHEME_NONE:
    case GENG_HOURS_SCHEME_FLEXIBLE:
    case GENG_HOURS_SCHEME_PART_TIME:
    default:
      return 0;
    }
}

static gboolean
is_class (GengPayClass pay_class)
{
  return (guint) pay_class < GENG_N_PAY_CLASSES;
}

static void
set_rate (GengContract *self, GengPayClass pay_class, const char *unit, int amount)
{
  g_autoptr (GEnumClass) classes = g_type_class_ref (GENG_TYPE_PAY_CLASS);
  g_autofree char *name
      = g_strdup_printf ("%s-%s", g_enum_get_value (classes, pay_class)->value_nick, unit);

  g_object_set (self, name, amount, NULL);
}

/**
 * geng_contract_get_pay_per_hour:
 * @self: a #GengContract
 * @pay_class: a class
 *
 * Returns: what an hour of the class is paid, in hundredths of the currency's unit (分), where it
 *   has a factor that times an ordinary hour, rounded; 0: nothing
 */
int
geng_contract_get_pay_per_hour (GengContract *self, GengPayClass pay_class)
{
  const GengPayTerms *terms;

  g_return_val_if_fail (GENG_IS_CONTRACT (self), 0);
  g_return_val_if_fail (is_class (pay_class), 0);
  terms = geng_contract_pay_terms (self);
  if (terms->factor[pay_class] == 0)
    return terms->per_hour[pay_class];
  return (int) (((gint64) terms->per_hour[GENG_PAY_CLASS_ORDINARY] * terms->factor[pay_class]
                 + WHOLE / 2)
                / WHOLE);
}

/**
 * geng_contract_get_factor:
 * @self: a #GengContract
 * @pay_class: a class
 *
 * Returns: an hour of the class in hundredths of an ordinary one; 0 where its own amount holds
 */
int
geng_contract_get_factor (GengContract *self, GengPayClass pay_class)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), 0);
  g_return_val_if_fail (is_class (pay_class), 0);
  return geng_contract_pay_terms (self)->factor[pay_class];
}

/**
 * geng_contract_set_factor:
 * @self: a #GengContract
 * @pay_class: a class, not %GENG_PAY_CLASS_ORDINARY
 * @hundredths: an hour of the class in hundredths of an ordinary one: 150 for half as much again; 0
 *   for the amount of geng_contract_set_pay_per_hour()
 *
 * Sets what an hour of the class is paid as so many times an ordinary hour.
 */
void
geng_contract_set_factor (GengContract *self, GengPayClass pay_class, int hundredths)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  g_return_if_fail (is_class (pay_class) && pay_class != GENG_PAY_CLASS_ORDINARY);
  g_return_if_fail (hundredths >= 0);
  set_rate (self, pay_class, "factor", hundredths);
  if (hundredths > 0)
    set_rate (self, pay_class, "per-hour", 0);
}

/**
 * geng_contract_get_pay_per_duty:
 * @self: a #GengContract
 * @pay_class: a class
 *
 * Returns: what a duty with hours of the class is paid beside them, in hundredths of the currency's
 *   unit (分); 0: nothing
 */
int
geng_contract_get_pay_per_duty (GengContract *self, GengPayClass pay_class)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), 0);
  g_return_val_if_fail (is_class (pay_class), 0);
  return geng_contract_pay_terms (self)->per_duty[pay_class];
}

/**
 * geng_contract_set_pay_per_hour:
 * @self: a #GengContract
 * @pay_class: a class
 * @cents: for each hour of the class, in hundredths of the currency's unit (分)
 *
 * Sets what an hour is paid, and takes a factor of the class away.
 */
void
geng_contract_set_pay_per_hour (GengContract *self, GengPayClass pay_class, int cents)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  g_return_if_fail (is_class (pay_class) && cents >= 0);
  set_rate (self, pay_class, "factor", 0);
  set_rate (self, pay_class, "per-hour", cents);
}

/**
 * geng_contract_set_pay_per_duty:
 * @self: a #GengContract
 * @pay_class: a class
 * @cents: for each duty with hours of the class, in hundredths of the currency's unit (分)
 *
 * Sets what a duty is paid beside its hours.
 */
void
geng_contract_set_pay_per_duty (GengContract *self, GengPayClass pay_class, int cents)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  g_return_if_fail (is_class (pay_class) && cents >= 0);
  set_rate (self, pay_class, "per-duty", cents);
}

/**
 * geng_contract_get_pay_class:
 * @self: a #GengContract
 * @station: the station
 * @window: the window in which the time lies
 * @date: the date on the clock
 *
 * The class of time on duty by itself: standby by its window, else statutory, else a day of rest
 * under standard hours, else ordinary. What is overtime only the period's total tells, and a night
 * is an allowance beside the class.
 *
 * Returns: %GENG_PAY_CLASS_STANDBY, %GENG_PAY_CLASS_STATUTORY, %GENG_PAY_CLASS_REST_DAY or
 *   %GENG_PAY_CLASS_ORDINARY
 */
GengPayClass
geng_contract_get_pay_class (GengContract *self,
                             GengStation *station,
                             GengWindow *window,
                             const GDate *date)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), GENG_PAY_CLASS_ORDINARY);
  g_return_val_if_fail (GENG_IS_STATION (station), GENG_PAY_CLASS_ORDINARY);
  g_return_val_if_fail (GENG_IS_WINDOW (window), GENG_PAY_CLASS_ORDINARY);
  g_return_val_if_fail (date && g_date_valid (date), GENG_PAY_CLASS_ORDINARY);

  if (geng_window_get_standby (window))
    return GENG_PAY_CLASS_STANDBY;
  if (geng_station_is_statutory (station, date))
    return GENG_PAY_CLASS_STATUTORY;
  if (geng_contract_pay_terms (self)->scheme == GENG_HOURS_SCHEME_STANDARD
      && !geng_station_is_workday (station, date))
    return GENG_PAY_CLASS_REST_DAY;
  return GENG_PAY_CLASS_ORDINARY;
}
