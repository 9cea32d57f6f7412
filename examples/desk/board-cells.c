/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A cell of the month is one member's day: how it is read from the page, put, and compared. */
#include "board.h"
#include "../captain/json.h"

#include <string.h>

/* In all that the table of a draft has. */
gboolean
board_same (GengDuty *a, GengDuty *b)
{
  return a == NULL || b == NULL ? a == b : geng_duty_is_like (a, b);
}

/* The member's day becomes what @duty is; @duty: (nullable) */
gboolean
board_put (GengRoster *roster,
           GengMember *member,
           const GDate *date,
           GengDuty *duty,
           GError **error)
{
  GengDuty *made;
  g_autoptr (GPtrArray) items = NULL;

  if (duty == NULL)
    {
      geng_roster_clear (roster, member, date);
      return TRUE;
    }
  made = geng_roster_assign (roster, member, date, geng_duty_get_shift (duty),
                             geng_duty_get_post (duty), error);
  if (made == NULL)
    return FALSE;
  items = geng_duty_list_items (duty);
  geng_duty_set_items (made, items);
  geng_duty_set_pinned (made, geng_duty_get_pinned (duty));
  geng_duty_set_note (made, geng_duty_get_note (duty));
  return TRUE;
}

void
board_each_difference (Board *self, GengRoster *from, GengRoster *to, BoardCell func, gpointer data)
{
  GListModel *members = geng_station_get_members (self->desk.station);
  guint n = g_list_model_get_n_items (members);
  guint days = geng_roster_get_n_days (to);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      GDate date = self->desk.first;

      for (guint d = 0; d < days; d++, g_date_add_days (&date, 1))
        {
          GengDuty *before = geng_roster_lookup (from, member, &date);
          GengDuty *after = geng_roster_lookup (to, member, &date);

          if (!board_same (before, after))
            func (self, i, d, before, after, data);
        }
    }
}

gboolean
board_is_served (Board *self, GengMember *member, const GDate *date)
{
  return self->official.served != NULL
         && geng_roster_lookup (self->official.served, member, date) != NULL;
}

/* -- which post -- */

/* As those are counted whom a gap lacks: no leader on call, nobody who is elsewhere in its
 * window. */
gboolean
board_takes (Board *self, GengDemand *demand, GengShift *shift)
{
  GengWindow *window = geng_demand_get_window (demand);

  return geng_demand_get_shift (demand) == shift
         || (window != NULL && geng_shift_has_window (shift, window)
             && geng_shift_get_post (shift, window) == NULL
             && !geng_station_is_leader_shift (self->desk.station, shift));
}

static gboolean
fits (Board *self, GengDemand *demand, GengShift *shift, const GDate *date)
{
  return board_takes (self, demand, shift)
         && geng_demand_holds_on (demand, self->desk.station, date);
}

static gboolean
may_serve (GengMember *member, GengPost *post)
{
  const char *const *posts = geng_member_get_posts (member);

  return posts == NULL || posts[0] == NULL
         || g_strv_contains (posts, geng_entity_get_id (GENG_ENTITY (post)));
}

static guint
count_at (Board *self, GengShift *shift, GengPost *post, const GDate *date)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (self->desk.roster, date);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += geng_duty_get_shift (duties->pdata[i]) == shift
         && geng_duty_get_post (duties->pdata[i]) == post;
  return n;
}

/* How well a post fits, the best being the largest. */
static int
rate (Board *self, GengDemand *demand, GengMember *member, const GDate *date, GengShift *shift)
{
  GengPost *post = geng_demand_get_post (demand);
  GengDuty *held = geng_roster_lookup (self->desk.roster, member, date);
  int rating = 1;

  if (held != NULL && geng_duty_get_post (held) == post)
    rating += 8;
  if (may_serve (member, post))
    rating += 4;
  if ((int) count_at (self, shift, post, date) < geng_demand_get_min (demand))
    rating += 2;
  return rating;
}

GengPost *
board_find_post (Board *self, GengMember *member, const GDate *date, GengShift *shift)
{
  GListModel *demands = geng_station_get_demands (self->desk.station);
  GengPost *best = NULL;
  int most = 0;

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      int rating = fits (self, demand, shift, date) ? rate (self, demand, member, date, shift) : 0;

      if (rating <= most)
        continue;
      most = rating;
      best = geng_demand_get_post (demand);
    }
  return best;
}

/* -- from the page -- */

