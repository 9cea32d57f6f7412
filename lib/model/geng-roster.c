/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-date.h"
#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-roster-private.h"

#include <string.h>

/**
 * GengRoster:
 *
 * The duties of a period (值班表): at most one for a member and a duty day. A roster is a
 * [iface@Gio.ListModel] of them, in the order of [method@Roster.list_duties], so that a view
 * follows its changes and a binding reads it without a copy. It may be read from several threads
 * while nobody changes it.
 */

struct _GengRoster
{
  GObject parent_instance;

  GengStation *station;
  GDate first, last;
  guint n_days;
  GPtrArray **days;    /* [day] the day's duties, sorted; owned */
  guint *starts;       /* [day] how many duties stand on the days before; n_days + 1 of them */
  GengList *aside;     /* of GengSetAside, in the order of the members' ids */
  GHashTable *members; /* member to GengDuty *[n_days], not owned */
};

static void geng_roster_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GengRoster,
                               geng_roster,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      geng_roster_list_model_init))

enum
{
  PROP_0,
  PROP_STATION,
  PROP_FIRST,
  PROP_LAST,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_roster_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengRoster *self = GENG_ROSTER (object);

  switch (id)
    {
    case PROP_STATION:
      g_value_set_object (value, self->station);
      break;
    case PROP_FIRST:
      g_value_set_boxed (value, geng_roster_get_first (self));
      break;
    case PROP_LAST:
      g_value_set_boxed (value, geng_roster_get_last (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_roster_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengRoster *self = GENG_ROSTER (object);

  switch (id)
    {
    case PROP_STATION:
      self->station = g_value_dup_object (value);
      break;
    case PROP_FIRST:
      geng_field_get_date (value, &self->first);
      break;
    case PROP_LAST:
      geng_field_get_date (value, &self->last);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
is_period (const GDate *first, const GDate *last)
{
  return g_date_valid (first) && g_date_valid (last) && g_date_compare (first, last) <= 0
         && geng_date_days (first, last) < GENG_ROSTER_MAX_DAYS;
}

static int
compare_ids (gpointer a, gpointer b)
{
  return strcmp (geng_entity_get_id (a), geng_entity_get_id (b));
}

static int
compare_duties (GengDuty *a, GengDuty *b)
{
  GengShift *left = geng_duty_get_shift (a);
  GengShift *right = geng_duty_get_shift (b);
  int order = geng_shift_get_start_minute (left) - geng_shift_get_start_minute (right);

  if (order == 0)
    order = compare_ids (left, right);
  if (order == 0)
    order = compare_ids (geng_duty_get_post (a), geng_duty_get_post (b));
  if (order == 0)
    order = compare_ids (geng_duty_get_member (a), geng_duty_get_member (b));
  return order;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return compare_duties (*(GengDuty *const *) a, *(GengDuty *const *) b);
}

static gboolean
is_sorted (GPtrArray *duties)
{
  for (guint i = 1; i < duties->len; i++)
    if (compare_duties (duties->pdata[i - 1], duties->pdata[i]) > 0)
      return FALSE;
  return TRUE;
}

/* A shift begins at another time: duties change places. */
static void
hear_station (const GengChange *change, gpointer user_data)
{
  GengRoster *self = user_data;

  if (change->kind != GENG_CHANGE_SET || !g_str_equal (change->pspec->name, "start-minute"))
    return;
  for (guint day = 0; day < self->n_days; day++)
    if (!is_sorted (self->days[day]))
      {
        g_ptr_array_sort (self->days[day], compare_places);
        g_list_model_items_changed (G_LIST_MODEL (self), self->starts[day], self->days[day]->len,
                                    self->days[day]->len);
      }
}

/* A roster that was made without a station or a period has no days: nothing can be added. */
static void
geng_roster_constructed (GObject *object)
{
  GengRoster *self = GENG_ROSTER (object);

  G_OBJECT_CLASS (geng_roster_parent_class)->constructed (object);
  if (self->station != NULL && is_period (&self->first, &self->last))
    self->n_days = (guint) geng_date_days (&self->first, &self->last) + 1;
  self->days = g_new0 (GPtrArray *, self->n_days + 1);
  self->starts = g_new0 (guint, self->n_days + 1);
  for (guint i = 0; i < self->n_days; i++)
    self->days[i] = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->n_days > 0)
    geng_change_observe (self->station, hear_station, self);
}

static void
let_go (gpointer duty, gpointer user_data)
{
  geng_change_set_owner (duty, NULL);
}

static void
geng_roster_finalize (GObject *object)
{
  GengRoster *self = GENG_ROSTER (object);

  if (self->n_days > 0)
    geng_change_ignore (self->station, hear_station, self);
  for (guint i = 0; i < self->n_days; i++)
    {
      g_ptr_array_foreach (self->days[i], let_go, NULL);
      g_ptr_array_unref (self->days[i]);
    }
  g_clear_pointer (&self->days, g_free);
  g_clear_pointer (&self->starts, g_free);
  geng_list_let_go (self->aside);
  g_clear_object (&self->aside);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_object (&self->station);
  G_OBJECT_CLASS (geng_roster_parent_class)->finalize (object);
}

static void
geng_roster_class_init (GengRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_roster_get_property;
  object_class->set_property = geng_roster_set_property;
  object_class->constructed = geng_roster_constructed;
  object_class->finalize = geng_roster_finalize;

  /**
   * GengRoster:station:
   *
   * The station whose members serve.
   */
  properties[PROP_STATION]
      = g_param_spec_object ("station", NULL, NULL, GENG_TYPE_STATION, GENG_CONSTRUCT);
  /**
   * GengRoster:first:
   *
   * The first duty day.
   */
  properties[PROP_FIRST] = g_param_spec_boxed ("first", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengRoster:last:
   *
   * The last duty day.
   */
  properties[PROP_LAST] = g_param_spec_boxed ("last", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static GType
geng_roster_get_item_type (GListModel *model)
{
  return GENG_TYPE_DUTY;
}

static guint
geng_roster_get_n_items (GListModel *model)
{
  GengRoster *self = GENG_ROSTER (model);

  return self->starts[self->n_days];
}

static gpointer
geng_roster_get_item (GListModel *model, guint position)
{
  GengRoster *self = GENG_ROSTER (model);
  guint low = 0;
  guint high = self->n_days;

  if (position >= self->starts[self->n_days])
    return NULL;
  /* The last day that starts at the position or before it. */
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->starts[middle] <= position)
        low = middle;
      else
        high = middle;
    }
  return g_object_ref (self->days[low]->pdata[position - self->starts[low]]);
}

static void
geng_roster_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = geng_roster_get_item_type;
  iface->get_n_items = geng_roster_get_n_items;
  iface->get_item = geng_roster_get_item;
}

/* The duty came to or went from a place of its day. */
static void
tell_change (GengRoster *self, GengChangeKind kind, GengDuty *duty, int day, guint place)
{
  gboolean came = kind == GENG_CHANGE_INSERT;
  guint position = self->starts[day] + place;
  GengChange change
      = { .kind = kind, .thing = G_OBJECT (duty), .list = G_OBJECT (self), .position = position };

  for (guint i = (guint) day + 1; i <= self->n_days; i++)
    self->starts[i] += came ? 1 : -1u;
  geng_change_set_owner (duty, came ? self : NULL);
  geng_change_tell (self, &change);
  g_list_model_items_changed (G_LIST_MODEL (self), position, !came, came);
}

static void
geng_roster_init (GengRoster *self)
{
  self->aside = geng_list_new (GENG_TYPE_SET_ASIDE, self);
  self->members = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * geng_roster_new:
 * @station: the station whose members serve
 * @first: the first duty day
 * @last: the last duty day, at most %GENG_ROSTER_MAX_DAYS days in all
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_PERIOD when the period ends before it begins, or is longer than that.
 *
 * Returns: (transfer full): a new roster without duties
 */
GengRoster *
geng_roster_new (GengStation *station, const GDate *first, const GDate *last, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (first && g_date_valid (first), NULL);
  g_return_val_if_fail (last && g_date_valid (last), NULL);

  if (is_period (first, last))
    return g_object_new (GENG_TYPE_ROSTER, "station", station, "first", first, "last", last, NULL);
  from = geng_date_to_string (first);
  to = geng_date_to_string (last);
  g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
               _ ("roster: %s to %s is no period; it has 1 to %d days"), from, to,
               GENG_ROSTER_MAX_DAYS);
  return NULL;
}

/**
 * geng_roster_copy:
 * @self: a #GengRoster
 *
 * Returns: (transfer full): a roster with copies of all duties, and the same members set aside
 */
GengRoster *
geng_roster_copy (GengRoster *self)
{
  GengRoster *copy;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);

  copy = g_object_new (GENG_TYPE_ROSTER, "station", self->station, "first",
                       geng_roster_get_first (self), "last", geng_roster_get_last (self), NULL);
  for (guint i = 0; i < self->n_days; i++)
    for (guint j = 0; j < self->days[i]->len; j++)
      {
        GengDuty *duty = self->days[i]->pdata[j];
        g_autoptr (GengDuty) twin = geng_duty_copy (duty);

        geng_roster_put_in (copy, twin);
      }
  for (guint i = 0; i < geng_list_size (self->aside); i++)
    geng_roster_add_set_aside (copy, geng_list_peek (self->aside, i));
  return copy;
}

GengList *
geng_roster_get_aside (GengRoster *self)
{
  return self->aside;
}

/* Where the member's word is, or should be; TRUE where it is. */
static gboolean
find_set_aside (GengRoster *self, GengMember *member, guint *place)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));

