/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* station.ini out: everything that geng_read_station() and its neighbours read. */

#include "geng-colour.h"
#include "geng-date.h"
#include "geng-ini-words.h"
#include "geng-ini.h"
#include "geng-own-rules.h"
#include "geng-part.h"
#include "geng-words.h"
#include "geng-writer.h"

typedef void (*WriteEntity) (GString *text, gpointer entity);

static void
write_int (GString *text, const char *key, int value)
{
  g_autofree char *number = g_strdup_printf ("%d", value);

  geng_ini_write_key (text, key, number);
}

static void
write_minute (GString *text, const char *key, int minute)
{
  g_autofree char *time = geng_words_write_minute (minute % GENG_DAY_MINUTES);

  geng_ini_write_key (text, key, time);
}

static void
write_list (GString *text, const char *key, const char *const *list)
{
  g_autofree char *joined = geng_ini_join (list);

  geng_ini_write_key (text, key, joined);
}

static void
write_head (GString *text, const char *kind, gpointer entity)
{
  const char *id = geng_entity_get_id (entity), *name = geng_entity_get_name (entity);

  geng_ini_write_group (text, kind, id);
  if (g_strcmp0 (id, name) != 0)
    geng_ini_write_key (text, "name", name);
}

static void
write_organisation (GString *text, gpointer entity)
{
  write_head (text, "organisation", entity);
}

static void
write_role (GString *text, gpointer entity)
{
  write_head (text, "role", entity);
  geng_ini_write_key (text, "leads", geng_role_get_leads (entity) ? "yes" : NULL);
}

static void
write_team (GString *text, gpointer entity)
{
  int offset = geng_team_get_cycle_offset (entity);

  write_head (text, "team", entity);
  if (offset > 0)
    write_int (text, "cycle-offset", offset);
}

static void
write_cycle (GString *text, gpointer entity)
{
  const GDate *first = geng_cycle_get_first (entity);
  g_autofree char *date = first != NULL ? geng_date_to_string (first) : NULL;
  g_autofree char *days = g_strjoinv (" ", (char **) geng_cycle_get_days (entity));

  write_head (text, "cycle", entity);
  geng_ini_write_key (text, "days", days);
  geng_ini_write_key (text, "first", date);
}

static void
write_truth (GString *text, const char *key, gboolean truth)
{
  if (truth)
    geng_ini_write_key (text, key, "yes");
}

static void
write_leave_kind (GString *text, gpointer entity)
{
  write_head (text, "leave-kind", entity);
  write_truth (text, "counts-as-hours", geng_leave_kind_get_counts_as_hours (entity));
  write_truth (text, "may-be-moved", geng_leave_kind_get_may_be_moved (entity));
  write_truth (text, "health", geng_leave_kind_get_health (entity));
}

static void
write_piece (GString *text, gpointer entity)
{
  int recharge = geng_piece_get_recharge_minutes (entity);
  g_autofree char *minutes = recharge > 0 ? g_strdup_printf ("%dmin", recharge) : NULL;

  write_head (text, "piece", entity);
  geng_ini_write_key (text, "recharge", minutes);
}

static gboolean
is_kind (gpointer rule, const char *kind)
{
  return g_str_equal (geng_rule_get_kind (rule), kind);
}

static gboolean
is_written (GListModel *rules, const char *kind, guint before)
{
  for (guint i = 0; i < before; i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (is_kind (rule, kind))
        return TRUE;
    }
  return FALSE;
}

/* One key a kind, its statements with `;` between them. */
static void
write_rules (GString *text, GListModel *rules)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) first = g_list_model_get_item (rules, i);
      const char *kind = geng_rule_get_kind (first);
      g_autoptr (GString) value = g_string_new (geng_rule_get_text (first));

      /* A pool's rules stand in the pool's folder. */
      if (geng_rule_get_part (first) != NULL || is_written (rules, kind, i))
        continue;
      for (guint k = i + 1; k < g_list_model_get_n_items (rules); k++)
        {
          g_autoptr (GengRule) rule = g_list_model_get_item (rules, k);

          if (geng_rule_get_part (rule) == NULL && is_kind (rule, kind))
            g_string_append_printf (value, "; %s", geng_rule_get_text (rule));
        }
      geng_ini_write_key (text, kind, value->str);
    }
}

/* "; night 30.00 per duty" */
static void
append_pay (GString *text, int pay_class, int cents, const char *unit)
{
  if (cents > 0)
    g_string_append_printf (text, "%s%s %d.%02d per %s", text->len > 0 ? "; " : "",
                            geng_words_text (geng_words_pay, pay_class, FALSE), cents / 100,
                            cents % 100, unit);
}

