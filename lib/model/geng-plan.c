/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-plan-private.h"

#include "geng-gettext.h"

/**
 * GengPlan:
 *
 * What the planner made: a judged roster, and what is proven about it.
 */

struct _GengPlan
{
  GObject parent_instance;

  GengRoster *roster;
  GengJudgement *judgement;
  gint64 changes;
  gint64 bound_gaps;
  gint64 bound_changes;
  gint64 bound_cost;
  gint64 bound_cost_around;
  char **held; /* ids of members */
  gboolean optimal;
  gboolean truncated;
  guint64 effort;
  guint64 generation;
  char *certificate; /* (nullable) */
  gboolean certified;
  char **unproven; /* names of kinds */
};

G_DEFINE_FINAL_TYPE (GengPlan, geng_plan, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ROSTER,
  PROP_JUDGEMENT,
  PROP_CHANGES,
  PROP_BOUND_GAPS,
  PROP_BOUND_CHANGES,
  PROP_BOUND_COST,
  PROP_BOUND_COST_AROUND,
  PROP_HELD_MEMBERS,
  PROP_OPTIMAL,
  PROP_TRUNCATED,
  PROP_EFFORT,
  PROP_GENERATION,
  PROP_CERTIFICATE,
  PROP_CERTIFIED,
  PROP_UNPROVEN_KINDS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_plan_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengPlan *self = GENG_PLAN (object);

  switch (id)
    {
    case PROP_ROSTER:
      g_value_set_object (value, self->roster);
      break;
    case PROP_JUDGEMENT:
      g_value_set_object (value, self->judgement);
      break;
    case PROP_CHANGES:
      g_value_set_int64 (value, self->changes);
      break;
    case PROP_BOUND_CHANGES:
      g_value_set_int64 (value, self->bound_changes);
      break;
    case PROP_BOUND_GAPS:
      g_value_set_int64 (value, self->bound_gaps);
      break;
    case PROP_BOUND_COST:
      g_value_set_int64 (value, self->bound_cost);
      break;
    case PROP_BOUND_COST_AROUND:
      g_value_set_int64 (value, self->bound_cost_around);
      break;
    case PROP_HELD_MEMBERS:
      g_value_set_boxed (value, self->held);
      break;
    case PROP_OPTIMAL:
      g_value_set_boolean (value, self->optimal);
      break;
    case PROP_TRUNCATED:
      g_value_set_boolean (value, self->truncated);
      break;
    case PROP_EFFORT:
      g_value_set_uint64 (value, self->effort);
      break;
    case PROP_GENERATION:
      g_value_set_uint64 (value, self->generation);
      break;
    case PROP_CERTIFICATE:
      g_value_set_string (value, self->certificate);
      break;
    case PROP_CERTIFIED:
      g_value_set_boolean (value, self->certified);
      break;
    case PROP_UNPROVEN_KINDS:
      g_value_set_boxed (value, self->unproven);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_plan_finalize (GObject *object)
{
  GengPlan *self = GENG_PLAN (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->judgement);
  g_free (self->certificate);
  g_strfreev (self->unproven);
  g_strfreev (self->held);
  G_OBJECT_CLASS (geng_plan_parent_class)->finalize (object);
}

static void
define_bounds (void)
{
  /**
   * GengPlan:changes:
   *
   * How many days of members differ from the roster that was changed, where changes had a price;
   * days of leave do not count.
   */
  properties[PROP_CHANGES]
      = g_param_spec_int64 ("changes", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengPlan:bound-changes:
   *
   * The number of changes that no roster with so few gaps goes below.
   */
  properties[PROP_BOUND_CHANGES]
      = g_param_spec_int64 ("bound-changes", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengPlan:bound-gaps:
   *
   * The number of gaps that no roster goes below.
   */
  properties[PROP_BOUND_GAPS]
      = g_param_spec_int64 ("bound-gaps", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengPlan:bound-cost:
   *
   * The cost that no roster with so few gaps and changes goes below, in points × %GENG_POINT.
   */
  properties[PROP_BOUND_COST]
      = g_param_spec_int64 ("bound-cost", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengPlan:bound-cost-around:
   *
   * The cost that no roster with so few gaps and changes goes below in which the
   * [property@Plan:held-members] serve as they do in this one, in points × %GENG_POINT.
   */
  properties[PROP_BOUND_COST_AROUND] = g_param_spec_int64 (
      "bound-cost-around", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengPlan:held-members:
   *
   * The ids of those around whose duties the others were planned last; empty where all were planned
   * at once.
   */
  properties[PROP_HELD_MEMBERS]
      = g_param_spec_boxed ("held-members", NULL, NULL, G_TYPE_STRV, GENG_READABLE);
}

static void
geng_plan_class_init (GengPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_plan_get_property;
  object_class->finalize = geng_plan_finalize;

  /**
   * GengPlan:roster:
   *
   * The roster.
   */
  properties[PROP_ROSTER]
      = g_param_spec_object ("roster", NULL, NULL, GENG_TYPE_ROSTER, GENG_READABLE);
  /**
   * GengPlan:judgement:
   *
   * What the judge says about it.
   */
  properties[PROP_JUDGEMENT]
      = g_param_spec_object ("judgement", NULL, NULL, GENG_TYPE_JUDGEMENT, GENG_READABLE);
  define_bounds ();
  /**
   * GengPlan:optimal:
   *
   * Whether it is proven that no roster is better.
   */
  properties[PROP_OPTIMAL] = g_param_spec_boolean ("optimal", NULL, NULL, FALSE, GENG_READABLE);
  /**
   * GengPlan:truncated:
   *
   * Whether a time limit or cancelling ended the work early.
   */
  properties[PROP_TRUNCATED] = g_param_spec_boolean ("truncated", NULL, NULL, FALSE, GENG_READABLE);
  /**
   * GengPlan:effort:
   *
   * Counted work that went into it, in units of the solver.
   */
  properties[PROP_EFFORT]
      = g_param_spec_uint64 ("effort", NULL, NULL, 0, G_MAXUINT64, 0, GENG_READABLE);
  /**
   * GengPlan:generation:
   *
   * The generation of the station that was planned.
   */
  properties[PROP_GENERATION]
      = g_param_spec_uint64 ("generation", NULL, NULL, 0, G_MAXUINT64, 0, GENG_READABLE);
  /**
   * GengPlan:certificate:
   *
   * What shows to a stranger how good the roster is, or a refusal; %NULL where none was asked for.
   */
  properties[PROP_CERTIFICATE]
      = g_param_spec_string ("certificate", NULL, NULL, NULL, GENG_READABLE);
  /**
   * GengPlan:certified:
   *
   * Whether there is a certificate, and it is no refusal.
   */
  properties[PROP_CERTIFIED] = g_param_spec_boolean ("certified", NULL, NULL, FALSE, GENG_READABLE);
  /**
   * GengPlan:unproven-kinds:
   *
   * The program's own kinds of rules for whose lowering alone something is proven.
   */
  properties[PROP_UNPROVEN_KINDS]
      = g_param_spec_boxed ("unproven-kinds", NULL, NULL, G_TYPE_STRV, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_plan_init (GengPlan *self)
{
  self->unproven = g_new0 (char *, 1);
  self->held = g_new0 (char *, 1);
}

GengPlan *
geng_plan_new (GengRoster *roster, GengJudgement *judgement, const GengPlanProof *proof)
{
  GengPlan *self = g_object_new (GENG_TYPE_PLAN, NULL);

  self->roster = g_object_ref (roster);
  self->judgement = g_object_ref (judgement);
  self->changes = proof->changes;
  self->bound_gaps = proof->bound_gaps;
  self->bound_changes = proof->bound_changes;
  self->bound_cost = proof->bound_cost;
  self->bound_cost_around = MAX (proof->bound_cost, proof->bound_cost_around);
  if (proof->held != NULL)
    {
      g_strfreev (self->held);
      self->held = g_strdupv ((char **) proof->held);
    }
  self->optimal = proof->optimal;
  self->truncated = proof->truncated;
  self->effort = proof->effort;
  self->generation = geng_station_get_generation (geng_roster_get_station (roster));
  self->certificate = g_strdup (proof->certificate);
  self->certified = proof->certified;
  return self;
}

void
geng_plan_confirm (GengPlan *self, GengJudgement *judgement, const char *const *unproven)
{
  g_set_object (&self->judgement, judgement);
  g_strfreev (self->unproven);
  self->unproven = g_strdupv ((char **) unproven);
}

void
geng_plan_bring_back (GengPlan *self, const GengCopy *copy, GengStation *station)
{
  GengRoster *roster = geng_copy_roster (self->roster, station, copy->back);
  GengJudgement *judgement = geng_copy_judgement (self->judgement, copy->back);

  g_object_unref (self->roster);
  g_object_unref (self->judgement);
  self->roster = roster;
  self->judgement = judgement;
  self->generation = copy->generation;
}

/**
 * geng_plan_get_roster:
 * @self: a #GengPlan
 *
 * Returns: (transfer none): the roster
 */
GengRoster *
geng_plan_get_roster (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  return self->roster;
}

/**
 * geng_plan_get_judgement:
 * @self: a #GengPlan
 *
 * Returns: (transfer none): what the judge says about it
 */
GengJudgement *
geng_plan_get_judgement (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  return self->judgement;
}

/**
 * geng_plan_get_changes:
 * @self: a #GengPlan
 *
 * Returns: how many days of members differ from the roster that was changed, days of leave left
 *   out; 0 where changes had no price
 */
gint64
geng_plan_get_changes (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), 0);
  return self->changes;
}

/**
 * geng_plan_get_bound_changes:
 * @self: a #GengPlan
 *
 * Returns: how few changes a roster with so few gaps needs at least, as far as it is proven
 */
gint64
geng_plan_get_bound_changes (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), 0);
  return self->bound_changes;
}

/**
 * geng_plan_get_bound_gaps:
 * @self: a #GengPlan
 *
 * Returns: the number of gaps that no roster goes below
 */
gint64
geng_plan_get_bound_gaps (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), 0);
  return self->bound_gaps;
}

/**
 * geng_plan_get_bound_cost:
 * @self: a #GengPlan
 *
 * Returns: the cost that no roster with so few gaps and changes goes below, in points × %GENG_POINT
 */
gint64
geng_plan_get_bound_cost (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), 0);
  return self->bound_cost;
}

/**
 * geng_plan_get_bound_cost_around:
 * @self: a #GengPlan
 *
 * Villages that share a police station are planned together, and in the end each by itself around
 * the duties of the police: little may be known of all rosters then, and much of those that leave
 * the police where they are.
 *
 * Returns: the cost that no roster with so few gaps and changes goes below in which the members of
 *   geng_plan_get_held_members() serve as they do in this one, in points × %GENG_POINT; that of
 *   geng_plan_get_bound_cost() where there are none
 */
gint64
geng_plan_get_bound_cost_around (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), 0);
  return self->bound_cost_around;
}

