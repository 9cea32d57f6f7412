/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-roster-file.h"
#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-text.h"
#include "geng-writer.h"

#include <string.h>

#define MEMBER_PREFIX "member/"

char *
geng_roster_file_draft (GDateYear year, GDateMonth month)
{
  return g_strdup_printf ("drafts/%04d-%02d.csv", year, month);
}

char *
geng_roster_file_record (GDateYear year, GDateMonth month)
{
  return g_strdup_printf ("rosters/%04d-%02d.csv", year, month);
}

char *
geng_roster_file_events (GDateYear year, GDateMonth month)
{
  return g_strdup_printf ("rosters/%04d-%02d.events.csv", year, month);
}

static char *
member_key (const char *member, const GDate *date)
{
  g_autofree char *day = geng_date_to_string (date);

  return g_strdup_printf (MEMBER_PREFIX "%s/%s", member, day);
}

/* FALSE for a key of another form. */
static gboolean
parse_member_key (const char *key, char **member, GDate *date)
{
  const char *id = key + strlen (MEMBER_PREFIX), *slash;
  g_autofree char *again = NULL;

  if (!g_str_has_prefix (key, MEMBER_PREFIX))
    return FALSE;
  slash = strrchr (id, '/');
  if (slash == NULL || slash == id || !geng_words_date (slash + 1, date))
    return FALSE;
  *member = g_strndup (id, slash - id);
  again = member_key (*member, date);
  if (g_str_equal (again, key))
    return TRUE;
  g_clear_pointer (member, g_free);
  return FALSE;
}

/* In */

static void
read_items (GengReader *reader, const GengField *field, GengDuty *duty)
{
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (field->text[0] == '\0')
    return;
  ids = geng_words_split_ids (field->text);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      GengItem *item = geng_station_lookup_item (reader->station, ids[i]);

      /* An item that is gone from the list is no reason to lose a roster. */
      if (item != NULL)
        g_ptr_array_add (items, g_object_ref (item));
    }
  if (items->len > 0)
    geng_duty_set_items (duty, items);
}

static gboolean
read_duty_date (GengReader *reader, const GengField *field, GengRoster *roster, GDate *date)
{
  if (!geng_words_date (field->text, date))
    geng_faults_add (reader->faults, field->line, field->column,
                     _ ("'%s' is no date of the calendar; write it as 2026-12-31"), field->text);
  else if (g_date_compare (date, geng_roster_get_first (roster)) < 0
           || g_date_compare (date, geng_roster_get_last (roster)) > 0)
    geng_faults_add (reader->faults, field->line, field->column,
                     _ ("%s is not in this file's month"), field->text);
  else
    return TRUE;
  return FALSE;
}

static GengMember *
read_who (GengReader *reader, const GengField *field)
{
  GengMember *member = geng_reader_find (geng_station_get_members (reader->station), field->text);

  if (member == NULL && strchr (field->text, '/') != NULL)
    geng_faults_add (reader->faults, field->line, field->column,
                     _ ("unknown member '%s'; of another station of the zone, or of a pool, there "
                        "are those whom zone.ini lends or shares"),
                     field->text);
  else if (member == NULL)
    geng_faults_add (reader->faults, field->line, field->column,
                     _ ("unknown member '%s'; who has left stays in members.csv, with a last day"),
                     field->text);
  return member;
}

/* An empty cell says nothing.  Nearly every row of a table has the name letter for letter. */
static gboolean
is_named (GengMember *member, const GengField *field)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (member));
  g_autofree char *known = NULL;
  g_autofree char *written = NULL;

  if (field->text[0] == '\0' || g_strcmp0 (field->text, name) == 0)
    return TRUE;
  known = geng_text_compact (name);
  written = geng_text_compact (field->text);
  return written[0] == '\0' || g_str_equal (written, known);
}

/* Of somebody whose station cannot be read only the row tells the name. */
static void
take_name (GengMember *member, const GengField *field)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));

  if (geng_member_get_guest (member) && field->text[0] != '\0'
      && g_strcmp0 (geng_entity_get_name (GENG_ENTITY (member)), id) == 0)
    geng_entity_set_name (GENG_ENTITY (member), field->text);
}

