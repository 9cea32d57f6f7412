/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the page is told: docs/desk.md describes each member. */
#include "board.h"
#include "../captain/official.h"

#include <string.h>

/* What a cell says besides shift and post. */
enum
{
  CELL_PINNED = 1,
  CELL_SERVED = 2,
  CELL_CHANGED = 4 /* against what is published */
};

static void
begin_object (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* -- numbers of findings -- */

guint
board_number_of (GengFinding *finding)
{
  static guint last;
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (finding), "desk-number"));

  if (number == 0)
    {
      number = ++last;
      g_object_set_data (G_OBJECT (finding), "desk-number", GUINT_TO_POINTER (number));
    }
  return number;
}

static void
add_numbered (Board *self, GengFinding *finding, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_number (builder, "number", board_number_of (finding));
  json_builder_set_member_name (builder, "finding");
  add_judged (finding, builder);
  add_flag (builder, "served", board_is_settled (self, finding));
  json_builder_end_object (builder);
}

static void
add_findings (Board *self, JsonBuilder *builder, const char *name, GPtrArray *findings)
{
  begin_array (builder, name);
  for (guint i = 0; i < findings->len; i++)
    add_numbered (self, findings->pdata[i], builder);
  json_builder_end_array (builder);
}

/* Without what was served, as geng check counts. */
static guint
count_broken (Board *self)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->desk.judgement);
  guint n = desk_count_broken (&self->desk);

  for (guint i = 0; i < findings->len; i++)
    n -= board_is_settled (self, findings->pdata[i]) ? 1 : 0;
  return n;
}

static void
add_score (Board *self, JsonBuilder *builder)
{
  const GengScore *score = geng_judgement_get_score (self->desk.judgement);

  begin_object (builder, "score");
  add_number (builder, "broken", count_broken (self));
  add_number (builder, "gaps", score->gaps);
  add_number (builder, "cost", score->cost);
  json_builder_end_object (builder);
  /* What was proven of a plan holds as long as the station is the one that was planned. */
  if (self->planned_generation == (gint64) geng_station_get_generation (self->desk.station))
    {
      begin_object (builder, "bound");
      add_number (builder, "gaps", self->bound_gaps);
      add_number (builder, "cost", self->bound_cost);
      json_builder_end_object (builder);
    }
}

/* -- cells -- */

typedef struct
{
  JsonBuilder *builder;
  GHashTable *shifts, *posts; /* to their indices */
  GHashTable *members, *days; /* the numbers of those that were told as changed */
} Cells;

static GHashTable *
new_indices (GListModel *list)
{
  GHashTable *indices = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      g_hash_table_insert (indices, item, GUINT_TO_POINTER (i));
    }
  return indices;
}

static void
cells_init (Cells *cells, Board *self, JsonBuilder *builder)
{
  cells->builder = builder;
  cells->shifts = new_indices (geng_station_get_shifts (self->desk.station));
  cells->posts = new_indices (geng_station_get_posts (self->desk.station));
  cells->members = g_hash_table_new (NULL, NULL);
  cells->days = g_hash_table_new (NULL, NULL);
}

static void
cells_clear (Cells *cells)
{
  g_hash_table_unref (cells->shifts);
  g_hash_table_unref (cells->posts);
  g_hash_table_unref (cells->members);
  g_hash_table_unref (cells->days);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cells, cells_clear)

/* Shift, post, flags, and shift and post of what is published. */
#define MOST_OF_A_CELL 5

/* Returns: how many numbers there are then */
static guint
put_place (const Cells *cells, GengDuty *duty, int *numbers, guint n)
{
  numbers[n] = numbers[n + 1] = -1;
  if (duty != NULL)
    {
      numbers[n]
          = GPOINTER_TO_INT (g_hash_table_lookup (cells->shifts, geng_duty_get_shift (duty)));
      numbers[n + 1]
          = GPOINTER_TO_INT (g_hash_table_lookup (cells->posts, geng_duty_get_post (duty)));
    }
  return n + 2;
}

static gboolean
is_elsewhere (GengDuty *duty, GengDuty *published)
{
  if (duty == NULL || published == NULL)
    return duty != published;
  return geng_duty_get_shift (duty) != geng_duty_get_shift (published)
         || geng_duty_get_post (duty) != geng_duty_get_post (published);
}

/* [shift, post, flags], or [] for a day off; where that differs from what is published, shift and
 * post of that follow.  A shift of -1 is a day off.  Returns: how many numbers it has */
