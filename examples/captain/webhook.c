/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Robots of a group chat: WeCom and DingTalk take a text by POST at a secret address and answer
 * HTTP 200 also when they refuse, so that the answer's errcode is what counts.  Neither the address
 * nor the secret is ever printed.  Sources: WeCom 群机器人配置说明 (2,048 bytes of UTF-8, 20
 * messages a minute); DingTalk 自定义机器人 (20 a minute; a keyword, or a signature by
 * HMAC-SHA256).
 */
#include "webhook.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRETS_FILE "secrets.ini"
#define PREFIX "webhook "
#define MOST_SECRETS (64 * 1024)
#define SENT_FILE "office/sent.ini"

typedef struct
{
  char *name;
  gboolean dingtalk;
  char *url;
  char *secret;  /* (nullable) */
  char *keyword; /* (nullable) */
} Webhook;

static void
webhook_free (gpointer data)
{
  Webhook *self = data;

  g_free (self->name);
  g_free (self->url);
  g_free (self->secret);
  g_free (self->keyword);
  g_free (self);
}

/* Plain HTTP is for a test on this machine. */
static gboolean
is_safe (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return FALSE;
  return g_str_equal (g_uri_get_scheme (uri), "https")
         || (g_str_equal (g_uri_get_scheme (uri), "http")
             && g_str_equal (g_uri_get_host (uri), "127.0.0.1"));
}

static gboolean
find_kind (const char *text, gboolean *dingtalk)
{
  *dingtalk = g_strcmp0 (text, "dingtalk") == 0 || g_strcmp0 (text, "钉钉") == 0;
  return *dingtalk || g_strcmp0 (text, "wecom") == 0 || g_strcmp0 (text, "企业微信") == 0;
}

/* NULL after a message, which names the group and never its values. */
static Webhook *
read_group (GKeyFile *file, const char *group)
{
  g_autofree char *kind = g_key_file_get_string (file, group, "kind", NULL);
  Webhook *self = g_new0 (Webhook, 1);

  self->name = g_strdup (group + strlen (PREFIX));
  self->url = g_key_file_get_string (file, group, "url", NULL);
  self->secret = g_key_file_get_string (file, group, "secret", NULL);
  self->keyword = g_key_file_get_string (file, group, "keyword", NULL);
  if (!find_kind (kind, &self->dingtalk))
    say_error (_ ("%s: [%s]: kind should be wecom (企业微信) or dingtalk (钉钉)"), SECRETS_FILE,
               group);
  else if (self->url == NULL || !is_safe (self->url))
    say_error (_ ("%s: [%s]: url should be the robot's address, https://…"), SECRETS_FILE, group);
  else
    return self;
  webhook_free (self);
  return NULL;
}

/* Whoever reads the address may write to the group. */
static void
protect (Desk *desk)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (desk->store), SECRETS_FILE, NULL);
  GStatBuf state;

  if (g_stat (path, &state) == 0 && (state.st_mode & 0077) != 0 && g_chmod (path, 0600) == 0)
    say_hint (_ ("Others could read %s; now only you can."), SECRETS_FILE);
}

static GPtrArray *
list_webhooks (Desk *desk)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (webhook_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content
      = geng_store_read_file (desk->store, SECRETS_FILE, MOST_SECRETS, &error);
  g_auto (GStrv) groups = NULL;

  if (content == NULL)
    say_failure (error);
  if (content == NULL || g_bytes_get_size (content) == 0)
    return list;
  protect (desk);
  /* The parser's own message would quote the line, and with it the secret. */
  if (!g_key_file_load_from_bytes (file, content, G_KEY_FILE_NONE, NULL))
    {
      say_error (_ ("%s: this is no INI file: [webhook NAME], then lines key = value"),
                 SECRETS_FILE);
      return list;
    }
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      Webhook *webhook = g_str_has_prefix (groups[i], PREFIX) ? read_group (file, groups[i]) : NULL;

      if (webhook != NULL)
        g_ptr_array_add (list, webhook);
    }
  return list;
}

#if GENG_WITH_SERVE

#include <libsoup/soup.h>

/* What the makers say that a text may hold, in bytes of UTF-8, and how many a minute go through. */
#define WECOM_BYTES 2048
#define DINGTALK_BYTES 15000
#define MOST_A_MINUTE 20
#define MINUTE_SECONDS 60
/* A robot answers within a second; who takes longer than this is not there. */
#define PATIENCE_SECONDS 10
/* The answer is two short members of JSON. */
#define MOST_ANSWER 65536
#define MOST_WORDS 200

