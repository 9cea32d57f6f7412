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

/* A leader on call is on the roster, and neither signs in nor counts; nor does a reserve. */
gboolean
geng_review_counts (const GengReview *self, GengDuty *duty)
{
  return in_month (self, geng_duty_get_date (duty))
         && geng_station_is_at_work (self->station, duty);
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

      if (geng_review_counts (self, duty)
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

/* A row for each of the list that has duties, and one for those who belong to none of them. */
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
      if (row.planned > 0 || row.served_minutes > 0)
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
         && geng_demand_holds_on (demand, self->station, geng_duty_get_date (duty));
}

static void
begin_stage (GArray *stages, GengDemand *demand)
{
  GengReviewStage stage
      = { geng_demand_get_campaign (demand), geng_entity_get_name (GENG_ENTITY (demand)),
          geng_demand_get_post (demand) };
  guint at = stages->len;

  stage.organisations = g_array_new (FALSE, TRUE, sizeof (GengReviewRow));

  for (guint i = 0; i < stages->len; i++)
    if (g_strcmp0 (g_array_index (stages, GengReviewStage, i).campaign, stage.campaign) == 0)
      at = i + 1;
  g_array_insert_val (stages, at, stage);
}

static void
count_stage_days (const GengReview *self, GengReviewStage *stage, GengDemand *demand)
{
  for (GDate day = self->first; g_date_compare (&day, &self->last) <= 0; g_date_add_days (&day, 1))
    if (geng_demand_holds_on (demand, self->station, &day))
      {
        if (!g_date_valid (&stage->first))
          stage->first = day;
        stage->last = day;
      }
}

/* A row for each organisation, and one for those of none, that has duties there. */
static void
count_stage_duties (const GengReview *self,
                    GengReviewStage *stage,
                    GengDemand *demand,
                    GPtrArray *duties)
{
  GListModel *organisations = geng_station_get_organisations (self->station);
  guint n = g_list_model_get_n_items (organisations);

  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (GengEntity) one = i < n ? g_list_model_get_item (organisations, i) : NULL;
      GengReviewRow row = { one != NULL ? geng_entity_get_name (one) : NULL };

      for (guint d = 0; d < duties->len; d++)
        if (serves (self, duties->pdata[d], demand)
            && organisation_of (geng_duty_get_member (duties->pdata[d])) == one)
          {
            add_duty (self, &row, duties->pdata[d]);
            add_duty (self, &stage->row, duties->pdata[d]);
          }
      if (row.planned > 0)
        g_array_append_val (stage->organisations, row);
    }
}

static void
clear_stage (gpointer stage)
{
  g_array_unref (((GengReviewStage *) stage)->organisations);
}

static GengReviewStage *
find_stage (GArray *stages, GengDemand *demand)
{
  for (guint i = 0; i < stages->len; i++)
    {
      GengReviewStage *stage = &g_array_index (stages, GengReviewStage, i);

      if (stage->name == geng_entity_get_name (GENG_ENTITY (demand)))
        return stage;
    }
  return NULL;
}

/* The demands with a campaign that have a day in the month; those of one campaign together. */
static GArray *
count_stages (const GengReview *self)
{
  GArray *stages = g_array_new (FALSE, TRUE, sizeof (GengReviewStage));
  GListModel *demands = geng_station_get_demands (self->station);
  g_autoptr (GPtrArray) duties
      = self->roster != NULL ? geng_roster_list_duties (self->roster) : g_ptr_array_new ();

  g_array_set_clear_func (stages, clear_stage);
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      GengReviewStage *stage;

      if (geng_demand_get_campaign (demand) == NULL)
        continue;
      begin_stage (stages, demand);
      stage = find_stage (stages, demand);
      count_stage_days (self, stage, demand);
      count_stage_duties (self, stage, demand, duties);
    }
  for (guint i = stages->len; i > 0; i--)
    if (!g_date_valid (&g_array_index (stages, GengReviewStage, i - 1).first))
      g_array_remove_index (stages, i - 1);
  return stages;
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

/* Settled and overdue by the day of the meeting, of what was found in the month.  What has no day
 * by which it is due is never late. */
