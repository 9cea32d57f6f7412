/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-roster.h>

G_BEGIN_DECLS

/* Why a member is away for a whole duty day. */
typedef enum
{
  GENG_ABSENT_NOT = 0,
  GENG_ABSENT_LEAVE = 1 << 0,
  GENG_ABSENT_CONTRACT = 1 << 1 /* before `since` or after `until` */
} GengAbsence;

/*
 * What a rule looks at: the station in one period, with the record before it and, while judging,
 * the roster itself. Days are numbers: 0 is the period's first duty day, the days of the record
 * before it are negative. Members, shifts and demands have indexes in the station's order.
 */
typedef struct
{
  GengStation *station;
  GDate first;
  guint n_days;
  GengRoster *roster;  /* (nullable): being judged; NULL while compiling */
  GengRoster *history; /* (nullable) */
  GengRoster *base;    /* (nullable): before a change: its pins are fixed, other changes cost */
  guint n_members;
  GengMember **members;
  guint n_shifts;
  GengShift **shifts;
  guint n_demands;
  GengDemand **demands;

  GPtrArray **requests; /* [member] (element-type GengRequest) in the station's order */
  GPtrArray *strays;    /* (element-type GengDuty): duties that nothing of the station matches */
  int look_first, look_last; /* days at which a check by days looks: all, but while one is edited */
  GHashTable *look_posts;    /* (nullable): posts at which a check by posts looks; NULL: at all */
  GengMember *look_members[2]; /* (nullable): whose pairs a check by pairs looks at; NULL: all's */
  gboolean by_meaning, lowers_now; /* how a program's own kinds are asked: geng-own-kind.h */
  guint8 *served; /* (nullable): [member × n_days + day] what is there is settled */
  int *aside;     /* [member] the day from which the member is set aside; far off for the others */
  int n_before;   /* days of the record before day 0 that are known, without a hole */
  /* The rest is for geng-scene.c; use the functions. */
  GHashTable *away;    /* (nullable): a slot to the duty that is served elsewhere */
  guint8 *leads;       /* [shift] */
  GPtrArray *reserves; /* (element-type GengPost) */
  GHashTable *member_index, *shift_index, *demand_index;
  GArray *each_demand;              /* guint: all of them */
  GHashTable *by_demands;           /* a post to the GArray of its demands */
  GengDuty **duties, **base_duties; /* [member][n_before + n_days] */
  GPtrArray **by_day;               /* [n_before + n_days] */
  GHashTable **by_post;             /* [n_before + n_days] a post to the day's duties there */
  gint64 *starts, *ends;
  GArray *edges;      /* int: the minutes at which windows and shifts begin and end, ascending */
  gint64 *edge_times; /* [edge][n_before + n_days] */
  guint8 *calendar, *asked, *absent;
  int **capacities;   /* for geng-capacity.c: a cell that is NULL until they are asked for */
  GHashTable *shares; /* what the judge's plain readings keep: burdens to shares, and capacities */
} GengScene;

/* All rosters are (nullable); referenced. */
GengScene *geng_scene_new (GengStation *station,
                           const GDate *first,
                           const GDate *last,
                           GengRoster *roster,
                           GengRoster *history,
                           GengRoster *base,
                           GError **error);
void geng_scene_free (GengScene *scene);

void geng_scene_date (const GengScene *scene, int day, GDate *date);
int geng_scene_day (const GengScene *scene, const GDate *date);
/* -1 for one that the station does not have */
int geng_scene_member_index (const GengScene *scene, GengMember *member);
int geng_scene_shift_index (const GengScene *scene, GengShift *shift);
int geng_scene_demand_index (const GengScene *scene, GengDemand *demand);

