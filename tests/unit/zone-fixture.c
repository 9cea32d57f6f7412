/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "zone-fixture.h"

#include <check.h>
#include <glib/gstdio.h>

#include "geng-random.h"

#define DAYS 5

const char *const zone_villages[N_VILLAGES] = { "a", "b" };

static const char *const places = "[window all]\nstart = 08:00\nend = 08:00\n\n"
                                  "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n"
                                  "[shift night]\nwindow = all\nstart = 18:00\nend = 04:00\n"
                                  "night = yes\n\n[role police]\n\n[role captain]\n\n";
static const char *const guard
    = "rest = 11h\nrun = duties ..3\nlimit = nights per period ..2; duties per period ..3 soft 4\n";
static const char *const officer
    = "rest = 11h\nlimit = nights per period ..1; duties per period ..3 soft 3\n";

/* -- folders -- */

char *zone_root;
GDate zone_first, zone_last;

void
zone_setup (void)
{
  zone_root = g_dir_make_tmp ("geng-zone-XXXXXX", NULL);
  g_date_clear (&zone_first, 1);
  g_date_clear (&zone_last, 1);
  g_date_set_dmy (&zone_first, 1, G_DATE_MARCH, 2027);
  g_date_set_dmy (&zone_last, DAYS, G_DATE_MARCH, 2027);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_tree (inner);
      else
        g_remove (inner);
    }
  g_rmdir (path);
}

void
zone_teardown (void)
{
  remove_tree (zone_root);
  g_free (zone_root);
}

void
zone_write_file (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (zone_root, folder, NULL);
  g_autofree char *full = g_build_filename (path, file, NULL);

  g_mkdir_with_parents (path, 0700);
  ck_assert (g_file_set_contents (full, text, -1, NULL));
}

/* -- a random zone, and the same by hand -- */

/* What one station has of the zone: of the villages each, or of a station by hand both. */
typedef struct
{
  GString *demands, *members, *leave;
} Text;

static void
text_init (Text *text)
{
  text->demands = g_string_new (NULL);
  text->members = g_string_new ("id,name,contract,roles,posts\n");
  text->leave = g_string_new ("member,kind,first,weight\n");
}

static void
text_clear (Text *text)
{
  g_string_free (text->demands, TRUE);
  g_string_free (text->members, TRUE);
  g_string_free (text->leave, TRUE);
}

/* by hand: one station has what both villages have, under the village's name. */
static void
add_demand (Text *own, Text *hand, const char *village, const char *shift, guint crew, guint police)
{
  g_string_append_printf (
      own->demands, "[demand %s]\npost = gate\nshift = %s\ncrew = %u\nroles = police %u..\n\n",
      shift, shift, crew, police);
  g_string_append_printf (hand->demands,
                          "[demand %s-%s]\npost = %s-gate\nshift = %s\ncrew = %u\nroles = police "
                          "%u..\n\n",
                          village, shift, village, shift, crew, police);
}

static void
add_wishes (Text *own, Text *hand, const char *prefix, const char *id, GengRandom *random)
{
  for (guint day = 1; day <= DAYS; day++)
    {
      guint kind = geng_random_below (random, 6);
      const char *word = kind == 0 ? "leave" : "wish-off";

      if (kind > 1)
        continue;
      g_string_append_printf (own->leave, "%s,%s,2027-03-%02u,%s\n", id, word, day,
                              kind == 0 ? "" : "3");
      g_string_append_printf (hand->leave, "%s%s,%s,2027-03-%02u,%s\n", prefix, id, word, day,
                              kind == 0 ? "" : "3");
    }
}

static void
add_village (Text *own, Text *hand, const char *village, GengRandom *random)
{
  g_autofree char *prefix = g_strconcat (village, "-", NULL);
  guint n = 3 + geng_random_below (random, 2);

  add_demand (own, hand, village, "day", 1 + geng_random_below (random, 2),
              geng_random_below (random, 2));
  add_demand (own, hand, village, "night", 1, geng_random_below (random, 2));
  for (guint m = 1; m <= n; m++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", m);

      g_string_append_printf (own->members, "%s,%s,guard,,\n", id, id);
      g_string_append_printf (hand->members, "%s%s,%s,guard,,%sgate\n", prefix, id, id, prefix);
      add_wishes (own, hand, prefix, id, random);
    }
}

