/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

/* A small station with invented names for the tests of feeds: six members in two teams, day,
 * night and standby shifts, a grid and the station's desk, four radios. */
GengStation *village_new (const char *timezone, const char *language);
/* December 2026 (or any month) by a plain rotation; @seed other than 0: random duties, at most
 * one a member and day. */
GengRoster *village_roster (GengStation *station, int year, int month, guint32 seed);
/* Puts @member on another shift and post that day, or takes the duty away when @shift is NULL. */
void village_assign (GengRoster *roster,
                     const char *member,
                     int day,
                     const char *shift,
                     const char *post);
/* UID → the whole of its event, unfolded, of a calendar. */
GHashTable *village_events (const char *text);
/* Keys that are the same in every run: with them addresses and UIDs are as well. */
extern const char village_keys[];
