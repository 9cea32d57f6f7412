/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes as a station.ini: a station, or faults that name their place; a station that loads is
 * written and loads again. */

#include "fuzz.h"

#include "geng-load.h"
#include "geng-writer.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static GengStation *
load (const char *folder, const void *data, gsize size, GengFaults *faults)
{
  g_autofree char *path = g_build_filename (folder, "station.ini", NULL);

  g_assert_true (
      g_file_set_contents_full (path, data, size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  return geng_load_station (folder, NULL, faults);
}

static void
check_again (const char *folder, GengStation *station)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GBytes) first = geng_write_station (station);
  g_autoptr (GBytes) second = NULL;
  gsize size;
  const void *data = g_bytes_get_data (first, &size);
  g_autoptr (GengStation) again = load (folder, data, size, faults);

  if (faults->list->len > 0)
    g_error ("what was written has a fault: %s", ((GengFault *) faults->list->pdata[0])->message);
  second = geng_write_station (again);
  g_assert_true (g_bytes_equal (first, second));
}

static char *fuzz_folder;

static void
remove_folder (void)
{
  g_rmdir (fuzz_folder);
  g_free (fuzz_folder);
}

static const char *
get_folder (void)
{
  if (fuzz_folder == NULL)
    {
      fuzz_folder = g_dir_make_tmp ("geng-fuzz-XXXXXX", NULL);
      atexit (remove_folder);
    }
  return fuzz_folder;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  const char *folder = get_folder ();
  g_autoptr (GengStation) station = load (folder, data, size, faults);
  g_autofree char *path = g_build_filename (folder, "station.ini", NULL);

  g_assert_true (station != NULL || faults->list->len > 0);
  if (faults->list->len == 0)
    check_again (folder, station);
  g_unlink (path);
  return 0;
}
