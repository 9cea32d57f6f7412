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

/* A member has one duty a duty day: all that he did on it, from the first start to the last end
 * with breaks between, at the shift and post of the longest part. */
typedef struct
{
  GArray *parts; /* of Part */
  int longest;
  GengShift *shift;
  GengPost *post;
} Stretch;

typedef struct
{
  int from, to;
} Part;

static void
add_part (Stretch *self, int from, int to, GengShift *shift, GengPost *post)
{
  Part part = { from, to };

  g_array_append_val (self->parts, part);
  if (to - from <= self->longest)
    return;
  self->longest = to - from;
  self->shift = shift;
  self->post = post;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  return ((const Part *) a)->from - ((const Part *) b)->from;
}

/* Gives the duty the times of all parts. */
static void
set_served (GengDuty *duty, GArray *parts)
{
  g_autoptr (GStrvBuilder) breaks = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  int end;

  g_array_sort (parts, compare_parts);
  end = g_array_index (parts, Part, 0).to;
  for (guint i = 1; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->from > end)
        {
          g_autofree char *text = g_strdup_printf ("%d-%d", end, part->from);

          g_strv_builder_add (breaks, text);
        }
      end = MAX (end, part->to);
    }
  geng_duty_set_served (duty, g_array_index (parts, Part, 0).from, end);
  list = g_strv_builder_end (breaks);
  geng_duty_set_served_breaks (duty, (const char *const *) list);
}

/* (nullable): NULL for somebody who did nothing. @planned: (nullable): what is taken to have gone
 * as it was published */
static GengDuty *
join_rows (GengJournal *self, GPtrArray *rows, GengDuty *planned)
{
  GengStation *station = geng_journal_get_station (self);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  Stretch all = { parts, -1, NULL, NULL };
  GengDuty *duty;

  if (planned != NULL)
    add_part (&all, geng_shift_get_start_minute (geng_duty_get_shift (planned)),
              geng_shift_get_end_minute (geng_duty_get_shift (planned)),
              geng_duty_get_shift (planned), geng_duty_get_post (planned));
  for (guint i = 0; i < rows->len; i++)
    if (geng_attendance_get_kind (rows->pdata[i]) != GENG_ATTENDANCE_KIND_ABSENT)
      add_part (&all, geng_attendance_get_start_minute (rows->pdata[i]),
                geng_attendance_get_end_minute (rows->pdata[i]),
                geng_attendance_get_shift (rows->pdata[i]),
                geng_attendance_get_post (rows->pdata[i]));
  if (all.longest < 0)
    return NULL;
  if (all.shift == NULL)
    all.shift = nearest_shift (station, g_array_index (parts, Part, 0).from,
                               g_array_index (parts, Part, 0).from + all.longest);
  all.post = all.post != NULL ? all.post : any_post (station);
  if (all.shift == NULL || all.post == NULL)
    return NULL;
  duty = geng_duty_new (geng_attendance_get_member (rows->pdata[0]),
                        geng_attendance_get_date (rows->pdata[0]), all.shift, all.post);
  set_served (duty, parts);
  return duty;
}

static gboolean
within (GengRoster *roster, const GDate *date)
{
  return g_date_compare (date, geng_roster_get_first (roster)) >= 0
         && g_date_compare (date, geng_roster_get_last (roster)) <= 0;
}

static gboolean
did_anything (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (geng_attendance_get_kind (rows->pdata[i]) != GENG_ATTENDANCE_KIND_ABSENT)
      return TRUE;
  return FALSE;
}

/* What nobody confirmed of a planned duty is as it was published, and whatever else the member was
 * called for comes to it.  A reserve or a leader on call has no row of his own: what he was called
 * for takes the place of his waiting. */
static gboolean
settle_day (GengJournal *self,
            GengRoster *official,
            GengRoster *history,
            GengMember *member,
            const GDate *date,
            GError **error)
{
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self, member, date);
  GengDuty *planned = geng_roster_lookup (official, member, date);
  gboolean waits
      = planned != NULL && !geng_station_is_at_work (geng_journal_get_station (self), planned);
  gboolean open = planned != NULL && !waits && !geng_journal_is_confirmed (self, planned);
  g_autoptr (GengDuty) served = NULL;

  if ((waits || open) && !did_anything (rows))
    return TRUE;
  served = join_rows (self, rows, open ? planned : NULL);
  if (planned != NULL && served != NULL)
    {
      g_autoptr (GPtrArray) items = geng_duty_list_items (planned);

      geng_duty_set_items (served, items);
    }
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
 * the roster has a duty.  What nobody confirmed is as it was published; who was called out besides
 * has one duty from the first start to the last end, with breaks (#GengDuty:served-breaks).
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
          && !settle_day (self, official, history, geng_attendance_get_member (row), date, error))
        return NULL;
    }
  return g_steal_pointer (&history);
}
