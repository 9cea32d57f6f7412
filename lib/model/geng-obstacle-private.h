/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* rule: (nullable); members: (element-type GengMember).  All is copied. */
GengObstacle *geng_obstacle_new (const char *rule, const char *title, GPtrArray *members);

G_END_DECLS
