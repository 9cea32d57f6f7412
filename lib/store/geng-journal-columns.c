/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-journal-columns.h"

#include <geng/geng-journal-types.h>

/* clang-format off */
#define ATTENDANCE_COLUMNS                                                     \
  { "date", "日期", TRUE }, { "shift", "班次" }, { "post", "岗位" },           \
  { "member", "队员", TRUE }, { "name", "姓名" }, { "kind", "情况", TRUE },    \
  { "start", "开始" }, { "end", "结束" }, { "stands-in-for", "替谁" },         \
  { "rounds", "三查" }, { "confirmed-by", "核对人" },                          \
  { "confirmed-at", "核对时间" }, { "note", "备注" }
/* clang-format on */

const GengColumn geng_columns_attendance[] = { ATTENDANCE_COLUMNS, { NULL } };

const GengColumn geng_columns_corrections[] = {
  ATTENDANCE_COLUMNS,
  { "retracted-by", "更正人" },
  { "retracted-at", "更正时间", TRUE },
  { NULL },
};

const GengColumn geng_columns_kit_loans[] = {
  { "date", "日期", TRUE },
  { "shift", "班次" },
  { "member", "队员" },
  { "name", "姓名" },
  { "set", "套号" },
  { "item", "实物" },
  { "out", "领用" },
  { "back", "归还" },
  { "state", "状态" },
  { "note", "备注" },
  { NULL },
};

const GengColumn geng_columns_hand_overs[] = {
  { "date", "日期", TRUE },   { "time", "时刻", TRUE },
  { "giver", "交班人" },      { "receiver", "接班人" },
  { "complete", "装备齐否" }, { "report", "值班情况" },
  { "open", "未完事项" },     { NULL },
};

const GengColumn geng_columns_findings[] = {
  { "id", "编号", TRUE },    { "date", "日期", TRUE },     { "post", "网格" },
  { "kind", "类别" },        { "text", "内容" },           { "place", "地点或单位" },
  { "reporter", "上报人" },  { "department", "转办部门" }, { "due", "期限" },
  { "settled", "办结日期" }, { "result", "结果" },         { NULL },
};

const GengColumn geng_columns_inspections[] = {
  { "date", "日期", TRUE },     { "campaign", "专项行动" },
  { "post", "网格" },           { "premises", "受检单位", TRUE },
  { "inspector", "检查人" },    { "result", "结果" },
  { "notice", "整改通知书号" }, { "recheck", "复查日期" },
  { "finding", "问题编号" },    { NULL },
};

const GengWord geng_words_attendance[] = {
  { GENG_ATTENDANCE_KIND_SERVED, "served", "在岗", "到岗 出勤 √ 正常" },
  { GENG_ATTENDANCE_KIND_ABSENT, "absent", "缺勤", "没来 旷工" },
  { GENG_ATTENDANCE_KIND_SUBSTITUTE, "substitute", "顶班", "替班" },
  { GENG_ATTENDANCE_KIND_CALLED, "called", "备勤出动", "出动" },
  { GENG_ATTENDANCE_KIND_EXTRA, "extra", "临时加派", "加派 加班" },
  { 0 },
};

const GengWord geng_words_rounds[] = {
  { GENG_ROUNDS_CLEAN, "clean", "已查无问题", "无问题 已查" },
  { GENG_ROUNDS_FOUND, "found", "已查有问题", "有问题" },
  { GENG_ROUNDS_MISSED, "missed", "未查", NULL },
  { 0 },
};

const GengWord geng_words_inspection[] = {
  { GENG_INSPECTION_RESULT_PASSED, "passed", "合格", NULL },
  { GENG_INSPECTION_RESULT_TO_MEND, "to-mend", "限期整改", "整改" },
  { GENG_INSPECTION_RESULT_CLOSED, "closed", "停业", "停业整顿" },
  { 0 },
};
