/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-table.h"

#include "geng-gettext.h"
#include "geng-text.h"

void
geng_table_init (GengTable *table, GType type)
{
  table->list = g_list_store_new (type);
  table->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

void
geng_table_clear (GengTable *table)
{
  g_clear_pointer (&table->by_id, g_hash_table_unref);
  g_clear_object (&table->list);
}

gpointer
geng_table_lookup (const GengTable *table, const char *id)
{
  return id ? g_hash_table_lookup (table->by_id, id) : NULL;
}

/* Whether this very object is in the table, not another one of the same id. */
gboolean
geng_table_has (const GengTable *table, gpointer entity)
{
  return geng_table_lookup (table, geng_entity_get_id (entity)) == entity;
}

/* what: the word for such an object, for messages. */
gboolean
geng_table_add (GengTable *table, gpointer entity, const char *what, GError **error)
{
  const char *id = geng_entity_get_id (entity);
  g_autofree char *quoted = geng_text_quote (id);

  if (!geng_text_is_id (id))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: the id %s is not allowed; write 1 to %d letters, digits, “-” or “_”"),
                   what, quoted, GENG_ID_MAX);
      return FALSE;
    }
  if (g_hash_table_contains (table->by_id, id))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                   _ ("%s: the id %s is there already; each needs its own"), what, quoted);
      return FALSE;
    }
  g_hash_table_insert (table->by_id, (gpointer) id, entity);
  g_list_store_append (table->list, entity);
  return TRUE;
}
