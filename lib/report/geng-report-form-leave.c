/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The sheet of leave and of swaps (请假换班登记表), a person a page: what was asked for and who
 * stood in, with places to sign.  It names kinds and reasons, so it is for the office.
 */

#include "geng-report-forms.h"

#include "geng-report-words.h"

#define say geng_document_say

/* Empty lines for what is asked for later. */
#define SPARE_ROWS 6
#define N_COLUMNS 8

typedef struct
{
  GengDocument *document;
  GengStation *station;
  GengJournal *journal; /* (nullable) */
  GVariant *changes;    /* (nullable) */
  GDate first, last;
} Leaves;

static const char *
name_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_name (GENG_ENTITY (entity)) : "";
}

static gboolean
overlaps (const Leaves *self, GengRequest *request)
{
  return g_date_compare (geng_request_get_first (request), &self->last) <= 0
         && g_date_compare (&self->first, geng_request_get_last (request)) <= 0;
}

static char *
date_text (const GDate *date)
{
  return g_strdup_printf ("%d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

/* "2026-11-09 – 2026-11-13", with times where it has them */
static char *
request_days (GengRequest *request)
{
  g_autofree char *from = date_text (geng_request_get_first (request));
  g_autofree char *to = date_text (geng_request_get_last (request));
  g_autofree char *start = NULL, *end = NULL;

  if (!geng_request_get_timed (request))
    return g_str_equal (from, to) ? g_strdup (from) : g_strdup_printf ("%s – %s", from, to);
  start = geng_report_clock (geng_request_get_start_minute (request));
  end = geng_report_clock (geng_request_get_end_minute (request));
  return g_strdup_printf ("%s %s – %s %s", from, start, to, end);
}

/* "请假（年休）" */
static char *
leave_text (const Leaves *self, GengRequest *request)
{
  const char *id = geng_request_get_leave_kind (request);
  GengLeaveKind *kind = id != NULL ? geng_station_lookup_leave_kind (self->station, id) : NULL;

  if (kind == NULL)
    return g_strdup (say (self->document, "Leave", "请假"));
  return g_strdup_printf (say (self->document, "Leave (%s)", "请假（%s）"), name_of (kind));
}

/* "值守（次日04:00–08:00）" */
static char *
shift_text (const Leaves *self, GengShift *shift)
{
  g_autofree char *times
      = shift != NULL ? geng_report_times (self->document->language, shift) : NULL;

  if (shift == NULL)
    return g_strdup ("");
  return g_strdup_printf (say (self->document, "%s (%s)", "%s（%s）"), name_of (shift), times);
}

/* The same of each of these ids, a line each. */
static char *
list_shifts (const Leaves *self, const char *ids)
{
  g_auto (GStrv) each = g_strsplit (ids, "\n", -1);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autofree char *text = shift_text (self, geng_station_lookup_shift (self->station, each[i]));

      g_strv_builder_add (texts, text);
    }
  list = g_strv_builder_end (texts);
  return g_strjoinv ("\n", list);
}

static void
begin_row (GengGrid *grid, const char *what, const char *when, const char *reason)
{
  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_PLAIN, what);
  geng_grid_text (grid, GENG_LOOK_PLAIN, when);
  geng_grid_text (grid, GENG_LOOK_TEXT, reason);
}

static guint
write_requests (const Leaves *self, GengGrid *grid, GengMember *member)
{
  GListModel *requests = geng_station_get_requests (self->station);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);
      g_autofree char *when = NULL, *what = NULL;

      if (geng_request_get_kind (request) != GENG_REQUEST_KIND_LEAVE
          || geng_request_get_member (request) != member || !overlaps (self, request))
        continue;
      n++;
      if (grid == NULL)
        continue;
      when = request_days (request);
      what = leave_text (self, request);
      begin_row (grid, what, when, geng_request_get_reason (request));
      geng_grid_empty (grid, 5);
    }
  return n;
}

/* Somebody stood in for the member, or he for somebody. */
static guint
write_swaps (const Leaves *self, GengGrid *grid, GengMember *member)
{
  GListModel *rows = self->journal != NULL ? geng_journal_get_attendance (self->journal) : NULL;
  guint n = 0;

  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);
      GengMember *whose = geng_attendance_get_stands_in_for (row);
      GengMember *who = geng_attendance_get_member (row);
      const GDate *date = geng_attendance_get_date (row);
      g_autofree char *when = NULL, *shift = NULL;

      if (whose == NULL || (whose != member && who != member)
          || g_date_compare (date, &self->first) < 0 || g_date_compare (date, &self->last) > 0)
        continue;
      n++;
      if (grid == NULL)
        continue;
      when = date_text (date);
      begin_row (grid,
                 whose == member ? say (self->document, "Was stood in for", "由他人顶班")
                                 : say (self->document, "Stood in", "替他人顶班"),
                 when, geng_attendance_get_note (row));
      shift = shift_text (self, geng_attendance_get_shift (row));
      geng_grid_text (grid, GENG_LOOK_TEXT, shift);
      geng_grid_text (grid, GENG_LOOK_PLAIN, name_of (whose == member ? who : whose));
      geng_grid_empty (grid, 3);
    }
  return n;
}

static const char *
value_of (GVariant *change, const char *name)
{
  const char *text = "";

  g_variant_lookup (change, name, "&s", &text);
  return text;
}

