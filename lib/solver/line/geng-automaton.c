/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-automaton.h"

#define MAX_STATES 3000
#define MAX_LIMITS 60

/* A run's length so far; exempt: it touches an unknown eve and is never too short. */
typedef struct
{
  guint16 length;
  guint16 exempt;
} Run;

typedef struct
{
  const GengProblem *problem;
  guint member;
  GengAutomaton *automaton;
  const GengRunLimit *limit[MAX_LIMITS];
  guint n_limits;
  guint cap[MAX_LIMITS];
  guint span[GENG_MAX_GROUPS]; /* days from a group's first to its last, at most */
  guint8 row_class[GENG_MAX_CODES];
  GHashTable *known; /* GBytes -> state */
  GPtrArray *states; /* GBytes, in order */
} Maker;

/* A state's key: runs, days since counted, class of the last code. */
typedef struct
{
  Run run[MAX_LIMITS];
  guint8 since[GENG_MAX_GROUPS];
  guint8 last;
} State;

static gboolean
limit_matters (const GengProblem *problem, const GengRunLimit *limit)
{
  return (limit->min > 1 && limit->under > 0)
         || (limit->over > 0 && limit->max < (gint64) problem->n_days + limit->before);
}

static void
choose_limits (Maker *maker, guint at_most)
{
  const GengProblem *problem = maker->problem;

  maker->n_limits = 0;
  for (guint i = problem->first_run_limit[maker->member];
       i < problem->first_run_limit[maker->member + 1]; i++)
    {
      const GengRunLimit *limit = &g_array_index (problem->run_limits, GengRunLimit, i);
      gint64 reach = (gint64) problem->n_days + limit->before;

      if (!limit_matters (problem, limit))
        continue;
      if (maker->n_limits == at_most)
        {
          maker->automaton->exact = FALSE;
          return;
        }
      maker->limit[maker->n_limits] = limit;
      maker->cap[maker->n_limits++]
          = (guint) MAX (MIN (limit->min, reach), limit->max < reach ? limit->max : 1);
    }
}

/* The longest group, or 0 where a group has a hole or a code counts on some of the groups' days. */
static guint
group_span (const GengProblem *problem, const GengCounter *counter)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  const gint32 *groups = GENG_PROBLEM_GROUPS (problem, counter->groups);
  gint first = -1, day_known = -1;
  guint span = 1;

  for (guint d = 0; d < problem->n_days; d++)
    {
      if (groups[d] < 0)
        continue;
      if (first < 0 || groups[d] != groups[first])
        first = (gint) d;
      else if (groups[d - 1] != groups[d])
        return 0;
      span = MAX (span, d - (guint) first + 1);
      if (day_known < 0)
        day_known = (gint) d;
      for (guint c = 0; c < problem->n_codes; c++)
        if ((weights[d * problem->n_codes + c] != 0)
            != (weights[(guint) day_known * problem->n_codes + c] != 0))
          return 0;
    }
  return day_known < 0 || span > 60 ? 0 : span;
}

static void
choose_groups (Maker *maker)
{
  const GengProblem *problem = maker->problem;
  GengAutomaton *automaton = maker->automaton;

  for (guint i = problem->first_counter[maker->member];
       i < problem->first_counter[maker->member + 1] && automaton->n_groups < GENG_MAX_GROUPS; i++)
    {
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, i);
      guint span = counter->groups >= 0 ? group_span (problem, counter) : 0;

      if (span == 0)
        continue;
      maker->span[automaton->n_groups] = span;
      automaton->group_counter[automaton->n_groups++] = i;
    }
}

static guint8
code_counts (Maker *maker, guint code)
{
  const GengProblem *problem = maker->problem;
  guint8 bits = 0;

  for (guint g = 0; g < maker->automaton->n_groups; g++)
    {
      const GengCounter *counter
          = &g_array_index (problem->counters, GengCounter, maker->automaton->group_counter[g]);
      const gint32 *groups = GENG_PROBLEM_GROUPS (problem, counter->groups);
      guint day = 0;

      while (groups[day] < 0)
        day++;
      if (GENG_PROBLEM_WEIGHTS (problem, counter->weights)[day * problem->n_codes + code] != 0)
        bits |= (guint8) (1 << g);
    }
  return bits;
}

