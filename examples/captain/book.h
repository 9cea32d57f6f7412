/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* The journal on the captain's desk, and what the verbs of `geng journal` have in common. */
typedef struct
{
  Desk desk;
  GengJournal *journal;
  GDateTime *now;
  GDate first, last;   /* duty days */
  GengShift *shift;    /* (nullable) */
  GengPost *post;      /* (nullable) */
  gboolean since_last; /* no dates were said: what ended since the last confirmation */
} Book;

/* What the options say; the strings are owned. */
typedef struct
{
  char *by, *note, *open, *post, *now, *to, *due, *campaign, *notice, *recheck, *reporter, *place,
      *whose, *finding;
  gboolean yes;
} Said;

/* The option that sets the clock. */
#define BOOK_NOW(said)                                                                             \
  {                                                                                                \
    "now", 0, 0, G_OPTION_ARG_STRING, &(said).now, N_ ("What counts as now (default: the clock)"), \
        N_ ("TIME")                                                                                \
  }

/* As much as somebody may paste at once. */
#define BOOK_MOST_PASTED (256 * 1024)

gboolean book_open (Book *self, const Options *options, const Said *said, DeskUse use);
gboolean book_load (Book *self, const GDate *first, const GDate *last);
GengRoster *book_load_official (Book *self, const GDate *first, const GDate *last);
gboolean book_save (Book *self, const GDate *first, const GDate *last, gboolean items);
void book_clear (Book *self);
void said_clear (Said *self);

char *book_read_pasted (void);
gboolean book_parse_due (Book *self, const char *text, GDate *due);
gboolean book_is_kind (GengPost *post, const char *kind);
Status book_take_pasted (Book *self, const Said *said);
/* (transfer full) (element-type utf8): how it went, a sentence each; NULL after a message */
GPtrArray *book_find_conditions (Book *self, GengRoster *official, const GDate *today);
void book_answer (Book *self, const char *name, gint64 number);

Status run_journal_add (int argc, char **argv);
Status run_journal_find (int argc, char **argv);
Status run_journal_settle (int argc, char **argv);
Status run_journal_inspect (int argc, char **argv);
Status run_journal_show (int argc, char **argv);
Status run_journal_back (int argc, char **argv);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)