  for (*place = 0; *place < geng_list_size (self->aside); (*place)++)
    {
      GengMember *other = geng_set_aside_get_member (geng_list_peek (self->aside, *place));
      int order = strcmp (geng_entity_get_id (GENG_ENTITY (other)), id);

      if (order >= 0)
        return order == 0;
    }
  return FALSE;
}

/**
 * geng_roster_add_set_aside:
 * @self: a #GengRoster
 * @one: who is set aside, and why; takes the place of an older word on the same member
 *
 * Says that the roster leaves a member out.  The judge does not hold his own rules against him, and
 * allows him no duty from that day on.  Like a duty, it is heard by judges and undo lists.
 */
void
geng_roster_add_set_aside (GengRoster *self, GengSetAside *one)
{
  guint place;

  g_return_if_fail (GENG_IS_ROSTER (self) && GENG_IS_SET_ASIDE (one));
  g_return_if_fail (geng_set_aside_is_whole (one));
  if (find_set_aside (self, geng_set_aside_get_member (one), &place))
    {
      if (geng_list_peek (self->aside, place) == one)
        return;
      geng_list_remove (self->aside, place);
    }
  geng_list_insert (self->aside, place, one);
}

/**
 * geng_roster_remove_set_aside:
 * @self: a #GengRoster
 * @member: a member whom it leaves out
 *
 * Takes the word back: his rules are held against him again, and he may have duties.
 *
 * Returns: whether he was left out
 */
