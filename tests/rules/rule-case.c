/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rule-case.h"

#include "geng-date.h"
#include "geng-list-private.h"
#include "geng-roster-private.h"
#include "geng-rule-text.h"
#include "geng-station-private.h"

#include <stdlib.h>
#include <string.h>

/* Lines of the file, word by word; a word `key:value` is an option. */
typedef struct
{
  RuleCase *rule_case;
  GString *expected;
  GPtrArray *grid;       /* lines "m01: . D N" */
  GPtrArray *bases;      /* the same, of the base */
  GPtrArray *aside;      /* GengSetAside, for the roster */
  GengRoster *elsewhere; /* (nullable): at another station of the zone */
  gboolean has_demands;
} Reader;

static const char *
option (char **words, const char *key)
{
  gsize n = strlen (key);

  for (guint i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], key, n) == 0 && words[i][n] == ':')
      return words[i] + n + 1;
  return NULL;
}

static int
number (char **words, const char *key, int otherwise)
{
  const char *value = option (words, key);

  return value == NULL ? otherwise : atoi (value);
}

/* A bound that may be open: `-` */
static int
most (const char *text)
{
  return g_str_equal (text, "-") ? G_MAXINT : atoi (text);
}

static gboolean
has_word (char **words, const char *word)
{
  return g_strv_contains ((const char *const *) words, word);
}

static GDate
date_of (const char *text)
{
  GDate date;

  g_assert_true (text != NULL && geng_date_parse (text, &date));
  return date;
}

/* The error is read after the call that sets it, whatever order the compiler puts arguments in. */
static void
done (gboolean fine, GError **error)
{
  if (error != NULL)
    g_assert_no_error (*error);
  g_assert_true (fine);
}

/* -- the station -- */

static void
add_shift (GengStation *station,
           const char *id,
           const char *window,
           int from,
           int to,
           gboolean night)
{
  g_autoptr (GengShift) shift
      = geng_shift_new (id, NULL, geng_station_lookup_window (station, window), from, to);

  geng_shift_set_night (shift, night);
  done (geng_station_add_shift (station, shift, NULL), NULL);
}

static void
add_post (GengStation *station, const char *id)
{
  g_autoptr (GengPost) post = geng_post_new (id, NULL);

  done (geng_station_add_post (station, post, NULL), NULL);
}

static void
add_names (GengStation *station)
{
  static const char *const roles[] = { "captain", "novice", "mentor" };
  static const char *const organisations[] = { "police", "village" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GengRole) role = geng_role_new (roles[i], NULL);

      done (geng_station_add_role (station, role, NULL), NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (organisations); i++)
    {
      g_autoptr (GengOrganisation) organisation = geng_organisation_new (organisations[i], NULL);

      done (geng_station_add_organisation (station, organisation, NULL), NULL);
    }
}

static GengStation *
station_in (const char *zone)
{
  GengStation *station = geng_station_new ("case", NULL, zone, NULL);
  g_autoptr (GengWindow) patrol = geng_window_new ("patrol", NULL, 480, 1680);
  g_autoptr (GengWindow) standby = geng_window_new ("standby", NULL, 1680, 1920);

  done (geng_station_add_window (station, patrol, NULL), NULL);
  done (geng_station_add_window (station, standby, NULL), NULL);
  add_shift (station, "day", "patrol", 480, 1080, FALSE);
  add_shift (station, "night", "patrol", 1080, 1680, TRUE);
  add_shift (station, "standby", "standby", 1680, 1920, FALSE);
  add_shift (station, "mid", "patrol", 720, 1320, FALSE);
  add_post (station, "village");
  add_post (station, "desk");
  add_post (station, "office");
  add_names (station);
  return station;
}

static GengContract *
contract (GengStation *station, const char *id)
{
  g_autoptr (GengContract) made = NULL;

  if (geng_station_lookup_contract (station, id) == NULL)
    {
      made = geng_contract_new (id, NULL);
      done (geng_station_add_contract (station, made, NULL), NULL);
    }
  return geng_station_lookup_contract (station, id);
}

/* Words of a member that are no options are roles. */
static void
set_roles (GengMember *member, char **words)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  for (guint i = 2; g_strv_length (words) > 2 && words[i] != NULL; i++)
    if (strchr (words[i], ':') == NULL)
      g_ptr_array_add (roles, words[i]);
  g_ptr_array_add (roles, NULL);
  geng_member_set_roles (member, (const char *const *) roles->pdata);
}

