/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one file that knows libcsv. */

#include "geng-csv.h"
#include "geng-charset.h"
#include "geng-csv-guard.h"
#include "geng-gettext.h"

#include <csv.h>
#include <string.h>

typedef struct
{
  const GengColumn *columns;
  guint n_columns;
  GengFaults *faults;
  GPtrArray *rows;
  GArray *raw;              /* of GengField: the row being read */
  GArray *where;            /* of int: the place of the file's n-th field in GengRow, -1 for none */
  guint line, column;       /* of the byte that the parser has now */
  guint at_line, at_column; /* where the field being read begins */
  gboolean between;         /* a field or a row has ended, and the next has not begun */
  gboolean failed;
} Reader;

static guint
count_columns (const GengColumn *columns)
{
  guint n = 0;

  while (columns[n].english != NULL)
    n++;
  return n;
}

static void
clear_field (gpointer data)
{
  g_free (((GengField *) data)->text);
}

/* The fields end with one that has no line. */
static void
free_row (gpointer data)
{
  GengRow *row = data;

  for (guint i = 0; row->fields[i].text != NULL; i++)
    g_free (row->fields[i].text);
  g_free (row->fields);
  g_free (row);
}

static void
on_field (void *data, size_t size, void *user_data)
{
  Reader *self = user_data;
  GengField field = { NULL, self->at_line, self->at_column };

  self->between = TRUE;
  if (self->raw->len == GENG_CSV_MAX_FIELDS)
    {
      if (!self->failed)
        geng_faults_add (self->faults, self->at_line, self->at_column,
                         _ ("more than %d fields in a row"), GENG_CSV_MAX_FIELDS);
      self->failed = TRUE;
      return;
    }
  field.text = geng_csv_unguard (g_strndup (data, size));
  g_array_append_val (self->raw, field);
}

/* Nothing in it, or only beside the table, under no header. */
static gboolean
is_blank (Reader *self)
{
  for (guint i = 0; i < self->raw->len; i++)
    {
      gboolean beside = i < self->where->len && g_array_index (self->where, int, i) < 0;

      if (!beside && g_array_index (self->raw, GengField, i).text[0] != '\0')
        return FALSE;
    }
  return TRUE;
}

static int
find_column (Reader *self, const char *name)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_ascii_strcasecmp (name, self->columns[i].english) == 0
        || g_str_equal (name, self->columns[i].chinese))
      return i;
  return -1;
}

static char *
list_columns (const GengColumn *columns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; columns->english != NULL; columns++)
    g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? ", " : "", columns->english,
                            columns->chinese);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_mapped (Reader *self, int column)
{
  for (guint i = 0; i < self->where->len; i++)
    if (g_array_index (self->where, int, i) == column)
      return TRUE;
  return FALSE;
}

static void
map_field (Reader *self, const GengField *field)
{
  int column = find_column (self, field->text);
  g_autofree char *known = NULL;

  if (column >= 0 && is_mapped (self, column))
    {
      geng_faults_add (self->faults, field->line, field->column, _ ("column '%s' is here twice"),
                       field->text);
      self->failed = TRUE;
    }
  else if (column < 0 && field->text[0] != '\0')
    {
      known = list_columns (self->columns);
      geng_faults_add (self->faults, field->line, field->column,
                       _ ("unknown column '%s'; the columns are %s, separated by commas"),
                       field->text, known);
    }
  g_array_append_val (self->where, column);
}

static void
take_header (Reader *self)
{
  for (guint i = 0; i < self->raw->len; i++)
    map_field (self, &g_array_index (self->raw, GengField, i));
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].needed && !is_mapped (self, i))
      {
        geng_faults_add (self->faults, g_array_index (self->raw, GengField, 0).line, 1,
                         _ ("there is no column '%s' (%s)"), self->columns[i].english,
                         self->columns[i].chinese);
        self->failed = TRUE;
      }
}

/* Excel adds empty fields at the end: these may be too many, never too few. */
static gboolean
check_width (Reader *self)
{
  guint n = self->raw->len;
  guint wanted = self->where->len;
  const GengField *field;

  while (n > wanted && g_array_index (self->raw, GengField, n - 1).text[0] == '\0')
    n--;
  if (n > wanted)
    field = &g_array_index (self->raw, GengField, wanted);
  else
    field = &g_array_index (self->raw, GengField, n - 1);
  if (n == wanted)
    return TRUE;
  geng_faults_add (
      self->faults, field->line, field->column,
      _ ("%u fields where the header has %u; quote a field that holds a comma, leave no field out"),
      n, wanted);
  return FALSE;
}

static void
take_row (Reader *self)
{
  GengRow *row = g_new0 (GengRow, 1);

  row->line = g_array_index (self->raw, GengField, 0).line;
  row->fields = g_new0 (GengField, self->n_columns + 1);
  for (guint i = 0; i < self->where->len; i++)
    {
      int column = g_array_index (self->where, int, i);
      GengField *field = &g_array_index (self->raw, GengField, i);

      if (column < 0)
        continue;
      row->fields[column] = *field;
      field->text = NULL;
    }
  for (guint i = 0; i < self->n_columns; i++)
    if (row->fields[i].text == NULL)
      row->fields[i] = (GengField){ g_strdup (""), row->line, 0 };
  g_ptr_array_add (self->rows, row);
}