static guint
read_cell (Board *self,
           const Cells *cells,
           GengMember *member,
           const GDate *date,
           GengDuty *duty,
           int numbers[MOST_OF_A_CELL])
{
  GengRoster *official = self->desk.published;
  GengDuty *published = official != NULL ? geng_roster_lookup (official, member, date) : NULL;
  gboolean changed = official != NULL && is_elsewhere (duty, published);
  int flags = changed ? CELL_CHANGED : 0;
  guint n = 0;

  if (duty != NULL && geng_duty_get_pinned (duty))
    flags |= CELL_PINNED;
  if (duty != NULL && board_is_served (self, member, date))
    flags |= CELL_SERVED;
  if (duty == NULL && flags == 0)
    return 0;
  n = put_place (cells, duty, numbers, n);
  numbers[n++] = flags;
  return changed ? put_place (cells, published, numbers, n) : n;
}

static void
add_cell (Board *self, const Cells *cells, GengMember *member, const GDate *date, GengDuty *duty)
{
  int numbers[MOST_OF_A_CELL];
  guint n = read_cell (self, cells, member, date, duty, numbers);

  json_builder_begin_array (cells->builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_int_value (cells->builder, numbers[i]);
  json_builder_end_array (cells->builder);
}

static void
write_cell (Board *self, const Cells *cells, GengMember *member, const GDate *date, GString *text)
{
  int numbers[MOST_OF_A_CELL];
  GengDuty *duty = geng_roster_lookup (self->desk.roster, member, date);
  guint n = read_cell (self, cells, member, date, duty, numbers);

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? "," : "", numbers[i]);
  g_string_append_c (text, ']');
}

char *
board_write_cells (Board *self)
{
  g_auto (Cells) cells = { 0 };
  GListModel *members = geng_station_get_members (self->desk.station);
  GString *text = g_string_new ("[");

  cells_init (&cells, self, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      g_string_append (text, i > 0 ? ",[" : "[");
      for (GDate date = self->desk.first; g_date_compare (&date, &self->desk.last) <= 0;
           g_date_add_days (&date, 1))
        {
          if (g_date_compare (&date, &self->desk.first) > 0)
            g_string_append_c (text, ',');
          write_cell (self, &cells, member, &date, text);
        }
      g_string_append_c (text, ']');
    }
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static void
add_changed_cell (Board *self, guint member, guint day, GengDuty *from, GengDuty *to, gpointer data)
{
  const Cells *cells = data;
  g_autoptr (GengMember) who
      = g_list_model_get_item (geng_station_get_members (self->desk.station), member);
  GDate date = self->desk.first;

  g_date_add_days (&date, day);
  g_hash_table_add (cells->members, GUINT_TO_POINTER (member));
  g_hash_table_add (cells->days, GUINT_TO_POINTER (day));
  json_builder_begin_array (cells->builder);
  json_builder_add_int_value (cells->builder, member);
  json_builder_add_int_value (cells->builder, day);
  add_cell (self, cells, who, &date, from);
  add_cell (self, cells, who, &date, to);
  json_builder_end_array (cells->builder);
}

/* [member, day, what it was, what it is] each. */
static void
add_changed_cells (Board *self, GengRoster *from, GengRoster *to, Cells *cells)
{
  begin_array (cells->builder, "cells");
  board_each_difference (self, from, to, add_changed_cell, cells);
  json_builder_end_array (cells->builder);
}

void
board_add_difference (Board *self, GengRoster *from, GengRoster *to, JsonBuilder *builder)
{
  g_auto (Cells) cells = { 0 };

  cells_init (&cells, self, builder);
  add_changed_cells (self, from, to, &cells);
}

/* -- people by demand -- */

static guint
count_people (Board *self, GengDemand *demand, const GDate *date)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (self->desk.roster, date);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += geng_duty_get_post (duties->pdata[i]) == geng_demand_get_post (demand)
         && board_takes (self, demand, geng_duty_get_shift (duties->pdata[i]));
  return n;
}

static gboolean
is_wanted (Board *self, GengDemand *demand, const GDate *date)
{
  return geng_demand_holds_on (demand, self->desk.station, date);
}

