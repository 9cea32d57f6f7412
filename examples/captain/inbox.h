/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "official.h"

/*
 * What members ask for: inbox/N.ini, one small file an ask, private to the captain.  The number is
 * never used again.  An ask changes nothing by itself; what is accepted goes into leave.csv or the
 * draft, and only there.
 */
typedef enum
{
  ASK_LEAVE, /* to be away on some days */
  ASK_SERVE, /* to serve a shift: a name in a sign-up (接龙) */
  ASK_SWAP,  /* to change duties with a colleague */
  ASK_OFFER, /* that somebody else takes a duty */
  ASK_N_KINDS
} AskKind;

typedef enum
{
  ASK_OPEN,
  ASK_PARTNER, /* the colleague has not agreed yet */
  ASK_ACCEPTED,
  ASK_PUBLISHED,
  ASK_REFUSED,
  ASK_WITHDRAWN,
  ASK_N_STATES
} AskState;

typedef struct
{
  guint number;
  AskKind kind;
  AskState state;
  char *member; /* the id */
  GDate first, last;
  char *shift;    /* (nullable): the id */
  char *with;     /* (nullable): the colleague's id */
  GDate with_day; /* of the colleague's duty */
  char *gave;     /* (nullable): of a swap that was accepted, the member's duty, `night@village` */
  char *took;     /* (nullable): the colleague's, which the member has then */
  char *text;     /* (nullable): in the member's words; for the captain alone */
  char *from;     /* where it comes from: 接龙, a word, a phone */
  char *came;     /* ISO 8601 */
  char *agreed;   /* (nullable), ISO 8601: when the colleague said yes */
  char *answer;   /* (nullable) */
} Ask;

Ask *ask_new (AskKind kind, GengMember *member, const GDate *first, const GDate *last);
void ask_free (gpointer ask);
/* (transfer full) (element-type Ask) (nullable): by number; NULL after a message */
GPtrArray *inbox_load (Desk *desk);
/* Gives each its number and writes them, in one change. */
gboolean inbox_add (Desk *desk, GPtrArray *old, GPtrArray *asks, GError **error);
gboolean inbox_save (Desk *desk, const Ask *ask, GError **error);
/* The same was asked before, and is not answered yet. */
gboolean inbox_has (GPtrArray *asks, const Ask *ask);
/* The colleague said yes: the captain may accept now. */
void ask_agree (Ask *ask, GDateTime *now);
/* Somebody said no, or takes it back. @why: (nullable) */
void ask_close (Ask *ask, AskState state, const char *why);
/* As the file says it. */
const char *ask_kind_word (AskKind kind);
const char *ask_state_word (AskState state);
const char *ask_kind_text (AskKind kind);
const char *ask_state_text (AskState state);
/* "12-05 夜班", "12-05..12-07": what is asked for. */
char *ask_text_of (Desk *desk, const Ask *ask);
/* (transfer full) (nullable): the post of the member's duty, with its village's name; only on a
 * pool's desk, since a station's own members know where they serve. */
char *ask_place_text (Desk *desk, const char *id, const GDate *date);
/* What was accepted for the month on the desk is official now, as far as the roster there has it.
 * What neither that nor @draft has waits for the captain again, which is said.
 * draft: (nullable): the month as it is worked on */
gboolean inbox_published (Desk *desk, GengRoster *draft, GError **error);
/* Notes which duties change hands. after: as the roster becomes */
void ask_note_duties (Desk *desk, Ask *ask, GengRoster *after);
/* A swap or a shift that was accepted, and that @draft of the month on the desk has, stays as that
 * has it, as what is served does; of what the journal has confirmed nothing does.  Asks of the
 * pools of the station's zone count.  FALSE after a message. */
gboolean inbox_keep_accepted (Desk *desk, Official *official, GengRoster *draft);
/* What a plan begins with: the duties that swaps have brought, of the station's inbox and of its
 * zone's pools, become fixed as @month has them.  FALSE after a message. */
gboolean inbox_fix_swaps (Desk *desk, GengRoster *month, GengRoster *fixed);
/* And the days that swaps have freed become wishes of the roster's station, which is not saved.
 * base: has the duties of these swaps
 * part: (nullable): whose ids those of the inbox are there.  FALSE after a message */
gboolean inbox_free_swaps (Desk *inbox, const char *part, GengRoster *base);

/* What a colleague says in a chat to an ask. */
typedef enum
{
  ASK_ANSWER_NONE,
  ASK_ANSWER_YES,
  ASK_ANSWER_NO
} AskAnswer;

AskAnswer ask_read_answer (const char *line);
/* (nullable): what waits for the speaker: the only ask, or the one whose number stands in the line.
 * @unclear: (out) (nullable) (transfer full): why it cannot be said which is meant */
Ask *ask_find_answered (GPtrArray *asks, GengMember *speaker, const char *line, char **unclear);
/* (transfer full): what the colleague is asked, to be pasted, in the station's language */
char *ask_message_to_colleague (Desk *desk, const Ask *ask);

/* (transfer full) (nullable): that a duty which it would give away is served, and so stays */
char *ask_served_text (Desk *desk, const Ask *ask);
/* Whether an ask may be accepted. */
typedef enum
{
  ASK_FORBIDDEN,
  ASK_HARMFUL, /* it may, and leaves a duty that nobody can take over without harm */
  ASK_HARMLESS
} AskVerdict;

/* What the judge would say; with @done the roster as it would be.  done: (out) (nullable) */
char *ask_judge (Desk *desk, const Ask *ask, GengRoster **done, AskVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_free)
