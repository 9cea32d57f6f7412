/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* What the journal has confirmed as served, and what it breaks by itself: nobody can mend that.
 * The clock says nothing here. */
typedef struct
{
  GengRoster *served;             /* (nullable): nothing is confirmed, and all others are NULL */
  GengJudgement *alone, *nothing; /* of that alone, and of an empty month */
} Settled;

void settled_load (Settled *self, Desk *desk);
void settled_clear (Settled *self);
gboolean settled_has (const Settled *self, GengFinding *finding);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settled, settled_clear)
