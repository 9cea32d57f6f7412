/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* What is read from JSON that others wrote.  (nullable): NULL where there is no such member, or it
 * is no text */
const char *json_read_text (JsonObject *object, const char *name);
