/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station.h>

/* leave.csv with the station's requests in it: rows that say one of them stay as somebody wrote
 * them, those that say none go, and what no row says comes at the end, as the file writes people.
 * Returns: (transfer full): NULL with GENG_ERROR_FAULTY where the file cannot be read */
GBytes *geng_leave_file_update (const char *folder, GengStation *station, GError **error);