static void
add_demand (Board *self, GengDemand *demand, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", geng_entity_get_id (GENG_ENTITY (demand)));
  add_text (builder, "name", geng_entity_get_name (GENG_ENTITY (demand)));
  add_text (builder, "post", geng_entity_get_id (GENG_ENTITY (geng_demand_get_post (demand))));
  add_number (builder, "least", geng_demand_get_min (demand));
  add_number (builder, "most", geng_demand_get_max (demand));
  begin_array (builder, "people");
  for (GDate date = self->desk.first; g_date_compare (&date, &self->desk.last) <= 0;
       g_date_add_days (&date, 1))
    if (is_wanted (self, demand, &date))
      json_builder_add_int_value (builder, count_people (self, demand, &date));
    else
      json_builder_add_null_value (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_demands (Board *self, JsonBuilder *builder)
{
  GListModel *demands = geng_station_get_demands (self->desk.station);

  begin_array (builder, "demands");
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      add_demand (self, demand, builder);
    }
  json_builder_end_array (builder);
}

/* [demand, day, people] of a day. */
static void
add_people (Board *self, guint day, JsonBuilder *builder)
{
  GListModel *demands = geng_station_get_demands (self->desk.station);
  GDate date = self->desk.first;

  g_date_add_days (&date, day);
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      if (!is_wanted (self, demand, &date))
        continue;
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, i);
      json_builder_add_int_value (builder, day);
      json_builder_add_int_value (builder, count_people (self, demand, &date));
      json_builder_end_array (builder);
    }
}

/* -- loads -- */

/* [what, had, least, most, whether in minutes] each */
static void
add_fair_shares (Board *self, GengMember *member, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) shares = geng_judge_list_fair_shares (self->judge, member);

  json_builder_begin_array (builder);
  for (guint i = 0; i < shares->len; i++)
    {
      const GengFairShare *share = shares->pdata[i];

      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, share->title);
      json_builder_add_int_value (builder, share->had);
      json_builder_add_int_value (builder, share->least);
      json_builder_add_int_value (builder, share->most);
      json_builder_add_boolean_value (builder, share->minutes);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

/* [member, minutes, nights, days off served, fair shares] */
static void
add_load (Board *self, guint number, JsonBuilder *builder)
{
  g_autoptr (GengMember) member
      = g_list_model_get_item (geng_station_get_members (self->desk.station), number);
  g_autoptr (GPtrArray) duties = geng_roster_list_member (self->desk.roster, member);
  gint64 minutes = 0;
  guint nights = 0, off = 0;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengShift *shift = geng_duty_get_shift (duty);
      const GDate *date = geng_duty_get_date (duty);

      if (!geng_station_is_at_work (self->desk.station, duty))
        continue;
      minutes += geng_station_elapsed_minutes (self->desk.station, date,
                                               geng_shift_get_start_minute (shift),
                                               geng_shift_get_end_minute (shift));
      nights += geng_shift_get_night (shift) ? 1 : 0;
      off += geng_station_is_weekend (self->desk.station, date)
                     || geng_station_is_holiday (self->desk.station, date)
                 ? 1
                 : 0;
    }
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, number);
  json_builder_add_int_value (builder, minutes);
  json_builder_add_int_value (builder, nights);
  json_builder_add_int_value (builder, off);
  add_fair_shares (self, member, builder);
  json_builder_end_array (builder);
}

static void
add_loads (Board *self, JsonBuilder *builder)
{
  guint n = g_list_model_get_n_items (geng_station_get_members (self->desk.station));

  begin_array (builder, "loads");
  for (guint i = 0; i < n; i++)
    add_load (self, i, builder);
  json_builder_end_array (builder);
}

/* The people of the days and the loads of the members that have changed cells. */
static void
add_touched (Board *self, const Cells *cells)
{
  JsonBuilder *builder = cells->builder;
  GHashTableIter iter;
  gpointer key;

  begin_array (builder, "people");
  g_hash_table_iter_init (&iter, cells->days);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_people (self, GPOINTER_TO_UINT (key), builder);
  json_builder_end_array (builder);
  begin_array (builder, "loads");
  g_hash_table_iter_init (&iter, cells->members);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_load (self, GPOINTER_TO_UINT (key), builder);
  json_builder_end_array (builder);
}

/* -- the station -- */

static const char *
name_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_name (GENG_ENTITY (entity)) : NULL;
}

static void
add_member (Board *self, GengMember *member, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", geng_entity_get_id (GENG_ENTITY (member)));
  add_text (builder, "name", name_of (member));
  add_text (builder, "team", name_of (geng_member_get_team (member)));
  add_text (builder, "organisation", name_of (geng_member_get_organisation (member)));
  json_builder_end_object (builder);
}

