/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * test-hostile FOLDER: each file of make-hostile.py is refused, skipped or read as its name says,
 * within a second of processor time and 50 MB each.
 */
#include "village.h"

#include <check.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#define SECONDS 10.0
#define KILOBYTES (1024L * 1024)
#else
#define SECONDS 1.0
#define KILOBYTES (50L * 1000)
#endif

static const char *folder;

static gboolean
fits (const char *name, GengImport *import, const GError *error)
{
  guint taken = import == NULL ? 0 : geng_import_get_requests (import)->len;
  guint skipped = import == NULL ? 0 : geng_import_get_skipped (import)->len;
  if (g_str_has_prefix (name, "error-"))
    return import == NULL && error != NULL && strstr (error->message, name) != NULL;
  if (g_str_has_prefix (name, "skip-"))
    return import != NULL && taken == 0 && skipped > 0;
  return import != NULL && taken > 0;
}

/* In a process of its own, so that its time and memory are its own. */
static int
read_one (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GengStation) station = village_new ("Asia/Shanghai", "zh_CN");
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;
  GDate first, last;
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 12, 2026);
  g_date_set_dmy (&last, 31, 12, 2026);
  if (!g_file_get_contents (path, &data, &length, NULL))
    return 2;
  g_autoptr (GBytes) content = g_bytes_new_take (g_steal_pointer (&data), length);
  g_autoptr (GengImport) import
      = geng_import_requests (station, geng_station_lookup_member (station, "m01"),
                              GENG_REQUEST_LEAVE, content, name, &first, &last, &error);
  return fits (name, import, error) ? 0 : 1;
}

static double
seconds_of (const struct rusage *usage)
{
  return usage->ru_utime.tv_sec + usage->ru_stime.tv_sec
         + (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static gboolean
check_one (const char *name)
{
  struct rusage usage;
  int status;
  pid_t child = fork ();
  if (child == 0)
    _exit (read_one (name));
  if (wait4 (child, &status, 0, &usage) != child)
    return FALSE;
  gboolean fine = WIFEXITED (status) && WEXITSTATUS (status) == 0;
  gboolean small = seconds_of (&usage) <= SECONDS && usage.ru_maxrss <= KILOBYTES;
  if (!fine || !small)
    g_printerr ("%s: status %d, %.2f s, %ld kB\n", name, status, seconds_of (&usage),
                usage.ru_maxrss);
  return fine && small;
}

START_TEST (hostile_files_are_bounded)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0, bad = 0;
  ck_assert_ptr_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir), n++)
    bad += !check_one (name);
  ck_assert_uint_ge (n, 40);
  ck_assert_uint_eq (bad, 0);
}
END_TEST

int
main (int argc, char **argv)
{
  Suite *suite = suite_create ("hostile");
  TCase *tcase = tcase_create ("hostile");
  if (argc != 2)
    return 2;
  folder = argv[1];
  tcase_set_timeout (tcase, 300);
  tcase_add_test (tcase, hostile_files_are_bounded);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
