/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a plan of one station begins with. */
#include "inbox.h"
#include "planning.h"

/* The draft, or else what is official. (transfer full) (nullable) */
static GengRoster *
load_month (Desk *desk, const Official *official, GError **error)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);

  if (geng_store_has_draft (desk->store, year, month))
    return geng_store_load_draft (desk->store, desk->station, year, month, error);
  return official->roster != NULL ? geng_roster_copy (official->roster) : NULL;
}

/* A swap that was accepted is a promise to two people, before --from and after it. */
static gboolean
keep_swaps (Desk *desk, Official *official, GengRoster *month, GengRoster *base, GError **error)
{
  if (inbox_keep_accepted (desk, official, month) && inbox_fix_swaps (desk, month, base)
      && inbox_free_swaps (desk, NULL, base))
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                       _ ("what members ask cannot be read"));
  return FALSE;
}

static gboolean
has_any (GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  return duties->len > 0;
}

GengRoster *
planning_load_base (Desk *desk, Official *official, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GengRoster) month = load_month (desk, official, &failure);
  g_autoptr (GengRoster) base = failure == NULL ? planning_load_fixed (desk, &failure) : NULL;

  if (failure == NULL && base == NULL && month != NULL)
    base = geng_roster_new (desk->station, &desk->first, &desk->last, &failure);
  if (failure == NULL && month != NULL && keep_swaps (desk, official, month, base, &failure))
    official_restore (official, base, NULL, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  /* A plan that begins with nothing is that of a month without a draft. */
  if (base != NULL && official->roster == NULL && !has_any (base))
    return NULL;
  return g_steal_pointer (&base);
}
