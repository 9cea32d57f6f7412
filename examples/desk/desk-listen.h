/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../captain/serve-gate.h"

/* A port of this computer alone, and the server behind it. */
typedef struct
{
  GSocketService *service;
  SoupServer *soup;
  Gate *gate;
  guint port;
} DeskListener;

/* @port: 0: any that is free */
gboolean desk_listen (DeskListener *self, int port, GError **error);
void desk_listener_clear (DeskListener *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskListener, desk_listener_clear)
