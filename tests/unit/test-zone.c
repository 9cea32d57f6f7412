/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A zone whose stations share people, on folders: planned as one, judged as one, taken apart, and
 * seen from one of its villages. */
#include <check.h>
#include <geng/geng.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../arrays.h"
#include "../results.h"
#include "geng-random.h"

#define N_SEEDS 10
#define DAYS 5
#define REST_MINUTES (11 * 60)

static const char *const villages[] = { "a", "b" };

static const char *const places = "[window all]\nstart = 08:00\nend = 08:00\n\n"
                                  "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n"
                                  "[shift night]\nwindow = all\nstart = 18:00\nend = 04:00\n"
                                  "night = yes\n\n[role police]\n\n[role captain]\n\n";
static const char *const guard
    = "rest = 11h\nrun = duties ..3\nlimit = nights per period ..2; duties per period ..3 soft 4\n";
static const char *const officer
    = "rest = 11h\nlimit = nights per period ..1; duties per period ..3 soft 3\n";

/* -- folders -- */

static char *root;
static GDate first, last;

static void
setup (void)
{
  root = g_dir_make_tmp ("geng-zone-XXXXXX", NULL);
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, G_DATE_MARCH, 2027);
  g_date_set_dmy (&last, DAYS, G_DATE_MARCH, 2027);
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

static void
teardown (void)
{
  remove_tree (root);
  g_free (root);
}

static void
write_file (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
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

  write_file (folder, "station.ini", ini);
  write_file (folder, "members.csv", text->members->str);
  write_file (folder, "leave.csv", text->leave->str);
}

static void
write_zone (guint64 seed)
{
  g_autofree char *guards = g_strconcat ("[contract guard]\n", guard, NULL);
  g_autofree char *officers = g_strconcat ("[contract officer]\n", officer, NULL);
  g_autofree char *both = g_strconcat (guards, "\n", officers, NULL);
  GengRandom random;
  Text hand, pool;

  geng_random_init (&random, seed, 7);
  text_init (&hand);
  text_init (&pool);
  for (guint v = 0; v < G_N_ELEMENTS (villages); v++)
    {
      Text own;

      text_init (&own);
      add_village (&own, &hand, villages[v], &random);
      write_station (villages[v], &own, "[post gate]\n\n", guards);
      text_clear (&own);
    }
  for (guint m = 1; m <= 2; m++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", m);

      g_string_append_printf (pool.members, "%s,%s,officer,police,\n", id, id);
      g_string_append_printf (hand.members, "%s,%s,officer,police,\n", id, id);
      add_wishes (&pool, &hand, "", id, &random);
    }
  write_file ("police", "pool.ini", officers);
  write_file ("police", "members.csv", pool.members->str);
  write_file ("police", "leave.csv", pool.leave->str);
  write_station ("hand", &hand, "[post a-gate]\n\n[post b-gate]\n\n", both);
  write_file ("", "zone.ini", "[zone]\n\n[station a]\n\n[station b]\n\n[pool police]\n");
  text_clear (&hand);
  text_clear (&pool);
}

static GengZone *
load_zone (void)
{
  g_autoptr (GError) error = NULL;
  GengZone *zone = geng_zone_open (root, &error);

  g_assert_no_error (error);
  ck_assert (geng_zone_load (zone, &error));
  g_assert_no_error (error);
  return zone;
}

static GengStore *
open_store (const char *folder)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
  g_autoptr (GError) error = NULL;
  GengStore *store = geng_store_open (path, &error);

  g_assert_no_error (error);
  return store;
}

static GengPlan *
plan (GengStation *station, GengRoster *base)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, &error);
  GengPlan *done;

  g_assert_no_error (error);
  geng_planner_set_threads (planner, 1);
  geng_planner_set_base (planner, base);
  done = geng_planner_plan (planner, NULL, &error);
  g_assert_no_error (error);
  return done;
}

/* -- as one -- */

