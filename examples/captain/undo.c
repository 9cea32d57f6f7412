/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng undo: a step of the log is taken back, where nothing later needs it.  What was served stays,
 * and taking back a publication is a publication: phones get the next revision. */
#include <stdio.h>
#include <string.h>

#include "contacts.h"
#include "inbox.h"
#include "phone.h"
#include "undo.h"
#include "zone-log.h"
#include "zone.h"

void
undoing_clear (Undoing *self)
{
  g_clear_object (&self->undo);
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->step, g_variant_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->served, g_hash_table_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->after, g_ptr_array_unref);
}

/* -- which step -- */

static LogStep *
find_step (GPtrArray *steps, guint number)
{
  for (guint i = 0; i < steps->len; i++)
    if (((LogStep *) steps->pdata[i])->number == number)
      return steps->pdata[i];
  return NULL;
}

/* The last that is no undoing and was not undone. */
static LogStep *
last_step (GPtrArray *steps, gboolean journal)
{
  for (guint i = steps->len; i > 0; i--)
    {
      LogStep *step = steps->pdata[i - 1];

      if (step->journal == journal && step->undoes == 0 && log_undone_by (steps, step->number) == 0)
        return step;
    }
  return NULL;
}

static LogStep *
choose (GPtrArray *steps, const char *text, gboolean journal)
{
  guint64 number = 0;
  LogStep *step;

  if (text == NULL)
    {
      step = last_step (steps, journal);
      if (step == NULL)
        say_error (_ ("There is nothing to take back."));
      return step;
    }
  step = g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &number, NULL)
             ? find_step (steps, (guint) number)
             : NULL;
  if (step == NULL)
    say_error (_ ("There is no step “%s”; see: geng log"), text);
  else if (log_undone_by (steps, step->number) > 0)
    {
      say_error (_ ("Step %u was taken back already, by step %u."), step->number,
                 log_undone_by (steps, step->number));
      return NULL;
    }
  return step;
}

/* -- what is served -- */

/* "2026-12" of "official/2026-12" and "draft/2026-12"; NULL for other lists */
static const char *
month_of (const char *list)
{
  if (g_str_has_prefix (list, "official/"))
    return list + strlen ("official/");
  return g_str_has_prefix (list, "draft/") ? list + strlen ("draft/") : NULL;
}

static void
unref_roster (gpointer roster)
{
  if (roster != NULL)
    g_object_unref (roster);
}

/* What is served of a month; (nullable): nothing, or it is not published.  Read once. */
static GengRoster *
find_served (Undoing *self, const char *month, GDateTime *from)
{
  g_auto (Official) official = { 0 };
  gpointer served = NULL;

  if (self->served == NULL)
    self->served = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_roster);
  if (g_hash_table_lookup_extended (self->served, month, NULL, &served))
    return served;
  if (desk_set_month (self->desk, month) && official_load (&official, self->desk, from))
    served = g_steal_pointer (&official.served);
  g_hash_table_insert (self->served, g_strdup (month), served);
  return served;
}

