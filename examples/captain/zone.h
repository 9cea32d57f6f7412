/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* Set for the processes of a command that all stations do. */
#define ZONE_IS_RUNNING "GENG_ZONE_IS_RUNNING"

/* Does what a command line says, argv with the program at 0. */
typedef Status (*RunCommand) (int argc, char **argv);

/* Whether the command line is for a zone's folder and is to be done station by station.
 * argv: with the command at 1 */
gboolean zone_takes (int argc, char **argv);
/* run: for the command of each station */
Status zone_run (int argc, char **argv, RunCommand run);
/* This process is one of those that zone_run() does all stations with, so what is the zone's own
 * follows by itself. */
gboolean zone_is_running (void);
/* A station that was read already, with the zone that it looks up to; nothing is owned. */
typedef struct
{
  GengStore *store;
  GengStation *station;
} AtHand;

/* Does the command line in a process of its own that has the station at hand.
 * words: (element-type char): NULL at their end
 * out: (nullable): what it prints; NULL: it prints itself */
Status zone_fork (const AtHand *mine, RunCommand run, GPtrArray *words, char **out);
/* What such a process has of the folder; FALSE where it is to be read. */
gboolean zone_take_station (const char *folder, GengStore **store, GengStation **station);
/* By pools, or by lending. */
gboolean zone_shares_people (GengZone *zone);
/* The zone in the folder shares people. */
gboolean zone_shares (const char *folder);
/* After the stations: the calendars of people whom they share. */
Status zone_publish (GengZone *zone, const char *month);
/* The pool of POOL/ID; -1: it is none of a pool's. */
int zone_find_pool_of (GengZone *zone, const char *member);
/* geng publish --revoke POOL/ID. member: its id in the pool */
Status zone_revoke (GengZone *zone,
                    guint pool,
                    const char *month,
                    const char *member,
                    gboolean dry_run);
/* geng check: what is wrong between the folders, and in what is official of the month. */
Status zone_check (GengZone *zone, const GDate *month);

/* Which stations of a zone that shares people are published together. */
typedef struct _ZoneAgreement ZoneAgreement;

/* refused: [station]: those that cannot be published */
ZoneAgreement *zone_agreement_new (GengZone *zone, const char *month, const gboolean *refused);
void zone_agreement_free (ZoneAgreement *self);
/* (nullable): why the station is left out, which is not for what is wrong with itself */
const char *zone_agreement_get_why (const ZoneAgreement *self, guint index);
/* The one question where many official duties change at a station; FALSE after a message. */
gboolean zone_agreement_ask (const ZoneAgreement *self, gboolean json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZoneAgreement, zone_agreement_free)
/* geng report --meeting: one document over all stations. */
Status zone_meeting (int argc, char **argv);
/* geng report --month-end: the sheets of all stations, an organisation a sheet. */
Status zone_month_end (int argc, char **argv);
/* geng plan, all stations as one. */
Status zone_plan (int argc, char **argv);
/* geng repair, the same. */
Status zone_repair (int argc, char **argv);

/* The zone in the folder with its stations read; NULL after a message. */
GengZone *zone_load (const char *folder);
/* The place of the station that is meant; -1 after a message. */
int zone_find (GengZone *zone, const char *id);

/* -- zone-pool.c -- */

/* A pool whose folder is on the desk. */
typedef struct _ZonePool ZonePool;

/* (transfer full) (nullable): the pool of a zone above whose folder that is.
 * folder: (nullable): the current one */
ZonePool *zone_pool_find (const char *folder);
/* (transfer full) (nullable): for another desk */
ZonePool *zone_pool_share (const ZonePool *self);
void zone_pool_free (ZonePool *self);
/* Puts its people and the places of all stations on the desk; FALSE after a message. */
gboolean zone_pool_open (Desk *desk, DeskUse use);
/* (transfer full) (nullable): the zone above a station whose folder that is */
GengZone *zone_find_above (const char *folder);
gboolean zone_pool_has_roster (const ZonePool *self, const GDate *date);
/* What its people serve in the month at all stations, by their drafts or else records. */
GengRoster *zone_pool_load_roster (Desk *desk, GError **error);
/* The same of a pool whose people are on the desk by themselves. */
GengRoster *zone_pool_load_work (GengZone *zone, guint index, const Desk *desk, GError **error);
/* How many places are open at the stations where something changes, @before it and @after. */
gboolean zone_pool_count_gaps (const Desk *desk,
                               GengRoster *done,
                               gint64 *before,
                               gint64 *after,
                               GError **error);
/* The duties that differ go into the stations' drafts. */
gboolean zone_pool_save_roster (const Desk *desk, GengRoster *done, GError **error);
/* (transfer full) (nullable): that the duty is served, whichever station has confirmed it */
char *zone_pool_served_text (const Desk *desk, GengMember *member, const GDate *date);
gboolean zone_pool_add_leave (Desk *desk, GengRequest *request, GError **error);
/* (nullable): the post's id at its station. folder: (out): the station's */
const char *zone_pool_find_post (const Desk *desk, const char *name, const char **folder);
/* (transfer full): POOL/ID, as stations have it */
char *zone_pool_member_id (const Desk *desk, GengMember *member);