/**
 * geng_plan_get_held_members:
 * @self: a #GengPlan
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids of the members around whose duties
 *   the others were planned last; none where all were planned at once
 */
const char *const *
geng_plan_get_held_members (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  return (const char *const *) self->held;
}

/**
 * geng_plan_get_optimal:
 * @self: a #GengPlan
 *
 * Returns: whether it is proven that no roster is better
 */
gboolean
geng_plan_get_optimal (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), FALSE);
  return self->optimal;
}

/**
 * geng_plan_get_truncated:
 * @self: a #GengPlan
 *
 * Returns: whether a time limit or cancelling ended the work early
 */
gboolean
geng_plan_get_truncated (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), FALSE);
  return self->truncated;
}

/**
 * geng_plan_get_effort:
 * @self: a #GengPlan
 *
 * Returns: counted work that went into it, in units of the solver
 */
guint64
geng_plan_get_effort (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), 0);
  return self->effort;
}

/**
 * geng_plan_get_generation:
 * @self: a #GengPlan
 *
 * Returns: the generation of the station that was planned; where it is not the station's
 *   ([property@Station:generation]), the station has been edited since
 */
guint64
geng_plan_get_generation (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), 0);
  return self->generation;
}

/**
 * geng_plan_get_certificate:
 * @self: a #GengPlan
 *
 * Returns: (nullable): the text of a certificate, which shows to a stranger that no roster has
 *   fewer gaps or costs less than it claims (`docs/certificate.md` has its form), or of a refusal,
 *   which claims nothing and says why: somebody is set aside, say, of whom it is not proven that no
 *   duties of his keep the rules (geng_plan_get_certified() tells which); %NULL where none was
 *   asked for
 */
