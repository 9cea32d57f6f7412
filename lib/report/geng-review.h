/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* What became of the duties of one organisation, team or campaign. */
typedef struct
{
  const char *name; /* (unowned) */
  guint planned, served, absent, unconfirmed;
  guint stood_in; /* rows of its members who served for others */
  int planned_minutes, served_minutes;
} GengReviewRow;

/* Findings of one kind. */
typedef struct
{
  const char *kind; /* (unowned) */
  guint found, found_before, settled, overdue;
} GengReviewKind;

/*
 * A month as the meeting looks back on it: what the roster promised beside what the journal
 * confirms.  Everything is counted from duties and rows; nothing is taken for done that nobody
 * confirmed.
 */
typedef struct
{
  GengStation *station;
  GengRoster *roster; /* (nullable): the month was not published */
  GengJournal *journal;
  GDate first, last;     /* the month */
  GDate at;              /* what is overdue by then */
  GArray *organisations; /* of GengReviewRow; the last is everybody */
  GArray *teams;
  GArray *campaigns;
  GArray *kinds;       /* of GengReviewKind; the last is all of them */
  guint n_listed;      /* members with a duty in the roster */
  guint n_took_part;   /* of them, with a confirmed service */
  guint n_rounds;      /* confirmed patrols with a checklist */
  guint n_rounds_made; /* of them, with their rounds made */
  guint n_inspections, n_notices, n_to_mend, n_closed;
  guint n_lost, n_broken; /* items of the kit */
} GengReview;

/* @roster: (nullable): the official roster of the month of @month. @journal must hold that month
 * and the one before. */
GengReview *geng_review_new (GengStation *station,
                             GengRoster *roster,
                             GengJournal *journal,
                             const GDate *month,
                             const GDate *at);
void geng_review_free (GengReview *self);
/* Minutes of a confirmed row, real elapsed time; 0 for an absence. */
int geng_review_row_minutes (GengAttendance *row, GengStation *station);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengReview, geng_review_free)

G_END_DECLS
