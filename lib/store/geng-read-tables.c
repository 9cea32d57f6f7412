/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* members.csv, leave.csv, items.csv, holidays.csv */

#include "geng-gettext.h"
#include "geng-own-rules.h"
#include "geng-reader.h"
#include "geng-rule-def.h"

#include <geng/geng-station-holidays.h>
#include <string.h>

#include <glib/gstdio.h>

/* FALSE with a fault; an empty field gives an unset date. */
static gboolean
read_date (GengReader *self, const GengField *field, GDate *date)
{
  g_date_clear (date, 1);
  if (field->text[0] == '\0' || geng_words_date (field->text, date))
    return TRUE;
  geng_faults_add (self->faults, field->line, field->column,
                   _ ("'%s' is no date of the calendar; write it as 2026-12-31"), field->text);
  return FALSE;
}

static gboolean
read_needed_date (GengReader *self, const GengField *field, GDate *date)
{
  if (!read_date (self, field, date))
    return FALSE;
  if (g_date_valid (date))
    return TRUE;
  geng_faults_add (self->faults, field->line, field->column,
                   _ ("a date is missing; write it as 2026-12-31"));
  return FALSE;
}

static gboolean
read_word (GengReader *self, const GengField *field, const GengWord *words, int *value)
{
  g_autofree char *known = NULL;

  if (field->text[0] == '\0' || geng_words_find (words, field->text, value))
    return TRUE;
  known = geng_words_list (words);
  geng_faults_add (self->faults, field->line, field->column,
                   _ ("unknown word '%s'; write one of %s"), field->text, known);
  return FALSE;
}

static gboolean
read_number (GengReader *self, const GengField *field, int max, int *value)
{
  gint64 number = 0;

  if (field->text[0] == '\0')
    return TRUE;
  if (!g_ascii_string_to_signed (field->text, 10, 0, max, &number, NULL))
    {
      geng_faults_add (self->faults, field->line, field->column,
                       _ ("'%s' is no number from 0 to %d"), field->text, max);
      return FALSE;
    }
  *value = (int) number;
  return TRUE;
}

static gboolean
need_text (GengReader *self, const GengField *field, const char *what)
{
  if (field->text[0] != '\0')
    return TRUE;
  geng_faults_add (self->faults, field->line, field->column, _ ("the %s is missing"), what);
  return FALSE;
}