/* Somebody who changes a name in a spreadsheet and not the id beside it means another man. */
static void
check_name (GengReader *reader, const GengField *field, GengMember *member)
{
  if (!is_named (member, field))
    geng_faults_add (reader->faults, field->line, field->column,
                     _ ("member %s is %s, and the name here is %s; change the member as well"),
                     geng_entity_get_id (GENG_ENTITY (member)),
                     geng_entity_get_name (GENG_ENTITY (member)), field->text);
}

static void
read_duty (GengReader *reader, const GengRow *row, GengRoster *roster)
{
  const GengField *fields = row->fields;
  GengMember *member = read_who (reader, &fields[ROSTER_MEMBER]);
  GengShift *shift = geng_reader_entity (reader, &fields[ROSTER_SHIFT],
                                         geng_station_get_shifts (reader->station), _ ("shift"));
  GengPost *post = geng_reader_entity (reader, &fields[ROSTER_POST],
                                       geng_station_get_posts (reader->station), _ ("post"));
  g_autoptr (GengDuty) duty = NULL;
  g_autoptr (GError) error = NULL;
  int pinned = FALSE;
  GDate date;

  if (!read_duty_date (reader, &fields[ROSTER_DATE], roster, &date) || member == NULL)
    return;
  if (shift == NULL || post == NULL)
    {
      if (fields[ROSTER_SHIFT].text[0] == '\0' || fields[ROSTER_POST].text[0] == '\0')
        geng_faults_add (reader->faults, row->line, 1, _ ("a duty needs a shift and a post"));
      return;
    }
  take_name (member, &fields[ROSTER_NAME]);
  duty = geng_duty_new (member, &date, shift, post);
  read_items (reader, &fields[ROSTER_ITEMS], duty);
  if (fields[ROSTER_PINNED].text[0] != '\0'
      && !geng_words_find (geng_words_yes_no, fields[ROSTER_PINNED].text, &pinned))
    geng_faults_add (reader->faults, row->line, fields[ROSTER_PINNED].column,
                     _ ("write yes (是) or no (否)"));
  geng_duty_set_pinned (duty, pinned);
  if (fields[ROSTER_NOTE].text[0] != '\0')
    geng_duty_set_note (duty, fields[ROSTER_NOTE].text);
  if (!geng_roster_add (roster, duty, &error))
    geng_faults_add (reader->faults, row->line, fields[ROSTER_MEMBER].column, "%s", error->message);
}

void
geng_roster_file_read_draft (GengReader *reader, const char *file, GengRoster *roster)
{
  g_autoptr (GPtrArray) rows = geng_reader_table (reader, file, geng_columns_roster);

  for (guint i = 0; i < rows->len; i++)
    {
      const GengRow *row = g_ptr_array_index (rows, i);
      GengMember *member = geng_reader_find (geng_station_get_members (reader->station),
                                             row->fields[ROSTER_MEMBER].text);

      read_duty (reader, row, roster);
      if (member != NULL)
        check_name (reader, &row->fields[ROSTER_NAME], member);
    }
}

/* @fields: sequence, modified, digest, state */
static void
read_revision (GengReader *reader, const char *key, const GengField *fields, GengRecord *record)
{
  g_autoptr (GDateTime) modified = g_date_time_new_from_iso8601 (fields[1].text, NULL);
  guint64 sequence = 0;
  int gone = FALSE;

  if (!g_ascii_string_to_unsigned (fields[0].text, 10, 0, G_MAXINT, &sequence, NULL))
    geng_faults_add (reader->faults, fields[0].line, fields[0].column,
                     _ ("'%s' is no revision number"), fields[0].text);
  else if (modified == NULL)
    geng_faults_add (reader->faults, fields[1].line, fields[1].column,
                     _ ("'%s' is no moment such as 2026-11-20T08:00:00Z"), fields[1].text);
  else if (fields[3].text[0] != '\0'
           && !geng_words_find (geng_words_record_state, fields[3].text, &gone))
    geng_faults_add (reader->faults, fields[3].line, fields[3].column,
                     _ ("write on (有效) or gone (取消)"));
  else
    {
      GengRevision revision = { .key = (char *) key,
                                .sequence = (guint) sequence,
                                .modified = g_date_time_to_unix (modified),
                                .digest = fields[2].text[0] != '\0' ? fields[2].text : NULL,
                                .gone = gone };

      geng_record_set (record, &revision);
    }
}

