/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is kept in both languages, whatever the locale of the program. */

/* The tag (RFC 5646), like `zh`, `zh-CN` or `zh_CN.UTF-8`, is of Chinese.
 * language: (nullable): the language of messages */
gboolean geng_language_is_chinese (const char *language);
/* One of both.  chinese: (nullable): what is said in English alone */
const char *geng_language_pick (const char *language, const char *english, const char *chinese);

G_END_DECLS
