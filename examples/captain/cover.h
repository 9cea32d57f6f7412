/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "official.h"

/* What `geng cover` is told; the strings are owned. */
typedef struct
{
  char *kind, *until, *now;
  const char *why; /* (nullable), not owned: --why */
  gboolean publish;
  gboolean ask;
  gboolean all;
  char **declined;
} CoverWish;

/* Somebody gives a duty, the other takes it. */
Status cover_give (Desk *desk,
                   const Official *official,
                   GengDuty *duty,
                   GengMember *substitute,
                   const CoverWish *wish,
                   const Options *options);

/* Where there is leave of somebody whom stations share: the folder of his pool, on a desk that is
 * locked until it is cleared, and what is written there is a step of its log.  FALSE after a
 * message
 * leave: (element-type GengRequest) */
gboolean cover_open_pool (Desk *desk,
                          GengMember *member,
                          GPtrArray *leave,
                          const Options *options,
                          Desk *pool);
/* His leave goes into that folder with the change that is open on the desk, and out of the list. */
gboolean cover_write_shared_leave (Desk *desk, Desk *pool, GPtrArray *leave, GError **error);
/* The leave is in leave.csv already: the command was given again, or it was imported. */
gboolean desk_knows_leave (Desk *self, GengRequest *leave);
/* Their calendars, with the duties at all stations, after the change that is official already. */
void cover_publish_shared (Desk *desk, GengMember *member, GengMember *substitute);

/* Messages to those who can take the duty, one each; declined: (nullable): names of who said no */
Status cover_ask (Desk *desk, GengDuty *duty, char **declined, GDateTime *now);

/* Messages to paste, in the station's language; they name people and duties, and no kind of leave.
 * (transfer full) */
char *message_ask (Desk *desk, GengDuty *duty, GPtrArray *covers);
char *message_to_substitute (Desk *desk, GengDuty *duty, GengMember *substitute);
char *message_to_absent (Desk *desk, GengDuty *duty, GengMember *substitute);
