/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-part.h"

#include <string.h>

#define MARK '/'

const char *
geng_part_local_id (const char *id)
{
  const char *mark = strrchr (id, MARK);

  return mark != NULL ? mark + 1 : id;
}

const char *
geng_part_local (gpointer entity)
{
  return geng_part_local_id (geng_entity_get_id (entity));
}

/* Bytes of the part before the mark; -1 where there is none. */
static gssize
part_length (gpointer entity)
{
  const char *id = geng_entity_get_id (entity);
  const char *mark = strrchr (id, MARK);

  return mark != NULL ? mark - id : -1;
}

char *
geng_part_of (gpointer entity)
{
  gssize n = part_length (entity);

  return n < 0 ? NULL : g_strndup (geng_entity_get_id (entity), (gsize) n);
}

gboolean
geng_part_has (const char *part, gpointer entity)
{
  gssize n = part_length (entity);

  return part == NULL ? n < 0
                      : n == (gssize) strlen (part)
                            && strncmp (geng_entity_get_id (entity), part, (gsize) n) == 0;
}

gboolean
geng_part_same (gpointer one, gpointer other)
{
  gssize n = part_length (one);

  return n == part_length (other)
         && (n < 0
             || strncmp (geng_entity_get_id (one), geng_entity_get_id (other), (gsize) n) == 0);
}

char *
geng_part_join (const char *part, const char *id)
{
  return part != NULL ? g_strdup_printf ("%s%c%s", part, MARK, id) : g_strdup (id);
}

gboolean
geng_part_is_pool (const char *part, GengStation *station)
{
  GListModel *windows = geng_station_get_windows (station);

  if (part == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengEntity) window = g_list_model_get_item (windows, i);

      if (geng_part_has (part, window))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_item (GengStation *station, GengPiece *piece)
{
  GListModel *items = geng_station_get_items (station);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (items, i);

      if (geng_item_get_piece (item) == piece)
        return TRUE;
    }
  return FALSE;
}

GengPiece *
geng_piece_of_pool (GengStation *station, GengMember *member, GengPiece *piece)
{
  g_autofree char *part = geng_part_of (member);
  g_autofree char *id = geng_part_join (part, geng_part_local (piece));
  GengPiece *own
      = geng_member_get_shared_by (member) > 0 ? geng_station_lookup_piece (station, id) : NULL;

  return own != NULL && has_item (station, own) ? own : NULL;
}
