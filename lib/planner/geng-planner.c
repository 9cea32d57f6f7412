/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-own-plan.h"
#include "geng-planning.h"

#include <math.h>

#include "geng-advise.h"
#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-plan-private.h"
#include "geng-progress-private.h"
#include "geng-async.h"

/**
 * GengPlanner:
 *
 * Plans the duties of one station in one period.
 *
 * A planner holds the question: the station, the period, the record before it, a roster to start
 * from and the effort. [method@Planner.plan] answers it on the calling thread,
 * [method@Planner.plan_async] on a thread of its own, where it works on copies, so that station and
 * rosters may be edited meanwhile.  Planners share nothing, so that any number may work at once.
 *
 * The answer depends on the question alone: the same station, period, history, base, effort and
 * seed give the same roster with any number of threads.  Only a time limit and cancelling can cut
 * the work short, and the plan then says so ([method@Plan.get_truncated]).
 */
/* As dear as any weight of a rule. */
#define MOST_CHANGE_PRICE 100000
/* Eight jobs, whose blocks some four hands each can share (the chain of geng-solve --log); each
 * takes memory. */
#define MOST_THREADS 32
/* Thirty years: as good as none, and in microseconds still a number of 64 bits. */
#define MOST_SECONDS 1e9

struct _GengPlanner
{
  GObject parent_instance;
  GengPlanning question;
};

enum
{
  PROP_0,
  PROP_STATION,
  PROP_FIRST,
  PROP_LAST,
  PROP_EFFORT,
  PROP_EFFORT_LIMIT,
  PROP_SEED,
  PROP_THREADS,
  PROP_TIME_LIMIT_SECONDS,
  PROP_CERTIFY,
  PROP_HISTORY,
  PROP_BASE,
  PROP_CHANGE_FROM,
  PROP_SERVED,
  PROP_CHANGE_PRICE,
  N_PROPERTIES
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GengPlanner, geng_planner, G_TYPE_OBJECT)

static void
geng_planner_finalize (GObject *object)
{
  geng_planning_clear (&GENG_PLANNER (object)->question);
  G_OBJECT_CLASS (geng_planner_parent_class)->finalize (object);
}

