/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-private.h"

/*
 * What a person did on excused days is past: rules that came later must not make it impossible.  A
 * forbidden pattern does not begin where all its days are excused, and a cell is held to what is
 * still in reach, since the excused days alone may be beyond its bounds already.
 */

gboolean
geng_problem_all_excused (const GengProblem *problem, guint person, gint first, gint last)
{
  const guint16 *excused = problem->map != NULL ? problem->map->excused : NULL;

  if (excused == NULL || last < first || last >= (gint) problem->n_days)
    return FALSE;
  for (gint d = first; d <= last; d++)
    if (excused[(gsize) person * problem->n_days + d] == 0)
      return FALSE;
  return TRUE;
}

/* -- cells -- */

/* How far the cells can be pushed by what is left to choose. */
typedef struct
{
  gint64 *low, *high;         /* [cell] over all lines and days */
  gint64 *day_low, *day_high; /* [cell] of one line's day */
  guint *day_codes;           /* [cell] how many of its codes feed the cell */
  GArray *touched;            /* guint: cells that the day feeds */
} Reach;

static Reach
reach_new (const GengProblem *problem)
{
  return (Reach){ .low = g_new0 (gint64, problem->n_cells + 1),
                  .high = g_new0 (gint64, problem->n_cells + 1),
                  .day_low = g_new0 (gint64, problem->n_cells + 1),
                  .day_high = g_new0 (gint64, problem->n_cells + 1),
                  .day_codes = g_new0 (guint, problem->n_cells + 1),
                  .touched = g_array_new (FALSE, FALSE, sizeof (guint)) };
}

static void
reach_clear (Reach *self)
{
  g_free (self->low);
  g_free (self->high);
  g_free (self->day_low);
  g_free (self->day_high);
  g_free (self->day_codes);
  g_array_unref (self->touched);
}

/* Whether a line of one person may still choose the code; of joined people all may be chosen. */
static gboolean
is_open (const GengProblem *problem, guint line, guint day, guint code)
{
  guint person = problem->map->first[line];
  guint excused = problem->map->excused[(gsize) person * problem->n_days + day];
  const GengWardrobe *wardrobe
      = g_ptr_array_index (problem->map->wardrobes, problem->map->wardrobe[line]);

  if (excused == 0 || wardrobe->n_places > 1)
    return TRUE;
  return geng_problem_map_duty (problem, person, code) == excused - 1;
}

static void
add_code (const GengProblem *problem, Reach *self, guint line, guint day, guint code)
{
  gsize slot = GENG_PROBLEM_SLOT (problem, line, day, code);

  for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
    {
      const GengFeed *feed = &problem->feeds[f];
      guint cell = feed->cell;

      if (self->day_codes[cell]++ == 0)
        {
          self->day_low[cell] = self->day_high[cell] = feed->coefficient;
          g_array_append_val (self->touched, cell);
        }
      self->day_low[cell] = MIN (self->day_low[cell], feed->coefficient);
      self->day_high[cell] = MAX (self->day_high[cell], feed->coefficient);
    }
}

static void
add_day (const GengProblem *problem, Reach *self, guint line, guint day)
{
  guint n_open = 0;

  for (guint c = 0; c < problem->n_codes; c++)
    if (is_open (problem, line, day, c))
      {
        add_code (problem, self, line, day, c);
        n_open++;
      }
  for (guint i = 0; i < self->touched->len; i++)
    {
      guint cell = g_array_index (self->touched, guint, i);
      gboolean always = self->day_codes[cell] == n_open;

      self->low[cell] += always ? self->day_low[cell] : MIN (self->day_low[cell], 0);
      self->high[cell] += always ? self->day_high[cell] : MAX (self->day_high[cell], 0);
      self->day_codes[cell] = 0;
    }
  g_array_set_size (self->touched, 0);
}

static void
relax (GengProblem *problem, guint cell, gint64 low, gint64 high)
{
  const GengCell *bounds = &g_array_index (problem->cells, GengCell, cell);

  for (guint i = bounds->first_range; i < bounds->first_range + bounds->n_ranges; i++)
    {
      GengRange *range = GENG_PROBLEM_RANGE (problem, i);

      if (range->over == GENG_FORBIDDEN && low > range->hi)
        range->hi = (gint32) MIN (low, G_MAXINT32);
      if (range->under == GENG_FORBIDDEN && !range->gap && high < range->lo)
        range->lo = (gint32) MAX (high, G_MININT32);
    }
}

void
geng_problem_relax_cells (GengProblem *problem)
{
  Reach reach;

  if (problem->map == NULL || problem->map->excused == NULL)
    return;
  reach = reach_new (problem);
  for (guint line = 0; line < problem->n_members; line++)
    for (guint d = 0; d < problem->n_days; d++)
      add_day (problem, &reach, line, d);
  for (guint cell = 0; cell < problem->n_cells; cell++)
    relax (problem, cell, reach.low[cell], reach.high[cell]);
  reach_clear (&reach);
}
