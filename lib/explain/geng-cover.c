/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-array.h"
#include "geng-cover-private.h"
#include "geng-field.h"
#include "geng-finding-private.h"
#include "geng-gettext.h"
#include "geng-scene.h"

/**
 * GengCover:
 *
 * Somebody who could take over a duty or fill a gap, or what keeps this member from it.
 */

struct _GengCover
{
  GObject parent_instance;

  GengMember *member;
  GengShift *shift;
  gint64 gaps;
  gint64 cost;
  GPtrArray *obstacles; /* of GengFinding */
  char *rule;
  char *claim; /* (nullable): what the rule's statement says */
  gboolean reserve;
  guint place; /* in the order of the station, for sorting */
};

G_DEFINE_FINAL_TYPE (GengCover, geng_cover, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MEMBER,
  PROP_SHIFT,
  PROP_POSSIBLE,
  PROP_GAPS,
  PROP_COST,
  PROP_OBSTACLES,
  PROP_RULE,
  PROP_RESERVE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_cover_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengCover *self = GENG_COVER (object);

  switch (id)
    {
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;
    case PROP_SHIFT:
      g_value_set_object (value, self->shift);
      break;
    case PROP_POSSIBLE:
      g_value_set_boolean (value, geng_cover_get_possible (self));
      break;
    case PROP_GAPS:
      g_value_set_int64 (value, self->gaps);
      break;
    case PROP_COST:
      g_value_set_int64 (value, self->cost);
      break;
    case PROP_OBSTACLES:
      g_value_take_boxed (value, geng_cover_list_obstacles (self));
      break;
    case PROP_RULE:
      g_value_set_string (value, self->rule);
      break;
    case PROP_RESERVE:
      g_value_set_boolean (value, self->reserve);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_cover_finalize (GObject *object)
{
  GengCover *self = GENG_COVER (object);

  g_clear_object (&self->member);
  g_clear_object (&self->shift);
  g_clear_pointer (&self->obstacles, g_ptr_array_unref);
  g_clear_pointer (&self->rule, g_free);
  g_clear_pointer (&self->claim, g_free);
  G_OBJECT_CLASS (geng_cover_parent_class)->finalize (object);
}

static void
geng_cover_class_init (GengCoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_cover_get_property;
  object_class->finalize = geng_cover_finalize;

  /**
   * GengCover:member:
   *
   * Whom it is about.
   */
  properties[PROP_MEMBER]
      = g_param_spec_object ("member", NULL, NULL, GENG_TYPE_MEMBER, GENG_READABLE);
  /**
   * GengCover:shift:
   *
   * The shift that the member would serve.
   */
  properties[PROP_SHIFT]
      = g_param_spec_object ("shift", NULL, NULL, GENG_TYPE_SHIFT, GENG_READABLE);
  /**
   * GengCover:possible:
   *
   * Whether no rule stands in the way.
   */
  properties[PROP_POSSIBLE] = g_param_spec_boolean ("possible", NULL, NULL, FALSE, GENG_READABLE);
  /**
   * GengCover:gaps:
   *
   * How many more people would be missing; below 0 when it fills a place.  The place that a
   * reserve leaves is not counted: to be called is what it is for.
   */
  properties[PROP_GAPS]
      = g_param_spec_int64 ("gaps", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengCover:cost:
   *
   * What it would change in the roster's cost, in points × %GENG_POINT.
   */
  properties[PROP_COST]
      = g_param_spec_int64 ("cost", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengCover:obstacles: (type GLib.PtrArray(Geng.Finding))
   *
   * What stands in the way; empty when nothing does.
   */
  properties[PROP_OBSTACLES]
      = g_param_spec_boxed ("obstacles", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
  /**
   * GengCover:rule:
   *
   * The kind of the first rule that stands in the way; %NULL when none does.
   */
  properties[PROP_RULE] = g_param_spec_string ("rule", NULL, NULL, NULL, GENG_READABLE);
  /**
   * GengCover:reserve:
   *
   * Whether the member waits to be called that day (备勤); such a member comes first.
   */
  properties[PROP_RESERVE] = g_param_spec_boolean ("reserve", NULL, NULL, FALSE, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_cover_init (GengCover *self)
{
  self->obstacles = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
is_there (GengDuty *duty, GengShift *shift, GengPost *post)
{
  GengShift *held = geng_duty_get_shift (duty);

  return geng_duty_get_post (duty) == post
         && geng_shift_get_start_minute (held) < geng_shift_get_end_minute (shift)
         && geng_shift_get_start_minute (shift) < geng_shift_get_end_minute (held);
}

const char *
geng_cover_busy (GengTryout *tryout, guint member, GengShift *shift, GengPost *wanted)
{
  return is_there (geng_tryout_duty (tryout, member), shift, wanted) ? GENG_COVER_THERE
                                                                     : GENG_COVER_BUSY;
}

/* Two stations may call a post alike: that of another one has its name. */
static char *
name_post (GengStation *station, GengDuty *duty)
{
  const char *post = geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty)));
  g_autoptr (GPtrArray) elsewhere = geng_station_list_elsewhere (station);

  for (guint i = 0; i < elsewhere->len; i++)
    if (geng_roster_lookup (elsewhere->pdata[i], geng_duty_get_member (duty),
                            geng_duty_get_date (duty))
        == duty)
      return g_strdup_printf (
          "%s %s",
          geng_entity_get_name (GENG_ENTITY (geng_roster_get_station (elsewhere->pdata[i]))), post);
  return g_strdup (post);
}

/* One sort of obstacle that is no rule. */
static GengCover *
new_busy (GengTryout *tryout, guint member, GengShift *shift, GengPost *wanted)
{
  GengCover *self = g_object_new (GENG_TYPE_COVER, NULL);
  GengDuty *duty = geng_tryout_duty (tryout, member);
  const char *held = geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty)));
  g_autofree char *post = name_post (tryout->period->station, duty);
  g_autofree char *words = g_strdup_printf (_ ("serves %s at %s that day"), held, post);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  g_ptr_array_add (members, tryout->period->members[member]);
  self->member = g_object_ref (tryout->period->members[member]);
  self->shift = g_object_ref (shift);
  self->rule = g_strdup (geng_cover_busy (tryout, member, shift, wanted));
  g_ptr_array_add (self->obstacles, geng_finding_new (GENG_SEVERITY_HARD, self->rule, members, NULL,
                                                      &tryout->date, &tryout->date, 1, 0, words));
  self->place = member;
  return self;
}

static GengCover *
new_tried (GengTryout *tryout, guint member, GengShift *shift, GengPost *post)
{
  GengCover *self = g_object_new (GENG_TYPE_COVER, NULL);
  g_auto (GengOutcome) outcome = { 0 };

  geng_tryout_try (tryout, member, shift, post, &outcome);
  self->member = g_object_ref (tryout->period->members[member]);
  self->shift = g_object_ref (shift);
  g_ptr_array_extend_and_steal (self->obstacles, g_steal_pointer (&outcome.findings));
  self->rule = g_strdup (outcome.rule);
  self->claim = g_steal_pointer (&outcome.claim);
  self->gaps = outcome.gaps;
  self->cost = outcome.cost;
  self->place = member;
  return self;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  GengCover *left = *(GengCover *const *) a;
  GengCover *right = *(GengCover *const *) b;

  if (geng_cover_get_possible (left) != geng_cover_get_possible (right))
    return geng_cover_get_possible (left) ? -1 : 1;
  if (geng_cover_get_possible (left) && left->reserve != right->reserve)
    return left->reserve ? -1 : 1;
  if (geng_cover_get_possible (left) && left->gaps != right->gaps)
    return left->gaps < right->gaps ? -1 : 1;
  if (geng_cover_get_possible (left) && left->cost != right->cost)
    return left->cost < right->cost ? -1 : 1;
  return left->place < right->place ? -1 : left->place > right->place;
}

/* Of the shifts that would do, the best for this member, who is free. */
static GengCover *
best_shift (GengTryout *tryout, guint member, GPtrArray *shifts, GengPost *post)
{
  g_autoptr (GengCover) best = NULL;

  for (guint i = 0; i < shifts->len; i++)
    {
      g_autoptr (GengCover) cover = new_tried (tryout, member, shifts->pdata[i], post);

      if (best == NULL || compare (&cover, &best) < 0)
        g_set_object (&best, cover);
    }
  return g_steal_pointer (&best);
}

/* A reserve is called: what he leaves is held against nobody. */
static GengCover *
call_reserve (GengTryout *tryout, guint member, GPtrArray *shifts, GengPost *post)
{
  g_autoptr (GengDuty) held = g_object_ref (geng_tryout_duty (tryout, member));
  GengCover *cover;

  geng_tryout_put (tryout, member, NULL);
  cover = best_shift (tryout, member, shifts, post);
  cover->reserve = TRUE;
  geng_tryout_put (tryout, member, held);
  return cover;
}

gboolean
geng_cover_calls (GengTryout *tryout, GengDuty *duty, GengPost *post)
{
  return geng_scene_is_reserve (tryout->period, geng_duty_get_post (duty))
         && geng_duty_get_post (duty) != post;
}

static GengCover *
best_of (GengTryout *tryout, guint member, GPtrArray *shifts, GengPost *post)
{
  GengDuty *duty = geng_tryout_duty (tryout, member);

  if (duty == NULL)
    return best_shift (tryout, member, shifts, post);
  if (geng_cover_calls (tryout, duty, post))
    return call_reserve (tryout, member, shifts, post);
  return new_busy (tryout, member, shifts->pdata[0], post);
}

/* (transfer full) (element-type GengCover): for all members but @except, in the station's order.
 * role: (nullable): only members with it */
GPtrArray *
geng_cover_list (GengTryout *tryout,
                 GPtrArray *shifts,
                 GengPost *post,
                 const char *role,
                 GengMember *except)
{
  GPtrArray *covers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint m = 0; m < tryout->period->n_members && shifts->len > 0; m++)
    {
      GengMember *member = tryout->period->members[m];

      if (member == except || (role != NULL && !geng_member_has_role (member, role)))
        continue;
      g_ptr_array_add (covers, best_of (tryout, m, shifts, post));
    }
  return covers;
}

/* Whoever serves this shift at the demand's post is counted in its window. */
static gboolean
is_counted (GengStation *station, GengDemand *demand, GengShift *shift)
{
  GengWindow *window = geng_demand_get_window (demand);

  return window != NULL && geng_shift_has_window (shift, window)
         && geng_shift_get_post (shift, window) == NULL
         && !geng_station_is_leader_shift (station, shift);
}

/* (transfer container) (element-type GengShift): those that would help to fill the gap. */
GPtrArray *
geng_cover_shifts (GengRoster *roster, GengGap *gap)
{
  GengDemand *demand = geng_gap_get_demand (gap);
  GListModel *all = geng_station_get_shifts (geng_roster_get_station (roster));
  GPtrArray *shifts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (all, i);
      gboolean fits = geng_demand_get_shift (demand) == shift
                      || (is_counted (geng_roster_get_station (roster), demand, shift)
                          && geng_shift_get_start_minute (shift) < geng_gap_get_end_minute (gap)
                          && geng_gap_get_start_minute (gap) < geng_shift_get_end_minute (shift));

      if (fits)
        g_ptr_array_add (shifts, g_object_ref (shift));
    }
  return shifts;
}

