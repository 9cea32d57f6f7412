/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* How much of a station comes in. */
typedef enum
{
  GENG_MERGE_WHOLE,  /* its places and all that is asked for there as well */
  GENG_MERGE_PLACES, /* windows, shifts, posts, demands and pieces, without anybody */
  GENG_MERGE_PEOPLE, /* members with what is theirs: contracts, teams, leave, kit, rules */
  GENG_MERGE_NAMES   /* members and kit by name: what reading a record of their duties needs */
} GengMerge;

/* Puts a copy of what @other has into @self, as its part @part.
 * there: (inout): from the things of @other to their copies, as in geng-copy.h */
void geng_station_merge (GengStation *self,
                         GengStation *other,
                         const char *part,
                         GengMerge what,
                         GHashTable *there);

/* Puts one member of another station in, with his contract and leave, where he is not there yet.
 * What is asked of all of that station stays there, and so do rules that speak of its places.
 * Returns: (transfer none): his copy, PART/ID */
GengMember *geng_station_merge_member (GengStation *self,
                                       GengStation *other,
                                       const char *part,
                                       GengMember *member);

G_END_DECLS
