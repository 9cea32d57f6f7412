/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng leave: an absence into leave.csv, without opening a table. */
#include "cover.h"
#include "parts.h"
#include "zone.h"

gboolean
desk_knows_leave (Desk *self, GengRequest *leave)
{
  GListModel *list = geng_station_get_requests (self->station);

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

/* The leave of shared people is the zone's to write. */
static void
hint_shared (Desk *desk, GengMember *member)
{
  if (member_is_shared (member) && !desk->json)
    say_hint (_ ("In the zone's folder: geng leave %s FIRST [LAST]"),
              geng_entity_get_id (GENG_ENTITY (member)));
}

static gboolean
write_leave (Desk *desk, GengRequest *leave)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (desk->pool != NULL && zone_pool_add_leave (desk, leave, &error))
    return TRUE;
  g_ptr_array_add (requests, leave);
  if (desk->pool == NULL && geng_station_add_request (desk->station, leave, &error)
      && geng_store_add_requests (desk->store, requests, &error))
    return TRUE;
  say_failure (error);
  hint_shared (desk, geng_request_get_member (leave));
  return FALSE;
}

static gboolean
is_on_leave (GengFinding *finding, GengMember *member)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);

  return geng_finding_get_severity (finding) == GENG_SEVERITY_HARD
         && g_str_equal (geng_finding_get_rule (finding), "leave") && members->len > 0
         && g_ptr_array_index (members, 0) == member;
}

static void
print_commands (Desk *desk, GengMember *member, guint n, const char *month, const char *date)
{
  g_autofree char *who = desk_member_word (desk, member);
  g_autofree char *where = zone_pool_where_text (desk);

  if (n == 1)
    g_print (_ ("Who can take it over: geng cover %s %s%s\n"), who, date, where);
  g_print (_ ("Plan anew around it: geng repair %s --from %s%s\n"), month, date, where);
}

/* By the judge: the standby of the first dawn is of the duty day before.
 * (transfer full) (element-type GengDuty) */
static GPtrArray *
list_touched_of (Desk *desk, GengMember *member)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (desk->judgement);
  GPtrArray *touched = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < findings->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (findings, i);
      GengDuty *duty
          = is_on_leave (finding, member)
                ? geng_roster_lookup (desk->roster, member, geng_finding_get_first (finding))
                : NULL;

      /* That of a guest may be at another station. */
      if (duty != NULL)
        g_ptr_array_add (touched, g_object_ref (duty));
    }
  return touched;
}

static void
print_duties (const char *head, GPtrArray *duties)
{
  if (duties->len > 0)
    g_print ("%s\n", head);
  for (guint i = 0; i < duties->len; i++)
    {
      g_autofree char *text = desk_duty_text (g_ptr_array_index (duties, i));

      g_print ("  %s\n", text);
    }
}

static void
print_touched (Desk *desk, GengMember *member, GPtrArray *touched, const char *month)
{
  g_autofree char *date = NULL;

  if (touched->len == 0)
    return;
  date = desk_date_text (geng_duty_get_date (g_ptr_array_index (touched, 0)));
  print_duties (_ ("Duties that it touches:"), touched);
  print_commands (desk, member, touched->len, month, date);
}

/* Those that the journal has confirmed go from @touched to @served. */
static void
take_served (Desk *month, GPtrArray *touched, GPtrArray *served)
{
  g_auto (Official) official = { 0 };

  /* Whoever confirms what a pool's people served does so at the station. */
  if (month->pool != NULL || touched->len == 0 || !official_load (&official, month, NULL))
    return;
  for (guint i = 0; i < touched->len;)
    {
      GengDuty *duty = touched->pdata[i];

      if (official_find_served (&official, geng_duty_get_member (duty), geng_duty_get_date (duty))
          != NULL)
        g_ptr_array_add (served, g_ptr_array_steal_index (touched, i));
      else
        i++;
    }
}

/* The duties that the leave takes, of the drafts or else of what is official; said by the month
 * where people read.  @n_served: how many more stay since they are served.
 * (transfer full) (element-type GengDuty) */
