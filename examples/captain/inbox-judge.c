/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the judge would say to an ask, tried on the month's roster as it is. */
#include "inbox.h"
#include "official.h"
#include "zone.h"

/* Of those who can take over that many are named. */
#define NAMED 3

static GengMember *
member_of (Desk *desk, const char *id)
{
  return id != NULL ? geng_station_lookup_member (desk->station, id) : NULL;
}

/* The post of a demand on the shift that lacks somebody that day, else of any on it. */
static GengPost *
find_post (Desk *desk, GengShift *shift, const GDate *date)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (desk->judgement);
  GListModel *demands = geng_station_get_demands (desk->station);

  for (guint i = 0; i < gaps->len; i++)
    {
      GengDemand *demand = geng_gap_get_demand (g_ptr_array_index (gaps, i));

      if (geng_demand_get_shift (demand) == shift
          && g_date_compare (geng_gap_get_date (g_ptr_array_index (gaps, i)), date) == 0)
        return geng_demand_get_post (demand);
    }
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      if (geng_demand_get_shift (demand) == shift)
        return geng_demand_get_post (demand);
    }
  return NULL;
}

/* The first rule that would newly be broken; NULL where none is. */
static char *
broken_text (GengTrial *trial)
{
  g_autoptr (GPtrArray) fresh = geng_trial_list_fresh (trial);

  for (guint i = 0; i < fresh->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (fresh, i);

      if (geng_finding_get_severity (finding) == GENG_SEVERITY_HARD)
        return g_strdup_printf (_ ("it would break: %s"), geng_finding_get_message (finding));
    }
  return NULL;
}

static char *
gaps_text (gint64 before, gint64 after)
{
  if (after > before)
    return g_strdup_printf (ngettext ("it would leave %d place open",
                                      "it would leave %d places open", (gulong) (after - before)),
                            (int) (after - before));
  if (after < before)
    return g_strdup_printf (
        ngettext ("it fills %d place", "it fills %d places", (gulong) (before - after)),
        (int) (before - after));
  return g_strdup (_ ("nothing stands in the way"));
}

static char *
trial_text (GengTrial *trial, AskVerdict *verdict)
{
  gint64 before = geng_judgement_get_score (geng_trial_get_before (trial))->gaps;
  gint64 after = geng_judgement_get_score (geng_trial_get_after (trial))->gaps;
  char *broken = broken_text (trial);

  *verdict = geng_trial_get_allowed (trial) ? ASK_HARMLESS : ASK_FORBIDDEN;
  if (broken != NULL)
    return broken;
  return gaps_text (before, after);
}

/* Of a pool's people, at the stations where something changes. */
static char *
pool_text (Desk *desk, GengRoster *after, AskVerdict *verdict)
{
  gint64 open_before, open_after;
  g_autoptr (GError) error = NULL;

  *verdict = ASK_FORBIDDEN;
  if (!zone_pool_count_gaps (desk, after, &open_before, &open_after, &error))
    return g_strdup (error->message);
  *verdict = open_after > open_before ? ASK_FORBIDDEN : ASK_HARMLESS;
  return gaps_text (open_before, open_after);
}

static char *
judge_trial (Desk *desk, GengTrial *trial, GError *error, GengRoster **done, AskVerdict *verdict)
{
  char *text;

  *verdict = ASK_FORBIDDEN;
  if (trial == NULL)
    return g_strdup (error->message);
  if (done != NULL)
    *done = g_object_ref (geng_trial_get_roster (trial));
  text = trial_text (trial, verdict);
  if (desk->pool == NULL || *verdict == ASK_FORBIDDEN)
    return text;
  g_free (text);
  return pool_text (desk, geng_trial_get_roster (trial), verdict);
}

static char *
judge_serve (Desk *desk, const Ask *ask, GengRoster **done, AskVerdict *verdict)
{
  GengMember *member = member_of (desk, ask->member);
  GengShift *shift
      = ask->shift != NULL ? geng_station_lookup_shift (desk->station, ask->shift) : NULL;
  GengPost *post = shift != NULL ? find_post (desk, shift, &ask->first) : NULL;
  GengDuty *held = geng_roster_lookup (desk->roster, member, &ask->first);
  g_autoptr (GengRoster) after = geng_roster_copy (desk->roster);
  g_autoptr (GengTrial) trial = NULL;
  g_autoptr (GError) error = NULL;
  GengDuty *duty;

  if (shift == NULL || post == NULL)
    return g_strdup (_ ("no crew of that shift is wanted"));
  if (held != NULL)
    {
      *verdict = geng_duty_get_shift (held) == shift ? ASK_HARMLESS : ASK_FORBIDDEN;
      if (*verdict != ASK_FORBIDDEN && done != NULL)
        *done = g_object_ref (desk->roster);
      return g_strdup (*verdict != ASK_FORBIDDEN ? _ ("serves that shift already")
                                                 : _ ("has another duty that day"));
    }
  duty = geng_roster_assign (after, member, &ask->first, shift, post, &error);
  if (duty != NULL)
    {
      geng_duty_set_pinned (duty, TRUE);
      trial = geng_trial_new_compare (desk->roster, after, desk->history, &error);
    }
  return judge_trial (desk, trial, error, done, verdict);
}

