/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-judge-private.h"

#include "geng-change.h"
#include "geng-fair-share.h"
#include "geng-finding-private.h"
#include "geng-gettext.h"
#include "geng-judgement-private.h"

/**
 * GengJudge:
 *
 * Keeps the judgement of a roster that is being edited.
 *
 * [func@judge] reads all rules and looks at all days; a judge reads the rules once, hears what
 * changes in the roster, the history, the base and the station, and looks again only where a change
 * reaches: at a member, a day, or, for rules that weigh all against each other, at all of one rule.
 * A request that comes or goes reaches its member, and rules that weigh others beside him; any
 * other change of the station has all of it read anew.
 * What it says is always what [func@judge] would say.
 *
 * It looks when it is asked, and otherwise when the main context of the thread that made it is
 * idle; then [signal@Judge::changed] tells which findings came and which went, each with its
 * members and days, so that a window repaints those cells alone.
 */

/* What one check said of what it looked at: a member, a day or all. */
typedef GPtrArray Slot; /* (element-type GengRemark) */

/* A finding, and the gap that it may be. */
typedef struct
{
  GengVerdict *verdict;
  GengFinding *finding;
  GengGap *gap; /* (nullable) */
} Remark;

typedef struct
{
  const GengClause *clause;
  GPtrArray *slots; /* by the clause's members, by days, or one */
} Watch;

struct _GengJudge
{
  GObject parent_instance;

  GengRoster *roster;
  GengRoster *history; /* (nullable) */
  GengRoster *base;    /* (nullable) */

  GengScene *scene;  /* NULL: all has to be read anew, or what the requests reach */
  GHashTable *asked; /* (nullable): members whose requests changed since, where nothing else did */
  GPtrArray *clauses;
  GPtrArray *watches;
  GengJudgement *judgement; /* the last one */
  GArray *dirty;            /* (element-type Spot) */
  GSource *idle;
  GPtrArray *came, *went; /* while it looks */
};

typedef struct
{
  guint member;
  int day;
} Spot;