static gboolean
parse_duty (Undoing *self, GVariant *duty, GengMember **member, GengShift **shift, GDate *date)
{
  const char *who = "", *when = "", *what = "";
  int year, month, day;

  if (!g_variant_lookup (duty, "member", "&s", &who)
      || !g_variant_lookup (duty, "date", "&s", &when)
      || !g_variant_lookup (duty, "shift", "&s", &what)
      || sscanf (when, "%d-%d-%d", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *member = geng_station_lookup_member (self->desk->station, who);
  *shift = geng_station_lookup_shift (self->desk->station, what);
  return *member != NULL && *shift != NULL;
}

/* What is served as the entry has it; NULL for none. */
static GengDuty *
find_served_duty (Undoing *self, GVariant *entry, GDateTime *from)
{
  g_autoptr (GVariant) duty = log_thing_of (entry);
  GengRoster *served;
  const char *list = "";
  GengMember *member;
  GengShift *shift;
  GDate date;

  g_variant_lookup (entry, "list", "&s", &list);
  if (duty == NULL || !g_str_has_prefix (list, "official/")
      || !parse_duty (self, duty, &member, &shift, &date)
      || (served = find_served (self, month_of (list), from)) == NULL)
    return NULL;
  return geng_roster_lookup (served, member, &date);
}

/* Whether a duty of what is official is served, or would have begun.  A draft is no promise: it
 * comes back whole, and keep_in_drafts() sees to what is served. */
static gboolean
is_past (Undoing *self, GVariant *entry, GDateTime *from)
{
  g_autoptr (GVariant) duty = log_thing_of (entry);
  g_autoptr (GDateTime) start = NULL;
  const char *list = "";
  GengMember *member;
  GengShift *shift;
  GDate date;

  g_variant_lookup (entry, "list", "&s", &list);
  if (duty == NULL || !g_str_has_prefix (list, "official/")
      || !parse_duty (self, duty, &member, &shift, &date)
      || find_served (self, month_of (list), from) == NULL)
    return FALSE;
  if (find_served_duty (self, entry, from) != NULL)
    return TRUE;
  start = geng_station_instant (self->desk->station, &date, geng_shift_get_start_minute (shift));
  return from != NULL && g_date_time_compare (start, from) < 0;
}

/* One takes over from the other: both are of one list, date, shift and post. */
static gboolean
same_place (GVariant *a, GVariant *b)
{
  static const char *const names[] = { "date", "shift", "post" };
  g_autoptr (GVariant) left = log_thing_of (a);
  g_autoptr (GVariant) right = log_thing_of (b);
  const char *x = "", *y = "";

  g_variant_lookup (a, "list", "&s", &x);
  g_variant_lookup (b, "list", "&s", &y);
  if (left == NULL || right == NULL || !g_str_equal (x, y))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      x = y = "";
      g_variant_lookup (left, names[i], "&s", &x);
      g_variant_lookup (right, names[i], "&s", &y);
      if (!g_str_equal (x, y))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_served (Undoing *self, GVariant *entries, GVariant *entry, GDateTime *from)
{
  for (gsize i = 0; i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) other = log_nth_entry (entries, i);

      if ((g_variant_equal (other, entry) || same_place (other, entry))
          && is_past (self, other, from))
        return TRUE;
    }
  return FALSE;
}

/* Each once, in a draft and in what is official. */
static void
note_kept (Undoing *self, GengDuty *duty)
{
  g_autofree char *text = desk_duty_text (duty);

  for (guint i = 0; i < self->kept->len; i++)
    if (geng_duty_get_member (self->kept->pdata[i]) == geng_duty_get_member (duty)
        && g_date_compare (geng_duty_get_date (self->kept->pdata[i]), geng_duty_get_date (duty))
               == 0)
      return;
  g_ptr_array_add (self->kept, g_object_ref (duty));
  if (!self->desk->json)
    say_hint (_ ("%s: %s is served and stays."),
              geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (duty))), text);
}

/* The step without what is served, each of which is told. */
static void
leave_out_served (Undoing *self, GVariant *step, GDateTime *from)
{
  g_autoptr (GVariant) entries = g_variant_lookup_value (step, "entries", G_VARIANT_TYPE ("av"));
  GVariantBuilder builder, kept;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_init (&kept, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = log_nth_entry (entries, i);

      GengDuty *served;

      if (!is_served (self, entries, entry, from))
        g_variant_builder_add (&kept, "v", entry);
      else if ((served = find_served_duty (self, entry, from)) != NULL)
        note_kept (self, served);
    }
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string ("undo"));
  g_variant_builder_add (&builder, "{sv}", "entries", g_variant_builder_end (&kept));
  self->step = g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* The months as they are worked on: without a draft as they are official.  (element-type
 * GengRoster) */
static GPtrArray *
copy_months (Undoing *self)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->months->len; i++)
    {
      GengRoster *draft = self->held->pdata[3 * i + 1];
      gboolean none = g_list_model_get_n_items (G_LIST_MODEL (draft)) == 0;

      g_ptr_array_add (copies, geng_roster_copy (none ? self->held->pdata[3 * i] : draft));
    }
  return copies;
}

/* What is served and a draft lost by taking the step back is put in again.  @before: the months as
 * they were; a draft that is gone leaves its month to what is official. */
