/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-scene-private.h"

#include "geng-duty-private.h"
#include "geng-elsewhere-private.h"
#include "geng-roster-private.h"

#include <geng/geng-error.h>
#include <geng/geng-presence.h>
#include <glib/gi18n-lib.h>

/* More than a year of planning, or more members, is not what one period is for. */
#define MAX_DAYS 1000

static gpointer *
list_items (GListModel *list, GHashTable *index, guint *n)
{
  gpointer *items;

  *n = g_list_model_get_n_items (list);
  items = g_new0 (gpointer, *n + 1);
  for (guint i = 0; i < *n; i++)
    {
      items[i] = g_list_model_get_item (list, i);
      g_hash_table_insert (index, items[i], GUINT_TO_POINTER (i + 1));
    }
  return items;
}

static void
free_items (gpointer *items, guint n)
{
  for (guint i = 0; i < n; i++)
    g_object_unref (items[i]);
  g_free (items);
}

static int
index_of (GHashTable *index, gpointer item)
{
  return item == NULL ? -1 : (int) GPOINTER_TO_UINT (g_hash_table_lookup (index, item)) - 1;
}

int
geng_scene_member_index (const GengScene *scene, GengMember *member)
{
  return index_of (scene->member_index, member);
}

int
geng_scene_shift_index (const GengScene *scene, GengShift *shift)
{
  return index_of (scene->shift_index, shift);
}

int
geng_scene_demand_index (const GengScene *scene, GengDemand *demand)
{
  return index_of (scene->demand_index, demand);
}

void
geng_scene_date (const GengScene *scene, int day, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, g_date_get_julian (&scene->first) + day);
}

int
geng_scene_day (const GengScene *scene, const GDate *date)
{
  return g_date_days_between (&scene->first, date);
}

static guint
slot (const GengScene *scene, guint member, int day)
{
  return member * (scene->n_before + scene->n_days) + scene->n_before + day;
}

GengDuty *
geng_scene_duty (const GengScene *scene, guint member, int day)
{
  g_return_val_if_fail (day >= -scene->n_before && day < (int) scene->n_days, NULL);
  return scene->duties[slot (scene, member, day)];
}

int
geng_scene_duty_shift (const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);

  return duty == NULL ? -1 : geng_scene_shift_index (scene, geng_duty_get_shift (duty));
}

static gint64
to_minute (GDateTime *instant)
{
  gint64 minute = g_date_time_to_unix (instant) / 60;

  g_date_time_unref (instant);
  return minute;
}

gboolean
geng_scene_leads (const GengScene *scene, guint shift)
{
  return scene->leads[shift];
}

gboolean
geng_scene_is_reserve (const GengScene *scene, GengPost *post)
{
  return post != NULL && g_ptr_array_find (scene->reserves, post, NULL);
}

gboolean
geng_scene_has_reserves (const GengScene *scene)
{
  return scene->reserves->len > 0;
}

gboolean
geng_scene_reserves (const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);

  return duty != NULL && geng_duty_get_served_start_minute (duty) < 0
         && geng_scene_is_reserve (scene, geng_duty_get_post (duty));
}

static gboolean
lists (GengDemand *demand, GengMember *member)
{
  const char *const *list = geng_demand_get_candidates (demand);

  return list == NULL || g_strv_contains (list, geng_entity_get_id (GENG_ENTITY (member)));
}

gboolean
geng_scene_may_lead (const GengScene *scene, guint member, guint shift, GengPost *post)
{
  if (!geng_scene_leads (scene, shift))
    return TRUE;
  for (guint i = 0; i < scene->n_demands; i++)
    if (geng_demand_get_leader (scene->demands[i])
        && geng_demand_get_shift (scene->demands[i]) == scene->shifts[shift]
        && (post == NULL || geng_demand_get_post (scene->demands[i]) == post)
        && lists (scene->demands[i], scene->members[member]))
      return TRUE;
  return FALSE;
}

gboolean
geng_scene_works (const GengScene *scene, guint member, int day)
{
  return geng_scene_work_shift (scene, member, day) >= 0;
}

int
geng_scene_work_shift (const GengScene *scene, guint member, int day)
{
  int shift = geng_scene_duty_shift (scene, member, day);

  return shift >= 0 && geng_scene_leads (scene, (guint) shift) ? -1 : shift;
}

