/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-capacity-plain.h"

#include "geng-limit.h"
#include "geng-part.h"
#include "geng-rule-book.h"
#include "geng-rule-list.h"

/*
 * How much of a period's work the hours that each member may serve leave room for, as the manual
 * tells it: of every limit on hours the part of its span that lies in the period, day by day, and
 * of a member's limits the tightest.  Slow and plain.  The planner reckons otherwise
 * (geng-capacity.c), and the tests hold the two against each other.
 */

#define THOUSAND 1000
#define DAYS_OF_WEEK 7
#define MONTHS_OF_QUARTER 3
#define QUARTERS_OF_YEAR 4

/* Where nothing limits a member's hours. */
#define NO_LIMIT G_MAXINT

/* Under which the scene keeps them, beside the shares, whose names begin with a number. */
#define KEPT "capacities"

/* The span of the calendar in which a day lies: its number, which no other of its kind has, and
 * how many days it is long. */
typedef struct
{
  int number, length;
} Stretch;

static int
days_in_quarter (int quarter, GDateYear year)
{
  int days = 0;

  for (int i = 1; i <= MONTHS_OF_QUARTER; i++)
    days += g_date_get_days_in_month ((GDateMonth) (quarter * MONTHS_OF_QUARTER + i), year);
  return days;
}

static int
days_in_year (GDateYear year)
{
  int days = 0;

  for (int quarter = 0; quarter < QUARTERS_OF_YEAR; quarter++)
    days += days_in_quarter (quarter, year);
  return days;
}

static Stretch
stretch_of (GengPer per, const GengScene *scene, int day)
{
  GDate date;
  GDateYear year;
  int month, quarter;

  geng_scene_date (scene, day, &date);
  year = g_date_get_year (&date);
  month = (int) g_date_get_month (&date);
  quarter = (month - 1) / MONTHS_OF_QUARTER;
  if (per == GENG_PER_WEEK)
    return (Stretch){ (int) (g_date_get_julian (&date) - g_date_get_weekday (&date)),
                      DAYS_OF_WEEK };
  if (per == GENG_PER_MONTH)
    return (Stretch){ year * THOUSAND + month,
                      g_date_get_days_in_month ((GDateMonth) month, year) };
  if (per == GENG_PER_QUARTER)
    return (Stretch){ year * THOUSAND + quarter, days_in_quarter (quarter, year) };
  if (per == GENG_PER_YEAR)
    return (Stretch){ year, days_in_year (year) };
  return (Stretch){ 0, (int) scene->n_days };
}

/* Of days in a row, the period has its part of such a row; of a span of the calendar, the part of
 * its days that the period has, in whole minutes. */
static gint64
room_of_limit (const GengCount *count, const GengScene *scene)
{
  gint64 room = 0;
  int inside = 0;

  if (count->span.per == GENG_PER_DAYS)
    return (gint64) count->max * scene->n_days / count->span.n_days;
  for (int day = 0; day < (int) scene->n_days; day++)
    {
      Stretch here = stretch_of (count->span.per, scene, day);

      inside++;
      if (day + 1 == (int) scene->n_days
          || stretch_of (count->span.per, scene, day + 1).number != here.number)
        {
          room += (gint64) count->max * inside / here.length;
          inside = 0;
        }
    }
  return room;
}

static gboolean
limits_hours (const GengTerm *term)
{
  const GengCount *count = term->params;

  return term->kind == &geng_rule_limit && count != NULL && count->what.what == GENG_WHAT_HOURS
         && count->max != G_MAXINT;
}

static gint64
room_of_member (const GengScene *scene, const GengRuleBook *book, GengMember *member)
{
  GPtrArray *written[] = { geng_rule_book_station (book),
                           geng_rule_book_contract (book, geng_member_get_contract (member)),
                           geng_rule_book_member (book, member) };
  gint64 room = NO_LIMIT;

  for (guint place = 0; place < G_N_ELEMENTS (written); place++)
    for (guint i = 0; i < written[place]->len; i++)
      {
        const GengTerm *term = g_ptr_array_index (written[place], i);

        if (limits_hours (term) && geng_rule_book_binds (book, term, member))
          room = MIN (room, room_of_limit (term->params, scene));
      }
  return room;
}

/* The most room that anybody of the same part has whose hours are limited. */
static gint64
most_around (const GengScene *scene, const gint64 *rooms, guint member)
{
  gint64 most = 0;

  for (guint other = 0; other < scene->n_members; other++)
    if (rooms[other] < NO_LIMIT && rooms[other] > most
        && geng_part_same (scene->members[member], scene->members[other]))
      most = rooms[other];
  return most;
}

static int *
reckon (const GengScene *scene)
{
  g_autoptr (GengRuleBook) book = geng_rule_book_new (scene->station, NULL, NULL);
  g_autofree gint64 *rooms = g_new0 (gint64, scene->n_members + 1);
  int *capacities = g_new0 (int, scene->n_members + 1);

  for (guint m = 0; m < scene->n_members; m++)
    rooms[m] = room_of_member (scene, book, scene->members[m]);
  for (guint m = 0; m < scene->n_members; m++)
    {
      gint64 most = rooms[m] < NO_LIMIT ? most_around (scene, rooms, m) : 0;

      capacities[m] = most > 0 ? (int) MAX (rooms[m] * THOUSAND / most, 1) : THOUSAND;
    }
  return capacities;
}

const int *
geng_capacities_plain (const GengScene *scene)
{
  int *capacities = g_hash_table_lookup (scene->shares, KEPT);

  if (capacities == NULL)
    {
      capacities = reckon (scene);
      g_hash_table_insert (scene->shares, g_strdup (KEPT), capacities);
    }
  return capacities;
}
