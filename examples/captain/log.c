/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng log: who did what, when and why. */
#include <string.h>

#include "log.h"
#include "zone.h"

#define MAX_STEP ((gsize) 64 * 1024 * 1024)

void
log_step_free (gpointer data)
{
  LogStep *step = data;

  g_free (step->time);
  g_free (step->command);
  g_free (step->change);
  g_free (step->by);
  g_free (step->why);
  g_free (step->approved_by);
  g_clear_pointer (&step->step, g_variant_unref);
  g_clear_pointer (&step->texts, g_variant_unref);
  g_array_unref (step->asks);
  g_free (step);
}

static char *
text_of (GVariant *value, const char *name)
{
  char *text = NULL;

  g_variant_lookup (value, name, "s", &text);
  return text;
}

GVariant *
log_nth_entry (GVariant *entries, gsize i)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (entries, i);

  return g_variant_get_variant (boxed);
}

GVariant *
log_thing_of (GVariant *entry)
{
  GVariant *thing = g_variant_lookup_value (entry, "insert", G_VARIANT_TYPE_VARDICT);

  return thing != NULL ? thing : g_variant_lookup_value (entry, "remove", G_VARIANT_TYPE_VARDICT);
}

/* Some entry of the step is about such a list. */
static gboolean
is_about (GVariant *step, const char *lists)
{
  g_autoptr (GVariant) entries = g_variant_lookup_value (step, "entries", G_VARIANT_TYPE ("av"));

  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = log_nth_entry (entries, i);
      const char *list = "";

      if (g_variant_is_of_type (entry, G_VARIANT_TYPE_VARDICT)
          && g_variant_lookup (entry, "list", "&s", &list) && g_str_has_prefix (list, lists))
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) (element-type guint): the asks that a step accepted */
static GArray *
read_asks (GVariant *value)
{
  g_autoptr (GVariant) numbers = g_variant_lookup_value (value, "asks", G_VARIANT_TYPE ("av"));
  GArray *asks = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; numbers != NULL && i < g_variant_n_children (numbers); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (numbers, i);
      g_autoptr (GVariant) number = g_variant_get_variant (boxed);
      guint ask = g_variant_is_of_type (number, G_VARIANT_TYPE_INT64)
                      ? (guint) g_variant_get_int64 (number)
                      : 0;

      g_array_append_val (asks, ask);
    }
  return asks;
}

static LogStep *
read_step (Desk *desk, const char *name, GError **error)
{
  g_autofree char *file = g_build_filename ("log", name, NULL);
  g_autoptr (GBytes) content = geng_store_read_file (desk->store, file, MAX_STEP, error);
  g_autoptr (GVariant) value
      = content == NULL ? NULL
                        : geng_json_parse_variant (g_bytes_get_data (content, NULL),
                                                   (gssize) g_bytes_get_size (content), error);
  gint64 undoes = 0;
  LogStep *step;

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    {
      if (error != NULL && *error != NULL)
        g_prefix_error (error, "%s: ", file);
      return NULL;
    }
  step = g_new0 (LogStep, 1);
  step->number = (guint) g_ascii_strtoull (name, NULL, 10);
  step->time = text_of (value, "time");
  step->command = text_of (value, "command");
  step->change = text_of (value, "change");
  step->by = text_of (value, "by");
  step->why = text_of (value, "why");
  step->approved_by = text_of (value, "approved-by");
  g_variant_lookup (value, "undoes", "x", &undoes);
  step->undoes = (guint) undoes;
  step->asks = read_asks (value);
  step->step = g_variant_lookup_value (value, "step", G_VARIANT_TYPE_VARDICT);
  step->texts = g_variant_lookup_value (value, "texts", G_VARIANT_TYPE_VARDICT);
  /* The entries of a step are about the journal, or about the roster and its tables. */
  step->journal = step->step != NULL && is_about (step->step, "journal/");
  return step;
}

gboolean
log_is_official (const LogStep *step)
{
  return step->step != NULL && is_about (step->step, "official/");
}

static gboolean
is_step (const char *name)
{
  return strlen (name) == strlen ("000001.json") && strspn (name, "0123456789") == 6
         && g_str_has_suffix (name, ".json");
}

guint
log_last_number (Desk *desk)
{
  g_auto (GStrv) names = geng_store_list_files (desk->store, "log");
  guint last = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (is_step (names[i]))
      last = MAX (last, (guint) g_ascii_strtoull (names[i], NULL, 10));
  return last;
}

GPtrArray *
log_read (Desk *desk)
{
  return log_read_after (desk, 0);
}

GPtrArray *
log_read_after (Desk *desk, guint number)
{
  g_auto (GStrv) names = geng_store_list_files (desk->store, "log");
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (log_step_free);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      LogStep *step;

      if (!is_step (names[i]) || g_ascii_strtoull (names[i], NULL, 10) <= number)
        continue;
      step = read_step (desk, names[i], &error);
      if (step == NULL)
        {
          if (error != NULL)
            say_failure (error);
          else
            say_error ("%s", names[i]);
          return NULL;
        }
      g_ptr_array_add (steps, step);
    }
  return g_steal_pointer (&steps);
}

