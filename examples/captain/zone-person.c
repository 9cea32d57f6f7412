/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Somebody is named by where he belongs, police/p01 or v01/m03, and the command is done there: in
 * the folder of his pool or station, or where he has the duty that it is about. */
#include <string.h>

#include "zone.h"

/* What commands about somebody take first. */
typedef struct
{
  const char *name, *chinese;
  guint n_people;       /* so many words, at most, name somebody */
  gboolean dated;       /* it is about a duty of a day */
  gboolean pools;       /* it is done in the folder of a pool, too */
  const char *verbs[2]; /* (nullable): only with one of these, which stands before them */
} About;

static const About abouts[] = {
  { "cover", "顶班", 2, TRUE, FALSE },
  { "swap", "换班", 2, TRUE, FALSE },
  { "pin", "固定", 1, TRUE, FALSE },
  { "move", "调班", 1, TRUE, FALSE },
  { "assign", "安排", 1, TRUE, FALSE },
  { "leave", "请假", 1, FALSE, TRUE },
  { "relax", "放宽", 1, FALSE, TRUE },
  { "forget", "遗忘", 1, FALSE, TRUE },
  /* Who, for what, and with whom. */
  { "inbox", "申请", 3, FALSE, TRUE, { "add", "登记" } },
};

typedef struct
{
  guint place; /* of the word */
  int pool;    /* -1: of none */
  int home;    /* his station; -1 for somebody of a pool */
  char *id;    /* in the zone */
} Person;

typedef struct
{
  GengZone *zone;
  GPtrArray *words;
  const About *about;
  GArray *people;  /* of Person */
  const char *day; /* (nullable) */
} Search;

static void
person_clear (gpointer person)
{
  g_free (((Person *) person)->id);
}

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->people, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* -- words -- */

gboolean
zone_word_takes_value (const char *word)
{
  static const char *const valued[]
      = { "--now",  "--month",       "--with",  "--language", "--by", "--why",
          "--kind", "--approved-by", "--until", "--declined", NULL };

  return g_strv_contains (valued, word);
}

const char *
zone_value_of_option (GPtrArray *words, const char *name)
{
  gsize n = strlen (name);

  for (guint i = 1; i < words->len; i++)
    {
      const char *word = words->pdata[i];

      if (g_str_has_prefix (word, name) && word[n] == '=')
        return word + n + 1;
      if (g_str_equal (word, name))
        return i + 1 < words->len ? words->pdata[i + 1] : "";
    }
  return NULL;
}

/* @verb: (nullable) */
static const About *
find_about (const char *command, const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (abouts); i++)
    {
      const About *one = &abouts[i];

      if ((g_str_equal (one->name, command) || g_str_equal (one->chinese, command))
          && (one->verbs[0] == NULL || g_strcmp0 (one->verbs[0], verb) == 0
              || g_strcmp0 (one->verbs[1], verb) == 0))
        return one;
    }
  return NULL;
}

/* v01 of v01/m03; -1 where no station is called so */
static int
find_home (GengZone *zone, const char *word)
{
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      const char *id = geng_zone_get_id (zone, i);
      gsize n = strlen (id);

      if (g_str_has_prefix (word, id) && word[n] == '/')
        return (int) i;
    }
  return -1;
}

/* By an id, or by a name, behind the stroke.  FALSE after a message, where nobody is called so. */
static gboolean
add_person (Search *self, guint place)
{
  const char *word = self->words->pdata[place];
  Person one = { .place = place };
  GengStation *station;
  GengMember *member;
  g_autoptr (GError) error = NULL;

  one.pool = zone_find_pool_of (self->zone, word);
  one.home = one.pool < 0 ? find_home (self->zone, word) : -1;
  if (one.pool < 0 && one.home < 0)
    return TRUE;
  station = one.pool >= 0 ? geng_zone_get_pool (self->zone, (guint) one.pool)
                          : geng_zone_get_station (self->zone, (guint) one.home);
  /* What is wrong with a station is told where the command is done. */
  member
      = station != NULL ? geng_station_find_member (station, strchr (word, '/') + 1, &error) : NULL;
  if (error != NULL)
    {
      say_failure (error);
      return FALSE;
    }
  one.id = member == NULL ? g_strdup (word)
                          : g_strdup_printf ("%.*s/%s", (int) (strchr (word, '/') - word), word,
                                             geng_entity_get_id (GENG_ENTITY (member)));
  g_array_append_val (self->people, one);
  return TRUE;
}

/* Who is named, and the day.  FALSE after a message */
static gboolean
read_words (Search *self)
{
  guint n = 0;

  for (guint i = self->about->verbs[0] != NULL ? 2 : 1; i < self->words->len; i++)
    {
      const char *word = self->words->pdata[i];

      if (zone_word_takes_value (word))
        i++;
      else if (word[0] == '-')
        continue;
      else if (self->day == NULL && desk_is_date (word))
        self->day = word;
      else if (n++ < self->about->n_people && !add_person (self, i))
        return FALSE;
    }
  return TRUE;
}

/* -- duties -- */

