/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bench-curtois.h"

/* Far above any instance, so that a hostile file ends early. */
#define MAX_FILE_BYTES (16 * 1024 * 1024)

typedef struct
{
  BenchInstance *instance;
  const char *path;
  guint line;
  int n_days;
  GengPost *post;
  GengWindow *window;
} Reader;

typedef gboolean (*ReadRecord) (Reader *reader, char **fields, guint n, GError **error);

static gboolean
refuse (Reader *reader, GError **error, const char *wanted)
{
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s:%u: expected %s", reader->path,
               reader->line, wanted);
  return FALSE;
}

static gboolean
read_number (Reader *reader, const char *text, int least, int most, int *value, GError **error)
{
  g_autofree char *wanted = NULL;
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, least, most, &number, NULL))
    {
      *value = (int) number;
      return TRUE;
    }
  wanted = g_strdup_printf ("a number from %d to %d, not “%s”", least, most, text);
  return refuse (reader, error, wanted);
}

static void
day_to_date (Reader *reader, int day, GDate *date)
{
  *date = reader->instance->first;
  g_date_add_days (date, day);
}

static GengMember *
read_member (Reader *reader, const char *id, GError **error)
{
  GengMember *member = geng_station_lookup_member (reader->instance->station, id);

  if (member == NULL)
    refuse (reader, error, "the ID of an employee");
  return member;
}

static GengShift *
read_shift (Reader *reader, const char *id, GError **error)
{
  GengShift *shift = geng_station_lookup_shift (reader->instance->station, id);

  if (shift == NULL)
    refuse (reader, error, "the ID of a shift");
  return shift;
}

static gboolean
read_horizon (Reader *reader, char **fields, guint n, GError **error)
{
  if (!read_number (reader, fields[0], 1, 3660, &reader->n_days, error))
    return FALSE;
  reader->instance->last = reader->instance->first;
  g_date_add_days (&reader->instance->last, reader->n_days - 1);
  return TRUE;
}

static void
add_successions (Reader *reader, const char *id, const char *forbidden)
{
  g_auto (GStrv) next = g_strsplit (forbidden, "|", -1);

  for (guint i = 0; next[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("shift:%s shift:%s never", id, g_strstrip (next[i]));
      g_autoptr (GengRule) rule = NULL;

      if (*next[i] == '\0')
        continue;
      rule = geng_rule_new ("sequence", text);
      geng_station_add_rule (reader->instance->station, rule);
    }
}

static gboolean
read_shift_record (Reader *reader, char **fields, guint n, GError **error)
{
  g_autoptr (GengShift) shift = NULL;
  int minutes;

  if (n < 2)
    return refuse (reader, error, "ID, minutes, shifts that cannot follow");
  if (!read_number (reader, fields[1], 1, GENG_DAY_MINUTES, &minutes, error))
    return FALSE;
  shift = geng_shift_new (fields[0], fields[0], reader->window, 0, minutes);
  if (!geng_station_add_shift (reader->instance->station, shift, error))
    return FALSE;
  if (n > 2)
    add_successions (reader, fields[0], fields[2]);
  return TRUE;
}

static void
add_rule (GengMember *member, const char *kind, char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GengRule) rule = geng_rule_new (kind, owned);

  geng_member_add_rule (member, rule);
}

