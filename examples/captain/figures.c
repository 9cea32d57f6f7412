/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The figures of a month for the meeting: who served how much, by shift, organisation and team. */
#include "figures.h"

#include "office.h"
#include "wrap.h"

#include <string.h>

#define NAME_COLUMNS 24

/* A row of a table: so many people, duties and minutes under one name. */
typedef struct
{
  char *id;
  char *name;
  guint people;
  guint duties;
  gint64 minutes;
} Figure;

static void
figure_free (gpointer data)
{
  Figure *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

static Figure *
add_figure (GPtrArray *figures, GengEntity *entity)
{
  Figure *figure = g_new0 (Figure, 1);

  figure->id = g_strdup (geng_entity_get_id (entity));
  figure->name = g_strdup (geng_entity_get_name (entity));
  g_ptr_array_add (figures, figure);
  return figure;
}

static GPtrArray *
list_figures (GListModel *entities)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (figure_free);

  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (entities, i);

      add_figure (all, entity);
    }
  return all;
}

static Figure *
find_figure (GPtrArray *figures, gpointer entity)
{
  for (guint i = 0; entity != NULL && i < figures->len; i++)
    {
      Figure *figure = g_ptr_array_index (figures, i);

      if (g_str_equal (figure->id, geng_entity_get_id (GENG_ENTITY (entity))))
        return figure;
    }
  return NULL;
}

static void
count_duty (Desk *desk, GPtrArray *figures, gpointer entity, GengDuty *duty)
{
  Figure *figure = find_figure (figures, entity);
  GengShift *shift = geng_duty_get_shift (duty);

  if (figure == NULL)
    return;
  figure->duties++;
  /* Who waits for a call is not at work. */
  if (!geng_station_is_at_work (desk->station, duty))
    return;
  figure->minutes += geng_station_elapsed_minutes (desk->station, geng_duty_get_date (duty),
                                                   geng_shift_get_start_minute (shift),
                                                   geng_shift_get_end_minute (shift));
}

typedef gpointer (*KeyFunc) (GengDuty *duty);

static gpointer
organisation_of (GengDuty *duty)
{
  return geng_member_get_organisation (geng_duty_get_member (duty));
}

static gpointer
team_of (GengDuty *duty)
{
  return geng_member_get_team (geng_duty_get_member (duty));
}

static gpointer
shift_of (GengDuty *duty)
{
  return geng_duty_get_shift (duty);
}

/* How many different members have a duty that belongs to a figure. */
static void
count_people (Desk *desk, GPtrArray *figures, KeyFunc key)
{
  GListModel *members = geng_station_get_members (desk->station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GPtrArray) duties = geng_roster_list_member (desk->roster, member);
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      for (guint j = 0; j < duties->len; j++)
        {
          Figure *figure = find_figure (figures, key (g_ptr_array_index (duties, j)));

          if (figure != NULL && g_hash_table_add (seen, figure))
            figure->people++;
        }
    }
}

static GPtrArray *
count (Desk *desk, GListModel *entities, KeyFunc key)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (desk->roster);
  GPtrArray *figures = list_figures (entities);

  for (guint i = 0; i < duties->len; i++)
    count_duty (desk, figures, key (g_ptr_array_index (duties, i)), g_ptr_array_index (duties, i));
  count_people (desk, figures, key);
  return figures;
}

static gboolean
serves (Desk *desk, GengDuty *duty, GengDemand *demand)
{
  return geng_duty_get_post (duty) == geng_demand_get_post (demand)
         && geng_duty_get_shift (duty) == geng_demand_get_shift (demand)
         && geng_demand_holds_on (demand, desk->station, geng_duty_get_date (duty));
}

/* The duties of a campaign are those at its post and shift on its days. */
static void
count_campaign (Desk *desk, GPtrArray *figures, GengDemand *demand)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (desk->roster);
  g_autoptr (GHashTable) people = g_hash_table_new (NULL, NULL);
  Figure *figure = add_figure (figures, GENG_ENTITY (demand));

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      if (!serves (desk, duty, demand))
        continue;
      count_duty (desk, figures, demand, duty);
      figure->people += g_hash_table_add (people, geng_duty_get_member (duty));
    }
}

static GPtrArray *
count_campaigns (Desk *desk)
{
  GListModel *demands = geng_station_get_demands (desk->station);
  GPtrArray *figures = g_ptr_array_new_with_free_func (figure_free);

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      if (geng_demand_get_campaign (demand))
        count_campaign (desk, figures, demand);
    }
  return figures;
}

/* Left-aligned in columns of the terminal, where a Chinese character takes two. */
static void
print_name (const char *name)
{
  guint columns = wrap_width (name, strlen (name));

  g_print ("  %s", name);
  for (; columns < NAME_COLUMNS; columns++)
    g_print (" ");
}

