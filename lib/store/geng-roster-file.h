/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-reader.h"
#include <geng/geng-record.h>
#include <geng/geng-roster.h>

/*
 * drafts/YYYY-MM.csv has a row a duty.  rosters/YYYY-MM.csv has the same and the revision of the
 * personal event, whose key is "member/ID/YYYY-MM-DD"; a tombstone has no shift and no post.
 * rosters/YYYY-MM.events.csv has the revisions of all other keys.
 */
char *geng_roster_file_draft (GDateYear year, GDateMonth month);
char *geng_roster_file_record (GDateYear year, GDateMonth month);
char *geng_roster_file_events (GDateYear year, GDateMonth month);
/* YYYY-MM.aside.csv beside a draft or a record: who was set aside; no file where nobody was. */
char *geng_roster_file_aside (const char *file);

void geng_roster_file_read_draft (GengReader *reader, const char *file, GengRoster *roster);
/* roster: (nullable): NULL for the revisions alone; record: (nullable) */
void geng_roster_file_read_record (GengReader *reader,
                                   const char *file,
                                   GengRoster *roster,
                                   GengRecord *record);
void geng_roster_file_read_aside (GengReader *reader, const char *file, GengRoster *roster);
void geng_roster_file_read_events (GengReader *reader, const char *file, GengRecord *record);

GBytes *geng_roster_file_write_draft (GengRoster *roster);
GBytes *geng_roster_file_write_record (GengRoster *roster, GengRecord *record);
/* (nullable): NULL where nobody is set aside */
GBytes *geng_roster_file_write_aside (GengRoster *roster);
GBytes *geng_roster_file_write_events (GengRoster *roster, GengRecord *record);
