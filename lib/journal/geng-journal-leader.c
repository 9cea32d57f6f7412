/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who led a crew (带班队长): the roster names who was to, the journal knows who came. */

#include "geng-journal-private.h"

#include "geng-list-private.h"
#include "geng-presence-private.h"

/* The first of each kind, in the order of the roster; substitutes come after the crew. */
typedef struct
{
  GengMember *leads_to_the_end, *leads, *to_the_end, *any;
} Crew;

static void
add_member (Crew *self, GengStation *station, GengMember *member, gboolean to_the_end)
{
  gboolean leads = geng_station_may_lead (station, member);

  if (self->any == NULL)
    self->any = member;
  if (self->to_the_end == NULL && to_the_end)
    self->to_the_end = member;
  if (self->leads == NULL && leads)
    self->leads = member;
  if (self->leads_to_the_end == NULL && leads && to_the_end)
    self->leads_to_the_end = member;
}

static gboolean
stayed (GengAttendance *row, GengShift *shift)
{
  return geng_attendance_get_end_minute (row) >= geng_shift_get_end_minute (shift);
}

/* Whoever of the crew is not confirmed yet is taken to have come. */
static void
add_planned (Crew *self, GengJournal *journal, GengDuty *duty)
{
  GengMember *member = geng_duty_get_member (duty);
  GengShift *shift = geng_duty_get_shift (duty);
  GengStation *station = geng_journal_get_station (journal);
  g_autoptr (GPtrArray) rows = NULL;

  if (!geng_journal_is_confirmed (journal, duty))
    {
      add_member (self, station, member, TRUE);
      return;
    }
  rows = geng_journal_list_attendance (journal, member, geng_duty_get_date (duty));
  for (guint i = 0; i < rows->len; i++)
    if (geng_attendance_get_kind (rows->pdata[i]) == GENG_ATTENDANCE_KIND_SERVED
        && geng_attendance_get_shift (rows->pdata[i]) == shift)
      add_member (self, station, member, stayed (rows->pdata[i], shift));
}

/* Substitutes, and who was called out or sent beside the roster. */
static void
add_others (Crew *self, GengJournal *journal, const GDate *date, GengShift *shift, GengPost *post)
{
  GengList *rows = GENG_LIST (geng_journal_get_attendance (journal));

  for (guint i = 0; i < geng_list_size (rows); i++)
    {
      GengAttendance *row = geng_list_peek (rows, i);

      if (geng_attendance_get_kind (row) > GENG_ATTENDANCE_KIND_ABSENT
          && geng_attendance_get_shift (row) == shift && geng_attendance_get_post (row) == post
          && g_date_compare (geng_attendance_get_date (row), date) == 0)
        add_member (self, geng_journal_get_station (journal), geng_attendance_get_member (row),
                    stayed (row, shift));
    }
}

GengMember *
geng_journal_find_leader (GengJournal *self,
                          GengRoster *official,
                          const GDate *date,
                          GengShift *shift,
                          GengPost *post)
{
  g_autoptr (GPtrArray) day = geng_roster_list_date (official, date);
  Crew crew = { NULL };
  gboolean has_leader = FALSE;

  for (guint i = 0; i < day->len; i++)
    {
      GengDuty *duty = day->pdata[i];

      if (geng_duty_get_shift (duty) != shift || geng_duty_get_post (duty) != post)
        continue;
      has_leader
          = has_leader
            || geng_station_may_lead (geng_journal_get_station (self), geng_duty_get_member (duty));
      add_planned (&crew, self, duty);
    }
  if (shift != NULL)
    add_others (&crew, self, date, shift, post);
  if (crew.leads != NULL)
    return crew.leads_to_the_end != NULL ? crew.leads_to_the_end : crew.leads;
  if (has_leader)
    return NULL;
  return crew.to_the_end != NULL ? crew.to_the_end : crew.any;
}

/**
 * geng_journal_find_crew_leader:
 * @self: a #GengJournal
 * @official: the published roster of the same station
 * @duty: one of its duties
 *
 * Finds who led the crew of a duty (带班队长), which is those who serve the same shift at the same
 * post that day: the first of those who came and may lead (#GengRole:leads), in the order of the
 * roster, substitutes last; who stayed to the end goes before who left.  Where nobody of the crew
 * was to lead, the first who came.  Who is not confirmed yet is taken to have come, so before the
 * confirmation it is whom geng_roster_find_crew_leader() names.
 *
 * Returns: (transfer none) (nullable): the member; %NULL where nobody came who may lead
 */
GengMember *
geng_journal_find_crew_leader (GengJournal *self, GengRoster *official, GengDuty *duty)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_ROSTER (official), NULL);
  g_return_val_if_fail (GENG_IS_DUTY (duty) && geng_duty_get_date (duty) != NULL, NULL);
  return geng_journal_find_leader (self, official, geng_duty_get_date (duty),
                                   geng_duty_get_shift (duty), geng_duty_get_post (duty));
}
