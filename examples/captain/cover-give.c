/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng cover WHO WHO: one duty goes over, with the leave behind it, and nothing else moves. */
#include "cover.h"
#include "phone.h"
#include "rebase.h"

static GengCover *
find_cover (GPtrArray *covers, GengMember *member)
{
  for (guint i = 0; i < covers->len; i++)
    if (geng_cover_get_member (covers->pdata[i]) == member)
      return covers->pdata[i];
  return NULL;
}

/* Whether no rule stands in the way of the substitute; says it. */
static gboolean
may_take (Desk *desk, GengDuty *duty, GengMember *substitute)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) covers
      = geng_cover_list_for_duty (desk->roster, desk->history, duty, &error);
  GengCover *cover = covers != NULL ? find_cover (covers, substitute) : NULL;
  g_autoptr (GPtrArray) obstacles = cover != NULL ? geng_cover_list_obstacles (cover) : NULL;

  if (error != NULL)
    say_failure (error);
  if (cover == NULL)
    {
      if (error == NULL)
        say_error (_ ("Nobody takes over from himself."));
      return FALSE;
    }
  if (geng_cover_get_possible (cover))
    return TRUE;
  for (guint i = 0; i < obstacles->len; i++)
    say_error ("%s: %s", geng_entity_get_name (GENG_ENTITY (substitute)),
               geng_finding_get_message (g_ptr_array_index (obstacles, i)));
  say_hint (_ ("Nothing was changed."));
  return FALSE;
}

static GengRequest *
new_leave (const CoverWish *wish,
           GengLeaveKind *kind,
           GengMember *member,
           const GDate *first,
           const GDate *last)
{
  GengRequest *leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, first, last);

  geng_request_set_leave_kind (leave, geng_entity_get_id (GENG_ENTITY (kind)));
  geng_request_set_reason (leave, wish->why);
  return leave;
}

/* A duty that the member has before this one, and that leave for the whole day would touch: the
 * dawn of that date belongs to the duty day before. */
static gboolean
touches_earlier (Desk *desk, GengDuty *duty)
{
  GDate before = *geng_duty_get_date (duty);
  GengDuty *earlier;

  g_date_subtract_days (&before, 1);
  earlier = geng_roster_lookup (desk->roster, geng_duty_get_member (duty), &before);
  return earlier != NULL
         && geng_shift_get_start_minute (geng_duty_get_shift (earlier)) >= GENG_DAY_MINUTES;
}

/* From that duty on: what was served that dawn is not touched.  NULL after a message */
static GPtrArray *
list_leave (Desk *desk, GengDuty *duty, const CoverWish *wish, const GDate *until)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GengMember *member = geng_duty_get_member (duty);
  GDate first = *geng_duty_get_date (duty);
  GengLeaveKind *kind;

  if (wish->kind == NULL)
    return g_steal_pointer (&list);
  kind = geng_station_find_leave_kind (desk->station, wish->kind, &error);
  if (kind == NULL)
    {
      say_failure (error);
      return NULL;
    }
  if (touches_earlier (desk, duty))
    {
      GengRequest *part = new_leave (wish, kind, member, &first, &first);
      int start = geng_shift_get_start_minute (geng_duty_get_shift (duty));

      geng_request_set_times (part, start,
                              geng_station_get_day_start_minute (desk->station) + GENG_DAY_MINUTES);
      g_ptr_array_add (list, part);
      g_date_add_days (&first, 1);
    }
  if (g_date_compare (&first, until) <= 0)
    g_ptr_array_add (list, new_leave (wish, kind, member, &first, until));
  return g_steal_pointer (&list);
}

/* What the change costs must not be a broken rule that was none before. */
static gboolean
breaks_none (Desk *desk, guint before)
{
  guint now = desk_count_broken (desk);

  if (now <= before)
    return TRUE;
  print_verdict (desk);
  say_error (_ ("That would break a rule, so nothing was changed."));
  return FALSE;
}