static gboolean
keep_in_drafts (Undoing *self, GPtrArray *before, GDateTime *from, GError **error)
{
  for (guint i = 0; i < before->len; i++)
    {
      GengRoster *draft = self->held->pdata[3 * i + 1];
      GengRoster *served = find_served (self, self->months->pdata[i], from);
      g_autoptr (GPtrArray) lost = NULL;

      if (served == NULL || g_list_model_get_n_items (G_LIST_MODEL (draft)) == 0)
        continue;
      lost = official_keep (served, before->pdata[i], draft, error);
      if (lost == NULL)
        return FALSE;
      for (guint j = 0; j < lost->len; j++)
        note_kept (self, lost->pdata[j]);
    }
  return TRUE;
}

/* -- what depends on it -- */

/* What an entry is about: its list, and the thing by its id or as a whole. */
static char *
key_of (GVariant *entry)
{
  g_autoptr (GVariant) thing = log_thing_of (entry);
  const char *list = "", *id = NULL, *date = "";

  if (thing == NULL)
    thing = g_variant_lookup_value (entry, "thing", G_VARIANT_TYPE_VARDICT);
  g_variant_lookup (entry, "list", "&s", &list);
  if (thing == NULL)
    {
      g_variant_lookup (entry, "key", "&s", &id);
      return g_strdup_printf ("%s %s", list, id != NULL ? id : "");
    }
  if (g_variant_lookup (thing, "id", "&s", &id))
    return g_strdup_printf ("%s %s", list, id);
  if (month_of (list) != NULL && g_variant_lookup (thing, "member", "&s", &id)
      && g_variant_lookup (thing, "date", "&s", &date))
    return g_strdup_printf ("%s %s/%s", list, id, date);
  {
    g_autofree char *text = geng_json_print_variant (thing);

    return g_strdup_printf ("%s %s", list, text);
  }
}

static GHashTable *
keys_of (GVariant *step)
{
  g_autoptr (GVariant) entries = g_variant_lookup_value (step, "entries", G_VARIANT_TYPE ("av"));
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = log_nth_entry (entries, i);

      g_hash_table_add (keys, key_of (entry));
    }
  return keys;
}

static gboolean
touches (const LogStep *later, GHashTable *keys)
{
  g_autoptr (GHashTable) its = keys_of (later->step);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, its);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (keys, key))
      return TRUE;
  return FALSE;
}

/* The later step that made official what this one did to a draft; (nullable): NULL for none. */
static const LogStep *
find_publication (GPtrArray *steps, const LogStep *step)
{
  g_autoptr (GHashTable) keys = keys_of (step->step);
  g_autoptr (GHashTable) official = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, "draft/"))
      g_hash_table_add (official,
                        g_strconcat ("official/", (char *) key + strlen ("draft/"), NULL));
  for (guint i = 0; i < steps->len; i++)
    {
      const LogStep *later = steps->pdata[i];

      if (later->number > step->number && later->step != NULL && later->undoes == 0
          && log_undone_by (steps, later->number) == 0 && touches (later, official))
        return later;
    }
  return NULL;
}

/* The steps after it that changed the same. */
static void
say_dependents (Undoing *self, GPtrArray *steps, const LogStep *step)
{
  g_autoptr (GHashTable) keys = keys_of (self->step);

  for (guint i = 0; i < steps->len; i++)
    {
      const LogStep *later = steps->pdata[i];

      if (later->number > step->number && later->step != NULL && later->undoes == 0
          && log_undone_by (steps, later->number) == 0 && touches (later, keys))
        say_hint (_ ("Step %u changed the same: %s"), later->number,
                  later->command != NULL ? later->command : _ ("edited by hand"));
    }
}

/* -- writing -- */

static const char *
file_of (const char *list)
{
  static const struct
  {
    const char *list, *file;
  } files[] = { { "requests", "leave.csv" },
                { "members", "members.csv" },
                { "items", "items.csv" },
                { "holidays", "holidays.csv" } };

  if (month_of (list) != NULL || g_str_has_prefix (list, "journal/"))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (g_str_equal (files[i].list, list))
      return files[i].file;
  return "station.ini";
}