/* "; overtime x1.50" */
static void
append_hour (GString *text, GengContract *contract, int pay_class)
{
  int factor = geng_contract_get_factor (contract, pay_class);

  if (factor == 0)
    append_pay (text, pay_class, geng_contract_get_pay_per_hour (contract, pay_class), "hour");
  else
    g_string_append_printf (text, "%s%s x%d.%02d", text->len > 0 ? "; " : "",
                            geng_words_text (geng_words_pay, pay_class, FALSE), factor / 100,
                            factor % 100);
}

static void
write_pay (GString *text, GengContract *contract)
{
  GengHoursScheme scheme = geng_contract_get_hours_scheme (contract);
  GengOrganisation *payer = geng_contract_get_paid_by (contract);
  g_autoptr (GString) pay = g_string_new (NULL);

  if (scheme != GENG_HOURS_SCHEME_NONE)
    geng_ini_write_key (text, "hours-scheme", geng_words_text (geng_words_scheme, scheme, FALSE));
  geng_ini_write_key (text, "approval", geng_contract_get_approval (contract));
  for (int i = 0; i < GENG_N_PAY_CLASSES; i++)
    {
      append_hour (pay, contract, i);
      append_pay (pay, i, geng_contract_get_pay_per_duty (contract, i), "duty");
    }
  geng_ini_write_key (text, "pay", pay->len > 0 ? pay->str : NULL);
  geng_ini_write_key (text, "paid-by",
                      payer != NULL ? geng_entity_get_id (GENG_ENTITY (payer)) : NULL);
  if (geng_contract_get_split_by_time (contract))
    geng_ini_write_key (text, "split", geng_words_text (geng_words_split, TRUE, FALSE));
}

/* Whom it is for, by the words of the file. */
static void
write_schemes (GString *text, GengLaw *law)
{
  const char *const *nicks = geng_law_get_schemes (law);
  g_autoptr (GEnumClass) schemes = g_type_class_ref (GENG_TYPE_HOURS_SCHEME);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; nicks != NULL && nicks[i] != NULL; i++)
    {
      const GEnumValue *value = g_enum_get_value_by_nick (schemes, nicks[i]);

      g_strv_builder_add (words, value != NULL
                                     ? geng_words_text (geng_words_scheme, value->value, FALSE)
                                     : nicks[i]);
    }
  list = g_strv_builder_end (words);
  write_list (text, "hours-scheme", (const char *const *) list);
}

/* One key a kind, as for rules. */
static void
write_law (GString *text, gpointer entity)
{
  const char *const *demands = geng_law_get_demands (entity);
  g_autoptr (GListStore) rules = g_list_store_new (GENG_TYPE_RULE);

  write_head (text, "law", entity);
  geng_ini_write_key (text, "text", geng_law_get_text (entity));
  geng_ini_write_key (text, "source", geng_law_get_source (entity));
  write_schemes (text, entity);
  for (guint i = 0; demands != NULL && demands[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (demands[i], " = ", 2);
      g_autoptr (GengRule) rule = parts[1] != NULL ? geng_rule_new (parts[0], parts[1]) : NULL;

      if (rule != NULL)
        g_list_store_append (rules, rule);
    }
  write_rules (text, G_LIST_MODEL (rules));
}

static void
write_contract (GString *text, gpointer entity)
{
  write_head (text, "contract", entity);
  write_pay (text, entity);
  write_list (text, "law", geng_contract_get_laws (entity));
  write_rules (text, geng_contract_get_rules (entity));
}

/* It stands in a column of members.csv. */
static gboolean
is_in_table (GengRule *rule, GengMember *member)
{
  for (GengOwnRule own = 0; own < GENG_N_OWN_RULES; own++)
    {
      g_autoptr (GengRule) found = geng_own_rule_find (own, member);

      if (found == rule)
        return TRUE;
    }
  return FALSE;
}

static void
write_member_rules (GString *text, gpointer entity)
{
  GListModel *rules = geng_member_get_rules (entity);
  const char *const *laws = geng_member_get_laws (entity);
  g_autoptr (GListStore) here = g_list_store_new (GENG_TYPE_RULE);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (!is_in_table (rule, entity))
        g_list_store_append (here, rule);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (here)) == 0 && laws == NULL)
    return;
  geng_ini_write_group (text, "member", geng_entity_get_id (entity));
  write_list (text, "law", laws);
  write_rules (text, G_LIST_MODEL (here));
}

