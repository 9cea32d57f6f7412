/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* The options of `geng import`; each kind of file looks at some of them. */
typedef struct
{
  char *typed; /* the file as it is written in a command */
  char *as;
  char *sheet;
  char *month;
  char *dawn;
  char *captains;
  char *member;
  char *since;
  char *until;
  char *by;
  gboolean wish;
  gboolean holidays;
  gboolean draft;
  gboolean record;
} ImportWish;

Status import_calendar (Desk *desk,
                        const ImportWish *wish,
                        const char *file,
                        GBytes *content,
                        const Options *options);
Status import_roster (Desk *desk,
                      const ImportWish *wish,
                      GengWorksheet *table,
                      const Options *options);
/* A pasted sign-up, whose dates become asks in the inbox. */
gboolean import_is_chain (GBytes *content);
Status import_chain (Desk *desk, const char *file, GBytes *content);
Status import_journal (Desk *desk,
                       const ImportWish *wish,
                       GengJournalTable table,
                       GengWorksheet *sheet,
                       const Options *options);
Status import_staff (Desk *desk,
                     const ImportWish *wish,
                     GengWorksheet *sheet,
                     const Options *options);
