/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* One line without controls and outer blanks, or NULL when nothing stays. */
char *geng_feed_text_clean (const char *text);
/* The same for text of several lines: line feeds stay. */
char *geng_feed_text_clean_lines (const char *text);
/* A calendar's name: readers disagree on how to unescape , ; and \ there. */
char *geng_feed_text_calendar_name (const char *text);
/* A CSS3 colour name in lower case, or NULL. */
char *geng_feed_text_colour (const char *text);
