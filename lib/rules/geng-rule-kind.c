/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

#define KIND(kind) &geng_rule_##kind,

static const GengRuleKind *const kinds[] = { GENG_RULE_LIST (KIND) NULL };

const GengRuleKind *const *
geng_rule_kinds (void)
{
  return kinds;
}

const GengRuleKind *
geng_rule_kind_lookup (const char *name)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->name, name))
      return kinds[i];
  return NULL;
}

static char *
list_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (kinds[i]->parse != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", kinds[i]->name);
  return g_string_free (names, FALSE);
}

const GengRuleKind *
geng_rule_kind_find (const char *name, GError **error)
{
  const GengRuleKind *kind = geng_rule_kind_lookup (name);
  g_autofree char *names = NULL;

  if (kind != NULL && kind->parse != NULL)
    return kind;
  names = list_names ();
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("there is no rule “%s”; it should be one of %s"), name, names);
  return NULL;
}

gboolean
geng_rule_kind_parse (const GengRuleKind *kind,
                      GengStation *station,
                      const char *source,
                      gpointer *params,
                      guint *column,
                      GError **error)
{
  GengRuleText text;

  *params = NULL;
  geng_rule_text_init (&text, source);
  if (geng_rule_text_accept (&text, "none"))
    {
      if (geng_rule_text_finish (&text, error))
        return TRUE;
    }
  else
    {
      *params = kind->parse (&text, station, error);
      if (*params != NULL && geng_rule_text_finish (&text, error))
        return TRUE;
      g_clear_pointer (params, kind->free);
    }
  if (column != NULL)
    {
      /* The caller says where. */
      *column = MAX (text.column, 1);
      g_prefix_error (error, _ ("rule “%s”: "), kind->name);
    }
  else
    g_prefix_error (error, _ ("rule “%s”, column %u: "), kind->name, MAX (text.column, 1));
  return FALSE;
}

gboolean
geng_rule_check_text (GengStation *station,
                      const char *name,
                      const char *text,
                      guint *column,
                      GError **error)
{
  const GengRuleKind *kind = geng_rule_kind_find (name, error);
  gpointer params = NULL;

  if (column != NULL)
    *column = 0;
  if (kind == NULL || !geng_rule_kind_parse (kind, station, text, &params, column, error))
    return FALSE;
  g_clear_pointer (&params, kind->free);
  return TRUE;
}
