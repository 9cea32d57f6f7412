/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-qr.h"

#include <geng/geng.h>
#include <qrencode.h>

#include "geng-report-html.h"

/* Blank modules that scanners need on each side (ISO/IEC 18004). */
#define QUIET 4

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QRcode, QRcode_free)

/* The lowest bit of a module tells dark from light. */
static gboolean
is_dark (const QRcode *code, int x, int y)
{
  return x >= 0 && y >= 0 && x < code->width && y < code->width
         && (code->data[y * code->width + x] & 1);
}

/* A stroke for each run of dark modules keeps the picture small. */
static void
append_row (const QRcode *code, int y, GString *html)
{
  for (int x = 0; x < code->width; x++)
    {
      int first = x;

      while (is_dark (code, x, y))
        x++;
      if (x > first)
        g_string_append_printf (html, "M%d %dh%dv1h-%dz", first + QUIET, y + QUIET, x - first,
                                x - first);
    }
}

/* Appends @text as a QR code in SVG; FALSE when it is too long for one. */
gboolean
geng_qr_append (GString *html, const char *text, const char *label)
{
  g_autoptr (QRcode) code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  int side;

  if (code == NULL)
    return FALSE;
  side = code->width + 2 * QUIET;
  g_string_append (html, "<svg role=\"img\" aria-label=\"");
  geng_html_text (html, label);
  g_string_append_printf (html, "\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">", side,
                          side);
  g_string_append_printf (html, "<path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path d=\"", side, side,
                          side);
  for (int y = 0; y < code->width; y++)
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
  g_autoptr (QRcode) code = NULL;
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);
  code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  if (code == NULL)
    return NULL;
  out = g_string_new (NULL);
  for (int y = -TERMINAL_QUIET; y < code->width + TERMINAL_QUIET; y += 2)
    {
      for (int x = -TERMINAL_QUIET; x < code->width + TERMINAL_QUIET; x++)
        g_string_append (out, blocks[is_dark (code, x, y) + 2 * is_dark (code, x, y + 1)]);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
