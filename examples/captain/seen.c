/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng seen: who has answered 收到, by names or by what a chat gives when it is copied. */
#include "contacts.h"
#include "parts.h"
#include "pasted.h"
#include "zone.h"

/* Whom stations share the zone names once, after all of them. */
static gboolean
is_of_station (GengEntity *member)
{
  return !zone_is_running () || !member_is_shared (GENG_MEMBER (member));
}

static void
print_waited_for (Desk *desk, GPtrArray *contacts, const char *month)
{
  GListModel *members = geng_station_get_members (desk->station);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);

      if (is_of_station (member)
          && contacts_is_waited_for (contacts, geng_entity_get_id (member), month))
        g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "",
                                geng_entity_get_name (member));
    }
  if (names->len > 0)
    g_print (_ ("%s: not seen yet by %s.\n"), month, names->str);
  else
    g_print (_ ("%s: all who were told have seen it.\n"), month);
}

/* The same for a program: a month, and the ids of whom nothing was heard. */
static void
answer_json (Desk *desk, GPtrArray *contacts, const char *month)
{
  GListModel *members = geng_station_get_members (desk->station);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "month", month);
  json_builder_set_member_name (builder, "waiting");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);

      if (is_of_station (member)
          && contacts_is_waited_for (contacts, geng_entity_get_id (member), month))
        json_builder_add_string_value (builder, geng_entity_get_id (member));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
tell (Desk *desk, GPtrArray *contacts, const char *month)
{
  if (desk->json)
    answer_json (desk, contacts, month);
  else
    print_waited_for (desk, contacts, month);
}

static void
take_line (GengMember *speaker, const char *line, gpointer seen)
{
  if (pasted_says_seen (line) && !g_ptr_array_find (seen, speaker, NULL))
    g_ptr_array_add (seen, speaker);
}

static GPtrArray *
read_names (Desk *desk, char **names)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      GengMember *member = desk_find_member (desk, names[i]);

      if (member == NULL)
        return NULL;
      g_ptr_array_add (seen, member);
    }
  return g_steal_pointer (&seen);
}

static Status
keep (Desk *desk, GPtrArray *contacts, const char *month, GPtrArray *seen)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (geng_station_get_zone (desk->station));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < seen->len; i++)
    contacts_add (contacts, geng_entity_get_id (g_ptr_array_index (seen, i)), CONTACT_SEEN, month,
                  now);
  if (seen->len > 0 && !contacts_save (desk, contacts, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!desk->json)
    g_print (ngettext ("%u has seen it.\n", "%u have seen it.\n", seen->len), seen->len);
  tell (desk, contacts, month);
  return STATUS_FINE;
}

/* Of several stations that is no mistake of one. */
static Status
say_nobody (Desk *desk)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (desk->json)
    answer_json (desk, none, "");
  else
    g_print ("%s\n", _ ("Nobody was told of a change yet."));
  return STATUS_FINE;
}

Status
run_seen (int argc, char **argv)
{
  g_autofree char *month = NULL;
  gboolean paste = FALSE;
  const GOptionEntry entries[]
      = { { "month", 0, 0, G_OPTION_ARG_STRING, &month,
            N_ ("Of which month (default: the one that was told last)"), N_ ("MONTH") },
          { "paste", 0, 0, G_OPTION_ARG_NONE, &paste,
            N_ ("Read the answers as they are copied from the chat, up to Ctrl-D"), NULL },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  const char *about;

  if (!options_parse (
          &options, "seen", _ ("NAME…"),
          _ ("Notes who has answered “seen” to a change, and says of whom the answer is "
             "still missing."),
          entries, argc, argv)
      || !desk_open (&desk, &options, paste || options.rest != NULL ? DESK_WRITE : DESK_READ)
      || (contacts = contacts_load (&desk)) == NULL)
    return STATUS_BAD;
  about = month != NULL ? month : contacts_last_told (contacts);
  if (about == NULL && zone_is_running ())
    return say_nobody (&desk);
  if (about == NULL)
    {
      say_error (_ ("Nobody was told of a change yet."));
      say_hint (_ ("“geng publish” notes who is to be told."));
      return STATUS_BAD;
    }
  if (!paste && options.rest == NULL)
    {
      tell (&desk, contacts, about);
      return STATUS_FINE;
    }
  seen = paste ? g_ptr_array_new () : read_names (&desk, options.rest);
  if (paste)
    pasted_read (&desk, take_line, seen);
  return seen == NULL ? STATUS_BAD : keep (&desk, contacts, about, seen);
}
