/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What becomes of an ask between the captain's yes and the phones: it stays in the draft, and is
 * done once what is official has it. */
#include "inbox.h"

#include "zone.h"

/* What a day costs that a swap has freed: more than any wish. */
#define PROMISE_WEIGHT 1000

static char *
place_text (GengDuty *duty)
{
  return g_strdup_printf ("%s@%s", geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))),
                          geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
}

static GengDuty *
find_duty (Desk *desk, const char *id, const GDate *date, GengRoster *roster)
{
  GengMember *member = id != NULL ? geng_station_lookup_member (desk->station, id) : NULL;

  return member != NULL ? geng_roster_lookup (roster, member, date) : NULL;
}

static gboolean
is_within (const GDate *date, GengRoster *roster)
{
  return g_date_valid (date) && g_date_compare (date, geng_roster_get_first (roster)) >= 0
         && g_date_compare (date, geng_roster_get_last (roster)) <= 0;
}

void
ask_note_duties (Desk *desk, Ask *ask, GengRoster *after)
{
  GengDuty *given, *taken;

  if (ask->kind != ASK_SWAP)
    return;
  given = find_duty (desk, ask->with, &ask->first, after);
  taken
      = g_date_valid (&ask->with_day) ? find_duty (desk, ask->member, &ask->with_day, after) : NULL;
  g_free (ask->gave);
  g_free (ask->took);
  ask->gave = given != NULL ? place_text (given) : NULL;
  ask->took = taken != NULL ? place_text (taken) : NULL;
}

/* -- is it there? -- */

/* @place: (nullable): whichever */
static gboolean
serves (Desk *desk, const char *id, const GDate *date, const char *place, GengRoster *roster)
{
  GengDuty *duty = find_duty (desk, id, date, roster);
  g_autofree char *text = duty != NULL ? place_text (duty) : NULL;

  return duty != NULL && (place == NULL || g_str_equal (text, place));
}

/* Leave is in leave.csv, which no roster changes. */
static gboolean
is_in (Desk *desk, const Ask *ask, GengRoster *roster)
{
  GengDuty *duty;

  switch (ask->kind)
    {
    case ASK_SERVE:
      duty = find_duty (desk, ask->member, &ask->first, roster);
      return duty != NULL
             && g_strcmp0 (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))),
                           ask->shift)
                    == 0;
    case ASK_SWAP:
      return serves (desk, ask->with, &ask->first, ask->gave, roster)
             && (!is_within (&ask->with_day, roster)
                 || serves (desk, ask->member, &ask->with_day, ask->took, roster));
    default:
      return TRUE;
    }
}

static void
reopen (Desk *desk, Ask *ask)
{
  GengMember *member = geng_station_lookup_member (desk->station, ask->member);
  g_autofree char *what = ask_text_of (desk, ask);

  /* Without the yes it never becomes official by itself. */
  ask->state = ASK_OPEN;
  g_clear_pointer (&ask->agreed, g_free);
  say_hint (_ ("Ask %u of %s was accepted, and what is published does not have it: %s. It waits "
               "for you again: geng inbox"),
            ask->number, member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : ask->member,
            what);
}

gboolean
inbox_published (Desk *desk, GengRoster *draft, GError **error)
{
  g_autoptr (GPtrArray) asks = inbox_load (desk);

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    {
      Ask *ask = g_ptr_array_index (asks, i);

      if (ask->state != ASK_ACCEPTED || g_date_compare (&ask->last, &desk->first) < 0
          || g_date_compare (&ask->first, &desk->last) > 0)
        continue;
      if (is_in (desk, ask, desk->roster))
        ask->state = ASK_PUBLISHED;
      else if (draft != NULL && is_in (desk, ask, draft))
        continue;
      else
        reopen (desk, ask);
      if (!inbox_save (desk, ask, error))
        return FALSE;
    }
  return asks != NULL;
}

/* -- it stays -- */

typedef struct
{
  Desk *desk;
  GengRoster *draft;
  Official *official;
  GengRoster *confirmed; /* (nullable): by the journal */
  const char *pool;      /* (nullable): whose asks these are */
} Keeping;

/* What begins later the plan may change. */
static gboolean
has_begun (const Keeping *self, GengDuty *duty)
{
  g_autoptr (GDateTime) start = NULL;

  if (duty == NULL || self->official->from == NULL)
    return FALSE;
  start = geng_duty_get_start (duty, self->desk->station);
  return g_date_time_compare (start, self->official->from) < 0;
}

