/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Keys by which members ask, and the table by which a server knows them without the station. */
#include "phone.h"
#include "contacts.h"
#include "inbox.h"
#include "secret.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEYS "phone-keys.ini"
#define MOST_KEYS ((gsize) 4 * 1024 * 1024)
/* A feed's secret address, at least 128 bits in base 32. */
#define LEAST_TOKEN 26
#define MOST_TOKEN 64
/* Duties that can be asked about: so many days ahead. */
#define AHEAD 62

gboolean
phones_load (Phones *self, Desk *desk, GError **error)
{
  g_autoptr (GBytes) content = geng_store_read_file (desk->store, KEYS, MOST_KEYS, error);

  if (content == NULL)
    return FALSE;
  self->file = g_key_file_new ();
  if (g_bytes_get_size (content) > 0
      && !g_key_file_load_from_bytes (self->file, content, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "%s: ", KEYS);
      return FALSE;
    }
  self->folder = g_key_file_get_string (self->file, "exchange", "folder", NULL);
  return TRUE;
}

void
phones_clear (Phones *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->file, g_key_file_unref);
}

gsize
phone_token_length (const char *text)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz234567");

  return length >= LEAST_TOKEN && length <= MOST_TOKEN ? length : 0;
}

char *
phone_hash (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
}

/* "TOKEN.html" without its ending. */
static char *
token_of (const char *page)
{
  const char *dot = strchr (page, '.');

  return g_strndup (page, dot != NULL ? (gsize) (dot - page) : strlen (page));
}

/* token: (nullable) */
static void
revoke_token (Phones *self, const char *token)
{
  g_autofree char *hash = token != NULL ? phone_hash (token) : NULL;

  if (hash != NULL)
    g_key_file_set_boolean (self->file, "revoked", hash, TRUE);
}

static gboolean
is_revoked (Phones *self, const char *token)
{
  g_autofree char *hash = phone_hash (token);

  return g_key_file_has_key (self->file, "revoked", hash, NULL);
}

void
phones_forget (Phones *self, const char *member)
{
  g_autofree char *token = g_key_file_get_string (self->file, "tokens", member, NULL);

  revoke_token (self, token);
  g_key_file_remove_key (self->file, "tokens", member, NULL);
  g_key_file_remove_key (self->file, "keys", member, NULL);
  self->changed = self->changed || token != NULL;
}

char *
phones_dup_key (Phones *self, const char *member, const char *page)
{
  g_autofree char *token = token_of (page);
  g_autofree char *old = g_key_file_get_string (self->file, "tokens", member, NULL);
  g_autofree char *key = g_key_file_get_string (self->file, "keys", member, NULL);

  if (self->folder == NULL || is_revoked (self, token))
    return NULL;
  if (key != NULL && g_strcmp0 (old, token) == 0)
    return g_steal_pointer (&key);
  if (g_strcmp0 (old, token) != 0)
    revoke_token (self, old);
  g_free (key);
  key = secret_new ();
  g_key_file_set_string (self->file, "tokens", member, token);
  g_key_file_set_string (self->file, "keys", member, key);
  self->changed = TRUE;
  return g_steal_pointer (&key);
}

gboolean
phones_save (Phones *self, Desk *desk, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) content = NULL;

  if (!self->changed)
    return TRUE;
  g_key_file_set_string (self->file, "exchange", "folder", self->folder);
  text = g_key_file_to_data (self->file, NULL, NULL);
  content = g_bytes_new (text, strlen (text));
  self->changed = FALSE;
  return geng_store_put_file (desk->store, KEYS, content, error);
}

GengMember *
phones_find_member (Phones *self, Desk *desk, const char *hash)
{
  g_auto (GStrv) ids = g_key_file_get_keys (self->file, "tokens", NULL, NULL);

  if (g_key_file_has_key (self->file, "revoked", hash, NULL))
    return NULL;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autofree char *token = g_key_file_get_string (self->file, "tokens", ids[i], NULL);
      g_autofree char *own = phone_hash (token);

      if (g_str_equal (own, hash))
        return geng_station_lookup_member (desk->station, ids[i]);
    }
  return NULL;
}

/* -- the table -- */

static void
add_duty (GengDuty *duty, JsonBuilder *builder)
{
  g_autofree char *date = desk_date_text (geng_duty_get_date (duty));

  json_builder_begin_object (builder);
  add_text (builder, "date", date);
  add_text (builder, "shift", geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty))));
  add_text (builder, "post", geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))));
  json_builder_end_object (builder);
}

static void
add_official (GengRoster *official, GengMember *member, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) duties
      = official != NULL ? geng_roster_list_member (official, member) : g_ptr_array_new ();

  json_builder_set_member_name (builder, "duties");
  json_builder_begin_array (builder);
  for (guint i = 0; i < duties->len; i++)
    add_duty (duties->pdata[i], builder);
  json_builder_end_array (builder);
}

