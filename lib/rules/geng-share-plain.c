/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-share-plain.h"

#include "geng-capacity-plain.h"
#include "geng-part.h"
#include "geng-place.h"

/*
 * The fair share as the manual tells it, day by day and in the order of its sentences: what is
 * wanted, who could carry how many days of it, and what the record owes.  Slow and plain.  The
 * planner's bands are made otherwise (geng-share.c), and the
 * tests hold the two against each other.
 */

/* Of a duty, or of a minute. */
#define THOUSANDTHS 1000
#define MONTHS_OF_YEAR 12

/* 1, or the minutes; 0 where the duty is none of the burden.  post: (nullable) */
static int
weight_of (const GengBurden *burden, const GengScene *scene, int day, guint shift, GengPost *post)
{
  gboolean waits = geng_scene_is_reserve (scene, post) && burden->what.post != post;
  gboolean taken = !waits && geng_selector_takes (&burden->what, scene, shift, post, day);

  if (!taken || burden->what.what != GENG_WHAT_HOURS)
    return taken;
  return (int) (geng_scene_shift_end (scene, shift, day)
                - geng_scene_shift_start (scene, shift, day));
}

/* In how many parts the shifts of the window share this minute of it. */
static int
sharers_at (const GengScene *scene, GengWindow *window, int minute)
{
  int sharers = 0;

  for (guint other = 0; other < scene->n_shifts; other++)
    {
      GengShift *shift = scene->shifts[other];

      if (!geng_scene_leads (scene, other) && geng_shift_has_window (shift, window)
          && minute >= geng_shift_get_start_minute (shift)
          && minute < geng_shift_get_end_minute (shift))
        sharers++;
    }
  return sharers;
}

/* In thousandths, the duties of this shift that one place of the demand is filled by. */
static gint64
part_of_place (const GengScene *scene, GengDemand *demand, guint index)
{
  GengShift *shift = scene->shifts[index];
  GengWindow *window = geng_demand_get_window (demand);
  int length = geng_shift_get_end_minute (shift) - geng_shift_get_start_minute (shift);
  gint64 part = 0;

  if (!geng_scene_takes (scene, demand, shift, geng_demand_get_post (demand)))
    return 0;
  if (window == NULL)
    return THOUSANDTHS;
  for (int minute = geng_window_get_start_minute (window);
       minute < geng_window_get_end_minute (window); minute++)
    if (minute >= geng_shift_get_start_minute (shift) && minute < geng_shift_get_end_minute (shift))
      part += THOUSANDTHS / sharers_at (scene, window, minute);
  return part / MAX (length, 1);
}

/* -- stations and pools of a zone -- */

/* In thousandths of a head: who is shared by n stations is an n-th of one at each. */
static gint64
head (GengMember *member, GengPost *post)
{
  guint stations = geng_member_get_shared_by (member);
  const char *const *own = geng_member_get_posts (member);
  gboolean there = own == NULL || own[0] == NULL;

  for (guint i = 0; !there && own[i] != NULL; i++)
    there = g_str_equal (own[i], geng_entity_get_id (GENG_ENTITY (post)));
  if (stations == 0)
    return there && geng_part_same (member, post) ? THOUSANDTHS : 0;
  return there ? THOUSANDTHS / stations : 0;
}

/* What of so many places, for a role or for anybody, falls to a pool; -1 where it has nobody. */
static gint64
cut_of_pool (const GengScene *scene, GengPost *post, const char *pool, const char *role, int places)
{
  gint64 mine = 0, all = 0;

  for (guint m = 0; m < scene->n_members; m++)
    if (role == NULL || geng_crew_has_role (scene->members[m], role))
      {
        all += head (scene->members[m], post);
        if (geng_part_has (pool, scene->members[m]))
          mine += head (scene->members[m], post);
      }
  return mine > 0 ? (gint64) places * THOUSANDTHS * mine / all : -1;
}

