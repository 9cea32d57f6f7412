/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-duty-book.h"
#include "geng-feed-words.h"

/* What all feeds of a publication share. */
typedef struct
{
  GBytes *secret;    /* of the station; keys the UIDs */
  const char *title; /* template of the summaries */
  int alarm;         /* minutes before a personal duty, or -1 */
  GengStation *at;   /* (nullable): where the duties are, where that is not the feed's station */
} GengFeedStyle;

/*
 * One event as a phone shows it. The record counts its revisions under `key`; `digest` covers
 * everything visible, so that an event moves when it looks different and at no other time.
 */
typedef struct
{
  char *key;
  char *uid;
  char *alarm_uid;
  GDateTime *start; /* in the station's zone; of an all-day event midnight UTC */
  GDateTime *end;
  gboolean all_day;
  char *summary;
  char *description; /* (nullable) */
  char *location;    /* (nullable) */
  char *colour;      /* (nullable) */
  int alarm;         /* minutes before the start, or -1 */
  gboolean opaque;
  GPtrArray *crew; /* (nullable) (element-type GengDuty), of the book; a notice has none */
  char *form;      /* (nullable): how it was written last, by geng-calendar.c */
  char *written;   /* (nullable): and its lines */
} GengFeedEvent;

/* The record's keys. */
char *geng_feed_key_personal (GengMember *member, const GDate *date);
char *geng_feed_key_shared (const GDate *date, GengShift *shift, GengPost *post);

GengFeedEvent *geng_feed_event_personal (GengDutyBook *book,
                                         GengDuty *duty,
                                         const GengFeedStyle *style);
GengFeedEvent *geng_feed_event_shared (GengDutyBook *book,
                                       GPtrArray *crew,
                                       const GengFeedStyle *style);
/* What stands in a feed that has no duties: an all-day event that makes nobody busy.  Its identity
 * is the feed (@key). */
GengFeedEvent *geng_feed_event_notice (const char *key,
                                       const char *text,
                                       const GDate *first,
                                       const GDate *last,
                                       GBytes *secret);
/* FALSE when @digest is not that of a notice. */
gboolean geng_feed_event_notice_first (const char *digest, GDate *first);
/* (nullable): the duty day; a notice has none. */
const GDate *geng_feed_event_get_day (const GengFeedEvent *self);
void geng_feed_event_free (GengFeedEvent *self);
char *geng_feed_event_digest (const GengFeedEvent *self);
/* By start, then UID. */
int geng_feed_event_compare (const GengFeedEvent *a, const GengFeedEvent *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFeedEvent, geng_feed_event_free)
