/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Every word of the tables in English and Chinese, and the forms of dates and times that
 * spreadsheets leave behind. */

#include "geng-words.h"

#include <stdio.h>
#include <string.h>

const GengWord geng_words_yes_no[] = {
  { TRUE, "yes", "是", "true 1 y 对" },
  { FALSE, "no", "否", "false 0 n 不" },
  { 0 },
};

const GengWord geng_words_swaps[] = {
  { TRUE, "by-themselves", "自行生效", NULL },
  { FALSE, "by-captain", "队长批准", NULL },
  { 0 },
};

const GengWord geng_words_request[] = {
  { GENG_REQUEST_KIND_LEAVE, "leave", "请假", "休假" },
  { GENG_REQUEST_KIND_WISH_OFF, "wish-off", "意愿休", "意愿 想休" },
  { GENG_REQUEST_KIND_WISH_ON, "wish-on", "意愿班", "想上班" },
  { GENG_REQUEST_KIND_PIN, "pin", "固定", "指定" },
  { 0 },
};

const GengWord geng_words_item_state[] = {
  { GENG_ITEM_STATE_USABLE, "usable", "可用", "正常 完好" },
  { GENG_ITEM_STATE_REPAIR, "repair", "维修", "维修中 送修" },
  { GENG_ITEM_STATE_LOST, "lost", "丢失", "遗失 报废" },
  { 0 },
};

const GengWord geng_words_scheme[] = {
  { GENG_HOURS_SCHEME_STANDARD, "standard", "标准", "标准工时制" },
  { GENG_HOURS_SCHEME_MONTH, "comprehensive month", "综合计算按月", "综合计算" },
  { GENG_HOURS_SCHEME_QUARTER, "comprehensive quarter", "综合计算按季", NULL },
  { GENG_HOURS_SCHEME_YEAR, "comprehensive year", "综合计算按年", NULL },
  { GENG_HOURS_SCHEME_FLEXIBLE, "flexible", "不定时", "不定时工作制" },
  { GENG_HOURS_SCHEME_PART_TIME, "part-time", "非全日制", NULL },
  { GENG_HOURS_SCHEME_NONE, "none", "志愿", "无" },
  { 0 },
};

const GengWord geng_words_pay[] = {
  { GENG_PAY_CLASS_ORDINARY, "ordinary", "平时", NULL },
  { GENG_PAY_CLASS_OVERTIME, "overtime", "加班", NULL },
  { GENG_PAY_CLASS_REST_DAY, "rest-day", "休息日", NULL },
  { GENG_PAY_CLASS_STATUTORY, "statutory", "法定", "法定节假日" },
  { GENG_PAY_CLASS_STANDBY, "standby", "值守", NULL },
  { GENG_PAY_CLASS_NIGHT, "night", "夜班", NULL },
  { 0 },
};

const GengWord geng_words_split[] = {
  { FALSE, "half", "过半", "多半" },
  { TRUE, "by time", "按时间", "时间" },
  { 0 },
};

const GengWord geng_words_holiday[] = {
  { GENG_HOLIDAY_KIND_OFF, "off", "放假", "休 休息" },
  { GENG_HOLIDAY_KIND_MAKE_UP, "make-up", "上班", "班 补班" },
  { GENG_HOLIDAY_KIND_STATUTORY, "statutory", "法定", "法定节假日" },
  { 0 },
};

const GengWord geng_words_record_state[] = {
  { FALSE, "on", "有效", NULL },
  { TRUE, "gone", "取消", NULL },
  { GENG_STATE_IMPORTED, "imported", "导入", NULL },
  { 0 },
};

const GengColumn geng_columns_members[] = {
  { "id", "编号", TRUE },     { "name", "姓名", TRUE },
  { "organisation", "单位" }, { "team", "班组" },
  { "contract", "用工形式" }, { "roles", "职责" },
  { "posts", "岗位" },        { "shifts", "班次" },
  { "phone", "电话" },        { "since", "入队日期" },
  { "until", "离队日期" },    { "available", "可值时段" },
  { "rounds", "每月次数" },   { NULL },
};

const GengColumn geng_columns_leave[] = {
  { "member", "队员", TRUE },
  { "kind", "类别", TRUE },
  { "first", "开始日期", TRUE },
  { "last", "结束日期" },
  { "start", "开始时间" },
  { "end", "结束时间" },
  { "shift", "班次" },
  { "post", "岗位" },
  { "weight", "权重" },
  { "leave-kind", "假别" },
  { "reason", "原因" },
  { "source", "来源" },
  { NULL },
};

const GengColumn geng_columns_items[] = {
  { "id", "编号", TRUE }, { "name", "名称" },        { "piece", "装备", TRUE },  { "set", "套号" },
  { "state", "状态" },    { "expires", "有效期至" }, { "recharge", "充电分钟" }, { NULL },
};

const GengColumn geng_columns_holidays[] = {
  { "date", "日期", TRUE },
  { "name", "名称" },
  { "kind", "类别" },
  { NULL },
};

/* clang-format off */
#define ROSTER_COLUMNS                                           \
  { "date", "日期", TRUE }, { "shift", "班次", TRUE },           \
  { "post", "岗位", TRUE }, { "member", "队员", TRUE },          \
  { "name", "姓名" }, { "items", "装备" },                       \
  { "pinned", "固定" }, { "note", "备注" }
/* clang-format on */

const GengColumn geng_columns_roster[] = { ROSTER_COLUMNS, { NULL } };

