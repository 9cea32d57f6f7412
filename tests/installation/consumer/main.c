/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program of somebody else: one member, one duty, who is there at nine. */
#include <geng/geng.h>

#if !GENG_CHECK_VERSION(1, 0, 0) || GENG_CHECK_VERSION(2, 0, 0)
#error "not the version that this program is for"
#endif

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStation) station = geng_station_new ("gate", "Gate", "Asia/Shanghai", &error);
  g_autoptr (GengWindow) window = geng_window_new ("all", "All day", 480, 1920);
  g_autoptr (GengShift) shift = geng_shift_new ("all", "All day", window, 480, 1920);
  g_autoptr (GengPost) post = geng_post_new ("gate", "Gate");
  g_autoptr (GengMember) member = geng_member_new ("m1", "Somebody");
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_FEBRUARY, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (28, G_DATE_FEBRUARY, 2027);
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GDateTime) nine = NULL;
  g_autoptr (GPtrArray) there = NULL;

  if (!station || !geng_station_add_window (station, window, &error)
      || !geng_station_add_shift (station, shift, &error)
      || !geng_station_add_post (station, post, &error)
      || !geng_station_add_member (station, member, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  roster = geng_roster_new (station, first, last, NULL);
  if (!geng_roster_assign (roster, member, first, shift, post, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  nine = geng_station_instant (station, first, 9 * 60);
  there = geng_roster_on_duty_at (roster, nine);
  g_print ("%u on duty at nine\n", there->len);
  return there->len == 1 ? 0 : 1;
}
