/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * The text of a calendar (RFC 5545 §3.1): lines of a name and a value, folded at 75 octets between
 * two characters.  We write it ourselves: what libical cannot allocate while it writes, it leaves
 * out or follows into nothing, and a feed is to be whole or not to be.
 */

/* @name with its parameters, @value as it stands */
void geng_calendar_text_line (GString *out, const char *name, const char *value);
/* A value of the type TEXT: backslash, semicolon, comma and line feed are escaped (§3.3.11). */
void geng_calendar_text_escaped (GString *out, const char *name, const char *text);
/* An instant in UTC; seconds since 1970 */
void geng_calendar_text_utc (GString *out, const char *name, gint64 seconds);
/* What the clock of @instant's own zone shows, or the day alone. */
void geng_calendar_text_local (GString *out, const char *name, GDateTime *instant, gboolean day);