/* The member's day in what stays becomes that of the draft. */
static gboolean
keep_day (const Keeping *self, const char *id, const GDate *date)
{
  GengRoster *served = self->official->served;
  g_autofree char *whole
      = self->pool != NULL ? g_strdup_printf ("%s/%s", self->pool, id) : g_strdup (id);
  GengMember *member = geng_station_lookup_member (self->desk->station, whole);
  g_autoptr (GError) error = NULL;
  GengDuty *duty;

  if (member == NULL || !is_within (date, served)
      || (self->confirmed != NULL && geng_roster_lookup (self->confirmed, member, date) != NULL))
    return TRUE;
  duty = geng_roster_lookup (self->draft, member, date);
  if (geng_roster_lookup (served, member, date) == NULL && !has_begun (self, duty))
    return TRUE;
  geng_roster_clear (served, member, date);
  if (duty == NULL
      || geng_roster_assign (served, member, date, geng_duty_get_shift (duty),
                             geng_duty_get_post (duty), &error)
             != NULL)
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* Of both, on the days of both. */
static gboolean
keep_ask (const Keeping *self, const Ask *ask)
{
  const char *who[] = { ask->member, ask->with };
  const GDate *days[] = { &ask->first, &ask->with_day };

  for (guint i = 0; i < G_N_ELEMENTS (who); i++)
    for (guint k = 0; k < G_N_ELEMENTS (days); k++)
      if (who[i] != NULL && !keep_day (self, who[i], days[k]))
        return FALSE;
  return TRUE;
}

/* inbox: the folder with the asks */
static gboolean
keep_asks (const Keeping *self, Desk *inbox)
{
  g_autoptr (GPtrArray) asks = inbox_load (inbox);

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    {
      const Ask *ask = asks->pdata[i];

      if (ask->state == ASK_ACCEPTED && (ask->kind == ASK_SWAP || ask->kind == ASK_SERVE)
          && !keep_ask (self, ask))
        return FALSE;
    }
  return asks != NULL;
}

static gboolean
keep_pools (Keeping *self)
{
  g_autoptr (GengZone) zone = zone_find_above (geng_store_get_path (self->desk->store));

  for (guint i = 0; zone != NULL && i < geng_zone_get_n_pools (zone); i++)
    {
      g_autoptr (GengStore) store = geng_zone_open_pool (zone, i);
      Desk pool = { .store = store, .json = self->desk->json };

      self->pool = geng_zone_get_pool_id (zone, i);
      if (!keep_asks (self, &pool))
        return FALSE;
    }
  return TRUE;
}

gboolean
inbox_keep_accepted (Desk *desk, Official *official, GengRoster *draft)
{
  g_auto (Official) confirmed = { 0 };
  Keeping keeping = { .desk = desk, .draft = draft, .official = official };

  if (official->served == NULL)
    return TRUE;
  if (!official_load (&confirmed, desk, NULL))
    return FALSE;
  keeping.confirmed = confirmed.served;
  return keep_asks (&keeping, desk) && keep_pools (&keeping);
}

/* -- it stays in a new plan -- */

/* Both parts of a swap that was accepted; of one that is official already too, as long as the month
 * still has it so. */
typedef struct
{
  GengRoster *month;
  const char *part; /* (nullable): whose ids these are, in the roster's station */
  gboolean parts;   /* the month is one station's, and the other duty may be at another */
} Promise;

static GengMember *
find_promised (const Promise *self, const char *id)
{
  g_autofree char *whole
      = self->part != NULL ? g_strdup_printf ("%s/%s", self->part, id) : g_strdup (id);

  return geng_station_lookup_member (geng_roster_get_station (self->month), whole);
}

/* Names of places are those of the folder with the asks; in another station's words only the duty
 * counts. */
static gboolean
has_promised (const Promise *self, const char *id, const GDate *date, const char *place)
{
  GengMember *member = find_promised (self, id);
  GengDuty *duty = member != NULL ? geng_roster_lookup (self->month, member, date) : NULL;
  g_autofree char *text = duty != NULL ? place_text (duty) : NULL;

  if (self->parts)
    return TRUE;
  return duty != NULL && (place == NULL || self->part != NULL || g_str_equal (text, place));
}

/* The other side of a swap may be a month that is not planned here. */
static gboolean
is_promised (const Promise *self, const Ask *ask)
{
  gboolean first = is_within (&ask->first, self->month);
  gboolean second = is_within (&ask->with_day, self->month);

  return ask->kind == ASK_SWAP && ask->with != NULL
         && (ask->state == ASK_ACCEPTED || ask->state == ASK_PUBLISHED) && (first || second)
         && (!first || has_promised (self, ask->with, &ask->first, ask->gave))
         && (!second || has_promised (self, ask->member, &ask->with_day, ask->took));
}

typedef gboolean (*PromisedDay) (const Promise *self,
                                 GengMember *member,
                                 const GDate *date,
                                 GengRoster *roster,
                                 GError **error);

static gboolean
each_day_of (const Promise *self, const Ask *ask, PromisedDay each, GengRoster *roster)
{
  const char *who[] = { ask->member, ask->with };
  const GDate *days[] = { &ask->first, &ask->with_day };
  g_autoptr (GError) error = NULL;
  gboolean fine = TRUE;

  for (guint i = 0; fine && i < G_N_ELEMENTS (who) * G_N_ELEMENTS (days); i++)
    {
      const GDate *date = days[i % G_N_ELEMENTS (days)];
      GengMember *member = find_promised (self, who[i / G_N_ELEMENTS (days)]);

      if (member != NULL && is_within (date, self->month))
        fine = each (self, member, date, roster, &error);
    }
  if (error != NULL)
    say_failure (error);
  return fine;
}

/* inbox: the folder with the asks */
static gboolean
each_promise (const Promise *self, Desk *inbox, PromisedDay each, GengRoster *roster)
{
  g_autoptr (GPtrArray) asks = inbox_load (inbox);

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    if (is_promised (self, asks->pdata[i]) && !each_day_of (self, asks->pdata[i], each, roster))
      return FALSE;
  return asks != NULL;
}

static gboolean
each_promise_of_pools (GengZone *zone, GengRoster *month, PromisedDay each, GengRoster *roster)
{
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      g_autoptr (GengStore) store = geng_zone_open_pool (zone, i);
      Desk inbox = { .store = store };
      const Promise promise = { month, geng_zone_get_pool_id (zone, i), TRUE };

      if (!each_promise (&promise, &inbox, each, roster))
        return FALSE;
    }
  return TRUE;
}