static void
set_lists (GengMember *member, char **words)
{
  const char *shifts = option (words, "shifts"), *posts = option (words, "posts");
  g_auto (GStrv) shift_ids = shifts == NULL ? NULL : g_strsplit (shifts, ",", -1);
  g_auto (GStrv) post_ids = posts == NULL ? NULL : g_strsplit (posts, ",", -1);

  if (shift_ids != NULL)
    geng_member_set_shifts (member, (const char *const *) shift_ids);
  if (post_ids != NULL)
    geng_member_set_posts (member, (const char *const *) post_ids);
}

/* member m01 captain org:police contract:full shifts:day,night posts:desk since:2027-01-05 … */
static void
read_member (Reader *reader, char **words)
{
  GengStation *station = reader->rule_case->station;
  g_autoptr (GengMember) member = geng_member_new (words[1], NULL);
  g_autoptr (GError) error = NULL;

  set_roles (member, words);
  set_lists (member, words);
  geng_member_set_contract (
      member,
      contract (station, option (words, "contract") != NULL ? option (words, "contract") : "full"));
  if (option (words, "org") != NULL)
    geng_member_set_organisation (
        member, geng_station_lookup_organisation (station, option (words, "org")));
  if (option (words, "team") != NULL)
    geng_member_set_team (member, geng_station_lookup_team (station, option (words, "team")));
  if (option (words, "lent") != NULL)
    geng_member_set_lend_price (member, atoi (option (words, "lent")));
  geng_member_set_guest (member, g_strv_contains ((const char *const *) words, "guest"));
  if (option (words, "since") != NULL)
    {
      GDate since = date_of (option (words, "since"));

      geng_member_set_since (member, &since);
    }
  if (option (words, "until") != NULL)
    {
      GDate until = date_of (option (words, "until"));

      geng_member_set_until (member, &until);
    }
  /* `b/m01` is an id that no file may write. */
  if (strchr (words[1], '/') != NULL)
    geng_list_append (station->tables[GENG_TABLE_MEMBERS], member);
  else
    done (geng_station_add_member (station, member, &error), &error);
}

/* demand ID POST SHIFT-OR-WINDOW MIN WANTED MAX under:1 over:1 days:weekdays
 * role:captain/1/2/WEIGHT (- for no most) */
static void
read_demand (Reader *reader, char **words)
{
  GengStation *station = reader->rule_case->station;
  GengPost *post = geng_station_lookup_post (station, words[2]);
  GengShift *shift = geng_station_lookup_shift (station, words[3]);
  g_autoptr (GengDemand) demand = NULL;
  g_autoptr (GError) error = NULL;
  const char *role = option (words, "role");

  demand = shift != NULL && !has_word (words, "window")
               ? geng_demand_new_for_shift (words[1], NULL, post, shift)
               : geng_demand_new_for_window (words[1], NULL, post,
                                             geng_station_lookup_window (station, words[3]));
  geng_demand_set_crew (demand, atoi (words[4]), atoi (words[5]), most (words[6]));
  geng_demand_set_prices (demand, number (words, "under", 1), number (words, "over", 0));
  if (option (words, "days") != NULL)
    {
      g_autoptr (GengDays) days = geng_days_parse (option (words, "days"), &error);

      done (days != NULL, &error);
      geng_demand_set_days (demand, days);
    }
  if (role != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (role, "/", 4);
      g_autoptr (GengRoleLimit) limit
          = geng_role_limit_new (parts[0], atoi (parts[1]), most (parts[2]), atoi (parts[3]));

      geng_demand_add_role_limit (demand, limit);
    }
  done (geng_station_add_demand (station, demand, &error), &error);
  reader->has_demands = TRUE;
}

/* leader ID POST SHIFT MEMBER,MEMBER: the list is all that the case says of who may be on call */
static void
read_leader (Reader *reader, char **words)
{
  GengStation *station = reader->rule_case->station;
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_shift (words[1], NULL, geng_station_lookup_post (station, words[2]),
                                   geng_station_lookup_shift (station, words[3]));
  g_auto (GStrv) list = g_strsplit (words[4], ",", -1);

  geng_demand_set_crew (demand, words[5] != NULL, words[5] != NULL, 1);
  geng_demand_set_leader (demand, TRUE);
  geng_demand_set_candidates (demand, (const char *const *) list);
  done (geng_station_add_demand (station, demand, NULL), NULL);
}

