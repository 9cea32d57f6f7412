/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the log knows of leave and swaps, for the sheet on which they are signed. */

#include <string.h>

#include "inbox.h"
#include "log.h"
#include "office.h"

/* The commands that change what one member serves. */
static const struct
{
  const char *english, *chinese;
} verbs[] = {
  { "leave", "请假" },  { "swap", "换班" }, { "cover", "顶班" },
  { "assign", "安排" }, { "move", "调班" }, { "inbox", "申请" },
};

/* (nullable): what the sheet calls a command; NULL for one that changes nothing of the kind */
static const char *
find_verb (const char *command, gboolean chinese)
{
  g_autofree char *word
      = g_strndup (command != NULL ? command : "", strcspn (command != NULL ? command : "", " "));

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (word, verbs[i].english) || g_str_equal (word, verbs[i].chinese))
      return chinese ? verbs[i].chinese : verbs[i].english;
  return NULL;
}

static void
add_pair (GVariantBuilder *row, const char *name, const char *text)
{
  g_variant_builder_add (row, "{ss}", name, text != NULL ? text : "");
}

/* What a step did to the duties and absences of one member. */
typedef struct
{
  GPtrArray *days;   /* (element-type utf8): "2026-11-12", "2026-11-12 – 2026-11-13", each once */
  GPtrArray *shifts; /* (element-type utf8): which he had before */
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_ptr_array_unref (self->days);
  g_ptr_array_unref (self->shifts);
  g_free (self);
}

/* What a step is about.  Where it made the draft of a month, all that month's duties are new in
 * it, and those of whom and of which days the command speaks are meant. */
typedef struct
{
  Desk *desk;
  GHashTable *parts; /* GengMember → Part */
  GHashTable *named; /* (element-type GengMember) */
  GPtrArray *days;   /* (element-type utf8): which the command names */
} Change;

static void
change_clear (Change *self)
{
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->named, g_hash_table_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

/* More of one list than a command changes that is about one or two people. */
#define MOST_ENTRIES 20

static void
add_once (GPtrArray *texts, char *text)
{
  if (text[0] == '\0' || g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (texts, text);
}

static char *
join (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", (const char *) texts->pdata[i]);
  return g_string_free (joined, FALSE);
}

static const char *
value_of (GVariant *thing, const char *name)
{
  const char *text = "";

  g_variant_lookup (thing, name, "&s", &text);
  return text;
}

/* A duty has a date, leave a first and a last day. */
static char *
days_of (GVariant *thing)
{
  const char *date = value_of (thing, "date"), *first = value_of (thing, "first"),
             *last = value_of (thing, "last");

  if (date[0] != '\0')
    return g_strdup (date);
  return last[0] == '\0' || g_str_equal (first, last) ? g_strdup (first)
                                                      : g_strdup_printf ("%s – %s", first, last);
}

static gboolean
is_about_duties (const char *list)
{
  return g_str_equal (list, "requests") || g_str_has_prefix (list, "draft/")
         || g_str_has_prefix (list, "official/");
}

static Part *
get_part (Change *self, GengMember *member)
{
  Part *part = g_hash_table_lookup (self->parts, member);

  if (part != NULL)
    return part;
  part = g_new0 (Part, 1);
  part->days = g_ptr_array_new_with_free_func (g_free);
  part->shifts = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (self->parts, member, part);
  return part;
}

/* -- what the command says -- */

static void
name_member (Change *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  GengMember *member = geng_station_find_member (self->desk->station, text, &error);

  if (member != NULL)
    g_hash_table_add (self->named, member);
}

static void
name_day (Change *self, const GDate *date)
{
  if (g_date_valid (date))
    add_once (self->days, desk_date_text (date));
}

/* Whose asks were accepted: the command names no more than their numbers. */
static void
name_asks (Change *self, const GArray *numbers)
{
  g_autoptr (GPtrArray) asks = numbers->len > 0 ? inbox_load (self->desk) : NULL;

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    {
      const Ask *ask = asks->pdata[i];
      gboolean meant = FALSE;

      for (guint k = 0; k < numbers->len; k++)
        meant = meant || g_array_index (numbers, guint, k) == ask->number;
      if (!meant)
        continue;
      name_member (self, ask->member);
      if (ask->with != NULL)
        name_member (self, ask->with);
      name_day (self, &ask->first);
      name_day (self, &ask->with_day);
    }
}

/* Options whose words are nobody who serves. */
static gboolean
takes_other_words (const char *option)
{
  static const char *const others[] = { "--by",   "--why",   "--approved-by",
                                        "--kind", "--until", "--now",
                                        "--from", "-C",      "--folder" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (option, others[i]))
      return TRUE;
  return FALSE;
}

static void
read_command (Change *self, const char *command)
{
  g_auto (GStrv) words = NULL;
  GDate date;

  if (!g_shell_parse_argv (command, NULL, &words, NULL))
    return;
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (takes_other_words (words[i]) && words[i + 1] != NULL)
      i++;
    else if (g_ascii_isdigit (words[i][0]) && desk_is_date (words[i])
             && desk_parse_date (self->desk, words[i], &date))
      name_day (self, &date);
    else if (words[i][0] != '-')
      name_member (self, words[i]);
}

/* -- what it changed -- */

/* (transfer full): how many entries there are of each list */
static GHashTable *
count_entries (GVariant *entries)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = log_nth_entry (entries, i);
      const char *list = value_of (entry, "list");
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, list));

      g_hash_table_insert (counts, g_strdup (list), GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

static gboolean
is_meant (Change *self, GengMember *member, const char *day)
{
  return g_hash_table_contains (self->named, member)
         && g_ptr_array_find_with_equal_func (self->days, day, g_str_equal, NULL);
}

/* Whoever had the shift before: he from whom it is taken; in a month's new draft all but he who has
 * it now. */
static void
add_shift (Change *self, GengMember *member, GengShift *shift, gboolean removed, gboolean whole)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (shift));
  GHashTableIter iter;
  gpointer other;

  if (!whole && removed)
    add_once (get_part (self, member)->shifts, g_strdup (id));
  g_hash_table_iter_init (&iter, self->named);
  while (whole && g_hash_table_iter_next (&iter, &other, NULL))
    if (other != member)
      add_once (get_part (self, other)->shifts, g_strdup (id));
}

