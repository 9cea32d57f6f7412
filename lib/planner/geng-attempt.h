/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-planning.h"

G_BEGIN_DECLS

/*
 * What would be open if something were otherwise: a copy of the station is changed, and planned for
 * gaps alone.  The station is not touched.
 */

/* Changes the copy; FALSE where it can't be changed so. */
typedef gboolean (*GengAttemptChange) (const GengCopy *copy, gconstpointer data);

/* The work that is left for attempts, and who watches. */
typedef struct
{
  const GengPlanning *question; /* with a base: the roster that is asked about */
  guint64 effort;               /* counted work left */
  GCancellable *cancellable;    /* (nullable) */
  GengPlanningShow show;
  gpointer user_data;
} GengAttempts;

typedef struct
{
  gint64 gaps;
  gint64 bound; /* no roster leaves fewer open */
} GengAttempt;

/* TRUE where some work is left and nobody cancelled. */
gboolean geng_attempts_go_on (const GengAttempts *self);
/* FALSE where there is no roster to tell of, or no work left. */
gboolean geng_attempts_try (GengAttempts *self,
                            GengAttemptChange change,
                            gconstpointer data,
                            GengAttempt *attempt);
/* The same of the station as it is, with all that is known of it. */
GengPlan *geng_attempts_plan (GengAttempts *self, GError **error);

G_END_DECLS
