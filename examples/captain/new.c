/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

#define SAMPLE "dafenshanyan"

static void
answer_json (const char *folder, const char *sample)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "folder", folder);
  add_text (builder, "sample", sample != NULL ? sample : SAMPLE);
  json_builder_end_object (builder);
  print_json (builder);
}

Status
run_new (int argc, char **argv)
{
  g_autofree char *sample = NULL;
  const GOptionEntry entries[]
      = { { "sample", 's', 0, G_OPTION_ARG_STRING, &sample,
            N_ ("The sample to copy (default: dafenshanyan)"), N_ ("NAME") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = NULL;
  const char *folder;

  if (!options_parse (&options, "new", _ ("DIR"),
                      _ ("Makes a folder with a sample station, to be changed into your own."),
                      entries, argc, argv))
    return STATUS_BAD;
  folder = options_take (&options, 0);
  if (folder == NULL)
    {
      say_error (_ ("Which folder? For example: geng new village"));
      return STATUS_BAD;
    }
  store = geng_store_create_sample (folder, sample != NULL ? sample : SAMPLE, &error);
  if (store == NULL)
    {
      g_auto (GStrv) samples = geng_store_list_samples ();
      g_autofree char *list = g_strjoinv (", ", samples);

      say_failure (error);
      say_hint (_ ("Samples: %s"), list);
      return STATUS_BAD;
    }
  if (options.json)
    {
      answer_json (folder, sample);
      return STATUS_FINE;
    }
  g_print (_ ("Made %s. Open station.ini and members.csv, put in your people, then:\n"), folder);
  g_print ("  geng check -C %s\n  geng plan 2026-12 -C %s\n", folder, folder);
  return STATUS_FINE;
}
