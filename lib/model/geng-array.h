/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* A new array of the same elements, for somebody who may do with it what he likes.  Objects are
 * referenced, boxed values copied, and the new array frees them as the old one does.  array:
 * (nullable): an empty one, of an object that is bare; @type: of the elements. */
GENG_SHARED
GPtrArray *geng_array_copy (GPtrArray *array, GType type);

G_END_DECLS
