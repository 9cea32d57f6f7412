/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-branch.h"

#include <math.h>
#include <string.h>

#include "geng-mixture-node.h"

/*
 * Best-first branch and bound over column generation.  A node is the list of its decisions, the
 * bound that its parent has proven and the duals where that was; it is replayed when its turn
 * comes, on the one mixture that there is.  Lines are kept for all nodes together, and the duals
 * once for both halves of a split.  (Half of them to nine tenths are not zero, so that they stand
 * one after another.)
 */

/* Shares that differ by less are equal. */
#define ROUNDING 1e-9

typedef struct
{
  gint64 bound;
  GArray *decisions; /* GengDecision */
  double *duals;     /* [segment of the space]; g_rc_box */
  GengStand *stand;  /* of the node above; (nullable) */
} Node;

struct _GengBranch
{
  const GengSpace *space;
  const GengParams *params;
  GengMixture *mixture;
  GengBudget *budget;
  gsize mark;              /* what is barred for all nodes */
  GengStand *stand;        /* where the mixture stands now; (nullable) */
  GPtrArray *open;         /* Node */
  GPtrArray *lines;        /* GByteArray [i]: his lines, one after another */
  GengBranchClosed closed; /* (nullable) */
  gpointer closed_data;
};

/* -- nodes -- */

static void
node_free (gpointer data)
{
  Node *node = data;

  g_array_unref (node->decisions);
  g_rc_box_release (node->duals);
  g_clear_pointer (&node->stand, geng_stand_unref);
  g_free (node);
}

/* A g_rc_box. */
static double *
copy_centre (const GengBranch *self)
{
  gsize n = self->space->first_segment[self->space->n_rows] + 1;
  double *duals = g_rc_box_alloc0 (n * sizeof *duals);

  geng_mixture_get_centre (self->mixture, duals);
  return duals;
}

/* Below the mixture as it stands, and its node; duals: of it. */
static void
add_node (GengBranch *self, const Node *parent, const GengDecision *decision, double *duals)
{
  Node *node = g_new0 (Node, 1);

  node->bound = geng_mixture_get_bound (self->mixture);
  node->decisions = parent != NULL ? g_array_copy (parent->decisions)
                                   : g_array_new (FALSE, FALSE, sizeof (GengDecision));
  if (decision != NULL)
    g_array_append_vals (node->decisions, decision, 1);
  node->duals = g_rc_box_acquire (duals);
  node->stand = self->stand != NULL ? geng_stand_ref (self->stand) : NULL;
  g_ptr_array_add (self->open, node);
}

/* Into the half in which it is so, and that in which it is not; without a decision the node itself
 * is to be solved again. */
static void
split_node (GengBranch *self, const Node *node, const GengDecision *decision)
{
  double *duals = copy_centre (self);

  g_clear_pointer (&self->stand, geng_stand_unref);
  self->stand = geng_mixture_get_stand (self->mixture, self->lines);
  if (decision == NULL)
    add_node (self, node, NULL, duals);
  for (guint i = 0; i < 2 && decision != NULL; i++)
    {
      GengDecision half = *decision;

      half.keep = i == 0;
      add_node (self, node, &half, duals);
    }
  g_rc_box_release (duals);
}

/* The node with the least bound, the newest of them. */
static Node *
take_node (GengBranch *self)
{
  guint best = 0;

  for (guint i = 1; i < self->open->len; i++)
    if (((const Node *) self->open->pdata[i])->bound
        <= ((const Node *) self->open->pdata[best])->bound)
      best = i;
  return g_ptr_array_steal_index (self->open, best);
}

/* -- lines -- */

static gboolean
knows (const GByteArray *lines, const guint8 *codes, guint n_days)
{
  for (guint at = 0; at < lines->len; at += n_days)
    if (memcmp (lines->data + at, codes, n_days) == 0)
      return TRUE;
  return FALSE;
}

