/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-limit.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <geng/geng-holiday.h>
#include <geng/geng-score.h>
#include <geng/geng-station-holidays.h>
#include <glib/gi18n-lib.h>

/*
 * limit = hours per period 140..184 target 168 soft 1; nights per week ..2; weekends per month ..3
 *
 * So many of something in a span: what × over what × how many.
 */

#define ALLOWED                                                                                    \
  (GENG_WHAT_DUTIES | GENG_WHAT_HOURS | GENG_WHAT_WEEKENDS | GENG_WHAT_SUNDAYS                     \
   | GENG_WHAT_HOLIDAYS | GENG_WHAT_STATUTORY | GENG_WHAT_OFF | GENG_WHAT_OVERTIME)

/* -- text -- */

static void
count_free (gpointer params)
{
  GengCount *count = params;

  geng_selector_clear (&count->what);
  g_free (count);
}

static GengRuleUnit
unit_of (const GengCount *count)
{
  return count->what.what & GENG_WHAT_MINUTES ? GENG_RULE_UNIT_MINUTES : GENG_RULE_UNIT_COUNT;
}

/* Adds what has been read so far as a term of its own. */
static void
add_term (GengStatement *statement, const GengCount *count, const char *key)
{
  GengCount *own = g_memdup2 (count, sizeof *count);

  own->what = geng_selector_copy (&count->what);
  geng_statement_add (statement, own, g_strdup (key),
                      count->target ? GENG_HOLD_TARGET : geng_hold_of (count->weight));
}

static gboolean
parse_range (GengStatement *statement, GengCount *count, GError **error)
{
  GengLimit limit;

  if (!geng_rule_text_limit (&statement->text, unit_of (count), &limit, error))
    return FALSE;
  count->min = limit.min;
  count->max = limit.max;
  count->weight = limit.weight;
  return TRUE;
}

static gboolean
parse_target (GengStatement *statement, GengCount *target, GError **error)
{
  if (!geng_rule_text_number (&statement->text, unit_of (target), &target->min, error)
      || !geng_rule_text_weight (&statement->text, &target->weight, error))
    return FALSE;
  target->max = target->min;
  target->weight = MAX (target->weight, 1);
  target->target = TRUE;
  return TRUE;
}

/* What cannot be said of days in a row: their number is never the same. */
static gboolean
allow_rolling (GengStatement *statement, const GengCount *count, const char *at, GError **error)
{
  if (count->span.per != GENG_PER_DAYS)
    return TRUE;
  if (count->what.what == GENG_WHAT_WEEKENDS)
    return geng_rule_text_fail_at (&statement->text, at, error,
                                   _ ("weekends are counted per period, week, month, quarter or "
                                      "year, not over days in a row"));
  if (count->target || count->pro_rata)
    return geng_rule_text_fail_at (&statement->text, at, error,
                                   _ ("days in a row have neither a target nor a part of one"));
  return TRUE;
}

/* How many days a span has at most; those of a period are nobody's to know yet. */
static int
longest_span (const GengRuleSpan *span)
{
  switch (span->per)
    {
    case GENG_PER_WEEK:
      return 7;
    case GENG_PER_MONTH:
      return 31;
    case GENG_PER_QUARTER:
      return 92;
    case GENG_PER_YEAR:
      return 366;
    case GENG_PER_DAYS:
      return span->n_days;
    case GENG_PER_PERIOD:
    default:
      return G_MAXINT;
    }
}

static int
longest_shift (GengStation *station)
{
  GListModel *shifts = geng_station_get_shifts (station);
  int longest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      longest
          = MAX (longest, geng_shift_get_end_minute (shift) - geng_shift_get_start_minute (shift));
    }
  return longest > 0 ? longest : GENG_DAY_MINUTES;
}

/* Years whose holidays are looked at: those of the library's own table (geng-holiday-table.c). */
#define FIRST_YEAR 2014
#define LAST_YEAR 2035