const GengColumn geng_columns_record[] = {
  ROSTER_COLUMNS,
  { "sequence", "修订号", TRUE },
  { "modified", "修订时间", TRUE },
  { "digest", "摘要" },
  { "state", "状态" },
  { NULL },
};

const GengColumn geng_columns_set_aside[] = {
  { "member", "队员", TRUE },
  { "since", "起始日期", TRUE },
  { "proven", "已证明", TRUE },
  { "reason", "原因" },
  { NULL },
};

const GengColumn geng_columns_events[] = {
  { "key", "事件", TRUE },
  { "sequence", "修订号", TRUE },
  { "modified", "修订时间", TRUE },
  { "digest", "摘要" },
  { "state", "状态" },
  { NULL },
};

static gboolean
is_word (const char *text, const GengWord *word)
{
  g_auto (GStrv) others = NULL;

  if (g_ascii_strcasecmp (text, word->english) == 0 || g_str_equal (text, word->chinese))
    return TRUE;
  others = g_strsplit (word->others != NULL ? word->others : "", " ", -1);
  for (guint i = 0; others[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, others[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
geng_words_find (const GengWord *words, const char *text, int *value)
{
  for (; words->english != NULL; words++)
    if (is_word (text, words))
      {
        *value = words->value;
        return TRUE;
      }
  return FALSE;
}

gboolean
geng_words_find_phrase (const GengWord *words, const char *text, int *value)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  return geng_words_find (words, text, value) || geng_words_find (words, joined, value);
}

const char *
geng_words_text (const GengWord *words, int value, gboolean chinese)
{
  for (; words->english != NULL; words++)
    if (words->value == value)
      return chinese ? words->chinese : words->english;
  g_return_val_if_reached ("");
}

/* For messages: "usable (可用), repair (维修)". */
char *
geng_words_list (const GengWord *words)
{
  GString *text = g_string_new (NULL);

  for (; words->english != NULL; words++)
    g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? ", " : "", words->english,
                            words->chinese);
  return g_string_free (text, FALSE);
}

/* 2026-12-31, as we write it: scanf() is slow, and a zone has ten thousand of them a month. */
static gboolean
read_own_form (const char *text, int *year, int *month, int *day)
{
  static const char form[] = "dddd-dd-dd";
  int *const parts[] = { year, month, day };
  guint part = 0;

  *year = *month = *day = 0;
  for (guint i = 0; i < sizeof form - 1; i++)
    {
      if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
        return FALSE;
      if (form[i] == 'd')
        *parts[part] = 10 * *parts[part] + (text[i] - '0');
      else
        part++;
    }
  return text[sizeof form - 1] == '\0';
}

static gboolean
take_date (int year, int month, int day, GDate *date)
{
  if (year < 1900 || month < 1 || day < 1 || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/* 2026-12-01, and what spreadsheets make of it: 2026/12/1, 2026.12.1, 2026年12月1日. */
gboolean
geng_words_date (const char *text, GDate *date)
{
  static const char *const forms[]
      = { "%4d-%2d-%2d%n", "%4d/%2d/%2d%n", "%4d.%2d.%2d%n", "%4d年%2d月%2d日%n" };

  int year, month, day;

  if (read_own_form (text, &year, &month, &day))
    return take_date (year, month, day, date);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      int size = 0;

      year = month = day = 0;
      if (sscanf (text, forms[i], &year, &month, &day, &size) == 3 && size > 0 && text[size] == '\0'
          && g_ascii_isdigit (text[0]) && take_date (year, month, day, date))
        return TRUE;
    }
  return FALSE;
}

/* HH:MM up to 48:00, with a Chinese colon as well; seconds of 0 are what spreadsheets add. */
gboolean
geng_words_minute (const char *text, int *minute)
{
  static const char *const forms[] = { "%2d:%2d%n", "%2d：%2d%n", "%2d:%2d:00%n" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      int hours = 0, minutes = 0, size = 0;

      if (sscanf (text, forms[i], &hours, &minutes, &size) != 2 || size == 0 || text[size] != '\0'
          || !g_ascii_isdigit (text[0]) || minutes < 0 || minutes > 59
          || hours * 60 + minutes > 48 * 60)
        continue;
      *minute = hours * 60 + minutes;
      return TRUE;
    }
  return FALSE;
}

char *
geng_words_write_minute (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

/* Ids stand apart by ; , or blanks, also in Chinese punctuation. */
char **
geng_words_split_ids (const char *text)
{
  static const char *const marks[] = { ";", ",", " ", "\t", "；", "，", "、", "　" };
  GPtrArray *list = g_ptr_array_new ();
  const char *begin = text;

  for (const char *at = text;; at++)
    {
      gsize mark = 0;

      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (g_str_has_prefix (at, marks[i]))
          mark = strlen (marks[i]);
      if (mark == 0 && *at != '\0')
        continue;
      if (at > begin)
        g_ptr_array_add (list, g_strndup (begin, at - begin));
      if (*at == '\0')
        break;
      begin = at + mark;
      at = begin - 1;
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

/* What a narrow column shows of a long number is what a .csv keeps of it, like 1.35E+10: the last
 * digits are gone. */
gboolean
geng_words_is_cut_number (const char *text)
{
  const char *at = text + strspn (text, "0123456789.");

  return at > text && (*at == 'E' || *at == 'e') && at[1] != '\0'
         && strspn (at + 1, "+-0123456789") == strlen (at + 1);
}
