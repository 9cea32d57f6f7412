/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

/* The names and nicks of the enumerations, for properties and bindings. */

#define NICK(value, nick)                                                                          \
  {                                                                                                \
    value, #value, nick                                                                            \
  }

#define DEFINE_ENUM(Type, type_name)                                                               \
  GType type_name##_get_type (void)                                                                \
  {                                                                                                \
    static gsize type = 0;                                                                         \
                                                                                                   \
    if (g_once_init_enter (&type))                                                                 \
      g_once_init_leave (&type, g_enum_register_static (#Type, type_name##_values));               \
    return type;                                                                                   \
  }

static const GEnumValue geng_request_kind_values[] = {
  NICK (GENG_REQUEST_KIND_LEAVE, "leave"),
  NICK (GENG_REQUEST_KIND_WISH_OFF, "wish-off"),
  NICK (GENG_REQUEST_KIND_WISH_ON, "wish-on"),
  NICK (GENG_REQUEST_KIND_PIN, "pin"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengRequestKind, geng_request_kind)

static const GEnumValue geng_holiday_kind_values[] = {
  NICK (GENG_HOLIDAY_KIND_OFF, "off"),
  NICK (GENG_HOLIDAY_KIND_MAKE_UP, "make-up"),
  NICK (GENG_HOLIDAY_KIND_STATUTORY, "statutory"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengHolidayKind, geng_holiday_kind)

static const GEnumValue geng_hours_scheme_values[] = {
  NICK (GENG_HOURS_SCHEME_NONE, "none"),           NICK (GENG_HOURS_SCHEME_STANDARD, "standard"),
  NICK (GENG_HOURS_SCHEME_MONTH, "month"),         NICK (GENG_HOURS_SCHEME_QUARTER, "quarter"),
  NICK (GENG_HOURS_SCHEME_YEAR, "year"),           NICK (GENG_HOURS_SCHEME_FLEXIBLE, "flexible"),
  NICK (GENG_HOURS_SCHEME_PART_TIME, "part-time"), { 0, NULL, NULL },
};
DEFINE_ENUM (GengHoursScheme, geng_hours_scheme)

static const GEnumValue geng_pay_class_values[] = {
  NICK (GENG_PAY_CLASS_ORDINARY, "ordinary"),
  NICK (GENG_PAY_CLASS_OVERTIME, "overtime"),
  NICK (GENG_PAY_CLASS_REST_DAY, "rest-day"),
  NICK (GENG_PAY_CLASS_STATUTORY, "statutory"),
  NICK (GENG_PAY_CLASS_STANDBY, "standby"),
  NICK (GENG_PAY_CLASS_NIGHT, "night"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengPayClass, geng_pay_class)

static const GEnumValue geng_item_state_values[] = {
  NICK (GENG_ITEM_STATE_USABLE, "usable"),
  NICK (GENG_ITEM_STATE_REPAIR, "repair"),
  NICK (GENG_ITEM_STATE_LOST, "lost"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengItemState, geng_item_state)

static const GEnumValue geng_severity_values[] = {
  NICK (GENG_SEVERITY_NOTE, "note"),
  NICK (GENG_SEVERITY_SOFT, "soft"),
  NICK (GENG_SEVERITY_GAP, "gap"),
  NICK (GENG_SEVERITY_HARD, "hard"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengSeverity, geng_severity)

static const GEnumValue geng_effort_values[] = {
  NICK (GENG_EFFORT_QUICK, "quick"),
  NICK (GENG_EFFORT_NORMAL, "normal"),
  NICK (GENG_EFFORT_THOROUGH, "thorough"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengEffort, geng_effort)

static const GEnumValue geng_phase_values[] = {
  NICK (GENG_PHASE_GREEDY, "greedy"),
  NICK (GENG_PHASE_ASCENT, "ascent"),
  NICK (GENG_PHASE_BOUND, "bound"),
  NICK (GENG_PHASE_DIVE, "dive"),
  NICK (GENG_PHASE_BRANCH, "branch"),
  NICK (GENG_PHASE_REPAIR, "repair"),
  NICK (GENG_PHASE_TRY, "try"),
  NICK (GENG_PHASE_DONE, "done"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengPhase, geng_phase)

static const GEnumValue geng_remedy_kind_values[] = {
  NICK (GENG_REMEDY_KIND_JOIN, "join"),   NICK (GENG_REMEDY_KIND_LEAVE, "leave"),
  NICK (GENG_REMEDY_KIND_LIMIT, "limit"), NICK (GENG_REMEDY_KIND_CREW, "crew"),
  NICK (GENG_REMEDY_KIND_LEND, "lend"),   { 0, NULL, NULL },
};
DEFINE_ENUM (GengRemedyKind, geng_remedy_kind)

static const GEnumValue geng_rule_scope_values[] = {
  NICK (GENG_RULE_SCOPE_ALWAYS, "always"),
  NICK (GENG_RULE_SCOPE_PERSONAL, "personal"),
  NICK (GENG_RULE_SCOPE_STATION, "station"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengRuleScope, geng_rule_scope)

static const GEnumValue geng_rule_parameter_type_values[] = {
  NICK (GENG_RULE_PARAMETER_TYPE_WHAT, "what"),
  NICK (GENG_RULE_PARAMETER_TYPE_SPAN, "span"),
  NICK (GENG_RULE_PARAMETER_TYPE_RANGE, "range"),
  NICK (GENG_RULE_PARAMETER_TYPE_NUMBER, "number"),
  NICK (GENG_RULE_PARAMETER_TYPE_HOLD, "hold"),
  NICK (GENG_RULE_PARAMETER_TYPE_FLAG, "flag"),
  NICK (GENG_RULE_PARAMETER_TYPE_PATTERN, "pattern"),
  NICK (GENG_RULE_PARAMETER_TYPE_MEMBERS, "members"),
  NICK (GENG_RULE_PARAMETER_TYPE_CYCLE, "cycle"),
  NICK (GENG_RULE_PARAMETER_TYPE_TIMES, "times"),
  NICK (GENG_RULE_PARAMETER_TYPE_ROLE, "role"),
  NICK (GENG_RULE_PARAMETER_TYPE_SHIFT, "shift"),
  NICK (GENG_RULE_PARAMETER_TYPE_POST, "post"),
  { 0, NULL, NULL },
};
DEFINE_ENUM (GengRuleParameterType, geng_rule_parameter_type)

static const GEnumValue geng_rule_unit_values[] = {
  NICK (GENG_RULE_UNIT_COUNT, "count"),     NICK (GENG_RULE_UNIT_MONTHS, "months"),
  NICK (GENG_RULE_UNIT_DAYS, "days"),       NICK (GENG_RULE_UNIT_MINUTES, "minutes"),
  NICK (GENG_RULE_UNIT_COUNTED, "counted"), { 0, NULL, NULL },
};
DEFINE_ENUM (GengRuleUnit, geng_rule_unit)
