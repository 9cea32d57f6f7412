/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-tryout.h"

#include "geng-finding-private.h"

#include "geng-date.h"
#include "geng-gettext.h"

static gboolean
check_period (GengRoster *roster, const GDate *date, GError **error)
{
  g_autofree char *day = NULL;

  if (g_date_compare (geng_roster_get_first (roster), date) <= 0
      && g_date_compare (date, geng_roster_get_last (roster)) <= 0)
    return TRUE;
  day = geng_date_to_string (date);
  g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD, _ ("cover: %s is outside the roster's period"),
               day);
  return FALSE;
}

GengTryout *
geng_tryout_new (GengRoster *roster, GengRoster *history, const GDate *date, GError **error)
{
  g_autoptr (GengTryout) self = g_new0 (GengTryout, 1);
  GengStation *station = geng_roster_get_station (roster);

  if (!check_period (roster, date, error))
    return NULL;
  self->date = *date;
  self->period = geng_scene_new (station, geng_roster_get_first (roster),
                                 geng_roster_get_last (roster), roster, history, NULL, error);
  if (self->period == NULL)
    return NULL;
  self->clauses = geng_clauses_new (self->period, error);
  return self->clauses == NULL ? NULL : g_steal_pointer (&self);
}

gboolean
geng_tryout_turn (GengTryout *self, GengRoster *roster, const GDate *date, GError **error)
{
  if (!check_period (roster, date, error))
    return FALSE;
  self->date = *date;
  g_clear_pointer (&self->wide_before, g_ptr_array_unref);
  return TRUE;
}

void
geng_tryout_free (GengTryout *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->wide_before, g_ptr_array_unref);
  g_clear_pointer (&self->stood, g_hash_table_unref);
  g_clear_pointer (&self->clauses, g_ptr_array_unref);
  g_clear_pointer (&self->period, geng_scene_free);
  g_free (self);
}

void
geng_outcome_clear (GengOutcome *outcome)
{
  g_clear_pointer (&outcome->findings, g_ptr_array_unref);
  g_clear_pointer (&outcome->claim, g_free);
}

GengDuty *
geng_tryout_duty (const GengTryout *self, guint member)
{
  return geng_scene_duty (self->period, member, geng_scene_day (self->period, &self->date));
}

static void
place (GengTryout *self, guint member, GengDuty *duty)
{
  geng_scene_put_duty (self->period, member, geng_scene_day (self->period, &self->date), duty);
}

/* A kind says many things: which of them a verdict is about, its clause knows. */
static void
label (GengVerdicts *verdicts, guint from, const GengClause *clause)
{
  for (guint i = from; i < verdicts->list->len; i++)
    {
      GengVerdict *verdict = g_ptr_array_index (verdicts->list, i);

      verdict->claim = clause->kind->describe (clause->params);
    }
}

/* What a rule that reaches over a member's days says of this one. */
static void
ask_of_person (const GengTryout *self,
               const GengClause *clause,
               guint member,
               GengVerdicts *verdicts)
{
  g_autoptr (GArray) alone = NULL;
  GengClause narrow = *clause;
  guint n = verdicts->list->len;

  if (geng_clause_find (clause, member) < 0)
    return;
  alone = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (alone, member);
  narrow.members = alone;
  clause->kind->check (&narrow, self->period, verdicts);
  if (clause->kind->scope == GENG_RULE_SCOPE_PERSONAL)
    label (verdicts, n, clause);
}

/* What a rule on crews says of the day at these posts.
 * member: (nullable): of pairs, those that the member is one of, or who left; NULL: all */
static void
ask_of_crews (const GengTryout *self,
              const GengClause *clause,
              GHashTable *posts,
              GengMember *member,
              GengVerdicts *verdicts)
{
  GengScene *scene = self->period;

  scene->look_members[0] = member;
  scene->look_members[1] = self->left;
  scene->look_first = scene->look_last = geng_scene_day (scene, &self->date);
  scene->look_posts = posts;
  clause->kind->check (clause, scene, verdicts);
  scene->look_first = 0;
  scene->look_last = (int) scene->n_days - 1;
  scene->look_posts = NULL;
  scene->look_members[0] = NULL;
}

/* (element-type GengVerdict): what the member's own rules say. */
static GPtrArray *
look_at_person (const GengTryout *self, guint member)
{
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();

  for (guint i = 0; i < self->clauses->len; i++)
    if (((const GengClause *) self->clauses->pdata[i])->kind->reach == GENG_REACH_MEMBER)
      ask_of_person (self, self->clauses->pdata[i], member, verdicts);
  return g_ptr_array_ref (verdicts->list);
}