static void
write_window (GString *text, gpointer entity)
{
  write_head (text, "window", entity);
  write_minute (text, "start", geng_window_get_start_minute (entity));
  write_minute (text, "end", geng_window_get_end_minute (entity));
  write_list (text, "kit", geng_window_get_kit (entity));
  geng_ini_write_key (text, "standby", geng_window_get_standby (entity) ? "yes" : NULL);
}

/* "patrol; standby@desk" */
static char *
windows_text (GengShift *shift)
{
  GListModel *windows = geng_shift_get_windows (shift);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);
      GengPost *post = geng_shift_get_post (shift, window);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "; " : "",
                              geng_entity_get_id (GENG_ENTITY (window)), post != NULL ? "@" : "",
                              post != NULL ? geng_entity_get_id (GENG_ENTITY (post)) : "");
    }
  return g_string_free (text, FALSE);
}

static void
write_shift (GString *text, gpointer entity)
{
  const char *colour = geng_shift_get_colour (entity);
  g_autofree char *windows = windows_text (entity);

  write_head (text, "shift", entity);
  geng_ini_write_key (text, "window", windows);
  write_minute (text, "start", geng_shift_get_start_minute (entity));
  write_minute (text, "end", geng_shift_get_end_minute (entity));
  geng_ini_write_key (text, "night", geng_shift_get_night (entity) ? "yes" : NULL);
  geng_ini_write_key (text, "mark", geng_shift_get_mark (entity));
  if (colour != NULL && geng_colour_is_name (colour))
    geng_ini_write_key (text, "colour", colour);
}

static void
write_post (GString *text, gpointer entity)
{
  write_head (text, "post", entity);
  write_list (text, "checklist", geng_post_get_checklist (entity));
  geng_ini_write_key (text, "location", geng_post_get_location (entity));
  geng_ini_write_key (text, "manned", geng_post_get_manned (entity) ? "always" : NULL);
  if (geng_post_get_kit (entity) != NULL && geng_post_get_kit (entity)[0] == NULL)
    geng_ini_write_key (text, "kit", "none");
  else
    write_list (text, "kit", geng_post_get_kit (entity));
}

static char *
crew_text (GengDemand *demand)
{
  int min = geng_demand_get_min (demand), wanted = geng_demand_get_wanted (demand);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d..", min);
  if (geng_demand_get_max (demand) != G_MAXINT)
    g_string_append_printf (text, "%d", geng_demand_get_max (demand));
  if (wanted != min)
    g_string_append_printf (text, " wanted %d", wanted);
  return g_string_free (text, FALSE);
}

static char *
roles_text (GengDemand *demand)
{
  g_autoptr (GPtrArray) limits = geng_demand_list_role_limits (demand);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < limits->len; i++)
    {
      const GengRoleLimit *limit = g_ptr_array_index (limits, i);

      g_string_append_printf (text, "%s%s %d..", i > 0 ? "; " : "", limit->role, limit->min);
      if (limit->max != G_MAXINT)
        g_string_append_printf (text, "%d", limit->max);
      if (limit->weight > 0)
        g_string_append_printf (text, " soft %d", limit->weight);
    }
  return g_string_free (text, FALSE);
}

static void
write_demand (GString *text, gpointer entity)
{
  GengShift *shift = geng_demand_get_shift (entity);
  gpointer when = shift != NULL ? (gpointer) shift : (gpointer) geng_demand_get_window (entity);
  GengDays *days = geng_demand_get_days (entity);
  g_autofree char *crew = crew_text (entity);
  g_autofree char *roles = roles_text (entity);
  g_autofree char *days_text = days != NULL ? geng_days_to_string (days) : NULL;

  write_head (text, "demand", entity);
  geng_ini_write_key (text, "post",
                      geng_entity_get_id (GENG_ENTITY (geng_demand_get_post (entity))));
  geng_ini_write_key (text, shift != NULL ? "shift" : "window", geng_entity_get_id (when));
  geng_ini_write_key (text, "crew", crew);
  geng_ini_write_key (text, "roles", roles);
  geng_ini_write_key (text, "days", days_text);
  geng_ini_write_key (text, "campaign", geng_demand_get_campaign (entity));
  geng_ini_write_key (text, "leader", geng_demand_get_leader (entity) ? "yes" : NULL);
  geng_ini_write_key (text, "reserve", geng_demand_get_reserve (entity) ? "yes" : NULL);
  write_list (text, "list", geng_demand_get_candidates (entity));
  if (geng_demand_get_keeps (entity) != NULL)
    geng_ini_write_key (text, "keeps",
                        geng_entity_get_id (GENG_ENTITY (geng_demand_get_keeps (entity))));
  write_int (text, "under", geng_demand_get_under (entity));
  write_int (text, "over", geng_demand_get_over (entity));
}