static void
print_figures (const char *title, GPtrArray *figures)
{
  if (figures->len == 0)
    return;
  g_print ("%s\n", title);
  for (guint i = 0; i < figures->len; i++)
    {
      const Figure *figure = g_ptr_array_index (figures, i);
      double hours = figure->minutes / 60.0;

      print_name (figure->name);
      g_print (_ ("%4u people %5u duties %7.1f h"), figure->people, figure->duties, hours);
      if (figure->people > 0)
        g_print (_ ("  %6.1f h each"), hours / figure->people);
      g_print ("\n");
    }
}

static guint
count_requests (Desk *desk, gboolean wishes)
{
  GListModel *requests = geng_station_get_requests (desk->station);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);
      GengRequestKind kind = geng_request_get_kind (request);

      if (wishes ? kind != GENG_REQUEST_KIND_WISH_OFF && kind != GENG_REQUEST_KIND_WISH_ON
                 : kind != GENG_REQUEST_KIND_LEAVE)
        continue;
      if (g_date_compare (geng_request_get_first (request), &desk->last) <= 0
          && g_date_compare (geng_request_get_last (request), &desk->first) >= 0)
        n++;
    }
  return n;
}

static guint
count_findings (Desk *desk, const char *rule)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (desk->judgement);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (geng_finding_get_rule (g_ptr_array_index (findings, i)), rule);
  return n;
}

gboolean
find_confirmed (Desk *desk, Confirmed *confirmed)
{
  gboolean failed;
  g_autoptr (GengRoster) official = desk_load_official (desk, &desk->first, &desk->last, &failed);
  g_autoptr (GengJournal) journal
      = failed ? NULL : desk_load_journal (desk, &desk->first, &desk->last);

  if (journal == NULL)
    return FALSE;
  desk_count_confirmed (desk, official, journal, &confirmed->duties, &confirmed->open);
  return TRUE;
}

void
print_month_figures (Desk *desk, const Confirmed *confirmed)
{
  g_autoptr (GPtrArray) shifts = count (desk, geng_station_get_shifts (desk->station), shift_of);
  g_autoptr (GPtrArray) organisations
      = count (desk, geng_station_get_organisations (desk->station), organisation_of);
  g_autoptr (GPtrArray) teams = count (desk, geng_station_get_teams (desk->station), team_of);
  g_autoptr (GPtrArray) campaigns = count_campaigns (desk);

  g_print ("%s · %04d-%02d\n\n", geng_entity_get_name (GENG_ENTITY (desk->station)),
           g_date_get_year (&desk->first), g_date_get_month (&desk->first));
  print_figures (_ ("By shift"), shifts);
  print_figures (_ ("By organisation"), organisations);
  print_figures (_ ("By team"), teams);
  print_figures (_ ("Campaigns"), campaigns);
  g_print (_ ("\nLeave: %u. Wishes: %u, not granted: %u days.\n"), count_requests (desk, FALSE),
           count_requests (desk, TRUE), count_findings (desk, "wish"));
  g_print (_ ("Duties that somebody confirmed (已核): %u; unconfirmed (未核): %u.\n"),
           confirmed->duties, confirmed->open);
  print_verdict (desk);
}

static void
add_figures (JsonBuilder *builder, const char *name, GPtrArray *figures)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint i = 0; i < figures->len; i++)
    {
      const Figure *figure = g_ptr_array_index (figures, i);

      json_builder_set_member_name (builder, figure->id);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "people");
      json_builder_add_int_value (builder, figure->people);
      json_builder_set_member_name (builder, "duties");
      json_builder_add_int_value (builder, figure->duties);
      json_builder_set_member_name (builder, "minutes");
      json_builder_add_int_value (builder, figure->minutes);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/* Members "shifts", "organisations", "teams" and "campaigns" of the open object; requests, and what
 * is confirmed. */
void
add_month_figures (Desk *desk, const Confirmed *confirmed, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) shifts = count (desk, geng_station_get_shifts (desk->station), shift_of);
  g_autoptr (GPtrArray) organisations
      = count (desk, geng_station_get_organisations (desk->station), organisation_of);
  g_autoptr (GPtrArray) teams = count (desk, geng_station_get_teams (desk->station), team_of);
  g_autoptr (GPtrArray) campaigns = count_campaigns (desk);

  add_figures (builder, "shifts", shifts);
  add_figures (builder, "organisations", organisations);
  add_figures (builder, "teams", teams);
  add_figures (builder, "campaigns", campaigns);
  add_number (builder, "leave", count_requests (desk, FALSE));
  add_number (builder, "wishes", count_requests (desk, TRUE));
  add_number (builder, "wishes-refused", count_findings (desk, "wish"));
  add_number (builder, "confirmed", confirmed->duties);
  add_number (builder, "unconfirmed", confirmed->open);
}
