/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Two stacks: what was done, and what was taken back of it. */
#include "desk-past.h"

/* An evening has that many steps at most that can be taken back one by one. */
#define MOST_STEPS 1000

struct _DeskPast
{
  GPtrArray *done, *taken_back; /* (element-type PastStep) */
};

static void
past_step_free (gpointer data)
{
  PastStep *step = data;

  g_free (step->name);
  g_free (step->month);
  g_clear_pointer (&step->stroke, g_variant_unref);
  g_free (step);
}

PastStep *
past_step_new_stroke (const char *name, const char *month, GVariant *stroke)
{
  PastStep *step = g_new0 (PastStep, 1);

  step->name = g_strdup (name);
  step->month = g_strdup (month);
  step->stroke = g_variant_ref (stroke);
  return step;
}

PastStep *
past_step_new_command (const char *name, guint number, gboolean official)
{
  PastStep *step = g_new0 (PastStep, 1);

  step->name = g_strdup (name);
  step->number = number;
  step->official = official;
  return step;
}

DeskPast *
desk_past_new (void)
{
  DeskPast *self = g_new0 (DeskPast, 1);

  self->done = g_ptr_array_new_with_free_func (past_step_free);
  self->taken_back = g_ptr_array_new_with_free_func (past_step_free);
  return self;
}

void
desk_past_free (DeskPast *self)
{
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->taken_back);
  g_free (self);
}

const PastStep *
desk_past_peek (DeskPast *self, gboolean back)
{
  const GPtrArray *steps = back ? self->done : self->taken_back;

  return steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;
}

static void
push (GPtrArray *steps, PastStep *step)
{
  g_ptr_array_add (steps, step);
  if (steps->len > MOST_STEPS)
    g_ptr_array_remove_index (steps, 0);
}

void
desk_past_add (DeskPast *self, PastStep *step)
{
  g_ptr_array_set_size (self->taken_back, 0);
  push (self->done, step);
}

void
desk_past_turn (DeskPast *self, gboolean back, PastStep *step)
{
  const PastStep *turned = desk_past_peek (self, back);

  /* It is called by what it did, not by what took it back. */
  if (turned != NULL)
    {
      g_free (step->name);
      step->name = g_strdup (turned->name);
    }
  desk_past_drop (self, back);
  push (back ? self->taken_back : self->done, step);
}

void
desk_past_drop (DeskPast *self, gboolean back)
{
  GPtrArray *steps = back ? self->done : self->taken_back;

  if (steps->len > 0)
    g_ptr_array_set_size (steps, (int) steps->len - 1);
}
