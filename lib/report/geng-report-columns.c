/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-columns.h"

#include "geng-report-width.h"

struct _GengColumns
{
  guint n_columns;
  guint *indents;   /* blanks before a column, besides the one between columns */
  GPtrArray *cells; /* row by row */
};

GengColumns *
geng_columns_new (guint n_columns)
{
  GengColumns *self = g_new0 (GengColumns, 1);

  self->n_columns = n_columns;
  self->indents = g_new0 (guint, n_columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
geng_columns_free (GengColumns *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->indents);
  g_free (self);
}

void
geng_columns_indent (GengColumns *self, guint column, guint blanks)
{
  self->indents[column] = blanks;
}

void
geng_columns_add (GengColumns *self, const char *text)
{
  g_ptr_array_add (self->cells, g_strdup (text));
}

void
geng_columns_take (GengColumns *self, char *text)
{
  g_ptr_array_add (self->cells, text);
}

/* Ends a row: what it lacks is blank. */
void
geng_columns_end (GengColumns *self)
{
  while (self->cells->len % self->n_columns != 0)
    geng_columns_add (self, "");
}

static const char *
cell (GengColumns *self, guint row, guint column)
{
  return g_ptr_array_index (self->cells, row * self->n_columns + column);
}

static guint
count_rows (GengColumns *self)
{
  return self->cells->len / self->n_columns;
}

static guint *
measure (GengColumns *self)
{
  guint *widths = g_new0 (guint, self->n_columns);

  for (guint row = 0; row < count_rows (self); row++)
    for (guint column = 0; column < self->n_columns; column++)
      widths[column] = MAX (widths[column], geng_report_width (cell (self, row, column)));
  return widths;
}

/* The column behind the last that still fits; at least one goes into each block. */
static guint
end_of_block (GengColumns *self, const guint *widths, guint first, guint width)
{
  guint taken = widths[0];
  guint column = first;

  while (column < self->n_columns)
    {
      taken += 1 + widths[column] + self->indents[column];
      if (width > 0 && taken > width && column > first)
        break;
      column++;
    }
  return column;
}

static void
print_block (GengColumns *self, const guint *widths, guint first, guint end, GString *text)
{
  for (guint row = 0; row < count_rows (self); row++)
    {
      geng_report_pad (text, cell (self, row, 0), widths[0]);
      for (guint column = first; column < end; column++)
        {
          guint room = 1 + widths[column] + self->indents[column];

          geng_report_pad_left (text, cell (self, row, column), room);
        }
      geng_report_trim (text);
      g_string_append_c (text, '\n');
    }
}

/* First column to the left, all others to the right; @width 0 never breaks. */
char *
geng_columns_print (GengColumns *self, guint width)
{
  GString *text = g_string_new (NULL);
  g_autofree guint *widths = measure (self);

  for (guint first = 1; first < self->n_columns;)
    {
      guint end = end_of_block (self, widths, first, width);

      if (first > 1)
        g_string_append_c (text, '\n');
      print_block (self, widths, first, end, text);
      first = end;
    }
  return g_string_free (text, FALSE);
}
