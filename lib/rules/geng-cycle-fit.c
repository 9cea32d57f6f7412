/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-date.h"
#include "geng-rotation.h"

#include <geng/geng-station-cycles.h>

/*
 * Which cycles fit a station: with so few teams as will do, evenly apart, somebody is due in every
 * shift that is wanted, on every day.  Looked at over as many days as the cycle and the week take
 * together, so that a cycle by the week is held against demands of working days.  Demands in a
 * window of standby are not looked at: what is kept beside a patrol is for those who are off by it.
 */

#define MOST_TEAMS 8
/* A Monday, as for cycles without a date. */
#define FIRST_YEAR 2024

typedef struct
{
  GengStation *station;
  GengRotation rotation;
  guint n_teams;
} Fit;

static int
offset_of (const Fit *fit, guint team)
{
  return (int) (team * fit->rotation.n_days / fit->n_teams);
}

/* Some team is due in shift @s, and nothing else will do. */
static gboolean
is_due (const Fit *fit, const GDate *date, guint s)
{
  guint n = fit->rotation.n_shifts;

  for (guint team = 0; team < fit->n_teams; team++)
    {
      guint day = geng_cycle_get_day (fit->rotation.cycle, date, offset_of (fit, team));
      const guint8 *due = fit->rotation.due + day * (n + 1);

      if (due[s] && !due[n])
        return TRUE;
    }
  return FALSE;
}

/* Some shift of the station that is due on the day covers the minute. */
static gboolean
covers (const Fit *fit, const GDate *date, GengWindow *window, int minute)
{
  GListModel *shifts = geng_station_get_shifts (fit->station);

  for (guint s = 0; s < fit->rotation.n_shifts; s++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, s);

      if (geng_shift_has_window (shift, window) && geng_shift_get_start_minute (shift) <= minute
          && minute < geng_shift_get_end_minute (shift) && is_due (fit, date, s))
        return TRUE;
    }
  return FALSE;
}

static gboolean
covers_window (const Fit *fit, const GDate *date, GengWindow *window)
{
  GListModel *shifts = geng_station_get_shifts (fit->station);
  int start = geng_window_get_start_minute (window), end = geng_window_get_end_minute (window);
  gboolean all = covers (fit, date, window, start);

  /* Between two edges nothing changes. */
  for (guint s = 0; s < fit->rotation.n_shifts && all; s++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, s);
      int edges[2] = { geng_shift_get_start_minute (shift), geng_shift_get_end_minute (shift) };

      for (guint i = 0; i < G_N_ELEMENTS (edges) && all; i++)
        all = edges[i] <= start || edges[i] >= end || covers (fit, date, window, edges[i]);
    }
  return all;
}

static guint
position_of (GengStation *station, GengShift *shift)
{
  GListModel *shifts = geng_station_get_shifts (station);
  guint s = 0;

  for (; s < g_list_model_get_n_items (shifts); s++)
    {
      g_autoptr (GengShift) other = g_list_model_get_item (shifts, s);

      if (other == shift)
        break;
    }
  return s;
}

static gboolean
covers_demand (const Fit *fit, const GDate *date, GengDemand *demand)
{
  GengShift *shift = geng_demand_get_shift (demand);
  GengWindow *window
      = shift != NULL ? geng_shift_get_window (shift) : geng_demand_get_window (demand);

  if (geng_window_get_standby (window) || geng_demand_get_campaign (demand) != NULL
      || geng_demand_get_leader (demand) || geng_demand_get_reserve (demand)
      || !geng_demand_holds_on (demand, fit->station, date))
    return TRUE;
  if (shift == NULL)
    return covers_window (fit, date, window);
  return is_due (fit, date, position_of (fit->station, shift));
}

static gboolean
covers_day (const Fit *fit, const GDate *date)
{
  GListModel *demands = geng_station_get_demands (fit->station);
  gboolean all = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (demands) && all; i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      all = covers_demand (fit, date, demand);
    }
  return all;
}

static gboolean
covers_all (const Fit *fit)
{
  GDate first;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, G_DATE_JANUARY, FIRST_YEAR);
  for (guint d = 0; d < 7 * fit->rotation.n_days; d++)
    {
      GDate date = geng_date_plus (&first, (int) d);

      if (!covers_day (fit, &date))
        return FALSE;
    }
  return TRUE;
}

/**
 * geng_station_count_teams:
 * @self: a #GengStation
 * @cycle: the id of one of its cycles or of a shipped one
 *
 * How many teams that begin the cycle evenly apart bring somebody to every demand, on every day
 * that it is wanted; standby windows, campaigns, leaders on call and reserves apart.
 *
 * Returns: the fewest such teams; 0 where no number up to eight will do, or the cycle names what
 *   the station does not have: it does not fit
 */
guint
geng_station_count_teams (GengStation *self, const char *cycle)
{
  Fit fit = { .station = self };
  guint n_teams = 0;

  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  g_return_val_if_fail (cycle != NULL, 0);
  if (geng_rotation_init (&fit.rotation, self, NULL, cycle, NULL))
    for (fit.n_teams = 1; fit.n_teams <= MIN (MOST_TEAMS, fit.rotation.n_days) && n_teams == 0;
         fit.n_teams++)
      if (covers_all (&fit))
        n_teams = fit.n_teams;
  geng_rotation_clear (&fit.rotation);
  return n_teams;
}
