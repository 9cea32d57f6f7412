/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* People from an office's list. */
#include <string.h>

#include "ask.h"
#include "import.h"

/* What roles and titles are called whose people may lead a patrol. */
static const char *const leading[] = { "captain", "带班队长", "带班", "队长", NULL };

static gboolean
is_leading (GengEntity *role)
{
  return g_strv_contains (leading, geng_entity_get_id (role))
         || g_strv_contains (leading, geng_entity_get_name (role));
}

/* The station's role for who leads; made where there is none.  NULL after a message. */
static const char *
leading_role (Desk *desk)
{
  GListModel *roles = geng_station_get_roles (desk->station);
  g_autoptr (GengRole) role = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GengEntity) known = g_list_model_get_item (roles, i);

      if (is_leading (known))
        return geng_entity_get_id (known);
    }
  /* Translators: id and name of the role of those who lead a patrol; one word */
  role = geng_role_new (_ ("captain"), NULL);
  geng_role_set_leads (role, TRUE);
  if (geng_station_add_role (desk->station, role, &error))
    return geng_entity_get_id (GENG_ENTITY (role));
  say_failure (error);
  return NULL;
}

static void
print_titles (char **titles)
{
  for (guint i = 0; titles[i] != NULL; i++)
    g_print ("  %u  %s\n", i + 1, titles[i]);
}

/* Numbers and names, apart by commas or blanks, as titles; NULL after a message. */
static char **
read_titles (const char *answer, char **titles)
{
  g_autofree char *plain = g_utf8_normalize (answer, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  guint n = g_strv_length (titles);

  for (char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) == 0x3001) /* 、 */
      memcpy (at, ",  ", 3);
  words = g_strsplit_set (plain, ", ;", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint64 number = 0;

      if (words[i][0] == '\0')
        continue;
      if (g_ascii_string_to_unsigned (words[i], 10, 1, n, &number, NULL))
        g_strv_builder_add (chosen, titles[number - 1]);
      else if (g_strv_contains ((const char *const *) titles, words[i]))
        g_strv_builder_add (chosen, words[i]);
      else
        {
          g_autofree char *known = g_strjoinv (_ (", "), titles);

          say_error (_ ("Nobody in the list has the title “%s”; there are: %s"), words[i], known);
          return NULL;
        }
    }
  return g_strv_builder_end (chosen);
}

static gboolean
leads (Desk *desk, GengMember *member)
{
  GListModel *roles = geng_station_get_roles (desk->station);

  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GengEntity) role = g_list_model_get_item (roles, i);

      if (is_leading (role) && geng_member_has_role (member, geng_entity_get_id (role)))
        return TRUE;
    }
  return FALSE;
}

/* Those of which it was settled before whether they lead go from @titles; those that do. */
static char **
take_settled (GengStaffList *list, Desk *desk, char ***titles)
{
  g_autoptr (GStrvBuilder) settled = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) open = g_strv_builder_new ();

  for (char **title = *titles; *title != NULL; title++)
    {
      GengMember *member = geng_staff_list_find_bearer (list, desk->station, *title);

      if (member == NULL)
        g_strv_builder_add (open, *title);
      else if (leads (desk, member))
        g_strv_builder_add (settled, *title);
    }
  g_strfreev (*titles);
  *titles = g_strv_builder_end (open);
  return g_strv_builder_end (settled);
}

static char **
join (char **a, char **b)
{
  g_autoptr (GStrvBuilder) both = g_strv_builder_new ();

  g_strv_builder_addv (both, (const char **) a);
  g_strv_builder_addv (both, (const char **) b);
  return g_strv_builder_end (both);
}

/* Which titles lead: as told, or asked once; an empty list where nobody says. */
static char **
choose_titles (GengStaffList *list, Desk *desk, const ImportWish *wish)
{
  g_auto (GStrv) titles = geng_staff_list_list_titles (list, desk->station);
  g_auto (GStrv) settled = NULL;
  g_auto (GStrv) chosen = NULL;
  g_autofree char *answer = NULL;

  if (wish->captains != NULL)
    return read_titles (wish->captains, titles);
  settled = take_settled (list, desk, &titles);
  if (titles[0] == NULL || !ask_possible ())
    return g_steal_pointer (&settled);
  print_titles (titles);
  answer = ask_text (
      _ ("Which of these titles may lead a patrol? Numbers or names; Enter for none:"), NULL);
  chosen = read_titles (answer != NULL ? answer : "", titles);
  return chosen != NULL ? join (settled, chosen) : NULL;
}

