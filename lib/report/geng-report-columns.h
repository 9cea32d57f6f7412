/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text in columns for a terminal.  Where they do not fit the width, the text is broken into blocks
 * that repeat the first column. */
typedef struct _GengColumns GengColumns;

GengColumns *geng_columns_new (guint n_columns);
void geng_columns_free (GengColumns *self);
void geng_columns_indent (GengColumns *self, guint column, guint blanks);
void geng_columns_add (GengColumns *self, const char *text);
void geng_columns_take (GengColumns *self, char *text);
void geng_columns_end (GengColumns *self);
char *geng_columns_print (GengColumns *self, guint width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengColumns, geng_columns_free)

G_END_DECLS
