/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-dive.h"

#include "geng-rolling.h"

/* Whose mixture says a line with this share is fixed at once. */
#define CLEAR 0.9

struct _GengDive
{
  GengColgen *mixture;  /* the root's copy that is being fixed, or */
  GengRolling *rolling; /* the same, on long horizons */
  GengDiveCare care;
};

GengDive *
geng_dive_new (const GengColgen *root,
               const GengRosterState *roster,
               GengLineArena *arena,
               const GengDiveCare *care)
{
  GengDive *self = g_new0 (GengDive, 1);

  self->care = *care;
  if (geng_space_is_long (root->space))
    {
      self->rolling = geng_rolling_new (root, roster, arena, care->window_days);
      return self;
    }
  self->mixture = geng_colgen_copy (root);
  self->mixture->arena = arena;
  return self;
}

void
geng_dive_free (GengDive *self)
{
  g_clear_pointer (&self->mixture, geng_colgen_free);
  g_clear_pointer (&self->rolling, geng_rolling_free);
  g_free (self);
}

gboolean
geng_dive_step (GengDive *self)
{
  if (self->rolling != NULL)
    return geng_rolling_step (self->rolling);
  if (!geng_colgen_dive (self->mixture, CLEAR))
    return FALSE;
  geng_colgen_settle (self->mixture, self->care.rounds, self->care.steps, 0, 0);
  return TRUE;
}

void
geng_dive_apply (const GengDive *self, GengRosterState *roster)
{
  if (self->rolling != NULL)
    geng_roster_state_copy (roster, geng_rolling_get_roster (self->rolling));
  else
    geng_colgen_apply (self->mixture, roster);
}
