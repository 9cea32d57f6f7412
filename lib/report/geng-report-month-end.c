/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The sheets of the month's end: who was there on which day, and what is to be paid for it. */

#include "geng-paper.h"
#include "geng-report-html.h"
#include "geng-report-words.h"
#include "geng-review.h"

#define say geng_paper_say

/* What a member is paid for, as the journal confirms it. */
typedef struct
{
  guint *by_shift; /* confirmed services by duty day, in the order of the station's shifts */
  guint unconfirmed;
  int minutes;           /* confirmed, by the date on the clock */
  int statutory_minutes; /* of them, on statutory days */
  int carried_in;        /* of them, of a duty that began in the month before */
  int carried_out;       /* what a duty of this month served in the next: not of them */
} Sum;

typedef struct
{
  GengPaper *paper;
  GengStation *station;
  GengRoster *roster; /* (nullable) */
  GengJournal *journal;
  GHashTable *leaves; /* GengMember → GPtrArray of GengRequest */
  GDate first, last;
  guint n_days, n_shifts;
} Sheet;

static GHashTable *
index_leaves (GengStation *station)
{
  GListModel *requests = geng_station_get_requests (station);
  GHashTable *leaves = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);
      GengMember *member = geng_request_get_member (request);
      GPtrArray *list = g_hash_table_lookup (leaves, member);

      if (geng_request_get_kind (request) != GENG_REQUEST_KIND_LEAVE)
        continue;
      if (list == NULL)
        g_hash_table_insert (leaves, member,
                             list = g_ptr_array_new_with_free_func (g_object_unref));
      g_ptr_array_add (list, g_object_ref (request));
    }
  return leaves;
}

static gboolean
is_leave (const Sheet *self, GengMember *member, const GDate *date)
{
  GPtrArray *list = g_hash_table_lookup (self->leaves, member);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      GengRequest *request = g_ptr_array_index (list, i);

      if (g_date_compare (geng_request_get_first (request), date) <= 0
          && g_date_compare (date, geng_request_get_last (request)) <= 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
mark_of (GengShift *shift)
{
  const char *mark = shift != NULL ? geng_shift_get_mark (shift) : NULL;

  return mark != NULL ? mark : "√";
}

static gboolean
in_month (const Sheet *self, const GDate *date)
{
  return g_date_compare (date, &self->first) >= 0 && g_date_compare (date, &self->last) <= 0;
}

/* Pay goes by the date on the clock: a night is cut at midnight. */
static void
count_minutes (const Sheet *self, Sum *sum, GengAttendance *row)
{
  const GDate *duty_day = geng_attendance_get_date (row);
  int start = geng_attendance_get_start_minute (row), end = geng_attendance_get_end_minute (row);
  GDate date = *duty_day;

  for (int midnight = 0; midnight < end; midnight += GENG_DAY_MINUTES)
    {
      int from = MAX (start, midnight), to = MIN (end, midnight + GENG_DAY_MINUTES);
      int minutes
          = from < to ? geng_station_elapsed_minutes (self->station, duty_day, from, to) : 0;

      if (in_month (self, &date))
        {
          sum->minutes += minutes;
          if (geng_station_is_holiday (self->station, &date))
            sum->statutory_minutes += minutes;
          if (!in_month (self, duty_day))
            sum->carried_in += minutes;
        }
      else if (in_month (self, duty_day))
        sum->carried_out += minutes;
      g_date_add_days (&date, 1);
    }
}

static void
count_service (const Sheet *self, Sum *sum, GengAttendance *row)
{
  GListModel *shifts = geng_station_get_shifts (self->station);

  if (geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_ABSENT)
    return;
  count_minutes (self, sum, row);
  for (guint i = 0; i < self->n_shifts && in_month (self, geng_attendance_get_date (row)); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (shift == geng_attendance_get_shift (row))
        sum->by_shift[i]++;
    }
}

/* All rows of the month, and those of the eve that reach into it. */
static void
add_up (const Sheet *self, GengMember *member, Sum *sum)
{
  GDate date = self->first;

  sum->by_shift = g_new0 (guint, self->n_shifts + 1);
  g_date_subtract_days (&date, 1);
  for (; g_date_compare (&date, &self->last) <= 0; g_date_add_days (&date, 1))
    {
      g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self->journal, member, &date);
      GengDuty *duty = self->roster != NULL && in_month (self, &date)
                           ? geng_roster_lookup (self->roster, member, &date)
                           : NULL;

      for (guint i = 0; i < rows->len; i++)
        count_service (self, sum, g_ptr_array_index (rows, i));
      if (duty != NULL && !geng_journal_is_confirmed (self->journal, duty))
        sum->unconfirmed++;
    }
}

static void
clear_sum (Sum *self)
{
  g_clear_pointer (&self->by_shift, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sum, clear_sum)

/* -- attendance -- */

/* The cell of a day: the marks of what is confirmed, 缺 for a missed duty, a bracket round what
 * nobody confirmed, 假 for leave. */
static char *
day_text (const Sheet *self, GengMember *member, const GDate *date)
{
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self->journal, member, date);
  GengDuty *duty = self->roster != NULL ? geng_roster_lookup (self->roster, member, date) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GengAttendance *row = g_ptr_array_index (rows, i);

      if (geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_ABSENT)
        g_string_append (text, say (self->paper, "A", "缺"));
      else
        g_string_append (text, mark_of (geng_attendance_get_shift (row)));
    }
  if (duty != NULL && !geng_journal_is_confirmed (self->journal, duty))
    g_string_append_printf (text, "(%s)", mark_of (geng_duty_get_shift (duty)));
  if (text->len == 0 && is_leave (self, member, date))
    g_string_append (text, geng_report_word (self->paper->language, GENG_WORD_LEAVE_MARK));
  return g_string_free (text, FALSE);
}

