/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint geng_report_width (const char *text);
void geng_report_pad (GString *line, const char *text, guint width);
void geng_report_pad_left (GString *line, const char *text, guint width);
void geng_report_centre (GString *line, const char *text, guint width);
void geng_report_trim (GString *line);

G_END_DECLS
