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

Ask *
ask_find_answered (GPtrArray *asks, GengMember *speaker, const char *line, gboolean *several)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (speaker));
  const char *digits = strpbrk (line, "0123456789");
  guint64 number = digits != NULL ? g_ascii_strtoull (digits, NULL, 10) : 0;
  Ask *only = NULL;
  guint n = 0;

  *several = FALSE;
  for (guint i = 0; i < asks->len; i++)
    {
      Ask *ask = g_ptr_array_index (asks, i);

      if (ask->state != ASK_PARTNER || g_strcmp0 (ask->with, id) != 0)
        continue;
      if (ask->number == number)
        return ask;
      only = ask;
      n++;
    }
  *several = n > 1;
  return n == 1 ? only : NULL;
}

static const char *
name_of (Desk *desk, const char *id)
{
  GengMember *member = geng_station_lookup_member (desk->station, id);

  return member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : id;
}

static char *
day_text (const GDate *date, gboolean chinese)
{
  return chinese ? g_strdup_printf ("%d月%d日", g_date_get_month (date), g_date_get_day (date))
                 : desk_date_text (date);
}

/* It tells no reason. */
char *
ask_message_to_colleague (Desk *desk, const Ask *ask)
{
  const char *language = geng_station_get_language (desk->station);
  gboolean chinese = language != NULL && g_str_has_prefix (language, "zh");
  const char *who = name_of (desk, ask->member), *with = name_of (desk, ask->with);
  g_autofree char *his = day_text (&ask->first, chinese);
  g_autofree char *other
      = g_date_valid (&ask->with_day) ? day_text (&ask->with_day, chinese) : NULL;
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