static void
keep_lines (GengBranch *self)
{
  guint n_days = self->space->problem->n_days;

  for (guint j = 0; j < geng_mixture_get_n_columns (self->mixture); j++)
    {
      GByteArray *lines = self->lines->pdata[geng_mixture_get_owner (self->mixture, j)];
      const guint8 *codes = geng_mixture_get_line (self->mixture, j);

      if (lines->len / n_days < self->params->node_lines && !knows (lines, codes, n_days))
        g_byte_array_append (lines, codes, n_days);
    }
}

/* -- making -- */

GengBranch *
geng_branch_new (const GengMixture *root,
                 const GengSpace *space,
                 GengLineArena *arena,
                 GengBudget *budget,
                 gint64 price)
{
  GengBranch *self = g_new0 (GengBranch, 1);

  g_assert (geng_mixture_get_claim (root) == GENG_CLAIM_ALL);
  self->space = space;
  self->params = space->params;
  self->budget = budget;
  self->open = g_ptr_array_new_with_free_func (node_free);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  for (guint i = 0; i < space->problem->n_members; i++)
    g_ptr_array_add (self->lines, g_byte_array_new ());
  self->mixture = geng_mixture_copy (root);
  geng_mixture_go_to_vertices (self->mixture, TRUE);
  geng_mixture_lend (self->mixture, arena);
  geng_mixture_bar (self->mixture, price);
  self->mark = geng_allowed_mark (geng_mixture_get_allowed (self->mixture));
  keep_lines (self);
  split_node (self, NULL, NULL);
  return self;
}

