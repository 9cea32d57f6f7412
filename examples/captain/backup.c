/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng backup: the whole folder, with the keys by which phones know it, into another one; and back
 * as a new folder.  That of a zone has its zone.ini, its pools and all its stations. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "desk.h"

/* Keys and reasons are in it. */
#define PRIVATE_FOLDER 0700
#define PRIVATE_FILE 0600

static gboolean
fail (const char *path)
{
  say_error ("%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* Locks and what is under way belong to the folder and not to its content. */
static gboolean
is_passing (const char *name)
{
  return g_str_has_prefix (name, ".geng-");
}

static gboolean copy_folder (const char *from, const char *to, const char *except, guint *n);

static gboolean
copy_file (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  if (g_file_get_contents (from, &text, &size, &error)
      && g_file_set_contents_full (to, text, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   PRIVATE_FILE, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* No link leads out of the folder. */
static gboolean
copy_one (const char *from, const char *to, const char *except, guint *n)
{
  if (g_file_test (from, G_FILE_TEST_IS_SYMLINK) || g_strcmp0 (from, except) == 0)
    return TRUE;
  if (g_file_test (from, G_FILE_TEST_IS_DIR))
    return copy_folder (from, to, except, n);
  (*n)++;
  return copy_file (from, to);
}

static gboolean
copy_folder (const char *from, const char *to, const char *except, guint *n)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (dir == NULL || g_mkdir_with_parents (to, PRIVATE_FOLDER) < 0)
    return fail (dir == NULL ? from : to);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      if (!is_passing (name) && !copy_one (source, target, except, n))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_free (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  if (dir == NULL || g_dir_read_name (dir) == NULL)
    return TRUE;
  say_error (_ ("%s: not empty; name a new folder"), path);
  return FALSE;
}

/* Where a path leads that need not be there yet. */
static char *
real_path (const char *path)
{
  g_autofree char *above = NULL, *parent = NULL, *name = NULL;
  char *real = realpath (path, NULL);

  if (real != NULL)
    {
      above = g_strdup (real);
      free (real);
      return g_steal_pointer (&above);
    }
  name = g_path_get_basename (path);
  parent = g_path_get_dirname (path);
  if (g_str_equal (parent, path))
    return g_strdup (path);
  above = real_path (parent);
  return g_build_filename (above, name, NULL);
}

static gboolean
lies_in (const char *path, const char *folder)
{
  gsize n = strlen (folder);

  return g_str_has_prefix (path, folder) && (path[n] == '\0' || path[n] == '/');
}

/* The next copy would hold this one; so would that of the zone above.  FALSE after a message. */
static gboolean
is_outside (const char *folder, const char *target)
{
  g_autofree char *real = real_path (target), *at = real_path (folder);
  gboolean inside = lies_in (real, at);

  while (!inside && !g_str_equal (at, "/"))
    {
      char *above = g_path_get_dirname (at);

      g_free (at);
      at = above;
      inside = geng_zone_is_folder (at) && lies_in (real, at);
    }
  if (!inside)
    return TRUE;
  say_error (
      _ ("%s is in the folder that is copied, or in that of its zone, and the next copy would hold "
         "this one; name one elsewhere."),
      target);
  return FALSE;
}

static void
answer_json (const char *folder, guint n)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "folder", folder);
  add_number (builder, "files", n);
  json_builder_end_object (builder);
  print_json (builder);
}

static Status
copy (const char *from, const char *to, gboolean json)
{
  g_autofree char *root = g_canonicalize_filename (from, NULL);
  g_autofree char *target = g_canonicalize_filename (to, NULL);
  guint n = 0;

  if (!is_free (target) || !is_outside (root, target) || !copy_folder (root, target, target, &n))
    return STATUS_BAD;
  if (json)
    {
      answer_json (target, n);
      return STATUS_FINE;
    }
  g_print (_ ("%u files are in %s, with the keys of the calendars: keep it where only you can read "
              "it.\n"),
           n, target);
  g_print (_ ("To go back to it: geng backup --back %s NEW-FOLDER\n"), target);
  return STATUS_FINE;
}

/* Under the lock, so that no change is caught half way. */
static Status
save_station (const Options *options, const char *to)
{
  g_auto (Desk) desk = { 0 };

  if (!desk_open (&desk, options, DESK_WRITE))
    return STATUS_BAD;
  return copy (geng_store_get_path (desk.store), to, desk.json);
}

/* -- a zone -- */

/* (transfer full) (element-type GengStore): of its stations and pools */
static GPtrArray *
list_stores (GengZone *zone)
{
  GPtrArray *stores = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    g_ptr_array_add (stores, g_object_ref (geng_zone_get_store (zone, i)));
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    g_ptr_array_add (stores, geng_zone_open_pool (zone, i));
  return stores;
}

/* No link is followed, and what lies elsewhere would be missing in the copy: a folder that is there
 * has to be in the zone's by its name. */
static gboolean
is_inside (const char *zone, const char *folder)
{
  char *root = realpath (zone, NULL), *real = realpath (folder, NULL);
  g_autofree char *whole = g_canonicalize_filename (zone, NULL);
  gboolean inside = g_str_has_prefix (folder, whole) && folder[strlen (whole)] == '/'
                    && root != NULL
                    && (real == NULL
                        || (g_str_has_prefix (real, root)
                            && g_str_equal (real + strlen (root), folder + strlen (whole))));

  free (root);
  free (real);
  if (!inside)
    say_error (_ ("%s is not in the zone's folder, so it would not be in its copy; back it up by "
                  "itself, and the others with --station ID."),
               folder);
  return inside;
}

/* All or none; FALSE after a message. */
static gboolean
lock_all (GengZone *zone, GPtrArray *stores)
{
  for (guint i = 0; i < stores->len; i++)
    if (!is_inside (geng_zone_get_path (zone), geng_store_get_path (stores->pdata[i])))
      return FALSE;
  for (guint i = 0; i < stores->len; i++)
    {
      g_autoptr (GError) error = NULL;

      /* One that is missing is missing in the copy as well. */
      if (!g_file_test (geng_store_get_path (stores->pdata[i]), G_FILE_TEST_IS_DIR)
          || geng_store_lock (stores->pdata[i], &error))
        continue;
      say_failure_of (geng_store_get_path (stores->pdata[i]), error);
      g_ptr_array_set_size (stores, (int) i);
      return FALSE;
    }
  return TRUE;
}

static Status
save_zone (const char *folder, const char *to, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengZone) zone = geng_zone_open (folder, &error);
  g_autoptr (GPtrArray) stores = zone != NULL ? list_stores (zone) : NULL;
  Status status = STATUS_BAD;

  if (zone == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (lock_all (zone, stores))
    status = copy (geng_zone_get_path (zone), to, json);
  for (guint i = 0; i < stores->len; i++)
    geng_store_unlock (stores->pdata[i]);
  return status;
}

/* -- back -- */

/* There is a station or a zone in it; FALSE after a message. */
static gboolean
is_backup (const char *folder)
{
  g_autoptr (GError) error = NULL;
  gboolean is_zone = geng_zone_is_folder (folder);
  g_autoptr (GengZone) zone = is_zone ? geng_zone_open (folder, &error) : NULL;
  g_autoptr (GengStore) store = is_zone ? NULL : geng_store_open (folder, &error);

  if (zone == NULL && store == NULL)
    say_failure (error);
  return zone != NULL || store != NULL;
}

static Status
bring_back (const char *from, const char *to, gboolean json)
{
  g_autofree char *source = g_canonicalize_filename (from, NULL);
  g_autofree char *target = to != NULL ? g_canonicalize_filename (to, NULL) : NULL;
  guint n = 0;

  if (!is_backup (source))
    return STATUS_BAD;
  if (target == NULL)
    {
      say_error (_ ("Into which folder? Name one that is not there yet."));
      return STATUS_BAD;
    }
  if (!is_free (target) || !copy_folder (source, target, target, &n))
    return STATUS_BAD;
  if (json)
    {
      answer_json (target, n);
      return STATUS_FINE;
    }
  g_print (_ ("%u files are back, in %s. Phones go on with its calendars after the next: geng "
              "publish\n"),
           n, target);
  return STATUS_FINE;
}

Status
run_backup (int argc, char **argv)
{
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = { { "back", 0, 0, G_OPTION_ARG_FILENAME, &from,
                                     N_ ("Make a new folder of this backup"), N_ ("BACKUP") },
                                   { NULL } };
  g_auto (Options) options = { 0 };
  const char *folder, *to;

  if (!options_parse (
          &options, "backup", _ ("FOLDER"),
          _ ("Copies the whole folder of a station, or of a zone with its stations and pools, with "
             "the keys of its calendars, into a new one, for instance on another disk."),
          entries, argc, argv))
    return STATUS_BAD;
  folder = options.folder != NULL ? options.folder : ".";
  to = options_take (&options, 0);
  if (from != NULL)
    return bring_back (from, to, options.json);
  if (to == NULL)
    {
      say_error (_ ("Into which folder? Name one that is not there yet."));
      return STATUS_BAD;
    }
  if (options.station == NULL && geng_zone_is_folder (folder))
    return save_zone (folder, to, options.json);
  return save_station (&options, to);
}
