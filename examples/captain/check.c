/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "law.h"
#include "new.h"
#include "office.h"
#include "parts.h"
#include "turnout.h"
#include "zone.h"

/* Whom another station lends is a member there. */
static guint
count_members (GengStation *station)
{
  GListModel *members = geng_station_get_members (station);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      n += !geng_member_get_guest (member) || member_is_shared (member);
    }
  return n;
}

static gboolean
has_anybody (GengStation *station, const char *role)
{
  GListModel *members = geng_station_get_members (station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (geng_member_has_role (member, role))
        return TRUE;
    }
  return FALSE;
}

static const char *
name_of_role (GengStation *station, const char *role)
{
  gpointer named
      = g_str_has_prefix (role, "org:")
            ? (gpointer) geng_station_lookup_organisation (station, role + strlen ("org:"))
            : (gpointer) geng_station_lookup_role (station, role);

  return named != NULL ? geng_entity_get_name (named) : role;
}

/* The folder may be without a mistake, and no plan can fill that place. */
static void
print_lacking (GengStation *station)
{
  GListModel *demands = geng_station_get_demands (station);

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      g_autoptr (GPtrArray) limits = geng_demand_list_role_limits (demand);

      for (guint k = 0; k < limits->len; k++)
        {
          const GengRoleLimit *limit = limits->pdata[k];

          if (limit->min > 0 && limit->weight == 0 && !has_anybody (station, limit->role))
            g_print (_ ("! %s asks for %s, and nobody is that.\n"),
                     geng_entity_get_name (GENG_ENTITY (demand)),
                     name_of_role (station, limit->role));
        }
    }
}

static void
answer_json (Desk *desk, GPtrArray *turnouts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "members");
  json_builder_add_int_value (builder, count_members (desk->station));
  if (desk->judgement != NULL)
    {
      add_verdict (desk, builder);
      presence_add (desk, builder);
    }
  else
    add_turnouts (turnouts, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

/* (element-type utf8): months of which the folder has a file or, for the journal, a folder:
 * "2026-12", sorted. */
static GPtrArray *
list_months (Desk *desk, const char *folder, const char *ending)
{
  g_auto (GStrv) names = geng_store_list_files (desk->store, folder);
  GPtrArray *months = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *month = g_strndup (names[i], strlen ("2026-12"));

      if (strlen (names[i]) >= strlen ("2026-12") && desk_is_month (month)
          && g_str_equal (names[i] + strlen ("2026-12"), ending))
        g_ptr_array_add (months, g_steal_pointer (&month));
    }
  return months;
}

/* Everything that a plan would read: each record and each draft. */
static gboolean
check_rosters (Desk *desk, const char *folder, gboolean record)
{
  g_autoptr (GPtrArray) months = list_months (desk, folder, ".csv");
  gboolean fine = TRUE;

  for (guint i = 0; i < months->len; i++)
    {
      g_autoptr (GengRoster) roster = NULL;
      g_autoptr (GError) error = NULL;
      Desk month = { .json = desk->json };
      GDateYear year;
      GDateMonth number;

      if (!desk_set_month (&month, g_ptr_array_index (months, i)))
        continue;
      year = g_date_get_year (&month.first);
      number = g_date_get_month (&month.first);
      roster = record
                   ? geng_store_load_record (desk->store, desk->station, year, number, NULL, &error)
                   : geng_store_load_draft (desk->store, desk->station, year, number, &error);
      if (roster == NULL)
        desk_print_faults (desk, error);
      fine = fine && roster != NULL;
    }
  return fine;
}

/* Every table of the journal, month by month. */
static gboolean
check_journal (Desk *desk)
{
  g_autoptr (GPtrArray) names = list_months (desk, "journal", "");
  gboolean fine = TRUE;

  for (guint i = 0; i < names->len; i++)
    {
      Desk month = { .json = desk->json };
      g_autoptr (GengJournal) journal = NULL;

      if (!desk_set_month (&month, names->pdata[i]))
        continue;
      journal = desk_load_journal (desk, &month.first, &month.last);
      fine = fine && journal != NULL;
    }
  return fine;
}

/* The last month of which the folder has a file, or NULL. */
static char *
find_latest (Desk *desk, const char *folder)
{
  g_autoptr (GPtrArray) months = list_months (desk, folder, ".csv");

  return months->len > 0 ? g_strdup (g_ptr_array_index (months, months->len - 1)) : NULL;
}

/* The month that would be planned next: after the last that the folder has, else today's. */
static void
set_next_month (Desk *desk)
{
  g_autofree char *record = find_latest (desk, "rosters");
  g_autofree char *draft = find_latest (desk, "drafts");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m");
  const char *latest = g_strcmp0 (record, draft) > 0 ? record : draft;

  if (!desk_set_month (desk, latest != NULL ? latest : today) || latest == NULL)
    return;
  g_date_add_months (&desk->first, 1);
  desk->last = desk->first;
  g_date_add_months (&desk->last, 1);
  g_date_subtract_days (&desk->last, 1);
}

