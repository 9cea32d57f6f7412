/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-keys.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#define SECRET_BYTES 32
#define TOKEN_BYTES 20 /* 160 bits: 32 letters without padding */

struct _GengFeedKeys
{
  GBytes *secret;
  GTree *tokens; /* feed → token */
  GPtrArray *revoked;
};

static void
revoked_free (gpointer data)
{
  GengRevokedToken *revoked = data;
  g_free (revoked->token);
  g_free (revoked);
}

static int
compare_text (gconstpointer a, gconstpointer b, gpointer unused)
{
  return strcmp (a, b);
}

static GengFeedKeys *
keys_alloc (void)
{
  GengFeedKeys *self = g_new0 (GengFeedKeys, 1);
  self->tokens = g_tree_new_full (compare_text, NULL, g_free, g_free);
  self->revoked = g_ptr_array_new_with_free_func (revoked_free);
  return self;
}

/* From the system's generator; there is no sensible way on without one. */
static void
fill_random (guint8 *bytes, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      gssize got = getrandom (bytes + done, length - done, 0);
      if (got > 0)
        done += got;
      else if (errno != EINTR)
        g_error ("keys: the system gives no random numbers: %s", g_strerror (errno));
    }
}

/* RFC 4648 §6, in small letters. */
static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

static char *
base32 (const guint8 *bytes, gsize length)
{
  GString *text = g_string_new (NULL);
  guint buffer = 0, bits = 0;
  for (gsize i = 0; i < length; i++)
    {
      buffer = (buffer << 8 | bytes[i]) & 0xffff;
      for (bits += 8; bits >= 5; bits -= 5)
        g_string_append_c (text, alphabet[(buffer >> (bits - 5)) & 31]);
    }
  if (bits > 0)
    g_string_append_c (text, alphabet[(buffer << (5 - bits)) & 31]);
  return g_string_free (text, FALSE);
}

static GBytes *
from_base32 (const char *text)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint buffer = 0, bits = 0;
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *letter = strchr (alphabet, *p);
      if (letter == NULL)
        return NULL;
      buffer = (buffer << 5 | (guint) (letter - alphabet)) & 0xffff;
      bits += 5;
      if (bits >= 8)
        {
          guint8 byte = buffer >> (bits -= 8);
          g_byte_array_append (out, &byte, 1);
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static char *
token_new (void)
{
  guint8 bytes[TOKEN_BYTES];
  fill_random (bytes, sizeof bytes);
  return base32 (bytes, sizeof bytes);
}

GengFeedKeys *
geng_feed_keys_new (void)
{
  GengFeedKeys *self = keys_alloc ();
  guint8 bytes[SECRET_BYTES];
  fill_random (bytes, sizeof bytes);
  self->secret = g_bytes_new (bytes, sizeof bytes);
  return self;
}

void
geng_feed_keys_free (GengFeedKeys *self)
{
  g_clear_pointer (&self->secret, g_bytes_unref);
  g_tree_unref (self->tokens);
  g_ptr_array_unref (self->revoked);
  g_free (self);
}

static gboolean
is_token (const char *text)
{
  return strlen (text) >= 26 && strlen (text) <= 64 && text[strspn (text, alphabet)] == '\0';
}

static gboolean
parse_secret (GengFeedKeys *self, GKeyFile *file, GError **error)
{
  g_autofree char *secret = g_key_file_get_string (file, "station", "secret", NULL);
  self->secret = secret == NULL ? NULL : from_base32 (secret);
  if (self->secret != NULL && g_bytes_get_size (self->secret) >= 16)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("keys: [station] needs secret = with at least 26 letters a-z2-7; restore the "
                  "file from a copy"));
  return FALSE;
}

static gboolean
parse_token (GengFeedKeys *self,
             GKeyFile *file,
             const char *group,
             const char *token,
             GError **error)
{
  g_autofree char *value = g_key_file_get_string (file, group, token, NULL);
  if (!is_token (token) || value == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("keys: [%s] “%.40s” is no token"),
                   group, token);
      return FALSE;
    }
  if (g_str_equal (group, "revoked"))
    {
      g_autoptr (GDateTime) since = g_date_time_new_from_iso8601 (value, NULL);
      GengRevokedToken *revoked = g_new0 (GengRevokedToken, 1);
      revoked->token = g_strdup (token);
      revoked->since = since == NULL ? 0 : g_date_time_to_unix (since);
      g_ptr_array_add (self->revoked, revoked);
    }
  else
    g_tree_insert (self->tokens, g_steal_pointer (&value), g_strdup (token));
  return TRUE;
}

