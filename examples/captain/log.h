/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* What commands did, and what was changed by hand between them: log/NNNNNN.json, a step a file. */
typedef struct
{
  guint number;
  guint undoes; /* the step that it took back; 0: none */
  gboolean journal;
  char *time, *command; /* command: NULL for what was done by hand */
  char *change;         /* (nullable): the same in all folders where the command did something */
  char *by, *why, *approved_by;
  GVariant *step; /* as geng_undo_to_variant() writes it */
  GVariant
      *texts;   /* (nullable): of each table that changed, its `before` and the SHA-256 `after` */
  GArray *asks; /* (element-type guint): numbers of the asks that it accepted */
} LogStep;

void log_set_command (int argc, char **argv);
/* What follows is a change of its own, though it is the same command. */
void log_begin_change (void);
/* The same, also of what the processes do that this one starts. */
void log_share_change (void);
/* Before it writes, a command says which step it takes back. */
gboolean log_note_undone (Desk *desk, guint number, GError **error);
/* In the transaction that accepts an ask: its number becomes a part of the step. */
gboolean log_note_accepted (Desk *desk, guint number, GError **error);
/* Before a command writes: what was done by hand becomes a step of its own. */
gboolean log_begin (Desk *desk, const Options *options, GError **error);
/* Something was done since the last step, by hand or by a command that died: the next command that
 * writes makes a step of it. */
gboolean log_is_behind (Desk *desk);
/* After it: what it did becomes a step. */
void log_end (Desk *desk);
/* (transfer full) (element-type LogStep): all, the oldest first; NULL after a message */
GPtrArray *log_read (Desk *desk);
/* The same, of steps with larger numbers. */
GPtrArray *log_read_after (Desk *desk, guint number);
/* The number of the last step; 0: there is none */
guint log_last_number (Desk *desk);
/* It changed what is published. */
gboolean log_is_official (const LogStep *step);
/* (transfer full) (element-type utf8): months of which the folder has something, "2026-12" */
GPtrArray *log_list_months (const char *folder);

/* The rosters and the journal's lists of all months, heard by @undo, as they are in @store.
 * held: (element-type GObject): keeps what the lists belong to.  FALSE with an error. */
gboolean log_hear_all (GengUndo *undo,
                       GengStore *store,
                       GPtrArray *months,
                       GPtrArray *held,
                       GError **error);

/* Takes out of the steps what tells of a member's leave and phone, of everybody's where @member is
 * NULL, in steps of days before @before where that is not. */
gboolean log_forget (Desk *desk, const char *member, const char *before, GError **error);
/* What this command does is no step, for nothing of it may be told: to be said in the transaction
 * that does it, so that neither a kill nor a full disk makes a step of it. */
gboolean log_say_nothing (Desk *desk, GError **error);
void log_step_free (gpointer step);
/* (transfer full): the entry of a step's "entries" at that place, and the thing that an entry puts
 * in or takes out; (nullable): it changes a thing that stays */
GVariant *log_nth_entry (GVariant *entries, gsize i);
GVariant *log_thing_of (GVariant *entry);
/* The step that took it back, and was not taken back itself; 0: none. */
guint log_undone_by (GPtrArray *steps, guint number);
/* Some entry of the step is about the member, by his id as the station has it. */
gboolean log_touches_member (const LogStep *step, const char *id);
/* Without its number: when, what, who and why; and whether it was taken back.
 * where: before the command; (nullable)
 * undone: (nullable): behind it */
void log_print_step (const LogStep *step, const char *where, const char *undone);
/* The members of a step that are the same wherever it was done. */
void log_add_step (const LogStep *step, JsonBuilder *builder);
/* How many things it changed. */
guint log_count_entries (const LogStep *step);
/* The same of a step of a pool, by the rows of its tables that it changed.
 * steps: (element-type LogStep): all of the pool
 * index: of the step
 * id: in the pool */
gboolean log_pool_touches (Desk *pool, GPtrArray *steps, guint index, const char *id);