/* (element-type utf8): of all that the step is about */
static GHashTable *
lists_of (Undoing *self)
{
  g_autoptr (GVariant) entries
      = g_variant_lookup_value (self->step, "entries", G_VARIANT_TYPE ("av"));
  GHashTable *lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = log_nth_entry (entries, i);
      const char *list = "";

      g_variant_lookup (entry, "list", "&s", &list);
      g_hash_table_add (lists, g_strdup (list));
    }
  return lists;
}

/* As somebody wrote it, comments and all, where nobody wrote in it since. */
static gboolean
write_table (Undoing *self, const char *file, GError **error)
{
  GengStore *store = self->desk->store;
  g_autofree char *path = g_build_filename (geng_store_get_path (store), file, NULL);
  g_autofree char *now = NULL;
  g_autofree char *sum = NULL;
  g_autoptr (GVariant) was
      = self->texts == NULL ? NULL
                            : g_variant_lookup_value (self->texts, file, G_VARIANT_TYPE_VARDICT);
  const char *after = "", *before = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) failure = NULL;

  if (was != NULL && !g_file_get_contents (path, &now, NULL, &failure)
      && !g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (now != NULL)
    sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, now, -1);
  if (sum != NULL && g_variant_lookup (was, "after", "&s", &after) && g_str_equal (after, sum)
      && g_variant_lookup (was, "before", "&s", &before))
    {
      content = g_bytes_new (before, strlen (before));
      return geng_store_restore_file (store, file, content, error);
    }
  return geng_store_save_file (store, self->desk->station, file, error);
}

