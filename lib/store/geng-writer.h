/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-leave-kind.h>
#include <geng/geng-station-holidays.h>

GBytes *geng_write_station (GengStation *station);
GBytes *geng_write_members (GengStation *station);
GBytes *geng_write_leave (GengStation *station);
/* The fields of one request in the order of geng_columns_leave, without the end of the row. */
void geng_write_leave_row (GString *table, gpointer request, gboolean chinese);
GBytes *geng_write_items (GengStation *station);
GBytes *geng_write_holidays (GengStation *station);
gboolean geng_write_chinese (GengStation *station);
