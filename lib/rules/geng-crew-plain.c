/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-crew-plain.h"

#include <geng/geng-score.h>

/*
 * What a crew is short of, as the manual tells it: people first fill the places that are gaps while
 * they are empty, then the dearest of the others.  An empty place costs what its demand says; a gap
 * costs as much as the dearest, beside being a gap.  Slow and plain.  The planner reckons otherwise
 * (geng-quota.c), and the tests hold the two against each other.
 */

static const GengAsk *
ask_at (const GArray *asks, guint index)
{
  return &g_array_index (asks, GengAsk, index);
}

GArray *
geng_asks_of_place (const GengPlace *place)
{
  GArray *asks = g_array_new (FALSE, FALSE, sizeof (GengAsk));

  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);
      GengAsk ask = { geng_demand_get_min (demand), geng_demand_get_wanted (demand),
                      geng_demand_get_under (demand), geng_demand_get_max (demand),
                      geng_demand_get_over (demand) };

      g_array_append_val (asks, ask);
    }
  return asks;
}

/* The places of the asks before this one. */
static gint64
least_before (const GArray *asks, guint index)
{
  gint64 places = 0;

  for (guint i = 0; i < index; i++)
    places += ask_at (asks, i)->min;
  return places;
}

int
geng_asks_gap (const GArray *asks, guint index, int n)
{
  gint64 come = CLAMP (n - least_before (asks, index), 0, ask_at (asks, index)->min);

  return (int) (ask_at (asks, index)->min - come);
}

/* How many places cost just so much while they are empty. */
static gint64
places_at (const GArray *asks, int price)
{
  gint64 places = 0;

  for (guint i = 0; i < asks->len; i++)
    if (ask_at (asks, i)->under == price)
      places += ask_at (asks, i)->wanted - ask_at (asks, i)->min;
  return places;
}

/* The highest price of a place that is less than that, or 0. */
static int
next_price (const GArray *asks, int limit)
{
  int highest = 0;

  for (guint i = 0; i < asks->len; i++)
    {
      const GengAsk *ask = ask_at (asks, i);

      if (ask->wanted > ask->min && ask->under < limit && ask->under > highest)
        highest = ask->under;
    }
  return highest;
}

gint64
geng_asks_cost (const GArray *asks, int n)
{
  gint64 gaps = least_before (asks, asks->len), left = MAX (n - gaps, 0);
  int price = next_price (asks, G_MAXINT);
  gint64 cost = MAX (gaps - n, 0) * price * GENG_POINT;

  for (; price > 0; price = next_price (asks, price))
    {
      gint64 places = places_at (asks, price), filled = MIN (places, left);

      cost += (places - filled) * price * GENG_POINT;
      left -= filled;
    }
  return cost;
}

int
geng_asks_wanting (const GArray *asks, int n)
{
  gint64 priced = 0;

  for (int price = next_price (asks, G_MAXINT); price > 0; price = next_price (asks, price))
    priced += places_at (asks, price);
  return priced > 0 ? (int) CLAMP (least_before (asks, asks->len) + priced - n, 0, G_MAXINT) : 0;
}

int
geng_asks_max (const GArray *asks)
{
  gint64 most = 0;

  for (guint i = 0; i < asks->len; i++)
    {
      if (ask_at (asks, i)->max == G_MAXINT)
        return G_MAXINT;
      most += ask_at (asks, i)->max;
    }
  return (int) MIN (most, G_MAXINT);
}

/* Of demands that add up, one person too many pays the lowest price that any of them asks. */
int
geng_asks_over (const GArray *asks)
{
  int lowest = 0;

  for (guint i = 0; i < asks->len; i++)
    {
      int over = ask_at (asks, i)->over;

      if (over > 0 && (lowest == 0 || over < lowest))
        lowest = over;
    }
  return lowest;
}
