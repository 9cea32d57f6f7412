/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-words.h"

typedef struct
{
  const char *en;
  const char *zh;
} Entry;

static const Entry words[GENG_N_WORDS] = {
  [GENG_WORD_MEMBER] = { "Member", "队员" },
  [GENG_WORD_DATE] = { "Date", "日期" },
  [GENG_WORD_SHIFT] = { "Shift", "班次" },
  [GENG_WORD_POST] = { "Post", "岗位" },
  [GENG_WORD_NAMES] = { "On duty", "值勤人员" },
  [GENG_WORD_DUTIES] = { "Duties", "合计" },
  [GENG_WORD_WEEKENDS] = { "Wknd", "周末" },
  [GENG_WORD_HOLIDAYS] = { "Hol.", "节日" },
  [GENG_WORD_HOURS] = { "Hours", "工时" },
  [GENG_WORD_GAP] = { "Gap", "缺岗" },
  [GENG_WORD_GAPS] = { "Gaps", "缺岗" },
  [GENG_WORD_NO_GAPS] = { "No gaps: every place is filled.", "无缺岗，人员全部到位。" },
  [GENG_WORD_MISSING] = { "missing", "缺" },
  [GENG_WORD_LEAVE] = { "on leave", "请假" },
  [GENG_WORD_LEAVE_MARK] = { "–", "假" },
  [GENG_WORD_LENT] = { "lent to another station", "借调到他队" },
  [GENG_WORD_LENT_MARK] = { "→", "借" },
  [GENG_WORD_BUSY] = { "serves at another station", "在他队勤务" },
  [GENG_WORD_BUSY_MARK] = { "→", "→" },
  [GENG_WORD_RESERVE] = { "on reserve", "备勤" },
  [GENG_WORD_RESERVE_MARK] = { "R", "备" },
  [GENG_WORD_WEEKEND] = { "weekend", "周末" },
  [GENG_WORD_HOLIDAY] = { "public holiday", "法定假日" },
  [GENG_WORD_WORKDAY] = { "make-up working day", "调休上班" },
  [GENG_WORD_REST_MARK] = { "H", "休" },
  [GENG_WORD_WORK_MARK] = { "W", "班" },
  [GENG_WORD_LEGEND] = { "Legend", "图例" },
  [GENG_WORD_ROSTER] = { "Duty roster", "值班表" },
  [GENG_WORD_ON_DUTY] = { "On duty at", "在岗" },
  [GENG_WORD_NOBODY] = { "Nobody is on duty.", "此刻无人在岗。" },
  [GENG_WORD_UNTIL] = { "until", "至" },
  [GENG_WORD_KEEPS] = { "from the crew of ", "兼守：" },
  [GENG_WORD_UNMANNED] = { "nobody is there", "无人" },
  [GENG_WORD_NEXT_DAY] = { "next day ", "次日" },
  [GENG_WORD_PEOPLE] = { "", "人" },
  [GENG_WORD_LOAD] = { "Load", "负荷" },
  [GENG_WORD_NO_DUTY] = { "No duty on this day.", "当日无勤务。" },
  [GENG_WORD_SUBSCRIBE] = { "Duty calendar on your phone", "手机订阅值班日历" },
  [GENG_WORD_SUBSCRIBE_INTRO]
  = { "Scan your own code once. Changes to the roster then reach the phone by themselves.",
      "每人扫自己的二维码，订阅一次即可。以后调班，手机日历会自动更新。" },
  [GENG_WORD_SECRET]
  = { "For the captain only: each link shows one person's duties. Hand every member their own "
      "slip.",
      "仅供队长保管：每个链接都能看到一个人的勤务。请把纸条剪开，分别交给本人。" },
  [GENG_WORD_SHARED] = { "Calendars of teams, posts and the station", "班组、岗位和全队的日历" },
  [GENG_WORD_SHARED_INTRO]
  = { "They show the duties of all of them, and never make a phone ring or busy.",
      "能看到全组（岗位、全队）的班，不响铃，也不显示“忙碌”。" },
  [GENG_WORD_TEAM] = { "Team", "班组" },
  [GENG_WORD_STATION] = { "Whole station", "全队" },
  [GENG_WORD_NEXT_DUTIES] = { "Next duties", "近期勤务" },
  [GENG_WORD_NO_NEXT_DUTIES] = { "No duty planned yet.", "暂未排班。" },
  [GENG_WORD_TAP] = { "Subscribe on this phone", "在本机订阅" },
  [GENG_WORD_COPY] = { "Calendar address", "日历地址" },
  [GENG_WORD_HOW] = { "How to subscribe", "怎样订阅" },
  [GENG_WORD_COPY_TEXT] = { "Copy as text", "复制成文字" },
  [GENG_WORD_DOWNLOAD] = { "%s as a file (.ics)", "下载%s的日历文件（.ics）" },
  [GENG_WORD_PHONES] = { "Which phone can do what", "各种手机怎么用" },
  [GENG_WORD_WECHAT] = { "In WeChat: touch ··· at the top right, then “Open in Browser”.",
                         "用微信打开的：点右上角 ··· → 在浏览器打开" },
  [GENG_WORD_IPHONE] = { "iPhone", "苹果手机" },
  [GENG_WORD_PAGE_IPHONE]
  = { "Open this page in Safari.\nTouch “Subscribe on this phone”, then “Subscribe”.\n"
      "If nothing opens: Calendar › Calendars › Add Calendar › Add Subscription Calendar, "
      "and paste the address.",
      "用 Safari 打开本页。\n点“在本机订阅”，再点“订阅”。\n"
      "没有反应时：日历 › 底部“日历” › 添加日历 › 添加订阅日历，粘贴地址。" },
  [GENG_WORD_PAGE_IPHONE_PASTE]
  = { "Calendar › Calendars › Add Calendar › Add Subscription Calendar, and paste the address.",
      "日历 › 底部“日历” › 添加日历 › 添加订阅日历，粘贴地址。" },
  [GENG_WORD_PAGE_ADDRESS]
  = { "It is the address of this page with .ics in the place of .html at its end.",
      "就是本页的网址，把末尾的 .html 换成 .ics。" },
  [GENG_WORD_ANDROID] = { "Android", "安卓手机" },
  [GENG_WORD_PAGE_ANDROID]
  = { "Many calendar apps cannot subscribe. Where yours can, under Settings, paste the address.\n"
      "Else keep this page as a bookmark: it is always up to date.\n"
      "Or load the month's file and open it with the calendar app; load it again after a change.",
      "很多手机的日历不能订阅。日历设置里有“通过网址（URL）订阅”的，粘贴地址。\n"
      "不能订阅的，把本页存为书签：本页总是最新的。\n"
      "也可以下载当月的日历文件，用日历应用打开；调班以后要重新下载。" },
  [GENG_WORD_OTHERS] = { "Huawei (HarmonyOS) and others", "华为（鸿蒙）等手机" },
  [GENG_WORD_PAGE_OTHERS]
  = { "They neither subscribe nor open calendar files: keep this page as a bookmark, or copy the "
      "text.",
      "不能订阅，也打不开日历文件：把本页存为书签，或者复制文字。" },
  [GENG_WORD_PAGE_REFRESH]
  = { "Urgent changes are also phoned or sent to the group. Keep the address of this page to "
      "yourself.",
      "临时调班仍以电话或群通知为准。本页网址只给自己用，请勿转发。" },
  [GENG_WORD_SCAN] = { "Scan: your duties", "扫码看班" },
  [GENG_WORD_REFRESH]
  = { "The phone looks for changes every few hours; urgent changes are also phoned or sent to the "
      "group.",
      "手机每隔几小时自动更新；临时调班仍以电话或群通知为准。" },
  [GENG_WORD_SLIP_STEPS]
  = { "Scan with the camera or WeChat; the page shows your duties and how to subscribe.",
      "用相机或微信扫码；网页上有自己的班，也写着怎样订阅。" },
  [GENG_WORD_SEPARATOR] = { " · ", " · " },
  [GENG_WORD_LIST_SEPARATOR] = { ", ", "、" },
  [GENG_WORD_COLON] = { ": ", "：" },
  [GENG_WORD_INTERNAL] = { "INTERNAL – do not post or forward", "内部资料　不得张贴转发" },
  [GENG_WORD_DRAFT] = { "DRAFT – not published", "草案（未发布）" },
};