gint64
geng_scene_duty_start (const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);
  int shift = geng_scene_shift_index (scene, geng_duty_get_shift (duty));

  return day >= 0 && geng_duty_get_served_start_minute (duty) < 0
             ? geng_scene_shift_start (scene, (guint) shift, day)
             : to_minute (geng_duty_get_start (duty, scene->station));
}

gint64
geng_scene_duty_end (const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);
  int shift = geng_scene_shift_index (scene, geng_duty_get_shift (duty));

  return day >= 0 && geng_duty_get_served_end_minute (duty) < 0
             ? geng_scene_shift_end (scene, (guint) shift, day)
             : to_minute (geng_duty_get_end (duty, scene->station));
}

int
geng_scene_duty_minutes (const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);
  const GArray *breaks;
  gint64 minutes;

  if (!geng_scene_works (scene, member, day))
    return 0;
  breaks = geng_duty_get_break_minutes (duty);
  minutes = geng_scene_duty_end (scene, member, day) - geng_scene_duty_start (scene, member, day);
  for (guint i = 0; breaks != NULL && i < breaks->len; i++)
    {
      gint64 at = to_minute (geng_station_instant (scene->station, geng_duty_get_date (duty),
                                                   g_array_index (breaks, int, i)));

      minutes += i % 2 == 0 ? at : -at;
    }
  return (int) minutes;
}

gboolean
geng_scene_is_aside (const GengScene *scene, guint member, int day)
{
  return day >= scene->aside[member];
}

gboolean
geng_scene_is_freed (const GengScene *scene, guint member)
{
  return scene->aside[member] != G_MAXINT;
}

void
geng_scene_set_aside (GengScene *scene, guint member, int day)
{
  scene->aside[member] = day;
}

void
geng_scene_set_served (GengScene *scene, guint member, int day)
{
  if (scene->served == NULL)
    scene->served = g_new0 (guint8, (gsize) scene->n_members * scene->n_days + 1);
  scene->served[(gsize) member * scene->n_days + day] = TRUE;
}

gboolean
geng_scene_is_served (const GengScene *scene, guint member, int day)
{
  return scene->served != NULL && day >= 0 && day < (int) scene->n_days
         && scene->served[(gsize) member * scene->n_days + day];
}

GengDuty *
geng_scene_base_duty (const GengScene *scene, guint member, int day)
{
  return scene->base_duties[slot (scene, member, day)];
}

GengDuty *
geng_scene_away (const GengScene *scene, guint member, int day)
{
  return scene->away == NULL
             ? NULL
             : g_hash_table_lookup (scene->away, GUINT_TO_POINTER (slot (scene, member, day)));
}

GPtrArray *
geng_scene_day_duties (const GengScene *scene, int day)
{
  return scene->by_day[scene->n_before + day];
}

GPtrArray *
geng_scene_post_duties (const GengScene *scene, int day, GengPost *post)
{
  return g_hash_table_lookup (scene->by_post[scene->n_before + day], post);
}

/* A duty of somebody, at some shift and post, that the station has. */
static gboolean
is_known (const GengScene *scene, GengDuty *duty)
{
  const char *post = geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty)));

  return geng_scene_member_index (scene, geng_duty_get_member (duty)) >= 0
         && geng_scene_shift_index (scene, geng_duty_get_shift (duty)) >= 0
         && geng_station_lookup_post (scene->station, post) == geng_duty_get_post (duty);
}

/* Places the duties of the days from..to; what the station does not know, or comes second on a day,
 * is a stray. */
static void
place (GengScene *scene, GengRoster *roster, GengDuty **table, int from, int to, GPtrArray *strays)
{
  GPtrArray *duties = roster == NULL ? NULL : geng_roster_list_duties (roster);

  for (guint i = 0; duties != NULL && i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      int day = geng_scene_day (scene, geng_duty_get_date (duty));
      int member = geng_scene_member_index (scene, geng_duty_get_member (duty));

      if (day < from || day > to)
        continue;
      if (is_known (scene, duty) && table[slot (scene, member, day)] == NULL)
        table[slot (scene, member, day)] = g_object_ref (duty);
      else if (strays != NULL)
        g_ptr_array_add (strays, g_object_ref (duty));
    }
  g_clear_pointer (&duties, g_ptr_array_unref);
}

