/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Drafts, records and the history that they make. */

#include "geng-date.h"
#include "geng-draft-steps.h"
#include "geng-duty-private.h"
#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-look-back.h"
#include "geng-roster-file.h"
#include "geng-store-private.h"

#include <string.h>

typedef char *(*NameFile) (GDateYear year, GDateMonth month);

static gboolean
has_file (GengStore *self, char *file)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (self), file, NULL);

  g_free (file);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * geng_store_has_draft:
 * @self: a store
 * @year: a year
 * @month: a month
 *
 * Returns: whether there is a draft of the month
 */
gboolean
geng_store_has_draft (GengStore *self, GDateYear year, GDateMonth month)
{
  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  return has_file (self, geng_roster_file_draft (year, month));
}

/**
 * geng_store_has_record:
 * @self: a store
 * @year: a year
 * @month: a month
 *
 * Returns: whether the month was published
 */
gboolean
geng_store_has_record (GengStore *self, GDateYear year, GDateMonth month)
{
  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  return has_file (self, geng_roster_file_record (year, month));
}

static GengRoster *
create_month (GengStation *station, GDateYear year, GDateMonth month)
{
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, month, year);
  g_date_set_dmy (&last, g_date_get_days_in_month (month, year), month, year);
  return geng_roster_new (station, &first, &last, NULL);
}

/* The roster must be the whole of one month: that is what a file is. */
static gboolean
get_month (GengRoster *roster, GDateYear *year, GDateMonth *month, GError **error)
{
  const GDate *first = geng_roster_get_first (roster), *last = geng_roster_get_last (roster);

  *year = g_date_get_year (first);
  *month = g_date_get_month (first);
  if (g_date_get_day (first) == 1 && g_date_get_year (last) == *year
      && g_date_get_month (last) == *month
      && g_date_get_day (last) == g_date_get_days_in_month (*month, *year))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
               _ ("a folder keeps rosters by the month, from its first day to its last"));
  return FALSE;
}

static gboolean
need_file (GengStore *self, const char *file, gboolean there, GError **error)
{
  if (!there)
    g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND, _ ("%s/%s: there is no such roster"),
                 geng_store_get_path (self), file);
  return there;
}

static void
read_aside (GengReader *reader, const char *file, GengRoster *roster)
{
  g_autofree char *aside = geng_roster_file_aside (file);

  geng_roster_file_read_aside (reader, aside, roster);
}

static gboolean
put_aside (GengTransaction *changes, const char *file, GengRoster *roster, GError **error)
{
  g_autofree char *aside = geng_roster_file_aside (file);
  g_autoptr (GBytes) rows = geng_roster_file_write_aside (roster);

  if (rows == NULL)
    return geng_transaction_remove (changes, NULL, aside, error);
  return geng_transaction_put (changes, NULL, aside, rows, GENG_FILE_SHARED, error);
}

/* What an editor changed since the table was written. */
static void
read_steps (GengReader *reader, const char *file, GengRoster *roster)
{
  g_autofree char *steps = geng_draft_steps_file (file);

  geng_draft_steps_read (reader, steps, roster);
}

/**
 * geng_store_load_draft:
 * @self: a store
 * @station: the station, as loaded from the same folder
 * @year: a year
 * @month: a month
 * @error: return location
 *
 * Returns: (transfer full): the draft; %NULL with %GENG_ERROR_FAULTY, or %GENG_ERROR_NOT_FOUND
 * where there is none
 */
GengRoster *
geng_store_load_draft (GengStore *self,
                       GengStation *station,
                       GDateYear year,
                       GDateMonth month,
                       GError **error)
{
  g_autofree char *file = geng_roster_file_draft (year, month);
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengRoster) roster = NULL;
  GengReader reader = { NULL, faults, station, NULL };

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station), NULL);
  if (!need_file (self, file, geng_store_has_draft (self, year, month), error))
    return NULL;
  reader.folder = geng_store_get_path (self);
  roster = create_month (station, year, month);
  geng_roster_file_read_draft (&reader, file, roster);
  read_aside (&reader, file, roster);
  read_steps (&reader, file, roster);
  return geng_store_keep_faults (self, faults, error) ? g_steal_pointer (&roster) : NULL;
}

