/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station.h>

typedef enum
{
  GENG_MARK_OFF,
  GENG_MARK_LEAVE,
  GENG_MARK_DUTY,
  GENG_MARK_UNKNOWN
} GengMarkKind;

/* What a cell of a roster says; @post is NULL where it leaves it open. */
typedef struct
{
  GengMarkKind kind;
  GengShift *shift;
  GengPost *post;
} GengMark;

GengMark geng_roster_mark_read (GengStation *station, const char *text);
char *geng_roster_mark_list (GengStation *station);