static gboolean
write_station (Undoing *self, GHashTable *lists, GError **error)
{
  static const char *const files[]
      = { "station.ini", "members.csv", "leave.csv", "items.csv", "holidays.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      GHashTableIter iter;
      gboolean touched = FALSE;
      gpointer list;

      g_hash_table_iter_init (&iter, lists);
      while (g_hash_table_iter_next (&iter, &list, NULL))
        touched = touched || g_strcmp0 (file_of (list), files[i]) == 0;
      if (touched && !write_table (self, files[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_draft (Desk *desk, GengRoster *roster, GError **error)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  const GDate *first = geng_roster_get_first (roster);

  if (duties->len == 0)
    return geng_store_remove_draft (desk->store, g_date_get_year (first), g_date_get_month (first),
                                    error);
  return geng_store_save_draft (desk->store, roster, error);
}

/* Held are, for each month, what is official, the draft and the journal. */
static gboolean
write_month (Undoing *self, guint index, GHashTable *lists, GError **error)
{
  const char *month = self->months->pdata[index];
  g_autofree char *draft = g_strdup_printf ("draft/%s", month);
  g_autofree char *journal = g_strdup_printf ("journal/%s/", month);
  GHashTableIter iter;
  gboolean journalled = FALSE;
  gpointer list;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &list, NULL))
    journalled = journalled || g_str_has_prefix (list, journal);
  if (g_hash_table_contains (lists, draft)
      && !write_draft (self->desk, self->held->pdata[3 * index + 1], error))
    return FALSE;
  return !journalled
         || (desk_set_month (self->desk, month)
             && geng_store_save_journal (self->desk->store, self->held->pdata[3 * index + 2],
                                         &self->desk->first, &self->desk->last, FALSE, error));
}

/* A month that came from a file is history, or was: what is published never vanishes, so that one
 * without a record had been taken back.  The record is read as the folder has it. */
static gboolean
is_history (Desk *desk, GengRoster *roster)
{
  const GDate *first = geng_roster_get_first (roster);
  GDateYear year = g_date_get_year (first);
  GDateMonth month = g_date_get_month (first);
  g_autoptr (GengStation) station = geng_store_load (desk->store, NULL);
  g_autoptr (GengRecord) record = NULL;
  g_autoptr (GengRoster) old = NULL;

  if (!geng_store_has_record (desk->store, year, month))
    return TRUE;
  old = station != NULL ? geng_store_load_record (desk->store, station, year, month, &record, NULL)
                        : NULL;
  return record != NULL && geng_record_get_imported (record);
}

static gboolean
write_history (Desk *desk, GengRoster *roster, const char *month, GError **error)
{
  g_autofree char *file = g_strdup_printf ("rosters/%s.csv", month);
  g_autofree char *events = g_strdup_printf ("rosters/%s.events.csv", month);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  g_autoptr (GengRecord) record = geng_record_new ();

  if (duties->len == 0)
    return geng_store_remove_file (desk->store, file, error)
           && geng_store_remove_file (desk->store, events, error);
  geng_record_set_imported (record, TRUE);
  return geng_store_save_record (desk->store, roster, record, error);
}

/* What the step is about of what is official: history is only written, the others are one
 * publication, of which is kept how phones show them until now. */
static gboolean
find_before (Undoing *self, GError **error)
{
  for (guint i = 0; i < self->months->len; i++)
    {
      GengRoster *roster = self->held->pdata[3 * i];
      const GDate *first = geng_roster_get_first (roster);
      g_autofree char *list = g_strconcat ("official/", self->months->pdata[i], NULL);
      GengRoster *before;

      if (!g_hash_table_contains (self->lists, list) || is_history (self->desk, roster))
        continue;
      before
          = geng_store_load_record (self->desk->store, self->desk->station, g_date_get_year (first),
                                    g_date_get_month (first), NULL, error);
      if (before == NULL)
        return FALSE;
      g_ptr_array_add (self->before, before);
      g_ptr_array_add (self->after, g_object_ref (roster));
    }
  return TRUE;
}

static gboolean
write_official (Undoing *self, GError **error)
{
  for (guint i = 0; i < self->months->len; i++)
    {
      const char *month = self->months->pdata[i];
      GengRoster *roster = self->held->pdata[3 * i];
      g_autofree char *list = g_strconcat ("official/", month, NULL);

      if (g_hash_table_contains (self->lists, list) && is_history (self->desk, roster)
          && !write_history (self->desk, roster, month, error))
        return FALSE;
    }
  return self->after->len == 0 || publish_rosters (self->desk, self->after, error);
}

/* An ask whose acceptance is taken back waits for the captain's answer again, and never becomes
 * official by itself. */
gboolean
undo_reopen_asks (Desk *desk, const GArray *numbers, GError **error)
{
  g_autoptr (GPtrArray) asks = numbers->len > 0 ? inbox_load (desk) : NULL;

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    {
      Ask *ask = asks->pdata[i];
      gboolean meant = FALSE;

      for (guint k = 0; k < numbers->len; k++)
        meant = meant || g_array_index (numbers, guint, k) == ask->number;
      if (!meant || (ask->state != ASK_ACCEPTED && ask->state != ASK_PUBLISHED))
        continue;
      ask->state = ASK_OPEN;
      g_clear_pointer (&ask->answer, g_free);
      g_clear_pointer (&ask->agreed, g_free);
      if (!inbox_save (desk, ask, error))
        return FALSE;
    }
  return TRUE;
}

/* One of the months of @after on a desk of its own, beside what was official. */
static void
set_desk (Undoing *self, guint index, Desk *desk)
{
  desk->store = g_object_ref (self->desk->store);
  desk->station = g_object_ref (self->desk->station);
  desk->roster = g_object_ref (self->after->pdata[index]);
  desk->published = g_object_ref (self->before->pdata[index]);
  desk->json = self->desk->json;
  desk->first = *geng_roster_get_first (desk->roster);
  desk->last = *geng_roster_get_last (desk->roster);
}

/* Whose official duties change is told of it; no ask is done by it. */
static gboolean
keep_told (Undoing *self, GError **error)
{
  g_autoptr (GPtrArray) contacts = contacts_load (self->desk);
  guint before = contacts != NULL ? contacts->len : 0;

  for (guint i = 0; contacts != NULL && i < self->after->len; i++)
    {
      g_auto (Desk) desk = { 0 };

      set_desk (self, i, &desk);
      if (!tell_keep (&self->tell, &desk, contacts, error))
        return FALSE;
    }
  return contacts != NULL
         && (contacts->len == before || contacts_save (self->desk, contacts, error));
}

gboolean
undoing_prepare (Undoing *self, const LogStep *step, GError **error)
{
  gboolean fine;

  if (!log_note_undone (self->desk, step->number, error)
      || !geng_store_begin (self->desk->store, error))
    return FALSE;
  if (self->desk->pool != NULL)
    return undo_pool_write (self->desk, step, error);
  fine = write_station (self, self->lists, error);
  for (guint i = 0; fine && i < self->months->len; i++)
    fine = write_month (self, i, self->lists, error);
  return fine && write_official (self, error) && undo_reopen_asks (self->desk, step->asks, error)
         && (self->after->len == 0 || keep_told (self, error));
}

static gboolean
write_all (Undoing *self, const LogStep *step, GError **error)
{
  if (undoing_prepare (self, step, error))
    return geng_store_commit (self->desk->store, error);
  geng_store_unlock (self->desk->store);
  return FALSE;
}

/* -- the command -- */

/* What a step took away, the folder has no file of any more: its month counts all the same. */
static GPtrArray *
list_months (Undoing *self, GVariant *step)
{
  GPtrArray *months = log_list_months (geng_store_get_path (self->desk->store));
  g_autoptr (GVariant) entries = g_variant_lookup_value (step, "entries", G_VARIANT_TYPE ("av"));

  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = log_nth_entry (entries, i);
      const char *list = "", *month;

      g_variant_lookup (entry, "list", "&s", &list);
      month = month_of (list);
      if (month != NULL && desk_is_month (month)
          && !g_ptr_array_find_with_equal_func (months, month, g_str_equal, NULL))
        g_ptr_array_add (months, g_strdup (month));
    }
  g_ptr_array_sort (months, desk_compare_texts);
  return months;
}

gboolean
undoing_may_take_back (Undoing *self)
{
  for (guint i = 0; i < self->after->len; i++)
    {
      g_auto (Desk) desk = { 0 };

      set_desk (self, i, &desk);
      if (!desk.json)
        print_changes (&desk, desk.published);
      if (!self->tell.dry_run && !tell_may_publish (&self->tell, &desk))
        return FALSE;
    }
  return TRUE;
}

/* The messages, like after any publication. builder: (nullable) */
static void
tell_each (Undoing *self, JsonBuilder *builder)
{
  for (guint i = 0; i < self->after->len; i++)
    {
      g_auto (Desk) desk = { 0 };

      set_desk (self, i, &desk);
      if (builder != NULL)
        tell_add_each (&self->tell, &desk, builder);
      tell_everybody (&self->tell, &desk);
    }
}

void
undoing_add_answer (Undoing *self, const LogStep *step, JsonBuilder *builder)
{
  add_number (builder, "step", step->number);
  add_text (builder, "command", step->command);
  json_builder_set_member_name (builder, "kept");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->kept->len; i++)
    {
      GengDuty *duty = self->kept->pdata[i];
      g_autofree char *date = desk_date_text (geng_duty_get_date (duty));

      json_builder_begin_object (builder);
      add_text (builder, "date", date);
      add_text (builder, "member", geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (duty))));
      add_text (builder, "shift", geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  tell_each (self, builder);
  json_builder_end_array (builder);
}

