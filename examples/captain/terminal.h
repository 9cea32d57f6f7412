/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * Names and messages come from tables and calendars of others.  A terminal obeys what it is sent,
 * so that all that is printed goes through here: controls, escapes and signs that turn the
 * direction of writing are shown as what they are and do nothing.  Line breaks and tabs stay.
 */

/* From here on g_print() and g_printerr() do so. */
void terminal_begin (void);
/* What was begun and has no line's end yet, too. */
void terminal_end (void);
/* Of the terminal of a file descriptor; 0 where it is none, or does not say. */
guint terminal_columns (int descriptor);
/* (transfer full): @text as it is printed */
char *terminal_show (const char *text);
/* (transfer full): JSON with such signs written as \uXXXX, which every reader turns back */
char *terminal_json (const char *json);
/* What our own program sends to the terminal of the standard error to move its cursor, or on to
 * change its colour: as it is. */
void terminal_control (const char *sequence);