/* Ends a request that takes too long, also one whose answer trickles. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean done;
  GCancellable *cancellable;
} Watch;

static gpointer
watch_over (gpointer data)
{
  Watch *self = data;
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_TIME_SPAN_SECOND;

  g_mutex_lock (&self->mutex);
  while (!self->done && g_cond_wait_until (&self->cond, &self->mutex, end))
    ;
  if (!self->done)
    g_cancellable_cancel (self->cancellable);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static char *
sign (const char *secret, gint64 milliseconds)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", milliseconds, secret);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret));
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *code = NULL;

  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  g_hmac_get_digest (hmac, digest, &length);
  code = g_base64_encode (digest, length);
  return g_uri_escape_string (code, NULL, FALSE);
}

static char *
address (const Webhook *webhook)
{
  gint64 now = g_get_real_time () / 1000;
  g_autofree char *signature = NULL;

  if (!webhook->dingtalk || webhook->secret == NULL)
    return g_strdup (webhook->url);
  signature = sign (webhook->secret, now);
  return g_strdup_printf ("%s%stimestamp=%" G_GINT64_FORMAT "&sign=%s", webhook->url,
                          strchr (webhook->url, '?') != NULL ? "&" : "?", now, signature);
}

static GBytes *
body (const Webhook *webhook, const char *piece)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gboolean has_keyword = webhook->keyword == NULL || strstr (piece, webhook->keyword) != NULL;
  g_autofree char *content
      = has_keyword ? g_strdup (piece) : g_strdup_printf ("%s\n%s", piece, webhook->keyword);

  json_builder_begin_object (builder);
  add_text (builder, "msgtype", "text");
  json_builder_set_member_name (builder, "text");
  json_builder_begin_object (builder);
  add_text (builder, "content", content);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new (text, strlen (text));
}

/* (transfer full) (nullable): why the robot refuses, in its words; NULL where it took the text */
static char *
read_answer (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = json_parser_load_from_data (parser, text, (gssize) length, NULL)
                       ? json_parser_get_root (parser)
                       : NULL;
  JsonObject *answer
      = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *words = NULL;

  if (answer == NULL || !json_object_has_member (answer, "errcode"))
    return g_strdup (_ ("its answer is not a robot's; is the address right?"));
  if (json_object_get_int_member_with_default (answer, "errcode", -1) == 0)
    return NULL;
  words = g_strndup (json_object_get_string_member_with_default (answer, "errmsg", ""), MOST_WORDS);
  return g_strdup_printf ("%d %s",
                          (int) json_object_get_int_member_with_default (answer, "errcode", -1),
                          g_utf8_make_valid (words, -1));
}

static char *
post (SoupSession *session, const Webhook *webhook, const char *piece, GCancellable *cancellable)
{
  g_autofree char *url = address (webhook);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, url);
  g_autoptr (GBytes) content = body (webhook, piece);
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *answer = g_malloc (MOST_ANSWER);
  gsize length = 0;

  if (message == NULL)
    return g_strdup (_ ("the address is none"));
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (message, "application/json; charset=utf-8", content);
  stream = soup_session_send (session, message, cancellable, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (stream, answer, MOST_ANSWER, &length, cancellable, NULL))
    return g_strdup (g_cancellable_is_cancelled (cancellable) ? _ ("it does not answer")
                                                              : _ ("it cannot be reached"));
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    return g_strdup_printf (_ ("it answers with HTTP status %u"),
                            soup_message_get_status (message));
  return read_answer (answer, length);
}

static char *
post_watched (SoupSession *session, const Webhook *webhook, const char *piece)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { .cancellable = cancellable };
  GThread *thread;
  char *failure;

  g_mutex_init (&watch.mutex);
  g_cond_init (&watch.cond);
  thread = g_thread_new ("webhook", watch_over, &watch);
  failure = post (session, webhook, piece, cancellable);
  g_mutex_lock (&watch.mutex);
  watch.done = TRUE;
  g_cond_signal (&watch.cond);
  g_mutex_unlock (&watch.mutex);
  g_thread_join (thread);
  g_cond_clear (&watch.cond);
  g_mutex_clear (&watch.mutex);
  return failure;
}

