/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

static const char *
name_of (GengMember *member)
{
  return member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : _ ("the rack");
}

static gboolean
same_hands (GengHandOver *a, GengHandOver *b)
{
  return geng_hand_over_get_minute (a) == geng_hand_over_get_minute (b)
         && geng_hand_over_get_giver (a) == geng_hand_over_get_giver (b)
         && geng_hand_over_get_receiver (a) == geng_hand_over_get_receiver (b);
}

static void
print_moment (int minute)
{
  g_print ("%02d:%02d%s\n", minute % GENG_DAY_MINUTES / 60, minute % 60,
           minute >= GENG_DAY_MINUTES ? _ (" next day") : "");
}

/* What was still to be done when the shift before this hand-over wrote it down; (nullable). */
static const char *
find_open (GengJournal *journal, const GDate *date, int minute)
{
  GListModel *notes = geng_journal_get_hand_over_notes (journal);
  const char *open = NULL;
  gint64 latest = G_MININT64;

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GengHandOverNote) note = g_list_model_get_item (notes, i);
      gint64 moment = (gint64) GENG_DAY_MINUTES
                          * g_date_days_between (date, geng_hand_over_note_get_date (note))
                      + geng_hand_over_note_get_minute (note);

      /* What only says that kit is not whole settles nothing. */
      if (moment > minute || moment < latest
          || (geng_hand_over_note_get_open (note) == NULL
              && geng_hand_over_note_get_report (note) == NULL))
        continue;
      latest = moment;
      open = geng_hand_over_note_get_open (note);
    }
  return open;
}

/* One line for all that goes from one hand to another; returns the first sheet after it. */
static guint
print_hands (GPtrArray *sheets, guint first)
{
  GengHandOver *sheet = g_ptr_array_index (sheets, first);
  g_autoptr (GString) charge = g_string_new (NULL);
  guint i;

  g_print ("  %s → %s ", name_of (geng_hand_over_get_giver (sheet)),
           name_of (geng_hand_over_get_receiver (sheet)));
  for (i = first; i < sheets->len && same_hands (sheet, g_ptr_array_index (sheets, i)); i++)
    {
      GengHandOver *other = g_ptr_array_index (sheets, i);
      GengItem *item = geng_hand_over_get_item (other);
      const char *id = geng_entity_get_id (GENG_ENTITY (item));

      g_print (" %s %s", geng_entity_get_name (GENG_ENTITY (geng_item_get_piece (item))), id);
      if (geng_hand_over_get_charge (other))
        g_string_append_printf (charge, " %s", id);
    }
  if (charge->len > 0)
    g_print (_ ("  (charge:%s)"), charge->str);
  g_print ("\n");
  return i;
}

static void
print_sheets (GPtrArray *sheets, GengJournal *journal, const GDate *date)
{
  int minute = -1;

  for (guint i = 0; i < sheets->len; i = print_hands (sheets, i))
    {
      int at = geng_hand_over_get_minute (g_ptr_array_index (sheets, i));

      if (at != minute)
        {
          const char *open = find_open (journal, date, at);

          print_moment (at);
          if (open != NULL)
            g_print (_ ("  Still to be done: %s\n"), open);
        }
      minute = at;
    }
}

static const char *
id_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_id (entity) : NULL;
}

static void
add_hand_over (GengHandOver *sheet, GengJournal *journal, JsonBuilder *builder)
{
  int minute = geng_hand_over_get_minute (sheet);
  g_autoptr (GDateTime) time = geng_station_instant (geng_journal_get_station (journal),
                                                     geng_hand_over_get_date (sheet), minute);

  json_builder_begin_object (builder);
  add_instant (builder, "time", time);
  add_number (builder, "minute", minute);
  add_text (builder, "item", id_of (geng_hand_over_get_item (sheet)));
  add_text (builder, "giver", id_of (geng_hand_over_get_giver (sheet)));
  add_text (builder, "receiver", id_of (geng_hand_over_get_receiver (sheet)));
  json_builder_set_member_name (builder, "charge");
  json_builder_add_boolean_value (builder, geng_hand_over_get_charge (sheet));
  add_text (builder, "open", find_open (journal, geng_hand_over_get_date (sheet), minute));
  json_builder_end_object (builder);
}

static void
answer (GPtrArray *sheets, GengJournal *journal, const GDate *date, const Options *options)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!options->json)
    {
      print_sheets (sheets, journal, date);
      if (sheets->len == 0)
        g_print ("%s\n", _ ("Nothing changes hands on that day."));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheets->len; i++)
    add_hand_over (g_ptr_array_index (sheets, i), journal, builder);
  json_builder_end_array (builder);
  print_json (builder);
}

Status
run_kit (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GengJournal) journal = NULL;
  g_autofree char *month = NULL;
  GDate date, before;

  if (!options_parse (&options, "kit", _ ("DATE"),
                      _ ("Prints who gives what to whom at each change of shift of a day, and "
                         "what must be charged; and what the shift before left to be done."),
                      NULL, argc, argv)
      || !desk_open (&desk, &options, DESK_READ)
      || !desk_parse_date (&desk, options_take (&options, 0), &date))
    return STATUS_BAD;
  month = desk_month_text (&date);
  if (!desk_load (&desk, month))
    return STATUS_BAD;
  if (!geng_kit_assign (desk.roster, desk.history, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  before = date;
  g_date_subtract_months (&before, 1);
  journal = geng_store_load_journal (desk.store, desk.station, &before, &date, &error);
  if (journal == NULL)
    {
      desk_print_faults (&desk, error);
      return STATUS_BAD;
    }
  sheets = geng_kit_list_hand_overs (desk.roster, desk.history, &date);
  answer (sheets, journal, &date, &options);
  return STATUS_FINE;
}