static void
geng_planner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const GengPlanning *question = &GENG_PLANNER (object)->question;

  switch (id)
    {
    case PROP_STATION:
      g_value_set_object (value, question->station);
      break;
    case PROP_FIRST:
      g_value_set_boxed (value, g_date_valid (&question->first) ? &question->first : NULL);
      break;
    case PROP_LAST:
      g_value_set_boxed (value, g_date_valid (&question->last) ? &question->last : NULL);
      break;
    case PROP_EFFORT:
      g_value_set_enum (value, question->effort);
      break;
    case PROP_EFFORT_LIMIT:
      g_value_set_uint64 (value, question->effort_limit);
      break;
    case PROP_SEED:
      g_value_set_uint64 (value, question->seed);
      break;
    case PROP_THREADS:
      g_value_set_uint (value, question->threads);
      break;
    case PROP_TIME_LIMIT_SECONDS:
      g_value_set_double (value, question->time_limit);
      break;
    case PROP_CERTIFY:
      g_value_set_boolean (value, question->certify);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, question->history);
      break;
    case PROP_BASE:
      g_value_set_object (value, question->base);
      break;
    case PROP_CHANGE_FROM:
      if (question->from != G_MININT64)
        g_value_take_boxed (value, g_date_time_new_from_unix_utc (question->from));
      break;
    case PROP_SERVED:
      g_value_set_object (value, question->served);
      break;
    case PROP_CHANGE_PRICE:
      g_value_set_int (value, question->change_price);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_planner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengPlanner *self = GENG_PLANNER (object);

  switch (id)
    {
    case PROP_STATION:
      self->question.station = g_value_dup_object (value);
      break;
    case PROP_FIRST:
      geng_field_get_date (value, &self->question.first);
      break;
    case PROP_LAST:
      geng_field_get_date (value, &self->question.last);
      break;
    case PROP_EFFORT:
      geng_planner_set_effort (self, g_value_get_enum (value));
      break;
    case PROP_EFFORT_LIMIT:
      geng_planner_set_effort_limit (self, g_value_get_uint64 (value));
      break;
    case PROP_SEED:
      geng_planner_set_seed (self, g_value_get_uint64 (value));
      break;
    case PROP_THREADS:
      geng_planner_set_threads (self, g_value_get_uint (value));
      break;
    case PROP_TIME_LIMIT_SECONDS:
      geng_planner_set_time_limit_seconds (self, g_value_get_double (value));
      break;
    case PROP_CERTIFY:
      geng_planner_set_certify (self, g_value_get_boolean (value));
      break;
    case PROP_HISTORY:
      geng_planner_set_history (self, g_value_get_object (value));
      break;
    case PROP_BASE:
      geng_planner_set_base (self, g_value_get_object (value));
      break;
    case PROP_CHANGE_FROM:
      geng_planner_set_change_from (self, g_value_get_boxed (value));
      break;
    case PROP_SERVED:
      geng_planner_set_served (self, g_value_get_object (value));
      break;
    case PROP_CHANGE_PRICE:
      geng_planner_set_change_price (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
define_question (void)
{
  /**
   * GengPlanner:station:
   *
   * The station for which to plan.
   */
  properties[PROP_STATION]
      = g_param_spec_object ("station", NULL, NULL, GENG_TYPE_STATION, GENG_CONSTRUCT);
  /**
   * GengPlanner:first:
   *
   * The first duty day of the period.
   */
  properties[PROP_FIRST] = g_param_spec_boxed ("first", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengPlanner:last:
   *
   * The last duty day of the period.
   */
  properties[PROP_LAST] = g_param_spec_boxed ("last", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
}

static void
define_search (void)
{
  /**
   * GengPlanner:effort:
   *
   * How long to search.
   */
  properties[PROP_EFFORT] = g_param_spec_enum ("effort", NULL, NULL, GENG_TYPE_EFFORT,
                                               GENG_EFFORT_NORMAL, GENG_READWRITE);
  /**
   * GengPlanner:effort-limit:
   *
   * Counted work to spend; 0 goes by the effort's name.
   */
  properties[PROP_EFFORT_LIMIT]
      = g_param_spec_uint64 ("effort-limit", NULL, NULL, 0, G_MAXUINT64, 0, GENG_READWRITE);
  /**
   * GengPlanner:seed:
   *
   * Where the random numbers begin.
   */
  properties[PROP_SEED]
      = g_param_spec_uint64 ("seed", NULL, NULL, 0, G_MAXUINT64, 1, GENG_READWRITE);
  /**
   * GengPlanner:threads:
   *
   * How many threads search, 0: as many as the machine has processors. The roster does not depend
   * on it.
   */
  properties[PROP_THREADS]
      = g_param_spec_uint ("threads", NULL, NULL, 0, MOST_THREADS, 0, GENG_READWRITE);
  /**
   * GengPlanner:time-limit-seconds:
   *
   * Seconds of wall time at most; 0 for none.
   */
  properties[PROP_TIME_LIMIT_SECONDS]
      = g_param_spec_double ("time-limit-seconds", NULL, NULL, 0, MOST_SECONDS, 0, GENG_READWRITE);
}

static void
define_neighbours (void)
{
  /**
   * GengPlanner:certify:
   *
   * Whether the plan comes with a certificate.
   */
  properties[PROP_CERTIFY] = g_param_spec_boolean ("certify", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengPlanner:history:
   *
   * The roster before the period.
   */
  properties[PROP_HISTORY]
      = g_param_spec_object ("history", NULL, NULL, GENG_TYPE_ROSTER, GENG_READWRITE);
  /**
   * GengPlanner:base:
   *
   * A roster of the period that is to be changed.
   */
  properties[PROP_BASE]
      = g_param_spec_object ("base", NULL, NULL, GENG_TYPE_ROSTER, GENG_READWRITE);
  /**
   * GengPlanner:change-from:
   *
   * The moment from which duties may change.
   */
  properties[PROP_CHANGE_FROM]
      = g_param_spec_boxed ("change-from", NULL, NULL, G_TYPE_DATE_TIME, GENG_READWRITE);
  /**
   * GengPlanner:served:
   *
   * Duties of the base that stay, whenever they begin.
   */
  properties[PROP_SERVED]
      = g_param_spec_object ("served", NULL, NULL, GENG_TYPE_ROSTER, GENG_READWRITE);
  /**
   * GengPlanner:change-price:
   *
   * Points for each day of a member that differs from the base.
   */
  properties[PROP_CHANGE_PRICE]
      = g_param_spec_int ("change-price", NULL, NULL, 0, MOST_CHANGE_PRICE, 0, GENG_READWRITE);
}

static void
geng_planner_class_init (GengPlannerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = geng_planner_finalize;
  object_class->get_property = geng_planner_get_property;
  object_class->set_property = geng_planner_set_property;
  define_question ();
  define_search ();
  define_neighbours ();
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * GengPlanner::progress:
   * @self: the planner
   * @progress: what it does, and the best roster so far; it may be kept
   *
   * Tells how far the work is.  Emitted on the thread that called [method@Planner.plan], or in
   * the main context that called [method@Planner.plan_async].
   */
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, GENG_TYPE_PROGRESS);
}

static void
geng_planner_init (GengPlanner *self)
{
  geng_planning_init (&self->question);
}

/**
 * geng_planner_new:
 * @station: the station
 * @first: first duty day of the period
 * @last: last duty day of the period, at most 370 days on
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_PERIOD when the period ends before it begins, or is longer than that.
 *
 * Returns: (transfer full): a planner with the defaults: normal effort, seed 1, as many threads as
 *   the machine has processors, no time limit
 */
GengPlanner *
geng_planner_new (GengStation *station, const GDate *first, const GDate *last, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (first != NULL && g_date_valid (first), NULL);
  g_return_val_if_fail (last != NULL && g_date_valid (last), NULL);

  if (!geng_planning_check_period (first, last, error))
    return NULL;
  return g_object_new (GENG_TYPE_PLANNER, "station", station, "first", first, "last", last, NULL);
}

/**
 * geng_planner_get_first:
 * @self: a planner
 *
 * Returns: (transfer none) (nullable): the first duty day of the period
 */
const GDate *
geng_planner_get_first (GengPlanner *self)
{
  g_return_val_if_fail (GENG_IS_PLANNER (self), NULL);
  return g_date_valid (&self->question.first) ? &self->question.first : NULL;
}

/**
 * geng_planner_get_last:
 * @self: a planner
 *
 * Returns: (transfer none) (nullable): the last duty day of the period
 */
const GDate *
geng_planner_get_last (GengPlanner *self)
{
  g_return_val_if_fail (GENG_IS_PLANNER (self), NULL);
  return g_date_valid (&self->question.last) ? &self->question.last : NULL;
}

/**
 * geng_planner_get_station:
 * @self: a planner
 *
 * Returns: (transfer none) (nullable): its station
 */
GengStation *
geng_planner_get_station (GengPlanner *self)
{
  g_return_val_if_fail (GENG_IS_PLANNER (self), NULL);

  return self->question.station;
}

/**
 * geng_planner_set_history:
 * @self: a planner
 * @history: (nullable): the record before the period, of the same station
 *
 * Runs, rest and fair shares go on from the record; without one the period's edge is open.
 */
void
geng_planner_set_history (GengPlanner *self, GengRoster *history)
{
  g_return_if_fail (GENG_IS_PLANNER (self));
  g_return_if_fail (history == NULL || GENG_IS_ROSTER (history));

  if (g_set_object (&self->question.history, history))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
}

/**
 * geng_planner_set_base:
 * @self: a planner
 * @base: (nullable): a roster of the period
 *
 * The base's pinned duties are fixed; the rest is where the search begins, and what the rule
 * `stability` compares with.
 */
void
geng_planner_set_base (GengPlanner *self, GengRoster *base)
{
  g_return_if_fail (GENG_IS_PLANNER (self));
  g_return_if_fail (base == NULL || GENG_IS_ROSTER (base));

  if (g_set_object (&self->question.base, base))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BASE]);
}

/**
 * geng_planner_set_change_from:
 * @self: a planner
 * @since: (nullable): the moment from which duties may change; %NULL: all may
 *
 * A duty of the base that began before it is served: it stays as it is, and nothing else may begin
 * before it.  From it on, a member on leave is not held to a fixed duty of the base.  Nothing
 * happens without a base.
 */
void
geng_planner_set_change_from (GengPlanner *self, GDateTime *since)
{
  g_return_if_fail (GENG_IS_PLANNER (self));

  self->question.from = since != NULL ? g_date_time_to_unix (since) : G_MININT64;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGE_FROM]);
}