static GPtrArray *
tell_touched (Desk *desk,
              GengMember *member,
              const GDate *first,
              const GDate *last,
              guint *n_served)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GDate date = *first;

  g_date_subtract_days (&date, 1);
  g_date_set_day (&date, 1);
  for (; g_date_compare (&date, last) <= 0; g_date_add_months (&date, 1))
    {
      g_auto (Desk) one
          = { .store = g_object_ref (desk->store), .station = g_object_ref (desk->station) };
      g_autofree char *month = desk_month_text (&date);
      g_autoptr (GPtrArray) served = g_ptr_array_new_with_free_func (g_object_unref);
      GPtrArray *touched;

      one.pool = zone_pool_share (desk->pool);
      if (!desk_has_month (&one, month) || !desk_load_leave (&one, month, member, first, last))
        continue;
      touched = list_touched_of (&one, member);
      take_served (&one, touched, served);
      *n_served += served->len;
      if (!desk->json)
        {
          print_duties (_ ("Served already, and stays; how it went is for the journal: geng "
                           "journal"),
                        served);
          print_touched (desk, member, touched, month);
        }
      g_ptr_array_extend_and_steal (all, touched);
    }
  return all;
}

static void
print_leave (GengRequest *leave, gboolean known)
{
  g_autofree char *first = desk_date_text (geng_request_get_first (leave));
  g_autofree char *last = desk_date_text (geng_request_get_last (leave));
  const char *name = geng_entity_get_name (GENG_ENTITY (geng_request_get_member (leave)));

  if (known)
    g_print ("%s\n", _ ("That leave is known already."));
  else if (g_str_equal (first, last))
    g_print (_ ("Written down: %s is away on %s.\n"), name, first);
  else
    g_print (_ ("Written down: %s is away from %s to %s.\n"), name, first, last);
}

/* Of a pool's people: at which stations they may serve as well, which could not be read. */
static void
add_unread (Desk *desk, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) unread
      = desk->pool != NULL ? zone_pool_list_unread (desk->pool) : g_ptr_array_new ();

  json_builder_set_member_name (builder, "unread");
  json_builder_begin_array (builder);
  for (guint i = 0; i < unread->len; i++)
    json_builder_add_string_value (builder, unread->pdata[i]);
  json_builder_end_array (builder);
}

static void
answer_json (Desk *desk, GengRequest *leave, gboolean known, GPtrArray *touched, guint n_served)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *first = desk_date_text (geng_request_get_first (leave));
  g_autofree char *last = desk_date_text (geng_request_get_last (leave));

  json_builder_begin_object (builder);
  add_text (builder, "member", geng_entity_get_id (GENG_ENTITY (geng_request_get_member (leave))));
  add_text (builder, "first", first);
  add_text (builder, "last", last);
  add_text (builder, "kind", geng_request_get_leave_kind (leave));
  json_builder_set_member_name (builder, "known");
  json_builder_add_boolean_value (builder, known);
  add_unread (desk, builder);
  add_duties (desk, touched, builder);
  add_number (builder, "served", n_served);
  json_builder_end_object (builder);
  print_json (builder);
}

/* -- an absence that is not taken after all -- */

/* What stays of a leave before or after the days that are given back. */
static gboolean
keep_part (Desk *desk, GengRequest *leave, const GDate *first, const GDate *last, GError **error)
{
  g_autoptr (GengRequest) part = NULL;

  if (g_date_compare (first, last) > 0)
    return TRUE;
  part = geng_request_new (GENG_REQUEST_KIND_LEAVE, geng_request_get_member (leave), first, last);
  geng_request_set_leave_kind (part, geng_request_get_leave_kind (leave));
  geng_request_set_reason (part, geng_request_get_reason (leave));
  geng_request_set_source (part, geng_request_get_source (leave));
  if (geng_request_get_timed (leave))
    geng_request_set_times (part, geng_request_get_start_minute (leave),
                            geng_request_get_end_minute (leave));
  return geng_station_add_request (desk->station, part, error);
}

static gboolean
cut_leave (Desk *desk, GengRequest *leave, const GDate *first, const GDate *last, GError **error)
{
  GDate before = *first, after = *last;

  g_date_subtract_days (&before, 1);
  g_date_add_days (&after, 1);
  return geng_station_remove (desk->station, G_OBJECT (leave), error)
         && keep_part (desk, leave, geng_request_get_first (leave), &before, error)
         && keep_part (desk, leave, &after, geng_request_get_last (leave), error);
}

/* (transfer full) (element-type GengRequest): the member's that have a day of these */
static GPtrArray *
list_leaves (Desk *desk, GengMember *member, const GDate *first, const GDate *last)
{
  GListModel *list = geng_station_get_requests (desk->station);
  GPtrArray *leaves = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengRequest) one = g_list_model_get_item (list, i);

      if (geng_request_get_kind (one) == GENG_REQUEST_KIND_LEAVE
          && geng_request_get_member (one) == member
          && g_date_compare (geng_request_get_first (one), last) <= 0
          && g_date_compare (geng_request_get_last (one), first) >= 0)
        g_ptr_array_add (leaves, g_object_ref (one));
    }
  return leaves;
}

