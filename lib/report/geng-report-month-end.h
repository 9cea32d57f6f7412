/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-document-private.h"

G_BEGIN_DECLS

/* What the two sheets of the month's end have in common. */

/* Writes the page of an organisation, or of those without one, where it has anybody. */
typedef void (*GengMonthEndPage) (gpointer sheet, GengOrganisation *organisation);

/* A page for each organisation, and one for those without. */
void geng_month_end_write_pages (GengStation *station, GengMonthEndPage write, gpointer sheet);
/* english, chinese: the heading, with the organisation's name and the month */
void geng_month_end_begin_page (GengDocument *document,
                                GengOrganisation *organisation,
                                const GDate *month,
                                const char *english,
                                const char *chinese) G_GNUC_PRINTF (4, 0) G_GNUC_PRINTF (5, 0);

/* (transfer full): "白 = 白班（08:00–18:00）；…": the shifts and their times. marks: with the signs
 * that stand for them in cells */
char *geng_month_end_shifts (GengDocument *document, GengStation *station, gboolean marks);
/* (transfer full): "8", or "7.40" where duties were split by time */
char *geng_month_end_duties (double duties);
/* (transfer full): the line of what a night over the month's end carries from one to the other */
char *geng_month_end_crossing (GengDocument *document, int carried_in, int carried_out);

G_END_DECLS