const char *
geng_plan_get_certificate (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  return self->certificate;
}

/**
 * geng_plan_get_certified:
 * @self: a #GengPlan
 *
 * Returns: whether geng_plan_get_certificate() claims something; %FALSE where it is a refusal, or
 *   none was asked for
 */
gboolean
geng_plan_get_certified (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), FALSE);
  return self->certified;
}

/**
 * geng_plan_get_unproven_kinds:
 * @self: a #GengPlan
 *
 * What is proven is proven of what the planner was told.  Of a program's own kind of rule that is
 * its lowering, and only [method@Station.test_rule_kind] says that its meaning is no other.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the kinds of the station's rules
 *   that have not passed that test
 */
const char *const *
geng_plan_get_unproven_kinds (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  return (const char *const *) self->unproven;
}

/**
 * geng_plan_dup_caveat:
 * @self: a #GengPlan
 *
 * Returns: (transfer full) (nullable): what is to be said beside “proven”, as a sentence: that it
 *   is proven for the lowering of some kinds of rules; %NULL where there are none
 */
char *
geng_plan_dup_caveat (GengPlan *self)
{
  g_autofree char *names = NULL;

  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  if (self->unproven[0] == NULL)
    return NULL;
  names = g_strjoinv (_ (", "), self->unproven);
  return g_strdup_printf (_ ("proven for the lowering of %s"), names);
}