static void
answer_json (GengStaffList *list, Desk *desk)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *unused = geng_staff_list_get_unused (list);

  json_builder_begin_object (builder);
  add_text (builder, "as", "staff");
  add_number (builder, "people", geng_staff_list_get_n_people (list));
  add_number (builder, "added", geng_staff_list_get_n_added (list));
  add_number (builder, "changed", geng_staff_list_get_n_changed (list));
  add_number (builder, "members",
              g_list_model_get_n_items (geng_station_get_members (desk->station)));
  json_builder_set_member_name (builder, "unused");
  json_builder_begin_array (builder);
  for (guint i = 0; unused[i] != NULL; i++)
    json_builder_add_string_value (builder, unused[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static guint
count_leading (Desk *desk)
{
  GListModel *members = geng_station_get_members (desk->station);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      n += leads (desk, member);
    }
  return n;
}

/* A cycle turns team by team: who is in none is on its first day together with all the others. */
static void
hint_teams (Desk *desk)
{
  GListModel *members = geng_station_get_members (desk->station);
  GListModel *rules = geng_station_get_rules (desk->station);
  g_autoptr (GengEntity) team = g_list_model_get_item (geng_station_get_teams (desk->station), 0);
  gboolean turns = FALSE;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      turns = turns || g_str_equal (geng_rule_get_kind (rule), "cycle");
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      n += geng_member_get_until (member) == NULL && geng_member_get_team (member) == NULL;
    }
  if (turns && team != NULL && n > 0)
    say_hint (ngettext ("%u person is in no team, and so turns with the first one. Write the team, "
                        "like %s, into members.csv, or into the list and import it again.",
                        "%u people are in no team, and so all turn with the first one. Write the "
                        "team of each, like %s, into members.csv, or into the list and import it "
                        "again.",
                        n),
              n, geng_entity_get_id (team));
}

static void
print_answer (GengStaffList *list, Desk *desk, const char *file, const ImportWish *wish)
{
  g_auto (GStrv) titles = geng_staff_list_list_titles (list, desk->station);
  g_autofree char *known = g_strjoinv (_ (", "), titles);
  g_autofree char *unused = g_strjoinv (_ (", "), (char **) geng_staff_list_get_unused (list));
  guint n = geng_staff_list_get_n_people (list);

  g_print (ngettext ("%s: taken for a list of people, with %u person.\n",
                     "%s: taken for a list of people, with %u people.\n", n),
           file, n);
  if (unused[0] != '\0')
    g_print (_ ("Columns that are not needed were not read: %s.\n"), unused);
  g_print (_ ("New: %u. Changed: %u. members.csv now has %u.\n"),
           geng_staff_list_get_n_added (list), geng_staff_list_get_n_changed (list),
           g_list_model_get_n_items (geng_station_get_members (desk->station)));
  if (count_leading (desk) == 0 && titles[0] != NULL)
    say_hint (_ ("Nobody may lead a patrol yet. Of the titles %s say which may: geng import %s "
                 "--captains TITLE,TITLE"),
              known, wish->typed);
  else if (count_leading (desk) == 0)
    say_hint (_ ("Nobody may lead a patrol yet: give somebody that role in members.csv."));
  hint_teams (desk);
}

static void
print_faults (GengStaffList *list, const Options *options, const GError *error)
{
  g_autoptr (GPtrArray) faults = geng_staff_list_list_faults (list);

  if (options->json)
    answer_faults (faults, error->message);
  for (guint i = 0; i < faults->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (faults, i);

      g_printerr ("%s %s\n", fault->file, fault->message);
    }
  say_failure (error);
  if (faults->len > 0)
    say_hint (_ ("Nothing was taken. Correct the cells above and take the file again."));
}

Status
import_staff (Desk *desk, const ImportWish *wish, GengWorksheet *sheet, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStaffList) list = geng_staff_list_new (sheet, &error);
  g_auto (GStrv) titles = NULL;
  const char *role = NULL;

  if (list == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  titles = choose_titles (list, desk, wish);
  if (titles == NULL || (titles[0] != NULL && (role = leading_role (desk)) == NULL))
    return STATUS_BAD;
  if (!geng_staff_list_take (list, desk->station, (const char *const *) titles, role, &error)
      || !geng_store_save_people (desk->store, desk->station, &error))
    {
      print_faults (list, options, error);
      return STATUS_BAD;
    }
  if (options->json)
    answer_json (list, desk);
  else
    print_answer (list, desk, geng_worksheet_get_file (sheet), wish);
  return STATUS_FINE;
}
