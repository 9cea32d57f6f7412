/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-share.h"

#include "geng-capacity.h"
#include "geng-part.h"
#include "geng-place.h"

/* Shares are reckoned in thousandths of a duty, or of a minute. */
#define SCALE 1000

int
geng_burden_of (const GengBurden *burden,
                const GengScene *scene,
                guint shift,
                GengPost *post,
                int day)
{
  if (!geng_selector_takes_least (&burden->what, scene, shift, post, day))
    return 0;
  return burden->what.what == GENG_WHAT_HOURS ? geng_scene_shift_minutes (scene, shift, day) : 1;
}

/* What the member had of it on that day: 0 or 1, or minutes. */
static int
counted (const GengBurden *burden, const GengScene *scene, guint member, int day)
{
  if (burden->what.what != GENG_WHAT_HOURS)
    return geng_selector_counts_least (&burden->what, scene, member, day);
  return geng_scene_reserves (scene, member, day) ? 0
                                                  : geng_scene_duty_minutes (scene, member, day);
}

gboolean
geng_burden_looks_back (const GengBurden *burden, const GDate *first, GDate *day)
{
  if (burden->n_over == 0)
    return FALSE;
  *day = *first;
  g_date_subtract_months (day, (guint) burden->n_over);
  return TRUE;
}

int
geng_burden_first_day (const GengBurden *burden, const GengScene *scene)
{
  GDate date;

  if (burden->n_over == 0)
    return -scene->n_before;
  geng_scene_date (scene, (int) scene->n_days, &date);
  g_date_subtract_months (&date, (guint) burden->n_over);
  return CLAMP (geng_scene_day (scene, &date), -scene->n_before, 0);
}

/* -- among whom -- */

/* Those among whom it is split: the members of a station, or of a pool of the zone.  Of a demand
 * they fill so many places, × SCALE; 0 of one that is not theirs. */
typedef struct
{
  const char *part;
  gint64 *places; /* [demand] */
} Circle;