/* The step that took it back, and was not taken back itself; 0: none. */
guint
log_undone_by (GPtrArray *steps, guint number)
{
  for (guint i = steps->len; i > 0; i--)
    {
      const LogStep *step = steps->pdata[i - 1];

      if (step->undoes == number && log_undone_by (steps, step->number) == 0)
        return step->number;
    }
  return 0;
}

guint
log_count_entries (const LogStep *step)
{
  g_autoptr (GVariant) entries
      = step->step != NULL ? g_variant_lookup_value (step->step, "entries", G_VARIANT_TYPE ("av"))
                           : NULL;
  guint n = entries != NULL ? (guint) g_variant_n_children (entries) : 0;

  /* A pool's step are its tables. */
  return n == 0 && step->texts != NULL ? (guint) g_variant_n_children (step->texts) : n;
}

/* Some text in the value is that one. */
static gboolean
has_text (GVariant *value, const char *text)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_str_equal (g_variant_get_string (value, NULL), text);
  if (!g_variant_is_container (value))
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      if (has_text (child, text))
        return TRUE;
    }
  return FALSE;
}

gboolean
log_touches_member (const LogStep *step, const char *id)
{
  g_autoptr (GVariant) entries
      = step->step != NULL ? g_variant_lookup_value (step->step, "entries", G_VARIANT_TYPE ("av"))
                           : NULL;

  return entries != NULL && has_text (entries, id);
}

void
log_print_step (const LogStep *step, const char *where, const char *undone)
{
  g_autofree char *time
      = g_strndup (step->time != NULL ? step->time : "", strlen ("2026-12-10T17:00"));
  char *at = strchr (time, 'T');

  if (at != NULL)
    *at = ' ';
  g_print ("%s  ", time);
  if (where != NULL)
    g_print ("%s  ", where);
  g_print ("%s", step->command != NULL ? step->command : _ ("edited by hand"));
  if (step->by != NULL)
    g_print (_ ("  by %s"), step->by);
  if (step->why != NULL)
    g_print (_ ("  because: %s"), step->why);
  if (step->approved_by != NULL)
    g_print (_ ("  approved by %s"), step->approved_by);
  if (undone != NULL)
    g_print (_ ("  (taken back by %s)"), undone);
  g_print ("\n");
}

static void
print_step (GPtrArray *steps, const LogStep *step)
{
  guint undone = log_undone_by (steps, step->number);
  g_autofree char *number = undone > 0 ? g_strdup_printf ("%u", undone) : NULL;

  g_print ("%4u  ", step->number);
  log_print_step (step, NULL, number);
}

void
log_add_step (const LogStep *step, JsonBuilder *builder)
{
  add_text (builder, "time", step->time);
  add_text (builder, "command", step->command);
  add_text (builder, "by", step->by);
  add_text (builder, "why", step->why);
  add_text (builder, "approved-by", step->approved_by);
  add_text (builder, "of", step->journal ? "journal" : "roster");
  add_text (builder, "change", step->change);
}

static void
add_step (GPtrArray *steps, const LogStep *step, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_number (builder, "number", step->number);
  log_add_step (step, builder);
  add_number (builder, "changes", log_count_entries (step));
  add_number (builder, "undoes", step->undoes);
  add_number (builder, "undone-by", log_undone_by (steps, step->number));
  json_builder_end_object (builder);
}

/* Whom the list is narrowed to; id: (out) (nullable): NULL for all.  FALSE after a message */
static gboolean
find_member (Desk *desk, const char *text, const char **id)
{
  GengMember *member = text != NULL ? desk_find_member (desk, text) : NULL;

  *id = member != NULL ? geng_entity_get_id (GENG_ENTITY (member)) : NULL;
  return text == NULL || member != NULL;
}

Status
run_log (int argc, char **argv)
{
  gboolean journal = FALSE;
  const GOptionEntry entries[] = { { "journal", 0, 0, G_OPTION_ARG_NONE, &journal,
                                     N_ ("Only what was done in the journal"), NULL },
                                   { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *member = NULL;

  if (!options_parse (&options, "log", _ ("[MEMBER]"),
                      _ ("Lists what was done, by whom and why, the oldest first; with a member, "
                         "what changed something of his. What was edited by hand becomes a step "
                         "with the next command that writes."),
                      entries, argc, argv)
      || ((desk.pool = zone_pool_find (options.folder)), !desk_open (&desk, &options, DESK_READ))
      || (steps = log_read (&desk)) == NULL
      || !find_member (&desk, options_take (&options, 0), &member))
    return STATUS_BAD;
  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    {
      const LogStep *step = steps->pdata[i];

      if ((journal && !step->journal)
          || (member != NULL
              && !(desk.pool != NULL ? log_pool_touches (&desk, steps, i, member)
                                     : log_touches_member (step, member))))
        continue;
      if (options.json)
        add_step (steps, step, builder);
      else
        print_step (steps, step);
    }
  json_builder_end_array (builder);
  if (options.json)
    print_json (builder);
  else if (steps->len == 0)
    g_print ("%s\n", _ ("Nothing was done yet that can be taken back."));
  if (log_is_behind (&desk))
    say_hint (_ ("The tables have changed since the last step. The next command that writes makes "
                 "a step of it."));
  return STATUS_FINE;
}
