/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * Of a component only some lines say when it is, and only these go to libical: a line that it
 * cannot read elsewhere (an empty LOCATION, a bad TRIGGER) says nothing about the time and must not
 * cost the event. A few more say what it is; they are read here, leniently. A line may be folded
 * (RFC 5545 §3.1).
 */

/* The lines of @text, a component with its BEGIN and END, that say when it is; in a VAVAILABILITY
 * those of each AVAILABLE too.
 * @n_lines: (out): how many these are */
char *geng_ical_lines_of_time (const char *text, guint *n_lines);
/* The lines that say what it is: UID, SEQUENCE, STATUS, TRANSP, how busy it makes, SUMMARY, Apple's
 * special days. */
char *geng_ical_lines_of_kind (const char *text);
/* The value of the first line @name of what geng_ical_lines_of_kind() returned, as text (RFC 5545
 * §3.3.11); NULL when there is none, or nothing in it. */
char *geng_ical_lines_lookup (const char *lines, const char *name);
