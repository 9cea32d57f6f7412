/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "serve-requests.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json.h"
#include "phone.h"
#include "secret.h"
#include "serve-form.h"

/* Of a station of some thousand people. */
#define MOST_TABLE ((off_t) 64 * 1024 * 1024)
/* The number that counts once, in hexadecimal digits: 128 bits, and two for the form. */
#define NUMBER_DIGITS 34
/* So much of the token's hash names a file: whose it is can be counted without reading it. */
#define PREFIX_DIGITS 16

/* What became of a form, in the address of the page to which it leads. */
static const char *const news_words[] = { [FORM_PLAIN] = "",
                                          [FORM_TAKEN] = "taken",
                                          [FORM_AGAIN] = "again",
                                          [FORM_WRONG] = "wrong",
                                          [FORM_TOO_MANY] = "many" };

struct _ServedRequests
{
  char *folder;
  struct stat state;
  JsonParser *parser;  /* (nullable): of the table */
  GHashTable *members; /* token's hash → JsonObject of the table */
  GHashTable *revoked; /* hashes */
};

ServedRequests *
served_requests_new (const char *folder)
{
  ServedRequests *self = g_new0 (ServedRequests, 1);

  self->folder = g_strdup (folder);
  return self;
}

static void
forget (ServedRequests *self)
{
  g_clear_object (&self->parser);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->revoked, g_hash_table_unref);
}

void
served_requests_free (ServedRequests *self)
{
  forget (self);
  g_free (self->folder);
  g_free (self);
}

/* -- the table -- */

static JsonObject *
table_of (ServedRequests *self)
{
  return json_node_get_object (json_parser_get_root (self->parser));
}

static void
index_members (ServedRequests *self, JsonArray *members)
{
  for (guint i = 0; members != NULL && i < json_array_get_length (members); i++)
    {
      JsonObject *member = json_array_get_object_element (members, i);
      const char *token = json_read_text (member, "token");

      if (token != NULL && token[0] != '\0')
        g_hash_table_insert (self->members, g_strdup (token), member);
    }
}

static void
index_table (ServedRequests *self)
{
  JsonObject *table = table_of (self);
  JsonArray *revoked = json_object_has_member (table, "revoked")
                           ? json_object_get_array_member (table, "revoked")
                           : NULL;

  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->revoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (json_object_has_member (table, "members"))
    index_members (self, json_object_get_array_member (table, "members"));
  for (guint i = 0; revoked != NULL && i < json_array_get_length (revoked); i++)
    g_hash_table_add (self->revoked, g_strdup (json_array_get_string_element (revoked, i)));
}

/* A table that was written anew shows at once. */
static gboolean
load_table (ServedRequests *self)
{
  g_autofree char *path = g_build_filename (self->folder, "table.json", NULL);
  struct stat state;

  if (lstat (path, &state) != 0 || !S_ISREG (state.st_mode) || state.st_size > MOST_TABLE)
    return self->parser != NULL;
  if (self->parser != NULL && state.st_ino == self->state.st_ino
      && state.st_mtim.tv_sec == self->state.st_mtim.tv_sec
      && state.st_mtim.tv_nsec == self->state.st_mtim.tv_nsec)
    return TRUE;
  forget (self);
  self->parser = json_parser_new_immutable ();
  if (!json_parser_load_from_file (self->parser, path, NULL)
      || json_parser_get_root (self->parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (self->parser)))
    {
      forget (self);
      return FALSE;
    }
  self->state = state;
  index_table (self);
  return TRUE;
}

/* -- who it is -- */

/* (transfer full) (nullable): the hash of the token of "/TOKEN.html" */
static char *
hash_of_path (const char *path)
{
  gsize length = path[0] == '/' ? phone_token_length (path + 1) : 0;
  g_autofree char *token = g_strndup (path + (length > 0), length);

  return length > 0 && g_str_equal (path + 1 + length, ".html") ? phone_hash (token) : NULL;
}

/* Hashes are compared, so that it tells nothing how long that takes. */
static gboolean
has_key (JsonObject *member, const char *key)
{
  const char *wanted = json_read_text (member, "key");
  g_autofree char *hash = key != NULL ? phone_hash (key) : NULL;

  return hash != NULL && wanted != NULL && g_str_equal (hash, wanted);
}

/* -- answers -- */

static void
add_caution (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; form-action "
                                "'self'; frame-ancestors 'none'; base-uri 'none'");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "X-Robots-Tag", "noindex, nofollow");
}

static void
answer_html (SoupServerMessage *message, guint status, char *html)
{
  gsize length = strlen (html);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, html,
                                    length);
}

static void
answer_form (ServedRequests *self,
             SoupServerMessage *message,
             JsonObject *member,
             const char *key,
             const char *said)
{
  g_autofree char *number = secret_new ();
  FormNews news = FORM_PLAIN;

  for (guint i = FORM_TAKEN; i < G_N_ELEMENTS (news_words); i++)
    if (g_strcmp0 (said, news_words[i]) == 0)
      news = (FormNews) i;
  answer_html (message, SOUP_STATUS_OK, form_page (table_of (self), member, key, number, news));
}

/* After a POST the browser gets the page anew: reloading it sends nothing again. */
static void
answer_see_other (SoupServerMessage *message, const char *path, const char *key, const char *said)
{
  g_autofree char *where = g_strdup_printf ("%s?k=%s&s=%s", path, key, said);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                where);
  soup_server_message_set_status (message, SOUP_STATUS_SEE_OTHER, NULL);
}

/* -- what is asked -- */

