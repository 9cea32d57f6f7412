/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* station.ini: what the station is made of. */

#include "geng-colour.h"
#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-reader.h"
#include "geng-rule-text.h"

#include <geng/geng.h>
#include <string.h>

#define DEFAULT_ZONE "Asia/Shanghai"

typedef void (*ReadGroup) (GengReader *self, GengGroup *group);

static const char *
value_of (GengGroup *group, const char *key)
{
  GengKey *entry = geng_ini_get (group, key);

  return entry != NULL ? entry->value : NULL;
}

static void
fault_time (GengReader *self, GengKey *entry)
{
  geng_faults_add (self->faults, entry->line, entry->value_column,
                   _ ("'%s' is no time of day; write it as 08:00"), entry->value);
}

/* @minute stays as it is without the key. */
static gboolean
read_minute (GengReader *self, GengGroup *group, const char *key, gboolean needed, int *minute)
{
  GengKey *entry = geng_ini_get (group, key);

  if (entry == NULL)
    {
      if (needed)
        geng_faults_add (self->faults, group->line, 1,
                         _ ("[%s %s] needs a '%s', a time such as 08:00"),
                         geng_ini_words_tell (group->kind), group->id, geng_ini_words_tell (key));
      return !needed;
    }
  if (geng_words_minute (entry->value, minute))
    return TRUE;
  fault_time (self, entry);
  return FALSE;
}

/* Reads a number with a unit in the grammar of the rules. */
static void
read_duration (GengReader *self, GengGroup *group, const char *key, int *minutes)
{
  GengKey *entry = geng_ini_get (group, key);
  g_autoptr (GError) error = NULL;
  GengRuleText text;

  if (entry == NULL)
    return;
  geng_rule_text_init (&text, entry->value);
  if (!geng_rule_text_number (&text, GENG_RULE_UNIT_MINUTES, minutes, &error)
      || !geng_rule_text_finish (&text, &error))
    geng_faults_add (self->faults, entry->line, entry->value_column + MAX (text.column, 1) - 1,
                     "%s", error->message);
}

/* With a wrong id or zone a makeshift station stands in, so that the other faults show too. */
static void
create_station (GengReader *self, GengGroup *group)
{
  GengKey *zone = geng_ini_get (group, "timezone");
  GengKey *id = geng_ini_get (group, "id");
  g_autofree char *full = g_canonicalize_filename (self->folder, NULL);
  g_autofree char *base = g_path_get_basename (full);
  g_autoptr (GError) error = NULL;
  GengKey *wrong;

  self->station = geng_station_new (
      id != NULL ? id->value : base, value_of (group, "name"),
      zone != NULL ? geng_ini_words_value ("timezone", zone->value) : DEFAULT_ZONE, &error);
  if (self->station != NULL)
    return;
  self->station = geng_station_new (
      "station", NULL, zone != NULL ? geng_ini_words_value ("timezone", zone->value) : DEFAULT_ZONE,
      NULL);
  wrong = self->station != NULL ? id : zone;
  if (self->station == NULL)
    self->station = geng_station_new ("station", NULL, DEFAULT_ZONE, NULL);
  if (wrong == NULL)
    geng_faults_add (self->faults, group->line, 1,
                     _ ("the folder's name “%s” cannot be the station's id; write one here, like: "
                        "id = dafenshanyan"),
                     base);
  else
    geng_faults_add (self->faults, wrong->line, wrong->value_column, "%s", error->message);
}

typedef gboolean (*SetText) (GengStation *station, const char *text, GError **error);

/* A text that the station itself checks. */
static void
read_checked (GengReader *self, GengGroup *group, const char *key, SetText set)
{
  GengKey *entry = geng_ini_get (group, key);
  g_autoptr (GError) error = NULL;

  if (entry != NULL && !set (self->station, entry->value, &error))
    geng_faults_add (self->faults, entry->line, entry->value_column, "%s", error->message);
}

static void
read_meeting_day (GengReader *self, GengGroup *group)
{
  GengKey *entry = geng_ini_get (group, "meeting-day");
  guint64 day = 0;

  if (entry == NULL)
    return;
  if (g_ascii_string_to_unsigned (entry->value, 10, 1, 31, &day, NULL))
    geng_station_set_meeting_day (self->station, (int) day);
  else
    geng_faults_add (self->faults, entry->line, entry->value_column,
                     _ ("'%s' is no day of the month, 1 to 31"), entry->value);
}

