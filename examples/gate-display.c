/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Who is on duty now, for the screen at the gate: reads the published record once a minute.
 *
 *   gate-display FOLDER          runs until it is stopped
 *   gate-display FOLDER INSTANT  prints one screen for an instant such as 2026-12-05T21:30:00+08:00
 */
#include <stdio.h>
#include <stdlib.h>

#include <geng/geng.h>

typedef struct
{
  GengStore *store;
  gboolean failed;
} Screen;

/* The record is by duty day: at 02:00 on the first of a month that is still the month before. */
static GengRoster *
load_record (GengStore *store, GengStation *station, GDateTime *instant, GError **error)
{
  GDate date;

  geng_station_duty_date (station, instant, &date);
  return geng_store_load_record (store, station, g_date_get_year (&date), g_date_get_month (&date),
                                 NULL, error);
}

static void
print_duty (GengDuty *duty, GengStation *station)
{
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, station);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (end, geng_station_get_zone (station));
  g_autofree char *until = g_date_time_format (local, "%H:%M");

  printf ("  %s  %s  → %s\n", geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))),
          geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (duty))), until);
}

static gboolean
show (GengStore *store, GDateTime *instant, GError **error)
{
  g_autoptr (GengStation) station = geng_store_load (store, error);
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  if (station == NULL)
    return FALSE;
  roster = load_record (store, station, instant, error);
  if (roster == NULL)
    return FALSE;
  local = g_date_time_to_timezone (instant, geng_station_get_zone (station));
  time = g_date_time_format (local, "%F %H:%M");
  printf ("%s  %s\n", geng_entity_get_name (GENG_ENTITY (station)), time);
  duties = geng_roster_on_duty_at (roster, instant);
  for (guint i = 0; i < duties->len; i++)
    print_duty (duties->pdata[i], station);
  fflush (stdout);
  return TRUE;
}

/* A record that cannot be read now may be there in a minute: the screen says so and goes on. */
static gboolean
refresh (gpointer user_data)
{
  Screen *screen = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;

  fputs ("\033[2J\033[H", stdout);
  screen->failed = !show (screen->store, now, &error);
  if (screen->failed)
    fprintf (stderr, "gate-display: %s\n", error->message);
  return G_SOURCE_CONTINUE;
}

static int
show_once (GengStore *store, const char *text)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GError) error = NULL;

  if (instant == NULL)
    {
      fprintf (stderr, "gate-display: “%s” is not an instant such as 2026-12-05T21:30:00+08:00\n",
               text);
      return EXIT_FAILURE;
    }
  if (show (store, instant, &error))
    return EXIT_SUCCESS;
  fprintf (stderr, "gate-display: %s\n", error->message);
  return EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  Screen screen = { 0 };

  if (argc != 2 && argc != 3)
    {
      fprintf (stderr, "usage: gate-display FOLDER [INSTANT]\n");
      return EXIT_FAILURE;
    }
  store = geng_store_open (argv[1], &error);
  if (store == NULL)
    {
      fprintf (stderr, "gate-display: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (argc == 3)
    return show_once (store, argv[2]);
  screen.store = store;
  refresh (&screen);
  g_timeout_add_seconds (60, refresh, &screen);
  loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
