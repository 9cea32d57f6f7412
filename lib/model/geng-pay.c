/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

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
  geng_contract_pay_terms (self)->scheme = scheme;
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
  geng_field_set_text (&geng_contract_pay_terms (self)->approval, number);
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

/**
 * geng_contract_get_pay_per_hour:
 * @self: a #GengContract
 * @pay_class: a class
 *
 * Returns: what an hour of the class is paid, in hundredths of the currency's unit (分); 0: nothing
 */
int
geng_contract_get_pay_per_hour (GengContract *self, GengPayClass pay_class)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), 0);
  g_return_val_if_fail (is_class (pay_class), 0);
  return geng_contract_pay_terms (self)->per_hour[pay_class];
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
 * geng_contract_set_pay:
 * @self: a #GengContract
 * @pay_class: a class
 * @cents_per_hour: for each hour of the class, in hundredths of the currency's unit (分)
 * @cents_per_duty: for each duty with hours of the class, likewise
 *
 * Sets what the contract pays for a class.
 */
void
geng_contract_set_pay (GengContract *self,
                       GengPayClass pay_class,
                       int cents_per_hour,
                       int cents_per_duty)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  g_return_if_fail (is_class (pay_class));
  g_return_if_fail (cents_per_hour >= 0 && cents_per_duty >= 0);
  geng_contract_pay_terms (self)->per_hour[pay_class] = cents_per_hour;
  geng_contract_pay_terms (self)->per_duty[pay_class] = cents_per_duty;
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
