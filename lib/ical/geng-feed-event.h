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
  GDateTime *start; /* in the station's zone */
  GDateTime *end;
  char *summary;
  char *description; /* (nullable) */
  char *location;    /* (nullable) */
  char *colour;      /* (nullable) */
  int alarm;         /* minutes before the start, or -1 */
  gboolean opaque;
  GPtrArray *crew; /* (element-type GengDuty), of the book */
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
void geng_feed_event_free (GengFeedEvent *self);
char *geng_feed_event_digest (const GengFeedEvent *self);
/* By start, then UID. */
int geng_feed_event_compare (const GengFeedEvent *a, const GengFeedEvent *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFeedEvent, geng_feed_event_free)
