/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng journal show: how much of a month is confirmed and what is not, what went otherwise than
 * planned, how it went (勤务情况), and what patrols found that is still open. */

#include "book.h"
#include "office.h"

/* What is to be shown; counted once for people and for programs. */
typedef struct
{
  Book *book;
  GengJournal *kept; /* what earlier months left open is in it, too */
  GengRoster *official;
  GPtrArray *conditions; /* of char * */
  GPtrArray *open;       /* of GengDuty: over, and confirmed by nobody */
  GDate today;
  guint n_over, n_confirmed, n_beside;
} Show;

static void
show_clear (Show *self)
{
  g_clear_object (&self->kept);
  g_clear_object (&self->official);
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Show, show_clear)

static const char *
text_or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

static const char *
name_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_name (entity) : "";
}

/* -- counting -- */

static void
count_duties (Show *self)
{
  GengStation *station = self->book->desk.station;
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->official);

  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      g_autoptr (GDateTime) end = geng_duty_get_end (duty, station);
      gboolean confirmed = geng_journal_is_confirmed (self->book->journal, duty);
      gboolean over = g_date_time_compare (end, self->book->now) <= 0;

      if (!geng_station_is_at_work (station, duty))
        continue;
      self->n_confirmed += confirmed;
      self->n_over += over;
      if (over && !confirmed)
        g_ptr_array_add (self->open, g_object_ref (duty));
    }
}

/* A row of an own duty that the record has no more (表外). */
static gboolean
is_beside (Show *self, GengAttendance *row)
{
  GengDuty *duty = geng_roster_lookup (self->official, geng_attendance_get_member (row),
                                       geng_attendance_get_date (row));

  return geng_attendance_get_kind (row) <= GENG_ATTENDANCE_KIND_ABSENT
         && (duty == NULL || geng_duty_get_shift (duty) != geng_attendance_get_shift (row));
}

static void
count_beside (Show *self)
{
  GListModel *rows = geng_journal_get_attendance (self->book->journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);

      self->n_beside += is_beside (self, row);
    }
}

/* -- for people -- */

static void
print_row (Show *self, GengAttendance *row)
{
  static const char *const kinds[]
      = { N_ ("served"), N_ ("absent"), N_ ("stood in for"), N_ ("called out"), N_ ("sent out") };
  int start = geng_attendance_get_start_minute (row), end = geng_attendance_get_end_minute (row);
  GengMember *whose = geng_attendance_get_stands_in_for (row);

  g_print (" %s %s", name_of (geng_attendance_get_member (row)),
           _ (kinds[geng_attendance_get_kind (row)]));
  if (whose != NULL)
    g_print (" %s", name_of (whose));
  if (start >= 0)
    g_print (" %02d:%02d–%02d:%02d", start / 60 % 24, start % 60, end / 60 % 24, end % 60);
  if (is_beside (self, row))
    g_print (_ (" (beside the roster)"));
  g_print ("\n");
}

/* A row that is just what the roster promised says nothing new. */
static gboolean
is_plain (Show *self, GengAttendance *row)
{
  GengShift *shift = geng_attendance_get_shift (row);

  return geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_SERVED && shift != NULL
         && geng_attendance_get_start_minute (row) == geng_shift_get_start_minute (shift)
         && geng_attendance_get_end_minute (row) == geng_shift_get_end_minute (shift)
         && !is_beside (self, row);
}

static void
print_exceptions (Show *self)
{
  GListModel *rows = geng_journal_get_attendance (self->book->journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);
      g_autofree char *day = desk_date_text (geng_attendance_get_date (row));

      if (is_plain (self, row))
        continue;
      g_print ("  %s", day);
      print_row (self, row);
    }
}

static gboolean
is_overdue (Show *self, GengPatrolFinding *row)
{
  const GDate *due = geng_patrol_finding_get_due (row);

  return due != NULL && geng_patrol_finding_get_settled (row) == NULL
         && g_date_compare (due, &self->today) < 0;
}

static void
print_findings (Show *self)
{
  GListModel *rows = geng_journal_get_findings (self->kept);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengPatrolFinding) row = g_list_model_get_item (rows, i);
      const GDate *due = geng_patrol_finding_get_due (row);
      g_autofree char *due_text = desk_date_text (due);

      if (geng_patrol_finding_get_settled (row) != NULL)
        continue;
      g_print ("  %s %s %s: %s", geng_patrol_finding_get_id (row),
               name_of (geng_patrol_finding_get_post (row)),
               text_or_nothing (geng_patrol_finding_get_kind (row)),
               text_or_nothing (geng_patrol_finding_get_text (row)));
      if (is_overdue (self, row))
        g_print (_ (" (overdue since %s)"), due_text);
      else if (due != NULL)
        g_print (_ (" (by %s)"), due_text);
      g_print ("\n");
    }
}

