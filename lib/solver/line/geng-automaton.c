/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-automaton.h"
#include "geng-line-part.h"

/* A group (a weekend) of more days is no group for the automaton. */
#define LONGEST_GROUP 60
/* Labels of a state besides its parts'. */
#define FIXED_LABELS 3
/* Above a group's days, to make one label of many. */
#define LABEL_FACTOR 61

/* States of the product before and after those that nothing tells apart are merged.  One span of
 * fourteen days of duty or no duty has 8,192 of them at most. */
#define MAX_RAW_STATES 60000
#define MAX_STATES 9000
#define MAX_PARTS 60
#define MAX_KINDS 250
/* Of finding a slot's kind. */
#define KIND_EFFORT 18

typedef struct
{
  const GengProblem *problem;
  guint member;
  GengAutomaton *automaton;
  GPtrArray *parts;            /* GengLinePart */
  guint n_parts;               /* the first of them, that are multiplied */
  guint span[GENG_MAX_GROUPS]; /* days from a group's first to its last, at most */
  guint8 row_class[GENG_MAX_CODES], column_class[GENG_MAX_CODES];
  GArray *part_letter; /* guint16 [kind × n_parts + part] */
  guint8 *last_kind;   /* [kind]: the first one with the same successors; n_kinds: all may follow */
} Maker;

/* A state's key; the parts in use alone belong to it. */
typedef struct
{
  guint8 since[GENG_MAX_GROUPS]; /* days since counted */
  guint16 last;                  /* class of the last code */
  guint16 part[MAX_PARTS];
} State;

static gsize
key_size (const Maker *maker)
{
  return G_STRUCT_OFFSET (State, part) + maker->n_parts * sizeof (guint16);
}

static gboolean
allowed (const Maker *maker, guint day, guint code)
{
  return GENG_PROBLEM_COST (maker->problem, maker->member, day)[code] != GENG_FORBIDDEN;
}

static void
add_part (Maker *maker, GengLinePart *part)
{
  if (part == NULL)
    return;
  if (maker->parts->len < MAX_PARTS)
    {
      g_ptr_array_add (maker->parts, part);
      return;
    }
  maker->automaton->exact = FALSE;
  geng_line_part_free (part);
}

