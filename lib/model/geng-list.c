/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-list-private.h"

#include "geng-change.h"

/**
 * GengList:
 *
 * A list of things that belong together: the members of a station, the rules of a contract.
 *
 * It is a [iface@Gio.ListModel] to read, and tells of every change; what comes into it and goes out
 * of it goes through its owner, who checks it.  A [class@Gio.ListStore] would hand out its own
 * setters with the list, and a program that appends to it would slip past every check.
 */

struct _GengList
{
  GObject parent_instance;

  GType item_type;
  gpointer owner; /* (nullable), not owned */
  GPtrArray *items;
  GengListKey key;    /* NULL without an index */
  GHashTable *by_key; /* from key to item, neither owned */
};

static void geng_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GengList,
                               geng_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, geng_list_list_model_init))

static GType
geng_list_get_item_type (GListModel *model)
{
  return GENG_LIST (model)->item_type;
}

static guint
geng_list_get_n_items (GListModel *model)
{
  return GENG_LIST (model)->items->len;
}

static gpointer
geng_list_get_item (GListModel *model, guint position)
{
  GengList *self = GENG_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
geng_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = geng_list_get_item_type;
  iface->get_n_items = geng_list_get_n_items;
  iface->get_item = geng_list_get_item;
}

static void
geng_list_finalize (GObject *object)
{
  GengList *self = GENG_LIST (object);

  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (geng_list_parent_class)->finalize (object);
}

static void
geng_list_class_init (GengListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_list_finalize;
}

static void
geng_list_init (GengList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->item_type = G_TYPE_OBJECT;
}

GengList *
geng_list_new (GType item_type, gpointer owner)
{
  GengList *self = g_object_new (GENG_TYPE_LIST, NULL);

  self->item_type = item_type;
  self->owner = owner;
  geng_change_set_owner (self, owner);
  return self;
}

void
geng_list_index (GengList *self, GengListKey key, GHashFunc hash, GEqualFunc equal)
{
  self->key = key;
  self->by_key = g_hash_table_new (hash, equal);
}

void
geng_list_let_go (GengList *self)
{
  for (guint i = 0; i < self->items->len; i++)
    geng_change_set_owner (self->items->pdata[i], NULL);
  geng_change_set_owner (self, NULL);
  self->owner = NULL;
}

guint
geng_list_size (GengList *self)
{
  return self->items->len;
}

gpointer
geng_list_peek (GengList *self, guint position)
{
  return self->items->pdata[position];
}

gboolean
geng_list_find (GengList *self, gconstpointer item, guint *position)
{
  return g_ptr_array_find (self->items, item, position);
}

gpointer
geng_list_lookup (GengList *self, gconstpointer key)
{
  return g_hash_table_lookup (self->by_key, key);
}

static void
tell (GengList *self, GengChangeKind kind, gpointer item, guint position)
{
  GengChange change
      = { .kind = kind, .thing = item, .list = G_OBJECT (self), .position = position };

  geng_change_tell (self, &change);
}

void
geng_list_insert (GengList *self, guint position, gpointer item)
{
  g_ptr_array_insert (self->items, (int) position, g_object_ref (item));
  if (self->key != NULL)
    g_hash_table_insert (self->by_key, (gpointer) self->key (item), item);
  geng_change_set_owner (item, self->owner);
  tell (self, GENG_CHANGE_INSERT, item, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
geng_list_append (GengList *self, gpointer item)
{
  geng_list_insert (self, self->items->len, item);
}

void
geng_list_remove (GengList *self, guint position)
{
  g_autoptr (GObject) item = g_object_ref (self->items->pdata[position]);

  if (self->key != NULL)
    g_hash_table_remove (self->by_key, self->key (item));
  g_ptr_array_remove_index (self->items, position);
  geng_change_set_owner (item, NULL);
  tell (self, GENG_CHANGE_REMOVE, item, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

void
geng_list_move (GengList *self, guint from, guint to)
{
  g_autoptr (GObject) item = g_object_ref (self->items->pdata[from]);

  if (from == to)
    return;
  geng_list_remove (self, from);
  geng_list_insert (self, to, item);
}
