/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* People and their groups into a folder whose station.ini is somebody's own work: what is new is
 * added at its end, and not a byte of the rest changes. */

#include "geng-charset.h"
#include "geng-ini-words.h"
#include "geng-ini.h"
#include "geng-store-private.h"
#include "geng-writer.h"

#include <string.h>

#define STATION_FILE "station.ini"

/* The groups that a list of people may bring. */
static const struct
{
  const char *kind;
  GListModel *(*list) (GengStation *station);
} kinds[] = {
  { "organisation", geng_station_get_organisations },
  { "role", geng_station_get_roles },
  { "team", geng_station_get_teams },
  { "contract", geng_station_get_contracts },
};

static gboolean
has_group (GPtrArray *groups, const char *kind, const char *id)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const GengGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->kind, kind) && g_str_equal (group->id, id))
        return TRUE;
    }
  return FALSE;
}

static void
append_missing (GString *text, GPtrArray *groups, GengStation *station, guint kind)
{
  GListModel *list = kinds[kind].list (station);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (list, i);
      const char *id = geng_entity_get_id (entity), *name = geng_entity_get_name (entity);

      if (has_group (groups, kinds[kind].kind, id))
        continue;
      geng_ini_write_group (text, kinds[kind].kind, id);
      if (!g_str_equal (id, name))
        geng_ini_write_key (text, "name", name);
    }
}

/* (nullable): NULL with an error where station.ini cannot be read. */
static GBytes *
extend_station (GengStore *self, GengStation *station, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autofree char *old = geng_charset_load (geng_store_get_path (self), STATION_FILE, TRUE, faults);
  g_autoptr (GPtrArray) groups = old != NULL ? geng_ini_read (old, faults) : NULL;
  g_autoptr (GBytes) added = NULL;
  g_autoptr (GString) text = NULL;

  if (!geng_store_keep_faults (self, faults, error))
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append_missing (text, groups, station, i);
  /* In the language in which the file is written. */
  added = geng_ini_words_finish (g_steal_pointer (&text),
                                 geng_write_chinese (station) && strstr (old, "[station") == NULL);
  text = g_string_new (old);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  if (text->len > 0 && g_bytes_get_size (added) > 0)
    g_string_append_c (text, '\n');
  g_string_append_len (text, g_bytes_get_data (added, NULL), (gssize) g_bytes_get_size (added));
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static gboolean
put_people (GengStore *self, GengTransaction *changes, GengStation *station, GError **error)
{
  g_autoptr (GBytes) members = geng_write_members (station);
  g_autoptr (GBytes) extended = extend_station (self, station, error);

  return extended != NULL
         && geng_transaction_put (changes, NULL, STATION_FILE, extended, GENG_FILE_SHARED, error)
         && geng_transaction_put (changes, NULL, "members.csv", members, GENG_FILE_SHARED, error);
}

/**
 * geng_store_save_people:
 * @self: a store
 * @station: the station, as loaded from the same folder and then given people
 * @error: return location
 *
 * Writes members.csv, and adds to station.ini the organisations, roles, teams and contracts that it
 * does not have yet.  The rest of station.ini stays as it was written, with its comments.
 *
 * Returns: %FALSE with %GENG_ERROR_FAULTY, %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the folder is as
 * it was
 */
gboolean
geng_store_save_people (GengStore *self, GengStation *station, GError **error)
{
  gboolean own;
  GengTransaction *changes;
  gboolean ok;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station), FALSE);
  changes = geng_store_open_change (self, &own, error);
  if (changes == NULL)
    return FALSE;
  ok = put_people (self, changes, station, error);
  return geng_store_close_change (self, own, ok, error);
}