/**
 * geng_planner_set_served:
 * @self: a planner
 * @served: (nullable): a roster of the period with duties that the base has
 *
 * These duties stay as the base has them, whenever they begin: a journal has confirmed them.
 * Nothing happens without a base.
 */
void
geng_planner_set_served (GengPlanner *self, GengRoster *served)
{
  g_return_if_fail (GENG_IS_PLANNER (self));
  g_return_if_fail (served == NULL || GENG_IS_ROSTER (served));

  if (g_set_object (&self->question.served, served))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVED]);
}

/**
 * geng_planner_set_change_price:
 * @self: a planner
 * @points: for each day of a member that differs from the base, 0 to 100000, else the nearer end of
 *   this range; 0: as the station's rule `stability` says
 *
 * The dearer a change, the fewer people are disturbed, and the more it may cost elsewhere.  Days of
 * leave are free.  The price is no part of the plan's cost: changes are counted apart
 * (geng_plan_get_changes()).  Nothing happens without a base.
 */
void
geng_planner_set_change_price (GengPlanner *self, int points)
{
  g_return_if_fail (GENG_IS_PLANNER (self));
  points = CLAMP (points, 0, MOST_CHANGE_PRICE);
  if (self->question.change_price == points)
    return;
  self->question.change_price = points;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGE_PRICE]);
}

