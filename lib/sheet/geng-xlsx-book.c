/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The parts of a workbook around its sheets (ECMA-376 part 1, 18.2, 18.4, 18.8): which sheets there
 * are, the texts that cells share, and which styles show a number as a date. */

#include "geng-gettext.h"
#include "geng-xlsx-page.h"
#include "geng-xlsx-xml.h"
#include "geng-xlsx-zip.h"
#include <geng/geng-error.h>

#include <string.h>

/* Shared texts, styles and sheets that are read; a workbook of ours has some hundred. */
#define STRINGS_MAX 1000000
#define FORMATS_MAX 65536
#define SHEETS_MAX 256

typedef struct
{
  char *name;
  char *relation;
  gboolean hidden;
} Sheet;

typedef struct
{
  GengXlsxBook book;
  GPtrArray *sheets;     /* of Sheet */
  GHashTable *relations; /* id to the part's name */
  GHashTable *codes;     /* number of a format to GengFormat */
  GString *text;
  gboolean in_text, in_phonetic, in_cell_styles;
} Workbook;

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->relation);
  g_free (sheet);
}

static void
workbook_init (Workbook *self)
{
  self->book.strings = g_ptr_array_new_with_free_func (g_free);
  self->book.formats = g_array_new (FALSE, TRUE, sizeof (GengFormat));
  self->sheets = g_ptr_array_new_with_free_func (free_sheet);
  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->codes = g_hash_table_new (NULL, NULL);
  self->text = g_string_new (NULL);
}

static void
workbook_clear (Workbook *self)
{
  g_ptr_array_unref (self->book.strings);
  g_array_unref (self->book.formats);
  g_ptr_array_unref (self->sheets);
  g_hash_table_unref (self->relations);
  g_hash_table_unref (self->codes);
  g_string_free (self->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workbook, workbook_clear)

static void
ignore_end (gpointer data, const char *name)
{
}

static void
start_in_workbook (gpointer data, const char *name, const char *const *attributes)
{
  Workbook *self = data;
  const char *text;

  if (g_str_equal (name, "workbookPr"))
    {
      text = geng_xml_get (attributes, "date1904");
      self->book.from_1904 = text != NULL && (*text == '1' || *text == 't');
    }
  else if (g_str_equal (name, "sheet") && self->sheets->len < SHEETS_MAX)
    {
      Sheet *sheet = g_new0 (Sheet, 1);

      text = geng_xml_get (attributes, "state");
      sheet->hidden = text != NULL && !g_str_equal (text, "visible");
      sheet->name = g_strdup (geng_xml_get (attributes, "name"));
      sheet->relation = g_strdup (geng_xml_get (attributes, "id"));
      g_ptr_array_add (self->sheets, sheet);
    }
}

/* Targets are relative to xl/ or begin with a slash. */
static void
start_in_relations (gpointer data, const char *name, const char *const *attributes)
{
  Workbook *self = data;
  const char *id = geng_xml_get (attributes, "Id"), *target = geng_xml_get (attributes, "Target");

  if (g_str_equal (name, "Relationship") && id != NULL && target != NULL)
    g_hash_table_insert (self->relations, g_strdup (id),
                         target[0] == '/' ? g_strdup (target + 1)
                                          : g_strconcat ("xl/", target, NULL));
}

static void
start_in_strings (gpointer data, const char *name, const char *const *attributes)
{
  Workbook *self = data;

  if (g_str_equal (name, "si"))
    g_string_truncate (self->text, 0);
  else if (g_str_equal (name, "rPh"))
    self->in_phonetic = TRUE;
  else if (g_str_equal (name, "t"))
    self->in_text = !self->in_phonetic;
}

static void
end_in_strings (gpointer data, const char *name)
{
  Workbook *self = data;

  if (g_str_equal (name, "t"))
    self->in_text = FALSE;
  else if (g_str_equal (name, "rPh"))
    self->in_phonetic = FALSE;
  else if (g_str_equal (name, "si") && self->book.strings->len < STRINGS_MAX)
    g_ptr_array_add (self->book.strings, g_strdup (self->text->str));
}

static void
text_in_strings (gpointer data, const char *text, gsize size)
{
  Workbook *self = data;

  if (self->in_text)
    g_string_append_len (self->text, text, (gssize) size);
}

static void
start_in_styles (gpointer data, const char *name, const char *const *attributes)
{
  Workbook *self = data;
  const char *number = geng_xml_get (attributes, "numFmtId");
  int id = number != NULL ? (int) g_ascii_strtoll (number, NULL, 10) : 0;
  GengFormat format;

  if (g_str_equal (name, "numFmt") && geng_xml_get (attributes, "formatCode") != NULL)
    g_hash_table_insert (
        self->codes, GINT_TO_POINTER (id),
        GINT_TO_POINTER (geng_format_code (geng_xml_get (attributes, "formatCode"))));
  else if (g_str_equal (name, "cellXfs"))
    self->in_cell_styles = TRUE;
  else if (g_str_equal (name, "xf") && self->in_cell_styles
           && self->book.formats->len < FORMATS_MAX)
    {
      format = g_hash_table_contains (self->codes, GINT_TO_POINTER (id))
                   ? (GengFormat) GPOINTER_TO_INT (
                       g_hash_table_lookup (self->codes, GINT_TO_POINTER (id)))
                   : geng_format_builtin (id);
      g_array_append_val (self->book.formats, format);
    }
}

static void
end_in_styles (gpointer data, const char *name)
{
  if (g_str_equal (name, "cellXfs"))
    ((Workbook *) data)->in_cell_styles = FALSE;
}

static const struct
{
  const char *part;
  gboolean needed;
  GengXmlCalls calls;
} parts[] = {
  { "xl/workbook.xml", TRUE, { start_in_workbook, ignore_end, NULL } },
  { "xl/_rels/workbook.xml.rels", TRUE, { start_in_relations, ignore_end, NULL } },
  { "xl/sharedStrings.xml", FALSE, { start_in_strings, end_in_strings, text_in_strings } },
  { "xl/styles.xml", FALSE, { start_in_styles, end_in_styles, NULL } },
};

static gboolean
read_parts (Workbook *self, GengZip *zip, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GBytes) part = geng_zip_read (zip, parts[i].part, &failure);

      if (part == NULL && parts[i].needed)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (part != NULL && !geng_xml_parse (part, parts[i].part, &parts[i].calls, self, error))
        return FALSE;
    }
  return TRUE;
}

