/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Adds up what a month brings a member.  Pay goes by the date on the clock: a night is cut at
 * midnight, and what is beyond the total of a summed-up period counts as overtime from the minute
 * on in which the total is reached, so that the months of a quarter add up to the quarter.
 */

#include "geng-earnings.h"

#include "geng-date.h"
#include "geng-report-words.h"

#include <string.h>

/* A service may last into the third day; its duty day lies at most so far back. */
#define DAYS_BACK 2
#define HOUR_MINUTES 60
#define QUARTER_MONTHS 3
/* A working day: 国务院关于职工工作时间的规定 §3. */
#define DAILY_MINUTES (8 * HOUR_MINUTES)

void
geng_earnings_month_init (GengEarningsMonth *self,
                          GengStation *station,
                          GengRoster *roster,
                          GengJournal *journal,
                          const GDate *month)
{
  *self = (GengEarningsMonth){ station, roster, journal };
  self->first = *month;
  g_date_set_day (&self->first, 1);
  self->last = self->first;
  g_date_set_day (&self->last,
                  g_date_get_days_in_month (g_date_get_month (month), g_date_get_year (month)));
  self->elsewhere = geng_journal_list_elsewhere (journal);
}

void
geng_earnings_month_clear (GengEarningsMonth *self)
{
  g_clear_pointer (&self->elsewhere, g_ptr_array_unref);
}

/* The month's own journal, and behind it those of other stations. */
static guint
count_journals (const GengEarningsMonth *month)
{
  return 1 + month->elsewhere->len;
}

static GengJournal *
journal_at (const GengEarningsMonth *month, guint index)
{
  return index == 0 ? month->journal : month->elsewhere->pdata[index - 1];
}

/* The first day of the period that the contract sums up and that the month lies in. */
static GDate
period_start (GengContract *contract, const GDate *month)
{
  GengHoursScheme scheme
      = contract != NULL ? geng_contract_get_hours_scheme (contract) : GENG_HOURS_SCHEME_NONE;
  guint number = g_date_get_month (month);
  GDate first;

  if (scheme == GENG_HOURS_SCHEME_YEAR)
    number = 1;
  else if (scheme == GENG_HOURS_SCHEME_QUARTER)
    number -= (number - 1) % QUARTER_MONTHS;
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, number, g_date_get_year (month));
  return first;
}

void
geng_earnings_reach (GengContract *contract, const GDate *month, GDate *first)
{
  GDate start = period_start (contract, month);

  *first = geng_date_plus (&start, -DAYS_BACK);
}

/* -- the class of a minute -- */

/* The window that holds a minute of the duty day; before it and after it the days repeat. */
static GengWindow *
window_at (GengStation *station, int minute)
{
  GListModel *windows = geng_station_get_windows (station);
  int start = geng_station_get_day_start_minute (station);
  int of_day = start + ((minute - start) % GENG_DAY_MINUTES + GENG_DAY_MINUTES) % GENG_DAY_MINUTES;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      if (geng_window_get_start_minute (window) <= of_day
          && of_day < geng_window_get_end_minute (window))
        return window;
    }
  return NULL;
}

static int
window_end (GengWindow *window, int minute)
{
  int length = geng_window_get_end_minute (window) - geng_window_get_start_minute (window);
  int into = (minute - geng_window_get_start_minute (window)) % GENG_DAY_MINUTES;

  if (into < 0)
    into += GENG_DAY_MINUTES;
  return minute + length - into;
}

static GengPayClass
class_of (GengStation *station, GengContract *contract, GengWindow *window, const GDate *date)
{
  if (contract != NULL && window != NULL)
    return geng_contract_get_pay_class (contract, station, window, date);
  if (window != NULL && geng_window_get_standby (window))
    return GENG_PAY_CLASS_STANDBY;
  return geng_station_is_statutory (station, date) ? GENG_PAY_CLASS_STATUTORY
                                                   : GENG_PAY_CLASS_ORDINARY;
}

/* A stretch of a row that lies on one date of the clock and in one window. */
typedef struct
{
  GDate date;
  int minutes; /* real elapsed time */
  GengPayClass pay_class;
} Stretch;