/* The folder alone: what is wrong with it, and what the cycles bring. */
static Status
check_folder (Desk *desk, gboolean all)
{
  g_autoptr (GPtrArray) turnouts = NULL;

  gboolean fine = check_rosters (desk, "rosters", TRUE);

  fine = check_rosters (desk, "drafts", FALSE) && fine;
  if (!check_journal (desk) || !fine)
    return STATUS_BAD;
  set_next_month (desk);
  turnouts = list_turnouts (desk);
  if (turnouts == NULL)
    return STATUS_BAD;
  if (desk->json)
    {
      answer_json (desk, turnouts);
      return STATUS_FINE;
    }
  g_print (_ ("The folder is fine: %s, %u members.\n"),
           geng_entity_get_name (GENG_ENTITY (desk->station)), count_members (desk->station));
  print_lacking (desk->station);
  new_posts_hint (desk->station);
  print_turnouts (desk, turnouts, all);
  return STATUS_FINE;
}

/* Between a repair of the zone and its publication each station stands beside what the others have
 * published before, and neither is wrong. */
static void
hint_drafts (Desk *desk)
{
  g_autoptr (GPtrArray) elsewhere = geng_station_list_elsewhere (desk->station);
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GengJudgement) beside = NULL;
  gint64 kept = geng_judgement_get_score (desk->judgement)->broken;

  if (kept == 0 || elsewhere->len == 0 || zone_is_running ())
    return;
  geng_store_set_zone_drafts (desk->store, TRUE);
  history = geng_store_load_history (desk->store, desk->station, &desk->first, 0, TRUE, NULL);
  geng_store_set_zone_drafts (desk->store, FALSE);
  beside = geng_judge (desk->roster, history, NULL);
  kept -= beside != NULL ? geng_judgement_get_score (beside)->broken : kept;
  if (kept > 0)
    say_hint (ngettext ("%d of these rules is kept beside the drafts of the zone's other stations, "
                        "which are not published yet: geng publish in the zone's folder makes all "
                        "of them official.",
                        "%d of these rules are kept beside the drafts of the zone's other "
                        "stations, which are not published yet: geng publish in the zone's folder "
                        "makes all of them official.",
                        (gulong) kept),
              (int) kept);
}

static Status
check_month (Desk *desk, const char *month, gboolean all)
{
  Status status;

  if (!desk_load (desk, month))
    return STATUS_BAD;
  if (desk->json)
    answer_json (desk, NULL);
  else
    {
      if (all)
        print_costs (desk);
      presence_print (desk);
      print_verdict (desk);
    }
  status = desk_status (desk);
  hint_drafts (desk);
  return status;
}

/* The month that is named, else the last that the folder has. */
static Status
check_month_laws (Desk *desk, const char *month)
{
  g_autofree char *record = find_latest (desk, "rosters");
  g_autofree char *draft = find_latest (desk, "drafts");
  const char *latest = g_strcmp0 (record, draft) > 0 ? record : draft;

  if (month == NULL && latest == NULL)
    {
      say_error (_ ("There is no roster yet."));
      return STATUS_BAD;
    }
  return desk_load (desk, month != NULL ? month : latest) ? check_laws (desk) : STATUS_BAD;
}

/* What the cycles bring in a month, whether it is planned or not. */
static Status
check_cycles (Desk *desk, const char *month)
{
  g_autoptr (GPtrArray) turnouts = NULL;

  if (month == NULL)
    set_next_month (desk);
  else if (!desk_set_month (desk, month))
    return STATUS_BAD;
  turnouts = list_turnouts (desk);
  if (turnouts == NULL)
    return STATUS_BAD;
  if (desk->json)
    answer_json (desk, turnouts);
  else if (turnouts->len == 0)
    g_print (_ ("Nobody follows a cycle.\n"));
  else
    print_turnouts (desk, turnouts, TRUE);
  return STATUS_FINE;
}

Status
run_check (int argc, char **argv)
{
  gboolean all = FALSE, cycle = FALSE, law = FALSE;
  const GOptionEntry entries[]
      = { { "all", 'a', 0, G_OPTION_ARG_NONE, &all,
            N_ ("List also what costs: wishes, hours and shares"), NULL },
          { "cycle", 'c', 0, G_OPTION_ARG_NONE, &cycle,
            N_ ("List what the cycle brings to each demand, day by day, planned or not"), NULL },
          { "law", 'l', 0, G_OPTION_ARG_NONE, &law,
            N_ ("Hold the month against the law, person by person, whatever the contracts say"),
            NULL },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  const char *month;

  if (!options_parse (&options, "check", _ ("[MONTH]"),
                      _ ("Reads the whole folder and lists every mistake with file, line and "
                         "column,\nthen says whether the cycle covers what is wanted in the next "
                         "month.\nWith a month it judges that roster as well, also one edited "
                         "by hand."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_READ))
    return STATUS_BAD;
  month = options_take (&options, 0);
  if (law)
    return check_month_laws (&desk, month);
  if (cycle)
    return check_cycles (&desk, month);
  return month != NULL ? check_month (&desk, month, all) : check_folder (&desk, all);
}