static gint64
cut_of_demand (const GengScene *scene, GengDemand *demand, const char *pool)
{
  g_autoptr (GPtrArray) roles = geng_demand_list_role_limits (demand);
  GengPost *post = geng_demand_get_post (demand);
  gint64 cut = -1;

  for (guint i = 0; i < roles->len; i++)
    {
      const GengRoleLimit *role = g_ptr_array_index (roles, i);

      if (role->min > 0)
        cut = MAX (cut, cut_of_pool (scene, post, pool, role->role, role->min));
    }
  if (cut < 0)
    cut = cut_of_pool (scene, post, pool, NULL, geng_demand_get_wanted (demand));
  return CLAMP (cut, 0, (gint64) geng_demand_get_wanted (demand) * THOUSANDTHS);
}

/* Returns: (transfer full) (element-type char): those of the people who are shared, each once */
static GPtrArray *
list_pools (const GengScene *scene)
{
  GPtrArray *pools = g_ptr_array_new_with_free_func (g_free);

  for (guint m = 0; m < scene->n_members; m++)
    {
      /* Nearly nobody is shared: what is dear comes after. */
      g_autofree char *pool = geng_member_get_shared_by (scene->members[m]) > 0
                                  ? geng_part_of (scene->members[m])
                                  : NULL;

      if (pool != NULL && !g_ptr_array_find_with_equal_func (pools, pool, g_str_equal, NULL))
        g_ptr_array_add (pools, g_steal_pointer (&pool));
    }
  return pools;
}

/* In thousandths, how many places of the demand those of the part fill. */
static gint64
places_for (const GengScene *scene, const char *part, GPtrArray *pools, GengDemand *demand)
{
  gint64 places = (gint64) geng_demand_get_wanted (demand) * THOUSANDTHS;

  if (geng_part_is_pool (part, scene->station))
    return cut_of_demand (scene, demand, part);
  for (guint i = 0; i < pools->len; i++)
    places -= cut_of_demand (scene, demand, pools->pdata[i]);
  return geng_part_has (part, demand) ? MAX (places, 0) : 0;
}

/* A shift in which those who serve at the post of a demand are counted for it. */
typedef struct
{
  guint demand;
  guint shift;
  gint64 places; /* in thousandths: that fall to those who share */
} Chance;

/* Returns: (transfer full) (element-type Chance): all that those of the part have */
static GArray *
list_chances (const GengScene *scene, const char *part)
{
  GArray *chances = g_array_new (FALSE, FALSE, sizeof (Chance));
  g_autoptr (GPtrArray) pools = list_pools (scene);

  for (guint i = 0; i < scene->n_demands; i++)
    for (guint s = 0; s < scene->n_shifts; s++)
      {
        Chance chance = { i, s, 0 };

        if (geng_scene_takes (scene, scene->demands[i], scene->shifts[s],
                              geng_demand_get_post (scene->demands[i]))
            && (chance.places = places_for (scene, part, pools, scene->demands[i])) > 0)
          g_array_append_val (chances, chance);
      }
  return chances;
}

/* What those who serve so on the day have of the burden; 0 where nobody is asked for. */
static int
weight_on (const GengBurden *burden, const GengScene *scene, const Chance *chance, int day)
{
  GengPost *post = geng_demand_get_post (scene->demands[chance->demand]);

  return geng_scene_asked (scene, chance->demand, day)
             ? weight_of (burden, scene, day, chance->shift, post)
             : 0;
}

static gint64
wanted_by (const GengBurden *burden, const GengScene *scene, const Chance *chance)
{
  GengDemand *demand = scene->demands[chance->demand];
  gint64 part = part_of_place (scene, demand, chance->shift) * chance->places / THOUSANDTHS;
  gint64 wanted = 0;

  for (guint day = 0; part > 0 && day < scene->n_days; day++)
    wanted += part * weight_on (burden, scene, chance, (int) day);
  return wanted;
}

static gboolean
may_serve (const GengScene *scene, guint member, guint shift, GengPost *post)
{
  return geng_member_may_serve (scene->members[member], scene->shifts[shift], post)
         && geng_scene_may_lead (scene, member, shift, post);
}

static void
add_own (const GengScene *scene, const GArray *chances, guint member, GArray *own)
{
  for (guint i = 0; chances != NULL && i < chances->len; i++)
    {
      const Chance *chance = &g_array_index (chances, Chance, i);

      if (may_serve (scene, member, chance->shift,
                     geng_demand_get_post (scene->demands[chance->demand])))
        g_array_append_vals (own, chance, 1);
    }
}

