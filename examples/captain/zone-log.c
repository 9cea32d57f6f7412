/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng log on a zone: what was done in all its folders, in the order of time.  What one command did
 * at several stations is one change. */
#include <string.h>

#include "zone-log.h"
#include "zone.h"

/* -- the folders -- */

static void
log_part_free (gpointer data)
{
  LogPart *self = data;

  /* The zone's are not its own. */
  self->desk.pool = NULL;
  g_clear_object (&self->desk.store);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

int
zone_order (gboolean left_is_pool, const char *left, gboolean right_is_pool, const char *right)
{
  if (left_is_pool != right_is_pool)
    return left_is_pool ? -1 : 1;
  return strcmp (left, right);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const LogPart *left = *(LogPart *const *) a, *right = *(LogPart *const *) b;

  return zone_order (left->is_pool, left->id, right->is_pool, right->id);
}

static GPtrArray *
list_parts (GengZone *zone)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (log_part_free);

  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      LogPart *part = g_new0 (LogPart, 1);

      *part = (LogPart){ .id = geng_zone_get_pool_id (zone, i), .is_pool = TRUE };
      part->desk.store = geng_zone_open_pool (zone, i);
      part->desk.station = geng_zone_get_pool (zone, i);
      g_ptr_array_add (parts, part);
    }
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      LogPart *part = g_new0 (LogPart, 1);

      *part = (LogPart){ .id = geng_zone_get_id (zone, i) };
      part->desk.store = g_object_ref (geng_zone_get_store (zone, i));
      part->desk.station = geng_zone_get_station (zone, i);
      g_ptr_array_add (parts, part);
    }
  g_ptr_array_sort (parts, compare_parts);
  return parts;
}

GPtrArray *
zone_log_read (GengZone *zone)
{
  g_autoptr (GPtrArray) parts = list_parts (zone);

  for (guint i = 0; i < parts->len; i++)
    {
      LogPart *part = parts->pdata[i];

      if ((part->steps = log_read (&part->desk)) == NULL)
        return NULL;
    }
  return g_steal_pointer (&parts);
}

/* -- changes -- */

static void
change_free (gpointer data)
{
  ZoneChange *self = data;

  g_array_unref (self->parts);
  g_free (self);
}

static gint64
read_time (const LogStep *step)
{
  g_autoptr (GDateTime) time
      = step->time != NULL ? g_date_time_new_from_iso8601 (step->time, NULL) : NULL;

  return time != NULL
             ? g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time)
             : 0;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const ZoneChange *left = *(ZoneChange *const *) a, *right = *(ZoneChange *const *) b;

  return (left->time > right->time) - (left->time < right->time);
}

/* What was edited by hand is of one folder. */
static ZoneChange *
find_change (GPtrArray *changes, GHashTable *by_id, const LogStep *step)
{
  ZoneChange *change = step->change != NULL ? g_hash_table_lookup (by_id, step->change) : NULL;

  if (change != NULL)
    return change;
  change = g_new0 (ZoneChange, 1);
  change->time = read_time (step);
  change->parts = g_array_new (FALSE, FALSE, sizeof (ChangePart));
  g_ptr_array_add (changes, change);
  if (step->change != NULL)
    g_hash_table_insert (by_id, step->change, change);
  return change;
}

GPtrArray *
zone_log_list (GPtrArray *parts)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parts->len; i++)
    {
      LogPart *part = parts->pdata[i];

      for (guint k = 0; k < part->steps->len; k++)
        {
          ChangePart one = { part, part->steps->pdata[k] };
          ZoneChange *change = find_change (changes, by_id, one.step);

          change->time = MIN (change->time, read_time (one.step));
          g_array_append_val (change->parts, one);
        }
    }
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}

char *
zone_change_where_text (const ZoneChange *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const ChangePart *one = &g_array_index (self->parts, ChangePart, i);

      g_string_append_printf (text, "%s%s/%u", i > 0 ? _ (", ") : "", one->part->id,
                              one->step->number);
    }
  return g_string_free (text, FALSE);
}

