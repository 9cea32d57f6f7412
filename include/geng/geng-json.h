/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-plan.h"
#include "geng-record.h"
#include "geng-roster.h"

G_BEGIN_DECLS

GENG_AVAILABLE_IN_1_0
char *geng_json_print_variant (GVariant *value);
GENG_AVAILABLE_IN_1_0
GVariant *geng_json_parse_variant (const char *text, gssize length, GError **error);

GENG_AVAILABLE_IN_1_0
GVariant *geng_station_to_variant (GengStation *self);
GENG_AVAILABLE_IN_1_0
GengStation *geng_station_new_from_variant (GVariant *value, GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_station_to_json (GengStation *self);
GENG_AVAILABLE_IN_1_0
GengStation *geng_station_new_from_json (const char *json, GError **error);

GENG_AVAILABLE_IN_1_0
GVariant *geng_roster_to_variant (GengRoster *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_roster_new_from_variant (GengStation *station, GVariant *value, GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_roster_to_json (GengRoster *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_roster_new_from_json (GengStation *station, const char *json, GError **error);

GENG_AVAILABLE_IN_1_0
GVariant *geng_judgement_to_variant (GengJudgement *self);
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_judgement_new_from_variant (GengStation *station,
                                                GVariant *value,
                                                GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_judgement_to_json (GengJudgement *self);
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_judgement_new_from_json (GengStation *station,
                                             const char *json,
                                             GError **error);

GENG_AVAILABLE_IN_1_0
GVariant *geng_plan_to_variant (GengPlan *self);
GENG_AVAILABLE_IN_1_0
GengPlan *geng_plan_new_from_variant (GengStation *station, GVariant *value, GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_plan_to_json (GengPlan *self);
GENG_AVAILABLE_IN_1_0
GengPlan *geng_plan_new_from_json (GengStation *station, const char *json, GError **error);

GENG_AVAILABLE_IN_1_0
GVariant *geng_record_to_variant (GengRecord *self);
GENG_AVAILABLE_IN_1_0
GengRecord *geng_record_new_from_variant (GVariant *value, GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_record_to_json (GengRecord *self);
GENG_AVAILABLE_IN_1_0
GengRecord *geng_record_new_from_json (const char *json, GError **error);

G_END_DECLS
