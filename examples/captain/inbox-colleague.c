/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A swap needs the colleague's yes before the captain's: how he is asked, and what his answer in a
 * chat means. */
#include "inbox.h"

#include <string.h>

static gboolean
says (const char *line, const char *pattern)
{
  return g_regex_match_simple (pattern, line, G_REGEX_CASELESS, 0);
}

/* No is looked for first, since 不同意 holds 同意; a question is no answer. */
AskAnswer
ask_read_answer (const char *line)
{
  if (says (line, "[?？]"))
    return ASK_ANSWER_NONE;
  if (says (line, "不|没空|\\bno\\b"))
    return ASK_ANSWER_NO;
  return says (line, "同意|可以|好的|行|没问题|\\byes\\b|\\bok\\b") ? ASK_ANSWER_YES
                                                                    : ASK_ANSWER_NONE;
}

/* The number of an ask that the line names; 0 for none.  Dates, times and the place in a list are
 * no such numbers. */
static guint64
number_in (const char *line)
{
  static const char dates[]
      = "^\\s*\\d+\\s*[.、)）](?!\\d)|\\d+([:：./年月-]\\d+)+[日号]?|\\d+[日号点月]";
  g_autoptr (GRegex) regex = g_regex_new (dates, 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (regex, line, -1, 0, " ", 0, NULL);
  const char *digits = rest != NULL ? strpbrk (rest, "0123456789") : NULL;

  return digits != NULL ? g_ascii_strtoull (digits, NULL, 10) : 0;
}

static gboolean
is_asked (const Ask *ask, GengMember *speaker)
{
  return ask->state == ASK_PARTNER
         && g_strcmp0 (ask->with, geng_entity_get_id (GENG_ENTITY (speaker))) == 0;
}

Ask *
ask_find_answered (GPtrArray *asks, GengMember *speaker, const char *line, char **unclear)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (speaker));
  guint64 number = number_in (line);
  Ask *only = NULL, *named = NULL;
  guint n = 0;

  *unclear = NULL;
  /* What stands after the name: "：同意 3". */
  while (strchr (": \t", line[0]) != NULL ? line[0] != '\0' : g_str_has_prefix (line, "："))
    line = g_utf8_next_char (line);
  for (guint i = 0; i < asks->len; i++)
    {
      Ask *ask = g_ptr_array_index (asks, i);

      if (ask->number == number && ask->state == ASK_PARTNER)
        named = ask;
      if (!is_asked (ask, speaker))
        continue;
      only = ask;
      n++;
    }
  if (number == 0 ? n == 1 : named != NULL && is_asked (named, speaker))
    return number == 0 ? only : named;
  if (number != 0 && (n > 0 || named != NULL))
    *unclear = g_strdup_printf (_ ("%s is not asked in ask %u: %s"), name, (guint) number, line);
  else if (n > 1)
    *unclear = g_strdup_printf (
        _ ("%s is asked more than once; the answer needs the number of the ask: %s"), name, line);
  return NULL;
}

static const char *
name_of (Desk *desk, const char *id)
{
  GengMember *member = geng_station_lookup_member (desk->station, id);

  return member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : id;
}

/* The day of somebody's duty; of whom stations share with the place. */
static char *
day_text (Desk *desk, const char *id, const GDate *date, gboolean chinese)
{
  g_autofree char *day
      = chinese ? g_strdup_printf ("%d月%d日", g_date_get_month (date), g_date_get_day (date))
                : desk_date_text (date);
  g_autofree char *place = ask_place_text (desk, id, date);

  if (place == NULL)
    return g_steal_pointer (&day);
  return g_strdup_printf (chinese ? "%s（%s）" : "%s (%s)", day, place);
}

/* It tells no reason. */
char *
ask_message_to_colleague (Desk *desk, const Ask *ask)
{
  const char *language = geng_station_get_language (desk->station);
  gboolean chinese = language != NULL && g_str_has_prefix (language, "zh");
  const char *who = name_of (desk, ask->member), *with = name_of (desk, ask->with);
  g_autofree char *his = day_text (desk, ask->member, &ask->first, chinese);
  g_autofree char *other
      = g_date_valid (&ask->with_day) ? day_text (desk, ask->with, &ask->with_day, chinese) : NULL;
  guint n = ask->number;

  if (chinese && other != NULL)
    return g_strdup_printf ("%s：%s想用%s的班换你%s的班。请回复“同意 %u”或“不同意 %u”。", with, who,
                            his, other, n, n);
  if (chinese)
    return g_strdup_printf ("%s：%s想请你上他%s的班。请回复“同意 %u”或“不同意 %u”。", with, who,
                            his, n, n);
  if (other != NULL)
    return g_strdup_printf ("%s: %s would like to swap the duty of %s for yours of %s. Please "
                            "answer “yes %u” or “no %u”.",
                            with, who, his, other, n, n);
  return g_strdup_printf ("%s: %s would like you to take the duty of %s. Please answer “yes %u” or "
                          "“no %u”.",
                          with, who, his, n, n);
}