static const char *const weekdays_en[] = { "", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" };
static const char *const weekdays_zh[] = { "", "一", "二", "三", "四", "五", "六", "日" };
static const char *const months_en[]
    = { "",     "January", "February",  "March",   "April",    "May",     "June",
        "July", "August",  "September", "October", "November", "December" };

static gboolean
is_chinese (const char *language)
{
  return language != NULL && g_str_has_prefix (language, "zh");
}

const char *
geng_report_word (const char *language, GengWord word)
{
  return is_chinese (language) ? words[word].zh : words[word].en;
}

/* The language asked for, or else the station's, or else the program's. */
const char *
geng_report_language (GengStation *station, const char *language)
{
  if (language == NULL)
    language = geng_station_get_language (station);
  if (language == NULL)
    language = g_get_language_names ()[0];
  return is_chinese (language) ? "zh" : "en";
}

const char *
geng_report_weekday (const char *language, GDateWeekday weekday)
{
  return is_chinese (language) ? weekdays_zh[weekday] : weekdays_en[weekday];
}

char *
geng_report_month_name (const char *language, const GDate *date)
{
  int year = g_date_get_year (date);
  int month = g_date_get_month (date);

  if (is_chinese (language))
    return g_strdup_printf ("%d年%d月", year, month);
  return g_strdup_printf ("%s %d", months_en[month], year);
}

char *
geng_report_date (const char *language, const GDate *date)
{
  int month = g_date_get_month (date);
  int day = g_date_get_day (date);
  const char *weekday = geng_report_weekday (language, g_date_get_weekday (date));

  if (is_chinese (language))
    return g_strdup_printf ("%d月%d日 周%s", month, day, weekday);
  return g_strdup_printf ("%s %d %.3s", weekday, day, months_en[month]);
}

/* Hours with a half or a quarter only where there is one. */
char *
geng_report_hours (int minutes)
{
  if (minutes % 60 == 0)
    return g_strdup_printf ("%d", minutes / 60);
  return g_strdup_printf ("%d:%02d", minutes / 60, minutes % 60);
}

/* 28:00 of the duty day is 04:00 of the next morning, as people say it. */
char *
geng_report_clock (int minute)
{
  int of_day = minute % GENG_DAY_MINUTES;

  return g_strdup_printf ("%02d:%02d", of_day / 60, of_day % 60);
}

/* What begins after midnight says so: its duty day is the day before. */
static char *
span_text (const char *language, int from, int to)
{
  g_autofree char *first = geng_report_clock (from);
  g_autofree char *last = geng_report_clock (to);
  gboolean next_day = from >= GENG_DAY_MINUTES;

  return g_strdup_printf (
      "%s%s–%s", next_day ? geng_report_word (language, GENG_WORD_NEXT_DAY) : "", first, last);
}

char *
geng_report_times (const char *language, GengShift *shift)
{
  return span_text (language, geng_shift_get_start_minute (shift),
                    geng_shift_get_end_minute (shift));
}

GPtrArray *
geng_report_list_shifts (GengStation *station)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (!geng_station_is_leader_shift (station, shift))
        g_ptr_array_add (list, g_steal_pointer (&shift));
    }
  return list;
}

