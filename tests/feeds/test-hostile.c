/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * test-hostile FOLDER: each file of make-hostile.py is refused, skipped or read as its name says,
 * within a second of processor time and 50 MB each.
 */
#include "../arrays.h"
#include "geng-calendar.h"
#include "geng-feed-keys.h"
#include "village.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#define SECONDS 10.0
#define KILOBYTES (1024L * 1024)
#define MORE_MEMORY RLIM_INFINITY /* the sanitizer maps terabytes */
#else
#define SECONDS 1.0
#define KILOBYTES (50L * 1000)
#define MORE_MEMORY (50L * 1000 * 1000)
#endif

static const char *folder;

static gboolean
fits (const char *name, GengImport *import, const GError *error)
{
  guint taken = import == NULL ? 0 : n_of (geng_import_list_requests (import));
  guint skipped = import == NULL ? 0 : n_of (geng_import_list_skipped (import));
  if (g_str_has_prefix (name, "error-"))
    return import == NULL && error != NULL && strstr (error->message, name) != NULL;
  if (g_str_has_prefix (name, "skip-"))
    return import != NULL && taken == 0 && skipped > 0;
  return import != NULL && taken > 0;
}

static GBytes *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *data;
  gsize length;
  return g_file_get_contents (path, &data, &length, NULL) ? g_bytes_new_take (data, length) : NULL;
}

static void
december (GDate *first, GDate *last)
{
  g_date_clear (first, 1);
  g_date_clear (last, 1);
  g_date_set_dmy (first, 1, 12, 2026);
  g_date_set_dmy (last, 31, 12, 2026);
}

static int
read_requests (const char *name)
{
  g_autoptr (GengStation) station = village_new ("Asia/Shanghai", "zh_CN");
  g_autoptr (GBytes) content = read_file (name);
  g_autoptr (GError) error = NULL;
  GDate first, last;
  december (&first, &last);
  if (content == NULL)
    return 2;
  g_autoptr (GengImport) import
      = geng_import_requests (station, geng_station_lookup_member (station, "m01"),
                              GENG_REQUEST_KIND_LEAVE, content, name, &first, &last, &error);
  return fits (name, import, error) ? 0 : 1;
}

/* What a hostile file says of holidays does not matter, as long as it says it soon. */
static int
read_holidays (const char *name)
{
  g_autoptr (GengStation) station = village_new ("Asia/Shanghai", "zh_CN");
  g_autoptr (GBytes) content = read_file (name);
  GDate first, last;
  december (&first, &last);
  if (content == NULL)
    return 2;
  g_autoptr (GengImport) import
      = geng_import_holidays (station, content, name, &first, &last, NULL);
  return (import == NULL) == g_str_has_prefix (name, "error-") ? 0 : 1;
}

/* A feed that somebody else put in the place of ours, when the record is lost, is not believed; one
 * that we sealed ourselves is read, or refused, soon. */
static int
read_published (const char *name)
{
  g_autoptr (GengStation) station = village_new ("Asia/Shanghai", "zh_CN");
  g_autoptr (GengRoster) roster = village_roster (station, 2026, 12, 0);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GengFeedKeys) keys = geng_feed_keys_parse (village_keys, NULL);
  g_autoptr (GBytes) content = read_file (name), sealed = NULL;
  if (content == NULL || !geng_publisher_set_keys (publisher, village_keys, NULL)
      || !geng_publisher_add_month (publisher, roster, NULL, NULL)
      || geng_publisher_recover (publisher, content, NULL))
    return 2;
  sealed = geng_calendar_seal (content, geng_feed_keys_get_secret (keys));
  return geng_publisher_recover (publisher, sealed, NULL) == !g_str_has_prefix (name, "error-") ? 0
                                                                                                : 1;
}

typedef int (*Reader) (const char *name);

static const Reader readers[] = { read_requests, read_holidays, read_published };

/* The system ends what goes on for much longer, and gives no more memory. */
static void
limit (void)
{
  struct rlimit time = { 2 * SECONDS, 2 * SECONDS };
  struct rlimit memory;
  FILE *sizes = fopen ("/proc/self/statm", "r");
  unsigned long pages = 0;
  if (sizes == NULL || fscanf (sizes, "%lu", &pages) != 1)
    _exit (3);
  fclose (sizes);
  memory.rlim_cur = memory.rlim_max
      = MORE_MEMORY == RLIM_INFINITY ? RLIM_INFINITY : pages * sysconf (_SC_PAGESIZE) + MORE_MEMORY;
  if (setrlimit (RLIMIT_CPU, &time) != 0 || setrlimit (RLIMIT_AS, &memory) != 0)
    _exit (3);
}

static double
seconds_of (const struct rusage *usage)
{
  return usage->ru_utime.tv_sec + usage->ru_stime.tv_sec
         + (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

/* In a process of its own, so that its time and memory are its own. */
static gboolean
check_one (const char *name, guint reader)
{
  struct rusage usage;
  int status;
  pid_t child = fork ();
  if (child == 0)
    {
      limit ();
      _exit (readers[reader](name));
    }
  if (wait4 (child, &status, 0, &usage) != child)
    return FALSE;
  gboolean fine = WIFEXITED (status) && WEXITSTATUS (status) == 0;
  gboolean small = seconds_of (&usage) <= SECONDS && usage.ru_maxrss <= KILOBYTES;
  if (!fine || !small)
    g_printerr ("%s, reader %u: status %d, %.2f s, %ld kB\n", name, reader, status,
                seconds_of (&usage), usage.ru_maxrss);
  return fine && small;
}

START_TEST (hostile_files_are_bounded)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0, bad = 0;
  ck_assert_ptr_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir), n++)
    bad += !check_one (name, _i);
  ck_assert_uint_ge (n, 65);
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
  tcase_add_loop_test (tcase, hostile_files_are_bounded, 0, G_N_ELEMENTS (readers));
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
