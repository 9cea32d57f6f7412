/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-shapes.h"

#include <math.h>

#include "geng-params-shapes.h"

/* The last ones serve many days or many people, the very last a long horizon. */
#define N_LARGE 3
#define N_LONG 1
static const struct
{
  guint members, days;
} shapes[] = {
#define SHAPE(members, days) { members, days },
  GENG_SHAPES (SHAPE)
#undef SHAPE
};

G_STATIC_ASSERT (G_N_ELEMENTS (shapes) == GENG_N_SHAPES);

void
geng_shapes_init (GengShapes *self, const GengSpace *space)
{
  *self = (GengShapes){ .params = space->params };
  self->n = geng_space_is_long (space)                                ? GENG_N_SHAPES
            : space->problem->n_members >= space->params->repair_many ? GENG_N_SHAPES - N_LONG
                                                                      : GENG_N_SHAPES - N_LARGE;
}

guint
geng_shapes_draw (const GengShapes *self, gboolean large, GengRandom *random)
{
  guint n = large ? self->n : MIN (self->n, GENG_N_SHAPES - N_LARGE);
  double score[GENG_N_SHAPES], sum = 0, mark;

  if (geng_random_unit (random) < self->params->repair_any)
    return geng_random_below (random, n);
  for (guint i = 0; i < n; i++)
    {
      score[i] = (self->gain[i] + self->params->shape_gain)
                 / (self->effort[i] + self->params->shape_effort);
      sum += score[i];
    }
  mark = geng_random_unit (random) * sum;
  for (guint i = 0; i < n; i++)
    if ((mark -= score[i]) < 0)
      return i;
  return n - 1;
}

void
geng_shapes_get (guint shape, guint *members, guint *days)
{
  *members = shapes[shape].members;
  *days = shapes[shape].days;
}

/* The root of a gain: one large find is luck, many small ones are a habit. */
void
geng_shapes_count (GengShapes *self, guint shape, gint64 gain, guint64 effort)
{
  double keep = self->params->repair_keep;

  self->gain[shape] = keep * self->gain[shape] + sqrt ((double) MAX (gain, 0));
  self->effort[shape] = keep * self->effort[shape] + (double) effort;
  self->n_jobs[shape]++;
  self->spent[shape] += effort;
  self->gained[shape] += MAX (gain, 0);
}
