/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How it went (勤务情况): short rests, long hours and empty posts in what happened.  They are facts
 * and nobody's fault here; they stop nothing. */

#include "book.h"

#include <string.h>

typedef struct
{
  Book *book;
  GDate today;
  GPtrArray *texts; /* of char * */
} Conditions;

static const char *
name_of (gpointer entity)
{
  return geng_entity_get_name (entity);
}

/* -- what the judge says of the roster as it was served -- */

/* The member has a confirmed row between these days: what is said of them happened. */
static gboolean
has_happened (Conditions *self, GengMember *member, const GDate *first, const GDate *last)
{
  for (GDate day = *first; g_date_compare (&day, last) <= 0; g_date_add_days (&day, 1))
    {
      g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self->book->journal, member, &day);

      if (rows->len > 0)
        return TRUE;
    }
  return FALSE;
}

/* "2026-11-30 陶辰: no demand asks for this shift": some findings name nobody themselves. */
static char *
finding_text (GengFinding *finding, GengMember *member, guint n_members)
{
  const char *message = geng_finding_get_message (finding);
  g_autofree char *day = desk_date_text (geng_finding_get_first (finding));

  return strstr (message, name_of (member)) != NULL || n_members != 1
             ? g_strdup_printf ("%s %s", day, message)
             : g_strdup_printf ("%s %s: %s", day, name_of (member), message);
}

static void
add_finding (Conditions *self, GengFinding *finding)
{
  const GDate *first = geng_finding_get_first (finding), *last = geng_finding_get_last (finding);
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);

  if (geng_finding_get_severity (finding) != GENG_SEVERITY_HARD || members->len == 0
      || first == NULL || g_date_compare (last, &self->today) > 0)
    return;
  for (guint i = 0; i < members->len; i++)
    if (has_happened (self, members->pdata[i], first, last))
      {
        g_ptr_array_add (self->texts, finding_text (finding, members->pdata[i], members->len));
        return;
      }
}

/* -- posts that are to be manned always -- */

static void
add_empty_posts (Conditions *self, GengRoster *served, GengPost *post, const GDate *date)
{
  g_autoptr (GPtrArray) list = geng_roster_list_presence (served, post, date);
  g_autofree char *day = desk_date_text (date);

  for (guint i = 0; i < list->len; i++)
    {
      const GengPresence *presence = list->pdata[i];

      if (presence->members->len == 0)
        g_ptr_array_add (self->texts,
                         g_strdup_printf (_ ("%s %02d:%02d–%02d:%02d %s: nobody was there"), day,
                                          presence->start_minute / 60 % 24,
                                          presence->start_minute % 60,
                                          presence->end_minute / 60 % 24, presence->end_minute % 60,
                                          name_of (post)));
    }
}

static void
look_at_posts (Conditions *self, GengRoster *served)
{
  GListModel *posts = geng_station_get_posts (self->book->desk.station);
  GDate date = *geng_roster_get_first (served);

  for (; g_date_compare (&date, geng_roster_get_last (served)) <= 0
         && g_date_compare (&date, &self->today) < 0;
       g_date_add_days (&date, 1))
    for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
      {
        g_autoptr (GengPost) post = g_list_model_get_item (posts, i);

        if (geng_post_get_manned (post))
          add_empty_posts (self, served, post, &date);
      }
}

/* -- long days -- */

/* No shift of the station is longer; who serves longer in one duty day does more than anybody
 * plans. */
static int
longest_shift (GengStation *station)
{
  GListModel *shifts = geng_station_get_shifts (station);
  int longest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (!geng_station_is_leader_shift (station, shift))
        longest = MAX (longest,
                       geng_shift_get_end_minute (shift) - geng_shift_get_start_minute (shift));
    }
  return longest;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  return geng_attendance_get_start_minute (*(GengAttendance *const *) a)
         - geng_attendance_get_start_minute (*(GengAttendance *const *) b);
}

