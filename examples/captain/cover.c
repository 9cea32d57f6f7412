/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* geng cover: somebody cannot come.  Who could take over, and the message that asks for it. */
#include "cover.h"

/* A village's people. */
#define MOST_OBSTACLES 30

static void
add_cover (GengCover *cover, JsonBuilder *builder)
{
  GengEntity *member = GENG_ENTITY (geng_cover_get_member (cover));
  g_autoptr (GPtrArray) obstacles = geng_cover_list_obstacles (cover);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "member");
  json_builder_add_string_value (builder, geng_entity_get_id (member));
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, geng_entity_get_name (member));
  json_builder_set_member_name (builder, "possible");
  json_builder_add_boolean_value (builder, geng_cover_get_possible (cover));
  json_builder_set_member_name (builder, "reserve");
  json_builder_add_boolean_value (builder, geng_cover_get_reserve (cover));
  add_number (builder, "gaps", geng_cover_get_gaps (cover));
  add_number (builder, "cost", geng_cover_get_cost (cover));
  json_builder_set_member_name (builder, "obstacles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < obstacles->len; i++)
    add_judged (g_ptr_array_index (obstacles, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
answer_json (GPtrArray *covers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < covers->len; i++)
    add_cover (g_ptr_array_index (covers, i), builder);
  json_builder_end_array (builder);
  print_json (builder);
}

static void
print_cover (GengCover *cover)
{
  GengMember *member = geng_cover_get_member (cover);
  const char *phone = geng_member_get_phone (member);
  const char *name = geng_entity_get_name (GENG_ENTITY (member));
  g_autoptr (GPtrArray) obstacles = geng_cover_list_obstacles (cover);

  if (geng_cover_get_possible (cover) && geng_cover_get_gaps (cover) > 0)
    g_print (_ ("  ! %s  missing then: %d, cost %+.1f  %s\n"), name,
             (int) geng_cover_get_gaps (cover), geng_cover_get_cost (cover) / (double) GENG_POINT,
             phone != NULL ? phone : "");
  else if (geng_cover_get_possible (cover) && geng_cover_get_reserve (cover))
    g_print (_ ("  ✓ %s  on reserve  %s\n"), name, phone != NULL ? phone : "");
  else if (geng_cover_get_possible (cover))
    g_print (_ ("  ✓ %s  cost %+.1f  %s\n"), name,
             geng_cover_get_cost (cover) / (double) GENG_POINT, phone != NULL ? phone : "");
  else
    g_print ("  – %s  %s\n", name, geng_finding_get_message (g_ptr_array_index (obstacles, 0)));
}

/* How to let the best one take over, or what to do when there is none; and what to paste. */
static void
print_hint (Desk *desk, GengDuty *duty, GPtrArray *covers)
{
  g_autofree char *who = desk_member_word (desk, geng_duty_get_member (duty)), *other = NULL;
  g_autofree char *date = desk_date_text (geng_duty_get_date (duty));
  g_autofree char *month = desk_month_text (&desk->first);
  g_autofree char *message = message_ask (desk, duty, covers);
  GengCover *best = covers->len > 0 ? g_ptr_array_index (covers, 0) : NULL;

  if (message == NULL)
    {
      g_print (
          _ ("Nobody can without harm as it stands. Plan around it: geng repair %s --from %s\n"),
          month, date);
      return;
    }
  g_print ("%s\n\n%s\n\n", _ ("To paste:"), message);
  other = desk_member_word (desk, geng_cover_get_member (best));
  g_print (_ ("When somebody agrees: geng cover %s %s %s --publish\n"), who, other, date);
}

/* Those who can, and of those who cannot as many as a village has; a zone has thousands. */
static void
print_covers (GPtrArray *covers, gboolean all)
{
  guint possible = 0;

  while (possible < covers->len && geng_cover_get_possible (covers->pdata[possible]))
    possible++;
  all = all || covers->len - possible <= MOST_OBSTACLES;
  for (guint i = 0; i < (all ? covers->len : possible); i++)
    print_cover (covers->pdata[i]);
  if (!all)
    g_print (_ ("%u others cannot; --all lists them, and what stands in the way.\n"),
             covers->len - possible);
}

static Status
list_covers (Desk *desk, GengDuty *duty, gboolean all, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) covers
      = geng_cover_list_for_duty (desk->roster, desk->history, duty, &error);

  if (covers == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (options->json)
    answer_json (covers);
  else
    {
      print_covers (covers, all);
      print_hint (desk, duty, covers);
    }
  return STATUS_FINE;
}

/* The month as phones have it; its draft where they have none. */
static gboolean
load_month (Desk *desk, Official *official, const char *month)
{
  if (!desk_set_month (desk, month) || !official_load (official, desk, NULL))
    return FALSE;
  g_set_object (&desk->roster, official->roster);
  g_set_object (&desk->published, official->roster);
  return desk_load (desk, month);
}

static gboolean
has_begun (Desk *desk, GengDuty *duty, GDateTime *now)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, desk->station);

  return g_date_time_compare (start, now) < 0;
}

