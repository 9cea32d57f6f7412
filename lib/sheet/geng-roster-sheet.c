/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A month of names and days into duties. */

#include <geng-office/geng-roster-sheet.h>

#include "geng-gettext.h"
#include "geng-roster-marks.h"
#include "geng-roster-rows.h"
#include "geng-staff-people.h"
#include "geng-text.h"
#include <geng/geng-error.h>

struct _GengRosterSheet
{
  GObject parent_instance;

  GengStation *station;
  GengWorksheet *sheet;
  GengRosterDays days;
  GPtrArray *faults;
  GPtrArray *leave; /* of GengRequest: of the last take */
  GDate first;      /* of the month */
  gboolean dawn_before;
  guint n_left_out, n_second; /* of which so many are a second one on a duty day */
  guint n_guessed;
};

G_DEFINE_FINAL_TYPE (GengRosterSheet, geng_roster_sheet, G_TYPE_OBJECT)

static void
geng_roster_sheet_finalize (GObject *object)
{
  GengRosterSheet *self = GENG_ROSTER_SHEET (object);

  g_clear_object (&self->station);
  g_clear_object (&self->sheet);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->leave);
  G_OBJECT_CLASS (geng_roster_sheet_parent_class)->finalize (object);
}

static void
geng_roster_sheet_class_init (GengRosterSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_roster_sheet_finalize;
}

static void
geng_roster_sheet_init (GengRosterSheet *self)
{
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_fault_free);
  self->leave = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * geng_roster_sheet_fits:
 * @sheet: a table
 *
 * Returns: whether it looks like a roster: a week or more of days across, names in front of them
 */
gboolean
geng_roster_sheet_fits (GengWorksheet *sheet)
{
  GengRosterDays days;

  g_return_val_if_fail (GENG_IS_WORKSHEET (sheet), FALSE);
  return geng_roster_days_find (&days, sheet);
}

static gboolean
set_month (GengRosterSheet *self, GDateYear year, GDateMonth month, GError **error)
{
  const GengRosterDays *days = &self->days;
  const char *file = geng_worksheet_get_file (self->sheet);
  GDate day;

  year = year > 0 ? year : (GDateYear) days->year;
  month = month > 0 ? month : (GDateMonth) days->month;
  if (year == 0 || month == 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD, _ ("%s: nothing says which month this is"),
                   file);
      return FALSE;
    }
  g_date_set_dmy (&self->first, 1, month, year);
  if (!g_date_valid_dmy (days->first_day, month, year)
      || days->first_day + days->n_days - 1 > g_date_get_days_in_month (month, year))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD, _ ("%s: %04d-%02d has no day %u"), file,
                   year, month, days->first_day + days->n_days - 1);
      return FALSE;
    }
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) days->first_day, month, year);
  if (days->weekday == 0 || (int) g_date_get_weekday (&day) == days->weekday)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD,
               _ ("%s: its weekdays are not those of %04d-%02d"), file, year, month);
  return FALSE;
}

/**
 * geng_roster_sheet_new:
 * @station: a station
 * @sheet: a table
 * @year: the year, or 0 for what the table says
 * @month: the month, or 0 for what the table says
 * @error: return location
 *
 * Finds the days and the month of a table.  Cells are read by geng_roster_sheet_take().
 *
 * Returns: (transfer full): the roster; %NULL with %GENG_ERROR_INVALID where the table has no row
 * of days, and with %GENG_ERROR_PERIOD where nothing says of which month it is, or where its days
 * or weekdays are not those of the month
 */
GengRosterSheet *
geng_roster_sheet_new (GengStation *station,
                       GengWorksheet *sheet,
                       GDateYear year,
                       GDateMonth month,
                       GError **error)
{
  g_autoptr (GengRosterSheet) self = NULL;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_WORKSHEET (sheet), NULL);
  self = g_object_new (GENG_TYPE_ROSTER_SHEET, NULL);
  self->station = g_object_ref (station);
  self->sheet = g_object_ref (sheet);
  g_date_clear (&self->first, 1);
  if (!geng_roster_days_find (&self->days, sheet))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: no row counts the days of a month, with names in front of them"),
                   geng_worksheet_get_file (sheet));
      return NULL;
    }
  return set_month (self, year, month, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * geng_roster_sheet_get_first:
 * @self: a roster's table
 *
 * Returns: (transfer none): the first day of its month
 */
const GDate *
geng_roster_sheet_get_first (GengRosterSheet *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), NULL);
  return &self->first;
}