static void
read_station_group (GengReader *self, GengGroup *group)
{
  int day_start = 8 * 60;

  create_station (self, group);
  if (self->station != NULL)
    {
      for (guint i = 0; self->kinds != NULL && i < self->kinds->len; i++)
        geng_station_add_rule_kind (self->station, self->kinds->pdata[i], NULL);
      read_checked (self, group, "holidays", geng_station_set_holiday_calendar);
      geng_station_set_duty_phone (self->station, value_of (group, "duty-phone"));
      read_meeting_day (self, group);
    }
  if (self->station == NULL || !read_minute (self, group, "day-start", FALSE, &day_start))
    return;
  if (day_start < GENG_DAY_MINUTES)
    geng_station_set_day_start_minute (self->station, day_start, NULL);
  else
    fault_time (self, geng_ini_get (group, "day-start"));
}

static void
read_alarm (GengReader *self, GengGroup *group)
{
  GengKey *entry = geng_ini_get (group, "alarm");
  g_autoptr (GError) error = NULL;
  int minutes = -1;

  read_duration (self, group, "alarm", &minutes);
  if (!geng_station_set_feed_alarm_minutes (self->station, minutes, &error))
    geng_faults_add (self->faults, entry->line, entry->value_column, "%s", error->message);
}

static void
read_feed (GengReader *self, GengGroup *group)
{
  gboolean phones = FALSE;
  const char *language = value_of (group, "language");

  if (language != NULL)
    geng_station_set_language (self->station, geng_ini_words_value ("language", language));
  geng_reader_key_bool (self, group, "show-phones", &phones);
  geng_station_set_show_phones (self->station, phones);
  read_checked (self, group, "title", geng_station_set_feed_title);
  read_checked (self, group, "url", geng_station_set_feed_url);
  geng_station_set_feed_folder (self->station, value_of (group, "folder"));
  read_alarm (self, group);
}

/* "5"; FALSE after a fault. */
static gboolean
read_whole (GengReader *self, GengGroup *group, const char *key, const char *unit, guint64 *number)
{
  GengKey *entry = geng_ini_get (group, key);
  char *end = NULL;

  if (entry == NULL)
    return FALSE;
  *number = g_ascii_strtoull (entry->value, &end, 10);
  while (*end == ' ')
    end++;
  if (end != entry->value && *number <= G_MAXINT
      && (*end == '\0' || (unit != NULL && (g_str_equal (end, unit) || g_str_equal (end, "个月")))))
    return TRUE;
  geng_faults_add (self->faults, entry->line, entry->value_column,
                   unit != NULL ? _ ("'%s' is no number of months; write it like 24 months")
                                : _ ("'%s' is no whole number, like 5"),
                   entry->value);
  return FALSE;
}

static void
read_publish (GengReader *self, GengGroup *group)
{
  GengKey *swaps = geng_ini_get (group, "swaps");
  int by_themselves = FALSE;
  guint64 number;

  if (read_whole (self, group, "ask-above", NULL, &number))
    geng_station_set_ask_above (self->station, (guint) number);
  if (swaps == NULL)
    return;
  if (geng_words_find (geng_words_swaps, swaps->value, &by_themselves))
    geng_station_set_swaps_by_themselves (self->station, by_themselves);
  else
    geng_faults_add (self->faults, swaps->line, swaps->value_column,
                     _ ("write by-themselves (自行生效) or by-captain (队长批准)"));
}

static void
read_privacy (GengReader *self, GengGroup *group)
{
  GengKey *entry = geng_ini_get (group, "keep");
  g_autoptr (GError) error = NULL;
  guint64 months;

  if (read_whole (self, group, "keep", "months", &months)
      && !geng_station_set_keep_months (self->station, (guint) months, &error))
    geng_faults_add (self->faults, entry->line, entry->value_column, "%s", error->message);
}

/* Adds a new entity by the station's own function for its type. */
#define ADD(self, group, type, entity)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) add_error = NULL;                                                           \
    gboolean added = geng_station_add_##type ((self)->station, (entity), &add_error);              \
    geng_reader_take ((self), (group)->line, 1, added, add_error);                                 \
  }                                                                                                \
  G_STMT_END

