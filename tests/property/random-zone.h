/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "random-station.h"

G_BEGIN_DECLS

/* Two random stations, "a" and "b", and the people of a third, "p", whom they share: as one. */
RandomCase *random_zone_new (guint64 seed);
/* The same seen from the first of them: with guests, who serve at the other. */
RandomCase *random_village_new (guint64 seed);

G_END_DECLS
