/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "rebase.h"
#include "zone-pool.h"

/* Set for the processes of a command that all stations do. */
#define ZONE_IS_RUNNING "GENG_ZONE_IS_RUNNING"

/* The id of the station or pool that a process works for: a command that it advises is one for the
 * zone's folder. */
#define ZONE_PART "GENG_ZONE_PART"

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
 * part: the station's id
 * words: (element-type char): NULL at their end
 * out: (nullable): what it prints; NULL: it prints itself */
Status zone_fork (const AtHand *mine,
                  const char *part,
                  RunCommand run,
                  GPtrArray *words,
                  char **out);
/* What such a process has of the folder; FALSE where it is to be read. */
gboolean zone_take_station (const char *folder, GengStore **store, GengStation **station);
/* By pools, or by lending. */
gboolean zone_shares_people (GengZone *zone);
/* The zone in the folder shares people. */
gboolean zone_shares (const char *folder);
/* After the stations: the calendars of people whom they share, also where theirs go besides. */
Status zone_publish (GengZone *zone, const char *month, const PublishPlace *place);
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
/* The same of one pool. */
Status zone_check_pool (GengZone *zone, guint pool, gboolean json);
/* geng alone: the stations at a glance; no page is written. */
Status zone_home (void);
/* geng report --meeting: one document over all stations. */
Status zone_meeting (int argc, char **argv);
/* geng report --month-end: the sheets of all stations, an organisation a sheet. */
Status zone_month_end (int argc, char **argv);
/* geng plan, all stations as one. */
Status zone_plan (int argc, char **argv);
/* geng repair, the same. */
Status zone_repair (int argc, char **argv);
/* geng why, the same. */
Status zone_why (int argc, char **argv);
/* The options of geng why, of which this is said; FALSE after a message. */
gboolean why_parse (Options *options, gboolean *reasons, const char *about, int argc, char **argv);
/* What keeps everybody from each place that is open in the roster on the desk, and what would help.
 * reasons: only what keeps them away */
Status why_answer (Desk *desk, gboolean reasons);
/* (transfer full) (nullable): what would help, each tried by planning again; NULL with an error */
GengAdvice *why_advise (Desk *desk, GError **error);
/* (transfer full) (nullable): the same over all stations that have a roster of the month, for a
 * zone that is read; NULL where no place is open, or after a hint.  Others are left out of it.
 * joined: (out) (transfer full): the stations as one, where there is advice */
GengAdvice *zone_advise (GengZone *zone, const GDate *month, GengStation **joined);

/* The zone in the folder with its stations read; NULL after a message. */
GengZone *zone_load (const char *folder);
/* The same of a zone that is open; FALSE after a message. */
gboolean zone_read (GengZone *zone);
/* The place of the station that is meant; -1 after a message. */
int zone_find (GengZone *zone, const char *id);
/* Puts the first station that could be read on the desk, which owns nothing of it: the zone has one
 * clock, and its stations' rosters tell the year of a date without one.  FALSE after a message. */
gboolean zone_lend_desk (GengZone *zone, Desk *desk);
/* -1: no pool is called so */
int zone_find_pool (GengZone *zone, const char *id);
/* (transfer full) (nullable) (element-type GengStore): the pools, locked until they are given up;
 * the stations, until geng_zone_unlock().  NULL with an error: nothing is locked */
GPtrArray *zone_lock_all (GengZone *zone, GError **error);

/* Writes drafts of stations, which are locked, as one change: each is prepared before the first one
 * counts, in the order of ids.
 * months: (element-type GengRoster): [station], NULL where nothing changes
 * kept: (nullable) (element-type char): drafts of before are kept, and their names come in here */
gboolean zone_save_drafts (GengZone *zone,
                           GPtrArray *months,
                           const Options *options,
                           GPtrArray *kept,
                           GError **error);

/* Of somebody of a pool, at a station that is on the desk, locked: forget.c */
gboolean forget_told (Desk *station, const char *member, GError **error);

/* -- zone-seen.c -- */

/* geng seen of people who are named by where they belong, or of a pool.  FALSE: it is another
 * one, of each station.
 * stations: (element-type char): --station
 * words: (element-type char): the command and what follows it */
gboolean zone_seen (GengZone *zone,
                    GPtrArray *stations,
                    GPtrArray *words,
                    gboolean json,
                    Status *status);
/* Who of the pools is waited for, and by which stations.
 * only: a pool; -1: all
 * month: (nullable): the last that was told
 * builder: (nullable): an array is open; NULL prints */
Status zone_tell_seen (GengZone *zone, int only, const char *month, JsonBuilder *builder);

/* -- zone-person.c -- */

/* An option of a command about somebody, behind which its value stands. */
gboolean zone_word_takes_value (const char *word);
/* What follows the option, as `--name VALUE` or `--name=VALUE`; NULL: it is not given. */
const char *zone_value_of_option (GPtrArray *words, const char *name);
/* Where a command about POOL/ID or STATION/ID is done; its words become those of that folder.
 * words: (inout) (element-type char): the command and what follows it
 * part: (inout) (nullable): the id of a station or a pool, where it is said already; NULL: the
 *   command names nobody so
 * FALSE after a message */
gboolean zone_find_person (GengZone *zone, GPtrArray *words, const char **part);