static gboolean
is_at (GengDuty *duty, const char *village)
{
  const char *post = geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty)));

  return g_str_has_prefix (post, village) && post[strlen (village)] == '/';
}

/* The judge's plain colleague: who serves where, how often a day, and with how much rest. */
static void
judge_plainly (GengStation *joined, GengRoster *roster)
{
  GListModel *members = geng_station_get_members (joined);

  for (guint m = 0; m < g_list_model_get_n_items (members); m++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, m);
      const char *id = geng_entity_get_id (GENG_ENTITY (member));
      g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);

      for (guint i = 0; i < duties->len; i++)
        {
          g_autoptr (GDateTime) start = geng_duty_get_start (duties->pdata[i], joined);
          g_autoptr (GDateTime) end
              = i == 0 ? NULL : geng_duty_get_end (duties->pdata[i - 1], joined);

          ck_assert (g_str_has_prefix (id, "police/")
                     || is_at (duties->pdata[i], id[0] == 'a' ? "a" : "b"));
          if (end != NULL)
            ck_assert_int_ge (g_date_time_difference (start, end),
                              (gint64) REST_MINUTES * 60 * G_USEC_PER_SEC);
        }
    }
}

/* Each station gets its duties and no other, and finds nothing broken; what is open is as much as
 * all of it together. */
static void
take_apart (GengZone *zone, GengPlan *whole)
{
  GengRoster *roster = geng_plan_get_roster (whole);
  guint n_duties = 0;
  gint64 gaps = 0;

  for (guint v = 0; v < G_N_ELEMENTS (villages); v++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GengRoster) own = geng_zone_take_roster (zone, roster, v, &error);
      g_autoptr (GengJudgement) judgement = NULL;
      g_autoptr (GPtrArray) duties = NULL;

      g_assert_no_error (error);
      duties = geng_roster_list_duties (own);
      n_duties += duties->len;
      judgement = geng_judge (own, NULL, &error);
      g_assert_no_error (error);
      ck_assert_int_eq (geng_judgement_get_score (judgement)->broken, 0);
      gaps += geng_judgement_get_score (judgement)->gaps;
    }
  ck_assert_uint_eq (n_duties, n_of (geng_roster_list_duties (roster)));
  ck_assert_int_eq (gaps, geng_judgement_get_score (geng_plan_get_judgement (whole))->gaps);
}

/* The zone's optimum is that of the same people, posts and rules in one station by hand. */
START_TEST (as_one)
{
  guint n_proven = 0;

  for (guint64 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GengZone) zone = NULL;
      g_autoptr (GengStore) store = NULL;
      g_autoptr (GengStation) joined = NULL;
      g_autoptr (GengStation) hand = NULL;
      g_autoptr (GengPlan) whole = NULL;
      g_autoptr (GengPlan) same = NULL;
      const GengScore *score, *other;

      write_zone (seed);
      zone = load_zone ();
      joined = geng_zone_join (zone, NULL);
      store = open_store ("hand");
      hand = geng_store_load (store, NULL);
      ck_assert (joined != NULL && hand != NULL);
      whole = plan (joined, NULL);
      same = plan (hand, NULL);
      score = geng_judgement_get_score (geng_plan_get_judgement (whole));
      other = geng_judgement_get_score (geng_plan_get_judgement (same));
      judge_plainly (joined, geng_plan_get_roster (whole));
      take_apart (zone, whole);
      if (!geng_plan_get_optimal (whole) || !geng_plan_get_optimal (same))
        continue;
      n_proven++;
      ck_assert_int_eq (score->gaps, other->gaps);
      ck_assert_int_eq (score->cost, other->cost);
    }
  ck_assert_uint_gt (n_proven, N_SEEDS / 2);
}
END_TEST

/* -- from a village -- */

static guint
count_guests (GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += geng_member_get_guest (geng_duty_get_member (duties->pdata[i]));
  return n;
}