/* A roster that says when its duties were served is judged as what was; any other is a plan. */
static gboolean
is_record (const GengScene *scene)
{
  g_autoptr (GPtrArray) duties
      = scene->roster == NULL ? g_ptr_array_new () : geng_roster_list_duties (scene->roster);

  for (guint i = 0; i < duties->len; i++)
    if (geng_duty_get_served_start_minute (duties->pdata[i]) >= 0)
      return TRUE;
  return FALSE;
}

/* A plan counts the hours of shifts, as the solver does.  (transfer full) */
static GengDuty *
as_planned (GengDuty *duty)
{
  return geng_duty_get_served_start_minute (duty) < 0
             ? g_object_ref (duty)
             : geng_duty_new (geng_duty_get_member (duty), geng_duty_get_date (duty),
                              geng_duty_get_shift (duty), geng_duty_get_post (duty));
}

/* What is served elsewhere takes the place of a day off, in both rosters; where they have a duty as
 * well the rule `elsewhere` says so. */
static void
place_away (GengScene *scene)
{
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (scene->station);
  gboolean record = is_record (scene);

  if (rosters->len > 0)
    scene->away = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  for (guint r = 0; r < rosters->len; r++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (rosters->pdata[r]);

      for (guint i = 0; i < duties->len; i++)
        {
          GengDuty *known = duties->pdata[i], *duty;
          int day = geng_scene_day (scene, geng_duty_get_date (known));
          int member = geng_scene_member_index (scene, geng_duty_get_member (known));
          guint at;

          if (member < 0 || day < -scene->n_before || day >= (int) scene->n_days)
            continue;
          at = slot (scene, (guint) member, day);
          /* At two others on a day: the two say so, and this station has none of it. */
          if (g_hash_table_contains (scene->away, GUINT_TO_POINTER (at)))
            continue;
          duty = day < 0 || record ? g_object_ref (known) : as_planned (known);
          g_hash_table_insert (scene->away, GUINT_TO_POINTER (at), duty);
          if (scene->duties[at] == NULL)
            scene->duties[at] = g_object_ref (duty);
          if (scene->base_duties[at] == NULL)
            scene->base_duties[at] = g_object_ref (duty);
        }
    }
}

/* Days of the record that end on the eve of day 0. */
static int
count_before (const GengScene *scene)
{
  int first, last;

  if (scene->history == NULL)
    return 0;
  first = geng_scene_day (scene, geng_roster_get_first (scene->history));
  last = geng_scene_day (scene, geng_roster_get_last (scene->history));
  return first < 0 && last >= -1 ? -first : 0;
}

/* Where the duty stands, or has to stand, among others in the order of members. */
static guint
find_turn (const GengScene *scene, GPtrArray *duties, GengDuty *duty)
{
  int member = geng_scene_member_index (scene, geng_duty_get_member (duty));
  guint low = 0, high = duties->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      GengDuty *other = duties->pdata[middle];

      if (geng_scene_member_index (scene, geng_duty_get_member (other)) < member)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
stands_at (GPtrArray *duties, guint turn, GengDuty *duty)
{
  return turn < duties->len && duties->pdata[turn] == duty;
}

typedef void (*EachList) (const GengScene *scene, GPtrArray *duties, GengDuty *duty);

static void
put_in (const GengScene *scene, GPtrArray *duties, GengDuty *duty)
{
  guint turn = find_turn (scene, duties, duty);

  if (!stands_at (duties, turn, duty))
    g_ptr_array_insert (duties, (int) turn, duty);
}

static void
take_out (const GengScene *scene, GPtrArray *duties, GengDuty *duty)
{
  guint turn = find_turn (scene, duties, duty);

  if (stands_at (duties, turn, duty))
    g_ptr_array_remove_index (duties, turn);
}

static GPtrArray *
need_post (GHashTable *posts, GengPost *post)
{
  GPtrArray *duties = g_hash_table_lookup (posts, post);

  if (duties == NULL)
    {
      duties = g_ptr_array_new ();
      g_hash_table_insert (posts, post, duties);
    }
  return duties;
}

/* The lists that the duty stands in: its day's, its post's, and those of the posts where it spends
 * a window. */
static void
each_list (GengScene *scene, int i, GengDuty *duty, EachList each)
{
  GengShift *shift = geng_duty_get_shift (duty);
  GListModel *windows = geng_shift_get_windows (shift);

  each (scene, scene->by_day[i], duty);
  each (scene, need_post (scene->by_post[i], geng_duty_get_post (duty)), duty);
  for (guint w = 0; w < g_list_model_get_n_items (windows); w++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, w);
      GengPost *elsewhere = geng_shift_get_post (shift, window);

      if (elsewhere != NULL)
        each (scene, need_post (scene->by_post[i], elsewhere), duty);
    }
}

