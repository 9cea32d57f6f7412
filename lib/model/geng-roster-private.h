/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-list-private.h"

/* Without a look at the station: the roster has the days, and the member none on that day. */
void geng_roster_put_in (GengRoster *self, GengDuty *duty);

/* (element-type GengSetAside): who is left out, in the order of ids. */
GengList *geng_roster_get_aside (GengRoster *self);
/* Whether it says all that it is about. */
gboolean geng_set_aside_is_whole (GengSetAside *self);

/* Whether a roster, if there is one, is of this station; @what it should be stands in the error,
 * marked with N_ (). */
gboolean geng_roster_check_station (GengRoster *self,
                                    GengStation *station,
                                    const char *what,
                                    GError **error);