static void
read_record_row (GengReader *reader, const GengRow *row, GengRoster *roster, GengRecord *record)
{
  const GengField *fields = row->fields;
  g_autofree char *key = NULL;
  GengMember *member = NULL;
  int state = FALSE;
  GDate date;

  if (fields[ROSTER_SHIFT].text[0] != '\0' && roster != NULL)
    read_duty (reader, row, roster);
  if (record != NULL && geng_words_find (geng_words_record_state, fields[RECORD_STATE].text, &state)
      && state == GENG_STATE_IMPORTED)
    geng_record_set_imported (record, TRUE);
  if (record == NULL || fields[RECORD_SEQUENCE].text[0] == '\0')
    return;
  /* A tombstone outlives its member. */
  member
      = geng_reader_find (geng_station_get_members (reader->station), fields[ROSTER_MEMBER].text);
  if (!geng_words_date (fields[ROSTER_DATE].text, &date))
    {
      if (fields[ROSTER_SHIFT].text[0] == '\0')
        geng_faults_add (reader->faults, row->line, fields[ROSTER_DATE].column,
                         _ ("'%s' is no date of the calendar; write it as 2026-12-31"),
                         fields[ROSTER_DATE].text);
      return;
    }
  key = member_key (member != NULL ? geng_entity_get_id (GENG_ENTITY (member))
                                   : fields[ROSTER_MEMBER].text,
                    &date);
  read_revision (reader, key, &fields[RECORD_SEQUENCE], record);
}

static gboolean
is_name_of_another (GengReader *reader, const GengField *field, GengMember *member)
{
  GListModel *members = geng_station_get_members (reader->station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) other = g_list_model_get_item (members, i);

      if (other != member && is_named (other, field))
        return TRUE;
    }
  return FALSE;
}

/* A record keeps the name that somebody had when it was published, in all of his rows.  One row
 * with another name than the rest, or with the name of somebody else, was edited. */
static void
check_record_names (GengReader *reader, GPtrArray *rows)
{
  GListModel *members = geng_station_get_members (reader->station);
  g_autoptr (GHashTable) current = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const GengField *fields = ((const GengRow *) g_ptr_array_index (rows, i))->fields;
      GengMember *member = geng_reader_find (members, fields[ROSTER_MEMBER].text);

      if (member != NULL)
        take_name (member, &fields[ROSTER_NAME]);
      if (member != NULL && fields[ROSTER_NAME].text[0] != '\0'
          && is_named (member, &fields[ROSTER_NAME]))
        g_hash_table_add (current, member);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const GengField *fields = ((const GengRow *) g_ptr_array_index (rows, i))->fields;
      GengMember *member = geng_reader_find (members, fields[ROSTER_MEMBER].text);

      if (member != NULL && !is_named (member, &fields[ROSTER_NAME])
          && (g_hash_table_contains (current, member)
              || is_name_of_another (reader, &fields[ROSTER_NAME], member)))
        check_name (reader, &fields[ROSTER_NAME], member);
    }
}

void
geng_roster_file_read_record (GengReader *reader,
                              const char *file,
                              GengRoster *roster,
                              GengRecord *record)
{
  g_autoptr (GPtrArray) rows = geng_reader_table (reader, file, geng_columns_record);

  if (roster != NULL)
    check_record_names (reader, rows);
  for (guint i = 0; i < rows->len; i++)
    read_record_row (reader, g_ptr_array_index (rows, i), roster, record);
}

void
geng_roster_file_read_events (GengReader *reader, const char *file, GengRecord *record)
{
  g_autoptr (GPtrArray) rows = geng_reader_table (reader, file, geng_columns_events);

  for (guint i = 0; i < rows->len; i++)
    {
      const GengRow *row = g_ptr_array_index (rows, i);

      read_revision (reader, row->fields[EVENT_KEY].text, &row->fields[EVENT_SEQUENCE], record);
    }
}

/* Out */

static char *
items_text (GengDuty *duty)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);
  GString *text = g_string_new (NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            geng_entity_get_id (g_ptr_array_index (items, i)));
  return g_string_free (text, FALSE);
}

