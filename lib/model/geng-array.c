/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-array.h"

/* What a library hands out is new, so that nobody can empty an array under its owner. */

static gpointer
copy_object (gconstpointer object, gpointer type)
{
  return g_object_ref ((gpointer) object);
}

static gpointer
copy_boxed (gconstpointer boxed, gpointer type)
{
  return g_boxed_copy (GPOINTER_TO_SIZE (type), boxed);
}

GPtrArray *
geng_array_copy (GPtrArray *array, GType type)
{
  gboolean boxed = g_type_is_a (type, G_TYPE_BOXED);
  GPtrArray *copy;

  if (array == NULL)
    return g_ptr_array_new_with_free_func (boxed ? NULL : g_object_unref);
  copy = g_ptr_array_copy (array, boxed ? copy_boxed : copy_object, GSIZE_TO_POINTER (type));
  /* One that a caller has made may hold its objects without freeing them. */
  if (!boxed)
    g_ptr_array_set_free_func (copy, g_object_unref);
  return copy;
}
