/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* @language: (nullable): "zh" or "en"; NULL for the station's */

/* @month: "2026-11" */
Status report_month_end (Desk *desk, const char *month, const char *language);
/* The two sheets of the month on the desk, (transfer full); FALSE after a message.
 * zone: (nullable): whose station, at @index, is on the desk; NULL for one that looks up itself */
gboolean desk_make_month_end (Desk *desk,
                              GengZone *zone,
                              guint index,
                              const char *language,
                              GengDocument **attendance,
                              GengDocument **pay);
/* Writes them below a folder, a station's or a zone's. */
gboolean folder_write_month_end (const char *root,
                                 const GDate *month,
                                 GengDocument *attendance,
                                 GengDocument *pay);
/* @form: 签到, sign-in …; @days: (nullable): see desk_parse_days(); @who: (nullable): a member, for
 * the sheet of leave */
Status report_form (Desk *desk,
                    const char *form,
                    const char *days,
                    const char *who,
                    const char *language);
/* @text: (nullable): the day of the meeting; NULL for this month's */
Status report_meeting (Desk *desk, const char *text, const char *language);

/* What was published of the months of these days, as one roster; NULL where that is nothing, or
 * after a message: @failed. */
GengRoster *desk_load_official (Desk *desk,
                                const GDate *first,
                                const GDate *last,
                                gboolean *failed);
/* The duties of what was published, but for leaders on call and the reserve, of which somebody
 * confirmed how they went (已核), and the others (未核). */
void desk_count_confirmed (Desk *desk,
                           GengRoster *official,
                           GengJournal *journal,
                           guint *n_confirmed,
                           guint *n_unconfirmed);
/* Findings and second visits of so many months before may still be open. */
#define FINDING_MONTHS 12
/* The journal of whole months; NULL after a message. */
GengJournal *desk_load_journal (Desk *desk, const GDate *first, const GDate *last);
/* (transfer full): what the log knows of leave and swaps that were entered on these days, for
 * geng_report_leave_form() */
GVariant *desk_list_changes (Desk *desk,
                             const GDate *first,
                             const GDate *last,
                             const char *language);
/* Writes a document as HTML and as .xlsx: into pages/, which may be posted, or into office/, which
 * may not. @name: without an ending. */
gboolean desk_write_document (Desk *desk, const char *name, GengDocument *document);
/* The month of @day with its judgement, where it is planned. */
gboolean desk_load_next (Desk *desk, const GDate *day, gboolean *official);
/* (transfer full) (nullable): what would fill the gaps of the roster on the desk, each tried by
 * planning again; NULL where there are none, or after a hint. */
GengAdvice *desk_advise_next (Desk *desk);
/* The day of the meeting; without a text this month's, which is said. */
gboolean desk_parse_meeting (Desk *desk, const char *text, GDate *date);
/* desk_write_document() below another folder, such as a zone's. */
gboolean folder_write_document (const char *root, const char *name, GengDocument *document);
