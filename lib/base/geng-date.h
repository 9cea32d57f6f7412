/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates and times of day as text, and days as numbers. */

gboolean geng_date_parse (const char *text, GDate *date);
char *geng_date_to_string (const GDate *date);
GDate geng_date_plus (const GDate *date, int days);
/* The first day of the month after @date's. */
GDate geng_date_next_month (const GDate *date);
int geng_date_days (const GDate *from, const GDate *to);

gboolean geng_minutes_parse (const char *text, int *minutes);
char *geng_minutes_to_string (int minutes);

G_END_DECLS