/* A duty of the month that is none of the roster's yet. */
static gboolean
fix_day (const Promise *self,
         GengMember *member,
         const GDate *date,
         GengRoster *roster,
         GError **error)
{
  GengDuty *duty = geng_roster_lookup (self->month, member, date);
  GengDuty *fixed = geng_roster_lookup (roster, member, date);

  if (duty != NULL && fixed == NULL)
    fixed = geng_roster_assign (roster, member, date, geng_duty_get_shift (duty),
                                geng_duty_get_post (duty), error);
  if (fixed != NULL)
    geng_duty_set_pinned (fixed, TRUE);
  return fixed != NULL || duty == NULL;
}

gboolean
inbox_fix_swaps (Desk *desk, GengRoster *month, GengRoster *fixed)
{
  g_autoptr (GengZone) zone = zone_find_above (geng_store_get_path (desk->store));
  const Promise own = { month, NULL, FALSE };

  return each_promise (&own, desk, fix_day, fixed)
         && (zone == NULL || each_promise_of_pools (zone, month, fix_day, fixed));
}

/* Whoever gave a day away asked to be free. */
static gboolean
free_day (const Promise *self,
          GengMember *member,
          const GDate *date,
          GengRoster *roster,
          GError **error)
{
  g_autoptr (GengRequest) wish = NULL;

  if (geng_roster_lookup (roster, member, date) != NULL)
    return TRUE;
  wish = geng_request_new (GENG_REQUEST_KIND_WISH_OFF, member, date, date);
  geng_request_set_weight (wish, PROMISE_WEIGHT);
  return geng_station_add_request (geng_roster_get_station (roster), wish, error);
}

gboolean
inbox_free_swaps (Desk *inbox, const char *part, GengRoster *base)
{
  const Promise promise = { base, part, FALSE };

  return each_promise (&promise, inbox, free_day, base);
}