static GengWorksheet *
read_sheet (Workbook *self, GengZip *zip, const Sheet *sheet, const char *file, GError **error)
{
  const char *name
      = sheet->relation != NULL ? g_hash_table_lookup (self->relations, sheet->relation) : NULL;
  g_autoptr (GBytes) part = NULL;

  if (name == NULL || sheet->name == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("a sheet of the workbook is missing"));
      return NULL;
    }
  part = geng_zip_read (zip, name, error);
  if (part == NULL)
    return NULL;
  return geng_xlsx_page_read (part, name, &self->book, file, sheet->name, error);
}

static GengWorksheet *
refuse_sheet (Workbook *self, const char *wanted, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->sheets->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((Sheet *) g_ptr_array_index (self->sheets, i))->name);
  if (wanted != NULL)
    g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("no sheet '%s'; there are: %s"), wanted,
                 names->str);
  else
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("all sheets are empty"));
  return NULL;
}

/* The named sheet, or the first that is shown and not empty. */
static GengWorksheet *
choose_sheet (Workbook *self, GengZip *zip, const char *file, const char *wanted, GError **error)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      const Sheet *sheet = g_ptr_array_index (self->sheets, i);
      g_autoptr (GengWorksheet) table = NULL;

      if (wanted != NULL ? g_strcmp0 (sheet->name, wanted) != 0 : sheet->hidden)
        continue;
      table = read_sheet (self, zip, sheet, file, error);
      if (table == NULL)
        return NULL;
      if (wanted != NULL || geng_worksheet_get_n_rows (table) > 0)
        return g_steal_pointer (&table);
    }
  return refuse_sheet (self, wanted, error);
}

/* @sheet: (nullable) */
GengWorksheet *
geng_xlsx_read (GBytes *content, const char *file, const char *sheet, GError **error)
{
  g_autoptr (GengZip) zip = geng_zip_open (content);
  g_auto (Workbook) self = { 0 };
  GengWorksheet *table = NULL;

  workbook_init (&self);
  if (zip == NULL)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("cut short or spoilt; save the workbook again"));
  else if (read_parts (&self, zip, error))
    table = choose_sheet (&self, zip, file, sheet, error);
  if (table == NULL && error != NULL && *error != NULL
      && !g_str_has_prefix ((*error)->message, file))
    g_prefix_error (error, "%s: ", file);
  return table;
}
