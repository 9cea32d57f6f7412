/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* What a station and a publisher both take, checked in one place. */
gboolean geng_feed_title_check (const char *title, GError **error);
gboolean geng_feed_url_check (const char *url, GError **error);
gboolean geng_feed_alarm_check (int minutes, GError **error);