static void
append_head (const Sheet *self, const char *text)
{
  geng_html_element (self->paper->html, "th", NULL, text);
}

static void
append_shift_heads (const Sheet *self)
{
  GListModel *shifts = geng_station_get_shifts (self->station);

  for (guint i = 0; i < self->n_shifts; i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      g_autofree char *head
          = g_strdup_printf (say (self->paper, "%s", "%s（次）"), mark_of (shift));

      append_head (self, head);
    }
}

static void
begin_attendance (const Sheet *self)
{
  GString *html = self->paper->html;

  g_string_append (html, "<table><thead><tr>");
  append_head (self, say (self->paper, "Name", "姓名"));
  for (guint day = 0; day < self->n_days; day++)
    g_string_append_printf (html, "<th>%u</th>", day + 1);
  append_shift_heads (self);
  append_head (self, say (self->paper, "Unconfirmed", "未核"));
  append_head (self, say (self->paper, "Signature", "签名"));
  g_string_append (html, "</tr></thead>\n<tbody>\n");
}

static void
write_attendance_row (const Sheet *self, GengMember *member, const Sum *sum)
{
  geng_paper_begin_row (self->paper, NULL);
  geng_paper_cell (self->paper, "text", geng_entity_get_name (GENG_ENTITY (member)));
  for (guint day = 0; day < self->n_days; day++)
    {
      GDate date = self->first;
      g_autofree char *text = NULL;

      g_date_add_days (&date, day);
      text = day_text (self, member, &date);
      geng_paper_cell (self->paper, text[0] == '(' ? "open" : NULL, text);
    }
  for (guint i = 0; i < self->n_shifts; i++)
    geng_paper_number (self->paper, sum->by_shift[i]);
  geng_paper_number (self->paper, sum->unconfirmed);
  geng_paper_cell (self->paper, "sign", "");
  geng_paper_end_row (self->paper);
}

/* -- pay -- */

