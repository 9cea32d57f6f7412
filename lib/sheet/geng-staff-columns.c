/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which row of a table names its columns, and which column is which: offices call them by many
 * names. */

#include "geng-staff-columns.h"
#include "geng-text.h"

#include <string.h>

/* Titles, dates and signatures that stand above the header. */
#define HEADER_ROWS 30

/* In the order of GengStaffColumn; compact, small letters. */
static const char *const names[STAFF_N_COLUMNS] = {
  [STAFF_ID] = "编号 工号 队员编号 人员编号 警号 id number",
  [STAFF_NAME] = "姓名 名字 队员姓名 人员姓名 队员 name",
  [STAFF_ORGANISATION] = ("单位 所属单位 工作单位 所在单位 派出单位 单位名称 部门 organisation "
                          "organization unit"),
  [STAFF_TEAM] = "班组 组别 小组 班别 分组 所属班组 所在班组 中队 team",
  [STAFF_CONTRACT] = "用工形式 用工性质 用工类型 用工方式 人员性质 人员类别 contract",
  [STAFF_TITLE] = "职务 职责 岗位职务 角色 现任职务 title roles position",
  [STAFF_PHONE] = "手机号码 手机 手机号 电话 电话号码 联系电话 联系方式 联系号码 phone mobile",
  [STAFF_SINCE] = "入队日期 入职日期 入队时间 入职时间 到岗日期 到岗时间 参加工作时间 since",
  [STAFF_UNTIL] = "离队日期 离职日期 离队时间 离职时间 until",
};

/* "手机号码（必填）*" is 手机号码. */
static char *
plain_header (const char *text)
{
  char *compact = geng_text_compact (text);

  compact[strcspn (compact, "(*:[")] = '\0';
  return compact;
}

static int
find_name (const char *text)
{
  g_autofree char *header = plain_header (text);

  for (int i = 0; i < STAFF_N_COLUMNS && header[0] != '\0'; i++)
    {
      g_auto (GStrv) known = g_strsplit (names[i], " ", -1);

      if (g_strv_contains ((const char *const *) known, header))
        return i;
    }
  return -1;
}

/* The leftmost column of each name counts. */
static guint
map_row (GengStaffLayout *self, GengWorksheet *sheet, guint row)
{
  guint n = 0;

  for (int i = 0; i < STAFF_N_COLUMNS; i++)
    self->columns[i] = -1;
  for (guint column = 0; column < geng_worksheet_get_n_columns (sheet); column++)
    {
      int name = find_name (geng_worksheet_get_cell (sheet, row, column));

      if (name < 0 || self->columns[name] >= 0)
        continue;
      self->columns[name] = (int) column;
      n++;
    }
  self->header = row;
  return n;
}

/* The first row with a name column that also has another, or stands alone in its row. */
gboolean
geng_staff_layout_find (GengStaffLayout *self, GengWorksheet *sheet)
{
  for (guint row = 0; row < geng_worksheet_get_n_rows (sheet) && row < HEADER_ROWS; row++)
    {
      guint n = map_row (self, sheet, row);

      if (self->columns[STAFF_NAME] >= 0 && (n > 1 || geng_worksheet_get_n_columns (sheet) == 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_used (const GengStaffLayout *self, guint column)
{
  for (int i = 0; i < STAFF_N_COLUMNS; i++)
    if (self->columns[i] == (int) column)
      return TRUE;
  return FALSE;
}

/* Names of the columns that are not taken, but for the count of rows. */
char **
geng_staff_layout_list_unused (const GengStaffLayout *self, GengWorksheet *sheet)
{
  g_autoptr (GStrvBuilder) unused = g_strv_builder_new ();

  for (guint column = 0; column < geng_worksheet_get_n_columns (sheet); column++)
    {
      g_autofree char *header
          = plain_header (geng_worksheet_get_cell (sheet, self->header, column));

      if (header[0] != '\0' && !is_used (self, column) && !g_str_equal (header, "序号"))
        g_strv_builder_add (unused, header);
    }
  return g_strv_builder_end (unused);
}
