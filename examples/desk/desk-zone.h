/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../captain/desk.h"

/*
 * The desk of a zone: a page that lists its stations with their months.  Each station has a desk of
 * its own, at a port of its own and with keys of its own, which is opened when it is first asked
 * for; so nothing of one station's desk is known to another's.
 */
typedef struct _DeskZone DeskZone;

DeskZone *desk_zone_new (const char *folder, Options *options, int port, GError **error);
void desk_zone_free (DeskZone *self);
/* (transfer full): the address that opens the page */
char *desk_zone_dup_address (DeskZone *self);
/* As desk_server_finish(), of all desks that were opened. */
gboolean desk_zone_finish (DeskZone *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskZone, desk_zone_free)