G_DEFINE_FINAL_TYPE (GengJudge, geng_judge, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ROSTER,
  PROP_HISTORY,
  PROP_BASE,
  PROP_JUDGEMENT,
  N_PROPERTIES
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* -- remarks -- */

static void
remark_free (gpointer data)
{
  Remark *remark = data;

  geng_verdict_free (remark->verdict);
  g_clear_object (&remark->finding);
  g_clear_object (&remark->gap);
  g_free (remark);
}

static Remark *
remark_new (GengVerdict *verdict, GengStation *station)
{
  Remark *remark = g_new0 (Remark, 1);

  remark->verdict = verdict;
  remark->finding = geng_judge_make_finding (verdict);
  if (verdict->severity == GENG_SEVERITY_GAP)
    remark->gap = geng_judge_make_gap (verdict, station);
  return remark;
}

static gboolean
same_members (const GengVerdict *a, const GengVerdict *b)
{
  guint n = a->members != NULL ? a->members->len : 0;

  if (n != (b->members != NULL ? b->members->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (a->members->pdata[i] != b->members->pdata[i])
      return FALSE;
  return TRUE;
}

static gboolean
same (const GengVerdict *a, const GengVerdict *b)
{
  return a->severity == b->severity && a->amount == b->amount && a->cost == b->cost
         && a->demand == b->demand && a->from == b->from && a->to == b->to
         && g_date_compare (&a->first, &b->first) == 0 && g_date_compare (&a->last, &b->last) == 0
         && g_strcmp0 (a->rule, b->rule) == 0 && g_strcmp0 (a->role, b->role) == 0
         && g_strcmp0 (a->message, b->message) == 0 && same_members (a, b);
}

/* Takes one out that says the same; (nullable). */
static Remark *
take_same (Slot *slot, const GengVerdict *verdict)
{
  for (guint i = 0; i < slot->len; i++)
    if (same (((const Remark *) slot->pdata[i])->verdict, verdict))
      return g_ptr_array_steal_index_fast (slot, i);
  return NULL;
}

/* What is said again keeps its finding; the rest came or went. */
static void
fill (GengJudge *self, Slot *slot, GengVerdicts *said)
{
  GPtrArray *fresh = g_ptr_array_new ();

  for (guint i = 0; i < said->list->len; i++)
    {
      GengVerdict *verdict = said->list->pdata[i];
      Remark *remark = take_same (slot, verdict);

      if (remark != NULL)
        geng_verdict_free (verdict);
      else
        {
          remark = remark_new (verdict, self->scene->station);
          g_ptr_array_add (self->came, g_object_ref (remark->finding));
        }
      g_ptr_array_add (fresh, remark);
    }
  g_ptr_array_set_free_func (said->list, NULL);
  for (guint i = 0; i < slot->len; i++)
    g_ptr_array_add (self->went, g_object_ref (((const Remark *) slot->pdata[i])->finding));
  g_ptr_array_set_size (slot, 0);
  for (guint i = 0; i < fresh->len; i++)
    g_ptr_array_add (slot, fresh->pdata[i]);
  g_ptr_array_unref (fresh);
}

/* -- looking -- */

static void
look_at_all (GengJudge *self, Watch *watch)
{
  g_autoptr (GengVerdicts) said = geng_verdicts_new ();

  watch->clause->kind->check (watch->clause, self->scene, said);
  fill (self, watch->slots->pdata[0], said);
}

/* i: among the clause's members */
static void
look_at_member (GengJudge *self, Watch *watch, guint i)
{
  GengClause narrow = *watch->clause;
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GengVerdicts) said = geng_verdicts_new ();

  g_array_append_val (one, g_array_index (watch->clause->members, guint, i));
  narrow.members = one;
  narrow.kind->check (&narrow, self->scene, said);
  fill (self, watch->slots->pdata[i], said);
}

static void
look_at_day (GengJudge *self, Watch *watch, int day)
{
  g_autoptr (GengVerdicts) said = geng_verdicts_new ();

  self->scene->look_first = self->scene->look_last = day;
  watch->clause->kind->check (watch->clause, self->scene, said);
  self->scene->look_first = 0;
  self->scene->look_last = (int) self->scene->n_days - 1;
  fill (self, watch->slots->pdata[day], said);
}

static gboolean
seen_before (GArray *dirty, guint n, gboolean by_day)
{
  const Spot *spot = &g_array_index (dirty, Spot, n);

  for (guint i = 0; i < n; i++)
    {
      const Spot *earlier = &g_array_index (dirty, Spot, i);

      if (by_day ? earlier->day == spot->day : earlier->member == spot->member)
        return TRUE;
    }
  return FALSE;
}

static void
look_at_spots (GengJudge *self, Watch *watch)
{
  gboolean by_day = watch->clause->kind->reach == GENG_REACH_DAY;

  for (guint i = 0; i < self->dirty->len; i++)
    {
      const Spot *spot = &g_array_index (self->dirty, Spot, i);
      int place = by_day ? spot->day : geng_clause_find (watch->clause, spot->member);

      if (place < 0 || seen_before (self->dirty, i, by_day))
        continue;
      if (by_day)
        look_at_day (self, watch, place);
      else
        look_at_member (self, watch, (guint) place);
    }
}

/* -- reading all anew -- */

static void
slot_free (gpointer slot)
{
  g_ptr_array_unref (slot);
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_ptr_array_unref (watch->slots);
  g_free (watch);
}

static Watch *
watch_new (const GengClause *clause, const GengScene *scene)
{
  Watch *watch = g_new0 (Watch, 1);
  guint n = 1;

  if (clause->kind->reach == GENG_REACH_MEMBER)
    n = clause->members->len;
  else if (clause->kind->reach == GENG_REACH_DAY)
    n = scene->n_days;
  watch->clause = clause;
  watch->slots = g_ptr_array_new_with_free_func (slot_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (watch->slots, g_ptr_array_new_with_free_func (remark_free));
  return watch;
}

static void
look_everywhere (GengJudge *self, Watch *watch)
{
  if (watch->clause->kind->reach == GENG_REACH_ALL)
    look_at_all (self, watch);
  for (guint i = 0; watch->clause->kind->reach == GENG_REACH_MEMBER && i < watch->slots->len; i++)
    look_at_member (self, watch, i);
  for (guint i = 0; watch->clause->kind->reach == GENG_REACH_DAY && i < watch->slots->len; i++)
    look_at_day (self, watch, (int) i);
}

static void
list_findings (GengJudge *self, GPtrArray *findings)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      const Watch *watch = self->watches->pdata[i];

      for (guint j = 0; j < watch->slots->len; j++)
        {
          const Slot *slot = watch->slots->pdata[j];

          for (guint k = 0; k < slot->len; k++)
            g_ptr_array_add (findings, g_object_ref (((const Remark *) slot->pdata[k])->finding));
        }
    }
}

static void
forget (GengJudge *self)
{
  g_clear_pointer (&self->watches, g_ptr_array_unref);
  g_clear_pointer (&self->clauses, g_ptr_array_unref);
  g_clear_pointer (&self->scene, geng_scene_free);
  g_array_set_size (self->dirty, 0);
}

/* What the requests of some reach: those members, and all where a rule weighs the requests of
 * others.  The rules are the same, so that each watch goes on with the clause of its place. */
static void
look_at_asked (GengJudge *self, Watch *watch)
{
  const GengClause *clause = watch->clause;

  if (clause->kind->reach != GENG_REACH_MEMBER || clause->kind->of_others)
    {
      look_everywhere (self, watch);
      return;
    }
  for (guint i = 0; i < clause->members->len; i++)
    if (g_hash_table_contains (self->asked,
                               self->scene->members[g_array_index (clause->members, guint, i)]))
      look_at_member (self, watch, i);
}

/* Takes what was read anew in place of what was there; the watches still have to look. */
static void
take_clauses (GengJudge *self, GengScene *scene, GPtrArray *clauses)
{
  for (guint i = 0; i < clauses->len; i++)
    if (self->asked != NULL)
      ((Watch *) self->watches->pdata[i])->clause = clauses->pdata[i];
    else
      g_ptr_array_add (self->watches, watch_new (clauses->pdata[i], scene));
  g_clear_pointer (&self->clauses, g_ptr_array_unref);
  self->clauses = clauses;
  self->scene = scene;
}

static gboolean
read_all (GengJudge *self, GError **error)
{
  g_autoptr (GengScene) scene = geng_scene_new (
      geng_roster_get_station (self->roster), geng_roster_get_first (self->roster),
      geng_roster_get_last (self->roster), self->roster, self->history, self->base, error);
  g_autoptr (GPtrArray) clauses = NULL;

  if (scene != NULL)
    scene->by_meaning = TRUE;
  clauses = scene != NULL ? geng_clauses_new (scene, error) : NULL;
  if (clauses == NULL)
    return FALSE;
  if (self->asked == NULL && self->watches != NULL)
    list_findings (self, self->went);
  if (self->asked == NULL)
    {
      forget (self);
      self->watches = g_ptr_array_new_with_free_func (watch_free);
    }
  take_clauses (self, g_steal_pointer (&scene), g_steal_pointer (&clauses));
  for (guint i = 0; i < self->watches->len; i++)
    if (self->asked != NULL)
      look_at_asked (self, self->watches->pdata[i]);
    else
      look_everywhere (self, self->watches->pdata[i]);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  return TRUE;
}

/* -- what came of it -- */

static int
compare_remarks (gconstpointer a, gconstpointer b)
{
  const Remark *x = *(Remark *const *) a, *y = *(Remark *const *) b;

  return geng_judge_compare (x->verdict, y->verdict);
}

static void
sum_up (GengJudge *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (g_object_unref);
  GengScore score = { 0 };

  for (guint i = 0; i < self->watches->len; i++)
    {
      const Watch *watch = self->watches->pdata[i];

      for (guint j = 0; j < watch->slots->len; j++)
        g_ptr_array_extend (all, watch->slots->pdata[j], NULL, NULL);
    }
  g_ptr_array_sort (all, compare_remarks);
  for (guint i = 0; i < all->len; i++)
    {
      const Remark *remark = all->pdata[i];

      geng_judge_add_up (&score, remark->verdict);
      g_ptr_array_add (findings, g_object_ref (remark->finding));
      if (remark->gap != NULL)
        g_ptr_array_add (gaps, g_object_ref (remark->gap));
    }
  g_clear_object (&self->judgement);
  self->judgement
      = geng_judgement_make (&score, g_steal_pointer (&findings), g_steal_pointer (&gaps));
}

/* A finding that both came and went stayed: another object that says the same. */
static void
cancel_out (GPtrArray *came, GPtrArray *went)
{
  for (guint i = came->len; i-- > 0;)
    for (guint j = went->len; j-- > 0;)
      if (geng_finding_equal (came->pdata[i], went->pdata[j]))
        {
          g_ptr_array_remove_index (came, i);
          g_ptr_array_remove_index (went, j);
          break;
        }
}

static void
tell (GengJudge *self)
{
  g_autoptr (GPtrArray) came = g_steal_pointer (&self->came);
  g_autoptr (GPtrArray) went = g_steal_pointer (&self->went);

  cancel_out (came, went);
  if (came->len + went->len == 0)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JUDGEMENT]);
  g_signal_emit (self, signals[CHANGED], 0, came, went);
}

