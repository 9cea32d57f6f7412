/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a publication changes, and how all hear of it: the list, the question, the messages. */
#include "tell.h"

#include <string.h>

#include "ask.h"
#include "contacts.h"
#include "inbox.h"
#include "parts.h"
#include "webhook.h"

/* WeChat takes more; its phones show about so much of a message without a tap. */
#define CHAT_BYTES 2048
/* So many members' messages are printed; more lie in the file alone. */
#define MESSAGES_SHOWN 8

static guint
count_changes (Desk *desk)
{
  return desk->published == NULL ? 0 : geng_roster_count_changes (desk->roster, desk->published);
}

void
tell_print_changes (Desk *desk)
{
  if (desk->published != NULL)
    print_changes (desk, desk->published);
  print_missing (desk);
  print_gaps (desk);
}

gboolean
tell_may_publish (const Tell *self, Desk *desk)
{
  guint n = count_changes (desk);
  g_autofree char *question = NULL;
  g_autofree char *answer = NULL;

  if (self->yes || n <= geng_station_get_ask_above (desk->station))
    return TRUE;
  if (!desk->json && ask_possible ())
    {
      question = g_strdup_printf (ngettext ("%u official duty changes. Publish? [y/N]",
                                            "%u official duties change. Publish? [y/N]", n),
                                  n);
      answer = ask_text (question, NULL);
      if (ask_is_yes (answer))
        return TRUE;
      say_error (_ ("Nothing was published."));
      return FALSE;
    }
  say_error (ngettext ("%u official duty changes, and nobody can be asked.",
                       "%u official duties change, and nobody can be asked.", n),
             n);
  say_hint (_ ("Look at them with --dry-run, then publish with --yes."));
  return FALSE;
}

/* -- messages -- */

typedef void (*MessageFunc) (GengMember *member, const char *text, gpointer data);

/* Who can ask is told where.  (transfer full) */
static char *
add_page (const Tell *self, GengMember *member, const char *text)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));
  const char *page = self->pages != NULL ? g_hash_table_lookup (self->pages, id) : NULL;

  /* Translators: a message, and the address of a page */
  return page != NULL ? g_strdup_printf (_ ("%s\nTo answer, swap or ask for leave: %s"), text, page)
                      : g_strdup (text);
}

/* The group's first, then one for each changed member. */
static void
each_message (const Tell *self, Desk *desk, MessageFunc func, gpointer data)
{
  GListModel *members = geng_station_get_members (desk->station);
  g_autofree char *group = geng_message_change (desk->published, desk->roster, NULL, NULL);

  if (group != NULL)
    func (NULL, group, data);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autofree char *text = geng_message_change (desk->published, desk->roster, member, NULL);

      g_autofree char *whole = text != NULL ? add_page (self, member, text) : NULL;

      if (whole != NULL)
        func (member, whole, data);
    }
}

static void
append_message (GengMember *member, const char *text, gpointer data)
{
  g_auto (GStrv) pieces = geng_message_split (text, CHAT_BYTES);
  g_autofree char *to
      = member == NULL
            ? g_strdup (_ ("── to the group ──"))
            : g_strdup_printf (_ ("── to %s ──"), geng_entity_get_name (GENG_ENTITY (member)));

  for (guint i = 0; pieces[i] != NULL; i++)
    g_string_append_printf (data, "%s\n%s\n\n", to, pieces[i]);
}

typedef struct
{
  GPtrArray *contacts;
  const char *month;
  GDateTime *now;
} Told;

static void
remember (GengMember *member, const char *text, gpointer data)
{
  Told *told = data;

  if (member != NULL)
    contacts_add (told->contacts, geng_entity_get_id (GENG_ENTITY (member)), CONTACT_TOLD,
                  told->month, told->now);
}

static void
count (GengMember *member, const char *text, gpointer data)
{
  *(guint *) data += member != NULL;
}

/* Shows what is to be pasted: the group's message, and the others where they are few. */
static void
show_message (GengMember *member, const char *text, gpointer data)
{
  guint *left = data;
  g_autoptr (GString) block = g_string_new (NULL);

  if (*left == 0)
    return;
  (*left)--;
  append_message (member, text, block);
  g_print ("%s", block->str);
}

static char *
messages_file (const char *month)
{
  return g_strdup_printf ("office/messages-%s.txt", month);
}

gboolean
tell_keep (const Tell *self, Desk *desk, GPtrArray *contacts, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (geng_station_get_zone (desk->station));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *month = desk_month_text (&desk->first);
  g_autofree char *file = messages_file (month);
  Told told = { contacts, month, now };

  each_message (self, desk, append_message, text);
  if (text->len == 0)
    return TRUE;
  each_message (self, desk, remember, &told);
  content = g_string_free_to_bytes (g_steal_pointer (&text));
  return geng_store_put_file (desk->store, file, content, error);
}

gboolean
tell_keep_published (const Tell *self, Desk *desk, GError **error)
{
  g_autoptr (GPtrArray) contacts = contacts_load (desk);
  guint before = contacts != NULL ? contacts->len : 0;
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);
  g_autoptr (GengRoster) draft = NULL;

  if (geng_store_has_draft (desk->store, year, month)
      && (draft = geng_store_load_draft (desk->store, desk->station, year, month, error)) == NULL)
    return FALSE;
  return contacts != NULL && inbox_published (desk, draft, error)
         && tell_keep (self, desk, contacts, error)
         && (contacts->len == before || contacts_save (desk, contacts, error));
}

static void
send_to_group (const Tell *self, Desk *desk)
{
  g_autofree char *group = geng_message_change (desk->published, desk->roster, NULL, NULL);

  if (group != NULL && !self->quiet)
    webhooks_send (desk, group);
}

void
tell_everybody (const Tell *self, Desk *desk)
{
  guint shown = MESSAGES_SHOWN + 1, n = 0;
  g_autofree char *month = desk_month_text (&desk->first);
  g_autofree char *file = messages_file (month);
  g_autofree char *group = geng_message_change (desk->published, desk->roster, NULL, NULL);

  if (group == NULL)
    return;
  if (!desk->json)
    {
      g_print ("\n%s\n\n", _ ("To paste:"));
      each_message (self, desk, show_message, &shown);
    }
  if (self->dry_run)
    return;
  each_message (self, desk, count, &n);
  if (!desk->json && n > MESSAGES_SHOWN)
    g_print (_ ("The messages for all %u members are in %s.\n"), n, file);
  if (!desk->json && n > 0)
    g_print (_ ("Who has answered: geng seen NAME…\n"));
  send_to_group (self, desk);
}

static void
add_message (GengMember *member, const char *text, gpointer data)
{
  JsonBuilder *builder = data;

  json_builder_begin_object (builder);
  add_text (builder, "to", member != NULL ? geng_entity_get_id (GENG_ENTITY (member)) : NULL);
  add_text (builder, "text", text);
  json_builder_end_object (builder);
}

void
tell_add_each (const Tell *self, Desk *desk, JsonBuilder *builder)
{
  each_message (self, desk, add_message, builder);
}

void
tell_add_messages (const Tell *self, Desk *desk, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  tell_add_each (self, desk, builder);
  json_builder_end_array (builder);
}
