/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The measure of a start: a program that uses GIO alone, and nothing of it that would load GIO's
 * modules, as a file does. */
#include "start.h"

int
main (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_CANCELLABLE);

  g_list_store_append (list, cancellable);
  tell_memory ();
  return g_list_model_get_n_items (G_LIST_MODEL (list)) != 1;
}
