/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* Flags of the properties, and setters of their fields: TRUE when the value changed. */

#define GENG_READABLE (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS)
#define GENG_READWRITE (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)
#define GENG_CONSTRUCT (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS)

gboolean geng_field_set_text (char **field, const char *text);
gboolean geng_field_set_texts (char ***field, const char *const *texts);
gboolean geng_field_set_date (GDate **field, const GDate *date);
/* The date of a boxed value; an invalid one where there is none. */
void geng_field_get_date (const GValue *value, GDate *date);

G_END_DECLS
