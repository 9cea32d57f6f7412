/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

/* A served folder that could not be reached, such as one that is not mounted, is due, be it after a
 * publication or a crash: each command that writes tries it first, each that reads says so.  One
 * that lost all that was in it waits for the captain's word, since nobody else knows why. */

void
desk_say_due (Desk *self)
{
  g_auto (GStrv) due = geng_publisher_list_due (self->store);
  g_auto (GStrv) emptied = geng_publisher_list_emptied (self->store);

  for (guint i = 0; due[i] != NULL; i++)
    {
      if (!g_file_test (due[i], G_FILE_TEST_IS_DIR)
          || !g_strv_contains ((const char *const *) emptied, due[i]))
        say_hint (_ ("%s cannot be reached, so that phones still read old calendars there. The "
                     "next command that writes tries it again."),
                  due[i]);
      if (g_strv_contains ((const char *const *) emptied, due[i]))
        say_hint (_ ("%s holds nothing of what was published there; a disk that is not mounted "
                     "looks like that. If it was emptied or removed, write it anew with: geng "
                     "publish MONTH --emptied"),
                  due[i]);
    }
}

static gboolean
publish_again (Desk *self, GError **error)
{
  g_autoptr (GengPublisher) publisher = geng_publisher_new (self->station);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return geng_publisher_prepare (publisher, self->store, NULL, now, error)
         && geng_publisher_commit (publisher, error);
}

/* @due: as it was before this command had the right to write, for with that right comes what an
 * interrupted change left. */
void
desk_try_due (Desk *self, char **due)
{
  g_auto (GStrv) found = geng_publisher_list_due (self->store);
  g_auto (GStrv) left = NULL;
  g_autoptr (GError) error = NULL;

  if (due[0] == NULL)
    due = found; /* what was interrupted may have left one */
  if (due[0] == NULL)
    return;
  if (!publish_again (self, &error))
    say_hint ("%s", error->message);
  left = geng_publisher_list_due (self->store);
  if (left[0] == NULL)
    say_hint (_ ("The calendars in %s are up to date again."), due[0]);
  else
    desk_say_due (self);
}
