/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* leave.csv is a captain's own table: names that he wrote stay names, his columns stay where they
 * are, and what he wrote is never written a second time. */

#include "geng-leave-file.h"

#include "geng-charset.h"
#include "geng-csv-grid.h"
#include "geng-part.h"
#include "geng-reader.h"
#include "geng-writer.h"

#include <string.h>

/* The byte order mark by which Excel knows UTF-8; reading has taken it away. */
#define BOM "\xef\xbb\xbf"

typedef struct
{
  GengReader reader;
  GengFaults *passed_over; /* of rows that say nothing which the station has */
  char *text;
  GPtrArray *lines;  /* of char *, each with its end */
  GPtrArray *rows;   /* of GengRow */
  GPtrArray *header; /* of char *: as the file has them */
  GPtrArray *wanted; /* of GengRequest: not yet found in a row */
  gboolean by_name;  /* people stand there by their names */
} LeaveFile;

static void
leave_file_clear (LeaveFile *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->header, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LeaveFile, leave_file_clear)

static gboolean
equal_values (const GParamSpec *pspec, const GValue *a, const GValue *b)
{
  if (pspec->value_type == G_TYPE_DATE)
    return g_date_compare (g_value_get_boxed (a), g_value_get_boxed (b)) == 0;
  return g_param_values_cmp ((GParamSpec *) pspec, a, b) == 0;
}

/* All that requests say is their properties. */
static gboolean
equal_requests (gpointer a, gpointer b)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) left = G_VALUE_INIT;
      g_auto (GValue) right = G_VALUE_INIT;

      g_object_get_property (a, pspecs[i]->name, &left);
      g_object_get_property (b, pspecs[i]->name, &right);
      if (!equal_values (pspecs[i], &left, &right))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
split_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const char *end;

  for (const char *at = text; *at != '\0'; at = end)
    {
      const char *feed = strchr (at, '\n');

      end = feed != NULL ? feed + 1 : at + strlen (at);
      g_ptr_array_add (lines, g_strndup (at, (gsize) (end - at)));
    }
  return lines;
}

static gboolean
take_header (guint row, guint column, const char *text, gpointer data, GError **error)
{
  if (row == 0)
    g_ptr_array_add (data, g_strstrip (g_strdup (text)));
  return TRUE;
}

static gboolean
open_file (LeaveFile *self, const char *folder, GengStation *station, GError **error)
{
  GListModel *requests = geng_station_get_requests (station);

  self->reader.folder = folder;
  self->reader.station = station;
  self->text = geng_charset_load (folder, "leave.csv", FALSE, self->reader.faults);
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_part_has (NULL, geng_request_get_member (request)))
        g_ptr_array_add (self->wanted, g_steal_pointer (&request));
    }
  if (self->text == NULL || self->text[0] == '\0')
    return TRUE;
  self->lines = split_lines (self->text);
  self->rows = geng_csv_read (self->text, geng_columns_leave, self->reader.faults);
  self->header = g_ptr_array_new_with_free_func (g_free);
  return geng_csv_grid (self->lines->pdata[0], take_header, self->header, error);
}

static gboolean
is_wanted (LeaveFile *self, const GengRow *row)
{
  GengReader reader = self->reader;
  g_autoptr (GengRequest) request = NULL;
  GengMember *member;

  reader.faults = self->passed_over;
  request = geng_read_leave_row (&reader, row);

  for (guint i = 0; request != NULL && i < self->wanted->len; i++)
    if (equal_requests (self->wanted->pdata[i], request))
      {
        member = geng_request_get_member (request);
        self->by_name
            = g_strcmp0 (row->fields[LEAVE_MEMBER].text, geng_entity_get_id (GENG_ENTITY (member)))
              != 0;
        g_ptr_array_remove_index (self->wanted, i);
        return TRUE;
      }
  return FALSE;
}

/* Lines from @from to before @to, counted from 1. */
static void
add_lines (const LeaveFile *self, GString *out, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    g_string_append (out, self->lines->pdata[i - 1]);
}

static int
find_column (const LeaveFile *self, guint column)
{
  for (guint i = 0; i < self->header->len; i++)
    if (g_ascii_strcasecmp (self->header->pdata[i], geng_columns_leave[column].english) == 0
        || g_str_equal (self->header->pdata[i], geng_columns_leave[column].chinese))
      return (int) i;
  return -1;
}

