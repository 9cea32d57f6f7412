/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* The catalogue of the library: texts that people read go through _(). */
#include <glib/gi18n-lib.h>

/* The plural that libintl brings would look in the program's catalogue. */
#undef ngettext
#define ngettext(one, many, n) g_dngettext (GETTEXT_PACKAGE, one, many, n)
