/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* How much is told, and to whom. */
typedef struct
{
  GengRoster *before; /* (nullable): what was official; NULL where the month had nothing */
  gboolean yes;       /* ask nothing */
  gboolean dry_run;   /* write nothing */
  gboolean quiet;     /* send nothing to the webhooks */
} Tell;

/* Puts the official roster of the desk's month into @before; FALSE after a message. */
gboolean tell_load (Tell *self, Desk *desk);
void tell_clear (Tell *self);
/* The list of changes, and the gaps in words. */
void tell_print_changes (const Tell *self, Desk *desk);
/* Asks where more changes than the station's setting; FALSE where it may not be published. */
gboolean tell_may_publish (const Tell *self, Desk *desk);
/* Prints the messages to paste, keeps them in office/, remembers who was told, sends what goes to
 * the group. */
void tell_everybody (const Tell *self, Desk *desk);
/* The member "messages" of the open object, and whether the group was told. */
void tell_add_messages (const Tell *self, Desk *desk, JsonBuilder *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tell, tell_clear)
