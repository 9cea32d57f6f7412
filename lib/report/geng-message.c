/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>

#include <string.h>

#include "geng-report-words.h"

/*
 * Messages for a chat.  They name people and duties, and never why: somebody who is on leave is off
 * like anybody else.
 */

/* A piece must hold its number and a character; less is no limit of any chat. */
#define LEAST_PIECE 64

/* Sheets have a language of their own, which is not that of the process. */
static const char *
say (const char *language, const char *english, const char *chinese)
{
  return g_str_equal (language, "zh") ? chinese : english;
}

static gboolean
same (GengDuty *a, GengDuty *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

static char *
duty_text (const char *language, GengDuty *duty)
{
  g_autofree char *times = NULL;

  if (duty == NULL)
    return g_strdup (say (language, "off", "休"));
  times = geng_report_times (language, geng_duty_get_shift (duty));
  return g_strdup_printf ("%s %s %s",
                          geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty))), times,
                          geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))));
}

/* "Sat 12-05  Zhao: night … → off"; the name only where it is for all. */
static void
append_change (GString *text,
               const char *language,
               const GDate *date,
               GengMember *named,
               GengDuty *old,
               GengDuty *new)
{
  g_autofree char *day = geng_report_date (language, date);
  g_autofree char *was = duty_text (language, old);
  g_autofree char *is = duty_text (language, new);

  g_string_append_printf (text, "%s ", day);
  if (named != NULL)
    g_string_append_printf (text, "%s%s", geng_entity_get_name (GENG_ENTITY (named)),
                            geng_report_word (language, GENG_WORD_COLON));
  g_string_append_printf (text, "%s → %s\n", was, is);
}

/* The two rosters that are compared, and how it is told. */
typedef struct
{
  GengRoster *before, *after;
  const char *language;
  gboolean named; /* each line says whom it is about */
} Change;

/* How many lines: one, or none where nothing changed. */
static guint
append_day (GString *text, const Change *change, const GDate *date, GengMember *member)
{
  GengDuty *old = geng_roster_lookup (change->before, member, date);
  GengDuty *new = geng_roster_lookup (change->after, member, date);

  if (same (old, new))
    return 0;
  append_change (text, change->language, date, change->named ? member : NULL, old, new);
  return 1;
}

/* Of everybody, or of one. */
static guint
append_changes (GString *text,
                const char *language,
                GengRoster *before,
                GengRoster *after,
                GengMember *only)
{
  const Change change = { before, after, language, only == NULL };
  GListModel *members = geng_station_get_members (geng_roster_get_station (after));
  guint n_members = only == NULL ? g_list_model_get_n_items (members) : 0;
  GDate date = *geng_roster_get_first (after);
  guint n = 0;

  for (guint d = 0; d < geng_roster_get_n_days (after); d++, g_date_add_days (&date, 1))
    {
      if (only != NULL)
        n += append_day (text, &change, &date, only);
      for (guint i = 0; i < n_members; i++)
        {
          g_autoptr (GengMember) member = g_list_model_get_item (members, i);

          n += append_day (text, &change, &date, member);
        }
    }
  return n;
}

static char *
group_heading (const char *language, GengStation *station, const char *month, gboolean fresh)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (station));

  if (fresh)
    return g_strdup_printf (
        say (language, "%s: the roster of %s is published.", "【%s】%s值班表已发布。"), name,
        month);
  return g_strdup_printf (
      say (language, "%s: the roster of %s has changed:", "【%s】%s值班表有变动："), name, month);
}

/**
 * geng_message_change:
 * @before: (nullable): the roster that was official; %NULL where the month had none
 * @after: the roster that is official now, of the same station
 * @member: (nullable): to whom it is said; %NULL for the group
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * What has changed, duty by duty: what was and what is.  The group's message names all, a member's
 * only his own duties, and whom stations share reads which one it is.  No message tells a reason, a
 * kind of leave or a phone.
 *
 * Returns: (transfer full) (nullable): lines of UTF-8 text; %NULL where there is nothing to tell
 */
