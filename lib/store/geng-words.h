/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-csv.h"

#include <geng/geng-pay.h>

/* One word of a table's cells: what the program writes first, then what it also reads. */
typedef struct
{
  int value;
  const char *english;
  const char *chinese;
  const char *others; /* separated by blanks; may be NULL */
} GengWord;

/* A row of a month from outside, which no calendar shows; besides FALSE (on) and TRUE (gone). */
#define GENG_STATE_IMPORTED 2

extern const GengWord geng_words_yes_no[];
extern const GengWord geng_words_swaps[];
extern const GengWord geng_words_request[];
extern const GengWord geng_words_scheme[];
extern const GengWord geng_words_pay[];
extern const GengWord geng_words_split[];
extern const GengWord geng_words_holiday[];
extern const GengWord geng_words_item_state[];
extern const GengWord geng_words_record_state[];

/* The columns of each table, in the order of the enumerations below. */
extern const GengColumn geng_columns_members[];
extern const GengColumn geng_columns_leave[];
extern const GengColumn geng_columns_items[];
extern const GengColumn geng_columns_holidays[];
extern const GengColumn geng_columns_roster[];
extern const GengColumn geng_columns_record[];
extern const GengColumn geng_columns_events[];
extern const GengColumn geng_columns_set_aside[];

enum
{
  MEMBER_ID,
  MEMBER_NAME,
  MEMBER_ORGANISATION,
  MEMBER_TEAM,
  MEMBER_CONTRACT,
  MEMBER_ROLES,
  MEMBER_POSTS,
  MEMBER_SHIFTS,
  MEMBER_PHONE,
  MEMBER_SINCE,
  MEMBER_UNTIL,
  MEMBER_AVAILABLE,
  MEMBER_ROUNDS
};
enum
{
  LEAVE_MEMBER,
  LEAVE_KIND,
  LEAVE_FIRST,
  LEAVE_LAST,
  LEAVE_FROM,
  LEAVE_TO,
  LEAVE_SHIFT,
  LEAVE_POST,
  LEAVE_WEIGHT,
  LEAVE_LEAVE_KIND,
  LEAVE_REASON,
  LEAVE_SOURCE
};
enum
{
  ITEM_ID,
  ITEM_NAME,
  ITEM_PIECE,
  ITEM_SET,
  ITEM_STATE,
  ITEM_EXPIRES,
  ITEM_RECHARGE
};
enum
{
  HOLIDAY_DATE,
  HOLIDAY_NAME,
  HOLIDAY_KIND
};
/* A record begins with the columns of a draft. */
enum
{
  ROSTER_DATE,
  ROSTER_SHIFT,
  ROSTER_POST,
  ROSTER_MEMBER,
  ROSTER_NAME,
  ROSTER_ITEMS,
  ROSTER_PINNED,
  ROSTER_NOTE,
  RECORD_SEQUENCE,
  RECORD_MODIFIED,
  RECORD_DIGEST,
  RECORD_STATE
};
enum
{
  EVENT_KEY,
  EVENT_SEQUENCE,
  EVENT_MODIFIED,
  EVENT_DIGEST,
  EVENT_STATE
};

enum
{
  ASIDE_MEMBER,
  ASIDE_SINCE,
  ASIDE_PROVEN,
  ASIDE_REASON
};

GENG_SHARED
gboolean geng_words_find (const GengWord *words, const char *text, int *value);
/* The same for several words, which stand with or without blanks between them in Chinese. */
gboolean geng_words_find_phrase (const GengWord *words, const char *text, int *value);
const char *geng_words_text (const GengWord *words, int value, gboolean chinese);
char *geng_words_list (const GengWord *words);
GENG_SHARED
gboolean geng_words_date (const char *text, GDate *date);
gboolean geng_words_minute (const char *text, int *minute);
GENG_SHARED
char *geng_words_write_minute (int minute);
GENG_SHARED
gboolean geng_words_is_cut_number (const char *text);
GENG_SHARED
char **geng_words_split_ids (const char *text);
