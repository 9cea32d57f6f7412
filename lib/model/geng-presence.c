/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-presence-private.h"

#include "geng-duty-private.h"
#include "geng-list-private.h"

/*
 * Who is found at a post, minute by minute.
 *
 * The duty day is cut wherever a shift or a window begins or ends; in each of these stretches the
 * same people are there.  Neighbours that say the same become one.
 */

G_DEFINE_BOXED_TYPE (GengPresence, geng_presence, geng_presence_copy, geng_presence_free)

static GengPresence *
presence_new (int start_minute, int end_minute, GengDemand *demand, GPtrArray *members)
{
  GengPresence *self = g_new0 (GengPresence, 1);

  self->start_minute = start_minute;
  self->end_minute = end_minute;
  self->demand = demand != NULL ? g_object_ref (demand) : NULL;
  self->members = g_ptr_array_ref (members);
  return self;
}

/**
 * geng_presence_copy:
 * @self: a #GengPresence
 *
 * Returns: (transfer full): a copy
 */
GengPresence *
geng_presence_copy (const GengPresence *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return presence_new (self->start_minute, self->end_minute, self->demand, self->members);
}

/**
 * geng_presence_free: (skip)
 * @self: (transfer full) (nullable): a #GengPresence
 *
 * Frees it.
 */
void
geng_presence_free (GengPresence *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->demand);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_free (self);
}

/* -- leaders on call, and reserves -- */

/* -- what is no work -- */

/* Asked of every duty, and a zone has hundreds of demands: kept with the station as long as that
 * does not change.  Threads that read one station at once find the same. */
typedef struct
{
  gatomicrefcount count;
  guint64 generation;
  GHashTable *leader_shifts, *reserve_posts; /* not owned */
} Marks;

static gpointer
marks_ref (gpointer data, gpointer unused G_GNUC_UNUSED)
{
  if (data != NULL)
    g_atomic_ref_count_inc (&((Marks *) data)->count);
  return data;
}

static void
marks_unref (gpointer data)
{
  Marks *self = data;

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_hash_table_unref (self->leader_shifts);
  g_hash_table_unref (self->reserve_posts);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Marks, marks_unref)

static Marks *
marks_new (GengStation *station)
{
  GengList *demands = GENG_LIST (geng_station_get_demands (station));
  Marks *self = g_new0 (Marks, 1);

  g_atomic_ref_count_init (&self->count);
  self->generation = geng_station_get_generation (station);
  self->leader_shifts = g_hash_table_new (NULL, NULL);
  self->reserve_posts = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < geng_list_size (demands); i++)
    {
      GengDemand *demand = geng_list_peek (demands, i);

      if (geng_demand_get_leader (demand) && geng_demand_get_shift (demand) != NULL)
        g_hash_table_add (self->leader_shifts, geng_demand_get_shift (demand));
      if (geng_demand_get_reserve (demand))
        g_hash_table_add (self->reserve_posts, geng_demand_get_post (demand));
    }
  return self;
}

static Marks *
marks_of (GengStation *station)
{
  static GQuark quark;
  Marks *marks;

  if (quark == 0)
    quark = g_quark_from_static_string ("geng-station-marks");
  marks = g_object_dup_qdata (G_OBJECT (station), quark, marks_ref, NULL);
  if (marks != NULL && marks->generation == geng_station_get_generation (station))
    return marks;
  g_clear_pointer (&marks, marks_unref);
  marks = marks_new (station);
  g_object_set_qdata_full (G_OBJECT (station), quark, marks_ref (marks, NULL), marks_unref);
  return marks;
}

/**
 * geng_station_is_leader_shift:
 * @self: a #GengStation
 * @shift: one of its shifts
 *
 * Returns: whether some demand asks for the leader on call (带班领导) in this shift: who serves it
 *   can be reached, and is not at work
 */
gboolean
geng_station_is_leader_shift (GengStation *self, GengShift *shift)
{
  g_autoptr (Marks) marks = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_SHIFT (shift), FALSE);
  marks = marks_of (self);
  return g_hash_table_contains (marks->leader_shifts, shift);
}

/**
 * geng_station_is_reserve_post:
 * @self: a #GengStation
 * @post: one of its posts
 *
 * Returns: whether some demand asks for a reserve (备勤) at this post: who has a duty there waits
 *   to be called, and is in no crew
 */
gboolean
geng_station_is_reserve_post (GengStation *self, GengPost *post)
{
  g_autoptr (Marks) marks = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_POST (post), FALSE);
  marks = marks_of (self);
  return g_hash_table_contains (marks->reserve_posts, post);
}

/**
 * geng_station_is_at_work:
 * @self: a #GengStation
 * @duty: a duty of one of its rosters
 *
 * Returns: whether who has this duty comes to work: not a leader on call, and a reserve only where
 *   the times are known at which he was called (#GengDuty:served-start-minute)
 */
