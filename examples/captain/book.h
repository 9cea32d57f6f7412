/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* The journal on the captain's desk, and what the verbs of `geng journal` have in common. */
typedef struct
{
  Desk desk;
  GengJournal *journal;
  GDateTime *now;
  GDate first, last; /* duty days */
  GengShift *shift;  /* (nullable) */
  GengPost *post;    /* (nullable) */
} Book;

/* What the options say; the strings are owned. */
typedef struct
{
  char *by, *note, *open, *post, *now, *to, *due, *campaign, *notice, *recheck, *reporter, *place;
  gboolean yes;
} Said;

gboolean book_open (Book *self, const Options *options, const Said *said, DeskUse use);
gboolean book_load (Book *self, const GDate *first, const GDate *last);
GengRoster *book_load_official (Book *self, const GDate *first, const GDate *last);
gboolean book_save (Book *self, const GDate *first, const GDate *last, gboolean items);
void book_clear (Book *self);
void said_clear (Said *self);

Status run_journal_find (int argc, char **argv);
Status run_journal_settle (int argc, char **argv);
Status run_journal_inspect (int argc, char **argv);
Status run_journal_show (int argc, char **argv);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)
