/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ical-file.h"

#include "geng-ical-lines.h"

#include <geng-office/geng-office.h>
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (icalcomponent, icalcomponent_free)

typedef struct
{
  const char *file;
  GengIcalFile *out;
  gboolean whole;
  char *stack[GENG_ICAL_MAX_DEPTH];
  guint depth;
  guint line;
  GString *text; /* of the block being cut out */
  guint begun;   /* its first line */
} Scan;

static void
block_free (gpointer data)
{
  GengIcalBlock *block = data;
  g_free (block->name);
  g_free (block->text);
  g_free (block->kind);
  g_free (block);
}

void
geng_ical_file_free (GengIcalFile *self)
{
  g_ptr_array_unref (self->blocks);
  g_free (self->zone);
  g_free (self);
}

G_GNUC_PRINTF (3, 4)
static gboolean
fail (Scan *scan, GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s:%u: %s", scan->file, scan->line, valid);
  return FALSE;
}

/* UTF-16 tells itself by its byte order mark. */
static char *
decode_utf16 (const char *text, gsize length)
{
  gboolean little = length >= 2 && memcmp (text, "\xff\xfe", 2) == 0;
  gboolean big = length >= 2 && memcmp (text, "\xfe\xff", 2) == 0;
  gsize written;
  char *out = !little && !big ? NULL
                              : g_convert (text + 2, length - 2, "UTF-8",
                                           little ? "UTF-16LE" : "UTF-16BE", NULL, &written, NULL);
  if (out != NULL && memchr (out, '\0', written) != NULL)
    g_clear_pointer (&out, g_free);
  return out;
}

/* UTF-8 with or without a BOM, or GB18030, which some Chinese phones and Windows programs write. */
static char *
decode (GBytes *content, const char *file, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (content, &length);
  char *wide;
  if (length == 0)
    return g_strdup (""); /* such bytes may have no address */
  if (length > GENG_ICAL_MAX_FILE)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_TOO_LARGE, _ ("%s: larger than %u MiB"), file,
                   GENG_ICAL_MAX_FILE / 1024 / 1024);
      return NULL;
    }
  wide = decode_utf16 (text, length);
  if (wide != NULL)
    return wide;
  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: not a text file: it holds a NUL byte"), file);
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3, length -= 3;
  if (g_utf8_validate (text, length, NULL))
    return g_strndup (text, length);
  char *converted = g_convert (text, length, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (converted == NULL)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: neither UTF-8 nor GB18030"), file);
  return converted;
}

static gboolean
begin (Scan *scan, const char *name, GError **error)
{
  if (scan->depth == GENG_ICAL_MAX_DEPTH)
    return fail (scan, error, _ ("components nested deeper than %d"), GENG_ICAL_MAX_DEPTH);
  if (scan->depth == 0 && g_ascii_strcasecmp (name, "VCALENDAR") != 0)
    return fail (scan, error, _ ("BEGIN:VCALENDAR expected, found BEGIN:%.40s"), name);
  if (scan->depth == 0)
    scan->out->n_calendars++;
  if (scan->depth == 1)
    {
      if (scan->out->blocks->len == GENG_ICAL_MAX_BLOCKS)
        return fail (scan, error, _ ("more than %d components"), GENG_ICAL_MAX_BLOCKS);
      scan->begun = scan->line;
      g_string_truncate (scan->text, 0);
    }
  scan->stack[scan->depth++] = g_ascii_strup (name, -1);
  return TRUE;
}

static void
cut_block (Scan *scan)
{
  GengIcalBlock *block = g_new0 (GengIcalBlock, 1);
  block->name = g_strdup (scan->stack[1]);
  block->line = scan->begun;
  block->kind = geng_ical_lines_of_kind (scan->text->str);
  if (scan->whole || g_str_equal (block->name, "VTIMEZONE"))
    {
      block->n_lines = scan->line - scan->begun + 1;
      block->text = g_strndup (scan->text->str, scan->text->len);
    }
  else
    block->text = geng_ical_lines_of_time (scan->text->str, &block->n_lines);
  g_ptr_array_add (scan->out->blocks, block);
}

static gboolean
end (Scan *scan, const char *name, GError **error)
{
  if (scan->depth == 0 || g_ascii_strcasecmp (scan->stack[scan->depth - 1], name) != 0)
    return fail (scan, error, _ ("END:%.40s without its BEGIN"), name);
  if (scan->depth == 2)
    cut_block (scan);
  g_clear_pointer (&scan->stack[--scan->depth], g_free);
  return TRUE;
}

/* Controls have no meaning in a line and some readers stumble over them. */
static void
keep_line (Scan *scan, const char *line)
{
  const char *zone = "X-WR-TIMEZONE:";
  if (scan->depth == 1 && scan->out->zone == NULL
      && g_ascii_strncasecmp (line, zone, strlen (zone)) == 0)
    scan->out->zone = g_strndup (line + strlen (zone), 100);
  if (scan->depth < 2)
    return;
  for (const char *p = line; *p != '\0'; p++)
    if ((guchar) *p >= 0x20 || *p == '\t')
      g_string_append_c (scan->text, *p);
  g_string_append (scan->text, "\r\n");
}

