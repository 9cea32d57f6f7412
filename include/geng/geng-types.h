/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-version-macros.h"

G_BEGIN_DECLS

/**
 * GENG_DAY_MINUTES:
 *
 * Minutes of a civil day.  Shift times are minutes counted from 00:00 of the duty day's date and
 * may pass this.
 */
#define GENG_DAY_MINUTES 1440

typedef struct _GengStation GengStation;
typedef struct _GengRoster GengRoster;
typedef struct _GengDuty GengDuty;

/**
 * GengRequestKind:
 * @GENG_REQUEST_KIND_LEAVE: an absence; never broken
 * @GENG_REQUEST_KIND_WISH_OFF: would rather not serve (weighted)
 * @GENG_REQUEST_KIND_WISH_ON: would like to serve (weighted)
 * @GENG_REQUEST_KIND_PIN: a fixed duty; never broken
 *
 * What somebody asks for, or what is settled beforehand.
 */
typedef enum
{
  GENG_REQUEST_KIND_LEAVE,
  GENG_REQUEST_KIND_WISH_OFF,
  GENG_REQUEST_KIND_WISH_ON,
  GENG_REQUEST_KIND_PIN
} GengRequestKind;

#define GENG_TYPE_REQUEST_KIND (geng_request_kind_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_request_kind_get_type (void) G_GNUC_CONST;

/**
 * GengHolidayKind:
 * @GENG_HOLIDAY_KIND_OFF: people are off by arrangement (调休放假)
 * @GENG_HOLIDAY_KIND_MAKE_UP: a Saturday or Sunday that is worked in exchange (调休上班)
 * @GENG_HOLIDAY_KIND_STATUTORY: a statutory holiday (法定节假日): off, and dearer to serve on
 *
 * What makes a day unlike others of its weekday.
 */
typedef enum
{
  GENG_HOLIDAY_KIND_OFF,
  GENG_HOLIDAY_KIND_MAKE_UP,
  GENG_HOLIDAY_KIND_STATUTORY
} GengHolidayKind;

#define GENG_TYPE_HOLIDAY_KIND (geng_holiday_kind_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_holiday_kind_get_type (void) G_GNUC_CONST;

/**
 * GengItemState:
 * @GENG_ITEM_STATE_USABLE: may go out
 * @GENG_ITEM_STATE_REPAIR: in repair
 * @GENG_ITEM_STATE_LOST: lost or retired
 *
 * Whether an item of the kit may go out.
 */
typedef enum
{
  GENG_ITEM_STATE_USABLE,
  GENG_ITEM_STATE_REPAIR,
  GENG_ITEM_STATE_LOST
} GengItemState;

#define GENG_TYPE_ITEM_STATE (geng_item_state_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_item_state_get_type (void) G_GNUC_CONST;

/**
 * GengSeverity:
 * @GENG_SEVERITY_NOTE: allowed, free of cost, and told
 * @GENG_SEVERITY_SOFT: costs
 * @GENG_SEVERITY_GAP: a place that nobody fills
 * @GENG_SEVERITY_HARD: a broken rule
 *
 * How grave a finding is, the gravest last.
 */
typedef enum
{
  GENG_SEVERITY_NOTE,
  GENG_SEVERITY_SOFT,
  GENG_SEVERITY_GAP,
  GENG_SEVERITY_HARD
} GengSeverity;

#define GENG_TYPE_SEVERITY (geng_severity_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_severity_get_type (void) G_GNUC_CONST;

/**
 * GengEffort:
 * @GENG_EFFORT_QUICK: a legal roster, some improvement
 * @GENG_EFFORT_NORMAL: what a village needs
 * @GENG_EFFORT_THOROUGH: as good as it gets
 *
 * How long a planner searches.
 */
typedef enum
{
  GENG_EFFORT_QUICK,
  GENG_EFFORT_NORMAL,
  GENG_EFFORT_THOROUGH
} GengEffort;

#define GENG_TYPE_EFFORT (geng_effort_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_effort_get_type (void) G_GNUC_CONST;

G_END_DECLS