const char *
geng_report_role (GengStation *station, const char *role)
{
  GengEntity *entity = NULL;

  if (g_str_has_prefix (role, "org:"))
    entity = (GengEntity *) geng_station_lookup_organisation (station, role + strlen ("org:"));
  else
    entity = (GengEntity *) geng_station_lookup_role (station, role);
  return entity != NULL ? geng_entity_get_name (entity) : role;
}

/* "12月6日 周日 夜 18:00–04:00 村区网格 缺2人（派出所）" */
char *
geng_report_gap (const char *language, GengStation *station, GengGap *gap)
{
  GengDemand *demand = geng_gap_get_demand (gap);
  GengPost *post = geng_demand_get_post (demand);
  const char *role = geng_gap_get_role (gap);
  g_autofree char *date = geng_report_date (language, geng_gap_get_date (gap));
  g_autofree char *hours
      = span_text (language, geng_gap_get_start_minute (gap), geng_gap_get_end_minute (gap));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s %s%s", date, hours,
                          geng_entity_get_name (GENG_ENTITY (post)),
                          geng_report_word (language, GENG_WORD_COLON));
  g_string_append_printf (text, is_chinese (language) ? "%s%d人" : "%s %d",
                          geng_report_word (language, GENG_WORD_MISSING),
                          geng_gap_get_places (gap));
  if (role != NULL)
    g_string_append_printf (text, is_chinese (language) ? "（%s）" : " (%s)",
                            geng_report_role (station, role));
  return g_string_free (text, FALSE);
}
