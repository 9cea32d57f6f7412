/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-line-arena.h"

void
geng_line_arena_clear (GengLineArena *arena)
{
  g_clear_pointer (&arena->values, g_free);
  g_clear_pointer (&arena->low, g_free);
  g_clear_pointer (&arena->high, g_free);
  g_clear_pointer (&arena->at, g_free);
}
