/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>

#include "geng-report-words.h"

/* Names of the crew of one shift at one post, from @start of @duties; returns how many. */
static guint
append_crew (GPtrArray *duties, guint start, const char *language, GString *names)
{
  GengDuty *head = g_ptr_array_index (duties, start);
  guint n = 0;

  for (guint i = start; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      if (geng_duty_get_shift (duty) != geng_duty_get_shift (head)
          || geng_duty_get_post (duty) != geng_duty_get_post (head))
        break;
      if (n++ > 0)
        g_string_append (names, geng_report_word (language, GENG_WORD_LIST_SEPARATOR));
      g_string_append (names, geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (duty))));
    }
  return n;
}

static void
append_crews (GPtrArray *duties, const char *language, const char *indent, GString *text)
{
  for (guint i = 0; i < duties->len;)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      GengShift *shift = geng_duty_get_shift (duty);
      g_autofree char *times = geng_report_times (language, shift);
      g_autoptr (GString) names = g_string_new (NULL);
      guint n = append_crew (duties, i, language, names);

      g_string_append_printf (text, "%s%s %s %s%s%s (%u)\n", indent,
                              geng_entity_get_name (GENG_ENTITY (shift)), times,
                              geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))),
                              geng_report_word (language, GENG_WORD_COLON), names->str, n);
      i += n;
    }
}

static void
append_gaps (GengJudgement *judgement,
             GengStation *station,
             const GDate *date,
             const char *language,
             const char *indent,
             GString *text)
{
  g_autoptr (GPtrArray) gaps = judgement != NULL ? geng_judgement_list_gaps (judgement) : NULL;

  for (guint i = 0; gaps != NULL && i < gaps->len; i++)
    {
      GengGap *gap = g_ptr_array_index (gaps, i);
      g_autofree char *words = NULL;

      if (g_date_compare (geng_gap_get_date (gap), date) != 0)
        continue;
      words = geng_report_gap (language, station, gap);
      g_string_append_printf (text, "%s! %s\n", indent, words);
    }
}

/* What the crews do not say by themselves: who of another crew keeps the post, and where nobody is.
 * "流动人口管理站 08:00–18:00：赵甲 (兼守：白班巡逻)" */
static void
append_presence (GengPost *post,
                 const GengPresence *presence,
                 const char *language,
                 const char *indent,
                 GString *text)
{
  gboolean empty = presence->members->len == 0;
  g_autofree char *from = geng_report_clock (presence->start_minute);
  g_autofree char *to = geng_report_clock (presence->end_minute);

  if (!empty && presence->demand == NULL)
    return;
  g_string_append_printf (text, "%s%s%s %s–%s%s", indent, empty ? "! " : "",
                          geng_entity_get_name (GENG_ENTITY (post)), from, to,
                          geng_report_word (language, GENG_WORD_COLON));
  if (empty)
    g_string_append (text, geng_report_word (language, GENG_WORD_UNMANNED));
  else
    g_string_append_printf (text, "%s (%s%s)", geng_entity_get_name (presence->members->pdata[0]),
                            geng_report_word (language, GENG_WORD_KEEPS),
                            geng_entity_get_name (GENG_ENTITY (presence->demand)));
  g_string_append_c (text, '\n');
}

static void
append_manned (GengRoster *roster,
               const GDate *date,
               const char *language,
               const char *indent,
               GString *text)
{
  GListModel *posts = geng_station_get_posts (geng_roster_get_station (roster));

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);
      g_autoptr (GPtrArray) list = NULL;

      if (!geng_post_get_manned (post))
        continue;
      list = geng_roster_list_presence (roster, post, date);
      for (guint k = 0; k < list->len; k++)
        append_presence (post, list->pdata[k], language, indent, text);
    }
}

static void
append_day (GengRoster *roster,
            GengJudgement *judgement,
            const GDate *date,
            const char *language,
            const char *indent,
            GString *text)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (roster, date);

  if (duties->len == 0)
    g_string_append_printf (text, "%s%s\n", indent, geng_report_word (language, GENG_WORD_NO_DUTY));
  append_crews (duties, language, indent, text);
  append_manned (roster, date, language, indent, text);
  append_gaps (judgement, geng_roster_get_station (roster), date, language, indent, text);
}

/**
 * geng_report_posts:
 * @roster: a roster
 * @judgement: (nullable): its judgement, whose gaps are listed
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The month by day, shift and post, with the names of each crew.
 *
 * Returns: (transfer full): lines of UTF-8 text
 */
