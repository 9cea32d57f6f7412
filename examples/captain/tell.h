/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* How much is told of the roster on the desk, beside what is published, and to whom. */
typedef struct
{
  gboolean yes;     /* ask nothing */
  gboolean dry_run; /* write nothing */
  gboolean quiet;   /* send nothing to the webhooks */
  /* (nullable): ids of members who can ask, to the addresses of their pages with the key */
  GHashTable *pages;
} Tell;

/* The list of changes, and the gaps in words. */
void tell_print_changes (Desk *desk);
/* Asks where more changes than the station's setting; FALSE where it may not be published. */
gboolean tell_may_publish (const Tell *self, Desk *desk);
/* Keeps the messages in office/ and adds to the contacts who is told, as a part of the change that
 * is open in the store: who publishes and who is told of it counts together. */
gboolean tell_keep (const Tell *self, Desk *desk, GPtrArray *contacts, GError **error);
/* The same for one month, with the contacts and the asks that it settles.  FALSE may come without
 * an error, after a message. */
gboolean tell_keep_published (const Tell *self, Desk *desk, GError **error);
/* Prints the messages to paste, and sends what goes to the group. */
void tell_everybody (const Tell *self, Desk *desk);
/* The member "messages" of the open object, and its elements alone. */
void tell_add_messages (const Tell *self, Desk *desk, JsonBuilder *builder);
void tell_add_each (const Tell *self, Desk *desk, JsonBuilder *builder);