/* What comes of another's leaving comes on top. */
static void
add_outcome (GengCover *self, const GengOutcome *outcome)
{
  self->gaps += outcome->gaps;
  self->cost += outcome->cost;
}

/**
 * geng_cover_list_for_duty:
 * @roster: a roster
 * @history: (nullable): the record of the months before
 * @duty: a duty of @roster
 * @error: return location for an error
 *
 * Who else could take this duty: everybody but the one who has it.  A member without an obstacle
 * could take it without breaking any rule; nothing else of the roster would change.  What the one
 * who leaves breaks in the crew, its only mentor say, is an obstacle to all who do not mend it.
 * Gaps and cost are those of the whole exchange, the one who leaves included.
 *
 * Returns: (transfer container) (element-type GengCover): those who could, reserves first, then the
 * fewest gaps, then the cheapest, then the others with what keeps them from it; or %NULL with
 * %GENG_ERROR_UNKNOWN for a duty of another roster or of a member who was removed, or
 * %GENG_ERROR_INVALID when the text of a rule is wrong
 */
GPtrArray *
geng_cover_list_for_duty (GengRoster *roster, GengRoster *history, GengDuty *duty, GError **error)
{
  g_auto (GengOutcome) left = { 0 };
  g_autoptr (GengTryout) tryout = NULL;
  g_autoptr (GPtrArray) shifts = g_ptr_array_new ();
  GPtrArray *covers;
  GengMember *member;
  int index;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);
  g_return_val_if_fail (GENG_IS_DUTY (duty), NULL);

  member = geng_duty_get_member (duty);
  if (geng_roster_lookup (roster, member, geng_duty_get_date (duty)) != duty)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                           _ ("cover: the duty is not in the roster"));
      return NULL;
    }
  tryout = geng_tryout_new (roster, history, geng_duty_get_date (duty), error);
  if (tryout == NULL)
    return NULL;
  index = geng_scene_member_index (tryout->period, member);
  if (index < 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("cover: member %s is no longer in the station"),
                   geng_entity_get_id (GENG_ENTITY (member)));
      return NULL;
    }
  geng_tryout_vacate (tryout, (guint) index, &left);
  g_ptr_array_add (shifts, geng_duty_get_shift (duty));
  covers = geng_cover_list (tryout, shifts, geng_duty_get_post (duty), NULL, member);
  for (guint i = 0; i < covers->len; i++)
    add_outcome (covers->pdata[i], &left);
  g_ptr_array_sort (covers, compare);
  return covers;
}

