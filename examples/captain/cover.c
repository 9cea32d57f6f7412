/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

static void
add_cover (GengCover *cover, JsonBuilder *builder)
{
  GengEntity *member = GENG_ENTITY (geng_cover_get_member (cover));
  const char *const *obstacles = geng_cover_get_obstacles (cover);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "member");
  json_builder_add_string_value (builder, geng_entity_get_id (member));
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, geng_entity_get_name (member));
  json_builder_set_member_name (builder, "possible");
  json_builder_add_boolean_value (builder, geng_cover_get_possible (cover));
  add_number (builder, "gaps", geng_cover_get_gaps (cover));
  add_number (builder, "cost", geng_cover_get_cost (cover));
  json_builder_set_member_name (builder, "obstacles");
  json_builder_begin_array (builder);
  for (guint i = 0; obstacles != NULL && obstacles[i] != NULL; i++)
    json_builder_add_string_value (builder, obstacles[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
answer_json (GPtrArray *covers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < covers->len; i++)
    add_cover (g_ptr_array_index (covers, i), builder);
  json_builder_end_array (builder);
  print_json (builder);
}

static void
print_cover (GengCover *cover)
{
  GengMember *member = geng_cover_get_member (cover);
  const char *phone = geng_member_get_phone (member);
  const char *name = geng_entity_get_name (GENG_ENTITY (member));
  const char *const *obstacles = geng_cover_get_obstacles (cover);

  if (geng_cover_get_possible (cover) && geng_cover_get_gaps (cover) > 0)
    g_print (_ ("  ! %s  missing then: %d, cost %+.1f  %s\n"), name,
             (int) geng_cover_get_gaps (cover), geng_cover_get_cost (cover) / (double) GENG_POINT,
             phone != NULL ? phone : "");
  else if (geng_cover_get_possible (cover))
    g_print (_ ("  ✓ %s  cost %+.1f  %s\n"), name,
             geng_cover_get_cost (cover) / (double) GENG_POINT, phone != NULL ? phone : "");
  else
    g_print ("  – %s  %s\n", name, obstacles != NULL && obstacles[0] != NULL ? obstacles[0] : "");
}

/* How to let the best one take over, or what to do when there is none. */
static void
print_hint (Desk *desk, GengDuty *duty, GPtrArray *covers)
{
  const char *who = geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (duty)));
  g_autofree char *date = desk_date_text (geng_duty_get_date (duty));
  g_autofree char *month = desk_month_text (&desk->first);
  GengCover *best = covers->len > 0 ? g_ptr_array_index (covers, 0) : NULL;

  if (best != NULL && geng_cover_get_possible (best) && geng_cover_get_gaps (best) <= 0)
    g_print (_ ("Let one take over: geng swap %s %s %s\n"), who,
             geng_entity_get_id (GENG_ENTITY (geng_cover_get_member (best))), date);
  else
    g_print (_ ("Nobody can without harm as it stands. Plan around it: geng repair %s --from %s\n"),
             month, date);
}

Status
run_cover (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) covers = NULL;
  g_autofree char *month = NULL;
  GengMember *member;
  GengDuty *duty;
  GDate date;

  if (!options_parse (&options, "cover", _ ("MEMBER DATE"),
                      _ ("Lists who can take over a member's duty of a day, the cheapest first, "
                         "and what stands in the way of the others."),
                      NULL, argc, argv)
      || !desk_open (&desk, &options, DESK_READ)
      || (member = desk_find_member (&desk, options_take (&options, 0))) == NULL
      || !desk_parse_date (&desk, options_take (&options, 1), &date))
    return STATUS_BAD;
  month = desk_month_text (&date);
  if (!desk_load (&desk, month))
    return STATUS_BAD;
  duty = geng_roster_lookup (desk.roster, member, &date);
  if (duty == NULL)
    {
      say_error (_ ("%s has no duty on that day."), geng_entity_get_name (GENG_ENTITY (member)));
      return STATUS_BAD;
    }
  covers = geng_cover_list_for_duty (desk.roster, desk.history, duty, &error);
  if (covers == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (options.json)
    answer_json (covers);
  for (guint i = 0; !options.json && i < covers->len; i++)
    print_cover (g_ptr_array_index (covers, i));
  if (!options.json)
    print_hint (&desk, duty, covers);
  return STATUS_FINE;
}