static void
add_ask (Desk *desk, const Ask *ask, const char *own, JsonBuilder *builder)
{
  g_autofree char *text = ask_text_of (desk, ask);
  GengMember *member = geng_station_lookup_member (desk->station, ask->member);

  json_builder_begin_object (builder);
  add_number (builder, "number", ask->number);
  add_text (builder, "kind", ask_kind_word (ask->kind));
  add_text (builder, "state", ask_state_word (ask->state));
  add_text (builder, "text", text);
  add_text (builder, "answer", ask->answer);
  add_text (builder, "from",
            member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : ask->member);
  json_builder_set_member_name (builder, "own");
  json_builder_add_boolean_value (builder, g_str_equal (ask->member, own));
  json_builder_end_object (builder);
}

/* His own asks, and what a colleague asks of him. */
static void
add_asks (Desk *desk, GPtrArray *asks, const char *id, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "asks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < asks->len; i++)
    {
      const Ask *ask = asks->pdata[i];

      if (g_str_equal (ask->member, id)
          || (ask->state == ASK_PARTNER && g_strcmp0 (ask->with, id) == 0))
        add_ask (desk, ask, id, builder);
    }
  json_builder_end_array (builder);
}

/* The month of which he was told and has not answered; empty for none. */
static const char *
unseen_month (GPtrArray *contacts, const char *id)
{
  const Contact *told = contacts_last (contacts, id, CONTACT_TOLD, NULL);
  const Contact *seen
      = told != NULL ? contacts_last (contacts, id, CONTACT_SEEN, told->about) : NULL;

  return told != NULL && (seen == NULL || strcmp (seen->when, told->when) < 0) ? told->about : "";
}

static void
add_member (Phones *self,
            Desk *desk,
            GengMember *member,
            GengRoster *official,
            GPtrArray *asks,
            GPtrArray *contacts,
            JsonBuilder *builder)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));
  g_autofree char *token = g_key_file_get_string (self->file, "tokens", id, NULL);
  g_autofree char *key = g_key_file_get_string (self->file, "keys", id, NULL);
  g_autofree char *token_hash = token != NULL ? phone_hash (token) : NULL;
  g_autofree char *key_hash = key != NULL ? phone_hash (key) : NULL;

  json_builder_begin_object (builder);
  add_text (builder, "id", id);
  add_text (builder, "name", geng_entity_get_name (GENG_ENTITY (member)));
  add_text (builder, "token", token_hash);
  add_text (builder, "key", key_hash);
  add_text (builder, "unseen", unseen_month (contacts, id));
  add_official (official, member, builder);
  add_asks (desk, asks, id, builder);
  json_builder_end_object (builder);
}

static void
add_names (JsonBuilder *builder, const char *name, GListModel *things)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (GengEntity) thing = g_list_model_get_item (things, i);

      json_builder_add_string_value (builder, geng_entity_get_name (thing));
    }
  json_builder_end_array (builder);
}

static void
add_revoked (Phones *self, JsonBuilder *builder)
{
  g_auto (GStrv) hashes = g_key_file_get_keys (self->file, "revoked", NULL, NULL);

  json_builder_set_member_name (builder, "revoked");
  json_builder_begin_array (builder);
  for (guint i = 0; hashes != NULL && hashes[i] != NULL; i++)
    json_builder_add_string_value (builder, hashes[i]);
  json_builder_end_array (builder);
}

static GengRoster *
load_ahead (Desk *desk, GDateTime *now)
{
  GDate first, last;

  geng_station_duty_date (desk->station, now, &first);
  last = first;
  g_date_add_days (&last, AHEAD);
  return geng_store_load_official (desk->store, desk->station, &first, &last, NULL, NULL);
}

static char *
make_table (Phones *self, Desk *desk, GPtrArray *asks, GPtrArray *contacts, GDateTime *now)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GengRoster) official = load_ahead (desk, now);
  g_autoptr (JsonNode) root = NULL;
  GListModel *members = geng_station_get_members (desk->station);

  json_builder_begin_object (builder);
  add_text (builder, "station", geng_entity_get_name (GENG_ENTITY (desk->station)));
  add_text (builder, "language", geng_station_get_language (desk->station));
  /* Whom stations share choose between duties at several. */
  json_builder_set_member_name (builder, "shared");
  json_builder_add_boolean_value (builder, desk->pool != NULL);
  add_names (builder, "posts", geng_station_get_posts (desk->station));
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      add_member (self, desk, member, official, asks, contacts, builder);
    }
  json_builder_end_array (builder);
  add_revoked (self, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
phones_write_table (Phones *self, Desk *desk, GDateTime *now, GError **error)
{
  g_autoptr (GPtrArray) asks = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (self->folder == NULL)
    return TRUE;
  asks = inbox_load (desk);
  contacts = asks != NULL ? contacts_load (desk) : NULL;
  if (contacts == NULL)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_FAULTY, _ ("the inbox cannot be read"));
      return FALSE;
    }
  text = make_table (self, desk, asks, contacts, now);
  path = g_build_filename (self->folder, "table.json", NULL);
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

gboolean
phones_refresh (Desk *desk, GDateTime *now)
{
  g_auto (Phones) phones = { 0 };
  g_autoptr (GError) error = NULL;

  if (!phones_load (&phones, desk, &error))
    {
      say_failure (error);
      return FALSE;
    }
  if (!phones_write_table (&phones, desk, now, &error))
    say_hint (_ ("What members see where they ask is as before: %s"), error->message);
  return TRUE;
}