gboolean
geng_roster_remove_set_aside (GengRoster *self, GengMember *member)
{
  guint place;

  g_return_val_if_fail (GENG_IS_ROSTER (self) && GENG_IS_MEMBER (member), FALSE);
  if (!find_set_aside (self, member, &place))
    return FALSE;
  geng_list_remove (self->aside, place);
  return TRUE;
}

/**
 * geng_roster_list_set_aside:
 * @self: a #GengRoster
 *
 * Returns: (transfer container) (element-type GengSetAside): who is left out, in the order of ids
 */
GPtrArray *
geng_roster_list_set_aside (GengRoster *self)
{
  GPtrArray *list;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  list = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < geng_list_size (self->aside); i++)
    g_ptr_array_add (list, g_object_ref (geng_list_peek (self->aside, i)));
  return list;
}

/**
 * geng_roster_get_station:
 * @self: a #GengRoster
 *
 * Returns: (transfer none): the station whose members serve
 */
GengStation *
geng_roster_get_station (GengRoster *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  return self->station;
}

/**
 * geng_roster_get_first:
 * @self: a #GengRoster
 *
 * Returns: (transfer none): the first duty day
 */
const GDate *
geng_roster_get_first (GengRoster *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  return &self->first;
}

/**
 * geng_roster_get_last:
 * @self: a #GengRoster
 *
 * Returns: (transfer none): the last duty day
 */
