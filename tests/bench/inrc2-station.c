/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inrc2.h"

/*
 * A skill is a post at which the nurse may serve, and a shift type a shift: each day wants a crew
 * for each pair.  What a contract says are rules of a contract.  The history gives runs alone, so
 * the past is made up: four weeks that end in them.
 */

#define N_PAST 28
#define SHIFT_MINUTES 480

static const char *
name_at (GPtrArray *names, guint i)
{
  return g_ptr_array_index (names, i);
}

static void
date_of (const Inrc2Station *self, int day, GDate *date)
{
  *date = self->first;
  if (day < 0)
    g_date_subtract_days (date, (guint) -day);
  else
    g_date_add_days (date, (guint) day);
}

static GengRule *
rule_new (const char *kind, char *text)
{
  g_autofree char *owned = text;

  return geng_rule_new (kind, owned);
}

static char *
range_text (const char *what, const Inrc2Range *range, int weight)
{
  return g_strdup_printf ("%s %d..%d soft %d", what, range->min, range->max, weight);
}

static void
station_rule (Inrc2Station *self, const char *kind, char *text)
{
  g_autoptr (GengRule) rule = rule_new (kind, text);

  geng_station_add_rule (self->station, rule);
}

static gboolean
add_shifts (Inrc2Station *self, const Inrc2 *instance, GError **error)
{
  g_autoptr (GengWindow) window = geng_window_new ("day", "day", 0, GENG_DAY_MINUTES);

  if (!geng_station_add_window (self->station, window, error))
    return FALSE;
  for (guint s = 0; s < instance->shifts->len; s++)
    {
      const char *name = name_at (instance->shifts, s);
      g_autoptr (GengShift) shift = geng_shift_new (name, name, window, 0, SHIFT_MINUTES);
      g_autofree char *what = g_strdup_printf ("shift:%s", name);

      if (!geng_station_add_shift (self->station, shift, error))
        return FALSE;
      station_rule (
          self, "run",
          range_text (what, &g_array_index (instance->shift_runs, Inrc2Range, s), INRC2_SHIFT_RUN));
      for (guint next = 0; next < instance->shifts->len; next++)
        if (instance->forbidden[s * instance->shifts->len + next])
          station_rule (
              self, "sequence",
              g_strdup_printf ("%s shift:%s never", what, name_at (instance->shifts, next)));
    }
  return TRUE;
}

static gboolean
add_posts (Inrc2Station *self, const Inrc2 *instance, GError **error)
{
  for (guint k = 0; k < instance->skills->len; k++)
    {
      const char *name = name_at (instance->skills, k);
      g_autoptr (GengPost) post = geng_post_new (name, name);

      if (!geng_station_add_post (self->station, post, error))
        return FALSE;
    }
  return TRUE;
}

static void
contract_rule (GengContract *contract, const char *kind, char *text)
{
  g_autoptr (GengRule) rule = rule_new (kind, text);

  geng_contract_add_rule (contract, rule);
}

static gboolean
add_contracts (Inrc2Station *self, const Inrc2 *instance, GError **error)
{
  for (guint i = 0; i < instance->contracts->len; i++)
    {
      const Inrc2Contract *own = &g_array_index (instance->contracts, Inrc2Contract, i);
      const char *name = name_at (instance->contract_names, i);
      g_autoptr (GengContract) contract = geng_contract_new (name, name);

      contract_rule (contract, "run", range_text ("duties", &own->work, INRC2_RUN));
      contract_rule (contract, "run", range_text ("off", &own->off, INRC2_RUN));
      if (own->whole)
        contract_rule (contract, "whole-weekends",
                       g_strdup_printf ("soft %d", INRC2_WHOLE_WEEKEND));
      if (!geng_station_add_contract (self->station, contract, error))
        return FALSE;
    }
  return TRUE;
}

static void
member_rule (GengMember *member, const char *what, const Inrc2Range *range, int weight)
{
  g_autofree char *text = g_strdup_printf ("%s per period", what);
  g_autoptr (GengRule) rule = rule_new ("limit", range_text (text, range, weight));

  geng_member_add_rule (member, rule);
}

/* What the history has of a total leaves the rest to the period; what it has too many is paid. */
static void
add_totals (Inrc2Station *self,
            GengMember *member,
            const Inrc2Nurse *nurse,
            const Inrc2Contract *own)
{
  Inrc2Range total
      = { MAX (own->total.min - nurse->total, 0), MAX (own->total.max - nurse->total, 0) };
  Inrc2Range weekends = { 0, MAX (own->weekends - nurse->weekends, 0) };

  member_rule (member, "duties", &total, INRC2_TOTAL);
  member_rule (member, "weekends", &weekends, INRC2_WEEKENDS);
  self->already += INRC2_TOTAL * MAX (nurse->total - own->total.max, 0)
                   + INRC2_WEEKENDS * MAX (nurse->weekends - own->weekends, 0);
}

