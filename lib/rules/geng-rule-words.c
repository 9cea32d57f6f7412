/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-words.h"

#include "geng-language.h"

#include <string.h>

/* `night` and `duty` are how people write one day of a sequence; a shift of that id goes first. */
static const GengRuleWord words[] = {
  { "duties", "勤务", "duty 出勤 班" },
  { "nights", "夜班", "night" },
  { "hours", "时数", "工时" },
  { "weekends", "周末", NULL },
  { "sundays", "周日", "星期日 星期天" },
  { "holidays", "节假日", NULL },
  { "statutory", "法定节日", "法定节假日" },
  { "off", "休", "休息" },
  { "overtime", "加班", "延长工时" },
  { "per", "每", NULL },
  { "period", "期", NULL },
  { "week", "周", "星期" },
  { "month", "月", "months 个月" },
  { "quarter", "季", "季度" },
  { "year", "年", "years" },
  { "days", "天", "day 日" },
  { "over", "近", NULL },
  { "target", "期望", "目标" },
  { "soft", "软", "扣分" },
  { "pro-rata", "折算", NULL },
  { "none", "无", "不限" },
  { "never", "禁止", NULL },
  { "always", "必须", NULL },
  { "after", "值完", NULL },
  { "alone", "可单独", NULL },
  { "yes", "是", NULL },
  { "exact", "照排", NULL },
  { "within", "内", "范围内" },
};

static gboolean
equals (const char *at, gsize n, const char *word)
{
  return n == strlen (word) && memcmp (at, word, n) == 0;
}

static gboolean
is_among (const char *at, gsize n, const char *list)
{
  while (list != NULL && *list != '\0')
    {
      gsize length = strcspn (list, " ");

      if (length == n && memcmp (at, list, n) == 0)
        return TRUE;
      list += length + (list[length] == ' ');
    }
  return FALSE;
}

static gboolean
is_word (const GengRuleWord *word, const char *at, gsize n)
{
  return equals (at, n, word->english) || equals (at, n, word->chinese)
         || is_among (at, n, word->others);
}

const GengRuleWord *
geng_rule_word_find (const char *at, gsize n)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word (&words[i], at, n))
      return &words[i];
  return NULL;
}

const char *
geng_rule_word_in (const char *english, const char *language)
{
  const GengRuleWord *word = geng_rule_word_find (english, strlen (english));

  return word != NULL ? geng_language_pick (language, word->english, word->chinese) : english;
}

gboolean
geng_rule_word_is (const char *at, gsize n, const char *english)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].english, english))
      return is_word (&words[i], at, n);
  return equals (at, n, english);
}