const GDate *
geng_roster_get_last (GengRoster *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  return &self->last;
}

/**
 * geng_roster_get_n_days:
 * @self: a #GengRoster
 *
 * Returns: the number of duty days
 */
guint
geng_roster_get_n_days (GengRoster *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER (self), 0);
  return self->n_days;
}

/* -1 for a date outside the period. */
static int
day_index (GengRoster *self, const GDate *date)
{
  int day = geng_date_days (&self->first, date);

  return day >= 0 && day < (int) self->n_days ? day : -1;
}

/* Where the duty stands, or has to stand, among those of its day. */
static guint
find_place (GPtrArray *duties, GengDuty *duty)
{
  guint low = 0;
  guint high = duties->len;

  /* A table has them in order. */
  if (high > 0 && compare_duties (duties->pdata[high - 1], duty) < 0)
    return high;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_duties (duties->pdata[middle], duty) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
check_period (GengRoster *self, const GDate *date, GError **error)
{
  g_autofree char *day = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (day_index (self, date) >= 0)
    return TRUE;
  day = geng_date_to_string (date);
  first = geng_date_to_string (&self->first);
  last = geng_date_to_string (&self->last);
  g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
               _ ("roster: %s is outside the period %s to %s"), day, first, last);
  return FALSE;
}

/* What the duty names and the station does not have; NULL when it has all. */
static gpointer
find_stranger (GengStation *station, GengDuty *duty)
{
  gpointer member = geng_duty_get_member (duty);
  gpointer shift = geng_duty_get_shift (duty);
  gpointer post = geng_duty_get_post (duty);

  if (geng_station_lookup_member (station, geng_entity_get_id (member)) != member)
    return member;
  if (geng_station_lookup_shift (station, geng_entity_get_id (shift)) != shift)
    return shift;
  if (geng_station_lookup_post (station, geng_entity_get_id (post)) != post)
    return post;
  return NULL;
}

static gboolean
check_known (GengRoster *self, GengDuty *duty, GError **error)
{
  gpointer stranger = find_stranger (self->station, duty);

  if (!stranger)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("roster: %s does not belong to the station %s"), geng_entity_get_id (stranger),
               geng_entity_get_name (GENG_ENTITY (self->station)));
  return FALSE;
}

static gboolean
check_free (GengRoster *self, GengMember *member, const GDate *date, GError **error)
{
  g_autofree char *day = NULL;

  if (!geng_roster_lookup (self, member, date))
    return TRUE;
  day = geng_date_to_string (date);
  g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
               _ ("roster: %s has a duty on %s already; one a duty day is all"),
               geng_entity_get_name (GENG_ENTITY (member)), day);
  return FALSE;
}

static gboolean
check_complete (GengRoster *self, GengDuty *duty, GError **error)
{
  if (self->n_days > 0 && geng_duty_get_member (duty) && geng_duty_get_date (duty)
      && geng_duty_get_shift (duty) && geng_duty_get_post (duty))
    return TRUE;
  g_set_error_literal (
      error, GENG_ERROR, GENG_ERROR_INVALID,
      _ ("roster: a roster needs a station and a period, and a duty a member, a date, "
         "a shift and a post"));
  return FALSE;
}

static gboolean
check_alone (GengRoster *self, GengDuty *duty, GError **error)
{
  if (geng_change_get_owner (duty) == NULL)
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                       _ ("roster: the duty stands in a roster already; add a copy"));
  return FALSE;
}

