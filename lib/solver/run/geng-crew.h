/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-task.h"

G_BEGIN_DECLS

/*
 * The threads that step jobs: as many as were asked for, or the caller's alone.  Jobs may be
 * stepped in any order and at the same time; each thread has its own arena.
 */
typedef struct _GengCrew GengCrew;
/* The job that is wanted, if it is done; NULL: not yet. */
typedef GengJob *(*GengFindJob) (gpointer data);

GengCrew *geng_crew_new (guint n_threads, GengBudget *budget);
/* No job may be under way. */
void geng_crew_free (GengCrew *self);
void geng_crew_hand (GengCrew *self, GengJob *job);
/* Waits, or steps jobs where threads are missing, until one is found.  It is looked for anew
 * whenever a job is done or has come further. */
GengJob *geng_crew_wait (GengCrew *self, GengFindJob find, gpointer data);
/* Until this one is done. */
void geng_crew_wait_for (GengCrew *self, GengJob *job);
/* Effort that the job will have had at least, less what its hands spare. */
guint64 geng_job_so_far (GengJob *job);

G_END_DECLS
