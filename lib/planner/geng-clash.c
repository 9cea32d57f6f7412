/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Which rules contradict each other: those of people for whom there is no line, or those that leave
 * no roster at all.
 *
 * Rules are left out as long as the others are still proven to contradict each other; what stays is
 * a smallest set (the deletion filter of J. W. Chinneck and E. W. Dravnieks, "Locating Minimal
 * Infeasible Constraint Sets in Linear Programs", 1991).  Halves are tried before quarters and
 * single rules, so that few trials are needed where few rules clash.  A rule for persons is left
 * out person by person.  What a trial doesn't prove stays in, so whatever is named is a proof.
 */
#include "geng-clash.h"

#include "geng-compile.h"
#include "geng-gettext.h"
#include "geng-rule-list.h"
#include "geng-solver.h"

/* Enough to price every line of one member; the search afterwards is of no interest. */
#define EFFORT_OF_A_LINE 1000000
/* How much more than the first proof a trial may cost: the solver looks for contradictions with a
 * part of its limit, so a proof that costs as much as the first one needs a wider limit. */
#define TRIAL_PER_PROOF 30
/* What all trials may cost together, some ten seconds, or so much more than the first proof. */
#define EFFORT_OF_TRIALS 2000000000
#define TRIALS_PER_PROOF 4

/* A rule, or what it asks of one person. */
typedef struct
{
  const GengClause *clause;
  int member; /* EVERYBODY: the whole rule */
} Item;

#define EVERYBODY (-1)

typedef struct
{
  const GengScene *scene;
  const GArray *people; /* (nullable): who have no line; NULL: there is no roster */
  GArray *items;        /* Item, in the order of the clauses */
  guint64 trial;        /* effort of one */
  GengClashLimit *limit;
} Clash;

void
geng_clash_limit_init (GengClashLimit *limit, gint64 time_limit, gint *cancelled)
{
  limit->left = EFFORT_OF_TRIALS;
  limit->until = time_limit > 0 ? g_get_monotonic_time () + time_limit : 0;
  limit->cancelled = cancelled;
}

/* -- the trials -- */

/* params, term and mates stay the original's */
static void
narrowed_free (gpointer data)
{
  GengClause *clause = data;

  g_array_unref (clause->members);
  g_free (clause);
}

static GengClause *
narrow (const Clash *clash, const GengClause *whole)
{
  GengClause *clause = g_memdup2 (whole, sizeof *whole);

  clause->members = g_array_new (FALSE, FALSE, sizeof (guint));
  if (whole->kind->scope == GENG_RULE_SCOPE_PERSONAL)
    return clause;
  if (clash->people == NULL)
    g_array_append_vals (clause->members, whole->members->data, whole->members->len);
  else
    g_array_append_vals (clause->members, clash->people->data, clash->people->len);
  return clause;
}

/* Returns: (transfer full) (element-type GengClause): what the items say */
static GPtrArray *
list_clauses (const Clash *clash, GArray *items)
{
  GPtrArray *clauses = g_ptr_array_new_with_free_func (narrowed_free);
  const GengClause *last = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      GengClause *clause;

      if (item->clause != last)
        g_ptr_array_add (clauses, narrow (clash, item->clause));
      last = item->clause;
      clause = clauses->pdata[clauses->len - 1];
      if (item->member != EVERYBODY)
        g_array_append_val (clause->members, item->member);
    }
  return clauses;
}

/* Whether there is a roster is all that is asked for: the first one ends the search. */
static gboolean
goes_on (const GengSolverProgress *progress, gpointer user_data)
{
  return !progress->feasible;
}

static gboolean
is_without_line (const Clash *clash, const GengProblem *problem, const GengSolution *solution)
{
  for (guint i = 0; solution->no_line_proven && i < clash->people->len; i++)
    if (solution->no_line_member
        == (gint) geng_problem_get_line (problem, g_array_index (clash->people, guint, i)))
      return TRUE;
  return FALSE;
}

/* It is proven that the items contradict each other. */
static gboolean
contradict (Clash *clash, GArray *items)
{
  g_autoptr (GPtrArray) clauses = list_clauses (clash, items);
  g_autoptr (GengLowering) lowering = geng_compile (clash->scene, clauses, NULL);
  g_autoptr (GengSolution) solution = NULL;
  GengClashLimit *limit = clash->limit;
  GengSolverOptions options = {
    .seed = 1,
    .n_threads = 1,
    .effort_limit = MIN (clash->trial, limit->left),
    .gaps_only = clash->people != NULL,
    .progress = clash->people == NULL ? goes_on : NULL,
    .cancelled = limit->cancelled,
  };

  if (limit->until > 0)
    options.time_limit = limit->until - g_get_monotonic_time ();
  if (lowering == NULL || limit->left == 0 || (limit->until > 0 && options.time_limit <= 0))
    return FALSE;
  solution = geng_solve (lowering->problem, &options, NULL);
  if (solution == NULL)
    return FALSE;
  limit->left -= MIN (limit->left, solution->effort);
  return clash->people != NULL ? is_without_line (clash, lowering->problem, solution)
                               : solution->contradiction;
}