gboolean
zone_change_stands (const ZoneChange *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ChangePart *one = &g_array_index (self->parts, ChangePart, i);

      if (log_undone_by (one->part->steps, one->step->number) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
zone_change_undoes (const ZoneChange *self)
{
  return self->parts->len > 0 && g_array_index (self->parts, ChangePart, 0).step->undoes > 0;
}

/* -- whom it is about -- */

/* The table as the step left it: as the next step found it, or as it is known. */
static char *
text_after (Desk *pool, GPtrArray *steps, guint index, const char *table)
{
  g_autofree char *known = NULL;
  char *text = NULL;

  for (guint i = index + 1; i < steps->len; i++)
    {
      const LogStep *later = steps->pdata[i];
      g_autoptr (GVariant) one
          = later->texts != NULL
                ? g_variant_lookup_value (later->texts, table, G_VARIANT_TYPE_VARDICT)
                : NULL;

      if (one != NULL)
        {
          g_variant_lookup (one, "before", "s", &text);
          return text != NULL ? text : g_strdup ("");
        }
    }
  known = g_build_filename (geng_store_get_path (pool->store), "log", "known", table, NULL);
  return g_file_get_contents (known, &text, NULL, NULL) ? text : g_strdup ("");
}

/* Whether a cell of the row, or a word of a line of pool.ini, is one of these. */
static gboolean
row_names (const char *row, const char *id, const char *name)
{
  g_auto (GStrv) cells = g_strsplit_set (row, ",;\"[] \r", -1);

  return g_strv_contains ((const char *const *) cells, id)
         || (name != NULL && g_strv_contains ((const char *const *) cells, name));
}

/* A row that names him and is in the one text alone. */
static gboolean
has_row (const char *text, const char *other, const char *id, const char *name)
{
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  g_auto (GStrv) others = g_strsplit (other, "\n", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) others, rows[i]) && row_names (rows[i], id, name))
      return TRUE;
  return FALSE;
}

gboolean
log_pool_touches (Desk *pool, GPtrArray *steps, guint index, const char *id)
{
  const LogStep *step = steps->pdata[index];
  GengMember *member
      = pool->station != NULL ? geng_station_lookup_member (pool->station, id) : NULL;
  const char *name = member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : NULL;
  GVariantIter iter;
  const char *table;
  GVariant *one;
  gboolean found = FALSE;

  if (step->texts == NULL)
    return FALSE;
  g_variant_iter_init (&iter, step->texts);
  while (g_variant_iter_loop (&iter, "{&sv}", &table, &one))
    {
      g_autofree char *after = text_after (pool, steps, index, table);
      const char *before = "";

      g_variant_lookup (one, "before", "&s", &before);
      found = found || has_row (before, after, id, name) || has_row (after, before, id, name);
    }
  return found;
}

/* Somebody by where he belongs, as each folder calls him. */
typedef struct
{
  char *part; /* the pool's id, or the station's */
  char *id;   /* in its folder */
} Person;