/* "08:00–18:00, 20:00–08:00": stretches that meet are one. @minutes: (out): in all */
static char *
list_stretches (GengStation *station, const GDate *date, GPtrArray *rows, int *minutes)
{
  GString *text = g_string_new (NULL);
  int to;

  *minutes = 0;
  g_ptr_array_sort (rows, compare_starts);
  for (guint i = 0; i < rows->len;)
    {
      int from = geng_attendance_get_start_minute (rows->pdata[i]);

      for (to = from; i < rows->len && geng_attendance_get_start_minute (rows->pdata[i]) <= to; i++)
        to = MAX (to, geng_attendance_get_end_minute (rows->pdata[i]));
      if (from < 0)
        continue;
      *minutes += geng_station_elapsed_minutes (station, date, from, to);
      g_string_append_printf (text, "%s%02d:%02d–%02d:%02d", text->len > 0 ? _ (", ") : "",
                              from / 60 % 24, from % 60, to / 60 % 24, to % 60);
    }
  return g_string_free (text, FALSE);
}

static void
add_long_day (Conditions *self, GengMember *member, const GDate *date, int most)
{
  GengStation *station = self->book->desk.station;
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self->book->journal, member, date);
  g_autofree char *day = desk_date_text (date), *text = NULL;
  int minutes;

  text = list_stretches (station, date, rows, &minutes);
  if (minutes > most)
    g_ptr_array_add (self->texts,
                     g_strdup_printf (_ ("%s %s: %.4g h of service in one duty day (%s)"), day,
                                      name_of (member), minutes / 60.0, text));
}

static void
look_at_days (Conditions *self, GengRoster *official)
{
  GListModel *members = geng_station_get_members (self->book->desk.station);
  int most = longest_shift (self->book->desk.station);

  for (GDate date = *geng_roster_get_first (official);
       g_date_compare (&date, geng_roster_get_last (official)) <= 0; g_date_add_days (&date, 1))
    for (guint i = 0; i < g_list_model_get_n_items (members); i++)
      {
        g_autoptr (GengMember) member = g_list_model_get_item (members, i);

        add_long_day (self, member, &date, most);
      }
}

/* -- sets that nothing belongs to -- */

/* A set that was renamed or given up, or a slip of the pen: told once for each. */
static void
look_at_sets (Conditions *self)
{
  GListModel *loans = geng_journal_get_kit_loans (self->book->journal);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (loans); i++)
    {
      g_autoptr (GengKitLoan) loan = g_list_model_get_item (loans, i);
      const char *kit_set = geng_kit_loan_get_kit_set (loan);
      g_autofree char *day = desk_date_text (geng_kit_loan_get_date (loan));

      if (kit_set == NULL || geng_station_has_kit_set (self->book->desk.station, kit_set)
          || !g_hash_table_add (told, (char *) kit_set))
        continue;
      g_ptr_array_add (
          self->texts,
          g_strdup_printf (_ ("%s kit.csv: no item belongs to the set %s any more"), day, kit_set));
    }
}

/* -- all of it -- */

GPtrArray *
book_find_conditions (Book *book, GengRoster *official, const GDate *today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRoster) served = geng_journal_apply (book->journal, official, &error);
  g_autoptr (GengJudgement) judgement = served != NULL ? geng_judge (served, NULL, &error) : NULL;
  g_autoptr (GPtrArray) findings = NULL;
  Conditions self = { book, *today };

  if (judgement == NULL)
    {
      say_failure (error);
      return NULL;
    }
  self.texts = g_ptr_array_new_with_free_func (g_free);
  findings = geng_judgement_list_findings (judgement);
  for (guint i = 0; i < findings->len; i++)
    add_finding (&self, g_ptr_array_index (findings, i));
  look_at_days (&self, official);
  look_at_posts (&self, served);
  look_at_sets (&self);
  return self.texts;
}
