/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What every answer in JSON is made of, and how one of others is read. */
#include "json.h"
#include "desk.h"
#include "terminal.h"

const char *
json_read_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* Nothing is an empty text. */
void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text != NULL ? text : "");
}

void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

void
add_instant (JsonBuilder *builder, const char *name, GDateTime *instant)
{
  g_autofree char *text = g_date_time_format_iso8601 (instant);

  add_text (builder, name, text);
}

static void
add_fault (const GengFault *fault, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "file", fault->file);
  add_number (builder, "line", fault->line);
  add_number (builder, "column", fault->column);
  add_text (builder, "text", fault->message);
  json_builder_end_object (builder);
}

/* Instead of the answer that was asked for: what is wrong with the folder.  faults: (nullable) */
void
answer_faults (GPtrArray *faults, const char *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "error", error);
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    add_fault (g_ptr_array_index (faults, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);
  g_autofree char *safe = terminal_json (text);

  g_print ("%s\n", safe);
}