static void
answer_cancelled (Desk *desk, GengMember *member, const GDate *first, const GDate *last)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *from = desk_date_text (first), *to = desk_date_text (last);

  if (!desk->json)
    {
      g_print (_ ("%s is not on leave on those days any more.\n"),
               geng_entity_get_name (GENG_ENTITY (member)));
      return;
    }
  json_builder_begin_object (builder);
  add_text (builder, "member", geng_entity_get_id (GENG_ENTITY (member)));
  add_text (builder, "first", from);
  add_text (builder, "last", to);
  json_builder_end_object (builder);
  print_json (builder);
}

static Status
cancel_leave (Desk *desk, GengMember *member, const GDate *first, const GDate *last)
{
  g_autoptr (GPtrArray) leaves = list_leaves (desk, member, first, last);
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  if (geng_member_get_guest (member))
    {
      say_error (geng_member_get_lend_price (member) > 0
                     ? _ ("%s is lent by another station; change it in the leave.csv of that "
                          "station's folder.")
                     : _ ("%s is shared by the zone; change it in the leave.csv of the pool's "
                          "folder."),
                 geng_entity_get_name (GENG_ENTITY (member)));
      hint_shared (desk, member);
      return STATUS_BAD;
    }
  if (leaves->len == 0)
    {
      say_error (_ ("%s has no leave on those days."), geng_entity_get_name (GENG_ENTITY (member)));
      return STATUS_BAD;
    }
  for (guint i = 0; ok && i < leaves->len; i++)
    ok = cut_leave (desk, leaves->pdata[i], first, last, &error);
  if (!ok || !geng_store_save_file (desk->store, desk->station, "leave.csv", &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  answer_cancelled (desk, member, first, last);
  return STATUS_FINE;
}

typedef struct
{
  char *kind;
  gboolean cancel;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->kind);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* (nullable): NULL after a message */
static GengRequest *
new_leave (Desk *desk,
           const Wish *wish,
           const Options *options,
           GengMember *member,
           const GDate *first,
           const GDate *last)
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
  geng_request_set_reason (leave, options->why);
  return g_steal_pointer (&leave);
}

Status
run_leave (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[]
      = { { "kind", 0, 0, G_OPTION_ARG_STRING, &wish.kind,
            N_ ("The kind of leave: annual, personal, sick, …"), N_ ("KIND") },
          { "cancel", 0, 0, G_OPTION_ARG_NONE, &wish.cancel,
            N_ ("It is not taken on those days after all"), NULL },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengRequest) leave = NULL;
  g_autoptr (GPtrArray) touched = NULL;
  gboolean known;
  guint n_served = 0;
  GengMember *member;
  GDate first, last;

  if (!options_parse (&options, "leave", _ ("MEMBER FIRST [LAST]"),
                      _ ("Writes an absence to leave.csv, and says which duties it touches."),
                      entries, argc, argv)
      || ((desk.pool = zone_pool_find (options.folder)), !desk_open (&desk, &options, DESK_WRITE))
      || (member = desk_find_member (&desk, options_take (&options, 0))) == NULL
      || !desk_parse_date (&desk, options_take (&options, 1), &first)
      || !desk_parse_date (&desk, options_take (&options, options_take (&options, 2) ? 2 : 1),
                           &last))
    return STATUS_BAD;
  if (g_date_compare (&first, &last) > 0)
    {
      g_autofree char *days = g_strdup_printf ("%s..%s", options.rest[1], options.rest[2]);

      say_error (_ ("“%s” ends before it begins."), days);
      return STATUS_BAD;
    }
  if (wish.cancel)
    return cancel_leave (&desk, member, &first, &last);
  if ((leave = new_leave (&desk, &wish, &options, member, &first, &last)) == NULL)
    return STATUS_BAD;
  known = desk_knows_leave (&desk, leave);
  if (!known && !write_leave (&desk, leave))
    return STATUS_BAD;
  if (!desk.json)
    print_leave (leave, known);
  touched = tell_touched (&desk, member, &first, &last, &n_served);
  desk_say_unread (&desk);
  if (desk.json)
    answer_json (&desk, leave, known, touched, n_served);
  return STATUS_FINE;
}
