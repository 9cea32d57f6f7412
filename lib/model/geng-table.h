/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* Objects with ids: a list in the order of adding, and a lookup by id. */
typedef struct
{
  GListStore *list;
  GHashTable *by_id; /* the id is that of the object */
} GengTable;

void geng_table_init (GengTable *table, GType type);
void geng_table_clear (GengTable *table);
gpointer geng_table_lookup (const GengTable *table, const char *id);
gboolean geng_table_has (const GengTable *table, gpointer entity);
gboolean geng_table_add (GengTable *table, gpointer entity, const char *what, GError **error);

G_END_DECLS
