/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-feed-manifest.h"
#include "geng-publication.h"

struct _GengPublisher
{
  GObject parent_instance;
  GengStation *station;        /* the caller's */
  GPtrArray *months;           /* (element-type GengPublishedMonth) in order: the caller's */
  GengPublication publication; /* options; station and months as they were rendered */
  gboolean is_twin;            /* in a thread: station and months are copies already */
  char *title;
  char *base_url;
  gboolean has_now;
  gboolean allow_broken;
  GPtrArray *files;  /* of the last render */
  GHashTable *pages; /* name → GBytes */

  /* Of a publication to a folder, from prepare to commit. */
  GengStore *store;
  gboolean locked;   /* by this publisher, not by the caller */
  char *folder;      /* that is served; absolute */
  char *folder_key;  /* under which the manifest knows it */
  GPtrArray *places; /* (element-type char): the manifest's names of all folders to publish to */
  GPtrArray *due;    /* (element-type char): those of them that cannot be reached */
  gboolean also;     /* a folder may come to those that there are */
  gboolean emptied;  /* one that lost all that was published is written anew */
  guint n_written;
  guint n_removed;
};

/* (element-type GengPublishedMonth) */
GPtrArray *geng_published_months_new (void);
/* Takes the roster's and the record's reference. */
void geng_published_months_add (GPtrArray *months,
                                GengRoster *roster,
                                GengRecord *record,
                                gboolean fresh);
/* The same options for the caller's station and months as they are now; nothing in it is owned. */
GengPublication geng_publisher_look_at_own (GengPublisher *self);
/* What a program's own kinds of rules mean, in the thread that may ask them. */
gboolean geng_publisher_judge_own (GengPublisher *self, GError **error);
/* Months stay in order and apart. */
/* NULL with an error when there is a roster of these days already. */
GengPublishedMonth *geng_publisher_insert_month (GengPublisher *self,
                                                 GengRoster *roster,
                                                 GengRecord *record,
                                                 GError **error);
gboolean geng_publisher_has_month (GengPublisher *self, const GDate *date);
void geng_publisher_close (GengPublisher *self);

/* Of one of several folders: turns to it. @place: the manifest's name of it. */
void geng_publisher_turn_to (GengPublisher *self, const char *place);
/* Where this publication goes; @folder: (nullable): where the caller wants it. */
gboolean geng_publisher_choose_places (GengPublisher *self,
                                       GengFeedManifest *manifest,
                                       const char *folder,
                                       GError **error);
/* FALSE for a folder that was there and is not, such as one that is not mounted; also for one that
 * is empty now, unless it was said to be emptied. */
gboolean geng_publisher_can_reach (GengPublisher *self, GengFeedManifest *manifest);
/* After a publication that could write folders anew. */
gboolean geng_publisher_forget_interrupted (GengPublisher *self, GError **error);
/* New ones where there are none. */
GengFeedKeys *geng_publisher_load_keys (GengStore *store, GError **error);
GengFeedManifest *geng_publisher_load_manifest (GengStore *store, GError **error);
