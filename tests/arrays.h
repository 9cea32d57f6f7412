/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* What a test asks of an array that a call made for it. */

static inline guint
n_of (GPtrArray *array)
{
  guint n = array->len;

  g_ptr_array_unref (array);
  return n;
}

/* An object that its owner keeps. */
static inline gpointer
nth_of (GPtrArray *array, guint i)
{
  gpointer element = g_ptr_array_index (array, i);

  g_ptr_array_unref (array);
  return element;
}
