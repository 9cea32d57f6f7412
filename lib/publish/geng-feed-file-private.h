/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

/* Everything is copied. @page: (nullable): NULL of a month's file. */
GengFeedFile *geng_feed_file_new (GengFeedScope scope,
                                  const char *id,
                                  const char *name,
                                  const char *file,
                                  const char *base_url,
                                  guint n_events,
                                  GBytes *content,
                                  GBytes *page);
void geng_feed_file_take_month (GengFeedFile *self, GengFeedFile *month);