static gboolean
is_such_a_day (const GengSelector *what, GengStation *station, const GDate *date)
{
  GengHoliday *holiday;

  if (what->what == GENG_WHAT_STATUTORY)
    return geng_station_is_statutory (station, date);
  if (what->holiday == NULL)
    return geng_station_is_holiday (station, date);
  holiday = geng_station_get_holiday (station, date);
  return holiday != NULL && geng_holiday_is_called (holiday, what->holiday);
}

/* How many such days a year has at most, of those whose holidays are known. */
static int
most_holidays (const GengSelector *what, GengStation *station)
{
  int most = 0;

  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    {
      GDate date;
      int n = 0;

      g_date_clear (&date, 1);
      for (g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) year);
           g_date_get_year (&date) == year; g_date_add_days (&date, 1))
        n += is_such_a_day (what, station, &date);
      most = MAX (most, n);
    }
  return most;
}

/* The most that a span can have: a duty a day, of the longest shift, as many weekends as weeks
 * touch it, and as many holidays as a year. */
static gint64
most_possible (const GengCount *count, GengStation *station)
{
  int n = longest_span (&count->span);

  if (n == G_MAXINT)
    return G_MAXINT64;
  if (count->what.what == GENG_WHAT_WEEKENDS)
    return count->span.per == GENG_PER_WEEK ? 1 : n / 7 + 1;
  if (count->what.what == GENG_WHAT_SUNDAYS)
    return (n + 6) / 7;
  if (count->what.what & (GENG_WHAT_STATUTORY | GENG_WHAT_HOLIDAYS))
    return MIN (n, most_holidays (&count->what, station));
  return unit_of (count) == GENG_RULE_UNIT_MINUTES ? (gint64) n * longest_shift (station) : n;
}

/* A least that no line of duties has is a slip of the pen. */
static gboolean
can_be_met (GengStatement *statement, const GengCount *count, const char *at, GError **error)
{
  gint64 most = count->min > 0 ? most_possible (count, statement->station) : 0;
  g_autofree char *title = geng_rule_span_title (&count->span);
  g_autofree char *hours = NULL;

  if (count->min <= most)
    return TRUE;
  if (unit_of (count) != GENG_RULE_UNIT_MINUTES)
    return geng_rule_text_fail_at (&statement->text, at, error,
                                   _ ("nobody can have so many %s: %s has %d at most"),
                                   count->what.title, title, (int) most);
  hours = geng_minutes_text (most);
  return geng_rule_text_fail_at (
      &statement->text, at, error,
      _ ("nobody can have so many %s: %s has %s at most, with the longest shift every day"),
      count->what.title, title, hours);
}

static gboolean
parse_numbers (GengStatement *statement, GengCount *count, const char *key, GError **error)
{
  GengRuleText *text = &statement->text;
  GengCount target = *count;
  gboolean has_range, has_target;
  const char *at;

  geng_rule_text_ended (text);
  at = text->at;
  has_target = geng_rule_text_accept (text, "target");
  has_range = !has_target;
  if (has_range && !parse_range (statement, count, error))
    return FALSE;
  has_target = has_target || geng_rule_text_accept (text, "target");
  if (has_target && !parse_target (statement, &target, error))
    return FALSE;
  count->pro_rata = target.pro_rata = geng_rule_text_accept (text, "pro-rata");
  if (!allow_rolling (statement, has_target ? &target : count, at, error)
      || !can_be_met (statement, count, at, error) || !can_be_met (statement, &target, at, error))
    return FALSE;
  if (has_range)
    add_term (statement, count, key);
  if (has_target)
    add_term (statement, &target, key);
  return TRUE;
}