void
geng_branch_free (GengBranch *self)
{
  geng_mixture_free (self->mixture);
  g_clear_pointer (&self->stand, geng_stand_unref);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
geng_branch_watch (GengBranch *self, GengBranchClosed closed, gpointer data)
{
  self->closed = closed;
  self->closed_data = data;
}

gint64
geng_branch_get_bound (const GengBranch *self)
{
  gint64 bound = G_MAXINT64;

  for (guint i = 0; i < self->open->len; i++)
    bound = MIN (bound, ((const Node *) self->open->pdata[i])->bound);
  return bound;
}

/* -- solving a node -- */

/* TRUE where the bound has risen, or closes in on what the shares cost. */
static gboolean
advances (const GengBranch *self, gint64 before, double slack, double least)
{
  return geng_mixture_get_bound (self->mixture) > before
         || slack < self->params->root_closing * least;
}

/* By first-order steps, which find good duals soon, and then at vertices, where they are exact.
 * TRUE where something cheaper may be in the node. */
static gboolean
solve_node (GengBranch *self, gint64 price)
{
  GengMixture *mixture = self->mixture;
  const GengParams *params = self->params;
  double least = INFINITY; /* of the slack */
  guint vain = 0;
  gboolean exact = FALSE;

  geng_mixture_go_to_vertices (mixture, FALSE);
  for (guint round = 0; round < params->node_rounds && vain < params->node_vain; round++)
    {
      gint64 before = geng_mixture_get_bound (mixture);
      guint doubled = MIN (geng_mixture_get_n_stale (mixture), (guint) params->node_doubled);
      double slack;

      if (!exact && vain >= params->node_vertex)
        {
          geng_mixture_go_to_vertices (mixture, TRUE);
          exact = TRUE;
          vain = 0;
        }
      /* where no line is missing, the master alone has to move on */
      geng_mixture_round (mixture, (guint) params->node_steps << doubled, params->node_pull);
      if (geng_mixture_is_hopeless (mixture) || geng_mixture_get_bound (mixture) >= price)
        return FALSE;
      if (geng_budget_interrupted (self->budget))
        return TRUE;
      slack = geng_mixture_get_slack (mixture);
      vain = advances (self, before, slack, least) ? 0 : vain + 1;
      least = MIN (least, slack);
      if (geng_mixture_get_n_stale (mixture) > 1 && slack < params->whole_unit)
        break;
    }
  return TRUE;
}

/* How much of a member serves each code on each day: [(i × n_days + day) × n_codes + code]. */
static double *
mix_codes (const GengBranch *self)
{
  const GengProblem *problem = self->space->problem;
  const double *shares = geng_mixture_get_shares (self->mixture);
  gsize n = (gsize) problem->n_members * problem->n_days;
  double *mix = g_new0 (double, n * problem->n_codes);

  for (guint j = 0; j < geng_mixture_get_n_columns (self->mixture); j++)
    {
      gsize owner = geng_mixture_get_owner (self->mixture, j);
      const guint8 *codes = geng_mixture_get_line (self->mixture, j);

      for (guint d = 0; d < problem->n_days; d++)
        mix[(owner * problem->n_days + d) * problem->n_codes + codes[d]] += shares[j];
    }
  return mix;
}

/* -- splitting -- */

/* One code of the day is left, or the code is not. */
static gboolean
is_decided (const GengBranch *self, guint i, guint day, guint code)
{
  const GengAllowed *allowed = geng_mixture_get_allowed (self->mixture);

  if (!geng_allowed_may (allowed, i, day, code))
    return TRUE;
  for (guint c = 0; c < self->space->problem->n_codes; c++)
    if (c != code && geng_allowed_may (allowed, i, day, c))
      return FALSE;
  return TRUE;
}

/* Where the mixture is least decided about a code; -1: nowhere that is open. */
static double
find_undecided (const GengBranch *self, const double *mix, guint8 code, GengDecision *split)
{
  const GengProblem *problem = self->space->problem;
  double most = -1;

  for (guint i = 0; i < problem->n_members; i++)
    for (guint d = 0; d < problem->n_days; d++)
      {
        double part = mix[((gsize) i * problem->n_days + d) * problem->n_codes + code];

        if (MIN (part, 1 - part) <= most + ROUNDING || is_decided (self, i, d, code))
          continue;
        most = MIN (part, 1 - part);
        *split = (GengDecision){ i, d, code, FALSE };
      }
  return most;
}

/* Days off first, for they shape a line.  A mixture of whole lines whose price is not the bound is
 * not the best one: any open decision splits it then.  FALSE: all is decided. */
static gboolean
find_split (const GengBranch *self, GengDecision *split)
{
  g_autofree double *mix = mix_codes (self);
  double most = -1;

  for (guint c = 0; c < self->space->problem->n_codes && most <= self->params->node_whole; c++)
    {
      GengDecision other = { 0 };
      double part = find_undecided (self, mix, (guint8) c, &other);

      if (part <= most)
        continue;
      most = part;
      *split = other;
    }
  return most >= 0;
}

/* Every member's line with the largest share. */
static void
apply_clearest (const GengBranch *self, GengRosterState *roster)
{
  for (guint i = 0; i < self->space->problem->n_members; i++)
    {
      gint best = geng_mixture_get_clearest (self->mixture, i);

      if (best >= 0 && geng_mixture_is_legal (self->mixture, (guint) best))
        geng_roster_state_set (roster, i, geng_mixture_get_line (self->mixture, (guint) best));
    }
}

static gboolean
open_node (GengBranch *self, Node *node, gint64 price, GengRosterState *roster)
{
  GengDecision split = { 0 };
  GengReplay replay = { node->decisions, node->duals, node->bound,
                        node->stand != self->stand ? node->stand : NULL };

  geng_mixture_replay (self->mixture, self->mark, &replay, self->lines);
  if (!solve_node (self, price))
    {
      g_clear_pointer (&self->stand, geng_stand_unref);
      if (self->closed != NULL)
        self->closed (node->decisions, self->mixture, self->closed_data);
      return self->open->len > 0;
    }
  keep_lines (self);
  geng_mixture_spread (self->mixture, (guint) self->params->node_steps);
  apply_clearest (self, roster);
  if (geng_budget_interrupted (self->budget) || !find_split (self, &split))
    {
      /* what is left to prove is the master's, not the mixture's: the node waits with its bound */
      split_node (self, node, NULL);
      return FALSE;
    }
  split_node (self, node, &split);
  return TRUE;
}

gboolean
geng_branch_step (GengBranch *self, GengLineArena *arena, gint64 price, GengRosterState *roster)
{
  Node *node;
  gboolean more;

  if (self->open->len == 0 || self->open->len > self->params->node_most)
    return FALSE;
  geng_mixture_lend (self->mixture, arena);
  node = take_node (self);
  more = open_node (self, node, price, roster);
  node_free (node);
  return more;
}
