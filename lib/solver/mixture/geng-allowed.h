/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-solver-window.h"

G_BEGIN_DECLS

/*
 * What is allowed in a window: one table over (member i, day, code).  It begins with what the
 * problem forbids and, outside the window, with the line as it stands; after that things are only
 * taken away, each on a stack: geng_allowed_undo() gives back what was taken since a mark.
 */
typedef struct _GengAllowed GengAllowed;

/* A decision of a tree: on a day the member serves the code and no other, or does not serve it. */
typedef struct
{
  guint i, day;
  guint8 code;
  gboolean keep;
} GengDecision;

GengAllowed *geng_allowed_new (GengSolverWindow *window);
/* Its stack is empty: what was taken away stays so. */
GengAllowed *geng_allowed_copy (const GengAllowed *self);
void geng_allowed_free (GengAllowed *self);

gboolean geng_allowed_may (const GengAllowed *self, guint i, guint day, guint code);
/* [day × n_codes + code] of the member: not 0 where it is not allowed */
const guint8 *geng_allowed_get_barred (const GengAllowed *self, guint i);
/* Whether the whole line is allowed. */
gboolean geng_allowed_keeps (const GengAllowed *self, guint i, const guint8 *codes);
gboolean geng_allowed_is_fixed (const GengAllowed *self, guint i);
guint geng_allowed_get_n_fixed (const GengAllowed *self);

void geng_allowed_forbid (GengAllowed *self, guint i, guint day, guint code);
/* No other code on the day. */
void geng_allowed_pin (GengAllowed *self, guint i, guint day, guint code);
/* No other line. */
void geng_allowed_fix (GengAllowed *self, guint i, const guint8 *codes);
void geng_allowed_decide (GengAllowed *self, const GengDecision *decision);

gsize geng_allowed_mark (const GengAllowed *self);
void geng_allowed_undo (GengAllowed *self, gsize mark);

G_END_DECLS
