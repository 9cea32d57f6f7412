/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* What is copied from a chat: "王建国：收到", or the name on a line of its own and the words below.
 * @speaker: who says @line, in which his name is left out */
typedef void (*PastedLine) (GengMember *speaker, const char *line, gpointer data);

/* The line has what people answer when they have read something. */
gboolean pasted_says_seen (const char *line);
/* Reads the standard input to its end, a line at a time of those whom the station knows. */
void pasted_read (Desk *desk, PastedLine take, gpointer data);