static gboolean
add_members (Inrc2Station *self, const Inrc2 *instance, GError **error)
{
  for (guint i = 0; i < instance->nurses->len; i++)
    {
      const Inrc2Nurse *nurse = &g_array_index (instance->nurses, Inrc2Nurse, i);
      const char *name = name_at (instance->names, i);
      g_autoptr (GengMember) member = geng_member_new (name, name);
      g_autoptr (GPtrArray) posts = g_ptr_array_new ();

      for (guint k = 0; k < nurse->skills->len; k++)
        g_ptr_array_add (
            posts, (char *) name_at (instance->skills, g_array_index (nurse->skills, guint, k)));
      g_ptr_array_add (posts, NULL);
      geng_member_set_posts (member, (const char *const *) posts->pdata);
      geng_member_set_contract (
          member, geng_station_lookup_contract (
                      self->station, name_at (instance->contract_names, nurse->contract)));
      add_totals (self, member, nurse,
                  &g_array_index (instance->contracts, Inrc2Contract, nurse->contract));
      if (!geng_station_add_member (self->station, member, error))
        return FALSE;
    }
  return TRUE;
}

static GengDays *
days_of (const Inrc2Station *self, guint day, GError **error)
{
  GDate date;
  char text[sizeof "2024-01-01"];

  date_of (self, (int) day, &date);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return geng_days_parse (text, error);
}

/* Anybody may serve where nobody is wanted, so every pair has its demand every day. */
static gboolean
add_demand (Inrc2Station *self,
            const Inrc2 *instance,
            guint day,
            guint shift,
            guint skill,
            GError **error)
{
  const Inrc2Range *cover = inrc2_cover (instance, day, shift, skill);
  const char *shift_name = name_at (instance->shifts, shift);
  const char *skill_name = name_at (instance->skills, skill);
  g_autofree char *id = g_strdup_printf ("d%u-%s-%s", day, shift_name, skill_name);
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_shift (id, id, geng_station_lookup_post (self->station, skill_name),
                                   geng_station_lookup_shift (self->station, shift_name));
  g_autoptr (GengDays) days = days_of (self, day, error);

  if (days == NULL)
    return FALSE;
  geng_demand_set_days (demand, days);
  geng_demand_set_crew (demand, cover->min, MAX (cover->min, cover->max), G_MAXINT);
  geng_demand_set_prices (demand, INRC2_COVER, 0);
  return geng_station_add_demand (self->station, demand, error);
}

static gboolean
add_demands (Inrc2Station *self, const Inrc2 *instance, GError **error)
{
  for (guint d = 0; d < instance->n_days; d++)
    for (guint s = 0; s < instance->shifts->len; s++)
      for (guint k = 0; k < instance->skills->len; k++)
        if (!add_demand (self, instance, d, s, k, error))
          return FALSE;
  return TRUE;
}

