/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

typedef enum
{
  GENG_DAYS_ALL,
  GENG_DAYS_WEEKDAYS,
  GENG_DAYS_WEEKENDS,
  GENG_DAYS_HOLIDAYS,
  GENG_DAYS_WORKDAYS,
  GENG_DAYS_WEEKDAY_RANGE,
  GENG_DAYS_DATE_RANGE
} GengDayKind;

typedef struct
{
  GengDayKind kind;
  int first, last; /* weekdays as GDate counts them */
  GDate first_date, last_date;
} GengDayItem;

typedef struct
{
  GArray *items; /* GengDayItem; one must hold */
  gboolean negated;
  gboolean first; /* the first of an alternative */
} GengDayWord;

/* A set of days with its words in English or in Chinese; what is no word of theirs stays as it is.
 * Returns: (transfer full) */
char *geng_days_text_in (const char *text, gboolean chinese);

GArray *geng_days_parse_words (const char *text, GError **error);

G_END_DECLS
