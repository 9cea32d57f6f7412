/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * JSON (RFC 8259) and GVariant: an object is a{sv}, an array av, a text s, a number x, t or d, a
 * truth value b, and null is left out of objects and refused in arrays.
 */

/* Returns: (transfer full): @value, which is made of the types above, on lines of two blanks a
 * level, ended by a line break */
char *geng_json_print (GVariant *value);
/* length: in bytes, or -1.
 * Returns: (transfer full), not floating; or NULL with a message (transfer full) that has line and
 * column */
GVariant *geng_json_parse (const char *text, gssize length, char **message);

G_END_DECLS
