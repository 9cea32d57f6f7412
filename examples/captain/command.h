/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* What geng answers to its caller. */
typedef enum
{
  STATUS_FINE = 0,
  STATUS_BAD = 1, /* bad data or use; nothing was changed */
  STATUS_GAPS = 2,
  STATUS_BROKEN = 3,
  STATUS_RETRY = 75 /* a disk or a lock: the same command may succeed later (EX_TEMPFAIL) */
} Status;

/* A command: its name, one line about it, and what it does. */
typedef struct
{
  const char *name;
  const char *chinese; /* its other name, in whatever language the terminal is */
  const char *summary;
  Status (*run) (int argc, char **argv);
} Command;

gboolean home_possible (void);
Status run_home (void);
Status run_new (int argc, char **argv);
Status run_check (int argc, char **argv);
Status run_plan (int argc, char **argv);
Status run_show (int argc, char **argv);
Status run_why (int argc, char **argv);
Status run_cover (int argc, char **argv);
Status run_leave (int argc, char **argv);
Status run_repair (int argc, char **argv);
Status run_assign (int argc, char **argv);
Status run_move (int argc, char **argv);
Status run_pin (int argc, char **argv);
Status run_log (int argc, char **argv);
Status run_undo (int argc, char **argv);
Status run_backup (int argc, char **argv);
Status run_batch (int argc, char **argv);
Status run_overview (int argc, char **argv);
Status run_swap (int argc, char **argv);
Status run_relax (int argc, char **argv);
Status run_publish (int argc, char **argv);
Status run_seen (int argc, char **argv);
Status run_inbox (int argc, char **argv);
Status run_forget (int argc, char **argv);
Status run_serve (int argc, char **argv);
Status run_desk (int argc, char **argv);
Status run_import (int argc, char **argv);
Status run_report (int argc, char **argv);
Status run_kit (int argc, char **argv);
Status run_journal (int argc, char **argv);
