/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean geng_qr_append (GString *html, const char *text, const char *label);

G_END_DECLS
