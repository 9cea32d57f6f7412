/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

/* The names and nicks of the journal's enumerations, for properties and bindings. */

static const GEnumValue attendance_kinds[] = {
  { GENG_ATTENDANCE_KIND_SERVED, "GENG_ATTENDANCE_KIND_SERVED", "served" },
  { GENG_ATTENDANCE_KIND_ABSENT, "GENG_ATTENDANCE_KIND_ABSENT", "absent" },
  { GENG_ATTENDANCE_KIND_SUBSTITUTE, "GENG_ATTENDANCE_KIND_SUBSTITUTE", "substitute" },
  { GENG_ATTENDANCE_KIND_CALLED, "GENG_ATTENDANCE_KIND_CALLED", "called" },
  { GENG_ATTENDANCE_KIND_EXTRA, "GENG_ATTENDANCE_KIND_EXTRA", "extra" },
  { 0, NULL, NULL },
};

static const GEnumValue rounds[] = {
  { GENG_ROUNDS_UNKNOWN, "GENG_ROUNDS_UNKNOWN", "unknown" },
  { GENG_ROUNDS_CLEAN, "GENG_ROUNDS_CLEAN", "clean" },
  { GENG_ROUNDS_FOUND, "GENG_ROUNDS_FOUND", "found" },
  { GENG_ROUNDS_MISSED, "GENG_ROUNDS_MISSED", "missed" },
  { 0, NULL, NULL },
};

static const GEnumValue inspection_results[] = {
  { GENG_INSPECTION_RESULT_PASSED, "GENG_INSPECTION_RESULT_PASSED", "passed" },
  { GENG_INSPECTION_RESULT_TO_MEND, "GENG_INSPECTION_RESULT_TO_MEND", "to-mend" },
  { GENG_INSPECTION_RESULT_CLOSED, "GENG_INSPECTION_RESULT_CLOSED", "closed" },
  { 0, NULL, NULL },
};

static const GEnumValue journal_tables[] = {
  { GENG_JOURNAL_TABLE_ATTENDANCE, "GENG_JOURNAL_TABLE_ATTENDANCE", "attendance" },
  { GENG_JOURNAL_TABLE_FINDINGS, "GENG_JOURNAL_TABLE_FINDINGS", "findings" },
  { GENG_JOURNAL_TABLE_INSPECTIONS, "GENG_JOURNAL_TABLE_INSPECTIONS", "inspections" },
  { 0, NULL, NULL },
};

GType
geng_attendance_kind_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GengAttendanceKind", attendance_kinds));
  return type;
}

GType
geng_rounds_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GengRounds", rounds));
  return type;
}

GType
geng_inspection_result_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GengInspectionResult", inspection_results));
  return type;
}

GType
geng_journal_table_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GengJournalTable", journal_tables));
  return type;
}