/* The member's first duty that has not begun; NULL where the month has none. */
static GengDuty *
next_duty (Desk *desk, GengMember *member, GDateTime *now)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_member (desk->roster, member);

  for (guint i = 0; i < duties->len; i++)
    if (!has_begun (desk, duties->pdata[i], now))
      return duties->pdata[i];
  return NULL;
}

/* This month's, or else the next one's. */
static GengDuty *
find_next (Desk *desk, Official *official, GengMember *member, GDateTime *now)
{
  gboolean planned = FALSE;
  g_autofree char *first = NULL;
  GengDuty *duty = NULL;
  GDate date;

  geng_station_duty_date (desk->station, now, &date);
  first = desk_month_text (&date);
  for (int i = 0; i < 2 && duty == NULL; i++)
    {
      g_autofree char *month = desk_month_text (&date);

      g_clear_object (&desk->roster);
      g_clear_object (&desk->history);
      official_clear (official);
      /* Before the first month that is planned there is none of this one. */
      if (desk_has_month (desk, month))
        {
          planned = TRUE;
          if (!load_month (desk, official, month))
            return NULL;
        }
      if (desk->roster != NULL)
        duty = next_duty (desk, member, now);
      g_date_set_day (&date, 1);
      g_date_add_months (&date, 1);
    }
  /* Where neither month is planned, that is said, and how to plan it. */
  if (duty == NULL && (planned || load_month (desk, official, first)))
    say_error (_ ("%s has no duty to come."), geng_entity_get_name (GENG_ENTITY (member)));
  return duty;
}

/* @begun: (nullable): a duty that began before it is refused */
static GengDuty *
find_on (Desk *desk,
         Official *official,
         GengMember *member,
         const GDate *date,
         gboolean night,
         GDateTime *begun)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (member));
  g_autofree char *month = desk_month_text (date);
  GengDuty *duty;

  if (!load_month (desk, official, month))
    return NULL;
  duty = geng_roster_lookup (desk->roster, member, date);
  if (duty == NULL)
    say_error (_ ("%s has no duty on that day."), name);
  else if (night && !geng_shift_get_night (geng_duty_get_shift (duty)))
    {
      g_autofree char *text = desk_duty_text (duty);

      say_error (_ ("%s has no night duty then, but this: %s"), name, text);
      return NULL;
    }
  else if (begun != NULL && official->roster != NULL && has_begun (desk, duty, begun))
    {
      g_autofree char *text = desk_duty_text (duty);

      say_error (_ ("%s: it has begun, and what is served stays; how it went is for the journal: "
                    "geng journal"),
                 text);
      return NULL;
    }
  return duty;
}

