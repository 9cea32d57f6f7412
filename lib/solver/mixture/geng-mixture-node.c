/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-mixture-node.h"

#include <math.h>
#include <string.h>

#include "geng-mixture-private.h"

/*
 * Nodes of a tree, replayed on one mixture.  A node begins where the node above it ended: at its
 * vertex, with the columns of its basis, before the last decision takes some of them away.  From
 * there it is a few steps; from another node's vertex it would be hundreds.
 */

/* -- where a mixture stands -- */

GengStand *
geng_stand_ref (GengStand *self)
{
  return g_rc_box_acquire (self);
}

static void
stand_clear (gpointer data)
{
  GengStand *self = data;

  g_free (self->rest);
  g_array_unref (self->lines);
}

void
geng_stand_unref (GengStand *self)
{
  g_rc_box_release_full (self, stand_clear);
}

/* The number of the line among the member's; G_MAXUINT: it is not there. */
static guint
find_line (const GByteArray *lines, const guint8 *codes, guint n_days)
{
  for (guint at = 0; at < lines->len; at += n_days)
    if (memcmp (lines->data + at, codes, n_days) == 0)
      return at / n_days;
  return G_MAXUINT;
}

GengStand *
geng_mixture_get_stand (const GengMixture *self, const GPtrArray *lines)
{
  GengStand *stand = g_rc_box_new0 (GengStand);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean stands;

  stand->rest = g_new0 (gint, self->window->n_rows + 1);
  stand->lines = g_array_new (FALSE, FALSE, sizeof (GengStandLine));
  stands = geng_master_get_basis (self->master, stand->rest, columns);
  for (guint k = 0; k < columns->len && stands; k++)
    {
      guint column = g_array_index (columns, guint, k);
      GengStandLine line = { .i = GENG_COLUMN (self, column)->owner };

      line.index = find_line (lines->pdata[line.i], GENG_COLUMN_LINE (self, column),
                              self->space->problem->n_days);
      stands = line.index != G_MAXUINT;
      g_array_append_val (stand->lines, line);
    }
  if (!stands)
    g_clear_pointer (&stand, geng_stand_unref);
  return stand;
}

/* -1: it has no such column. */
static gint
find_column (const GengMixture *self, guint i, const guint8 *codes)
{
  gint j = self->newest[i];

  while (j >= 0 && memcmp (GENG_COLUMN_LINE (self, j), codes, self->space->problem->n_days) != 0)
    j = GENG_COLUMN (self, j)->before;
  return j;
}

static void
stand_at (GengMixture *self, const GengStand *stand, const GPtrArray *lines)
{
  guint n_days = self->space->problem->n_days;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint k = 0; k < stand->lines->len; k++)
    {
      const GengStandLine *line = &g_array_index (stand->lines, GengStandLine, k);
      const GByteArray *of = lines->pdata[line->i];
      gint column = find_column (self, line->i, of->data + (gsize) line->index * n_days);

      if (column >= 0)
        g_array_append_val (columns, column);
    }
  geng_master_set_basis (self->master, stand->rest, columns);
}

/* -- replaying -- */

static void
add_lines (GengMixture *self, const GPtrArray *lines)
{
  guint n_days = self->space->problem->n_days;

  for (guint i = 0; i < self->n; i++)
    {
      const GByteArray *known = lines->pdata[i];

      for (guint at = 0; at < known->len; at += n_days)
        geng_mixture_add_line (self, i, known->data + at);
    }
}

void
geng_mixture_replay (GengMixture *self, gsize mark, const GengReplay *node, const GPtrArray *lines)
{
  const GArray *decisions = node->decisions;
  guint n = decisions->len, n_above = node->stand != NULL && n > 0 ? n - 1 : n;

  if (node->stand != NULL)
    geng_master_forget_basis (self->master);
  geng_allowed_undo (self->allowed, mark);
  for (guint k = 0; k < n_above; k++)
    geng_allowed_decide (self->allowed, &g_array_index (decisions, GengDecision, k));
  geng_mixture_forget_barred (self);
  add_lines (self, lines);
  if (node->stand != NULL)
    stand_at (self, node->stand, lines);
  if (n_above < n)
    {
      geng_allowed_decide (self->allowed, &g_array_index (decisions, GengDecision, n - 1));
      geng_mixture_forget_barred (self);
    }
  for (guint k = 0; k < self->window->n_ranges; k++)
    geng_master_set_dual (self->master, k, node->duals[self->window->ranges[k].segment]);
  self->bound = self->reach = node->bound;
  self->best_value = -INFINITY;
  self->hopeless = FALSE;
  self->n_rounds = self->n_stale = 0;
}