static char *
judge_swap (Desk *desk, const Ask *ask, GengRoster **done, AskVerdict *verdict)
{
  GengMember *with = member_of (desk, ask->with);
  GengDuty *one = geng_roster_lookup (desk->roster, member_of (desk, ask->member), &ask->first);
  GengDuty *other = with != NULL && g_date_valid (&ask->with_day)
                        ? geng_roster_lookup (desk->roster, with, &ask->with_day)
                        : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GengTrial) trial = NULL;

  if (one == NULL || with == NULL || (other == NULL && g_date_valid (&ask->with_day)))
    return g_strdup (_ ("there is no such duty"));
  if (other != NULL)
    trial = geng_trial_new_swap (desk->roster, desk->history, one, other, &error);
  else
    trial = geng_trial_new_give (desk->roster, desk->history, one, with, &error);
  return judge_trial (desk, trial, error, done, verdict);
}

/* "3 can take over, best: …" */
static char *
cover_text (Desk *desk, GengDuty *duty, AskVerdict *verdict)
{
  g_autoptr (GPtrArray) covers = geng_cover_list_for_duty (desk->roster, desk->history, duty, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; covers != NULL && i < covers->len; i++)
    {
      GengCover *cover = g_ptr_array_index (covers, i);

      if (!geng_cover_get_possible (cover) || geng_cover_get_gaps (cover) > 0)
        continue;
      if (n++ < NAMED)
        g_string_append_printf (names, "%s%s", n > 1 ? _ (", ") : "",
                                geng_entity_get_name (GENG_ENTITY (geng_cover_get_member (cover))));
    }
  if (n == 0)
    {
      *verdict = ASK_HARMFUL;
      return g_strdup (_ ("nobody can take over without harm"));
    }
  return g_strdup_printf (ngettext ("%u can take over: %s", "%u can take over, the best: %s", n), n,
                          names->str);
}

/* That a duty which the ask would move is served; (nullable): NULL where none is. */
static char *
served_text (Desk *desk, const Official *official, const Ask *ask)
{
  GengDuty *one = official_find_served (official, member_of (desk, ask->member), &ask->first);
  GengDuty *other
      = g_date_valid (&ask->with_day)
            ? official_find_served (official, member_of (desk, ask->with), &ask->with_day)
            : NULL;

  if (ask->kind != ASK_SWAP && ask->kind != ASK_OFFER)
    return NULL;
  return one != NULL     ? official_served_text (one)
         : other != NULL ? official_served_text (other)
                         : NULL;
}

/* What shared people serve the stations confirm. */
static char *
pool_served_text (Desk *desk, const Ask *ask)
{
  char *text = NULL;

  if (ask->kind != ASK_SWAP && ask->kind != ASK_OFFER)
    return NULL;
  text = zone_pool_served_text (desk, member_of (desk, ask->member), &ask->first);
  if (text == NULL && g_date_valid (&ask->with_day))
    text = zone_pool_served_text (desk, member_of (desk, ask->with), &ask->with_day);
  return text;
}

char *
ask_served_text (Desk *desk, const Ask *ask)
{
  Desk other = { .store = desk->store, .station = desk->station, .json = desk->json };
  g_auto (Official) official = { 0 };
  g_autofree char *month = desk_month_text (&ask->first);

  if (desk->pool != NULL)
    return pool_served_text (desk, ask);
  return desk_set_month (&other, month) && official_load (&official, &other, NULL)
             ? served_text (desk, &official, ask)
             : NULL;
}

/* Duties of somebody who would be away; one line each. */
static char *
judge_away (Desk *desk, const Official *official, const Ask *ask, AskVerdict *verdict)
{
  GengMember *member = member_of (desk, ask->member);
  g_autoptr (GString) text = g_string_new (NULL);

  *verdict = ASK_HARMLESS;
  for (GDate date = ask->first; g_date_compare (&date, &ask->last) <= 0; g_date_add_days (&date, 1))
    {
      GengDuty *duty = geng_roster_lookup (desk->roster, member, &date);
      g_autofree char *day = desk_date_text (&date);
      g_autofree char *cover = duty == NULL ? NULL
                               : official_find_served (official, member, &date) != NULL
                                   ? g_strdup (_ ("served already, and stays"))
                                   : cover_text (desk, duty, verdict);

      if (duty != NULL)
        g_string_append_printf (text, "%s%s %s: %s", text->len > 0 ? _ ("; ") : "", day,
                                geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty))),
                                cover);
    }
  if (text->len == 0)
    return g_strdup (_ ("no duty on these days"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ask_judge (Desk *desk, const Ask *ask, GengRoster **done, AskVerdict *verdict)
{
  g_autofree char *month = desk_month_text (&ask->first);
  g_auto (Official) official = { 0 };
  char *served;

  *verdict = ASK_FORBIDDEN;
  if (done != NULL)
    *done = NULL;
  if (member_of (desk, ask->member) == NULL)
    return g_strdup_printf (_ ("there is no member “%s”"), ask->member);
  if (!desk_has_roster (desk, &ask->first))
    {
      *verdict = ask->kind == ASK_LEAVE || ask->kind == ASK_SERVE ? ASK_HARMLESS : ASK_FORBIDDEN;
      return g_strdup_printf (_ ("%s is not planned yet; the plan will keep it"), month);
    }
  g_clear_object (&desk->roster);
  g_clear_object (&desk->history);
  if (!desk_load (desk, month) || !official_load (&official, desk, NULL))
    return g_strdup (_ ("the month cannot be read"));
  if ((served = served_text (desk, &official, ask)) != NULL)
    return served;
  switch (ask->kind)
    {
    case ASK_SERVE:
      return judge_serve (desk, ask, done, verdict);
    case ASK_SWAP:
      return judge_swap (desk, ask, done, verdict);
    default:
      return judge_away (desk, &official, ask, verdict);
    }
}
