/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-dive.h"

#include "geng-rolling.h"

struct _GengDive
{
  GengDiveKind kind;
  union
  {
    GengMixture *mixture; /* whole: the root's copy that is being fixed */
    GengRolling *rolling;
  } of;
  GengDiveCare care;
  const GengParams *params;
};

GengDive *
geng_dive_new (const GengMixture *root,
               const GengRosterState *roster,
               GengBudget *budget,
               GengDiveKind kind,
               const GengDiveCare *care)
{
  GengDive *self = g_new0 (GengDive, 1);

  self->care = *care;
  self->params = roster->space->params;
  self->kind = kind;
  if (self->kind == GENG_DIVE_ROLLING)
    self->of.rolling = geng_rolling_new (root, roster, budget);
  else
    self->of.mixture = geng_mixture_copy (root);
  return self;
}

void
geng_dive_free (GengDive *self)
{
  if (self->kind == GENG_DIVE_ROLLING)
    geng_rolling_free (self->of.rolling);
  else
    geng_mixture_free (self->of.mixture);
  g_free (self);
}

gboolean
geng_dive_step (GengDive *self, GengLineArena *arena)
{
  GengMixture *mixture;

  if (self->kind == GENG_DIVE_ROLLING)
    return geng_rolling_step (self->of.rolling, arena);
  mixture = self->of.mixture;
  geng_mixture_lend (mixture, arena);
  if (!geng_mixture_pin_days (mixture, self->params->pin_sure, (guint) self->params->dive_pins))
    return FALSE;
  geng_mixture_mend (mixture, self->care.rounds, self->care.steps, self->params->whole_unit);
  return TRUE;
}

void
geng_dive_apply (const GengDive *self, GengRosterState *roster)
{
  if (self->kind == GENG_DIVE_ROLLING)
    geng_roster_state_copy (roster, geng_rolling_get_roster (self->of.rolling));
  else
    geng_mixture_apply (self->of.mixture, roster);
}