static void
on_row (int end, void *user_data)
{
  Reader *self = user_data;

  if (!self->failed && !is_blank (self))
    {
      if (self->where->len == 0)
        take_header (self);
      else if (self->rows->len == GENG_CSV_MAX_ROWS)
        {
          geng_faults_add (self->faults, self->line, 1, _ ("more than %d rows"), GENG_CSV_MAX_ROWS);
          self->failed = TRUE;
        }
      else if (check_width (self))
        take_row (self);
    }
  g_array_set_size (self->raw, 0);
}

/* Bytes that neither begin nor end a field, a row or quotes: no more than these are one step.  What
 * is wrong with one of them is wrong with the first. */
static gsize
step_at (const char *text)
{
  return MAX (strcspn (text, ",\" \t\r\n"), 1);
}

/*
 * libcsv does not say where a field begins, so it gets a step at a time: a field begins after the
 * byte that ended the one before, and after the ends of lines that follow it.
 */
static gboolean
parse (Reader *self, struct csv_parser *parser, const char *text, gsize size)
{
  for (gsize i = 0, n; i < size && !self->failed; i += n)
    {
      gboolean space = text[i] == ' ' || text[i] == '\t';

      n = step_at (text + i);
      self->between = self->between && (space || text[i] == '\n' || text[i] == '\r');
      if (csv_parse (parser, text + i, n, on_field, on_row, self) != n)
        return FALSE;
      geng_charset_advance (text + i, n, &self->line, &self->column);
      if (self->between && !space)
        {
          self->at_line = self->line;
          self->at_column = self->column;
        }
    }
  return TRUE;
}

static void
run (Reader *self, const char *text)
{
  struct csv_parser parser;

  if (csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    g_error ("csv_init: out of memory");
  if (!parse (self, &parser, text, strlen (text)))
    geng_faults_add (
        self->faults, self->line, self->column,
        _ ("a quote inside a field; put the whole field in quotes and double those inside"));
  else if (!self->failed && csv_fini (&parser, on_field, on_row, self) != 0)
    geng_faults_add (self->faults, self->at_line, self->at_column,
                     _ ("a quote opens here and never closes"));
  csv_free (&parser);
}

/*
 * Reads the rows of a table with a header in English or Chinese.  Blank rows are left out; cells
 * without quotes are trimmed. Returns: (transfer full) (element-type GengRow): the rows that are
 * well formed; what is wrong goes to @faults
 */
GPtrArray *
geng_csv_read (const char *text, const GengColumn *columns, GengFaults *faults)
{
  Reader self = { columns, count_columns (columns), faults };
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);

  self.rows = rows;
  self.raw = g_array_new (FALSE, TRUE, sizeof (GengField));
  g_array_set_clear_func (self.raw, clear_field);
  self.where = g_array_new (FALSE, FALSE, sizeof (int));
  self.line = self.column = self.at_line = self.at_column = 1;
  self.between = TRUE;
  run (&self, text);
  if (self.where->len == 0 && !self.failed)
    {
      g_autofree char *known = list_columns (columns);

      geng_faults_add (faults, 1, 1, _ ("the table is empty; its first row names the columns: %s"),
                       known);
    }
  g_array_unref (self.raw);
  g_array_unref (self.where);
  return rows;
}

/*
 * Begins a table.  The byte order mark is for Excel, which takes a file without one for GB18030 in
 * China.
 */
GString *
geng_csv_begin (const GengColumn *columns, gboolean chinese)
{
  GString *table = g_string_new ("\xef\xbb\xbf");

  for (; columns->english != NULL; columns++)
    geng_csv_field (table, chinese ? columns->chinese : columns->english);
  geng_csv_end_row (table);
  return table;
}

static gboolean
needs_quotes (const char *text)
{
  gsize n = strlen (text);

  return strpbrk (text, "\",\r\n") != NULL
         || (n > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[n - 1])));
}

void
geng_csv_field (GString *table, const char *text)
{
  g_autofree char *cell = geng_csv_guard (text != NULL ? text : "");
  g_autofree char *quoted = NULL;
  gsize size;

  if (!needs_quotes (cell))
    g_string_append (table, cell);
  else
    {
      size = csv_write (NULL, 0, cell, strlen (cell));
      quoted = g_malloc (size);
      csv_write (quoted, size, cell, strlen (cell));
      g_string_append_len (table, quoted, size);
    }
  g_string_append_c (table, ',');
}

void
geng_csv_end_row (GString *table)
{
  g_string_truncate (table, table->len - 1);
  g_string_append (table, "\r\n");
}

GBytes *
geng_csv_finish (GString *table)
{
  return g_string_free_to_bytes (table);
}
