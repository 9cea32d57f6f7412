/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-lowered.h"
#include "geng-own-kind.h"

#include <geng/geng-error.h>
#include <geng/geng-score.h>

/* -- what a rule looks at -- */

/**
 * GengRuleCase:
 *
 * What a rule of a program's own kind looks at: its values, the period, whom it binds, the record
 * before the period and, for its meaning, the roster.  It knows all this while it is handed to
 * [vfunc@RuleKind.check] or [vfunc@RuleKind.lower], and nothing afterwards.
 */

struct _GengRuleCase
{
  GObject parent_instance;

  const GengScene *scene; /* (nullable): NULL afterwards */
  const GengClause *clause;
  GDate last;
  gboolean lowers; /* it is no roster's, also where the scene has one */
};

G_DEFINE_FINAL_TYPE (GengRuleCase, geng_rule_case, G_TYPE_OBJECT)

static void
geng_rule_case_class_init (GengRuleCaseClass *klass)
{
}

static void
geng_rule_case_init (GengRuleCase *self)
{
}

static GengRuleCase *
case_new (const GengClause *clause, const GengScene *scene)
{
  GengRuleCase *self = g_object_new (GENG_TYPE_RULE_CASE, NULL);

  self->scene = scene;
  self->clause = clause;
  geng_scene_date (scene, (int) scene->n_days - 1, &self->last);
  return self;
}

/**
 * geng_rule_case_get_rule:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the rule that is looked at
 */
GengRule *
geng_rule_case_get_rule (GengRuleCase *self)
{
  g_return_val_if_fail (GENG_IS_RULE_CASE (self), NULL);
  return self->scene != NULL ? self->clause->term->rule : NULL;
}

/**
 * geng_rule_case_get_station:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the station, or the copy of it that is planned without
 *   blocking
 */
GengStation *
geng_rule_case_get_station (GengRuleCase *self)
{
  g_return_val_if_fail (GENG_IS_RULE_CASE (self), NULL);
  return self->scene != NULL ? self->scene->station : NULL;
}

/**
 * geng_rule_case_get_roster:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the roster whose meaning is asked; %NULL for a lowering
 */
GengRoster *
geng_rule_case_get_roster (GengRuleCase *self)
{
  g_return_val_if_fail (GENG_IS_RULE_CASE (self), NULL);
  return self->scene != NULL && !self->lowers ? self->scene->roster : NULL;
}

/**
 * geng_rule_case_get_history:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the record before the period
 */
GengRoster *
geng_rule_case_get_history (GengRuleCase *self)
{
  g_return_val_if_fail (GENG_IS_RULE_CASE (self), NULL);
  return self->scene != NULL ? self->scene->history : NULL;
}

/**
 * geng_rule_case_get_first:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the first duty day of the period
 */
const GDate *
geng_rule_case_get_first (GengRuleCase *self)
{
  g_return_val_if_fail (GENG_IS_RULE_CASE (self), NULL);
  return self->scene != NULL ? &self->scene->first : NULL;
}

/**
 * geng_rule_case_get_last:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the last duty day of the period
 */
const GDate *
geng_rule_case_get_last (GengRuleCase *self)
{
  g_return_val_if_fail (GENG_IS_RULE_CASE (self), NULL);
  return self->scene != NULL ? &self->last : NULL;
}

/**
 * geng_rule_case_count_known_days:
 * @self: a case
 *
 * Returns: how many days before the period the record knows, without a hole
 */
guint
geng_rule_case_count_known_days (GengRuleCase *self)
{
  g_return_val_if_fail (GENG_IS_RULE_CASE (self), 0);
  return self->scene != NULL ? (guint) self->scene->n_before : 0;
}

/**
 * geng_rule_case_list_members:
 * @self: a case
 *
 * Returns: (transfer container) (element-type GengMember): whom the rule binds, in the order of the
 *   station; of a rule of the whole station everybody
 */
GPtrArray *
geng_rule_case_list_members (GengRuleCase *self)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (GENG_IS_RULE_CASE (self), members);
  for (guint i = 0; self->scene != NULL && i < self->clause->members->len; i++)
    {
      guint member = g_array_index (self->clause->members, guint, i);

      if (!geng_scene_is_freed (self->scene, member))
        g_ptr_array_add (members, g_object_ref (self->scene->members[member]));
    }
  return members;
}

