/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* People and their groups into a folder whose station.ini is somebody's own work: what is new is
 * added at its end, and not a byte of the rest changes. */

#include "geng-ini-words.h"
#include "geng-part.h"
#include "geng-station-text.h"
#include "geng-store-private.h"
#include "geng-writer.h"

#include <string.h>

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

/* What a zone shares stands in the folder of its pool. */
static void
append_missing (GString *added, const GengStationText *old, GengStation *station, guint kind)
{
  GListModel *list = kinds[kind].list (station);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (list, i);
      const char *id = geng_entity_get_id (entity), *name = geng_entity_get_name (entity);

      if (!geng_part_has (NULL, entity)
          || geng_station_text_find (old, kinds[kind].kind, id) != NULL)
        continue;
      geng_ini_write_group (added, kinds[kind].kind, id);
      if (!g_str_equal (id, name))
        geng_ini_write_key (added, "name", name);
    }
}

/* (nullable): NULL with an error where station.ini cannot be read. */
static GBytes *
extend_station (GengStore *self, GengStation *station, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengStationText) old = geng_station_text_load (geng_store_get_path (self), faults);
  g_autoptr (GString) english = g_string_new (NULL);
  g_autoptr (GBytes) added = NULL;
  g_autofree char *groups = NULL;
  char *text;

  if (!geng_store_keep_faults (self, faults, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append_missing (english, old, station, i);
  added = geng_ini_words_finish (g_steal_pointer (&english), old->chinese);
  groups = g_strndup (g_bytes_get_data (added, NULL), g_bytes_get_size (added));
  text = geng_station_text_append (old, groups);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
put_people (GengStore *self, GengTransaction *changes, GengStation *station, GError **error)
{
  g_autoptr (GBytes) members = geng_write_members (station);
  g_autoptr (GBytes) extended = extend_station (self, station, error);

  return extended != NULL
         && geng_transaction_put (changes, NULL, GENG_STATION_FILE, extended, GENG_FILE_SHARED,
                                  error)
         && geng_transaction_put (changes, NULL, "members.csv", members, GENG_FILE_SHARED, error);
}

/**
 * geng_store_save_people:
 * @self: a store
 * @station: the station, as loaded from the same folder and then given people
 * @error: return location
 *
 * Writes members.csv, and adds to station.ini the organisations, roles, teams and contracts that it
 * does not have yet; those whom a zone shares stay in the folder of their pool.  The rest of
 * station.ini stays as it was written, with its comments.
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
