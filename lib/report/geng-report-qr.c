/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-qr.h"

#include <qrencode.h>

#include "geng-report-html.h"

/* Blank modules that scanners need on each side (ISO/IEC 18004). */
#define QUIET 4

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QRcode, QRcode_free)

/* The lowest bit of a module tells dark from light. */
static gboolean
is_dark (const QRcode *code, int x, int y)
{
  return x < code->width && (code->data[y * code->width + x] & 1);
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
