/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng seen on a zone: whom stations share is waited for once, and answers for all of them. */
#include <string.h>

#include "contacts.h"
#include "parts.h"
#include "zone.h"

/* A station with whom it told. */
typedef struct
{
  Desk desk;
  guint index;
  GPtrArray *contacts;
  gboolean changed;
} Told;

static void
told_free (gpointer data)
{
  Told *self = data;

  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_free (self);
}

/* (transfer full) (element-type Told): of stations that could be read; NULL after a message */
static GPtrArray *
load_told (GengZone *zone)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (told_free);

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      Told *told;

      if (geng_zone_get_station (zone, i) == NULL)
        continue;
      told = g_new0 (Told, 1);
      told->index = i;
      told->desk.store = geng_zone_get_store (zone, i);
      told->desk.station = geng_zone_get_station (zone, i);
      g_ptr_array_add (all, told);
      if ((told->contacts = contacts_load (&told->desk)) == NULL)
        return NULL;
    }
  return g_steal_pointer (&all);
}

/* (nullable): of all stations the latest month that one of them told last */
static const char *
find_month (GPtrArray *all)
{
  const char *found = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const char *month = contacts_last_told (((Told *) all->pdata[i])->contacts);

      if (month != NULL && (found == NULL || strcmp (month, found) > 0))
        found = month;
    }
  return found;
}

/* -- who is waited for -- */

/* (transfer full) (nullable) (element-type guint): the stations that told him and have heard
 * nothing; NULL where there is none */
static GArray *
list_waiting (GPtrArray *all, const char *member, const char *month)
{
  g_autoptr (GArray) stations = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < all->len; i++)
    {
      const Told *told = all->pdata[i];

      if (contacts_is_waited_for (told->contacts, member, month))
        g_array_append_val (stations, told->index);
    }
  return stations->len > 0 ? g_steal_pointer (&stations) : NULL;
}

static char *
name_stations (GengZone *zone, GArray *stations)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < stations->len; i++)
    {
      GengStation *station = geng_zone_get_station (zone, g_array_index (stations, guint, i));

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "",
                              geng_entity_get_name (GENG_ENTITY (station)));
    }
  return g_string_free (names, FALSE);
}

static void
add_waiting (GengZone *zone, const char *id, GArray *stations, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "member", id);
  json_builder_set_member_name (builder, "stations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < stations->len; i++)
    json_builder_add_string_value (builder,
                                   geng_zone_get_id (zone, g_array_index (stations, guint, i)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* Those of the pool, each once with the stations that wait for him.
 * builder: (nullable): NULL prints */
static void
tell_pool (GengZone *zone, guint pool, GPtrArray *all, const char *month, JsonBuilder *builder)
{
  GengStation *people = geng_zone_get_pool (zone, pool);
  GListModel *members = people != NULL ? geng_station_get_members (people) : NULL;
  guint n = members != NULL ? g_list_model_get_n_items (members) : 0, n_waiting = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);
      g_autofree char *id = g_strdup_printf ("%s/%s", geng_zone_get_pool_id (zone, pool),
                                             geng_entity_get_id (member));
      g_autoptr (GArray) stations = list_waiting (all, id, month);
      g_autofree char *names = stations != NULL ? name_stations (zone, stations) : NULL;

      n_waiting += stations != NULL;
      if (stations != NULL && builder != NULL)
        add_waiting (zone, id, stations, builder);
      else if (stations != NULL)
        g_print (_ ("%s: not seen yet by %s (%s), told by %s\n"), month,
                 geng_entity_get_name (member), id, names);
    }
  if (n_waiting == 0 && builder == NULL)
    g_print (_ ("%s: all who were told have seen it.\n"), month);
}

static void
tell_pools (GengZone *zone, int only, GPtrArray *all, const char *month, JsonBuilder *builder)
{
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      const char *id = geng_zone_get_pool_id (zone, i);
      GengStation *people = geng_zone_get_pool (zone, i);

      if (only >= 0 && (guint) only != i)
        continue;
      if (builder == NULL)
        {
          g_print ("── %s %s ──\n", id,
                   people != NULL ? geng_entity_get_name (GENG_ENTITY (people)) : "");
          tell_pool (zone, i, all, month, NULL);
          g_print ("\n");
          continue;
        }
      json_builder_begin_object (builder);
      add_text (builder, "station", id);
      add_number (builder, "status", STATUS_FINE);
      json_builder_set_member_name (builder, "answer");
      json_builder_begin_object (builder);
      add_text (builder, "month", month);
      json_builder_set_member_name (builder, "waiting");
      json_builder_begin_array (builder);
      tell_pool (zone, i, all, month, builder);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
}

Status
zone_tell_seen (GengZone *zone, int only, const char *month, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) all = load_told (zone);

  if (all == NULL)
    return said_status (STATUS_BAD);
  if (month == NULL)
    month = find_month (all);
  /* Each station has said that nobody was told. */
  if (month != NULL)
    tell_pools (zone, only, all, month, builder);
  else if (only >= 0)
    say_error (_ ("Nobody was told of a change yet."));
  return month == NULL && only >= 0 ? STATUS_BAD : STATUS_FINE;
}

