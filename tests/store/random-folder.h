/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* A station with everything that files can say, from a seed. */
GengStation *random_folder_station (guint32 seed);
GengRoster *random_folder_roster (GengStation *station, guint32 seed);
