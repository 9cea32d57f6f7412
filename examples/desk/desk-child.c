/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Leave, swaps, covers, publications, the inbox, the journal and the log are commands of the
 * program: the page runs them as they are, with what they check, say and log. */
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

static void
on_end (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SoupServerMessage) message = data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *out = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *child = G_SUBPROCESS (source);

  if (!g_subprocess_communicate_utf8_finish (child, result, &out, &said, &error))
    desk_answer_error (message, error);
  else
    {
      json_builder_begin_object (builder);
      add_number (builder, "status",
                  g_subprocess_get_if_exited (child) ? g_subprocess_get_exit_status (child) : -1);
      add_text (builder, "text", out);
      add_text (builder, "said", said);
      json_builder_end_object (builder);
      desk_answer (message, SOUP_STATUS_OK, builder);
    }
  soup_server_message_unpause (message);
}

void
desk_child_run (DeskRequest *request)
{
  g_auto (GStrv) words = read_words (request->asked);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  if (words == NULL || !is_allowed ((const char *const *) words))
    g_set_error_literal (&error, BOARD_ERROR, BOARD_ERROR_REFUSED,
                         _ ("The page may not run that command."));
  else
    child = spawn (request->server, (const char *const *) words, &error);
  if (child == NULL)
    {
      desk_answer_error (request->message, error);
      return;
    }
  soup_server_message_pause (request->message);
  g_subprocess_communicate_utf8_async (child, NULL, NULL, on_end, g_object_ref (request->message));
}
