/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-load.h"

static void
count_shift (GengLoad *self, GListModel *shifts, GengShift *shift)
{
  for (guint i = 0; i < self->n_shifts; i++)
    {
      g_autoptr (GengShift) candidate = g_list_model_get_item (shifts, i);

      if (candidate == shift)
        self->by_shift[i]++;
    }
}

static void
count_duty (GengLoad *self, GengStation *station, GengDuty *duty, guint *weekend)
{
  const GDate *date = geng_duty_get_date (duty);
  GengShift *shift = geng_duty_get_shift (duty);
  guint week = (g_date_get_julian (date) - 1) / 7;

  self->duties++;
  if (geng_shift_get_night (shift))
    self->nights++;
  /* Duties come in the order of their dates, so a weekend's second day meets its first. */
  if (geng_station_is_weekend (station, date) && *weekend != week)
    {
      self->weekends++;
      *weekend = week;
    }
  if (geng_station_is_holiday (station, date))
    self->holidays++;
  self->minutes += geng_station_elapsed_minutes (station, date, geng_shift_get_start_minute (shift),
                                                 geng_shift_get_end_minute (shift));
}

GengLoad *
geng_load_new (GengRoster *roster, GengMember *member)
{
  GengStation *station = geng_roster_get_station (roster);
  GListModel *shifts = geng_station_get_shifts (station);
  g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);
  GengLoad *self = g_new0 (GengLoad, 1);
  guint weekend = G_MAXUINT;

  self->n_shifts = g_list_model_get_n_items (shifts);
  self->by_shift = g_new0 (guint, self->n_shifts + 1);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      /* On call is no work: a leader's stands in its own column alone, a reserve's in none. */
      if (geng_station_is_at_work (station, duty))
        count_duty (self, station, duty, &weekend);
      if (geng_station_is_at_work (station, duty)
          || geng_station_is_leader_shift (station, geng_duty_get_shift (duty)))
        count_shift (self, shifts, geng_duty_get_shift (duty));
    }
  return self;
}

void
geng_load_free (GengLoad *self)
{
  g_free (self->by_shift);
  g_free (self);
}