/**
 * geng_planner_set_effort:
 * @self: a planner
 * @effort: how much counted work to spend
 *
 * Sets how long to search, in counted work and not in time: the result is the same on any machine.
 */
void
geng_planner_set_effort (GengPlanner *self, GengEffort effort)
{
  g_return_if_fail (GENG_IS_PLANNER (self));
  effort = MIN (effort, GENG_EFFORT_THOROUGH);
  if (self->question.effort == effort)
    return;
  self->question.effort = effort;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EFFORT]);
}

/**
 * geng_planner_set_effort_limit:
 * @self: a planner
 * @units: counted work, about a nanosecond of an ordinary processor each; 0 goes by the effort's
 *   name
 *
 * Sets the counted work to spend, for those whom the three names do not suit.
 */
void
geng_planner_set_effort_limit (GengPlanner *self, guint64 units)
{
  g_return_if_fail (GENG_IS_PLANNER (self));

  if (self->question.effort_limit == units)
    return;
  self->question.effort_limit = units;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EFFORT_LIMIT]);
}

/**
 * geng_planner_set_seed:
 * @self: a planner
 * @seed: of the random numbers
 *
 * Sets where the random numbers begin. Another seed may give another roster as good.
 */
void
geng_planner_set_seed (GengPlanner *self, guint64 seed)
{
  g_return_if_fail (GENG_IS_PLANNER (self));

  if (self->question.seed == seed)
    return;
  self->question.seed = seed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEED]);
}