/* day: -n_before .. n_days - 1.  The member's duty on that day, NULL when off. */
GengDuty *geng_scene_duty (const GengScene *scene, guint member, int day);
/* The leader's on call (带班领导): whoever has it is off for rules that do not name it. */
gboolean geng_scene_leads (const GengScene *scene, guint shift);
/* The member may be the leader on call in this shift at this post, or the shift is no leader's. */
gboolean geng_scene_may_lead (const GengScene *scene, guint member, guint shift, GengPost *post);
/* Who serves at this post waits to be called (备勤); FALSE without a post. */
gboolean geng_scene_is_reserve (const GengScene *scene, GengPost *post);
gboolean geng_scene_has_reserves (const GengScene *scene);
/* The member waits on that day, and was not called. */
gboolean geng_scene_reserves (const GengScene *scene, guint member, int day);
/* The member has a duty on that day other than as the leader on call. */
gboolean geng_scene_works (const GengScene *scene, guint member, int day);
/* The index of the shift that the member works in, -1 when off or on call. */
int geng_scene_work_shift (const GengScene *scene, guint member, int day);
/* The index of that duty's shift, -1 when off. */
int geng_scene_duty_shift (const GengScene *scene, guint member, int day);
/* When the duty of that day starts and ends, in minutes since 1970 UTC, as it was served. */
gint64 geng_scene_duty_start (const GengScene *scene, guint member, int day);
gint64 geng_scene_duty_end (const GengScene *scene, guint member, int day);
/* The real minutes of the member's work on that day; 0 when off or on call. */
int geng_scene_duty_minutes (const GengScene *scene, guint member, int day);
/* The roster says that the member was set aside, and so do those who compile. */
gboolean geng_scene_is_aside (const GengScene *scene, guint member, int day);
void geng_scene_set_aside (GengScene *scene, guint member, int day);
/* Set aside on some day: the member's own rules do not hold. */
gboolean geng_scene_is_freed (const GengScene *scene, guint member);
/* What the member has on that day is settled: served, the zone's to plan (a guest's), or a day off
 * that ends what was served.  Nothing on such days alone is held against anybody. */
void geng_scene_set_served (GengScene *scene, guint member, int day);
gboolean geng_scene_is_served (const GengScene *scene, guint member, int day);
/* Of that day before a change; and what is served on it at another station.  (nullable) */
GengDuty *geng_scene_base_duty (const GengScene *scene, guint member, int day);
GengDuty *geng_scene_away (const GengScene *scene, guint member, int day);
/* (transfer none) (element-type GengDuty): a day's, one a member, in the order of members */
GPtrArray *geng_scene_day_duties (const GengScene *scene, int day);
/* (transfer none) (nullable): those of them that are at the post for some of their time */
GPtrArray *geng_scene_post_duties (const GengScene *scene, int day, GengPost *post);

/* In minutes since 1970 UTC: a clock may change in a night; day: -n_before - 1 .. n_days */
gint64 geng_scene_shift_start (const GengScene *scene, guint shift, int day);
gint64 geng_scene_shift_end (const GengScene *scene, guint shift, int day);
int geng_scene_shift_minutes (const GengScene *scene, guint shift, int day);
/* The same of any minute at which a shift or window begins or ends; day: -n_before .. n_days - 1 */
gint64 geng_scene_edge (const GengScene *scene, int minute, int day);
gboolean geng_scene_is_weekend (const GengScene *scene, int day);
gboolean geng_scene_is_holiday (const GengScene *scene, int day);
gboolean geng_scene_is_statutory (const GengScene *scene, int day);
/* A holiday, or make-up day, of that name; @name may be one word of it. */
gboolean geng_scene_is_called (const GengScene *scene, int day, const char *name);
/* Monday of the calendar week as a day number; may lie before what is known. */
int geng_scene_week_start (const GengScene *scene, int day);

/* day: 0 .. n_days - 1. The demand is wanted on that day. */
gboolean geng_scene_asked (const GengScene *scene, guint demand, int day);
/* Some demand of the day wants this shift at this post. */
gboolean geng_scene_pair_asked (const GengScene *scene, GengShift *shift, GengPost *post, int day);
/* The demand counts those who serve this shift, one of the station's, at this post. */
gboolean geng_scene_takes (const GengScene *scene,
                           GengDemand *demand,
                           GengShift *shift,
                           GengPost *post);
/* Why the member is away for the whole day; any day that is known. */
GengAbsence geng_scene_absence (const GengScene *scene, guint member, int day);
gboolean geng_scene_absent (const GengScene *scene, guint member, int day);
/* For trying out: @duty (nullable) takes the place of the member's duty of the day. */
void geng_scene_put_duty (GengScene *scene, guint member, int day, GengDuty *duty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengScene, geng_scene_free)

G_END_DECLS