void
geng_roster_put_in (GengRoster *self, GengDuty *duty)
{
  GengMember *member = geng_duty_get_member (duty);
  GengDuty **line;
  guint place;
  int day;

  day = day_index (self, geng_duty_get_date (duty));
  line = g_hash_table_lookup (self->members, member);
  if (!line)
    {
      line = g_new0 (GengDuty *, self->n_days);
      g_hash_table_insert (self->members, member, line);
    }
  line[day] = duty;
  place = find_place (self->days[day], duty);
  g_ptr_array_insert (self->days[day], (int) place, g_object_ref (duty));
  tell_change (self, GENG_CHANGE_INSERT, duty, day, place);
}

/**
 * geng_roster_add:
 * @self: a #GengRoster
 * @duty: (transfer none): a duty that is in no other roster
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_PERIOD outside the period, %GENG_ERROR_DUPLICATE when the member serves on
 * that duty day already, %GENG_ERROR_UNKNOWN when member, shift or post are not the station's, and
 * %GENG_ERROR_INVALID for a duty that stands in another roster.
 *
 * Returns: whether the duty was added
 */
gboolean
geng_roster_add (GengRoster *self, GengDuty *duty, GError **error)
{
  g_return_val_if_fail (GENG_IS_ROSTER (self), FALSE);
  g_return_val_if_fail (GENG_IS_DUTY (duty), FALSE);

  if (!check_complete (self, duty, error) || !check_known (self, duty, error)
      || !check_period (self, geng_duty_get_date (duty), error)
      || !check_free (self, geng_duty_get_member (duty), geng_duty_get_date (duty), error)
      || !check_alone (self, duty, error))
    return FALSE;
  geng_roster_put_in (self, duty);
  return TRUE;
}

/**
 * geng_roster_remove:
 * @self: a #GengRoster
 * @duty: a duty
 *
 * Returns: whether the duty was there, and was removed
 */
gboolean
geng_roster_remove (GengRoster *self, GengDuty *duty)
{
  GengDuty **line;
  guint place;
  int day;

  g_return_val_if_fail (GENG_IS_ROSTER (self), FALSE);
  g_return_val_if_fail (GENG_IS_DUTY (duty), FALSE);

  day = day_index (self, geng_duty_get_date (duty));
  line = g_hash_table_lookup (self->members, geng_duty_get_member (duty));
  if (day < 0 || !line || line[day] != duty)
    return FALSE;
  line[day] = NULL;
  /* Not where it should be: the shift went from the station and changed after that. */
  place = find_place (self->days[day], duty);
  if (place >= self->days[day]->len || self->days[day]->pdata[place] != duty)
    g_ptr_array_find (self->days[day], duty, &place);
  g_object_ref (duty);
  g_ptr_array_remove_index (self->days[day], place);
  tell_change (self, GENG_CHANGE_REMOVE, duty, day, place);
  g_object_unref (duty);
  return TRUE;
}

/**
 * geng_roster_assign:
 * @self: a #GengRoster
 * @member: who serves
 * @date: the duty day
 * @shift: what is served
 * @post: where
 * @error: return location for an error
 *
 * Gives the member this duty in the place of the one the member may have on that day.  Fails as
 * geng_roster_add() does, with %GENG_ERROR_PERIOD or %GENG_ERROR_UNKNOWN, and changes nothing then.
 *
 * Returns: (transfer none): the duty, as it now stands in the roster
 */
GengDuty *
geng_roster_assign (GengRoster *self,
                    GengMember *member,
                    const GDate *date,
                    GengShift *shift,
                    GengPost *post,
                    GError **error)
{
  g_autoptr (GengDuty) duty = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);

  duty = geng_duty_new (member, date, shift, post);
  g_return_val_if_fail (duty, NULL);
  if (!check_known (self, duty, error) || !check_period (self, date, error))
    return NULL;
  geng_roster_clear (self, member, date);
  return geng_roster_add (self, duty, error) ? duty : NULL;
}

/**
 * geng_roster_clear:
 * @self: a #GengRoster
 * @member: a member
 * @date: a duty day
 *
 * Takes the duty away that the member may have on that day.
 *
 * Returns: whether there was one
 */
