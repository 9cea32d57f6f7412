/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * The station's items as a month goes by: when each may go out again, and who had which last.
 * Minutes are counted from 1970 UTC, so that a change of the clock does not shorten a recharge.
 */

typedef struct
{
  GengItem *item; /* (unowned) */
  guint group;    /* items of one set share a group; an item without a set has its own */
  gint64 ready;   /* the minute from which it may go out again */
} GengStockItem;

typedef struct
{
  GengStation *station; /* (unowned) */
  GArray *items;        /* GengStockItem, in the station's order */
  GHashTable *index;    /* GengItem → its position in items */
  GHashTable *kept;     /* GengMember → GPtrArray of the GengItem of his latest duty */
  GArray *held;         /* guint [group]: how many of its items are the latest kit of somebody */
} GengStock;

GengStock *geng_stock_new (GengStation *station);
void geng_stock_free (GengStock *stock);
GengStockItem *geng_stock_lookup (GengStock *stock, GengItem *item);
GPtrArray *geng_stock_list_needs (GengStock *stock, GengDuty *duty);
gboolean geng_stock_is_free (const GengStockItem *entry, const GDate *date, gint64 minute);
void geng_stock_hand_out (GengStock *stock, GengDuty *duty, GPtrArray *items);

int geng_stock_recharge (GengItem *item);
gint64 geng_stock_start (GengStock *stock, GengDuty *duty);
gint64 geng_stock_end (GengStock *stock, GengDuty *duty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengStock, geng_stock_free)

G_END_DECLS
