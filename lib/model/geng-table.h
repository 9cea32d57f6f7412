/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-list-private.h"

G_BEGIN_DECLS

/* Objects with ids: a list in the order of adding, and a lookup by id. */

/* owner: a station */
GengList *geng_table_new (GType type, gpointer owner);
/* id: (nullable) */
gpointer geng_table_lookup (GengList *table, const char *id);
gboolean geng_table_has (GengList *table, gpointer entity);
gboolean geng_table_add (GengList *table, gpointer entity, const char *what, GError **error);
/* What already belongs to somebody cannot be added; what: the word for it, for messages. */
gboolean geng_table_is_free (gpointer thing, const char *what, GError **error);

G_END_DECLS
