/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-array.h"
#include "geng-field.h"
#include "geng-gettext.h"

/**
 * GengTrial:
 *
 * What a change by hand would do: the roster after it, and what the judge would say anew and no
 * more.  Neither the roster nor its duties are touched.
 */

struct _GengTrial
{
  GObject parent_instance;

  GengRoster *roster;
  GengJudgement *before;
  GengJudgement *after;
  GPtrArray *fresh;
  GPtrArray *gone;
};

G_DEFINE_FINAL_TYPE (GengTrial, geng_trial, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ROSTER,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_ALLOWED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_trial_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengTrial *self = GENG_TRIAL (object);

  switch (id)
    {
    case PROP_ROSTER:
      g_value_set_object (value, self->roster);
      break;
    case PROP_BEFORE:
      g_value_set_object (value, self->before);
      break;
    case PROP_AFTER:
      g_value_set_object (value, self->after);
      break;
    case PROP_ALLOWED:
      g_value_set_boolean (value, geng_trial_get_allowed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_trial_finalize (GObject *object)
{
  GengTrial *self = GENG_TRIAL (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
  G_OBJECT_CLASS (geng_trial_parent_class)->finalize (object);
}

static void
geng_trial_class_init (GengTrialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_trial_get_property;
  object_class->finalize = geng_trial_finalize;

  /**
   * GengTrial:roster:
   *
   * The roster after the change.
   */
  properties[PROP_ROSTER]
      = g_param_spec_object ("roster", NULL, NULL, GENG_TYPE_ROSTER, GENG_READABLE);
  /**
   * GengTrial:before:
   *
   * What the judge says about the roster as it is.
   */
  properties[PROP_BEFORE]
      = g_param_spec_object ("before", NULL, NULL, GENG_TYPE_JUDGEMENT, GENG_READABLE);
  /**
   * GengTrial:after:
   *
   * What the judge says about the roster after the change.
   */
  properties[PROP_AFTER]
      = g_param_spec_object ("after", NULL, NULL, GENG_TYPE_JUDGEMENT, GENG_READABLE);
  /**
   * GengTrial:allowed:
   *
   * Whether the change breaks no rule and opens no gap.
   */
  properties[PROP_ALLOWED] = g_param_spec_boolean ("allowed", NULL, NULL, FALSE, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_trial_init (GengTrial *self)
{
}

/* Findings are the same when rule, days and words are. */
static char *
key_of (GengFinding *finding)
{
  const GDate *first = geng_finding_get_first (finding);
  const GDate *last = geng_finding_get_last (finding);

  return g_strdup_printf ("%d %s %u %u %s", (int) geng_finding_get_severity (finding),
                          geng_finding_get_rule (finding), first ? g_date_get_julian (first) : 0,
                          last ? g_date_get_julian (last) : 0, geng_finding_get_message (finding));
}

/* What is in @findings and not in @others. */
static GPtrArray *
subtract (GPtrArray *findings, GPtrArray *others)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *rest = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < others->len; i++)
    g_hash_table_add (keys, key_of (others->pdata[i]));
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *key = key_of (findings->pdata[i]);

      if (!g_hash_table_contains (keys, key))
        g_ptr_array_add (rest, g_object_ref (findings->pdata[i]));
    }
  return rest;
}

/**
 * geng_trial_new_compare:
 * @before: a roster
 * @after: a roster of the same period
 * @history: (nullable): the record of the months before
 * @error: return location for an error
 *
 * Fails as [func@judge] does, with %GENG_ERROR_INVALID or %GENG_ERROR_UNKNOWN.
 *
 * Returns: (transfer full): what the step from one to the other does, or %NULL with the judge's
 * error
 */
GengTrial *
geng_trial_new_compare (GengRoster *before, GengRoster *after, GengRoster *history, GError **error)
{
  g_autoptr (GengTrial) self = g_object_new (GENG_TYPE_TRIAL, NULL);
  g_autoptr (GPtrArray) found_before = NULL;
  g_autoptr (GPtrArray) found_after = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (before) && GENG_IS_ROSTER (after), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);

  self->roster = g_object_ref (after);
  self->before = geng_judge (before, history, error);
  if (self->before == NULL)
    return NULL;
  self->after = geng_judge (after, history, error);
  if (self->after == NULL)
    return NULL;
  found_before = geng_judgement_list_findings (self->before);
  found_after = geng_judgement_list_findings (self->after);
  self->fresh = subtract (found_after, found_before);
  self->gone = subtract (found_before, found_after);
  return g_steal_pointer (&self);
}

static gboolean
check_own (GengRoster *roster, GengDuty *duty, GError **error)
{
  if (geng_roster_lookup (roster, geng_duty_get_member (duty), geng_duty_get_date (duty)) == duty)
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                       _ ("trial: the duty is not in the roster"));
  return FALSE;
}

/* Pins and notes belong to the duty, items to whoever carries them. */
static gboolean
hand (GengRoster *roster, GengDuty *duty, GengMember *member, GError **error)
{
  g_autoptr (GengDuty) moved = geng_duty_new (
      member, geng_duty_get_date (duty), geng_duty_get_shift (duty), geng_duty_get_post (duty));

  geng_duty_set_pinned (moved, geng_duty_get_pinned (duty));
  geng_duty_set_note (moved, geng_duty_get_note (duty));
  return geng_roster_add (roster, moved, error);
}

static void
drop (GengRoster *roster, GengDuty *duty)
{
  geng_roster_clear (roster, geng_duty_get_member (duty), geng_duty_get_date (duty));
}

/**
 * geng_trial_new_swap:
 * @roster: a roster
 * @history: (nullable): the record of the months before
 * @one: a duty of @roster
 * @other: another duty of @roster
 * @error: return location for an error
 *
 * Tries a swap: each of the two members serves the duty of the other.
 *
 * Returns: (transfer full): what it would do, or %NULL with %GENG_ERROR_UNKNOWN for a duty of
 * another roster, and %GENG_ERROR_DUPLICATE when one of the two has a third duty on the day of the
 * other
 */
GengTrial *
geng_trial_new_swap (GengRoster *roster,
                     GengRoster *history,
                     GengDuty *one,
                     GengDuty *other,
                     GError **error)
{
  g_autoptr (GengRoster) after = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (GENG_IS_DUTY (one) && GENG_IS_DUTY (other), NULL);

  if (!check_own (roster, one, error) || !check_own (roster, other, error))
    return NULL;
  after = geng_roster_copy (roster);
  drop (after, one);
  drop (after, other);
  if (!hand (after, one, geng_duty_get_member (other), error)
      || (one != other && !hand (after, other, geng_duty_get_member (one), error)))
    return NULL;
  return geng_trial_new_compare (roster, after, history, error);
}

/**
 * geng_trial_new_give:
 * @roster: a roster
 * @history: (nullable): the record of the months before
 * @duty: a duty of @roster
 * @member: who takes it
 * @error: return location for an error
 *
 * Tries to give a duty to another member.
 *
 * Returns: (transfer full): what it would do, or %NULL with %GENG_ERROR_UNKNOWN for a duty or a
 * member that does not belong here, and %GENG_ERROR_DUPLICATE when @member has a duty on that day
 */
GengTrial *
geng_trial_new_give (GengRoster *roster,
                     GengRoster *history,
                     GengDuty *duty,
                     GengMember *member,
                     GError **error)
{
  g_autoptr (GengRoster) after = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (GENG_IS_DUTY (duty), NULL);
  g_return_val_if_fail (GENG_IS_MEMBER (member), NULL);

  if (!check_own (roster, duty, error))
    return NULL;
  after = geng_roster_copy (roster);
  drop (after, duty);
  if (!hand (after, duty, member, error))
    return NULL;
  return geng_trial_new_compare (roster, after, history, error);
}

/**
 * geng_trial_get_roster:
 * @self: a #GengTrial
 *
 * Returns: (transfer none): the roster after the change
 */
GengRoster *
geng_trial_get_roster (GengTrial *self)
{
  g_return_val_if_fail (GENG_IS_TRIAL (self), NULL);
  return self->roster;
}

/**
 * geng_trial_get_before:
 * @self: a #GengTrial
 *
 * Returns: (transfer none): what the judge says about the roster as it is
 */
GengJudgement *
geng_trial_get_before (GengTrial *self)
{
  g_return_val_if_fail (GENG_IS_TRIAL (self), NULL);
  return self->before;
}

/**
 * geng_trial_get_after:
 * @self: a #GengTrial
 *
 * Returns: (transfer none): what the judge says about the roster after the change
 */
GengJudgement *
geng_trial_get_after (GengTrial *self)
{
  g_return_val_if_fail (GENG_IS_TRIAL (self), NULL);
  return self->after;
}

/**
 * geng_trial_list_fresh:
 * @self: a #GengTrial
 *
 * Returns: (transfer container) (element-type GengFinding): what the judge would say anew
 */
GPtrArray *
geng_trial_list_fresh (GengTrial *self)
{
  g_return_val_if_fail (GENG_IS_TRIAL (self), NULL);
  return geng_array_copy (self->fresh, GENG_TYPE_FINDING);
}

/**
 * geng_trial_list_gone:
 * @self: a #GengTrial
 *
 * Returns: (transfer container) (element-type GengFinding): what the judge would say no more
 */
GPtrArray *
geng_trial_list_gone (GengTrial *self)
{
  g_return_val_if_fail (GENG_IS_TRIAL (self), NULL);
  return geng_array_copy (self->gone, GENG_TYPE_FINDING);
}

/**
 * geng_trial_get_allowed:
 * @self: a #GengTrial
 *
 * Returns: whether the change breaks no rule anew and leaves no more gaps
 */
gboolean
geng_trial_get_allowed (GengTrial *self)
{
  g_return_val_if_fail (GENG_IS_TRIAL (self) && self->after, FALSE);

  if (geng_judgement_get_score (self->after)->gaps > geng_judgement_get_score (self->before)->gaps)
    return FALSE;
  for (guint i = 0; i < self->fresh->len; i++)
    if (geng_finding_get_severity (self->fresh->pdata[i]) == GENG_SEVERITY_HARD)
      return FALSE;
  return TRUE;
}
