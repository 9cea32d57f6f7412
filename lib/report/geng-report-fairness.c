/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How burdens were shared: the nights of some months as a picture, the others as numbers. */

#include "geng-report-meeting.h"

#include "geng-report-words.h"

#define say geng_document_say

/* Months of the picture, the reviewed one among them. */
#define MONTHS 3

typedef struct
{
  guint nights[MONTHS]; /* the reviewed month last */
  guint standby, weekends, holidays, duties;
} Burdens;

static gboolean
is_standby (GengShift *shift)
{
  GengWindow *window = geng_shift_get_window (shift);

  return window != NULL && geng_window_get_standby (window);
}

/* How many months before the reviewed one; MONTHS or more for a date that the picture does not
 * show. */
static guint
months_back (const GengReview *review, const GDate *date)
{
  int months = (g_date_get_year (&review->first) - g_date_get_year (date)) * 12
               + g_date_get_month (&review->first) - g_date_get_month (date);

  return months < 0 ? MONTHS : (guint) months;
}

static void
count_duty (const GengReview *review, Burdens *self, GengDuty *duty)
{
  const GDate *date = geng_duty_get_date (duty);
  GengShift *shift = geng_duty_get_shift (duty);
  guint back = months_back (review, date);

  if (back >= MONTHS || !geng_station_is_at_work (review->station, duty))
    return;
  self->duties++;
  self->nights[MONTHS - 1 - back] += geng_shift_get_night (shift);
  self->standby += is_standby (shift);
  self->weekends += geng_station_is_weekend (review->station, date);
  self->holidays += geng_station_is_holiday (review->station, date);
}

/* @roster: what was served where that is confirmed, else what was published. */
static void
count_member (const GengReview *review, Burdens *self, GengRoster *roster, GengMember *member)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);

  for (guint i = 0; i < duties->len; i++)
    count_duty (review, self, duties->pdata[i]);
}

static guint
first_known (const GengReview *review, GengRoster *roster)
{
  guint back = months_back (review, geng_roster_get_first (roster));

  return MONTHS - 1 - MIN (back, MONTHS - 1);
}

static GengGrid *
begin_table (GengDocument *self, const GengReview *review, guint from)
{
  GengGrid *grid = geng_document_grid (self);

  geng_grid_column (grid, say (self, "Member", "队员"), 8);
  for (guint i = from; i < MONTHS; i++)
    {
      GDate month = review->first;
      g_autofree char *head = NULL;

      g_date_subtract_months (&month, MONTHS - 1 - i);
      head = g_strdup_printf (say (self, "Nights\n%d", "%d月\n夜班"), g_date_get_month (&month));
      geng_grid_column (grid, head, 5)->series = TRUE;
    }
  geng_grid_column (grid, say (self, "Standby", "值守"), 7);
  geng_grid_column (grid, say (self, "Weekend days", "周末"), 8);
  geng_grid_column (grid, say (self, "Holidays", "节假日"), 8);
  grid->chart = GENG_CHART_STACKED;
  grid->chart_title = g_strdup (
      say (self, "Nights; dark: the month, light: those before", "夜班　深色：当月　浅色：以前"));
  return grid;
}

void
geng_meeting_write_fairness (GengDocument *self, const GengReview *review, GengRoster *history)
{
  GListModel *members = geng_station_get_members (review->station);
  GengRoster *roster = history != NULL ? history : review->roster;
  GengGrid *grid;
  guint from;

  geng_document_sheet (self, say (self, "Shares", "分担"));
  geng_document_heading (self, say (self, "5. How burdens were shared", "五、勤务分担"));
  if (roster == NULL)
    {
      geng_document_paragraph (self, GENG_TONE_PLAIN, GENG_MEETING_UNKNOWN);
      return;
    }
  from = first_known (review, roster);
  grid = begin_table (self, review, from);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      Burdens burdens = { { 0 } };

      count_member (review, &burdens, roster, member);
      if (burdens.duties == 0)
        continue;
      geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (member)));
      for (guint k = from; k < MONTHS; k++)
        geng_grid_number (grid, burdens.nights[k]);
      geng_grid_number (grid, burdens.standby);
      geng_grid_number (grid, burdens.weekends);
      geng_grid_number (grid, burdens.holidays);
    }
  geng_document_paragraph (
      self, GENG_TONE_NOTE,
      say (self,
           "Duties of these months, as they were confirmed, else as they were published; weekends "
           "and holidays by duty day.",
           "这几个月的勤务：已核的按实际，未核的按发布；周末、节假日按勤务日。"));
}
