/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "desk.h"
#include "parts.h"

static gboolean
is_part (const char *part, const char *id)
{
  return g_str_has_prefix (id, part) && id[strlen (part)] == '/';
}

char *
desk_part_text (Desk *self, gpointer entity)
{
  const char *id = entity != NULL ? geng_entity_get_id (entity) : "";
  guint n_stations = self->zone != NULL ? geng_zone_get_n_stations (self->zone) : 0;
  guint n_pools = self->zone != NULL ? geng_zone_get_n_pools (self->zone) : 0;

  for (guint i = 0; i < n_stations + n_pools; i++)
    {
      gboolean pool = i >= n_stations;
      const char *part = pool ? geng_zone_get_pool_id (self->zone, i - n_stations)
                              : geng_zone_get_id (self->zone, i);
      GengStation *station = pool ? geng_zone_get_pool (self->zone, i - n_stations)
                                  : geng_zone_get_station (self->zone, i);

      if (station != NULL && is_part (part, id))
        return g_strdup_printf ("%s %s ", part, geng_entity_get_name (GENG_ENTITY (station)));
    }
  return g_strdup ("");
}

/* A line each. */
void
print_gaps (Desk *self)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (self->judgement);

  for (guint i = 0; i < gaps->len; i++)
    {
      GengGap *gap = g_ptr_array_index (gaps, i);
      g_autofree char *text = geng_gap_to_string (gap);
      g_autofree char *part = desk_part_text (self, geng_gap_get_demand (gap));

      g_print ("  ! %s%s\n", part, text);
    }
}

char *
finding_days_text (Desk *self, GengFinding *finding)
{
  const GDate *first = geng_finding_get_first (finding);
  const GDate *last = geng_finding_get_last (finding);
  g_autofree char *from = desk_date_text (first);
  g_autofree char *to = desk_date_text (last);

  if (first == NULL || strstr (geng_finding_get_message (finding), from) != NULL
      || (g_date_compare (first, &self->first) <= 0 && g_date_compare (last, &self->last) >= 0))
    return g_strdup ("");
  if (g_date_days_between (first, last) <= 1)
    return g_strdup_printf ("%s ", from);
  return g_strdup_printf ("%s..%s ", from, to);
}

/* Whose demand it is, or else whose members. */
static char *
finding_part_text (Desk *self, GengFinding *finding)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);
  gpointer demand = geng_finding_get_demand (finding);

  if (demand == NULL && members->len > 0)
    demand = members->pdata[0];
  return desk_part_text (self, demand);
}

static void
print_finding (Desk *self, GengFinding *finding)
{
  g_autofree char *days = finding_days_text (self, finding);
  g_autofree char *part = finding_part_text (self, finding);

  g_print ("%s%s%s\n", part, days, geng_finding_get_message (finding));
}

static void
print_broken (Desk *self, GPtrArray *settled)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->judgement);
  g_autoptr (GPtrArray) touched = desk_list_touched (self);

  for (guint i = 0; i < findings->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (findings, i);

      if (geng_finding_get_severity (finding) != GENG_SEVERITY_HARD
          || g_ptr_array_find (touched, finding, NULL) || g_ptr_array_find (settled, finding, NULL))
        continue;
      g_print ("  ✗ ");
      print_finding (self, finding);
    }
  desk_print_touched (self, touched);
}

static void
print_settled (Desk *self, GPtrArray *settled)
{
  for (guint i = 0; i < settled->len; i++)
    {
      g_autofree char *days = finding_days_text (self, settled->pdata[i]);

      g_print (_ ("  ✎ %s%s (it was served, and stays)\n"), days,
               geng_finding_get_message (settled->pdata[i]));
    }
}

/* What is allowed, and good to know. */
static void
print_notes (Desk *self)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->judgement);

  for (guint i = 0; i < findings->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (findings, i);

      if (geng_finding_get_severity (finding) != GENG_SEVERITY_NOTE)
        continue;
      g_print ("  · ");
      print_finding (self, finding);
    }
}

/* What is allowed and costs, the dearest first as the judge lists it. */
void
print_costs (Desk *self)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->judgement);

  for (guint i = 0; i < findings->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (findings, i);

      if (geng_finding_get_severity (finding) != GENG_SEVERITY_SOFT)
        continue;
      g_print ("  %6.1f  ", geng_finding_get_cost (finding) / (double) GENG_POINT);
      print_finding (self, finding);
    }
}

/* Said once where rules count days of which no record is there. */
static void
print_known (Desk *self)
{
  const GDate *known = self->history != NULL ? geng_roster_get_first (self->history) : &self->first;
  g_autofree char *date = desk_date_text (known);
  GDate day;

  if (geng_judge_looks_back (self->station, &self->first, &day) && g_date_compare (&day, known) < 0)
    g_print (_ ("What was served is known from %s on; what lies before counts nothing.\n"), date);
}