/**
 * geng_roster_sheet_get_own:
 * @self: a roster's table
 *
 * Returns: whether geng_report_xlsx() wrote it: its first cell begins with the station's name, and
 * the sheet is called by the month
 */
gboolean
geng_roster_sheet_get_own (GengRosterSheet *self)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), FALSE);
  g_return_val_if_fail (self->station != NULL && self->sheet != NULL, FALSE);
  name = geng_text_compact (geng_entity_get_name (GENG_ENTITY (self->station)));
  title = geng_text_compact (geng_worksheet_get_cell (self->sheet, 0, 0));
  return g_str_has_prefix (title, name) && g_strrstr (title, "·") != NULL;
}

/* A shift that lies after midnight: on the calendar it is the day after its duty day. */
static gboolean
is_dawn (GengShift *shift)
{
  return geng_shift_get_start_minute (shift) >= GENG_DAY_MINUTES;
}

typedef void (*CellFunc) (GengRosterSheet *self,
                          const GengRosterRow *row,
                          guint column,
                          const GengMark *mark,
                          gpointer data);

static void
each_cell (GengRosterSheet *self, GPtrArray *rows, CellFunc func, gpointer data)
{
  for (guint i = 0; i < rows->len; i++)
    for (guint day = 0; day < self->days.n_days; day++)
      {
        const GengRosterRow *row = g_ptr_array_index (rows, i);
        guint column = self->days.first_column + day;
        const char *cell = geng_worksheet_get_cell (self->sheet, row->row, column);
        GengMark mark = geng_roster_mark_read (self->station, cell);

        func (self, row, column, &mark, data);
      }
}

static GPtrArray *
list_rows (GengRosterSheet *self)
{
  g_ptr_array_set_size (self->faults, 0);
  return geng_roster_rows_read (self->station, self->sheet, &self->days, self->faults);
}

static void
look_for_dawn (GengRosterSheet *self,
               const GengRosterRow *row,
               guint column,
               const GengMark *mark,
               gpointer found)
{
  if (mark->shift != NULL && is_dawn (mark->shift))
    *(gboolean *) found = TRUE;
}

/**
 * geng_roster_sheet_has_dawn:
 * @self: a roster's table
 *
 * Returns: whether a cell holds a shift that begins after midnight, so that one must know whether
 * it stands under its duty day or under the date of that morning
 */
gboolean
geng_roster_sheet_has_dawn (GengRosterSheet *self)
{
  g_autoptr (GPtrArray) rows = NULL;
  gboolean found = FALSE;

  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), FALSE);
  rows = list_rows (self);
  each_cell (self, rows, look_for_dawn, &found);
  return found;
}

/**
 * geng_roster_sheet_set_dawn_before:
 * @self: a roster's table
 * @before: whether a shift after midnight stands under the date of that morning, so that its duty
 * day is the day before
 *
 * By default such a shift stands under its duty day, as geng writes it.
 */
void
geng_roster_sheet_set_dawn_before (GengRosterSheet *self, gboolean before)
{
  g_return_if_fail (GENG_IS_ROSTER_SHEET (self));
  self->dawn_before = before;
}

/**
 * geng_roster_sheet_list_strangers:
 * @self: a roster's table
 *
 * Returns: (transfer full): names of rows that no member has, in the table's order
 */
char **
geng_roster_sheet_list_strangers (GengRosterSheet *self)
{
  g_autoptr (GStrvBuilder) names = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), NULL);
  rows = list_rows (self);
  names = g_strv_builder_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const GengRosterRow *row = g_ptr_array_index (rows, i);

      if (row->member == NULL)
        g_strv_builder_add (names, row->name);
    }
  return g_strv_builder_end (names);
}

/**
 * geng_roster_sheet_list_faults:
 * @self: a roster's table
 *
 * Returns: (transfer container) (element-type GengFault): what geng_roster_sheet_take() could not
 * tell; each message begins with the cell
 */
GPtrArray *
geng_roster_sheet_list_faults (GengRosterSheet *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), NULL);
  return g_ptr_array_ref (self->faults);
}

typedef struct
{
  GengRoster *roster;
  GengRoster *base; /* (nullable) */
  gboolean record;
  gboolean dawn; /* shifts after midnight in this pass, else the others */
} Taking;

