/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What one roster has otherwise than another of the same month. */
#include "official.h"

typedef void (*ChangeFunc) (GengMember *member,
                            const GDate *date,
                            GengDuty *before,
                            GengDuty *after,
                            gpointer data);

static void
each_change (Desk *self, GengRoster *before, ChangeFunc func, gpointer data)
{
  GListModel *members = geng_station_get_members (self->station);

  for (GDate date = self->first; g_date_compare (&date, &self->last) <= 0;
       g_date_add_days (&date, 1))
    for (guint i = 0; i < g_list_model_get_n_items (members); i++)
      {
        g_autoptr (GengMember) member = g_list_model_get_item (members, i);
        GengDuty *old = geng_roster_lookup (before, member, &date);
        GengDuty *new = geng_roster_lookup (self->roster, member, &date);

        if (!same_duty (old, new))
          func (member, &date, old, new, data);
      }
}

static char *
duty_text (GengDuty *duty)
{
  if (duty == NULL)
    return g_strdup (_ ("off"));
  return g_strdup_printf ("%s %s", geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty))),
                          geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))));
}

static void
print_change (GengMember *member,
              const GDate *date,
              GengDuty *before,
              GengDuty *after,
              gpointer count)
{
  g_autofree char *day = desk_date_text (date);
  g_autofree char *old = duty_text (before);
  g_autofree char *new = duty_text (after);

  if ((*(guint *) count)++ == 0)
    g_print ("%s\n", _ ("Changes:"));
  g_print ("  %s %s  %s → %s\n", day, geng_entity_get_name (GENG_ENTITY (member)), old, new);
}

/* Prints what the roster on the desk has otherwise than @before. */
void
print_changes (Desk *self, GengRoster *before)
{
  guint count = 0;

  each_change (self, before, print_change, &count);
  if (count == 0)
    g_print ("%s\n", _ ("Nothing changes."));
}

static void
add_place (JsonBuilder *builder, const char *name, GengDuty *duty)
{
  g_autofree char *place = NULL;

  json_builder_set_member_name (builder, name);
  if (duty == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  place = g_strdup_printf ("%s@%s", geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))),
                           geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
  json_builder_add_string_value (builder, place);
}

static void
add_change (GengMember *member,
            const GDate *date,
            GengDuty *before,
            GengDuty *after,
            gpointer builder)
{
  g_autofree char *day = desk_date_text (date);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "date");
  json_builder_add_string_value (builder, day);
  json_builder_set_member_name (builder, "member");
  json_builder_add_string_value (builder, geng_entity_get_id (GENG_ENTITY (member)));
  add_place (builder, "before", before);
  add_place (builder, "after", after);
  json_builder_end_object (builder);
}

/* The member "changes" of the open object: places are shift@post, null is off. */
void
add_changes (Desk *self, GengRoster *before, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  each_change (self, before, add_change, builder);
  json_builder_end_array (builder);
}
