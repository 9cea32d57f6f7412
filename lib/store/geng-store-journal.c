/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The journal of a folder, by months. */

#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-journal-file.h"
#include "geng-store-private.h"
#include "geng-writer.h"
#include <geng/geng-error.h>

/**
 * geng_store_has_journal:
 * @self: a store
 * @year: a year
 * @month: a month
 *
 * Returns: whether anything of the month was entered
 */
gboolean
geng_store_has_journal (GengStore *self, GDateYear year, GDateMonth month)
{
  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  for (guint i = 0; i < GENG_JOURNAL_N_FILES; i++)
    {
      g_autofree char *file = geng_journal_file_name (year, month, i);
      g_autofree char *path = g_build_filename (geng_store_get_path (self), file, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* Attendance is held against an official roster: without one nobody knows what was promised. */
static void
check_official (GengStore *self, const GDate *day, GengFaults *faults)
{
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);
  g_autofree char *file = geng_journal_file_name (year, month, GENG_JOURNAL_ATTENDANCE);
  g_autofree char *path = g_build_filename (geng_store_get_path (self), file, NULL);

  if (geng_store_has_record (self, year, month) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  faults->file = file;
  geng_faults_add (faults, 1, 1,
                   _ ("%04d-%02d has no official roster against which attendance could be held; "
                      "publish the month (geng publish %04d-%02d), or import what was served "
                      "(geng import FILE --record)"),
                   year, month, year, month);
  faults->file = NULL;
}

static gboolean
check_length (const GDate *first, const GDate *last, GError **error)
{
  int days = g_date_days_between (first, last) + 1;

  if (days <= GENG_ROSTER_MAX_DAYS)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
               _ ("journal: %d days at once are more than %d"), days, GENG_ROSTER_MAX_DAYS);
  return FALSE;
}

/**
 * geng_store_load_journal:
 * @self: a store
 * @station: the station, as loaded from the same folder
 * @first: a day of the first month
 * @last: a day of the last month
 * @error: return location
 *
 * Reads the journal of whole months; a month without one has no rows.
 *
 * Returns: (transfer full) (nullable): the journal; %NULL with %GENG_ERROR_FAULTY, see
 * geng_store_list_faults()
 */
GengJournal *
geng_store_load_journal (GengStore *self,
                         GengStation *station,
                         const GDate *first,
                         const GDate *last,
                         GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengJournal) journal = NULL;
  GengReader reader = { NULL, faults, station, NULL };

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (first != NULL && g_date_valid (first), NULL);
  g_return_val_if_fail (last != NULL && g_date_valid (last), NULL);
  if (!check_length (first, last, error))
    return NULL;
  reader.folder = geng_store_get_path (self);
  journal = geng_journal_new (station);
  for (GDate day = *first; g_date_compare (&day, last) <= 0; day = geng_date_next_month (&day))
    {
      check_official (self, &day, faults);
      geng_journal_file_read (&reader, journal, g_date_get_year (&day), g_date_get_month (&day));
    }
  return geng_store_keep_faults (self, faults, error) ? g_steal_pointer (&journal) : NULL;
}

static gboolean
put_month (GengStore *self,
           GengTransaction *changes,
           GengJournal *journal,
           const GDate *day,
           GError **error)
{
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);

  for (guint i = 0; i < GENG_JOURNAL_N_FILES; i++)
    {
      g_autofree char *file = geng_journal_file_name (year, month, i);
      g_autofree char *path = g_build_filename (geng_store_get_path (self), file, NULL);
      g_autoptr (GBytes) rows = geng_journal_file_write (journal, year, month, i);

      if (rows != NULL ? !geng_transaction_put (changes, NULL, file, rows, GENG_FILE_PRIVATE, error)
                       : g_file_test (path, G_FILE_TEST_EXISTS)
                             && !geng_transaction_remove (changes, NULL, file, error))
        return FALSE;
    }
  return TRUE;
}

/* What came back broken, or not at all, is so in the list of items too. */
static gboolean
put_items (GengTransaction *changes, GengStation *station, GError **error)
{
  g_autoptr (GBytes) items = geng_write_items (station);

  return geng_transaction_put (changes, NULL, "items.csv", items, GENG_FILE_SHARED, error);
}

/**
 * geng_store_save_journal:
 * @self: a store
 * @journal: a journal that holds all rows of these months
 * @first: a day of the first month
 * @last: a day of the last month
 * @items: whether items.csv is written too, because the state of an item changed
 * @error: return location
 *
 * Writes whole months of the journal, private to the owner of the folder (mode 0600), in one step.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED or %GENG_ERROR_IO: all files are as they were
 */
gboolean
geng_store_save_journal (GengStore *self,
                         GengJournal *journal,
                         const GDate *first,
                         const GDate *last,
                         gboolean items,
                         GError **error)
{
  GengTransaction *changes;
  gboolean own, ok = TRUE;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_JOURNAL (journal), FALSE);
  g_return_val_if_fail (first != NULL && g_date_valid (first), FALSE);
  g_return_val_if_fail (last != NULL && g_date_valid (last), FALSE);
  if (!check_length (first, last, error))
    return FALSE;
  changes = geng_store_open_change (self, &own, error);
  if (changes == NULL)
    return FALSE;
  for (GDate day = *first; ok && g_date_compare (&day, last) <= 0;
       day = geng_date_next_month (&day))
    ok = put_month (self, changes, journal, &day, error);
  ok = ok && (!items || put_items (changes, geng_journal_get_station (journal), error));
  return geng_store_close_change (self, own, ok, error);
}
