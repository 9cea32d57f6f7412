/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-publication.h"

struct _GengPublisher
{
  GObject parent_instance;
  GengPublication publication; /* months and options */
  char *title;
  char *base_url;
  gboolean has_now;
  gboolean allow_broken;
  GPtrArray *files;  /* of the last render */
  GHashTable *pages; /* name → GBytes */

  /* Of a publication to a folder, from prepare to commit. */
  GengStore *store;
  gboolean locked;  /* by this publisher, not by the caller */
  char *folder;     /* that is served; absolute */
  char *folder_key; /* under which the manifest knows it */
  guint n_written;
  guint n_removed;
};

/* Months stay in order and apart. */
/* NULL with an error when there is a roster of these days already. */
GengPublishedMonth *geng_publisher_insert_month (GengPublisher *self,
                                                 GengRoster *roster,
                                                 GengRecord *record,
                                                 GError **error);
gboolean geng_publisher_has_month (GengPublisher *self, const GDate *date);
void geng_publisher_close (GengPublisher *self);
