/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* station.ini as text and as groups: where something stands, and what is added in its language. */

#include "geng-station-text.h"

#include "geng-charset.h"

#include <string.h>

const char *
geng_station_text_file (const char *folder)
{
  g_autofree char *station = g_build_filename (folder, GENG_STATION_FILE, NULL);
  g_autofree char *pool = g_build_filename (folder, GENG_POOL_FILE, NULL);

  return !g_file_test (station, G_FILE_TEST_EXISTS) && g_file_test (pool, G_FILE_TEST_EXISTS)
             ? GENG_POOL_FILE
             : GENG_STATION_FILE;
}

/* By the head of its first group. */
static gboolean
is_chinese (const char *text)
{
  for (const char *head = strchr (text, '['); head != NULL; head = strchr (head + 1, '['))
    if (head == text || head[-1] == '\n')
      return !g_ascii_isalpha (head[1]);
  return FALSE;
}

GengStationText *
geng_station_text_load (const char *folder, GengFaults *faults)
{
  const char *file = geng_station_text_file (folder);
  char *text = geng_charset_load (folder, file, TRUE, faults);
  GengStationText *self;

  if (text == NULL)
    return NULL;
  self = g_new0 (GengStationText, 1);
  self->text = text;
  self->groups = geng_ini_read (text, faults);
  self->chinese
      = g_str_equal (file, GENG_POOL_FILE) ? is_chinese (text) : strstr (text, "[station") == NULL;
  return self;
}

void
geng_station_text_free (GengStationText *self)
{
  g_free (self->text);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

GengGroup *
geng_station_text_find (const GengStationText *self, const char *kind, const char *id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->kind, kind) && g_str_equal (group->id, id))
        return group;
    }
  return NULL;
}

void
geng_station_text_end_line (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
}

char *
geng_station_text_append (const GengStationText *self, const char *groups)
{
  GString *text = g_string_new (self->text);

  geng_station_text_end_line (text);
  if (text->len > 0 && groups[0] != '\0')
    g_string_append_c (text, '\n');
  g_string_append (text, groups);
  return g_string_free (text, FALSE);
}