/* The month of the record, for which a folder keeps a roster. */
static void
save_month (GengZone *zone, GengRoster *joined, guint index)
{
  g_autoptr (GengRoster) own = geng_zone_take_roster (zone, joined, index, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert (geng_store_save_draft (geng_zone_get_store (zone, index), own, &error));
  g_assert_no_error (error);
}

static gboolean
is_told (GengJudgement *judgement, const char *rule)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (geng_finding_get_rule (findings->pdata[i]), rule))
      return TRUE;
  return FALSE;
}

/* Some duty of a guest at the other station. */
static GengDuty *
first_elsewhere (GengStation *station)
{
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (station);
  g_autoptr (GPtrArray) duties = NULL;

  ck_assert_uint_eq (rosters->len, 1);
  duties = geng_roster_list_duties (rosters->pdata[0]);
  ck_assert_uint_gt (duties->len, 0);
  return g_object_ref (duties->pdata[0]);
}

/* Both villages have a draft, of one plan. */
static void
plan_both (void)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengPlan) whole = NULL;

  write_zone (3);
  last = first;
  g_date_set_day (&last, 31);
  zone = load_zone ();
  joined = geng_zone_join (zone, NULL);
  whole = plan (joined, NULL);
  for (guint v = 0; v < G_N_ELEMENTS (villages); v++)
    save_month (zone, geng_plan_get_roster (whole), v);
}

START_TEST (from_a_village)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GengRoster) draft = NULL;
  g_autoptr (GengPlan) alone = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GengDuty) away = NULL;
  g_autoptr (GPtrArray) before = NULL;

  plan_both ();
  store = open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_nonnull (geng_station_lookup_member (village, "police/p1"));
  ck_assert (geng_member_get_guest (geng_station_lookup_member (village, "police/p1")));
  ck_assert_ptr_null (geng_store_load_history (store, village, &first, 0, TRUE, NULL));
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 0);
  draft = geng_store_load_draft (store, village, 2027, G_DATE_MARCH, NULL);
  ck_assert_uint_gt (count_guests (draft), 0);

  /* Planned alone, those whom the zone plans stay where they are. */
  alone = plan (village, draft);
  ck_assert_uint_eq (count_guests (geng_plan_get_roster (alone)), count_guests (draft));
  before = geng_roster_list_duties (draft);
  for (guint i = 0; i < before->len; i++)
    {
      GengDuty *duty = before->pdata[i];
      GengDuty *now = geng_roster_lookup (geng_plan_get_roster (alone), geng_duty_get_member (duty),
                                          geng_duty_get_date (duty));

      if (geng_member_get_guest (geng_duty_get_member (duty)))
        ck_assert (now != NULL && geng_duty_get_shift (now) == geng_duty_get_shift (duty));
    }

  /* Who serves at the other village cannot serve here on the same day. */
  away = first_elsewhere (village);
  ck_assert_ptr_null (
      geng_roster_lookup (draft, geng_duty_get_member (away), geng_duty_get_date (away)));
  ck_assert_ptr_nonnull (geng_roster_assign (draft, geng_duty_get_member (away),
                                             geng_duty_get_date (away),
                                             geng_station_lookup_shift (village, "day"),
                                             geng_station_lookup_post (village, "gate"), NULL));
  judgement = geng_judge (draft, NULL, NULL);
  ck_assert (is_told (judgement, "elsewhere"));

  /* What is shared is written nowhere but in the pool's folder. */
  ck_assert (geng_store_save (store, village, NULL));
  g_clear_object (&village);
  village = geng_store_load (store, NULL);
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_contracts (village)), 2);
}
END_TEST

/* Whatever was not read of the others is named, and nobody is kept from working. */
START_TEST (a_neighbour_that_cannot_be_read)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GPtrArray) unread = NULL;

  write_zone (3);
  write_file ("b", "members.csv", "id,name,contract\nm1,m1,nobody\n");
  store = open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_nonnull (village);
  ck_assert_ptr_null (geng_store_load_history (store, village, &first, 0, TRUE, NULL));
  unread = geng_store_list_unread (store);
  ck_assert_uint_eq (unread->len, 1);
  ck_assert (g_str_has_prefix (unread->pdata[0], "b: "));
  ck_assert_ptr_nonnull (strstr (unread->pdata[0], "members.csv:2"));
}
END_TEST

