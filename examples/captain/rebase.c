/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A draft and what is official of a month are two lines of work: one change goes over from the
 * draft alone, and what became official goes over into the draft. */
#include <string.h>

#include "rebase.h"

/* The member's day becomes what @duty is. */
static gboolean
put (GengRoster *roster, GengMember *member, const GDate *date, GengDuty *duty, GError **error)
{
  GengDuty *made;

  if (duty == NULL)
    {
      geng_roster_clear (roster, member, date);
      return TRUE;
    }
  made = geng_roster_assign (roster, member, date, geng_duty_get_shift (duty),
                             geng_duty_get_post (duty), error);
  if (made == NULL)
    return FALSE;
  geng_duty_set_pinned (made, geng_duty_get_pinned (duty));
  geng_duty_set_note (made, geng_duty_get_note (duty));
  return TRUE;
}

static void
say_conflict (GengMember *member, const GDate *date, GengDuty *ours)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (member));
  g_autofree char *day = desk_date_text (date);
  g_autofree char *text = ours != NULL ? desk_duty_text (ours) : NULL;

  if (text != NULL)
    say_hint (_ ("The draft has it otherwise and keeps it: %s: %s"), name, text);
  else
    say_hint (_ ("The draft has it otherwise and keeps it: %s is off on %s"), name, day);
}

/* @left: (out): how many days of members the draft has otherwise */
static gboolean
merge (Desk *desk,
       GengRoster *draft,
       GengRoster *before,
       GengRoster *after,
       guint *left,
       GError **error)
{
  GListModel *members = geng_station_get_members (desk->station);

  for (GDate date = desk->first; g_date_compare (&date, &desk->last) <= 0;
       g_date_add_days (&date, 1))
    for (guint i = 0; i < g_list_model_get_n_items (members); i++)
      {
        g_autoptr (GengMember) member = g_list_model_get_item (members, i);
        GengDuty *was = geng_roster_lookup (before, member, &date);
        GengDuty *is = geng_roster_lookup (after, member, &date);
        GengDuty *ours = geng_roster_lookup (draft, member, &date);

        if (same_duty (was, is) || same_duty (ours, is))
          continue;
        if (same_duty (ours, was))
          {
            if (!put (draft, member, &date, is, error))
              return FALSE;
            continue;
          }
        say_conflict (member, &date, ours);
        (*left)++;
      }
  return TRUE;
}

gboolean
rebase_draft (Desk *desk, GengRoster *before, GengRoster *after, GError **error)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);
  g_autoptr (GengRoster) draft = NULL;
  guint left = 0;

  if (!geng_store_has_draft (desk->store, year, month))
    return TRUE;
  draft = geng_store_load_draft (desk->store, desk->station, year, month, error);
  return draft != NULL && merge (desk, draft, before, after, &left, error)
         && geng_kit_assign (draft, desk->history, error)
         && geng_store_save_draft (desk->store, draft, error);
}

/* @whose: (nullable) (element-type GengMember): everybody's where it is NULL */
static gboolean
is_meant (GengDuty *duty, const GDate *first, const GDate *last, GPtrArray *whose)
{
  const GDate *date = geng_duty_get_date (duty);

  return g_date_compare (date, first) >= 0 && g_date_compare (date, last) <= 0
         && (whose == NULL || g_ptr_array_find (whose, geng_duty_get_member (duty), NULL));
}

gboolean
keep_only (Desk *desk, const Official *official, const char *days, GPtrArray *whose)
{
  g_autoptr (GengRoster) merged = NULL;
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (desk->roster);
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GError) error = NULL;
  GDate first, last;

  if (official->roster == NULL)
    {
      say_error (_ ("--only is for a month that is published already; publish the whole month."));
      return FALSE;
    }
  if (!desk_parse_range (desk, days, &first, &last))
    return FALSE;
  if (g_date_compare (&first, &desk->first) < 0 || g_date_compare (&last, &desk->last) > 0)
    {
      say_error (_ ("--only %s: those are no days of %04d-%02d."), days,
                 g_date_get_year (&desk->first), g_date_get_month (&desk->first));
      return FALSE;
    }
  merged = geng_roster_copy (official->roster);
  old = geng_roster_list_duties (merged);
  for (guint i = 0; i < old->len; i++)
    if (is_meant (old->pdata[i], &first, &last, whose))
      geng_roster_remove (merged, old->pdata[i]);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];

      if (!is_meant (duty, &first, &last, whose))
        continue;
      if (!put (merged, geng_duty_get_member (duty), geng_duty_get_date (duty), duty, &error))
        {
          say_failure (error);
          return FALSE;
        }
    }
  g_set_object (&desk->roster, merged);
  return desk_judge (desk);
}
