/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * geng forget: what is known of somebody who left, beyond the duties, goes: the phone, kinds and
 * reasons of leave, asks, who was told and who answered.  Name and id stay in members.csv, the
 * rosters, the journal and what stands on them: records of attendance and pay need both.
 */
#include <string.h>

#include "ask.h"
#include "contacts.h"
#include "inbox.h"
#include "log.h"
#include "phone.h"
#include "zone.h"

typedef struct
{
  gboolean yes;
  gboolean due;
  char *now;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->now);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* What is to be forgotten: of one member, or what is older than a day. */
typedef struct
{
  Desk *desk;
  const char *member;  /* (nullable) */
  const GDate *before; /* where there is no member */
  GDateTime *now;
} Forget;

/* "2026-12-05T…" lies before the day. */
static gboolean
is_before (const char *when, const GDate *day)
{
  g_autofree char *limit = desk_date_text (day);

  return strncmp (when, limit, strlen (limit)) < 0;
}

static gboolean
drop_contacts (const Forget *self, GError **error)
{
  g_autoptr (GPtrArray) contacts = contacts_load (self->desk);
  guint n;

  if (contacts == NULL)
    return FALSE;
  n = contacts->len;
  for (guint i = contacts->len; i-- > 0;)
    {
      const Contact *contact = g_ptr_array_index (contacts, i);
      gboolean his = self->member != NULL && g_str_equal (contact->member, self->member);

      if (his || (self->member == NULL && is_before (contact->when, self->before)))
        g_ptr_array_remove_index (contacts, i);
    }
  return n == contacts->len || contacts_save (self->desk, contacts, error);
}

static gboolean
is_over (const Forget *self, const Ask *ask)
{
  if (self->member != NULL)
    return g_str_equal (ask->member, self->member) || g_strcmp0 (ask->with, self->member) == 0;
  return g_date_compare (&ask->last, self->before) < 0;
}

static gboolean
drop_asks (const Forget *self, GError **error)
{
  g_autoptr (GPtrArray) asks = inbox_load (self->desk);

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    {
      const Ask *ask = g_ptr_array_index (asks, i);
      g_autofree char *path = g_strdup_printf ("inbox/%u.ini", ask->number);

      if (is_over (self, ask) && !geng_store_remove_file (self->desk->store, path, error))
        return FALSE;
    }
  return asks != NULL;
}

/* Whom it is about, or who had left before the day: by their slips nobody asks any more. */
static gboolean
drop_keys (const Forget *self, GError **error)
{
  GListModel *members = geng_station_get_members (self->desk->station);
  g_auto (Phones) phones = { 0 };

  if (!phones_load (&phones, self->desk, error))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      const char *id = geng_entity_get_id (GENG_ENTITY (member));
      const GDate *until = geng_member_get_until (member);

      if (self->member != NULL ? g_str_equal (id, self->member)
                               : until != NULL && g_date_compare (until, self->before) < 0)
        phones_forget (&phones, id);
    }
  return phones_save (&phones, self->desk, error);
}

/* Phone and reasons: those of whom stations share are in his pool's tables. */
static gboolean
drop_tables (const Forget *self, guint *n, GError **error)
{
  return self->desk->pool != NULL
             ? zone_pool_forget (self->desk, self->member, error)
             : geng_store_forget (self->desk->store, self->member, self->before, n, error);
}

/* What one of its people was told, and what he answered, is noted where he serves. */
gboolean
forget_told (Desk *station, const char *member, GError **error)
{
  const Forget told = { .desk = station, .member = member };

  return drop_contacts (&told, error);
}

/* All of it in one change. */
static gboolean
forget (const Forget *self, guint *n)
{
  GengStore *store = self->desk->store;
  g_autofree char *day = self->before != NULL ? desk_date_text (self->before) : NULL;
  g_autoptr (GError) error = NULL;

  if (geng_store_begin (store, &error) && drop_tables (self, n, &error)
      && drop_contacts (self, &error) && drop_asks (self, &error) && drop_keys (self, &error)
      && log_forget (self->desk, self->member, day, &error) && log_say_nothing (self->desk, &error)
      && geng_store_commit (store, &error))
    return phones_refresh (self->desk, self->now);
  geng_store_unlock (store);
  if (error != NULL)
    say_failure (error);
  return FALSE;
}

