/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The attendance sheet of the month's end (考勤表): who was there on which day. */

#include "geng-document-private.h"
#include "geng-earnings.h"
#include "geng-report-month-end.h"
#include "geng-report-words.h"

#define say geng_document_say

/* The width of a day's column, in characters. */
#define DAY_WIDTH 2

typedef struct
{
  GengDocument *document;
  GengEarningsMonth month;
  GHashTable *leaves; /* GengMember → GPtrArray of GengRequest */
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

/* Confirmed, and a duty that counts. */
#define TICK "√"
/* Confirmed, and not a whole duty by the contract's rule. */
#define PART "*"

char *
geng_month_end_shifts (GengDocument *document, GengStation *station, gboolean marks)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (station);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shifts->len; i++)
    {
      GengShift *shift = shifts->pdata[i];
      const char *mark = marks ? geng_shift_get_mark (shift) : NULL;
      g_autofree char *times = geng_report_times (document->language, shift);
      g_autofree char *name = g_strdup_printf (say (document, "%s (%s)", "%s（%s）"),
                                               geng_entity_get_name (GENG_ENTITY (shift)), times);
      char *one = mark != NULL ? g_strdup_printf ("%s = %s", mark, name) : g_strdup (name);

      /* Several stations may have the same. */
      if (!g_hash_table_contains (seen, one))
        g_string_append_printf (text, "%s%s", text->len > 0 ? say (document, "; ", "；") : "", one);
      g_hash_table_add (seen, one);
    }
  return g_string_free (text, FALSE);
}

char *
geng_month_end_duties (double duties)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.2f", duties);
  if (g_str_has_suffix (text, ".00"))
    text[strlen (text) - strlen (".00")] = '\0';
  return g_strdup (text);
}

/* "次日00:00" is the next month's there. */
char *
geng_month_end_crossing (GengDocument *document, int carried_in, int carried_out)
{
  g_autofree char *in = geng_report_hours (carried_in), *out = geng_report_hours (carried_out);

  return g_strdup_printf (
      geng_document_say (document,
                         "Over the month's end: %s h of the last duty of the month before count "
                         "here; %s h of the last duty of this month count in the next.",
                         "跨月：上月最后一班转入本月 %s 小时；本月最后一班转入下月 %s 小时。"),
      in, out);
}

/* -- cells -- */

static gboolean
is_leader (const Sheet *self, GengShift *shift)
{
  return shift != NULL && geng_station_is_leader_shift (self->month.station, shift);
}

/* A shift without a mark of its own is told by its name; a service outside of any by the tick
 * alone. */
static const char *
mark_of (GengShift *shift)
{
  const char *mark = shift != NULL ? geng_shift_get_mark (shift) : NULL;

  if (shift == NULL || (mark != NULL && mark[0] != '\0'))
    return shift != NULL ? mark : "";
  return geng_entity_get_name (GENG_ENTITY (shift));
}

/* "白" over "√": the shift, and that it was served. */
static void
append_served (const Sheet *self, GString *text, GengAttendance *row)
{
  GengShift *shift = geng_attendance_get_shift (row);
  const char *mark = mark_of (shift);
  gboolean whole = shift == NULL || geng_earnings_share (self->month.station, row) >= 1;

  g_string_append_printf (text, "%s%s%s", mark, mark[0] != '\0' ? "\n" : "", whole ? TICK : PART);
}

/* The cell of a day: a line a confirmed service or absence, a bracket round what nobody confirmed,
 * 假 for leave. */
static char *
day_text (const Sheet *self, GengMember *member, const GDate *date)
{
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self->month.journal, member, date);
  GengDuty *duty
      = self->month.roster != NULL ? geng_roster_lookup (self->month.roster, member, date) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GengAttendance *row = g_ptr_array_index (rows, i);

      if (is_leader (self, geng_attendance_get_shift (row)))
        continue;
      if (geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_ABSENT)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                say (self->document, "A", "缺"));
      else
        {
          g_string_append (text, text->len > 0 ? "\n" : "");
          append_served (self, text, row);
        }
    }
  if (duty != NULL && geng_station_is_at_work (self->month.station, duty)
      && !geng_journal_is_confirmed (self->month.journal, duty))
    g_string_append_printf (text, "%s(%s)", text->len > 0 ? "\n" : "",
                            mark_of (geng_duty_get_shift (duty)));
  if (text->len == 0 && is_leave (self, member, date))
    g_string_append (text, geng_report_word (self->document->language, GENG_WORD_LEAVE_MARK));
  return g_string_free (text, FALSE);
}