void
undoing_answer (Undoing *self, const LogStep *step)
{
  const char *command = step->command != NULL ? step->command : _ ("edited by hand");

  if (self->desk->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      undoing_add_answer (self, step, builder);
      json_builder_end_object (builder);
      print_json (builder);
      return;
    }
  g_print (self->tell.dry_run ? _ ("Step %u would be taken back: %s\n")
                              : _ ("Step %u is taken back: %s\n"),
           step->number, command);
  tell_each (self, NULL);
}

static void
say_impossible (const LogStep *step, const GError *error)
{
  g_autofree char *said
      = g_strdup_printf (_ ("Step %u cannot be taken back: %s"), step->number, error->message);

  if (may_go_well_later (error))
    say_later (said);
  else
    say_error ("%s", said);
}

static void
say_published (const LogStep *step, const LogStep *publication)
{
  const char *part = g_getenv (ZONE_PART);

  say_error (_ ("Step %u cannot be taken back: step %u has made it official."), step->number,
             publication->number);
  say_hint (_ ("Take that back first: geng undo %s%s%u"), part != NULL ? part : "",
            part != NULL ? "/" : "", publication->number);
}

gboolean
undoing_rehearse (Undoing *self, GPtrArray *steps, const LogStep *step, GDateTime *from)
{
  Desk *desk = self->desk;
  const LogStep *publication = find_publication (steps, step);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GError) error = NULL;

  if (publication != NULL)
    {
      say_published (step, publication);
      return FALSE;
    }
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  self->before = g_ptr_array_new_with_free_func (g_object_unref);
  self->after = g_ptr_array_new_with_free_func (g_object_unref);
  if (desk->pool != NULL)
    {
      if (undo_pool_check (desk, step, &error))
        return TRUE;
      say_impossible (step, error);
      return FALSE;
    }
  self->months = list_months (self, step->step);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->undo = geng_undo_new (desk->station);
  self->texts = step->texts;
  leave_out_served (self, step->step, from);
  self->lists = lists_of (self);
  if (log_hear_all (self->undo, desk->store, self->months, self->held, &error)
      && (before = copy_months (self)) != NULL
      && geng_undo_take_back (self->undo, self->step, &error)
      && keep_in_drafts (self, before, from, &error) && find_before (self, &error))
    return TRUE;
  say_impossible (step, error);
  say_dependents (self, steps, step);
  return FALSE;
}

