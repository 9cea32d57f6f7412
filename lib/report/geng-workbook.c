/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libxlsxwriter 1.1.4 writes to files alone: a workbook goes through a temporary one. */
#include "geng-workbook.h"

#include <geng-office/geng-office.h>
#include <unistd.h>

/* 2020-01-01: a fixed date of creation, so that the same content gives the same file. */
#define CREATED 1577836800

static gboolean
write_file (const char *filename,
            const char *title,
            GengWorkbookFill fill,
            gpointer data,
            GError **error)
{
  lxw_doc_properties properties = { .title = (char *) title, .created = CREATED };
  lxw_workbook *book = workbook_new (filename);
  lxw_error failure;

  workbook_set_properties (book, &properties);
  fill (book, data);
  failure = workbook_close (book);
  if (failure != LXW_NO_ERROR)
    g_set_error (error, GENG_ERROR, GENG_ERROR_IO, "%s: %s", filename, lxw_strerror (failure));
  return failure == LXW_NO_ERROR;
}

GBytes *
geng_workbook_make (const char *title, GengWorkbookFill fill, gpointer data, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *filename = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;
  int fd = g_file_open_tmp ("geng-XXXXXX.xlsx", &filename, &reason);

  if (fd >= 0)
    {
      close (fd);
      if (write_file (filename, title, fill, data, &reason))
        g_file_get_contents (filename, &content, &length, &reason);
      unlink (filename);
    }
  if (reason == NULL)
    return g_bytes_new_take (g_steal_pointer (&content), length);
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_IO, reason->message);
  return NULL;
}