/* -- the table -- */

static void
add_day_columns (const Sheet *self, GengGrid *grid)
{
  GengStation *station = self->month.station;
  GDate date = self->month.first;

  for (guint day = 1; day <= self->n_days; day++, g_date_add_days (&date, 1))
    {
      g_autofree char *head = g_strdup_printf (
          "%u\n%s", day,
          geng_report_weekday (self->document->language, g_date_get_weekday (&date)));

      geng_grid_column (grid, head, DAY_WIDTH)->shaded
          = geng_station_is_weekend (station, &date) || geng_station_is_holiday (station, &date);
    }
}

static void
add_columns (const Sheet *self, GengGrid *grid)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (self->month.station);

  geng_grid_column (grid, say (self->document, "Name", "姓名"), 6);
  add_day_columns (self, grid);
  for (guint i = 0; i < self->n_shifts; i++)
    {
      GengShift *shift = shifts->pdata[i];
      g_autofree char *head
          = g_strdup_printf (say (self->document, "%s", "%s\n次"), mark_of (shift));

      geng_grid_column (grid, head, 3);
    }
  geng_grid_column (grid, say (self->document, "Hours", "时数"), 5);
  geng_grid_column (grid, say (self->document, "Not con-\nfirmed", "未核\n次"),
                    self->document->language[0] == 'z' ? 3 : 6);
  geng_grid_column (grid, say (self->document, "Signature", "签名"), 8);
}

typedef struct
{
  double *by_shift;
  int served, carried_in, carried_out;
  guint unconfirmed, n;
} Sums;

static void
add_to_sums (const Sheet *self, Sums *sums, const GengEarnings *one)
{
  for (guint i = 0; i < self->n_shifts; i++)
    sums->by_shift[i] += one->by_shift[i];
  sums->served += one->served;
  sums->carried_in += one->carried_in;
  sums->carried_out += one->carried_out;
  sums->unconfirmed += one->unconfirmed;
  sums->n++;
}

static void
add_counts (const Sheet *self, GengGrid *grid, const double *by_shift, int served, guint open)
{
  for (guint i = 0; i < self->n_shifts; i++)
    {
      g_autofree char *duties = geng_month_end_duties (by_shift[i]);

      geng_grid_figure (grid, by_shift[i], duties);
    }
  geng_grid_hours (grid, served);
  geng_grid_number (grid, open);
}

static void
write_member (const Sheet *self, GengGrid *grid, const GengEarnings *one)
{
  GDate date = self->month.first;

  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (one->member)));
  for (guint day = 0; day < self->n_days; day++, g_date_add_days (&date, 1))
    {
      g_autofree char *text = day_text (self, one->member, &date);

      geng_grid_text (grid, text[0] == '(' ? GENG_LOOK_OPEN : GENG_LOOK_PLAIN, text);
    }
  add_counts (self, grid, one->by_shift, one->served, one->unconfirmed);
  geng_grid_empty (grid, 1);
}

static void
write_sums (const Sheet *self, GengGrid *grid, const Sums *sums)
{
  geng_grid_total (grid);
  geng_grid_text (grid, GENG_LOOK_PLAIN, say (self->document, "All", "合计"));
  geng_grid_span (grid, GENG_LOOK_PLAIN, "", self->n_days);
  add_counts (self, grid, sums->by_shift, sums->served, sums->unconfirmed);
  geng_grid_text (grid, GENG_LOOK_PLAIN, "");
}

static void
write_notes (const Sheet *self, const Sums *sums)
{
  g_autofree char *crossing
      = geng_month_end_crossing (self->document, sums->carried_in, sums->carried_out);
  g_autofree char *shifts = geng_month_end_shifts (self->document, self->month.station, TRUE);

  geng_document_paragraph (self->document, GENG_TONE_PLAIN, crossing);
  geng_document_paragraph (self->document, GENG_TONE_NOTE, shifts);
  geng_document_paragraph (
      self->document, GENG_TONE_NOTE,
      say (
          self->document,
          "√: served and confirmed, by duty day, and counted as a whole duty by the contract's "
          "rule, also where somebody came late or left early; by itself: outside of any shift, for "
          "its hours alone. *: confirmed, but not a whole duty by that rule. In brackets: planned, "
          "and confirmed by nobody. A: absent. –: on leave. Hours go by the date on the clock.",
          "√ = 已核出勤（按勤务日），按合同计一次（迟到、早退的也在内，时数按实际）；只有√的为班次"
          "以外的勤务，只计时数；* = 已核，按合同不足一次；括号 = "
          "排了班而未核；缺 = 缺勤；假 = 请假。时数按自然日计。"));
  geng_document_footer (self->document, say (self->document, "Made by:", "制表人："),
                        say (self->document, "Checked by:", "审核人："),
                        say (self->document, "Approved by:", "负责人："), NULL);
}

