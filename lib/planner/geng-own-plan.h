/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-planning.h"

G_BEGIN_DECLS

/* Asks a program's own kinds what the plan's roster means, in the caller's thread, and puts what
 * they say into the plan in the place of what their lowering says.  FALSE with
 * GENG_ERROR_DISAGREEMENT where the two differ: the message names the kind. */
gboolean geng_own_confirm (const GengPlanning *question, GengPlan *plan, GError **error);

G_END_DECLS