static gboolean
add_shift_counts (Reader *reader, GengMember *member, const char *field, GError **error)
{
  g_auto (GStrv) limits = g_strsplit (field, "|", -1);

  for (guint i = 0; limits[i] != NULL && *limits[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (limits[i], "=", 2);
      int most;

      if (g_strv_length (pair) != 2)
        return refuse (reader, error, "SHIFT=MAX|SHIFT=MAX");
      if (!read_number (reader, pair[1], 0, 3660, &most, error))
        return FALSE;
      if (most < reader->n_days)
        add_rule (member, "limit", g_strdup_printf ("shift:%s per period ..%d", pair[0], most));
    }
  return TRUE;
}

static gboolean
read_staff (Reader *reader, char **fields, guint n, GError **error)
{
  g_autoptr (GengMember) member = NULL;
  int limit[6];

  if (n != 8)
    return refuse (reader, error, "eight fields of an employee");
  for (guint i = 0; i < G_N_ELEMENTS (limit); i++)
    if (!read_number (reader, fields[2 + i], 0, G_MAXINT / 2, &limit[i], error))
      return FALSE;
  member = geng_member_new (fields[0], fields[0]);
  if (!add_shift_counts (reader, member, fields[1], error))
    return FALSE;
  add_rule (member, "limit", g_strdup_printf ("hours per period %dmin..%dmin", limit[1], limit[0]));
  add_rule (member, "run", g_strdup_printf ("duties %d..%d", limit[3], limit[2]));
  add_rule (member, "run", g_strdup_printf ("off %d..", limit[4]));
  add_rule (member, "limit", g_strdup_printf ("weekends per period ..%d", limit[5]));
  g_ptr_array_add (reader->instance->members, g_object_ref (member));
  return geng_station_add_member (reader->instance->station, member, error);
}

static gboolean
add_request (Reader *reader,
             GengRequestKind kind,
             const char *id,
             const char *day,
             const char *shift_id,
             const char *weight,
             GError **error)
{
  GengMember *member = read_member (reader, id, error);
  g_autoptr (GengRequest) request = NULL;
  GDate date;
  int number;

  if (member == NULL || !read_number (reader, day, 0, reader->n_days - 1, &number, error))
    return FALSE;
  day_to_date (reader, number, &date);
  request = geng_request_new (kind, member, &date, &date);
  if (shift_id != NULL)
    {
      GengShift *shift = read_shift (reader, shift_id, error);

      if (shift == NULL || !read_number (reader, weight, 0, 1000000, &number, error))
        return FALSE;
      geng_request_set_shift (request, shift);
      geng_request_set_weight (request, number);
    }
  return geng_station_add_request (reader->instance->station, request, error);
}

static char *
day_key (const char *id, const char *day)
{
  return g_strdup_printf ("%s %s", id, day);
}

static gboolean
read_days_off (Reader *reader, char **fields, guint n, GError **error)
{
  for (guint i = 1; i < n; i++)
    {
      if (!add_request (reader, GENG_REQUEST_KIND_LEAVE, fields[0], fields[i], NULL, NULL, error))
        return FALSE;
      g_hash_table_add (reader->instance->days_off, day_key (fields[0], fields[i]));
    }
  return TRUE;
}

static gboolean
read_on_request (Reader *reader, char **fields, guint n, GError **error)
{
  g_autofree char *key = NULL;

  if (n != 4)
    return refuse (reader, error, "ID, day, shift, weight");
  key = day_key (fields[0], fields[1]);
  if (g_hash_table_contains (reader->instance->days_off, key))
    reader->instance->unavoidable += g_ascii_strtoll (fields[3], NULL, 10);
  return add_request (reader, GENG_REQUEST_KIND_WISH_ON, fields[0], fields[1], fields[2], fields[3],
                      error);
}

static gboolean
read_off_request (Reader *reader, char **fields, guint n, GError **error)
{
  if (n != 4)
    return refuse (reader, error, "ID, day, shift, weight");
  return add_request (reader, GENG_REQUEST_KIND_WISH_OFF, fields[0], fields[1], fields[2],
                      fields[3], error);
}

static gboolean
read_cover (Reader *reader, char **fields, guint n, GError **error)
{
  g_autofree char *id = NULL, *day = NULL;
  g_autoptr (GengDemand) demand = NULL;
  g_autoptr (GengDays) days = NULL;
  GengShift *shift;
  GDate date;
  int value[4];

  if (n != 5)
    return refuse (reader, error, "day, shift, requirement, price under, price over");
  shift = read_shift (reader, fields[1], error);
  if (shift == NULL || !read_number (reader, fields[0], 0, reader->n_days - 1, &value[0], error))
    return FALSE;
  for (guint i = 1; i < G_N_ELEMENTS (value); i++)
    if (!read_number (reader, fields[i + 1], 0, 1000000, &value[i], error))
      return FALSE;
  id = g_strdup_printf ("%s-%s", fields[0], fields[1]);
  demand = geng_demand_new_for_shift (id, id, reader->post, shift);
  /* a price of 0 above the most would forbid it */
  geng_demand_set_crew (demand, 0, value[1], value[3] > 0 ? value[1] : G_MAXINT);
  geng_demand_set_prices (demand, value[2], value[3]);
  day_to_date (reader, value[0], &date);
  day = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                         g_date_get_day (&date));
  days = geng_days_parse (day, error);
  if (days == NULL)
    return FALSE;
  geng_demand_set_days (demand, days);
  return geng_station_add_demand (reader->instance->station, demand, error);
}