/* reserve ID POST SHIFT MIN WANTED MAX [days:D] */
static void
read_reserve (Reader *reader, char **words)
{
  read_demand (reader, words);
  geng_demand_set_reserve (geng_station_lookup_demand (reader->rule_case->station, words[1]), TRUE);
}

/* leave|wish-off|wish-on|pin MEMBER FIRST LAST [times:08:00-12:00] [shift:S] [post:P] [weight:N] */
static void
read_request (Reader *reader, char **words, GengRequestKind kind)
{
  GengStation *station = reader->rule_case->station;
  GDate first = date_of (words[2]), last = date_of (words[3]);
  g_autoptr (GengRequest) request
      = geng_request_new (kind, geng_station_lookup_member (station, words[1]), &first, &last);
  const char *times = option (words, "times");

  if (times != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (times, "-", 2);
      int from, to;

      g_assert_true (geng_minutes_parse (parts[0], &from) && geng_minutes_parse (parts[1], &to));
      geng_request_set_times (request, from, to);
    }
  if (option (words, "shift") != NULL)
    geng_request_set_shift (request, geng_station_lookup_shift (station, option (words, "shift")));
  if (option (words, "post") != NULL)
    geng_request_set_post (request, geng_station_lookup_post (station, option (words, "post")));
  geng_request_set_weight (request, number (words, "weight", 1));
  done (geng_station_add_request (station, request, NULL), NULL);
}

/* aside MEMBER SINCE */
static void
read_aside (Reader *reader, char **words)
{
  GDate since = date_of (words[2]);
  GengMember *member = geng_station_lookup_member (reader->rule_case->station, words[1]);

  g_ptr_array_add (reader->aside, geng_set_aside_new (member, &since, FALSE, "as the case says"));
}

/* radio 3 recharge:240: so many radios, which all on patrol must carry */
static void
read_radio (Reader *reader, char **words)
{
  static const char *const kit[] = { "radio", NULL };
  GengStation *station = reader->rule_case->station;
  g_autoptr (GengPiece) piece = geng_piece_new ("radio", NULL);

  geng_piece_set_recharge_minutes (piece, number (words, "recharge", 0));
  done (geng_station_add_piece (station, piece, NULL), NULL);
  geng_window_set_kit (geng_station_lookup_window (station, "patrol"), kit);
  for (int i = 0; i < atoi (words[1]); i++)
    {
      g_autofree char *id = g_strdup_printf ("radio-%d", i + 1);
      g_autoptr (GengItem) item = geng_item_new (id, piece);

      done (geng_station_add_item (station, item, NULL), NULL);
    }
}

/* shift F full 08:00 08:00 patrol standby@desk: a mark, an id, times, the windows that it spans */
static void
read_shift (Reader *reader, char **words)
{
  GengStation *station = reader->rule_case->station;
  g_autoptr (GengShift) shift = NULL;
  g_autoptr (GError) error = NULL;
  int start, end;

  g_assert_true (geng_minutes_parse (words[3], &start) && geng_minutes_parse (words[4], &end));
  shift
      = geng_shift_new (words[2], NULL, geng_station_lookup_window (station, words[5]), start, end);
  for (guint i = 6; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "@", 2);

      geng_shift_add_window (shift, geng_station_lookup_window (station, parts[0]),
                             parts[1] == NULL ? NULL
                                              : geng_station_lookup_post (station, parts[1]));
    }
  geng_shift_set_mark (shift, words[1]);
  done (geng_station_add_shift (station, shift, &error), &error);
}

/* team ID OFFSET */
static void
read_team (Reader *reader, char **words)
{
  g_autoptr (GengTeam) team = geng_team_new (words[1], NULL);

  geng_team_set_cycle_offset (team, atoi (words[2]));
  done (geng_station_add_team (reader->rule_case->station, team, NULL), NULL);
}

/* cycle ID FIRST DAY… */
static void
read_cycle (Reader *reader, char **words)
{
  g_autoptr (GengCycle) cycle = geng_cycle_new (words[1], NULL, (const char *const *) words + 3);
  GDate first = date_of (words[2]);

  geng_cycle_set_first (cycle, &first);
  done (geng_station_add_cycle (reader->rule_case->station, cycle, NULL), NULL);
}

