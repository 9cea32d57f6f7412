/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-progress-private.h"

#include "geng-field.h"
#include "geng-roster-private.h"

struct _GengProgressKey
{
  GengStation *station;
  GDate first;
  guint n_days;
  GPtrArray *members;
  GPtrArray *shifts; /* [code]; NULL where nobody serves */
  GPtrArray *posts;  /* [code]; alike */
  GPtrArray *aside;  /* (element-type GengSetAside) */
};

struct _GengProgress
{
  GObject parent_instance;

  GengProgressFacts facts;
  GengProgressKey *key; /* (nullable) */
  guint16 *duties;      /* (nullable): [member × n_days + day]: a code */
  GengCopy *copy;       /* (nullable): what the key's things are copies of */
  GengStation *station; /* (nullable): the original */
};

G_DEFINE_FINAL_TYPE (GengProgress, geng_progress, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PHASE,
  PROP_GAPS,
  PROP_COST,
  PROP_BOUND_COST,
  PROP_EFFORT,
  PROP_ELAPSED_SECONDS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* -- the key -- */

static void
unref_if_any (gpointer thing)
{
  if (thing != NULL)
    g_object_unref (thing);
}

static gpointer
ref_if_any (gpointer thing)
{
  return thing != NULL ? g_object_ref (thing) : NULL;
}

GengProgressKey *
geng_progress_key_new (const GengLowering *lowering, GPtrArray *aside)
{
  const GengScene *scene = lowering->scene;
  GengProgressKey *self = g_atomic_rc_box_new0 (GengProgressKey);

  self->station = g_object_ref (scene->station);
  self->first = scene->first;
  self->n_days = scene->n_days;
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
  self->shifts = g_ptr_array_new_with_free_func (unref_if_any);
  self->posts = g_ptr_array_new_with_free_func (unref_if_any);
  self->aside = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint m = 0; m < scene->n_members; m++)
    g_ptr_array_add (self->members, g_object_ref (scene->members[m]));
  for (guint c = 0; c < lowering->n_codes; c++)
    {
      gpointer shift = c == GENG_OFF ? NULL : scene->shifts[lowering->shift[c]];

      g_ptr_array_add (self->shifts, ref_if_any (shift));
      g_ptr_array_add (self->posts, ref_if_any (lowering->post[c]));
    }
  for (guint i = 0; i < aside->len; i++)
    g_ptr_array_add (self->aside, g_object_ref (aside->pdata[i]));
  return self;
}

static void
key_clear (gpointer data)
{
  GengProgressKey *self = data;

  g_ptr_array_unref (self->aside);
  g_ptr_array_unref (self->posts);
  g_ptr_array_unref (self->shifts);
  g_ptr_array_unref (self->members);
  g_object_unref (self->station);
}

void
geng_progress_key_unref (GengProgressKey *self)
{
  g_atomic_rc_box_release_full (self, key_clear);
}

/* -- the object -- */

