/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-task.h"

G_BEGIN_DECLS

/*
 * The threads that step jobs: the caller's, and as many more as were asked for.  Jobs may be
 * stepped in any order and at the same time; each thread has its own arena.
 */
typedef struct _GengCrew GengCrew;

GengCrew *geng_crew_new (guint n_threads, GengBudget *budget);
/* No job may be under way. */
void geng_crew_free (GengCrew *self);
void geng_crew_hand (GengCrew *self, GengJob *job);
/* Steps jobs itself until this one is done. */
void geng_crew_wait (GengCrew *self, GengJob *job);

G_END_DECLS
