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
/* Prints the messages to paste, keeps them in office/, remembers who was told, sends what goes to
 * the group. */
void tell_everybody (const Tell *self, Desk *desk);
/* The same of what became official otherwise than by publishing the draft: no ask is done by it. */
void tell_changes (const Tell *self, Desk *desk);
/* The member "messages" of the open object, and its elements alone. */
void tell_add_messages (const Tell *self, Desk *desk, JsonBuilder *builder);
void tell_add_each (const Tell *self, Desk *desk, JsonBuilder *builder);
