/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-zone.h>

#include "geng-ini.h"

G_BEGIN_DECLS

/* A station of the zone. */
typedef struct
{
  char *id;
  guint line; /* of its group */
  guint folder_line, folder_column;
  GengStore *store;
  GengStation *station; /* (nullable): NULL until it is loaded, and for one with faults */
  char *failure;        /* (nullable): why it could not be loaded */
  gboolean left_out;    /* geng_zone_leave_out() */
  gboolean is_callers;  /* who had read its station already: geng_zone_load_around() */
  GengJournal *journal; /* (nullable): as read last, of these months */
  GDate journal_first, journal_last;
  GPtrArray *kept; /* (nullable): months of shared people, from geng_zone_read_ahead() on */
} GengPlace;

/* A pool of people whom stations share. */
typedef struct
{
  char *id;
  char *name;
  guint line;
  char *folder;        /* absolute */
  char **stations;     /* ids of those that share it; NULL: all */
  GengStation *people; /* (nullable): NULL until it is loaded */
} GengZonePool;

struct _GengZone
{
  GObject parent_instance;

  char *path;
  char *name;
  GPtrArray *places; /* of GengPlace, in the order of zone.ini */
  GPtrArray *pools;  /* of GengZonePool, in the order of zone.ini */
  int lend_price;    /* of a duty of somebody lent, in points; 0: all serve at home */
  char **lenders;    /* (nullable): ids of the stations that lend; NULL: all */
};

/* As geng_zone_open() and geng_zone_load(), the latter with a station that was read already in its
 * place; what is wrong is added to @faults, by its file below the zone's folder.  NULL and FALSE
 * where there is anything. */
GengZone *geng_zone_read (const char *path, GengFaults *faults);
gboolean geng_zone_load_around (GengZone *self,
                                guint index,
                                GengStation *station,
                                GengFaults *faults);

void geng_zone_pool_free (gpointer pool);
gboolean geng_zone_pool_serves (const GengZonePool *pool, const GengPlace *place);
/* How many of the zone's stations share it. */
guint geng_zone_pool_count_places (const GengZonePool *pool, GengZone *zone);
/* Reads the folders of all pools: what their texts name is looked for at the stations, which are
 * loaded. */
void geng_zone_load_pools (GengZone *self, GengFaults *faults);

typedef enum
{
  GENG_ZONE_POOL_PLANNED, /* into the planning station */
  GENG_ZONE_POOL_GUESTS,  /* into a village's, which shows and judges them */
  GENG_ZONE_POOL_NAMES /* into another village's, whose records are read for their duties there */
} GengZonePoolUse;

/* Puts the members of a pool into a station, as far as it uses them. */
void geng_zone_pool_join (const GengZonePool *pool,
                          GengZone *zone,
                          GengStation *station,
                          GengZonePoolUse use);

/* [lend]: people whom stations lend each other. */
void geng_zone_read_lend (GengZone *self, GengGroup *group, GengFaults *faults);
gboolean geng_zone_lends (const GengZone *self, const GengPlace *place);
/* The people of the place may be planned at all stations that lend. */
void geng_zone_join_lent (const GengZone *self, const GengPlace *place, GengStation *joined);
/* Puts somebody of another station, `v01/m03`, into the place's as a guest, where he is lent. */
void geng_zone_borrow (GengZone *self, const GengPlace *place, const char *id);
/* All those whom its rosters and its journal name. */
void geng_zone_add_lent (GengZone *self, const GengPlace *place);
/* The member serves what each station calls as these shifts are called at theirs.
 * shifts: (nullable): ids, with a part or without one */
void geng_zone_find_shifts (GengStation *station, GengMember *member, const char *const *shifts);

/* (transfer none) (nullable): the new duty; GENG_ERROR_UNKNOWN where one of them is %NULL,
 * GENG_ERROR_DUPLICATE where the day is taken. */
GengDuty *geng_zone_put_duty (GengRoster *roster,
                              GengMember *member,
                              const GDate *date,
                              GengShift *shift,
                              GengPost *post,
                              GError **error);

/* The station counts the holidays of another as its own. */
gboolean geng_zone_take_calendar (GengStation *joined, GengStation *station, GError **error);

/* Its zone.ini has a group of people, whole or not. */
gboolean geng_zone_says_pools (const char *path);
/* The zone in a folder above the station's, where it shares people; (nullable): NULL without a
 * fault where there is none.
 * index: (out): of the station
 * above: (out): its folder from that of the station, as `..` */
GengZone *geng_zone_above (const char *station, guint *index, char **above, GengFaults *faults);
gboolean geng_zone_shares_people (GengZone *self, const GengPlace *one, const GengPlace *other);
/* The member of the station who is the other one's, where both know him: by the id that he has in
 * the zone, or at home without its part.
 * home: (nullable): the station's id in the zone; NULL for the planning station
 * Returns: (transfer none) (nullable) */
GengMember *geng_zone_find_twin (GengStation *station,
                                 const char *home,
                                 const GengPlace *place,
                                 GengMember *member);
/* Which drafts of other stations count. */
typedef enum
{
  GENG_DRAFTS_NONE,
  GENG_DRAFTS_NEW,  /* of months that were not published */
  GENG_DRAFTS_FIRST /* the same, and from the month that is looked at on all of them */
} GengDrafts;

/* Tells the station what its shared members serve at the others from the one month on, and in the
 * year from the other.
 * unread: (element-type char) what could not be read, and why, is added */
void geng_zone_tell_elsewhere (GengZone *self,
                               guint index,
                               GengStation *station,
                               const GDate *from,
                               const GDate *before,
                               GengDrafts drafts,
                               GPtrArray *unread);
/* Tells the planning station what shared members serve at the stations that are left out of it.
 * FALSE with what could not be read. */
gboolean geng_zone_tell_left_out (GengZone *self,
                                  GengStation *joined,
                                  const GDate *from,
                                  const GDate *before,
                                  gboolean drafts,
                                  GError **error);

G_END_DECLS