/* Nobody has been at the premises since, by the table of checks. */
static gboolean
awaits_recheck (Show *self, GengInspection *row)
{
  GListModel *rows = geng_journal_get_inspections (self->kept);

  if (geng_inspection_get_recheck (row) == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengInspection) other = g_list_model_get_item (rows, i);

      if (g_date_compare (geng_inspection_get_date (other), geng_inspection_get_date (row)) > 0
          && geng_inspection_get_post (other) == geng_inspection_get_post (row)
          && g_strcmp0 (geng_inspection_get_premises (other), geng_inspection_get_premises (row))
                 == 0)
        return FALSE;
    }
  return TRUE;
}

static void
print_rechecks (Show *self)
{
  GListModel *rows = geng_journal_get_inspections (self->kept);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengInspection) row = g_list_model_get_item (rows, i);
      const GDate *due = geng_inspection_get_recheck (row);
      g_autofree char *day = desk_date_text (geng_inspection_get_date (row));
      g_autofree char *due_text = desk_date_text (due);

      if (!awaits_recheck (self, row))
        continue;
      g_print ("  %s %s %s", day, name_of (geng_inspection_get_post (row)),
               text_or_nothing (geng_inspection_get_premises (row)));
      if (g_date_compare (due, &self->today) < 0)
        g_print (_ (": the second visit is overdue since %s\n"), due_text);
      else
        g_print (_ (": a second visit by %s\n"), due_text);
    }
}

/* Days in a row as one line, with how many duties they have. */
static void
print_open (Show *self)
{
  guint to;

  for (guint i = 0; i < self->open->len; i = to)
    {
      const GDate *first = geng_duty_get_date (self->open->pdata[i]), *last = first;
      g_autofree char *from = desk_date_text (first);
      g_autofree char *until = NULL;

      for (to = i + 1; to < self->open->len; to++)
        {
          const GDate *date = geng_duty_get_date (self->open->pdata[to]);

          if (g_date_days_between (last, date) > 1)
            break;
          last = date;
        }
      until = desk_date_text (last);
      g_print (ngettext ("  not confirmed: %s%s%s, %u duty\n",
                         "  not confirmed: %s%s%s, %u duties\n", to - i),
               from, first == last ? "" : "..", first == last ? "" : until, to - i);
    }
}

static void
print_all (Show *self)
{
  g_print (_ ("Confirmed (已核): %u; unconfirmed (未核): %u, of %u duties that are over.\n"),
           self->n_confirmed, self->open->len, self->n_over);
  print_open (self);
  if (self->n_beside > 0)
    g_print (ngettext ("%u confirmed row is beside the roster (表外).\n",
                       "%u confirmed rows are beside the roster (表外).\n", self->n_beside),
             self->n_beside);
  print_exceptions (self);
  if (self->conditions->len > 0)
    g_print ("%s\n", _ ("How it went (勤务情况):"));
  for (guint i = 0; i < self->conditions->len; i++)
    g_print ("  %s\n", (const char *) self->conditions->pdata[i]);
  print_findings (self);
  print_rechecks (self);
}

/* -- for programs -- */

static void
add_date (JsonBuilder *builder, const char *name, const GDate *date)
{
  g_autofree char *text = date != NULL ? desk_date_text (date) : NULL;

  add_text (builder, name, text);
}

static void
add_id (JsonBuilder *builder, const char *name, gpointer entity)
{
  add_text (builder, name, entity != NULL ? geng_entity_get_id (entity) : NULL);
}

static void
add_row (Show *self, GengAttendance *row, JsonBuilder *builder)
{
  static const char *const kinds[] = { "served", "absent", "substitute", "called", "extra" };
  static const char *const rounds[] = { NULL, "clean", "found", "missed" };

  json_builder_begin_object (builder);
  add_date (builder, "date", geng_attendance_get_date (row));
  add_id (builder, "member", geng_attendance_get_member (row));
  add_text (builder, "name", name_of (geng_attendance_get_member (row)));
  add_id (builder, "shift", geng_attendance_get_shift (row));
  add_id (builder, "post", geng_attendance_get_post (row));
  add_text (builder, "kind", kinds[geng_attendance_get_kind (row)]);
  add_number (builder, "from", geng_attendance_get_start_minute (row));
  add_number (builder, "to", geng_attendance_get_end_minute (row));
  add_id (builder, "for", geng_attendance_get_stands_in_for (row));
  add_text (builder, "rounds", rounds[geng_attendance_get_rounds (row)]);
  add_text (builder, "confirmed-by", geng_attendance_get_confirmed_by (row));
  json_builder_set_member_name (builder, "beside");
  json_builder_add_boolean_value (builder, is_beside (self, row));
  json_builder_end_object (builder);
}

