/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng desk: the month on one page, in the browser of this computer. */
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../captain/zone.h"
#include "desk-listen.h"
#include "desk-server.h"
#include "desk-zone.h"

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* A file that leads to the page and that only its owner may read: what starts the browser stands in
 * the list of processes, the key must not. (transfer full) (nullable): its path */
static char *
write_door (const char *address)
{
  g_autofree char *text = g_strdup_printf ("<!DOCTYPE html><meta charset=utf-8><title>geng</title>"
                                           "<meta http-equiv=refresh content=\"0;url=%s\">",
                                           address);
  g_autofree char *path = NULL;
  const char *folder = g_get_user_runtime_dir ();
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    folder = g_get_tmp_dir ();
  path = g_build_filename (folder, "geng-desk-XXXXXX.html", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return NULL;
  close (fd);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL)
             ? g_steal_pointer (&path)
             : NULL;
}

static void
open_browser (const char *door)
{
  g_autofree char *uri = g_filename_to_uri (door, NULL, NULL);

  if (uri == NULL || !g_app_info_launch_default_for_uri (uri, NULL, NULL))
    say_hint (_ ("No browser could be opened. Open this file in one: %s"), door);
}

static void
run_until_told (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint term = g_unix_signal_add (SIGTERM, on_signal, loop);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, loop);

  g_main_loop_run (loop);
  g_source_remove (term);
  g_source_remove (interrupt);
}

/* What the captain is told, until he ends it. */
static void
stay (const char *address, gboolean browse)
{
  g_autofree char *door = browse ? write_door (address) : NULL;

  g_print (_ ("The desk is at %s\nKeep this address to yourself. End with Ctrl-C.\n"), address);
  fflush (stdout);
  if (door != NULL)
    open_browser (door);
  run_until_told ();
  if (door != NULL)
    g_unlink (door);
}

static Status
fail_to_listen (int port, const GError *error)
{
  say_error (_ ("Cannot listen at port %d: %s"), port, error->message);
  return STATUS_BAD;
}

static Status
serve_station (const char *folder, Options *options, int port, gboolean browse)
{
  g_auto (DeskListener) listener = { 0 };
  g_autoptr (DeskServer) server = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  if (!desk_listen (&listener, port, &error))
    return fail_to_listen (port, error);
  server = desk_server_new (folder, options, listener.port);
  desk_server_answer (server, listener.soup);
  address = desk_server_dup_address (server);
  stay (address, browse);
  return desk_server_finish (server) ? STATUS_FINE : STATUS_RETRY;
}

static Status
serve_zone (const char *folder, Options *options, int port, gboolean browse)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskZone) zone = desk_zone_new (folder, options, port, &error);
  g_autofree char *address = NULL;

  if (zone == NULL)
    return fail_to_listen (port, error);
  address = desk_zone_dup_address (zone);
  stay (address, browse);
  return desk_zone_finish (zone) ? STATUS_FINE : STATUS_RETRY;
}

/* A zone's folder, or a station's that can be read; FALSE after a message */
static gboolean
is_sound (const char *folder, const Options *options)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengZone) zone = NULL;

  if (!geng_zone_is_folder (folder))
    return desk_open (&desk, options, DESK_READ);
  zone = zone_load (folder);
  return zone != NULL;
}

Status
run_desk (int argc, char **argv)
{
  gboolean quiet = FALSE;
  int port = 0;
  const GOptionEntry entries[] = { { "port", 0, 0, G_OPTION_ARG_INT, &port,
                                     N_ ("The port (default: any that is free)"), N_ ("NUMBER") },
                                   { "no-browser", 0, 0, G_OPTION_ARG_NONE, &quiet,
                                     N_ ("Only print the address; open no browser"), NULL },
                                   { NULL } };
  g_auto (Options) options = { 0 };
  const char *folder;

  if (!options_parse (&options, "desk", NULL,
                      _ ("Opens the month in the browser: duties are painted, and the judge "
                         "answers at once. Only this computer reaches it.\nIn a zone's folder it "
                         "lists the stations, each with its months."),
                      entries, argc, argv))
    return STATUS_BAD;
  folder = options.folder != NULL ? options.folder : ".";
  if (!is_sound (folder, &options))
    return STATUS_BAD;
  if (port < 0 || port > 65535)
    {
      say_error (_ ("%d is no port; there are those from 1 to 65535."), port);
      return STATUS_BAD;
    }
  return geng_zone_is_folder (folder) ? serve_zone (folder, &options, port, !quiet)
                                      : serve_station (folder, &options, port, !quiet);
}