static gboolean
may_serve_at (GengMember *member, GengPost *post)
{
  const char *const *posts = geng_member_get_posts (member);

  return posts == NULL || posts[0] == NULL
         || g_strv_contains (posts, geng_entity_get_id (GENG_ENTITY (post)));
}

static gboolean
asks_for (GengRosterSheet *self, GengDemand *demand, GengShift *shift, const GDate *date)
{
  GengShift *wanted = geng_demand_get_shift (demand);

  return (wanted != NULL ? wanted == shift
                         : geng_shift_has_window (shift, geng_demand_get_window (demand)))
         && geng_demand_holds_on (demand, self->station, date);
}

/* Posts at which that member may serve that shift then, each once, in the station's order of
 * demands. */
static GPtrArray *
list_posts (GengRosterSheet *self, GengMember *member, GengShift *shift, const GDate *date)
{
  GListModel *demands = geng_station_get_demands (self->station);
  GPtrArray *posts = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      GengPost *post = geng_demand_get_post (demand);

      if (asks_for (self, demand, shift, date) && may_serve_at (member, post)
          && !g_ptr_array_find (posts, post, NULL))
        g_ptr_array_add (posts, post);
    }
  return posts;
}

static void
fault (GengRosterSheet *self,
       const GengRosterRow *row,
       guint column,
       const char *format,
       const char *text)
{
  g_ptr_array_add (self->faults,
                   geng_staff_fault (self->sheet, row->row, (int) column, format, text));
}

/* The post of a duty whose cell does not tell: what the last roster has, or the only one.  For a
 * record the first will do, as history asks for the shift. */
static GengPost *
guess_post (GengRosterSheet *self,
            const GengRosterRow *row,
            guint column,
            const GengMark *mark,
            const GDate *date,
            const Taking *taking)
{
  GengDuty *known
      = taking->base != NULL ? geng_roster_lookup (taking->base, row->member, date) : NULL;
  g_autoptr (GPtrArray) posts = list_posts (self, row->member, mark->shift, date);
  GListModel *all = geng_station_get_posts (self->station);

  if (known != NULL && geng_duty_get_shift (known) == mark->shift)
    return geng_duty_get_post (known);
  if (posts->len == 1 || (posts->len > 1 && taking->record))
    {
      self->n_guessed += posts->len > 1;
      return g_ptr_array_index (posts, 0);
    }
  if (posts->len == 0 && (taking->record || g_list_model_get_n_items (all) == 1)
      && g_list_model_get_n_items (all) > 0)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (all, 0);

      self->n_guessed++;
      return post;
    }
  fault (self, row, column, _ ("'%s' does not say at which post; write the post behind it"),
         geng_worksheet_get_cell (self->sheet, row->row, column));
  return NULL;
}

/* Pins, notes and kit stay with a duty that stays. */
static void
keep_details (GengDuty *duty, GengDuty *known)
{
  g_autoptr (GPtrArray) items = NULL;

  if (known == NULL || geng_duty_get_shift (known) != geng_duty_get_shift (duty)
      || geng_duty_get_post (known) != geng_duty_get_post (duty))
    return;
  geng_duty_set_pinned (duty, geng_duty_get_pinned (known));
  geng_duty_set_note (duty, geng_duty_get_note (known));
  items = geng_duty_list_items (known);
  geng_duty_set_items (duty, items);
}

/* (nullable): the shift of two that follow each other: somebody stays the dawn after his night, and
 * serves both in one go */
static GengShift *
find_both (GengRosterSheet *self, GengShift *night, GengShift *dawn)
{
  GListModel *shifts = geng_station_get_shifts (self->station);

  if (geng_shift_get_end_minute (night) != geng_shift_get_start_minute (dawn))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (geng_shift_get_start_minute (shift) == geng_shift_get_start_minute (night)
          && geng_shift_get_end_minute (shift) == geng_shift_get_end_minute (dawn))
        return shift;
    }
  return NULL;
}

/* The station knows one duty a duty day. */
static void
add_second (GengRosterSheet *self,
            const GengRosterRow *row,
            guint column,
            const GengMark *mark,
            GengDuty *first,
            const Taking *taking)
{
  GengShift *both = find_both (self, geng_duty_get_shift (first), mark->shift);
  GDate date = *geng_duty_get_date (first);
  GengDuty *duty = both != NULL ? geng_roster_assign (taking->roster, row->member, &date, both,
                                                      geng_duty_get_post (first), NULL)
                                : NULL;

  if (duty != NULL && taking->base != NULL)
    keep_details (duty, geng_roster_lookup (taking->base, row->member, &date));
  if (duty != NULL)
    return;
  self->n_left_out++;
  self->n_second++;
  if (!taking->record)
    fault (self, row, column, _ ("a second duty of %s on one duty day; it ends in the morning"),
           row->name);
}

