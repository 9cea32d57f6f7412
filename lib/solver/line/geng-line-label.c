/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-label.h"
#include "geng-line-forward.h"

/*
 * The best line of a model with many states, by labels: prefixes of lines, each with its state and
 * its counters, kept as long as they can still become a line below a limit.  What the rest of a
 * prefix costs at least is known from the model without spans, whose states are few (a relaxation
 * of the state space: Christofides, Mingozzi and Toth, Networks 11, 1981).  So only those states
 * are looked at that good lines come by, where a pass backward would look at all.
 *
 * It costs a day's ways on a label; the limit begins a little above the loose model's best line.
 */

#define N_SLOTS 32768 /* of the hash table, a power of two */
#define SLOT_PRIME 2654435761u
#define SLOT_SHIFT 8 /* the low bits of a product are poor */
#define PAIR_BITS 16 /* of a state in a pair of states */
/* A label takes so many units besides the ways that lead to it. */
#define LABEL_EFFORT 2

typedef struct
{
  gint64 value; /* without counters */
  guint before; /* the label of the day before */
  guint16 state;
  guint16 option; /* of the day before the label, among the day's */
} Label;

typedef struct
{
  const GengLineModel *model;
  GengLineSearch own;   /* prices of options alone */
  GengLineSearch loose; /* the rest of a line, by the worths of the axes */
  GArray *labels;       /* Label, day by day */
  GArray *positions;    /* gint32 [label × n_axes + axis] */
  guint *slots;         /* number of a label of this day + 1 */
  gint64 fixed;         /* of all axes */
  gint64 limit;
} Labels;

/* -- states under states -- */