static gboolean
parse_count (GengStatement *statement, GengCount *count, GError **error)
{
  g_autofree char *span = NULL, *key = NULL;

  if (!geng_selector_parse (&count->what, &statement->text, statement->station, ALLOWED, error)
      || !geng_rule_span_parse (&count->span, &statement->text, error))
    return FALSE;
  span = geng_rule_span_text (&count->span);
  key = g_strdup_printf ("%s %s", count->what.key, span);
  return geng_statement_lifts (statement, key) || parse_numbers (statement, count, key, error);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  GengCount count = { .max = G_MAXINT };
  gboolean fine = parse_count (statement, &count, error);

  geng_selector_clear (&count.what);
  return fine;
}

static char *
describe (gconstpointer params)
{
  const GengCount *count = params;
  g_autofree char *range
      = geng_range_text (count->min, count->max, unit_of (count) == GENG_RULE_UNIT_MINUTES);
  g_autofree char *span = geng_rule_span_title (&count->span);

  return count->target ? g_strdup_printf (_ ("%s about %s in %s"), count->what.title, range, span)
                       : g_strdup_printf (_ ("%s %s in %s"), count->what.title, range, span);
}

/* -- meaning -- */

GengStretch
geng_stretch_known (const GengStretch *stretch, const GengScene *scene)
{
  return (GengStretch){ MAX (stretch->first, -scene->n_before),
                        MIN (stretch->last, (int) scene->n_days - 1) };
}

/* A day counts otherwise for what is asked at least than for what is allowed at most, where
 * somebody is a reserve on it. */
typedef enum
{
  AT_MOST,
  AT_LEAST
} Side;

/* The member has a duty that day that counts on this side. */
static gboolean
works (const GengScene *scene, guint member, int day, Side side)
{
  return geng_scene_works (scene, member, day)
         && (side == AT_MOST || !geng_scene_reserves (scene, member, day));
}

/* Of the record, or served: it stays as it is. */
static gboolean
is_past (const GengScene *scene, guint member, int day)
{
  return day < 0 || geng_scene_is_served (scene, member, day);
}

static gboolean
has_served (const GengScene *scene, guint member, int first, int last)
{
  for (int d = MAX (first, 0); d <= last; d++)
    if (geng_scene_is_served (scene, member, d))
      return TRUE;
  return FALSE;
}

/* The most that a hard term's days @first..@last can still come to, where some of them are served
 * and cannot be otherwise: @past, what those and the record have, and what the others can add.
 * G_MAXINT64 where none is served. */
static gint64
reach (const GengCount *count,
       const GengScene *scene,
       guint member,
       int first,
       int last,
       gint64 past)
{
  gint64 days = 0;

  if (count->weight > 0 || !has_served (scene, member, first, last))
    return G_MAXINT64;
  for (int d = MAX (first, 0); d <= last; d++)
    days += !is_past (scene, member, d)
            && !(count->what.what == GENG_WHAT_OFF && geng_scene_absent (scene, member, d));
  return past
         + (count->what.what & GENG_WHAT_MINUTES ? days * longest_shift (scene->station) : days);
}

/* Weekends with a duty on one of their days; @past: only on days that are. */
static gint64
count_weekends (const GengScene *scene, guint member, int first, int last, Side side, gboolean past)
{
  gint64 n = 0;
  int counted = G_MININT;

  for (int d = first; d <= last; d++)
    {
      int week = geng_scene_week_start (scene, d);

      if (!geng_scene_is_weekend (scene, d) || !works (scene, member, d, side) || week == counted
          || (past && !is_past (scene, member, d)))
        continue;
      counted = week;
      n++;
    }
  return n;
}

/* On a working day what is beyond a normal one's hours, on any other day all that is served. */
static int
overtime (const GengScene *scene, guint member, int day)
{
  int minutes = geng_scene_duty_minutes (scene, member, day);

  if (geng_scene_is_weekend (scene, day) || geng_scene_is_holiday (scene, day))
    return minutes;
  return MAX (minutes - GENG_NORMAL_DAY_MINUTES, 0);
}