char *
geng_report_posts (GengRoster *roster, GengJudgement *judgement, const char *language)
{
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  GString *text = g_string_new (NULL);
  GDate date = *geng_roster_get_first (roster);

  language = geng_report_language (geng_roster_get_station (roster), language);
  for (guint i = 0; i < geng_roster_get_n_days (roster); i++)
    {
      g_autofree char *label = geng_report_date (language, &date);

      g_string_append_printf (text, "%s\n", label);
      append_day (roster, judgement, &date, language, "  ", text);
      g_date_add_days (&date, 1);
    }
  return g_string_free (text, FALSE);
}

/**
 * geng_report_chat:
 * @roster: a roster
 * @judgement: (nullable): its judgement, whose gaps are listed
 * @date: a duty day of the roster
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * One duty day as a message for a chat group: date, then shift, times, post and names a line.
 *
 * Returns: (transfer full): lines of UTF-8 text
 */
char *
geng_report_chat (GengRoster *roster,
                  GengJudgement *judgement,
                  const GDate *date,
                  const char *language)
{
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);
  GengStation *station = geng_roster_get_station (roster);
  GString *text = g_string_new (NULL);
  g_autofree char *label = NULL;

  language = geng_report_language (station, language);
  label = geng_report_date (language, date);
  g_string_append_printf (text, "【%s】%s\n", geng_entity_get_name (GENG_ENTITY (station)), label);
  append_day (roster, judgement, date, language, "", text);
  return g_string_free (text, FALSE);
}

static void
append_until (GPtrArray *duties, GengStation *station, const char *language, GString *text)
{
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      GengMember *member = geng_duty_get_member (duty);
      const char *phone = geng_member_get_phone (member);
      g_autoptr (GDateTime) end = geng_duty_get_end (duty, station);
      g_autofree char *clock = g_date_time_format (end, "%H:%M");

      g_string_append_printf (text, "  %s  %s  %s  %s %s%s%s\n",
                              geng_entity_get_name (GENG_ENTITY (member)),
                              geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty))),
                              geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))),
                              geng_report_word (language, GENG_WORD_UNTIL), clock,
                              phone != NULL ? "  " : "", phone != NULL ? phone : "");
    }
}

/* Of the posts that are always manned, the one stretch at that moment. */
static void
append_manned_now (GengRoster *roster, GDateTime *instant, const char *language, GString *text)
{
  GengStation *station = geng_roster_get_station (roster);
  GListModel *posts = geng_station_get_posts (station);
  GDate date;

  geng_station_duty_date (station, instant, &date);
  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);
      g_autoptr (GPtrArray) list = NULL;

      if (!geng_post_get_manned (post))
        continue;
      list = geng_roster_list_presence (roster, post, &date);
      for (guint k = 0; k < list->len; k++)
        {
          const GengPresence *presence = list->pdata[k];
          g_autoptr (GDateTime) from
              = geng_station_instant (station, &date, presence->start_minute);
          g_autoptr (GDateTime) to = geng_station_instant (station, &date, presence->end_minute);

          if (g_date_time_compare (from, instant) <= 0 && g_date_time_compare (instant, to) < 0)
            append_presence (post, presence, language, "  ", text);
        }
    }
}

/**
 * geng_report_now:
 * @roster: a roster
 * @instant: a moment
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * Who is on duty at a moment: name, shift, post, until when, and the phone number where the data
 * has one; then who of a crew keeps a post that is always manned.
 *
 * Returns: (transfer full): lines of UTF-8 text
 */
char *
geng_report_now (GengRoster *roster, GDateTime *instant, const char *language)
{
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  g_return_val_if_fail (instant != NULL, NULL);
  GengStation *station = geng_roster_get_station (roster);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (instant, geng_station_get_zone (station));
  g_autofree char *clock = g_date_time_format (local != NULL ? local : instant, "%Y-%m-%d %H:%M");
  g_autoptr (GPtrArray) duties = geng_roster_on_duty_at (roster, instant);
  GString *text = g_string_new (NULL);

  language = geng_report_language (station, language);
  g_string_append_printf (text, "%s %s\n", geng_report_word (language, GENG_WORD_ON_DUTY), clock);
  if (duties->len == 0)
    g_string_append_printf (text, "  %s\n", geng_report_word (language, GENG_WORD_NOBODY));
  append_until (duties, station, language, text);
  append_manned_now (roster, instant, language, text);
  return g_string_free (text, FALSE);
}