static void
add_duty (GengRosterSheet *self,
          const GengRosterRow *row,
          guint column,
          const GengMark *mark,
          const GDate *date,
          const Taking *taking)
{
  GengDuty *first = geng_roster_lookup (taking->roster, row->member, date);
  g_autoptr (GengDuty) duty = NULL;
  g_autoptr (GError) error = NULL;
  GengPost *post;

  if (first != NULL)
    {
      add_second (self, row, column, mark, first, taking);
      return;
    }
  post = mark->post != NULL ? mark->post : guess_post (self, row, column, mark, date, taking);
  if (post == NULL)
    return;
  duty = geng_duty_new (row->member, date, mark->shift, post);
  if (taking->base != NULL)
    keep_details (duty, geng_roster_lookup (taking->base, row->member, date));
  if (!geng_roster_add (taking->roster, duty, &error))
    fault (self, row, column, "%s", error->message);
}

static void
day_of (GengRosterSheet *self, guint column, GDate *date)
{
  *date = self->first;
  g_date_add_days (date, self->days.first_day - 1 + column - self->days.first_column);
}

static void
take_cell (GengRosterSheet *self,
           const GengRosterRow *row,
           guint column,
           const GengMark *mark,
           gpointer data)
{
  const Taking *taking = data;
  GDate date;

  if (row->member == NULL || mark->kind != GENG_MARK_DUTY || is_dawn (mark->shift) != taking->dawn)
    return;
  day_of (self, column, &date);
  if (taking->dawn && self->dawn_before)
    g_date_subtract_days (&date, 1);
  /* The dawn of the first belongs to the last duty day of the month before. */
  if (g_date_compare (&date, &self->first) < 0)
    self->n_left_out++;
  else
    add_duty (self, row, column, mark, &date, taking);
}

static void
check_cell (GengRosterSheet *self,
            const GengRosterRow *row,
            guint column,
            const GengMark *mark,
            gpointer known)
{
  g_autofree char *cell = NULL;

  if (mark->kind != GENG_MARK_UNKNOWN)
    return;
  cell = g_strdup_printf ("'%s'", geng_worksheet_get_cell (self->sheet, row->row, column));
  g_ptr_array_add (self->faults, geng_staff_fault (self->sheet, row->row, (int) column,
                                                   _ ("unknown mark %s; there are: %s"), cell,
                                                   (const char *) known));
}

static gboolean
is_absent (GengRosterSheet *self, GengMember *member, const GDate *date)
{
  GListModel *requests = geng_station_get_requests (self->station);

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
          && geng_request_get_member (request) == member
          && g_date_compare (geng_request_get_first (request), date) <= 0
          && g_date_compare (geng_request_get_last (request), date) >= 0)
        return TRUE;
    }
  return FALSE;
}

/* Days of leave side by side are one absence. */
static void
take_leave (GengRosterSheet *self,
            const GengRosterRow *row,
            guint column,
            const GengMark *mark,
            gpointer data)
{
  GengRequest *last
      = self->leave->len > 0 ? g_ptr_array_index (self->leave, self->leave->len - 1) : NULL;
  g_autoptr (GengRequest) leave = NULL;
  GDate date, first;

  day_of (self, column, &date);
  if (row->member == NULL || mark->kind != GENG_MARK_LEAVE || is_absent (self, row->member, &date))
    return;
  first = date;
  if (last != NULL && geng_request_get_member (last) == row->member
      && g_date_days_between (geng_request_get_last (last), &date) == 1)
    {
      first = *geng_request_get_first (last);
      g_ptr_array_set_size (self->leave, (int) self->leave->len - 1);
    }
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, row->member, &first, &date);
  g_ptr_array_add (self->leave, g_steal_pointer (&leave));
}

/* What the sheet does not show stays as it was. */
static gboolean
keep_other_days (GengRosterSheet *self, const Taking *taking, GError **error)
{
  g_autoptr (GPtrArray) duties = NULL;

  if (taking->base == NULL)
    return TRUE;
  duties = geng_roster_list_duties (taking->base);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      guint day = g_date_get_day (geng_duty_get_date (duty));
      g_autoptr (GengDuty) copy = NULL;

      if (day >= self->days.first_day && day < self->days.first_day + self->days.n_days)
        continue;
      copy = geng_duty_new (geng_duty_get_member (duty), geng_duty_get_date (duty),
                            geng_duty_get_shift (duty), geng_duty_get_post (duty));
      keep_details (copy, duty);
      if (!geng_roster_add (taking->roster, copy, error))
        return FALSE;
    }
  return TRUE;
}