static void
read_organisation (GengReader *self, GengGroup *group)
{
  g_autoptr (GengOrganisation) organisation
      = geng_organisation_new (group->id, value_of (group, "name"));

  ADD (self, group, organisation, organisation);
}

static void
read_role (GengReader *self, GengGroup *group)
{
  g_autoptr (GengRole) role = geng_role_new (group->id, value_of (group, "name"));
  gboolean leads = FALSE;

  geng_reader_key_bool (self, group, "leads", &leads);
  geng_role_set_leads (role, leads);
  ADD (self, group, role, role);
}

/* A whole number from 0 to @most; 0 without the key. */
static int
read_number (GengReader *self, GengGroup *group, const char *key, int most)
{
  GengKey *entry = geng_ini_get (group, key);
  guint64 number = 0;

  if (entry == NULL)
    return 0;
  if (!g_ascii_string_to_unsigned (entry->value, 10, 0, most, &number, NULL))
    geng_faults_add (self->faults, entry->line, entry->value_column,
                     _ ("'%s' is no number from 0 to %d"), entry->value, most);
  return (int) number;
}

static void
read_team (GengReader *self, GengGroup *group)
{
  g_autoptr (GengTeam) team = geng_team_new (group->id, value_of (group, "name"));

  geng_team_set_cycle_offset (team, read_number (self, group, "cycle-offset", GENG_MAX_CYCLE - 1));
  ADD (self, group, team, team);
}

static gboolean
read_truth (GengReader *self, GengGroup *group, const char *key)
{
  gboolean value = FALSE;

  geng_reader_key_bool (self, group, key, &value);
  return value;
}

static void
read_leave_kind (GengReader *self, GengGroup *group)
{
  g_autoptr (GengLeaveKind) kind = geng_leave_kind_new (group->id, value_of (group, "name"));

  geng_leave_kind_set_counts_as_hours (kind, read_truth (self, group, "counts-as-hours"));
  geng_leave_kind_set_may_be_moved (kind, read_truth (self, group, "may-be-moved"));
  geng_leave_kind_set_health (kind, read_truth (self, group, "health"));
  ADD (self, group, leave_kind, kind);
}

static void
read_piece (GengReader *self, GengGroup *group)
{
  g_autoptr (GengPiece) piece = geng_piece_new (group->id, value_of (group, "name"));
  int recharge = 0;

  read_duration (self, group, "recharge", &recharge);
  geng_piece_set_recharge_minutes (piece, recharge);
  ADD (self, group, piece, piece);
}

static void
read_contract (GengReader *self, GengGroup *group)
{
  g_autoptr (GengContract) contract = geng_contract_new (group->id, value_of (group, "name"));
  g_auto (GStrv) laws = NULL;
  GengHoursScheme scheme;

  geng_read_pay (self, group, contract);
  scheme = geng_contract_get_hours_scheme (contract);
  laws = geng_read_law_names (self, group, &scheme);
  geng_contract_set_laws (contract, (const char *const *) laws);
  ADD (self, group, contract, contract);
}

/* 04:00 belongs to the duty day that began the morning before, so it counts from that day's
 * midnight. */
static void
read_span (GengReader *self, GengGroup *group, int *from, int *to)
{
  int start = geng_station_get_day_start_minute (self->station);

  *from = *to = start;
  read_minute (self, group, "start", TRUE, from);
  read_minute (self, group, "end", TRUE, to);
  if (*from < start)
    *from += GENG_DAY_MINUTES;
  if (*to <= *from)
    *to += GENG_DAY_MINUTES;
}

/* Returns: (transfer full) (nullable): ids of the pieces; NULL without the key */
static char **
read_kit (GengReader *self, GengGroup *group)
{
  GengKey *key = geng_ini_get (group, "kit");
  g_auto (GStrv) pieces = NULL;
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();

  if (key == NULL)
    return NULL;
  pieces = geng_words_split_ids (key->value);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      GengField field = { pieces[i], key->line, geng_reader_column_of (key, pieces[i]) };
      GengPiece *piece;

      if (g_str_equal (pieces[i], "none") || g_str_equal (pieces[i], "无"))
        continue;
      piece
          = geng_reader_entity (self, &field, geng_station_get_pieces (self->station), _ ("piece"));
      if (piece != NULL)
        g_strv_builder_add (known, geng_entity_get_id (GENG_ENTITY (piece)));
    }
  return g_strv_builder_end (known);
}

