/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-text.h"
#include "geng-scene.h"

G_BEGIN_DECLS

/* Over what a rule counts. */

/* A member's days are searched exactly for so many days in a row at most (GengSpan of the
 * problem); what is longer goes by the calendar. */
#define GENG_RULE_MAX_ROLLING 14

typedef enum
{
  GENG_PER_PERIOD, /* the roster's own period */
  GENG_PER_WEEK,   /* Monday to Sunday */
  GENG_PER_MONTH,  /* of the calendar, like the next two */
  GENG_PER_QUARTER,
  GENG_PER_YEAR,
  GENG_PER_DAYS /* so many duty days in a row, wherever they begin */
} GengPer;

typedef struct
{
  GengPer per;
  int n_days; /* of GENG_PER_DAYS */
} GengRuleSpan;

/* The days of one span as duty days, whole: they may lie outside what is known. */
typedef struct
{
  int first, last;
} GengStretch;

/* `per week`, `per 7 days`, `每周`, … */
gboolean geng_rule_span_parse (GengRuleSpan *span, GengRuleText *text, GError **error);
/* The span as it is written, which is also its part of a rule's key.  Returns: (transfer full) */
char *geng_rule_span_text (const GengRuleSpan *span);
/* The same as the grammar has it in a language. */
char *geng_rule_span_text_in (const GengRuleSpan *span, const char *language);
/* The words that may follow `per`, beside days in a row.
 * Returns: (transfer container) (element-type utf8) */
GPtrArray *geng_rule_span_list_words (void);
/* The same for a reader, translated: "a week".  Returns: (transfer full) */
char *geng_rule_span_title (const GengRuleSpan *span);
/* The first day of the month, quarter or year in which @date lies; FALSE for other spans. */
gboolean geng_rule_span_first_day (const GengRuleSpan *span, const GDate *date, GDate *day);
/* All stretches of the calendar that have a day of the scene's period, in order; days in a row have
 * none.
 * Returns: (transfer full) (element-type GengStretch) */
GArray *geng_rule_span_list (const GengRuleSpan *span, const GengScene *scene);

G_END_DECLS
