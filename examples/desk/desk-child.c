/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Leave, swaps, covers, publications, the inbox, the journal and the log are commands of the
 * program: the page runs them as they are, with what they check, say and log. */
#include "../captain/log.h"
#include "desk-server.h"

#include <string.h>

/* A change of a day may be of a whole crew. */
#define MOST_WORDS 120
#define MOST_BYTES 1024

/* The commands, and the options that the page may give each. */
static const struct
{
  const char *verb;
  const char *options;
} commands[] = {
  { "cover", "--publish --kind --until --ask --why --approved-by --json" },
  { "inbox", "--all --why --with --json" },
  { "journal", "--by --note --open" },
  { "kit", "" },
  { "leave", "--kind --cancel --why --approved-by" },
  { "log", "--json" },
  { "publish", "--dry-run --yes --only --of --without --why --approved-by --no-send --json" },
  { "relax", "--why --approved-by" },
  { "seen", "" },
  { "swap", "--why --approved-by" },
  { "undo", "--dry-run --yes --why --no-send" },
  { "why", "--reasons --json" },
};

static gboolean
is_option_of (const char *options, const char *word)
{
  g_auto (GStrv) list = g_strsplit (options, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static gboolean
is_allowed (const char *const *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      gboolean ok = g_str_equal (commands[i].verb, words[0]);

      for (guint j = 1; ok && words[j] != NULL; j++)
        ok = words[j][0] != '-' || is_option_of (commands[i].options, words[j]);
      if (ok)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) (nullable): the words that the page sends */
static char **
read_words (JsonObject *asked)
{
  JsonNode *node = asked != NULL ? json_object_get_member (asked, "words") : NULL;
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (n == 0 || n > MOST_WORDS)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *word = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (word) || json_node_get_value_type (word) != G_TYPE_STRING
          || json_node_get_string (word)[0] == '\0'
          || strlen (json_node_get_string (word)) > MOST_BYTES)
        return NULL;
      g_strv_builder_add (words, json_node_get_string (word));
    }
  return g_strv_builder_end (words);
}

static GSubprocess *
spawn (DeskServer *server, const char *const *words, GError **error)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new_with_free_func (g_free);
  char *own = g_file_read_link ("/proc/self/exe", NULL);

  g_ptr_array_add (line, own != NULL ? own : g_strdup ("geng"));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (line, g_strdup (words[i]));
  g_ptr_array_add (line, g_strdup ("-C"));
  g_ptr_array_add (line, g_strdup (desk_server_get_folder (server)));
  g_ptr_array_add (line, NULL);
  return g_subprocess_newv ((const char *const *) line->pdata,
                            G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, error);
}

/* A command that runs, and where the log was before it. */
typedef struct
{
  DeskServer *server;
  SoupServerMessage *message;
  char **words;
  Desk desk; /* no more than the store */
  guint last;
} Child;

static void
child_free (Child *child)
{
  g_object_unref (child->message);
  g_strfreev (child->words);
  desk_clear (&child->desk);
  g_free (child);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Child, child_free)

/* Whether the command took back what @back says is next. */
static gboolean
turned (const Child *child, const LogStep *step, gboolean back)
{
  const PastStep *next = desk_past_peek (desk_server_get_past (child->server), back);

  return next != NULL && next->number > 0 && next->number == step->undoes;
}

static void
remember_step (const Child *child, const LogStep *step)
{
  DeskPast *past = desk_server_get_past (child->server);
  g_autofree char *name = g_strjoinv (" ", child->words);
  PastStep *made = past_step_new_command (name, step->number, log_is_official (step));

  if (turned (child, step, TRUE))
    desk_past_turn (past, TRUE, made);
  else if (turned (child, step, FALSE))
    desk_past_turn (past, FALSE, made);
  else
    desk_past_add (past, made);
}

/* What is next would be refused again and again, and be in the way of what is before it. */
static void
give_up (const Child *child, gboolean back)
{
  DeskPast *past = desk_server_get_past (child->server);
  const PastStep *next = desk_past_peek (past, back);
  g_autofree char *number = next != NULL ? g_strdup_printf ("%u", next->number) : NULL;

  if (next != NULL && next->number > 0 && g_strcmp0 (child->words[1], number) == 0)
    desk_past_drop (past, back);
}

/* What the command did is its step of the log; it may be none, or follow a step that was open. */
static void
remember (const Child *child, int status)
{
  g_autoptr (GPtrArray) steps = log_read_after ((Desk *) &child->desk, child->last);

  for (guint i = steps != NULL ? steps->len : 0; i > 0; i--)
    {
      const LogStep *step = steps->pdata[i - 1];
      g_autofree char *begin = g_strconcat (child->words[0], " ", NULL);

      if (step->command != NULL && g_str_has_prefix (step->command, begin))
        {
          remember_step (child, step);
          return;
        }
    }
  if (status == STATUS_BAD && g_str_equal (child->words[0], "undo"))
    {
      give_up (child, TRUE);
      give_up (child, FALSE);
    }
}

static void
on_end (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Child) asked = data;
  SoupServerMessage *message = asked->message;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *out = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *child = G_SUBPROCESS (source);

  if (!g_subprocess_communicate_utf8_finish (child, result, &out, &said, &error))
    desk_answer_error (message, error);
  else
    {
      int status = g_subprocess_get_if_exited (child) ? g_subprocess_get_exit_status (child) : -1;

      remember (asked, status);
      json_builder_begin_object (builder);
      add_number (builder, "status", status);
      add_text (builder, "text", out);
      add_text (builder, "said", said);
      json_builder_end_object (builder);
      desk_answer (message, SOUP_STATUS_OK, builder);
    }
  soup_server_message_unpause (message);
}

/* (transfer full): @words: (transfer full) */
static Child *
child_new (DeskRequest *request, char **words)
{
  Child *child = g_new0 (Child, 1);

  child->server = request->server;
  child->message = g_object_ref (request->message);
  child->words = words;
  return child;
}

/* What was painted becomes a step of the log before the log is read; what reads writes none. */
static void
log_strokes (const Child *child)
{
  g_auto (Options) options = { .folder = g_strdup (desk_server_get_folder (child->server)) };
  g_auto (Desk) desk = { 0 };

  if (g_str_equal (child->words[0], "log") || g_str_equal (child->words[0], "undo"))
    desk_open (&desk, &options, DESK_WRITE);
}

static GSubprocess *
start (Child *child, GError **error)
{
  child->desk.store = geng_store_open (desk_server_get_folder (child->server), error);
  if (child->desk.store == NULL)
    return NULL;
  child->last = log_last_number (&child->desk);
  /* Its table is quicker written by whoever has it at hand. */
  desk_server_rest (child->server);
  log_strokes (child);
  return spawn (child->server, (const char *const *) child->words, error);
}

void
desk_child_run (DeskRequest *request)
{
  g_autoptr (Child) child = child_new (request, read_words (request->asked));
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (child->words == NULL || !is_allowed ((const char *const *) child->words))
    g_set_error_literal (&error, BOARD_ERROR, BOARD_ERROR_REFUSED,
                         _ ("The page may not run that command."));
  else
    process = start (child, &error);
  if (process == NULL)
    {
      desk_answer_error (request->message, error);
      return;
    }
  soup_server_message_pause (request->message);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_end, g_steal_pointer (&child));
}