/**
 * geng_cover_list_for_gap:
 * @roster: a roster
 * @history: (nullable): the record of the months before
 * @gap: a gap of @roster
 * @error: return location for an error
 *
 * Who could fill the gap: everybody, or everybody with the role that is missing.
 *
 * Returns: (transfer container) (element-type GengCover): as geng_cover_list_for_duty(); or %NULL
 * with %GENG_ERROR_PERIOD for a gap outside the period, or %GENG_ERROR_INVALID when the text of a
 * rule is wrong
 */
GPtrArray *
geng_cover_list_for_gap (GengRoster *roster, GengRoster *history, GengGap *gap, GError **error)
{
  g_autoptr (GengTryout) tryout = NULL;
  g_autoptr (GPtrArray) shifts = NULL;
  GPtrArray *covers;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);
  g_return_val_if_fail (GENG_IS_GAP (gap) && geng_gap_get_demand (gap), NULL);

  tryout = geng_tryout_new (roster, history, geng_gap_get_date (gap), error);
  if (tryout == NULL)
    return NULL;
  shifts = geng_cover_shifts (roster, gap);
  covers = geng_cover_list (tryout, shifts, geng_demand_get_post (geng_gap_get_demand (gap)),
                            geng_gap_get_role (gap), NULL);
  g_ptr_array_sort (covers, compare);
  return covers;
}