static void
add_entry (Change *self, GHashTable *counts, GVariant *entry)
{
  g_autoptr (GVariant) thing = log_thing_of (entry);
  g_autoptr (GVariant) removed = g_variant_lookup_value (entry, "remove", G_VARIANT_TYPE_VARDICT);
  g_autofree char *days = thing != NULL ? days_of (thing) : NULL;
  const char *list = value_of (entry, "list");
  gboolean whole = GPOINTER_TO_UINT (g_hash_table_lookup (counts, list)) > MOST_ENTRIES;
  GengMember *member;
  GengShift *shift;

  if (thing == NULL || !is_about_duties (list))
    return;
  member = geng_station_lookup_member (self->desk->station, value_of (thing, "member"));
  if (member == NULL || (whole && !is_meant (self, member, days)))
    return;
  add_once (get_part (self, member)->days, g_steal_pointer (&days));
  shift = geng_station_lookup_shift (self->desk->station, value_of (thing, "shift"));
  if (shift != NULL)
    add_shift (self, member, shift, removed != NULL, whole);
}

static void
find_parts (Change *self, const LogStep *step)
{
  g_autoptr (GVariant) entries
      = step->step != NULL ? g_variant_lookup_value (step->step, "entries", G_VARIANT_TYPE ("av"))
                           : NULL;
  g_autoptr (GHashTable) counts = entries != NULL ? count_entries (entries) : NULL;
  GHashTableIter iter;
  gpointer member;

  read_command (self, step->command);
  name_asks (self, step->asks);
  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = log_nth_entry (entries, i);

      add_entry (self, counts, entry);
    }
  /* Whom the command names it was about, whatever its entries tell. */
  g_hash_table_iter_init (&iter, self->named);
  while (g_hash_table_iter_next (&iter, &member, NULL))
    for (guint i = 0; get_part (self, member)->days->len == 0 && i < self->days->len; i++)
      add_once (get_part (self, member)->days, g_strdup (self->days->pdata[i]));
}

/* -- the rows -- */

/* The others whom the step touched. */
static char *
others (Change *self, GengMember *member)
{
  GListModel *members = geng_station_get_members (self->desk->station);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) other = g_list_model_get_item (members, i);

      if (other != member && g_hash_table_contains (self->parts, other))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                                geng_entity_get_name (GENG_ENTITY (other)));
    }
  return g_string_free (text, FALSE);
}

static void
add_row (Change *self,
         GVariantBuilder *rows,
         const LogStep *step,
         const char *verb,
         GengMember *member)
{
  const Part *part = g_hash_table_lookup (self->parts, member);
  g_autofree char *with = others (self, member);
  g_autofree char *days = join (part->days), *shifts = join (part->shifts);
  g_autofree char *entered = g_strndup (step->time, strlen ("2026-12-10"));
  GVariantBuilder row;

  g_variant_builder_init (&row, G_VARIANT_TYPE ("a{ss}"));
  add_pair (&row, "member", geng_entity_get_id (GENG_ENTITY (member)));
  add_pair (&row, "what", verb);
  add_pair (&row, "when", days[0] != '\0' ? days : entered);
  add_pair (&row, "why", step->why);
  add_pair (&row, "shift", shifts);
  add_pair (&row, "with", with);
  add_pair (&row, "by", step->by);
  add_pair (&row, "approved-by", step->approved_by);
  add_pair (&row, "note", step->command);
  g_variant_builder_add (rows, "a{ss}", &row);
}

/* A row for each member whom the step touched. */
static void
add_rows (Desk *desk, GVariantBuilder *rows, const LogStep *step, const char *verb)
{
  GListModel *members = geng_station_get_members (desk->station);
  g_auto (Change) change = { desk };

  change.parts = g_hash_table_new_full (NULL, NULL, NULL, part_free);
  change.named = g_hash_table_new (NULL, NULL);
  change.days = g_ptr_array_new_with_free_func (g_free);
  find_parts (&change, step);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (g_hash_table_contains (change.parts, member))
        add_row (&change, rows, step, verb, member);
    }
}

GVariant *
desk_list_changes (Desk *desk, const GDate *first, const GDate *last, const char *language)
{
  g_autoptr (GPtrArray) steps = log_read (desk);
  g_autofree char *from = desk_date_text (first), *to = desk_date_text (last);
  const char *tag = language != NULL ? language : geng_station_get_language (desk->station);
  gboolean chinese = tag != NULL && g_str_has_prefix (tag, "zh");
  GVariantBuilder rows;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{ss}"));
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const LogStep *step = steps->pdata[i];
      const char *verb = find_verb (step->command, chinese);

      if (verb != NULL && step->time != NULL && strncmp (step->time, from, strlen (from)) >= 0
          && strncmp (step->time, to, strlen (to)) <= 0 && log_undone_by (steps, step->number) == 0)
        add_rows (desk, &rows, step, verb);
    }
  return g_variant_ref_sink (g_variant_builder_end (&rows));
}
