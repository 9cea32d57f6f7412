/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

/**
 * GengRuleParameterType:
 * @GENG_RULE_PARAMETER_TYPE_WHAT: what is counted: duties, nights, a shift, hours, …; a
 *   #GengRuleWhat
 * @GENG_RULE_PARAMETER_TYPE_SPAN: over what: `per week`, …; a string without `per`, like `week` or
 *   `7 days`
 * @GENG_RULE_PARAMETER_TYPE_RANGE: `2..5`, `2..`, `..5` or `2`; a #GVariant `(ii)`, where an open
 *   side is 0 or %G_MAXINT
 * @GENG_RULE_PARAMETER_TYPE_NUMBER: a number; an int in the unit that is kept
 * @GENG_RULE_PARAMETER_TYPE_HOLD: nothing: hard; or `soft` and its points; an int, 0 where it is
 *   hard
 * @GENG_RULE_PARAMETER_TYPE_FLAG: a word that stands there or not; a boolean
 * @GENG_RULE_PARAMETER_TYPE_PATTERN: what each of some days is; a #GListModel of #GengRuleWhat
 * @GENG_RULE_PARAMETER_TYPE_MEMBERS: ids of members; a #GListModel of #GengMember
 * @GENG_RULE_PARAMETER_TYPE_CYCLE: the id of a cycle; a #GengCycle, the station's or a shipped one
 * @GENG_RULE_PARAMETER_TYPE_TIMES: days with times; a #GStrv, a stretch each, like
 *   `mon..fri 18:00..22:00`
 * @GENG_RULE_PARAMETER_TYPE_ROLE: a role, or `org:` and an organisation; a #GengRole or a
 *   #GengOrganisation
 * @GENG_RULE_PARAMETER_TYPE_SHIFT: the id of a shift; a #GengShift
 * @GENG_RULE_PARAMETER_TYPE_POST: the id of a post; a #GengPost
 *
 * What a parameter of a rule is, and what a #GValue of it holds.
 */
typedef enum
{
  GENG_RULE_PARAMETER_TYPE_WHAT,
  GENG_RULE_PARAMETER_TYPE_SPAN,
  GENG_RULE_PARAMETER_TYPE_RANGE,
  GENG_RULE_PARAMETER_TYPE_NUMBER,
  GENG_RULE_PARAMETER_TYPE_HOLD,
  GENG_RULE_PARAMETER_TYPE_FLAG,
  GENG_RULE_PARAMETER_TYPE_PATTERN,
  GENG_RULE_PARAMETER_TYPE_MEMBERS,
  GENG_RULE_PARAMETER_TYPE_CYCLE,
  GENG_RULE_PARAMETER_TYPE_TIMES,
  GENG_RULE_PARAMETER_TYPE_ROLE,
  GENG_RULE_PARAMETER_TYPE_SHIFT,
  GENG_RULE_PARAMETER_TYPE_POST
} GengRuleParameterType;

#define GENG_TYPE_RULE_PARAMETER_TYPE (geng_rule_parameter_type_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_rule_parameter_type_get_type (void) G_GNUC_CONST;

/**
 * GengRuleUnit:
 * @GENG_RULE_UNIT_COUNT: people, duties, points: a bare number
 * @GENG_RULE_UNIT_MONTHS: months: `6` or `6months`, `2years`
 * @GENG_RULE_UNIT_DAYS: days: `5` or `5days`
 * @GENG_RULE_UNIT_MINUTES: time, kept in minutes: `11h` or `11` (hours), `90min`
 * @GENG_RULE_UNIT_COUNTED: as what is counted: minutes of hours and of overtime, else a count
 *
 * What a number of a rule counts.
 */
typedef enum
{
  GENG_RULE_UNIT_COUNT,
  GENG_RULE_UNIT_MONTHS,
  GENG_RULE_UNIT_DAYS,
  GENG_RULE_UNIT_MINUTES,
  GENG_RULE_UNIT_COUNTED
} GengRuleUnit;

#define GENG_TYPE_RULE_UNIT (geng_rule_unit_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_rule_unit_get_type (void) G_GNUC_CONST;

#define GENG_TYPE_RULE_PARAMETER (geng_rule_parameter_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRuleParameter, geng_rule_parameter, GENG, RULE_PARAMETER, GObject)

GENG_AVAILABLE_IN_1_0
GengRuleParameter *geng_rule_parameter_new (const char *name,
                                            const char *title,
                                            GengRuleParameterType type,
                                            GengRuleUnit unit,
                                            int minimum,
                                            int maximum,
                                            const char *otherwise);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_parameter_get_name (GengRuleParameter *self);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_parameter_get_title (GengRuleParameter *self, const char *language);
GENG_AVAILABLE_IN_1_0
GengRuleParameterType geng_rule_parameter_get_value_type (GengRuleParameter *self);
GENG_AVAILABLE_IN_1_0
GengRuleUnit geng_rule_parameter_get_unit (GengRuleParameter *self);
GENG_AVAILABLE_IN_1_0
int geng_rule_parameter_get_minimum (GengRuleParameter *self);
GENG_AVAILABLE_IN_1_0
int geng_rule_parameter_get_maximum (GengRuleParameter *self);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_parameter_get_otherwise (GengRuleParameter *self);
GENG_AVAILABLE_IN_1_0
const char *const *geng_rule_parameter_get_words (GengRuleParameter *self);
GENG_AVAILABLE_IN_1_0
GType geng_rule_parameter_get_holds (GengRuleParameter *self);

#define GENG_TYPE_RULE_EXAMPLE (geng_rule_example_get_type ())
/**
 * GengRuleExample:
 * @text: a statement
 * @chinese: (nullable): the same in Chinese, word for word
 * @title: what it says
 * @chinese_title: (nullable): the same in Chinese
 *
 * An example of a kind of rule.
 */
typedef struct
{
  char *text;
  char *chinese;
  char *title;
  char *chinese_title;

  /*< private >*/
  gpointer reserved[4];
} GengRuleExample;

GENG_AVAILABLE_IN_1_0
GType geng_rule_example_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengRuleExample *geng_rule_example_copy (const GengRuleExample *self);
GENG_AVAILABLE_IN_1_0
void geng_rule_example_free (GengRuleExample *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengRuleExample, geng_rule_example_free)

G_END_DECLS