/* Those at each post, by its id: of a zone's hundreds a volunteer has one.
 * Returns: (transfer full) (element-type utf8 GArray) */
static GHashTable *
sort_by_post (const GengScene *scene, const GArray *chances)
{
  GHashTable *sorted
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < chances->len; i++)
    {
      const Chance *chance = &g_array_index (chances, Chance, i);
      GengPost *post = geng_demand_get_post (scene->demands[chance->demand]);
      const char *id = geng_entity_get_id (GENG_ENTITY (post));
      GArray *there = g_hash_table_lookup (sorted, id);

      if (there == NULL)
        g_hash_table_insert (sorted, (gpointer) id,
                             there = g_array_new (FALSE, FALSE, sizeof (Chance)));
      g_array_append_vals (there, chance, 1);
    }
  return sorted;
}

/* Returns: (transfer full) (element-type Chance): those of @chances that the member may take */
static GArray *
list_own (const GengScene *scene, const GArray *chances, GHashTable *by_post, guint member)
{
  const char *const *posts = geng_member_get_posts (scene->members[member]);
  GArray *own = g_array_new (FALSE, FALSE, sizeof (Chance));

  if (posts == NULL || posts[0] == NULL)
    add_own (scene, chances, member, own);
  for (guint i = 0; posts != NULL && posts[i] != NULL; i++)
    add_own (scene, g_hash_table_lookup (by_post, posts[i]), member, own);
  return own;
}

/* Some demand of the day has a place of the burden that the member may fill. */
static gboolean
could_carry (const GengBurden *burden,
             const GengScene *scene,
             const GArray *own,
             guint member,
             int day)
{
  if (geng_scene_absent (scene, member, day))
    return FALSE;
  for (guint i = 0; i < own->len; i++)
    if (weight_on (burden, scene, &g_array_index (own, Chance, i), day) > 0)
      return TRUE;
  return FALSE;
}

/* What was asked for then is not known, so any shift that the member serves will do.
 * serves: of each shift */
static gboolean
could_have_carried (const GengBurden *burden,
                    const GengScene *scene,
                    const gboolean *serves,
                    guint member,
                    int day)
{
  if (geng_scene_absent (scene, member, day))
    return FALSE;
  for (guint s = 0; s < scene->n_shifts; s++)
    if (serves[s] && weight_of (burden, scene, day, s, NULL) > 0)
      return TRUE;
  return FALSE;
}

int
geng_share_counted_plain (const GengBurden *burden, const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);

  if (geng_scene_reserves (scene, member, day) && geng_duty_get_post (duty) != burden->what.post)
    return 0;
  return burden->what.what == GENG_WHAT_HOURS
             ? geng_scene_duty_minutes (scene, member, day)
             : geng_selector_counts (&burden->what, scene, member, day);
}

/* Of a share over months the record counts as far back as so many months, which end with the
 * period, reach: to the same day of an earlier month as the one after the period, or to the last
 * day of a month that is shorter.  Returns: -1 for a day before that, 0 for that day, 1 after it */
static int
compare_to_reach (const GengBurden *burden, const GengScene *scene, int day)
{
  GDate after, date;
  int month, asked;

  geng_scene_date (scene, (int) scene->n_days, &after);
  geng_scene_date (scene, day, &date);
  month = g_date_get_year (&after) * MONTHS_OF_YEAR + (int) g_date_get_month (&after) - 1
          - burden->n_over;
  asked = g_date_get_year (&date) * MONTHS_OF_YEAR + (int) g_date_get_month (&date) - 1;
  if (asked != month)
    return asked < month ? -1 : 1;
  if (g_date_get_day (&date) >= g_date_get_day (&after))
    return g_date_get_day (&date) > g_date_get_day (&after);
  return g_date_is_last_of_month (&date) ? 0 : -1;
}

int
geng_share_first_day_plain (const GengBurden *burden, const GengScene *scene)
{
  int first = 0;

  while (first > -scene->n_before
         && (burden->n_over == 0 || compare_to_reach (burden, scene, first - 1) >= 0))
    first--;
  return first;
}

/* Days by capacity, and what was carried on the record's. */
typedef struct
{
  gint64 now, before, carried;
} Days;

