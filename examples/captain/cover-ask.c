/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * geng cover --ask: whom to ask for a duty, and in what words.  Of those who can take over, the one
 * who was asked least recently comes first, so that it is not always the same, after those on
 * reserve; who said no to this duty is not asked again.
 */
#include <string.h>

#include "contacts.h"
#include "cover.h"

/* So many are asked at once. */
#define ASKED_AT_ONCE 3

/* "2026-12-05/night" */
static char *
about_text (GengDuty *duty)
{
  g_autofree char *date = desk_date_text (geng_duty_get_date (duty));

  return g_strdup_printf ("%s/%s", date,
                          geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
}

static const char *
id_of (GengMember *member)
{
  return geng_entity_get_id (GENG_ENTITY (member));
}

/* Asked for whatever duty; "" for never, which is before all. */
static const char *
last_asked (GPtrArray *contacts, GengMember *member)
{
  const Contact *contact = contacts_last (contacts, id_of (member), CONTACT_ASKED, NULL);

  return contact != NULL ? contact->when : "";
}

static int
compare (gconstpointer a, gconstpointer b, gpointer contacts)
{
  GengCover *left = *(GengCover *const *) a, *right = *(GengCover *const *) b;

  if (geng_cover_get_reserve (left) != geng_cover_get_reserve (right))
    return geng_cover_get_reserve (left) ? -1 : 1;
  return strcmp (last_asked (contacts, geng_cover_get_member (left)),
                 last_asked (contacts, geng_cover_get_member (right)));
}

/* Those who can without harm and have not said no. */
static GPtrArray *
list_askable (GPtrArray *covers, GPtrArray *contacts, const char *about)
{
  GPtrArray *askable = g_ptr_array_new ();

  for (guint i = 0; i < covers->len; i++)
    {
      GengCover *cover = g_ptr_array_index (covers, i);

      if (geng_cover_get_possible (cover) && geng_cover_get_gaps (cover) <= 0
          && contacts_last (contacts, id_of (geng_cover_get_member (cover)), CONTACT_DECLINED,
                            about)
                 == NULL)
        g_ptr_array_add (askable, cover);
    }
  /* Stable: among those never asked the cheapest stays first. */
  g_ptr_array_sort_with_data (askable, compare, contacts);
  return askable;
}

static gboolean
decline (Desk *desk, GPtrArray *contacts, const char *about, char **names, GDateTime *now)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      GengMember *member = desk_find_member (desk, names[i]);

      if (member == NULL)
        return FALSE;
      contacts_add (contacts, id_of (member), CONTACT_DECLINED, about, now);
    }
  return TRUE;
}

static void
show_message (GengMember *member, const char *text, JsonBuilder *builder)
{
  if (builder == NULL)
    {
      g_print (_ ("── to %s ──"), geng_entity_get_name (GENG_ENTITY (member)));
      g_print ("\n%s\n\n", text);
      return;
    }
  json_builder_begin_object (builder);
  add_text (builder, "to", id_of (member));
  add_text (builder, "text", text);
  json_builder_end_object (builder);
}

/* Shows the messages and notes who is asked. @builder: (nullable): of an open array */
static void
ask (Desk *desk,
     GengDuty *duty,
     GPtrArray *askable,
     GPtrArray *contacts,
     const char *about,
     GDateTime *now,
     JsonBuilder *builder)
{
  for (guint i = 0; i < MIN (askable->len, ASKED_AT_ONCE); i++)
    {
      GengMember *member = geng_cover_get_member (g_ptr_array_index (askable, i));
      g_autofree char *text = geng_message_ask (desk->roster, duty, member, NULL);

      show_message (member, text, builder);
      contacts_add (contacts, id_of (member), CONTACT_ASKED, about, now);
    }
}

static void
print_next (Desk *desk, GengDuty *duty, guint n_asked)
{
  g_autofree char *date = desk_date_text (geng_duty_get_date (duty));
  g_autofree char *who = desk_member_word (desk, geng_duty_get_member (duty));

  if (n_asked == 0)
    g_print (_ ("Nobody is left to ask. Plan around it: geng repair %.7s --from %s\n"), date, date);
  else
    g_print (
        _ ("Who says no: geng cover %s %s --declined NAME. Who says yes: geng cover %s NAME %s "
           "--publish\n"),
        who, date, who, date);
}

Status
cover_ask (Desk *desk, GengDuty *duty, char **declined, GDateTime *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contacts = contacts_load (desk);
  g_autoptr (GPtrArray) covers = NULL;
  g_autoptr (GPtrArray) askable = NULL;
  g_autoptr (JsonBuilder) builder = desk->json ? json_builder_new () : NULL;
  g_autofree char *about = about_text (duty);

  if (contacts == NULL || !decline (desk, contacts, about, declined, now))
    return STATUS_BAD;
  covers = geng_cover_list_for_duty (desk->roster, desk->history, duty, &error);
  if (covers == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  askable = list_askable (covers, contacts, about);
  if (builder != NULL)
    json_builder_begin_array (builder);
  ask (desk, duty, askable, contacts, about, now, builder);
  if (!contacts_save (desk, contacts, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (builder == NULL)
    print_next (desk, duty, askable->len);
  else
    {
      json_builder_end_array (builder);
      print_json (builder);
    }
  return STATUS_FINE;
}