/* The arguments: WHO, then another WHO or not, then a day or not. */
static GengDuty *
find_duty (Desk *desk,
           Official *official,
           const Options *options,
           GDateTime *now,
           GengMember **substitute)
{
  Options *words = (Options *) options;
  GengMember *member = desk_find_member (desk, options_take (words, 0));
  const char *second = options_take (words, 1), *day = NULL;
  g_autofree char *text = NULL;
  gboolean night;
  GengDuty *duty;
  GDate date;

  if (member == NULL)
    return NULL;
  if (second != NULL && desk_is_date (second))
    {
      day = second;
      if (options_take (words, 2) != NULL)
        {
          say_error (_ ("“%s” is one word too many; write it like: geng %s %s"),
                     options_take (words, 2), "cover", _ ("MEMBER [MEMBER] [DATE]"));
          return NULL;
        }
    }
  else if (second != NULL)
    {
      day = options_take (words, 2);
      if ((*substitute = desk_find_member (desk, second)) == NULL)
        return NULL;
    }
  if (day != NULL)
    return desk_parse_day (desk, day, now, &date, &night)
               ? find_on (desk, official, member, &date, night, *substitute != NULL ? now : NULL)
               : NULL;
  duty = find_next (desk, official, member, now);
  if (duty == NULL || options->json)
    return duty;
  text = desk_duty_text (duty);
  g_print (_ ("The next duty of %s: %s\n"), geng_entity_get_name (GENG_ENTITY (member)), text);
  return duty;
}

static void
wish_clear (CoverWish *self)
{
  g_free (self->kind);
  g_free (self->until);
  g_free (self->now);
  g_strfreev (self->declined);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CoverWish, wish_clear)

static Status
cover (Desk *desk, CoverWish *wish, const Options *options)
{
  g_auto (Official) official = { 0 };
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);
  GengMember *substitute = NULL;
  GengDuty *duty = now != NULL ? find_duty (desk, &official, options, now, &substitute) : NULL;

  if (duty == NULL)
    return STATUS_BAD;
  if (wish->ask || wish->declined != NULL)
    return cover_ask (desk, duty, wish->declined, now);
  return substitute != NULL ? cover_give (desk, &official, duty, substitute, wish, options)
                            : list_covers (desk, duty, wish->all, options);
}

/* A list of who could take over writes nothing, and needs nobody to stand aside. */
static gboolean
needs_to_write (const Options *options, const CoverWish *wish)
{
  const char *second = options_take ((Options *) options, 1);

  return wish->ask || wish->declined != NULL || (second != NULL && !desk_is_date (second));
}

Status
run_cover (int argc, char **argv)
{
  g_auto (CoverWish) wish = { 0 };
  const GOptionEntry entries[]
      = { { "publish", 0, 0, G_OPTION_ARG_NONE, &wish.publish,
            N_ ("Make this change official, and no other"), NULL },
          { "kind", 0, 0, G_OPTION_ARG_STRING, &wish.kind,
            N_ ("Write the leave down, from that duty on: sick, personal, …"), N_ ("KIND") },
          { "until", 0, 0, G_OPTION_ARG_STRING, &wish.until,
            N_ ("The last day of that leave (default: the day of the duty)"), N_ ("DATE") },
          { "ask", 0, 0, G_OPTION_ARG_NONE, &wish.ask,
            N_ ("A message for each of the next to be asked, who was asked least recently first"),
            NULL },
          { "all", 'a', 0, G_OPTION_ARG_NONE, &wish.all,
            N_ ("List also those who cannot, however many they are"), NULL },
          { "declined", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wish.declined,
            N_ ("Who said no to this duty, and is not asked again"), N_ ("MEMBER") },
          { "now", 0, 0, G_OPTION_ARG_STRING, &wish.now,
            N_ ("What counts as now (default: the clock)"), N_ ("TIME") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };

  if (!options_parse (&options, "cover", _ ("MEMBER [MEMBER] [DATE]"),
                      _ ("Somebody cannot come: lists who can take over the next duty, or that of "
                         "a day (tonight or tomorrow will do), the cheapest first, with a message "
                         "to paste.\nWith the one who agreed, it gives that duty over: this one "
                         "change is judged, published if told so, and nothing else moves."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, needs_to_write (&options, &wish) ? DESK_WRITE : DESK_READ))
    return STATUS_BAD;
  wish.why = options.why;
  return cover (&desk, &wish, &options);
}
