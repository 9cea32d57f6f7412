/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "log.h"
#include "zone.h"

/* Faults alike that are shown one by one. */
#define ALIKE_SHOWN 5

/* What equal faults have in common: the file and the words, without what is quoted or counted. */
static char *
fault_kind (const GengFault *fault)
{
  GString *kind = g_string_new (fault->file);
  gboolean quoted = FALSE;

  for (const char *at = fault->message; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\'' || c == 0x201c || c == 0x201d)
        quoted = c == 0x201c || (c == '\'' && !quoted);
      else if (!quoted && !g_unichar_isdigit (c))
        g_string_append_unichar (kind, c);
    }
  return g_string_free (kind, FALSE);
}

/* Of many faults alike the first is shown in full, with the number of the others. */
static void
print_faults (GPtrArray *faults)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < faults->len; i++)
    {
      char *kind = fault_kind (g_ptr_array_index (faults, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind));

      g_ptr_array_add (kinds, kind);
      g_hash_table_insert (counts, g_strdup (kind), GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *text = geng_fault_to_string (g_ptr_array_index (faults, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, g_ptr_array_index (kinds, i)));

      if (n == 0)
        continue;
      g_printerr ("%s\n", text);
      if (n <= ALIKE_SHOWN)
        continue;
      g_printerr (_ ("  … and %u more like this\n"), n - 1);
      g_hash_table_insert (counts, g_strdup (g_ptr_array_index (kinds, i)), GUINT_TO_POINTER (0));
    }
}

void
desk_print_faults (Desk *self, const GError *error)
{
  g_autoptr (GPtrArray) faults = geng_store_list_faults (self->store);

  if (self->json)
    answer_faults (faults, error->message);
  print_faults (faults);
  if (faults->len == 0)
    {
      say_failure (error);
      return;
    }
  if (may_go_well_later (error))
    {
      say_later (_ ("The disk did not give all of it, and nothing was changed. Try again."));
      return;
    }
  say_error (ngettext ("%u mistake", "%u mistakes", faults->len), faults->len);
  say_hint (_ ("Nothing was changed. Correct the lines above and run it again."));
}

/* Reading never writes: what an interrupted change left is said, and ended by who writes next. */
static gboolean
begin_use (Desk *self, DeskUse use)
{
  g_autoptr (GError) error = NULL;

  if (use == DESK_READ)
    {
      if (geng_store_get_interrupted (self->store))
        say_hint (_ ("The last change of this folder was interrupted, so some files are new and "
                     "others old. The next command that writes completes it."));
      return TRUE;
    }
  if (geng_store_lock (self->store, &error))
    return TRUE;
  if (self->json)
    answer_faults (NULL, error->message);
  say_failure (error);
  return FALSE;
}

/* What a desk painted belongs to its own step, and so comes before this one. */
static gboolean
begin_step (Desk *self, const Options *options)
{
  g_autoptr (GError) error = NULL;

  if (!desk_fold_steps (self, &error))
    desk_print_faults (self, error);
  else if (!log_begin (self, options, &error))
    say_failure (error);
  return error == NULL;
}

gboolean
desk_open (Desk *self, const Options *options, DeskUse use)
{
  const char *folder = options->folder != NULL ? options->folder : ".";
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) due = NULL;

  self->json = options->json;
  if (options->station != NULL)
    {
      say_error (_ ("This folder is one station and no zone; leave --station away."));
      return FALSE;
    }
  if (self->pool != NULL)
    return zone_pool_open (self, options, use);
  if (use != DESK_READ || !zone_take_station (folder, &self->store, &self->station))
    self->store = geng_store_open (folder, &error);
  if (self->store == NULL)
    {
      if (self->json)
        answer_faults (NULL, error->message);
      say_failure (error);
      say_hint (_ ("Name the station's folder with -C DIR, or make one with: geng new DIR"));
      return FALSE;
    }
  /* What the zone has mended together becomes official one by one. */
  geng_store_set_zone_drafts (self->store, zone_is_running ());
  due = geng_publisher_list_due (self->store);
  if (!begin_use (self, use))
    return FALSE;
  if (self->station == NULL)
    self->station = geng_store_load (self->store, &error);
  if (self->station == NULL)
    {
      desk_print_faults (self, error);
      return FALSE;
    }
  /* A station that says nothing speaks as its captain does. */
  if (geng_station_get_language (self->station) == NULL)
    geng_station_set_language (self->station, desk_language ());
  if (use == DESK_WRITE && !begin_step (self, options))
    return FALSE;
  if (use == DESK_WRITE)
    desk_try_due (self, due);
  else
    desk_say_due (self);
  return TRUE;
}

