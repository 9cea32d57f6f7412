/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* Returns: (transfer container) (element-type GengTurnout): of the desk's month; NULL after a
 * message */
GPtrArray *list_turnouts (Desk *desk);
/* Nothing where nobody follows a cycle; @all: each demand of each day. */
void print_turnouts (Desk *desk, GPtrArray *turnouts, gboolean all);
void add_turnouts (GPtrArray *turnouts, JsonBuilder *builder);