/* kit POST PIECE or kit POST none: what is carried there, whatever the window */
static void
read_kit (Reader *reader, char **words)
{
  const char *kit[] = { g_str_equal (words[2], "none") ? NULL : words[2], NULL };

  geng_post_set_kit (geng_station_lookup_post (reader->rule_case->station, words[1]), kit);
}

static void
read_holiday (Reader *reader, char **words)
{
  GDate date = date_of (words[1]);
  GengHolidayKind kind = has_word (words, "working")     ? GENG_HOLIDAY_KIND_MAKE_UP
                         : has_word (words, "statutory") ? GENG_HOLIDAY_KIND_STATUTORY
                                                         : GENG_HOLIDAY_KIND_OFF;
  const char *name = option (words, "name");
  g_autoptr (GengHoliday) holiday = geng_holiday_new (&date, name != NULL ? name : "holiday", kind);

  done (geng_station_add_holiday (reader->rule_case->station, holiday, NULL), NULL);
}

static void
add_rule (GengStation *station, char **words, const char *kind, const char *text)
{
  g_autoptr (GengRule) rule = geng_rule_new (kind, text);

  if (g_str_equal (words[0], "rule"))
    geng_station_add_rule (station, rule);
  else if (g_str_equal (words[0], "contract"))
    geng_contract_add_rule (contract (station, words[1]), rule);
  else
    geng_member_add_rule (geng_station_lookup_member (station, words[1]), rule);
}

/* KIND = TEXT, after the first words of the line; `;` separates statements, as in a file. */
static void
read_rule (Reader *reader, char **words, const char *line)
{
  const char *equals = strchr (line, '=');
  g_autofree char *head = g_strndup (line, equals - line);
  g_auto (GStrv) heads = g_strsplit (g_strstrip (head), " ", -1);
  const char *kind = heads[g_strv_length (heads) - 1];
  g_autoptr (GArray) parts = geng_rule_text_split (equals + 1);

  if (g_str_equal (kind, "available"))
    {
      add_rule (reader->rule_case->station, words, kind, equals + 1);
      return;
    }

  for (guint i = 0; i < parts->len; i++)
    add_rule (reader->rule_case->station, words, kind, g_array_index (parts, GengRulePart, i).text);
}

/* -- rosters -- */

/* (transfer none): one that a line `shift` made */
static GengShift *
marked_shift (GengStation *station, char mark)
{
  GListModel *shifts = geng_station_get_shifts (station);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (geng_shift_get_mark (shift) != NULL && geng_shift_get_mark (shift)[0] == mark)
        return shift;
    }
  return NULL;
}

static GengShift *
shift_of (GengStation *station, char mark)
{
  switch (mark)
    {
    case 'D':
      return geng_station_lookup_shift (station, "day");
    case 'N':
      return geng_station_lookup_shift (station, "night");
    case 'S':
      return geng_station_lookup_shift (station, "standby");
    case 'M':
      return geng_station_lookup_shift (station, "mid");
    default:
      return marked_shift (station, mark);
    }
}

/* elsewhere MEMBER DATE MARK: a duty in that shift at the gate of another station */
static void
read_elsewhere (Reader *reader, char **words)
{
  GengStation *station = reader->rule_case->station;
  GDate first = date_of ("2026-12-01"), last = date_of ("2027-12-31"), date = date_of (words[2]);
  g_autoptr (GengPost) gate = geng_post_new ("gate", NULL);
  g_autoptr (GengDuty) duty = NULL;

  if (reader->elsewhere == NULL)
    {
      g_autoptr (GengStation) other
          = geng_station_new ("other", "Other", geng_station_get_timezone (station), NULL);

      reader->elsewhere = geng_roster_new (other, &first, &last, NULL);
    }
  duty = geng_duty_new (geng_station_lookup_member (station, words[1]), &date,
                        shift_of (station, words[3][0]), gate);
  geng_roster_put_in (reader->elsewhere, duty);
}

/* `1620-1680`: 03:00 to 04:00 of the next morning, in minutes of the duty day's date */
static void
set_served (GengDuty *duty, const char *times)
{
  g_auto (GStrv) parts = g_strsplit (times, "-", 2);

  geng_duty_set_served (duty, atoi (parts[0]), atoi (parts[1]));
}

/* `D`, `N@desk`, `S!` (pinned), `N~1620-1680` (the minutes that were served); standby is at the
 * desk where nothing is said, the rest in the village. */
