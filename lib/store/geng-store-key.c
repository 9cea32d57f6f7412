/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One key of station.ini, which is somebody's own work: a line is written, and all others stay as
 * they are, with their comments and order. */

#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-part.h"
#include "geng-station-text.h"
#include "geng-store-private.h"

#include <geng/geng-store-tables.h>

#include <string.h>

gboolean
geng_store_is_own (const char *id, GError **error)
{
  if (geng_part_local_id (id) == id)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("%s is shared by the zone; write it in the pool's folder"), id);
  return FALSE;
}

/* Where the line begins; number: from 1 */
static gsize
line_start (const char *text, guint number)
{
  const char *at = text;

  while (--number > 0 && at != NULL)
    {
      at = strchr (at, '\n');
      at = at != NULL ? at + 1 : NULL;
    }
  return at != NULL ? (gsize) (at - text) : strlen (text);
}

/* @piece: the group's head and the key's line.  Returns: (transfer full): the whole text with it */
static char *
put_piece (const GengStationText *old, GengGroup *group, const char *key, const char *piece)
{
  GengKey *found = group != NULL ? geng_ini_get (group, key) : NULL;
  GString *text;
  gsize begin, end;

  if (group == NULL)
    return geng_station_text_append (old, piece);
  begin = line_start (old->text, found != NULL ? found->line : group->line + 1);
  end = found != NULL ? line_start (old->text, found->line + 1) : begin;
  text = g_string_new_len (old->text, (gssize) begin);
  geng_station_text_end_line (text);
  g_string_append (text, strchr (piece, '\n') + 1);
  g_string_append (text, old->text + end);
  return g_string_free (text, FALSE);
}

/* In the language in which the file is written.  (transfer full) */
static char *
make_piece (const char *kind, const char *id, const char *key, const char *value, gboolean chinese)
{
  g_autoptr (GString) english = g_string_new (NULL);
  g_autoptr (GBytes) finished = NULL;
  gsize size;
  const char *data;

  geng_ini_write_group (english, kind, id);
  geng_ini_write_key (english, key, value);
  finished = geng_ini_words_finish (g_steal_pointer (&english), chinese);
  data = g_bytes_get_data (finished, &size);
  return g_strndup (data, size);
}

/* (nullable): NULL with an error where station.ini cannot be read */
static GBytes *
change (GengStore *self,
        const char *kind,
        const char *id,
        const char *key,
        const char *value,
        GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengStationText) old = geng_station_text_load (geng_store_get_path (self), faults);
  g_autofree char *piece = NULL;
  char *text;

  if (!geng_store_keep_faults (self, faults, error))
    return NULL;
  piece = make_piece (kind, id, key, value, old->chinese);
  text = put_piece (old, geng_station_text_find (old, kind, id), key, piece);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * geng_store_set_key:
 * @self: a store
 * @kind: of the group, like `member`
 * @id: of the group
 * @key: the key, in English
 * @value: what it is to say
 * @error: return location
 *
 * Writes one key of station.ini, or of the pool.ini of a pool's folder: in its place where it is
 * there already, else below the head of its group, or in a new group at the end.  All other lines
 * stay as they were written, with their comments.  Whether the value makes sense is for the caller
 * to see to first.
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID for the id of somebody or something that a zone shares,
 * which stands in the folder of the pool, %GENG_ERROR_FAULTY where station.ini cannot be read,
 * %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the file is as it was
 */
gboolean
geng_store_set_key (GengStore *self,
                    const char *kind,
                    const char *id,
                    const char *key,
                    const char *value,
                    GError **error)
{
  GengTransaction *changes;
  g_autoptr (GBytes) text = NULL;
  gboolean own, ok;

  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  g_return_val_if_fail (kind != NULL && id != NULL && key != NULL && value != NULL, FALSE);
  if (!geng_store_is_own (id, error))
    return FALSE;
  changes = geng_store_open_change (self, &own, error);
  if (changes == NULL)
    return FALSE;
  text = change (self, kind, id, key, value, error);
  ok = text != NULL
       && geng_transaction_put (changes, NULL, geng_station_text_file (geng_store_get_path (self)),
                                text, GENG_FILE_SHARED, error);
  return geng_store_close_change (self, own, ok, error);
}
