/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One sheet of a workbook into a table (ECMA-376 part 1, 18.3.1): rows of cells <c r s t> with a
 * value <v>, and merged areas. */

#include "geng-xlsx-page.h"
#include "geng-gettext.h"
#include "geng-xlsx-xml.h"
#include <geng/geng-error.h>

#include <string.h>

/* Areas that are looked at; a roster has a handful. */
#define MERGES_MAX 10000
/* What one cell may hold in a workbook (in characters), and more than any of ours needs. */
#define TEXT_MAX 32767

typedef struct
{
  const GengXlsxBook *book;
  GengWorksheet *table;
  GArray *merges; /* of GengMerge */
  GString *text;  /* of the value being read */
  char *type;
  guint row, column; /* of the cell being read */
  guint style;
  gboolean in_value;
  gboolean formula;
  GError *error; /* the first one; what follows is left out */
} Page;

/* "AB12" to row 11, column 27.  Returns what follows, NULL for what is no reference. */
static const char *
parse_reference (const char *text, guint *row, guint *column)
{
  guint64 letters = 0, digits = 0;
  const char *at = text;

  for (; g_ascii_isalpha (*at) && letters < G_MAXUINT16; at++)
    letters = letters * 26 + (guint64) (g_ascii_toupper (*at) - 'A' + 1);
  if (at == text || !g_ascii_isdigit (*at))
    return NULL;
  for (; g_ascii_isdigit (*at) && digits < G_MAXINT32; at++)
    digits = digits * 10 + (guint64) (*at - '0');
  if (digits == 0 || g_ascii_isalnum (*at))
    return NULL;
  *row = (guint) digits - 1;
  *column = (guint) letters - 1;
  return at;
}

static void
start_cell (Page *self, const char *const *attributes)
{
  const char *reference = geng_xml_get (attributes, "r");
  const char *style = geng_xml_get (attributes, "s");

  /* Without a reference a cell stands right of the one before. */
  if (reference == NULL || parse_reference (reference, &self->row, &self->column) == NULL)
    self->column++;
  g_free (self->type);
  self->type = g_strdup (geng_xml_get (attributes, "t"));
  self->style = style != NULL ? (guint) g_ascii_strtoull (style, NULL, 10) : 0;
  self->formula = FALSE;
  g_string_truncate (self->text, 0);
}

static void
start_row (Page *self, const char *const *attributes)
{
  const char *number = geng_xml_get (attributes, "r");
  guint64 row = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  self->row = row > 0 && row < G_MAXINT32 ? (guint) row - 1 : self->row + 1;
  self->column = G_MAXUINT;
}

static void
add_merge (Page *self, const char *const *attributes)
{
  const char *area = geng_xml_get (attributes, "ref");
  GengMerge merge;
  const char *colon = area != NULL ? parse_reference (area, &merge.top, &merge.left) : NULL;

  if (colon != NULL && *colon == ':' && self->merges->len < MERGES_MAX
      && parse_reference (colon + 1, &merge.bottom, &merge.right) != NULL)
    g_array_append_val (self->merges, merge);
}

static void
on_start (gpointer data, const char *name, const char *const *attributes)
{
  Page *self = data;

  if (g_str_equal (name, "row"))
    start_row (self, attributes);
  else if (g_str_equal (name, "c"))
    start_cell (self, attributes);
  else if (g_str_equal (name, "f"))
    self->formula = TRUE;
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    self->in_value = TRUE;
  else if (g_str_equal (name, "mergeCell"))
    add_merge (self, attributes);
}

static void
on_text (gpointer data, const char *text, gsize size)
{
  Page *self = data;

  if (self->in_value && self->text->len < TEXT_MAX)
    g_string_append_len (self->text, text, (gssize) MIN (size, TEXT_MAX));
}

static char *
shared_text (Page *self)
{
  guint64 index = 0;

  if (!g_ascii_string_to_unsigned (self->text->str, 10, 0, G_MAXUINT, &index, NULL)
      || index >= self->book->strings->len)
    return g_strdup ("");
  return g_strdup (g_ptr_array_index (self->book->strings, index));
}

static char *
cell_text (Page *self)
{
  GengFormat format = GENG_FORMAT_NUMBER;

  if (g_strcmp0 (self->type, "s") == 0)
    return shared_text (self);
  /* Texts of a formula or inline, errors like #N/A, truth values, ISO dates: as they stand. */
  if (self->type != NULL && !g_str_equal (self->type, "n"))
    return g_utf8_make_valid (self->text->str, (gssize) self->text->len);
  if (self->style < self->book->formats->len)
    format = g_array_index (self->book->formats, GengFormat, self->style);
  return geng_format_number (self->text->str, format, self->book->from_1904);
}

static void
end_cell (Page *self)
{
  g_autofree char *text = NULL;

  if (self->error != NULL)
    return;
  if (self->formula && self->text->len == 0 && g_strcmp0 (self->type, "str") != 0)
    {
      g_autofree char *place = geng_worksheet_get_place (self->table, self->row, self->column);

      g_set_error (&self->error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: a formula without its value; open the file in WPS, save it and take it "
                      "again, or paste the cells as values"),
                   place);
      return;
    }
  text = cell_text (self);
  geng_worksheet_set (self->table, self->row, self->column, text, &self->error);
}

static void
on_end (gpointer data, const char *name)
{
  Page *self = data;

  if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    self->in_value = FALSE;
  else if (g_str_equal (name, "c"))
    end_cell (self);
}

static void
merge_all (Page *self)
{
  for (guint i = 0; i < self->merges->len && self->error == NULL; i++)
    geng_worksheet_merge (self->table, &g_array_index (self->merges, GengMerge, i), &self->error);
}

/* @part_name: for messages; @file, @sheet: the table's */
GengWorksheet *
geng_xlsx_page_read (GBytes *part,
                     const char *part_name,
                     const GengXlsxBook *book,
                     const char *file,
                     const char *sheet,
                     GError **error)
{
  static const GengXmlCalls calls = { on_start, on_end, on_text };
  g_autoptr (GengWorksheet) table = geng_worksheet_new (file, sheet);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) merges = g_array_new (FALSE, FALSE, sizeof (GengMerge));
  Page self = { .book = book, .table = table, .merges = merges, .text = text };

  self.row = self.column = G_MAXUINT;
  if (geng_xml_parse (part, part_name, &calls, &self, error))
    {
      merge_all (&self);
      if (self.error != NULL)
        g_propagate_error (error, g_steal_pointer (&self.error));
      else
        {
          g_free (self.type);
          return g_steal_pointer (&table);
        }
    }
  g_clear_error (&self.error);
  g_free (self.type);
  return NULL;
}
