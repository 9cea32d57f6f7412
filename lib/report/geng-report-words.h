/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

/* The words on sheets, in the language of whom the sheet is for.  Not gettext: a sheet's language
 * is the station's, not that of the process that writes it. */
typedef enum
{
  GENG_WORD_MEMBER,
  GENG_WORD_DATE,
  GENG_WORD_SHIFT,
  GENG_WORD_POST,
  GENG_WORD_NAMES,
  GENG_WORD_DUTIES,
  GENG_WORD_WEEKENDS,
  GENG_WORD_HOLIDAYS,
  GENG_WORD_HOURS,
  GENG_WORD_GAP,
  GENG_WORD_GAPS,
  GENG_WORD_NO_GAPS,
  GENG_WORD_MISSING,
  GENG_WORD_LEAVE,
  GENG_WORD_LEAVE_MARK,
  GENG_WORD_LENT,
  GENG_WORD_LENT_MARK,
  GENG_WORD_BUSY,
  GENG_WORD_BUSY_MARK,
  GENG_WORD_RESERVE,
  GENG_WORD_RESERVE_MARK,
  GENG_WORD_WEEKEND,
  GENG_WORD_HOLIDAY,
  GENG_WORD_WORKDAY,
  GENG_WORD_REST_MARK,
  GENG_WORD_WORK_MARK,
  GENG_WORD_LEGEND,
  GENG_WORD_ROSTER,
  GENG_WORD_ON_DUTY,
  GENG_WORD_NOBODY,
  GENG_WORD_UNTIL,
  GENG_WORD_KEEPS,
  GENG_WORD_UNMANNED,
  GENG_WORD_NEXT_DAY,
  GENG_WORD_PEOPLE,
  GENG_WORD_LOAD,
  GENG_WORD_NO_DUTY,
  GENG_WORD_SUBSCRIBE,
  GENG_WORD_SUBSCRIBE_INTRO,
  GENG_WORD_SECRET,
  GENG_WORD_SHARED,
  GENG_WORD_SHARED_INTRO,
  GENG_WORD_TEAM,
  GENG_WORD_STATION,
  GENG_WORD_NEXT_DUTIES,
  GENG_WORD_NO_NEXT_DUTIES,
  GENG_WORD_TAP,
  GENG_WORD_COPY,
  GENG_WORD_HOW,
  GENG_WORD_COPY_TEXT,
  GENG_WORD_DOWNLOAD,
  GENG_WORD_PHONES,
  GENG_WORD_WECHAT,
  GENG_WORD_IPHONE,
  GENG_WORD_PAGE_IPHONE,
  GENG_WORD_PAGE_IPHONE_PASTE,
  GENG_WORD_PAGE_ADDRESS,
  GENG_WORD_ANDROID,
  GENG_WORD_PAGE_ANDROID,
  GENG_WORD_OTHERS,
  GENG_WORD_PAGE_OTHERS,
  GENG_WORD_PAGE_REFRESH,
  GENG_WORD_SCAN,
  GENG_WORD_REFRESH,
  GENG_WORD_SLIP_STEPS,
  GENG_WORD_SEPARATOR,
  GENG_WORD_LIST_SEPARATOR,
  GENG_WORD_COLON,
  GENG_WORD_INTERNAL,
  GENG_WORD_DRAFT,
  GENG_N_WORDS
} GengWord;

const char *geng_report_word (const char *language, GengWord word);
const char *geng_report_language (GengStation *station, const char *language);
const char *geng_report_weekday (const char *language, GDateWeekday weekday);
char *geng_report_month_name (const char *language, const GDate *date);
char *geng_report_date (const char *language, const GDate *date);
char *geng_report_hours (int minutes);
char *geng_report_clock (int minute);
char *geng_report_times (const char *language, GengShift *shift);
/* (transfer container) (element-type GengShift): those in which people sign in, are paid and hand
 * over: all but the shifts of a leader on call */
GPtrArray *geng_report_list_shifts (GengStation *station);
/* (transfer none): the name of a role, or of the organisation of "org:police" */
const char *geng_report_role (GengStation *station, const char *role);
char *geng_report_gap (const char *language, GengStation *station, GengGap *gap);

G_END_DECLS
