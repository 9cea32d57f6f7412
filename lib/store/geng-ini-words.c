/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * station.ini in Chinese: the kinds of groups, their keys, and the words in their values.
 *
 * Reading takes either language, word by word.  Writing makes the English text first and turns it
 * into Chinese line by line, so that what is written for one language can never differ from what is
 * written for the other.  The words of rules are those of lib/rules.
 */

#include "geng-ini-words.h"
#include "geng-gettext.h"
#include "geng-rule-def.h"
#include "geng-rule-words.h"

#include <string.h>

typedef struct
{
  const char *english;
  const char *chinese; /* as it is written */
  const char *others;  /* (nullable): read as well, apart by blanks */
} Word;

static const Word kinds[] = {
  { "station", "队", "联防队 联防站 站" },
  { "feed", "日历", "日历订阅" },
  { "publish", "发布", NULL },
  { "privacy", "个人信息", "隐私" },
  { "organisation", "单位", NULL },
  { "role", "职责", NULL },
  { "team", "班组", NULL },
  { "piece", "装备", NULL },
  { "law", "法规", "法律" },
  { "contract", "用工形式", NULL },
  { "window", "勤务时段", "时段" },
  { "shift", "班次", NULL },
  { "post", "岗位", "网格" },
  { "cycle", "轮转", NULL },
  { "leave-kind", "假别", "请假类别" },
  { "demand", "用人需求", "需求" },
  { "member", "队员", NULL },
  { "rules", "规则", NULL },
  { "zone", "片区", NULL },
  { "pool", "共用人员", "人员池" },
  { "lend", "借调", "互借" },
};

static const Word keys[] = {
  { "id", "编号", NULL },
  { "name", "名称", NULL },
  { "timezone", "时区", NULL },
  { "day-start", "勤务日开始", NULL },
  { "language", "语言", NULL },
  { "show-phones", "显示电话", NULL },
  { "title", "标题", NULL },
  { "url", "网址", NULL },
  { "alarm", "提醒", NULL },
  { "recharge", "充电", NULL },
  { "start", "开始", NULL },
  { "end", "结束", NULL },
  { "kit", "装备", NULL },
  { "window", "时段", "勤务时段" },
  { "night", "夜班", NULL },
  { "mark", "标记", NULL },
  { "colour", "颜色", NULL },
  { "checklist", "检查项", NULL },
  { "location", "地点", NULL },
  { "post", "岗位", "网格" },
  { "shift", "班次", NULL },
  { "crew", "人数", NULL },
  { "roles", "职责", NULL },
  { "days", "日期", NULL },
  { "campaign", "专项行动", NULL },
  { "leader", "带班领导", NULL },
  { "reserve", "备勤", NULL },
  { "list", "名单", NULL },
  { "keeps", "兼守", NULL },
  { "leads", "带队", NULL },
  { "manned", "有人", NULL },
  { "duty-phone", "值班电话", NULL },
  { "under", "缺员扣分", NULL },
  { "over", "超员扣分", NULL },
  { "holidays", "节假日", NULL },
  { "counts-as-hours", "计工时", NULL },
  { "may-be-moved", "可调换", NULL },
  { "health", "涉及健康", NULL },
  { "cycle-offset", "轮转错开", NULL },
  { "first", "起始日", NULL },
  { "standby", "值守", NULL },
  { "hours-scheme", "工时制度", NULL },
  { "approval", "审批文号", NULL },
  { "law", "法规", "法律" },
  { "text", "原文", "条文" },
  { "source", "出处", NULL },
  { "pay", "计酬", NULL },
  { "ask-above", "超过几处先问", NULL },
  { "swaps", "换班", NULL },
  { "keep", "保存", NULL },
  { "paid-by", "发放单位", NULL },
  { "meeting-day", "例会日", NULL },
  { "split", "分班计次", NULL },
  { "folder", "文件夹", NULL },
  { "stations", "共用的队", "队伍" },
  { "price", "每班扣分", "扣分" },
};

/* The keys whose values are yes or no. */
#define TRUTHS "show-phones night standby leader reserve leads counts-as-hours may-be-moved health"

/* Words inside values.  Those of @keys alone, so that a name is never taken for a word. */
static const struct
{
  const char *keys; /* apart by blanks */
  Word word;
} values[] = {
  { TRUTHS, { "yes", "是", NULL } },
  { TRUTHS, { "no", "否", NULL } },
  { "manned", { "always", "始终", "全天 24小时" } },
  { "manned", { "no", "否", NULL } },
  { "holidays", { "china", "中国", NULL } },
  { "keep", { "months", "个月", NULL } },
  { "crew", { "wanted", "期望", NULL } },
  { "roles", { "soft", "软", "扣分" } },
  { "days", { "all", "每天", NULL } },
  { "days", { "weekdays", "平日", NULL } },
  { "days", { "weekends", "周末", NULL } },
  { "days", { "holidays", "节假日", NULL } },
  { "days", { "workdays", "工作日", NULL } },
  { "days", { "not", "非", NULL } },
  { "days", { "mon", "周一", NULL } },
  { "days", { "tue", "周二", NULL } },
  { "days", { "wed", "周三", NULL } },
  { "days", { "thu", "周四", NULL } },
  { "days", { "fri", "周五", NULL } },
  { "days", { "sat", "周六", NULL } },
  { "days", { "sun", "周日", NULL } },
  { "pay", { "ordinary", "平时", NULL } },
  { "pay", { "overtime", "加班", NULL } },
  { "pay", { "rest-day", "休息日", NULL } },
  { "pay", { "statutory", "法定", NULL } },
  { "pay", { "standby", "值守", NULL } },
  { "pay", { "night", "夜班", NULL } },
  { "pay", { "per", "每", NULL } },
  { "pay", { "hour", "小时", NULL } },
  { "pay", { "duty", "班", NULL } },
  { "hours-scheme", { "comprehensive", "综合计算", NULL } },
  { "hours-scheme", { "month", "按月", NULL } },
  { "hours-scheme", { "quarter", "按季", NULL } },
  { "hours-scheme", { "year", "按年", NULL } },
  { "hours-scheme", { "standard", "标准", NULL } },
  { "hours-scheme", { "flexible", "不定时", NULL } },
  { "hours-scheme", { "part-time", "非全日制", NULL } },
  { "split", { "by", "按", NULL } },
  { "split", { "time", "时间", NULL } },
  { "split", { "half", "过半", NULL } },
  { "language", { "zh_CN", "中文", "汉语" } },
  { "language", { "en", "英文", "英语" } },
  { "timezone", { "Asia/Shanghai", "北京时间", NULL } },
};

