/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Adds up what a month brings a member.  Pay goes by the date on the clock: a night is cut at
 * midnight, and what is beyond the total of a summed-up period counts as overtime from the minute
 * on in which the total is reached, so that the months of a quarter add up to the quarter.
 */

#include "geng-earnings.h"

#include "geng-date.h"
#include "geng-report-words.h"

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
            GengEarnings *self,
            GengAttendance *row,
            GArray *stretches)
{
  double share = geng_earnings_share (month->station, row);
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
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (month->journal, member, day);

  for (guint i = 0; i < rows->len; i++)
    if (geng_attendance_get_kind (rows->pdata[i]) != GENG_ATTENDANCE_KIND_ABSENT)
      return TRUE;
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
is_leader (const GengEarningsMonth *month, GengShift *shift)
{
  return shift != NULL && geng_station_is_leader_shift (month->station, shift);
}

/* Ordinary minutes from @first to the day before @end, by the date on the clock. */
static int
ordinary_minutes (const GengEarningsMonth *month,
                  GengMember *member,
                  const GDate *first,
                  const GDate *end)
{
  GDate day = geng_date_plus (first, -DAYS_BACK);
  int minutes = 0;

  for (; g_date_compare (&day, end) < 0; g_date_add_days (&day, 1))
    {
      g_autoptr (GPtrArray) rows = geng_journal_list_attendance (month->journal, member, &day);

      for (guint i = 0; i < rows->len; i++)
        {
          g_autoptr (GArray) stretches = NULL;

          if (is_leader (month, geng_attendance_get_shift (rows->pdata[i])))
            continue;
          stretches = cut_row (month->station, geng_member_get_contract (member), rows->pdata[i]);
          for (guint k = 0; k < stretches->len; k++)
            {
              const Stretch *stretch = &g_array_index (stretches, Stretch, k);

              if (stretch->pay_class == GENG_PAY_CLASS_ORDINARY
                  && g_date_compare (&stretch->date, first) >= 0
                  && g_date_compare (&stretch->date, end) < 0)
                minutes += stretch->minutes;
            }
        }
    }
  return minutes;
}

/* What of the month's ordinary hours is beyond the period's total. */
static void
take_overtime (const GengEarningsMonth *month, GengEarnings *self)
{
  GDate first;
  int total, before, overtime;

  if (self->contract == NULL)
    return;
  total = geng_contract_get_period_minutes (self->contract, g_date_get_year (&month->first));
  if (total == 0)
    return;
  first = period_start (self->contract, &month->first);
  before = ordinary_minutes (month, self->member, &first, &month->first)
           + leave_minutes (month, self->member, &first, &month->first);
  overtime = before + self->minutes[GENG_PAY_CLASS_ORDINARY] + self->leave - total;
  overtime = CLAMP (overtime, 0, self->minutes[GENG_PAY_CLASS_ORDINARY]);
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
count_row (const GengEarningsMonth *month, GengEarnings *self, GengAttendance *row)
{
  g_autoptr (GArray) stretches = NULL;

  if (is_leader (month, geng_attendance_get_shift (row)))
    return;
  stretches = cut_row (month->station, self->contract, row);
  count_minutes (month, self, row, stretches);
  if (geng_attendance_get_kind (row) != GENG_ATTENDANCE_KIND_ABSENT)
    count_duty (month, self, row, stretches);
  self->confirmed += in_month (month, geng_attendance_get_date (row));
}

GengEarnings *
geng_earnings_new (const GengEarningsMonth *month, GengMember *member)
{
  GengEarnings *self = g_new0 (GengEarnings, 1);
  GDate day = geng_date_plus (&month->first, -DAYS_BACK);
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (month->station);
  GDate end;

  self->member = member;
  self->contract = geng_member_get_contract (member);
  self->by_shift = g_new0 (double, shifts->len + 1);
  for (; g_date_compare (&day, &month->last) <= 0; g_date_add_days (&day, 1))
    {
      g_autoptr (GPtrArray) rows = geng_journal_list_attendance (month->journal, member, &day);
      GengDuty *duty = month->roster != NULL && in_month (month, &day)
                           ? geng_roster_lookup (month->roster, member, &day)
                           : NULL;

      for (guint i = 0; i < rows->len; i++)
        count_row (month, self, rows->pdata[i]);
      if (duty != NULL && geng_station_is_at_work (month->station, duty)
          && !geng_journal_is_confirmed (month->journal, duty))
        self->unconfirmed++;
    }
  end = geng_date_plus (&month->last, 1);
  self->leave = leave_minutes (month, member, &month->first, &end);
  take_overtime (month, self);
  add_pay (self);
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
