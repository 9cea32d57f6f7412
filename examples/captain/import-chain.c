/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A sign-up in a chat (接龙), as it is copied: numbered lines with a name, then dates and shifts.
 *
 *     #接龙
 *     十二月夜巡报名
 *     1. 王建国 12月5日夜
 *     2. 李四 12-07 白班、12-09 夜班
 *
 * Each date becomes an ask in the inbox; nothing is planned by it.
 */
#include <stdio.h>
#include <string.h>

#include "import.h"
#include "inbox.h"

/* A line without its number and dot; NULL where it has none. */
static const char *
after_number (const char *line)
{
  const char *at = line + strspn (line, " \t");
  gsize digits = strspn (at, "0123456789");

  if (digits == 0 || digits > 4)
    return NULL;
  at += digits + strspn (at + digits, " ");
  for (const char *const *dot = (const char *const[]){ ".", "、", "．", "）", ")", NULL };
       *dot != NULL; dot++)
    if (g_str_has_prefix (at, *dot))
      {
        at += strlen (*dot);
        return at + strspn (at, " \t");
      }
  return NULL;
}

static GRegex *
date_pattern (void)
{
  return g_regex_new (
      "(?:(\\d{4})[-年./])?(\\d{1,2})[-月./](\\d{1,2})[日号]?\\s*([^\\s\\d,，、;；]*)", 0, 0, NULL);
}

gboolean
import_is_chain (GBytes *content)
{
  gsize size;
  const char *text = g_bytes_get_data (content, &size);
  g_autofree char *copy = size > 0 ? g_strndup (text, size) : g_strdup ("");
  g_auto (GStrv) lines = NULL;
  g_autoptr (GRegex) dates = date_pattern ();

  if (!g_utf8_validate (copy, -1, NULL))
    return FALSE;
  if (strstr (copy, "#接龙") != NULL)
    return TRUE;
  lines = g_strsplit (copy, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *rest = after_number (lines[i]);

      /* A table has its columns apart by commas or tabs. */
      if (rest != NULL && strpbrk (rest, ",\t") == NULL && g_regex_match (dates, rest, 0, NULL))
        return TRUE;
    }
  return FALSE;
}

/* What is read of one sign-up. */
typedef struct
{
  Desk *desk;
  const char *file;
  guint line;
  GPtrArray *asks;
  guint n_faults;
  const char *came;
} Chain;

static void
fault (Chain *self, const char *text)
{
  self->n_faults++;
  g_printerr ("%s:%u: %s\n", self->file, self->line, text);
}

static GengShift *
find_shift (Desk *desk, const char *word)
{
  GListModel *shifts = geng_station_get_shifts (desk->station);
  GengShift *only = NULL;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      const char *name = geng_entity_get_name (GENG_ENTITY (shift));

      if (word[0] != '\0'
          && (g_str_equal (word, geng_entity_get_id (GENG_ENTITY (shift)))
              || g_str_has_prefix (name, word) || g_str_has_prefix (word, name)
              || g_strcmp0 (word, geng_shift_get_mark (shift)) == 0))
        return shift;
      only = shift;
      n++;
    }
  return word[0] == '\0' && n == 1 ? only : NULL;
}

/* The latest month that a folder of rosters has, as 12 × year + month; 0 for none. */
static int
latest_in (Desk *desk, const char *folder)
{
  g_auto (GStrv) names = geng_store_list_files (desk->store, folder);
  int latest = 0, year, month;

  for (guint i = 0; names[i] != NULL; i++)
    if (sscanf (names[i], "%4d-%2d", &year, &month) == 2)
      latest = MAX (latest, 12 * year + month);
  return latest;
}

/* A sign-up is for a month near the last one that was planned: half a year before or after it. */
static int
year_of (Desk *desk, int month)
{
  int latest = MAX (latest_in (desk, "rosters"), latest_in (desk, "drafts"));
  int year = (latest - 1) / 12;

  if (latest == 0)
    return 0;
  while (12 * year + month < latest - 5)
    year++;
  while (12 * year + month > latest + 6)
    year--;
  return year;
}

/* "12月5日" or "2026年12月5日" in the calendar. */
static gboolean
find_date (Desk *desk, const char *year, const char *month, const char *day, GDate *date)
{
  int m = (int) g_ascii_strtoll (month, NULL, 10), d = (int) g_ascii_strtoll (day, NULL, 10);
  int y = year != NULL && year[0] != '\0' ? (int) g_ascii_strtoll (year, NULL, 10)
                                          : year_of (desk, m);

  if (y < 1 || !g_date_valid_dmy ((GDateDay) d, m, (GDateYear) y))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) d, m, (GDateYear) y);
  return TRUE;
}

