/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk-listen.h"
#include "desk-server.h"

gboolean
desk_listen (DeskListener *self, int port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) socket = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocketAddress) effective = NULL;

  self->service = g_socket_service_new ();
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), socket,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                      error))
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->soup = soup_server_new (NULL, NULL);
  self->gate = gate_new (self->soup, self->service, DESK_REQUEST_BYTES);
  return TRUE;
}

void
desk_listener_clear (DeskListener *self)
{
  g_clear_pointer (&self->gate, gate_free);
  g_clear_object (&self->soup);
  g_clear_object (&self->service);
}
