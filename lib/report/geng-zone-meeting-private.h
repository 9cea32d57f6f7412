/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-document-private.h"
#include "geng-review.h"

G_BEGIN_DECLS

/* Tables of a zone's meeting.  @reviews: (element-type GengReview) of stations, in their order */

/* A row a grid (post) of each station. */
void geng_zone_meeting_write_grids (GengDocument *document, const GPtrArray *reviews);
/* A row a kind of findings of each station, where there are any. */
gboolean geng_zone_meeting_has_kinds (const GPtrArray *reviews);
void geng_zone_meeting_write_kinds (GengDocument *document, const GPtrArray *reviews);
/* A row for each visit after which a firm had to put things right or was closed, by name, where
 * there are any. */
gboolean geng_zone_meeting_has_firms (const GPtrArray *reviews);
void geng_zone_meeting_write_firms (GengDocument *document, const GPtrArray *reviews);
/* A row for each department that has findings to settle, over all stations. */
void geng_zone_meeting_write_settling (GengDocument *document, const GPtrArray *reviews);

/* What was found, settled, settled late, overdue, and the share that was settled in time: the heads
 * and the cells. */
void geng_zone_meeting_add_found_columns (GengDocument *document, GengGrid *grid);
void geng_zone_meeting_add_found (GengGrid *grid, const GengReviewKind *found);
void geng_zone_meeting_add_kind (GengReviewKind *sum, const GengReviewKind *one);

/* What a station has for the month to come. */
typedef struct
{
  GengStation *station;
  GengRoster *roster;       /* (nullable): not planned yet */
  GengJudgement *judgement; /* (nullable): of the roster */
  gboolean official;
} GengZoneNext;

void geng_zone_next_free (gpointer next);
/* @nexts: (element-type GengZoneNext) */
void geng_zone_meeting_write_next (GengDocument *document,
                                   const GPtrArray *nexts,
                                   const GDate *month);

G_END_DECLS