/* @name: "member" or "before" */
static void
answer_json (const char *name, const char *value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, name, value);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
say_rest (void)
{
  say_hint (_ ("Backups and other copies of the folder still hold it, and so do messages that were "
               "sent, and pages that were printed or lie in office/. Delete old backups and pages, "
               "or run this there too."));
}

static gboolean
is_agreed (const Wish *wish, const char *question)
{
  g_autofree char *answer = NULL;

  if (wish->yes)
    return TRUE;
  if (!ask_possible ())
    {
      say_error (_ ("What is forgotten does not come back, and nobody can be asked: add --yes."));
      return FALSE;
    }
  answer = ask_text (question, NULL);
  if (ask_is_yes (answer))
    return TRUE;
  say_error (_ ("Nothing was changed."));
  return FALSE;
}

static Status
forget_member (Desk *desk, const Wish *wish, const char *text)
{
  GengMember *member = desk_find_member (desk, text);
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);
  g_autofree char *question = NULL;
  const char *name;
  Forget one = { desk };
  guint n = 0;

  if (member == NULL || now == NULL)
    return STATUS_BAD;
  name = geng_entity_get_name (GENG_ENTITY (member));
  if (geng_member_get_until (member) == NULL)
    {
      say_error (_ ("%s has not left: members.csv has no last day (离队日期)."), name);
      return STATUS_BAD;
    }
  question
      = g_strdup_printf (_ ("Forget phone, leave, asks and answers of %s for good? [y/N]"), name);
  if (!is_agreed (wish, question))
    return STATUS_BAD;
  one.member = geng_entity_get_id (GENG_ENTITY (member));
  one.now = now;
  if (!forget (&one, &n))
    return STATUS_BAD;
  if (desk->json)
    answer_json ("member", one.member);
  else
    g_print (
        _ ("Forgotten of %s: phone, kinds and reasons of leave, asks, answers. Name, id (%s) and "
           "duties stay in the rosters, the journal and the records of pay.\n"),
        name, one.member);
  say_rest ();
  return STATUS_FINE;
}

static Status
forget_due (Desk *desk, const Wish *wish)
{
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);
  guint months = geng_station_get_keep_months (desk->station), n = 0;
  g_autofree char *day = NULL, *question = NULL;
  Forget old = { desk };
  GDate before;

  if (now == NULL)
    return STATUS_BAD;
  if (months == 0 && desk->pool != NULL)
    {
      say_error (
          _ ("Of people whom stations share nothing grows old by itself: name one of them."));
      return STATUS_BAD;
    }
  if (months == 0)
    {
      say_error (_ ("station.ini does not say for how long: [privacy] keep = 24 months"));
      return STATUS_BAD;
    }
  geng_station_duty_date (desk->station, now, &before);
  g_date_subtract_months (&before, months);
  day = desk_date_text (&before);
  question = g_strdup_printf (_ ("Forget what lies before %s for good? [y/N]"), day);
  if (!is_agreed (wish, question))
    return STATUS_BAD;
  old.before = &before;
  old.now = now;
  if (!forget (&old, &n))
    return STATUS_BAD;
  if (desk->json)
    answer_json ("before", day);
  else
    g_print (_ ("Forgotten: what lies before %s (%u months).\n"), day, months);
  say_rest ();
  return STATUS_FINE;
}

Status
run_forget (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[]
      = { { "due", 0, 0, G_OPTION_ARG_NONE, &wish.due,
            N_ ("Of everybody what is older than [privacy] keep in station.ini"), NULL },
          { "now", 0, 0, G_OPTION_ARG_STRING, &wish.now,
            N_ ("From when that counts (default: the clock)"), N_ ("TIME") },
          { "yes", 'y', 0, G_OPTION_ARG_NONE, &wish.yes, N_ ("Ask nothing"), NULL },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };

  if (!options_parse (&options, "forget", _ ("MEMBER"),
                      _ ("Forgets what is known of a member who left: phone, kinds and reasons of "
                         "leave, asks, who was told and has answered. Name, id and duties stay."),
                      entries, argc, argv)
      || ((desk.pool = zone_pool_find (options.folder)), !desk_open (&desk, &options, DESK_WRITE)))
    return STATUS_BAD;
  return wish.due ? forget_due (&desk, &wish)
                  : forget_member (&desk, &wish, options_take (&options, 0));
}
