/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text at the model's border: trimmed, valid UTF-8, no control characters. */

#define GENG_ID_MAX 64

gboolean geng_text_is_control (gunichar c);
char *geng_text_clean (const char *text);
char **geng_text_clean_list (const char *const *texts);
gboolean geng_text_is_clean (const char *text, gssize length);
gboolean geng_text_is_id (const char *text);
char *geng_text_quote (const char *text);
char *geng_text_compact (const char *text);

G_END_DECLS
