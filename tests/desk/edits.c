/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the page does, as a C program does it: edits FOLDER MONTH reads a line a cell from its
 * input, "MEMBER DATE SHIFT POST PINNED" or "MEMBER DATE off", and writes the draft. */
#include <geng/geng.h>
#include <stdio.h>

typedef struct
{
  GengStore *store;
  GengStation *station;
  GengRoster *roster;
  GengRoster *history;
} Work;

static gboolean
load (Work *self, const char *folder, const char *month, GError **error)
{
  GDate first;
  int year, number;

  if (sscanf (month, "%d-%d", &year, &number) != 2)
    return FALSE;
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, (GDateMonth) number, (GDateYear) year);
  self->store = geng_store_open (folder, error);
  self->station = self->store != NULL ? geng_store_load (self->store, error) : NULL;
  if (self->station == NULL)
    return FALSE;
  self->roster = geng_store_has_draft (self->store, (GDateYear) year, (GDateMonth) number)
                     ? geng_store_load_draft (self->store, self->station, (GDateYear) year,
                                              (GDateMonth) number, error)
                     : geng_store_load_record (self->store, self->station, (GDateYear) year,
                                               (GDateMonth) number, NULL, error);
  self->history = geng_store_load_history (self->store, self->station, &first, 0, TRUE, NULL);
  return self->roster != NULL;
}

static gboolean
edit (Work *self, const char *line, GError **error)
{
  char who[64], what[64] = "off", where[64] = "";
  int year, month, day, pinned = 0;
  GengMember *member;
  GDate date;

  if (sscanf (line, "%63s %d-%d-%d %63s %63s %d", who, &year, &month, &day, what, where, &pinned)
      < 5)
    return FALSE;
  member = geng_station_lookup_member (self->station, who);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (g_str_equal (what, "off"))
    geng_roster_clear (self->roster, member, &date);
  else
    {
      GengDuty *held = geng_roster_lookup (self->roster, member, &date);
      GengShift *shift = geng_station_lookup_shift (self->station, what);
      GengPost *post = geng_station_lookup_post (self->station, where);

      if (held == NULL || geng_duty_get_shift (held) != shift || geng_duty_get_post (held) != post)
        held = geng_roster_assign (self->roster, member, &date, shift, post, error);
      if (held == NULL)
        return FALSE;
      geng_duty_set_pinned (held, pinned != 0);
    }
  return TRUE;
}

int
main (int argc, char **argv)
{
  Work work = { 0 };
  g_autoptr (GError) error = NULL;
  char line[256];
  gboolean ok = argc == 3 && load (&work, argv[1], argv[2], &error);

  while (ok && fgets (line, sizeof line, stdin) != NULL)
    ok = edit (&work, line, &error);
  /* Where the kit does not reach, the roster is kept all the same. */
  if (ok)
    geng_kit_assign (work.roster, work.history, NULL);
  ok = ok && geng_store_save_draft (work.store, work.roster, &error);
  if (!ok)
    fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: edits FOLDER MONTH");
  g_clear_object (&work.history);
  g_clear_object (&work.roster);
  g_clear_object (&work.station);
  g_clear_object (&work.store);
  return ok ? 0 : 1;
}
