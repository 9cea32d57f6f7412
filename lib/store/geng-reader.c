/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a name in a file means, and the fault when it means nothing. */

#include "geng-reader.h"
#include "geng-charset.h"
#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-list-private.h"
#include "geng-text.h"

#include <string.h>

static gboolean
is_same (const char *text, const char *compact)
{
  g_autofree char *other = geng_text_compact (text);

  return g_str_equal (other, compact);
}

/* By id, as the library itself writes it, else by a name that only one has, however it is spaced:
 * captains write names.  list: a table of the station */
gpointer
geng_reader_find (GListModel *list, const char *text)
{
  gpointer found = geng_list_lookup (GENG_LIST (list), text);
  g_autofree char *compact = found == NULL ? geng_text_compact (text) : NULL;
  GengEntity *named = NULL;
  guint n = g_list_model_get_n_items (list), n_named = 0;

  for (guint i = 0; found == NULL && i < n; i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (list, i);
      const char *name = geng_entity_get_name (entity);

      if (is_same (geng_entity_get_id (entity), compact))
        return entity;
      if (name != NULL && is_same (name, compact))
        {
          named = entity;
          n_named++;
        }
    }
  return found != NULL ? found : n_named == 1 ? named : NULL;
}

/* Names with their ids where the two differ. */
static void
append_entity (GString *text, GengEntity *entity)
{
  const char *id = geng_entity_get_id (entity), *name = geng_entity_get_name (entity);

  if (text->len > 0)
    g_string_append (text, ", ");
  if (name == NULL || g_str_equal (name, id))
    g_string_append (text, id);
  else
    g_string_append_printf (text, "%s (%s)", id, name);
}

/* For messages: what would be right, a dozen at most. */
char *
geng_reader_list_ids (GListModel *list)
{
  GString *text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n && i < 12; i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (list, i);

      append_entity (text, entity);
    }
  if (n > 12)
    g_string_append (text, ", …");
  if (n == 0)
    g_string_append (text, _ ("none"));
  return g_string_free (text, FALSE);
}

static gpointer
find_or_fault (GengReader *self,
               guint line,
               guint column,
               const char *text,
               GListModel *list,
               const char *what)
{
  gpointer entity = geng_reader_find (list, text);
  g_autofree char *known = NULL;

  if (entity != NULL)
    return entity;
  known = geng_reader_list_ids (list);
  geng_faults_add (self->faults, line, column, _ ("unknown %s '%s'; there are: %s"), what, text,
                   known);
  return NULL;
}

/* NULL without a fault for an empty field. */
gpointer
geng_reader_entity (GengReader *self, const GengField *field, GListModel *list, const char *what)
{
  if (field->text[0] == '\0')
    return NULL;
  return find_or_fault (self, field->line, field->column, field->text, list, what);
}

gpointer
geng_reader_key_entity (GengReader *self, GengGroup *group, const char *key, GListModel *list)
{
  GengKey *entry = geng_ini_get (group, key);

  if (entry == NULL)
    {
      geng_faults_add (self->faults, group->line, 1, _ ("[%s %s] needs a '%s'"),
                       geng_ini_words_tell (group->kind), group->id, geng_ini_words_tell (key));
      return NULL;
    }
  return find_or_fault (self, entry->line, entry->value_column, entry->value, list,
                        geng_ini_words_tell (key));
}

void
geng_reader_key_bool (GengReader *self, GengGroup *group, const char *key, gboolean *value)
{
  GengKey *entry = geng_ini_get (group, key);

  if (entry != NULL && !geng_words_find (geng_words_yes_no, entry->value, value))
    geng_faults_add (self->faults, entry->line, entry->value_column,
                     _ ("'%s' is neither yes (是) nor no (否)"), entry->value);
}

/* Where in the station's file @part of the key's value stands. */
guint
geng_reader_column_of (GengKey *key, const char *part)
{
  const char *at = strstr (key->value, part);

  return key->value_column + (at == NULL ? 0 : g_utf8_strlen (key->value, at - key->value));
}

/* Takes what geng_station_add_…() said. */
gboolean
geng_reader_take (GengReader *self, guint line, guint column, gboolean added, GError *error)
{
  if (added)
    return TRUE;
  geng_faults_add (self->faults, line, column, "%s", error->message);
  return FALSE;
}

/* Returns: (transfer full): no rows for a file that is not there */
GPtrArray *
geng_reader_table (GengReader *self, const char *file, const GengColumn *columns)
{
  g_autofree char *text = geng_charset_load (self->folder, file, FALSE, self->faults);

  if (text == NULL)
    return g_ptr_array_new ();
  return geng_csv_read (text, columns, self->faults);
}
