/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng backup: the whole folder, with the keys by which phones know it, into another one; and back
 * as a new folder.  That of a zone has its zone.ini, its pools and all its stations. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "zone.h"

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

/* Who may read what, in the copy's folder: a disk may know no modes, and the copy shows nothing to
 * anybody else.  A row is a mode and a name below the folder; the folder itself has none. */
#define MODES_FILE ".geng-modes"
#define MODE_BITS 0777

typedef struct
{
  const char *from, *except;
  guint n;           /* files */
  GString *modes;    /* (nullable): of what is copied, while that is put away */
  GHashTable *known; /* (nullable): modes by their names, while it comes back */
} Copy;

static gboolean copy_folder (Copy *self, const char *from, const char *to);

static const char *
name_below (const Copy *self, const char *path)
{
  const char *name = path + strlen (self->from);

  return name[0] == G_DIR_SEPARATOR ? name + 1 : name;
}

static void
note_mode (Copy *self, const char *path)
{
  const char *name = name_below (self, path);
  GStatBuf found;

  if (self->modes != NULL && strchr (name, '\n') == NULL && g_stat (path, &found) == 0)
    g_string_append_printf (self->modes, "%04o %s\n", (guint) (found.st_mode & MODE_BITS), name);
}

/* What the copy says nothing of stays private. */
static gboolean
give_mode (const Copy *self, const char *from, const char *to)
{
  gpointer mode;

  if (self->known == NULL
      || !g_hash_table_lookup_extended (self->known, name_below (self, from), NULL, &mode)
      || g_chmod (to, (int) GPOINTER_TO_UINT (mode)) == 0)
    return TRUE;
  return fail (to);
}

static gboolean
copy_file (Copy *self, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  note_mode (self, from);
  if (g_file_get_contents (from, &text, &size, &error)
      && g_file_set_contents_full (to, text, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   PRIVATE_FILE, &error))
    return give_mode (self, from, to);
  say_failure (error);
  return FALSE;
}

/* No link leads out of the folder. */
static gboolean
copy_one (Copy *self, const char *from, const char *to)
{
  if (g_file_test (from, G_FILE_TEST_IS_SYMLINK) || g_strcmp0 (from, self->except) == 0)
    return TRUE;
  if (g_file_test (from, G_FILE_TEST_IS_DIR))
    return copy_folder (self, from, to);
  self->n++;
  return copy_file (self, from, to);
}

/* A folder gets its mode behind all that is in it, which it may forbid to write. */
static gboolean
copy_folder (Copy *self, const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (dir == NULL || g_mkdir_with_parents (to, PRIVATE_FOLDER) < 0)
    return fail (dir == NULL ? from : to);
  note_mode (self, from);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      if (!is_passing (name) && !copy_one (self, source, target))
        return FALSE;
    }
  return give_mode (self, from, to);
}

static gboolean
write_modes (const GString *modes, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, MODES_FILE, NULL);
  g_autoptr (GError) error = NULL;

  if (g_file_set_contents_full (path, modes->str, (gssize) modes->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                PRIVATE_FILE, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* (transfer full): none of a copy that does not say them */
static GHashTable *
read_modes (const char *folder)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_build_filename (folder, MODES_FILE, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return known;
  rows = g_strsplit (text, "\n", -1);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      char *name = strchr (rows[i], ' ');
      guint64 mode;

      if (name == NULL)
        continue;
      *name++ = '\0';
      if (g_ascii_string_to_unsigned (rows[i], 8, 0, MODE_BITS, &mode, NULL))
        g_hash_table_insert (known, g_strdup (name), GUINT_TO_POINTER ((guint) mode));
    }
  return known;
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
  g_autoptr (GString) modes = g_string_new (NULL);
  Copy self = { .from = root, .except = target, .modes = modes };

  if (!is_free (target) || !is_outside (root, target) || !copy_folder (&self, root, target)
      || !write_modes (modes, target))
    return STATUS_BAD;
  if (json)
    {
      answer_json (target, self.n);
      return STATUS_FINE;
    }
  g_print (_ ("%u files are in %s, with the keys of the calendars: keep it where only you can read "
              "it.\n"),
           self.n, target);
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

/* Its stations and its pools; FALSE after a message. */
static gboolean
are_inside (GengZone *zone)
{
  const char *path = geng_zone_get_path (zone);

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if (!is_inside (path, geng_store_get_path (geng_zone_get_store (zone, i))))
      return FALSE;
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      g_autoptr (GengStore) store = geng_zone_open_pool (zone, i);

      if (!is_inside (path, geng_store_get_path (store)))
        return FALSE;
    }
  return TRUE;
}

static Status
save_zone (const char *folder, const char *to, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengZone) zone = geng_zone_open (folder, &error);
  g_autoptr (GPtrArray) pools = NULL;
  Status status = STATUS_BAD;

  if (zone != NULL && !are_inside (zone))
    return STATUS_BAD;
  pools = zone != NULL ? zone_lock_all (zone, &error) : NULL;
  if (pools == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  status = copy (geng_zone_get_path (zone), to, json);
  geng_zone_unlock (zone);
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
  g_autoptr (GHashTable) known = NULL;
  Copy self = { .from = source, .except = target };

  if (!is_backup (source))
    return STATUS_BAD;
  if (target == NULL)
    {
      say_error (_ ("Into which folder? Name one that is not there yet."));
      return STATUS_BAD;
    }
  self.known = known = read_modes (source);
  if (!is_free (target) || !copy_folder (&self, source, target))
    return STATUS_BAD;
  if (json)
    {
      answer_json (target, self.n);
      return STATUS_FINE;
    }
  g_print (_ ("%u files are back, in %s. Phones go on with its calendars after the next: geng "
              "publish\n"),
           self.n, target);
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
