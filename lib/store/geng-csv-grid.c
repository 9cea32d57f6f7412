/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Separated values of any kind, cell by cell: what people export from other programs.  The tables
 * of a station's folder are read by geng-csv.c, which is strict and knows their columns.
 */

#include "geng-csv-grid.h"
#include "geng-csv-guard.h"

#include <csv.h>
#include <string.h>

/* Lines that decide which mark separates the fields. */
#define SNIFF_LINES 20

typedef struct
{
  GengCsvCell cell;
  gpointer data;
  guint row, column;
  GError *error;
} Reader;

static void
on_field (void *field, size_t size, void *data)
{
  Reader *self = data;
  g_autofree char *text = geng_csv_unguard (g_strndup (field, size));

  if (self->error == NULL)
    self->cell (self->row, self->column, text, self->data, &self->error);
  self->column++;
}

static void
on_row (int end, void *data)
{
  Reader *self = data;

  self->row++;
  self->column = 0;
}

static guint
count (const char *text, const char *end, const char *mark)
{
  guint n = 0;

  for (const char *at = strstr (text, mark); at != NULL && at < end;
       at = strstr (at + strlen (mark), mark))
    n++;
  return n;
}

/* The mark that is most frequent in the first lines; a full-width comma typed by hand, too. */
static const char *
find_separator (const char *text)
{
  static const char *const marks[] = { ",", "\t", ";", "，", "；" };
  const char *end = text, *best = marks[0];
  guint most = 0;

  for (guint i = 0; i < SNIFF_LINES && *end != '\0'; i++)
    end += strcspn (end, "\n") + (end[strcspn (end, "\n")] == '\n');
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      guint n = count (text, end, marks[i]);

      if (n > most)
        {
          most = n;
          best = marks[i];
        }
    }
  return best;
}

/* Calls @cell for each field, in order, until it fails; rows and columns count from 0. */
gboolean
geng_csv_grid (const char *text, GengCsvCell cell, gpointer data, GError **error)
{
  const char *separator = find_separator (text);
  g_autoptr (GString) plain = g_string_new (text);
  Reader self = { .cell = cell, .data = data };
  struct csv_parser parser;

  if (separator[1] != '\0')
    {
      g_string_replace (plain, separator, ",", 0);
      separator = ",";
    }
  /* Blank lines count, so that rows have the numbers that a spreadsheet shows. */
  if (csv_init (&parser, CSV_REPALL_NL) != 0)
    g_error ("csv_init: out of memory");
  csv_set_delim (&parser, (unsigned char) separator[0]);
  g_string_replace (plain, "\r\n", "\n", 0);
  csv_parse (&parser, plain->str, plain->len, on_field, on_row, &self);
  csv_fini (&parser, on_field, on_row, &self);
  csv_free (&parser);
  if (self.error != NULL)
    g_propagate_error (error, self.error);
  return self.error == NULL;
}
