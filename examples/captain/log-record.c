/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * How steps get into the log.  log/known/ is a copy of the folder's tables as they were after the
 * last step; what differs from it is a step.  A command leaves its name in log/next.json before it
 * writes, so that what it did is its own even where it was killed before it could say so: the next
 * command says it.  What differs without a name was done by hand.
 */
#include <string.h>

#include "log.h"

#define LOG "log"
#define KNOWN "log/known"
#define NEXT "log/next.json"
/* More than any table of a station; untrusted files are bounded. */
#define MAX_TABLE ((gsize) 16 * 1024 * 1024)

/* Of a command over several stations, for those that it starts for each of them. */
#define CHANGE_OF_COMMAND "GENG_CHANGE"

static char *command_line;
static char *change_id;

static const char *const tables[]
    = { "station.ini", "pool.ini", "members.csv", "leave.csv", "items.csv", "holidays.csv", NULL };

static const struct
{
  const char *name;
  GListModel *(*list) (GengJournal *journal);
} journal_lists[] = {
  { "attendance", geng_journal_get_attendance }, { "retracted", geng_journal_get_retracted },
  { "kit", geng_journal_get_kit_loans },         { "hand-over", geng_journal_get_hand_over_notes },
  { "findings", geng_journal_get_findings },     { "inspections", geng_journal_get_inspections },
};

/* How many words say which folder it is, which the log of a folder need not tell. */
static int
count_folder_words (const char *word)
{
  if (g_str_equal (word, "-C") || g_str_equal (word, "--folder"))
    return 2;
  return g_str_has_prefix (word, "-C") || g_str_has_prefix (word, "--folder=") ? 1 : 0;
}

void
log_set_command (int argc, char **argv)
{
  GString *line = g_string_new (NULL);

  for (int i = 0; i < argc; i++)
    {
      g_autofree char *quoted = strchr (argv[i], ' ') != NULL ? g_strdup_printf ("\"%s\"", argv[i])
                                                              : g_strdup (argv[i]);
      int n = count_folder_words (argv[i]);

      if (n == 0)
        g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", quoted);
      else
        i += n - 1;
    }
  g_free (command_line);
  command_line = g_string_free (line, FALSE);
  /* What started it may be one command over a zone; what it starts itself is none of that. */
  g_free (change_id);
  change_id = g_strdup (g_getenv (CHANGE_OF_COMMAND));
  g_unsetenv (CHANGE_OF_COMMAND);
}

void
log_begin_change (void)
{
  g_free (change_id);
  change_id = g_uuid_string_random ();
}

void
log_share_change (void)
{
  log_begin_change ();
  g_setenv (CHANGE_OF_COMMAND, change_id, TRUE);
}

/* What one command does, in however many folders, is one change. */
static const char *
get_change (void)
{
  if (change_id == NULL)
    log_begin_change ();
  return change_id;
}

/* -- the tables -- */

static void
add_folder (GPtrArray *names, const char *root, const char *folder, int depth)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (folder, name, NULL);
      g_autofree char *full = g_build_filename (root, inside, NULL);

      if (depth > 0 && g_file_test (full, G_FILE_TEST_IS_DIR))
        add_folder (names, root, inside, depth - 1);
      else if (g_str_has_suffix (name, ".csv") && name[0] != '.' && name[0] != '~')
        g_ptr_array_add (names, g_steal_pointer (&inside));
    }
}

static gboolean
has_file (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The tables that are there, sorted.  What a pool has of months is what its people's calendars
 * carry; their duties are of the stations. */
static GPtrArray *
list_tables (const char *root)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; tables[i] != NULL; i++)
    if (has_file (root, tables[i]))
      g_ptr_array_add (names, g_strdup (tables[i]));
  if (!has_file (root, "station.ini"))
    return names;
  add_folder (names, root, "drafts", 0);
  add_folder (names, root, "rosters", 0);
  add_folder (names, root, "journal", 1);
  g_ptr_array_sort (names, desk_compare_texts);
  return names;
}

