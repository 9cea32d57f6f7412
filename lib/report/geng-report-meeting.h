/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-document-private.h"
#include "geng-review.h"

G_BEGIN_DECLS

/* What is not known stands as a dash. */
#define GENG_MEETING_UNKNOWN "—"

/* The heads of what became of duties: planned, served, absent, unconfirmed; then what
 * geng_meeting_add_row() has besides. */
#define GENG_MEETING_N_COUNTS 4
#define GENG_MEETING_N_HEADS 7

/* What a station's meeting and a zone's have in common.  @known: whether anybody confirmed
 * anything; else what is confirmed is a dash. */
void geng_meeting_add_columns (GengDocument *self,
                               GengGrid *grid,
                               const char *const texts[][2],
                               guint n);
/* The first @n heads. */
void geng_meeting_add_heads (GengDocument *self, GengGrid *grid, guint n);
/* The cells of the first GENG_MEETING_N_COUNTS heads, and of all. */
void geng_meeting_add_counts (GengGrid *grid, const GengReviewRow *row, gboolean known);
void geng_meeting_add_row (GengGrid *grid, const GengReviewRow *row, gboolean known);
/* People who are missing; a role that is missing with one of them is no other. */
guint geng_meeting_count_missing (GPtrArray *gaps);
/* "2 (police), 1 (captain)": by role and number, never by name; "" where no gap asks for a role. */
char *geng_meeting_sum_up_gaps (GengDocument *self, GengStation *station, GPtrArray *gaps);
/* (nullable) @name: of those who belong to none */
const char *geng_meeting_name (GengDocument *self, const char *name);
/* "93.1 %"; a dash where there is nothing to be a part of. */
char *geng_meeting_percent (guint part, guint whole);
void geng_meeting_add_percent (GengGrid *grid, guint part, guint whole);
/* 办结率: of all that was found, what was settled by the day by which it was due. */
void geng_meeting_add_settled (GengGrid *grid, const GengReviewKind *kind);
/* The line below a table with that share. */
void geng_meeting_explain_settled (GengDocument *self);

/* What would fill the open places, by role, number and day and never by name.  Returns how many.
 * @whose: before each line: a station, or ""
 * @parts: (nullable) (element-type GengStation): what @station of a zone is made of */
guint geng_meeting_write_remedies (GengDocument *self,
                                   GengStation *station,
                                   GengAdvice *advice,
                                   const char *whose,
                                   const GPtrArray *parts);
/* The line below them all. */
void geng_meeting_explain_remedies (GengDocument *self);
/* The campaigns of a month to come, a line a stage.  @whose: before each line: a station, or "" */
void geng_meeting_write_coming_campaigns (GengDocument *self,
                                          GengStation *station,
                                          const GDate *month,
                                          const char *whose);
/* What became of an item of the kit: the heads and the cells of its row. */
void geng_meeting_add_kit_columns (GengDocument *self, GengGrid *grid);
void geng_meeting_add_kit_row (GengDocument *self, GengGrid *grid, const GengReviewKit *one);

/* The parts of the meeting's document that look back, in their order. */
void geng_meeting_write_duties (GengDocument *self, const GengReview *review);
void geng_meeting_write_campaigns (GengDocument *self, const GengReview *review);
void geng_meeting_write_findings (GengDocument *self, const GengReview *review);
void geng_meeting_write_kit (GengDocument *self, const GengReview *review);

/* A table of sums of some months: nights as a picture. @history: (nullable) */
void geng_meeting_write_fairness (GengDocument *self,
                                  const GengReview *review,
                                  GengRoster *history);

G_END_DECLS
