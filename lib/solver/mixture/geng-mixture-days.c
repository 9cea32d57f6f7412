/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-mixture-private.h"

/*
 * A dive that pins days instead of fixing lines.  Over eight weeks no line has much of a share, for
 * each is a little different from the next; what a member does on a day is much clearer, and leaves
 * the rest of the line free to give way.
 */

/* Days of a column that take as long as a unit of effort in a line. */
#define DAYS_A_UNIT 8

/* What a member's legal columns say of a day. */
typedef struct
{
  guint i, day;
  guint8 code;  /* the one with the largest share */
  double share; /* of all that serve it then */
} Slot;

static int
by_share (gconstpointer a, gconstpointer b)
{
  const Slot *x = a, *y = b;

  if (x->share != y->share)
    return x->share < y->share ? 1 : -1;
  return x->i != y->i ? (int) x->i - (int) y->i : (int) x->day - (int) y->day;
}

static gboolean
is_decided (const GengMixture *self, guint i, guint day)
{
  guint n = 0;

  for (guint c = 0; c < self->space->problem->n_codes; c++)
    n += geng_allowed_may (self->allowed, i, day, c);
  return n <= 1;
}

/* How much of the i-th member serves each code on each day, [day × n_codes + code]: legal lines
 * count, and where none of them has a share all alike. */
static void
mix_days (const GengMixture *self, guint i, double *mix)
{
  const double *shares = geng_master_get_shares (self->master);
  guint n_days = self->space->problem->n_days, n_codes = self->space->problem->n_codes;
  double sum = 0;

  memset (mix, 0, (gsize) n_days * n_codes * sizeof *mix);
  for (gint j = self->newest[i]; j >= 0; j = GENG_COLUMN (self, j)->before)
    sum += GENG_COLUMN (self, j)->legal ? shares[j] : 0;
  for (gint j = self->newest[i]; j >= 0; j = GENG_COLUMN (self, j)->before)
    {
      const guint8 *codes = GENG_COLUMN_LINE (self, j);

      for (guint d = self->window->first_day; d < self->window->end_day; d++)
        if (GENG_COLUMN (self, j)->legal)
          mix[d * n_codes + codes[d]] += sum > 0 ? shares[j] / sum : 1.0 / self->columns->len;
    }
}

/* The days that are not decided. */
static GArray *
find_slots (const GengMixture *self)
{
  guint n_codes = self->space->problem->n_codes;
  guint n_slots = self->space->problem->n_days * n_codes;
  g_autofree double *mix = g_new (double, n_slots);
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (Slot));

  for (guint i = 0; i < self->n; i++)
    {
      if (geng_allowed_is_fixed (self->allowed, i))
        continue;
      mix_days (self, i, mix);
      for (guint d = self->window->first_day; d < self->window->end_day; d++)
        {
          Slot slot = { i, d, 0, 0 };

          if (is_decided (self, i, d))
            continue;
          for (guint c = 0; c < n_codes; c++)
            if (mix[d * n_codes + c] > slot.share)
              {
                slot.share = mix[d * n_codes + c];
                slot.code = (guint8) c;
              }
          if (slot.share > 0)
            g_array_append_val (slots, slot);
        }
    }
  g_array_sort (slots, by_share);
  return slots;
}

/* Unless no legal column is left that has the code then, the others go. */
static gboolean
pin_slot (GengMixture *self, const Slot *slot, guint8 *keep)
{
  gboolean any = FALSE;

  for (gint j = self->newest[slot->i]; j >= 0 && !any; j = GENG_COLUMN (self, j)->before)
    any = keep[j] && GENG_COLUMN (self, j)->legal
          && GENG_COLUMN_LINE (self, j)[slot->day] == slot->code;
  if (!any)
    return FALSE;
  for (gint j = self->newest[slot->i]; j >= 0; j = GENG_COLUMN (self, j)->before)
    keep[j] &= GENG_COLUMN_LINE (self, j)[slot->day] == slot->code;
  geng_allowed_pin (self->allowed, slot->i, slot->day, slot->code);
  return TRUE;
}

/* Whose days are all decided has one line left. */
static gboolean
fix_decided (GengMixture *self)
{
  gboolean open = FALSE;

  for (guint i = 0; i < self->n; i++)
    {
      gboolean decided = TRUE;

      if (geng_allowed_is_fixed (self->allowed, i) || self->newest[i] < 0)
        continue;
      for (guint d = self->window->first_day; d < self->window->end_day && decided; d++)
        decided = is_decided (self, i, d);
      if (decided)
        geng_allowed_fix (self->allowed, i, GENG_COLUMN_LINE (self, self->newest[i]));
      open |= !decided;
    }
  return open;
}

gboolean
geng_mixture_pin_days (GengMixture *self, double clear, guint parts)
{
  g_autoptr (GArray) slots = NULL;
  g_autofree guint8 *keep = g_new (guint8, self->columns->len + 1);
  guint n_days = self->window->end_day - self->window->first_day;
  guint least = (1 + self->n * n_days / parts) * MAX (1, self->leap), now = 0;

  self->narrowed = TRUE;
  geng_master_set_exact (self->master, FALSE);
  geng_mixture_widen_boxes (self, TRUE);
  memset (keep, 1, self->columns->len);
  slots = find_slots (self);
  self->arena->effort += (guint64) self->columns->len * n_days / DAYS_A_UNIT;
  for (guint s = 0; s < slots->len; s++)
    {
      const Slot *slot = &g_array_index (slots, Slot, s);

      if (slot->share < clear && now >= least)
        break;
      now += pin_slot (self, slot, keep);
    }
  geng_mixture_compact (self, keep);
  return fix_decided (self) && now > 0;
}
