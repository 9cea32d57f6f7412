/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-compile.h"
#include "geng-demand-private.h"
#include "geng-gettext.h"
#include "geng-quota.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <string.h>

/*
 * What the cycles bring to each demand of a day, before anything is planned.
 *
 * Somebody is due whose cycle asks for a shift on that day and who may serve it: leave, own times,
 * posts and shifts are those of the compiled problem.  One person fills one place, so the places of
 * the demands on shifts are matched to people: those who are due first, then the others (a maximum
 * matching by augmenting paths, H. W. Kuhn 1955; members × places × demands a day).  A demand on a
 * window counts in each of its slices those who are due then, apart from the other demands.
 *
 * Too many are those beyond a crew's hard upper limit who must serve, since their cycle is exact
 * and hard, and can serve nowhere else.
 */

#define NOWHERE G_MAXUINT

typedef struct
{
  const GengScene *scene;
  const GengLowering *lowering;
  guint day;
  const GengRotation **rotations; /* [member]: NULL for those without a cycle */
  guint8 *due;                    /* [member][demand] of the day */
  guint8 *other;                  /* the same of those whom no cycle sends elsewhere */
  guint *seat;                    /* [member]: the demand that a place of theirs is of */
  guint *taken;                   /* [demand] */
  guint8 *visited;                /* [demand] */
} Muster;

/* -- the type -- */

G_DEFINE_BOXED_TYPE (GengTurnout, geng_turnout, geng_turnout_copy, geng_turnout_free)

/**
 * geng_turnout_copy:
 * @self: a #GengTurnout
 *
 * Returns: (transfer full): a copy
 */
GengTurnout *
geng_turnout_copy (const GengTurnout *self)
{
  GengTurnout *copy;

  g_return_val_if_fail (self, NULL);
  copy = g_memdup2 (self, sizeof *self);
  copy->demand = self->demand == NULL ? NULL : g_object_ref (self->demand);
  copy->role = g_strdup (self->role);
  copy->role_name = g_strdup (self->role_name);
  return copy;
}

/**
 * geng_turnout_free: (skip)
 * @self: (transfer full): a #GengTurnout
 *
 * Frees it.
 */
void
geng_turnout_free (GengTurnout *self)
{
  if (!self)
    return;
  g_clear_object (&self->demand);
  g_free (self->role);
  g_free (self->role_name);
  g_free (self);
}

/**
 * geng_turnout_get_covered:
 * @self: a #GengTurnout
 *
 * Returns: whether the cycles alone bring enough people, and enough of each role
 */
gboolean
geng_turnout_get_covered (const GengTurnout *self)
{
  g_return_val_if_fail (self, FALSE);
  return self->due >= self->wanted && self->role == NULL;
}

/**
 * geng_turnout_get_possible:
 * @self: a #GengTurnout
 *
 * Returns: whether others could bring what the cycles lack; hours, rest and what else binds them
 *   is not looked at
 */
gboolean
geng_turnout_get_possible (const GengTurnout *self)
{
  g_return_val_if_fail (self, FALSE);
  return self->due + self->others >= self->wanted
         && self->role_due + self->role_others >= self->role_wanted;
}

/**
 * geng_turnout_to_string:
 * @self: a #GengTurnout
 *
 * Returns: (transfer full): what is due and what is lacking, in a line
 */
