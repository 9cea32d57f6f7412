/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether the cycles cover the demands, day by day, before anything is planned. */
#include "turnout.h"

/* One demand over all the days. */
typedef struct
{
  GengDemand *demand;
  guint days, covered, possible, crowded;
} Row;

static Row *
find_row (GArray *rows, GengDemand *demand)
{
  const Row fresh = { .demand = demand };

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).demand == demand)
      return &g_array_index (rows, Row, i);
  g_array_append_val (rows, fresh);
  return &g_array_index (rows, Row, rows->len - 1);
}

static GArray *
sum_up (GPtrArray *turnouts)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < turnouts->len; i++)
    {
      const GengTurnout *turnout = g_ptr_array_index (turnouts, i);
      Row *row = find_row (rows, turnout->demand);

      row->days++;
      row->covered += geng_turnout_get_covered (turnout);
      row->possible += geng_turnout_get_possible (turnout);
      row->crowded += turnout->surplus > 0;
    }
  return rows;
}

static void
print_row (const Row *row)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (row->demand));

  if (row->crowded > 0)
    g_print (_ ("  %s: on %u of %u days the cycle brings more people than the crew takes; no "
                "roster keeps both\n"),
             name, row->crowded, row->days);
  if (row->covered == row->days && row->crowded > 0)
    return;
  if (row->covered == row->days)
    g_print (_ ("  %s: covered on all %u days\n"), name, row->days);
  else if (row->possible == row->days)
    g_print (_ ("  %s: covered on %u of %u days; on the others people outside the cycle could "
                "fill up\n"),
             name, row->covered, row->days);
  else
    g_print (_ ("  %s: covered on %u of %u days; on %u there are too few people\n"), name,
             row->covered, row->days, row->days - row->possible);
}

GPtrArray *
list_turnouts (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *turnouts
      = geng_station_list_turnouts (desk->station, &desk->first, &desk->last, &error);

  if (turnouts == NULL)
    say_failure (error);
  return turnouts;
}

void
print_turnouts (Desk *desk, GPtrArray *turnouts, gboolean all)
{
  g_autoptr (GArray) rows = sum_up (turnouts);
  g_autofree char *month = desk_month_text (&desk->first);

  if (rows->len == 0)
    return;
  g_print (_ ("What the cycle brings in %s, before anything is planned:\n"), month);
  for (guint i = 0; i < rows->len; i++)
    print_row (&g_array_index (rows, Row, i));
  for (guint i = 0; i < turnouts->len; i++)
    {
      const GengTurnout *turnout = g_ptr_array_index (turnouts, i);
      g_autofree char *text = geng_turnout_to_string (turnout);

      if (all || !geng_turnout_get_possible (turnout) || turnout->surplus > 0)
        g_print ("  – %s\n", text);
    }
}

void
add_turnouts (GPtrArray *turnouts, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "turnouts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < turnouts->len; i++)
    {
      const GengTurnout *turnout = g_ptr_array_index (turnouts, i);
      g_autofree char *date = desk_date_text (&turnout->date);

      json_builder_begin_object (builder);
      add_text (builder, "date", date);
      add_text (builder, "demand", geng_entity_get_id (GENG_ENTITY (turnout->demand)));
      add_number (builder, "wanted", turnout->wanted);
      add_number (builder, "due", turnout->due);
      add_number (builder, "others", turnout->others);
      add_number (builder, "surplus", turnout->surplus);
      add_text (builder, "role", turnout->role != NULL ? turnout->role : "");
      add_number (builder, "role-wanted", turnout->role_wanted);
      add_number (builder, "role-due", turnout->role_due);
      add_number (builder, "role-others", turnout->role_others);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
