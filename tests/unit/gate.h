/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <check.h>
#include <geng/geng.h>
#include <string.h>

/* A gate with a day shift 08:00–18:00 and a night shift 18:00–08:00, four people and a radio. On
 * 1 December 甲 and 乙 serve by day, 丙 by night; on the 2nd 甲 serves by night. */
typedef struct
{
  GengStation *station;
  GengPost *gate;
  GengShift *day, *night;
  GengItem *radio;
  GengMember *jia, *yi, *bing, *ding;
  GengRoster *official;
  GengJournal *journal;
  GDateTime *noon; /* of the 3rd: all is over */
} Gate;

G_GNUC_UNUSED static GDate
december (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, 12, 2026);
  return date;
}

G_GNUC_UNUSED static GengMember *
add_member (Gate *self, const char *id, const char *name)
{
  g_autoptr (GengMember) member = geng_member_new (id, name);

  ck_assert (geng_station_add_member (self->station, member, NULL));
  return member;
}

G_GNUC_UNUSED static GengShift *
add_shift (Gate *self, const char *id, GengWindow *window, int start, int end)
{
  g_autoptr (GengShift) shift = geng_shift_new (id, id, window, start, end);

  ck_assert (geng_station_add_shift (self->station, shift, NULL));
  return shift;
}

G_GNUC_UNUSED static GengDuty *
assign (Gate *self, GengMember *member, guint day, GengShift *shift)
{
  GDate date = december (day);

  return geng_roster_assign (self->official, member, &date, shift, self->gate, NULL);
}

G_GNUC_UNUSED static void
add_post (Gate *self)
{
  const char *const checklist[] = { "fire", NULL };
  g_autoptr (GengPost) gate = geng_post_new ("gate", "Gate");

  geng_post_set_checklist (gate, checklist);
  ck_assert (geng_station_add_post (self->station, gate, NULL));
  self->gate = gate;
}

G_GNUC_UNUSED static void
add_radio (Gate *self)
{
  g_autoptr (GengPiece) piece = geng_piece_new ("radio", "radio");
  g_autoptr (GengItem) radio = geng_item_new ("R03", piece);

  geng_item_set_kit_set (radio, "S03");
  ck_assert (geng_station_add_piece (self->station, piece, NULL));
  ck_assert (geng_station_add_item (self->station, radio, NULL));
  self->radio = radio;
}

G_GNUC_UNUSED static void
set_up (Gate *self)
{
  GDate first = december (1), last = december (31);
  g_autoptr (GengWindow) day = geng_window_new ("day", "Day", 480, 1080);
  g_autoptr (GengWindow) night = geng_window_new ("night", "Night", 1080, 1920);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  self->station = geng_station_new ("gate", "Gate", "Asia/Shanghai", NULL);
  ck_assert (geng_station_add_window (self->station, day, NULL));
  ck_assert (geng_station_add_window (self->station, night, NULL));
  self->day = add_shift (self, "early", day, 480, 1080);
  self->night = add_shift (self, "late", night, 1080, 1920);
  add_post (self);
  add_radio (self);
  self->jia = add_member (self, "m1", "甲");
  self->yi = add_member (self, "m2", "乙");
  self->bing = add_member (self, "m3", "丙");
  self->ding = add_member (self, "m4", "丁");
  self->official = geng_roster_new (self->station, &first, &last, NULL);
  g_ptr_array_add (items, self->radio);
  geng_duty_set_items (assign (self, self->jia, 1, self->day), items);
  assign (self, self->yi, 1, self->day);
  assign (self, self->bing, 1, self->night);
  assign (self, self->jia, 2, self->night);
  self->journal = geng_journal_new (self->station);
  self->noon = g_date_time_new_from_iso8601 ("2026-12-03T12:00:00+08", NULL);
}

G_GNUC_UNUSED static void
tear_down (Gate *self)
{
  g_object_unref (self->journal);
  g_object_unref (self->official);
  g_object_unref (self->station);
  g_date_time_unref (self->noon);
}

G_GNUC_UNUSED static int
confirm (Gate *self, guint day, const char *exceptions, GError **error)
{
  GDate date = december (day);

  return geng_journal_confirm (self->journal, self->official, &date, &date, NULL, NULL, exceptions,
                               "班长", self->noon, error);
}

G_GNUC_UNUSED static GengAttendance *
only_row (Gate *self, GengMember *member, guint day)
{
  GDate date = december (day);
  g_autoptr (GPtrArray) rows = geng_journal_list_attendance (self->journal, member, &date);

  ck_assert_uint_eq (rows->len, 1);
  return g_ptr_array_index (rows, 0);
}

G_GNUC_UNUSED static guint
n_rows (Gate *self)
{
  return g_list_model_get_n_items (geng_journal_get_attendance (self->journal));
}