static GBytes *
read_table (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  char *text = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, NULL))
    return NULL;
  return g_bytes_new_take (text, size);
}

static gboolean
same_table (const char *a, const char *b, const char *name)
{
  g_autoptr (GBytes) left = read_table (a, name);
  g_autoptr (GBytes) right = read_table (b, name);

  return left == NULL || right == NULL ? left == right : g_bytes_equal (left, right);
}

static gboolean
differs (const char *root, const char *known)
{
  g_autoptr (GPtrArray) here = list_tables (root);
  g_autoptr (GPtrArray) there = list_tables (known);

  if (here->len != there->len)
    return TRUE;
  for (guint i = 0; i < here->len; i++)
    if (!g_str_equal (here->pdata[i], there->pdata[i]) || !same_table (root, known, here->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Into the change that is open. */
static gboolean
copy_tables (GengStore *store, const char *root, const char *known, GError **error)
{
  g_autoptr (GPtrArray) here = list_tables (root);
  g_autoptr (GPtrArray) there = list_tables (known);

  for (guint i = 0; i < here->len; i++)
    {
      g_autofree char *name = g_build_filename (KNOWN, here->pdata[i], NULL);
      g_autoptr (GBytes) content = read_table (root, here->pdata[i]);

      if (content != NULL && !same_table (root, known, here->pdata[i])
          && !geng_store_put_file (store, name, content, error))
        return FALSE;
    }
  for (guint i = 0; i < there->len; i++)
    {
      g_autofree char *name = g_build_filename (KNOWN, there->pdata[i], NULL);

      if (!has_file (root, there->pdata[i]) && !geng_store_remove_file (store, name, error))
        return FALSE;
    }
  return TRUE;
}

/* -- months -- */

static void
add_months (GPtrArray *months, const char *root, const char *folder)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *month = g_strndup (name, strlen ("2026-12"));
      const char *rest = strlen (name) >= strlen ("2026-12") ? name + strlen ("2026-12") : "?";

      if (desk_is_month (month) && (rest[0] == '\0' || g_str_equal (rest, ".csv"))
          && !g_ptr_array_find_with_equal_func (months, month, g_str_equal, NULL))
        g_ptr_array_add (months, g_steal_pointer (&month));
    }
}

GPtrArray *
log_list_months (const char *folder)
{
  GPtrArray *months = g_ptr_array_new_with_free_func (g_free);

  add_months (months, folder, "drafts");
  add_months (months, folder, "rosters");
  add_months (months, folder, "journal");
  g_ptr_array_sort (months, desk_compare_texts);
  return months;
}

static GengRoster *
load_roster (GengStore *store,
             GengStation *station,
             const Desk *month,
             gboolean draft,
             GError **error)
{
  GDateYear year = g_date_get_year (&month->first);
  GDateMonth number = g_date_get_month (&month->first);

  if (draft ? geng_store_has_draft (store, year, number)
            : geng_store_has_record (store, year, number))
    return draft ? geng_store_load_draft (store, station, year, number, error)
                 : geng_store_load_record (store, station, year, number, NULL, error);
  return geng_roster_new (station, &month->first, &month->last, error);
}

/* Whether a table of the month in that folder is among those that changed: months of a zone take
 * long to read, and few steps change both what is drafted and what is official.
 * @changed: (nullable): NULL for all */
static gboolean
has_changed (GPtrArray *changed, const char *folder, const char *month)
{
  g_autofree char *stem = g_build_filename (folder, month, NULL);

  for (guint i = 0; changed != NULL && i < changed->len; i++)
    if (g_str_has_prefix (changed->pdata[i], stem))
      return TRUE;
  return changed == NULL;
}

/* Months as they are read, for a list that hears them or to be compared with. */
typedef struct
{
  GengUndo *undo; /* (nullable) */
  GengStation *station;
  GengStore *store;
  GPtrArray *changed; /* (nullable): the names of tables; NULL for all */
  GPtrArray *held;
} Hearing;

static gboolean
hear (const Hearing *self, GListModel *list, const char *name, GError **error)
{
  return self->undo == NULL || geng_undo_add_list (self->undo, list, name, error);
}

static gboolean
hear_rosters (const Hearing *self, const Desk *month, const char *text, GError **error)
{
  for (int draft = 0; draft < 2; draft++)
    {
      g_autoptr (GengRoster) roster = NULL;
      g_autofree char *name = g_strdup_printf ("%s/%s", draft ? "draft" : "official", text);

      if (!has_changed (self->changed, draft ? "drafts" : "rosters", text))
        continue;
      roster = load_roster (self->store, self->station, month, draft, error);
      if (roster == NULL)
        return FALSE;
      g_ptr_array_add (self->held, g_object_ref (roster));
      if (!hear (self, G_LIST_MODEL (roster), name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
hear_journal (const Hearing *self, const Desk *month, const char *text, GError **error)
{
  GengJournal *journal
      = geng_store_load_journal (self->store, self->station, &month->first, &month->last, error);

  if (journal == NULL)
    return FALSE;
  g_ptr_array_add (self->held, journal);
  for (guint i = 0; i < G_N_ELEMENTS (journal_lists); i++)
    {
      g_autofree char *name = g_strdup_printf ("journal/%s/%s", text, journal_lists[i].name);

      if (!hear (self, journal_lists[i].list (journal), name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
hear_month (const Hearing *self, const char *text, GError **error)
{
  Desk month = { 0 };

  return !desk_set_month (&month, text)
         || (hear_rosters (self, &month, text, error)
             && (!has_changed (self->changed, "journal", text)
                 || hear_journal (self, &month, text, error)));
}

gboolean
log_hear_all (GengUndo *undo, GengStore *store, GPtrArray *months, GPtrArray *held, GError **error)
{
  const Hearing hearing = { undo, geng_undo_get_station (undo), store, NULL, held };

  for (guint i = 0; i < months->len; i++)
    if (!hear_month (&hearing, months->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The month of "drafts/2026-12.csv", "rosters/2026-12.csv" and "journal/2026-12/kit.csv". */
static void
add_month_of (GPtrArray *months, const char *table)
{
  const char *slash = strchr (table, '/');
  g_autofree char *month = slash != NULL ? g_strndup (slash + 1, strlen ("2026-12")) : NULL;

  if (month != NULL && desk_is_month (month)
      && !g_ptr_array_find_with_equal_func (months, month, g_str_equal, NULL))
    g_ptr_array_add (months, g_steal_pointer (&month));
}

/* The names of tables that one folder has otherwise than the other, or alone. */
static GPtrArray *
list_changed (const char *root, const char *known)
{
  const char *const folders[] = { root, known };
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_free);

  for (guint f = 0; f < G_N_ELEMENTS (folders); f++)
    {
      g_autoptr (GPtrArray) names = list_tables (folders[f]);

      for (guint i = 0; i < names->len; i++)
        if (!same_table (root, known, names->pdata[i]))
          g_ptr_array_add (changed, g_strdup (names->pdata[i]));
    }
  return changed;
}

/* The others say nothing of what changed, and years of journals would take long to read. */
static GPtrArray *
list_changed_months (GPtrArray *changed)
{
  GPtrArray *months = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < changed->len; i++)
    add_month_of (months, changed->pdata[i]);
  g_ptr_array_sort (months, desk_compare_texts);
  return months;
}

/* What changed in these months, as it is in @store.
 * undo: (nullable): that hears it */
static GPtrArray *
hear_changed (GengUndo *undo,
              GengStation *station,
              GengStore *store,
              GPtrArray *changed,
              GError **error)
{
  g_autoptr (GPtrArray) months = list_changed_months (changed);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  const Hearing hearing = { undo, station, store, changed, held };

  for (guint i = 0; i < months->len; i++)
    if (!hear_month (&hearing, months->pdata[i], error))
      return NULL;
  return g_steal_pointer (&held);
}

/* -- a step -- */

/* Each held thing of the one becomes like that of the other: both were heard in the same order. */
static gboolean
follow_all (GengUndo *undo, GPtrArray *ours, GPtrArray *theirs, GError **error)
{
  for (guint i = 0; i < ours->len; i++)
    {
      if (GENG_IS_ROSTER (ours->pdata[i])
          && !geng_undo_follow_list (undo, ours->pdata[i], theirs->pdata[i], error))
        return FALSE;
      for (guint j = 0; GENG_IS_JOURNAL (ours->pdata[i]) && j < G_N_ELEMENTS (journal_lists); j++)
        if (!geng_undo_follow_list (undo, journal_lists[j].list (ours->pdata[i]),
                                    journal_lists[j].list (theirs->pdata[i]), error))
          return FALSE;
    }
  return TRUE;
}

/* What of the station is another than was known: most steps change little of it, and a zone's
 * hundreds of members take long to compare. */
typedef enum
{
  STATION_SAME,
  STATION_LEAVE, /* its requests alone */
  STATION_OTHER
} StationChange;

static StationChange
find_station_change (const char *root, const char *known)
{
  StationChange found = STATION_SAME;

  for (guint i = 0; tables[i] != NULL; i++)
    if (!same_table (root, known, tables[i]))
      found = MAX (found, g_str_equal (tables[i], "leave.csv") ? STATION_LEAVE : STATION_OTHER);
  return found;
}

static gboolean
follow_station (GengUndo *undo, GengStation *after, StationChange change, GError **error)
{
  if (change == STATION_OTHER)
    return geng_undo_follow (undo, after, error);
  return change == STATION_SAME
         || geng_undo_follow_list (undo, geng_station_get_requests (geng_undo_get_station (undo)),
                                   geng_station_get_requests (after), error);
}

/* @now: (nullable): the station as @root has it, where it was read already
 * Returns: (transfer full) (nullable): the step from what was known to what is there; an empty one
 * has no entries */
static GVariant *
compare_folders (const char *root, const char *known, GengStation *now, GError **error)
{
  StationChange change = find_station_change (root, known);
  g_autoptr (GengStore) old_store = geng_store_open (known, error);
  g_autoptr (GengStore) new_store = geng_store_open (root, error);
  g_autoptr (GengStation) after = NULL;
  g_autoptr (GengStation) before = NULL;
  g_autoptr (GPtrArray) changed = list_changed (root, known);
  g_autoptr (GPtrArray) ours = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GengUndo) undo = NULL;
  g_autoptr (GVariant) steps = NULL;
  g_autoptr (GVariant) boxed = NULL;

  if (new_store == NULL || old_store == NULL)
    return NULL;
  if (now != NULL && change == STATION_SAME)
    after = g_object_ref (now);
  else
    after = geng_store_load (new_store, error);
  if (after != NULL)
    before = change == STATION_SAME ? g_object_ref (after) : geng_store_load (old_store, error);
  if (before == NULL)
    return NULL;
  undo = geng_undo_new (before);
  if ((ours = hear_changed (undo, before, old_store, changed, error)) == NULL
      || (theirs = hear_changed (NULL, after, new_store, changed, error)) == NULL)
    return NULL;
  geng_undo_begin (undo, "");
  if (!follow_station (undo, after, change, error) || !follow_all (undo, ours, theirs, error))
    {
      geng_undo_end (undo);
      return NULL;
    }
  geng_undo_end (undo);
  steps = geng_undo_to_variant (undo);
  if (g_variant_n_children (steps) == 0)
    return g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
  boxed = g_variant_get_child_value (steps, 0);
  return g_variant_get_variant (boxed);
}

static void
add_member (GVariantBuilder *builder, const char *name, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_variant_builder_add (builder, "{sv}", name, g_variant_new_string (text));
}

static GBytes *
print_variant (GVariant *value)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);
  char *text = geng_json_print_variant (sunk);

  return g_bytes_new_take (text, strlen (text));
}

static guint
next_number (const char *root)
{
  g_autofree char *path = g_build_filename (root, LOG, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint number = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    number = MAX (number, (guint) g_ascii_strtoull (name, NULL, 10));
  return number + 1;
}

/* How the table was, and what it is now; NULL where that is no text, or one of both is none.
 * whole: a table that came or went is told as well, without what it was or is */
static GVariant *
write_text (const char *root, const char *known, const char *table, gboolean whole)
{
  g_autoptr (GBytes) before = read_table (known, table);
  g_autoptr (GBytes) after = read_table (root, table);
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;
  GVariantBuilder one;

  if (before == after || (!whole && (before == NULL || after == NULL))
      || (before != NULL && after != NULL && g_bytes_equal (before, after)))
    return NULL;
  if (before != NULL)
    text = g_strndup (g_bytes_get_data (before, NULL), g_bytes_get_size (before));
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    return NULL;
  if (after != NULL)
    sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, after);
  g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
  if (text != NULL)
    g_variant_builder_add (&one, "{sv}", "before", g_variant_new_string (text));
  add_member (&one, "after", sum);
  return g_variant_builder_end (&one);
}

/* Of tables that somebody may have written comments in. */
static GVariant *
write_texts (const char *root, const char *known, gboolean whole)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      GVariant *text = write_text (root, known, tables[i], whole);

      if (text != NULL)
        g_variant_builder_add (&builder, "{sv}", tables[i], text);
    }
  return g_variant_builder_end (&builder);
}

/* @who: (nullable): what log/next.json says of the command; NULL: done by hand */
static gboolean
write_step (Desk *desk, const char *known, GVariant *step, GVariant *who, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (geng_station_get_zone (desk->station));
  /* Steps of several folders have no order but by their time. */
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%f%:z");
  guint number = next_number (geng_store_get_path (desk->store));
  g_autofree char *file = g_strdup_printf (LOG "/%06u.json", number);
  g_autoptr (GBytes) content = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (g_variant_n_children (step) == 0)
    return TRUE;
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "number", g_variant_new_int64 (number));
  add_member (&builder, "time", time);
  if (who != NULL)
    {
      g_variant_iter_init (&iter, who);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        g_variant_builder_add (&builder, "{sv}", name, value);
    }
  g_variant_builder_add (
      &builder, "{sv}", "texts",
      write_texts (geng_store_get_path (desk->store), known, desk->pool != NULL));
  g_variant_builder_add (&builder, "{sv}", "step", step);
  content = print_variant (g_variant_builder_end (&builder));
  return geng_store_put_file (desk->store, file, content, error);
}

/* (nullable) */
static GVariant *
read_next (GengStore *store)
{
  g_autoptr (GBytes) content = geng_store_read_file (store, NEXT, MAX_TABLE, NULL);

  if (content == NULL || g_bytes_get_size (content) == 0)
    return NULL;
  return geng_json_parse_variant (g_bytes_get_data (content, NULL),
                                  (gssize) g_bytes_get_size (content), NULL);
}

/* Of a pool no station can be made that would be compared: its step are the tables, as they were.
 * What it accepted is told where they stay, since the duties are of the stations. */
static GVariant *
compare_pool (void)
{
  GVariantBuilder builder, entries;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_init (&entries, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (""));
  g_variant_builder_add (&builder, "{sv}", "entries", g_variant_builder_end (&entries));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static gboolean
has_accepted (GVariant *who)
{
  g_autoptr (GVariant) asks
      = who != NULL ? g_variant_lookup_value (who, "asks", G_VARIANT_TYPE ("av")) : NULL;

  return asks != NULL;
}

/* Nothing was known of the folder yet. */
static gboolean
is_first (const Desk *desk, const char *known)
{
  return !has_file (known, desk->pool != NULL ? "members.csv" : "station.ini");
}

/* What differs becomes a step, and is known from then on.
 * @now: (nullable): the station, where it is still as it was read */
static gboolean
take_in (Desk *desk, GengStation *now, GError **error)
{
  const char *root = geng_store_get_path (desk->store);
  g_autofree char *known = g_build_filename (root, KNOWN, NULL);
  gboolean first = is_first (desk, known);
  g_autoptr (GVariant) who = read_next (desk->store);
  g_autoptr (GVariant) step = NULL;
  g_autoptr (GError) unread = NULL;
  gboolean nothing = FALSE;

  if (who != NULL)
    g_variant_lookup (who, "nothing", "b", &nothing);
  if (!first && !differs (root, known) && (desk->pool == NULL || !has_accepted (who)))
    return who == NULL || geng_store_remove_file (desk->store, NEXT, error);
  first = first || nothing;
  if (!first && desk->pool != NULL)
    step = compare_pool ();
  else if (!first && (step = compare_folders (root, known, now, &unread)) == NULL)
    {
      /* What cannot be told is not told, and costs nobody the next command. */
      say_hint (_ ("What changed since the last command is no step of the log: %s"),
                unread->message);
      first = TRUE;
    }
  if (geng_store_begin (desk->store, error) && (first || write_step (desk, known, step, who, error))
      && copy_tables (desk->store, root, known, error)
      && (who == NULL || geng_store_remove_file (desk->store, NEXT, error)))
    return geng_store_commit (desk->store, error);
  geng_store_unlock (desk->store);
  return FALSE;
}

gboolean
log_is_behind (Desk *desk)
{
  const char *root = geng_store_get_path (desk->store);
  g_autofree char *known = g_build_filename (root, KNOWN, NULL);

  return !is_first (desk, known) && differs (root, known);
}

gboolean
log_begin (Desk *desk, const Options *options, GError **error)
{
  g_autoptr (GBytes) content = NULL;
  GVariantBuilder builder;

  if (!take_in (desk, desk->station, error))
    return FALSE;
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_member (&builder, "command", command_line);
  add_member (&builder, "change", get_change ());
  add_member (&builder, "by", options->by);
  add_member (&builder, "why", options->why);
  add_member (&builder, "approved-by", options->approved_by);
  content = print_variant (g_variant_builder_end (&builder));
  if (!geng_store_put_file (desk->store, NEXT, content, error))
    return FALSE;
  desk->logging = TRUE;
  return TRUE;
}

/* Says one thing more of the command that runs. @value: floating */
static gboolean
note (Desk *desk, const char *what, GVariant *value, GError **error)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);
  g_autoptr (GVariant) who = read_next (desk->store);
  g_autoptr (GBytes) content = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *member;

  if (who == NULL)
    return TRUE;
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_iter_init (&iter, who);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &member))
    if (!g_str_equal (name, what))
      g_variant_builder_add (&builder, "{sv}", name, member);
  g_variant_builder_add (&builder, "{sv}", what, sunk);
  content = print_variant (g_variant_builder_end (&builder));
  return geng_store_put_file (desk->store, NEXT, content, error);
}

gboolean
log_note_undone (Desk *desk, guint number, GError **error)
{
  return note (desk, "undoes", g_variant_new_int64 (number), error);
}

gboolean
log_note_accepted (Desk *desk, guint number, GError **error)
{
  g_autoptr (GVariant) who = read_next (desk->store);
  g_autoptr (GVariant) before
      = who != NULL ? g_variant_lookup_value (who, "asks", G_VARIANT_TYPE ("av")) : NULL;
  GVariantBuilder asks;

  g_variant_builder_init (&asks, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; before != NULL && i < g_variant_n_children (before); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (before, i);

      g_variant_builder_add_value (&asks, boxed);
    }
  g_variant_builder_add (&asks, "v", g_variant_new_int64 (number));
  return note (desk, "asks", g_variant_builder_end (&asks), error);
}

gboolean
log_say_nothing (Desk *desk, GError **error)
{
  GVariantBuilder builder;
  g_autoptr (GBytes) content = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "nothing", g_variant_new_boolean (TRUE));
  content = print_variant (g_variant_builder_end (&builder));
  return geng_store_put_file (desk->store, NEXT, content, error);
}

/* A log that cannot be written costs nobody what he did: the next command writes it. */
void
log_end (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  if (!desk->logging)
    return;
  desk->logging = FALSE;
  if (!take_in (desk, NULL, &error))
    g_debug ("%s", error->message);
}