static gboolean
is_among (const char *list, const char *text)
{
  g_auto (GStrv) words = g_strsplit (list != NULL ? list : "", " ", -1);

  return g_strv_contains ((const char *const *) words, text);
}

static const char *
to_english (const Word *words, guint n, const char *written)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i].chinese, written) || is_among (words[i].others, written))
      return words[i].english;
  return written;
}

static const char *
to_chinese (const Word *words, guint n, const char *english)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i].english, english))
      return words[i].chinese;
  return NULL;
}

/* The English kind of a group, or what was written where it is none that we know. */
const char *
geng_ini_words_kind (const char *written)
{
  return to_english (kinds, G_N_ELEMENTS (kinds), written);
}

/* The same for a key. */
const char *
geng_ini_words_key (const char *written)
{
  return to_english (keys, G_N_ELEMENTS (keys), written);
}

/* The English value of a key that has one word, or what was written. */
const char *
geng_ini_words_value (const char *key, const char *written)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (is_among (values[i].keys, key))
      {
        const char *english = to_english (&values[i].word, 1, written);

        if (english != written)
          return english;
      }
  return written;
}

/* How a message names a kind or a key: in the reader's language, which is that of the catalogue. */
const char *
geng_ini_words_tell (const char *english)
{
  const char *chinese = to_chinese (keys, G_N_ELEMENTS (keys), english);

  if (g_str_equal (_ ("window"), "window"))
    return english;
  if (chinese == NULL)
    chinese = to_chinese (kinds, G_N_ELEMENTS (kinds), english);
  return chinese != NULL ? chinese : english;
}

static void
append_word (GString *out, const char *key, const char *word, gsize n)
{
  g_autofree char *english = g_strndup (word, n);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (is_among (values[i].keys, key) && g_str_equal (values[i].word.english, english))
      {
        g_string_append (out, values[i].word.chinese);
        return;
      }
  if (g_str_equal (key, "roles") && g_str_has_prefix (english, "org:"))
    g_string_append_printf (out, "单位:%s", english + strlen ("org:"));
  else if ((g_str_equal (key, "recharge") || g_str_equal (key, "alarm"))
           && g_str_has_suffix (english, "min"))
    g_string_append_printf (out, "%.*s分钟", (int) (n - strlen ("min")), english);
  else
    g_string_append (out, english);
}

/* Words end at blanks, separators and the dots of a range. */
static void
append_value (GString *out, const char *key, const char *value)
{
  while (*value != '\0')
    {
      gsize n = strcspn (value, " ;,.");

      append_word (out, key, value, n);
      value += n;
      n = strspn (value, " ;,.");
      g_string_append_len (out, value, (gssize) n);
      value += n;
    }
}

static void
append_group (GString *out, const char *line)
{
  gsize n = strcspn (line + 1, " ]");
  g_autofree char *kind = g_strndup (line + 1, n);
  const char *chinese = to_chinese (kinds, G_N_ELEMENTS (kinds), kind);

  g_string_append_printf (out, "[%s%s", chinese != NULL ? chinese : kind, line + 1 + n);
}

static gboolean
has_words (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (is_among (values[i].keys, key))
      return TRUE;
  return g_str_equal (key, "recharge");
}

static void
append_key (GString *out, const char *line)
{
  const char *equals = strstr (line, " = ");
  g_autofree char *key = g_strndup (line, equals - line);
  const char *chinese = to_chinese (keys, G_N_ELEMENTS (keys), key);
  const GengRuleDef *rule = geng_rule_def_lookup (NULL, key);

  if (chinese == NULL && rule != NULL)
    chinese = rule->chinese;
  g_string_append_printf (out, "%s = ", chinese != NULL ? chinese : key);
  if (has_words (key) || g_str_equal (key, "alarm"))
    append_value (out, key, equals + 3);
  else
    g_string_append (out, equals + 3);
}

static char *
to_chinese_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      if (lines[i][0] == '[')
        append_group (out, lines[i]);
      else if (strstr (lines[i], " = ") != NULL)
        append_key (out, lines[i]);
      else
        g_string_append (out, lines[i]);
    }
  return g_string_free (out, FALSE);
}

/*
 * The bytes of a file in English, as geng_ini_write_group() and geng_ini_write_key() made it, or in
 * Chinese.
 * @text: (transfer full)
 */
GBytes *
geng_ini_words_finish (GString *text, gboolean chinese)
{
  char *translated;

  if (!chinese)
    return g_string_free_to_bytes (text);
  translated = to_chinese_text (text->str);
  g_string_free (text, TRUE);
  return g_bytes_new_take (translated, strlen (translated));
}