/* The table of the pool first: a duty of somebody who is away is told by all that looks at it. */
static gboolean
write_all (Desk *desk,
           const Official *official,
           GengRoster *before,
           Desk *pool,
           GPtrArray *leave,
           gboolean publish,
           GError **error)
{
  if (!geng_kit_assign (desk->roster, desk->history, error)
      || !geng_store_begin (desk->store, error))
    return FALSE;
  if (cover_write_shared_leave (desk, pool, leave, error)
      && (leave->len == 0 || geng_store_add_requests (desk->store, leave, error))
      && (publish ? publish_official (desk, NULL, error)
                        && rebase_draft (desk, before, desk->roster, error)
                  : geng_store_save_draft (desk->store, desk->roster, error)))
    return geng_store_commit (desk->store, error);
  geng_store_unlock (desk->store);
  return FALSE;
}

/* Both folders change at once, or neither.  FALSE after a message */
static gboolean
write_with_pool (Desk *desk,
                 const Official *official,
                 GengRoster *before,
                 GengMember *absent,
                 GPtrArray *leave,
                 gboolean publish,
                 const Options *options)
{
  g_auto (Desk) pool = { 0 };
  g_autoptr (GError) error = NULL;

  if (!cover_open_pool (desk, absent, leave, options, &pool))
    return FALSE;
  if (write_all (desk, official, before, &pool, leave, publish, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

static void
answer (Desk *desk, GengDuty *duty, GengMember *substitute, GengRoster *before, gboolean publish)
{
  g_autofree char *to_substitute = message_to_substitute (desk, duty, substitute);
  g_autofree char *to_absent = message_to_absent (desk, duty, substitute);
  g_autofree char *date = desk_date_text (geng_duty_get_date (duty));
  g_autofree char *month = desk_month_text (geng_duty_get_date (duty));

  print_changes (desk, before);
  print_verdict (desk);
  if (publish)
    g_print ("%s\n", _ ("Published: this change alone."));
  else
    g_print (_ ("It is in the draft. Tell the phones with: geng publish %s --only %s\n"), month,
             date);
  g_print ("%s\n\n%s\n\n%s\n", _ ("To paste:"), to_substitute, to_absent);
}

static void
answer_json (Desk *desk, GengDuty *duty, GengMember *substitute, GengRoster *before)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *to_substitute = message_to_substitute (desk, duty, substitute);
  g_autofree char *to_absent = message_to_absent (desk, duty, substitute);

  json_builder_begin_object (builder);
  add_changes (desk, before, builder);
  add_text (builder, "message-to-substitute", to_substitute);
  add_text (builder, "message-to-absent", to_absent);
  add_verdict (desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static gboolean
add_leave (Desk *desk, GPtrArray *leave)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < leave->len; i++)
    if (!geng_station_add_request (desk->station, leave->pdata[i], &error))
      {
        say_failure (error);
        return FALSE;
      }
  return TRUE;
}

Status
cover_give (Desk *desk,
            const Official *official,
            GengDuty *given,
            GengMember *substitute,
            const CoverWish *wish,
            const Options *options)
{
  g_autoptr (GengRoster) before = geng_roster_copy (desk->roster);
  g_autoptr (GengDuty) duty = g_object_ref (given);
  g_autoptr (GPtrArray) leave = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  gboolean publish = wish->publish && official->roster != NULL;
  guint broken = desk_count_broken (desk);
  GDate until = *geng_duty_get_date (duty);

  if (wish->until != NULL && !desk_parse_date (desk, wish->until, &until))
    return STATUS_BAD;
  if (!may_take (desk, duty, substitute))
    return STATUS_BROKEN;
  leave = list_leave (desk, duty, wish, &until);
  if (leave == NULL)
    return STATUS_BAD;
  geng_roster_remove (desk->roster, duty);
  if (geng_roster_assign (desk->roster, substitute, geng_duty_get_date (duty),
                          geng_duty_get_shift (duty), geng_duty_get_post (duty), &error)
          == NULL
      || !add_leave (desk, leave) || !desk_judge (desk))
    {
      if (error != NULL)
        say_failure (error);
      return STATUS_BAD;
    }
  if (!breaks_none (desk, broken))
    return STATUS_BROKEN;
  if (!write_with_pool (desk, official, before, geng_duty_get_member (duty), leave, publish,
                        options))
    return STATUS_BAD;
  if (options->json)
    answer_json (desk, duty, substitute, before);
  else
    answer (desk, duty, substitute, before, publish);
  /* What follows may fail and is made up for later; the change stands, and the status says so. */
  if (publish && phones_refresh (desk, now))
    cover_publish_shared (desk, geng_duty_get_member (duty), substitute);
  return desk_status_but (desk, desk_count_broken (desk));
}