/* A day on leave, or outside the contract, is no day off. */
static gint64
count_day (const GengCount *count, const GengScene *scene, guint member, int day, Side side)
{
  if (count->what.what == GENG_WHAT_HOURS)
    return works (scene, member, day, side) ? geng_scene_duty_minutes (scene, member, day) : 0;
  if (count->what.what == GENG_WHAT_OVERTIME)
    return works (scene, member, day, side) ? overtime (scene, member, day) : 0;
  if (count->what.what == GENG_WHAT_OFF && geng_scene_absent (scene, member, day))
    return 0;
  return side == AT_MOST ? geng_selector_counts (&count->what, scene, member, day)
                         : geng_selector_counts_least (&count->what, scene, member, day);
}

static gint64
count_some (const GengCount *count,
            const GengScene *scene,
            guint member,
            int first,
            int last,
            Side side,
            gboolean past)
{
  gint64 sum = 0;

  if (count->what.what == GENG_WHAT_WEEKENDS)
    return count_weekends (scene, member, first, last, side, past);
  for (int d = first; d <= last; d++)
    if (!past || is_past (scene, member, d))
      sum += count_day (count, scene, member, d, side);
  return sum;
}

static gint64
count_days (const GengCount *count,
            const GengScene *scene,
            guint member,
            int first,
            int last,
            Side side)
{
  return count_some (count, scene, member, first, last, side, FALSE);
}

/* What is not held against the period: of a hard term what was served too, for nobody can make it
 * otherwise; of a soft one, whose price tells only which roster is better, what the record has. */
static gint64
count_past (const GengCount *count,
            const GengScene *scene,
            guint member,
            int first,
            int last,
            Side side)
{
  return count_some (count, scene, member, first, count->weight == 0 ? last : -1, side, TRUE);
}

/* What is asked at least of a span of which only some days are known, or on which the member is
 * away. */
static gint64
asked (const GengCount *count, const GengScene *scene, guint member, const GengStretch *stretch)
{
  GengStretch known = geng_stretch_known (stretch, scene);
  gint64 days = 0;

  for (int d = known.first; d <= known.last; d++)
    days += !count->pro_rata || !geng_scene_absent (scene, member, d);
  return count->min * days / (stretch->last - stretch->first + 1);
}

static void
report (const GengClause *clause,
        const GengScene *scene,
        guint member,
        const GengStretch *days,
        gint64 value,
        gint64 off,
        gint64 least,
        gint64 most,
        int weight,
        GengVerdicts *verdicts)
{
  const GengCount *count = clause->params;
  gboolean minutes = (count->what.what & GENG_WHAT_MINUTES) != 0;
  g_autofree char *had = NULL, *range = NULL, *message = NULL;
  char a[GENG_DATE_LENGTH], z[GENG_DATE_LENGTH];
  GDate first, last;

  if (off <= 0)
    return;
  had = geng_range_text ((int) value, (int) value, minutes);
  range = geng_range_text ((int) MAX (least, 0), (int) most, minutes);
  geng_scene_date (scene, days->first, &first);
  geng_scene_date (scene, days->last, &last);
  message = g_strdup_printf (_ ("%s: %s %s from %s to %s; it should be %s"),
                             geng_name (scene->members[member]), count->what.title, had,
                             geng_date_text (&first, a), geng_date_text (&last, z), range);
  if (weight == 0)
    geng_verdicts_hard (verdicts, clause->kind->name, scene->members[member], &first, &last, off,
                        "%s", message);
  else
    geng_verdicts_soft (verdicts, clause->kind->name, scene->members[member], &first, &last, off,
                        off * weight * (minutes ? 1 : GENG_POINT), "%s", message);
}

/* A maximum always holds; what the record has already is not held against the period.  A span that
 * is known in part asks for its part of the least, and never as a hard rule.  A target is a least
 * on both of its sides. */