/* The ask of one date, or a fault. */
static void
read_date (Chain *self, GengMember *member, GMatchInfo *match)
{
  g_autofree char *year = g_match_info_fetch (match, 1), *month = g_match_info_fetch (match, 2);
  g_autofree char *day = g_match_info_fetch (match, 3), *word = g_match_info_fetch (match, 4);
  g_autofree char *text = g_strdup_printf ("%s月%s日", month, day);
  gboolean leave = g_str_has_prefix (word, "请假") || g_str_has_prefix (word, "休");
  GengShift *shift = leave ? NULL : find_shift (self->desk, word);
  g_autofree char *wrong = NULL;
  GDate date;
  Ask *ask;

  if (!find_date (self->desk, year, month, day, &date))
    {
      wrong = g_strdup_printf (_ ("“%s” is no date, or its year is missing"), text);
      fault (self, wrong);
      return;
    }
  if (!leave && shift == NULL)
    {
      wrong = word[0] == '\0'
                  ? g_strdup_printf (_ ("which shift on %s? Write it behind the date"), text)
                  : g_strdup_printf (_ ("“%s” is no shift of the station"), word);
      fault (self, wrong);
      return;
    }
  ask = ask_new (leave ? ASK_LEAVE : ASK_SERVE, member, &date, &date);
  ask->shift = shift != NULL ? g_strdup (geng_entity_get_id (GENG_ENTITY (shift))) : NULL;
  ask->from = g_strdup ("接龙");
  ask->came = g_strdup (self->came);
  g_ptr_array_add (self->asks, ask);
}

/* "王建国 12月5日夜": the name ends where the first date begins. */
static void
read_line (Chain *self, const char *rest, GRegex *dates)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *member;
  int start = 0;

  if (!g_regex_match (dates, rest, 0, &match))
    {
      fault (self, _ ("there is no date, like 12月5日夜"));
      return;
    }
  g_match_info_fetch_pos (match, 0, &start, NULL);
  name = g_strstrip (g_strndup (rest, (gsize) start));
  for (char *end = name + strlen (name);
       end > name && (g_str_has_suffix (name, "：") || g_str_has_suffix (name, ":"));)
    {
      *(g_str_has_suffix (name, ":") ? end - 1 : end - strlen ("：")) = '\0';
      end = name + strlen (name);
    }
  member = geng_station_find_member (self->desk->station, name, &error);
  if (member == NULL)
    {
      fault (self, error->message);
      return;
    }
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    read_date (self, member, match);
}

/* In whatever encoding a chat's window on this machine copies. */
static char *
decode (GBytes *content)
{
  gsize size;
  const char *text = g_bytes_get_data (content, &size);

  if (size == 0)
    return g_strdup ("");
  if (g_utf8_validate_len (text, size, NULL))
    return g_strndup (text, size);
  return g_convert (text, (gssize) size, "UTF-8", "GB18030", NULL, NULL, NULL);
}

static void
read_chain (Chain *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GRegex) dates = date_pattern ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *rest = after_number (lines[i]);

      self->line = i + 1;
      if (rest != NULL && rest[0] != '\0')
        read_line (self, g_strchomp ((char *) rest), dates);
    }
}

static void
drop_known (GPtrArray *old, GPtrArray *asks)
{
  for (guint i = asks->len; i-- > 0;)
    if (inbox_has (old, g_ptr_array_index (asks, i)))
      g_ptr_array_remove_index (asks, i);
}

static Status
keep (Desk *desk, GPtrArray *asks)
{
  g_autoptr (GPtrArray) old = inbox_load (desk);
  g_autoptr (GError) error = NULL;
  guint n = asks->len;

  if (old == NULL)
    return STATUS_BAD;
  drop_known (old, asks);
  if (asks->len > 0 && !inbox_add (desk, old, asks, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (desk->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      add_text (builder, "as", "sign-up");
      add_number (builder, "asks", n);
      add_number (builder, "added", asks->len);
      json_builder_end_object (builder);
      print_json (builder);
      return STATUS_FINE;
    }
  g_print (ngettext ("Taken as a sign-up (接龙): %u ask, %u of them new.\n",
                     "Taken as a sign-up (接龙): %u asks, %u of them new.\n", n),
           n, asks->len);
  g_print (_ ("Look at them with: geng inbox\n"));
  return STATUS_FINE;
}

Status
import_chain (Desk *desk, const char *file, GBytes *content)
{
  g_autofree char *text = decode (content);
  g_autoptr (GPtrArray) asks = g_ptr_array_new_with_free_func (ask_free);
  g_autoptr (GDateTime) now = g_date_time_new_now (geng_station_get_zone (desk->station));
  g_autofree char *came = g_date_time_format_iso8601 (now);
  g_autofree char *name = g_path_get_basename (file);
  Chain chain = { desk, g_str_equal (name, "-") ? "接龙" : name, 0, asks, 0, came };

  if (text == NULL)
    {
      say_error (_ ("%s: neither UTF-8 nor GB18030; save the file as UTF-8"), name);
      return STATUS_BAD;
    }
  read_chain (&chain, text);
  if (chain.n_faults > 0)
    {
      say_error (ngettext ("%u mistake", "%u mistakes", chain.n_faults), chain.n_faults);
      say_hint (_ ("Nothing was changed. Correct the lines above and run it again."));
      return STATUS_BAD;
    }
  if (asks->len == 0)
    {
      say_error (_ ("%s: no numbered line with a name and a date, like “1. 王建国 12月5日夜”"),
                 name);
      return STATUS_BAD;
    }
  return keep (desk, asks);
}