char *
geng_turnout_to_string (const GengTurnout *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char date[GENG_DATE_LENGTH];

  g_return_val_if_fail (self && self->demand && g_date_valid (&self->date), NULL);
  g_string_append_printf (text, _ ("%s %s: the cycle brings %u of %u"),
                          geng_date_text (&self->date, date), geng_name (self->demand), self->due,
                          self->wanted);
  if (self->due < self->wanted)
    g_string_append_printf (text, _ (", others could be %u"), self->others);
  if (self->role != NULL)
    g_string_append_printf (text, _ ("; %s: %u of %u, others could be %u"), self->role_name,
                            self->role_due, self->role_wanted, self->role_others);
  if (self->surplus > 0)
    g_string_append_printf (text, _ ("; the cycle brings %u more than the crew takes"),
                            self->surplus);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* -- who may serve -- */

static gboolean
asks (const Muster *muster, guint member)
{
  return muster->rotations[member] != NULL
         && geng_rotation_asks (muster->rotations[member], muster->scene, member,
                                (int) muster->day);
}

/* What a cycle sends the member to, or anything where none sends him anywhere. */
static gboolean
may_serve (const Muster *muster, guint member, guint code)
{
  const GengLowering *lowering = muster->lowering;
  const GengRotation *rotation = muster->rotations[member];

  if (geng_problem_is_forbidden (lowering->problem, member, muster->day, code))
    return FALSE;
  return rotation == NULL || !asks (muster, member)
         || geng_rotation_is_due (rotation, muster->scene, member, (int) muster->day,
                                  (int) lowering->shift[code]);
}

static guint8 *
at (const Muster *muster, guint8 *table, guint member, guint demand)
{
  return table + (gsize) member * muster->scene->n_demands + demand;
}

static void
fill_member (Muster *muster, guint member)
{
  const GengLowering *lowering = muster->lowering;
  const GengScene *scene = muster->scene;
  guint8 *table = asks (muster, member) ? muster->due : muster->other;

  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    for (guint d = 0; d < scene->n_demands; d++)
      if (geng_scene_asked (scene, d, (int) muster->day)
          && geng_scene_takes (scene, scene->demands[d], scene->shifts[lowering->shift[c]],
                               lowering->post[c])
          && may_serve (muster, member, c))
        *at (muster, table, member, d) = TRUE;
}

/* -- places of shifts -- */

static gboolean
wants (const Muster *muster, guint8 *table, guint member, guint demand)
{
  return *at (muster, table, member, demand)
         && geng_demand_get_shift (muster->scene->demands[demand]) != NULL;
}

static gboolean
seat_at_once (Muster *muster, guint8 *table, guint member)
{
  for (guint d = 0; d < muster->scene->n_demands; d++)
    if (wants (muster, table, member, d)
        && muster->taken[d] < (guint) geng_demand_get_min (muster->scene->demands[d]))
      {
        muster->taken[d]++;
        muster->seat[member] = d;
        return TRUE;
      }
  return FALSE;
}

/* Finds the member a place, moving those who have one where that makes room. */
static gboolean
seat (Muster *muster, guint8 *table, guint member)
{
  if (seat_at_once (muster, table, member))
    return TRUE;
  for (guint d = 0; d < muster->scene->n_demands; d++)
    {
      if (muster->visited[d] || !wants (muster, table, member, d))
        continue;
      muster->visited[d] = TRUE;
      for (guint m = 0; m < muster->scene->n_members; m++)
        if (muster->seat[m] == d
            && seat (muster, asks (muster, m) ? muster->due : muster->other, m))
          {
            muster->seat[member] = d;
            return TRUE;
          }
    }
  return FALSE;
}

static void
seat_all (Muster *muster, guint8 *table)
{
  for (guint m = 0; m < muster->scene->n_members; m++)
    if (muster->seat[m] == NOWHERE)
      {
        memset (muster->visited, 0, muster->scene->n_demands);
        seat (muster, table, m);
      }
}

/* -- a window -- */

/* How many of the table serve a shift at @minute that the demand counts. */
static guint
count_at (const Muster *muster, guint8 *table, guint demand, int minute)
{
  const GengLowering *lowering = muster->lowering;
  GengDemand *wanted = muster->scene->demands[demand];
  guint n = 0;

  for (guint m = 0; m < muster->scene->n_members; m++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes && *at (muster, table, m, demand); c++)
      {
        GengShift *shift = muster->scene->shifts[lowering->shift[c]];

        if (geng_scene_takes (muster->scene, wanted, shift, lowering->post[c])
            && geng_shift_get_start_minute (shift) <= minute
            && minute < geng_shift_get_end_minute (shift) && may_serve (muster, m, c))
          {
            n++;
            break;
          }
      }
  return n;
}

/* The fewest in any slice: each slice begins where the window or a shift does, or a shift ends. */
static guint
count_window (const Muster *muster, guint8 *table, guint demand)
{
  GengWindow *window = geng_demand_get_window (muster->scene->demands[demand]);
  int start = geng_window_get_start_minute (window), end = geng_window_get_end_minute (window);
  guint fewest = count_at (muster, table, demand, start);

  for (guint s = 0; s < muster->scene->n_shifts; s++)
    {
      int edges[2] = { geng_shift_get_start_minute (muster->scene->shifts[s]),
                       geng_shift_get_end_minute (muster->scene->shifts[s]) };

      for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
        if (start < edges[i] && edges[i] < end)
          fewest = MIN (fewest, count_at (muster, table, demand, edges[i]));
    }
  return fewest;
}

/* -- the answer -- */

static guint
count_role (const Muster *muster, guint8 *table, guint demand, const char *role)
{
  guint n = 0;

  for (guint m = 0; m < muster->scene->n_members; m++)
    n += *at (muster, table, m, demand) && geng_crew_has_role (muster->scene->members[m], role);
  return n;
}

static void
fill_role (const Muster *muster, guint demand, GengTurnout *turnout)
{
  GPtrArray *limits = geng_demand_peek_role_limits (turnout->demand);

  for (guint i = 0; i < limits->len; i++)
    {
      const GengRoleLimit *limit = g_ptr_array_index (limits, i);
      guint due = count_role (muster, muster->due, demand, limit->role);

      if (limit->weight > 0 || limit->min <= (int) due)
        continue;
      turnout->role = g_strdup (limit->role);
      turnout->role_name = g_strdup (geng_crew_role_name (muster->scene->station, limit->role));
      turnout->role_wanted = (guint) limit->min;
      turnout->role_due = due;
      turnout->role_others = count_role (muster, muster->other, demand, limit->role);
      return;
    }
}

static void
count_people (const Muster *muster, guint demand, GengTurnout *turnout)
{
  guint wanted = turnout->wanted;

  if (geng_demand_get_shift (turnout->demand) == NULL)
    {
      turnout->due = MIN (wanted, count_window (muster, muster->due, demand));
      turnout->others = MIN (wanted - turnout->due, count_window (muster, muster->other, demand));
      return;
    }
  for (guint m = 0; m < muster->scene->n_members; m++)
    if (muster->seat[m] == demand)
      *(asks (muster, m) ? &turnout->due : &turnout->others) += 1;
}

/* -- too many -- */

/* The cycle sends the member to work on that day, and to that place alone. */
static gboolean
must_come (const Muster *muster, guint member, const GengPlace *place)
{
  const GengLowering *lowering = muster->lowering;
  gboolean any = FALSE;

  if (!asks (muster, member))
    return FALSE;
  for (guint c = 0; c < lowering->n_codes; c++)
    {
      if (geng_problem_is_forbidden (lowering->problem, member, muster->day, c))
        continue;
      if (geng_lowering_is_off (lowering, c)
          || !geng_place_has (place, muster->scene, muster->scene->shifts[lowering->shift[c]],
                              lowering->post[c]))
        return FALSE;
      any = TRUE;
    }
  return any;
}

/* How many who must come are more than may. */
static guint
count_surplus (const Muster *muster, const GengPlace *place)
{
  g_autoptr (GengQuota) quota = geng_quota_of_place (place);
  int n = 0;

  if (quota->over > 0)
    return 0;
  for (guint m = 0; m < muster->scene->n_members; m++)
    n += must_come (muster, m, place);
  return n > quota->max ? (guint) (n - quota->max) : 0;
}

static void
fill_surplus (const Muster *muster, GengTurnout *turnout, GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      const GengPlace *place = g_ptr_array_index (places, i);

      if (g_ptr_array_find (place->demands, turnout->demand, NULL))
        turnout->surplus = MAX (turnout->surplus, count_surplus (muster, place));
    }
}