static guint
count_waiting (ServedRequests *self, JsonObject *member, const char *hash)
{
  g_autofree char *path = g_build_filename (self->folder, "new", NULL);
  g_autofree char *prefix = g_strndup (hash, PREFIX_DIGITS);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  JsonArray *asks = json_object_has_member (member, "asks")
                        ? json_object_get_array_member (member, "asks")
                        : NULL;
  guint n = 0;
  const char *name;

  while (dir != NULL && n < PHONE_MOST_OPEN && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix);
  for (guint i = 0; asks != NULL && i < json_array_get_length (asks); i++)
    {
      JsonObject *ask = json_array_get_object_element (asks, i);
      const char *state = json_read_text (ask, "state");

      n += json_object_get_boolean_member_with_default (ask, "own", FALSE)
           && (g_strcmp0 (state, "open") == 0 || g_strcmp0 (state, "partner") == 0);
    }
  return n;
}

static void
add_field (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static gboolean
is_short (GHashTable *form)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (strlen (value) > PHONE_MOST_TEXT || !g_utf8_validate (value, -1, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
is_whole (GHashTable *form)
{
  static const char *const known[]
      = { "leave", "swap", "offer", "seen", "finding", "withdraw", "agree", "decline", NULL };
  static const char *const dated[] = { "leave", "swap", "offer", NULL };
  const char *kind = g_hash_table_lookup (form, "kind"),
             *first = g_hash_table_lookup (form, "first"),
             *theirs = g_hash_table_lookup (form, "theirs"),
             *number = g_hash_table_lookup (form, "n");

  if (kind == NULL || !g_strv_contains (known, kind) || !is_short (form) || number == NULL
      || strlen (number) != NUMBER_DIGITS || strspn (number, "0123456789abcdef") != NUMBER_DIGITS)
    return FALSE;
  if (g_strv_contains (dated, kind) && (first == NULL || strlen (first) != strlen ("2026-12-31")))
    return FALSE;
  return !g_str_equal (kind, "swap")
         || (theirs != NULL && strlen (theirs) > strlen (" 2026-12-31"));
}

/* (transfer full): what lies in the file. @theirs of the form is "ID DATE". */
static char *
write_ask (GHashTable *form, const char *hash)
{
  static const char *const names[] = { "kind", "first", "last", "text", "post", "sort", "of" };
  const char *theirs = g_hash_table_lookup (form, "theirs");
  const char *day = theirs != NULL ? strrchr (theirs, ' ') : NULL;
  g_autofree char *with = day != NULL ? g_strndup (theirs, (gsize) (day - theirs)) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_field (builder, "token", hash);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_field (builder, names[i], g_hash_table_lookup (form, names[i]));
  add_field (builder, "with", with);
  add_field (builder, "with-date", day != NULL ? day + 1 : NULL);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
write_synced (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gsize length = strlen (text);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = write (fd, text, length) == (gssize) length && fsync (fd) == 0;
  ok = close (fd) == 0 && ok;
  if (!ok)
    g_unlink (path);
  return ok;
}

/* Whole or not at all, and once: a second file of that name cannot be made. */
static FormNews
keep_ask (ServedRequests *self, GHashTable *form, const char *hash)
{
  const char *number = g_hash_table_lookup (form, "n");
  g_autofree char *text = write_ask (form, hash);
  g_autofree char *name = g_strdup_printf ("%.*s-%s.json", PREFIX_DIGITS, hash, number);
  g_autofree char *hidden = g_strdup_printf (".%s", name);
  g_autofree char *draft = g_build_filename (self->folder, "new", hidden, NULL);
  g_autofree char *path = g_build_filename (self->folder, "new", name, NULL);
  FormNews news = FORM_TAKEN;

  if (!write_synced (draft, text))
    return errno == EEXIST ? FORM_AGAIN : FORM_WRONG;
  if (link (draft, path) != 0)
    news = errno == EEXIST ? FORM_AGAIN : FORM_WRONG;
  g_unlink (draft);
  return news;
}

static const char *
take (ServedRequests *self, GHashTable *form, JsonObject *member, const char *hash)
{
  if (!is_whole (form))
    return news_words[FORM_WRONG];
  if (count_waiting (self, member, hash) >= PHONE_MOST_OPEN)
    return news_words[FORM_TOO_MANY];
  return news_words[keep_ask (self, form, hash)];
}

static void
answer_post (ServedRequests *self,
             SoupServerMessage *message,
             const char *path,
             const char *hash,
             JsonObject *member)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  g_autoptr (GHashTable) form = soup_form_decode (text);
  const char *key = g_hash_table_lookup (form, "k");

  if (has_key (member, key))
    answer_see_other (message, path, key, take (self, form, member, hash));
  else
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
}

gboolean
served_requests_answer (ServedRequests *self,
                        SoupServerMessage *message,
                        const char *path,
                        GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  const char *key = query != NULL ? g_hash_table_lookup (query, "k") : NULL;
  g_autofree char *hash = hash_of_path (path);
  gboolean posts = method == SOUP_METHOD_POST;
  JsonObject *member;

  if (hash == NULL || (!posts && (method != SOUP_METHOD_GET || key == NULL)) || !load_table (self))
    return FALSE;
  add_caution (message);
  member = g_hash_table_lookup (self->members, hash);
  if (g_hash_table_contains (self->revoked, hash))
    {
      answer_html (message, SOUP_STATUS_GONE, form_gone (table_of (self)));
      return TRUE;
    }
  if (posts && member != NULL)
    answer_post (self, message, path, hash, member);
  else if (posts)
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else if (member != NULL && has_key (member, key))
    answer_form (self, message, member, key, g_hash_table_lookup (query, "s"));
  else
    return FALSE; /* a wrong key opens what everybody may see */
  return TRUE;
}
