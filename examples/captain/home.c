/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* `geng` alone: who is on duty now and next, and a short menu. */
#include <stdio.h>
#include <string.h>

#include "ask.h"
#include "desk.h"
#include "log.h"

/* What the menu offers; the command's arguments are asked for. */
static const struct
{
  const char *name; /* of the command */
  const char *text;
  const char *question; /* NULL for none */
  Status (*run) (int argc, char **argv);
} choices[] = {
  { "show", N_ ("Show a month"), N_ ("Which month?"), run_show },
  { "plan", N_ ("Plan a month"), N_ ("Which month?"), run_plan },
  { "cover", N_ ("Somebody cannot come: who can take over?"), N_ ("Member and date:"), run_cover },
  { "repair", N_ ("Something changed: plan anew around it"),
    N_ ("Month, --from and the first day:"), run_repair },
  { "publish", N_ ("Publish a month"), N_ ("Which month?"), run_publish },
  { "check", N_ ("Check the folder"), NULL, run_check },
};

/* The station's next change of shift after @now. */
static GDateTime *
next_change (GengStation *station, GDateTime *now)
{
  GListModel *shifts = geng_station_get_shifts (station);
  g_autoptr (GDateTime) next = NULL;
  GDate date;

  geng_station_duty_date (station, now, &date);
  for (int day = 0; day < 2; day++, g_date_add_days (&date, 1))
    for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
      {
        g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
        g_autoptr (GDateTime) start
            = geng_station_instant (station, &date, geng_shift_get_start_minute (shift));

        if (g_date_time_compare (start, now) <= 0
            || (next != NULL && g_date_time_compare (start, next) >= 0))
          continue;
        g_clear_pointer (&next, g_date_time_unref);
        next = g_steal_pointer (&start);
      }
  return g_steal_pointer (&next);
}

/* Who is on duty at a moment; nothing where its month has no roster. */
static void
print_at (const char *folder, GDateTime *instant)
{
  g_auto (Desk) desk = { 0 };
  const Options options = { .folder = (char *) folder };
  g_autofree char *month = NULL;
  g_autofree char *text = NULL;
  GDateYear year;
  GDateMonth number;
  GDate date;

  if (!desk_open (&desk, &options, DESK_READ))
    return;
  geng_station_duty_date (desk.station, instant, &date);
  year = g_date_get_year (&date);
  number = g_date_get_month (&date);
  month = g_strdup_printf ("%04d-%02d", year, number);
  if (!geng_store_has_draft (desk.store, year, number)
      && !geng_store_has_record (desk.store, year, number))
    {
      g_print (_ ("%s has no roster yet. Plan it with: geng plan %s\n"), month, month);
      return;
    }
  if (!desk_load (&desk, month))
    return;
  text = geng_report_now (desk.roster, instant, desk_language ());
  g_print ("%s", text);
}

static void
print_now (void)
{
  g_auto (Desk) desk = { 0 };
  const Options options = { .folder = NULL };
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) next = NULL;

  if (!desk_open (&desk, &options, DESK_READ))
    return;
  now = g_date_time_new_now (geng_station_get_zone (desk.station));
  next = next_change (desk.station, now);
  g_print ("%s\n", geng_entity_get_name (GENG_ENTITY (desk.station)));
  print_at (NULL, now);
  if (next != NULL)
    print_at (NULL, next);
}

/* A command with the words of the answer as its arguments. */
static Status
run_choice (guint choice)
{
  g_autofree char *answer = choices[choice].question != NULL
                                ? ask_text (_ (choices[choice].question), NULL)
                                : g_strdup ("");
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  if (answer == NULL)
    return STATUS_FINE;
  words = g_strsplit (answer, " ", -1);
  g_ptr_array_add (argv, (char *) choices[choice].name);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (argv, words[i]);
  g_ptr_array_add (argv, NULL);
  log_set_command ((int) argv->len - 1, (char **) argv->pdata);
  return choices[choice].run ((int) argv->len - 1, (char **) argv->pdata);
}

/* Whether there is somebody to talk to and a station to talk about. */
gboolean
home_possible (void)
{
  return ask_possible () && g_file_test ("station.ini", G_FILE_TEST_EXISTS);
}

Status
run_home (void)
{
  g_autofree char *answer = NULL;
  guint64 number = 0;

  print_now ();
  g_print ("\n");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_print ("  %u  %s\n", i + 1, _ (choices[i].text));
  answer = ask_text (_ ("A number, or Enter to leave:"), NULL);
  if (answer == NULL || answer[0] == '\0')
    return STATUS_FINE;
  if (g_ascii_string_to_unsigned (answer, 10, 1, G_N_ELEMENTS (choices), &number, NULL))
    return run_choice ((guint) number - 1);
  say_error (_ ("“%s” is none of these numbers."), answer);
  return STATUS_BAD;
}