char *
geng_message_change (GengRoster *before,
                     GengRoster *after,
                     GengMember *member,
                     const char *language)
{
  GengStation *station;
  g_autofree char *month = NULL, *heading = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (GENG_IS_ROSTER (after), NULL);
  g_return_val_if_fail (before == NULL || GENG_IS_ROSTER (before), NULL);
  g_return_val_if_fail (member == NULL || GENG_IS_MEMBER (member), NULL);
  station = geng_roster_get_station (after);
  language = geng_report_language (station, language);
  month = geng_report_month_name (language, geng_roster_get_first (after));
  if (before == NULL)
    return member == NULL ? group_heading (language, station, month, TRUE) : NULL;
  if (append_changes (text, language, before, after, member) == 0)
    return NULL;
  if (member == NULL)
    heading = group_heading (language, station, month, FALSE);
  else if (geng_member_get_guest (member))
    heading = g_strdup_printf (
        say (language, "%s, your duties at %s have changed:", "%s，你在%s的班有变动："),
        geng_entity_get_name (GENG_ENTITY (member)), geng_entity_get_name (GENG_ENTITY (station)));
  else
    heading
        = g_strdup_printf (say (language, "%s, your duties have changed:", "%s，你的班有变动："),
                           geng_entity_get_name (GENG_ENTITY (member)));
  return g_strdup_printf ("%s\n%s%s", heading, text->str,
                          say (language, "Please answer “seen”.", "看到请回复“收到”。"));
}

/**
 * geng_message_ask:
 * @roster: a roster
 * @duty: a duty of it that somebody else should take
 * @member: who is asked
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * Asks whether a member can take over a duty; it does not say who cannot come, nor why.
 *
 * Returns: (transfer full): a line of UTF-8 text
 */
char *
geng_message_ask (GengRoster *roster, GengDuty *duty, GengMember *member, const char *language)
{
  g_autofree char *day = NULL, *what = NULL, *whose = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (roster) && GENG_IS_DUTY (duty), NULL);
  g_return_val_if_fail (GENG_IS_MEMBER (member), NULL);
  language = geng_report_language (geng_roster_get_station (roster), language);
  day = geng_report_date (language, geng_duty_get_date (duty));
  what = duty_text (language, duty);
  whose = geng_member_get_guest (member) ? g_strdup_printf (
              say (language, " (%s)", "（%s）"),
              geng_entity_get_name (GENG_ENTITY (geng_roster_get_station (roster))))
                                         : g_strdup ("");
  return g_strdup_printf (say (language,
                               "%s, can you take over a duty: %s %s%s? Please answer yes or no.",
                               "%s，%s %s%s 缺人，你能来顶吗？请回复“能”或“不能”。"),
                          geng_entity_get_name (GENG_ENTITY (member)), day, what, whose);
}

/* Where to cut at most @most bytes: after a line, else between characters. */
static gsize
cut_at (const char *text, gsize most)
{
  const char *line = NULL;
  gsize at = most;

  if (strlen (text) <= most)
    return strlen (text);
  for (const char *end = text; (end = strchr (end, '\n')) != NULL; end++)
    {
      if ((gsize) (end + 1 - text) > most)
        break;
      line = end + 1;
    }
  if (line != NULL)
    return (gsize) (line - text);
  while (at > 0 && ((guchar) text[at] & 0xc0) == 0x80)
    at--;
  return at;
}

/**
 * geng_message_split:
 * @text: a message in UTF-8
 * @most_bytes: how many a chat takes at once, in UTF-8; at least 64
 *
 * Cuts a message where it is longer than a chat takes: between lines where that is possible, and
 * never within a character.  Several pieces begin with (1/3), (2/3) and so on, which is counted.
 *
 * Returns: (transfer full) (array zero-terminated=1): the pieces
 */
char **
geng_message_split (const char *text, gsize most_bytes)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  /* "(100/100)\n" */
  const gsize number = 10;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);
  g_return_val_if_fail (most_bytes >= LEAST_PIECE, NULL);
  if (strlen (text) <= most_bytes)
    g_ptr_array_add (pieces, g_strdup (text));
  else
    while (*text != '\0')
      {
        gsize n = cut_at (text, most_bytes - number);

        g_ptr_array_add (pieces, g_strndup (text, n));
        text += n;
      }
  for (guint i = 0; pieces->len > 1 && i < pieces->len; i++)
    {
      char *piece = pieces->pdata[i];

      pieces->pdata[i] = g_strdup_printf ("(%u/%u)\n%s", i + 1, pieces->len, piece);
      g_free (piece);
    }
  g_ptr_array_add (pieces, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&pieces), FALSE);
}