gboolean
geng_station_is_at_work (GengStation *self, GengDuty *duty)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_DUTY (duty), FALSE);
  return !geng_station_is_leader_shift (self, geng_duty_get_shift (duty))
         && (geng_duty_get_served_start_minute (duty) >= 0
             || !geng_station_is_reserve_post (self, geng_duty_get_post (duty)));
}

/**
 * geng_roster_list_leaders:
 * @self: a #GengRoster
 * @date: a duty day
 *
 * Returns: (transfer container) (element-type GengDuty): the duties of that day's leaders on call
 *   (带班领导), sorted as in geng_roster_list_duties()
 */
GPtrArray *
geng_roster_list_leaders (GengRoster *self, const GDate *date)
{
  g_autoptr (GPtrArray) day = NULL;
  GPtrArray *leaders;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);
  day = geng_roster_list_date (self, date);
  leaders = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < day->len; i++)
    if (geng_station_is_leader_shift (geng_roster_get_station (self),
                                      geng_duty_get_shift (day->pdata[i])))
      g_ptr_array_add (leaders, g_object_ref (day->pdata[i]));
  return leaders;
}

/* -- who leads a crew -- */

gboolean
geng_station_may_lead (GengStation *station, GengMember *member)
{
  const char *const *roles = geng_member_get_roles (member);

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    {
      GengRole *role = geng_station_lookup_role (station, roles[i]);

      if (role != NULL && geng_role_get_leads (role))
        return TRUE;
    }
  return FALSE;
}

/**
 * geng_roster_find_crew_leader:
 * @self: a #GengRoster
 * @duty: one of its duties
 *
 * Finds who leads the crew of a duty (带班队长): of those who serve the same shift at the same post
 * that day, the first in the order of the roster who has a role that leads (#GengRole:leads); where
 * nobody has, as in a crew that needs no leader, the first of all.
 *
 * Returns: (transfer none): the member
 */
GengMember *
geng_roster_find_crew_leader (GengRoster *self, GengDuty *duty)
{
  g_autoptr (GPtrArray) day = NULL;
  GengMember *first = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  g_return_val_if_fail (GENG_IS_DUTY (duty), NULL);
  g_return_val_if_fail (geng_roster_get_station (self) && geng_duty_get_date (duty), NULL);
  day = geng_roster_list_date (self, geng_duty_get_date (duty));
  for (guint i = 0; i < day->len; i++)
    {
      GengDuty *other = day->pdata[i];

      if (geng_duty_get_shift (other) != geng_duty_get_shift (duty)
          || geng_duty_get_post (other) != geng_duty_get_post (duty))
        continue;
      if (geng_station_may_lead (geng_roster_get_station (self), geng_duty_get_member (other)))
        return geng_duty_get_member (other);
      first = first != NULL ? first : geng_duty_get_member (other);
    }
  return first != NULL ? first : geng_duty_get_member (duty);
}

/* -- the edges of stretches -- */

static void
add_edge (GArray *edges, int minute, int first, int last)
{
  if (minute > first && minute < last)
    g_array_append_val (edges, minute);
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Ascending, from the start of the duty day to its end; some may be equal. */
static GArray *
list_edges (GengStation *station, GPtrArray *duties)
{
  int first = geng_station_get_day_start_minute (station), last = first + GENG_DAY_MINUTES;
  GListModel *shifts = geng_station_get_shifts (station);
  GListModel *windows = geng_station_get_windows (station);
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_val (edges, first);
  g_array_append_val (edges, last);
  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      add_edge (edges, geng_shift_get_start_minute (shift), first, last);
      add_edge (edges, geng_shift_get_end_minute (shift), first, last);
    }
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      add_edge (edges, geng_window_get_start_minute (window), first, last);
    }
  for (guint i = 0; i < duties->len; i++)
    {
      const GArray *breaks = geng_duty_get_break_minutes (duties->pdata[i]);

      add_edge (edges, geng_duty_start_minute (duties->pdata[i]), first, last);
      add_edge (edges, geng_duty_end_minute (duties->pdata[i]), first, last);
      for (guint k = 0; breaks != NULL && k < breaks->len; k++)
        add_edge (edges, g_array_index (breaks, int, k), first, last);
    }
  g_array_sort (edges, compare_minutes);
  return edges;
}

/* -- who is there -- */

typedef struct
{
  GengStation *station;
  GengPost *post;
  const GDate *date;
  GPtrArray *duties; /* of that day's people at work */
  int from, to;      /* the stretch */
} Stretch;

static gboolean
is_within (const Stretch *at, GengWindow *window)
{
  return geng_window_get_start_minute (window) <= at->from
         && at->to <= geng_window_get_end_minute (window);
}

