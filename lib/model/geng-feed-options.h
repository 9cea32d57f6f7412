/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <glib.h>

/* What a station and a publisher both take, checked in one place. */
GENG_SHARED
gboolean geng_feed_title_check (const char *title, GError **error);
GENG_SHARED
gboolean geng_feed_url_check (const char *url, GError **error);
GENG_SHARED
gboolean geng_feed_alarm_check (int minutes, GError **error);
