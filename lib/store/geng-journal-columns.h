/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-words.h"

/* The columns and words of the journal's tables, in the order of the enumerations. */
extern const GengColumn geng_columns_attendance[];
extern const GengColumn geng_columns_corrections[];
extern const GengColumn geng_columns_kit_loans[];
extern const GengColumn geng_columns_hand_overs[];
extern const GengColumn geng_columns_findings[];
extern const GengColumn geng_columns_inspections[];

GENG_SHARED
extern const GengWord geng_words_attendance[];
extern const GengWord geng_words_rounds[];
extern const GengWord geng_words_inspection[];

/* A correction begins with the columns of the row that was wrong. */
enum
{
  ATTENDANCE_DATE,
  ATTENDANCE_SHIFT,
  ATTENDANCE_POST,
  ATTENDANCE_MEMBER,
  ATTENDANCE_NAME,
  ATTENDANCE_KIND,
  ATTENDANCE_START,
  ATTENDANCE_END,
  ATTENDANCE_FOR,
  ATTENDANCE_ROUNDS,
  ATTENDANCE_BY,
  ATTENDANCE_AT,
  ATTENDANCE_NOTE,
  CORRECTION_BY,
  CORRECTION_AT
};
enum
{
  KIT_DATE,
  KIT_SHIFT,
  KIT_MEMBER,
  KIT_NAME,
  KIT_SET,
  KIT_ITEM,
  KIT_OUT,
  KIT_BACK,
  KIT_STATE,
  KIT_NOTE
};
enum
{
  HAND_OVER_DATE,
  HAND_OVER_TIME,
  HAND_OVER_GIVER,
  HAND_OVER_RECEIVER,
  HAND_OVER_COMPLETE,
  HAND_OVER_REPORT,
  HAND_OVER_OPEN
};
enum
{
  FINDING_ID,
  FINDING_DATE,
  FINDING_POST,
  FINDING_KIND,
  FINDING_TEXT,
  FINDING_PLACE,
  FINDING_REPORTER,
  FINDING_DEPARTMENT,
  FINDING_DUE,
  FINDING_SETTLED,
  FINDING_RESULT
};
enum
{
  INSPECTION_DATE,
  INSPECTION_CAMPAIGN,
  INSPECTION_POST,
  INSPECTION_PREMISES,
  INSPECTION_INSPECTOR,
  INSPECTION_RESULT,
  INSPECTION_NOTICE,
  INSPECTION_RECHECK,
  INSPECTION_FINDING
};