/* What shared people serve at a station that cannot be read is not known here. */
void
desk_say_unread (Desk *self)
{
  g_autoptr (GPtrArray) unread = self->pool != NULL ? zone_pool_list_unread (self->pool)
                                                    : geng_store_list_unread (self->store);

  for (guint i = 0; i < unread->len; i++)
    say_hint (_ ("What shared people serve there is not known: %s"),
              (const char *) unread->pdata[i]);
}

static gboolean
load_history (Desk *self)
{
  g_autoptr (GError) error = NULL;

  self->history
      = geng_store_load_history (self->store, self->station, &self->first, 0, TRUE, &error);
  if (error != NULL)
    desk_print_faults (self, error);
  else
    desk_say_unread (self);
  return error == NULL;
}

/* The month as it is worked on: its draft, or else what was published. */
static gboolean
load_roster (Desk *self)
{
  GDateYear year = g_date_get_year (&self->first);
  GDateMonth month = g_date_get_month (&self->first);
  g_autoptr (GError) error = NULL;

  if (self->pool != NULL && zone_pool_has_roster (self->pool, &self->first))
    self->roster = zone_pool_load_roster (self, &error);
  else if (geng_store_has_draft (self->store, year, month))
    self->roster = geng_store_load_draft (self->store, self->station, year, month, &error);
  else if (geng_store_has_record (self->store, year, month))
    self->roster = geng_store_load_record (self->store, self->station, year, month, NULL, &error);
  else
    {
      say_error (_ ("There is no roster for %04d-%02d yet."), year, month);
      say_hint (_ ("Plan it with: geng plan %04d-%02d"), year, month);
      return FALSE;
    }
  if (self->roster == NULL)
    desk_print_faults (self, error);
  return self->roster != NULL;
}

/* What phones show of the month. */
static gboolean
load_published (Desk *self)
{
  GDateYear year = g_date_get_year (&self->first);
  GDateMonth month = g_date_get_month (&self->first);
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->published);
  g_clear_object (&self->record);
  if (!geng_store_has_record (self->store, year, month))
    return TRUE;
  self->published
      = geng_store_load_record (self->store, self->station, year, month, &self->record, &error);
  if (self->published == NULL)
    desk_print_faults (self, error);
  return self->published != NULL;
}

gboolean
desk_judge (Desk *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengJudgement) judgement = geng_judge (self->roster, self->history, &error);

  desk_set_judgement (self, judgement);
  if (judgement == NULL)
    say_failure (error);
  return judgement != NULL;
}

void
desk_set_judgement (Desk *self, GengJudgement *judgement)
{
  g_set_object (&self->judgement, judgement);
  g_clear_pointer (&self->settled, g_ptr_array_unref);
}

/* (transfer full) (nullable): days on which nobody else serves */
static GengRoster *
pick_member (Desk *self, GengMember *member, const GDate *first, const GDate *last, GError **error)
{
  g_autoptr (GengRoster) own = geng_roster_new (self->station, first, last, error);
  g_autoptr (GPtrArray) duties = geng_roster_list_member (self->roster, member);

  for (guint i = 0; own != NULL && i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      const GDate *date = geng_duty_get_date (duty);

      if (g_date_compare (first, date) <= 0 && g_date_compare (date, last) <= 0
          && geng_roster_assign (own, member, date, geng_duty_get_shift (duty),
                                 geng_duty_get_post (duty), error)
                 == NULL)
        return NULL;
    }
  return g_steal_pointer (&own);
}

gboolean
desk_load_leave (Desk *self,
                 const char *month,
                 GengMember *member,
                 const GDate *first,
                 const GDate *last)
{
  g_autoptr (GengRoster) own = NULL;
  g_autoptr (GError) error = NULL;
  /* A duty of the day before may reach into the leave. */
  GDate begin = *first, end;

  if (!desk_set_month (self, month) || !load_roster (self))
    return FALSE;
  g_date_subtract_days (&begin, 1);
  if (g_date_compare (&begin, &self->first) < 0)
    begin = self->first;
  end = g_date_compare (last, &self->last) < 0 ? *last : self->last;
  own = pick_member (self, member, &begin, &end, &error);
  self->judgement = own != NULL ? geng_judge (own, NULL, &error) : NULL;
  if (self->judgement == NULL)
    say_failure (error);
  return self->judgement != NULL;
}