/* -- who has seen it -- */

typedef struct
{
  GengZone *zone;
  GPtrArray *all; /* of Told */
  GPtrArray *ids; /* of char: as stations have them */
  GArray *homes;  /* of int: [id], the station of its own; -1: he is of a pool */
  const char *month;
} Noting;

static void
noting_clear (Noting *self)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->homes, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Noting, noting_clear)

/* POOL/ID or STATION/ID, by an id or a name.  FALSE after a message */
static gboolean
add_person (Noting *self, const char *word)
{
  const char *slash = strchr (word, '/');
  g_autofree char *part = slash != NULL ? g_strndup (word, (gsize) (slash - word)) : NULL;
  int pool = part != NULL ? zone_find_pool (self->zone, part) : -1;
  int home = part != NULL && pool < 0 ? geng_zone_find (self->zone, part) : -1;
  GengStation *station = pool >= 0   ? geng_zone_get_pool (self->zone, (guint) pool)
                         : home >= 0 ? geng_zone_get_station (self->zone, (guint) home)
                                     : NULL;
  g_autoptr (GError) error = NULL;
  GengMember *member
      = station != NULL ? geng_station_find_member (station, slash + 1, &error) : NULL;
  const char *id = member != NULL ? geng_entity_get_id (GENG_ENTITY (member)) : NULL;

  if (error != NULL)
    say_failure (error);
  else if (home >= 0 && station == NULL)
    say_error ("%s: %s", part, geng_zone_get_failure (self->zone, (guint) home));
  else if (member == NULL)
    say_error (_ ("This is a zone: say where “%s” belongs, as POOL/ID or STATION/ID, or name a "
                  "station: --station ID"),
               word);
  if (member == NULL)
    return FALSE;
  g_ptr_array_add (self->ids, pool >= 0 ? g_strdup_printf ("%s/%s", part, id) : g_strdup (id));
  g_array_append_val (self->homes, home);
  return TRUE;
}

/* He has duties there in what is official of the month. */
static gboolean
serves_at (const Told *told, const char *id, const char *month)
{
  Desk desk = told->desk;
  GengMember *member = geng_station_lookup_member (desk.station, id);
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GPtrArray) duties = NULL;

  if (member == NULL || !desk_set_month (&desk, month))
    return FALSE;
  roster = geng_store_has_record (desk.store, g_date_get_year (&desk.first),
                                  g_date_get_month (&desk.first))
               ? geng_store_load_record (desk.store, desk.station, g_date_get_year (&desk.first),
                                         g_date_get_month (&desk.first), NULL, NULL)
               : NULL;
  duties = roster != NULL ? geng_roster_list_member (roster, member) : NULL;
  return duties != NULL && duties->len > 0;
}

/* Also a station that sent him away, so that he has no duties there any more, waits for him. */
static gboolean
note_person (const Noting *self, guint person, GDateTime *now)
{
  const char *id = self->ids->pdata[person];
  int home = g_array_index (self->homes, int, person);
  guint n = 0;

  for (guint i = 0; i < self->all->len; i++)
    {
      Told *told = self->all->pdata[i];

      if (home >= 0 ? told->index != (guint) home
                    : contacts_last (told->contacts, id, CONTACT_TOLD, self->month) == NULL
                          && !serves_at (told, id, self->month))
        continue;
      contacts_add (told->contacts, id, CONTACT_SEEN, self->month, now);
      told->changed = TRUE;
      n++;
    }
  if (n == 0)
    say_error (_ ("%s was told of nothing in %s, and has no duties in it."), id, self->month);
  return n > 0;
}