static void
add_turnout (const Muster *muster, guint demand, GPtrArray *places, GPtrArray *turnouts)
{
  GengTurnout *turnout = g_new0 (GengTurnout, 1);

  turnout->demand = g_object_ref (muster->scene->demands[demand]);
  geng_scene_date (muster->scene, (int) muster->day, &turnout->date);
  turnout->wanted = (guint) geng_demand_get_min (turnout->demand);
  count_people (muster, demand, turnout);
  fill_role (muster, demand, turnout);
  fill_surplus (muster, turnout, places);
  g_ptr_array_add (turnouts, turnout);
}

static void
muster_day (Muster *muster, GPtrArray *turnouts)
{
  const GengScene *scene = muster->scene;
  gsize size = (gsize) scene->n_members * scene->n_demands;
  g_autoptr (GPtrArray) places = geng_places_of_demands (scene, (int) muster->day);

  memset (muster->due, 0, size);
  memset (muster->other, 0, size);
  memset (muster->taken, 0, scene->n_demands * sizeof *muster->taken);
  for (guint m = 0; m < scene->n_members; m++)
    {
      muster->seat[m] = NOWHERE;
      fill_member (muster, m);
    }
  seat_all (muster, muster->due);
  seat_all (muster, muster->other);
  for (guint d = 0; d < scene->n_demands; d++)
    if (geng_scene_asked (scene, d, (int) muster->day)
        && !geng_demand_get_leader (scene->demands[d])
        && !geng_demand_get_reserve (scene->demands[d]))
      add_turnout (muster, d, places, turnouts);
}

