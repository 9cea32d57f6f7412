/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <glib.h>

#define GENG_FILE_MAX ((gsize) 16 * 1024 * 1024)
/* What a web server shows instead of a folder's names. */
#define GENG_FILE_DOOR "index.html"

GENG_SHARED
GBytes *geng_file_read (const char *path, gsize max, GError **error);
gboolean geng_file_create_private (const char *path,
                                   GBytes *content,
                                   guint *open_mode,
                                   GError **error);
gboolean geng_file_append (const char *path, const char *text, GError **error);
gboolean geng_file_append_line (const char *path, const char *line, gsize max, GError **error);
gboolean geng_file_sync (const char *path, GError **error);
gboolean geng_file_sync_parent (const char *path, GError **error);
gboolean geng_file_rename (const char *from, const char *to, GError **error);
gboolean geng_file_unlink (const char *path, GError **error);
gboolean geng_file_equals (const char *path, GBytes *content);
gboolean geng_file_check_inside (const char *folder, const char *path, GError **error);
gboolean geng_file_fail (GError **error, const char *what, const char *path);