/* Who shares nobody with this station has nothing to tell it. */
START_TEST (a_neighbour_that_shares_nobody)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;

  write_zone (3);
  write_file ("b", "members.csv", "id,name,contract\nm1,m1,nobody\n");
  write_file ("", "zone.ini", "[station a]\n\n[station b]\n\n[pool police]\nstations = a\n");
  store = open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_null (geng_store_load_history (store, village, &first, 0, TRUE, NULL));
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 0);
  ck_assert_uint_eq (n_of (geng_station_list_elsewhere (village)), 0);
}
END_TEST

static char *
read_file (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (root, folder, file, NULL);
  char *text = NULL;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_invalid (GError **error)
{
  ck_assert (g_error_matches (*error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_ptr_nonnull (strstr ((*error)->message, "police/"));
  g_clear_error (error);
}

/* A village's folder is read again after whatever was written to it. */
START_TEST (guests_stay_in_their_pool)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GengStation) again = NULL;
  g_autoptr (GengContract) contract = geng_contract_new ("helper", "helper");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  write_zone (3);
  store = open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_nonnull (geng_station_lookup_contract (village, "police/officer"));
  ck_assert (geng_station_add_contract (village, contract, NULL));
  ck_assert (geng_store_save_people (store, village, NULL));
  before = read_file ("a", "station.ini");
  ck_assert_ptr_nonnull (strstr (before, "[contract helper]"));
  ck_assert_ptr_null (strstr (before, "police/"));
  ck_assert (
      !geng_store_set_key (store, "member", "police/p1", "limit", "duties per week ..1", &error));
  assert_invalid (&error);
  ck_assert (!geng_store_forget (store, "police/p1", NULL, NULL, &error));
  assert_invalid (&error);
  after = read_file ("a", "station.ini");
  ck_assert_str_eq (before, after);
  again = geng_store_load (store, &error);
  g_assert_no_error (error);
}
END_TEST

/* What concerns the village alone is written although its zone has faults. */
START_TEST (own_tables_need_no_zone)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GPtrArray) days = g_ptr_array_new ();
  g_autoptr (GengHoliday) day = geng_holiday_new (&first, "feast", GENG_HOLIDAY_KIND_OFF);
  g_autoptr (GError) error = NULL;

  write_zone (3);
  write_file ("police", "members.csv", "id,name\n");
  store = open_store ("a");
  g_ptr_array_add (days, day);
  ck_assert (geng_store_add_holidays (store, days, &error));
  g_assert_no_error (error);
  ck_assert (geng_store_forget (store, NULL, &first, NULL, &error));
  g_assert_no_error (error);
}
END_TEST

/* Without blocking, the caller's own station is told, also where two calls read at once. */
START_TEST (elsewhere_without_blocking)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GAsyncResult) one = NULL, other = NULL;
  g_autoptr (GPtrArray) wanted = NULL, rosters = NULL, duties = NULL;
  g_autoptr (GengRoster) plain = NULL;

  plan_both ();
  store = open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_null (geng_store_load_history (store, village, &first, 0, TRUE, NULL));
  wanted = geng_station_list_elsewhere (village);
  plain = g_object_ref (wanted->pdata[0]);
  geng_station_set_elsewhere (village, NULL);
  geng_store_load_history_async (store, village, &first, 0, TRUE, NULL, keep_result, &one);
  geng_store_load_history_async (store, village, &first, 0, TRUE, NULL, keep_result, &other);
  ck_assert_ptr_null (geng_store_load_history_finish (store, wait_for (&one), NULL));
  ck_assert_ptr_null (geng_store_load_history_finish (store, wait_for (&other), NULL));
  rosters = geng_station_list_elsewhere (village);
  ck_assert_uint_eq (rosters->len, 1);
  ck_assert_uint_gt (n_of (geng_roster_list_duties (plain)), 0);
  ck_assert_uint_eq (geng_roster_count_changes (rosters->pdata[0], plain), 0);
  duties = geng_roster_list_duties (rosters->pdata[0]);
  for (guint i = 0; i < duties->len; i++)
    {
      GengMember *member = geng_duty_get_member (duties->pdata[i]);
      const char *id = geng_entity_get_id (GENG_ENTITY (member));

      ck_assert_ptr_eq (geng_station_lookup_member (village, id), member);
    }
}
END_TEST

