/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include "geng-document.h"

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_ZONE_MEETING (geng_zone_meeting_get_type ())
/**
 * GengZoneMeeting:
 *
 * What the monthly meeting of a zone looks back on: the month of all its stations in one document.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengZoneMeeting, geng_zone_meeting, GENG, ZONE_MEETING, GObject)

GENG_AVAILABLE_IN_1_0
GengZoneMeeting *geng_zone_meeting_new (const char *name, const GDate *date);
GENG_AVAILABLE_IN_1_0
void geng_zone_meeting_add (GengZoneMeeting *self,
                            GengStation *station,
                            GengRoster *reviewed,
                            GengJournal *journal);
GENG_AVAILABLE_IN_1_0
void geng_zone_meeting_add_next (GengZoneMeeting *self,
                                 GengStation *station,
                                 GengRoster *next,
                                 GengJudgement *judgement,
                                 gboolean official);
GENG_AVAILABLE_IN_1_0
void geng_zone_meeting_add_advice (GengZoneMeeting *self, GengStation *station, GengAdvice *advice);
GENG_AVAILABLE_IN_1_0
void geng_zone_meeting_add_failed (GengZoneMeeting *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengDocument *geng_zone_meeting_to_document (GengZoneMeeting *self, const char *language);

G_END_DECLS
