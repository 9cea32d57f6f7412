/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * What did not go as planned, as people say it:
 *
 *     张三 缺勤; 李四 迟到20; 王五 早退 03:30; 赵六 由孙七顶 22:00; R03 坏; 周八 未查
 *     m03 absent; m04 late 20; m05 left 03:30; m06 by m07 22:00; R03 broken; m08 missed
 *
 * Clauses are separated by semicolons, commas, 、, 。 or new lines; full-width signs do as well. A
 * name may touch the word that follows it, as Chinese is written.
 */
typedef enum
{
  GENG_EXCEPTION_ABSENT,
  GENG_EXCEPTION_LATE,  /* so many minutes, or until a time */
  GENG_EXCEPTION_LEFT,  /* so many minutes early, or at a time */
  GENG_EXCEPTION_TAKEN, /* by a substitute, from the start or from a time on */
  GENG_EXCEPTION_ITEM,  /* an item came back broken or not at all */
  GENG_EXCEPTION_ROUNDS
} GengExceptionKind;

typedef struct
{
  char *text; /* the clause, for messages */
  GengExceptionKind kind;
  GengMember *member;     /* (unowned) (nullable) */
  GengMember *substitute; /* (unowned) (nullable) */
  GengItem *item;         /* (unowned) (nullable) */
  GengPost *post;         /* (unowned) (nullable): whose patrol made rounds or not */
  GengDuty *patrol;       /* (unowned) (nullable): a duty of the patrol that is meant */
  GengItemState state;
  GengRounds rounds;
  int minutes;   /* how long; -1 where a time or nothing is given */
  int at_minute; /* minute of the duty day; -1 where none is given */
  gboolean used;
  gboolean shared;  /* a name in it is that of several people */
  gboolean unnamed; /* it begins with the name of nobody and nothing of the station */
} GengException;

/* (transfer full) (element-type GengException): NULL with GENG_ERROR_INVALID, which names the
 * clause and the words that would be right. @text may be NULL. */
GPtrArray *geng_exceptions_parse (GengStation *station, const char *text, GError **error);

G_END_DECLS
