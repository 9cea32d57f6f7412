/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What a station is made of says all that it is by its properties.  Copies, undo lists and written
 * forms are therefore made of properties, and follow when a class gets another one.
 */

/* The properties that can be read and set, also those that are set when the thing is made, in the
 * order of the class.  Returns: (transfer container) */
GParamSpec **geng_thing_list_values (GObjectClass *klass, guint *n);
/* Those of them that may be set again later. */
gboolean geng_thing_is_variable (const GParamSpec *pspec);

/* map: from things to their copies; what it does not have is left out.  Lists of things that belong
 * to the thing, like a contract's rules, are copied with it. */
GObject *geng_thing_copy (GObject *thing, GHashTable *map);
/* The same under another id.  id: (nullable): its own */
GObject *geng_thing_copy_as (GObject *thing, const char *id, GHashTable *map);
/* What the one has and may be set later, the other gets. */
GENG_SHARED
void geng_thing_copy_values (GObject *from, GObject *to);

G_END_DECLS
