/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rest.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <string.h>

/*
 * The rule `rest` as successions and patterns.
 *
 * Two duties on neighbouring days are a succession.  What reaches further is a pattern: the run,
 * whose last day is a duty in one shift, days off, and a duty that starts too early.  Which ones do
 * depends on the day, for clocks change; days on which the same ones do share a pattern.  From the
 * record, whose last duty is known with its real end, the pattern is days off from day 0 on.
 */

typedef struct
{
  GengLowering *lowering;
  const GengClause *clause;
  const GengRest *rest;
} Rests;

static guint8 *
no_codes (const Rests *self)
{
  return g_new0 (guint8, self->lowering->n_codes);
}

static guint
off_set (const Rests *self)
{
  g_autofree guint8 *codes = no_codes (self);

  for (guint c = 0; c < self->lowering->n_codes; c++)
    codes[c] = geng_lowering_is_off (self->lowering, c);
  return geng_problem_add_code_set (self->lowering->problem, codes);
}

static gboolean
goes_on (const Rests *self, guint code)
{
  const GengLowering *lowering = self->lowering;

  return self->rest->run > 0
         && geng_selector_takes (&self->rest->after, lowering->scene, lowering->shift[code],
                                 lowering->post[code], 0);
}

/* Codes of @day that start less than the rest after @end; on the day @next the run may go on.
 * Returns: (transfer full): [n_codes], or NULL where there are none */
static guint8 *
early_codes (const Rests *self, gint64 end, int day, gboolean next)
{
  const GengLowering *lowering = self->lowering;
  g_autofree guint8 *codes = no_codes (self);
  gboolean any = FALSE;

  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    {
      gint64 start = geng_scene_shift_start (lowering->scene, lowering->shift[c], day);

      codes[c] = start - end < self->rest->minutes && !(next && goes_on (self, c))
                 && !geng_lowering_is_off (lowering, c);
      any |= codes[c];
    }
  return any ? g_steal_pointer (&codes) : NULL;
}

/* -- within the period -- */

/* What pays: the run, a duty in @shift as its last, off until the @gap-th day after it. */
typedef struct
{
  guint shift;
  int gap;
} Join;

static guint8 *
last_codes (const Rests *self, guint shift)
{
  const GengLowering *lowering = self->lowering;
  guint8 *codes = no_codes (self);

  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    codes[c] = lowering->shift[c] == shift && (self->rest->run == 0 || goes_on (self, c));
  return codes;
}

static int
run_length (const Rests *self)
{
  return MAX (self->rest->run, 1);
}

static GengPattern
make_pattern (const Rests *self, const Join *join, const guint8 *early)
{
  GengProblem *problem = self->lowering->problem;
  g_autofree guint8 *last = last_codes (self, join->shift);
  GengPattern pattern = { .price = GENG_FORBIDDEN };

  for (int i = 0; i + 1 < run_length (self); i++)
    {
      g_autofree guint8 *codes = geng_lowering_select (self->lowering, &self->rest->after);

      pattern.code_set[pattern.n_sets++] = geng_problem_add_code_set (problem, codes);
    }
  pattern.code_set[pattern.n_sets++] = geng_problem_add_code_set (problem, last);
  for (int i = 1; i < join->gap; i++)
    pattern.code_set[pattern.n_sets++] = off_set (self);
  pattern.code_set[pattern.n_sets++] = geng_problem_add_code_set (problem, early);
  return pattern;
}

/* Bit i: the last i + 1 days of the record are the run's first ones, and the day on which it ends
 * is one of @days. */
static guint8
begun_before (const Rests *self, guint member, const guint8 *days)
{
  const GengScene *scene = self->lowering->scene;
  guint8 begun = 0;

  for (int n = 1; n < run_length (self) && n <= scene->n_before; n++)
    {
      int end = run_length (self) - 1 - n;

      if (!geng_selector_counts (&self->rest->after, scene, member, -n))
        break;
      if (end < (int) scene->n_days && days[end])
        begun |= (guint8) (1u << (n - 1));
    }
  return begun;
}

/* days: [n_days] on which the run's last duty is followed by just these early codes */
static void
add_pattern (const Rests *self, const Join *join, const guint8 *early, const guint8 *days)
{
  guint n_days = self->lowering->scene->n_days;
  GengPattern pattern = make_pattern (self, join, early);
  g_autofree guint8 *starts = g_new0 (guint8, n_days);

  for (int d = run_length (self) - 1; d < (int) n_days; d++)
    starts[d - run_length (self) + 1] = days[d];
  pattern.starts = geng_problem_add_day_set (self->lowering->problem, starts);
  for (guint i = 0; i < self->clause->members->len; i++)
    {
      pattern.member = geng_clause_member (self->clause, i);
      pattern.begun = begun_before (self, pattern.member, days);
      geng_problem_add_pattern (self->lowering->problem, &pattern);
    }
}