static void
stop_idle (GengJudge *self)
{
  if (self->idle == NULL)
    return;
  g_source_destroy (self->idle);
  g_clear_pointer (&self->idle, g_source_unref);
}

/* -- hearing -- */

static gboolean
on_idle (gpointer user_data)
{
  GengJudge *self = user_data;

  g_clear_pointer (&self->idle, g_source_unref);
  geng_judge_update (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
wake (GengJudge *self)
{
  GMainContext *context = g_main_context_get_thread_default ();

  if (self->idle != NULL)
    return;
  self->idle = g_idle_source_new ();
  g_source_set_callback (self->idle, on_idle, self, NULL);
  g_source_attach (self->idle, context);
}

static void
read_anew (GengJudge *self)
{
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->scene, geng_scene_free);
  wake (self);
}

static void
hear_otherwise (const GengChange *change, gpointer user_data)
{
  read_anew (user_data);
}

/* Adds whom it concerns, where it came or went; FALSE for another change. */
static gboolean
add_asked (GengJudge *self, const GengChange *change)
{
  GengMember *member = GENG_IS_REQUEST (change->thing)
                           ? geng_request_get_member (GENG_REQUEST (change->thing))
                           : NULL;

  if (member == NULL || change->kind == GENG_CHANGE_SET)
    return FALSE;
  if (self->asked == NULL)
    self->asked = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_add (self->asked, g_object_ref (member));
  return TRUE;
}

/* Requests that come or go after the judge looked, and alone, let most of what was said stand. */
static void
hear_station (const GengChange *change, gpointer user_data)
{
  GengJudge *self = user_data;
  gboolean only = self->scene != NULL ? self->dirty->len == 0 : self->asked != NULL;

  if (!only || !add_asked (self, change))
    {
      read_anew (self);
      return;
    }
  g_clear_pointer (&self->scene, geng_scene_free);
  wake (self);
}

/* A duty that came, went, or has another pin; or a member who is set aside, from whom other rules
 * are asked then. */
static void
hear_roster (const GengChange *change, gpointer user_data)
{
  GengJudge *self = user_data;
  GengDuty *duty;
  Spot spot;
  int member;

  if (self->scene == NULL)
    {
      g_clear_pointer (&self->asked, g_hash_table_unref);
      return;
    }
  if (!GENG_IS_DUTY (change->thing))
    {
      read_anew (self);
      return;
    }
  duty = GENG_DUTY (change->thing);
  member = geng_scene_member_index (self->scene, geng_duty_get_member (duty));
  spot.day = geng_scene_day (self->scene, geng_duty_get_date (duty));
  if (member < 0 || spot.day < 0 || spot.day >= (int) self->scene->n_days
      || self->scene->strays->len > 0)
    {
      read_anew (self);
      return;
    }
  spot.member = (guint) member;
  geng_scene_put_duty (
      self->scene, spot.member, spot.day,
      geng_roster_lookup (self->roster, geng_duty_get_member (duty), geng_duty_get_date (duty)));
  g_array_append_val (self->dirty, spot);
  wake (self);
}

/* -- the object -- */

static void
geng_judge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengJudge *self = GENG_JUDGE (object);

  switch (id)
    {
    case PROP_ROSTER:
      g_value_set_object (value, self->roster);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_BASE:
      g_value_set_object (value, self->base);
      break;
    case PROP_JUDGEMENT:
      g_value_set_object (value, self->judgement);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_judge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengJudge *self = GENG_JUDGE (object);

  switch (id)
    {
    case PROP_ROSTER:
      self->roster = g_value_dup_object (value);
      break;
    case PROP_HISTORY:
      self->history = g_value_dup_object (value);
      break;
    case PROP_BASE:
      self->base = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GengStation *
station_of (GengJudge *self)
{
  return self->roster != NULL ? geng_roster_get_station (self->roster) : NULL;
}

static void
geng_judge_constructed (GObject *object)
{
  GengJudge *self = GENG_JUDGE (object);

  G_OBJECT_CLASS (geng_judge_parent_class)->constructed (object);
  if (station_of (self) == NULL)
    return;
  geng_change_observe (self->roster, hear_roster, self);
  geng_change_observe (station_of (self), hear_station, self);
  if (self->history != NULL)
    geng_change_observe (self->history, hear_otherwise, self);
  if (self->base != NULL)
    geng_change_observe (self->base, hear_otherwise, self);
}

static void
geng_judge_finalize (GObject *object)
{
  GengJudge *self = GENG_JUDGE (object);

  stop_idle (self);
  if (station_of (self) != NULL)
    {
      geng_change_ignore (self->roster, hear_roster, self);
      geng_change_ignore (station_of (self), hear_station, self);
      if (self->history != NULL)
        geng_change_ignore (self->history, hear_otherwise, self);
      if (self->base != NULL)
        geng_change_ignore (self->base, hear_otherwise, self);
    }
  forget (self);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_array_unref (self->dirty);
  g_clear_object (&self->judgement);
  g_clear_object (&self->roster);
  g_clear_object (&self->history);
  g_clear_object (&self->base);
  G_OBJECT_CLASS (geng_judge_parent_class)->finalize (object);
}

static void
geng_judge_class_init (GengJudgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = geng_judge_get_property;
  object_class->set_property = geng_judge_set_property;
  object_class->constructed = geng_judge_constructed;
  object_class->finalize = geng_judge_finalize;

  /**
   * GengJudge:roster:
   *
   * The roster that is judged.
   */
  properties[PROP_ROSTER] = g_param_spec_object ("roster", NULL, NULL, GENG_TYPE_ROSTER, given);
  /**
   * GengJudge:history:
   *
   * The record of the months before.
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, GENG_TYPE_ROSTER, given);
  /**
   * GengJudge:base:
   *
   * The roster of the same period that is changed.
   */
  properties[PROP_BASE] = g_param_spec_object ("base", NULL, NULL, GENG_TYPE_ROSTER, given);
  /**
   * GengJudge:judgement:
   *
   * The judgement when the judge looked last.
   */
  properties[PROP_JUDGEMENT] = g_param_spec_object ("judgement", NULL, NULL, GENG_TYPE_JUDGEMENT,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * GengJudge::changed:
   * @self: the judge
   * @came: (element-type GengFinding): what the judge says now and did not say before
   * @went: (element-type GengFinding): what the judge said and does not say any more
   *
   * The judgement is another one.  After a change of duties, findings that are said again are the
   * same objects.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_PTR_ARRAY);
}

static void
geng_judge_init (GengJudge *self)
{
  self->dirty = g_array_new (FALSE, FALSE, sizeof (Spot));
}

/**
 * geng_judge_new:
 * @roster: the roster that is edited
 * @history: (nullable): the record of the months before
 * @base: (nullable): the roster of the same period that is changed
 * @error: return location for an error
 *
 * Fails as [func@judge] does, with %GENG_ERROR_INVALID or %GENG_ERROR_UNKNOWN.
 *
 * Returns: (transfer full): a judge who has looked at all of it
 */
GengJudge *
geng_judge_new (GengRoster *roster, GengRoster *history, GengRoster *base, GError **error)
{
  g_autoptr (GengJudge) self = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);
  g_return_val_if_fail (base == NULL || GENG_IS_ROSTER (base), NULL);
  self = g_object_new (GENG_TYPE_JUDGE, "roster", roster, "history", history, "base", base, NULL);
  return geng_judge_update (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * geng_judge_get_roster:
 * @self: a judge
 *
 * Returns: (transfer none) (nullable): the roster that is judged
 */
GengRoster *
geng_judge_get_roster (GengJudge *self)
{
  g_return_val_if_fail (GENG_IS_JUDGE (self), NULL);
  return self->roster;
}

/**
 * geng_judge_get_history:
 * @self: a judge
 *
 * Returns: (transfer none) (nullable): the record of the months before
 */
GengRoster *
geng_judge_get_history (GengJudge *self)
{
  g_return_val_if_fail (GENG_IS_JUDGE (self), NULL);
  return self->history;
}

/**
 * geng_judge_get_base:
 * @self: a judge
 *
 * Returns: (transfer none) (nullable): the roster of the same period that is changed
 */
GengRoster *
geng_judge_get_base (GengJudge *self)
{
  g_return_val_if_fail (GENG_IS_JUDGE (self), NULL);
  return self->base;
}

/**
 * geng_judge_update:
 * @self: a judge
 * @error: return location for an error
 *
 * Looks at all that changed since the judge looked last, now and not when the main context is idle.
 * Fails with %GENG_ERROR_INVALID or %GENG_ERROR_UNKNOWN, when a rule of the station can no longer
 * be read; the last judgement stays then, and the judge tries again after the next change.
 *
 * Returns: whether [property@Judge:judgement] is of now
 */
gboolean
geng_judge_update (GengJudge *self, GError **error)
{
  g_return_val_if_fail (GENG_IS_JUDGE (self), FALSE);

  stop_idle (self);
  if (self->scene != NULL && self->dirty->len == 0)
    return TRUE;
  if (self->roster == NULL)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("judge: it has no roster; make it with geng_judge_new ()"));
      return FALSE;
    }
  self->came = g_ptr_array_new_with_free_func (g_object_unref);
  self->went = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->scene == NULL && !read_all (self, error))
    {
      g_clear_pointer (&self->came, g_ptr_array_unref);
      g_clear_pointer (&self->went, g_ptr_array_unref);
      return FALSE;
    }
  for (guint i = 0; self->dirty->len > 0 && i < self->watches->len; i++)
    {
      Watch *watch = self->watches->pdata[i];

      if (watch->clause->kind->reach == GENG_REACH_ALL)
        look_at_all (self, watch);
      else
        look_at_spots (self, watch);
    }
  g_array_set_size (self->dirty, 0);
  sum_up (self);
  tell (self);
  return TRUE;
}

/**
 * geng_judge_get_judgement:
 * @self: a judge
 *
 * Looks at what has changed, and says what comes of it.
 *
 * Returns: (transfer none) (nullable): the judgement of now, until the next change; the last one
 *   where geng_judge_update() fails
 */
GengJudgement *
geng_judge_get_judgement (GengJudge *self)
{
  g_return_val_if_fail (GENG_IS_JUDGE (self), NULL);
  geng_judge_update (self, NULL);
  return self->judgement;
}

static gboolean
is_about (GengFinding *finding, GengMember *member, const GDate *date)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);

  if (member != NULL && !g_ptr_array_find (members, member, NULL))
    return FALSE;
  return date == NULL
         || (g_date_compare (geng_finding_get_first (finding), date) <= 0
             && g_date_compare (date, geng_finding_get_last (finding)) <= 0);
}

