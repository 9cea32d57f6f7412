/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line.h"

/* The ways on from each state, once for all days that have the same: days differ by their options'
 * kinds, by the successions into them and by how far their groups have come. */

#define USUAL_PATTERNS 4

static gboolean
same_pattern (const GengLineModel *model, guint a, guint b)
{
  guint n = model->first_option[a + 1] - model->first_option[a];
  guint n_groups = model->automaton->n_groups;

  if (a == 0 || b == 0 || model->join[a - 1] != model->join[b - 1]
      || n != model->first_option[b + 1] - model->first_option[b]
      || memcmp (model->counted_from + a * n_groups, model->counted_from + b * n_groups, n_groups)
             != 0)
    return a == b;
  for (guint o = 0; o < n; o++)
    if (model->options[model->first_option[a] + o].kind
        != model->options[model->first_option[b] + o].kind)
      return FALSE;
  return TRUE;
}

/* For which groups the option would count after the state. */
static guint8
groups_counted (const GengLineModel *model, guint day, guint state, guint kind)
{
  const GengAutomaton *automaton = model->automaton;
  guint n_groups = automaton->n_groups;
  guint8 counted = 0;

  for (guint g = 0; g < n_groups; g++)
    {
      guint from = model->counted_from[day * n_groups + g];

      if ((automaton->counts[kind] >> g & 1) && from != G_MAXUINT8
          && automaton->since[state * n_groups + g] > from)
        counted |= (guint8) (1u << g);
    }
  return counted;
}

static gboolean
may_follow (const GengLineModel *model, guint day, guint state, guint kind)
{
  const GengAutomaton *automaton = model->automaton;

  if (automaton->next[state * automaton->n_kinds + kind] < 0)
    return FALSE;
  return day == 0 || automaton->last[state] >= automaton->n_kinds
         || !model->join[day - 1][automaton->code[automaton->last[state]] * model->n_codes
                                  + automaton->code[kind]];
}

static void
add_arcs (const GengLineModel *model, guint day, guint state, gint shift, GArray *arcs)
{
  const GengAutomaton *automaton = model->automaton;
  guint first = model->first_option[day];

  for (guint o = first; o < model->first_option[day + 1]; o++)
    {
      guint kind = model->options[o].kind, index = state * automaton->n_kinds + kind;
      GengArc arc = { (guint16) (o - first), 0, 0, 0 };

      if (!may_follow (model, day, state, kind))
        continue;
      arc.next = (guint16) automaton->next[index];
      arc.counted = groups_counted (model, day, state, kind);
      arc.price = (gint32) MIN (geng_scale (automaton->price[index], shift), GENG_MAX_SCALED);
      g_array_append_val (arcs, arc);
    }
}

void
geng_line_find_arcs (GengLineModel *model, gint shift)
{
  guint n_states = model->automaton->n_states, n_patterns = 0;
  guint usual = USUAL_PATTERNS * (n_states + 1);
  GArray *arcs
      = g_array_sized_new (FALSE, FALSE, sizeof (GengArc), usual * model->automaton->n_kinds);
  GArray *first = g_array_sized_new (FALSE, FALSE, sizeof (guint), usual);
  g_autofree guint *day_of = g_new (guint, model->n_days + 1);

  model->pattern = g_new (guint, model->n_days + 1);
  for (guint d = 0; d < model->n_days; d++)
    {
      guint p = 0;

      while (p < n_patterns && !same_pattern (model, day_of[p], d))
        p++;
      model->pattern[d] = p;
      if (p < n_patterns)
        continue;
      day_of[n_patterns++] = d;
      for (guint s = 0; s <= n_states; s++)
        {
          g_array_append_val (first, arcs->len);
          if (s < n_states)
            add_arcs (model, d, s, shift, arcs);
        }
    }
  model->first_arc = (guint *) (gpointer) g_array_free (first, FALSE);
  model->arcs = (GengArc *) (gpointer) g_array_free (arcs, FALSE);
}