static GArray *
cut_row (GengStation *station, GengContract *contract, GengAttendance *row)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  const GDate *duty_day = geng_attendance_get_date (row);
  int end = geng_attendance_get_end_minute (row), to;

  for (int at = geng_attendance_get_start_minute (row); at >= 0 && at < end; at = to)
    {
      GengWindow *window = window_at (station, at);
      Stretch stretch = { geng_date_plus (duty_day, at / GENG_DAY_MINUTES), 0, 0 };

      to = MIN (end, (at / GENG_DAY_MINUTES + 1) * GENG_DAY_MINUTES);
      if (window != NULL)
        to = MIN (to, window_end (window, at));
      stretch.minutes = geng_station_elapsed_minutes (station, duty_day, at, to);
      stretch.pay_class = class_of (station, contract, window, &stretch.date);
      g_array_append_val (stretches, stretch);
    }
  return stretches;
}

/* -- shares -- */

/* A split duty counts for who served more than half of it; of two equal halves for who began it. */
double
geng_earnings_share (GengStation *station, GengAttendance *row)
{
  GengShift *shift = geng_attendance_get_shift (row);
  GengContract *contract = geng_member_get_contract (geng_attendance_get_member (row));
  const GDate *date = geng_attendance_get_date (row);
  int start = geng_attendance_get_start_minute (row), whole, served;

  if (geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_ABSENT || shift == NULL)
    return 0;
  whole = geng_station_elapsed_minutes (station, date, geng_shift_get_start_minute (shift),
                                        geng_shift_get_end_minute (shift));
  served
      = geng_station_elapsed_minutes (station, date, start, geng_attendance_get_end_minute (row));
  if (whole <= 0)
    return 0;
  if (contract != NULL && geng_contract_get_split_by_time (contract))
    return MIN (1.0, (double) served / whole);
  return 2 * served > whole || (2 * served == whole && start == geng_shift_get_start_minute (shift))
             ? 1
             : 0;
}

/* -- a row -- */

static gboolean
in_month (const GengEarningsMonth *month, const GDate *date)
{
  return g_date_compare (date, &month->first) >= 0 && g_date_compare (date, &month->last) <= 0;
}

static void
count_shift (const GengEarningsMonth *month, GengEarnings *self, GengShift *shift, double share)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (month->station);

  for (guint i = 0; i < shifts->len; i++)
    {
      GengShift *other = shifts->pdata[i];

      if (other == shift)
        self->by_shift[i] += share;
    }
}

/* A duty goes by its duty day; but for a statutory holiday, which is a date on the clock. */
static void
count_duty (const GengEarningsMonth *month,
            GengStation *station,
            GengEarnings *self,
            GengAttendance *row,
            GArray *stretches)
{
  double share = geng_earnings_share (station, row);
  gboolean seen[GENG_N_PAY_CLASSES] = { FALSE };
  gboolean of_month = in_month (month, geng_attendance_get_date (row));
  GengShift *shift = geng_attendance_get_shift (row);

  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);
      gboolean statutory = stretch->pay_class == GENG_PAY_CLASS_STATUTORY;

      if (seen[stretch->pay_class])
        continue;
      seen[stretch->pay_class] = TRUE;
      if (statutory ? in_month (month, &stretch->date) : of_month)
        self->duties[stretch->pay_class] += share;
    }
  if (!of_month || shift == NULL)
    return;
  count_shift (month, self, shift, share);
  if (geng_shift_get_night (shift))
    self->duties[GENG_PAY_CLASS_NIGHT] += share;
}

static void
count_minutes (const GengEarningsMonth *month,
               GengEarnings *self,
               GengAttendance *row,
               GArray *stretches)
{
  gboolean of_month = in_month (month, geng_attendance_get_date (row));
  GengShift *shift = geng_attendance_get_shift (row);

  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);

      if (!in_month (month, &stretch->date))
        {
          self->carried_out += of_month ? stretch->minutes : 0;
          continue;
        }
      self->minutes[stretch->pay_class] += stretch->minutes;
      self->served += stretch->minutes;
      if (shift != NULL && geng_shift_get_night (shift))
        self->minutes[GENG_PAY_CLASS_NIGHT] += stretch->minutes;
      if (!of_month)
        self->carried_in += stretch->minutes;
    }
}

/* -- leave that counts -- */

