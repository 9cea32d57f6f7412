/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk-zone.h"

#include <string.h>

#include "../captain/log.h"
#include "desk-guard.h"
#include "desk-listen.h"
#include "desk-server.h"

#define STATION "/station/"

/* A station's desk. */
typedef struct
{
  DeskListener listener;
  DeskServer *server;
} Room;

struct _DeskZone
{
  char *folder;
  Options *options; /* not owned */
  DeskListener listener;
  DeskGuard *guard;
  GHashTable *rooms; /* a station's id → Room */
};

static void
room_free (gpointer data)
{
  Room *self = data;

  desk_listener_clear (&self->listener);
  g_clear_pointer (&self->server, desk_server_free);
  g_free (self);
}

/* -- the list -- */

/* The zone as it is now: stations may have come, and months. */
static GengZone *
load (DeskZone *self, GError **error)
{
  g_autoptr (GengZone) zone = geng_zone_open (self->folder, error);

  return zone != NULL && geng_zone_load (zone, error) ? g_steal_pointer (&zone) : NULL;
}

static void
append_escaped (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (page, escaped);
}

static void
append_link (GString *page, const char *id, const char *month, const char *text)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  g_string_append_printf (page, "<a href=\"%s%s%s%s\">", STATION, escaped,
                          month != NULL ? "?month=" : "", month != NULL ? month : "");
  append_escaped (page, text);
  g_string_append (page, "</a> ");
}

static void
append_station (GString *page, GengZone *zone, guint index)
{
  const char *id = geng_zone_get_id (zone, index), *failure = geng_zone_get_failure (zone, index);
  GengStation *station = geng_zone_get_station (zone, index);
  g_autoptr (GPtrArray) months
      = log_list_months (geng_store_get_path (geng_zone_get_store (zone, index)));

  g_string_append (page, "<tr><th scope=\"row\">");
  append_link (page, id, NULL, station != NULL ? geng_entity_get_name (GENG_ENTITY (station)) : id);
  g_string_append (page, "</th><td>");
  if (failure != NULL)
    append_escaped (page, failure);
  for (guint i = 0; failure == NULL && i < months->len; i++)
    append_link (page, id, months->pdata[i], months->pdata[i]);
  g_string_append (page, "</td></tr>\n");
}

static char *
make_page (GengZone *zone)
{
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html>\n<html lang=\"");

  g_string_append (page, g_str_has_prefix (desk_language (), "zh") ? "zh-CN" : "en");
  g_string_append (page, "\">\n<head><meta charset=\"utf-8\">"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                         "<meta name=\"color-scheme\" content=\"light dark\"><title>");
  append_escaped (page, geng_zone_get_name (zone));
  g_string_append (page, "</title><link rel=\"stylesheet\" href=\"/desk.css\">"
                         "<link rel=\"icon\" href=\"/desk.svg\"></head>\n"
                         "<body class=\"zone\"><main><h1>");
  append_escaped (page, geng_zone_get_name (zone));
  g_string_append (page, "</h1>\n<table><thead><tr><th scope=\"col\">");
  append_escaped (page, _ ("Station"));
  g_string_append (page, "</th><th scope=\"col\">");
  append_escaped (page, _ ("Months"));
  g_string_append (page, "</th></tr></thead><tbody>\n");
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    append_station (page, zone, i);
  g_string_append (page, "</tbody></table></main></body></html>\n");
  return g_string_free (g_steal_pointer (&page), FALSE);
}

static void
answer_page (SoupServerMessage *message, GengZone *zone)
{
  g_autofree char *text = make_page (zone);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

/* -- a station -- */

/* (nullable): NULL with an error where no port is free */
static Room *
open_room (DeskZone *self, GengZone *zone, guint index, GError **error)
{
  const char *id = geng_zone_get_id (zone, index);
  g_autofree char *home = g_strdup_printf ("http://127.0.0.1:%u/", self->listener.port);
  Room *room = g_hash_table_lookup (self->rooms, id);

  if (room != NULL)
    return room;
  room = g_new0 (Room, 1);
  if (!desk_listen (&room->listener, 0, error))
    {
      room_free (room);
      return NULL;
    }
  room->server = desk_server_new (geng_store_get_path (geng_zone_get_store (zone, index)),
                                  self->options, room->listener.port);
  desk_server_set_home (room->server, geng_zone_get_name (zone), home);
  desk_server_answer (room->server, room->listener.soup);
  g_hash_table_insert (self->rooms, g_strdup (id), room);
  return room;
}

static void
answer_station (DeskZone *self,
                SoupServerMessage *message,
                GengZone *zone,
                const char *id,
                const char *month)
{
  int index = geng_zone_find (zone, id);
  g_autoptr (GError) error = NULL;
  Room *room = index >= 0 ? open_room (self, zone, (guint) index, &error) : NULL;
  g_autofree char *address = room != NULL ? desk_server_dup_address (room->server) : NULL;
  g_autofree char *whole = NULL;

  if (index < 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  if (room == NULL)
    {
      desk_answer_error (message, error);
      return;
    }
  whole = month != NULL && desk_is_month (month) ? g_strconcat (address, "&month=", month, NULL)
                                                 : g_strdup (address);
  soup_server_message_set_redirect (message, SOUP_STATUS_SEE_OTHER, whole);
}

static void
answer (DeskZone *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengZone) zone = load (self, &error);

  if (zone == NULL)
    desk_answer_error (message, error);
  else if (g_str_equal (path, "/"))
    answer_page (message, zone);
  else if (g_str_has_prefix (path, STATION))
    answer_station (self, message, zone, path + strlen (STATION),
                    query != NULL ? g_hash_table_lookup (query, "month") : NULL);
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  DeskZone *self = data;

  switch (desk_guard_admit (self->guard, message, path, query))
    {
    case DESK_GUARD_READ:
      answer (self, message, path, query);
      break;
    case DESK_GUARD_WRITE:
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      break;
    case DESK_GUARD_ANSWERED:
    default:
      break;
    }
}

DeskZone *
desk_zone_new (const char *folder, Options *options, int port, GError **error)
{
  g_autoptr (DeskZone) self = g_new0 (DeskZone, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->options = options;
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, room_free);
  if (!desk_listen (&self->listener, port, error))
    return NULL;
  self->guard = desk_guard_new (self->listener.port, FALSE);
  soup_server_add_handler (self->listener.soup, NULL, on_request, self, NULL);
  return g_steal_pointer (&self);
}

void
desk_zone_free (DeskZone *self)
{
  desk_listener_clear (&self->listener);
  g_clear_pointer (&self->guard, desk_guard_free);
  g_hash_table_unref (self->rooms);
  g_free (self->folder);
  g_free (self);
}

char *
desk_zone_dup_address (DeskZone *self)
{
  return desk_guard_dup_address (self->guard);
}

gboolean
desk_zone_finish (DeskZone *self)
{
  GHashTableIter iter;
  gpointer room;
  gboolean fine = TRUE;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    fine = desk_server_finish (((Room *) room)->server) && fine;
  return fine;
}