static void
fill_days (GengScene *scene)
{
  int n = scene->n_before + scene->n_days;

  scene->by_day = g_new0 (GPtrArray *, n);
  scene->by_post = g_new0 (GHashTable *, n);
  for (int i = 0; i < n; i++)
    {
      scene->by_day[i] = g_ptr_array_new ();
      scene->by_post[i]
          = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
      for (guint m = 0; m < scene->n_members; m++)
        if (scene->duties[(gsize) m * n + i] != NULL)
          each_list (scene, i, scene->duties[(gsize) m * n + i], put_in);
    }
}

static void
fill_duties (GengScene *scene)
{
  gsize n = (gsize) scene->n_members * (scene->n_before + scene->n_days);
  int last = scene->n_days - 1;

  scene->duties = g_new0 (GengDuty *, n);
  scene->base_duties = g_new0 (GengDuty *, n);
  scene->strays = g_ptr_array_new_with_free_func (g_object_unref);
  place (scene, scene->history, scene->duties, -scene->n_before, -1, NULL);
  place (scene, scene->roster, scene->duties, 0, last, scene->strays);
  place (scene, scene->base, scene->base_duties, 0, last, NULL);
  place_away (scene);
  fill_days (scene);
}

/* The shifts, with those of duties elsewhere. */
static void
fill_shifts (GengScene *scene)
{
  GPtrArray *shifts = geng_station_list_all_shifts (scene->station);

  scene->shift_index = g_hash_table_new (NULL, NULL);
  scene->n_shifts = shifts->len;
  for (guint i = 0; i < shifts->len; i++)
    g_hash_table_insert (scene->shift_index, shifts->pdata[i], GUINT_TO_POINTER (i + 1));
  g_ptr_array_set_free_func (shifts, NULL);
  g_ptr_array_add (shifts, NULL);
  scene->shifts = (GengShift **) g_ptr_array_free (shifts, FALSE);
}

/* Whoever leads on call or waits elsewhere does so for the rules here as well. */
static void
fill_waiting (GengScene *scene, GengStation *station)
{
  GListModel *demands = geng_station_get_demands (station);

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      int shift = geng_scene_shift_index (scene, geng_demand_get_shift (demand));

      if (geng_demand_get_reserve (demand))
        g_ptr_array_add (scene->reserves, geng_demand_get_post (demand));
      if (geng_demand_get_leader (demand) && shift >= 0)
        scene->leads[shift] = TRUE;
    }
}

static void
index_demands (GengScene *scene)
{
  scene->each_demand = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->by_demands = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint d = 0; d < scene->n_demands; d++)
    {
      GengPost *post = geng_demand_get_post (scene->demands[d]);
      GArray *there = g_hash_table_lookup (scene->by_demands, post);

      if (there == NULL)
        g_hash_table_insert (scene->by_demands, post,
                             there = g_array_new (FALSE, FALSE, sizeof (guint)));
      g_array_append_val (there, d);
      g_array_append_val (scene->each_demand, d);
    }
}

static void
fill_station (GengScene *scene)
{
  GengStation *station = scene->station;
  g_autoptr (GPtrArray) elsewhere = geng_station_list_elsewhere (station);

  scene->member_index = g_hash_table_new (NULL, NULL);
  scene->demand_index = g_hash_table_new (NULL, NULL);
  scene->members = (GengMember **) list_items (geng_station_get_members (station),
                                               scene->member_index, &scene->n_members);
  fill_shifts (scene);
  scene->demands = (GengDemand **) list_items (geng_station_get_demands (station),
                                               scene->demand_index, &scene->n_demands);
  index_demands (scene);
  scene->leads = g_new0 (guint8, scene->n_shifts + 1);
  scene->reserves = g_ptr_array_new ();
  fill_waiting (scene, station);
  for (guint i = 0; i < elsewhere->len; i++)
    fill_waiting (scene, geng_roster_get_station (elsewhere->pdata[i]));
}

