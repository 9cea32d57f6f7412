/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "serve-files.h"
#include "phone.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files kept; more of them than people and posts are there to take memory. */
#define MAX_KEPT 1024
/* A calendar is some ten thousand bytes long. */
#define MAX_FILE (4 * 1024 * 1024)

typedef struct
{
  struct stat stat;
  GBytes *plain;
  GBytes *packed; /* gzip */
  char *digest;
} Kept;

struct _ServedFiles
{
  char *folder;
  GHashTable *kept;         /* name → Kept */
  ServedRequests *requests; /* (nullable), not owned */
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_bytes_unref (kept->plain);
  g_bytes_unref (kept->packed);
  g_free (kept->digest);
  g_free (kept);
}

ServedFiles *
served_files_new (const char *folder)
{
  ServedFiles *self = g_new0 (ServedFiles, 1);

  self->folder = g_strdup (folder);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  return self;
}

void
served_files_free (ServedFiles *self)
{
  g_hash_table_unref (self->kept);
  g_free (self->folder);
  g_free (self);
}

static const char *
type_of (const char *name)
{
  if (g_str_has_suffix (name, ".ics"))
    return "text/calendar; charset=utf-8";
  return g_str_has_suffix (name, ".html") ? "text/html; charset=utf-8"
                                          : "text/plain; charset=utf-8";
}

/* "-2026-12.ics" */
static gboolean
is_month (const char *rest)
{
  static const char form[] = "-####-##.ics";
  gsize i = 0;

  while (form[i] != '\0' && (form[i] == '#' ? g_ascii_isdigit (rest[i]) : rest[i] == form[i]))
    i++;
  return form[i] == '\0' && rest[i] == '\0';
}

/* The name of the file that a path means; NULL for a path that means none. */
static const char *
name_of (const char *path)
{
  gsize token;

  if (g_str_equal (path, "/") || g_str_equal (path, "/index.html"))
    return "index.html";
  if (g_str_equal (path, "/robots.txt"))
    return "robots.txt";
  token = path[0] == '/' ? phone_token_length (path + 1) : 0;
  if (token == 0
      || (!g_str_equal (path + 1 + token, ".ics") && !g_str_equal (path + 1 + token, ".html")
          && !is_month (path + 1 + token)))
    return NULL;
  return path + 1;
}

static GBytes *
pack (GBytes *plain)
{
  g_autoptr (GConverter) gzip
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GInputStream) from = g_memory_input_stream_new_from_bytes (plain);
  g_autoptr (GInputStream) through = g_converter_input_stream_new (from, gzip);
  g_autoptr (GOutputStream) to = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (to, through, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (to));
}

static GBytes *
read_all (int fd, gsize size)
{
  char *text = g_malloc (size + 1);
  gsize done = 0;

  for (gssize got; done < size && (got = read (fd, text + done, size - done)) > 0;)
    done += got;
  return g_bytes_new_take (text, done);
}

static gboolean
is_same (const struct stat *a, const struct stat *b)
{
  return a->st_ino == b->st_ino && a->st_size == b->st_size
         && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static const Kept *
keep (ServedFiles *self, const char *name, int fd, const struct stat *stat)
{
  Kept *kept = g_hash_table_lookup (self->kept, name);
  g_autofree char *sum = NULL;

  if (kept != NULL && is_same (&kept->stat, stat))
    return kept;
  if (g_hash_table_size (self->kept) >= MAX_KEPT)
    g_hash_table_remove_all (self->kept);
  kept = g_new0 (Kept, 1);
  kept->stat = *stat;
  kept->plain = read_all (fd, stat->st_size);
  kept->packed = pack (kept->plain);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, kept->plain);
  kept->digest = g_strndup (sum, 32);
  g_hash_table_replace (self->kept, g_strdup (name), kept);
  return kept;
}

/* NULL for what is no plain file of the folder. */
static const Kept *
find (ServedFiles *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  const Kept *kept = NULL;
  struct stat stat;

  if (fd < 0)
    {
      g_hash_table_remove (self->kept, name);
      return NULL;
    }
  if (fstat (fd, &stat) == 0 && S_ISREG (stat.st_mode) && stat.st_size <= MAX_FILE)
    kept = keep (self, name, fd, &stat);
  close (fd);
  return kept;
}

static gboolean
takes_gzip (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Accept-Encoding");
  GSList *list = text == NULL ? NULL : soup_header_parse_quality_list (text, NULL);
  gboolean found = FALSE;

  for (GSList *l = list; l != NULL; l = l->next)
    found = found || g_ascii_strcasecmp (l->data, "gzip") == 0;
  soup_header_free_list (list);
  return found;
}

/* RFC 9110 §13.1.2, by weak comparison. */
static gboolean
knows_tag (const char *list, const char *tag)
{
  GSList *tags = soup_header_parse_list (list);
  gboolean found = FALSE;

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      const char *text = l->data;

      found = found || g_str_equal (text, "*")
              || g_str_equal (g_str_has_prefix (text, "W/") ? text + 2 : text, tag);
    }
  soup_header_free_list (tags);
  return found;
}

static gboolean
is_known (SoupMessageHeaders *headers, const char *tag, gint64 modified)
{
  const char *tags = soup_message_headers_get_list (headers, "If-None-Match");
  const char *since = soup_message_headers_get_one (headers, "If-Modified-Since");
  g_autoptr (GDateTime) date = NULL;

  if (tags != NULL)
    return knows_tag (tags, tag);
  date = since == NULL ? NULL : soup_date_time_new_from_http_string (since);
  return date != NULL && modified <= g_date_time_to_unix (date);
}

static void
add_headers (SoupMessageHeaders *headers, const char *tag, gint64 modified)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (modified);
  g_autofree char *date = soup_date_time_to_string (time, SOUP_DATE_HTTP);

  soup_message_headers_replace (headers, "ETag", tag);
  soup_message_headers_replace (headers, "Last-Modified", date);
  soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  soup_message_headers_replace (headers, "Cache-Control", "private, no-cache");
}

/* Nothing of it goes to other sites or into a search engine; a connection serves one request, as
 * one that is kept would hold a place of the house. */
static void
add_caution (SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Robots-Tag", "noindex, nofollow");
}

static void
answer_file (SoupServerMessage *message, const char *name, const Kept *kept)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gboolean packed = takes_gzip (asked);
  g_autofree char *tag = g_strdup_printf ("\"%s%s\"", kept->digest, packed ? "-gz" : "");
  GBytes *body = packed ? kept->packed : kept->plain;

  add_headers (headers, tag, kept->stat.st_mtim.tv_sec);
  if (is_known (asked, tag, kept->stat.st_mtim.tv_sec))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (headers, "Content-Type", type_of (name));
  if (packed)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  if (soup_server_message_get_method (message) == SOUP_METHOD_HEAD)
    soup_message_headers_set_content_length (headers, g_bytes_get_size (body));
  else
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  const char *method = soup_server_message_get_method (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *name = name_of (path);
  const Kept *kept = NULL;
  ServedFiles *self = data;

  if (self->requests != NULL && served_requests_answer (self->requests, message, path, query))
    return;
  add_caution (headers);
  if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD)
    {
      soup_message_headers_replace (headers, "Allow", "GET, HEAD");
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }
  if (name != NULL)
    kept = find (self, name);
  if (kept == NULL)
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else
    answer_file (message, name, kept);
}

void
served_files_set_requests (ServedFiles *self, ServedRequests *requests)
{
  self->requests = requests;
}

void
served_files_answer (ServedFiles *self, SoupServer *server)
{
  soup_server_add_handler (server, NULL, on_request, self, NULL);
}
