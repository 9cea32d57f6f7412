/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-lowering.h"

#include <geng/geng-score.h>

guint
geng_lowering_code (const GengLowering *lowering, GengShift *shift, GengPost *post)
{
  int index = geng_scene_shift_index (lowering->scene, shift);

  for (guint c = GENG_OFF + 1; index >= 0 && c < lowering->n_codes; c++)
    if (lowering->shift[c] == (guint) index && lowering->post[c] == post)
      return c;
  return GENG_OFF;
}

gint32
geng_lowering_price (int weight)
{
  return weight == 0 ? GENG_FORBIDDEN : weight * GENG_POINT;
}

gboolean
geng_lowering_is_off (const GengLowering *lowering, guint code)
{
  return code == GENG_OFF || geng_scene_leads (lowering->scene, lowering->shift[code]);
}
