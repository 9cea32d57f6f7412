/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * Excel and WPS take a cell that begins with = + - @ for a formula, also in a table of plain text,
 * and a formula can call other programs.  What people and calendars wrote gets an apostrophe in
 * front when it is written and loses it when it is read, so that nothing is lost:  a text that
 * begins with apostrophes before such a sign gets one more.  A number with a sign is no formula.
 * See “CSV injection” of the OWASP.
 */

/* (transfer full) */
char *geng_csv_guard (const char *text);
/* @cell: (transfer full). Returns: (transfer full) */
char *geng_csv_unguard (char *cell);
