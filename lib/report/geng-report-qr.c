/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-qr.h"

#include <geng-office/geng-office.h>
#include <qrcodegen/qrcodegen.h>

#include "geng-report-html.h"

#include <string.h>

/* Blank modules that scanners need on each side (ISO/IEC 18004). */
#define QUIET 4

/* Of a stroke, with any numbers. */
#define STROKE_LENGTH 64

/* There are hundreds of strokes in a code, and a page of slips has thousands of codes. */
static char *
put_number (char *to, const char *before, int number)
{
  char digits[STROKE_LENGTH];
  guint at = sizeof digits;

  do
    digits[--at] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  to = g_stpcpy (to, before);
  memcpy (to, digits + at, sizeof digits - at);
  return to + (sizeof digits - at);
}

/* A stroke for each run of dark modules keeps the picture small. */
static void
append_row (const guint8 *code, int y, GString *html)
{
  int size = qrcodegen_getSize (code);

  for (int x = 0; x < size; x++)
    {
      int first = x;

      while (x < size && qrcodegen_getModule (code, x, y))
        x++;
      if (x > first)
        {
          char stroke[STROKE_LENGTH], *end;

          end = put_number (stroke, "M", first + QUIET);
          end = put_number (end, " ", y + QUIET);
          end = put_number (end, "h", x - first);
          end = put_number (end, "v1h-", x - first);
          *end++ = 'z';
          g_string_append_len (html, stroke, end - stroke);
        }
    }
}

/* Readers take any of the eight masks (ISO/IEC 18004), and codes of random tokens are as even under
 * one as under another.  Trying all of them for the least penalty would be a third of the work of
 * publishing 2,000 calendars. */
#define MASK qrcodegen_Mask_2

/* Encodes @text at the level that withstands a crease (15 %); FALSE when it is too long. */
static gboolean
encode (const char *text, guint8 code[static qrcodegen_BUFFER_LEN_MAX])
{
  guint8 scratch[qrcodegen_BUFFER_LEN_MAX];

  return qrcodegen_encodeText (text, scratch, code, qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN,
                               qrcodegen_VERSION_MAX, MASK, TRUE);
}

/* Appends @text as a QR code in SVG; FALSE when it is too long for one. */
gboolean
geng_qr_append (GString *html, const char *text, const char *label)
{
  guint8 code[qrcodegen_BUFFER_LEN_MAX];
  int size, side;

  if (!encode (text, code))
    return FALSE;
  size = qrcodegen_getSize (code);
  side = size + 2 * QUIET;
  g_string_append (html, "<svg role=\"img\" aria-label=\"");
  geng_html_text (html, label);
  g_string_append_printf (html, "\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">", side,
                          side);
  g_string_append_printf (html, "<path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path d=\"", side, side,
                          side);
  for (int y = 0; y < size; y++)
    append_row (code, y, html);
  g_string_append (html, "\"/></svg>");
  return TRUE;
}

/* Blank modules that suffice on a screen, where lines are dear. */
#define TERMINAL_QUIET 2

/**
 * geng_report_qr_text:
 * @text: an address
 *
 * A QR code for a terminal: two rows of modules a line, in the half blocks of Unicode.  Dark
 * modules are left blank, so that it is read from a dark screen; most readers take it on a light
 * one too.
 *
 * Returns: (transfer full) (nullable): lines of text, or %NULL when @text is too long for a code
 */
char *
geng_report_qr_text (const char *text)
{
  static const char *const blocks[] = { "█", "▄", "▀", " " };
  guint8 code[qrcodegen_BUFFER_LEN_MAX];
  GString *out;
  int end;

  g_return_val_if_fail (text != NULL, NULL);
  if (!encode (text, code))
    return NULL;
  out = g_string_new (NULL);
  end = qrcodegen_getSize (code) + TERMINAL_QUIET;
  for (int y = -TERMINAL_QUIET; y < end; y += 2)
    {
      /* Beyond its edge a code is light. */
      for (int x = -TERMINAL_QUIET; x < end; x++)
        g_string_append (
            out,
            blocks[qrcodegen_getModule (code, x, y) + 2 * qrcodegen_getModule (code, x, y + 1)]);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