static void
geng_progress_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengProgress *self = GENG_PROGRESS (object);

  switch (id)
    {
    case PROP_PHASE:
      g_value_set_enum (value, self->facts.phase);
      break;
    case PROP_GAPS:
      g_value_set_int64 (value, self->facts.gaps);
      break;
    case PROP_COST:
      g_value_set_int64 (value, self->facts.cost);
      break;
    case PROP_BOUND_COST:
      g_value_set_int64 (value, self->facts.bound);
      break;
    case PROP_EFFORT:
      g_value_set_uint64 (value, self->facts.effort);
      break;
    case PROP_ELAPSED_SECONDS:
      g_value_set_double (value, geng_progress_get_elapsed_seconds (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_progress_finalize (GObject *object)
{
  GengProgress *self = GENG_PROGRESS (object);

  g_clear_pointer (&self->key, geng_progress_key_unref);
  g_clear_pointer (&self->duties, g_free);
  g_clear_pointer (&self->copy, geng_copy_unref);
  g_clear_object (&self->station);
  G_OBJECT_CLASS (geng_progress_parent_class)->finalize (object);
}

static void
geng_progress_class_init (GengProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_progress_get_property;
  object_class->finalize = geng_progress_finalize;

  /**
   * GengProgress:phase:
   *
   * What the planner does.
   */
  properties[PROP_PHASE]
      = g_param_spec_enum ("phase", NULL, NULL, GENG_TYPE_PHASE, GENG_PHASE_GREEDY, GENG_READABLE);
  /**
   * GengProgress:gaps:
   *
   * Places open in the best roster so far; -1 while there is none.
   */
  properties[PROP_GAPS]
      = g_param_spec_int64 ("gaps", NULL, NULL, -1, G_MAXINT64, -1, GENG_READABLE);
  /**
   * GengProgress:cost:
   *
   * The cost of the best roster so far, in points × %GENG_POINT.
   */
  properties[PROP_COST] = g_param_spec_int64 ("cost", NULL, NULL, 0, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengProgress:bound-cost:
   *
   * No roster with so many gaps costs less, in points × %GENG_POINT; -1 while unknown.
   */
  properties[PROP_BOUND_COST]
      = g_param_spec_int64 ("bound-cost", NULL, NULL, -1, G_MAXINT64, -1, GENG_READABLE);
  /**
   * GengProgress:effort:
   *
   * Counted work so far.
   */
  properties[PROP_EFFORT]
      = g_param_spec_uint64 ("effort", NULL, NULL, 0, G_MAXUINT64, 0, GENG_READABLE);
  /**
   * GengProgress:elapsed-seconds:
   *
   * Seconds since the start, for showing only.
   */
  properties[PROP_ELAPSED_SECONDS]
      = g_param_spec_double ("elapsed-seconds", NULL, NULL, 0, G_MAXDOUBLE, 0, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_progress_init (GengProgress *self)
{
  self->facts.gaps = self->facts.bound = -1;
}

GengProgress *
geng_progress_new (const GengProgressFacts *facts,
                   GengProgressKey *key,
                   const GengProblem *problem,
                   const guint8 *codes)
{
  GengProgress *self = g_object_new (GENG_TYPE_PROGRESS, NULL);

  self->facts = *facts;
  if (key == NULL || codes == NULL)
    return self;
  self->key = g_atomic_rc_box_acquire (key);
  self->duties = g_new (guint16, (gsize) key->members->len * key->n_days + 1);
  geng_problem_decode (problem, codes, self->duties);
  return self;
}

void
geng_progress_bring_back (GengProgress *self, GengCopy *copy, GengStation *station)
{
  self->copy = geng_copy_ref (copy);
  self->station = g_object_ref (station);
}

/**
 * geng_progress_get_phase:
 * @self: a #GengProgress
 *
 * Returns: what the planner does
 */
GengPhase
geng_progress_get_phase (GengProgress *self)
{
  g_return_val_if_fail (GENG_IS_PROGRESS (self), GENG_PHASE_GREEDY);
  return self->facts.phase;
}

/**
 * geng_progress_get_gaps:
 * @self: a #GengProgress
 *
 * Returns: places open in the best roster so far; -1 while there is none
 */
gint64
geng_progress_get_gaps (GengProgress *self)
{
  g_return_val_if_fail (GENG_IS_PROGRESS (self), -1);
  return self->facts.gaps;
}

/**
 * geng_progress_get_cost:
 * @self: a #GengProgress
 *
 * Returns: the cost of the best roster so far, in points × %GENG_POINT
 */
gint64
geng_progress_get_cost (GengProgress *self)
{
  g_return_val_if_fail (GENG_IS_PROGRESS (self), 0);
  return self->facts.cost;
}

/**
 * geng_progress_get_bound_cost:
 * @self: a #GengProgress
 *
 * Returns: what no roster with so many gaps undercuts, in points × %GENG_POINT; -1 while unknown
 */
gint64
geng_progress_get_bound_cost (GengProgress *self)
{
  g_return_val_if_fail (GENG_IS_PROGRESS (self), -1);
  return self->facts.bound;
}

/**
 * geng_progress_get_effort:
 * @self: a #GengProgress
 *
 * Returns: counted work so far
 */
guint64
geng_progress_get_effort (GengProgress *self)
{
  g_return_val_if_fail (GENG_IS_PROGRESS (self), 0);
  return self->facts.effort;
}

/**
 * geng_progress_get_elapsed_seconds:
 * @self: a #GengProgress
 *
 * Returns: seconds since the start, for showing only
 */
double
geng_progress_get_elapsed_seconds (GengProgress *self)
{
  g_return_val_if_fail (GENG_IS_PROGRESS (self), 0);
  return (double) self->facts.elapsed / G_USEC_PER_SEC;
}

/* -- the roster -- */

/* The station's own thing; one that was removed meanwhile is there as it was. */
static gpointer
own (GengProgress *self, gpointer thing)
{
  gpointer original = self->copy == NULL ? NULL : g_hash_table_lookup (self->copy->back, thing);

  return original != NULL ? original : thing;
}

static void
put_duties (GengProgress *self, GengRoster *roster)
{
  const GengProgressKey *key = self->key;

  for (guint m = 0; m < key->members->len; m++)
    {
      GDate date = key->first;

      for (guint d = 0; d < key->n_days; d++, g_date_add_days (&date, 1))
        {
          guint code = self->duties[(gsize) m * key->n_days + d];
          g_autoptr (GengDuty) duty = NULL;

          if (key->shifts->pdata[code] == NULL)
            continue;
          duty = geng_duty_new (own (self, key->members->pdata[m]), &date,
                                own (self, key->shifts->pdata[code]),
                                own (self, key->posts->pdata[code]));
          geng_roster_put_in (roster, duty);
        }
    }
}

static void
put_aside (GengProgress *self, GengRoster *roster)
{
  for (guint i = 0; i < self->key->aside->len; i++)
    {
      GengSetAside *one = self->key->aside->pdata[i];
      g_autoptr (GengSetAside) twin = geng_set_aside_new (
          own (self, geng_set_aside_get_member (one)), geng_set_aside_get_since (one),
          geng_set_aside_get_proven (one), geng_set_aside_get_reason (one));

      geng_roster_add_set_aside (roster, twin);
    }
}

/**
 * geng_progress_dup_roster:
 * @self: a #GengProgress
 *
 * The best roster so far, of the station's own members, shifts and posts; kit, pins and notes come
 * with the plan.  It is made when this is called.
 *
 * Returns: (transfer full) (nullable): a new roster; %NULL while there is none, where a remedy is
 *   tried on another station, and while a problem is planned in parts, of which none is whole
 */
GengRoster *
geng_progress_dup_roster (GengProgress *self)
{
  GengStation *station;
  GengRoster *roster;
  GDate last;

  g_return_val_if_fail (GENG_IS_PROGRESS (self), NULL);
  if (self->duties == NULL)
    return NULL;
  station = self->station != NULL ? self->station : self->key->station;
  last = self->key->first;
  g_date_add_days (&last, self->key->n_days - 1);
  roster = geng_roster_new (station, &self->key->first, &last, NULL);
  put_duties (self, roster);
  put_aside (self, roster);
  return roster;
}
