/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Makes the one history that planner and judge read: what is confirmed as it was, the rest as it
 * was published. */

#include "geng-journal-private.h"

#include "geng-gettext.h"

/* Service outside the shifts counts as the shift with which it shares most minutes; among equals
 * the first of the station. */
static GengShift *
nearest_shift (GengStation *station, int start, int end)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GengShift *best = NULL;
  int most = -1;

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      int shared = MIN (end, geng_shift_get_end_minute (shift))
                   - MAX (start, geng_shift_get_start_minute (shift));

      if (MAX (shared, 0) > most)
        {
          most = MAX (shared, 0);
          best = shift;
        }
    }
  return best;
}

static GengPost *
any_post (GengStation *station)
{
  g_autoptr (GengPost) post = g_list_model_get_item (geng_station_get_posts (station), 0);

  return post;
}

/* A member has one duty a duty day: several rows of a day are one stretch from the first start to
 * the last end, at the shift and post of the longest. */
static GengDuty *
join_rows (GengJournal *self, GPtrArray *rows)
{
  GengStation *station = geng_journal_get_station (self);
  int start = G_MAXINT, end = -1, longest = -1;
  GengAttendance *main_row = NULL;
  GengShift *shift;
  GengPost *post;
  GengDuty *duty;

  for (guint i = 0; i < rows->len; i++)
    {
      GengAttendance *row = g_ptr_array_index (rows, i);
      int from = geng_attendance_get_start_minute (row), to = geng_attendance_get_end_minute (row);

      if (geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_ABSENT)
        continue;
      start = MIN (start, from);
      end = MAX (end, to);
      if (to - from > longest)
        {
          longest = to - from;
          main_row = row;
        }
    }
  if (main_row == NULL)
    return NULL;
  shift = geng_attendance_get_shift (main_row);
  post = geng_attendance_get_post (main_row);
  shift = shift != NULL ? shift : nearest_shift (station, start, end);
  post = post != NULL ? post : any_post (station);
  if (shift == NULL || post == NULL)
    return NULL;
  duty = geng_duty_new (geng_attendance_get_member (main_row), geng_attendance_get_date (main_row),
                        shift, post);
  geng_duty_set_served (duty, start, end);
  return duty;
}

static gboolean
within (GengRoster *roster, const GDate *date)
{
  return g_date_compare (date, geng_roster_get_first (roster)) >= 0
         && g_date_compare (date, geng_roster_get_last (roster)) <= 0;
}

static gboolean
waits (GengJournal *self, GengDuty *planned)
{
  return geng_station_is_reserve_post (geng_journal_get_station (self),
                                       geng_duty_get_post (planned));
}

/* A planned duty of which no row tells stays as it was published.  A reserve's has no row of its
 * own: whatever he was called for takes its place. */
static gboolean
settle_day (GengJournal *self,
            GengRoster *history,
            GengMember *member,
            const GDate *date,
            GError **error)
{
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self, member, date);
  GengDuty *planned = geng_roster_lookup (history, member, date);
  g_autoptr (GengDuty) served = join_rows (self, rows);

  if (planned != NULL && served == NULL && waits (self, planned))
    return TRUE;
  if (planned != NULL && !waits (self, planned) && !geng_journal_is_confirmed (self, planned))
    return TRUE;
  if (planned != NULL && served != NULL)
    {
      g_autoptr (GPtrArray) items = geng_duty_list_items (planned);

      geng_duty_set_items (served, items);
    }
  if (planned != NULL)
    geng_roster_clear (history, member, date);
  return served == NULL || geng_roster_add (history, served, error);
}

/**
 * geng_journal_apply:
 * @self: a #GengJournal
 * @official: a published roster of the same station
 * @error: return location for an error
 *
 * The roster as it was served: who was confirmed absent has no duty, who was late, left early or
 * stood in has the times that he served (#GengDuty:served-start-minute), who was sent out beside
 * the roster has a duty.  What nobody confirmed is as it was published.
 *
 * Returns: (transfer full) (nullable): a new roster over the days of @official; %NULL with
 * %GENG_ERROR_UNKNOWN for one of another station
 */
GengRoster *
geng_journal_apply (GengJournal *self, GengRoster *official, GError **error)
{
  g_autoptr (GengRoster) history = NULL;
  GListModel *rows;

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_ROSTER (official), NULL);
  if (geng_journal_get_station (self) != geng_roster_get_station (official))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("journal and roster are of different stations"));
      return NULL;
    }
  history = geng_roster_copy (official);
  rows = geng_journal_get_attendance (self);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);
      const GDate *date = geng_attendance_get_date (row);

      if (within (history, date)
          && !settle_day (self, history, geng_attendance_get_member (row), date, error))
        return NULL;
    }
  return g_steal_pointer (&history);
}