/**
 * geng_store_load_record:
 * @self: a store
 * @station: the station, as loaded from the same folder
 * @year: a year
 * @month: a month
 * @record: (out) (optional) (transfer full): the revisions of its events
 * @error: return location
 *
 * Returns: (transfer full): the published roster; %NULL with %GENG_ERROR_FAULTY, or
 * %GENG_ERROR_NOT_FOUND where there is none
 */
GengRoster *
geng_store_load_record (GengStore *self,
                        GengStation *station,
                        GDateYear year,
                        GDateMonth month,
                        GengRecord **record,
                        GError **error)
{
  g_autofree char *file = geng_roster_file_record (year, month);
  g_autofree char *events = geng_roster_file_events (year, month);
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengRecord) revisions = geng_record_new ();
  GengReader reader = { NULL, faults, station, NULL };

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station), NULL);
  if (!need_file (self, file, geng_store_has_record (self, year, month), error))
    return NULL;
  reader.folder = geng_store_get_path (self);
  roster = create_month (station, year, month);
  geng_roster_file_read_record (&reader, file, roster, revisions);
  geng_roster_file_read_events (&reader, events, revisions);
  read_aside (&reader, file, roster);
  if (!geng_store_keep_faults (self, faults, error))
    return NULL;
  if (record != NULL)
    *record = g_steal_pointer (&revisions);
  return g_steal_pointer (&roster);
}

/* (transfer full) */
static char *
old_name (const char *file)
{
  return g_strconcat (file, ".old", NULL);
}

/* The draft as it is in the folder, the lines that were added to its table among it.
 * @lines: (out): these lines as they are, where the two can no longer be read as one */
static GBytes *
read_draft (GengStore *self,
            GengRoster *roster,
            const char *path,
            const char *steps,
            GBytes **lines,
            GError **error)
{
  g_autofree char *added = g_build_filename (geng_store_get_path (self), steps, NULL);
  g_autoptr (GengStore) store = geng_store_new_at (geng_store_get_path (self));
  g_autoptr (GengRoster) whole = NULL;
  g_autoptr (GError) failure = NULL;
  GDateMonth month;
  GDateYear year;

  if (!g_file_test (added, G_FILE_TEST_EXISTS))
    return geng_file_read (path, GENG_FILE_MAX, error);
  if (!get_month (roster, &year, &month, error))
    return NULL;
  whole = geng_store_load_draft (store, geng_roster_get_station (roster), year, month, &failure);
  if (whole != NULL)
    return geng_roster_file_write_draft (whole);
  if (!g_error_matches (failure, GENG_ERROR, GENG_ERROR_FAULTY))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  *lines = geng_file_read (added, GENG_FILE_MAX, error);
  return *lines != NULL ? geng_file_read (path, GENG_FILE_MAX, error) : NULL;
}

/* @lines: (nullable): beside the table */
static gboolean
keep_draft (GengTransaction *changes,
            const char *file,
            GBytes *table,
            const char *steps,
            GBytes *lines,
            GError **error)
{
  g_autofree char *aside = old_name (file);
  g_autofree char *beside = old_name (steps);

  return geng_transaction_put (changes, NULL, aside, table, GENG_FILE_SHARED, error)
         && (lines != NULL
                 ? geng_transaction_put (changes, NULL, beside, lines, GENG_FILE_SHARED, error)
                 : geng_transaction_remove (changes, NULL, beside, error));
}

/* @kept: (out) (optional): where the draft that was there is kept when it is another one. */
static gboolean
put_draft (GengStore *self,
           GengTransaction *changes,
           GengRoster *roster,
           const char *file,
           char **kept,
           GError **error)
{
  g_autoptr (GBytes) bytes = geng_roster_file_write_draft (roster);
  g_autofree char *path = g_build_filename (geng_store_get_path (self), file, NULL);
  g_autofree char *steps = geng_draft_steps_file (file);
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) lines = NULL;

  if (kept != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      old = read_draft (self, roster, path, steps, &lines, error);
      if (old == NULL)
        return FALSE;
    }
  if (old != NULL && (lines != NULL || !g_bytes_equal (old, bytes)))
    {
      if (!keep_draft (changes, file, old, steps, lines, error))
        return FALSE;
      *kept = old_name (path);
    }
  return geng_transaction_put (changes, NULL, file, bytes, GENG_FILE_SHARED, error)
         && geng_transaction_remove (changes, NULL, steps, error)
         && put_aside (changes, file, roster, error);
}

