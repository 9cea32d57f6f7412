/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* station.ini: what the station is made of. */

#include "geng-colour.h"
#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-reader.h"
#include "geng-rule-text.h"

#include <geng/geng-station-feeds.h>
#include <geng/geng-station-holidays.h>
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
read_bool (GengReader *self, GengGroup *group, const char *key, gboolean *value)
{
  GengKey *entry = geng_ini_get (group, key);

  if (entry != NULL && !geng_words_find (geng_words_yes_no, entry->value, value))
    geng_faults_add (self->faults, entry->line, entry->value_column,
                     _ ("'%s' is neither yes (是) nor no (否)"), entry->value);
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
  if (!geng_rule_text_number (&text, GENG_UNIT_MINUTES, minutes, &error)
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
  g_autofree char *base = g_path_get_basename (self->folder);
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
  geng_faults_add (self->faults, wrong != NULL ? wrong->line : group->line,
                   wrong != NULL ? wrong->value_column : 1, "%s", error->message);
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
read_station_group (GengReader *self, GengGroup *group)
{
  int day_start = 8 * 60;

  create_station (self, group);
  if (self->station != NULL)
    read_checked (self, group, "holidays", geng_station_set_holiday_calendar);
  if (self->station == NULL || !read_minute (self, group, "day-start", FALSE, &day_start))
    return;
  if (day_start < GENG_DAY_MINUTES)
    geng_station_set_day_start_minute (self->station, day_start);
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
  read_bool (self, group, "show-phones", &phones);
  geng_station_set_show_phones (self->station, phones);
  read_checked (self, group, "title", geng_station_set_feed_title);
  read_checked (self, group, "url", geng_station_set_feed_url);
  read_alarm (self, group);
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

  ADD (self, group, role, role);
}

static void
read_team (GengReader *self, GengGroup *group)
{
  g_autoptr (GengTeam) team = geng_team_new (group->id, value_of (group, "name"));

  ADD (self, group, team, team);
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

  ADD (self, group, contract, contract);
}

static void
read_post (GengReader *self, GengGroup *group)
{
  g_autoptr (GengPost) post = geng_post_new (group->id, value_of (group, "name"));
  const char *checklist = value_of (group, "checklist");

  geng_post_set_location (post, value_of (group, "location"));
  if (checklist != NULL)
    {
      g_auto (GStrv) points = geng_ini_split (checklist);

      geng_post_set_checklist (post, (const char *const *) points);
    }
  ADD (self, group, post, post);
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

static void
read_window (GengReader *self, GengGroup *group)
{
  g_autoptr (GengWindow) window = NULL;
  GengKey *kit = geng_ini_get (group, "kit");
  g_auto (GStrv) pieces = geng_words_split_ids (kit != NULL ? kit->value : "");
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  int from, to;

  read_span (self, group, &from, &to);
  window = geng_window_new (group->id, value_of (group, "name"), from, to);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *at = strstr (kit->value, pieces[i]);
      GengField field = { pieces[i], kit->line,
                          kit->value_column + g_utf8_strlen (kit->value, at - kit->value) };
      GengPiece *piece
          = geng_reader_entity (self, &field, geng_station_get_pieces (self->station), _ ("piece"));

      if (piece != NULL)
        g_ptr_array_add (known, (gpointer) geng_entity_get_id (GENG_ENTITY (piece)));
    }
  g_ptr_array_add (known, NULL);
  geng_window_set_kit (window, (const char *const *) known->pdata);
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

static void
read_shift (GengReader *self, GengGroup *group)
{
  GengWindow *window
      = geng_reader_key_entity (self, group, "window", geng_station_get_windows (self->station));
  g_autoptr (GengShift) shift = NULL;
  gboolean night = FALSE;
  int from, to;

  if (window == NULL)
    {
      /* Known all the same: one fault is enough. */
      for (guint i = 0; i < group->keys->len; i++)
        ((GengKey *) g_ptr_array_index (group->keys, i))->used = TRUE;
      return;
    }
  if (geng_ini_get (group, "start") == NULL && geng_ini_get (group, "end") == NULL)
    {
      from = geng_window_get_start_minute (window);
      to = geng_window_get_end_minute (window);
    }
  else
    read_span (self, group, &from, &to);
  shift = geng_shift_new (group->id, value_of (group, "name"), window, from, to);
  read_bool (self, group, "night", &night);
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
  { "organisation", TRUE, read_organisation },
  { "role", TRUE, read_role },
  { "team", TRUE, read_team },
  { "piece", TRUE, read_piece },
  { "contract", TRUE, read_contract },
  { "window", TRUE, read_window },
  { "shift", TRUE, read_shift },
  { "post", TRUE, read_post },
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
  geng_faults_add (
      self->faults, group->line, 1,
      _ ("unknown group [%s]; the groups are [station], [feed], [organisation ID], [role ID], "
         "[team ID], [piece ID], [contract ID], [window ID], [shift ID], [post ID], [demand ID], "
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