/* FALSE for who or what is not of the scene. */
static gboolean
find (GengRuleCase *self, GengMember *member, const GDate *date, guint *index, int *day)
{
  int found = self->scene != NULL ? geng_scene_member_index (self->scene, member) : -1;

  if (found < 0 || !g_date_valid (date))
    return FALSE;
  *index = (guint) found;
  *day = geng_scene_day (self->scene, date);
  return *day >= -self->scene->n_before && *day < (int) self->scene->n_days;
}

/**
 * geng_rule_case_lookup_duty:
 * @self: a case
 * @member: a member of its station
 * @date: a duty day of the period, or one of the record before it
 *
 * Finds what somebody has on a day, also at another station of a zone.  A lowering sees the record
 * alone, and of the period what was served already.
 *
 * Returns: (transfer none) (nullable): the duty, or %NULL where there is none
 */
GengDuty *
geng_rule_case_lookup_duty (GengRuleCase *self, GengMember *member, const GDate *date)
{
  guint index;
  int day;

  g_return_val_if_fail (GENG_IS_RULE_CASE (self) && GENG_IS_MEMBER (member), NULL);
  g_return_val_if_fail (date != NULL, NULL);
  if (!find (self, member, date, &index, &day))
    return NULL;
  if (self->lowers && day >= 0)
    return geng_scene_is_served (self->scene, index, day)
               ? geng_scene_base_duty (self->scene, index, day)
               : NULL;
  return geng_scene_duty (self->scene, index, day);
}

/**
 * geng_rule_case_is_past:
 * @self: a case
 * @member: a member of its station
 * @date: a duty day
 *
 * What is past is not held against anybody: a sum that the record has reached already, or what was
 * served since, asks no more of the period than that nothing comes on top.  A meaning that counts
 * days of the record has to say the same; a lowering's sums do so by themselves.
 *
 * Returns: whether the day lies before the period, or was served
 */
gboolean
geng_rule_case_is_past (GengRuleCase *self, GengMember *member, const GDate *date)
{
  guint index;
  int day;

  g_return_val_if_fail (GENG_IS_RULE_CASE (self) && GENG_IS_MEMBER (member), FALSE);
  g_return_val_if_fail (date != NULL, FALSE);
  return find (self, member, date, &index, &day)
         && (day < 0 || geng_scene_is_served (self->scene, index, day));
}

static const GValue *
value_of (GengRuleCase *self, const char *name)
{
  return self->scene != NULL
             ? g_hash_table_lookup (((const GengOwn *) self->clause->params)->values, name)
             : NULL;
}

/**
 * geng_rule_case_get_value:
 * @self: a case
 * @name: of a parameter of the kind
 * @value: (out caller-allocates): its value
 *
 * Gets what the rule's text says, as [enum@RuleParameterType] has it.
 *
 * Returns: %FALSE where it is left out and nothing holds in its place, or the kind has no such
 *   parameter
 */
gboolean
geng_rule_case_get_value (GengRuleCase *self, const char *name, GValue *value)
{
  const GValue *found;

  g_return_val_if_fail (GENG_IS_RULE_CASE (self) && name != NULL && value != NULL, FALSE);
  found = value_of (self, name);
  if (found == NULL)
    return FALSE;
  g_value_init (value, G_VALUE_TYPE (found));
  g_value_copy (found, value);
  return TRUE;
}

/**
 * geng_rule_case_get_int:
 * @self: a case
 * @name: of a parameter of the kind: a number or a weight
 *
 * Returns: its value, a weight's points or 0 where the rule holds hard
 */
int
geng_rule_case_get_int (GengRuleCase *self, const char *name)
{
  const GValue *found;

  g_return_val_if_fail (GENG_IS_RULE_CASE (self) && name != NULL, 0);
  found = value_of (self, name);
  g_return_val_if_fail (found != NULL && G_VALUE_HOLDS_INT (found), 0);
  return g_value_get_int (found);
}

/**
 * geng_rule_case_get_range:
 * @self: a case
 * @name: of a parameter of the kind: a range
 * @minimum: (out): 0 where it is open
 * @maximum: (out): %G_MAXINT where it is open
 *
 * Gets both ends of a range.
 */
void
geng_rule_case_get_range (GengRuleCase *self, const char *name, int *minimum, int *maximum)
{
  const GValue *found;

  g_return_if_fail (GENG_IS_RULE_CASE (self) && name != NULL);
  g_return_if_fail (minimum != NULL && maximum != NULL);
  *minimum = 0;
  *maximum = G_MAXINT;
  found = value_of (self, name);
  g_return_if_fail (found != NULL && G_VALUE_HOLDS_VARIANT (found));
  g_variant_get (g_value_get_variant (found), "(ii)", minimum, maximum);
}