static void
place (GengRoster *roster, GengMember *member, GDate date, const char *word)
{
  GengStation *station = geng_roster_get_station (roster);
  GengShift *shift = shift_of (station, word[0]);
  gboolean desk
      = strstr (word, "@desk") != NULL || (word[0] == 'S' && strstr (word, "@village") == NULL);
  const char *post = strstr (word, "@office") != NULL ? "office" : desk ? "desk" : "village";
  GengDuty *duty;

  g_assert_nonnull (shift);
  duty = geng_roster_assign (roster, member, &date, shift, geng_station_lookup_post (station, post),
                             NULL);
  g_assert_nonnull (duty);
  geng_duty_set_pinned (duty, strchr (word, '!') != NULL);
  if (strchr (word, '~') != NULL)
    set_served (duty, strchr (word, '~') + 1);
}

static GengRoster *
roster_of (RuleCase *rule_case, GDate first, GDate last)
{
  return geng_roster_new (rule_case->station, &first, &last, NULL);
}

/* m01: days of the record | days of the period */
static void
read_grid_line (RuleCase *rule_case, const char *line, GengRoster **period)
{
  g_auto (GStrv) words = g_strsplit_set (line, " ", -1);
  g_autofree char *id = g_strndup (words[0], strlen (words[0]) - 1);
  GengMember *member = geng_station_lookup_member (rule_case->station, id);
  gboolean has_record = has_word (words, "|");
  int day = 0;

  g_assert_nonnull (member);
  for (guint i = 1; has_record && !g_str_equal (words[i], "|"); i++)
    day -= words[i][0] != '\0';
  if (has_record && rule_case->history == NULL)
    rule_case->history = roster_of (rule_case, geng_date_plus (&rule_case->first, day),
                                    geng_date_plus (&rule_case->first, -1));
  for (guint i = 1; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0' || g_str_equal (words[i], "|"))
        continue;
      if (words[i][0] != '.')
        place (day < 0 ? rule_case->history : *period, member,
               geng_date_plus (&rule_case->first, day), words[i]);
      day++;
    }
  g_assert_cmpint (day, ==, (int) geng_roster_get_n_days (*period));
}

/* -- the file -- */

static void
read_line (Reader *reader, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " ", -1);
  const char *first = words[0];

  if (g_str_has_prefix (line, "=> "))
    g_string_append_printf (reader->expected, "%s\n", line + 3);
  else if (g_str_equal (first, "period"))
    {
      reader->rule_case->first = date_of (words[1]);
      reader->rule_case->last = date_of (words[2]);
    }
  else if (g_str_equal (first, "member"))
    read_member (reader, words);
  else if (g_str_equal (first, "demand"))
    read_demand (reader, words);
  else if (g_str_equal (first, "reserve"))
    read_reserve (reader, words);
  else if (g_str_equal (first, "leader"))
    read_leader (reader, words);
  else if (g_str_equal (first, "leave"))
    read_request (reader, words, GENG_REQUEST_KIND_LEAVE);
  else if (g_str_equal (first, "wish-off"))
    read_request (reader, words, GENG_REQUEST_KIND_WISH_OFF);
  else if (g_str_equal (first, "wish-on"))
    read_request (reader, words, GENG_REQUEST_KIND_WISH_ON);
  else if (g_str_equal (first, "pin"))
    read_request (reader, words, GENG_REQUEST_KIND_PIN);
  else if (g_str_equal (first, "aside"))
    read_aside (reader, words);
  else if (g_str_equal (first, "elsewhere"))
    read_elsewhere (reader, words);
  else if (g_str_equal (first, "radio"))
    read_radio (reader, words);
  else if (g_str_equal (first, "team"))
    read_team (reader, words);
  else if (g_str_equal (first, "cycle"))
    read_cycle (reader, words);
  else if (g_str_equal (first, "shift"))
    read_shift (reader, words);
  else if (g_str_equal (first, "kit"))
    read_kit (reader, words);
  else if (g_str_equal (first, "holiday"))
    read_holiday (reader, words);
  else if (g_str_equal (first, "rule") || g_str_equal (first, "contract")
           || g_str_equal (first, "own"))
    read_rule (reader, words, line);
  else if (g_str_equal (first, "base"))
    g_ptr_array_add (reader->bases, g_strdup (line + strlen ("base ")));
  else if (g_str_has_suffix (first, ":"))
    g_ptr_array_add (reader->grid, g_strdup (line));
  else
    g_error ("a case has no line “%s”", line);
}