static void
check_stretch (const GengClause *clause,
               const GengScene *scene,
               guint member,
               const GengStretch *stretch,
               GengVerdicts *verdicts)
{
  const GengCount *count = clause->params;
  GengStretch known = geng_stretch_known (stretch, scene);
  gboolean whole = known.first == stretch->first && known.last == stretch->last;
  Side above = count->target ? AT_LEAST : AT_MOST;
  gint64 before = count_past (count, scene, member, known.first, known.last, above);
  gint64 high = count_days (count, scene, member, known.first, known.last, above);
  gint64 low = count_days (count, scene, member, known.first, known.last, AT_LEAST);
  gint64 least = asked (count, scene, member, stretch);
  gint64 most = count->target ? least : count->max;
  int weight = count->weight != 0 || whole ? count->weight : GENG_LIMIT_UNFINISHED_WEIGHT;

  if (most != G_MAXINT)
    most = MAX (most, before);
  if (weight == 0)
    least
        = MIN (least, reach (count, scene, member, known.first, known.last,
                             count_past (count, scene, member, known.first, known.last, AT_LEAST)));
  report (clause, scene, member, &known, low, least - low, least, MAX (most, least), weight,
          verdicts);
  report (clause, scene, member, &known, high, high - most, least, most, count->weight, verdicts);
}

/* -- days in a row -- */

/* Spans one after the other that are off to the same side: one thing to a reader. */
typedef struct
{
  GengStretch days;
  gint64 value;  /* of the span that is furthest off */
  gint64 off;    /* of that one; 0: none is open */
  gint64 amount; /* of all of them */
} Streak;

static void
report_streak (const GengClause *clause,
               const GengScene *scene,
               guint member,
               const Streak *streak,
               GengVerdicts *verdicts)
{
  const GengCount *count = clause->params;
  gboolean minutes = (count->what.what & GENG_WHAT_MINUTES) != 0;
  g_autofree char *had = geng_range_text ((int) streak->value, (int) streak->value, minutes);
  g_autofree char *range = geng_range_text (count->min, count->max, minutes);
  g_autofree char *span = geng_rule_span_title (&count->span);
  char a[GENG_DATE_LENGTH], z[GENG_DATE_LENGTH];
  g_autofree char *message = NULL;
  gint64 cost = streak->amount * count->weight * (minutes ? 1 : GENG_POINT);
  GDate first, last;

  geng_scene_date (scene, streak->days.first, &first);
  geng_scene_date (scene, streak->days.last, &last);
  message = g_strdup_printf (_ ("%s: %s %s in %s between %s and %s; it should be %s"),
                             geng_name (scene->members[member]), count->what.title, had, span,
                             geng_date_text (&first, a), geng_date_text (&last, z), range);
  if (count->weight == 0)
    geng_verdicts_hard (verdicts, clause->kind->name, scene->members[member], &first, &last,
                        streak->amount, "%s", message);
  else
    geng_verdicts_soft (verdicts, clause->kind->name, scene->members[member], &first, &last,
                        streak->amount, cost, "%s", message);
}

/* Most streaks are of nothing, and cost no words. */
static void
end_streak (const GengClause *clause,
            const GengScene *scene,
            guint member,
            Streak *streak,
            GengVerdicts *verdicts)
{
  if (streak->off > 0)
    report_streak (clause, scene, member, streak, verdicts);
  streak->off = 0;
}

/* By how much the span that ends on @last is off to this side; 0: it is not. */
static gint64
off_by (const GengCount *count,
        const GengScene *scene,
        guint member,
        int last,
        Side side,
        gint64 *value)
{
  int first = last - count->span.n_days + 1;
  int known = MAX (first, -scene->n_before);
  gint64 past, least;

  *value = count_days (count, scene, member, known, last, side);
  past = count_past (count, scene, member, known, last, side);
  if (side == AT_MOST)
    return MAX (*value - MAX ((gint64) count->max, past), 0);
  least = MIN ((gint64) count->min, reach (count, scene, member, known, last, past));
  return known == first ? MAX (least - *value, 0) : 0;
}