void
geng_review_count_finding (const GengReview *self, GengReviewKind *row, GengPatrolFinding *finding)
{
  const GDate *due = geng_patrol_finding_get_due (finding);
  const GDate *settled = geng_patrol_finding_get_settled (finding);

  if (in_month_before (self, geng_patrol_finding_get_date (finding)))
    row->found_before++;
  if (!in_month (self, geng_patrol_finding_get_date (finding)))
    return;
  row->found++;
  if (settled != NULL && g_date_compare (settled, &self->at) <= 0)
    {
      row->settled++;
      row->late += due != NULL && g_date_compare (settled, due) > 0;
    }
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
      geng_review_count_finding (self, find_kind (kinds, geng_patrol_finding_get_kind (finding)),
                                 finding);
      geng_review_count_finding (self, &total, finding);
    }
  g_array_append_val (kinds, total);
  return kinds;
}

static void
list_overdue (GengReview *self)
{
  GListModel *rows = geng_journal_get_findings (self->journal);

  self->overdue = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengPatrolFinding) row = g_list_model_get_item (rows, i);
      const GDate *due = geng_patrol_finding_get_due (row);
      const GDate *settled = geng_patrol_finding_get_settled (row);

      if (due != NULL && g_date_compare (due, &self->at) < 0
          && (settled == NULL || g_date_compare (settled, &self->at) > 0))
        g_ptr_array_add (self->overdue, g_steal_pointer (&row));
    }
}

/* -- visits to firms -- */

static GengReviewVisits *
find_visits (GArray *visits, const char *campaign)
{
  GengReviewVisits row = { campaign };

  for (guint i = 0; i < visits->len; i++)
    if (g_strcmp0 (g_array_index (visits, GengReviewVisits, i).campaign, campaign) == 0)
      return &g_array_index (visits, GengReviewVisits, i);
  g_array_append_val (visits, row);
  return &g_array_index (visits, GengReviewVisits, visits->len - 1);
}

void
geng_review_count_visit (const GengReview *self, GengReviewVisits *row, GengInspection *visit)
{
  if (!in_month (self, geng_inspection_get_date (visit)))
    return;
  row->visited++;
  row->notices += geng_inspection_get_notice (visit) != NULL;
  row->to_mend += geng_inspection_get_result (visit) == GENG_INSPECTION_RESULT_TO_MEND;
  row->closed += geng_inspection_get_result (visit) == GENG_INSPECTION_RESULT_CLOSED;
}

static GArray *
count_visits (const GengReview *self)
{
  GArray *visits = g_array_new (FALSE, TRUE, sizeof (GengReviewVisits));
  GListModel *rows = geng_journal_get_inspections (self->journal);
  GengReviewVisits all = { NULL };

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengInspection) row = g_list_model_get_item (rows, i);

      if (!in_month (self, geng_inspection_get_date (row)))
        continue;
      geng_review_count_visit (self, find_visits (visits, geng_inspection_get_campaign (row)), row);
      geng_review_count_visit (self, &all, row);
    }
  g_array_append_val (visits, all);
  return visits;
}

/* -- kit -- */

/* A row of one item outside of any shift tells that it is back. */
static gboolean
find_event (GengKitLoan *row, GengReviewKitEvent *event)
{
  GengItemState state = geng_kit_loan_get_state (row);

  if (geng_kit_loan_get_item (row) == NULL)
    return FALSE;
  if (state == GENG_ITEM_STATE_USABLE && geng_kit_loan_get_shift (row) != NULL)
    return FALSE;
  *event = state == GENG_ITEM_STATE_USABLE ? GENG_REVIEW_KIT_FOUND
           : state == GENG_ITEM_STATE_LOST ? GENG_REVIEW_KIT_LOST
                                           : GENG_REVIEW_KIT_BROKEN;
  return TRUE;
}

static GArray *
list_kit (const GengReview *self)
{
  GArray *kit = g_array_new (FALSE, TRUE, sizeof (GengReviewKit));
  GListModel *rows = geng_journal_get_kit_loans (self->journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengKitLoan) row = g_list_model_get_item (rows, i);
      GengReviewKit one = { *geng_kit_loan_get_date (row), geng_kit_loan_get_item (row) };

      if (in_month (self, &one.date) && find_event (row, &one.event))
        g_array_append_val (kit, one);
    }
  return kit;
}

/* -- people -- */

static void
count_people (GengReview *self)
{
  g_autoptr (GPtrArray) duties
      = self->roster != NULL ? geng_roster_list_duties (self->roster) : g_ptr_array_new ();
  GListModel *rows = geng_journal_get_attendance (self->journal);

  self->listed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->took_part = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < duties->len; i++)
    if (geng_review_counts (self, duties->pdata[i]))
      g_hash_table_add (self->listed, g_object_ref (geng_duty_get_member (duties->pdata[i])));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);

      if (!in_month (self, geng_attendance_get_date (row)))
        continue;
      self->confirmed = TRUE;
      if (geng_attendance_get_kind (row) != GENG_ATTENDANCE_KIND_ABSENT
          && g_hash_table_contains (self->listed, geng_attendance_get_member (row)))
        g_hash_table_add (self->took_part, g_object_ref (geng_attendance_get_member (row)));
    }
}

