/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-colgen-private.h"

/* Each free member's legal column with the largest share. */
static void
find_clearest (const GengColgen *colgen, gint *best)
{
  const double *shares = geng_master_get_shares (colgen->master);

  for (guint i = 0; i < colgen->n; i++)
    best[i] = -1;
  for (guint j = 0; j < colgen->columns->len; j++)
    {
      guint i = GENG_COLUMN (colgen, j)->owner;

      if (GENG_COLUMN (colgen, j)->legal && (best[i] < 0 || shares[j] > shares[best[i]]))
        best[i] = (gint) j;
    }
}

gboolean
geng_colgen_dive (GengColgen *colgen, double clear)
{
  const double *shares = geng_master_get_shares (colgen->master);
  g_autofree gint *best = g_new (gint, colgen->n + 1);
  g_autofree guint8 *keep = g_new (guint8, colgen->columns->len);
  guint left = 0, now = 0;

  geng_colgen_widen_boxes (colgen, TRUE);
  find_clearest (colgen, best);
  for (guint i = 0; i < colgen->n; i++)
    left += !colgen->fixed[i];
  for (gboolean more = TRUE; more && left > now;)
    {
      gint top = -1;

      for (guint i = 0; i < colgen->n; i++)
        if (!colgen->fixed[i] && (top < 0 || shares[best[i]] > shares[best[top]]))
          top = (gint) i;
      more = shares[best[top]] >= clear || now < 1 + colgen->n / 60;
      if (more)
        {
          colgen->fixed[top] = TRUE;
          now++;
        }
    }
  for (guint j = 0; j < colgen->columns->len; j++)
    {
      guint i = GENG_COLUMN (colgen, j)->owner;

      keep[j] = !colgen->fixed[i] || best[i] == (gint) j;
    }
  geng_colgen_compact (colgen, keep);
  return left > now;
}

void
geng_colgen_apply (const GengColgen *colgen, GengRosterState *roster)
{

  for (guint j = 0; j < colgen->columns->len; j++)
    {
      guint i = GENG_COLUMN (colgen, j)->owner;

      if (colgen->fixed[i])
        geng_roster_state_set (roster, colgen->members[i], GENG_COLUMN_LINE (colgen, j));
    }
}