/* -- what it means -- */

/**
 * GengRuleFindings:
 *
 * Takes what a meaning says about a roster.
 */

struct _GengRuleFindings
{
  GObject parent_instance;

  GengVerdicts *verdicts; /* (nullable): NULL afterwards */
  const char *rule;
  guint n;
};

G_DEFINE_FINAL_TYPE (GengRuleFindings, geng_rule_findings, G_TYPE_OBJECT)

static void
geng_rule_findings_class_init (GengRuleFindingsClass *klass)
{
}

static void
geng_rule_findings_init (GengRuleFindings *self)
{
}

/**
 * geng_rule_findings_add:
 * @self: where a meaning tells what it found
 * @member: whom it is about, or the first of them
 * @first: the first duty day that it is about
 * @last: the last one
 * @amount: by how much, in the rule's own unit
 * @points: what it costs in all; 0: it breaks a hard rule
 * @message: in words, and the language of the reader
 *
 * Reports one thing.
 */
void
geng_rule_findings_add (GengRuleFindings *self,
                        GengMember *member,
                        const GDate *first,
                        const GDate *last,
                        gint64 amount,
                        int points,
                        const char *message)
{
  g_return_if_fail (GENG_IS_RULE_FINDINGS (self) && GENG_IS_MEMBER (member));
  g_return_if_fail (first != NULL && g_date_valid (first) && last != NULL && g_date_valid (last));
  g_return_if_fail (points >= 0 && message != NULL);
  g_return_if_fail (self->verdicts != NULL);
  self->n++;
  if (points == 0)
    geng_verdicts_hard (self->verdicts, self->rule, member, first, last, amount, "%s", message);
  else
    geng_verdicts_soft (self->verdicts, self->rule, member, first, last, amount,
                        (gint64) points * GENG_POINT, "%s", message);
}

/**
 * geng_rule_findings_add_member:
 * @self: where a meaning has told something
 * @member: a further member whom the last finding is about
 *
 * Adds to the last finding.
 */
void
geng_rule_findings_add_member (GengRuleFindings *self, GengMember *member)
{
  g_return_if_fail (GENG_IS_RULE_FINDINGS (self) && GENG_IS_MEMBER (member));
  g_return_if_fail (self->verdicts != NULL && self->n > 0);
  geng_verdicts_add_member (self->verdicts, member);
}

void
geng_own_call_check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  GengRuleKind *kind = clause->kind->own;
  g_autoptr (GengRuleCase) seen = case_new (clause, scene);
  g_autoptr (GengRuleFindings) findings = g_object_new (GENG_TYPE_RULE_FINDINGS, NULL);

  findings->verdicts = verdicts;
  findings->rule = clause->kind->name;
  GENG_RULE_KIND_GET_CLASS (kind)->check (kind, seen, findings);
  findings->verdicts = NULL;
  seen->scene = NULL;
}

/* -- what it writes for the planner -- */

/**
 * GengRuleLowering:
 *
 * Takes what a lowering writes: duties that are forbidden or cost points, sums that should lie in a
 * range, and days in a row that should not come.  A duty is told by member, day, shift and post,
 * where %NULL is any shift, or any post.  What it says should be what the meaning finds, for every
 * roster.
 */

struct _GengRuleLowering
{
  GObject parent_instance;

  const GengScene *scene; /* (nullable): NULL afterwards */
  GengLowered *lowered;
};

G_DEFINE_FINAL_TYPE (GengRuleLowering, geng_rule_lowering, G_TYPE_OBJECT)

static void
geng_rule_lowering_finalize (GObject *object)
{
  GengRuleLowering *self = GENG_RULE_LOWERING (object);

  g_clear_pointer (&self->lowered, geng_lowered_unref);
  G_OBJECT_CLASS (geng_rule_lowering_parent_class)->finalize (object);
}

static void
geng_rule_lowering_class_init (GengRuleLoweringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_rule_lowering_finalize;
}

static void
geng_rule_lowering_init (GengRuleLowering *self)
{
}

/* FALSE for what is not of the scene: a shift of another station is no duty of this one. */
static gboolean
take_duty (GengRuleLowering *self, GengShift *shift, GengPost *post, GengLoweredDuty *duty)
{
  duty->shift = shift != NULL ? geng_scene_shift_index (self->scene, shift) : GENG_LOWERED_ANY;
  if (shift != NULL && duty->shift < 0)
    return FALSE;
  duty->post = post != NULL ? g_object_ref (post) : NULL;
  return TRUE;
}

