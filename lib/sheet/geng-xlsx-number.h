/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* What a cell's format makes of its number. */
typedef enum
{
  GENG_FORMAT_NUMBER,
  GENG_FORMAT_DATE,
  GENG_FORMAT_TIME,
  GENG_FORMAT_DATE_TIME
} GengFormat;

GengFormat geng_format_builtin (int id);
GengFormat geng_format_code (const char *code);
char *geng_format_number (const char *value, GengFormat format, gboolean from_1904);
