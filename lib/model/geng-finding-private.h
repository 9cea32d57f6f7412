/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

GengFinding *geng_finding_new (GengSeverity severity,
                               const char *rule,
                               GPtrArray *members,
                               GengDemand *demand,
                               const GDate *first,
                               const GDate *last,
                               gint64 amount,
                               gint64 cost,
                               const char *message);

/* Both say the same of the same members and days. */
gboolean geng_finding_equal (GengFinding *a, GengFinding *b);

G_END_DECLS
