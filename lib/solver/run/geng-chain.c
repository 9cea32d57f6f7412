/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-chain.h"

#include <math.h>

/* A job that was merged. */
typedef struct
{
  guint64 number; /* in the order of drawing */
  guint64 drawn_after;
  double effort;
  double spared[GENG_MOST_HANDS + 1]; /* [hands] */
} Link;

struct _GengChain
{
  guint64 alone, effort;
  GArray *links; /* Link */
};

/* A job under way, as the threads go through them. */
typedef struct
{
  const Link *link;
  double left; /* of its effort */
  guint hands;
} Way;

GengChain *
geng_chain_new (guint64 alone)
{
  GengChain *self = g_new0 (GengChain, 1);

  self->alone = self->effort = alone;
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  return self;
}

void
geng_chain_free (GengChain *self)
{
  g_array_unref (self->links);
  g_free (self);
}

void
geng_chain_add (GengChain *self, const GengJob *job)
{
  Link link = { job->number, job->drawn_after, (double) job->effort, { 0 } };

  for (guint h = 2; h <= GENG_MOST_HANDS; h++)
    link.spared[h] = (double) job->spared[h];
  g_array_append_val (self->links, link);
  self->effort += job->effort;
}

guint64
geng_chain_get_effort (const GengChain *self)
{
  return self->effort;
}

/* Effort that so many hands do while one does 1. */
static double
pace (const Link *link, guint n_hands)
{
  double last = link->effort - (n_hands > 1 ? link->spared[n_hands] : 0);

  if (n_hands == 0)
    return 0;
  return last > 0 ? MIN (link->effort / last, n_hands) : n_hands;
}

/* The oldest jobs have a thread each; those that are left lend a hand where it does most. */
static void
give_hands (GArray *ways, guint n_threads)
{
  guint n_free = n_threads;

  for (guint w = 0; w < ways->len; w++)
    {
      g_array_index (ways, Way, w).hands = n_free > 0;
      n_free -= MIN (n_free, 1);
    }
  for (; n_free > 0 && ways->len > 0; n_free--)
    {
      Way *best = NULL;
      double most = 0;

      for (guint w = 0; w < ways->len; w++)
        {
          Way *way = &g_array_index (ways, Way, w);
          double more = way->hands < GENG_MOST_HANDS
                            ? pace (way->link, way->hands + 1) - pace (way->link, way->hands)
                            : 0;

          if (more > most)
            {
              most = more;
              best = way;
            }
        }
      if (best == NULL)
        return;
      best->hands++;
    }
}

/* Until one more is done. */
static double
go_on (GArray *ways)
{
  double time = INFINITY;

  for (guint w = 0; w < ways->len; w++)
    {
      const Way *way = &g_array_index (ways, Way, w);

      if (way->hands > 0)
        time = MIN (time, way->left / pace (way->link, way->hands));
    }
  for (guint w = 0; w < ways->len; w++)
    {
      Way *way = &g_array_index (ways, Way, w);
      double end = way->hands > 0 ? way->left / pace (way->link, way->hands) : INFINITY;

      way->left = end <= time ? 0 : MAX (0, way->left - time * pace (way->link, way->hands));
    }
  return time;
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  const Way *x = a, *y = b;

  return (x->link->number > y->link->number) - (x->link->number < y->link->number);
}

/* Jobs that are drawn when so many are merged. */
static void
draw (GArray *waiting, guint *first, guint64 n_merged, GArray *ways)
{
  for (; *first < waiting->len; ++*first)
    {
      const Way *way = &g_array_index (waiting, Way, *first);

      if (way->link->drawn_after > n_merged)
        return;
      g_array_append_val (ways, *way);
    }
}

/* Whether the job that is merged next is done. */
static gboolean
is_done (const GArray *ways, const Link *link)
{
  for (guint w = 0; w < ways->len; w++)
    if (g_array_index (ways, Way, w).link == link)
      return FALSE;
  return TRUE;
}

double
geng_chain_find_length (const GengChain *self, guint n_threads)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Way));
  g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (Way));
  double time = (double) self->alone;
  guint first = 0, merged = 0;

  for (guint l = 0; l < self->links->len; l++)
    {
      const Link *link = &g_array_index (self->links, Link, l);
      Way way = { link, link->effort, 0 };

      g_array_append_val (waiting, way);
    }
  g_array_sort (waiting, by_number);
  draw (waiting, &first, 0, ways);
  while (ways->len > 0)
    {
      give_hands (ways, n_threads);
      time += go_on (ways);
      for (guint w = ways->len; w-- > 0;)
        if (g_array_index (ways, Way, w).left <= 0)
          g_array_remove_index (ways, w);
      while (merged < first && is_done (ways, &g_array_index (self->links, Link, merged)))
        draw (waiting, &first, ++merged, ways);
    }
  return time;
}
