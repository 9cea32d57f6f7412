/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-hand-over-private.h"
#include "geng-kit-stock.h"
#include "geng-shift-private.h"

/* One item's way at one change of shift. */
typedef struct
{
  int minute;  /* from 00:00 of the date asked for */
  guint place; /* of the item in the station's order */
  GengItem *item;
  GengMember *giver;
  GengMember *receiver;
} Step;

typedef struct
{
  GengStation *station;
  GengStock *stock;
  GDate date;
  GArray *steps; /* Step */
} Sheet;

static Step *
find_step (Sheet *sheet, int minute, GengItem *item)
{
  GengStockItem *entry = geng_stock_lookup (sheet->stock, item);
  Step step = { minute, G_MAXUINT, item, NULL, NULL };

  if (entry != NULL)
    step.place = entry - &g_array_index (sheet->stock->items, GengStockItem, 0);
  for (guint i = 0; i < sheet->steps->len; i++)
    {
      Step *other = &g_array_index (sheet->steps, Step, i);

      if (other->minute == minute && other->item == item)
        return other;
    }
  g_array_append_val (sheet->steps, step);
  return &g_array_index (sheet->steps, Step, sheet->steps->len - 1);
}

static gboolean
is_on_sheet (Sheet *sheet, int minute)
{
  int start = geng_station_get_day_start_minute (sheet->station);

  return minute >= start && minute < start + GENG_DAY_MINUTES;
}

/* @offset: minutes from 00:00 of the sheet's date to 00:00 of the duty's. */
static void
add_duty (Sheet *sheet, GengDuty *duty, int offset)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);
  int from, to;

  geng_shift_kit_span (geng_duty_get_shift (duty), geng_duty_get_post (duty), &from, &to);
  from += offset;
  to += offset;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      GengItem *item = g_ptr_array_index (items, i);

      if (is_on_sheet (sheet, from))
        find_step (sheet, from, item)->receiver = geng_duty_get_member (duty);
      if (is_on_sheet (sheet, to))
        find_step (sheet, to, item)->giver = geng_duty_get_member (duty);
    }
}

static void
add_date (Sheet *sheet, GengRoster *roster, const GDate *date)
{
  g_autoptr (GPtrArray) duties = NULL;
  int offset = g_date_days_between (&sheet->date, date) * GENG_DAY_MINUTES;

  if (roster == NULL || g_date_compare (date, geng_roster_get_first (roster)) < 0
      || g_date_compare (date, geng_roster_get_last (roster)) > 0)
    return;
  duties = geng_roster_list_date (roster, date);
  for (guint i = 0; i < duties->len; i++)
    add_duty (sheet, g_ptr_array_index (duties, i), offset);
}

/* The rack comes last. */
static int
compare_members (GengMember *a, GengMember *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return strcmp (geng_entity_get_id (GENG_ENTITY (a)), geng_entity_get_id (GENG_ENTITY (b)));
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *first = a, *second = b;
  int order;

  if (first->minute != second->minute)
    return first->minute < second->minute ? -1 : 1;
  order = compare_members (first->giver, second->giver);
  if (order == 0)
    order = compare_members (first->receiver, second->receiver);
  if (order == 0)
    order = (first->place > second->place) - (first->place < second->place);
  return order;
}

static GPtrArray *
to_hand_overs (Sheet *sheet)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sheet->steps->len; i++)
    {
      const Step *step = &g_array_index (sheet->steps, Step, i);
      gboolean charge = step->receiver == NULL && geng_stock_recharge (step->item) > 0;

      if (step->giver == step->receiver)
        continue;
      g_ptr_array_add (list, geng_hand_over_new (&sheet->date, step->minute, step->item,
                                                 step->giver, step->receiver, charge));
    }
  return list;
}

/**
 * geng_kit_list_hand_overs:
 * @roster: a roster whose duties have their items
 * @history: (nullable): the roster of the time before
 * @date: a duty day of the roster, or the day after its last, on which the last items come back
 *
 * Lists what changes hands at each change of shift of a duty day, from the moment at which the day
 * starts until before the next day does: an item goes from a member to the next, from the rack to a
 * member, or back into the rack, and then on the charger if it needs one.  What a member keeps for
 * two duties in a row is not listed.
 *
 * Returns: (transfer container) (element-type GengHandOver): by moment, giver, receiver and the
 *   station's order of items; the rack comes after the members
 */
GPtrArray *
geng_kit_list_hand_overs (GengRoster *roster, GengRoster *history, const GDate *date)
{
  g_autoptr (GengStock) stock = NULL;
  g_autoptr (GArray) steps = NULL;
  GDate eve;
  Sheet sheet;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  stock = geng_stock_new (geng_roster_get_station (roster));
  steps = g_array_new (FALSE, FALSE, sizeof (Step));
  sheet = (Sheet){ geng_roster_get_station (roster), stock, *date, steps };
  eve = *date;
  g_date_subtract_days (&eve, 1);
  /* The roster speaks for its own days; the history for those before. */
  if (g_date_compare (&eve, geng_roster_get_first (roster)) < 0)
    add_date (&sheet, history, &eve);
  add_date (&sheet, roster, &eve);
  add_date (&sheet, roster, date);
  g_array_sort (steps, compare_steps);
  return to_hand_overs (&sheet);
}
