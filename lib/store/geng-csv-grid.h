/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <glib.h>

typedef gboolean (
    *GengCsvCell) (guint row, guint column, const char *text, gpointer data, GError **error);

GENG_SHARED
gboolean geng_csv_grid (const char *text, GengCsvCell cell, gpointer data, GError **error);
