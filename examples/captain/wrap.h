/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Columns that the text takes: an East Asian wide character has two. */
guint wrap_width (const char *text, gsize length);
/*
 * A row of a table that is wider than the terminal: its cells, which two spaces part, go on below,
 * two columns further in.  Only what is indented is a row; sentences and messages are left as they
 * are, since a terminal breaks them by itself and they are copied whole, and so are rows with a
 * command to be copied.  (transfer full): @line, which has no line break, as it is shown
 */
char *wrap_row (const char *line, guint columns);
