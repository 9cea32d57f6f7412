/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng journal back: an item that was lost or in repair is there again. */

#include "book.h"

static GengItem *
find_item (Book *self, const char *text)
{
  GengItem *item
      = text != NULL ? desk_find_entity (geng_station_get_items (self->desk.station), text) : NULL;

  if (item == NULL)
    say_error (_ ("There is no item “%s” in items.csv."), text != NULL ? text : "");
  else if (geng_item_get_state (item) == GENG_ITEM_STATE_USABLE)
    {
      say_error (_ ("%s is neither lost nor in repair."), geng_entity_get_id (GENG_ENTITY (item)));
      item = NULL;
    }
  return item;
}

static gboolean
add_row (Book *self, GengItem *item, const char *note)
{
  int minute = g_date_time_get_hour (self->now) * 60 + g_date_time_get_minute (self->now);
  g_autoptr (GengKitLoan) row = NULL;
  g_autoptr (GError) error = NULL;

  /* In minutes from 00:00 of the duty day, which may have begun the day before. */
  if (minute < geng_station_get_day_start_minute (self->desk.station))
    minute += GENG_DAY_MINUTES;
  row = g_object_new (GENG_TYPE_KIT_LOAN, "date", &self->first, "item", item, "back-minute", minute,
                      "state", GENG_ITEM_STATE_USABLE, "note", note, NULL);
  if (geng_journal_add_kit_loan (self->journal, row, &error))
    {
      geng_item_set_state (item, GENG_ITEM_STATE_USABLE);
      return TRUE;
    }
  say_failure (error);
  return FALSE;
}

Status
run_journal_back (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  const GOptionEntry own[] = { { "note", 0, 0, G_OPTION_ARG_STRING, &said.note,
                                 N_ ("Where it was, what was done"), N_ ("TEXT") },
                               BOOK_NOW (said),
                               { NULL } };
  GengItem *item;

  if (!options_parse (&options, "journal back", _ ("ITEM"),
                      _ ("Enters that an item which was lost or broken is there again "
                         "(找回、修好): it may go out again."),
                      own, argc, argv)
      || !book_open (&book, &options, &said, DESK_WRITE)
      || (item = find_item (&book, options_take (&options, 0))) == NULL)
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &book.first);
  if (!book_load (&book, &book.first, &book.first) || !add_row (&book, item, said.note)
      || !book_save (&book, &book.first, &book.first, TRUE))
    return STATUS_BAD;
  if (options.json)
    book_answer (&book, "rows", 1);
  else
    g_print (_ ("%s may go out again.\n"), geng_entity_get_id (GENG_ENTITY (item)));
  return STATUS_FINE;
}