/* The ids of what the field names; a fault each for those that nothing has. */
static char **
read_ids (GengReader *self, const GengField *field, GListModel *list, const char *what)
{
  g_auto (GStrv) words = geng_words_split_ids (field->text);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *at = strstr (field->text, words[i]);
      GengField part = { words[i], field->line,
                         field->column + g_utf8_strlen (field->text, at - field->text) };
      GengEntity *entity = geng_reader_entity (self, &part, list, what);

      if (entity != NULL)
        g_ptr_array_add (ids, g_strdup (geng_entity_get_id (entity)));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

static void
read_abilities (GengReader *self, const GengRow *row, GengMember *member)
{
  g_auto (GStrv) roles = read_ids (self, &row->fields[MEMBER_ROLES],
                                   geng_station_get_roles (self->station), _ ("role"));
  g_auto (GStrv) posts = read_ids (self, &row->fields[MEMBER_POSTS],
                                   geng_station_get_posts (self->station), _ ("post"));
  g_auto (GStrv) shifts = read_ids (self, &row->fields[MEMBER_SHIFTS],
                                    geng_station_get_shifts (self->station), _ ("shift"));

  geng_member_set_roles (member, (const char *const *) roles);
  geng_member_set_posts (member, (const char *const *) posts);
  geng_member_set_shifts (member, (const char *const *) shifts);
}

static void
read_belonging (GengReader *self, const GengRow *row, GengMember *member)
{
  const GengField *fields = row->fields;

  geng_member_set_organisation (member,
                                geng_reader_entity (self, &fields[MEMBER_ORGANISATION],
                                                    geng_station_get_organisations (self->station),
                                                    _ ("organisation")));
  geng_member_set_team (member,
                        geng_reader_entity (self, &fields[MEMBER_TEAM],
                                            geng_station_get_teams (self->station), _ ("team")));
  geng_member_set_contract (member, geng_reader_entity (self, &fields[MEMBER_CONTRACT],
                                                        geng_station_get_contracts (self->station),
                                                        _ ("contract")));
}

static void
read_membership (GengReader *self, const GengRow *row, GengMember *member)
{
  const GengField *last = &row->fields[MEMBER_UNTIL];
  GDate since, until;

  if ((int) !read_date (self, &row->fields[MEMBER_SINCE], &since)
      | (int) !read_date (self, last, &until))
    return;
  if (g_date_valid (&since) && g_date_valid (&until) && g_date_compare (&since, &until) > 0)
    {
      /* Not set, so that the station does not tell it again. */
      geng_faults_add (self->faults, last->line, last->column,
                       _ ("the last day is before the first"));
      return;
    }
  geng_member_set_since (member, g_date_valid (&since) ? &since : NULL);
  geng_member_set_until (member, g_date_valid (&until) ? &until : NULL);
}

/* The rounds name nothing but numbers, and the times days of the calendar: their texts can be told
 * right from wrong before the rest of the station is read. */
static void
read_own_rule (GengReader *self, const GengField *field, GengOwnRule own, GengMember *member)
{
  const char *kind = geng_own_rule_kind (own);
  g_autoptr (GengRule) rule = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint column;
  g_autofree char *place = g_strdup_printf ("members.csv:%u", field->line);

  if (field->text == NULL || field->text[0] == '\0')
    return;
  text = geng_own_rule_text (own, field->text);
  if (!geng_rule_check_text (self->station, NULL, kind, text, &column, &error))
    {
      if (own == GENG_OWN_ROUNDS)
        geng_faults_add (self->faults, field->line, field->column,
                         _ ("'%s' is no number of rounds a month; write 2, 1..3 or ..2 (%s)"),
                         field->text, error->message);
      else
        geng_faults_add (self->faults, field->line, field->column, "%s", error->message);
      return;
    }
  rule = geng_rule_new (kind, text);
  geng_rule_set_place (rule, place);
  geng_member_add_rule (member, rule);
}

static void
read_phone (GengReader *self, const GengField *field, GengMember *member)
{
  if (geng_words_is_cut_number (field->text))
    geng_faults_add (self->faults, field->line, field->column,
                     _ ("'%s' is no phone number any more, its last digits are lost; in WPS format "
                        "the column as text, type the number again and save"),
                     field->text);
  geng_member_set_phone (member, field->text);
}

static void
read_member (GengReader *self, const GengRow *row)
{
  const GengField *id = &row->fields[MEMBER_ID];
  g_autoptr (GengMember) member = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added;

  if (!need_text (self, id, _ ("id")))
    return;
  member = geng_member_new (id->text, row->fields[MEMBER_NAME].text);
  read_belonging (self, row, member);
  read_abilities (self, row, member);
  read_membership (self, row, member);
  read_phone (self, &row->fields[MEMBER_PHONE], member);
  read_own_rule (self, &row->fields[MEMBER_AVAILABLE], GENG_OWN_AVAILABLE, member);
  read_own_rule (self, &row->fields[MEMBER_ROUNDS], GENG_OWN_ROUNDS, member);
  added = geng_station_add_member (self->station, member, &error);
  geng_reader_take (self, id->line, id->column, added, error);
}

static gboolean
read_hours (GengReader *self, const GengRow *row, GengRequest *request)
{
  const GengField *from = &row->fields[LEAVE_FROM], *to = &row->fields[LEAVE_TO];
  int minutes[2] = { 0, GENG_DAY_MINUTES };
  gboolean ok = TRUE;

  if (from->text[0] == '\0' && to->text[0] == '\0')
    return TRUE;
  for (int i = 0; i < 2; i++)
    {
      const GengField *field = i == 0 ? from : to;

      if (field->text[0] == '\0' || geng_words_minute (field->text, &minutes[i]))
        continue;
      geng_faults_add (self->faults, field->line, field->column,
                       _ ("'%s' is no time of day; write it as 08:00"), field->text);
      ok = FALSE;
    }
  if (ok)
    geng_request_set_times (request, minutes[0], minutes[1]);
  return ok;
}

static gboolean
read_leave_days (GengReader *self, const GengRow *row, GDate *first, GDate *last)
{
  const GengField *field = &row->fields[LEAVE_LAST];

  if ((int) !read_needed_date (self, &row->fields[LEAVE_FIRST], first)
      | (int) !read_date (self, field, last))
    return FALSE;
  if (!g_date_valid (last))
    *last = *first;
  if (g_date_compare (first, last) <= 0)
    return TRUE;
  geng_faults_add (self->faults, field->line, field->column,
                   _ ("the last day is before the first"));
  return FALSE;
}

static GengRequest *
create_request (GengReader *self, const GengRow *row)
{
  const GengField *who = &row->fields[LEAVE_MEMBER];
  GengMember *member
      = geng_reader_entity (self, who, geng_station_get_members (self->station), _ ("member"));
  int kind = GENG_REQUEST_KIND_LEAVE;
  GDate first, last;
  gboolean ok = need_text (self, who, _ ("member")) && member != NULL;

  ok = read_word (self, &row->fields[LEAVE_KIND], geng_words_request, &kind) && ok;
  ok = read_leave_days (self, row, &first, &last) && ok;
  return ok ? geng_request_new (kind, member, &first, &last) : NULL;
}

static void
read_leave_kind (GengReader *self, const GengField *field, GengRequest *request)
{
  g_autoptr (GError) error = NULL;
  GengLeaveKind *kind = field->text[0] == '\0'
                            ? NULL
                            : geng_station_find_leave_kind (self->station, field->text, &error);

  if (error != NULL)
    geng_faults_add (self->faults, field->line, field->column, "%s", error->message);
  if (kind != NULL)
    geng_request_set_leave_kind (request, geng_entity_get_id (GENG_ENTITY (kind)));
}

GengRequest *
geng_read_leave_row (GengReader *self, const GengRow *row)
{
  g_autoptr (GengRequest) request = create_request (self, row);
  const GengField *fields = row->fields;
  int weight;

  if (request == NULL || !read_hours (self, row, request))
    return NULL;
  weight = geng_request_get_weight (request);
  read_number (self, &fields[LEAVE_WEIGHT], GENG_RULE_MAX_WEIGHT, &weight);
  geng_request_set_weight (request, weight);
  geng_request_set_shift (request, geng_reader_entity (self, &fields[LEAVE_SHIFT],
                                                       geng_station_get_shifts (self->station),
                                                       _ ("shift")));
  geng_request_set_post (request,
                         geng_reader_entity (self, &fields[LEAVE_POST],
                                             geng_station_get_posts (self->station), _ ("post")));
  read_leave_kind (self, &fields[LEAVE_LEAVE_KIND], request);
  geng_request_set_reason (request, fields[LEAVE_REASON].text);
  geng_request_set_source (request, fields[LEAVE_SOURCE].text);
  return g_steal_pointer (&request);
}

static void
read_request (GengReader *self, const GengRow *row)
{
  g_autoptr (GengRequest) request = geng_read_leave_row (self, row);
  const GengField *who = &row->fields[LEAVE_MEMBER];
  g_autoptr (GError) error = NULL;
  gboolean added;

  if (request == NULL)
    return;
  added = geng_station_add_request (self->station, request, &error);
  geng_reader_take (self, who->line, who->column, added, error);
}

static void
read_item (GengReader *self, const GengRow *row)
{
  const GengField *fields = row->fields, *id = &fields[ITEM_ID];
  GengPiece *piece = geng_reader_entity (self, &fields[ITEM_PIECE],
                                         geng_station_get_pieces (self->station), _ ("piece"));
  g_autoptr (GengItem) item = NULL;
  g_autoptr (GError) error = NULL;
  int state = GENG_ITEM_STATE_USABLE, recharge = -1;
  gboolean added;
  GDate expires;

  if (((int) !need_text (self, id, _ ("id"))
       | (int) !need_text (self, &fields[ITEM_PIECE], _ ("piece")))
      || piece == NULL)
    return;
  item = geng_item_new (id->text, piece);
  if (fields[ITEM_NAME].text[0] != '\0')
    geng_entity_set_name (GENG_ENTITY (item), fields[ITEM_NAME].text);
  geng_item_set_kit_set (item, fields[ITEM_SET].text);
  read_word (self, &fields[ITEM_STATE], geng_words_item_state, &state);
  geng_item_set_state (item, state);
  if (read_date (self, &fields[ITEM_EXPIRES], &expires))
    geng_item_set_expires (item, g_date_valid (&expires) ? &expires : NULL);
  read_number (self, &fields[ITEM_RECHARGE], 7 * GENG_DAY_MINUTES, &recharge);
  geng_item_set_recharge_minutes (item, recharge);
  added = geng_station_add_item (self->station, item, &error);
  geng_reader_take (self, id->line, id->column, added, error);
}

static void
read_holiday (GengReader *self, const GengRow *row)
{
  const GengField *when = &row->fields[HOLIDAY_DATE];
  g_autoptr (GengHoliday) holiday = NULL;
  g_autoptr (GError) error = NULL;
  int kind = GENG_HOLIDAY_KIND_OFF;
  gboolean added;
  GDate date;

  if ((int) !read_needed_date (self, when, &date)
      | (int) !read_word (self, &row->fields[HOLIDAY_KIND], geng_words_holiday, &kind))
    return;
  holiday = geng_holiday_new (&date, row->fields[HOLIDAY_NAME].text, kind);
  added = geng_station_add_holiday (self->station, holiday, &error);
  geng_reader_take (self, when->line, when->column, added, error);
}

static void
read_table (GengReader *self,
            const char *file,
            const GengColumn *columns,
            void (*read) (GengReader *, const GengRow *))
{
  g_autoptr (GPtrArray) rows = geng_reader_table (self, file, columns);

  for (guint i = 0; i < rows->len; i++)
    read (self, g_ptr_array_index (rows, i));
}

/* The one table that no station is without. */
void
geng_read_members (GengReader *self)
{
  g_autofree char *path = g_build_filename (self->folder, "members.csv", NULL);

  self->faults->file = "members.csv";
  if (g_access (path, F_OK) != 0)
    geng_faults_add (self->faults, 0, 0, _ ("there is no such file; it has a row for each member"));
  else
    read_table (self, "members.csv", geng_columns_members, read_member);
}

/* Where no member could be read, each row's member is unknown, and nobody learns anything from
 * being told so. */
void
geng_read_leave (GengReader *self)
{
  if (g_list_model_get_n_items (geng_station_get_members (self->station)) > 0)
    read_table (self, "leave.csv", geng_columns_leave, read_request);
}

void
geng_read_items (GengReader *self)
{
  read_table (self, "items.csv", geng_columns_items, read_item);
}

void
geng_read_holidays (GengReader *self)
{
  read_table (self, "holidays.csv", geng_columns_holidays, read_holiday);
}
