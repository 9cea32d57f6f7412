/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-list.h>

G_BEGIN_DECLS

/* What the library does with its lists; a list may have an index, so that an item is found by its
 * key. */

/* The key of an item, which never changes while the item is in the list; for what hash and equal
 * take. */
typedef gconstpointer (*GengListKey) (gpointer item);

/* owner: (nullable) not owned: whom changes are told, and whose the items are.  It lets go of the
 * list before it goes. */
GengList *geng_list_new (GType item_type, gpointer owner);
void geng_list_index (GengList *self, GengListKey key, GHashFunc hash, GEqualFunc equal);
/* The owner goes; who still holds the list keeps its items. */
void geng_list_let_go (GengList *self);

guint geng_list_size (GengList *self);
/* (transfer none) */
gpointer geng_list_peek (GengList *self, guint position);
gboolean geng_list_find (GengList *self, gconstpointer item, guint *position);
/* (transfer none) (nullable): the item with this key; for a list with an index */
gpointer geng_list_lookup (GengList *self, gconstpointer key);

/* position: at most the size */
void geng_list_insert (GengList *self, guint position, gpointer item);
void geng_list_append (GengList *self, gpointer item);
void geng_list_remove (GengList *self, guint position);
void geng_list_move (GengList *self, guint from, guint to);

G_END_DECLS
