/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-span.h"

#include "geng-date.h"
#include "geng-gettext.h"

#include <geng/geng-types.h>

/* What begins after midnight says so: the date beside it is the duty day's, the day before. */
char *
geng_span_to_string (int from, int to)
{
  g_autofree char *first = geng_minutes_to_string (from);
  g_autofree char *last = geng_minutes_to_string (to);

  if (from >= GENG_DAY_MINUTES)
    /* Translators: two times of day, after midnight of the duty day */
    return g_strdup_printf (_ ("next day %s–%s"), first, last);
  return g_strdup_printf ("%s–%s", first, last);
}
