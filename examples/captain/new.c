/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A new folder: an empty station from a few answers, or a copy of a sample. */
#include "desk.h"
#include "new.h"

static void
answer_json (const char *folder, const char *sample)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "folder", folder);
  add_text (builder, "sample", sample != NULL ? sample : "");
  json_builder_end_object (builder);
  print_json (builder);
}

/* A zone's stations are those that its file names; nothing where it has this one. */
static void
zone_hint (const char *folder)
{
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  g_autofree char *above = g_path_get_dirname (whole);
  g_autofree char *id = g_path_get_basename (whole);
  g_autoptr (GengZone) zone = geng_zone_is_folder (above) ? geng_zone_open (above, NULL) : NULL;

  for (guint i = 0; zone != NULL && i < geng_zone_get_n_stations (zone); i++)
    if (g_str_equal (geng_store_get_path (geng_zone_get_store (zone, i)), whole))
      return;
  if (zone != NULL)
    say_hint (_ ("The zone takes it for one of its stations with this line in its zone.ini: "
                 "[station %s]"),
              id);
}

static Status
make_sample (const char *folder, const char *sample, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = geng_store_create_sample (folder, sample, &error);

  if (store == NULL)
    {
      g_auto (GStrv) samples = geng_store_list_samples ();
      g_autofree char *list = g_strjoinv (_ (", "), samples);

      say_failure (error);
      if (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN))
        say_hint (_ ("Samples: %s"), list);
      return STATUS_BAD;
    }
  if (options->json)
    answer_json (folder, sample);
  else
    g_print (_ ("Made %s, a sample with invented people, to try things on. Begin with:\n"
                "  geng plan 2026-12 -C %s\n"),
             folder, folder);
  if (!options->json)
    zone_hint (folder);
  return STATUS_FINE;
}

static Status
make_station (const char *folder, NewWish *wish, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStation) station = NULL;
  g_autoptr (GengStore) store = NULL;

  if (!options->json && !new_wish_ask (wish, folder))
    return STATUS_BAD;
  station = new_station (wish, folder);
  if (station == NULL || !new_cycle (wish, station, !options->json))
    return STATUS_BAD;
  store = geng_store_create (folder, station, &error);
  if (store == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (options->json)
    answer_json (folder, NULL);
  else
    g_print (_ ("Made %s. Now bring in your people and last month's roster, then plan:\n"
                "  cd %s\n"
                "  geng import staff.xlsx\n"
                "  geng import last-month.xlsx\n"
                "  geng plan 2026-12\n"),
             folder, folder);
  if (!options->json)
    new_posts_hint (station);
  if (!options->json && wish->cycle == NULL)
    new_cycle_hint (station);
  if (!options->json)
    zone_hint (folder);
  return STATUS_FINE;
}

Status
run_new (int argc, char **argv)
{
  g_autofree char *sample = NULL;
  g_auto (NewWish) wish = { 0 };
  const GOptionEntry entries[] = {
    { "name", 'n', 0, G_OPTION_ARG_STRING, &wish.name, N_ ("The station's name"), N_ ("NAME") },
    { "shifts", 0, 0, G_OPTION_ARG_STRING, &wish.shifts,
      N_ ("Its shifts: “day 08:00-18:00; night 18:00-04:00”"), N_ ("SHIFTS") },
    { "posts", 0, 0, G_OPTION_ARG_STRING, &wish.posts,
      N_ ("Its posts, apart by ; (a shift after midnight serves the last one)"), N_ ("POSTS") },
    { "crews", 0, 0, G_OPTION_ARG_STRING, &wish.crews,
      N_ ("People on each of the shifts: “4..6 wanted 5; 4..6; 1..2”"), N_ ("CREWS") },
    { "kit", 0, 0, G_OPTION_ARG_STRING, &wish.kit,
      N_ ("Sets of baton, torch, pepper spray and radio (default: kit is not planned)"), N_ ("N") },
    { "cycle", 0, 0, G_OPTION_ARG_STRING, &wish.cycle,
      N_ ("The cycle by which teams take turns, like day-night-off-off (default: none)"),
      N_ ("CYCLE") },
    { "timezone", 0, 0, G_OPTION_ARG_STRING, &wish.timezone,
      N_ ("Its time zone (default: Asia/Shanghai)"), N_ ("ZONE") },
    { "no-captain", 0, 0, G_OPTION_ARG_NONE, &wish.no_captain,
      N_ ("A patrol needs nobody who leads it"), NULL },
    { "sample", 's', 0, G_OPTION_ARG_STRING, &sample,
      N_ ("Copy a sample with invented people instead: dafenshanyan or liulang"), N_ ("NAME") },
    { NULL }
  };
  g_auto (Options) options = { 0 };
  g_autofree char *folder = NULL;
  const char *name;

  if (!options_parse (
          &options, "new", _ ("DIR"),
          _ ("Makes a folder for a station. On a terminal it asks; elsewhere the options "
             "answer, and what they leave out is as usual: two patrols and a standby."),
          entries, argc, argv))
    return STATUS_BAD;
  name = options_take (&options, 0);
  if (name == NULL)
    {
      say_error (_ ("Which folder? For example: geng new village"));
      return STATUS_BAD;
    }
  folder = options.folder != NULL && !g_path_is_absolute (name)
               ? g_build_filename (options.folder, name, NULL)
               : g_strdup (name);
  return sample != NULL ? make_sample (folder, sample, &options)
                        : make_station (folder, &wish, &options);
}