static void
find_parts (Maker *maker, gboolean with_spans)
{
  const GengProblem *problem = maker->problem;
  guint m = maker->member;
  gboolean too_large = FALSE;

  for (guint i = problem->first_run_limit[m]; i < problem->first_run_limit[m + 1]; i++)
    add_part (maker,
              geng_line_part_of_run (problem, &g_array_index (problem->run_limits, GengRunLimit, i),
                                     &too_large, &maker->automaton->effort));
  for (guint i = problem->first_pattern[m]; i < problem->first_pattern[m + 1]; i++)
    add_part (maker, geng_line_part_of_pattern (problem,
                                                &g_array_index (problem->patterns, GengPattern, i),
                                                &too_large, &maker->automaton->effort));
  for (guint i = problem->first_span[m]; with_spans && i < problem->first_span[m + 1]; i++)
    add_part (maker, geng_line_part_of_span (problem, &g_array_index (problem->spans, GengSpan, i),
                                             &too_large, &maker->automaton->effort));
  if (too_large)
    maker->automaton->exact = FALSE;
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
  return day_known < 0 || span > LONGEST_GROUP ? 0 : span;
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

/* Codes that the member may serve on any day, for the others need no class. */
static void
find_served (const Maker *maker, guint8 *served)
{
  for (guint c = 0; c < maker->problem->n_codes; c++)
    for (guint d = 0; d < maker->problem->n_days && !served[c]; d++)
      served[c] = allowed (maker, d, c);
}

/* Whether two codes have the same successors (columns: forerunners) on all days. */
static gboolean
same_joins (const Maker *maker, const guint8 *served, guint a, guint b, gboolean columns)
{
  const GengProblem *problem = maker->problem;
  guint n = problem->n_codes;

  for (guint d = 0; d + 1 < problem->n_days; d++)
    {
      const guint8 *table = GENG_PROBLEM_JOIN (problem, maker->member, d);

      if (d > 0 && table == GENG_PROBLEM_JOIN (problem, maker->member, d - 1))
        continue;
      for (guint c = 0; c < n; c++)
        if (served[c]
            && (columns ? table[c * n + a] != table[c * n + b]
                        : table[a * n + c] != table[b * n + c]))
          return FALSE;
    }
  return TRUE;
}

static void
find_classes (Maker *maker)
{
  guint n = maker->problem->n_codes;
  g_autofree guint8 *served = g_new0 (guint8, n);

  find_served (maker, served);
  for (guint c = 0; c < n; c++)
    {
      guint row = 0, column = 0;

      if (!served[c])
        continue;
      while (row < c && !(served[row] && same_joins (maker, served, row, c, FALSE)))
        row++;
      while (column < c && !(served[column] && same_joins (maker, served, column, c, TRUE)))
        column++;
      maker->row_class[c] = (guint8) row;
      maker->column_class[c] = (guint8) column;
    }
}

/* What tells a slot from others. */
static void
describe_slot (Maker *maker, guint slot, guint8 counts, guint16 *key)
{
  guint code = slot % maker->problem->n_codes;

  for (guint i = 0; i < maker->n_parts; i++)
    key[i] = ((const GengLinePart *) maker->parts->pdata[i])->letter[slot];
  key[maker->n_parts] = counts;
  key[maker->n_parts + 1] = maker->row_class[code];
  key[maker->n_parts + 2] = maker->column_class[code];
}

/* The kinds of all slots; FALSE where there are too many. */
static gboolean
find_kinds (Maker *maker)
{
  const GengProblem *problem = maker->problem;
  GengAutomaton *automaton = maker->automaton;
  guint n = problem->n_codes, size = maker->n_parts + FIXED_LABELS;
  g_autofree guint16 *key = g_new (guint16, size);
  g_autofree guint8 *counts = g_new (guint8, n);
  g_autoptr (GHashTable) known
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  automaton->kind = g_new0 (guint8, (gsize) problem->n_days * n);
  automaton->code = g_new0 (guint8, MAX_KINDS);
  automaton->counts = g_new0 (guint8, MAX_KINDS);
  automaton->effort += (guint64) problem->n_days * n * KIND_EFFORT;
  for (guint c = 0; c < n; c++)
    counts[c] = code_counts (maker, c);
  for (guint slot = 0; slot < problem->n_days * n; slot++)
    {
      g_autoptr (GBytes) bytes = NULL;
      gpointer kind;

      if (!allowed (maker, slot / n, slot % n))
        continue;
      describe_slot (maker, slot, counts[slot % n], key);
      bytes = g_bytes_new (key, size * sizeof *key);
      if (!g_hash_table_lookup_extended (known, bytes, NULL, &kind))
        {
          if (automaton->n_kinds == MAX_KINDS)
            return FALSE;
          kind = GUINT_TO_POINTER (automaton->n_kinds);
          automaton->code[automaton->n_kinds] = (guint8) (slot % n);
          automaton->counts[automaton->n_kinds++] = counts[slot % n];
          g_array_append_vals (maker->part_letter, key, maker->n_parts);
          g_hash_table_insert (known, g_steal_pointer (&bytes), kind);
        }
      automaton->kind[slot] = (guint8) GPOINTER_TO_UINT (kind);
    }
  return TRUE;
}

static gboolean
is_followed_by_all (const Maker *maker, guint code)
{
  const GengProblem *problem = maker->problem;

  for (guint d = 0; d + 1 < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      if (GENG_PROBLEM_JOIN (problem, maker->member, d)[code * problem->n_codes + c])
        return FALSE;
  return TRUE;
}

static void
find_last_kinds (Maker *maker)
{
  const GengAutomaton *automaton = maker->automaton;

  maker->last_kind = g_new0 (guint8, MAX_KINDS);
  for (guint k = 0; k < automaton->n_kinds; k++)
    {
      guint first = 0;

      while (maker->row_class[automaton->code[first]] != maker->row_class[automaton->code[k]])
        first++;
      if (first == k && is_followed_by_all (maker, automaton->code[k]))
        maker->last_kind[k] = (guint8) automaton->n_kinds;
      else
        maker->last_kind[k] = first == k ? (guint8) k : maker->last_kind[first];
    }
}

/* -- the product -- */

static gboolean
step (gconstpointer data, gconstpointer from, guint kind, gpointer to, gint64 *price)
{
  const Maker *maker = data;
  State *state = to;

  memcpy (state, from, key_size (maker));
  for (guint i = 0; i < maker->n_parts; i++)
    {
      const GengMachine *machine = ((const GengLinePart *) maker->parts->pdata[i])->machine;
      guint letter = g_array_index (maker->part_letter, guint16, kind * maker->n_parts + i);
      gsize index = (gsize) state->part[i] * machine->n_letters + letter;

      if (machine->next[index] < 0)
        return FALSE;
      *price += machine->price[index];
      state->part[i] = (guint16) machine->next[index];
    }
  for (guint g = 0; g < maker->automaton->n_groups; g++)
    if (maker->automaton->counts[kind] >> g & 1)
      state->since[g] = 1;
    else
      state->since[g] = (guint8) MIN (state->since[g] + 1u, maker->span[g]);
  state->last = maker->last_kind[kind];
  return TRUE;
}

static void
eve_init (const Maker *maker, State *eve)
{
  memset (eve, 0, sizeof *eve);
  for (guint g = 0; g < maker->automaton->n_groups; g++)
    eve->since[g] = (guint8) maker->span[g];
  eve->last = (guint16) maker->automaton->n_kinds;
}

/* Merges states, but none whose last code or counted days differ. */
static void
take_machine (const Maker *maker, GengMachine *machine, const guint8 *keys)
{
  GengAutomaton *automaton = maker->automaton;
  g_autofree guint *label = g_new (guint, machine->n_states);
  g_autofree guint *kept = NULL;
  gsize size = key_size (maker);

  for (guint s = 0; s < machine->n_states; s++)
    {
      const State *state = (const State *) (gconstpointer) (keys + s * size);

      label[s] = state->last;
      for (guint g = 0; g < automaton->n_groups; g++)
        label[s] = label[s] * LABEL_FACTOR + state->since[g]; /* a group spans 60 days at most */
    }
  kept = geng_machine_reduce (machine, label, &automaton->effort);
  automaton->n_states = machine->n_states;
  automaton->next = g_steal_pointer (&machine->next);
  automaton->price = g_steal_pointer (&machine->price);
  automaton->last = g_new0 (guint8, automaton->n_states);
  automaton->since = g_new0 (guint8, automaton->n_states * GENG_MAX_GROUPS);
  for (guint s = 0; s < automaton->n_states; s++)
    {
      const State *state = (const State *) (gconstpointer) (keys + kept[s] * size);

      automaton->last[s] = (guint8) state->last;
      memcpy (automaton->since + s * automaton->n_groups, state->since, automaton->n_groups);
    }
}

/* The product of the first parts; FALSE where it is too large. */
static gboolean
multiply (Maker *maker)
{
  g_autoptr (GengMachine) machine = NULL;
  g_autofree guint8 *keys = NULL;
  State eve;

  if (!find_kinds (maker))
    return FALSE;
  find_last_kinds (maker);
  eve_init (maker, &eve);
  machine = geng_machine_explore (step, maker, maker->automaton->n_kinds, &eve, key_size (maker),
                                  MAX_RAW_STATES, &keys, &maker->automaton->effort);
  if (machine == NULL)
    return FALSE;
  take_machine (maker, machine, keys);
  return maker->automaton->n_states <= MAX_STATES;
}

static void
clear_product (Maker *maker)
{
  GengAutomaton *automaton = maker->automaton;

  g_clear_pointer (&automaton->kind, g_free);
  g_clear_pointer (&automaton->code, g_free);
  g_clear_pointer (&automaton->counts, g_free);
  g_clear_pointer (&automaton->next, g_free);
  g_clear_pointer (&automaton->price, g_free);
  g_clear_pointer (&automaton->last, g_free);
  g_clear_pointer (&automaton->since, g_free);
  g_clear_pointer (&maker->last_kind, g_free);
  g_array_set_size (maker->part_letter, 0);
  automaton->n_kinds = 0;
}

/* Leaves out the largest part that is still there, or else a counter of groups. */
static void
drop_largest (Maker *maker)
{
  guint largest = 0;

  maker->automaton->exact = FALSE;
  if (maker->n_parts == 0)
    {
      maker->automaton->n_groups--;
      return;
    }
  for (guint i = 1; i < maker->n_parts; i++)
    if (((const GengLinePart *) maker->parts->pdata[i])->machine->n_states
        >= ((const GengLinePart *) maker->parts->pdata[largest])->machine->n_states)
      largest = i;
  g_ptr_array_remove_index (maker->parts, largest);
  maker->n_parts--;
}

GengAutomaton *
geng_automaton_new (const GengProblem *problem, guint member, gboolean with_spans)
{
  Maker maker = { .problem = problem, .member = member };

  maker.automaton = g_new0 (GengAutomaton, 1);
  maker.automaton->exact = TRUE;
  maker.parts = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_line_part_free);
  maker.part_letter = g_array_new (FALSE, FALSE, sizeof (guint16));
  find_parts (&maker, with_spans);
  maker.n_parts = maker.parts->len;
  choose_groups (&maker);
  find_classes (&maker);
  while (!multiply (&maker))
    {
      clear_product (&maker);
      drop_largest (&maker);
    }
  g_free (maker.last_kind);
  g_array_unref (maker.part_letter);
  g_ptr_array_unref (maker.parts);
  return maker.automaton;
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
