/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-holiday-table.h"

#include "geng-date.h"
#include "geng-holiday-private.h"

#include <gio/gio.h>
#include <string.h>

/*
 * The holiday tables that the library ships: calendars/NAME.csv, one line a day.
 *
 * A line is `date,kind,Chinese name,English name`, the kind one of GengHolidayKind's nicks, or
 * `announced` for a year whose days off and make-up days are all in the table.  Which days follow
 * from which law is told in each table.
 */

#define CHINA "/org/geng/calendars/china.csv"

struct _GengHolidayTable
{
  GHashTable *days[2]; /* [chinese]: Julian day to GengHoliday */
  GHashTable *years;   /* those with statutory days */
  GHashTable *announced;
};

/* From calendars/, made by glib-compile-resources. */
GResource *geng_calendars_get_resource (void);

enum
{
  COLUMN_DATE,
  COLUMN_KIND,
  COLUMN_CHINESE,
  COLUMN_ENGLISH,
  N_COLUMNS
};

static void
add_day (GengHolidayTable *table, const GDate *date, char **fields)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (GENG_TYPE_HOLIDAY_KIND);
  const GEnumValue *kind = g_enum_get_value_by_nick (kinds, fields[COLUMN_KIND]);
  const char *names[] = { fields[COLUMN_ENGLISH], fields[COLUMN_CHINESE] };
  gpointer key = GUINT_TO_POINTER (g_date_get_julian (date));
  gpointer year = GUINT_TO_POINTER (g_date_get_year (date));

  for (int chinese = 0; kind != NULL && chinese <= 1; chinese++)
    g_hash_table_insert (
        table->days[chinese], key,
        geng_holiday_new_in_two (date, names[chinese], names[!chinese], kind->value));
  if (kind == NULL)
    g_hash_table_add (table->announced, year);
  else if (kind->value == GENG_HOLIDAY_KIND_STATUTORY)
    g_hash_table_add (table->years, year);
}

static void
read_line (GengHolidayTable *table, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", N_COLUMNS);
  GDate date;

  if (g_strv_length (fields) == N_COLUMNS && geng_date_parse (fields[COLUMN_DATE], &date))
    add_day (table, &date, fields);
}

static GengHolidayTable *
read_table (const char *path)
{
  GengHolidayTable *table = g_new0 (GengHolidayTable, 1);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (geng_calendars_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (int chinese = 0; chinese <= 1; chinese++)
    table->days[chinese] = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  table->years = g_hash_table_new (NULL, NULL);
  table->announced = g_hash_table_new (NULL, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (table, lines[i]);
  return table;
}

const GengHolidayTable *
geng_holiday_table_find (const char *name)
{
  static gsize china = 0;

  if (g_ascii_strcasecmp (name, "china") != 0 && strcmp (name, "中国") != 0)
    return NULL;
  if (g_once_init_enter (&china))
    g_once_init_leave (&china, (gsize) read_table (CHINA));
  return (const GengHolidayTable *) china;
}

GengHoliday *
geng_holiday_table_lookup (const GengHolidayTable *table, const GDate *date, gboolean chinese)
{
  return g_hash_table_lookup (table->days[chinese ? 1 : 0],
                              GUINT_TO_POINTER (g_date_get_julian (date)));
}

gboolean
geng_holiday_table_has (const GengHolidayTable *table, const char *name)
{
  GHashTableIter iter;
  gpointer holiday;

  /* Either table has both names. */
  g_hash_table_iter_init (&iter, table->days[0]);
  while (g_hash_table_iter_next (&iter, NULL, &holiday))
    if (geng_holiday_is_called (holiday, name))
      return TRUE;
  return FALSE;
}

gboolean
geng_holiday_table_knows (const GengHolidayTable *table, guint year)
{
  return g_hash_table_contains (table->years, GUINT_TO_POINTER (year));
}

gboolean
geng_holiday_table_is_announced (const GengHolidayTable *table, guint year)
{
  return g_hash_table_contains (table->announced, GUINT_TO_POINTER (year));
}