static void
person_clear (Person *self)
{
  g_free (self->part);
  g_free (self->id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

/* FALSE after a message */
static gboolean
find_person (GengZone *zone, const char *word, Person *person)
{
  const char *slash = strchr (word, '/');
  int pool, home;
  GengStation *station;
  g_autoptr (GError) error = NULL;
  GengMember *member;

  person->part = g_strndup (word, slash != NULL ? (gsize) (slash - word) : 0);
  pool = zone_find_pool (zone, person->part);
  home = pool < 0 ? geng_zone_find (zone, person->part) : -1;
  station = pool >= 0   ? geng_zone_get_pool (zone, (guint) pool)
            : home >= 0 ? geng_zone_get_station (zone, (guint) home)
                        : NULL;
  member = station != NULL ? geng_station_find_member (station, slash + 1, &error) : NULL;
  if (error != NULL)
    say_failure (error);
  else if (member == NULL)
    say_error (_ ("This is a zone: say where “%s” belongs, as POOL/ID or STATION/ID, or name a "
                  "station: --station ID"),
               word);
  else
    person->id = g_strdup (geng_entity_get_id (GENG_ENTITY (member)));
  return member != NULL;
}

static gboolean
part_touches (const ChangePart *one, const Person *person)
{
  g_autofree char *whole = g_strdup_printf ("%s/%s", person->part, person->id);
  gboolean own = g_str_equal (one->part->id, person->part);
  guint index = 0;

  if (!one->part->is_pool)
    return log_touches_member (one->step, own ? person->id : whole);
  return own && g_ptr_array_find (one->part->steps, one->step, &index)
         && log_pool_touches (&one->part->desk, one->part->steps, index, person->id);
}

static gboolean
touches (const ZoneChange *change, const Person *person)
{
  for (guint i = 0; i < change->parts->len; i++)
    if (part_touches (&g_array_index (change->parts, ChangePart, i), person))
      return TRUE;
  return FALSE;
}

/* -- the command -- */

/* (transfer full) (nullable): the steps that took it back */
static char *
undone_text (const ZoneChange *change)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < change->parts->len; i++)
    {
      const ChangePart *one = &g_array_index (change->parts, ChangePart, i);
      guint number = log_undone_by (one->part->steps, one->step->number);

      if (number > 0)
        g_string_append_printf (text, "%s%s/%u", text->len > 0 ? _ (", ") : "", one->part->id,
                                number);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
print_change (const ZoneChange *change)
{
  g_autofree char *where = zone_change_where_text (change);
  g_autofree char *undone = undone_text (change);

  log_print_step (g_array_index (change->parts, ChangePart, 0).step, where, undone);
}

static void
add_change (const ZoneChange *change, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  log_add_step (g_array_index (change->parts, ChangePart, 0).step, builder);
  json_builder_set_member_name (builder, "stations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < change->parts->len; i++)
    {
      const ChangePart *one = &g_array_index (change->parts, ChangePart, i);

      json_builder_begin_object (builder);
      add_text (builder, "station", one->part->id);
      add_number (builder, "number", one->step->number);
      add_number (builder, "changes", log_count_entries (one->step));
      add_number (builder, "undoes", one->step->undoes);
      add_number (builder, "undone-by", log_undone_by (one->part->steps, one->step->number));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
tell (GPtrArray *changes, gboolean journal, const Person *person, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const ZoneChange *change = changes->pdata[i];

      if ((journal && !g_array_index (change->parts, ChangePart, 0).step->journal)
          || (person != NULL && !touches (change, person)))
        continue;
      n++;
      if (json)
        add_change (change, builder);
      else
        print_change (change);
    }
  json_builder_end_array (builder);
  if (json)
    print_json (builder);
  else if (n == 0)
    g_print ("%s\n", person != NULL ? _ ("Nothing of his was changed yet.")
                                    : _ ("Nothing was done yet that can be taken back."));
}

static void
say_behind (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      LogPart *part = parts->pdata[i];
      ZonePool *pool
          = part->is_pool ? zone_pool_find (geng_store_get_path (part->desk.store)) : NULL;

      part->desk.pool = pool;
      if (log_is_behind (&part->desk))
        say_hint (_ ("%s: The tables have changed since the last step. The next command that "
                     "writes makes a step of it."),
                  part->id);
      part->desk.pool = NULL;
      zone_pool_free (pool);
    }
}

Status
zone_log (int argc, char **argv)
{
  gboolean journal = FALSE;
  const GOptionEntry entries[] = { { "journal", 0, 0, G_OPTION_ARG_NONE, &journal,
                                     N_ ("Only what was done in the journal"), NULL },
                                   { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Person) person = { 0 };
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const char *word;

  if (!options_parse (&options, "log", _ ("[POOL/ID | STATION/ID]"),
                      _ ("Lists what was done at all stations, by whom and why, the oldest first; "
                         "with somebody, what changed something of his. What one command did at "
                         "several stations is one line."),
                      entries, argc, argv))
    return STATUS_BAD;
  zone = zone_load (options.folder != NULL ? options.folder : ".");
  if (zone == NULL || (parts = zone_log_read (zone)) == NULL)
    return said_status (STATUS_BAD);
  word = options_take (&options, 0);
  if (word != NULL && !find_person (zone, word, &person))
    return STATUS_BAD;
  changes = zone_log_list (parts);
  tell (changes, journal, word != NULL ? &person : NULL, options.json);
  say_behind (parts);
  return STATUS_FINE;
}
