/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of a duty day, in minutes from 00:00 of its date, as people say it. */
char *geng_span_to_string (int from, int to);

G_END_DECLS