static gboolean
add_requests (Inrc2Station *self, const Inrc2 *instance, GError **error)
{
  for (guint i = 0; i < instance->requests->len; i++)
    {
      const Inrc2Request *wish = &g_array_index (instance->requests, Inrc2Request, i);
      GengMember *member
          = geng_station_lookup_member (self->station, name_at (instance->names, wish->nurse));
      g_autoptr (GengRequest) request = NULL;
      GDate date;

      date_of (self, (int) wish->day, &date);
      request = geng_request_new (GENG_REQUEST_KIND_WISH_OFF, member, &date, &date);
      if (wish->shift >= 0)
        geng_request_set_shift (
            request, geng_station_lookup_shift (self->station,
                                                name_at (instance->shifts, (guint) wish->shift)));
      geng_request_set_weight (request, INRC2_REQUEST);
      if (!geng_station_add_request (self->station, request, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
serve (Inrc2Station *self, const Inrc2 *instance, guint nurse, int day, guint shift, GError **error)
{
  const Inrc2Nurse *own = &g_array_index (instance->nurses, Inrc2Nurse, nurse);
  guint skill = g_array_index (own->skills, guint, 0);
  GDate date;

  date_of (self, day, &date);
  return geng_roster_assign (
             self->past,
             geng_station_lookup_member (self->station, name_at (instance->names, nurse)), &date,
             geng_station_lookup_shift (self->station, name_at (instance->shifts, shift)),
             geng_station_lookup_post (self->station, name_at (instance->skills, skill)), error)
         != NULL;
}

/* A run that some past can end in. */
static gboolean
check_history (const Inrc2 *instance, guint nurse, GError **error)
{
  const Inrc2Nurse *own = &g_array_index (instance->nurses, Inrc2Nurse, nurse);
  gboolean off = own->last < 0 && own->off_run > 0 && own->work_run == 0;
  gboolean on = own->last >= 0 && own->off_run == 0 && own->shift_run > 0
                && own->work_run >= own->shift_run
                && (own->work_run == own->shift_run || instance->shifts->len > 1);

  if ((off && own->off_run < N_PAST) || (on && own->work_run < N_PAST))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               "%s: the history has no past of %d days that ends in it",
               name_at (instance->names, nurse), N_PAST);
  return FALSE;
}

/* A duty before the days off; or a run that ends in so many of the last shift. */
static gboolean
make_past (Inrc2Station *self, const Inrc2 *instance, guint nurse, GError **error)
{
  const Inrc2Nurse *own = &g_array_index (instance->nurses, Inrc2Nurse, nurse);

  if (!check_history (instance, nurse, error))
    return FALSE;
  if (own->last < 0)
    return serve (self, instance, nurse, -own->off_run - 1, 0, error);
  for (int d = -1; d >= -own->work_run; d--)
    if (!serve (self, instance, nurse, d,
                d >= -own->shift_run ? (guint) own->last
                : own->last == 0     ? 1
                                     : 0,
                error))
      return FALSE;
  return TRUE;
}

static gboolean
add_past (Inrc2Station *self, const Inrc2 *instance, GError **error)
{
  GDate from, to;

  date_of (self, -N_PAST, &from);
  date_of (self, -1, &to);
  self->past = geng_roster_new (self->station, &from, &to, error);
  if (self->past == NULL)
    return FALSE;
  for (guint i = 0; i < instance->nurses->len; i++)
    if (!make_past (self, instance, i, error))
      return FALSE;
  return TRUE;
}

Inrc2Station *
inrc2_station_new (const Inrc2 *instance, GError **error)
{
  g_autoptr (Inrc2Station) self = g_new0 (Inrc2Station, 1);

  g_date_set_dmy (&self->first, 1, G_DATE_JANUARY, 2024);
  date_of (self, (int) instance->n_days - 1, &self->last);
  self->station = geng_station_new ("bench", "bench", "UTC", error);
  if (self->station == NULL)
    return NULL;
  geng_station_set_day_start_minute (self->station, 0, NULL);
  if (!add_shifts (self, instance, error) || !add_posts (self, instance, error)
      || !add_contracts (self, instance, error) || !add_members (self, instance, error)
      || !add_demands (self, instance, error) || !add_requests (self, instance, error)
      || !add_past (self, instance, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
inrc2_station_free (Inrc2Station *self)
{
  g_clear_object (&self->past);
  g_clear_object (&self->station);
  g_free (self);
}

/* -- rosters -- */

static guint
append_duties (const Inrc2 *instance,
               const Inrc2Station *station,
               GengRoster *roster,
               guint nurse,
               guint week,
               GString *text)
{
  const char *name = name_at (instance->names, nurse);
  GengMember *member = geng_station_lookup_member (station->station, name);
  guint n = 0;

  for (guint d = 7 * week; d < 7 * week + 7; d++)
    {
      static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
      GengDuty *duty;
      GDate date;

      date_of (station, (int) d, &date);
      duty = geng_roster_lookup (roster, member, &date);
      if (duty == NULL)
        continue;
      g_string_append_printf (text, "%s %s %s %s\n", name, days[d % 7],
                              geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))),
                              geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
      n++;
    }
  return n;
}

gboolean
inrc2_write_roster (const Inrc2 *instance,
                    const Inrc2Station *station,
                    GengRoster *roster,
                    const char *name,
                    const char *folder,
                    GError **error)
{
  for (guint week = 0; 7 * week < instance->n_days; week++)
    {
      g_autoptr (GString) duties = g_string_new (NULL);
      g_autofree char *path = g_strdup_printf ("%s/sol-week%u.txt", folder, week);
      g_autofree char *text = NULL;
      guint n = 0;

      for (guint i = 0; i < instance->nurses->len; i++)
        n += append_duties (instance, station, roster, i, week, duties);
      text
          = g_strdup_printf ("SOLUTION\n%u %s\n\nASSIGNMENTS = %u\n%s", week, name, n, duties->str);
      if (!g_file_set_contents (path, text, -1, error))
        return FALSE;
    }
  return TRUE;
}
