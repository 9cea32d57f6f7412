/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng leave: an absence into leave.csv, without opening a table. */
#include "desk.h"

/* Told before: the command was given again, or the absence was imported. */
static gboolean
is_known (Desk *desk, GengRequest *leave)
{
  GListModel *list = geng_station_get_requests (desk->station);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengRequest) old = g_list_model_get_item (list, i);

      if (geng_request_get_kind (old) == GENG_REQUEST_KIND_LEAVE
          && geng_request_get_member (old) == geng_request_get_member (leave)
          && !geng_request_get_timed (old)
          && g_date_compare (geng_request_get_first (old), geng_request_get_first (leave)) <= 0
          && g_date_compare (geng_request_get_last (old), geng_request_get_last (leave)) >= 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_leave (Desk *desk, GengRequest *leave)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (requests, leave);
  if (geng_station_add_request (desk->station, leave, &error)
      && geng_store_add_requests (desk->store, requests, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* The duties that the leave takes, of the draft or else of what is official. */
static void
print_touched (Desk *desk, GengMember *member, const GDate *first, const GDate *last)
{
  g_autofree char *month = desk_month_text (first);
  g_autofree char *date = desk_date_text (first);
  g_autoptr (GPtrArray) duties = NULL;
  guint n = 0;

  if (!desk_has_month (desk, month) || !desk_load (desk, month))
    return;
  duties = geng_roster_list_member (desk->roster, member);
  for (guint i = 0; i < duties->len; i++)
    {
      const GDate *day = geng_duty_get_date (duties->pdata[i]);
      g_autofree char *text = desk_duty_text (duties->pdata[i]);

      if (g_date_compare (day, first) < 0 || g_date_compare (day, last) > 0)
        continue;
      if (n++ == 0)
        g_print ("%s\n", _ ("Duties that it touches:"));
      g_print ("  %s\n", text);
    }
  if (n == 1)
    g_print (_ ("Who can take it over: geng cover %s %s\n"),
             geng_entity_get_name (GENG_ENTITY (member)), date);
  if (n > 0)
    g_print (_ ("Plan anew around it: geng repair %s --from %s\n"), month, date);
}

typedef struct
{
  char *kind, *why;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->kind);
  g_free (self->why);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* (nullable): NULL after a message */
static GengRequest *
new_leave (Desk *desk, const Wish *wish, GengMember *member, const GDate *first, const GDate *last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRequest) leave = NULL;
  GengLeaveKind *kind = NULL;

  if (wish->kind != NULL
      && (kind = geng_station_find_leave_kind (desk->station, wish->kind, &error)) == NULL)
    {
      say_failure (error);
      return NULL;
    }
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, first, last);
  if (kind != NULL)
    geng_request_set_leave_kind (leave, geng_entity_get_id (GENG_ENTITY (kind)));
  geng_request_set_reason (leave, wish->why);
  return g_steal_pointer (&leave);
}

Status
run_leave (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[]
      = { { "kind", 0, 0, G_OPTION_ARG_STRING, &wish.kind,
            N_ ("The kind of leave: annual, personal, sick, …"), N_ ("KIND") },
          { "why", 0, 0, G_OPTION_ARG_STRING, &wish.why, N_ ("Why, for the office alone"),
            N_ ("TEXT") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengRequest) leave = NULL;
  GengMember *member;
  GDate first, last;

  if (!options_parse (&options, "leave", _ ("MEMBER FIRST [LAST]"),
                      _ ("Writes an absence to leave.csv, and says which duties it touches."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE)
      || (member = desk_find_member (&desk, options_take (&options, 0))) == NULL
      || !desk_parse_date (&desk, options_take (&options, 1), &first)
      || !desk_parse_date (&desk, options_take (&options, options_take (&options, 2) ? 2 : 1),
                           &last)
      || (leave = new_leave (&desk, &wish, member, &first, &last)) == NULL)
    return STATUS_BAD;
  if (is_known (&desk, leave))
    g_print ("%s\n", _ ("That leave is known already."));
  else if (!write_leave (&desk, leave))
    return STATUS_BAD;
  print_touched (&desk, member, &first, &last);
  return STATUS_FINE;
}