/* Where a case is not about crews, anybody may serve anywhere. */
static void
add_usual_demands (Reader *reader)
{
  static const char *const usual[] = { "d village day 0 0 99", "n village night 0 0 99",
                                       "m village mid 0 0 99", "s desk standby 0 0 99" };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *line = g_strconcat ("demand ", usual[i], NULL);

      read_line (reader, line);
    }
}

static void
read_rosters (Reader *reader)
{
  RuleCase *rule_case = reader->rule_case;

  rule_case->roster = roster_of (rule_case, rule_case->first, rule_case->last);
  for (guint i = 0; i < reader->grid->len; i++)
    read_grid_line (rule_case, g_ptr_array_index (reader->grid, i), &rule_case->roster);
  for (guint i = 0; i < reader->aside->len; i++)
    geng_roster_add_set_aside (rule_case->roster, g_ptr_array_index (reader->aside, i));
  if (reader->bases->len > 0)
    rule_case->base = roster_of (rule_case, rule_case->first, rule_case->last);
  for (guint i = 0; i < reader->bases->len; i++)
    read_grid_line (rule_case, g_ptr_array_index (reader->bases, i), &rule_case->base);
  if (reader->elsewhere != NULL)
    {
      g_autoptr (GPtrArray) rosters = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (rosters, g_steal_pointer (&reader->elsewhere));
      geng_station_set_elsewhere (rule_case->station, rosters);
    }
}

/* The zone stands before everything else, since the station needs it. */
static const char *
zone_of (char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "zone "))
      return lines[i] + strlen ("zone ");
  return "Asia/Shanghai";
}

RuleCase *
rule_case_load (const char *path, GError **error)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) grid = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) bases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) aside = g_ptr_array_new_with_free_func (g_object_unref);
  Reader reader = { g_new0 (RuleCase, 1), g_string_new (NULL), grid, bases, aside, FALSE };

  if (!g_file_get_contents (path, &content, NULL, error))
    content = g_strdup ("");
  lines = g_strsplit (content, "\n", -1);
  reader.rule_case->station = station_in (zone_of (lines));
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#' && !g_str_has_prefix (lines[i], "zone "))
      read_line (&reader, lines[i]);
  if (!reader.has_demands)
    add_usual_demands (&reader);
  read_rosters (&reader);
  reader.rule_case->expected = g_string_free (reader.expected, FALSE);
  return reader.rule_case;
}

void
rule_case_free (RuleCase *rule_case)
{
  g_clear_object (&rule_case->roster);
  g_clear_object (&rule_case->history);
  g_clear_object (&rule_case->base);
  g_clear_object (&rule_case->station);
  g_free (rule_case->expected);
  g_free (rule_case);
}

static const char *
severity_word (GengSeverity severity)
{
  static const char *const words[] = { "note", "soft", "gap", "hard" };

  return words[severity];
}

/* SEVERITY RULE WHO FIRST LAST AMOUNT [COST in points] */
static void
append_finding (GString *text, GengFinding *finding)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);
  GengDemand *demand = geng_finding_get_demand (finding);
  g_autofree char *first = geng_date_to_string (geng_finding_get_first (finding));
  g_autofree char *last = geng_date_to_string (geng_finding_get_last (finding));

  g_string_append_printf (text, "%s %s ", severity_word (geng_finding_get_severity (finding)),
                          geng_finding_get_rule (finding));
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "+" : "",
                            geng_entity_get_id (g_ptr_array_index (members, i)));
  if (members->len == 0)
    g_string_append (text, demand == NULL ? "-" : geng_entity_get_id (GENG_ENTITY (demand)));
  g_string_append_printf (text, " %s %s %" G_GINT64_FORMAT, first, last,
                          geng_finding_get_amount (finding));
  if (geng_finding_get_severity (finding) == GENG_SEVERITY_SOFT)
    g_string_append_printf (text, " %g", (double) geng_finding_get_cost (finding) / GENG_POINT);
  g_string_append_c (text, '\n');
}

char *
rule_case_findings (GengJudgement *judgement)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    append_finding (text, g_ptr_array_index (findings, i));
  return g_string_free (text, FALSE);
}