/* Returns: whether anybody follows a cycle */
static gboolean
fill_rotations (Muster *muster, GPtrArray *clauses)
{
  gboolean any = FALSE;

  for (guint i = 0; i < clauses->len; i++)
    {
      const GengClause *clause = g_ptr_array_index (clauses, i);

      for (guint k = 0; clause->kind == &geng_rule_cycle && k < clause->members->len; k++)
        {
          guint m = geng_clause_member (clause, k);

          muster->rotations[m] = geng_rule_cycle_rotation (clause->params);
          any = TRUE;
        }
    }
  return any;
}

static void
muster_all (const GengScene *scene, const GengLowering *lowering, Muster *muster, GPtrArray *list)
{
  gsize size = (gsize) scene->n_members * scene->n_demands + 1;
  g_autofree guint8 *due = g_new (guint8, size);
  g_autofree guint8 *other = g_new (guint8, size);
  g_autofree guint8 *visited = g_new (guint8, scene->n_demands + 1);
  g_autofree guint *seats = g_new (guint, scene->n_members + 1);
  g_autofree guint *taken = g_new (guint, scene->n_demands + 1);

  muster->lowering = lowering;
  muster->due = due;
  muster->other = other;
  muster->visited = visited;
  muster->seat = seats;
  muster->taken = taken;
  for (muster->day = 0; muster->day < scene->n_days; muster->day++)
    muster_day (muster, list);
}

/**
 * geng_station_list_turnouts:
 * @self: a #GengStation
 * @first: the first duty day
 * @last: the last duty day
 * @error: return location for an error
 *
 * Whom the cycles of the rule `cycle` send to each demand of each duty day, before anything is
 * planned: those whose cycle asks for its shift then, and who are not on leave and may serve it.
 * One person fills one place.  Fails with %GENG_ERROR_INVALID for rules that cannot be read, with
 * %GENG_ERROR_PERIOD and %GENG_ERROR_TOO_LARGE as geng_planner_plan() does.
 *
 * Returns: (transfer container) (element-type GengTurnout): one for each demand of each day, by day
 *   and in the order of the station; empty where nobody follows a cycle; %NULL and an error
 */
GPtrArray *
geng_station_list_turnouts (GengStation *self,
                            const GDate *first,
                            const GDate *last,
                            GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_turnout_free);
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GengLowering) lowering = NULL;
  g_autofree const GengRotation **rotations = NULL;
  Muster muster;

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  g_return_val_if_fail (first && last, NULL);
  scene = geng_scene_new (self, first, last, NULL, NULL, NULL, error);
  clauses = scene != NULL ? geng_clauses_new (scene, error) : NULL;
  if (clauses == NULL)
    return NULL;
  rotations = g_new0 (const GengRotation *, scene->n_members + 1);
  muster = (Muster){ .scene = scene, .rotations = rotations };
  if (!fill_rotations (&muster, clauses))
    return g_steal_pointer (&list);
  lowering = geng_compile (scene, clauses, error);
  if (lowering == NULL)
    return NULL;
  muster_all (scene, lowering, &muster, list);
  return g_steal_pointer (&list);
}