gboolean
geng_roster_clear (GengRoster *self, GengMember *member, const GDate *date)
{
  GengDuty *duty = geng_roster_lookup (self, member, date);

  return duty && geng_roster_remove (self, duty);
}

static void
append_all (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_object_ref (from->pdata[i]));
}

/**
 * geng_roster_list_duties:
 * @self: a #GengRoster
 *
 * Returns: (transfer container) (element-type GengDuty): all duties by date, start of the shift, id
 * of the shift, of the post and of the member; later changes of the roster do not touch the array.
 * To count or to walk without an array, the roster is a [iface@Gio.ListModel]
 */
GPtrArray *
geng_roster_list_duties (GengRoster *self)
{
  GPtrArray *duties;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);

  duties = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->n_days; i++)
    append_all (duties, self->days[i]);
  return duties;
}

/* From object to where it stands in a list of the station */
static GHashTable *
number (GListModel *list)
{
  GHashTable *numbers = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_hash_table_insert (numbers, g_list_model_get_item (list, i), GUINT_TO_POINTER (i));
  return numbers;
}

static guint
number_of (GHashTable *numbers, gpointer object)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (numbers, object));
}

/**
 * geng_roster_list_numbers:
 * @self: a #GengRoster
 * @n_numbers: (out): four times the number of duties
 *
 * Gives all duties as numbers, in the order of [method@Roster.list_duties]: for tables, and for
 * languages to which each call and each object is dear.
 *
 * Returns: (array length=n_numbers) (transfer full): of each duty, its duty day counted from the
 *   first, 0, and the places that its member, its shift and its post have in
 *   [method@Station.get_members], [method@Station.get_shifts] and [method@Station.get_posts]
 */
guint *
geng_roster_list_numbers (GengRoster *self, guint *n_numbers)
{
  g_autoptr (GHashTable) members = NULL;
  g_autoptr (GHashTable) shifts = NULL;
  g_autoptr (GHashTable) posts = NULL;
  guint *numbers;
  guint n = 0;

  g_return_val_if_fail (n_numbers, NULL);
  *n_numbers = 0;
  g_return_val_if_fail (GENG_IS_ROSTER (self) && self->station, NULL);

  members = number (geng_station_get_members (self->station));
  shifts = number (geng_station_get_shifts (self->station));
  posts = number (geng_station_get_posts (self->station));
  *n_numbers = 4 * self->starts[self->n_days];
  numbers = g_new (guint, *n_numbers);
  for (guint day = 0; day < self->n_days; day++)
    for (guint i = 0; i < self->days[day]->len; i++)
      {
        GengDuty *duty = self->days[day]->pdata[i];

        numbers[n++] = day;
        numbers[n++] = number_of (members, geng_duty_get_member (duty));
        numbers[n++] = number_of (shifts, geng_duty_get_shift (duty));
        numbers[n++] = number_of (posts, geng_duty_get_post (duty));
      }
  return numbers;
}

/**
 * geng_roster_lookup:
 * @self: a #GengRoster
 * @member: a member
 * @date: a duty day
 *
 * Returns: (transfer none) (nullable): the duty of the member on that day; %NULL as well outside
 * the period
 */
GengDuty *
geng_roster_lookup (GengRoster *self, GengMember *member, const GDate *date)
{
  GengDuty **line;
  int day;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  g_return_val_if_fail (GENG_IS_MEMBER (member), NULL);
  g_return_val_if_fail (date && g_date_valid (date), NULL);

  day = day_index (self, date);
  line = g_hash_table_lookup (self->members, member);
  return line && day >= 0 ? line[day] : NULL;
}

/**
 * geng_roster_list_member:
 * @self: a #GengRoster
 * @member: a member
 *
 * Returns: (transfer container) (element-type GengDuty): the member's duties, by date
 */
