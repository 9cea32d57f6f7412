/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "geng-branch.h"
#include "geng-colgen-private.h"

/* Rounds a node gets, and those in a row that may leave its bound where it is. */
#define MOST_ROUNDS 16
#define MOST_VAIN 4
#define STEPS 150
#define PULL 0.3
/* Open nodes hold their columns: codes and feeds of all of them, in bytes, at most. */
#define MOST_BYTES 100000000
/* A mixture this near to whole lines is one. */
#define WHOLE 0.02

struct _GengBranch
{
  GPtrArray *open; /* GengColgen */
  gsize a_node;    /* bytes of the root, as a measure */
};

GengBranch *
geng_branch_new (const GengColgen *root, gint64 price)
{
  GengBranch *self = g_new0 (GengBranch, 1);

  self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_colgen_free);
  self->a_node
      = (gsize) root->columns->len * root->space->problem->n_days * (1 + sizeof (GengFeed));
  g_ptr_array_add (self->open, geng_colgen_copy (root));
  geng_colgen_bar (self->open->pdata[0], price);
  return self;
}

void
geng_branch_free (GengBranch *self)
{
  g_ptr_array_unref (self->open);
  g_free (self);
}

gint64
geng_branch_get_bound (const GengBranch *self)
{
  gint64 bound = G_MAXINT64;

  for (guint i = 0; i < self->open->len; i++)
    bound = MIN (bound, ((const GengColgen *) self->open->pdata[i])->bound);
  return bound;
}

/* The node with the least bound, the newest of them. */
static GengColgen *
take_node (GengBranch *self)
{
  guint best = 0;

  for (guint i = 1; i < self->open->len; i++)
    if (((const GengColgen *) self->open->pdata[i])->bound
        <= ((const GengColgen *) self->open->pdata[best])->bound)
      best = i;
  return g_ptr_array_steal_index (self->open, best);
}

/* TRUE where something cheaper may be in the node. */
static gboolean
solve_node (GengColgen *node, gint64 price)
{
  guint vain = 0;

  for (guint round = 0; round < MOST_ROUNDS && vain < MOST_VAIN; round++)
    {
      gint64 before = node->bound;

      /* where no line is missing, the master alone has to move on */
      geng_colgen_round (node, STEPS << MIN (node->n_stale, 4), PULL);
      if (node->hopeless || node->bound >= price)
        return FALSE;
      if (geng_budget_interrupted (node->budget))
        return TRUE;
      vain = node->bound > before ? 0 : vain + 1;
      if (node->n_stale > 1 && geng_colgen_slack (node) < 0.5)
        break;
    }
  return TRUE;
}

/* How much of a member serves each code on each day: [(i × n_days + day) × n_codes + code]. */
static double *
mix_codes (const GengColgen *node)
{
  const GengProblem *problem = node->space->problem;
  const double *shares = geng_master_get_shares (node->master);
  double *mix = g_new0 (double, (gsize) node->n * problem->n_days * problem->n_codes);

  for (guint j = 0; j < node->columns->len; j++)
    for (guint d = 0; d < problem->n_days; d++)
      mix[((gsize) GENG_COLUMN (node, j)->owner * problem->n_days + d) * problem->n_codes
          + GENG_COLUMN_LINE (node, j)[d]]
          += shares[j];
  return mix;
}

static gboolean
is_decided (const GengColgen *node, guint i, guint day, guint8 code)
{
  for (guint k = 0; k < node->decisions->len; k++)
    {
      const GengDecision *decision = &g_array_index (node->decisions, GengDecision, k);

      if (decision->i == i && decision->day == day && (decision->code == code || decision->keep))
        return TRUE;
    }
  return FALSE;
}

/* Where the mixture is least decided about a code; -1: nowhere that is open. */
static double
find_undecided (const GengColgen *node, const double *mix, guint8 code, GengDecision *split)
{
  const GengProblem *problem = node->space->problem;
  double most = -1;

  for (guint i = 0; i < node->n; i++)
    for (guint d = 0; d < problem->n_days; d++)
      {
        double part = mix[((gsize) i * problem->n_days + d) * problem->n_codes + code];

        if (MIN (part, 1 - part) <= most + 1e-9 || is_decided (node, i, d, code))
          continue;
        most = MIN (part, 1 - part);
        *split = (GengDecision){ i, d, code, FALSE };
      }
  return most;
}

/* Days off first, for they shape a line.  A mixture of whole lines whose price is not the bound is
 * not the best one: any open decision splits it then.  FALSE: all is decided. */
static gboolean
find_split (const GengColgen *node, GengDecision *split)
{
  g_autofree double *mix = mix_codes (node);
  double most = -1;

  for (guint c = 0; c < node->space->problem->n_codes && most <= WHOLE; c++)
    {
      GengDecision other = { 0 };
      double part = find_undecided (node, mix, (guint8) c, &other);

      if (part <= most)
        continue;
      most = part;
      *split = other;
    }
  return most >= 0;
}

static void
add_child (GengBranch *self, const GengColgen *node, const GengDecision *split, gboolean keep)
{
  GengColgen *child = geng_colgen_copy (node);
  GengDecision decision = *split;

  decision.keep = keep;
  geng_colgen_decide (child, &decision);
  g_ptr_array_add (self->open, child);
}

/* Every member's line with the largest share. */
static void
apply_clearest (const GengColgen *node, GengRosterState *roster)
{
  const double *shares = geng_master_get_shares (node->master);

  for (guint i = 0; i < node->n; i++)
    {
      gint best = node->newest[i];

      for (gint j = best; j >= 0; j = GENG_COLUMN (node, j)->before)
        if (shares[j] > shares[best])
          best = j;
      if (best >= 0 && GENG_COLUMN (node, best)->legal)
        geng_roster_state_set (roster, node->members[i], GENG_COLUMN_LINE (node, best));
    }
}

gboolean
geng_branch_step (GengBranch *self, gint64 price, GengRosterState *roster)
{
  GengColgen *node;
  GengDecision split = { 0 };

  if (self->open->len == 0 || self->open->len * self->a_node > MOST_BYTES)
    return FALSE;
  node = take_node (self);
  if (!solve_node (node, price))
    {
      geng_colgen_free (node);
      return self->open->len > 0;
    }
  if (geng_budget_interrupted (node->budget) || !find_split (node, &split))
    {
      /* what is left to prove is the master's, not the mixture's: the node waits with its bound */
      apply_clearest (node, roster);
      g_ptr_array_add (self->open, node);
      return FALSE;
    }
  apply_clearest (node, roster);
  add_child (self, node, &split, TRUE);
  add_child (self, node, &split, FALSE);
  geng_colgen_free (node);
  return TRUE;
}