/* What was entered of the member's duties and absences, by whom, and who approved it. */
static guint
write_changes (const Leaves *self, GengGrid *grid, GengMember *member)
{
  gsize n = self->changes != NULL ? g_variant_n_children (self->changes) : 0;
  guint n_rows = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) change = g_variant_get_child_value (self->changes, i);
      g_autofree char *shift = NULL;

      if (!g_str_equal (value_of (change, "member"), geng_entity_get_id (GENG_ENTITY (member))))
        continue;
      n_rows++;
      if (grid == NULL)
        continue;
      begin_row (grid, value_of (change, "what"), value_of (change, "when"),
                 value_of (change, "why"));
      shift = list_shifts (self, value_of (change, "shift"));
      geng_grid_text (grid, GENG_LOOK_TEXT, shift);
      geng_grid_text (grid, GENG_LOOK_PLAIN, value_of (change, "with"));
      geng_grid_text (grid, GENG_LOOK_SIGN, value_of (change, "by"));
      geng_grid_text (grid, GENG_LOOK_SIGN, value_of (change, "approved-by"));
      geng_grid_text (grid, GENG_LOOK_TEXT, value_of (change, "note"));
    }
  return n_rows;
}

static void
add_columns (const Leaves *self, GengGrid *grid)
{
  static const struct
  {
    const char *english, *chinese;
    guint width;
  } columns[N_COLUMNS] = {
    { "What", "事项", 8 },
    { "When", "起止时间", 16 },
    { "Reason", "事由", 14 },
    { "Shift", "原班次", 14 },
    { "With whom", "顶班、换班人", 9 },
    { "Asked (signed)", "申请人签名", 10 },
    { "Approved (signed)", "批准人签名", 10 },
    { "Remarks", "备注", 10 },
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    geng_grid_column (grid, say (self->document, columns[i].english, columns[i].chinese),
                      columns[i].width);
}

static void
write_person (const Leaves *self, GengMember *member)
{
  g_autofree char *from = date_text (&self->first), *to = date_text (&self->last);
  g_autofree char *head = g_strdup_printf (
      say (self->document, "Leave and swaps: %s", "请假换班登记表　%s"), name_of (member));
  g_autofree char *text
      = g_strdup_printf (say (self->document, "Organisation: %s. Team: %s. From %s to %s.",
                              "单位：%s　班组：%s　时间：%s 至 %s"),
                         name_of (geng_member_get_organisation (member)),
                         name_of (geng_member_get_team (member)), from, to);
  GengGrid *grid;

  geng_document_page (self->document, name_of (member));
  geng_document_heading (self->document, head);
  geng_document_paragraph (self->document, GENG_TONE_SUB, text);
  grid = geng_document_grid (self->document);
  add_columns (self, grid);
  write_requests (self, grid, member);
  write_swaps (self, grid, member);
  write_changes (self, grid, member);
  for (guint i = 0; i < SPARE_ROWS; i++)
    {
      geng_grid_row (grid);
      geng_grid_empty (grid, N_COLUMNS);
    }
}

/**
 * geng_report_leave_form:
 * @station: a station
 * @member: (nullable): whose sheet; %NULL for a page for each who was absent or swapped
 * @journal: (nullable): the journal of these days, which knows who stood in for whom
 * @changes: (nullable): `aa{ss}`, what was entered of leave and swaps: `member` (an id), `what`,
 *   `when`, `why`, `shift` (ids, a line each: which he had), `with`, `by`, `approved-by` and `note`
 *   of each
 * @first: the first day
 * @last: the last day
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The sheet of leave and swaps (请假换班登记表), a person a page, with empty lines and places to
 * sign.  It names kinds and reasons of leave: for the office alone, and headed so.
 *
 * Returns: (transfer full): a document; one without pages where nobody was absent or swapped
 */
GengDocument *
geng_report_leave_form (GengStation *station,
                        GengMember *member,
                        GengJournal *journal,
                        GVariant *changes,
                        const GDate *first,
                        const GDate *last,
                        const char *language)
{
  Leaves self = { NULL };
  const char *tag;
  g_autofree char *title = NULL;
  GListModel *members;

  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (member == NULL || GENG_IS_MEMBER (member), NULL);
  g_return_val_if_fail (journal == NULL || GENG_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (
      changes == NULL || g_variant_is_of_type (changes, G_VARIANT_TYPE ("aa{ss}")), NULL);
  g_return_val_if_fail (first != NULL && g_date_valid (first), NULL);
  g_return_val_if_fail (last != NULL && g_date_valid (last), NULL);
  tag = geng_report_language (station, language);
  title = g_strdup_printf (tag[0] == 'z' ? "%s请假换班登记表" : "%s: leave and swaps",
                           name_of (station));
  self.station = station;
  self.journal = journal;
  self.changes = changes;
  self.first = *first;
  self.last = *last;
  self.document = geng_document_new (tag, title, GENG_DOCUMENT_WIDE | GENG_DOCUMENT_INTERNAL);
  members = geng_station_get_members (station);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) one = g_list_model_get_item (members, i);

      if (member != NULL ? one == member
                         : write_requests (&self, NULL, one) + write_swaps (&self, NULL, one)
                                   + write_changes (&self, NULL, one)
                               > 0)
        write_person (&self, one);
    }
  return self.document;
}
