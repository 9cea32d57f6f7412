/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-field.h"

#include "geng-text.h"

gboolean
geng_field_set_text (char **field, const char *text)
{
  g_autofree char *clean = geng_text_clean (text);

  if (g_strcmp0 (*field, clean) == 0)
    return FALSE;
  g_free (*field);
  *field = g_steal_pointer (&clean);
  return TRUE;
}

gboolean
geng_field_set_texts (char ***field, const char *const *texts)
{
  g_auto (GStrv) clean = geng_text_clean_list (texts);

  if (*field == clean
      || (*field && clean
          && g_strv_equal ((const char *const *) *field, (const char *const *) clean)))
    return FALSE;
  g_strfreev (*field);
  *field = g_steal_pointer (&clean);
  return TRUE;
}

gboolean
geng_field_set_date (GDate **field, const GDate *date)
{
  if (*field == date || (*field && date && g_date_compare (*field, date) == 0))
    return FALSE;
  g_clear_pointer (field, g_date_free);
  *field = date ? g_date_copy (date) : NULL;
  return TRUE;
}

void
geng_field_get_date (const GValue *value, GDate *date)
{
  const GDate *given = g_value_get_boxed (value);

  g_date_clear (date, 1);
  if (given != NULL && g_date_valid (given))
    *date = *given;
}
