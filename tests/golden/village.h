/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

GengStation *village_new_station (const char *language);
GengRoster *village_new_roster (GengStation *station);

G_END_DECLS
