/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-roster.h"

G_BEGIN_DECLS

#define GENG_TYPE_UNDO (geng_undo_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengUndo, geng_undo, GENG, UNDO, GObject)

GENG_AVAILABLE_IN_1_0
GengUndo *geng_undo_new (GengStation *station);
GENG_AVAILABLE_IN_1_0
GengStation *geng_undo_get_station (GengUndo *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_add_roster (GengUndo *self, GengRoster *roster, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_add_list (GengUndo *self, GListModel *list, const char *name, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_undo_remove_roster (GengUndo *self, GengRoster *roster);

GENG_AVAILABLE_IN_1_0
void geng_undo_begin (GengUndo *self, const char *name);
GENG_AVAILABLE_IN_1_0
void geng_undo_end (GengUndo *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_undo (GengUndo *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_redo (GengUndo *self);
GENG_AVAILABLE_IN_1_0
void geng_undo_clear (GengUndo *self);

GENG_AVAILABLE_IN_1_0
gboolean geng_undo_get_can_undo (GengUndo *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_get_can_redo (GengUndo *self);
GENG_AVAILABLE_IN_1_0
const char *geng_undo_get_undo_name (GengUndo *self);
GENG_AVAILABLE_IN_1_0
const char *geng_undo_get_redo_name (GengUndo *self);
GENG_AVAILABLE_IN_1_0
guint geng_undo_get_limit (GengUndo *self);
GENG_AVAILABLE_IN_1_0
void geng_undo_set_limit (GengUndo *self, guint limit);

/* Written steps: what one process did, another takes back. */
GENG_AVAILABLE_IN_1_0
GVariant *geng_undo_to_variant (GengUndo *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_take_back (GengUndo *self, GVariant *step, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_follow (GengUndo *self, GengStation *other, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_undo_follow_list (GengUndo *self,
                                GListModel *list,
                                GListModel *other,
                                GError **error);

G_END_DECLS