/* What one call could not read stays said when another comes through. */
START_TEST (unread_stays_said)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GengRoster) draft = NULL;
  g_autoptr (GAsyncResult) past = NULL, read = NULL;

  plan_both ();
  write_file ("b", "members.csv", "id,name,contract\nm1,m1,nobody\n");
  store = open_store ("a");
  village = geng_store_load (store, NULL);
  geng_store_load_history_async (store, village, &first, 0, TRUE, NULL, keep_result, &past);
  ck_assert_ptr_null (geng_store_load_history_finish (store, wait_for (&past), NULL));
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 1);
  geng_store_load_draft_async (store, village, 2027, G_DATE_MARCH, NULL, keep_result, &read);
  draft = geng_store_load_draft_finish (store, wait_for (&read), NULL);
  ck_assert_ptr_nonnull (draft);
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 1);
}
END_TEST

/* Each village has a law with one id, which asks for other things and names its own shift. */
static void
write_laws (void)
{
  static const char *const most[] = { "1", "3" };

  for (guint v = 0; v < G_N_ELEMENTS (villages); v++)
    {
      g_autofree char *before = read_file (villages[v], "station.ini");
      g_autofree char *after
          = g_strdup_printf ("%slaw = own\n\n[law own]\nname = village rule\nhours-scheme = named\n"
                             "limit = shift:night per period ..%s\n",
                             before, most[v]);

      write_file (villages[v], "station.ini", after);
    }
}

static void
assert_law (GPtrArray *findings, const char *member, const char *law, GengLawVerdict verdict)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const GengLawFinding *finding = findings->pdata[i];

      if (!g_str_equal (geng_entity_get_id (GENG_ENTITY (finding->member)), member))
        continue;
      n++;
      ck_assert_ptr_nonnull (finding->law);
      ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (finding->law)), law);
      ck_assert_int_eq (finding->verdict, verdict);
    }
  ck_assert_uint_eq (n, 1);
}

START_TEST (laws_of_their_own)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  write_zone (1);
  write_laws ();
  zone = load_zone ();
  joined = geng_zone_join (zone, &error);
  g_assert_no_error (error);
  ck_assert_str_eq (geng_contract_get_laws (geng_station_lookup_contract (joined, "b/guard"))[0],
                    "b/own");
  roster = geng_roster_new (joined, &first, &last, NULL);
  for (guint v = 0; v < G_N_ELEMENTS (villages); v++)
    for (guint day = 0; day < 2; day++)
      {
        g_autofree char *member = g_strconcat (villages[v], "/m1", NULL);
        g_autofree char *shift = g_strconcat (villages[v], "/night", NULL);
        g_autofree char *post = g_strconcat (villages[v], "/gate", NULL);
        GDate date = first;

        g_date_add_days (&date, 2 * day);
        ck_assert_ptr_nonnull (geng_roster_assign (roster,
                                                   geng_station_lookup_member (joined, member),
                                                   &date, geng_station_lookup_shift (joined, shift),
                                                   geng_station_lookup_post (joined, post), NULL));
      }
  findings = geng_roster_check_laws (roster, NULL, &error);
  g_assert_no_error (error);
  assert_law (findings, "a/m1", "a/own", GENG_LAW_VERDICT_BROKEN);
  assert_law (findings, "b/m1", "b/own", GENG_LAW_VERDICT_KEPT);
}
END_TEST

