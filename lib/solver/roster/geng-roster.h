/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-space.h"

G_BEGIN_DECLS

/* A roster and its running price.  A member may be absent: no line yet, feeding no cell. */
typedef struct
{
  const GengSpace *space;
  guint8 *codes;      /* [member × n_days + day] */
  gboolean *present;  /* [member] */
  gint64 *line_price; /* [member], 0 for an absent one */
  gint64 *count;      /* [cell] */
  gint64 price;       /* of lines and cells, forbidden units at space->hard */
} GengRosterState;

GengRosterState *geng_roster_state_new (const GengSpace *space);
void geng_roster_state_free (GengRosterState *roster);
void geng_roster_state_copy (GengRosterState *to, const GengRosterState *from);
/* nothing forbidden is in it; everybody is present */
gboolean geng_roster_state_is_legal (const GengRosterState *roster);
void geng_roster_state_set (GengRosterState *roster, guint member, const guint8 *codes);
void geng_roster_state_remove (GengRosterState *roster, guint member);
/* scaled prices of (day, code) for an absent member, given the others */
void geng_roster_state_marginal (const GengRosterState *roster, guint member, gint32 *cost);
/* Plans one member's line anew; TRUE where the price fell, the roster is as before otherwise. */
gboolean geng_roster_state_replan (GengRosterState *roster, GengLineArena *arena, guint member);

G_END_DECLS
