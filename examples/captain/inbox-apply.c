/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng inbox --apply: swaps on which both agree become official by themselves, where the station
 * says so (`swaps = by-themselves`), no rule is newly broken and no place newly open.  A timer runs
 * it, and the captain reads what it did. */
#include "inbox.h"
#include "log.h"
#include "phone.h"
#include "rebase.h"

/* A duty that is nearer stays as people know it. */
#define HOURS_AHEAD 12

static GengDuty *
duty_of (Desk *desk, const char *id, const GDate *date)
{
  GengMember *member = id != NULL ? geng_station_lookup_member (desk->station, id) : NULL;

  return member != NULL && g_date_valid (date) ? geng_roster_lookup (desk->roster, member, date)
                                               : NULL;
}

static gboolean
is_ahead (Desk *desk, GengDuty *duty, GDateTime *now)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, desk->station);
  g_autoptr (GDateTime) earliest = g_date_time_add_hours (now, HOURS_AHEAD);

  return g_date_time_compare (start, earliest) >= 0;
}

static gboolean
is_agreed (const Ask *ask)
{
  return ask->kind == ASK_SWAP && ask->state == ASK_OPEN && ask->agreed != NULL;
}

/* The month as it is official on the desk; FALSE where it is not, or was taken from a file. */
static gboolean
load_official (Desk *desk, Official *official, const char *month)
{
  g_clear_object (&desk->roster);
  g_clear_object (&desk->published);
  g_clear_object (&desk->history);
  if (!desk_set_month (desk, month) || !official_load (official, desk, NULL)
      || official->roster == NULL || geng_record_get_imported (official->record))
    return FALSE;
  desk->roster = geng_roster_copy (official->roster);
  desk->published = g_object_ref (official->roster);
  return desk_load (desk, month);
}

/* Nothing that was fine before is broken or open after. */
static gboolean
does_no_harm (GengTrial *trial)
{
  g_autoptr (GPtrArray) fresh = geng_trial_list_fresh (trial);

  for (guint i = 0; i < fresh->len; i++)
    if (geng_finding_get_severity (fresh->pdata[i]) == GENG_SEVERITY_HARD
        || geng_finding_get_severity (fresh->pdata[i]) == GENG_SEVERITY_GAP)
      return FALSE;
  return geng_trial_get_allowed (trial);
}

static gboolean
make_official (Desk *desk, GengRoster *before, Ask *ask, GError **error)
{
  ask->state = ASK_PUBLISHED;
  if (!geng_kit_assign (desk->roster, desk->history, error)
      || !geng_store_begin (desk->store, error))
    return FALSE;
  if (publish_official (desk, NULL, error) && rebase_draft (desk, before, desk->roster, error)
      && inbox_save (desk, ask, error) && log_note_accepted (desk, ask->number, error))
    return geng_store_commit (desk->store, error);
  geng_store_unlock (desk->store);
  return FALSE;
}

/* Whether it was done; what stands in the way is for the captain, who sees it in the inbox. */
static gboolean
apply (Desk *desk, Ask *ask, GDateTime *now, GError **error)
{
  g_auto (Official) official = { 0 };
  g_autofree char *month = desk_month_text (&ask->first);
  g_autofree char *other_month = desk_month_text (&ask->with_day);
  g_autoptr (GengRoster) before = NULL;
  g_autoptr (GengTrial) trial = NULL;
  GengDuty *one, *other;

  if (!g_str_equal (month, other_month) || !load_official (desk, &official, month))
    return FALSE;
  one = duty_of (desk, ask->member, &ask->first);
  other = duty_of (desk, ask->with, &ask->with_day);
  if (one == NULL || other == NULL || !is_ahead (desk, one, now) || !is_ahead (desk, other, now))
    return FALSE;
  before = geng_roster_copy (desk->roster);
  trial = geng_trial_new_swap (desk->roster, desk->history, one, other, NULL);
  if (trial == NULL || !does_no_harm (trial))
    return FALSE;
  g_set_object (&desk->roster, geng_trial_get_roster (trial));
  return official_untouched (&official, desk->roster) && desk_judge (desk)
         && make_official (desk, before, ask, error);
}

static void
say_applied (Desk *desk, const Ask *ask)
{
  g_autofree char *what = ask_text_of (desk, ask);
  GengMember *member = geng_station_lookup_member (desk->station, ask->member);

  if (desk->json)
    return;
  g_print (_ ("Published by itself: ask %u, %s: %s\n"), ask->number,
           geng_entity_get_name (GENG_ENTITY (member)), what);
}

Status
inbox_apply (Desk *desk, const char *now, Applied *applied)
{
  g_autoptr (GDateTime) moment = desk_parse_instant (desk, now);
  g_autoptr (GPtrArray) asks = inbox_load (desk);

  if (moment == NULL || asks == NULL)
    return STATUS_BAD;
  if (!geng_station_get_swaps_by_themselves (desk->station))
    {
      say_error (_ ("Swaps wait for you here. To let them become official by themselves, write "
                    "swaps = by-themselves under [publish] in station.ini."));
      return STATUS_BAD;
    }
  for (guint i = 0; i < asks->len; i++)
    {
      g_autoptr (GError) error = NULL;
      Ask *ask = asks->pdata[i];

      if (!is_agreed (ask))
        continue;
      if (applied->n_done < APPLY_MOST_SWAPS && apply (desk, ask, moment, &error))
        {
          applied->done[applied->n_done++] = ask->number;
          say_applied (desk, ask);
        }
      else
        applied->left++;
      if (error != NULL)
        {
          say_failure (error);
          return STATUS_BAD;
        }
    }
  if (applied->left > 0 && !desk->json)
    g_print (_ ("%u agreed swaps wait for you: geng inbox\n"), applied->left);
  return phones_refresh (desk, moment) ? STATUS_FINE : STATUS_BAD;
}

void
applied_add (const Applied *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "published");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->n_done; i++)
    json_builder_add_int_value (builder, self->done[i]);
  json_builder_end_array (builder);
  add_number (builder, "waiting", self->left);
}
