/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

/* A station made by calls alone: one gate, a day and a night shift of one person each, a radio a
 * person, @n_members who rest eleven hours. */
GengStation *test_station_new (guint n_members);

/* A duty day of December 2026. */
GDate test_date (guint day);