static void
check_strangers (GengRosterSheet *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GengRosterRow *row = g_ptr_array_index (rows, i);

      if (row->member == NULL && self->faults->len == 0)
        fault (self, row, (guint) self->days.name_column,
               _ ("no member is called %s; add him to members.csv first"), row->name);
    }
}

static gboolean
take_all (GengRosterSheet *self, GPtrArray *rows, Taking *taking, GError **error)
{
  g_autofree char *known = geng_roster_mark_list (self->station);

  check_strangers (self, rows);
  each_cell (self, rows, check_cell, known);
  if (self->faults->len == 0)
    {
      each_cell (self, rows, take_cell, taking);
      taking->dawn = TRUE;
      each_cell (self, rows, take_cell, taking);
      each_cell (self, rows, take_leave, NULL);
    }
  if (self->faults->len == 0)
    return keep_other_days (self, taking, error);
  g_set_error (error, GENG_ERROR, GENG_ERROR_FAULTY,
               ngettext ("%s: %u fault", "%s: %u faults", self->faults->len),
               geng_worksheet_get_file (self->sheet), self->faults->len);
  return FALSE;
}

/**
 * geng_roster_sheet_take:
 * @self: a roster's table
 * @base: (nullable): the roster of that month before somebody edited it
 * @record: whether it is a month that is past: where a cell leaves the post open the first will do,
 * and of two duties on one duty day the one that begins first is kept
 * @error: return location
 *
 * Reads the cells.  Of @base come the post where a cell does not tell it, the pins, notes and kit
 * of duties that stay, and the days that the table does not show.
 *
 * Returns: (transfer full): the month; %NULL with %GENG_ERROR_FAULTY where
 * geng_roster_sheet_list_faults() has something
 */
GengRoster *
geng_roster_sheet_take (GengRosterSheet *self, GengRoster *base, gboolean record, GError **error)
{
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GDate last;

  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), NULL);
  g_return_val_if_fail (base == NULL || GENG_IS_ROSTER (base), NULL);
  last = self->first;
  g_date_add_months (&last, 1);
  g_date_subtract_days (&last, 1);
  roster = geng_roster_new (self->station, &self->first, &last, error);
  if (roster == NULL)
    return NULL;
  rows = list_rows (self);
  self->n_left_out = self->n_second = self->n_guessed = 0;
  g_ptr_array_set_size (self->leave, 0);
  if (!take_all (self, rows, &(Taking){ roster, base, record, FALSE }, error))
    return NULL;
  return g_steal_pointer (&roster);
}

/**
 * geng_roster_sheet_list_leave:
 * @self: a roster's table that was taken
 *
 * Returns: (transfer container) (element-type GengRequest): the leave in its cells that the station
 * does not have yet
 */
GPtrArray *
geng_roster_sheet_list_leave (GengRosterSheet *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), NULL);
  return g_ptr_array_ref (self->leave);
}

/**
 * geng_roster_sheet_get_n_left_out:
 * @self: a roster's table that was taken
 *
 * Returns: how many cells hold a duty that was left out: a second one on a duty day, or the dawn of
 * the first, which belongs to the month before
 */
guint
geng_roster_sheet_get_n_left_out (GengRosterSheet *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), 0);
  return self->n_left_out;
}

/**
 * geng_roster_sheet_get_n_second:
 * @self: a roster's table that was taken
 *
 * Somebody who keeps the station at dawn after his night serves both in one go.  Where the station
 * has a shift from the beginning of the one to the end of the other, that is his duty; else the
 * night alone is, since a member has one duty a duty day.
 *
 * Returns: how many of the duties that were left out were a second one on a duty day
 */
guint
geng_roster_sheet_get_n_second (GengRosterSheet *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), 0);
  return self->n_second;
}

/**
 * geng_roster_sheet_get_n_guessed:
 * @self: a roster's table that was taken
 *
 * Returns: for how many duties the first of several posts was taken
 */
guint
geng_roster_sheet_get_n_guessed (GengRosterSheet *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER_SHEET (self), 0);
  return self->n_guessed;
}
