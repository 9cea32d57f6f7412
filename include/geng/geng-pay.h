/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

/**
 * GengHoursScheme:
 * @GENG_HOURS_SCHEME_NONE: nobody is employed: volunteers (志愿)
 * @GENG_HOURS_SCHEME_STANDARD: standard hours (标准工时制)
 * @GENG_HOURS_SCHEME_MONTH: hours are summed up by the month (综合计算工时制，按月)
 * @GENG_HOURS_SCHEME_QUARTER: by the quarter (按季)
 * @GENG_HOURS_SCHEME_YEAR: by the year (按年)
 * @GENG_HOURS_SCHEME_FLEXIBLE: hours are not fixed (不定时工作制)
 * @GENG_HOURS_SCHEME_PART_TIME: part-time work (非全日制用工)
 *
 * How a contract counts hours of work (工时制度).
 */
typedef enum
{
  GENG_HOURS_SCHEME_NONE,
  GENG_HOURS_SCHEME_STANDARD,
  GENG_HOURS_SCHEME_MONTH,
  GENG_HOURS_SCHEME_QUARTER,
  GENG_HOURS_SCHEME_YEAR,
  GENG_HOURS_SCHEME_FLEXIBLE,
  GENG_HOURS_SCHEME_PART_TIME
} GengHoursScheme;

#define GENG_TYPE_HOURS_SCHEME (geng_hours_scheme_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_hours_scheme_get_type (void) G_GNUC_CONST;

/**
 * GengPayClass:
 * @GENG_PAY_CLASS_ORDINARY: work on an ordinary day
 * @GENG_PAY_CLASS_OVERTIME: work beyond the total of the scheme's period
 * @GENG_PAY_CLASS_REST_DAY: work on a day of rest, under standard hours alone: where hours are
 *   summed up a weekend is no class
 * @GENG_PAY_CLASS_STATUTORY: work on a statutory holiday
 * @GENG_PAY_CLASS_STANDBY: standby (值守), whatever the day
 * @GENG_PAY_CLASS_NIGHT: an allowance for a night duty, beside the class of its hours
 *
 * What an hour or a duty is paid as.
 */
typedef enum
{
  GENG_PAY_CLASS_ORDINARY,
  GENG_PAY_CLASS_OVERTIME,
  GENG_PAY_CLASS_REST_DAY,
  GENG_PAY_CLASS_STATUTORY,
  GENG_PAY_CLASS_STANDBY,
  GENG_PAY_CLASS_NIGHT,
  GENG_N_PAY_CLASSES /*< skip >*/
} GengPayClass;

#define GENG_TYPE_PAY_CLASS (geng_pay_class_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_pay_class_get_type (void) G_GNUC_CONST;

GENG_AVAILABLE_IN_1_0
GengHoursScheme geng_contract_get_hours_scheme (GengContract *self);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_hours_scheme (GengContract *self, GengHoursScheme scheme);
GENG_AVAILABLE_IN_1_0
const char *geng_contract_get_approval (GengContract *self);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_approval (GengContract *self, const char *number);
GENG_AVAILABLE_IN_1_0
GengOrganisation *geng_contract_get_paid_by (GengContract *self);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_paid_by (GengContract *self, GengOrganisation *organisation);
GENG_AVAILABLE_IN_1_0
gboolean geng_contract_get_split_by_time (GengContract *self);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_split_by_time (GengContract *self, gboolean by_time);
GENG_AVAILABLE_IN_1_0
int geng_contract_get_period_minutes (GengContract *self, guint year);
GENG_AVAILABLE_IN_1_0
int geng_contract_get_pay_per_hour (GengContract *self, GengPayClass pay_class);
GENG_AVAILABLE_IN_1_0
int geng_contract_get_factor (GengContract *self, GengPayClass pay_class);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_factor (GengContract *self, GengPayClass pay_class, int hundredths);
GENG_AVAILABLE_IN_1_0
int geng_contract_get_pay_per_duty (GengContract *self, GengPayClass pay_class);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_pay_per_hour (GengContract *self, GengPayClass pay_class, int cents);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_pay_per_duty (GengContract *self, GengPayClass pay_class, int cents);
GENG_AVAILABLE_IN_1_0
GengPayClass geng_contract_get_pay_class (GengContract *self,
                                          GengStation *station,
                                          GengWindow *window,
                                          const GDate *date);

G_END_DECLS
