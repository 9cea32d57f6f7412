/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

/*
 * What a month brings a member, as the journal confirms it and his contract counts it.
 *
 * A duty counts in the month of its duty day and by the share of it that the member served.  Hours
 * count by the date on the clock.  An hour has one class; those of night shifts stand beside it.
 */
typedef struct
{
  GengMember *member;     /* (unowned) */
  GengContract *contract; /* (unowned) (nullable) */
  /* Of each class; overtime is taken out of the ordinary ones, night is of all classes. */
  int minutes[GENG_N_PAY_CLASSES];
  double duties[GENG_N_PAY_CLASSES]; /* duties with hours of the class, split ones by share */
  double *by_shift;                  /* the same in the order of the station's shifts */
  int served;                        /* minutes of all classes */
  int leave;                         /* of leave whose kind counts as hours; not of them */
  int carried_in;                    /* of them, of a duty that began in the month before */
  int carried_out;                   /* what a duty of this month served in the next: not of them */
  guint confirmed, unconfirmed;      /* duties of the roster, and services outside of it */
  gint64 cents;                      /* what is paid for it */
  int anywhere; /* minutes of all classes at all stations: @served and others */
} GengEarnings;

/* Which services of somebody whom stations share are added up.  What of them is overtime goes by
 * all of his hours in either case. */
typedef enum
{
  GENG_EARNINGS_HERE,    /* at the month's station; leave is not for it to pay */
  GENG_EARNINGS_ANYWHERE /* at all that the journal knows of */
} GengEarningsWhere;

typedef struct
{
  GengStation *station;
  GengRoster *roster; /* (nullable): the official one of the month */
  GengJournal *journal;
  GDate first, last;    /* the month */
  GPtrArray *elsewhere; /* of GengJournal: of other stations */
} GengEarningsMonth;

/* month: a day of it; station, roster and journal are not owned */
void geng_earnings_month_init (GengEarningsMonth *self,
                               GengStation *station,
                               GengRoster *roster,
                               GengJournal *journal,
                               const GDate *month);
void geng_earnings_month_clear (GengEarningsMonth *self);
/* The first day whose journal tells what the month pays: the period over which hours are summed up
 * begins there, and a night of the eve reaches into it. */
void geng_earnings_reach (GengContract *contract, const GDate *month, GDate *first);
GengEarnings *geng_earnings_new (const GengEarningsMonth *month,
                                 GengMember *member,
                                 GengEarningsWhere where);
void geng_earnings_free (GengEarnings *self);
/* Whether there is anything to say of the member in the month. */
gboolean geng_earnings_is_listed (const GengEarnings *self);
/* What an amount of a class is paid: minutes by the hour, or duties. */
gint64 geng_earnings_for_minutes (GengContract *contract, GengPayClass pay_class, int minutes);
gint64 geng_earnings_for_duties (GengContract *contract, GengPayClass pay_class, double duties);
/* How much of a duty a confirmed row is: 0..1. */
double geng_earnings_share (GengStation *station, GengAttendance *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengEarnings, geng_earnings_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GengEarningsMonth, geng_earnings_month_clear)

G_END_DECLS
