/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Lines that had a share in a mixture lately, a few a member: a neighbourhood that begins with them
 * need not find them again.
 */
typedef struct
{
  guint n_members, n_days;
  guint8 *lines;  /* [member × GENG_POOL_LINES × day] */
  guint *n_added; /* [member] in all; the newest stands at (n_added - 1) % GENG_POOL_LINES */
} GengPool;

#define GENG_POOL_LINES 24

GengPool *geng_pool_new (guint n_members, guint n_days);
void geng_pool_free (GengPool *pool);
void geng_pool_clear (GengPool *pool);
/* Takes the place of the oldest, where the line is new. */
void geng_pool_add (GengPool *pool, guint member, const guint8 *codes);
guint geng_pool_count (const GengPool *pool, guint member);
const guint8 *geng_pool_line (const GengPool *pool, guint member, guint index);

G_END_DECLS