static void
check_rolling (const GengClause *clause,
               const GengScene *scene,
               guint member,
               Side side,
               GengVerdicts *verdicts)
{
  const GengCount *count = clause->params;
  Streak streak = { 0 };

  for (int last = 0; last < (int) scene->n_days; last++)
    {
      gint64 value, off = off_by (count, scene, member, last, side, &value);

      if (off == 0)
        {
          end_streak (clause, scene, member, &streak, verdicts);
          continue;
        }
      if (streak.off == 0)
        streak = (Streak){ .days.first = MAX (last - count->span.n_days + 1, -scene->n_before) };
      if (off > streak.off)
        {
          streak.off = off;
          streak.value = value;
        }
      streak.days.last = last;
      streak.amount += off;
    }
  end_streak (clause, scene, member, &streak, verdicts);
}

/* -- all -- */

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GengCount *count = clause->params;
  g_autoptr (GArray) stretches = geng_rule_span_list (&count->span, scene);

  for (guint i = 0; i < clause->members->len; i++)
    if (count->span.per == GENG_PER_DAYS)
      for (Side side = AT_MOST; side <= AT_LEAST; side++)
        check_rolling (clause, scene, geng_clause_member (clause, i), side, verdicts);
    else
      for (guint s = 0; s < stretches->len; s++)
        check_stretch (clause, scene, geng_clause_member (clause, i),
                       &g_array_index (stretches, GengStretch, s), verdicts);
}

char *
geng_limit_figure (gconstpointer params, const GengScene *scene, guint member)
{
  const GengCount *count = params;
  g_autoptr (GArray) stretches = geng_rule_span_list (&count->span, scene);
  gint64 most = 0;

  for (int last = 0; count->span.per == GENG_PER_DAYS && last < (int) scene->n_days; last++)
    most = MAX (most,
                count_days (count, scene, member,
                            MAX (last - count->span.n_days + 1, -scene->n_before), last, AT_MOST));
  for (guint i = 0; count->span.per != GENG_PER_DAYS && i < stretches->len; i++)
    {
      GengStretch known = geng_stretch_known (&g_array_index (stretches, GengStretch, i), scene);

      most = MAX (most, count_days (count, scene, member, known.first, known.last, AT_MOST));
    }
  return unit_of (count) == GENG_RULE_UNIT_MINUTES ? geng_minutes_text (most)
                                                   : g_strdup_printf ("%d", (int) most);
}

/* -- words -- */

static const GengExample examples[]
    = { { "hours per period 140..184 target 168 soft 1",
          "时数 期内 140..184 期望 168 软 1",
          { "140 to 184 hours in the period; each hour off 168 costs a point",
            "本期 140 至 184 小时；离 168 小时每差一小时扣 1 分" } },
        { "hours per week ..44",
          "时数 每周 ..44",
          { "at most 44 hours in a calendar week", "每个自然周最多 44 小时" } },
        { "hours per 7 days ..48",
          "时数 每7天 ..48",
          { "at most 48 hours in any 7 duty days in a row", "任何连续 7 个勤务日最多 48 小时" } },
        { "nights per month ..8",
          "夜班 每月 ..8",
          { "at most 8 nights in a calendar month", "每个自然月最多 8 个夜班" } },
        { "weekends per period ..3 soft 5",
          "周末 期内 ..3 软 5",
          { "each weekend with a duty after the third costs 5 points",
            "上勤的周末超过三个，每多一个扣 5 分" } },
        { "sundays per 14 days ..1",
          "周日 每14天 ..1",
          { "every other Sunday free", "周日隔一个休一个" } },
        { "off per 7 days 1..",
          "休 每7天 1..",
          { "a day off in any 7 duty days in a row", "任何连续 7 个勤务日里至少休一天" } },
        { "duties per year 1..1", "勤务 每年 1..1", { "one duty a year", "一年一班" } },
        { NULL } };

