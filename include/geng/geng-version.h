/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-version-macros.h"

G_BEGIN_DECLS

/* Of the library that the program runs with; the macros are of the headers. */
GENG_AVAILABLE_IN_1_0
guint geng_get_major_version (void);
GENG_AVAILABLE_IN_1_0
guint geng_get_minor_version (void);
GENG_AVAILABLE_IN_1_0
guint geng_get_micro_version (void);
GENG_AVAILABLE_IN_1_0
gboolean geng_check_version (guint major, guint minor, guint micro);

G_END_DECLS