static gboolean
write_draft (GengStore *self, GengRoster *roster, char **kept, GError **error)
{
  g_autofree char *file = NULL;
  GengTransaction *changes;
  GDateMonth month;
  GDateYear year;
  gboolean own, ok;

  if (!get_month (roster, &year, &month, error)
      || (changes = geng_store_open_change (self, &own, error)) == NULL)
    return FALSE;
  file = geng_roster_file_draft (year, month);
  ok = put_draft (self, changes, roster, file, kept, error);
  return geng_store_close_change (self, own, ok, error);
}

/**
 * geng_store_save_draft:
 * @self: a store
 * @roster: a roster of one whole month
 * @error: return location
 *
 * Writes the draft of the month.
 *
 * Returns: %FALSE with %GENG_ERROR_PERIOD, %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the old draft is
 * as it was
 */
gboolean
geng_store_save_draft (GengStore *self, GengRoster *roster, GError **error)
{
  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_ROSTER (roster), FALSE);
  return write_draft (self, roster, NULL, error);
}

/**
 * geng_store_replace_draft:
 * @self: a store
 * @roster: a roster of one whole month
 * @kept: (out) (transfer full) (nullable) (type filename): the file that now holds the draft of
 *   before, or %NULL when there was none or it was the same
 * @error: return location
 *
 * As geng_store_save_draft(), but a draft that somebody may have worked on is kept beside the new
 * one.  Where steps of an editor no longer fit the table, both are kept as they are, the steps in a
 * file of their own.
 *
 * Returns: %FALSE with %GENG_ERROR_PERIOD, %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the old draft is
 * as it was
 */
gboolean
geng_store_replace_draft (GengStore *self, GengRoster *roster, char **kept, GError **error)
{
  g_autofree char *file = NULL;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_ROSTER (roster) && kept != NULL, FALSE);
  *kept = NULL;
  if (!write_draft (self, roster, &file, error))
    return FALSE;
  *kept = g_steal_pointer (&file);
  return TRUE;
}

/**
 * geng_store_remove_draft:
 * @self: a store
 * @year: a year
 * @month: a month
 * @error: return location
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED or %GENG_ERROR_IO
 */
gboolean
geng_store_remove_draft (GengStore *self, GDateYear year, GDateMonth month, GError **error)
{
  g_autofree char *file = geng_roster_file_draft (year, month);
  g_autofree char *aside = geng_roster_file_aside (file);
  g_autofree char *steps = geng_draft_steps_file (file);
  GengTransaction *changes;
  gboolean own, ok;

  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  changes = geng_store_open_change (self, &own, error);
  if (changes == NULL)
    return FALSE;
  ok = geng_transaction_remove (changes, NULL, file, error)
       && geng_transaction_remove (changes, NULL, steps, error)
       && geng_transaction_remove (changes, NULL, aside, error);
  return geng_store_close_change (self, own, ok, error);
}

/* No revision may be lost or counted back: phones would not take the change. */
static gboolean
check_not_worse (GengRecord *old, GengRecord *record, const char *file, GError **error)
{
  g_autoptr (GPtrArray) revisions = geng_record_list (old);

  for (guint i = 0; i < revisions->len; i++)
    {
      const GengRevision *before = g_ptr_array_index (revisions, i);
      const GengRevision *after = geng_record_lookup (record, before->key);

      if (after != NULL && after->sequence >= before->sequence
          && after->modified >= before->modified)
        continue;
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   after == NULL
                       ? _ ("%s: not replaced: the new record has lost the revision of %s")
                       : _ ("%s: not replaced: the new record has an older revision of %s"),
                   file, before->key);
      return FALSE;
    }
  return TRUE;
}

/* What a record counts, without its duties. */
static GengRecord *
load_revisions (GengStore *self,
                GengStation *station,
                const char *file,
                const char *events,
                GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengRecord) record = geng_record_new ();
  GengReader reader = { geng_store_get_path (self), faults, station, NULL };

  geng_roster_file_read_record (&reader, file, NULL, record);
  geng_roster_file_read_events (&reader, events, record);
  return geng_store_keep_faults (self, faults, error) ? g_steal_pointer (&record) : NULL;
}