static gboolean
refuse (GError **error, const char *format, const char *what)
{
  g_autofree char *text = what != NULL ? g_utf8_make_valid (what, -1) : g_strdup ("");

  g_set_error (error, BOARD_ERROR, BOARD_ERROR_REFUSED, format, text);
  return FALSE;
}

static gboolean
read_date (Board *self, const char *text, GDate *date)
{
  g_autofree char *again = NULL;

  g_date_clear (date, 1);
  if (text == NULL || strlen (text) != strlen ("2026-12-31"))
    return FALSE;
  if (!g_date_valid_dmy ((GDateDay) g_ascii_strtoull (text + 8, NULL, 10),
                         (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10),
                         (GDateYear) g_ascii_strtoull (text, NULL, 10)))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) g_ascii_strtoull (text + 8, NULL, 10),
                  (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10),
                  (GDateYear) g_ascii_strtoull (text, NULL, 10));
  again = desk_date_text (date);
  return g_str_equal (again, text) && g_date_compare (date, &self->desk.first) >= 0
         && g_date_compare (date, &self->desk.last) <= 0;
}

gboolean
board_find_cell (Board *self,
                 const char *member,
                 const char *date,
                 GengMember **found,
                 GDate *day,
                 GError **error)
{
  *found = member != NULL ? geng_station_lookup_member (self->desk.station, member) : NULL;
  if (*found == NULL)
    return refuse (error, _ ("There is no member “%s”."), member);
  if (!read_date (self, date, day))
    return refuse (error, _ ("“%s” is no day of this month."), date);
  return TRUE;
}

static gboolean
read_post (Board *self,
           JsonObject *cell,
           GengMember *member,
           const GDate *date,
           GengShift *shift,
           GengPost **post,
           GError **error)
{
  const char *text = json_read_text (cell, "post");

  *post = text != NULL ? geng_station_lookup_post (self->desk.station, text)
                       : board_find_post (self, member, date, shift);
  if (*post != NULL)
    return TRUE;
  return text != NULL
             ? refuse (error, _ ("There is no post “%s”."), text)
             : refuse (error, _ ("Nobody asks for “%s” on that day: choose a post as well."),
                       geng_entity_get_name (GENG_ENTITY (shift)));
}

/* A day off, or a duty; what is said of neither stays, as where only the pin changes. */
static gboolean
paint (Board *self, JsonObject *cell, GengMember *member, const GDate *date, GError **error)
{
  const char *text = json_read_text (cell, "shift");
  GengShift *shift;
  GengPost *post;
  GengDuty *held;

  if (!json_object_has_member (cell, "shift"))
    return TRUE;
  if (text == NULL || text[0] == '\0')
    {
      geng_roster_clear (self->desk.roster, member, date);
      return TRUE;
    }
  shift = geng_station_lookup_shift (self->desk.station, text);
  if (shift == NULL)
    return refuse (error, _ ("There is no shift “%s”."), text);
  if (!read_post (self, cell, member, date, shift, &post, error))
    return FALSE;
  /* What is there already keeps its kit and its note. */
  held = geng_roster_lookup (self->desk.roster, member, date);
  return (held != NULL && geng_duty_get_shift (held) == shift && geng_duty_get_post (held) == post)
         || geng_roster_assign (self->desk.roster, member, date, shift, post, error) != NULL;
}

gboolean
board_paint_cell (Board *self, JsonObject *cell, GError **error)
{
  GengMember *member;
  GDate date;
  GengDuty *duty;
  JsonNode *pinned = json_object_get_member (cell, "pinned");

  if (!board_find_cell (self, json_read_text (cell, "member"), json_read_text (cell, "date"),
                        &member, &date, error))
    return FALSE;
  if (board_is_served (self, member, &date))
    return refuse (error, _ ("%s has served that duty; how it went is for the journal."),
                   geng_entity_get_name (GENG_ENTITY (member)));
  duty = geng_roster_lookup (self->desk.roster, member, &date);
  /* What a plan proved, it proved with the pins of then. */
  if (pinned != NULL || (duty != NULL && geng_duty_get_pinned (duty)))
    board_disprove (self);
  if (!paint (self, cell, member, &date, error))
    return FALSE;
  duty = geng_roster_lookup (self->desk.roster, member, &date);
  if (duty != NULL && pinned != NULL && JSON_NODE_HOLDS_VALUE (pinned)
      && json_node_get_value_type (pinned) == G_TYPE_BOOLEAN)
    geng_duty_set_pinned (duty, json_node_get_boolean (pinned));
  return TRUE;
}
