/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* What somebody confirmed of the duties that were published (已核), and what nobody did (未核). */
typedef struct
{
  guint duties, open;
} Confirmed;

/* FALSE after a message */
gboolean find_confirmed (Desk *desk, Confirmed *confirmed);
void print_month_figures (Desk *desk, const Confirmed *confirmed);
void add_month_figures (Desk *desk, const Confirmed *confirmed, JsonBuilder *builder);
