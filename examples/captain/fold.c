/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A desk leaves lines beside a draft: its own, or those of one that died.  Whoever writes next
 * makes the table of them. */
#include "log.h"

gboolean
desk_write_table (Desk *self, GengRoster *roster, GengRoster *history, GError **error)
{
  g_autoptr (GError) failure = NULL;

  /* Of a draft that sends out more people than kit the judge says so; it costs nobody the table. */
  if (!geng_kit_assign (roster, history, &failure))
    g_debug ("%s", failure->message);
  return geng_store_save_draft (self->store, roster, error);
}

static gboolean
fold_month (Desk *self, GDateYear year, GDateMonth month, GError **error)
{
  g_autoptr (GengRoster) roster
      = geng_store_load_draft (self->store, self->station, year, month, error);
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GError) failure = NULL;

  if (roster == NULL)
    return FALSE;
  history = geng_store_load_history (self->store, self->station, geng_roster_get_first (roster), 0,
                                     TRUE, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return desk_write_table (self, roster, history, error);
}

gboolean
desk_fold_steps (Desk *self, GError **error)
{
  g_autoptr (GPtrArray) months = log_list_months (geng_store_get_path (self->store));

  for (guint i = 0; i < months->len; i++)
    {
      Desk one = { 0 };

      if (desk_set_month (&one, months->pdata[i])
          && geng_store_has_steps (self->store, g_date_get_year (&one.first),
                                   g_date_get_month (&one.first))
          && !fold_month (self, g_date_get_year (&one.first), g_date_get_month (&one.first), error))
        return FALSE;
    }
  return TRUE;
}
