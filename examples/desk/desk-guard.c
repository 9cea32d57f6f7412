/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk-guard.h"
#include "desk-page.h"

#include "../captain/desk.h"
#include "../captain/secret.h"

#include <string.h>

/* Its three secrets are new at each start. */
struct _DeskGuard
{
  guint port;
  gboolean page; /* the desk's own is at `/` */
  char *opening; /* in the address that the browser is given */
  char *cookie;
  char *writing; /* in the page, for its script */
};

DeskGuard *
desk_guard_new (guint port, gboolean page)
{
  DeskGuard *self = g_new0 (DeskGuard, 1);

  self->port = port;
  self->page = page;
  self->opening = secret_new ();
  self->cookie = secret_new ();
  self->writing = secret_new ();
  return self;
}

void
desk_guard_free (DeskGuard *self)
{
  g_free (self->opening);
  g_free (self->cookie);
  g_free (self->writing);
  g_free (self);
}

char *
desk_guard_dup_address (DeskGuard *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/?key=%s", self->port, self->opening);
}

/* Takes as long whether the first sign differs or the last. @given: (nullable) */
static gboolean
is_key (const char *given, const char *key)
{
  guint8 difference = 0;

  if (given == NULL || strlen (given) != strlen (key))
    return FALSE;
  for (gsize i = 0; key[i] != '\0'; i++)
    difference |= (guint8) (given[i] ^ key[i]);
  return difference == 0;
}

/* -- where it comes from -- */

/* A page of another name that leads to this computer (DNS rebinding) says that name here.
 * (nullable): our host as it was called */
static const char *
own_host (DeskGuard *self, SoupMessageHeaders *headers)
{
  const char *host = soup_message_headers_get_one (headers, "Host");
  g_autofree char *number = g_strdup_printf ("127.0.0.1:%u", self->port);
  g_autofree char *name = g_strdup_printf ("localhost:%u", self->port);

  return host != NULL && (g_str_equal (host, number) || g_str_equal (host, name)) ? host : NULL;
}

static gboolean
is_own_origin (const char *host, SoupMessageHeaders *headers)
{
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  g_autofree char *own = g_strconcat ("http://", host, NULL);

  return g_strcmp0 (origin, own) == 0;
}

static char *
cookie_name (DeskGuard *self)
{
  return g_strdup_printf ("geng-desk-%u", self->port);
}

static gboolean
has_cookie (DeskGuard *self, SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Cookie");
  g_auto (GStrv) cookies = text != NULL ? g_strsplit (text, ";", -1) : NULL;
  g_autofree char *name = cookie_name (self);

  for (guint i = 0; cookies != NULL && cookies[i] != NULL; i++)
    {
      const char *cookie = g_strstrip (cookies[i]);
      gsize length = strlen (name);

      if (g_str_has_prefix (cookie, name) && cookie[length] == '='
          && is_key (cookie + length + 1, self->cookie))
        return TRUE;
    }
  return FALSE;
}

/* -- answers -- */

static void
add_caution (SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'self'; base-uri 'none'; form-action 'none'; "
                                "frame-ancestors 'none'");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Cross-Origin-Resource-Policy", "same-origin");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "X-Frame-Options", "DENY");
}

static void
answer_text (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
refuse (SoupServerMessage *message, const char *why)
{
  answer_text (message, SOUP_STATUS_FORBIDDEN, "text/plain; charset=utf-8", why);
}

/* The cookie comes with a page of ours and not with a redirection, since a Strict cookie is not
 * sent along the way on which the browser came from a file.  @month: (nullable): to begin with */
static void
let_in (DeskGuard *self, SoupServerMessage *message, const char *month)
{
  g_autofree char *name = cookie_name (self);
  g_autofree char *cookie
      = g_strdup_printf ("%s=%s; Path=/; HttpOnly; SameSite=Strict", name, self->cookie);
  g_autofree char *text
      = g_strconcat ("<!DOCTYPE html><meta charset=utf-8><title>geng</title>"
                     "<meta http-equiv=refresh content=\"0;url=/",
                     month != NULL ? "#" : "", month != NULL ? month : "", "\">", NULL);

  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                               cookie);
  answer_text (message, SOUP_STATUS_OK, "text/html; charset=utf-8", text);
}

static void
answer_page (DeskGuard *self, SoupServerMessage *message)
{
  g_autofree char *text = desk_page_dup_html (self->writing);

  answer_text (message, SOUP_STATUS_OK, "text/html; charset=utf-8", text);
}

/* The page's files hold no secret, but who has no cookie has no use for them. */
static gboolean
answer_file (DeskGuard *self, SoupServerMessage *message, const char *path)
{
  const char *type;
  g_autoptr (GBytes) content = NULL;

  if (self->page && g_str_equal (path, "/"))
    {
      answer_page (self, message);
      return TRUE;
    }
  content = desk_page_read (path, &type);
  if (content == NULL)
    return FALSE;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type",
                                type);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), content);
  return TRUE;
}

static DeskGuardVerdict
admit_reading (DeskGuard *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  const char *key = query != NULL ? g_hash_table_lookup (query, "key") : NULL;
  const char *month = query != NULL ? g_hash_table_lookup (query, "month") : NULL;

  if (key != NULL && g_str_equal (path, "/") && is_key (key, self->opening))
    let_in (self, message, month != NULL && desk_is_month (month) ? month : NULL);
  else if (!has_cookie (self, soup_server_message_get_request_headers (message)))
    refuse (message, _ ("This desk opens from the address that “geng desk” gave."));
  else if (!answer_file (self, message, path))
    return DESK_GUARD_READ;
  return DESK_GUARD_ANSWERED;
}

static DeskGuardVerdict
admit_writing (DeskGuard *self, SoupServerMessage *message, const char *host)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (is_own_origin (host, headers)
      && is_key (soup_message_headers_get_one (headers, "X-Geng-Key"), self->writing))
    return DESK_GUARD_WRITE;
  refuse (message, _ ("Only the page of this desk may change anything. Open it anew."));
  return DESK_GUARD_ANSWERED;
}

DeskGuardVerdict
desk_guard_admit (DeskGuard *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *host = own_host (self, soup_server_message_get_request_headers (message));

  add_caution (headers);
  if (host == NULL)
    refuse (message, _ ("This desk is on this computer alone."));
  else if (method == SOUP_METHOD_GET)
    return admit_reading (self, message, path, query);
  else if (method == SOUP_METHOD_POST)
    return admit_writing (self, message, host);
  else
    {
      soup_message_headers_replace (headers, "Allow", "GET, POST");
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
    }
  return DESK_GUARD_ANSWERED;
}
