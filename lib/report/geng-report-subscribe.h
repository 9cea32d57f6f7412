/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

/* Another page of slips, to which one leads. */
typedef struct
{
  char *file;
  const char *title; /* of a post */
  guint n;           /* slips on it */
} GengSlipsLink;

/* geng_report_subscribe_html() with a heading, and with links to other pages of slips.
 * heading: (nullable): whose slips these are, beside the station's name
 * links: (nullable) (element-type GengSlipsLink) */
char *geng_subscribe_write (GengStation *station,
                            const char *heading,
                            GPtrArray *subscriptions,
                            GPtrArray *links,
                            GengRoster *roster,
                            const GDate *from,
                            const char *language);

G_END_DECLS