static gboolean
take_slot (GengRuleLowering *self,
           GengMember *member,
           const GDate *date,
           GengShift *shift,
           GengPost *post,
           int n,
           GengLoweredSlot *slot)
{
  int index = geng_scene_member_index (self->scene, member);

  if (index < 0)
    return FALSE;
  slot->member = (guint) index;
  slot->day = geng_scene_day (self->scene, date);
  slot->n = n;
  return take_duty (self, shift, post, &slot->duty);
}

/**
 * geng_rule_lowering_price:
 * @self: where a lowering writes
 * @member: a member
 * @date: a duty day of the period
 * @shift: (nullable): the shift; %NULL: any
 * @post: (nullable): the post; %NULL: any
 * @points: what it costs, more than 0
 *
 * A duty costs something.
 */
void
geng_rule_lowering_price (GengRuleLowering *self,
                          GengMember *member,
                          const GDate *date,
                          GengShift *shift,
                          GengPost *post,
                          int points)
{
  GengLoweredSlot slot;

  g_return_if_fail (GENG_IS_RULE_LOWERING (self) && GENG_IS_MEMBER (member));
  g_return_if_fail (date != NULL && g_date_valid (date) && self->scene != NULL);
  g_return_if_fail (points > 0 && points <= GENG_RULE_MAX_WEIGHT);
  if (take_slot (self, member, date, shift, post, points, &slot))
    geng_lowered_add_slot (self->lowered, slot);
}

/**
 * geng_rule_lowering_forbid:
 * @self: where a lowering writes
 * @member: a member
 * @date: a duty day of the period
 * @shift: (nullable): the shift; %NULL: any
 * @post: (nullable): the post; %NULL: any
 *
 * A duty is never served.
 */
void
geng_rule_lowering_forbid (GengRuleLowering *self,
                           GengMember *member,
                           const GDate *date,
                           GengShift *shift,
                           GengPost *post)
{
  GengLoweredSlot slot;

  g_return_if_fail (GENG_IS_RULE_LOWERING (self) && GENG_IS_MEMBER (member));
  g_return_if_fail (date != NULL && g_date_valid (date) && self->scene != NULL);
  if (take_slot (self, member, date, shift, post, 0, &slot))
    geng_lowered_add_slot (self->lowered, slot);
}

/**
 * geng_rule_lowering_add_sum:
 * @self: where a lowering writes
 * @minimum: the least; %G_MININT for none
 * @maximum: the most; %G_MAXINT for none
 * @points: what each unit off costs; 0: it is never off
 *
 * Begins a sum over duties ([method@RuleLowering.add_to_sum]): of one member, which shapes his
 * line, or of several.
 *
 * Returns: its number
 */
guint
geng_rule_lowering_add_sum (GengRuleLowering *self, int minimum, int maximum, int points)
{
  g_return_val_if_fail (GENG_IS_RULE_LOWERING (self) && self->scene != NULL, 0);
  g_return_val_if_fail (minimum <= maximum, 0);
  g_return_val_if_fail (points >= 0 && points <= GENG_RULE_MAX_WEIGHT, 0);
  geng_lowered_add_sum (self->lowered, minimum, maximum, points);
  return self->lowered->sums->len - 1;
}

/**
 * geng_rule_lowering_add_to_sum:
 * @self: where a lowering writes
 * @sum: the number of a sum
 * @member: a member
 * @date: a duty day of the period, or of the record before it, which counts what it has
 * @shift: (nullable): the shift; %NULL: any
 * @post: (nullable): the post; %NULL: any
 * @n: what the duty adds
 *
 * A duty adds to a sum.
 */
void
geng_rule_lowering_add_to_sum (GengRuleLowering *self,
                               guint sum,
                               GengMember *member,
                               const GDate *date,
                               GengShift *shift,
                               GengPost *post,
                               int n)
{
  GengLoweredSlot slot;

  g_return_if_fail (GENG_IS_RULE_LOWERING (self) && GENG_IS_MEMBER (member));
  g_return_if_fail (date != NULL && g_date_valid (date) && self->scene != NULL);
  g_return_if_fail (sum < self->lowered->sums->len);
  g_return_if_fail (n >= -GENG_RULE_MAX_NUMBER && n <= GENG_RULE_MAX_NUMBER);
  if (take_slot (self, member, date, shift, post, n, &slot))
    g_array_append_val (((GengLoweredSum *) self->lowered->sums->pdata[sum])->terms, slot);
}