/* `always`, or nothing. */
static void
read_manned (GengReader *self, GengGroup *group, GengPost *post)
{
  GengKey *entry = geng_ini_get (group, "manned");
  const char *value = entry != NULL ? geng_ini_words_value ("manned", entry->value) : "no";

  geng_post_set_manned (post, g_str_equal (value, "always"));
  if (!g_str_equal (value, "always") && !g_str_equal (value, "no"))
    geng_faults_add (self->faults, entry->line, entry->value_column,
                     _ ("'%s' is neither always (始终) nor no (否)"), entry->value);
}

static void
read_post (GengReader *self, GengGroup *group)
{
  g_autoptr (GengPost) post = geng_post_new (group->id, value_of (group, "name"));
  const char *checklist = value_of (group, "checklist");
  g_auto (GStrv) kit = read_kit (self, group);

  geng_post_set_location (post, value_of (group, "location"));
  geng_post_set_kit (post, (const char *const *) kit);
  read_manned (self, group, post);
  if (checklist != NULL)
    {
      g_auto (GStrv) points = geng_ini_split (checklist);

      geng_post_set_checklist (post, (const char *const *) points);
    }
  ADD (self, group, post, post);
}

static void
read_window (GengReader *self, GengGroup *group)
{
  g_autoptr (GengWindow) window = NULL;
  g_auto (GStrv) kit = read_kit (self, group);
  gboolean standby = FALSE;
  int from, to;

  read_span (self, group, &from, &to);
  window = geng_window_new (group->id, value_of (group, "name"), from, to);
  geng_window_set_kit (window, (const char *const *) kit);
  geng_reader_key_bool (self, group, "standby", &standby);
  geng_window_set_standby (window, standby);
  ADD (self, group, window, window);
}

static void
read_colour (GengReader *self, GengGroup *group, GengShift *shift)
{
  GengKey *entry = geng_ini_get (group, "colour");

  if (entry == NULL)
    return;
  if (geng_colour_is_name (entry->value))
    geng_shift_set_colour (shift, entry->value);
  else
    geng_faults_add (self->faults, entry->line, entry->value_column,
                     _ ("'%s' is no name of a colour; write it as teal or navy, as in CSS"),
                     entry->value);
}

/* One of `patrol; standby@desk`.  Returns: FALSE when something of it is not there */
static gboolean
find_window (GengReader *self, GengKey *key, const char *part, GengWindow **window, GengPost **post)
{
  g_auto (GStrv) names = g_strsplit (part, "@", 2);
  GengField field = { names[0], key->line, geng_reader_column_of (key, part) };

  *post = NULL;
  *window
      = geng_reader_entity (self, &field, geng_station_get_windows (self->station), _ ("window"));
  if (names[0] == NULL || names[1] == NULL)
    return *window != NULL;
  field.text = names[1];
  field.column += g_utf8_strlen (names[0], -1) + 1;
  *post = geng_reader_entity (self, &field, geng_station_get_posts (self->station), _ ("post"));
  return *window != NULL && *post != NULL;
}

/* Makes the shift of its first window and adds the others; NULL where one of them is not there. */
static GengShift *
new_shift (GengReader *self, GengGroup *group, int from, int to)
{
  GengKey *key = geng_ini_get (group, "window");
  g_auto (GStrv) parts = geng_words_split_ids (key != NULL ? key->value : "");
  g_autoptr (GengShift) shift = NULL;
  gboolean known = parts[0] != NULL;

  if (!known)
    geng_faults_add (self->faults, key != NULL ? key->line : group->line, 1,
                     _ ("[%s %s] needs a '%s'"), geng_ini_words_tell (group->kind), group->id,
                     geng_ini_words_tell ("window"));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      GengWindow *window;
      GengPost *post;

      if (!find_window (self, key, parts[i], &window, &post))
        known = FALSE;
      else if (i == 0 && post != NULL)
        geng_faults_add (self->faults, key->line, geng_reader_column_of (key, parts[i]),
                         _ ("the first window is served at the post of the duty; "
                            "'@' and a post belong to a later window"));
      else if (shift != NULL)
        geng_shift_add_window (shift, window, post);
      else
        shift = geng_shift_new (group->id, value_of (group, "name"), window, from, to);
    }
  return known ? g_steal_pointer (&shift) : NULL;
}