static guint
add_pair (GArray *pairs, GHashTable *known, guint state, guint under)
{
  guint pair = state << PAIR_BITS | under;

  if (g_hash_table_add (known, GUINT_TO_POINTER (pair + 1)))
    g_array_append_val (pairs, pair);
  return pair;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* The loose automaton's kind of each kind. */
static guint8 *
map_kinds (const GengLineModel *model, const GengProblem *problem, guint member)
{
  guint8 *kinds = g_new0 (guint8, model->automaton->n_kinds + 1);
  guint n = model->n_codes;

  for (guint slot = 0; slot < model->n_days * n; slot++)
    if (GENG_PROBLEM_COST (problem, member, slot / n)[slot % n] != GENG_FORBIDDEN)
      kinds[model->automaton->kind[slot]] = model->loose->automaton->kind[slot];
  return kinds;
}

void
geng_line_label_find_under (GengLineModel *model, const GengProblem *problem, guint member)
{
  const GengAutomaton *own = model->automaton, *loose = model->loose->automaton;
  g_autofree guint8 *kinds = map_kinds (model, problem, member);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  add_pair (pairs, known, 0, 0);
  for (guint i = 0; i < pairs->len; i++)
    {
      guint state = g_array_index (pairs, guint, i) >> PAIR_BITS;
      guint under = g_array_index (pairs, guint, i) & G_MAXUINT16;

      for (guint k = 0; k < own->n_kinds; k++)
        {
          gint32 next = own->next[(gsize) state * own->n_kinds + k];
          gint32 next_under = loose->next[(gsize) under * loose->n_kinds + kinds[k]];

          if (next >= 0 && next_under >= 0)
            add_pair (pairs, known, (guint) next, (guint) next_under);
        }
    }
  g_array_sort (pairs, compare_pairs);
  model->first_under = g_new0 (guint, own->n_states + 1);
  model->under = g_new (guint16, pairs->len);
  for (guint i = 0; i < pairs->len; i++)
    {
      model->first_under[(g_array_index (pairs, guint, i) >> PAIR_BITS) + 1]++;
      model->under[i] = (guint16) (g_array_index (pairs, guint, i) & G_MAXUINT16);
    }
  for (guint s = 0; s < own->n_states; s++)
    model->first_under[s + 1] += model->first_under[s];
}

/* -- labels -- */

static const gint32 *
positions_of (const Labels *self, guint label)
{
  return (const gint32 *) (gpointer) self->positions->data + (gsize) label * self->model->n_axes;
}

static gint64
rest_of (const Labels *self, guint day, guint state)
{
  const GengLineModel *model = self->model;
  const gint64 *rest = self->loose.rest + (gsize) day * model->loose->automaton->n_states;
  gint64 least = GENG_NO_REST;

  for (guint i = model->first_under[state]; i < model->first_under[state + 1]; i++)
    least = MIN (least, rest[model->under[i]]);
  return least;
}

/* Where the counters stand after a step; FALSE where one cannot end well any more. */
static gboolean
move (const Labels *self, const gint32 *from, const gint32 *steps, guint day, gint32 *to)
{
  for (guint a = 0; a < self->model->n_axes; a++)
    {
      const GengAxis *axis = &self->model->axis[a];

      to[a] = from[a] + steps[a];
      if ((!axis->saturates && to[a] >= (gint32) axis->size) || to[a] < (gint32) axis->least[day])
        return FALSE;
    }
  return TRUE;
}

static gint64
worth_of (const Labels *self, const gint32 *positions)
{
  gint64 sum = self->fixed;

  for (guint a = 0; a < self->model->n_axes; a++)
    sum += self->loose.worth[a] * positions[a];
  return sum;
}

/* The slot of the state and positions among the labels from the day's @first on. */
static guint *
find_slot (const Labels *self, guint state, const gint32 *positions, guint first)
{
  gsize size = self->model->n_axes * sizeof *positions;
  guint32 hash = state * SLOT_PRIME;

  for (guint a = 0; a < self->model->n_axes; a++)
    hash = (hash ^ (guint32) positions[a]) * SLOT_PRIME;
  for (guint i = hash >> SLOT_SHIFT & (N_SLOTS - 1);; i = (i + 1) & (N_SLOTS - 1))
    {
      guint label = self->slots[i];

      if (label <= first
          || (g_array_index (self->labels, Label, label - 1).state == state
              && memcmp (positions_of (self, label - 1), positions, size) == 0))
        return &self->slots[i];
    }
}

static void
keep (Labels *self, const Label *label, const gint32 *positions, guint first)
{
  guint *slot = find_slot (self, label->state, positions, first);

  if (*slot > first)
    {
      Label *known = &g_array_index (self->labels, Label, *slot - 1);

      if (label->value < known->value)
        *known = *label;
      return;
    }
  g_array_append_vals (self->labels, label, 1);
  g_array_append_vals (self->positions, positions, self->model->n_axes);
  *slot = self->labels->len;
  self->own.arena->effort += LABEL_EFFORT;
}

/* All ways on from a label; @first: the first label of the day after. */
static void
extend (Labels *self, guint day, guint index, guint first)
{
  const GengLineModel *model = self->model;
  Label from = g_array_index (self->labels, Label, index);
  gint32 before[GENG_MAX_AXES], steps[GENG_MAX_AXES] = { 0 }, positions[GENG_MAX_AXES];
  const GengArc *arc;
  guint n;

  memcpy (before, positions_of (self, index), model->n_axes * sizeof *before);
  arc = geng_line_arcs (model, day, from.state, &n);
  for (guint k = 0; k < n; k++)
    {
      guint option = model->first_option[day] + arc[k].option;
      Label to = { from.value, index, arc[k].next, arc[k].option };

      if (self->own.option_cost[option] >= GENG_INFINITE)
        continue;
      to.value
          += self->own.option_cost[option] + arc[k].price + self->own.group_add[arc[k].counted];
      geng_line_find_steps (model, option, arc[k].counted, steps);
      if (move (self, before, steps, day, positions)
          && to.value + rest_of (self, day + 1, to.state) + worth_of (self, positions)
                 < self->limit)
        keep (self, &to, positions, first);
    }
  self->own.arena->effort += n / GENG_CELLS_A_UNIT + 1;
}

/* All labels below the limit; FALSE where there are too many. */
static gboolean
spread (Labels *self, guint *first_label)
{
  static const gint32 nowhere[GENG_MAX_AXES];
  const Label eve = { 0 };

  memset (self->slots, 0, N_SLOTS * sizeof *self->slots);
  g_array_set_size (self->labels, 0);
  g_array_set_size (self->positions, 0);
  g_array_append_val (self->labels, eve);
  g_array_append_vals (self->positions, nowhere, self->model->n_axes);
  first_label[0] = 0;
  for (guint d = 0; d < self->model->n_days; d++)
    {
      guint end = self->labels->len;

      first_label[d + 1] = end;
      for (guint i = first_label[d]; i < end; i++)
        {
          extend (self, d, i, end);
          if (self->labels->len > self->model->params->labels_most)
            return FALSE;
        }
    }
  return TRUE;
}

/* The best line of the labels, if it is below the limit. */
static gint64
best_end (const Labels *self, guint first, guint *end)
{
  gint64 best = GENG_INFINITE;

  for (guint i = first; i < self->labels->len; i++)
    {
      gint64 price = geng_line_price_axes (self->model, positions_of (self, i));

      if (price < GENG_INFINITE)
        price += g_array_index (self->labels, Label, i).value;
      if (price < MIN (best, self->limit))
        {
          best = price;
          *end = i;
        }
    }
  return best;
}

static void
write_line (const Labels *self, guint end, guint8 *codes)
{
  for (guint d = self->model->n_days; d-- > 0;)
    {
      const Label *label = &g_array_index (self->labels, Label, end);

      codes[d] = self->own.option_code[self->model->first_option[d] + label->option];
      end = label->before;
    }
}

/* Farther and farther above the loose line, until a line is found or none can be; nearer again
 * where labels do not suffice so far.  Rough: one look as far as they do; where it finds nothing,
 * no line is cheaper than that. */
static gboolean
look (Labels *self,
      GengLineHint *hint,
      gint64 loose_best,
      gboolean rough,
      gint64 *best,
      guint8 *codes)
{
  g_autofree guint *first_label = g_new (guint, self->model->n_days + 1);
  gint64 gap = hint != NULL ? hint->gap : 0, found = GENG_INFINITE, from = *best;
  const GengParams *params = self->model->params;
  gint64 usual = geng_line_usual_cost (&self->own), more = (gint64) params->reach_more;
  gint64 reach = (gint64) MAX ((double) usual, params->reach_gap * (double) gap) + 1;
  gboolean enough = FALSE, nearer = FALSE, done = FALSE;
  guint end = 0;

  while (!done)
    {
      self->limit = MIN (from, loose_best + reach);
      enough = reach == 0 || spread (self, first_label);
      if (enough && reach > 0)
        found = best_end (self, first_label[self->model->n_days], &end);
      nearer = nearer || !enough;
      done = enough && (rough || nearer || found < GENG_INFINITE || self->limit >= from);
      reach = enough ? reach * more : reach / more;
    }
  if (found >= GENG_INFINITE && self->limit < from && !rough)
    return FALSE;
  if (found < GENG_INFINITE)
    write_line (self, end, codes);
  *best = MIN (found, self->limit);
  if (hint != NULL)
    hint->gap = *best < GENG_INFINITE ? *best - loose_best : 0;
  return TRUE;
}

gboolean
geng_line_label_solve (const GengLineModel *model,
                       GengLineArena *arena,
                       const gint32 *cost,
                       const gint32 *group_price,
                       GengLineHint *hint,
                       gint64 loose_best,
                       gboolean rough,
                       gint64 *best,
                       guint8 *codes)
{
  static const gint64 none[GENG_MAX_AXES];
  Labels self = { .model = model };
  gboolean done = FALSE;

  geng_line_search_prices (&self.own, model, arena, cost, group_price, 0, model->n_days);
  if (geng_line_search_init (&self.loose, model->loose, arena, cost, group_price)
      && geng_line_rest_at (&self.loose, hint != NULL ? hint->worth : none))
    {
      self.labels = g_array_new (FALSE, FALSE, sizeof (Label));
      /* not without a block even where lines count nothing */
      self.positions = g_array_sized_new (FALSE, FALSE, sizeof (gint32), 1);
      self.slots = g_new (guint, N_SLOTS);
      for (guint a = 0; a < model->n_axes; a++)
        self.fixed += self.loose.fixed[a];
      done = look (&self, hint, loose_best, rough, best, codes);
      g_array_unref (self.labels);
      g_array_unref (self.positions);
      g_free (self.slots);
    }
  geng_line_search_clear (&self.own);
  geng_line_search_clear (&self.loose);
  return done;
}