/**
 * geng_planner_set_threads:
 * @self: a planner
 * @threads: 1 to 32, or the nearer end of this range; 0: as many as the machine has processors
 *
 * Sets how many threads search. The roster does not depend on it; each one takes some memory.
 */
void
geng_planner_set_threads (GengPlanner *self, guint threads)
{
  g_return_if_fail (GENG_IS_PLANNER (self));
  threads = MIN (threads, MOST_THREADS);
  if (self->question.threads == threads)
    return;
  self->question.threads = threads;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THREADS]);
}

/**
 * geng_planner_set_time_limit_seconds:
 * @self: a planner
 * @seconds: wall time at most, a safety on top of the counted effort; 0 or less for none
 *
 * Sets when to stop with the best roster so far. A run that is cut short may differ from another.
 */
void
geng_planner_set_time_limit_seconds (GengPlanner *self, double seconds)
{
  g_return_if_fail (GENG_IS_PLANNER (self));
  g_return_if_fail (!isnan (seconds));
  seconds = CLAMP (seconds, 0, MOST_SECONDS);
  if (self->question.time_limit == seconds)
    return;
  self->question.time_limit = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_LIMIT_SECONDS]);
}

/**
 * geng_planner_set_certify:
 * @self: a planner
 * @certify: whether to
 *
 * Sets whether the plan comes with a certificate ([method@Plan.get_certificate]): the proof again,
 * in numbers that a stranger can check, as far as about as much work again takes it; or with a
 * refusal, where nothing is proven.
 */
void
geng_planner_set_certify (GengPlanner *self, gboolean certify)
{
  g_return_if_fail (GENG_IS_PLANNER (self));

  if (self->question.certify == !!certify)
    return;
  self->question.certify = !!certify;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CERTIFY]);
}

static void
show_here (GengProgress *progress, gpointer user_data)
{
  g_signal_emit (user_data, signals[PROGRESS], 0, progress);
}

/* The meaning of a program's own kinds has the last word. */
static GengPlan *
confirm (const GengPlanning *question, GengPlan *plan, GError **error)
{
  if (plan == NULL || geng_own_confirm (question, plan, error))
    return plan;
  g_object_unref (plan);
  return NULL;
}

/**
 * geng_planner_plan:
 * @self: a planner
 * @cancellable: (nullable): cancelling gives the best roster so far
 * @error: return location
 *
 * Plans on the calling thread.
 *
 * The roster has been judged; a hard rule on a person is never broken, and places that the rules
 * leave open are gaps.  A member whose own limits admit no sequence of duties, or for whom none was
 * found, is set aside and the others are planned: see geng_roster_list_set_aside().  What is proven
 * is proven of rosters without him, and nothing is where his limits were not shown to clash.
 *
 * Errors: %GENG_ERROR_FAULTY for a station that [method@Station.validate] finds faults in,
 * %GENG_ERROR_INVALID for rosters of another station, %GENG_ERROR_PERIOD
 * for dates the wrong way round or a base of other days, %GENG_ERROR_CONTRADICTION when it is
 * proven that no roster keeps what must be kept, %GENG_ERROR_NO_ROSTER when none was found with the
 * effort and nothing is proven, %GENG_ERROR_TOO_LARGE, %GENG_ERROR_DISAGREEMENT, and
 * %G_IO_ERROR_CANCELLED when it was
 * cancelled before there was any roster.
 *
 * Returns: (transfer full): the plan
 */
GengPlan *
geng_planner_plan (GengPlanner *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GENG_IS_PLANNER (self), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return confirm (&self->question,
                  geng_planning_run (&self->question, cancellable, show_here, self, error), error);
}