/* -- rounds -- */

static GengReviewRounds *
find_rounds (GArray *rounds, GengPost *post)
{
  GengReviewRounds row = { post };

  for (guint i = 0; i < rounds->len; i++)
    if (g_array_index (rounds, GengReviewRounds, i).post == post)
      return &g_array_index (rounds, GengReviewRounds, i);
  g_array_append_val (rounds, row);
  return &g_array_index (rounds, GengReviewRounds, rounds->len - 1);
}

static void
count_round (GengReviewRounds *row, GengRounds rounds)
{
  row->made += rounds == GENG_ROUNDS_CLEAN || rounds == GENG_ROUNDS_FOUND;
  row->found += rounds == GENG_ROUNDS_FOUND;
  row->missed += rounds == GENG_ROUNDS_MISSED;
}

/* A patrol is a crew at its post in a shift of a day, and makes its rounds once. */
typedef struct
{
  GengPost *post; /* (unowned) */
  GengRounds rounds;
} Patrol;

/* Where its people are told to differ, trouble that one of them found was found, and who did not
 * look counts before who did. */
static GengRounds
worse (GengRounds a, GengRounds b)
{
  static const GengRounds order[] = { GENG_ROUNDS_FOUND, GENG_ROUNDS_MISSED, GENG_ROUNDS_CLEAN };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return GENG_ROUNDS_UNKNOWN;
}

static void
add_to_patrol (GArray *patrols, GHashTable *known, GengAttendance *row)
{
  GengShift *shift = geng_attendance_get_shift (row);
  Patrol one = { geng_attendance_get_post (row), geng_attendance_get_rounds (row) };
  char *key = g_strdup_printf ("%u %s %s", g_date_get_julian (geng_attendance_get_date (row)),
                               shift != NULL ? geng_entity_get_id (GENG_ENTITY (shift)) : "",
                               geng_entity_get_id (GENG_ENTITY (one.post)));
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (known, key));

  if (number > 0)
    {
      Patrol *patrol = &g_array_index (patrols, Patrol, number - 1);

      patrol->rounds = worse (patrol->rounds, one.rounds);
      g_free (key);
      return;
    }
  g_array_append_val (patrols, one);
  g_hash_table_insert (known, key, GUINT_TO_POINTER (patrols->len));
}

static GArray *
list_patrols (const GengReview *self)
{
  GArray *patrols = g_array_new (FALSE, FALSE, sizeof (Patrol));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *rows = geng_journal_get_attendance (self->journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);

      if (in_month (self, geng_attendance_get_date (row))
          && geng_attendance_get_rounds (row) != GENG_ROUNDS_UNKNOWN
          && geng_attendance_get_post (row) != NULL)
        add_to_patrol (patrols, known, row);
    }
  return patrols;
}

static GArray *
count_rounds (const GengReview *self)
{
  g_autoptr (GArray) patrols = list_patrols (self);
  GArray *rounds = g_array_new (FALSE, TRUE, sizeof (GengReviewRounds));
  GengReviewRounds all = { NULL };

  for (guint i = 0; i < patrols->len; i++)
    {
      const Patrol *patrol = &g_array_index (patrols, Patrol, i);

      count_round (find_rounds (rounds, patrol->post), patrol->rounds);
      count_round (&all, patrol->rounds);
    }
  g_array_append_val (rounds, all);
  return rounds;
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
  self->stages = count_stages (self);
  self->kinds = count_findings (self);
  self->rounds = count_rounds (self);
  self->visits = count_visits (self);
  self->kit = list_kit (self);
  list_overdue (self);
  count_people (self);
  return self;
}

void
geng_review_free (GengReview *self)
{
  g_array_unref (self->organisations);
  g_array_unref (self->teams);
  g_array_unref (self->stages);
  g_array_unref (self->kinds);
  g_array_unref (self->rounds);
  g_array_unref (self->visits);
  g_array_unref (self->kit);
  g_ptr_array_unref (self->overdue);
  g_hash_table_unref (self->listed);
  g_hash_table_unref (self->took_part);
  g_clear_object (&self->roster);
  g_object_unref (self->journal);
  g_object_unref (self->station);
  g_free (self);
}
