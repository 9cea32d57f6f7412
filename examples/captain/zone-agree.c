/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng publish of a zone that shares people: what it would do is looked at before anything is
 * written, so that nobody is officially at two stations since one of them stopped. */
#include <string.h>

#include "ask.h"
#include "official.h"
#include "parts.h"
#include "zone-agree.h"
#include "zone.h"

struct _ZoneAgreement
{
  GengZone *zone;
  Desk *desks;         /* [station]: the month, as it is worked on and as it is official */
  char **why;          /* [station] (nullable): why it is not published */
  gboolean *refused;   /* [station]: it says so itself */
  gboolean *unread;    /* [station]: it has a draft that cannot be read */
  GHashTable *settled; /* those whose official duties stay, by their ids in the zone; to the station
                          where they do, not owned */
};

void
zone_agreement_free (ZoneAgreement *self)
{
  guint n = geng_zone_get_n_stations (self->zone);

  for (guint i = 0; i < n; i++)
    {
      desk_clear (&self->desks[i]);
      g_free (self->why[i]);
    }
  g_free (self->desks);
  g_free (self->why);
  g_free (self->refused);
  g_free (self->unread);
  g_hash_table_unref (self->settled);
  g_object_unref (self->zone);
  g_free (self);
}

/* What cannot be read is the station's own to tell. */
static void
load_station (ZoneAgreement *self, guint index, const char *month)
{
  Desk *desk = &self->desks[index];
  GengStore *store = geng_zone_get_store (self->zone, index);
  GengStation *station = geng_zone_get_station (self->zone, index);
  GDateYear year;
  GDateMonth number;

  if (station == NULL || !desk_set_month (desk, month))
    return;
  year = g_date_get_year (&desk->first);
  number = g_date_get_month (&desk->first);
  g_set_object (&desk->store, store);
  g_set_object (&desk->station, station);
  if (geng_store_has_record (store, year, number))
    desk->published = geng_store_load_record (store, station, year, number, NULL, NULL);
  if (!geng_store_has_draft (store, year, number))
    return;
  desk->roster = geng_store_load_draft (store, station, year, number, NULL);
  self->unread[index] = desk->roster == NULL;
}

static gboolean
has_changes (const Desk *desk, GengMember *member)
{
  if (desk->roster == NULL)
    return FALSE;
  for (GDate day = desk->first; g_date_compare (&day, &desk->last) <= 0; g_date_add_days (&day, 1))
    {
      GengDuty *now = geng_roster_lookup (desk->roster, member, &day);
      GengDuty *before
          = desk->published != NULL ? geng_roster_lookup (desk->published, member, &day) : NULL;

      if (!same_duty (now, before))
        return TRUE;
    }
  return FALSE;
}

/* Whom a draft that cannot be read may have changed. */
static gboolean
is_official (const Desk *desk, GengMember *member)
{
  g_autoptr (GPtrArray) duties
      = desk->published != NULL ? geng_roster_list_member (desk->published, member) : NULL;

  return duties != NULL && duties->len > 0;
}

/* Those whose duties the station would change; of its own people as well, who may be lent.
 * (transfer full) (element-type utf8) */
static GPtrArray *
list_changed (const ZoneAgreement *self, guint index)
{
  const Desk *desk = &self->desks[index];
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_free);
  GListModel *members;

  if (desk->station == NULL)
    return changed;
  members = geng_station_get_members (desk->station);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (self->unread[index] ? is_official (desk, member) : has_changes (desk, member))
        g_ptr_array_add (changed, zone_member_id (self->zone, index, member));
    }
  return changed;
}

/* The station stays as it is official, and so do those whom it would have changed. */
static void
settle (ZoneAgreement *self, guint index)
{
  g_autoptr (GPtrArray) changed = list_changed (self, index);

  if (self->desks[index].published == NULL)
    return;
  for (guint i = 0; i < changed->len; i++)
    g_hash_table_insert (self->settled, g_strdup (changed->pdata[i]),
                         (gpointer) geng_zone_get_id (self->zone, index));
}

