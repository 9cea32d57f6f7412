/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng assign, move and pin: daily work on a draft, without opening a table. */
#include "edit.h"

#include <string.h>

static gboolean
save (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  if (geng_kit_assign (desk->roster, desk->history, &error)
      && geng_store_save_draft (desk->store, desk->roster, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

Status
edit_keep (Desk *desk,
           GengRoster *before,
           guint broken,
           const GDate *first,
           const GDate *last,
           const Options *options)
{
  g_auto (Official) official = { 0 };
  g_autofree char *month = desk_month_text (first);
  g_autofree char *from = desk_date_text (first);
  g_autofree char *to = desk_date_text (last);

  if (!desk_judge (desk) || !official_load (&official, desk, NULL)
      || !official_untouched (&official, desk->roster))
    return STATUS_BAD;
  if (!options->json)
    {
      print_changes (desk, before);
      print_verdict (desk);
    }
  if (same_duties (desk->roster, before))
    {
      if (options->json)
        answer_verdict (desk);
      return desk_status_but (desk, desk_count_broken (desk));
    }
  if (desk_count_broken (desk) > broken)
    {
      if (options->json)
        answer_verdict (desk);
      say_error (_ ("That would break a rule, so nothing was changed."));
      return STATUS_BROKEN;
    }
  if (!save (desk))
    return STATUS_BAD;
  if (options->json)
    answer_verdict (desk);
  else if (official.roster == NULL)
    g_print (_ ("It is in the draft. Tell the phones with: geng publish %s\n"), month);
  else if (g_str_equal (from, to))
    g_print (_ ("It is in the draft. Tell the phones with: geng publish %s --only %s\n"), month,
             from);
  else
    g_print (_ ("It is in the draft. Tell the phones with: geng publish %s --only %s..%s\n"), month,
             from, to);
  return desk_status_but (desk, desk_count_broken (desk));
}

/* The month of a date on the desk, with who it is about. */
static gboolean
load (Desk *desk, const Options *options, GengMember **member, GDate *date)
{
  Options *words = (Options *) options;
  g_autofree char *month = NULL;

  if ((*member = desk_find_member (desk, options_take (words, 0))) == NULL
      || !desk_parse_date (desk, options_take (words, 1), date))
    return FALSE;
  month = desk_month_text (date);
  return desk_load (desk, month);
}

static gpointer
find (GListModel *list, const char *text, const char *what)
{
  gpointer found = text != NULL ? desk_find_entity (list, text) : NULL;

  if (found == NULL)
    say_error ("%s", what);
  return found;
}

/* The post that is named, or the one at which the shift is wanted on that day where it is one. */
static GengPost *
find_post (Desk *desk, GengShift *shift, const GDate *date, const char *text)
{
  GListModel *demands = geng_station_get_demands (desk->station);
  GengPost *only = NULL;

  if (text != NULL)
    return find (geng_station_get_posts (desk->station), text,
                 _ ("Which post? There is none of "
                    "that name."));
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      gboolean fits = geng_demand_get_shift (demand) == shift
                      || (geng_demand_get_window (demand) != NULL
                          && geng_demand_get_window (demand) == geng_shift_get_window (shift));

      if (!fits || !geng_demand_holds_on (demand, desk->station, date))
        continue;
      if (only != NULL && only != geng_demand_get_post (demand))
        {
          say_error (_ ("At which post? That shift is wanted at several."));
          return NULL;
        }
      only = geng_demand_get_post (demand);
    }
  if (only == NULL)
    say_error (_ ("At which post? Nobody asks for that shift on that day."));
  return only;
}

static GengShift *
find_shift (Desk *desk, const char *text)
{
  return find (geng_station_get_shifts (desk->station), text,
               _ ("Which shift? Write the name or id of one, or off."));
}

static gboolean
is_off (const char *text)
{
  return text != NULL && (g_str_equal (text, "off") || g_str_equal (text, "休"));
}

static gboolean
put (Desk *desk, GengMember *member, const GDate *date, GengShift *shift, GengPost *post)
{
  g_autoptr (GError) error = NULL;

  if (geng_roster_assign (desk->roster, member, date, shift, post, &error) != NULL)
    return TRUE;
  say_failure (error);
  return FALSE;
}

Status
run_assign (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengRoster) before = NULL;
  const char *what;
  GengMember *member;
  GengShift *shift = NULL;
  GengPost *post = NULL;
  guint broken;
  GDate date;

  if (!options_parse (&options, "assign", _ ("MEMBER DATE SHIFT [POST]"),
                      _ ("Gives a member a duty of a day, in the place of the one that he has; "
                         "“off” takes it away. What breaks a rule is refused."),
                      NULL, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE) || !load (&desk, &options, &member, &date))
    return STATUS_BAD;
  what = options_take (&options, 2);
  if (!is_off (what)
      && ((shift = find_shift (&desk, what)) == NULL
          || (post = find_post (&desk, shift, &date, options_take (&options, 3))) == NULL))
    return STATUS_BAD;
  before = geng_roster_copy (desk.roster);
  broken = desk_count_broken (&desk);
  geng_roster_clear (desk.roster, member, &date);
  if (shift != NULL && !put (&desk, member, &date, shift, post))
    return STATUS_BAD;
  return edit_keep (&desk, before, broken, &date, &date, &options);
}

static GengDuty *
find_duty (Desk *desk, GengMember *member, const GDate *date)
{
  GengDuty *duty = geng_roster_lookup (desk->roster, member, date);

  if (duty == NULL)
    say_error (_ ("%s has no duty on that day."), geng_entity_get_name (GENG_ENTITY (member)));
  return duty;
}

Status
run_move (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengRoster) before = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *member;
  GengDuty *duty;
  guint broken;
  GDate date, to;

  if (!options_parse (&options, "move", _ ("MEMBER DATE DATE"),
                      _ ("Moves a member's duty to another day of the month. What breaks a rule is "
                         "refused."),
                      NULL, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE) || !load (&desk, &options, &member, &date)
      || !desk_parse_date (&desk, options_take (&options, 2), &to)
      || (duty = find_duty (&desk, member, &date)) == NULL)
    return STATUS_BAD;
  before = geng_roster_copy (desk.roster);
  broken = desk_count_broken (&desk);
  if (geng_roster_move (desk.roster, duty, member, &to, &error) == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (g_date_compare (&date, &to) > 0)
    return edit_keep (&desk, before, broken, &to, &date, &options);
  return edit_keep (&desk, before, broken, &date, &to, &options);
}

Status
run_pin (int argc, char **argv)
{
  gboolean off = FALSE;
  const GOptionEntry entries[] = { { "off", 0, 0, G_OPTION_ARG_NONE, &off,
                                     N_ ("No longer: a plan may change it again"), NULL },
                                   { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autofree char *text = NULL;
  GengMember *member;
  GengDuty *duty;
  GDate date;

  if (!options_parse (&options, "pin", _ ("MEMBER DATE"),
                      _ ("Fixes a member's duty of a day: whatever is planned anew, it stays."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE) || !load (&desk, &options, &member, &date)
      || (duty = find_duty (&desk, member, &date)) == NULL)
    return STATUS_BAD;
  text = desk_duty_text (duty);
  if (off && !geng_duty_get_pinned (duty))
    {
      say_error (_ ("It was not fixed: %s"), text);
      return STATUS_BAD;
    }
  geng_duty_set_pinned (duty, !off);
  if (!save (&desk))
    return STATUS_BAD;
  if (options.json)
    answer_verdict (&desk);
  else if (off)
    g_print (_ ("No longer fixed: %s\n"), text);
  else
    g_print (_ ("Fixed: %s\n"), text);
  return STATUS_FINE;
}