/* The month as the command begins with it: what phones have, or what is worked on. */
static GengRoster *
load_month (const Search *self, guint index, const GDate *date, GError **error)
{
  GengStore *store = geng_zone_get_store (self->zone, index);
  GengStation *station = geng_zone_get_station (self->zone, index);
  GDateYear year = g_date_get_year (date);
  GDateMonth month = g_date_get_month (date);
  gboolean draft = geng_store_has_draft (store, year, month);
  gboolean record = geng_store_has_record (store, year, month);

  if (draft && (!record || !g_str_equal (self->about->name, "cover")))
    return geng_store_load_draft (store, station, year, month, error);
  return record ? geng_store_load_record (store, station, year, month, NULL, error) : NULL;
}

/* FALSE with an error too */
static gboolean
serves_at (const Search *self, guint index, const Person *person, const GDate *date, GError **error)
{
  GengStation *station = geng_zone_get_station (self->zone, index);
  const char *id = person->home == (int) index ? strchr (person->id, '/') + 1 : person->id;
  GengMember *member = station != NULL ? geng_station_lookup_member (station, id) : NULL;
  g_autoptr (GengRoster) roster = member != NULL ? load_month (self, index, date, error) : NULL;

  return roster != NULL && geng_roster_lookup (roster, member, date) != NULL;
}

/* The station where he has the duty; -1: at none, or at several after a message.
 * failed: (out): there is a message */
static int
find_duty (const Search *self, const Person *person, const GDate *date, gboolean *failed)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *day = desk_date_text (date);
  int found = -1;
  guint n = 0;

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      g_autoptr (GError) error = NULL;

      if (serves_at (self, i, person, date, &error))
        {
          g_string_append_printf (ids, "%s%s", n++ > 0 ? _ (", ") : "",
                                  geng_zone_get_id (self->zone, i));
          found = (int) i;
        }
      if (error != NULL)
        say_failure_of (geng_zone_get_id (self->zone, i), error);
      *failed = *failed || error != NULL;
    }
  if (n < 2)
    return found;
  say_error (_ ("%s has a duty on %s at more than one station: %s. Name the one that is meant: "
                "--station ID"),
             person->id, day, ids->str);
  *failed = TRUE;
  return -1;
}

/* By the clock and the tables of any station: the zone has one clock. */
static gboolean
read_day (const Search *self, GDate *date)
{
  Desk desk = { 0 };
  g_autoptr (GDateTime) now = NULL;
  gboolean night;

  if (!zone_lend_desk (self->zone, &desk))
    return FALSE;
  now = desk_parse_instant (&desk, zone_value_of_option (self->words, "--now"));
  return now != NULL && desk_parse_day (&desk, self->day, now, date, &night);
}

/* Of the first whom the command names, or of the other one; who has none of his own is looked for
 * at home.  -1 after a message */
static int
find_station (const Search *self)
{
  const Person *first = &g_array_index (self->people, Person, 0);
  gboolean failed = FALSE;
  int found = -1;
  GDate date;

  if (self->day == NULL)
    {
      if (first->home < 0)
        say_error (_ ("%s serves at several stations. Name the day of the duty, or one of them: "
                      "--station ID"),
                   first->id);
      return first->home;
    }
  if (!read_day (self, &date))
    return -1;
  for (guint i = 0; found < 0 && !failed && i < self->people->len; i++)
    found = find_duty (self, &g_array_index (self->people, Person, i), &date, &failed);
  if (found < 0 && !failed && first->home < 0)
    {
      g_autofree char *day = desk_date_text (&date);

      say_error (_ ("%s has no duty on %s at any station. Name the one that is meant: --station "
                    "ID"),
                 first->id, day);
    }
  return found < 0 && !failed ? first->home : found;
}

/* -- where it is done -- */

/* There everybody is called as its own tables call him. */
static void
name_people (const Search *self, const char *part)
{
  gsize n = strlen (part);

  for (guint i = 0; i < self->people->len; i++)
    {
      const Person *person = &g_array_index (self->people, Person, i);
      gboolean own = g_str_has_prefix (person->id, part) && person->id[n] == '/';

      self->words->pdata[person->place]
          = (char *) g_intern_string (own ? person->id + n + 1 : person->id);
    }
}

/* His pool's folder, or the station of the other one, where both are known. */
static const char *
find_part_of_pool (const Search *self)
{
  for (guint i = 1; i < self->people->len; i++)
    {
      int home = g_array_index (self->people, Person, i).home;

      if (home >= 0)
        return geng_zone_get_id (self->zone, (guint) home);
    }
  return geng_zone_get_pool_id (self->zone, (guint) g_array_index (self->people, Person, 0).pool);
}

gboolean
zone_find_person (GengZone *zone, GPtrArray *words, const char **part)
{
  const char *verb = words->len > 1 ? words->pdata[1] : NULL;
  g_auto (Search) self
      = { .zone = zone, .words = words, .about = find_about (words->pdata[0], verb) };
  const Person *first;

  if (self.about == NULL)
    return TRUE;
  self.people = g_array_new (FALSE, FALSE, sizeof (Person));
  g_array_set_clear_func (self.people, person_clear);
  if (!read_words (&self))
    return FALSE;
  if (self.people->len == 0)
    return TRUE;
  first = &g_array_index (self.people, Person, 0);
  if (*part == NULL && self.about->pools && first->pool >= 0)
    *part = find_part_of_pool (&self);
  else if (*part == NULL)
    {
      int index = self.about->dated ? find_station (&self) : first->home;

      if (index < 0)
        return FALSE;
      *part = geng_zone_get_id (zone, (guint) index);
    }
  name_people (&self, *part);
  return TRUE;
}
