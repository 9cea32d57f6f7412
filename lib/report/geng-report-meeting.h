/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-document-private.h"
#include "geng-review.h"

G_BEGIN_DECLS

/* What is not known stands as a dash. */
#define GENG_MEETING_UNKNOWN "—"

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