static gboolean
scan_line (Scan *scan, char *line, gsize length, GError **error)
{
  gboolean is_begin, is_end;
  if (length > GENG_ICAL_MAX_LINE)
    return fail (scan, error, _ ("a line longer than %u KiB"), GENG_ICAL_MAX_LINE / 1024);
  is_begin = g_ascii_strncasecmp (line, "BEGIN:", 6) == 0;
  is_end = g_ascii_strncasecmp (line, "END:", 4) == 0;
  if (is_begin && !begin (scan, g_strchomp (line + 6), error))
    return FALSE;
  if (!is_begin && scan->depth == 0 && g_strstrip (line)[0] != '\0')
    return fail (scan, error, _ ("BEGIN:VCALENDAR expected; this is no iCalendar file"));
  keep_line (scan, line);
  return !is_end || end (scan, g_strchomp (line + 4), error);
}

static gboolean
scan_text (Scan *scan, char *text, GError **error)
{
  for (char *line = text; line != NULL && *line != '\0';)
    {
      char *feed = strchr (line, '\n');
      gsize length = feed == NULL ? strlen (line) : (gsize) (feed - line);
      if (feed != NULL)
        *feed = '\0';
      scan->line++;
      if (length > 0 && line[length - 1] == '\r')
        line[--length] = '\0';
      if (!scan_line (scan, line, length, error))
        return FALSE;
      line = feed == NULL ? NULL : feed + 1;
    }
  if (scan->depth > 0)
    return fail (scan, error, _ ("the file ends without END:%s; is it complete?"),
                 scan->stack[scan->depth - 1]);
  if (scan->out->n_calendars == 0)
    return fail (scan, error, _ ("BEGIN:VCALENDAR expected; the file is empty"));
  return TRUE;
}

GengIcalFile *
geng_ical_file_scan (GBytes *content, const char *file, gboolean whole, GError **error)
{
  g_autofree char *text = decode (content, file, error);
  g_autoptr (GengIcalFile) out = NULL;
  gboolean fine;
  if (text == NULL)
    return NULL;
  if (strchr (text, '\n') == NULL)
    g_strdelimit (text, "\r", '\n'); /* the line breaks of old Macs */
  out = g_new0 (GengIcalFile, 1);
  out->blocks = g_ptr_array_new_with_free_func (block_free);
  Scan scan = { .file = file, .out = out, .whole = whole, .text = g_string_new (NULL) };
  fine = scan_text (&scan, text, error);
  while (scan.depth > 0)
    g_free (scan.stack[--scan.depth]);
  g_string_free (scan.text, TRUE);
  return fine ? g_steal_pointer (&out) : NULL;
}

static char *
first_error (icalcomponent *component)
{
  icalproperty *fault = icalcomponent_get_first_property (component, ICAL_XLICERROR_PROPERTY);
  if (fault != NULL)
    return g_strdup (icalproperty_get_xlicerror (fault));
  for (icalcomponent *inner = icalcomponent_get_first_component (component, ICAL_ANY_COMPONENT);
       inner != NULL; inner = icalcomponent_get_next_component (component, ICAL_ANY_COMPONENT))
    {
      char *text = first_error (inner);
      if (text != NULL)
        return text;
    }
  return NULL;
}

/* libical takes time by the square of a property's parameters. */
static gboolean
has_long_property (const char *text)
{
  guint semicolons = 0;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == ';' && (p == text || p[-1] != '\\'))
        semicolons++;
      else if (*p == '\n' && p[1] != ' ' && p[1] != '\t')
        semicolons = 0;
      if (semicolons > GENG_ICAL_MAX_PARAMETERS)
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_parse (const GengIcalFile *file, const GengIcalBlock *block, char **reason)
{
  if (block->n_lines > GENG_ICAL_MAX_BLOCK_LINES)
    *reason
        = g_strdup_printf (_ ("more than %d lines in one component"), GENG_ICAL_MAX_BLOCK_LINES);
  else if (file->bad_lines > GENG_ICAL_MAX_BAD_LINES)
    *reason = g_strdup (_ ("not read, after so much that is not readable"));
  else if (has_long_property (block->text))
    *reason
        = g_strdup_printf (_ ("a property with more than %d parameters"), GENG_ICAL_MAX_PARAMETERS);
  return *reason == NULL;
}

icalcomponent *
geng_ical_block_parse (GengIcalFile *file, const GengIcalBlock *block, char **reason)
{
  g_autoptr (icalcomponent) component = NULL;
  g_autofree char *fault = NULL;
  if (!may_parse (file, block, reason))
    return NULL;
  icalerror_set_errors_are_fatal (0);
  component = icalparser_parse_string (block->text);
  fault = component == NULL ? NULL : first_error (component);
  if (component != NULL && fault == NULL)
    return g_steal_pointer (&component);
  file->bad_lines += block->n_lines;
  *reason = fault == NULL ? g_strdup (_ ("not readable"))
                          : g_strdup_printf (_ ("not readable: %.200s"), fault);
  return NULL;
}