static void
begin_pay (const Sheet *self)
{
  GString *html = self->paper->html;

  g_string_append (html, "<table><thead><tr>");
  append_head (self, say (self->paper, "Name", "姓名"));
  append_shift_heads (self);
  append_head (self, say (self->paper, "Hours", "时数"));
  append_head (self, say (self->paper, "of them on statutory days", "其中法定节假日"));
  append_head (self, say (self->paper, "from the month before", "跨月（上月转入）"));
  append_head (self, say (self->paper, "into the next month", "跨月（转入下月）"));
  append_head (self, say (self->paper, "Unconfirmed", "未核（次）"));
  append_head (self, say (self->paper, "Amount", "金额（元）"));
  append_head (self, say (self->paper, "Received (signature)", "领款人签名"));
  g_string_append (html, "</tr></thead>\n<tbody>\n");
}

static void
append_hours (const Sheet *self, int minutes)
{
  g_autofree char *hours = geng_report_hours (minutes);

  geng_paper_cell (self->paper, NULL, hours);
}

static void
write_pay_row (const Sheet *self, GengMember *member, const Sum *sum)
{
  geng_paper_begin_row (self->paper, NULL);
  geng_paper_cell (self->paper, "text", geng_entity_get_name (GENG_ENTITY (member)));
  for (guint i = 0; i < self->n_shifts; i++)
    geng_paper_number (self->paper, sum->by_shift[i]);
  append_hours (self, sum->minutes);
  append_hours (self, sum->statutory_minutes);
  append_hours (self, sum->carried_in);
  append_hours (self, sum->carried_out);
  geng_paper_number (self->paper, sum->unconfirmed);
  geng_paper_cell (self->paper, NULL, "");
  geng_paper_cell (self->paper, "sign", "");
  geng_paper_end_row (self->paper);
}

/* -- a sheet an organisation -- */

static gboolean
is_listed (const Sum *sum, guint n_shifts)
{
  for (guint i = 0; i < n_shifts; i++)
    if (sum->by_shift[i] > 0)
      return TRUE;
  return sum->unconfirmed > 0 || sum->minutes > 0;
}

typedef void (*WriteRow) (const Sheet *self, GengMember *member, const Sum *sum);

/* The members of @organisation who are on the sheet, a row each. */
static guint
write_members (const Sheet *self, GengOrganisation *organisation, WriteRow write)
{
  GListModel *members = geng_station_get_members (self->station);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_auto (Sum) sum = { NULL };

      if (geng_member_get_organisation (member) != organisation)
        continue;
      add_up (self, member, &sum);
      if (!is_listed (&sum, self->n_shifts))
        continue;
      if (write != NULL)
        write (self, member, &sum);
      n++;
    }
  return n;
}

static char *
head_of (const Sheet *self, GengOrganisation *organisation, const char *form)
{
  g_autofree char *month = geng_report_month_name (self->paper->language, &self->first);

  return g_strdup_printf (form,
                          organisation != NULL ? geng_entity_get_name (GENG_ENTITY (organisation))
                                               : say (self->paper, "Others", "其他"),
                          month);
}

static void
write_attendance (const Sheet *self, GengOrganisation *organisation)
{
  GengPaper *paper = self->paper;
  g_autofree char *head
      = head_of (self, organisation, say (paper, "%s: attendance, %s", "%s考勤表　%s"));

  geng_paper_heading (paper, head);
  begin_attendance (self);
  write_members (self, organisation, write_attendance_row);
  geng_paper_end_table (paper);
  geng_paper_paragraph (
      paper, "formula",
      say (paper,
           "A mark is a confirmed service by duty day; in brackets: planned, and confirmed by "
           "nobody; A: absent; –: on leave.",
           "格内为已核的班次（按勤务日）；括号内为排了而未核的班次；缺 = 缺勤；假 = 请假。"));
}