/**
 * geng_rule_lowering_add_pattern:
 * @self: where a lowering writes
 * @member: a member
 * @points: what it costs each time it comes; 0: it never comes
 *
 * Begins a pattern: up to eight duty days in a row, each of which is added by
 * [method@RuleLowering.add_day].  It may begin in the record before the period, and counts when it
 * ends in the period.
 *
 * Returns: its number
 */
guint
geng_rule_lowering_add_pattern (GengRuleLowering *self, GengMember *member, int points)
{
  int index;

  g_return_val_if_fail (GENG_IS_RULE_LOWERING (self) && GENG_IS_MEMBER (member), 0);
  g_return_val_if_fail (self->scene != NULL, 0);
  g_return_val_if_fail (points >= 0 && points <= GENG_RULE_MAX_WEIGHT, 0);
  index = geng_scene_member_index (self->scene, member);
  g_return_val_if_fail (index >= 0, 0);
  geng_lowered_add_pattern (self->lowered, (guint) index, points);
  return self->lowered->patterns->len - 1;
}

static GengLoweredPattern *
pattern_at (GengRuleLowering *self, guint pattern)
{
  return self->lowered != NULL && pattern < self->lowered->patterns->len
             ? self->lowered->patterns->pdata[pattern]
             : NULL;
}

/**
 * geng_rule_lowering_add_day:
 * @self: where a lowering writes
 * @pattern: the number of a pattern of less than eight days
 *
 * Adds a day to a pattern; what it may be is told by [method@RuleLowering.allow_duty] and
 * [method@RuleLowering.allow_off].
 */
void
geng_rule_lowering_add_day (GengRuleLowering *self, guint pattern)
{
  GengLoweredPattern *found;

  g_return_if_fail (GENG_IS_RULE_LOWERING (self));
  found = pattern_at (self, pattern);
  g_return_if_fail (found != NULL && found->days->len < GENG_MAX_PATTERN);
  geng_lowered_add_day (found);
}

static GengLoweredDay *
last_day (GengRuleLowering *self, guint pattern)
{
  GengLoweredPattern *found = pattern_at (self, pattern);

  return found != NULL && found->days->len > 0 ? found->days->pdata[found->days->len - 1] : NULL;
}

/**
 * geng_rule_lowering_allow_duty:
 * @self: where a lowering writes
 * @pattern: the number of a pattern that has a day
 * @shift: (nullable): the shift; %NULL: any
 * @post: (nullable): the post; %NULL: any
 *
 * Such a duty is of the pattern on its last day.
 */
void
geng_rule_lowering_allow_duty (GengRuleLowering *self,
                               guint pattern,
                               GengShift *shift,
                               GengPost *post)
{
  GengLoweredDay *day;
  GengLoweredDuty duty;

  g_return_if_fail (GENG_IS_RULE_LOWERING (self) && self->scene != NULL);
  day = last_day (self, pattern);
  g_return_if_fail (day != NULL);
  if (take_duty (self, shift, post, &duty))
    g_array_append_val (day->duties, duty);
}

/**
 * geng_rule_lowering_allow_off:
 * @self: where a lowering writes
 * @pattern: the number of a pattern that has a day
 *
 * A day without a duty is of the pattern on its last day.
 */
void
geng_rule_lowering_allow_off (GengRuleLowering *self, guint pattern)
{
  GengLoweredDay *day;

  g_return_if_fail (GENG_IS_RULE_LOWERING (self) && self->scene != NULL);
  day = last_day (self, pattern);
  g_return_if_fail (day != NULL);
  day->off = TRUE;
}

GengLowered *
geng_own_call_lower (const GengClause *clause, const GengScene *scene)
{
  GengRuleKind *kind = clause->kind->own;
  g_autoptr (GengRuleCase) seen = case_new (clause, scene);
  g_autoptr (GengRuleLowering) lowering = g_object_new (GENG_TYPE_RULE_LOWERING, NULL);

  seen->lowers = TRUE;
  lowering->scene = scene;
  lowering->lowered = geng_lowered_new (&scene->first);
  GENG_RULE_KIND_GET_CLASS (kind)->lower (kind, seen, lowering);
  lowering->scene = NULL;
  seen->scene = NULL;
  return g_steal_pointer (&lowering->lowered);
}
