/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station-holidays.h>

GBytes *geng_write_station (GengStation *station);
GBytes *geng_write_members (GengStation *station);
GBytes *geng_write_leave (GengStation *station);
GBytes *geng_write_items (GengStation *station);
GBytes *geng_write_holidays (GengStation *station);
gboolean geng_write_chinese (GengStation *station);