/* Whether there is a roster of the month, a draft or an official one. */
gboolean
desk_has_roster (Desk *self, const GDate *date)
{
  GDateYear year = g_date_get_year (date);
  GDateMonth month = g_date_get_month (date);

  if (self->pool != NULL)
    return zone_pool_has_roster (self->pool, date);
  return geng_store_has_draft (self->store, year, month)
         || geng_store_has_record (self->store, year, month);
}

gboolean
desk_has_month (Desk *self, const char *month)
{
  return desk_set_month (self, month) && desk_has_roster (self, &self->first);
}

/* Puts a month on the desk, judged. */
gboolean
desk_load (Desk *self, const char *month)
{
  return desk_set_month (self, month) && load_history (self)
         && (self->roster != NULL || (load_roster (self) && load_published (self)))
         && desk_judge (self);
}

void
desk_clear (Desk *self)
{
  log_end (self);
  desk_set_judgement (self, NULL);
  g_clear_object (&self->history);
  g_clear_object (&self->roster);
  g_clear_object (&self->published);
  g_clear_object (&self->record);
  g_clear_object (&self->station);
  g_clear_object (&self->store);
  g_clear_pointer (&self->pool, zone_pool_free);
}

/* @older: so many of the rules that are broken are of no concern */
Status
desk_status_but (Desk *self, guint older)
{
  const GengScore *score = geng_judgement_get_score (self->judgement);
  g_autoptr (GPtrArray) aside = geng_roster_list_set_aside (self->roster);

  if (desk_count_broken (self) > older)
    return STATUS_BROKEN;
  /* Who is away when his published duty comes leaves a place open, too. */
  return score->gaps + score->broken - older > 0 || aside->len > 0
                 || presence_count_holes (self) > 0
             ? STATUS_GAPS
             : STATUS_FINE;
}

Status
desk_status (Desk *self)
{
  return desk_status_but (self, desk_get_settled (self)->len);
}

/* By id, name or part of a name; says so when nobody or several may be meant. */
GengMember *
desk_find_member (Desk *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  GengMember *found;

  if (text == NULL)
    {
      say_error (_ ("Which member? Write a name or an id of members.csv."));
      return NULL;
    }
  found = geng_station_find_member (
      self->station, self->pool != NULL ? zone_pool_local (self->pool, text) : text, &error);
  if (found == NULL)
    say_failure (error);
  return found;
}

static gboolean
is_plain_word (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isalnum (g_utf8_get_char (at)) && strchr ("-_.", *at) == NULL)
      return FALSE;
  return text[0] != '\0' && text[0] != '-';
}

char *
desk_member_word (Desk *self, GengMember *member)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (member)), *part = g_getenv (ZONE_PART);

  if (self->pool != NULL)
    return zone_pool_member_id (self, member);
  if (self->zone != NULL || (part != NULL && geng_member_get_guest (member)))
    return g_strdup (geng_entity_get_id (GENG_ENTITY (member)));
  if (part != NULL)
    return g_strdup_printf ("%s/%s", part, geng_entity_get_id (GENG_ENTITY (member)));
  if (geng_station_find_member (self->station, name, NULL) != member)
    name = geng_entity_get_id (GENG_ENTITY (member));
  return is_plain_word (name) ? g_strdup (name) : g_shell_quote (name);
}

/* (transfer none) (nullable): what of the list has this id, or else this name. */
gpointer
desk_find_entity (GListModel *list, const char *text)
{
  gpointer named = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (list, i);

      if (g_str_equal (geng_entity_get_id (entity), text))
        return entity;
      if (named == NULL && g_strcmp0 (geng_entity_get_name (entity), text) == 0)
        named = entity;
    }
  return named;
}

/* "2026-12-24T05:00" in the station's zone, now where @text is NULL; NULL after a message. */
GDateTime *
desk_parse_instant (Desk *self, const char *text)
{
  GTimeZone *zone = geng_station_get_zone (self->station);
  GDateTime *instant;

  if (text == NULL)
    return g_date_time_new_now (zone);
  instant = g_date_time_new_from_iso8601 (text, zone);
  if (instant == NULL)
    {
      /* The form asks for seconds; people leave them out. */
      g_autofree char *full = g_strdup_printf ("%s:00", text);

      instant = g_date_time_new_from_iso8601 (full, zone);
    }
  if (instant == NULL)
    instant = desk_parse_moment (self, text);
  return instant;
}

/* "2026-12-24"; empty for no date. */
char *
desk_date_text (const GDate *date)
{
  if (date == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}
