/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A page of one file: no script, nothing from outside, and nothing of the data unescaped. */
GString *geng_html_new (const char *language, const char *title, const char *style);
char *geng_html_free (GString *html);
void geng_html_text (GString *html, const char *text);
void geng_html_element (GString *html, const char *name, const char *class_name, const char *text);
/* The same for a text of several lines. */
void geng_html_lines (GString *html, const char *name, const char *text);

G_END_DECLS