static void
write_each (GString *text, GListModel *list, WriteEntity write)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) entity = g_list_model_get_item (list, i);

      /* What belongs to a pool of the zone stands in the pool's folder. */
      if (geng_part_has (NULL, entity))
        write (text, entity);
    }
}

static void
write_feed (GString *text, GengStation *station)
{
  int alarm = geng_station_get_feed_alarm_minutes (station);
  g_autofree char *minutes = alarm >= 0 ? g_strdup_printf ("%dmin", alarm) : NULL;

  geng_ini_write_group (text, "feed", NULL);
  geng_ini_write_key (text, "language", geng_station_get_language (station));
  geng_ini_write_key (text, "show-phones", geng_station_get_show_phones (station) ? "yes" : "no");
  geng_ini_write_key (text, "title", geng_station_get_feed_title (station));
  geng_ini_write_key (text, "folder", geng_station_get_feed_folder (station));
  geng_ini_write_key (text, "url", geng_station_get_feed_url (station));
  geng_ini_write_key (text, "alarm", minutes);
}

/* What is as usual is not written. */
static void
write_office (GString *text, GengStation *station)
{
  guint ask = geng_station_get_ask_above (station), keep = geng_station_get_keep_months (station);
  gboolean swaps = geng_station_get_swaps_by_themselves (station);
  g_autofree char *changes = g_strdup_printf ("%u", ask);
  g_autofree char *months = g_strdup_printf ("%u months", keep);

  if (ask != GENG_STATION_ASK_ABOVE || swaps)
    geng_ini_write_group (text, "publish", NULL);
  if (ask != GENG_STATION_ASK_ABOVE)
    geng_ini_write_key (text, "ask-above", changes);
  if (swaps)
    geng_ini_write_key (text, "swaps",
                        geng_words_text (geng_words_swaps, TRUE, geng_write_chinese (station)));
  if (keep != 0)
    {
      geng_ini_write_group (text, "privacy", NULL);
      geng_ini_write_key (text, "keep", months);
    }
}

static void
write_station (GString *text, GengStation *station)
{
  g_autofree char *meeting = g_strdup_printf ("%d", geng_station_get_meeting_day (station));

  geng_ini_write_group (text, "station", NULL);
  geng_ini_write_key (text, "id", geng_entity_get_id (GENG_ENTITY (station)));
  geng_ini_write_key (text, "name", geng_entity_get_name (GENG_ENTITY (station)));
  geng_ini_write_key (text, "timezone", geng_station_get_timezone (station));
  write_minute (text, "day-start", geng_station_get_day_start_minute (station));
  geng_ini_write_key (text, "holidays", geng_station_get_holiday_calendar (station));
  geng_ini_write_key (text, "duty-phone", geng_station_get_duty_phone (station));
  geng_ini_write_key (text, "meeting-day", meeting);
  write_feed (text, station);
  write_office (text, station);
}

/* Returns: (transfer full): station.ini */
GBytes *
geng_write_station (GengStation *station)
{
  GString *text = g_string_new (NULL);

  write_station (text, station);
  write_each (text, geng_station_get_organisations (station), write_organisation);
  write_each (text, geng_station_get_roles (station), write_role);
  write_each (text, geng_station_get_teams (station), write_team);
  write_each (text, geng_station_get_pieces (station), write_piece);
  write_each (text, geng_station_get_windows (station), write_window);
  write_each (text, geng_station_get_shifts (station), write_shift);
  write_each (text, geng_station_get_posts (station), write_post);
  write_each (text, geng_station_get_cycles (station), write_cycle);
  write_each (text, geng_station_get_leave_kinds (station), write_leave_kind);
  write_each (text, geng_station_get_demands (station), write_demand);
  write_each (text, geng_station_get_laws (station), write_law);
  write_each (text, geng_station_get_contracts (station), write_contract);
  write_each (text, geng_station_get_members (station), write_member_rules);
  if (g_list_model_get_n_items (geng_station_get_rules (station)) > 0)
    {
      geng_ini_write_group (text, "rules", NULL);
      write_rules (text, geng_station_get_rules (station));
    }
  return geng_ini_words_finish (text, geng_write_chinese (station));
}