/* Whether the station would change somebody who stays as he is official at another. */
static gboolean
hold_back (ZoneAgreement *self, guint index)
{
  g_autoptr (GPtrArray) changed = list_changed (self, index);

  for (guint i = 0; i < changed->len; i++)
    {
      const char *other = g_hash_table_lookup (self->settled, changed->pdata[i]);

      if (other == NULL)
        continue;
      self->why[index] = g_strdup_printf (_ ("%s is not published: it changes duties of %s, and so "
                                             "does %s, which cannot be published."),
                                          geng_zone_get_id (self->zone, index),
                                          (const char *) changed->pdata[i], other);
      return TRUE;
    }
  return FALSE;
}

/* Until no more are held back. */
static void
hold_back_all (ZoneAgreement *self)
{
  guint n = geng_zone_get_n_stations (self->zone);
  gboolean again;

  for (guint i = 0; i < n; i++)
    if (self->refused[i])
      settle (self, i);
  do
    {
      again = FALSE;
      for (guint i = 0; i < n; i++)
        if (!self->refused[i] && self->why[i] == NULL && hold_back (self, i))
          {
            settle (self, i);
            again = TRUE;
          }
    }
  while (again);
}

ZoneAgreement *
zone_agreement_new (GengZone *zone, const char *month, const gboolean *refused)
{
  guint n = geng_zone_get_n_stations (zone);
  ZoneAgreement *self = g_new0 (ZoneAgreement, 1);

  self->zone = g_object_ref (zone);
  self->desks = g_new0 (Desk, n);
  self->why = g_new0 (char *, n);
  self->refused = g_memdup2 (refused, n * sizeof *refused);
  self->unread = g_new0 (gboolean, n);
  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    load_station (self, i, month);
  hold_back_all (self);
  return self;
}

const char *
zone_agreement_get_why (const ZoneAgreement *self, guint index)
{
  return self->why[index];
}

/* -- the question -- */

/* How many official duties change there; 0 where it is not published. */
static guint
count_changes (const ZoneAgreement *self, guint index)
{
  const Desk *desk = &self->desks[index];

  return self->refused[index] || self->why[index] != NULL || desk->roster == NULL
                 || desk->published == NULL
             ? 0
             : geng_roster_count_changes (desk->roster, desk->published);
}

static gboolean
has_many (const ZoneAgreement *self, guint index)
{
  GengStation *station = self->desks[index].station;

  return station != NULL && count_changes (self, index) > geng_station_get_ask_above (station);
}

static gboolean
ask (const ZoneAgreement *self)
{
  g_autofree char *question = NULL;
  g_autofree char *answer = NULL;
  guint n = 0;

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      Desk one = self->desks[i];

      if (count_changes (self, i) == 0)
        continue;
      n += count_changes (self, i);
      g_print ("── %s %s ──\n", geng_zone_get_id (self->zone, i),
               geng_entity_get_name (GENG_ENTITY (one.station)));
      print_changes (&one, one.published);
    }
  question = g_strdup_printf (ngettext ("%u official duty changes. Publish? [y/N]",
                                        "%u official duties change. Publish? [y/N]", n),
                              n);
  answer = ask_text (question, NULL);
  if (ask_is_yes (answer))
    return TRUE;
  say_error (_ ("Nothing was published."));
  return FALSE;
}

gboolean
zone_agreement_ask (const ZoneAgreement *self, gboolean json)
{
  gboolean many = FALSE;

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    many = many || has_many (self, i);
  if (!many)
    return TRUE;
  if (!json && ask_possible ())
    return ask (self);
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      guint n = count_changes (self, i);

      if (has_many (self, i))
        say_error (ngettext ("%s: %u official duty changes, and nobody can be asked.",
                             "%s: %u official duties change, and nobody can be asked.", n),
                   geng_zone_get_id (self->zone, i), n);
    }
  say_hint (_ ("No station was published. Look at the changes with --dry-run, then publish with "
               "--yes."));
  return FALSE;
}
