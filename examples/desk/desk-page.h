/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* The page's files, which are built into the program. */

/* (transfer full): the page in the language of the program. @key: what its script writes with */
char *desk_page_dup_html (const char *key);
/* (transfer full) (nullable): @path: "/desk.js"; @type: (out): its media type */
GBytes *desk_page_read (const char *path, const char **type);