/* (element-type GengVerdict): what the rules on crews say at these posts.  member: (nullable) */
static GPtrArray *
look_at_crews (const GengTryout *self, GHashTable *posts, GengMember *member)
{
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();

  for (guint i = 0; i < self->clauses->len; i++)
    if (((const GengClause *) self->clauses->pdata[i])->kind->reach == GENG_REACH_DAY)
      ask_of_crews (self, self->clauses->pdata[i], posts, member, verdicts);
  return g_ptr_array_ref (verdicts->list);
}

/* (element-type GengVerdict): what the rules say that reach over days and people, of whom the
 * change may touch any. */
static GPtrArray *
look_at_all (const GengTryout *self)
{
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();

  for (guint i = 0; i < self->clauses->len; i++)
    {
      const GengClause *clause = self->clauses->pdata[i];

      if (clause->kind->reach == GENG_REACH_ALL)
        clause->kind->check (clause, self->period, verdicts);
    }
  return g_ptr_array_ref (verdicts->list);
}

/* Where the duty is for some of its time. */
static void
add_posts (GHashTable *posts, GengDuty *duty)
{
  GengShift *shift = geng_duty_get_shift (duty);
  GListModel *windows = geng_shift_get_windows (shift);

  g_hash_table_add (posts, geng_duty_get_post (duty));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);
      GengPost *elsewhere = geng_shift_get_post (shift, window);

      if (elsewhere != NULL)
        g_hash_table_add (posts, elsewhere);
    }
}

static gint64
sum_costs (GPtrArray *verdicts)
{
  gint64 sum = 0;

  for (guint i = 0; i < verdicts->len; i++)
    sum += ((const GengVerdict *) verdicts->pdata[i])->cost;
  return sum;
}

static gint64
sum_gaps (GPtrArray *verdicts)
{
  gint64 sum = 0;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const GengVerdict *verdict = verdicts->pdata[i];

      sum += verdict->severity == GENG_SEVERITY_GAP ? verdict->amount : 0;
    }
  return sum;
}

/* By day and words: a run that grows by a day is another verdict, and so it is one more. */
static char *
key_of (const GengVerdict *verdict)
{
  return g_strdup_printf ("%u %u %s", g_date_get_julian (&verdict->first),
                          g_date_get_julian (&verdict->last), verdict->message);
}

static GHashTable *
hard_keys (GPtrArray *verdicts)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const GengVerdict *verdict = verdicts->pdata[i];

      if (verdict->severity == GENG_SEVERITY_HARD)
        g_hash_table_add (keys, key_of (verdict));
    }
  return keys;
}

/* known: keys of hard verdicts that are nothing new */
static void
compare (GengOutcome *outcome, GHashTable *known, GPtrArray *before, GPtrArray *after)
{
  outcome->gaps += sum_gaps (after) - sum_gaps (before);
  outcome->cost += sum_costs (after) - sum_costs (before);
  for (guint i = 0; i < after->len; i++)
    {
      const GengVerdict *verdict = after->pdata[i];
      g_autofree char *key = key_of (verdict);

      if (verdict->severity != GENG_SEVERITY_HARD || g_hash_table_contains (known, key))
        continue;
      if (outcome->rule == NULL)
        {
          outcome->rule = verdict->rule;
          outcome->claim = g_strdup (verdict->claim);
        }
      g_ptr_array_add (outcome->findings,
                       geng_finding_new (GENG_SEVERITY_HARD, verdict->rule, verdict->members,
                                         verdict->demand, &verdict->first, &verdict->last,
                                         verdict->amount, 0, verdict->message));
    }
}

static void
compare_person (GengOutcome *outcome, GPtrArray *before, GPtrArray *after)
{
  g_autoptr (GHashTable) known = hard_keys (before);

  compare (outcome, known, before, after);
}

/* In an exchange the crews are held against what they were before the one left. */
static void
compare_crews (const GengTryout *self, GengOutcome *outcome, GPtrArray *before, GPtrArray *after)
{
  g_autoptr (GHashTable) known
      = self->stood != NULL ? g_hash_table_ref (self->stood) : hard_keys (before);

  compare (outcome, known, before, after);
}

