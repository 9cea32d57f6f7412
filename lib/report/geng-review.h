/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

/* What became of the duties of one organisation, team or campaign. */
typedef struct
{
  const char *name; /* (unowned) */
  guint planned, served, absent, unconfirmed;
  guint stood_in; /* rows of its members who served for others */
  int planned_minutes, served_minutes;
} GengReviewRow;

/* A demand of a campaign: a stage of it, or a route. */
typedef struct
{
  const char *campaign, *name; /* (unowned) */
  GengPost *post;              /* (unowned) */
  GDate first, last;           /* of its days in the month */
  GengReviewRow row;
  GArray *organisations; /* of GengReviewRow: of those whose members serve there */
} GengReviewStage;

/* The rounds of the patrols of one post, a crew in a shift of a day each. */
typedef struct
{
  GengPost *post; /* (unowned) */
  guint made, found, missed;
} GengReviewRounds;

/* Firms that were visited for one campaign. */
typedef struct
{
  const char *campaign; /* (unowned) (nullable) */
  guint visited, to_mend, closed, notices;
} GengReviewVisits;

typedef enum
{
  GENG_REVIEW_KIT_LOST,
  GENG_REVIEW_KIT_BROKEN,
  GENG_REVIEW_KIT_FOUND
} GengReviewKitEvent;

/* What became of an item of the kit. */
typedef struct
{
  GDate date;
  GengItem *item; /* (unowned) */
  GengReviewKitEvent event;
} GengReviewKit;

/* Findings of one kind. */
typedef struct
{
  const char *kind; /* (unowned) */
  guint found, found_before;
  guint settled, late; /* of those settled, after the day by which it was due */
  guint overdue;
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
  GArray *stages; /* of GengReviewStage, by campaign */
  GArray *kinds;  /* of GengReviewKind; the last is all of them */
  GArray *rounds; /* of GengReviewRounds; the last is all of them */
  GArray *visits; /* of GengReviewVisits; the last is all of them */
  GArray *kit;    /* of GengReviewKit, in the order of the journal */
  GPtrArray
      *overdue; /* of GengPatrolFinding: also those of earlier months that the journal holds */
  gboolean confirmed;    /* somebody confirmed something of the month */
  GHashTable *listed;    /* of GengMember: with a duty in the roster */
  GHashTable *took_part; /* of them, with a confirmed service */
} GengReview;

/* @roster: (nullable): the official roster of the month of @month. @journal must hold that month
 * and the one before. */
GengReview *geng_review_new (GengStation *station,
                             GengRoster *roster,
                             GengJournal *journal,
                             const GDate *month,
                             const GDate *at);
void geng_review_free (GengReview *self);
/* Adds a finding of the month, or of the one before it; others count nothing. */
void geng_review_count_finding (const GengReview *self,
                                GengReviewKind *row,
                                GengPatrolFinding *finding);
/* Adds a visit of the month. */
void geng_review_count_visit (const GengReview *self, GengReviewVisits *row, GengInspection *visit);
/* Whether the duty is one of the month that counts: no leader on call, and no reserve. */
gboolean geng_review_counts (const GengReview *self, GengDuty *duty);
/* Minutes of a confirmed row, real elapsed time; 0 for an absence. */
int geng_review_row_minutes (GengAttendance *row, GengStation *station);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengReview, geng_review_free)

G_END_DECLS
