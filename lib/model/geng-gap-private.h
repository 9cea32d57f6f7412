/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

GengGap *geng_gap_new (GengDemand *demand, const GDate *date, int from, int to,
                       const char *role, int missing);

G_END_DECLS