/* -- kit, shares, locks -- */

/* Of two radios for a village and none of the pool's, two go out; with the pool's own all four. */
START_TEST (a_pool_brings_its_kit)
{
  for (guint own = 0; own <= 1; own++)
    {
      g_autoptr (GengZone) zone = NULL;
      g_autoptr (GengStation) joined = NULL;
      g_autoptr (GengPlan) whole = NULL;
      g_autofree char *ini
          = g_strconcat ("[station]\ntimezone = Asia/Shanghai\n\n[piece radio]\n\n[role police]\n\n"
                         "[window all]\nstart = 08:00\nend = 08:00\nkit = radio\n\n"
                         "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n[post gate]\n\n"
                         "[demand day]\npost = gate\nshift = day\ncrew = 4\n\n",
                         NULL);

      write_file ("a", "station.ini", ini);
      write_file ("a", "members.csv", "id,name\nm1,m1\nm2,m2\n");
      write_file ("a", "items.csv", "id,piece\nr1,radio\nr2,radio\n");
      write_file ("police", "pool.ini", own ? "[piece radio]\n" : "");
      write_file ("police", "members.csv", "id,name,roles\np1,p1,police\np2,p2,police\n");
      write_file ("police", "items.csv", own ? "id,piece\nr1,radio\nr2,radio\n" : "id,piece\n");
      write_file ("", "zone.ini", "[station a]\n\n[pool police]\n");
      last = first;
      zone = load_zone ();
      joined = geng_zone_join (zone, NULL);
      whole = plan (joined, NULL);
      ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (whole))->gaps,
                        own ? 0 : 2);
      ck_assert (geng_kit_assign (geng_plan_get_roster (whole), NULL, NULL));
    }
}
END_TEST

/* The words of a village's rule are looked up in its part: `day` is `a/day`. */
static void
check_rules (GengStation *joined)
{
  GListModel *rules = geng_station_get_rules (joined);
  guint n_parts = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);
      g_autoptr (GError) error = NULL;

      ck_assert (geng_rule_check (rule, joined, NULL, &error));
      g_assert_no_error (error);
      n_parts += geng_rule_get_part (rule) != NULL;
    }
  ck_assert_uint_gt (n_parts, 0);
}

/* A pool fills the places for its role at both villages, and its people have like numbers. */
START_TEST (fair_over_all)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengPlan) whole = NULL;
  guint duties[3];
  const char *ini
      = "[station]\ntimezone = Asia/Shanghai\n\n[role police]\n\n"
        "[window all]\nstart = 08:00\nend = 08:00\n\n"
        "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n[post gate]\n\n"
        "[demand day]\npost = gate\nshift = day\ncrew = 2\nroles = police 1..1\n\n"
        "[contract guard]\n\n[rules]\nfair-share = duties 5\nlimit = day per week ..6\n";

  for (guint v = 0; v < G_N_ELEMENTS (villages); v++)
    {
      write_file (villages[v], "station.ini", ini);
      write_file (villages[v], "members.csv", "id,name,contract\nm1,m1,guard\nm2,m2,guard\n");
    }
  write_file ("police", "pool.ini", "[contract officer]\n\n[rules]\nfair-share = duties 5\n");
  write_file ("police", "members.csv",
              "id,name,contract,roles\np1,p1,officer,police\np2,p2,officer,police\n"
              "p3,p3,officer,police\n");
  write_file ("", "zone.ini", "[station a]\n\n[station b]\n\n[pool police]\n");
  g_date_set_day (&last, 6);
  zone = load_zone ();
  joined = geng_zone_join (zone, NULL);
  check_rules (joined);
  whole = plan (joined, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      g_autofree char *id = g_strdup_printf ("police/p%u", i + 1);

      duties[i] = n_of (geng_roster_list_member (geng_plan_get_roster (whole),
                                                 geng_station_lookup_member (joined, id)));
    }
  /* 2 villages × 6 days × 1 officer over 3 people; 6 duties over the 2 of each village. */
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (whole))->gaps, 0);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (whole))->cost, 0);
  ck_assert (duties[0] == 4 && duties[1] == 4 && duties[2] == 4);
}
END_TEST

