/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-roster.h"

G_BEGIN_DECLS

/*
 * What is set free: some members on some days, while everything else of a roster stands.  A window
 * knows the rows (linking constraints) that the free members move there, and what the others
 * contribute to them.  It never changes, and is shared by the mixtures over it.
 */
typedef struct _GengSolverWindow GengSolverWindow;

/* The members are numbered i = 0 … n - 1 from here on. */
GengSolverWindow *geng_solver_window_new (const GengRosterState *roster,
                                          const guint *members,
                                          guint n,
                                          guint first_day,
                                          guint end_day);
/* Everybody on all days. */
GengSolverWindow *geng_solver_window_new_whole (const GengRosterState *roster);
/* Everybody on these days; lines go on after them, where they are worth what the duals ([segment of
 * the space]) say.  Where the horizon ends with them, as any window. */
GengSolverWindow *geng_solver_window_new_ahead (const GengRosterState *roster,
                                                guint first_day,
                                                guint end_day,
                                                const double *duals);
GengSolverWindow *geng_solver_window_ref (GengSolverWindow *self);
void geng_solver_window_unref (GengSolverWindow *self);

guint geng_solver_window_get_n_members (const GengSolverWindow *self);
guint geng_solver_window_get_member (const GengSolverWindow *self, guint i);
guint geng_solver_window_get_n_rows (const GengSolverWindow *self);
/* the price of all rows that the free members cannot move */
gint64 geng_solver_window_get_elsewhere (const GengSolverWindow *self);
/* The member's line when the window was made. */
const guint8 *geng_solver_window_get_standing (const GengSolverWindow *self, guint i);
/* What the free members' lines and rows cost as they stand in the roster, and what is elsewhere. */
gint64 geng_solver_window_price (const GengSolverWindow *self, const GengRosterState *roster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengSolverWindow, geng_solver_window_unref)

G_END_DECLS