/**
 * geng_cover_get_member:
 * @self: a #GengCover
 *
 * Returns: (transfer none): whom it is about
 */
GengMember *
geng_cover_get_member (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), NULL);
  return self->member;
}

/**
 * geng_cover_get_shift:
 * @self: a #GengCover
 *
 * Returns: (transfer none): the shift that the member would serve
 */
GengShift *
geng_cover_get_shift (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), NULL);
  return self->shift;
}

/**
 * geng_cover_get_possible:
 * @self: a #GengCover
 *
 * Returns: whether no rule stands in the way
 */
gboolean
geng_cover_get_possible (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), FALSE);
  return self->obstacles->len == 0;
}

/**
 * geng_cover_get_gaps:
 * @self: a #GengCover
 *
 * Returns: how many more people would be missing in the roster; below 0 when it fills a place
 */
gint64
geng_cover_get_gaps (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), 0);
  return self->gaps;
}

/**
 * geng_cover_get_cost:
 * @self: a #GengCover
 *
 * Returns: what it would change in the roster's cost, in points × %GENG_POINT; below 0 when the
 * roster gets better
 */
gint64
geng_cover_get_cost (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), 0);
  return self->cost;
}

/**
 * geng_cover_list_obstacles:
 * @self: a #GengCover
 *
 * Returns: (transfer container) (element-type GengFinding): what stands in the way: the hard rules
 *   that it would break, each with whom and by how much, or the duty that the member has that day,
 *   the rule of which is `busy` or `there`; empty when nothing does
 */
GPtrArray *
geng_cover_list_obstacles (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), NULL);
  return geng_array_copy (self->obstacles, GENG_TYPE_FINDING);
}

/**
 * geng_cover_get_rule:
 * @self: a #GengCover
 *
 * Returns: (nullable): the kind of the first rule that stands in the way; `there` when the member
 *   serves in this very crew, `busy` for another duty that day
 */
const char *
geng_cover_get_rule (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), NULL);
  return self->rule;
}

const char *
geng_cover_get_claim (GengCover *self)
{
  return self->claim;
}

/**
 * geng_cover_get_reserve:
 * @self: a #GengCover
 *
 * Returns: whether the member waits to be called that day (备勤)
 */
gboolean
geng_cover_get_reserve (GengCover *self)
{
  g_return_val_if_fail (GENG_IS_COVER (self), FALSE);
  return self->reserve;
}