/* (nullable): where the duty is served in this stretch */
static GengPost *
post_of (const Stretch *at, GengDuty *duty)
{
  GengShift *shift = geng_duty_get_shift (duty);
  GListModel *windows = geng_shift_get_windows (shift);

  if (!geng_duty_is_there (duty, at->from, at->to))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);
      GengPost *elsewhere = geng_shift_get_post (shift, window);

      if (elsewhere != NULL && is_within (at, window))
        return elsewhere;
    }
  return geng_duty_get_post (duty);
}

static void
add_own (const Stretch *at, GPtrArray *members)
{
  for (guint i = 0; i < at->duties->len; i++)
    if (post_of (at, at->duties->pdata[i]) == at->post)
      g_ptr_array_add (members, g_object_ref (geng_duty_get_member (at->duties->pdata[i])));
}

/* The demand is for this duty in this stretch. */
static gboolean
takes (const Stretch *at, GengDemand *demand, GengDuty *duty)
{
  GengShift *shift = geng_demand_get_shift (demand);

  if (post_of (at, duty) != geng_demand_get_post (demand))
    return FALSE;
  return shift != NULL ? geng_duty_get_shift (duty) == shift
                       : is_within (at, geng_demand_get_window (demand));
}

static gboolean
keeps (const Stretch *at, GengDemand *demand)
{
  return geng_demand_get_keeps (demand) == at->post
         && geng_demand_holds_on (demand, at->station, at->date);
}

/* The members of the crew keep the post in turn, a day each, in the order of the roster. */
static gboolean
add_keeper (const Stretch *at, GengDemand *demand, GPtrArray *members)
{
  g_autoptr (GPtrArray) crew = g_ptr_array_new ();

  for (guint i = 0; i < at->duties->len; i++)
    if (takes (at, demand, at->duties->pdata[i]))
      g_ptr_array_add (crew, geng_duty_get_member (at->duties->pdata[i]));
  if (crew->len == 0)
    return FALSE;
  g_ptr_array_add (members, g_object_ref (crew->pdata[g_date_get_julian (at->date) % crew->len]));
  return TRUE;
}

static GengPresence *
look (const Stretch *at)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *demands = geng_station_get_demands (at->station);

  add_own (at, members);
  for (guint i = 0; members->len == 0 && i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      if (keeps (at, demand) && add_keeper (at, demand, members))
        return presence_new (at->from, at->to, demand, members);
    }
  return presence_new (at->from, at->to, NULL, members);
}

static gboolean
says_the_same (const GengPresence *a, const GengPresence *b)
{
  if (a->demand != b->demand || a->members->len != b->members->len)
    return FALSE;
  for (guint i = 0; i < a->members->len; i++)
    if (a->members->pdata[i] != b->members->pdata[i])
      return FALSE;
  return TRUE;
}

static void
add_presence (GPtrArray *list, GengPresence *presence)
{
  GengPresence *before = list->len > 0 ? list->pdata[list->len - 1] : NULL;

  if (before == NULL || !says_the_same (before, presence))
    {
      g_ptr_array_add (list, presence);
      return;
    }
  before->end_minute = presence->end_minute;
  geng_presence_free (presence);
}

static GPtrArray *
list_workers (GengRoster *self, const GDate *date)
{
  g_autoptr (GPtrArray) day = geng_roster_list_date (self, date);
  GPtrArray *workers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < day->len; i++)
    if (geng_station_is_at_work (geng_roster_get_station (self), day->pdata[i]))
      g_ptr_array_add (workers, g_object_ref (day->pdata[i]));
  return workers;
}

/**
 * geng_roster_list_presence:
 * @self: a #GengRoster
 * @post: a post of its station
 * @date: a duty day
 *
 * Tells who is found at a post, minute by minute: those who serve there, else one of a crew whose
 * demand keeps the post.  The members of such a crew take turns, a day each, in the order in which
 * the roster lists them; so the same roster always names the same person.  A duty whose real times
 * are known (#GengDuty:served-start-minute) counts with these.
 *
 * Returns: (transfer container) (element-type GengPresence): stretches that fill the duty day from
 *   its start to its end, in order; where nobody is there, one without members
 */
GPtrArray *
geng_roster_list_presence (GengRoster *self, GengPost *post, const GDate *date)
{
  Stretch at = { .post = post, .date = date };
  g_autoptr (GPtrArray) workers = NULL;
  g_autoptr (GArray) edges = NULL;
  GPtrArray *list;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  g_return_val_if_fail (GENG_IS_POST (post), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_presence_free);
  at.station = geng_roster_get_station (self);
  if (at.station == NULL)
    return list;
  at.duties = workers = list_workers (self, date);
  edges = list_edges (at.station, workers);
  for (guint i = 1; i < edges->len; i++)
    {
      at.from = g_array_index (edges, int, i - 1);
      at.to = g_array_index (edges, int, i);
      if (at.from < at.to)
        add_presence (list, look (&at));
    }
  return list;
}
