/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

/*
 * The duties of several months side by side, looked up by crew (same duty day, shift and post), by
 * the instant at which they begin and by the instant at which they end: a hand-over does not stop
 * at a month's edge.
 */
typedef struct _GengDutyBook GengDutyBook;

GengDutyBook *geng_duty_book_new (GengStation *station, GPtrArray *rosters);
/* duties: (element-type GengDuty) */
GengDutyBook *geng_duty_book_new_of (GengStation *station, GPtrArray *duties);
void geng_duty_book_free (GengDutyBook *self);
GengStation *geng_duty_book_get_station (GengDutyBook *self);
GPtrArray *geng_duty_book_get_duties (GengDutyBook *self);
/* In the order of the duties; each element is the GPtrArray of one crew. */
GPtrArray *geng_duty_book_get_crews (GengDutyBook *self);
GPtrArray *geng_duty_book_get_crew (GengDutyBook *self, GengDuty *duty);
/* Members who hand over to, or take over from, one of @crew: those who have the same items before
 * or after them, or where no item passes on, those who serve at the same post. */
GPtrArray *geng_duty_book_list_relieved (GengDutyBook *self, GPtrArray *crew);
GPtrArray *geng_duty_book_list_relieving (GengDutyBook *self, GPtrArray *crew);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengDutyBook, geng_duty_book_free)