static void
write_duty (GString *table, GengDuty *duty, gboolean chinese)
{
  GengEntity *member = GENG_ENTITY (geng_duty_get_member (duty));
  g_autofree char *date = geng_date_to_string (geng_duty_get_date (duty));
  g_autofree char *items = items_text (duty);
  gboolean pinned = geng_duty_get_pinned (duty);

  geng_csv_field (table, date);
  geng_csv_field (table, geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
  geng_csv_field (table, geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
  geng_csv_field (table, geng_entity_get_id (member));
  geng_csv_field (table, geng_entity_get_name (member));
  geng_csv_field (table, items);
  geng_csv_field (table, pinned ? geng_words_text (geng_words_yes_no, TRUE, chinese) : NULL);
  geng_csv_field (table, geng_duty_get_note (duty));
}

/* @revision: (nullable); @imported: what a row without one says */
static void
write_revision (GString *table, const GengRevision *revision, gboolean imported, gboolean chinese)
{
  g_autoptr (GDateTime) modified
      = revision != NULL ? g_date_time_new_from_unix_utc (revision->modified) : NULL;
  g_autofree char *sequence = revision != NULL ? g_strdup_printf ("%u", revision->sequence) : NULL;
  g_autofree char *moment
      = modified != NULL ? g_date_time_format (modified, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  geng_csv_field (table, sequence);
  geng_csv_field (table, moment);
  geng_csv_field (table, revision != NULL ? revision->digest : NULL);
  if (revision == NULL && imported)
    geng_csv_field (table, geng_words_text (geng_words_record_state, GENG_STATE_IMPORTED, chinese));
  else
    geng_csv_field (table, revision != NULL
                               ? geng_words_text (geng_words_record_state, revision->gone, chinese)
                               : NULL);
  geng_csv_end_row (table);
}

GBytes *
geng_roster_file_write_draft (GengRoster *roster)
{
  gboolean chinese = geng_write_chinese (geng_roster_get_station (roster));
  GString *table = geng_csv_begin (geng_columns_roster, chinese);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  for (guint i = 0; i < duties->len; i++)
    {
      write_duty (table, g_ptr_array_index (duties, i), chinese);
      geng_csv_end_row (table);
    }
  return geng_csv_finish (table);
}

static void
write_duties (GString *table,
              GengRoster *roster,
              GengRecord *record,
              GHashTable *written,
              gboolean chinese)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      const char *member = geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (duty)));
      g_autofree char *key = member_key (member, geng_duty_get_date (duty));

      write_duty (table, duty, chinese);
      write_revision (table, geng_record_lookup (record, key), geng_record_get_imported (record),
                      chinese);
      g_hash_table_add (written, g_steal_pointer (&key));
    }
}

/* A personal revision without a duty: a tombstone. */
static void
write_tombstone (GString *table, const GengRevision *revision, gboolean chinese)
{
  g_autofree char *member = NULL;
  g_autofree char *day = NULL;
  GDate date;

  if (!parse_member_key (revision->key, &member, &date))
    return;
  day = geng_date_to_string (&date);
  geng_csv_field (table, day);
  geng_csv_field (table, NULL);
  geng_csv_field (table, NULL);
  geng_csv_field (table, member);
  for (int column = ROSTER_NAME; column <= ROSTER_NOTE; column++)
    geng_csv_field (table, NULL);
  write_revision (table, revision, FALSE, chinese);
}

GBytes *
geng_roster_file_write_record (GengRoster *roster, GengRecord *record)
{
  gboolean chinese = geng_write_chinese (geng_roster_get_station (roster));
  GString *table = geng_csv_begin (geng_columns_record, chinese);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) revisions = geng_record_list (record);

  write_duties (table, roster, record, written, chinese);
  for (guint i = 0; i < revisions->len; i++)
    {
      const GengRevision *revision = g_ptr_array_index (revisions, i);

      if (!g_hash_table_contains (written, revision->key))
        write_tombstone (table, revision, chinese);
    }
  return geng_csv_finish (table);
}

GBytes *
geng_roster_file_write_events (GengRoster *roster, GengRecord *record)
{
  gboolean chinese = geng_write_chinese (geng_roster_get_station (roster));
  GString *table = geng_csv_begin (geng_columns_events, chinese);
  g_autoptr (GPtrArray) revisions = geng_record_list (record);

  for (guint i = 0; i < revisions->len; i++)
    {
      const GengRevision *revision = g_ptr_array_index (revisions, i);
      g_autofree char *member = NULL;
      GDate date;

      if (parse_member_key (revision->key, &member, &date))
        continue;
      geng_csv_field (table, revision->key);
      write_revision (table, revision, FALSE, chinese);
    }
  return geng_csv_finish (table);
}
