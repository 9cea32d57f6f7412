/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>

/* Who may see and who may do: the keys, the cookie, Host and Origin, and the page's own files. */
typedef struct _DeskGuard DeskGuard;

typedef enum
{
  DESK_GUARD_ANSWERED, /* refused, or one of the page's files */
  DESK_GUARD_READ,
  DESK_GUARD_WRITE
} DeskGuardVerdict;

/* @page: whether it answers the desk's own page at `/` */
DeskGuard *desk_guard_new (guint port, gboolean page);
void desk_guard_free (DeskGuard *self);
DeskGuardVerdict desk_guard_admit (DeskGuard *self,
                                   SoupServerMessage *message,
                                   const char *path,
                                   GHashTable *query);
/* (transfer full): the address that opens the page, with the key */
char *desk_guard_dup_address (DeskGuard *self);
