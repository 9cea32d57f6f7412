/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* station.ini: demands. */

#include "geng-gettext.h"
#include "geng-reader.h"
#include "geng-rule-text.h"

#include <string.h>

static void
fault_in_key (GengReader *self, GengKey *key, guint column, const char *message)
{
  geng_faults_add (self->faults, key->line, key->value_column + MAX (column, 1) - 1, "%s", message);
}

/* MIN..MAX ["wanted" N] */
static gboolean
parse_crew (GengRuleText *text, int *min, int *wanted, int *max, GError **error)
{
  const char *at;

  if (!geng_rule_text_range (text, GENG_RULE_UNIT_COUNT, min, max, error))
    return FALSE;
  *wanted = *min;
  at = text->at;
  /* 期望 is the rules' word for a target as well. */
  if ((geng_rule_text_accept (text, "wanted") || geng_rule_text_accept (text, "target"))
      && !geng_rule_text_number (text, GENG_RULE_UNIT_COUNT, wanted, error))
    return FALSE;
  if (*wanted < *min || *wanted > *max)
    return geng_rule_text_fail_at (text, at + strspn (at, " \t"), error,
                                   _ ("as many wanted as the range allows"));
  return geng_rule_text_finish (text, error);
}

static void
read_crew (GengReader *self, GengGroup *group, GengDemand *demand)
{
  GengKey *key = geng_ini_get (group, "crew");
  g_autoptr (GError) error = NULL;
  GengRuleText text;
  int min, wanted, max;

  if (key == NULL)
    {
      geng_faults_add (self->faults, group->line, 1, _ ("[demand %s] needs a 'crew' such as 4..6"),
                       group->id);
      return;
    }
  geng_rule_text_init (&text, key->value);
  if (parse_crew (&text, &min, &wanted, &max, &error))
    geng_demand_set_crew (demand, min, wanted, max);
  else
    fault_in_key (self, key, text.column, error->message);
}

static gboolean
is_known_role (GengReader *self, const char *role)
{
  if (g_str_has_prefix (role, "org:"))
    return geng_station_lookup_organisation (self->station, role + strlen ("org:")) != NULL;
  return geng_station_lookup_role (self->station, role) != NULL;
}

static gboolean
fail_role (GengReader *self, GengRuleText *text, const char *at, const char *role, GError **error)
{
  gboolean org = g_str_has_prefix (role, "org:");
  g_autofree char *known
      = geng_reader_list_ids (org ? geng_station_get_organisations (self->station)
                                  : geng_station_get_roles (self->station));

  if (org)
    return geng_rule_text_fail_at (text, at, error, _ ("unknown organisation '%s'; there are: %s"),
                                   role + strlen ("org:"), known);
  return geng_rule_text_fail_at (text, at, error, _ ("unknown role '%s'; there are: %s"), role,
                                 known);
}

/* 单位:村联防队 is org:村联防队; NULL for NULL. */
static char *
plain_role (const char *word)
{
  static const char *const prefixes[] = { "单位:", "单位：" };

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (word, prefixes[i]))
      return g_strconcat ("org:", word + strlen (prefixes[i]), NULL);
  return g_strdup (word);
}

/* ROLE RANGE ["soft" WEIGHT] */
static gboolean
parse_role (GengReader *self, GengRuleText *text, GengDemand *demand, GError **error)
{
  const char *at = text->at + strspn (text->at, " \t");
  g_autofree char *word
      = geng_rule_text_word (text, _ ("a role, or org: and an organisation"), error);
  g_autofree char *role = plain_role (word);
  g_autoptr (GengRoleLimit) made = NULL;
  GengLimit limit;

  if (role == NULL)
    return FALSE;
  if (!is_known_role (self, role))
    return fail_role (self, text, at, role, error);
  if (!geng_rule_text_limit (text, GENG_RULE_UNIT_COUNT, &limit, error))
    return FALSE;
  made = geng_role_limit_new (role, limit.min, limit.max, limit.weight);
  geng_demand_add_role_limit (demand, made);
  return TRUE;
}

static void
read_roles (GengReader *self, GengGroup *group, GengDemand *demand)
{
  GengKey *key = geng_ini_get (group, "roles");
  g_autoptr (GError) error = NULL;
  GengRuleText text;
  gboolean ok = TRUE;

  if (key == NULL)
    return;
  geng_rule_text_init (&text, key->value);
  while (ok && !geng_rule_text_ended (&text))
    {
      ok = parse_role (self, &text, demand, &error);
      if (ok && !geng_rule_text_accept (&text, ";") && !geng_rule_text_ended (&text))
        ok = geng_rule_text_finish (&text, &error);
    }
  if (!ok)
    fault_in_key (self, key, text.column, error->message);
}

