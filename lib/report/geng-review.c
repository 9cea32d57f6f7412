/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Counts a month for the meeting.  The formulas are those that the document prints under its
 * figures. */

#include "geng-review.h"

#include "geng-date.h"

typedef GengEntity *(*Belongs) (GengMember *member);

static GengEntity *
organisation_of (GengMember *member)
{
  return (GengEntity *) geng_member_get_organisation (member);
}

static GengEntity *
team_of (GengMember *member)
{
  return (GengEntity *) geng_member_get_team (member);
}

int
geng_review_row_minutes (GengAttendance *row, GengStation *station)
{
  int start = geng_attendance_get_start_minute (row), end = geng_attendance_get_end_minute (row);

  if (geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_ABSENT || start < 0)
    return 0;
  return geng_station_elapsed_minutes (station, geng_attendance_get_date (row), start, end);
}

static gboolean
in_month (const GengReview *self, const GDate *date)
{
  return date != NULL && g_date_compare (date, &self->first) >= 0
         && g_date_compare (date, &self->last) <= 0;
}

static int
planned_minutes (const GengReview *self, GengDuty *duty)
{
  GengShift *shift = geng_duty_get_shift (duty);

  return geng_station_elapsed_minutes (self->station, geng_duty_get_date (duty),
                                       geng_shift_get_start_minute (shift),
                                       geng_shift_get_end_minute (shift));
}

/* -- rows of organisations, teams and campaigns -- */

static void
add_duty (const GengReview *self, GengReviewRow *row, GengDuty *duty)
{
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (
      self->journal, geng_duty_get_member (duty), geng_duty_get_date (duty));

  row->planned++;
  row->planned_minutes += planned_minutes (self, duty);
  for (guint i = 0; i < rows->len; i++)
    {
      GengAttendance *attendance = g_ptr_array_index (rows, i);

      if (geng_attendance_get_kind (attendance) == GENG_ATTENDANCE_KIND_SERVED)
        row->served++;
      else if (geng_attendance_get_kind (attendance) == GENG_ATTENDANCE_KIND_ABSENT)
        row->absent++;
      else
        continue;
      return;
    }
  row->unconfirmed++;
}

static void
add_attendance (const GengReview *self, GengReviewRow *row, GengAttendance *attendance)
{
  row->served_minutes += geng_review_row_minutes (attendance, self->station);
  if (geng_attendance_get_kind (attendance) > GENG_ATTENDANCE_KIND_ABSENT)
    row->stood_in++;
}

static void
add_all_duties (const GengReview *self, GengReviewRow *row, Belongs belongs, gpointer whom)
{
  g_autoptr (GPtrArray) duties
      = self->roster != NULL ? geng_roster_list_duties (self->roster) : g_ptr_array_new ();
  GListModel *rows = geng_journal_get_attendance (self->journal);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      if (in_month (self, geng_duty_get_date (duty))
          && (belongs == NULL || belongs (geng_duty_get_member (duty)) == whom))
        add_duty (self, row, duty);
    }
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) attendance = g_list_model_get_item (rows, i);

      if (in_month (self, geng_attendance_get_date (attendance))
          && (belongs == NULL || belongs (geng_attendance_get_member (attendance)) == whom))
        add_attendance (self, row, attendance);
    }
}

/* A row for each of the list, and one for those who belong to none of them. */
static GArray *
count_groups (const GengReview *self, GListModel *groups, Belongs belongs)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GengReviewRow));
  guint n = g_list_model_get_n_items (groups);

  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (GengEntity) group = i < n ? g_list_model_get_item (groups, i) : NULL;
      GengReviewRow row = { group != NULL ? geng_entity_get_name (group) : NULL };

      add_all_duties (self, &row, belongs, group);
      if (group != NULL || row.planned > 0 || row.served_minutes > 0)
        g_array_append_val (rows, row);
    }
  return rows;
}

static void
add_total (const GengReview *self)
{
  GengReviewRow row = { NULL };

  add_all_duties (self, &row, NULL, NULL);
  g_array_append_val (self->organisations, row);
}

/* -- campaigns -- */

static gboolean
serves (const GengReview *self, GengDuty *duty, GengDemand *demand)
{
  GengShift *shift = geng_demand_get_shift (demand);

  return geng_duty_get_post (duty) == geng_demand_get_post (demand)
         && (shift == NULL || shift == geng_duty_get_shift (duty))
         && geng_days_contains (geng_demand_get_days (demand), self->station,
                                geng_duty_get_date (duty));
}

static GengReviewRow *
find_row (GArray *rows, const char *name)
{
  GengReviewRow row = { name };

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (g_array_index (rows, GengReviewRow, i).name, name) == 0)
      return &g_array_index (rows, GengReviewRow, i);
  g_array_append_val (rows, row);
  return &g_array_index (rows, GengReviewRow, rows->len - 1);
}

static GArray *
count_campaigns (const GengReview *self)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GengReviewRow));
  GListModel *demands = geng_station_get_demands (self->station);
  g_autoptr (GPtrArray) duties
      = self->roster != NULL ? geng_roster_list_duties (self->roster) : g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      const char *campaign = geng_demand_get_campaign (demand);

      for (guint d = 0; campaign != NULL && d < duties->len; d++)
        if (serves (self, g_ptr_array_index (duties, d), demand))
          add_duty (self, find_row (rows, campaign), g_ptr_array_index (duties, d));
    }
  return rows;
}

/* -- findings -- */