static void
add_shift (Board *self, GengShift *shift, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", geng_entity_get_id (GENG_ENTITY (shift)));
  add_text (builder, "name", name_of (shift));
  add_text (builder, "mark", geng_shift_get_mark (shift));
  add_flag (builder, "night", geng_shift_get_night (shift));
  json_builder_end_object (builder);
}

static void
add_post (Board *self, GengPost *post, JsonBuilder *builder)
{
  const char *const *points = geng_post_get_checklist (post);

  json_builder_begin_object (builder);
  add_text (builder, "id", geng_entity_get_id (GENG_ENTITY (post)));
  add_text (builder, "name", name_of (post));
  begin_array (builder, "checklist");
  for (guint i = 0; points != NULL && points[i] != NULL; i++)
    json_builder_add_string_value (builder, points[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_leave_kind (Board *self, GengLeaveKind *kind, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", geng_entity_get_id (GENG_ENTITY (kind)));
  add_text (builder, "name", name_of (kind));
  json_builder_end_object (builder);
}

/* The station's own, and of those that everybody has the ones that it does not say otherwise. */
static void
add_leave_kinds (Board *self, JsonBuilder *builder)
{
  GListModel *own = geng_station_get_leave_kinds (self->desk.station);
  g_autoptr (GPtrArray) shipped = geng_leave_kind_list_shipped ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  begin_array (builder, "leave-kinds");
  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (GengLeaveKind) kind = g_list_model_get_item (own, i);

      g_hash_table_add (ids, (char *) geng_entity_get_id (GENG_ENTITY (kind)));
      add_leave_kind (self, kind, builder);
    }
  for (guint i = 0; i < shipped->len; i++)
    if (!g_hash_table_contains (ids, geng_entity_get_id (shipped->pdata[i])))
      add_leave_kind (self, shipped->pdata[i], builder);
  json_builder_end_array (builder);
}

typedef void (*AddThing) (Board *self, gpointer thing, JsonBuilder *builder);

static void
add_things (Board *self, GListModel *list, const char *name, AddThing add, JsonBuilder *builder)
{
  begin_array (builder, name);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) thing = g_list_model_get_item (list, i);

      add (self, thing, builder);
    }
  json_builder_end_array (builder);
}

static const char *
kind_of_day (GengStation *station, const GDate *date)
{
  if (geng_station_is_holiday (station, date))
    return "holiday";
  if (!geng_station_is_workday (station, date))
    return "weekend";
  return g_date_get_weekday (date) >= G_DATE_SATURDAY ? "make-up" : "workday";
}