static gboolean
has_content (GengStore *self, const char *file, GBytes *content)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (self), file, NULL);

  return geng_file_equals (path, content);
}

/*
 * Puts the record of a month into @changes; refuses with GENG_ERROR_INVALID one that is worse than
 * the old one, and with GENG_ERROR_FAULTY to replace an old one whose revisions nobody can read.
 */
gboolean
geng_store_put_record (GengStore *self,
                       GengTransaction *changes,
                       GengRoster *roster,
                       GengRecord *record,
                       GError **error)
{
  g_autoptr (GengRecord) old = NULL;
  g_autoptr (GBytes) rows = geng_roster_file_write_record (roster, record);
  g_autoptr (GBytes) others = geng_roster_file_write_events (roster, record);
  g_autofree char *file = NULL;
  g_autofree char *events = NULL;
  GDateMonth month;
  GDateYear year;

  if (!get_month (roster, &year, &month, error))
    return FALSE;
  file = geng_roster_file_record (year, month);
  events = geng_roster_file_events (year, month);
  /* What is there to the letter is not worse. */
  if (geng_store_has_record (self, year, month)
      && !(has_content (self, file, rows) && has_content (self, events, others)))
    {
      old = load_revisions (self, geng_roster_get_station (roster), file, events, error);
      if (old == NULL || !check_not_worse (old, record, file, error))
        return FALSE;
    }
  return geng_transaction_put (changes, NULL, file, rows, GENG_FILE_SHARED, error)
         && geng_transaction_put (changes, NULL, events, others, GENG_FILE_SHARED, error)
         && put_aside (changes, file, roster, error);
}

static gboolean
can_read_old (GengStore *self, GengRoster *roster, GError **error)
{
  const GDate *first = geng_roster_get_first (roster);
  GDateYear year = g_date_get_year (first);
  GDateMonth month = g_date_get_month (first);
  g_autoptr (GengRoster) old = NULL;

  if (!geng_store_has_record (self, year, month))
    return TRUE;
  old = geng_store_load_record (self, geng_roster_get_station (roster), year, month, NULL, error);
  return old != NULL;
}

/**
 * geng_store_save_record:
 * @self: a store
 * @roster: a roster of one whole month
 * @record: the revisions of its events
 * @error: return location
 *
 * Writes what was published.  A record that has lost a revision, or has an older one, is refused.
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID, %GENG_ERROR_FAULTY, %GENG_ERROR_PERIOD,
 * %GENG_ERROR_LOCKED or %GENG_ERROR_IO: the old record is as it was
 */
gboolean
geng_store_save_record (GengStore *self, GengRoster *roster, GengRecord *record, GError **error)
{
  GengTransaction *changes;
  gboolean own;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_ROSTER (roster) && GENG_IS_RECORD (record),
                        FALSE);
  changes = geng_store_open_change (self, &own, error);
  return changes != NULL
         && geng_store_close_change (
             self, own,
             can_read_old (self, roster, error)
                 && geng_store_put_record (self, changes, roster, record, error),
             error);
}

/* The month as it was served, where somebody confirmed it. */
static GengRoster *
load_served_month (GengStore *self,
                   GengStation *station,
                   GDateYear year,
                   GDateMonth month,
                   GError **error)
{
  g_autoptr (GengRoster) official
      = geng_store_load_record (self, station, year, month, NULL, error);
  g_autoptr (GengJournal) journal = NULL;

  if (official == NULL || !geng_store_has_journal (self, year, month))
    return g_steal_pointer (&official);
  journal = geng_store_load_journal (self, station, geng_roster_get_first (official),
                                     geng_roster_get_last (official), error);
  return journal != NULL ? geng_journal_apply (journal, official, error) : NULL;
}

GengRoster *
geng_store_load_known (GengStore *self,
                       GengStation *station,
                       const GDate *day,
                       gboolean drafts,
                       GError **error)
{
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);

  if (geng_store_has_record (self, year, month))
    return load_served_month (self, station, year, month, error);
  if (drafts && geng_store_has_draft (self, year, month))
    return geng_store_load_draft (self, station, year, month, error);
  return NULL;
}