static const GengParameter parameters[]
    = { { .name = "what",
          .title = { "what is counted", "数什么" },
          .type = GENG_RULE_PARAMETER_TYPE_WHAT,
          .what = ALLOWED,
          .syntax = { .is_key = TRUE } },
        { .name = "span",
          .title = { "over what it is counted", "在多长时间里数" },
          .type = GENG_RULE_PARAMETER_TYPE_SPAN,
          .syntax = { .lead = "per", .is_key = TRUE } },
        { .name = "range",
          .title = { "how many; hours where hours are counted", "多少；数工时的以小时计" },
          .type = GENG_RULE_PARAMETER_TYPE_RANGE,
          .unit = GENG_RULE_UNIT_COUNTED,
          .maximum = GENG_RULE_MAX_NUMBER,
          .otherwise = "" },
        { .name = "weight",
          .title
          = { "points for each unit off; hard without it", "每差一个单位扣的分；不写就是硬规定" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .otherwise = "",
          .syntax = { .needs = "range" } },
        { .name = "target",
          .title = { "how many it should be, if it can", "最好是多少" },
          .type = GENG_RULE_PARAMETER_TYPE_NUMBER,
          .unit = GENG_RULE_UNIT_COUNTED,
          .maximum = GENG_RULE_MAX_NUMBER,
          .otherwise = "",
          .syntax = { .lead = "target" } },
        { .name = "target-weight",
          .title = { "points for each unit off the target", "离期望每差一个单位扣的分" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .otherwise = "soft 1",
          .syntax = { .needs = "target" } },
        { .name = "pro-rata",
          .title = { "least and target shrink with the days away", "下限和期望按不在的天数减少" },
          .type = GENG_RULE_PARAMETER_TYPE_FLAG,
          .otherwise = "" },
        { NULL } };

const GengRuleDef geng_rule_limit = {
  .name = "limit",
  .chinese = "限额",
  .title = { "limits on how many", "数量限额" },
  .meaning
  = { "So many of something in a span, by duty day: duties, nights, duties of one shift, window or "
      "post, hours of real time, weekends with a duty on one of their days, Sundays, holidays, "
      "statutory days, holidays of one name, or days off (a day on leave is none). A span is the "
      "roster's period, a calendar week from "
      "Monday, a month, quarter or year, or up to 14 duty days in a row. Days of the record count; "
      "what the record has already is not held against the period, and days that no record knows "
      "count nothing. A maximum always holds. A span that is not over, or not known as a whole, "
      "asks for its part of the least and of the target, rounded down, and never as a hard rule. "
      "Each unit off costs the weight: an hour, a duty, a weekend, a day. A reserve's day is a "
      "duty for "
      "the most, and a day off for the least and the target.",
      "一段时间里某样东西有多少，按勤务日数：勤务、夜班、某个班次、时段或岗位的勤务"
      "、实际工时、有一天上勤的周末、周日、节假日、法定节日、某个名字的节日，或休息"
      "日（请假的一天不算休息）。时间段是本期、从周一起的自然周、月、季、年，或至多"
      "连续 14 个勤务日。记录里的日子也算；记录里已经有的不怪本期，没有记录的日子什"
      "么也不算。上限始终有效。还没过完或不全知道的时间段，下限和期望只要求相应的一"
      "部分（向下取整），而且不作硬规定。每差一个单位扣一份分：一小时、一班、一个周"
      "末、一天。备勤的一天，对上限算上勤，对下限和期望算休息。" },
  .grammar = "WHAT per SPAN (RANGE [soft WEIGHT]) [target N [soft WEIGHT]] [pro-rata]\n"
             "WHAT per SPAN target N [soft WEIGHT] [pro-rata]\n"
             "WHAT per SPAN none",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = count_free,
  .describe = describe,
  .check = check,
  .compile = geng_limit_compile,
};