static void
fill_aside (GengScene *scene)
{
  g_autoptr (GPtrArray) list
      = scene->roster == NULL ? NULL : geng_roster_list_set_aside (scene->roster);

  scene->aside = g_new (int, scene->n_members + 1);
  for (guint m = 0; m < scene->n_members; m++)
    scene->aside[m] = G_MAXINT;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      GengSetAside *one = g_ptr_array_index (list, i);
      int member = geng_scene_member_index (scene, geng_set_aside_get_member (one));

      if (member >= 0)
        geng_scene_set_aside (scene, member,
                              geng_scene_day (scene, geng_set_aside_get_since (one)));
    }
}

void
geng_scene_put_duty (GengScene *scene, guint member, int day, GengDuty *duty)
{
  GengDuty **held;

  g_return_if_fail (day >= -scene->n_before && day < (int) scene->n_days);
  held = &scene->duties[slot (scene, member, day)];
  duty = duty != NULL ? duty : geng_scene_away (scene, member, day);
  if (*held != NULL)
    each_list (scene, scene->n_before + day, *held, take_out);
  g_set_object (held, duty);
  if (duty != NULL)
    each_list (scene, scene->n_before + day, duty, put_in);
  /* What the record has is owed. */
  if (day < 0)
    g_hash_table_remove_all (scene->shares);
}

static gpointer
ref_or_null (gpointer object)
{
  return object == NULL ? NULL : g_object_ref (object);
}

GengScene *
geng_scene_new (GengStation *station,
                const GDate *first,
                const GDate *last,
                GengRoster *roster,
                GengRoster *history,
                GengRoster *base,
                GError **error)
{
  GengScene *scene;
  gboolean dated = g_date_valid (first) && g_date_valid (last);
  int n_days = dated ? g_date_days_between (first, last) + 1 : 0;

  if (station == NULL)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("roster: it has no station; make it with geng_roster_new ()"));
      return NULL;
    }
  if (n_days < 1 || n_days > MAX_DAYS)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
                   _ ("the period has %d days; it should have 1 to %d"), n_days, MAX_DAYS);
      return NULL;
    }
  if (!geng_roster_check_station (history, station, N_ ("history"), error)
      || !geng_roster_check_station (base, station, N_ ("base"), error))
    return NULL;
  scene = g_new0 (GengScene, 1);
  scene->station = g_object_ref (station);
  scene->first = *first;
  scene->n_days = n_days;
  scene->look_last = n_days - 1;
  scene->roster = ref_or_null (roster);
  scene->history = ref_or_null (history);
  scene->base = ref_or_null (base);
  scene->n_before = count_before (scene);
  scene->capacities = g_new0 (int *, 1);
  scene->shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fill_station (scene);
  fill_duties (scene);
  fill_aside (scene);
  geng_scene_fill_calendar (scene);
  return scene;
}

static void
free_duties (GengScene *scene)
{
  gsize n = (gsize) scene->n_members * (scene->n_before + scene->n_days);

  for (gsize i = 0; i < n; i++)
    {
      g_clear_object (&scene->duties[i]);
      g_clear_object (&scene->base_duties[i]);
    }
  g_free (scene->duties);
  g_free (scene->base_duties);
  for (guint i = 0; i < scene->n_before + scene->n_days; i++)
    {
      g_ptr_array_unref (scene->by_day[i]);
      g_hash_table_unref (scene->by_post[i]);
    }
  g_free (scene->by_day);
  g_free (scene->by_post);
  g_ptr_array_unref (scene->strays);
}

void
geng_scene_free (GengScene *scene)
{
  if (scene == NULL)
    return;
  free_duties (scene);
  geng_scene_clear_calendar (scene);
  free_items ((gpointer *) scene->members, scene->n_members);
  free_items ((gpointer *) scene->shifts, scene->n_shifts);
  free_items ((gpointer *) scene->demands, scene->n_demands);
  g_hash_table_unref (scene->member_index);
  g_hash_table_unref (scene->shift_index);
  g_hash_table_unref (scene->demand_index);
  g_array_unref (scene->each_demand);
  g_hash_table_unref (scene->by_demands);
  g_free (*scene->capacities);
  g_free (scene->capacities);
  g_hash_table_unref (scene->shares);
  g_clear_pointer (&scene->away, g_hash_table_unref);
  g_free (scene->leads);
  g_ptr_array_unref (scene->reserves);
  g_free (scene->aside);
  g_free (scene->served);
  g_clear_object (&scene->roster);
  g_clear_object (&scene->history);
  g_clear_object (&scene->base);
  g_object_unref (scene->station);
  g_free (scene);
}
