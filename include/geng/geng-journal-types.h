/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

/**
 * GengAttendanceKind:
 * @GENG_ATTENDANCE_KIND_SERVED: one's own duty, served (在岗)
 * @GENG_ATTENDANCE_KIND_ABSENT: one's own duty, not served (缺勤)
 * @GENG_ATTENDANCE_KIND_SUBSTITUTE: somebody else's duty, or a part of it (顶班)
 * @GENG_ATTENDANCE_KIND_CALLED: called out of the reserve (备勤出动)
 * @GENG_ATTENDANCE_KIND_EXTRA: sent out beside the roster (临时加派)
 *
 * How a confirmed stretch of service came to be.
 */
typedef enum
{
  GENG_ATTENDANCE_KIND_SERVED,
  GENG_ATTENDANCE_KIND_ABSENT,
  GENG_ATTENDANCE_KIND_SUBSTITUTE,
  GENG_ATTENDANCE_KIND_CALLED,
  GENG_ATTENDANCE_KIND_EXTRA
} GengAttendanceKind;

#define GENG_TYPE_ATTENDANCE_KIND (geng_attendance_kind_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_attendance_kind_get_type (void) G_GNUC_CONST;

/**
 * GengRounds:
 * @GENG_ROUNDS_UNKNOWN: nobody said
 * @GENG_ROUNDS_CLEAN: looked, and found nothing (已查无问题)
 * @GENG_ROUNDS_FOUND: looked, and found something (已查有问题)
 * @GENG_ROUNDS_MISSED: did not look (未查)
 *
 * What the rounds of a patrol with the post's checklist came to (三查).
 */
typedef enum
{
  GENG_ROUNDS_UNKNOWN,
  GENG_ROUNDS_CLEAN,
  GENG_ROUNDS_FOUND,
  GENG_ROUNDS_MISSED
} GengRounds;

#define GENG_TYPE_ROUNDS (geng_rounds_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_rounds_get_type (void) G_GNUC_CONST;

/**
 * GengInspectionResult:
 * @GENG_INSPECTION_RESULT_PASSED: in order (合格)
 * @GENG_INSPECTION_RESULT_TO_MEND: to be put right by a date (限期整改)
 * @GENG_INSPECTION_RESULT_CLOSED: closed until it is put right (停业)
 *
 * What an inspection of a firm came to.
 */
typedef enum
{
  GENG_INSPECTION_RESULT_PASSED,
  GENG_INSPECTION_RESULT_TO_MEND,
  GENG_INSPECTION_RESULT_CLOSED
} GengInspectionResult;

#define GENG_TYPE_INSPECTION_RESULT (geng_inspection_result_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_inspection_result_get_type (void) G_GNUC_CONST;

/**
 * GengJournalTable:
 * @GENG_JOURNAL_TABLE_ATTENDANCE: who was there (签到表)
 * @GENG_JOURNAL_TABLE_FINDINGS: what patrols found (问题台账)
 * @GENG_JOURNAL_TABLE_INSPECTIONS: visits to firms (检查台账)
 *
 * A table of the journal that offices keep as a sheet of their own.
 */
typedef enum
{
  GENG_JOURNAL_TABLE_ATTENDANCE,
  GENG_JOURNAL_TABLE_FINDINGS,
  GENG_JOURNAL_TABLE_INSPECTIONS
} GengJournalTable;

#define GENG_TYPE_JOURNAL_TABLE (geng_journal_table_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_journal_table_get_type (void) G_GNUC_CONST;

G_END_DECLS
