/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-faults.h"

GENG_SHARED
char *geng_charset_decode (GBytes *bytes, GengFaults *faults);
char *geng_charset_load (const char *folder, const char *file, gboolean needed, GengFaults *faults);
void geng_charset_advance (const char *text, gsize length, guint *line, guint *column);