static void
read_shift (GengReader *self, GengGroup *group)
{
  g_autoptr (GengShift) shift = NULL;
  gboolean night = FALSE;
  int from = -1, to = -1;

  if (geng_ini_get (group, "start") != NULL || geng_ini_get (group, "end") != NULL)
    read_span (self, group, &from, &to);
  shift = new_shift (self, group, from, to);
  if (shift == NULL)
    {
      /* Known all the same: one fault is enough. */
      for (guint i = 0; i < group->keys->len; i++)
        ((GengKey *) g_ptr_array_index (group->keys, i))->used = TRUE;
      return;
    }
  geng_reader_key_bool (self, group, "night", &night);
  geng_shift_set_night (shift, night);
  if (value_of (group, "mark") != NULL)
    geng_shift_set_mark (shift, value_of (group, "mark"));
  read_colour (self, group, shift);
  ADD (self, group, shift, shift);
}

/* In this order: what is named comes before what names it. */
static const struct
{
  const char *kind;
  gboolean named; /* [kind id], not [kind] */
  ReadGroup read; /* NULL: read elsewhere */
} kinds[] = {
  { "station", FALSE, read_station_group },
  { "feed", FALSE, read_feed },
  { "publish", FALSE, read_publish },
  { "privacy", FALSE, read_privacy },
  { "organisation", TRUE, read_organisation },
  { "role", TRUE, read_role },
  { "team", TRUE, read_team },
  { "piece", TRUE, read_piece },
  { "law", TRUE, geng_read_law },
  { "contract", TRUE, read_contract },
  { "window", TRUE, read_window },
  { "post", TRUE, read_post },
  { "shift", TRUE, read_shift },
  { "cycle", TRUE, geng_read_cycle },
  { "leave-kind", TRUE, read_leave_kind },
  { "demand", TRUE, NULL },
  { "member", TRUE, NULL },
  { "rules", FALSE, NULL },
};

static void
check_kind (GengReader *self, GengGroup *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, group->kind))
      {
        if (kinds[i].named && group->id[0] == '\0')
          geng_faults_add (self->faults, group->line, 1, _ ("[%s] needs an id: [%s ID]"),
                           geng_ini_words_tell (group->kind), geng_ini_words_tell (group->kind));
        else if (!kinds[i].named && group->id[0] != '\0')
          geng_faults_add (self->faults, group->line, 1, _ ("[%s] takes no id"),
                           geng_ini_words_tell (group->kind));
        return;
      }
  geng_faults_add (self->faults, group->line, 1,
                   _ ("unknown group [%s]; the groups are [station], [feed], [publish], [privacy], "
                      "[organisation ID], [role ID], "
                      "[team ID], [piece ID], [law ID], [contract ID], [window ID], [post ID], "
                      "[shift ID], [cycle ID], "
                      "[leave-kind ID], [demand ID], "
                      "[member ID], [rules]"),
                   group->kind);
}

static void
read_kind (GengReader *self, guint kind)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->kind, kinds[kind].kind)
          && (group->id[0] != '\0') == kinds[kind].named)
        kinds[kind].read (self, group);
    }
}

/* Reads [station] first: without it nothing else can be told. */
void
geng_read_station (GengReader *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    check_kind (self, g_ptr_array_index (self->groups, i));
  read_kind (self, 0);
  if (self->station == NULL)
    {
      if (self->faults->list->len == 0)
        geng_faults_add (self->faults, 1, 1, _ ("there is no [station]"));
      return;
    }
  for (guint i = 1; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].read != NULL)
      read_kind (self, i);
}

/* A pool has people and what is theirs; places are the stations'. */
static const char *const of_pools[]
    = { "organisation", "role",       "team",   "piece", "law",  "contract",
        "cycle",        "leave-kind", "member", "rules", "feed", NULL };

void
geng_read_people (GengReader *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (self->groups, i);

      if (g_strv_contains (of_pools, group->kind))
        check_kind (self, group);
      else
        geng_faults_add (self->faults, group->line, 1,
                         _ ("a pool has no [%s]: it is people alone, and the stations have the "
                            "places; its groups are [contract ID], [team ID], [piece ID], [rules] "
                            "and the like"),
                         geng_ini_words_tell (group->kind));
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].read != NULL && g_strv_contains (of_pools, kinds[i].kind))
      read_kind (self, i);
}
