/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which requests are answered, and to whom: see docs/desk.md. */
#include "desk-server.h"
#include "../captain/json.h"
#include "../captain/log.h"
#include "../captain/terminal.h"
#include "desk-guard.h"

#include <string.h>

/* Of what is posted; brackets within texts are rare and count as well. */
#define MOST_LEVELS 16

struct _DeskServer
{
  char *folder;
  DeskGuard *guard;
  Evening evening;
  char *home, *home_address; /* (nullable): the zone's page */
  DeskPlan *plan;
  guint rest; /* the timer, 0 for none */
};

DeskServer *
desk_server_new (const char *folder, Options *options, guint port)
{
  DeskServer *self = g_new0 (DeskServer, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->evening.options = options;
  self->evening.past = desk_past_new ();
  self->guard = desk_guard_new (port, TRUE);
  self->evening.boards
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) board_free);
  self->plan = desk_plan_new ();
  return self;
}

void
desk_server_free (DeskServer *self)
{
  if (self->rest != 0)
    g_source_remove (self->rest);
  desk_plan_free (self->plan);
  g_hash_table_unref (self->evening.boards);
  desk_guard_free (self->guard);
  g_free (self->evening.session);
  desk_past_free (self->evening.past);
  g_free (self->home);
  g_free (self->home_address);
  g_free (self->folder);
  g_free (self);
}

const char *
desk_server_get_folder (DeskServer *self)
{
  return self->folder;
}

DeskPast *
desk_server_get_past (DeskServer *self)
{
  return self->evening.past;
}

void
desk_server_set_home (DeskServer *self, const char *name, const char *address)
{
  g_free (self->home);
  g_free (self->home_address);
  self->home = g_strdup (name);
  self->home_address = g_strdup (address);
}

char *
desk_server_dup_address (DeskServer *self)
{
  return desk_guard_dup_address (self->guard);
}

/* -- answers -- */

static void
answer_json (SoupServerMessage *message, guint status, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
}

void
desk_answer (SoupServerMessage *message, guint status, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  answer_json (message, status, text);
}

static guint
status_of (const GError *error)
{
  if (error->domain != BOARD_ERROR)
    return SOUP_STATUS_INTERNAL_SERVER_ERROR;
  switch ((BoardError) error->code)
    {
    case BOARD_ERROR_MOVED:
      return SOUP_STATUS_CONFLICT;
    case BOARD_ERROR_LOCKED:
      return SOUP_STATUS_SERVICE_UNAVAILABLE;
    case BOARD_ERROR_REFUSED:
      return SOUP_STATUS_BAD_REQUEST;
    case BOARD_ERROR_FOLDER:
    case BOARD_ERROR_WRITE:
    default:
      return SOUP_STATUS_INTERNAL_SERVER_ERROR;
    }
}

void
desk_answer_error (SoupServerMessage *message, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "error", error->message);
  json_builder_end_object (builder);
  desk_answer (message, status_of (error), builder);
}

static void
answer_step (DeskRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  board_add_step (request->board, builder);
  json_builder_end_object (builder);
  desk_answer (request->message, SOUP_STATUS_OK, builder);
}

/* -- rest -- */

void
desk_server_rest (DeskServer *self)
{
  GHashTableIter iter;
  gpointer board;

  g_hash_table_iter_init (&iter, self->evening.boards);
  while (g_hash_table_iter_next (&iter, NULL, &board))
    board_rest (board, NULL);
}

static gboolean
on_rest (gpointer data)
{
  DeskServer *self = data;

  self->rest = 0;
  desk_server_rest (self);
  return G_SOURCE_REMOVE;
}

static void
rest_later (DeskServer *self)
{
  if (self->rest != 0)
    g_source_remove (self->rest);
  self->rest = g_timeout_add_seconds (DESK_REST_SECONDS, on_rest, self);
}

