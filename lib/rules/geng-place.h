/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/*
 * Where and when a crew is counted.
 *
 * A demand on a shift counts those who serve that shift at its post.  A demand on a window counts,
 * in each slice between two edges of the window's shifts, all who serve there in any shift that
 * covers the slice.  A shift that spans several windows counts in each, and where it names a post
 * for a window, it counts there.
 *
 * Demands say how many people are wanted, so those on the same post and shift (or window) add up: a
 * campaign of two at a post that wants four makes six.  Those present are counted to the standing
 * demands first, then to campaigns.
 */
typedef struct
{
  GengPost *post;
  GengWindow *window; /* NULL for a place of one shift */
  GengShift *shift;   /* NULL: every shift of the window */
  int from;           /* the slice, minutes from 00:00 of the duty day */
  int to;
  GPtrArray *demands; /* GengDemand, standing ones before campaigns; none for crews */
} GengPlace;

/* The places of the demands of a day.  Returns: (transfer full) (element-type GengPlace) */
GPtrArray *geng_places_of_demands (const GengScene *scene, int day);
/* Every slice of every window at every post: where some people may be together.
 * Returns: (transfer full) (element-type GengPlace) */
GPtrArray *geng_places_of_crews (const GengScene *scene);

/* A duty in @shift at @post is in that crew.  The leader on call and a reserve are in no crew of a
 * window. */
gboolean geng_place_has (const GengPlace *place,
                         const GengScene *scene,
                         GengShift *shift,
                         GengPost *post);
/* The duties of the crew on @day.  Returns: (transfer container) (element-type GengDuty) */
GPtrArray *geng_place_crew (const GengPlace *place, const GengScene *scene, int day);
/* How many of the crew were there at once, at most.  Where some served at other times than planned,
 * as one who stood in for the second half, that is when somebody came. */
int geng_place_count_at_once (const GengPlace *place, GPtrArray *crew);
/* Post and times, as in "North gate 08:00–18:00".  Returns: (transfer full) */
char *geng_place_to_string (const GengPlace *place);

/* @role as in a GengRoleLimit: a role's id, or `org:` and an organisation's. */
gboolean geng_crew_has_role (GengMember *member, const char *role);
/* The role's or organisation's name, else its id. */
const char *geng_crew_role_name (GengStation *station, const char *role);

G_END_DECLS
