/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a captain pastes into a chat when somebody cannot come.  Whoever reads it knows the
 * station's language; what the captain's terminal speaks is of no interest.  Why somebody is away
 * is nobody's business, so that no message tells it. */
#include "cover.h"

/* Names that a question to the group holds; the others are asked when these say no. */
#define ASKED 5

static gboolean
in_chinese (Desk *desk)
{
  const char *language = geng_station_get_language (desk->station);

  return language != NULL && g_str_has_prefix (language, "zh");
}

static const char *
name_of (gpointer entity)
{
  return geng_entity_get_name (GENG_ENTITY (entity));
}

/* "村区网格"; people whom several stations share read which one's: "东村 村区网格". */
static char *
place_words (Desk *desk, GengDuty *duty)
{
  GListModel *members = geng_station_get_members (desk->station);
  const char *post = name_of (geng_duty_get_post (duty));

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (geng_member_get_guest (member))
        return g_strdup_printf ("%s %s", name_of (desk->station), post);
    }
  return g_strdup (post);
}

/* "12月10日（周四）夜班 18:00–04:00 村区网格" */
static char *
duty_words (Desk *desk, GengDuty *duty)
{
  static const char *const chinese[] = { "一", "二", "三", "四", "五", "六", "日" };
  static const char *const english[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  GengShift *shift = geng_duty_get_shift (duty);
  const GDate *date = geng_duty_get_date (duty);
  guint weekday = g_date_get_weekday (date) - 1;
  int start = geng_shift_get_start_minute (shift), end = geng_shift_get_end_minute (shift);
  g_autofree char *times = g_strdup_printf ("%02d:%02d–%02d:%02d", start / 60 % 24, start % 60,
                                            end / 60 % 24, end % 60);
  g_autofree char *place = place_words (desk, duty);

  if (in_chinese (desk))
    return g_strdup_printf ("%d月%d日（周%s）%s %s %s", g_date_get_month (date),
                            g_date_get_day (date), chinese[weekday], name_of (shift), times, place);
  return g_strdup_printf ("%s %04d-%02d-%02d, %s %s, %s", english[weekday], g_date_get_year (date),
                          g_date_get_month (date), g_date_get_day (date), name_of (shift), times,
                          place);
}

char *
message_ask (Desk *desk, GengDuty *duty, GPtrArray *covers)
{
  g_autofree char *words = duty_words (desk, duty);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < covers->len && n < ASKED; i++)
    {
      GengCover *cover = covers->pdata[i];

      if (!geng_cover_get_possible (cover) || geng_cover_get_gaps (cover) > 0)
        continue;
      g_string_append_printf (names, "%s@%s", n++ > 0 ? " " : "",
                              name_of (geng_cover_get_member (cover)));
    }
  if (n == 0)
    return NULL;
  return in_chinese (desk)
             ? g_strdup_printf ("求顶班：%s，%s来不了。%s 谁能顶，请回复。", words,
                                name_of (geng_duty_get_member (duty)), names->str)
             : g_strdup_printf ("Who can take over: %s? %s cannot come. %s, please "
                                "answer if you can.",
                                words, name_of (geng_duty_get_member (duty)), names->str);
}

char *
message_to_substitute (Desk *desk, GengDuty *duty, GengMember *substitute)
{
  g_autofree char *words = duty_words (desk, duty);
  const char *absent = name_of (geng_duty_get_member (duty));

  return in_chinese (desk) ? g_strdup_printf ("%s：%s，由你顶%s的班。收到请回复。",
                                              name_of (substitute), words, absent)
                           : g_strdup_printf ("%s: you take over from %s: %s. Please confirm.",
                                              name_of (substitute), absent, words);
}

char *
message_to_absent (Desk *desk, GengDuty *duty, GengMember *substitute)
{
  g_autofree char *words = duty_words (desk, duty);
  const char *absent = name_of (geng_duty_get_member (duty));

  return in_chinese (desk)
             ? g_strdup_printf ("%s：%s，由%s顶班，你不用来。", absent, words, name_of (substitute))
             : g_strdup_printf ("%s: %s takes over from you: %s.", absent, name_of (substitute),
                                words);
}
