/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

const char *geng_ini_words_kind (const char *written);
const char *geng_ini_words_key (const char *written);
const char *geng_ini_words_value (const char *key, const char *written);
const char *geng_ini_words_tell (const char *english);
GBytes *geng_ini_words_finish (GString *text, gboolean chinese);
