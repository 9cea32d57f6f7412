/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-gettext.h"

/**
 * GengCycle:
 *
 * A pattern of shifts and days off that a team follows from a date on (轮转): 白白夜夜休休 is a day
 * shift twice, a night shift twice, two days off. Each of its days is one word or several with a
 * `/` between them: a shift's id or name, the place of a shift in the station's list (`1` is the
 * first), or `off`. So `off/standby` is a day off on which the standby may be served, and a cycle
 * that names places fits any station. A team begins the cycle so many days later as its
 * #GengTeam:cycle-offset says. Who follows a cycle, and how strictly, is for the rule `cycle`.
 */

struct _GengCycle
{
  GengEntity parent_instance;

  char **days;
  GDate *first;
};

G_DEFINE_FINAL_TYPE (GengCycle, geng_cycle, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_DAYS,
  PROP_FIRST,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* A Monday before anybody's records, so that cycles of whole weeks begin on Mondays. */
#define FIRST_YEAR 2024

static void
geng_cycle_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengCycle *self = GENG_CYCLE (object);

  switch (id)
    {
    case PROP_DAYS:
      g_value_set_boxed (value, self->days);
      break;
    case PROP_FIRST:
      g_value_set_boxed (value, self->first);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_cycle_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengCycle *self = GENG_CYCLE (object);

  switch (id)
    {
    case PROP_DAYS:
      self->days = g_value_dup_boxed (value);
      break;
    case PROP_FIRST:
      geng_cycle_set_first (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_cycle_finalize (GObject *object)
{
  GengCycle *self = GENG_CYCLE (object);

  g_clear_pointer (&self->days, g_strfreev);
  g_clear_pointer (&self->first, g_date_free);
  G_OBJECT_CLASS (geng_cycle_parent_class)->finalize (object);
}

static void
geng_cycle_class_init (GengCycleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_cycle_get_property;
  object_class->set_property = geng_cycle_set_property;
  object_class->finalize = geng_cycle_finalize;

  /**
   * GengCycle:days:
   *
   * What is served on each of its days.
   */
  properties[PROP_DAYS] = g_param_spec_boxed ("days", NULL, NULL, G_TYPE_STRV, GENG_CONSTRUCT);
  /**
   * GengCycle:first:
   *
   * A date on which a team without offset serves the first day; %NULL: Monday, 2024-01-01.
   */
  properties[PROP_FIRST] = g_param_spec_boxed ("first", NULL, NULL, G_TYPE_DATE, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_cycle_init (GengCycle *self)
{
}

/**
 * geng_cycle_new:
 * @id: unique among the cycles of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 * @days: (array zero-terminated=1): what is served on each of its days, at least one
 *
 * Returns: (transfer full): a new cycle
 */
GengCycle *
geng_cycle_new (const char *id, const char *name, const char *const *days)
{
  g_return_val_if_fail (days != NULL && days[0] != NULL, NULL);
  return g_object_new (GENG_TYPE_CYCLE, "id", id, "name", name, "days", days, NULL);
}

/**
 * geng_cycle_get_days:
 * @self: a #GengCycle
 *
 * Returns: (transfer none) (array zero-terminated=1): what is served on each of its days
 */
const char *const *
geng_cycle_get_days (GengCycle *self)
{
  g_return_val_if_fail (GENG_IS_CYCLE (self), NULL);
  return (const char *const *) self->days;
}

/**
 * geng_cycle_get_first:
 * @self: a #GengCycle
 *
 * Returns: (nullable): a date on which a team without offset serves the first day; %NULL: Monday,
 *   2024-01-01
 */
const GDate *
geng_cycle_get_first (GengCycle *self)
{
  g_return_val_if_fail (GENG_IS_CYCLE (self), NULL);
  return self->first;
}

/**
 * geng_cycle_set_first:
 * @self: a #GengCycle
 * @date: (nullable): a date on which a team without offset serves the first day
 *
 * Sets #GengCycle:first.
 */
void
geng_cycle_set_first (GengCycle *self, const GDate *date)
{
  g_return_if_fail (GENG_IS_CYCLE (self));
  if (geng_field_set_date (&self->first, date))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST]);
}

/**
 * geng_cycle_get_day:
 * @self: a #GengCycle
 * @date: a duty day
 * @offset: by how many days a team begins later
 *
 * Returns: which of its days falls on @date, from 0; dates before the first count back; 0 for a
 *   cycle without days
 */
guint
geng_cycle_get_day (GengCycle *self, const GDate *date, int offset)
{
  GDate start;
  int n, day;

  g_return_val_if_fail (GENG_IS_CYCLE (self), 0);
  g_return_val_if_fail (date && g_date_valid (date), 0);
  g_return_val_if_fail (self->days != NULL && self->days[0] != NULL, 0);

  g_date_clear (&start, 1);
  g_date_set_dmy (&start, 1, 1, FIRST_YEAR);
  n = g_strv_length (self->days);
  day = (g_date_days_between (self->first != NULL ? self->first : &start, date) - offset % n) % n;
  return day < 0 ? day + n : day;
}

/**
 * geng_cycle_list_shipped:
 *
 * The cycles that security teams in China know by name. They name places of shifts, so that they
 * fit any station: the first shift of its list is the day, the second the night, and so on.
 *
 * Returns: (transfer container) (element-type GengCycle): new ones
 */
GPtrArray *
geng_cycle_list_shipped (void)
{
  static const struct
  {
    const char *id, *name, *days;
  } shipped[] = {
    { "day-night-off-off", N_ ("four teams, two shifts (四班两运转 白夜休休)"), "1 2 off off" },
    { "two-two-two-off-off", N_ ("four teams, three shifts (四班三运转)"), "1 1 2 2 3 3 off off" },
    { "day-night-off", N_ ("three teams, two shifts (三班两运转)"), "1 2 off" },
    { "two-days-two-nights", N_ ("days, nights, rest (白白夜夜休休)"), "1 1 2 2 off off" },
    { "one-on-two-off", N_ ("one on, two off (上一休二)"), "1 off off" },
    { "one-on-three-off", N_ ("one on, three off (上一休三)"), "1 off off off" },
    { "weekly", N_ ("two shifts by the week (两班倒)"), "1 1 1 1 1 1 off 2 2 2 2 2 2 off" },
  };
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_auto (GStrv) days = g_strsplit (shipped[i].days, " ", -1);

      g_ptr_array_add (
          list, geng_cycle_new (shipped[i].id, _ (shipped[i].name), (const char *const *) days));
    }
  return list;
}
