/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-faults.h"
#include <geng/geng-station.h>

GengStation *geng_load_station (const char *folder, GPtrArray *kinds, GengFaults *faults);