static void
add_days (Board *self, JsonBuilder *builder)
{
  GengStation *station = self->desk.station;

  begin_array (builder, "days");
  for (GDate date = self->desk.first; g_date_compare (&date, &self->desk.last) <= 0;
       g_date_add_days (&date, 1))
    {
      g_autofree char *text = desk_date_text (&date);
      GengHoliday *holiday = geng_station_get_holiday (station, &date);

      json_builder_begin_object (builder);
      add_text (builder, "date", text);
      add_number (builder, "weekday", g_date_get_weekday (&date));
      add_text (builder, "kind", kind_of_day (station, &date));
      add_text (builder, "holiday", holiday != NULL ? geng_holiday_get_name (holiday) : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* [member, first day, last day, its kind] each, cut to the month. */
static void
add_leave (Board *self, JsonBuilder *builder)
{
  GengStation *station = self->desk.station;
  GListModel *requests = geng_station_get_requests (station);
  g_autoptr (GHashTable) members = new_indices (geng_station_get_members (station));
  int n = (int) geng_roster_get_n_days (self->desk.roster);

  begin_array (builder, "leave");
  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);
      const char *id = geng_request_get_leave_kind (request);
      int first = g_date_days_between (&self->desk.first, geng_request_get_first (request));
      int last = g_date_days_between (&self->desk.first, geng_request_get_last (request));

      if (geng_request_get_kind (request) != GENG_REQUEST_KIND_LEAVE || last < 0 || first >= n)
        continue;
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, GPOINTER_TO_UINT (g_hash_table_lookup (
                                               members, geng_request_get_member (request))));
      json_builder_add_int_value (builder, MAX (first, 0));
      json_builder_add_int_value (builder, MIN (last, n - 1));
      json_builder_add_string_value (
          builder, id != NULL ? name_of (geng_station_lookup_leave_kind (station, id)) : "");
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_state (Board *self, JsonBuilder *builder)
{
  g_autofree char *state = official_state (&self->official, &self->desk, self->desk.roster);

  add_text (builder, "state", state);
}

static void
add_standing (Board *self, JsonBuilder *builder)
{
  add_flag (builder, "published", self->desk.published != NULL);
  add_flag (builder, "planned",
            self->desk.published != NULL
                || geng_store_has_draft (self->desk.store, g_date_get_year (&self->desk.first),
                                         g_date_get_month (&self->desk.first)));
}

/* @step: (nullable) */
static void
add_past (JsonBuilder *builder, const char *name, const PastStep *step)
{
  if (step == NULL)
    {
      json_builder_set_member_name (builder, name);
      json_builder_add_null_value (builder);
      return;
    }
  begin_object (builder, name);
  add_text (builder, "name", step->name);
  if (step->number == 0)
    add_text (builder, "month", step->month);
  else
    {
      add_number (builder, "step", step->number);
      add_flag (builder, "official", step->official);
    }
  json_builder_end_object (builder);
}

static void
add_undo (Board *self, JsonBuilder *builder)
{
  add_number (builder, "generation", (gint64) self->generation);
  add_flag (builder, "saved", !self->unsaved);
  add_past (builder, "undo", desk_past_peek (self->evening->past, TRUE));
  add_past (builder, "redo", desk_past_peek (self->evening->past, FALSE));
}

void
board_forget_news (Board *self)
{
  g_ptr_array_set_size (self->came, 0);
  g_array_set_size (self->went, 0);
}

void
board_add_month (Board *self, JsonBuilder *builder)
{
  GengStation *station = self->desk.station;
  g_autofree char *month = desk_month_text (&self->desk.first);
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->desk.judgement);

  add_text (builder, "month", month);
  add_text (builder, "station", name_of (station));
  add_state (self, builder);
  add_standing (self, builder);
  add_undo (self, builder);
  add_things (self, geng_station_get_members (station), "members", (AddThing) add_member, builder);
  add_things (self, geng_station_get_shifts (station), "shifts", (AddThing) add_shift, builder);
  add_things (self, geng_station_get_posts (station), "posts", (AddThing) add_post, builder);
  add_leave_kinds (self, builder);
  add_days (self, builder);
  add_leave (self, builder);
  add_demands (self, builder);
  add_loads (self, builder);
  add_score (self, builder);
  add_findings (self, builder, "findings", findings);
  board_forget_news (self);
}

void
board_add_step (Board *self, JsonBuilder *builder)
{
  g_auto (Cells) cells = { 0 };

  cells_init (&cells, self, builder);
  add_undo (self, builder);
  add_state (self, builder);
  add_changed_cells (self, self->saved, self->desk.roster, &cells);
  add_touched (self, &cells);
  add_score (self, builder);
  add_findings (self, builder, "came", self->came);
  begin_array (builder, "went");
  for (guint i = 0; i < self->went->len; i++)
    json_builder_add_int_value (builder, g_array_index (self->went, guint, i));
  json_builder_end_array (builder);
  board_forget_news (self);
}

static char *
obstacles_text (GengCover *cover)
{
  g_autoptr (GPtrArray) obstacles = geng_cover_list_obstacles (cover);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < obstacles->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? _ ("; ") : "",
                            geng_finding_get_message (obstacles->pdata[i]));
  return g_string_free (text, FALSE);
}

void
board_add_covers (GPtrArray *covers, JsonBuilder *builder)
{
  begin_array (builder, "covers");
  for (guint i = 0; i < covers->len; i++)
    {
      GengCover *cover = covers->pdata[i];
      g_autofree char *text = obstacles_text (cover);

      json_builder_begin_object (builder);
      add_text (builder, "member",
                geng_entity_get_id (GENG_ENTITY (geng_cover_get_member (cover))));
      add_text (builder, "shift", geng_entity_get_id (GENG_ENTITY (geng_cover_get_shift (cover))));
      add_flag (builder, "possible", geng_cover_get_possible (cover));
      add_number (builder, "gaps", geng_cover_get_gaps (cover));
      add_number (builder, "cost", geng_cover_get_cost (cover));
      add_text (builder, "obstacles", text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