/* A month may end in the next year only on the clock: its duty days are of one year. */
static void
print_open_holidays (Desk *self)
{
  g_autofree char *open
      = geng_station_dup_holiday_notice (self->station, g_date_get_year (&self->first));

  if (open != NULL)
    g_print ("%s\n", open);
}

/* Whom the roster leaves out. */
static void
print_set_aside (Desk *self)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (self->roster);

  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = g_ptr_array_index (list, i);
      g_autofree char *text = geng_set_aside_to_string (one);
      g_autofree char *part = desk_part_text (self, geng_set_aside_get_member (one));

      g_print ("  – %s%s\n", part, text);
    }
}

static void
add_set_aside (Desk *self, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (self->roster);

  json_builder_set_member_name (builder, "set-aside");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = g_ptr_array_index (list, i);
      g_autofree char *since = desk_date_text (geng_set_aside_get_since (one));

      json_builder_begin_object (builder);
      add_text (builder, "member",
                geng_entity_get_id (GENG_ENTITY (geng_set_aside_get_member (one))));
      add_text (builder, "since", since);
      json_builder_set_member_name (builder, "proven");
      json_builder_add_boolean_value (builder, geng_set_aside_get_proven (one));
      add_text (builder, "reason", geng_set_aside_get_reason (one));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
is_same_place (GengGap *a, GengGap *b)
{
  return geng_gap_get_demand (a) == geng_gap_get_demand (b)
         && g_date_compare (geng_gap_get_date (a), geng_gap_get_date (b)) == 0
         && geng_gap_get_start_minute (a) == geng_gap_get_start_minute (b)
         && geng_gap_get_end_minute (a) == geng_gap_get_end_minute (b);
}

int
count_missing (GPtrArray *gaps, guint index)
{
  int counted = 0;

  for (guint i = 0; i < index; i++)
    if (is_same_place (gaps->pdata[i], gaps->pdata[index]))
      counted = MAX (counted, geng_gap_get_places (gaps->pdata[i]));
  return MAX (geng_gap_get_places (gaps->pdata[index]) - counted, 0);
}

/* (nullable): "captain", "org:police" or several with `|`, as people call it */
static const char *
role_name (Desk *self, const char *role)
{
  gpointer entity = NULL;

  if (role == NULL)
    return NULL;
  if (g_str_has_prefix (role, "org:"))
    entity = geng_station_lookup_organisation (self->station, role + strlen ("org:"));
  else
    entity = geng_station_lookup_role (self->station, role);
  return entity != NULL ? geng_entity_get_name (GENG_ENTITY (entity)) : role;
}

/* Places open, once, as people, and of these those with a role: "7 people, 1 of them captain". */
void
print_missing (Desk *self)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (self->judgement);
  g_autoptr (GHashTable) roles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  int people = 0;

  for (guint i = 0; i < gaps->len; i++)
    {
      const char *role = role_name (self, geng_gap_get_role (gaps->pdata[i]));
      int n = role != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (roles, role)) : 0;

      people += count_missing (gaps, i);
      if (role == NULL)
        continue;
      if (n == 0)
        g_ptr_array_add (order, (gpointer) role);
      g_hash_table_insert (roles, (gpointer) role,
                           GINT_TO_POINTER (n + geng_gap_get_places (gaps->pdata[i])));
    }
  if (people == 0)
    return;
  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (text, _ (", %d of them %s"),
                            GPOINTER_TO_INT (g_hash_table_lookup (roles, order->pdata[i])),
                            (const char *) order->pdata[i]);
  g_print (_ ("People missing: %d%s.\n"), people, text->str);
}

/* Gaps and broken rules, then one line that sums up. */
void
print_verdict (Desk *self)
{
  const GengScore *score = geng_judgement_get_score (self->judgement);
  GPtrArray *settled = desk_get_settled (self);

  print_open_holidays (self);
  print_set_aside (self);
  print_broken (self, settled);
  print_settled (self, settled);
  print_gaps (self);
  presence_print_holes (self);
  print_notes (self);
  print_known (self);
  print_missing (self);
  g_print (_ ("Gaps: %d. Broken rules: %d. Cost: %.1f.\n"), (int) score->gaps,
           (int) (desk_count_broken (self) - settled->len), score->cost / (double) GENG_POINT);
}

static void
add_members (GPtrArray *members, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < members->len; i++)
    json_builder_add_string_value (builder, geng_entity_get_id (g_ptr_array_index (members, i)));
  json_builder_end_array (builder);
}