static void
circle_clear (Circle *circle)
{
  g_free (circle->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Circle, circle_clear)

static gboolean
may_be_at (GengMember *member, GengPost *post)
{
  const char *const *posts = geng_member_get_posts (member);

  if (geng_member_get_shared_by (member) == 0 && !geng_part_same (member, post))
    return FALSE;
  return posts == NULL || posts[0] == NULL
         || g_strv_contains (posts, geng_entity_get_id (GENG_ENTITY (post)));
}

/* How many of those who may be at the post have the role, × SCALE: a member whom stations share is
 * there for his part of the time.  role: (nullable): whatever it is; part: (nullable): of all */
static gint64
heads (const GengScene *scene, GengPost *post, const char *role, const char *part)
{
  gint64 sum = 0;

  for (guint m = 0; m < scene->n_members; m++)
    {
      GengMember *member = scene->members[m];

      if (may_be_at (member, post) && (role == NULL || geng_crew_has_role (member, role))
          && (part == NULL || geng_part_has (part, member)))
        sum += SCALE / MAX (geng_member_get_shared_by (member), 1);
    }
  return sum;
}

/* The places of a demand that fall to the pool, × SCALE: its part of those for a role that it has,
 * else its part of all. */
static gint64
places_of_pool (const GengScene *scene, GengDemand *demand, const char *pool)
{
  g_autoptr (GPtrArray) limits = geng_demand_list_role_limits (demand);
  GengPost *post = geng_demand_get_post (demand);
  gint64 wanted = (gint64) geng_demand_get_wanted (demand) * SCALE, places = 0;
  gboolean asked = FALSE;

  for (guint i = 0; i < limits->len; i++)
    {
      const GengRoleLimit *limit = limits->pdata[i];
      gint64 own = limit->min > 0 ? heads (scene, post, limit->role, pool) : 0;

      if (own == 0)
        continue;
      asked = TRUE;
      places = MAX (places, limit->min * SCALE * own / heads (scene, post, limit->role, NULL));
    }
  if (!asked && heads (scene, post, NULL, pool) > 0)
    places = wanted * heads (scene, post, NULL, pool) / heads (scene, post, NULL, NULL);
  return MIN (places, wanted);
}

/* (transfer full) (element-type char): the pools whose members are there */
static GPtrArray *
list_pools (const GengScene *scene)
{
  GPtrArray *pools = g_ptr_array_new_with_free_func (g_free);

  for (guint m = 0; m < scene->n_members; m++)
    if (geng_member_get_shared_by (scene->members[m]) > 0)
      {
        g_autofree char *part = geng_part_of (scene->members[m]);

        if (part != NULL && !g_ptr_array_find_with_equal_func (pools, part, g_str_equal, NULL))
          g_ptr_array_add (pools, g_steal_pointer (&part));
      }
  return pools;
}

static void
circle_init (Circle *circle, const GengClause *clause, const GengScene *scene)
{
  g_autoptr (GPtrArray) pools = list_pools (scene);
  gboolean pool;

  circle->part = geng_term_part (clause->term);
  circle->places = g_new0 (gint64, scene->n_demands + 1);
  pool = geng_part_is_pool (circle->part, scene->station);
  for (guint i = 0; i < scene->n_demands; i++)
    {
      GengDemand *demand = scene->demands[i];

      if (pool)
        circle->places[i] = places_of_pool (scene, demand, circle->part);
      else if (geng_part_has (circle->part, demand))
        {
          circle->places[i] = (gint64) geng_demand_get_wanted (demand) * SCALE;
          for (guint p = 0; p < pools->len; p++)
            circle->places[i] -= places_of_pool (scene, demand, pools->pdata[p]);
          circle->places[i] = MAX (circle->places[i], 0);
        }
    }
}

/* -- what the demands want -- */

/* How many shifts of the window cover this minute. */
static int
cover (const GengScene *scene, GengWindow *window, int minute)
{
  int n = 0;

  for (guint s = 0; s < scene->n_shifts; s++)
    n += !geng_scene_leads (scene, s) && geng_shift_has_window (scene->shifts[s], window)
         && geng_shift_get_start_minute (scene->shifts[s]) <= minute
         && minute < geng_shift_get_end_minute (scene->shifts[s]);
  return n;
}

/* Duties of each shift that keep one place of a demand filled, × SCALE: shifts that overlap share
 * the time. */
static gint64 *
duties_a_place (const GengScene *scene, GengDemand *demand)
{
  gint64 *duties = g_new0 (gint64, scene->n_shifts + 1);
  GengWindow *window = geng_demand_get_window (demand);

  for (guint s = 0; s < scene->n_shifts; s++)
    {
      int from = geng_shift_get_start_minute (scene->shifts[s]),
          to = geng_shift_get_end_minute (scene->shifts[s]);

      if (!geng_scene_takes (scene, demand, scene->shifts[s], geng_demand_get_post (demand)))
        continue;
      if (geng_demand_get_shift (demand) != NULL)
        duties[s] = SCALE;
      else
        {
          for (int minute = MAX (from, geng_window_get_start_minute (window));
               minute < MIN (to, geng_window_get_end_minute (window)); minute++)
            duties[s] += SCALE / cover (scene, window, minute);
          duties[s] /= MAX (to - from, 1);
        }
    }
  return duties;
}

static gint64
wanted (const Circle *circle, const GengBurden *burden, const GengScene *scene)
{
  gint64 total = 0;

  for (guint i = 0; i < scene->n_demands; i++)
    {
      g_autofree gint64 *duties = NULL;
      gint64 places = circle->places[i];

      if (places == 0)
        continue;
      duties = duties_a_place (scene, scene->demands[i]);
      for (guint d = 0; d < scene->n_days; d++)
        for (guint s = 0; s < scene->n_shifts && geng_scene_asked (scene, i, d); s++)
          total
              += duties[s] * places / SCALE
                 * (duties[s] == 0 ? 0
                                   : geng_burden_of (burden, scene, s,
                                                     geng_demand_get_post (scene->demands[i]), d));
    }
  return total;
}

/* -- who could carry it -- */

/* Marks the days on which somebody who serves this demand in this shift has some of the burden. */
static void
mark_days (const GengBurden *burden,
           const GengScene *scene,
           guint demand,
           guint shift,
           guint8 *days)
{
  GengPost *post = geng_demand_get_post (scene->demands[demand]);

  for (guint d = 0; d < scene->n_days; d++)
    days[d] |= geng_scene_asked (scene, demand, d)
               && geng_burden_of (burden, scene, shift, post, d) > 0;
}

static int
days_now (const Circle *circle, const GengBurden *burden, const GengScene *scene, guint member)
{
  g_autofree guint8 *days = g_new0 (guint8, scene->n_days);
  int n = 0;

  for (guint i = 0; i < scene->n_demands; i++)
    {
      GengPost *post = geng_demand_get_post (scene->demands[i]);

      for (guint s = 0; s < scene->n_shifts && circle->places[i] > 0; s++)
        if (geng_scene_takes (scene, scene->demands[i], scene->shifts[s], post)
            && geng_member_may_serve (scene->members[member], scene->shifts[s], post)
            && geng_scene_may_lead (scene, member, s, post))
          mark_days (burden, scene, i, s, days);
    }
  for (guint d = 0; d < scene->n_days; d++)
    n += days[d] && !geng_scene_absent (scene, member, d);
  return n;
}

/* Of the record: what was asked for then is not known, so any shift that the member serves does. */
static int
days_before (const GengBurden *burden, const GengScene *scene, guint member)
{
  int days = 0;

  for (int d = geng_burden_first_day (burden, scene); d < 0; d++)
    for (guint s = 0; s < scene->n_shifts && !geng_scene_absent (scene, member, d); s++)
      if (geng_burden_of (burden, scene, s, NULL, d) > 0
          && geng_member_may_serve (scene->members[member], scene->shifts[s], burden->what.post)
          && geng_scene_may_lead (scene, member, s, burden->what.post))
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

  for (int d = geng_burden_first_day (burden, scene); d < 0; d++)
    sum += counted (burden, scene, member, d);
  return sum;
}

/* -- bands -- */

/* What counts for a member's share; days are weighed by the member's capacity. */
typedef struct
{
  gint64 now, before;
  gint64 carried;
} Part;

static Part
add_parts (Part a, Part b)
{
  return (Part){ a.now + b.now, a.before + b.before, a.carried + b.carried };
}

static int
longest (const GengScene *scene)
{
  int minutes = 0;

  for (guint s = 0; s < scene->n_shifts; s++)
    if (!geng_scene_leads (scene, s))
      minutes = MAX (minutes, geng_shift_get_end_minute (scene->shifts[s])
                                  - geng_shift_get_start_minute (scene->shifts[s]));
  return minutes;
}

/* Duties come whole: the band reaches to the whole numbers, or half the longest duty, on either
 * side of the share. */
static GengBand
band_around (const GengBurden *burden, const GengScene *scene, gint64 share)
{
  gint64 target = MAX (share, 0);
  int step = longest (scene);

  if (burden->what.what != GENG_WHAT_HOURS)
    return (GengBand){ TRUE, target / SCALE, (target + SCALE - 1) / SCALE, 1 };
  return (GengBand){ TRUE, MAX (target / SCALE - step / 2, 0), target / SCALE + step / 2, step };
}

/* The part of everybody in the circle: those whom the clause does not bind carry some of the burden
 * too. */
static Part *
list_parts (const Circle *circle, const GengBurden *burden, const GengScene *scene)
{
  const int *capacities = geng_scene_capacities (scene);
  Part *parts = g_new0 (Part, scene->n_members + 1);

  for (guint m = 0; m < scene->n_members; m++)
    {
      if (!geng_part_has (circle->part, scene->members[m]))
        continue;
      parts[m].now = (gint64) capacities[m] * days_now (circle, burden, scene, m);
      parts[m].before = (gint64) capacities[m] * days_before (burden, scene, m);
      parts[m].carried = carried_before (burden, scene, m);
    }
  return parts;
}

GengBand *
geng_burden_bands (const GengBurden *burden, const GengClause *clause, const GengScene *scene)
{
  GengBand *bands = g_new0 (GengBand, clause->members->len + 1);
  g_auto (Circle) circle = { 0 };
  g_autofree Part *parts = NULL;
  gint64 total;
  Part sum = { 0 };

  circle_init (&circle, clause, scene);
  parts = list_parts (&circle, burden, scene);
  total = wanted (&circle, burden, scene);
  for (guint m = 0; m < scene->n_members; m++)
    sum = add_parts (sum, parts[m]);
  for (guint i = 0; i < clause->members->len; i++)
    {
      const Part *part = &parts[geng_clause_member (clause, i)];
      gint64 share;

      if (part->now == 0)
        continue;
      share = total * part->now / sum.now;
      if (sum.before > 0)
        share += sum.carried * SCALE * part->before / sum.before - part->carried * SCALE;
      bands[i] = band_around (burden, scene, share);
    }
  return bands;
}