/* Nobody's duty is lost because another has the same day. */
START_TEST (two_on_a_day)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengRoster) all = NULL;
  g_autoptr (GError) error = NULL;

  write_zone (1);
  zone = load_zone ();
  joined = geng_zone_join (zone, NULL);
  all = geng_roster_new (joined, &first, &last, NULL);
  for (guint v = 0; v < G_N_ELEMENTS (villages); v++)
    {
      GengStation *village = geng_zone_get_station (zone, v);
      g_autoptr (GengRoster) own = geng_roster_new (village, &first, &last, NULL);

      ck_assert_ptr_nonnull (geng_roster_assign (own,
                                                 geng_station_lookup_member (village, "police/p1"),
                                                 &first, geng_station_lookup_shift (village, "day"),
                                                 geng_station_lookup_post (village, "gate"), NULL));
      ck_assert (geng_zone_add_roster (zone, all, v, own, &error) == (v == 0));
    }
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  ck_assert_uint_eq (n_of (geng_roster_list_duties (all)), 1);
}
END_TEST

static guint
count_aside (GengRoster *roster)
{
  return n_of (geng_roster_list_set_aside (roster));
}

/* Who left the zone since is set aside no more. */
START_TEST (set_aside_and_gone)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengRoster) own = NULL, whole = NULL, rest = NULL, back = NULL;
  GengStation *village;

  write_zone (1);
  write_file ("a", "leave.csv", "member,kind,first,weight\n");
  zone = load_zone ();
  joined = geng_zone_join (zone, NULL);
  village = geng_zone_get_station (zone, 0);
  own = geng_roster_new (village, &first, &last, NULL);
  for (guint m = 1; m <= 2; m++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", m);
      g_autoptr (GengSetAside) one
          = geng_set_aside_new (geng_station_lookup_member (village, id), &first, FALSE, "ill");

      geng_roster_add_set_aside (own, one);
    }
  whole = geng_roster_new (joined, &first, &last, NULL);
  ck_assert (geng_zone_add_roster (zone, whole, 0, own, NULL));
  ck_assert_uint_eq (count_aside (whole), 2);
  back = geng_zone_take_roster (zone, whole, 0, NULL);
  ck_assert_uint_eq (count_aside (back), 2);
  ck_assert (
      geng_station_remove (joined, G_OBJECT (geng_station_lookup_member (joined, "a/m1")), NULL));
  rest = geng_roster_new (joined, &first, &last, NULL);
  ck_assert (geng_zone_add_roster (zone, rest, 0, own, NULL));
  ck_assert_uint_eq (count_aside (rest), 1);
}
END_TEST

START_TEST (locks_all_or_none)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStore) other = NULL;
  g_autoptr (GError) error = NULL;

  write_zone (1);
  zone = load_zone ();
  other = open_store ("b");
  ck_assert (geng_store_lock (other, NULL));
  ck_assert (!geng_zone_lock (zone, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_LOCKED));
  ck_assert (g_str_has_prefix (error->message, "b: "));
  geng_store_unlock (other);
  ck_assert (geng_zone_lock (zone, NULL));
  ck_assert (!geng_store_lock (other, NULL));
  geng_zone_unlock (zone);
  ck_assert (geng_store_lock (other, NULL));
}
END_TEST

/* -- bad input -- */