/**
 * geng_planner_advise:
 * @self: a planner with a base: the roster that leaves places open
 * @cancellable: (nullable): cancelling gives what was found so far
 * @error: return location
 *
 * Finds out how many places nobody can fill, and which single change would help: more people, a
 * leave that is not taken, a limit that is wider for one member, a smaller crew, people lent.  Each
 * is tried by planning a copy of the station for gaps alone, so that what is told holds with all
 * rules.  Leave for sickness, marriage, birth or mourning is never touched.  The work is counted,
 * about ten seconds for a village, and the same on any machine.  Pinned duties of the base are
 * fixed; what is served and the change price are of no interest.  Guests (#GengMember:guest) stay
 * where they are, and the advice says so: [method@Advice.get_around_shared].
 *
 * Errors: as [method@Planner.plan], and %GENG_ERROR_INVALID without a base.
 *
 * Returns: (transfer full): the advice
 */
GengAdvice *
geng_planner_advise (GengPlanner *self, GCancellable *cancellable, GError **error)
{
  GengPlanning question;

  g_return_val_if_fail (GENG_IS_PLANNER (self), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (self->question.base == NULL)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("planner: advice is about a roster; set it as the base"));
      return NULL;
    }
  question = self->question;
  question.from = G_MININT64;
  question.served = NULL;
  question.change_price = 0;
  return geng_advise (&question, cancellable, show_here, self, error);
}

/* A progress on its way from the working thread to the caller's main context. */
typedef struct
{
  GengPlanner *planner;
  GengProgress *progress;
} Message;

static gboolean
deliver (gpointer user_data)
{
  Message *message = user_data;

  g_signal_emit (message->planner, signals[PROGRESS], 0, message->progress);
  return G_SOURCE_REMOVE;
}

static void
message_free (gpointer user_data)
{
  Message *message = user_data;

  g_object_unref (message->progress);
  g_object_unref (message->planner);
  g_free (message);
}

static void
send (GengProgress *progress, gpointer user_data)
{
  GTask *task = user_data;
  const GengPlanning *question = g_task_get_task_data (task);
  Message *message = g_new0 (Message, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  message->planner = g_object_ref (g_task_get_source_object (task));
  message->progress = g_object_ref (progress);
  geng_progress_bring_back (progress, question->copy, message->planner->question.station);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, message, message_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
work (GTask *task, gpointer source_object, gpointer outer, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GengPlan *plan
      = geng_planning_run (g_task_get_task_data (outer), cancellable, send, outer, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
hand_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;
  GengPlan *plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (plan != NULL)
    g_task_return_pointer (outer, plan, g_object_unref);
  else
    g_task_return_error (outer, error);
}

/**
 * geng_planner_plan_async:
 * @self: a planner
 * @cancellable: (nullable): cancelling gives the best roster so far
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Plans on a thread of its own.  It works on copies of the station, the history and the base that
 * are made before this returns, so that all of them, and the planner, may be changed or dropped
 * meanwhile.  The plan's roster holds the station's own objects all the same, also such as were
 * removed meanwhile; [property@Plan:generation] says whether the station has moved on.
 */
void
geng_planner_plan_async (GengPlanner *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GENG_IS_PLANNER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, geng_planner_plan_async);
  g_task_set_task_data (task, geng_planning_copy (&self->question), geng_planning_free);
  geng_async_run_apart (task, work, hand_over);
}

/**
 * geng_planner_plan_finish:
 * @self: a planner
 * @result: what the callback got
 * @error: return location
 *
 * Fails as [method@Planner.plan] does: with a code of %GENG_ERROR, or with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the plan; errors as in [method@Planner.plan]
 */
GengPlan *
geng_planner_plan_finish (GengPlanner *self, GAsyncResult *result, GError **error)
{
  const GengPlanning *question;
  GengPlan *plan;

  g_return_val_if_fail (GENG_IS_PLANNER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  plan = g_task_propagate_pointer (G_TASK (result), error);
  question = g_task_get_task_data (G_TASK (result));
  plan = confirm (question, plan, error);
  if (plan != NULL)
    geng_plan_bring_back (plan, question->copy, self->question.station);
  return plan;
}
