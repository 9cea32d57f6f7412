/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station.h>

G_BEGIN_DECLS

/* Months of record that count for a share that names no span: a year. */
#define GENG_LOOK_BACK_SHARES 12

/* The first day that the rules count for a period that begins on @first, in a month, quarter, year
 * or a share's years; FALSE where that is the period's own first day. */
gboolean geng_look_back (GengStation *station, const GDate *first, GDate *day);
/* How many months before that of @first the station's rules look back on, at least 1. */
guint geng_look_back_months (GengStation *station, const GDate *first);

G_END_DECLS
