/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes as a table from outside.  What is read lies within the bounds of a table, what is
 * refused names the file, and people that are taken are members with an id and a name.  The bytes
 * are read as a file and as the sheet inside a workbook, for spoilt bytes seldom pass a zip's
 * checksum. */

#include "fuzz.h"

#include "geng-xlsx-page.h"
#include <geng-office/geng-office.h>

static void
check_sheet (GengWorksheet *sheet)
{
  g_assert_cmpuint (geng_worksheet_get_n_rows (sheet), <=, GENG_WORKSHEET_MAX_ROWS);
  g_assert_cmpuint (geng_worksheet_get_n_columns (sheet), <=, GENG_WORKSHEET_MAX_COLUMNS);
  for (guint row = 0; row < geng_worksheet_get_n_rows (sheet); row++)
    for (guint column = 0; column < geng_worksheet_get_n_columns (sheet); column++)
      g_assert_true (g_utf8_validate (geng_worksheet_get_cell (sheet, row, column), -1, NULL));
}

static void
check_people (GengWorksheet *sheet)
{
  g_autoptr (GengStation) station = geng_station_new ("village", NULL, "Asia/Shanghai", NULL);
  g_autoptr (GengStaffList) list = geng_staff_list_new (sheet, NULL);
  GListModel *members = geng_station_get_members (station);

  if (list == NULL || !geng_staff_list_take (list, station, NULL, NULL, NULL))
    return;
  g_assert_cmpuint (g_list_model_get_n_items (members), ==, geng_staff_list_get_n_people (list));
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);

      g_assert_cmpstr (geng_entity_get_id (member), !=, "");
      g_assert_cmpstr (geng_entity_get_name (member), !=, "");
    }
}

/* Two shifts, one of them after midnight, at two posts, and one known member. */
static GengStation *
make_station (void)
{
  GengStation *station = geng_station_new ("village", NULL, "Asia/Shanghai", NULL);
  g_autoptr (GengWindow) patrol = geng_window_new ("patrol", NULL, 480, 1680);
  g_autoptr (GengWindow) watch = geng_window_new ("watch", NULL, 1680, 1920);
  g_autoptr (GengShift) day = geng_shift_new ("白班", NULL, patrol, 480, 1080);
  g_autoptr (GengShift) dawn = geng_shift_new ("值守", NULL, watch, 1680, 1920);
  g_autoptr (GengPost) village = geng_post_new ("村", NULL);
  g_autoptr (GengPost) desk = geng_post_new ("站", NULL);
  g_autoptr (GengMember) member = geng_member_new ("01", "石大山");

  g_assert_true (geng_station_add_window (station, patrol, NULL));
  g_assert_true (geng_station_add_window (station, watch, NULL));
  g_assert_true (geng_station_add_shift (station, day, NULL));
  g_assert_true (geng_station_add_shift (station, dawn, NULL));
  g_assert_true (geng_station_add_post (station, village, NULL));
  g_assert_true (geng_station_add_post (station, desk, NULL));
  g_assert_true (geng_station_add_member (station, member, NULL));
  return station;
}

/* What is taken lies in the month; what is not has faults. */
static void
check_roster (GengWorksheet *sheet, gboolean record)
{
  g_autoptr (GengStation) station = make_station ();
  g_autoptr (GengRosterSheet) table = geng_roster_sheet_new (station, sheet, 2026, 12, NULL);
  g_auto (GStrv) strangers = table != NULL ? geng_roster_sheet_list_strangers (table) : NULL;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  if (table == NULL)
    return;
  geng_roster_sheet_set_dawn_before (table, record);
  for (guint i = 0; record && strangers[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autoptr (GengMember) member = geng_member_new (id, strangers[i]);

      g_assert_true (geng_station_add_member (station, member, NULL));
    }
  roster = geng_roster_sheet_take (table, NULL, record, &error);
  faults = geng_roster_sheet_list_faults (table);
  g_assert_true ((roster == NULL) == (error != NULL));
  g_assert_true (roster == NULL || faults->len == 0);
}

static void
read_page (GBytes *bytes)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) formats = g_array_new (FALSE, TRUE, sizeof (GengFormat));
  GengXlsxBook book = { strings, formats, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GengWorksheet) sheet = NULL;

  for (guint i = 0; i < 8; i++)
    g_ptr_array_add (strings, g_strdup (i == 0 ? "姓名" : "手机"));
  g_array_set_size (formats, 4);
  g_array_index (formats, GengFormat, 1) = GENG_FORMAT_DATE;
  sheet = geng_xlsx_page_read (bytes, "sheet1.xml", &book, "x.xlsx", "x", &error);
  g_assert_true ((sheet == NULL) == (error != NULL));
  if (sheet == NULL)
    return;
  check_sheet (sheet);
  check_people (sheet);
  check_roster (sheet, TRUE);
  check_roster (sheet, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengWorksheet) sheet = geng_worksheet_read (bytes, "x.xlsx", NULL, &error);

  g_assert_true ((sheet == NULL) == (error != NULL));
  if (sheet != NULL)
    {
      check_sheet (sheet);
      check_people (sheet);
      check_roster (sheet, TRUE);
      check_roster (sheet, FALSE);
    }
  else
    g_assert_true (g_str_has_prefix (error->message, "x.xlsx"));
  read_page (bytes);
  return 0;
}