/* The step of the log is ended only where it still is ours. */
static void
end_log (DeskServer *self, Board *board)
{
  g_autofree char *now = board_log_state (self->folder);

  if (now == NULL || g_strcmp0 (now, self->evening.session) != 0
      || !geng_store_lock (board->desk.store, NULL))
    return;
  board->desk.logging = TRUE;
  log_end (&board->desk);
  geng_store_unlock (board->desk.store);
}

gboolean
desk_server_finish (DeskServer *self)
{
  GHashTableIter iter;
  gpointer board, last = NULL;
  gboolean fine = TRUE;

  g_hash_table_iter_init (&iter, self->evening.boards);
  while (g_hash_table_iter_next (&iter, NULL, &board))
    if (((Board *) board)->stamp != NULL)
      {
        g_autoptr (GError) error = NULL;

        last = board;
        if (!board_rest (board, &error))
          {
            say_failure (error);
            fine = FALSE;
          }
      }
  if (fine && last != NULL && self->evening.session != NULL)
    end_log (self, last);
  return fine;
}

/* -- what is asked of a month -- */

static void
tell_month (DeskRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_autoptr (JsonNode) root = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *cells = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  board_add_month (request->board, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  rest = json_to_string (root, FALSE);
  cells = board_write_cells (request->board);
  /* Before the brace that ends the object. */
  text = g_strdup_printf ("%.*s,\"cells\":%s}", (int) strlen (rest) - 1, rest, cells);
  answer_json (request->message, SOUP_STATUS_OK, text);
}

static void
tell_saved (DeskRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (!board_save (request->board, &error))
    {
      desk_answer_error (request->message, error);
      return;
    }
  rest_later (request->server);
  answer_step (request);
}

static void
tell_wall (DeskRequest *request)
{
  Desk *desk = &request->board->desk;
  const Official *official = &request->board->official;
  /* A draft has no version yet. */
  GengRecord *record = official->roster != NULL && same_duties (desk->roster, official->roster)
                           ? official->record
                           : NULL;
  g_autofree char *text = geng_report_wall_html (desk->roster, desk->judgement, record, NULL);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  /* The page of the wall is whole in itself and holds no script. */
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                                "frame-ancestors 'none'");
  soup_server_message_set_status (request->message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (request->message, "text/html; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
}

static const char *
query_text (DeskRequest *request, const char *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

/* Of the gaps of a demand on a day, the first. */
static GPtrArray *
covers_of_gap (DeskRequest *request, const char *date, const char *demand, GError **error)
{
  Desk *desk = &request->board->desk;
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (desk->judgement);

  for (guint i = 0; i < gaps->len; i++)
    {
      g_autofree char *day = desk_date_text (geng_gap_get_date (gaps->pdata[i]));

      if (g_strcmp0 (day, date) == 0
          && g_str_equal (geng_entity_get_id (GENG_ENTITY (geng_gap_get_demand (gaps->pdata[i]))),
                          demand))
        return geng_cover_list_for_gap (desk->roster, desk->history, gaps->pdata[i], error);
    }
  g_set_error_literal (error, BOARD_ERROR, BOARD_ERROR_REFUSED, _ ("Nobody is missing there."));
  return NULL;
}

static GPtrArray *
covers_of_duty (DeskRequest *request, const char *date, const char *member, GError **error)
{
  Desk *desk = &request->board->desk;
  GengMember *who;
  GengDuty *duty;
  GDate day;

  if (!board_find_cell (request->board, member, date, &who, &day, error))
    return NULL;
  duty = geng_roster_lookup (desk->roster, who, &day);
  if (duty != NULL)
    return geng_cover_list_for_duty (desk->roster, desk->history, duty, error);
  g_set_error_literal (error, BOARD_ERROR, BOARD_ERROR_REFUSED, _ ("Nobody serves there."));
  return NULL;
}

/* Who could take over a duty, or fill a gap: the cheapest first. */
static void
tell_covers (DeskRequest *request)
{
  const char *date = query_text (request, "date"), *member = query_text (request, "member"),
             *demand = query_text (request, "demand");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) covers
      = member != NULL ? covers_of_duty (request, date, member, &error)
                       : covers_of_gap (request, date, demand != NULL ? demand : "", &error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (covers == NULL)
    {
      desk_answer_error (request->message, error);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  board_add_covers (covers, builder);
  json_builder_end_object (builder);
  desk_answer (request->message, SOUP_STATUS_OK, builder);
}

static void
tell_plan (DeskRequest *request)
{
  desk_plan_tell (request->server->plan, request);
}

/* -- what is done to it -- */

static void
paint (DeskRequest *request)
{
  JsonNode *cells = json_object_get_member (request->asked, "cells");
  g_autoptr (GError) error = NULL;

  if (cells == NULL || !JSON_NODE_HOLDS_ARRAY (cells)
      || json_array_get_length (json_node_get_array (cells)) == 0)
    g_set_error_literal (&error, BOARD_ERROR, BOARD_ERROR_REFUSED, _ ("A step needs cells."));
  else if (board_paint (request->board, json_node_get_array (cells),
                        json_read_text (request->asked, "name"), &error))
    {
      answer_step (request);
      return;
    }
  desk_answer_error (request->message, error);
}

static void
turn (DeskRequest *request, gboolean back)
{
  g_autoptr (GError) error = NULL;

  if (board_turn (request->board, back, &error))
    answer_step (request);
  else
    desk_answer_error (request->message, error);
}

static void
undo (DeskRequest *request)
{
  turn (request, TRUE);
}

static void
redo (DeskRequest *request)
{
  turn (request, FALSE);
}

static void
start_plan (DeskRequest *request)
{
  desk_plan_start (request->server->plan, request);
}

static void
cancel_plan (DeskRequest *request)
{
  desk_plan_cancel (request->server->plan, request);
}

static void
take_plan (DeskRequest *request)
{
  desk_plan_take (request->server->plan, request);
}

/* -- which it is -- */

static const struct
{
  const char *name;
  gboolean writes; /* asked with POST, and by our own page alone */
  gboolean checks; /* only as long as the page shows what is */
  void (*answer) (DeskRequest *request);
} actions[] = {
  { "month", FALSE, FALSE, tell_month },
  { "wall", FALSE, FALSE, tell_wall },
  { "covers", FALSE, FALSE, tell_covers },
  { "plan", FALSE, FALSE, tell_plan },
  { "paint", TRUE, TRUE, paint },
  { "undo", TRUE, TRUE, undo },
  { "redo", TRUE, TRUE, redo },
  { "save", TRUE, FALSE, tell_saved },
  { "start", TRUE, TRUE, start_plan },
  { "cancel", TRUE, FALSE, cancel_plan },
  { "take", TRUE, TRUE, take_plan },
};

static Board *
find_board (DeskServer *self, const char *month, GError **error)
{
  Board *board = g_hash_table_lookup (self->evening.boards, month);

  if (board != NULL)
    return board;
  board = board_new (self->folder, month, &self->evening, error);
  if (board != NULL)
    g_hash_table_insert (self->evening.boards, g_strdup (month), board);
  return board;
}

/* A step that was judged and not saved yet is saved before the next thing is done. */
static gboolean
prepare (DeskRequest *request, gboolean checks, GError **error)
{
  JsonNode *node
      = request->asked != NULL ? json_object_get_member (request->asked, "generation") : NULL;
  gint64 generation = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                              && json_node_get_value_type (node) == G_TYPE_INT64
                          ? json_node_get_int (node)
                          : -1;

  if (checks && !board_check (request->board, (guint64) generation, error))
    return FALSE;
  return !checks || board_save (request->board, error);
}

/* The folder is read for who only reads.  A step is refused where it was not, and what else writes
 * needs a month as well. */
static gboolean
open_board (Board *board, guint action, GError **error)
{
  gboolean needed = !actions[action].writes || (!actions[action].checks && board->stamp == NULL);

  return !needed || board_open (board, error);
}

static void
answer_action (DeskRequest *request, guint action, const char *month)
{
  g_autoptr (GError) error = NULL;

  request->board = find_board (request->server, month, &error);
  if (request->board == NULL || !open_board (request->board, action, &error)
      || !prepare (request, actions[action].checks, &error))
    desk_answer_error (request->message, error);
  else
    actions[action].answer (request);
}

/* The parser calls itself for each level. */
static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;

  for (gsize i = 0; i < length && depth <= MOST_LEVELS; i++)
    if (text[i] == '[' || text[i] == '{')
      depth++;
    else if ((text[i] == ']' || text[i] == '}') && depth > 0)
      depth--;
  return depth <= MOST_LEVELS;
}

/* (transfer full) (nullable): the object that was posted */
static JsonObject *
read_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (body->data == NULL || !is_shallow (body->data, (gsize) body->length)
      || !json_parser_load_from_data (parser, body->data, (gssize) body->length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root)
             ? json_object_ref (json_node_get_object (root))
             : NULL;
}

static gboolean
find_action (const char *name, gboolean posted, guint *action)
{
  for (*action = 0; *action < G_N_ELEMENTS (actions); (*action)++)
    if (g_str_equal (actions[*action].name, name) && actions[*action].writes == posted)
      return TRUE;
  return FALSE;
}

/* "/2026-12/paint" */
static void
answer_month (DeskRequest *request, const char *path, gboolean posted)
{
  g_auto (GStrv) parts = g_strsplit (path + 1, "/", 3);
  guint action;

  if (g_strv_length (parts) == 2 && desk_is_month (parts[0])
      && find_action (parts[1], posted, &action))
    answer_action (request, action, parts[0]);
  else
    soup_server_message_set_status (request->message, SOUP_STATUS_NOT_FOUND, NULL);
}

static void
answer_post (DeskRequest *request, const char *path)
{
  g_autoptr (JsonObject) asked = read_body (request->message);

  if (asked == NULL)
    {
      g_autoptr (GError) error
          = g_error_new_literal (BOARD_ERROR, BOARD_ERROR_REFUSED, _ ("That is no JSON object."));

      desk_answer_error (request->message, error);
      return;
    }
  request->asked = asked;
  if (g_str_equal (path, "/run"))
    desk_child_run (request);
  else
    answer_month (request, path, TRUE);
}

/* The months that the folder has, and the one to begin with. */
static void
tell_months (DeskRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) months = log_list_months (request->server->folder);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) next = g_date_time_add_months (now, 1);
  g_autofree char *this_month = g_date_time_format (now, "%Y-%m");
  g_autofree char *next_month = g_date_time_format (next, "%Y-%m");
  const char *current = months->len > 0 ? months->pdata[months->len - 1] : this_month;

  json_builder_begin_object (builder);
  add_text (builder, "current", current);
  add_text (builder, "zone", request->server->home);
  add_text (builder, "zone-address", request->server->home_address);
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; i < months->len; i++)
    json_builder_add_string_value (builder, months->pdata[i]);
  if (!g_ptr_array_find_with_equal_func (months, this_month, g_str_equal, NULL))
    json_builder_add_string_value (builder, this_month);
  if (!g_ptr_array_find_with_equal_func (months, next_month, g_str_equal, NULL))
    json_builder_add_string_value (builder, next_month);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desk_answer (request->message, SOUP_STATUS_OK, builder);
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  DeskServer *self = data;
  DeskRequest request = { self, message, NULL, NULL, query };

  switch (desk_guard_admit (self->guard, message, path, query))
    {
    case DESK_GUARD_ANSWERED:
      break;
    case DESK_GUARD_READ:
      if (g_str_equal (path, "/months"))
        tell_months (&request);
      else
        answer_month (&request, path, FALSE);
      break;
    case DESK_GUARD_WRITE:
    default:
      answer_post (&request, path);
      break;
    }
}

void
desk_server_answer (DeskServer *self, SoupServer *server)
{
  soup_server_add_handler (server, NULL, on_request, self, NULL);
}