static gboolean
parse_group (GengFeedKeys *self, GKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) tokens = g_key_file_get_keys (file, group, NULL, NULL);
  for (guint i = 0; tokens != NULL && tokens[i] != NULL; i++)
    if (!parse_token (self, file, group, tokens[i], error))
      return FALSE;
  return TRUE;
}

GengFeedKeys *
geng_feed_keys_parse (const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GengFeedKeys) self = keys_alloc ();
  if (!g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "keys: ");
      return NULL;
    }
  if (!parse_secret (self, file, error) || !parse_group (self, file, "feeds", error)
      || !parse_group (self, file, "revoked", error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
write_token (gpointer feed, gpointer token, gpointer file)
{
  g_key_file_set_string (file, "feeds", token, feed);
  return FALSE;
}

char *
geng_feed_keys_to_string (GengFeedKeys *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gsize length;
  const guint8 *bytes = g_bytes_get_data (self->secret, &length);
  g_autofree char *secret = base32 (bytes, length);
  g_key_file_set_string (file, "station", "secret", secret);
  g_tree_foreach (self->tokens, write_token, file);
  for (guint i = 0; i < self->revoked->len; i++)
    {
      GengRevokedToken *revoked = g_ptr_array_index (self->revoked, i);
      g_autoptr (GDateTime) since = g_date_time_new_from_unix_utc (revoked->since);
      g_autofree char *value = g_date_time_format (since, "%Y-%m-%dT%H:%M:%SZ");
      g_key_file_set_string (file, "revoked", revoked->token, value);
    }
  g_key_file_set_comment (
      file, NULL, NULL,
      " Private: who has this file can read every feed.  Keep a copy; without it all phones must"
      "\n subscribe anew.",
      NULL);
  return g_key_file_to_data (file, NULL, NULL);
}

GBytes *
geng_feed_keys_get_secret (GengFeedKeys *self)
{
  return self->secret;
}

gboolean
geng_feed_keys_has_token (GengFeedKeys *self, const char *feed)
{
  return g_tree_lookup (self->tokens, feed) != NULL;
}

const char *
geng_feed_keys_get_token (GengFeedKeys *self, const char *feed)
{
  if (!geng_feed_keys_has_token (self, feed))
    g_tree_insert (self->tokens, g_strdup (feed), token_new ());
  return g_tree_lookup (self->tokens, feed);
}

static int
compare_revoked (gconstpointer a, gconstpointer b)
{
  const GengRevokedToken *const *x = a, *const *y = b;
  return strcmp ((*x)->token, (*y)->token);
}

void
geng_feed_keys_revoke (GengFeedKeys *self, const char *feed, gint64 now)
{
  const char *token = g_tree_lookup (self->tokens, feed);
  GengRevokedToken *revoked;
  if (token == NULL)
    return;
  revoked = g_new0 (GengRevokedToken, 1);
  revoked->token = g_strdup (token);
  revoked->since = now;
  g_ptr_array_add (self->revoked, revoked);
  g_ptr_array_sort (self->revoked, compare_revoked);
  g_tree_remove (self->tokens, feed);
}

typedef struct
{
  GHashTable *living;
  GPtrArray *dead;
} Retiring;

static gboolean
collect_dead (gpointer feed, gpointer token, gpointer data)
{
  Retiring *retiring = data;
  if (!g_hash_table_contains (retiring->living, feed))
    g_ptr_array_add (retiring->dead, g_strdup (feed));
  return FALSE;
}

void
geng_feed_keys_retire (GengFeedKeys *self, GHashTable *living, gint64 now)
{
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func (g_free);
  Retiring retiring = { living, dead };
  g_tree_foreach (self->tokens, collect_dead, &retiring);
  for (guint i = 0; i < dead->len; i++)
    geng_feed_keys_revoke (self, g_ptr_array_index (dead, i), now);
}

void
geng_feed_keys_forget (GengFeedKeys *self, gint64 instant)
{
  for (guint i = self->revoked->len; i-- > 0;)
    {
      GengRevokedToken *revoked = g_ptr_array_index (self->revoked, i);
      if (revoked->since < instant)
        g_ptr_array_remove_index (self->revoked, i);
    }
}

GPtrArray *
geng_feed_keys_get_revoked (GengFeedKeys *self)
{
  return self->revoked;
}