/* Whoever works by an employment's hours is paid for annual leave and the like as if he worked. */
static gboolean
has_paid_leave (GengContract *contract)
{
  GengHoursScheme scheme
      = contract != NULL ? geng_contract_get_hours_scheme (contract) : GENG_HOURS_SCHEME_NONE;

  return scheme != GENG_HOURS_SCHEME_NONE && scheme != GENG_HOURS_SCHEME_PART_TIME;
}

static gboolean
counts_as_hours (GengStation *station, GengMember *member, GengRequest *request)
{
  const char *id = geng_request_get_leave_kind (request);
  GengLeaveKind *kind = id != NULL ? geng_station_lookup_leave_kind (station, id) : NULL;

  return geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
         && geng_request_get_member (request) == member && kind != NULL
         && geng_leave_kind_get_counts_as_hours (kind);
}

static gboolean
has_served (const GengEarningsMonth *month, GengMember *member, const GDate *day)
{
  for (guint place = 0; place < count_journals (month); place++)
    {
      g_autoptr (GPtrArray) rows
          = geng_journal_list_attendance (journal_at (month, place), member, day);

      for (guint i = 0; i < rows->len; i++)
        if (geng_attendance_get_kind (rows->pdata[i]) != GENG_ATTENDANCE_KIND_ABSENT)
          return TRUE;
    }
  return FALSE;
}

/* The longest that some leave takes of the day. */
static int
leave_on (const GengEarningsMonth *month, GengMember *member, const GDate *day)
{
  GListModel *requests = geng_station_get_requests (month->station);
  int minutes = 0;

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);
      int length = DAILY_MINUTES;

      if (!counts_as_hours (month->station, member, request)
          || g_date_compare (geng_request_get_first (request), day) > 0
          || g_date_compare (day, geng_request_get_last (request)) > 0)
        continue;
      if (geng_request_get_timed (request))
        length = MIN (length, geng_request_get_end_minute (request)
                                  - geng_request_get_start_minute (request));
      minutes = MAX (minutes, length);
    }
  return minutes;
}

/* Of the working days from @first to the day before @end on which he did not serve. */
static int
leave_minutes (const GengEarningsMonth *month,
               GengMember *member,
               const GDate *first,
               const GDate *end)
{
  GDate day = *first;
  int minutes = 0;

  if (!has_paid_leave (geng_member_get_contract (member)))
    return 0;
  for (; g_date_compare (&day, end) < 0; g_date_add_days (&day, 1))
    if (geng_station_is_workday (month->station, &day))
      {
        int length = leave_on (month, member, &day);

        minutes += length > 0 && !has_served (month, member, &day) ? length : 0;
      }
  return minutes;
}

/* -- overtime -- */

/* Who is on call leads from home: that is no work. */
static gboolean
is_leader (GengStation *station, GengShift *shift)
{
  return shift != NULL && geng_station_is_leader_shift (station, shift);
}

/* Ordinary time, which counts to the period's total. */
typedef struct
{
  gint64 at; /* minutes on the clock, to tell what came first */
  int minutes;
  guint place; /* of the journal that has it */
} Ordinary;

static int
compare_ordinary (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const Ordinary *) a)->at, other = ((const Ordinary *) b)->at;

  return (one > other) - (one < other);
}

static void
add_ordinary (GArray *list,
              GengStation *station,
              guint place,
              GengAttendance *row,
              const GDate *first,
              const GDate *end)
{
  g_autoptr (GArray) stretches = NULL;
  const GDate *day = geng_attendance_get_date (row);
  Ordinary one = { (gint64) g_date_get_julian (day) * GENG_DAY_MINUTES
                       + geng_attendance_get_start_minute (row),
                   0, place };

  if (is_leader (station, geng_attendance_get_shift (row)))
    return;
  stretches = cut_row (station, geng_member_get_contract (geng_attendance_get_member (row)), row);
  for (guint i = 0; i < stretches->len; i++, one.at += one.minutes)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);

      one.minutes = stretch->minutes;
      if (stretch->pay_class == GENG_PAY_CLASS_ORDINARY
          && g_date_compare (&stretch->date, first) >= 0
          && g_date_compare (&stretch->date, end) < 0)
        g_array_append_val (list, one);
    }
}

/* From @first to the day before @end, by the date on the clock, at all stations, one after the
 * other. */