static void
add_obstacles (GengGap *gap, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) obstacles = geng_gap_list_obstacles (gap);

  if (obstacles->len == 0)
    return;
  json_builder_set_member_name (builder, "obstacles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < obstacles->len; i++)
    {
      GengObstacle *obstacle = g_ptr_array_index (obstacles, i);
      g_autoptr (GPtrArray) members = geng_obstacle_list_members (obstacle);

      json_builder_begin_object (builder);
      add_text (builder, "rule", geng_obstacle_get_rule (obstacle));
      add_text (builder, "title", geng_obstacle_get_title (obstacle));
      add_members (members, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_gap (GengGap *gap, JsonBuilder *builder)
{
  g_autofree char *date = desk_date_text (geng_gap_get_date (gap));
  g_autofree char *text = geng_gap_to_string (gap);

  json_builder_begin_object (builder);
  add_text (builder, "date", date);
  add_text (builder, "demand", geng_entity_get_id (GENG_ENTITY (geng_gap_get_demand (gap))));
  add_number (builder, "places", geng_gap_get_places (gap));
  add_text (builder, "role", geng_gap_get_role (gap));
  add_obstacles (gap, builder);
  add_text (builder, "reason", geng_gap_get_reason (gap));
  add_text (builder, "text", text);
  json_builder_end_object (builder);
}

void
add_judged (GengFinding *finding, JsonBuilder *builder)
{
  static const char *const severities[] = { "note", "soft", "gap", "hard" };
  GengDemand *demand = geng_finding_get_demand (finding);
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);
  g_autofree char *first = desk_date_text (geng_finding_get_first (finding));
  g_autofree char *last = desk_date_text (geng_finding_get_last (finding));

  json_builder_begin_object (builder);
  add_text (builder, "severity", severities[geng_finding_get_severity (finding)]);
  add_text (builder, "first", first);
  add_text (builder, "last", last);
  add_text (builder, "rule", geng_finding_get_rule (finding));
  add_members (members, builder);
  add_text (builder, "demand", demand ? geng_entity_get_id (GENG_ENTITY (demand)) : NULL);
  add_number (builder, "amount", geng_finding_get_amount (finding));
  add_number (builder, "cost", geng_finding_get_cost (finding));
  add_text (builder, "text", geng_finding_get_message (finding));
  json_builder_end_object (builder);
}

/* Members "broken", "served" (broken by what was served, which stays), "gaps", "cost" (in points
 * × 60), "gap-list", "findings", "touched" and "set-aside" of the open object. */
void
add_verdict (Desk *self, JsonBuilder *builder)
{
  const GengScore *score = geng_judgement_get_score (self->judgement);
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (self->judgement);
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->judgement);
  g_autoptr (GPtrArray) touched = desk_list_touched (self);
  const GPtrArray *settled = desk_get_settled (self);

  add_number (builder, "broken", desk_count_broken (self) - settled->len);
  add_number (builder, "served", settled->len);
  add_number (builder, "gaps", score->gaps);
  add_number (builder, "cost", score->cost);
  json_builder_set_member_name (builder, "gap-list");
  json_builder_begin_array (builder);
  for (guint i = 0; i < gaps->len; i++)
    add_gap (g_ptr_array_index (gaps, i), builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_judged (g_ptr_array_index (findings, i), builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "touched");
  json_builder_begin_array (builder);
  desk_add_touched (self, touched, builder);
  json_builder_end_array (builder);
  add_set_aside (self, builder);
}

/* The verdict alone, for programs. */
void
answer_verdict (Desk *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_verdict (self, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
add_items (GPtrArray *items, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    json_builder_add_string_value (builder, geng_entity_get_id (g_ptr_array_index (items, i)));
  json_builder_end_array (builder);
}

static void
add_duty (GengDuty *duty, GengStation *station, JsonBuilder *builder)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, station);
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, station);
  g_autofree char *date = desk_date_text (geng_duty_get_date (duty));
  GengEntity *member = GENG_ENTITY (geng_duty_get_member (duty));
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);

  json_builder_begin_object (builder);
  add_text (builder, "date", date);
  add_text (builder, "member", geng_entity_get_id (member));
  add_text (builder, "name", geng_entity_get_name (member));
  add_text (builder, "shift", geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
  add_text (builder, "post", geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
  add_instant (builder, "start", start);
  add_instant (builder, "end", end);
  add_items (items, builder);
  json_builder_end_object (builder);
}

/* The member "duties" of the open object. */
void
add_duties (Desk *self, GPtrArray *duties, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "duties");
  json_builder_begin_array (builder);
  for (guint i = 0; i < duties->len; i++)
    add_duty (g_ptr_array_index (duties, i), self->station, builder);
  json_builder_end_array (builder);
}