/* The robot's limit less the keyword that may be added. */
static gsize
room (const Webhook *webhook)
{
  gsize most = webhook->dingtalk ? DINGTALK_BYTES : WECOM_BYTES;
  gsize keyword = webhook->keyword != NULL ? strlen (webhook->keyword) + 1 : 0;

  return most - MIN (keyword, most / 2);
}

/* -- how many a minute, over all runs -- */

/* When messages went to each robot, for the last minute: `[NAME] sent = seconds since 1970; …`. */
static GKeyFile *
load_sent (Desk *desk)
{
  GKeyFile *sent = g_key_file_new ();
  g_autoptr (GBytes) content = geng_store_read_file (desk->store, SENT_FILE, MOST_SECRETS, NULL);

  if (content != NULL && g_bytes_get_size (content) > 0)
    g_key_file_load_from_bytes (sent, content, G_KEY_FILE_NONE, NULL);
  return sent;
}

static void
save_sent (Desk *desk, GKeyFile *sent)
{
  gsize length;
  char *text = g_key_file_to_data (sent, &length, NULL);
  g_autoptr (GBytes) content = g_bytes_new_take (text, length);
  g_autoptr (GError) error = NULL;

  if (!geng_store_put_file (desk->store, SENT_FILE, content, &error))
    say_failure (error);
}

static gint64
seconds_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* A moment that a clock that was set back has not reached yet is no help. */
static gboolean
is_recent (const char *text)
{
  gint64 ago = seconds_now () - g_ascii_strtoll (text, NULL, 10);

  return ago >= 0 && ago < MINUTE_SECONDS;
}

/* Those of the last minute, the oldest first, and this one more. */
static void
note_sent (GKeyFile *sent, const char *robot)
{
  g_auto (GStrv) old = g_key_file_get_string_list (sent, robot, "sent", NULL, NULL);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, seconds_now ());
  g_auto (GStrv) list = NULL;

  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    if (is_recent (old[i]))
      g_strv_builder_add (kept, old[i]);
  g_strv_builder_add (kept, now);
  list = g_strv_builder_end (kept);
  g_key_file_set_string_list (sent, robot, "sent", (const char *const *) list,
                              g_strv_length (list));
}

static guint
count_sent (GKeyFile *sent, const char *robot)
{
  g_auto (GStrv) list = g_key_file_get_string_list (sent, robot, "sent", NULL, NULL);
  guint n = 0;

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    n += is_recent (list[i]);
  return n;
}

static void
send_to (SoupSession *session, const Webhook *webhook, const char *text, GKeyFile *sent)
{
  g_auto (GStrv) pieces = geng_message_split (text, room (webhook));
  guint n = g_strv_length (pieces), before = count_sent (sent, webhook->name);
  guint most = MOST_A_MINUTE - MIN (before, MOST_A_MINUTE);

  for (guint i = 0; i < MIN (n, most); i++)
    {
      g_autofree char *failure = NULL;

      note_sent (sent, webhook->name);
      failure = post_watched (session, webhook, pieces[i]);
      if (failure == NULL)
        continue;
      say_error (_ ("The robot “%s” did not take the message: %s."), webhook->name, failure);
      say_hint (_ ("The month is published; paste the group's message by hand."));
      return;
    }
  if (n > most)
    say_hint (_ ("The robot “%s” takes %d messages a minute; paste the last %u of %u by hand."),
              webhook->name, MOST_A_MINUTE, n - most, n);
  else
    g_printerr (_ ("Sent to the group by “%s”.\n"), webhook->name);
}

void
webhooks_send (Desk *desk, const char *text)
{
  g_autoptr (GPtrArray) webhooks = list_webhooks (desk);
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (GKeyFile) sent = NULL;

  if (webhooks->len == 0)
    return;
  sent = load_sent (desk);
  session = soup_session_new_with_options ("timeout", PATIENCE_SECONDS, NULL);
  for (guint i = 0; i < webhooks->len; i++)
    send_to (session, g_ptr_array_index (webhooks, i), text, sent);
  save_sent (desk, sent);
}

#else

void
webhooks_send (Desk *desk, const char *text)
{
  g_autoptr (GPtrArray) webhooks = list_webhooks (desk);

  if (webhooks->len > 0)
    say_hint (_ ("This geng was built without libsoup and sends nothing; paste the group's message "
                 "by hand."));
}

#endif