static void
write_pay (const Sheet *self, GengOrganisation *organisation)
{
  GengPaper *paper = self->paper;
  g_autofree char *head
      = head_of (self, organisation, say (paper, "%s: allowances, %s", "%s补贴发放表　%s"));

  geng_paper_paragraph (paper, "internal",
                        say (paper, "INTERNAL – do not post or forward", "内部资料　不得张贴转发"));
  geng_paper_heading (paper, head);
  begin_pay (self);
  write_members (self, organisation, write_pay_row);
  geng_paper_end_table (paper);
  geng_paper_paragraph (
      paper, "formula",
      say (paper,
           "Services go by duty day, hours by the date on the clock; what is not confirmed is not "
           "counted.",
           "次数按勤务日计，时数和法定节假日按钟点所在日期计；未核的不计。"));
  geng_paper_footer (paper, say (paper, "Made by:", "制表人："),
                     say (paper, "Checked by:", "审核人："),
                     say (paper, "Approved by:", "负责人："), NULL);
}

typedef void (*WritePage) (const Sheet *self, GengOrganisation *organisation);

static void
write_page (const Sheet *self, GengOrganisation *organisation, WritePage write)
{
  if (write_members (self, organisation, NULL) == 0)
    return;
  geng_paper_begin_page (self->paper);
  write (self, organisation);
  geng_paper_end_page (self->paper);
}

/* A page an organisation, and one for those without. */
static char *
write_pages (Sheet *sheet,
             const GDate *month,
             const char *language,
             const char *form,
             WritePage write)
{
  GListModel *organisations = geng_station_get_organisations (sheet->station);
  g_autoptr (GHashTable) leaves = index_leaves (sheet->station);
  g_autofree char *title
      = g_strdup_printf (form, geng_entity_get_name (GENG_ENTITY (sheet->station)));

  sheet->leaves = leaves;
  sheet->first = *month;
  g_date_set_day (&sheet->first, 1);
  sheet->n_days = g_date_get_days_in_month (g_date_get_month (month), g_date_get_year (month));
  sheet->last = sheet->first;
  g_date_set_day (&sheet->last, sheet->n_days);
  sheet->n_shifts = g_list_model_get_n_items (geng_station_get_shifts (sheet->station));
  sheet->paper = geng_paper_new (language, title, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (organisations); i++)
    {
      g_autoptr (GengOrganisation) organisation = g_list_model_get_item (organisations, i);

      write_page (sheet, organisation, write);
    }
  write_page (sheet, NULL, write);
  return geng_paper_free (sheet->paper);
}

/**
 * geng_report_attendance_html:
 * @station: a station
 * @month: a day of the month
 * @official: (nullable): the official roster of the month
 * @journal: the journal of at least that month and the one before it
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The attendance sheet of the month's end (考勤表), a page for each organisation: names × days,
 * with a place to sign. Only what is confirmed is counted; what nobody confirmed stands in
 * brackets. Everybody signs it, so it names no kind of leave. A4 landscape in black and
 * white, one file without script.
 *
 * Returns: (transfer full): an HTML document in UTF-8
 */
char *
geng_report_attendance_html (GengStation *station,
                             const GDate *month,
                             GengRoster *official,
                             GengJournal *journal,
                             const char *language)
{
  Sheet sheet = { NULL, station, official, journal };
  const char *tag;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (month != NULL && g_date_valid (month), NULL);
  tag = geng_report_language (station, language);
  return write_pages (&sheet, month, tag, tag[0] == 'z' ? "%s考勤表" : "%s: attendance",
                      write_attendance);
}

/**
 * geng_report_pay_html:
 * @station: a station
 * @month: a day of the month
 * @official: (nullable): the official roster of the month
 * @journal: the journal of at least that month and the one before it
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The sheet of allowances (补贴发放表), a page for each organisation: services by shift, hours and
 * hours on statutory days by the date on the clock, what a night over the month's end carries from
 * one month to the other, and places to sign.  For the office alone, and headed so.
 *
 * Returns: (transfer full): an HTML document in UTF-8
 */
char *
geng_report_pay_html (GengStation *station,
                      const GDate *month,
                      GengRoster *official,
                      GengJournal *journal,
                      const char *language)
{
  Sheet sheet = { NULL, station, official, journal };
  const char *tag;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (month != NULL && g_date_valid (month), NULL);
  tag = geng_report_language (station, language);
  return write_pages (&sheet, month, tag, tag[0] == 'z' ? "%s补贴发放表" : "%s: allowances",
                      write_pay);
}