GPtrArray *
geng_roster_list_member (GengRoster *self, GengMember *member)
{
  GPtrArray *duties;
  GengDuty **line;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  g_return_val_if_fail (GENG_IS_MEMBER (member), NULL);

  duties = g_ptr_array_new_with_free_func (g_object_unref);
  line = g_hash_table_lookup (self->members, member);
  for (guint i = 0; line && i < self->n_days; i++)
    if (line[i])
      g_ptr_array_add (duties, g_object_ref (line[i]));
  return duties;
}

/**
 * geng_roster_list_date:
 * @self: a #GengRoster
 * @date: a duty day
 *
 * Returns: (transfer container) (element-type GengDuty): the duties of that day, sorted as in
 *   geng_roster_list_duties(); none outside the period
 */
GPtrArray *
geng_roster_list_date (GengRoster *self, const GDate *date)
{
  GPtrArray *duties;
  int day;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  g_return_val_if_fail (date && g_date_valid (date), NULL);

  duties = g_ptr_array_new_with_free_func (g_object_unref);
  day = day_index (self, date);
  if (day >= 0)
    append_all (duties, self->days[day]);
  return duties;
}

gboolean
geng_roster_check_station (GengRoster *self, GengStation *station, const char *what, GError **error)
{
  if (self == NULL || self->station == station)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: this is a roster of another station"),
               _ (what));
  return FALSE;
}

static gboolean
same_work (GengDuty *a, GengDuty *b)
{
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

/**
 * geng_roster_count_changes:
 * @self: a #GengRoster
 * @other: another roster, of any period
 *
 * Counts the days of members that differ: a duty here and none there, or one with another shift or
 * at another post.  Days outside the other's period count as days without a duty.
 *
 * Returns: how many
 */
guint
geng_roster_count_changes (GengRoster *self, GengRoster *other)
{
  g_autoptr (GPtrArray) mine = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  guint n = 0;

  g_return_val_if_fail (GENG_IS_ROSTER (self) && GENG_IS_ROSTER (other), 0);

  mine = geng_roster_list_duties (self);
  theirs = geng_roster_list_duties (other);
  for (guint i = 0; i < mine->len; i++)
    {
      GengDuty *duty = mine->pdata[i];
      GengDuty *twin
          = geng_roster_lookup (other, geng_duty_get_member (duty), geng_duty_get_date (duty));

      n += twin == NULL || !same_work (duty, twin);
    }
  for (guint i = 0; i < theirs->len; i++)
    n += geng_roster_lookup (self, geng_duty_get_member (theirs->pdata[i]),
                             geng_duty_get_date (theirs->pdata[i]))
         == NULL;
  return n;
}

static gboolean
is_on_duty (GengRoster *self, GengDuty *duty, GDateTime *instant)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, self->station);
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, self->station);

  return g_date_time_compare (start, instant) <= 0 && g_date_time_compare (instant, end) < 0;
}

/**
 * geng_roster_on_duty_at:
 * @self: a #GengRoster
 * @instant: an instant, in any time zone
 *
 * Returns: (transfer container) (element-type GengDuty): the duties that have begun by then and
 * have not ended, sorted as in geng_roster_list_duties()
 */
GPtrArray *
geng_roster_on_duty_at (GengRoster *self, GDateTime *instant)
{
  GPtrArray *duties;
  GDate date;

  g_return_val_if_fail (GENG_IS_ROSTER (self) && self->station, NULL);
  g_return_val_if_fail (instant, NULL);

  duties = g_ptr_array_new_with_free_func (g_object_unref);
  geng_station_duty_date (self->station, instant, &date);
  /* The neighbours too: a clock change may move the instant over the start of the duty day.  The
   * first day of the calendar has none before it. */
  for (int offset = g_date_get_julian (&date) > 1 ? -1 : 0; offset <= 1; offset++)
    {
      GDate near = geng_date_plus (&date, offset);
      g_autoptr (GPtrArray) day = geng_roster_list_date (self, &near);

      for (guint i = 0; i < day->len; i++)
        if (is_on_duty (self, day->pdata[i], instant))
          g_ptr_array_add (duties, g_object_ref (day->pdata[i]));
    }
  return duties;
}