static void
write_station (const char *folder, const Text *text, const char *posts, const char *contracts)
{
  g_autofree char *ini = g_strconcat ("[station]\ntimezone = Asia/Shanghai\n\n", places, posts,
                                      text->demands->str, contracts, NULL);

  zone_write_file (folder, "station.ini", ini);
  zone_write_file (folder, "members.csv", text->members->str);
  zone_write_file (folder, "leave.csv", text->leave->str);
}

void
zone_write (guint64 seed)
{
  g_autofree char *guards = g_strconcat ("[contract guard]\n", guard, NULL);
  g_autofree char *officers = g_strconcat ("[contract officer]\n", officer, NULL);
  g_autofree char *both = g_strconcat (guards, "\n", officers, NULL);
  GengRandom random;
  Text hand, pool;

  geng_random_init (&random, seed, 7);
  text_init (&hand);
  text_init (&pool);
  for (guint v = 0; v < N_VILLAGES; v++)
    {
      Text own;

      text_init (&own);
      add_village (&own, &hand, zone_villages[v], &random);
      write_station (zone_villages[v], &own, "[post gate]\n\n", guards);
      text_clear (&own);
    }
  for (guint m = 1; m <= 2; m++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", m);

      g_string_append_printf (pool.members, "%s,%s,officer,police,\n", id, id);
      g_string_append_printf (hand.members, "%s,%s,officer,police,\n", id, id);
      add_wishes (&pool, &hand, "", id, &random);
    }
  zone_write_file ("police", "pool.ini", officers);
  zone_write_file ("police", "members.csv", pool.members->str);
  zone_write_file ("police", "leave.csv", pool.leave->str);
  write_station ("hand", &hand, "[post a-gate]\n\n[post b-gate]\n\n", both);
  zone_write_file ("", "zone.ini", "[zone]\n\n[station a]\n\n[station b]\n\n[pool police]\n");
  text_clear (&hand);
  text_clear (&pool);
}

GengZone *
zone_load (void)
{
  g_autoptr (GError) error = NULL;
  GengZone *zone = geng_zone_open (zone_root, &error);

  g_assert_no_error (error);
  ck_assert (geng_zone_load (zone, &error));
  g_assert_no_error (error);
  return zone;
}

GengStore *
zone_open_store (const char *folder)
{
  g_autofree char *path = g_build_filename (zone_root, folder, NULL);
  g_autoptr (GError) error = NULL;
  GengStore *store = geng_store_open (path, &error);

  g_assert_no_error (error);
  return store;
}

GengPlan *
zone_plan (GengStation *station, GengRoster *base)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &zone_first, &zone_last, &error);
  GengPlan *done;

  g_assert_no_error (error);
  geng_planner_set_threads (planner, 1);
  geng_planner_set_base (planner, base);
  done = geng_planner_plan (planner, NULL, &error);
  g_assert_no_error (error);
  return done;
}

guint
zone_count_guests (GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += geng_member_get_guest (geng_duty_get_member (duties->pdata[i]));
  return n;
}

/* The month of the record, for which a folder keeps a roster. */
void
zone_save_month (GengZone *zone, GengRoster *joined, guint index)
{
  g_autoptr (GengRoster) own = geng_zone_take_roster (zone, joined, index, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert (geng_store_save_draft (geng_zone_get_store (zone, index), own, &error));
  g_assert_no_error (error);
}

/* Both villages have a draft, of one plan. */
void
zone_plan_both (void)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengPlan) whole = NULL;

  zone_write (3);
  zone_last = zone_first;
  g_date_set_day (&zone_last, 31);
  zone = zone_load ();
  joined = geng_zone_join (zone, NULL);
  whole = zone_plan (joined, NULL);
  for (guint v = 0; v < N_VILLAGES; v++)
    zone_save_month (zone, geng_plan_get_roster (whole), v);
}