static gboolean
same_rows (const Maker *maker, guint a, guint b, gboolean columns)
{
  const GengProblem *problem = maker->problem;
  guint n = problem->n_codes;

  for (guint d = 0; d + 1 < problem->n_days; d++)
    {
      const guint8 *table = GENG_PROBLEM_JOIN (problem, maker->member, d);

      if (d > 0 && table == GENG_PROBLEM_JOIN (problem, maker->member, d - 1))
        continue;
      for (guint c = 0; c < n; c++)
        if (columns ? table[c * n + a] != table[c * n + b] : table[a * n + c] != table[b * n + c])
          return FALSE;
    }
  return TRUE;
}

static gboolean
same_kind (Maker *maker, guint a, guint b)
{
  for (guint i = 0; i < maker->n_limits; i++)
    {
      const guint8 *set = GENG_PROBLEM_CODE_SET (maker->problem, maker->limit[i]->code_set);

      if (set[a] != set[b])
        return FALSE;
    }
  return code_counts (maker, a) == code_counts (maker, b) && same_rows (maker, a, b, FALSE)
         && same_rows (maker, a, b, TRUE);
}

static void
find_kinds (Maker *maker)
{
  GengAutomaton *automaton = maker->automaton;
  guint n = maker->problem->n_codes;

  automaton->kind = g_new0 (guint8, n);
  automaton->code = g_new0 (guint8, n);
  automaton->counts = g_new0 (guint8, n);
  for (guint c = 0; c < n; c++)
    {
      guint k = 0;

      while (k < automaton->n_kinds && !same_kind (maker, automaton->code[k], c))
        k++;
      automaton->kind[c] = (guint8) k;
      if (k < automaton->n_kinds)
        continue;
      automaton->code[automaton->n_kinds++] = (guint8) c;
      automaton->counts[k] = code_counts (maker, c);
    }
  for (guint k = 0; k < automaton->n_kinds; k++)
    {
      guint first = 0;

      while (!same_rows (maker, automaton->code[first], automaton->code[k], FALSE))
        first++;
      maker->row_class[k] = (guint8) first;
    }
}

static gint32
intern_state (Maker *maker, const State *state)
{
  g_autoptr (GBytes) key = g_bytes_new (state, sizeof *state);
  gpointer known;

  if (g_hash_table_lookup_extended (maker->known, key, NULL, &known))
    return GPOINTER_TO_INT (known);
  g_ptr_array_add (maker->states, g_bytes_ref (key));
  g_hash_table_insert (maker->known, g_steal_pointer (&key),
                       GINT_TO_POINTER (maker->states->len - 1));
  return (gint32) maker->states->len - 1;
}

/* One run's step; FALSE where it is forbidden. */
static gboolean
step_run (Maker *maker, guint i, Run *run, guint code, gint64 *price)
{
  const GengRunLimit *limit = maker->limit[i];
  gint64 missing = (gint64) limit->min - run->length;

  if (GENG_PROBLEM_CODE_SET (maker->problem, limit->code_set)[code])
    {
      if (run->length + 1 > limit->max && limit->over == GENG_FORBIDDEN)
        return FALSE;
      *price += run->length + 1 > limit->max ? limit->over : 0;
      run->length = (guint16) MIN (run->length + 1u, maker->cap[i]);
      run->exempt = run->exempt && run->length < limit->min;
      return TRUE;
    }
  if (run->length > 0 && missing > 0 && !run->exempt)
    {
      if (limit->under == GENG_FORBIDDEN)
        return FALSE;
      *price += missing * limit->under;
    }
  run->length = run->exempt = 0;
  return TRUE;
}