/* The fields of a request as geng_columns_leave has them. */
static GPtrArray *
list_fields (const LeaveFile *self, GengRequest *request)
{
  GString *row = g_string_new (NULL);
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  GengEntity *member = GENG_ENTITY (geng_request_get_member (request));

  geng_write_leave_row (row, request, geng_write_chinese (self->reader.station));
  (void) geng_csv_grid (row->str, take_header, fields, NULL);
  g_string_free (row, TRUE);
  if (self->by_name)
    {
      g_free (fields->pdata[LEAVE_MEMBER]);
      fields->pdata[LEAVE_MEMBER] = g_strdup (geng_entity_get_name (member));
    }
  return fields;
}

/* Columns that the file lacks and one of the new rows needs. */
static void
list_missing (const LeaveFile *self, GArray *columns)
{
  for (guint column = 0; geng_columns_leave[column].english != NULL; column++)
    for (guint i = 0; i < self->wanted->len && find_column (self, column) < 0; i++)
      {
        g_autoptr (GPtrArray) fields = list_fields (self, self->wanted->pdata[i]);

        if (column < fields->len && ((const char *) fields->pdata[column])[0] != '\0')
          {
            g_array_append_val (columns, column);
            break;
          }
      }
}

static void
add_row (const LeaveFile *self, GString *out, GengRequest *request, GArray *more)
{
  g_autoptr (GPtrArray) fields = list_fields (self, request);

  for (guint i = 0; i < self->header->len; i++)
    {
      const char *text = NULL;

      for (guint column = 0; geng_columns_leave[column].english != NULL; column++)
        if (find_column (self, column) == (int) i)
          text = fields->pdata[column];
      geng_csv_field (out, text);
    }
  for (guint i = 0; i < more->len; i++)
    geng_csv_field (out, fields->pdata[g_array_index (more, guint, i)]);
  geng_csv_end_row (out);
}

/* The lines of a row, with an empty field at its end for each further column. */
static void
add_kept (const LeaveFile *self, GString *out, guint from, guint to, guint n_more)
{
  guint last = to - 1;
  const char *text;
  gsize size;

  while (last > from && ((const char *) self->lines->pdata[last - 1])[0] < ' ')
    last--;
  add_lines (self, out, from, last);
  text = self->lines->pdata[last - 1];
  size = strcspn (text, "\r\n");
  g_string_append_len (out, text, (gssize) size);
  for (guint i = 0; i < n_more; i++)
    g_string_append_c (out, ',');
  g_string_append (out, text + size);
  add_lines (self, out, last + 1, to);
}

/* The header with columns at its end that came to be needed. */
static void
add_header (const LeaveFile *self, GString *out, guint end, GArray *more)
{
  gboolean chinese = geng_write_chinese (self->reader.station);

  if (more->len == 0)
    {
      add_lines (self, out, 1, end);
      return;
    }
  for (guint i = 0; i < self->header->len; i++)
    geng_csv_field (out, self->header->pdata[i]);
  for (guint i = 0; i < more->len; i++)
    {
      const GengColumn *column = &geng_columns_leave[g_array_index (more, guint, i)];

      geng_csv_field (out, chinese ? column->chinese : column->english);
    }
  geng_csv_end_row (out);
  add_lines (self, out, 2, end);
}

static guint
line_of (const LeaveFile *self, guint row)
{
  return row < self->rows->len ? ((const GengRow *) self->rows->pdata[row])->line
                               : self->lines->len + 1;
}

static GBytes *
put_together (LeaveFile *self)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (guint));
  GString *out = g_string_new (BOM);

  for (guint i = 0; i < self->rows->len; i++)
    if (is_wanted (self, self->rows->pdata[i]))
      g_array_append_val (kept, i);
  list_missing (self, more);
  add_header (self, out, line_of (self, 0), more);
  for (guint i = 0; i < kept->len; i++)
    {
      guint row = g_array_index (kept, guint, i);

      add_kept (self, out, line_of (self, row), line_of (self, row + 1), more->len);
    }
  if (out->str[out->len - 1] != '\n')
    g_string_append (out, "\r\n");
  for (guint i = 0; i < self->wanted->len; i++)
    add_row (self, out, self->wanted->pdata[i], more);
  return g_string_free_to_bytes (out);
}

GBytes *
geng_leave_file_update (const char *folder, GengStation *station, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GengFaults) passed_over = geng_faults_new ();
  g_auto (LeaveFile) self = { .reader = { .faults = faults }, .passed_over = passed_over };
  g_autoptr (GBytes) bytes = NULL;

  if (!open_file (&self, folder, station, error))
    return NULL;
  if (self.rows == NULL)
    return geng_faults_to_error (faults, folder, error) ? geng_write_leave (station) : NULL;
  bytes = put_together (&self);
  return geng_faults_to_error (faults, folder, error) ? g_steal_pointer (&bytes) : NULL;
}
