/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-language.h"

#include "geng-gettext.h"

gboolean
geng_language_is_chinese (const char *language)
{
  if (language == NULL)
    return !g_str_equal (_ ("window"), "window");
  return g_ascii_strncasecmp (language, "zh", 2) == 0 && !g_ascii_isalnum (language[2]);
}

const char *
geng_language_pick (const char *language, const char *english, const char *chinese)
{
  return chinese != NULL && geng_language_is_chinese (language) ? chinese : english;
}
