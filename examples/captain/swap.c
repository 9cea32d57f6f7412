/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "edit.h"

static gboolean
put (Desk *desk, GengMember *member, const GDate *date, GengDuty *duty, GError **error)
{
  if (duty != NULL)
    return geng_roster_assign (desk->roster, member, date, geng_duty_get_shift (duty),
                               geng_duty_get_post (duty), error)
           != NULL;
  geng_roster_clear (desk->roster, member, date);
  return TRUE;
}

/* Each gets the other's duty of the day, or the day off. */
static gboolean
swap_day (Desk *desk, GengMember *a, GengMember *b, const GDate *date, GError **error)
{
  GengDuty *of_a = geng_roster_lookup (desk->roster, a, date);
  GengDuty *of_b = geng_roster_lookup (desk->roster, b, date);
  g_autoptr (GengDuty) keep_a = of_a != NULL ? g_object_ref (of_a) : NULL;
  g_autoptr (GengDuty) keep_b = of_b != NULL ? g_object_ref (of_b) : NULL;

  geng_roster_clear (desk->roster, a, date);
  geng_roster_clear (desk->roster, b, date);
  return put (desk, a, date, keep_b, error) && put (desk, b, date, keep_a, error);
}

/* On one day, or on both: I take yours and you take mine. */
static gboolean
swap (Desk *desk,
      GengMember *a,
      GengMember *b,
      const GDate *first,
      const GDate *second,
      GError **error)
{
  return swap_day (desk, a, b, first, error)
         && (g_date_compare (first, second) == 0 || swap_day (desk, a, b, second, error));
}

Status
run_swap (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *month = NULL;
  GengMember *a, *b;
  g_autoptr (GengRoster) before = NULL;
  GDate first, second;
  guint broken;

  if (!options_parse (&options, "swap", _ ("MEMBER MEMBER DATE [DATE]"),
                      _ ("Two members swap what they serve on a day, or on two days of a month: "
                         "one takes the first, the other the second.\nA swap that breaks a rule "
                         "is refused, with the rule."),
                      NULL, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE)
      || (a = desk_find_member (&desk, options_take (&options, 0))) == NULL
      || (b = desk_find_member (&desk, options_take (&options, 1))) == NULL
      || !desk_parse_date (&desk, options_take (&options, 2), &first)
      || !desk_parse_date (&desk, options_take (&options, options_take (&options, 3) ? 3 : 2),
                           &second))
    return STATUS_BAD;
  if (a == b && g_date_compare (&first, &second) == 0)
    {
      say_error (_ ("%s cannot swap with himself or herself."),
                 geng_entity_get_name (GENG_ENTITY (a)));
      return STATUS_BAD;
    }
  month = desk_month_text (&first);
  if (!desk_load (&desk, month))
    return STATUS_BAD;
  before = geng_roster_copy (desk.roster);
  broken = desk_count_broken (&desk);
  if (!swap (&desk, a, b, &first, &second, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (g_date_compare (&first, &second) > 0)
    return edit_keep (&desk, before, broken, &second, &first, &options);
  return edit_keep (&desk, before, broken, &first, &second, &options);
}