static const struct
{
  const char *name;
  ReadRecord read;
} sections[] = {
  { "SECTION_HORIZON", read_horizon },
  { "SECTION_SHIFTS", read_shift_record },
  { "SECTION_STAFF", read_staff },
  { "SECTION_DAYS_OFF", read_days_off },
  { "SECTION_SHIFT_ON_REQUESTS", read_on_request },
  { "SECTION_SHIFT_OFF_REQUESTS", read_off_request },
  { "SECTION_COVER", read_cover },
};

static ReadRecord
find_section (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (name, sections[i].name))
      return sections[i].read;
  return NULL;
}

static gboolean
read_lines (Reader *reader, char **lines, GError **error)
{
  ReadRecord read = NULL;

  for (reader->line = 1; lines[reader->line - 1] != NULL; reader->line++)
    {
      char *line = g_strstrip (lines[reader->line - 1]);
      g_auto (GStrv) fields = NULL;

      if (*line == '\0' || *line == '#')
        continue;
      if (g_str_has_prefix (line, "SECTION_"))
        {
          read = find_section (line);
          if (read == NULL)
            return refuse (reader, error, "the name of a section");
          continue;
        }
      if (read == NULL)
        return refuse (reader, error, "a section before the first record");
      fields = g_strsplit (line, ",", -1);
      for (guint i = 0; fields[i] != NULL; i++)
        g_strstrip (fields[i]);
      if (!read (reader, fields, g_strv_length (fields), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_station (Reader *reader, GError **error)
{
  BenchInstance *instance = reader->instance;

  instance->station = geng_station_new ("bench", reader->path, "UTC", error);
  if (instance->station == NULL)
    return FALSE;
  geng_station_set_day_start_minute (instance->station, 0, NULL);
  reader->window = geng_window_new ("day", "day", 0, GENG_DAY_MINUTES);
  reader->post = geng_post_new ("ward", "ward");
  return geng_station_add_window (instance->station, reader->window, error)
         && geng_station_add_post (instance->station, reader->post, error);
}

static char *
read_bounded (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_FILE_BYTES)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_TOO_LARGE, "%s: larger than 16 MiB", path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  return g_steal_pointer (&text);
}

BenchInstance *
bench_instance_load (const char *path, GError **error)
{
  g_autoptr (BenchInstance) instance = g_new0 (BenchInstance, 1);
  Reader reader = { .instance = instance, .path = path };
  g_autofree char *text = read_bounded (path, error);
  g_auto (GStrv) lines = NULL;
  gboolean read;

  if (text == NULL)
    return NULL;
  instance->members = g_ptr_array_new_with_free_func (g_object_unref);
  instance->days_off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_date_set_dmy (&instance->first, 1, G_DATE_JANUARY, 2024);
  instance->last = instance->first;
  lines = g_strsplit (text, "\n", -1);
  read = make_station (&reader, error) && read_lines (&reader, lines, error);
  g_clear_object (&reader.window);
  g_clear_object (&reader.post);
  return read ? g_steal_pointer (&instance) : NULL;
}

void
bench_instance_free (BenchInstance *self)
{
  g_clear_object (&self->station);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->days_off, g_hash_table_unref);
  g_free (self);
}

char *
bench_instance_solution (BenchInstance *self, GengRoster *roster)
{
  GString *text = g_string_new (NULL);

  for (guint m = 0; m < self->members->len; m++)
    {
      GDate date = self->first;

      for (; g_date_compare (&date, &self->last) <= 0; g_date_add_days (&date, 1))
        {
          GengDuty *duty = geng_roster_lookup (roster, self->members->pdata[m], &date);

          if (g_date_compare (&date, &self->first) > 0)
            g_string_append_c (text, '\t');
          if (duty != NULL)
            g_string_append (text, geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
