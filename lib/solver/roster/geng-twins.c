/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-twins.h"

/* What is said of a member is written down without saying of whom; equal texts, equal members. */

static void
put (GByteArray *text, gint64 number)
{
  g_byte_array_append (text, (const guint8 *) &number, sizeof number);
}

static void
put_ranges (GByteArray *text, const GengProblem *problem, guint first, guint n)
{
  put (text, n);
  for (guint r = first; r < first + n; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, r);

      put (text, range->lo);
      put (text, range->hi);
      put (text, range->under);
      put (text, range->over);
      put (text, range->gap ? 1 : 0);
    }
}

static void
put_run (GByteArray *text, const GengRunLimit *run)
{
  put (text, run->code_set);
  put (text, run->min);
  put (text, run->max);
  put (text, run->under);
  put (text, run->over);
  put (text, run->before);
  put (text, run->known ? 1 : 0);
}

static void
put_pattern (GByteArray *text, const GengPattern *pattern)
{
  put (text, pattern->n_sets);
  for (guint s = 0; s < pattern->n_sets; s++)
    put (text, pattern->code_set[s]);
  put (text, pattern->starts);
  put (text, pattern->begun);
  put (text, pattern->price);
}

static void
put_span (GByteArray *text, const GengProblem *problem, const GengSpan *span)
{
  put (text, span->n_days);
  put (text, span->weights);
  put (text, span->known);
  for (guint d = 0; d + 1 < span->n_days; d++)
    put (text, span->before[d]);
  put_ranges (text, problem, span->first_range, span->n_ranges);
}

static void
put_counter (GByteArray *text, const GengProblem *problem, const GengCounter *counter)
{
  put (text, counter->weights);
  put (text, counter->groups);
  put (text, counter->before);
  put_ranges (text, problem, counter->first_range, counter->n_ranges);
}

#define EACH(kind, Type, member, record)                                                           \
  for (guint i_ = problem->first_##kind[member]; i_ < problem->first_##kind[(member) + 1]; i_++)   \
    for (const Type *record = &g_array_index (problem->kind##s, Type, i_); record != NULL;         \
         record = NULL)

/* His lines: what is forbidden, and his limits. */
static void
put_lines (GByteArray *text, const GengProblem *problem, guint member)
{
  const gint32 *cost = GENG_PROBLEM_COST (problem, member, 0);

  put (text, problem->line_profile[member]);
  for (guint j = 0; j < problem->n_days * problem->n_codes; j++)
    {
      guint8 may = cost[j] != GENG_FORBIDDEN;

      g_byte_array_append (text, &may, 1);
    }
  EACH (run_limit, GengRunLimit, member, run) put_run (text, run);
  put (text, -1);
  EACH (pattern, GengPattern, member, pattern) put_pattern (text, pattern);
  put (text, -1);
  EACH (span, GengSpan, member, span) put_span (text, problem, span);
  put (text, -1);
  EACH (counter, GengCounter, member, counter) put_counter (text, problem, counter);
}

/* What they cost and feed. */
static void
put_prices (GByteArray *text, const GengProblem *problem, guint member)
{
  put (text, problem->cell_profile[member]);
  g_byte_array_append (text, (const guint8 *) GENG_PROBLEM_COST (problem, member, 0),
                       problem->n_days * problem->n_codes * sizeof (gint32));
}

/* The first member of whom the same was written. */
static guint
find_first (GHashTable *known, GByteArray *text, guint member)
{
  g_autoptr (GBytes) key = g_byte_array_free_to_bytes (text);
  gpointer found;

  if (g_hash_table_lookup_extended (known, key, NULL, &found))
    return GPOINTER_TO_UINT (found);
  g_hash_table_insert (known, g_steal_pointer (&key), GUINT_TO_POINTER (member));
  return member;
}

GengTwins *
geng_twins_new (const GengProblem *problem)
{
  GengTwins *self = g_new0 (GengTwins, 1);
  g_autoptr (GHashTable) lines
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GHashTable) twins
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  self->lines = g_new (guint, problem->n_members + 1);
  self->twin = g_new (guint, problem->n_members + 1);
  for (guint m = 0; m < problem->n_members; m++)
    {
      GByteArray *text = g_byte_array_new ();

      put_lines (text, problem, m);
      self->lines[m] = find_first (lines, text, m);
      text = g_byte_array_new ();
      put (text, self->lines[m]);
      put_prices (text, problem, m);
      self->twin[m] = find_first (twins, text, m);
    }
  return self;
}

void
geng_twins_free (GengTwins *self)
{
  if (self == NULL)
    return;
  g_free (self->lines);
  g_free (self->twin);
  g_free (self);
}