static GArray *
list_ordinary (const GengEarningsMonth *month,
               GengMember *member,
               const GDate *first,
               const GDate *end)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Ordinary));
  GDate day = geng_date_plus (first, -DAYS_BACK);

  for (; g_date_compare (&day, end) < 0; g_date_add_days (&day, 1))
    for (guint place = 0; place < count_journals (month); place++)
      {
        GengJournal *journal = journal_at (month, place);
        g_autoptr (GPtrArray) rows = geng_journal_list_attendance (journal, member, &day);

        for (guint i = 0; i < rows->len; i++)
          add_ordinary (list, geng_journal_get_station (journal), place, rows->pdata[i], first,
                        end);
      }
  g_array_sort (list, compare_ordinary);
  return list;
}

static int
ordinary_minutes (const GengEarningsMonth *month,
                  GengMember *member,
                  const GDate *first,
                  const GDate *end)
{
  g_autoptr (GArray) list = list_ordinary (month, member, first, end);
  int minutes = 0;

  for (guint i = 0; i < list->len; i++)
    minutes += g_array_index (list, Ordinary, i).minutes;
  return minutes;
}

/* What of the month's ordinary hours is beyond the period's total, from the minute on in which all
 * that he served anywhere reaches it.
 * leave: minutes of the month's leave, which count to it */
static void
take_overtime (const GengEarningsMonth *month,
               GengEarnings *self,
               GengEarningsWhere where,
               int leave)
{
  g_autoptr (GArray) list = NULL;
  GDate first, end = geng_date_plus (&month->last, 1);
  int total, overtime = 0;
  gint64 left, over;

  if (self->contract == NULL)
    return;
  total = geng_contract_get_period_minutes (self->contract, g_date_get_year (&month->first));
  if (total == 0)
    return;
  first = period_start (self->contract, &month->first);
  left = total - leave - ordinary_minutes (month, self->member, &first, &month->first)
         - leave_minutes (month, self->member, &first, &month->first);
  list = list_ordinary (month, self->member, &month->first, &end);
  for (guint i = 0; i < list->len; i++)
    {
      const Ordinary *one = &g_array_index (list, Ordinary, i);

      over = CLAMP (one->minutes - left, 0, one->minutes);
      left -= one->minutes;
      if (where == GENG_EARNINGS_ANYWHERE || one->place == 0)
        overtime += (int) over;
    }
  self->minutes[GENG_PAY_CLASS_OVERTIME] = overtime;
  self->minutes[GENG_PAY_CLASS_ORDINARY] -= overtime;
}

/* -- money -- */

gint64
geng_earnings_for_minutes (GengContract *contract, GengPayClass pay_class, int minutes)
{
  gint64 rate = contract != NULL ? geng_contract_get_pay_per_hour (contract, pay_class) : 0;

  return (rate * minutes + HOUR_MINUTES / 2) / HOUR_MINUTES;
}

gint64
geng_earnings_for_duties (GengContract *contract, GengPayClass pay_class, double duties)
{
  double rate = contract != NULL ? geng_contract_get_pay_per_duty (contract, pay_class) : 0;

  return (gint64) (rate * duties + 0.5);
}

static void
add_pay (GengEarnings *self)
{
  for (guint i = 0; i < GENG_N_PAY_CLASSES; i++)
    self->cents += geng_earnings_for_minutes (self->contract, i, self->minutes[i])
                   + geng_earnings_for_duties (self->contract, i, self->duties[i]);
  self->cents += geng_earnings_for_minutes (self->contract, GENG_PAY_CLASS_ORDINARY, self->leave);
}

/* -- the month -- */

static void
count_row (const GengEarningsMonth *month,
           GengStation *station,
           GengEarnings *self,
           GengAttendance *row)
{
  g_autoptr (GArray) stretches = NULL;

  if (is_leader (station, geng_attendance_get_shift (row)))
    return;
  stretches = cut_row (station, self->contract, row);
  count_minutes (month, self, row, stretches);
  if (geng_attendance_get_kind (row) != GENG_ATTENDANCE_KIND_ABSENT)
    count_duty (month, station, self, row, stretches);
  self->confirmed += in_month (month, geng_attendance_get_date (row));
}

