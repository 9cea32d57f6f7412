/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* A line of who is missing in all. */
void print_missing (Desk *self);
/* People that the gap adds to those before it: who is missing may have the role that is missing. */
int count_missing (GPtrArray *gaps, guint index);
/* (transfer full): "v01 East " before what is of one of several stations that are planned as one;
 * "" where the desk has a single one.  entity: (nullable) */
char *desk_part_text (Desk *self, gpointer entity);