/**
 * geng_judge_list_about:
 * @self: a judge
 * @member: (nullable): a member; %NULL for all, and for what is about nobody alone
 * @date: (nullable): a duty day; %NULL for all
 *
 * Looks at what has changed, and lists what is said of one member, one day, or both: what belongs
 * beside a cell of the month's table.
 *
 * Returns: (transfer container) (element-type GengFinding): the findings, the worst first
 */
GPtrArray *
geng_judge_list_about (GengJudge *self, GengMember *member, const GDate *date)
{
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *some;

  g_return_val_if_fail (GENG_IS_JUDGE (self), NULL);
  g_return_val_if_fail (member == NULL || GENG_IS_MEMBER (member), NULL);
  g_return_val_if_fail (date == NULL || g_date_valid (date), NULL);
  some = g_ptr_array_new_with_free_func (g_object_unref);
  if (geng_judge_get_judgement (self) == NULL)
    return some;
  all = geng_judgement_list_findings (self->judgement);
  for (guint i = 0; i < all->len; i++)
    if (is_about (all->pdata[i], member, date))
      g_ptr_array_add (some, g_object_ref (all->pdata[i]));
  return some;
}

/**
 * geng_judge_list_fair_shares:
 * @self: a judge
 * @member: a member
 *
 * Looks at what has changed, and lists the burdens that the rule `fair-share` splits among the
 * members: what this one has of each, and what is his part.  Burdens that he cannot carry are left
 * out.
 *
 * Returns: (transfer container) (element-type GengFairShare): in the order of the rules
 */
GPtrArray *
geng_judge_list_fair_shares (GengJudge *self, GengMember *member)
{
  GPtrArray *shares;
  int index;

  g_return_val_if_fail (GENG_IS_JUDGE (self) && GENG_IS_MEMBER (member), NULL);
  shares = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_fair_share_free);
  if (!geng_judge_update (self, NULL))
    return shares;
  index = geng_scene_member_index (self->scene, member);
  for (guint i = 0; index >= 0 && i < self->clauses->len; i++)
    {
      GengFairShare share = { 0 };

      if (geng_fair_share_tell (self->clauses->pdata[i], self->scene, (guint) index, &share))
        g_ptr_array_add (shares, geng_fair_share_copy (&share));
    }
  return shares;
}