static guint8 *
early_after (const Rests *self, const Join *join, int day)
{
  const GengScene *scene = self->lowering->scene;

  if (day + join->gap >= (int) scene->n_days)
    return NULL;
  return early_codes (self, geng_scene_shift_end (scene, join->shift, day), day + join->gap,
                      join->gap == 1);
}

static gboolean
same_codes (const Rests *self, const guint8 *a, const guint8 *b)
{
  return a != NULL && b != NULL && memcmp (a, b, self->lowering->n_codes) == 0;
}

static void
compile_join (const Rests *self, const Join *join)
{
  guint n_days = self->lowering->scene->n_days;
  g_autofree guint8 *done = g_new0 (guint8, n_days);

  for (guint d = 0; d < n_days; d++)
    {
      g_autofree guint8 *early = done[d] ? NULL : early_after (self, join, (int) d);
      g_autofree guint8 *days = g_new0 (guint8, n_days);

      for (guint e = d; early != NULL && e < n_days; e++)
        {
          g_autofree guint8 *other = early_after (self, join, (int) e);

          days[e] = same_codes (self, early, other);
          done[e] |= days[e];
        }
      if (early != NULL)
        add_pattern (self, join, early, days);
    }
}

/* -- from the record -- */

/* The member's last duty, and the run that it ends. */
static gboolean
find_last (const Rests *self, guint member, int *day)
{
  const GengScene *scene = self->lowering->scene;
  int run = 0;

  for (*day = -1; *day >= -scene->n_before; (*day)--)
    if (geng_scene_works (scene, member, *day))
      break;
  if (*day < -scene->n_before)
    return FALSE;
  while (self->rest->run > 0 && *day - run >= -scene->n_before
         && geng_selector_counts (&self->rest->after, scene, member, *day - run))
    run++;
  return run >= self->rest->run;
}

/* Off on all days before @day, and then one of the early codes. */
static void
forbid_from_start (const Rests *self, guint member, int day, const guint8 *early)
{
  GengProblem *problem = self->lowering->problem;
  g_autofree guint8 *first = g_new0 (guint8, self->lowering->scene->n_days);
  GengPattern pattern = { .member = member, .price = GENG_FORBIDDEN };

  for (guint c = GENG_OFF + 1; day == 0 && c < self->lowering->n_codes; c++)
    if (early[c])
      geng_problem_forbid (problem, member, 0, c);
  if (day == 0)
    return;
  first[0] = TRUE;
  pattern.starts = geng_problem_add_day_set (problem, first);
  while (pattern.n_sets < (guint) day)
    pattern.code_set[pattern.n_sets++] = off_set (self);
  pattern.code_set[pattern.n_sets++] = geng_problem_add_code_set (problem, early);
  geng_problem_add_pattern (problem, &pattern);
}

static void
compile_record (const Rests *self, guint member)
{
  const GengScene *scene = self->lowering->scene;
  int last;

  if (!find_last (self, member, &last))
    return;
  for (int d = 0; d < MIN (GENG_MAX_PATTERN, (int) scene->n_days); d++)
    {
      g_autofree guint8 *early
          = early_codes (self, geng_scene_duty_end (scene, member, last), d, last + 1 == d);

      if (early != NULL)
        forbid_from_start (self, member, d, early);
    }
}

/* -- both -- */

static gboolean
too_short (gconstpointer params, const GengScene *scene, guint a, guint b, int day)
{
  const GengRest *rest = params;

  return !geng_scene_leads (scene, a) && !geng_scene_leads (scene, b)
         && geng_scene_shift_end (scene, a, day) + rest->minutes
                > geng_scene_shift_start (scene, b, day + 1);
}

void
geng_rest_compile (const GengClause *clause, GengLowering *lowering)
{
  const Rests self = { lowering, clause, clause->params };
  gboolean plain = self.rest->run == 0;

  if (plain)
    geng_lowering_forbid_joins (clause, lowering, too_short);
  for (guint s = 0; s < lowering->scene->n_shifts; s++)
    for (int gap = plain ? 2 : 1;
         !geng_scene_leads (lowering->scene, s) && run_length (&self) + gap <= GENG_MAX_PATTERN;
         gap++)
      compile_join (&self, &(Join){ s, gap });
  for (guint i = 0; i < clause->members->len; i++)
    compile_record (&self, geng_clause_member (clause, i));
}
