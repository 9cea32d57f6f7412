/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an office reads and hands out, for the sample village, whose folder is the first argument.
 */
#include <geng-office/geng-office.h>
#include <stdio.h>

static void
stop_at (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
publish (GengRoster *roster, GDateTime *now)
{
  g_autoptr (GError) error = NULL;

  /* example: GengOffice.Publisher */
  g_autoptr (GengPublisher) publisher = geng_publisher_new (geng_roster_get_station (roster));

  geng_publisher_add_month (publisher, roster, NULL, &error);
  stop_at (error);
  geng_publisher_render (publisher, now, &error);
  stop_at (error);

  /* example: GengOffice.FeedFile */
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  guint n_own = 0;

  for (guint i = 0; i < feeds->len; i++)
    n_own += geng_feed_file_get_scope (feeds->pdata[i]) == GENG_FEED_SCOPE_MEMBER;
  printf ("feeds of members: %s\n", n_own > 0 ? "yes" : "no");
  /* end */
}

static void
hand_out (GengRoster *roster, GDate *month)
{
  g_autoptr (GengJournal) journal = geng_journal_new (geng_roster_get_station (roster));

  /* example: GengOffice.Document */
  g_autoptr (GengDocument) document
      = geng_report_attendance (geng_roster_get_station (roster), month, roster, journal, "zh_CN");
  g_autofree char *page = geng_document_to_html (document);

  printf ("a page: %s\n", g_strrstr (page, "</html>") != NULL ? "yes" : "no");
  /* end */
}

static void
take_in (GengStation *station, GDate *first, GDate *last)
{
  static const char leave[]
      = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART;VALUE=DATE:20270305\r\nDTEND;VALUE=DATE:20270307\r\nSUMMARY:Leave\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n";
  static const char people[] = "姓名,职务,电话\n王一,队员,10000000001\n李二,队长,10000000002\n";
  g_autoptr (GengMember) member = g_list_model_get_item (geng_station_get_members (station), 0);
  g_autoptr (GengStation) empty = geng_station_new ("gate", "门岗", "Asia/Shanghai", NULL);
  g_autoptr (GBytes) calendar = g_bytes_new_static (leave, sizeof leave - 1);
  g_autoptr (GBytes) table = g_bytes_new_static (people, sizeof people - 1);
  g_autoptr (GError) error = NULL;

  /* example: GengOffice.Import */
  g_autoptr (GengImport) import = geng_import_requests (station, member, GENG_REQUEST_KIND_LEAVE,
                                                        calendar, "leave.ics", first, last, &error);

  stop_at (error);

  g_autoptr (GPtrArray) requests = geng_import_list_requests (import);

  printf ("%u leave\n", requests->len);

  /* example: GengOffice.Worksheet */
  g_autoptr (GengWorksheet) sheet = geng_worksheet_read (table, "people.csv", NULL, &error);

  stop_at (error);
  printf ("%s\n", geng_worksheet_get_cell (sheet, 1, 0));

  /* example: GengOffice.StaffList */
  g_autoptr (GengStaffList) staff = geng_staff_list_new (sheet, &error);

  stop_at (error);
  geng_staff_list_take (staff, empty, NULL, NULL, &error);
  stop_at (error);
  printf ("%u people\n", g_list_model_get_n_items (geng_station_get_members (empty)));
  /* end */
}

/* A month with nobody's duties. */
static GBytes *
empty_month (GengStation *station)
{
  GListModel *members = geng_station_get_members (station);
  g_autoptr (GString) text = g_string_new ("姓名");
  gsize length;

  for (int day = 1; day <= 31; day++)
    g_string_append_printf (text, ",%d", day);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);

      g_string_append_printf (text, "\n%s", geng_entity_get_name (member));
      for (int day = 1; day <= 31; day++)
        g_string_append_c (text, ',');
    }
  g_string_append_c (text, '\n');
  length = text->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&text), FALSE), length);
}

static void
take_roster (GengStation *station)
{
  g_autoptr (GBytes) content = empty_month (station);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengWorksheet) sheet = geng_worksheet_read (content, "march.csv", NULL, &error);

  stop_at (error);

  /* example: GengOffice.RosterSheet */
  g_autoptr (GengRosterSheet) read
      = geng_roster_sheet_new (station, sheet, 2027, G_DATE_MARCH, &error);

  stop_at (error);

  g_autoptr (GengRoster) roster = geng_roster_sheet_take (read, NULL, FALSE, &error);
  g_autoptr (GPtrArray) duties = NULL;

  stop_at (error);
  duties = geng_roster_list_duties (roster);
  printf ("%u duties\n", duties->len);
  /* end */
}

static void
tell (GengPlan *plan, GDate *date, GDateTime *now)
{
  GengRoster *roster = geng_plan_get_roster (plan);
  GengJudgement *judgement = geng_plan_get_judgement (plan);
  GengStation *station = geng_roster_get_station (roster);

  /* example: GengOffice.Overview */
  g_autoptr (GengOverview) overview = geng_overview_new ("片区", now);

  geng_overview_add (overview, station, roster, judgement, GENG_MONTH_STATE_DRAFT,
                     GENG_MONTH_STATE_NONE, NULL);

  g_autofree char *text = geng_overview_to_text (overview, "zh_CN");

  printf ("an overview: %s\n", text[0] != '\0' ? "yes" : "no");

  /* example: GengOffice.ZoneMeeting */
  g_autoptr (GengZoneMeeting) meeting = geng_zone_meeting_new ("片区", date);

  geng_zone_meeting_add_next (meeting, station, roster, judgement, FALSE);

  g_autoptr (GengDocument) paper = geng_zone_meeting_to_document (meeting, "zh_CN");
  g_autofree char *page = geng_document_to_html (paper);

  printf ("a paper: %s\n", page[0] != '\0' ? "yes" : "no");
  /* end */
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = geng_store_open (argv[1], &error);
  g_autoptr (GengStation) station = store ? geng_store_load (store, &error) : NULL;
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_MARCH, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (31, G_DATE_MARCH, 2027);
  g_autoptr (GDateTime) noon = g_date_time_new_utc (2027, 3, 2, 12, 0, 0);
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;

  stop_at (error);
  planner = geng_planner_new (station, first, last, &error);
  stop_at (error);
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  plan = geng_planner_plan (planner, NULL, &error);
  stop_at (error);
  publish (geng_plan_get_roster (plan), noon);
  hand_out (geng_plan_get_roster (plan), first);
  take_in (station, first, last);
  take_roster (station);
  tell (plan, first, noon);
  return 0;
}