static GengReviewKind *
find_kind (GArray *kinds, const char *kind)
{
  GengReviewKind row = { kind };

  for (guint i = 0; i < kinds->len; i++)
    if (g_strcmp0 (g_array_index (kinds, GengReviewKind, i).kind, kind) == 0)
      return &g_array_index (kinds, GengReviewKind, i);
  g_array_append_val (kinds, row);
  return &g_array_index (kinds, GengReviewKind, kinds->len - 1);
}

static gboolean
in_month_before (const GengReview *self, const GDate *date)
{
  GDate first = self->first;

  g_date_subtract_months (&first, 1);
  return g_date_compare (date, &first) >= 0 && g_date_compare (date, &self->first) < 0;
}

/* Settled and overdue by the day of the meeting, of what was found in the month. */
static void
count_finding (const GengReview *self, GengReviewKind *row, GengPatrolFinding *finding)
{
  const GDate *due = geng_patrol_finding_get_due (finding);
  const GDate *settled = geng_patrol_finding_get_settled (finding);

  if (in_month_before (self, geng_patrol_finding_get_date (finding)))
    row->found_before++;
  if (!in_month (self, geng_patrol_finding_get_date (finding)))
    return;
  row->found++;
  if (settled != NULL && g_date_compare (settled, &self->at) <= 0)
    row->settled++;
  else if (due != NULL && g_date_compare (due, &self->at) < 0)
    row->overdue++;
}

static GArray *
count_findings (const GengReview *self)
{
  GArray *kinds = g_array_new (FALSE, TRUE, sizeof (GengReviewKind));
  GListModel *rows = geng_journal_get_findings (self->journal);
  GengReviewKind total = { NULL };

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengPatrolFinding) finding = g_list_model_get_item (rows, i);

      if (!in_month (self, geng_patrol_finding_get_date (finding))
          && !in_month_before (self, geng_patrol_finding_get_date (finding)))
        continue;
      count_finding (self, find_kind (kinds, geng_patrol_finding_get_kind (finding)), finding);
      count_finding (self, &total, finding);
    }
  g_array_append_val (kinds, total);
  return kinds;
}

static void
count_inspections (GengReview *self)
{
  GListModel *rows = geng_journal_get_inspections (self->journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengInspection) row = g_list_model_get_item (rows, i);

      if (!in_month (self, geng_inspection_get_date (row)))
        continue;
      self->n_inspections++;
      self->n_notices += geng_inspection_get_notice (row) != NULL;
      self->n_to_mend += geng_inspection_get_result (row) == GENG_INSPECTION_RESULT_TO_MEND;
      self->n_closed += geng_inspection_get_result (row) == GENG_INSPECTION_RESULT_CLOSED;
    }
}

static void
count_kit (GengReview *self)
{
  GListModel *rows = geng_journal_get_kit_loans (self->journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengKitLoan) row = g_list_model_get_item (rows, i);

      if (!in_month (self, geng_kit_loan_get_date (row)))
        continue;
      self->n_lost += geng_kit_loan_get_state (row) == GENG_ITEM_STATE_LOST;
      self->n_broken += geng_kit_loan_get_state (row) == GENG_ITEM_STATE_REPAIR;
    }
}

/* -- people -- */

static void
count_people (GengReview *self)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) took_part = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) duties
      = self->roster != NULL ? geng_roster_list_duties (self->roster) : g_ptr_array_new ();
  GListModel *rows = geng_journal_get_attendance (self->journal);

  for (guint i = 0; i < duties->len; i++)
    if (in_month (self, geng_duty_get_date (g_ptr_array_index (duties, i))))
      g_hash_table_add (listed, geng_duty_get_member (g_ptr_array_index (duties, i)));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);
      GengRounds rounds = geng_attendance_get_rounds (row);

      if (!in_month (self, geng_attendance_get_date (row)))
        continue;
      if (geng_attendance_get_kind (row) != GENG_ATTENDANCE_KIND_ABSENT
          && g_hash_table_contains (listed, geng_attendance_get_member (row)))
        g_hash_table_add (took_part, geng_attendance_get_member (row));
      self->n_rounds += rounds != GENG_ROUNDS_UNKNOWN;
      self->n_rounds_made += rounds == GENG_ROUNDS_CLEAN || rounds == GENG_ROUNDS_FOUND;
    }
  self->n_listed = g_hash_table_size (listed);
  self->n_took_part = g_hash_table_size (took_part);
}

GengReview *
geng_review_new (GengStation *station,
                 GengRoster *roster,
                 GengJournal *journal,
                 const GDate *month,
                 const GDate *at)
{
  GengReview *self = g_new0 (GengReview, 1);

  self->station = g_object_ref (station);
  self->roster = roster != NULL ? g_object_ref (roster) : NULL;
  self->journal = g_object_ref (journal);
  self->first = *month;
  g_date_set_day (&self->first, 1);
  self->last = self->first;
  g_date_add_months (&self->last, 1);
  g_date_subtract_days (&self->last, 1);
  self->at = *at;
  self->organisations
      = count_groups (self, geng_station_get_organisations (station), organisation_of);
  add_total (self);
  self->teams = count_groups (self, geng_station_get_teams (station), team_of);
  self->campaigns = count_campaigns (self);
  self->kinds = count_findings (self);
  count_inspections (self);
  count_kit (self);
  count_people (self);
  return self;
}

void
geng_review_free (GengReview *self)
{
  g_array_unref (self->organisations);
  g_array_unref (self->teams);
  g_array_unref (self->campaigns);
  g_array_unref (self->kinds);
  g_clear_object (&self->roster);
  g_object_unref (self->journal);
  g_object_unref (self->station);
  g_free (self);
}