static void
add_open (Show *self, GengPatrolFinding *row, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", geng_patrol_finding_get_id (row));
  add_date (builder, "date", geng_patrol_finding_get_date (row));
  add_id (builder, "post", geng_patrol_finding_get_post (row));
  add_text (builder, "kind", geng_patrol_finding_get_kind (row));
  add_text (builder, "text", geng_patrol_finding_get_text (row));
  add_date (builder, "due", geng_patrol_finding_get_due (row));
  add_date (builder, "settled", geng_patrol_finding_get_settled (row));
  json_builder_set_member_name (builder, "overdue");
  json_builder_add_boolean_value (builder, is_overdue (self, row));
  json_builder_end_object (builder);
}

static void
add_rechecks (Show *self, JsonBuilder *builder)
{
  GListModel *rows = geng_journal_get_inspections (self->kept);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengInspection) row = g_list_model_get_item (rows, i);
      const GDate *due = geng_inspection_get_recheck (row);

      if (!awaits_recheck (self, row))
        continue;
      json_builder_begin_object (builder);
      add_date (builder, "date", geng_inspection_get_date (row));
      add_id (builder, "post", geng_inspection_get_post (row));
      add_text (builder, "premises", geng_inspection_get_premises (row));
      add_date (builder, "due", due);
      json_builder_set_member_name (builder, "overdue");
      json_builder_add_boolean_value (builder, g_date_compare (due, &self->today) < 0);
      json_builder_end_object (builder);
    }
}

static void
answer (Show *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  GListModel *rows = geng_journal_get_attendance (self->book->journal);
  GListModel *findings = geng_journal_get_findings (self->kept);

  json_builder_begin_object (builder);
  add_number (builder, "over", self->n_over);
  add_number (builder, "confirmed", self->n_confirmed);
  add_number (builder, "unconfirmed", self->open->len);
  add_number (builder, "beside", self->n_beside);
  json_builder_set_member_name (builder, "attendance");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);

      add_row (self, row, builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "conditions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->conditions->len; i++)
    json_builder_add_string_value (builder, self->conditions->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GengPatrolFinding) row = g_list_model_get_item (findings, i);

      if (geng_patrol_finding_get_settled (row) == NULL
          || g_date_compare (geng_patrol_finding_get_date (row), &self->book->desk.first) >= 0)
        add_open (self, row, builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rechecks");
  json_builder_begin_array (builder);
  add_rechecks (self, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

Status
run_journal_show (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  g_auto (Show) show = { &book };
  GDate since;
  const GOptionEntry own[] = { { "at", 0, 0, G_OPTION_ARG_STRING, &said.now,
                                 N_ ("As it is at that moment (default: now)"), N_ ("TIME") },
                               { NULL } };

  if (!options_parse (&options, "journal show", _ ("[MONTH]"),
                      _ ("Shows how much of a month is confirmed, what went otherwise than "
                         "planned, and the findings that are open."),
                      own, argc, argv)
      || !book_open (&book, &options, &said, DESK_READ))
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &show.today);
  if (options_take (&options, 0) == NULL)
    book.desk.first = book.desk.last = show.today;
  else if (!desk_set_month (&book.desk, options_take (&options, 0)))
    return STATUS_BAD;
  since = book.desk.first;
  g_date_subtract_months (&since, FINDING_MONTHS);
  if (!book_load (&book, &book.desk.first, &book.desk.last)
      || (show.kept = desk_load_journal (&book.desk, &since, &book.desk.last)) == NULL)
    return STATUS_BAD;
  show.official = book_load_official (&book, &book.desk.first, &book.desk.last);
  if (show.official == NULL
      || (show.conditions = book_find_conditions (&book, show.official, &show.today)) == NULL)
    return STATUS_BAD;
  count_duties (&show);
  count_beside (&show);
  if (options.json)
    answer (&show);
  else
    print_all (&show);
  return STATUS_FINE;
}
