/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planted.h"

#include "../unit/village.h"

#define LEAST_CROWD 15
#define MOST_CROWD 45
#define PAIRS_PER_HEAD 2

#define N_LINES 3
#define LEAST_DAYS 10
#define MOST_DAYS 28
#define HOURS_OF_A_DUTY 12

#define ORDER_DAYS 18
#define DECOYS 2

enum
{
  OFF,
  DAY,
  NIGHT,
  N_KINDS
};

static void
take (Planted *planted, Village *village)
{
  planted->station = g_object_ref (village->station);
  planted->first = village->first;
  planted->last = village->last;
  village_clear (village);
}

void
planted_crowd_init (Planted *planted, guint64 seed)
{
  Village village;
  guint n = LEAST_CROWD + (guint) (seed / 4 % (MOST_CROWD - LEAST_CROWD));

  crowd_init (&village, n, n * PAIRS_PER_HEAD, (guint32) seed);
  take (planted, &village);
}

/* No day follows a night, for the rest is too short. */
static void
draw_line (GRand *dice, int *line, guint n_days)
{
  for (guint d = 0; d < n_days; d++)
    do
      line[d] = g_rand_int_range (dice, 0, N_KINDS);
    while (d > 0 && line[d - 1] == NIGHT && line[d] == DAY);
}

static void
add_rule (GengMember *member, const char *kind, const char *text)
{
  g_autoptr (GengRule) rule = geng_rule_new (kind, text);

  geng_member_add_rule (member, rule);
}

/* The shortest and the longest run of days on which it is (or is not) so; at the edges a run is cut
 * off and may go on outside, so that it only counts as long as it is. */
static void
measure_runs (const int *line, guint n_days, gboolean duty, guint *least, guint *most)
{
  guint length = 0;

  *least = n_days;
  *most = 0;
  for (guint d = 0; d <= n_days; d++)
    if (d < n_days && (line[d] != OFF) == duty)
      length++;
    else if (length > 0)
      {
        *least = MIN (*least, length);
        *most = MAX (*most, length);
        length = 0;
      }
}

static guint
fewest_off_of_a_week (const int *line, guint n_days)
{
  guint fewest = 7;

  for (guint first = 0; first + 7 <= n_days; first++)
    {
      guint n = 0;

      for (guint d = first; d < first + 7; d++)
        n += line[d] == OFF;
      fewest = MIN (fewest, n);
    }
  return fewest;
}

static void
add_rules_of_line (GengMember *member, const int *line, guint n_days)
{
  guint n_duties = 0, n_nights = 0, least, most;
  g_autofree char *text = NULL;

  for (guint d = 0; d < n_days; d++)
    {
      n_duties += line[d] != OFF;
      n_nights += line[d] == NIGHT;
    }
  text = g_strdup_printf ("hours per period %u..%u", n_duties * HOURS_OF_A_DUTY,
                          n_duties * HOURS_OF_A_DUTY);
  add_rule (member, "limit", text);
  g_free (text);
  text = g_strdup_printf ("night per period %u..%u", n_nights, n_nights);
  add_rule (member, "limit", text);
  g_free (text);
  text = g_strdup_printf ("off per 7 days %u..", fewest_off_of_a_week (line, n_days));
  add_rule (member, "limit", text);
  measure_runs (line, n_days, TRUE, &least, &most);
  g_free (text);
  text = g_strdup_printf ("duties %u..%u", least, MAX (most, 1));
  add_rule (member, "run", text);
  measure_runs (line, n_days, FALSE, &least, &most);
  g_free (text);
  text = g_strdup_printf ("off %u..%u", least, MAX (most, 1));
  add_rule (member, "run", text);
}

/* Any number of people may serve at once, so that the lines together are a roster. */
void
planted_lines_init (Planted *planted, guint64 seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed ((guint32) seed);
  guint n_days = (guint) g_rand_int_range (dice, LEAST_DAYS, MOST_DAYS + 1);
  GListModel *members, *demands;
  Village village;

  village_init (&village, N_LINES);
  geng_contract_set_rule (village.contract, "run", "none");
  village.last = village.first;
  g_date_add_days (&village.last, n_days - 1);
  demands = geng_station_get_demands (village.station);
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      geng_demand_set_crew (demand, 0, 0, N_LINES);
    }
  members = geng_station_get_members (village.station);
  for (guint m = 0; m < N_LINES; m++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, m);
      int line[MOST_DAYS];

      draw_line (dice, line, n_days);
      add_rules_of_line (member, line, n_days);
    }
  take (planted, &village);
}

static void
add_order_shifts (Village *village)
{
  GengWindow *window = geng_station_lookup_window (village->station, "all");

  for (int i = 0; i < ORDER_DAYS; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%02d", i);
      g_autoptr (GengShift) shift = geng_shift_new (id, id, window, 480, 960 + i);
      g_autoptr (GengDemand) demand = geng_demand_new_for_shift (id, id, village->gate, shift);

      g_assert_true (geng_station_add_shift (village->station, shift, NULL));
      geng_demand_set_crew (demand, 0, 0, 1);
      g_assert_true (geng_station_add_demand (village->station, demand, NULL));
    }
}

/* Whether the second shift may follow the first: those of the planted order, and some decoys. */
static void
draw_order (GRand *dice, gboolean follows[ORDER_DAYS][ORDER_DAYS])
{
  int order[ORDER_DAYS] = { 0 };

  for (int i = 0; i < ORDER_DAYS; i++)
    {
      int at = g_rand_int_range (dice, 0, i + 1);

      order[i] = order[at];
      order[at] = i;
    }
  for (int i = 0; i < ORDER_DAYS; i++)
    {
      if (i > 0)
        follows[order[i - 1]][order[i]] = TRUE;
      for (int n = 0; n < DECOYS; n++)
        follows[i][g_rand_int_range (dice, 0, ORDER_DAYS)] = TRUE;
    }
}

void
planted_order_init (Planted *planted, guint64 seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed ((guint32) seed);
  gboolean follows[ORDER_DAYS][ORDER_DAYS] = { 0 };
  g_autoptr (GengMember) member = NULL;
  Village village;

  village_init (&village, 1);
  geng_contract_set_rule (village.contract, "run", "none");
  geng_contract_set_rule (village.contract, "rest", "none");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GengDemand) demand
          = g_list_model_get_item (geng_station_get_demands (village.station), i);

      geng_demand_set_crew (demand, 0, 0, 0);
    }
  add_order_shifts (&village);
  village.last = village.first;
  g_date_add_days (&village.last, ORDER_DAYS - 1);
  member = g_list_model_get_item (geng_station_get_members (village.station), 0);
  draw_order (dice, follows);
  for (int i = 0; i < ORDER_DAYS; i++)
    {
      g_autofree char *once = g_strdup_printf ("s%02d per period 1..1", i);

      add_rule (member, "limit", once);
      for (int j = 0; j < ORDER_DAYS; j++)
        if (!follows[i][j])
          {
            g_autofree char *never = g_strdup_printf ("s%02d s%02d never", i, j);

            add_rule (member, "sequence", never);
          }
    }
  take (planted, &village);
}
