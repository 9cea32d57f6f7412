/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include "geng-document.h"

#include <geng/geng.h>

G_BEGIN_DECLS

/**
 * GengMonthState:
 * @GENG_MONTH_STATE_NONE: not planned yet
 * @GENG_MONTH_STATE_DRAFT: planned, not published
 * @GENG_MONTH_STATE_OFFICIAL: published
 *
 * How far a month has come.
 */
typedef enum
{
  GENG_MONTH_STATE_NONE,
  GENG_MONTH_STATE_DRAFT,
  GENG_MONTH_STATE_OFFICIAL
} GengMonthState;
#define GENG_TYPE_MONTH_STATE (geng_month_state_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_month_state_get_type (void);

#define GENG_TYPE_OVERVIEW (geng_overview_get_type ())
/**
 * GengOverview:
 *
 * Stations at one moment, one beside the other: how far their months have come, where people are
 * missing, who is on duty, what is open, and a row for each post.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengOverview, geng_overview, GENG, OVERVIEW, GObject)

GENG_AVAILABLE_IN_1_0
GengOverview *geng_overview_new (const char *name, GDateTime *at);
GENG_AVAILABLE_IN_1_0
void geng_overview_add (GengOverview *self,
                        GengStation *station,
                        GengRoster *roster,
                        GengJudgement *judgement,
                        GengMonthState state,
                        GengMonthState next_state,
                        GengJournal *journal);
GENG_AVAILABLE_IN_1_0
void geng_overview_add_next (GengOverview *self, GengStation *station, GengJudgement *judgement);
GENG_AVAILABLE_IN_1_0
void geng_overview_add_failed (GengOverview *self, const char *id);
GENG_AVAILABLE_IN_1_0
void geng_overview_add_pool (GengOverview *self,
                             const char *id,
                             GengStation *people,
                             GengRoster *roster);
GENG_AVAILABLE_IN_1_0
GengDocument *geng_overview_to_document (GengOverview *self, const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_overview_to_text (GengOverview *self, const char *language);
GENG_AVAILABLE_IN_1_0
GVariant *geng_overview_to_variant (GengOverview *self);

G_END_DECLS