/* Leaves out the items from @from to before @end, where the others are enough. */
static void
leave_out (Clash *clash, guint from, guint end)
{
  g_autoptr (GArray) rest = g_array_copy (clash->items);

  g_array_remove_range (rest, from, end - from);
  if (contradict (clash, rest))
    {
      g_array_unref (clash->items);
      clash->items = g_steal_pointer (&rest);
    }
}

static void
filter (Clash *clash)
{
  for (guint size = MAX (clash->items->len / 2, 1); size > 0; size /= 2)
    for (guint end = clash->items->len; end > 0; end -= MIN (size, end))
      leave_out (clash, end - MIN (size, end), end);
}

/* -- what there is -- */

static gboolean
has_part (const Clash *clash, guint member)
{
  for (guint i = 0; clash->people != NULL && i < clash->people->len; i++)
    if (g_array_index (clash->people, guint, i) == member)
      return TRUE;
  return clash->people == NULL;
}

static void
add_items (Clash *clash, const GengClause *clause)
{
  gboolean personal = clause->kind->scope == GENG_RULE_SCOPE_PERSONAL, any = FALSE;

  for (guint i = 0; i < clause->members->len; i++)
    {
      Item item = { clause, (int) g_array_index (clause->members, guint, i) };

      if (!has_part (clash, (guint) item.member))
        continue;
      any = TRUE;
      if (personal)
        g_array_append_val (clash->items, item);
    }
  if (!personal && any)
    {
      Item item = { clause, EVERYBODY };

      g_array_append_val (clash->items, item);
    }
}

static void
take (Clash *clash, GPtrArray *clauses)
{
  clash->items = g_array_new (FALSE, FALSE, sizeof (Item));
  for (guint i = 0; i < clauses->len; i++)
    add_items (clash, clauses->pdata[i]);
}

/* -- words -- */

/* A roster may leave places open, but a crew's upper limit is as hard as a rule. */
static char *
describe (const GengClause *clause)
{
  if (clause->kind == &geng_rule_crew)
    return g_strdup (_ ("no crew is larger than its demand allows"));
  if (clause->kind->describe != NULL)
    return clause->kind->describe (clause->params);
  return g_strdup (geng_rule_def_title (clause->kind));
}

/* Whom the items from @from to before @end bind. */
static void
append_people (const Clash *clash, guint from, guint end, GString *text)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (g_array_index (clash->items, Item, from).member == EVERYBODY)
    return;
  for (guint i = from; i < end; i++)
    {
      int member = g_array_index (clash->items, Item, i).member;

      g_string_append_printf (names, "%s%s", i > from ? _ (", ") : "",
                              geng_entity_get_name (GENG_ENTITY (clash->scene->members[member])));
    }
  if (end - from == clash->scene->n_members && end - from > 1)
    g_string_assign (names, _ ("everybody"));
  g_string_append_printf (text, _ (" (%s)"), names->str);
}

static void
append_rule (const Clash *clash, guint from, guint end, GString *text)
{
  const GengClause *clause = g_array_index (clash->items, Item, from).clause;
  g_autofree char *words = describe (clause);
  const char *place = clause->term != NULL && clause->term->rule != NULL
                          ? geng_rule_get_place (clause->term->rule)
                          : NULL;

  g_string_append_printf (text, "%s%s", text->len > 0 ? _ ("; ") : "", words);
  if (clash->people == NULL || clash->people->len > 1)
    append_people (clash, from, end, text);
  if (clash->people == NULL && place != NULL)
    g_string_append_printf (text, " [%s]", place);
}

static char *
put (Clash *clash, gboolean proven)
{
  GString *text = g_string_new (NULL);

  for (guint from = 0, end = 0; from < clash->items->len; from = end)
    {
      const GengClause *clause = g_array_index (clash->items, Item, from).clause;

      while (end < clash->items->len && g_array_index (clash->items, Item, end).clause == clause)
        end++;
      /* Of what holds for everybody only that is named which has a part in the clash. */
      if (proven || clause->kind->scope != GENG_RULE_SCOPE_ALWAYS)
        append_rule (clash, from, end, text);
    }
  g_array_unref (clash->items);
  return g_string_free (text, FALSE);
}

char *
geng_clash_describe_line (const GengScene *scene,
                          GPtrArray *clauses,
                          const GArray *people,
                          gboolean proven,
                          GengClashLimit *limit)
{
  Clash clash = { .scene = scene, .people = people, .trial = EFFORT_OF_A_LINE, .limit = limit };

  take (&clash, clauses);
  if (proven)
    filter (&clash);
  return put (&clash, proven);
}

char *
geng_clash_describe_roster (const GengScene *scene,
                            GPtrArray *clauses,
                            guint64 effort,
                            gint64 time_limit,
                            gint *cancelled)
{
  guint64 proof = MAX (effort, EFFORT_OF_A_LINE);
  GengClashLimit limit;
  Clash clash = { .scene = scene, .trial = TRIAL_PER_PROOF * proof, .limit = &limit };

  geng_clash_limit_init (&limit, time_limit, cancelled);
  limit.left = MAX (TRIALS_PER_PROOF * proof, EFFORT_OF_TRIALS);
  take (&clash, clauses);
  filter (&clash);
  return put (&clash, TRUE);
}
