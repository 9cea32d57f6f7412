/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-table.h"

#include "geng-change.h"
#include "geng-gettext.h"
#include "geng-text.h"

static gconstpointer
id_of (gpointer entity)
{
  return geng_entity_get_id (entity);
}

GengList *
geng_table_new (GType type, gpointer owner)
{
  GengList *table = geng_list_new (type, owner);

  geng_list_index (table, id_of, g_str_hash, g_str_equal);
  return table;
}

gpointer
geng_table_lookup (GengList *table, const char *id)
{
  return id ? geng_list_lookup (table, id) : NULL;
}

/* Whether this very object is in the table, not another one of the same id. */
gboolean
geng_table_has (GengList *table, gpointer entity)
{
  return geng_table_lookup (table, geng_entity_get_id (entity)) == entity;
}

gboolean
geng_table_is_free (gpointer thing, const char *what, GError **error)
{
  if (geng_change_get_owner (thing) == NULL)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("%s: it belongs to a station already; add a copy, or remove it there first"),
               what);
  return FALSE;
}

/* what: the word for such an object, for messages. */
gboolean
geng_table_add (GengList *table, gpointer entity, const char *what, GError **error)
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
  if (geng_list_lookup (table, id))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                   _ ("%s: the id %s is there already; each needs its own"), what, quoted);
      return FALSE;
    }
  if (!geng_table_is_free (entity, what, error))
    return FALSE;
  geng_list_append (table, entity);
  return TRUE;
}