static const struct
{
  const char *folder, *file, *text;
  const char *says; /* where and what */
} mistakes[] = {
  { "police", "members.csv", "id,name\n", "the pool has no members" },
  { "police", "members.csv", "id,name,contract\np1,p1,nobody\n", "members.csv:2:7" },
  { "police", "pool.ini", "[window all]\n", "pool.ini:1:1: a pool has no [window]" },
  { "police", "pool.ini", "[rules]\nlimit = dusk per week ..2\n", "pool.ini:2:9" },
  { "police", "pool.ini", "[rules]\nlimit = gate per week ..2\n", "pool.ini:2:9" },
  { "b", "holidays.csv", "date,kind\n2027-03-02,off\n",
    "the holidays of 'b' are not those of 'a'" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\nstations = a; c\n",
    "zone.ini:4:12: the zone has no station 'c'" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool a]\n",
    "zone.ini:3:1: 'a' is a station already" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool guards]\n", "there is no such folder" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\ncolour = red\n",
    "zone.ini:4:1: unknown key" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\n[pool twin]\nfolder = police\n",
    "is police/p1 of another pool" },
};

START_TEST (mistakes_are_named)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GError) error = NULL;

  write_zone (2);
  write_file (mistakes[_i].folder, mistakes[_i].file, mistakes[_i].text);
  zone = geng_zone_open (root, &error);
  if (zone != NULL && geng_zone_load (zone, &error))
    joined = geng_zone_join (zone, &error);
  ck_assert_ptr_null (joined);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
  ck_assert_msg (strstr (error->message, mistakes[_i].says) != NULL, "%s", error->message);
}
END_TEST

static gboolean
has_file (GPtrArray *faults, const char *file)
{
  for (guint i = 0; i < faults->len; i++)
    if (g_strcmp0 (((GengFault *) faults->pdata[i])->file, file) == 0)
      return TRUE;
  return FALSE;
}

/* All pools are read before anything is said, and a village lists what its zone has. */
START_TEST (mistakes_of_all_pools)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) zone_faults = NULL;
  g_autoptr (GError) error = NULL;

  write_zone (2);
  write_file ("police", "members.csv", "id,name\n");
  write_file ("medics", "members.csv", "id,name,contract\nq1,q1,nobody\n");
  write_file ("", "zone.ini", "[station a]\n[station b]\n[pool police]\n[pool medics]\n");
  zone = geng_zone_open (root, NULL);
  ck_assert (!geng_zone_load (zone, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "police/members.csv: the pool has no members"));
  ck_assert_ptr_nonnull (strstr (error->message, "medics/members.csv:2:7"));
  g_clear_error (&error);
  store = open_store ("a");
  ck_assert_ptr_null (geng_store_load (store, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
  faults = geng_store_list_faults (store);
  ck_assert_uint_eq (faults->len, 2);
  ck_assert (has_file (faults, "../medics/members.csv"));
  ck_assert (has_file (faults, "../police/members.csv"));
  write_file ("", "zone.ini", "[station a]\n[pool nowhere]\n");
  ck_assert_ptr_null (geng_store_load (store, NULL));
  zone_faults = geng_store_list_faults (store);
  ck_assert (has_file (zone_faults, "../zone.ini"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("zone");
  TCase *tcase = tcase_create ("folders");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, as_one);
  tcase_add_test (tcase, from_a_village);
  tcase_add_test (tcase, a_neighbour_that_cannot_be_read);
  tcase_add_test (tcase, a_neighbour_that_shares_nobody);
  tcase_add_test (tcase, guests_stay_in_their_pool);
  tcase_add_test (tcase, own_tables_need_no_zone);
  tcase_add_test (tcase, elsewhere_without_blocking);
  tcase_add_test (tcase, unread_stays_said);
  tcase_add_test (tcase, laws_of_their_own);
  tcase_add_test (tcase, a_pool_brings_its_kit);
  tcase_add_test (tcase, fair_over_all);
  tcase_add_test (tcase, two_on_a_day);
  tcase_add_test (tcase, set_aside_and_gone);
  tcase_add_test (tcase, locks_all_or_none);
  tcase_add_test (tcase, mistakes_of_all_pools);
  tcase_add_loop_test (tcase, mistakes_are_named, 0, G_N_ELEMENTS (mistakes));
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