/* All of it is prepared before the first station counts. */
static gboolean
save_all (const Noting *self, GError **error)
{
  gboolean fine = TRUE;

  for (guint i = 0; fine && i < self->all->len; i++)
    {
      Told *told = self->all->pdata[i];

      fine = !told->changed
             || (geng_store_begin (told->desk.store, error)
                 && contacts_save (&told->desk, told->contacts, error));
    }
  for (guint i = 0; fine && i < self->all->len; i++)
    {
      const Told *told = self->all->pdata[i];

      fine = !told->changed || geng_store_commit (told->desk.store, error);
    }
  return fine;
}

static gboolean
note_all (Noting *self)
{
  const Told *first = self->all->pdata[0];
  g_autoptr (GDateTime) now = g_date_time_new_now (geng_station_get_zone (first->desk.station));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->ids->len; i++)
    if (!note_person (self, i, now))
      return FALSE;
  if (save_all (self, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* words: (element-type char): people
 * month: (nullable) */
static Status
note_people (GengZone *zone, GPtrArray *words, const char *month, gboolean json)
{
  g_auto (Noting) self = { .zone = zone, .month = month };
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;

  self.ids = g_ptr_array_new_with_free_func (g_free);
  self.homes = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < words->len; i++)
    if (!add_person (&self, words->pdata[i]))
      return STATUS_BAD;
  if ((self.all = load_told (zone)) == NULL)
    return said_status (STATUS_BAD);
  if (month == NULL)
    self.month = find_month (self.all);
  if (self.month == NULL)
    {
      say_error (_ ("Nobody was told of a change yet."));
      return STATUS_BAD;
    }
  if (!note_all (&self))
    return said_status (STATUS_BAD);
  if (!json)
    g_print (ngettext ("%u has seen it.\n", "%u have seen it.\n", self.ids->len), self.ids->len);
  if (builder != NULL)
    json_builder_begin_array (builder);
  tell_pools (zone, -1, self.all, self.month, builder);
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      print_json (builder);
    }
  return STATUS_FINE;
}

static Status
note_locked (GengZone *zone, GPtrArray *words, const char *month, gboolean json)
{
  g_autoptr (GError) error = NULL;
  Status status;

  if (!geng_zone_lock (zone, &error))
    {
      say_failure (error);
      return said_status (STATUS_BAD);
    }
  status = note_people (zone, words, month, json);
  geng_zone_unlock (zone);
  return status;
}

/* -- the command -- */

/* (transfer full) (element-type char): who is named; of a pool that is given people are named as
 * in its folder.  pool: (nullable): its id */
static GPtrArray *
list_people (GPtrArray *words, const char *pool)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i < words->len; i++)
    {
      const char *word = words->pdata[i];

      if (zone_word_takes_value (word))
        i++;
      else if (word[0] != '-')
        g_ptr_array_add (people, pool != NULL && strchr (word, '/') == NULL
                                     ? g_strdup_printf ("%s/%s", pool, word)
                                     : g_strdup (word));
    }
  return people;
}

gboolean
zone_seen (GengZone *zone, GPtrArray *stations, GPtrArray *words, gboolean json, Status *status)
{
  const char *month = zone_value_of_option (words, "--month"), *id = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  int pool = stations->len == 1 ? zone_find_pool (zone, stations->pdata[0]) : -1;

  if ((stations->len > 0 && pool < 0) || zone_value_of_option (words, "--paste") != NULL)
    return FALSE;
  id = pool >= 0 ? geng_zone_get_pool_id (zone, (guint) pool) : NULL;
  people = list_people (words, id);
  if (people->len == 0 && pool < 0)
    return FALSE;
  if (people->len > 0)
    {
      *status = note_locked (zone, people, month, json);
      return TRUE;
    }
  builder = json ? json_builder_new () : NULL;
  if (json)
    json_builder_begin_array (builder);
  *status = zone_tell_seen (zone, pool, month, builder);
  if (json)
    {
      json_builder_end_array (builder);
      print_json (builder);
    }
  return TRUE;
}
