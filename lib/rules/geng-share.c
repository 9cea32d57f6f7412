/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-share.h"

/* Shares are reckoned in thousandths of a duty, or of a minute. */
#define SCALE 1000

int
geng_burden_of (const GengBurden *burden, const GengScene *scene, guint shift, int day)
{
  switch (burden->kind)
    {
    case GENG_BURDEN_WEEKENDS:
      return geng_scene_is_weekend (scene, day);
    case GENG_BURDEN_HOLIDAYS:
      return geng_scene_is_holiday (scene, day);
    case GENG_BURDEN_MINUTES:
      return geng_scene_shift_minutes (scene, shift, day);
    case GENG_BURDEN_SHIFTS:
    default:
      return burden->what.shifts[shift];
    }
}

/* -- what the demands want -- */

/* How many shifts of the window cover this minute. */
static int
cover (const GengScene *scene, GengWindow *window, int minute)
{
  int n = 0;

  for (guint s = 0; s < scene->n_shifts; s++)
    n += geng_shift_get_window (scene->shifts[s]) == window &&
         geng_shift_get_from (scene->shifts[s]) <= minute &&
         minute < geng_shift_get_to (scene->shifts[s]);
  return n;
}

/* Duties of each shift that keep one place of a demand filled, × SCALE: shifts that overlap share the time. */
static gint64 *
duties_a_place (const GengScene *scene, GengDemand *demand)
{
  gint64 *duties = g_new0 (gint64, scene->n_shifts + 1);

  for (guint s = 0; s < scene->n_shifts; s++)
    {
      int from = geng_shift_get_from (scene->shifts[s]), to = geng_shift_get_to (scene->shifts[s]);

      if (!geng_demand_takes (demand, scene->shifts[s], geng_demand_get_post (demand)))
        continue;
      if (geng_demand_get_shift (demand) != NULL)
        duties[s] = SCALE;
      else
        {
          for (int minute = from; minute < to; minute++)
            duties[s] += SCALE / cover (scene, geng_demand_get_window (demand), minute);
          duties[s] /= MAX (to - from, 1);
        }
    }
  return duties;
}

static gint64
wanted (const GengBurden *burden, const GengScene *scene)
{
  gint64 total = 0;

  for (guint i = 0; i < scene->n_demands; i++)
    {
      g_autofree gint64 *duties = duties_a_place (scene, scene->demands[i]);

      for (guint d = 0; d < scene->n_days; d++)
        for (guint s = 0; s < scene->n_shifts && geng_scene_asked (scene, i, d); s++)
          total += duties[s] * geng_demand_get_wanted (scene->demands[i]) *
                   (duties[s] == 0 ? 0 : geng_burden_of (burden, scene, s, d));
    }
  return total;
}

/* -- who could carry it -- */

/* Marks the days on which somebody who serves this demand in this shift carries some of the burden. */
static void
mark_days (const GengBurden *burden, const GengScene *scene, guint demand, guint shift, guint8 *days)
{
  for (guint d = 0; d < scene->n_days; d++)
    days[d] |= geng_scene_asked (scene, demand, d) && geng_burden_of (burden, scene, shift, d) > 0;
}

static int
days_now (const GengBurden *burden, const GengScene *scene, guint member)
{
  g_autofree guint8 *days = g_new0 (guint8, scene->n_days);
  int n = 0;

  for (guint i = 0; i < scene->n_demands; i++)
    {
      GengPost *post = geng_demand_get_post (scene->demands[i]);

      for (guint s = 0; s < scene->n_shifts; s++)
        if (geng_demand_takes (scene->demands[i], scene->shifts[s], post) &&
            geng_member_may_serve (scene->members[member], scene->shifts[s], post))
          mark_days (burden, scene, i, s, days);
    }
  for (guint d = 0; d < scene->n_days; d++)
    n += days[d] && !geng_scene_absent (scene, member, d);
  return n;
}

/* Of the record: what was asked for then is not known, so any shift that the member serves will do. */
static int
days_before (const GengBurden *burden, const GengScene *scene, guint member)
{
  int days = 0;

  for (int d = -scene->n_before; d < 0; d++)
    for (guint s = 0; s < scene->n_shifts && !geng_scene_absent (scene, member, d); s++)
      if (geng_burden_of (burden, scene, s, d) > 0 &&
          geng_member_may_serve (scene->members[member], scene->shifts[s], NULL))
        {
          days++;
          break;
        }
  return days;
}

static gint64
carried_before (const GengBurden *burden, const GengScene *scene, guint member)
{
  gint64 sum = 0;

  for (int d = -scene->n_before; d < 0; d++)
    {
      int shift = geng_scene_duty_shift (scene, member, d);

      sum += shift < 0 ? 0 : geng_burden_of (burden, scene, shift, d);
    }
  return sum;
}

/* -- bands -- */

typedef struct
{
  int now, before;
  gint64 carried;
} Part;

static int
longest (const GengScene *scene)
{
  int minutes = 0;

  for (guint s = 0; s < scene->n_shifts; s++)
    minutes = MAX (minutes, geng_shift_get_to (scene->shifts[s]) -
                              geng_shift_get_from (scene->shifts[s]));
  return minutes;
}

/* Duties come whole: the band reaches to the whole numbers, or half the longest duty, on either side of the share. */
static GengBand
band_around (const GengBurden *burden, const GengScene *scene, gint64 share)
{
  gint64 target = MAX (share, 0);
  int step = longest (scene);

  if (burden->kind != GENG_BURDEN_MINUTES)
    return (GengBand){ TRUE, target / SCALE, (target + SCALE - 1) / SCALE, 1 };
  return (GengBand){ TRUE, MAX (target / SCALE - step / 2, 0), target / SCALE + step / 2, step };
}

GengBand *
geng_burden_bands (const GengBurden *burden, const GengClause *clause, const GengScene *scene)
{
  guint n = clause->members->len;
  g_autofree Part *parts = g_new0 (Part, n + 1);
  GengBand *bands = g_new0 (GengBand, n + 1);
  gint64 total = wanted (burden, scene), now = 0, before = 0, carried = 0;

  for (guint i = 0; i < n; i++)
    {
      guint m = geng_clause_member (clause, i);

      parts[i].now = days_now (burden, scene, m);
      parts[i].before = days_before (burden, scene, m);
      parts[i].carried = carried_before (burden, scene, m);
      now += parts[i].now;
      before += parts[i].before;
      carried += parts[i].carried;
    }
  for (guint i = 0; i < n; i++)
    if (parts[i].now > 0)
      {
        gint64 share = total * parts[i].now / now;

        if (before > 0)
          share += carried * SCALE * parts[i].before / before - parts[i].carried * SCALE;
        bands[i] = band_around (burden, scene, share);
      }
  return bands;
}
