/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "board.h"

#include <libsoup/soup.h>

/*
 * The server behind the captain's page, on loopback alone.  Who has the key of the address gets a
 * cookie, which opens pages and nothing more; what writes needs a second key, which stands in the
 * page for its own script, and the Origin of the page.  So neither another site nor another user of
 * the computer can do anything, and neither key is in the list of processes.
 */
typedef struct _DeskServer DeskServer;

/* As much as pasting a month of a large station takes. */
#define DESK_REQUEST_BYTES (1024 * 1024)
/* So long without a step, and the table is written. */
#define DESK_REST_SECONDS 20

DeskServer *desk_server_new (const char *folder, Options *options, guint port);
void desk_server_free (DeskServer *self);
/* Where its page leads back to, and what that is called. */
void desk_server_set_home (DeskServer *self, const char *name, const char *address);
void desk_server_answer (DeskServer *self, SoupServer *server);
/* (transfer full): the address that opens the page */
char *desk_server_dup_address (DeskServer *self);
/* What is open is written as tables, and the evening becomes a step of the log. */
gboolean desk_server_finish (DeskServer *self);

/* What a request is about, for those who answer it. */
typedef struct
{
  DeskServer *server;
  SoupServerMessage *message;
  Board *board;      /* (nullable) */
  JsonObject *asked; /* (nullable): the body */
  GHashTable *query; /* (nullable) */
} DeskRequest;

void desk_answer (SoupServerMessage *message, guint status, JsonBuilder *builder);
void desk_answer_error (SoupServerMessage *message, const GError *error);
const char *desk_server_get_folder (DeskServer *self);
DeskPast *desk_server_get_past (DeskServer *self);
/* Makes tables of what was saved as lines. */
void desk_server_rest (DeskServer *self);

/* In desk-plan.c: one plan at a time, beside one's work. */
typedef struct _DeskPlan DeskPlan;

DeskPlan *desk_plan_new (void);
void desk_plan_free (DeskPlan *self);
void desk_plan_start (DeskPlan *self, DeskRequest *request);
void desk_plan_tell (DeskPlan *self, DeskRequest *request);
void desk_plan_cancel (DeskPlan *self, DeskRequest *request);
void desk_plan_take (DeskPlan *self, DeskRequest *request);

/* In desk-child.c: a command of the program, run beside the desk. */
void desk_child_run (DeskRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskServer, desk_server_free)