static gint32
step (Maker *maker, const State *from, guint kind, gint64 *price)
{
  State state = *from;
  guint code = maker->automaton->code[kind];

  *price = 0;
  for (guint i = 0; i < maker->n_limits; i++)
    if (!step_run (maker, i, &state.run[i], code, price))
      return -1;
  for (guint g = 0; g < maker->automaton->n_groups; g++)
    {
      if (maker->automaton->counts[kind] >> g & 1)
        state.since[g] = 1;
      else
        state.since[g] = (guint8) MIN (state.since[g] + 1u, maker->span[g]);
    }
  state.last = maker->row_class[kind];
  return intern_state (maker, &state);
}

static void
intern_eve (Maker *maker)
{
  State eve;

  memset (&eve, 0, sizeof eve);
  for (guint i = 0; i < maker->n_limits; i++)
    {
      eve.run[i].length = (guint16) MIN ((guint) maker->limit[i]->before, maker->cap[i]);
      eve.run[i].exempt = !maker->limit[i]->known && eve.run[i].length < maker->limit[i]->min;
    }
  for (guint g = 0; g < maker->automaton->n_groups; g++)
    eve.since[g] = (guint8) maker->span[g];
  eve.last = (guint8) maker->automaton->n_kinds;
  intern_state (maker, &eve);
}

/* Breadth first from the eve; FALSE where there are too many states. */
static gboolean
explore (Maker *maker)
{
  GengAutomaton *automaton = maker->automaton;
  guint n = automaton->n_kinds;
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) prices = g_array_new (FALSE, FALSE, sizeof (gint64));

  intern_eve (maker);
  for (guint s = 0; s < maker->states->len && s <= MAX_STATES; s++)
    {
      State state = *(const State *) g_bytes_get_data (maker->states->pdata[s], NULL);

      for (guint k = 0; k < n; k++)
        {
          gint64 price;
          gint32 to = step (maker, &state, k, &price);

          g_array_append_val (next, to);
          g_array_append_val (prices, price);
        }
    }
  if (maker->states->len > MAX_STATES)
    return FALSE;
  automaton->n_states = maker->states->len;
  automaton->next = (gint32 *) (gpointer) g_array_free (g_steal_pointer (&next), FALSE);
  automaton->price = (gint64 *) (gpointer) g_array_free (g_steal_pointer (&prices), FALSE);
  return TRUE;
}

static void
keep_states (Maker *maker)
{
  GengAutomaton *automaton = maker->automaton;

  automaton->last = g_new0 (guint8, automaton->n_states);
  automaton->since = g_new0 (guint8, automaton->n_states * GENG_MAX_GROUPS);
  for (guint s = 0; s < automaton->n_states; s++)
    {
      const State *state = g_bytes_get_data (maker->states->pdata[s], NULL);

      automaton->last[s] = state->last;
      memcpy (automaton->since + s * automaton->n_groups, state->since, automaton->n_groups);
    }
}

static gboolean
try_limits (Maker *maker, guint at_most)
{
  gboolean fits;

  maker->known
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  maker->states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  maker->automaton->exact = TRUE;
  choose_limits (maker, at_most);
  choose_groups (maker);
  find_kinds (maker);
  fits = explore (maker);
  if (fits)
    keep_states (maker);
  g_hash_table_unref (maker->known);
  g_ptr_array_unref (maker->states);
  return fits;
}

GengAutomaton *
geng_automaton_new (const GengProblem *problem, guint member)
{
  guint at_most = MAX_LIMITS;

  while (TRUE)
    {
      Maker maker = { .problem = problem, .member = member };

      maker.automaton = g_new0 (GengAutomaton, 1);
      if (try_limits (&maker, at_most))
        return maker.automaton;
      at_most = maker.n_limits - 1;
      geng_automaton_free (maker.automaton);
    }
}

void
geng_automaton_free (GengAutomaton *automaton)
{
  g_free (automaton->kind);
  g_free (automaton->code);
  g_free (automaton->last);
  g_free (automaton->next);
  g_free (automaton->price);
  g_free (automaton->counts);
  g_free (automaton->since);
  g_free (automaton);
}