/* Whose burden is shared, and from which day on the record counts for it. */
typedef struct
{
  const GengBurden *burden;
  const GengScene *scene;
  int first;
} Shared;

/* own: (element-type Chance): what the member may take */
static Days
count_days (const Shared *shared, const GArray *own, guint member)
{
  const GengBurden *burden = shared->burden;
  const GengScene *scene = shared->scene;
  int capacity = geng_capacities_plain (scene)[member];
  g_autofree gboolean *serves = g_new0 (gboolean, scene->n_shifts + 1);
  Days days = { 0 };

  for (guint s = 0; shared->first < 0 && s < scene->n_shifts; s++)
    serves[s] = may_serve (scene, member, s, burden->what.post);
  for (int day = shared->first; day < (int) scene->n_days; day++)
    if (day >= 0)
      days.now += could_carry (burden, scene, own, member, day) ? capacity : 0;
    else
      {
        days.before += could_have_carried (burden, scene, serves, member, day) ? capacity : 0;
        days.carried += geng_share_counted_plain (burden, scene, member, day);
      }
  return days;
}

static int
longest_shift (const GengScene *scene)
{
  int longest = 0;

  for (guint s = 0; s < scene->n_shifts; s++)
    {
      int length = geng_shift_get_end_minute (scene->shifts[s])
                   - geng_shift_get_start_minute (scene->shifts[s]);

      if (!geng_scene_leads (scene, s) && length > longest)
        longest = length;
    }
  return longest;
}

/* What a share in thousandths means for whole duties, or for minutes.
 * length: of the longest shift */
static GengPlainShare
whole_share (const GengBurden *burden, int length, gint64 share)
{
  gint64 thousandths = MAX (share, 0);
  int whole = (int) (thousandths / THOUSANDTHS);

  if (burden->what.what == GENG_WHAT_HOURS)
    return (GengPlainShare){ TRUE, MAX (whole - length / 2, 0), whole + length / 2, length };
  return (GengPlainShare){ TRUE, whole, whole + (thousandths % THOUSANDTHS != 0), 1 };
}

static GengPlainShare *
reckon (const GengBurden *burden, const char *part, const GengScene *scene)
{
  GengPlainShare *shares = g_new0 (GengPlainShare, scene->n_members + 1);
  g_autoptr (GArray) chances = list_chances (scene, part);
  g_autoptr (GHashTable) by_post = sort_by_post (scene, chances);
  g_autofree Days *days = g_new0 (Days, scene->n_members + 1);
  Shared shared = { burden, scene, geng_share_first_day_plain (burden, scene) };
  int length = longest_shift (scene);
  Days all = { 0 };
  gint64 wanted = 0;

  for (guint i = 0; i < chances->len; i++)
    wanted += wanted_by (burden, scene, &g_array_index (chances, Chance, i));
  for (guint m = 0; m < scene->n_members; m++)
    {
      g_autoptr (GArray) own = NULL;

      if (!geng_part_has (part, scene->members[m]))
        continue;
      own = list_own (scene, chances, by_post, m);
      days[m] = count_days (&shared, own, m);
      all.now += days[m].now;
      all.before += days[m].before;
      all.carried += days[m].carried;
    }
  for (guint m = 0; m < scene->n_members; m++)
    {
      gint64 share = all.now > 0 ? wanted * days[m].now / all.now : 0;

      if (all.before > 0)
        share += all.carried * THOUSANDTHS * days[m].before / all.before
                 - days[m].carried * THOUSANDTHS;
      if (days[m].now > 0)
        shares[m] = whole_share (burden, length, share);
    }
  return shares;
}

/* They do not change with the roster, so a scene reckons them once. */
const GengPlainShare *
geng_shares_plain (const GengBurden *burden, const char *part, const GengScene *scene)
{
  char *key
      = g_strdup_printf ("%d %s %s", burden->n_over, burden->what.key, part != NULL ? part : "");
  GengPlainShare *shares = g_hash_table_lookup (scene->shares, key);

  if (shares == NULL)
    {
      shares = reckon (burden, part, scene);
      g_hash_table_insert (scene->shares, g_steal_pointer (&key), shares);
    }
  g_free (key);
  return shares;
}
