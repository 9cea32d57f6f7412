/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-dive.h"

#include "geng-rolling.h"

struct _GengDive
{
  GengMixture *mixture; /* the root's copy that is being fixed, or */
  GengRolling *rolling; /* the same, on long horizons */
  GengDiveCare care;
  const GengParams *params;
};

GengDive *
geng_dive_new (const GengMixture *root,
               const GengRosterState *roster,
               GengBudget *budget,
               const GengDiveCare *care)
{
  GengDive *self = g_new0 (GengDive, 1);

  self->care = *care;
  self->params = roster->space->params;
  if (care->rolls)
    {
      self->rolling = geng_rolling_new (root, roster, budget, care->window_days);
      return self;
    }
  self->mixture = geng_mixture_copy (root);
  return self;
}

void
geng_dive_free (GengDive *self)
{
  g_clear_pointer (&self->mixture, geng_mixture_free);
  g_clear_pointer (&self->rolling, geng_rolling_free);
  g_free (self);
}

gboolean
geng_dive_step (GengDive *self, GengLineArena *arena)
{
  if (self->rolling != NULL)
    return geng_rolling_step (self->rolling, arena);
  geng_mixture_lend (self->mixture, arena);
  if (!geng_mixture_pin_days (self->mixture, self->params->pin_sure,
                              (guint) self->params->dive_pins))
    return FALSE;
  geng_mixture_mend (self->mixture, self->care.rounds, self->care.steps, self->params->whole_unit);
  return TRUE;
}

void
geng_dive_apply (const GengDive *self, GengRosterState *roster)
{
  if (self->rolling != NULL)
    geng_roster_state_copy (roster, geng_rolling_get_roster (self->rolling));
  else
    geng_mixture_apply (self->mixture, roster);
}