/* -- a page an organisation -- */

void
geng_month_end_begin_page (GengDocument *document,
                           GengOrganisation *organisation,
                           const GDate *month,
                           const char *english,
                           const char *chinese)
{
  const char *name = organisation != NULL ? geng_entity_get_name (GENG_ENTITY (organisation))
                                          : say (document, "Others", "其他");
  g_autofree char *text = geng_report_month_name (document->language, month);
  g_autofree char *head = g_strdup_printf (say (document, english, chinese), name, text);

  geng_document_page (document, name);
  geng_document_heading (document, head);
}

void
geng_month_end_write_pages (GengStation *station, GengMonthEndPage write, gpointer sheet)
{
  GListModel *organisations = geng_station_get_organisations (station);

  for (guint i = 0; i < g_list_model_get_n_items (organisations); i++)
    {
      g_autoptr (GengOrganisation) organisation = g_list_model_get_item (organisations, i);

      write (sheet, organisation);
    }
  write (sheet, NULL);
}

/* Those of @organisation of whom there is something to say. */
static GPtrArray *
list_members (const Sheet *self, GengOrganisation *organisation)
{
  GListModel *members = geng_station_get_members (self->month.station);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_earnings_free);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GengEarnings) one = NULL;

      if (geng_member_get_organisation (member) != organisation)
        continue;
      one = geng_earnings_new (&self->month, member, GENG_EARNINGS_HERE);
      if (geng_earnings_is_listed (one))
        g_ptr_array_add (list, g_steal_pointer (&one));
    }
  return list;
}

static void
write_page (gpointer data, GengOrganisation *organisation)
{
  const Sheet *self = data;
  g_autoptr (GPtrArray) list = list_members (self, organisation);
  g_autofree double *by_shift = g_new0 (double, self->n_shifts + 1);
  Sums sums = { by_shift };
  GengGrid *grid;

  if (list->len == 0)
    return;
  geng_month_end_begin_page (self->document, organisation, &self->month.first, "%s: attendance, %s",
                             "%s考勤表　%s");
  grid = geng_document_grid (self->document);
  grid->dense = TRUE;
  add_columns (self, grid);
  for (guint i = 0; i < list->len; i++)
    {
      write_member (self, grid, list->pdata[i]);
      add_to_sums (self, &sums, list->pdata[i]);
    }
  write_sums (self, grid, &sums);
  write_notes (self, &sums);
}

/**
 * geng_report_attendance:
 * @station: a station
 * @month: a day of the month
 * @official: (nullable): the official roster of the month
 * @journal: the journal of at least that month and the one before it
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The attendance sheet of the month's end (考勤表), a page for each organisation: names × days,
 * with a place to sign. Only what is confirmed is counted; what nobody confirmed stands in
 * brackets. Marks and duties belong to the month of their duty day, hours to the date on the clock.
 * Everybody signs it, so it names no kind of leave.
 *
 * Returns: (transfer full): a document, A4 landscape
 */
GengDocument *
geng_report_attendance (GengStation *station,
                        const GDate *month,
                        GengRoster *official,
                        GengJournal *journal,
                        const char *language)
{
  Sheet sheet = { NULL };
  g_autoptr (GHashTable) leaves = NULL;
  g_autoptr (GPtrArray) shifts = NULL;
  g_autofree char *title = NULL;
  const char *tag;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (month != NULL && g_date_valid (month), NULL);
  tag = geng_report_language (station, language);
  title = g_strdup_printf (tag[0] == 'z' ? "%s考勤表" : "%s: attendance",
                           geng_entity_get_name (GENG_ENTITY (station)));
  sheet.leaves = leaves = index_leaves (station);
  shifts = geng_report_list_shifts (station);
  geng_earnings_month_init (&sheet.month, station, official, journal, month);
  sheet.n_days = g_date_get_day (&sheet.month.last);
  sheet.n_shifts = shifts->len;
  sheet.document = geng_document_new (tag, title, GENG_DOCUMENT_WIDE);
  geng_month_end_write_pages (station, write_page, &sheet);
  geng_earnings_month_clear (&sheet.month);
  return sheet.document;
}