static void
count_journal (const GengEarningsMonth *month, GengJournal *journal, GengEarnings *self)
{
  GDate day = geng_date_plus (&month->first, -DAYS_BACK);

  for (; g_date_compare (&day, &month->last) <= 0; g_date_add_days (&day, 1))
    {
      g_autoptr (GPtrArray) rows = geng_journal_list_attendance (journal, self->member, &day);

      for (guint i = 0; i < rows->len; i++)
        count_row (month, geng_journal_get_station (journal), self, rows->pdata[i]);
    }
}

/* The other stations' journals call the shift by their own id; a pool's roster has the shifts of
 * all of them under their parts: v01/day is day there. */
static gboolean
is_confirmed_elsewhere (const GengEarningsMonth *month, GengDuty *duty)
{
  const char *shift = geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty)));
  const char *part = strrchr (shift, '/');
  const char *local = part != NULL ? part + 1 : shift;

  for (guint place = 0; place < month->elsewhere->len; place++)
    {
      g_autoptr (GPtrArray) rows = geng_journal_list_attendance (
          month->elsewhere->pdata[place], geng_duty_get_member (duty), geng_duty_get_date (duty));

      for (guint i = 0; i < rows->len; i++)
        {
          GengShift *other = geng_attendance_get_shift (rows->pdata[i]);

          if (geng_attendance_get_kind (rows->pdata[i]) <= GENG_ATTENDANCE_KIND_ABSENT
              && other != NULL && g_str_equal (geng_entity_get_id (GENG_ENTITY (other)), local))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_confirmed (const GengEarningsMonth *month, GengDuty *duty)
{
  const char *shift = geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty)));

  return geng_journal_is_confirmed (month->journal, duty)
         || (strchr (shift, '/') != NULL && is_confirmed_elsewhere (month, duty));
}

/* roster: (nullable) */
static void
count_unconfirmed (const GengEarningsMonth *month,
                   GengRoster *roster,
                   gboolean (*confirmed) (const GengEarningsMonth *month, GengDuty *duty),
                   GengEarnings *self)
{
  GDate day = month->first;

  for (; roster != NULL && g_date_compare (&day, &month->last) <= 0; g_date_add_days (&day, 1))
    {
      GengDuty *duty = geng_roster_lookup (roster, self->member, &day);

      if (duty != NULL && geng_station_is_at_work (geng_roster_get_station (roster), duty)
          && !confirmed (month, duty))
        self->unconfirmed++;
    }
}

/* Of a guest his own sheet tells what he was to serve at other stations. */
static void
count_all_unconfirmed (const GengEarningsMonth *month, GengEarnings *self, GengEarningsWhere where)
{
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (month->station);

  count_unconfirmed (month, month->roster, is_confirmed, self);
  for (guint i = 0; where == GENG_EARNINGS_ANYWHERE && i < rosters->len; i++)
    count_unconfirmed (month, rosters->pdata[i], is_confirmed_elsewhere, self);
}

static int
count_anywhere (const GengEarningsMonth *month, GengMember *member)
{
  g_autoptr (GengEarnings) all = geng_earnings_new (month, member, GENG_EARNINGS_ANYWHERE);

  return all->served;
}

GengEarnings *
geng_earnings_new (const GengEarningsMonth *month, GengMember *member, GengEarningsWhere where)
{
  GengEarnings *self = g_new0 (GengEarnings, 1);
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (month->station);
  guint n = where == GENG_EARNINGS_ANYWHERE ? count_journals (month) : 1;
  GDate end = geng_date_plus (&month->last, 1);
  int leave = leave_minutes (month, member, &month->first, &end);

  self->member = member;
  self->contract = geng_member_get_contract (member);
  self->by_shift = g_new0 (double, shifts->len + 1);
  for (guint place = 0; place < n; place++)
    count_journal (month, journal_at (month, place), self);
  count_all_unconfirmed (month, self, where);
  if (where == GENG_EARNINGS_ANYWHERE || !geng_member_get_guest (member))
    self->leave = leave;
  take_overtime (month, self, where, leave);
  add_pay (self);
  self->anywhere = where == GENG_EARNINGS_ANYWHERE || month->elsewhere->len == 0
                       ? self->served
                       : count_anywhere (month, member);
  return self;
}

void
geng_earnings_free (GengEarnings *self)
{
  g_free (self->by_shift);
  g_free (self);
}

gboolean
geng_earnings_is_listed (const GengEarnings *self)
{
  return self->confirmed > 0 || self->unconfirmed > 0 || self->served > 0 || self->leave > 0;
}
