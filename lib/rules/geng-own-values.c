/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The text of a program's own kind: the values of its parameters, one after the other. */

#include "geng-own-kind.h"
#include "geng-rule-kind-private.h"
#include "geng-value.h"

GengOwn *
geng_own_parse (GengStatement *statement, GengRuleKind *kind, GError **error)
{
  g_autoptr (GHashTable) table = geng_value_table_new ();
  GengValues values = { statement->station,
                        statement->text.part,
                        geng_rule_kind_get_name (kind),
                        geng_rule_kind_parameters (kind),
                        table,
                        FALSE };
  const char *text = statement->text.at;
  GengOwn *own;

  if (!geng_values_read (&values, &statement->text, error))
    return NULL;
  own = g_new0 (GengOwn, 1);
  own->kind = g_object_ref (kind);
  own->text = g_strstrip (g_strdup (text));
  own->values = g_steal_pointer (&table);
  return own;
}

void
geng_own_free (gpointer data)
{
  GengOwn *own = data;

  g_free (own->text);
  g_hash_table_unref (own->values);
  g_object_unref (own->kind);
  g_free (own);
}

int
geng_own_weight (const GengOwn *own)
{
  GPtrArray *parameters = geng_rule_kind_parameters (own->kind);

  for (guint i = 0; i < parameters->len; i++)
    if (geng_rule_parameter_get_value_type (parameters->pdata[i]) == GENG_RULE_PARAMETER_TYPE_HOLD)
      return g_value_get_int (
          g_hash_table_lookup (own->values, geng_rule_parameter_get_name (parameters->pdata[i])));
  return 0;
}