static void
read_days (GengReader *self, GengGroup *group, GengDemand *demand)
{
  GengKey *key = geng_ini_get (group, "days");
  g_autoptr (GError) error = NULL;
  g_autoptr (GengDays) days = NULL;

  if (key == NULL)
    return;
  days = geng_days_parse (key->value, &error);
  if (days != NULL)
    geng_demand_set_days (demand, days);
  else
    fault_in_key (self, key, 1, error->message);
}

static int
read_price (GengReader *self, GengGroup *group, const char *name, int price)
{
  GengKey *key = geng_ini_get (group, name);
  g_autoptr (GError) error = NULL;
  GengRuleText text;

  if (key == NULL)
    return price;
  geng_rule_text_init (&text, key->value);
  if (!geng_rule_text_number (&text, GENG_RULE_UNIT_COUNT, &price, &error)
      || !geng_rule_text_finish (&text, &error))
    fault_in_key (self, key, text.column, error->message);
  return price;
}

static void
read_campaign (GengReader *self, GengGroup *group, GengDemand *demand)
{
  GengKey *key = geng_ini_get (group, "campaign");

  if (key != NULL)
    geng_demand_set_campaign (demand, key->value);
}

static void
read_service (GengReader *self, GengGroup *group, GengDemand *demand)
{
  gboolean leader = FALSE, reserve = FALSE;

  geng_reader_key_bool (self, group, "leader", &leader);
  geng_reader_key_bool (self, group, "reserve", &reserve);
  geng_demand_set_leader (demand, leader);
  geng_demand_set_reserve (demand, reserve);
  if (geng_ini_get (group, "keeps") != NULL)
    geng_demand_set_keeps (demand, geng_reader_key_entity (self, group, "keeps",
                                                           geng_station_get_posts (self->station)));
}

static GengDemand *
create_demand (GengReader *self, GengGroup *group)
{
  GengKey *name = geng_ini_get (group, "name");
  const char *title = name != NULL ? name->value : NULL;
  gboolean shift = geng_ini_get (group, "shift") != NULL,
           window = geng_ini_get (group, "window") != NULL;
  GengPost *post
      = geng_reader_key_entity (self, group, "post", geng_station_get_posts (self->station));
  gpointer when = NULL;

  if (shift == window)
    geng_faults_add (self->faults, group->line, 1,
                     _ ("[demand %s] needs either a 'shift' or a 'window'"), group->id);
  else if (shift)
    when = geng_reader_key_entity (self, group, "shift", geng_station_get_shifts (self->station));
  else
    when = geng_reader_key_entity (self, group, "window", geng_station_get_windows (self->station));
  if (post == NULL || when == NULL)
    return NULL;
  return shift ? geng_demand_new_for_shift (group->id, title, post, when)
               : geng_demand_new_for_window (group->id, title, post, when);
}

static void
read_demand (GengReader *self, GengGroup *group)
{
  g_autoptr (GengDemand) demand = create_demand (self, group);
  g_autoptr (GError) error = NULL;
  gboolean added;
  guint before = self->faults->list->len;

  if (demand == NULL)
    {
      for (guint i = 0; i < group->keys->len; i++)
        ((GengKey *) g_ptr_array_index (group->keys, i))->used = TRUE;
      return;
    }
  read_crew (self, group, demand);
  read_roles (self, group, demand);
  read_days (self, group, demand);
  read_campaign (self, group, demand);
  read_service (self, group, demand);
  geng_demand_set_prices (demand, read_price (self, group, "under", geng_demand_get_under (demand)),
                          read_price (self, group, "over", geng_demand_get_over (demand)));
  if (self->faults->list->len > before)
    return;
  added = geng_station_add_demand (self->station, demand, &error);
  geng_reader_take (self, group->line, 1, added, error);
}

void
geng_read_demands (GengReader *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->kind, "demand") && group->id[0] != '\0')
        read_demand (self, group);
    }
}

static void
read_list (GengReader *self, GengKey *key, GengDemand *demand)
{
  g_auto (GStrv) names = geng_words_split_ids (key->value);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      GengField field = { names[i], key->line, geng_reader_column_of (key, names[i]) };
      GengEntity *member = geng_reader_entity (
          self, &field, geng_station_get_members (self->station), _ ("member"));

      if (member != NULL)
        g_strv_builder_add (ids, geng_entity_get_id (member));
    }
  list = g_strv_builder_end (ids);
  geng_demand_set_candidates (demand, (const char *const *) list);
}

/* Who is on the list of a demand, which is read before the members are. */
void
geng_read_lists (GengReader *self, gboolean whole)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (self->groups, i);
      GengKey *key = g_str_equal (group->kind, "demand") ? geng_ini_get (group, "list") : NULL;
      GengDemand *demand = geng_station_lookup_demand (self->station, group->id);

      if (key != NULL && demand != NULL && whole)
        read_list (self, key, demand);
    }
}