static Status
take_back (Undoing *self, GPtrArray *steps, const LogStep *step, GDateTime *from)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;

  if (!undoing_rehearse (self, steps, step, from) || !undoing_may_take_back (self))
    return STATUS_BAD;
  if (!self->tell.dry_run && !write_all (self, step, &error))
    {
      if (error != NULL)
        say_failure (error);
      return STATUS_BAD;
    }
  undoing_answer (self, step);
  if (self->tell.dry_run && !self->desk->json)
    g_print ("%s\n", _ ("Nothing was written: --dry-run."));
  if (self->tell.dry_run || self->after->len == 0)
    return STATUS_FINE;
  return phones_refresh (self->desk, now) ? STATUS_FINE : STATUS_BAD;
}

/* What was edited by hand is a step, which would be taken back or stand in the way; but a rehearsal
 * writes none. */
gboolean
undo_refuse_behind (Desk *desk)
{
  if (!log_is_behind (desk))
    return FALSE;
  say_error (_ ("The tables have changed since the last step of the log, and --dry-run writes "
                "none."));
  say_hint (_ ("The next command that writes makes a step of it."));
  return TRUE;
}

Status
run_undo (int argc, char **argv)
{
  gboolean journal = FALSE;
  g_autofree char *text = NULL;
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_auto (Undoing) undoing = { .desk = &desk };
  const GOptionEntry entries[]
      = { { "journal", 0, 0, G_OPTION_ARG_NONE, &journal,
            N_ ("The last step in the journal, not in roster and tables"), NULL },
          { "from", 0, 0, G_OPTION_ARG_STRING, &text,
            N_ ("Duties that began before it are served and stay"), N_ ("DATE[ TIME]") },
          { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &undoing.tell.dry_run,
            N_ ("Show changes and messages; write and send nothing"), NULL },
          { "yes", 'y', 0, G_OPTION_ARG_NONE, &undoing.tell.yes,
            N_ ("Ask nothing, however much changes"), NULL },
          { "no-send", 0, 0, G_OPTION_ARG_NONE, &undoing.tell.quiet,
            N_ ("Send nothing to the group's webhooks"), NULL },
          { NULL } };
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GDateTime) from = NULL;
  LogStep *step;

  if (!options_parse (&options, "undo", _ ("[STEP]"),
                      _ ("Takes back the last step, or the one with that number of geng log, if "
                         "nothing later needs it. Taking back a publication is a new publication; "
                         "what is served stays."),
                      entries, argc, argv)
      || ((desk.pool = zone_pool_find (options.folder)),
          !desk_open (&desk, &options, undoing.tell.dry_run ? DESK_READ : DESK_WRITE))
      || (undoing.tell.dry_run && undo_refuse_behind (&desk))
      || (text != NULL && (from = desk_parse_from (&desk, text)) == NULL)
      || (steps = log_read (&desk)) == NULL
      || (step = choose (steps, options_take (&options, 0), journal)) == NULL)
    return STATUS_BAD;
  zone_undo_say_others (geng_store_get_path (desk.store), step);
  return take_back (&undoing, steps, step, from);
}
