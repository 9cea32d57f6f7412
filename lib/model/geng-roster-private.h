/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* Without a look at the station: the roster has the days, and the member none on that day. */
void geng_roster_put_in (GengRoster *self, GengDuty *duty);

/* Whether a roster, if there is one, is of this station; @what it should be stands in the error,
 * marked with N_ (). */
gboolean geng_roster_check_station (GengRoster *self,
                                    GengStation *station,
                                    const char *what,
                                    GError **error);
