/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which days of which duties are forbidden to whom.  Most duties are somebody else's: what is
 * forbidden on all days is a bit for each person and duty, and days are kept of those alone that
 * are forbidden on some days and not on others.
 */
typedef struct _GengScout GengScout;

GengScout *geng_scout_new (guint n_people, guint n_days, guint n_duties);
void geng_scout_free (GengScout *self);
void geng_scout_forbid (GengScout *self, guint person, guint day, guint duty);
gboolean geng_scout_is_forbidden (const GengScout *self, guint person, guint day, guint duty);
/* On some day. */
gboolean geng_scout_is_open (const GengScout *self, guint person, guint duty);
/* How many duties of people have days of their own. */
guint geng_scout_count_rows (const GengScout *self);

G_END_DECLS