/* @duty, or nothing, takes the place of what the member serves on the day. */
static void
change (GengTryout *self, guint member, GengDuty *duty, GengOutcome *outcome)
{
  GengDuty *held = geng_tryout_duty (self, member);
  g_autoptr (GHashTable) posts = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) person = look_at_person (self, member);
  g_autoptr (GPtrArray) crews = NULL;
  g_autoptr (GPtrArray) person_after = NULL;
  g_autoptr (GPtrArray) crews_after = NULL;
  g_autoptr (GPtrArray) wide_after = NULL;

  if (held != NULL)
    add_posts (posts, held);
  if (duty != NULL)
    add_posts (posts, duty);
  if (self->wide_before == NULL)
    self->wide_before = look_at_all (self);
  crews = look_at_crews (self, posts, self->period->members[member]);
  place (self, member, duty);
  person_after = look_at_person (self, member);
  crews_after = look_at_crews (self, posts, self->period->members[member]);

  *outcome = (GengOutcome){ .findings = g_ptr_array_new_with_free_func (g_object_unref) };
  compare_person (outcome, person, person_after);
  compare_crews (self, outcome, crews, crews_after);
  if (outcome->rule != NULL)
    return;
  wide_after = look_at_all (self);
  compare_person (outcome, self->wide_before, wide_after);
}

static void
free_member (GengTryout *self, guint member, GengOutcome *outcome)
{
  change (self, member, NULL, outcome);
  g_clear_pointer (&self->wide_before, g_ptr_array_unref);
}

void
geng_tryout_vacate (GengTryout *self, guint member, GengOutcome *outcome)
{
  g_autoptr (GHashTable) posts = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) crews = NULL;

  add_posts (posts, geng_tryout_duty (self, member));
  crews = look_at_crews (self, posts, NULL);
  free_member (self, member, outcome);
  self->stood = hard_keys (crews);
  self->left = self->period->members[member];
}

void
geng_tryout_put (GengTryout *self, guint member, GengDuty *duty)
{
  place (self, member, duty);
  g_clear_pointer (&self->wide_before, g_ptr_array_unref);
}

void
geng_tryout_try (GengTryout *self,
                 guint member,
                 GengShift *shift,
                 GengPost *post,
                 GengOutcome *outcome)
{
  GengDuty *held = geng_tryout_duty (self, member);
  g_autoptr (GengDuty) stood = held == NULL ? NULL : g_object_ref (held);
  g_autoptr (GengDuty) duty
      = geng_duty_new (self->period->members[member], &self->date, shift, post);

  change (self, member, duty, outcome);
  place (self, member, stood);
}

/* (element-type GengVerdict): what one rule says, in the order in which they are asked. */
static GPtrArray *
look_by (const GengTryout *self, const GengClause *clause, guint member, GHashTable *posts)
{
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();

  if (clause->kind->reach == GENG_REACH_MEMBER)
    ask_of_person (self, clause, member, verdicts);
  else if (clause->kind->reach == GENG_REACH_DAY)
    ask_of_crews (self, clause, posts, self->period->members[member], verdicts);
  else
    clause->kind->check (clause, self->period, verdicts);
  return g_ptr_array_ref (verdicts->list);
}

static gboolean
has_hard (GPtrArray *verdicts)
{
  for (guint i = 0; i < verdicts->len; i++)
    if (((const GengVerdict *) verdicts->pdata[i])->severity == GENG_SEVERITY_HARD)
      return TRUE;
  return FALSE;
}

/* @duty is in its place; the rule is asked about the day before only where it is broken now. */
static gboolean
forbids (GengTryout *self,
         const GengClause *clause,
         guint member,
         GengDuty *duty,
         GHashTable *posts,
         GengOutcome *outcome)
{
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) before = NULL;

  if (clause->term != NULL && clause->term->hold == GENG_HOLD_SOFT)
    return FALSE;
  after = look_by (self, clause, member, posts);
  if (!has_hard (after))
    return FALSE;
  place (self, member, NULL);
  before = look_by (self, clause, member, posts);
  place (self, member, duty);
  compare_person (outcome, before, after);
  return outcome->rule != NULL;
}

gboolean
geng_tryout_forbids (GengTryout *self,
                     guint member,
                     GengShift *shift,
                     GengPost *post,
                     GengOutcome *outcome)
{
  static const GengReach order[] = { GENG_REACH_MEMBER, GENG_REACH_DAY, GENG_REACH_ALL };
  g_autoptr (GHashTable) posts = g_hash_table_new (NULL, NULL);
  g_autoptr (GengDuty) duty
      = geng_duty_new (self->period->members[member], &self->date, shift, post);
  gboolean forbidden = FALSE;

  g_return_val_if_fail (geng_tryout_duty (self, member) == NULL, FALSE);
  *outcome = (GengOutcome){ .findings = g_ptr_array_new_with_free_func (g_object_unref) };
  add_posts (posts, duty);
  place (self, member, duty);
  for (guint pass = 0; pass < G_N_ELEMENTS (order) && !forbidden; pass++)
    for (guint i = 0; i < self->clauses->len && !forbidden; i++)
      {
        const GengClause *clause = self->clauses->pdata[i];

        forbidden = clause->kind->reach == order[pass]
                    && forbids (self, clause, member, duty, posts, outcome);
      }
  place (self, member, NULL);
  return forbidden;
}