static gboolean
add_duties (GengRoster *history, GPtrArray *months, GError **error)
{
  for (guint i = 0; i < months->len; i++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (g_ptr_array_index (months, i));

      for (guint j = 0; j < duties->len; j++)
        {
          GengDuty *duty = g_ptr_array_index (duties, j);
          g_autoptr (GengDuty) copy
              = geng_duty_new (geng_duty_get_member (duty), geng_duty_get_date (duty),
                               geng_duty_get_shift (duty), geng_duty_get_post (duty));
          g_autoptr (GPtrArray) items = geng_duty_list_items (duty);

          geng_duty_set_items (copy, items);
          geng_duty_take_served (copy, duty);
          if (g_date_compare (geng_duty_get_date (duty), geng_roster_get_last (history)) <= 0
              && !geng_roster_add (history, copy, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * geng_store_load_official:
 * @self: a store
 * @station: the station, as loaded from the same folder
 * @first: a day of the first month
 * @last: a day of the last month
 * @n_months: (out) (optional): how many of these months were published
 * @error: return location
 *
 * Joins what was published of these months; a month that was not has no duties.
 *
 * Returns: (transfer full) (nullable): the roster from the first day of the first month to the last
 * day of the last; %NULL with %GENG_ERROR_FAULTY
 */
GengRoster *
geng_store_load_official (GengStore *self,
                          GengStation *station,
                          const GDate *first,
                          const GDate *last,
                          guint *n_months,
                          GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GengRoster) official = NULL;
  GDate start, end;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (first != NULL && g_date_valid (first), NULL);
  g_return_val_if_fail (last != NULL && g_date_valid (last), NULL);
  g_return_val_if_fail (g_date_compare (first, last) <= 0, NULL);
  start = *first;
  g_date_set_day (&start, 1);
  end = geng_date_next_month (last);
  g_date_subtract_days (&end, 1);
  official = geng_roster_new (station, &start, &end, error);
  if (official == NULL)
    return NULL;
  for (GDate day = *first; g_date_compare (&day, last) <= 0; day = geng_date_next_month (&day))
    if (geng_store_has_record (self, g_date_get_year (&day), g_date_get_month (&day)))
      {
        GengRoster *month = geng_store_load_record (self, station, g_date_get_year (&day),
                                                    g_date_get_month (&day), NULL, error);

        if (month == NULL)
          return NULL;
        g_ptr_array_add (found, month);
      }
  if (n_months != NULL)
    *n_months = found->len;
  return add_duties (official, found, error) ? g_steal_pointer (&official) : NULL;
}

/**
 * geng_store_load_history:
 * @self: a store
 * @station: the station, as loaded from the same folder
 * @before: the first day that is not history any more
 * @months: how many months to look back; 0: as many as the station's rules count
 * @drafts: whether a draft stands in for a month that was not published
 * @error: return location
 *
 * A station whose zone shares people is told what they serve elsewhere in these months and in the
 * year from @before on (geng_station_list_elsewhere()).
 *
 * Joins the months before @before: what the journal confirms as it was served, the rest as it was
 * published.  It ends at the first month of which nothing is there: a hole
 * would look like days off.
 *
 * Returns: (transfer full) (nullable): the history; %NULL without an error where there is none,
 * %NULL with %GENG_ERROR_FAULTY
 */
GengRoster *
geng_store_load_history (GengStore *self,
                         GengStation *station,
                         const GDate *before,
                         guint months,
                         gboolean drafts,
                         GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GError) failure = NULL;
  GDate last, first, day;

  g_return_val_if_fail (GENG_IS_STORE (self) && GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (before != NULL && g_date_valid (before), NULL);
  if (months == 0)
    months = geng_look_back_months (station, before);
  last = day = *before;
  g_date_subtract_days (&last, 1);
  day = first = last;
  for (guint i = 0; i < months; i++)
    {
      GengRoster *month = geng_store_load_known (self, station, &day, drafts, &failure);

      if (month == NULL)
        break;
      g_ptr_array_add (found, month);
      first = *geng_roster_get_first (month);
      day = first;
      g_date_subtract_days (&day, 1);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  geng_store_tell_elsewhere (self, station, &first, before, drafts);
  if (found->len == 0)
    return NULL;
  history = geng_roster_new (station, &first, &last, error);
  return history != NULL && add_duties (history, found, error) ? g_steal_pointer (&history) : NULL;
}
