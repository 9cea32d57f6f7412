/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <unistd.h>

#include "official.h"
#include "terminal.h"
#include "zone.h"

typedef struct
{
  char *by;
  char *day;
  char *chat;
  char *now;
  char *at;
  int width;
} Wish;

/* Columns as asked for, or the terminal's; 0 for a pipe, which takes any width. */
static guint
get_width (const Wish *wish)
{
  return wish->width > 0 ? (guint) wish->width : terminal_columns (STDOUT_FILENO);
}

static void
answer (Desk *desk, const Options *options, GPtrArray *duties, char *text)
{
  g_autofree char *words = text;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!options->json)
    {
      g_print ("%s", words);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_duties (desk, duties, builder);
  if (desk->pool == NULL)
    add_verdict (desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

/* What people are told is what was published, whatever a draft of it says; a month of which
 * there is only a draft is marked as one.  The captain alone is told so. */
static gboolean
load_official (Desk *desk, const char *month)
{
  guint n;

  if (!desk_load (desk, month))
    return FALSE;
  /* Of a pool's people each station has published, or not. */
  if (desk->pool != NULL)
    return TRUE;
  if (desk->published == NULL)
    {
      say_hint (_ ("%s is a draft that was not published."), month);
      return TRUE;
    }
  n = geng_roster_count_changes (desk->roster, desk->published);
  if (n == 0)
    return TRUE;
  say_hint (ngettext ("This is what was published. The draft has %u change more that nobody was "
                      "told: geng publish %s",
                      "This is what was published. The draft has %u changes more that nobody was "
                      "told: geng publish %s",
                      n),
            n, month);
  g_set_object (&desk->roster, desk->published);
  return desk_judge (desk);
}

static Status
show_now (Desk *desk, const Options *options, const Wish *wish)
{
  g_autoptr (GDateTime) instant
      = desk_parse_instant (desk, wish->at != NULL ? wish->at : wish->now);
  g_autoptr (GPtrArray) duties = NULL;
  g_autofree char *month = NULL;
  GDate date;

  if (instant == NULL)
    return STATUS_BAD;
  geng_station_duty_date (desk->station, instant, &date);
  month = desk_month_text (&date);
  if (!load_official (desk, month))
    return STATUS_BAD;
  duties = geng_roster_on_duty_at (desk->roster, instant);
  answer (desk, options, duties, geng_report_now (desk->roster, instant, desk_language ()));
  return STATUS_FINE;
}

/* Of a pool, person by person: at which station a duty is no mark of a table says.
 * day: (nullable): this one alone */
static char *
text_of_people (Desk *desk, const GDate *day)
{
  GListModel *members = geng_station_get_members (desk->station);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GPtrArray) duties = geng_roster_list_member (desk->roster, member);

      g_string_append_printf (text, "%s\n", geng_entity_get_name (GENG_ENTITY (member)));
      for (guint k = 0; k < duties->len; k++)
        {
          g_autofree char *duty = desk_duty_text (duties->pdata[k]);

          if (day == NULL || g_date_compare (geng_duty_get_date (duties->pdata[k]), day) == 0)
            g_string_append_printf (text, "  %s\n", duty);
        }
    }
  return g_string_free (text, FALSE);
}

/* What stations want is not for the people of a pool alone to fill; each station is judged. */
static Status
status_of (Desk *desk)
{
  return desk->pool != NULL ? STATUS_FINE : desk_status (desk);
}

static Status
show_day (Desk *desk, const Options *options, const Wish *wish)
{
  gboolean chat = wish->day == NULL, night;
  const char *text = chat ? wish->chat : wish->day;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *month = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  GDate date;

  if ((now = desk_parse_instant (desk, wish->now)) == NULL
      || !desk_parse_day (desk, text, now, &date, &night))
    return STATUS_BAD;
  month = desk_month_text (&date);
  if (!load_official (desk, month))
    return STATUS_BAD;
  duties = geng_roster_list_date (desk->roster, &date);
  answer (desk, options, duties,
          desk->pool != NULL ? text_of_people (desk, &date)
                             : geng_report_chat (desk->roster, desk->judgement, &date,
                                                 chat ? NULL : desk_language ()));
  /* A message for the group is pasted as it is. */
  if (duties->len == 0 && !chat && !options->json)
    g_print ("%s\n", _ ("Nobody serves on that day."));
  return status_of (desk);
}

/* Whether it is a draft or official, which version and since when; not for programs. */
static void
print_state (Desk *desk, const Options *options)
{
  g_auto (Official) official = { 0 };
  g_autofree char *month = desk_month_text (&desk->first);
  g_autofree char *state = NULL;

  if (options->json || desk->pool != NULL || !official_load (&official, desk, NULL))
    return;
  state = official_state (&official, desk, desk->roster);
  g_print (_ ("%s: %s\n"), month, state);
}

static char *
text_of_month (Desk *desk, const Wish *wish, gboolean posts)
{
  if (desk->pool != NULL)
    return text_of_people (desk, NULL);
  return posts ? geng_report_posts (desk->roster, desk->judgement, desk_language ())
               : geng_report_month (desk->roster, desk->judgement, desk_language (),
                                    get_width (wish));
}

static Status
show_month (Desk *desk, const Options *options, const Wish *wish, const char *month)
{
  g_autoptr (GPtrArray) duties = NULL;
  gboolean posts
      = wish->by != NULL && (g_str_equal (wish->by, "post") || g_str_equal (wish->by, "岗位"));

  if (wish->by != NULL && !posts && !g_str_equal (wish->by, "member")
      && !g_str_equal (wish->by, "队员"))
    {
      say_error (_ ("--by takes “member” or “post”, not “%s”."), wish->by);
      return STATUS_BAD;
    }
  if (!desk_load (desk, month))
    return STATUS_BAD;
  duties = geng_roster_list_duties (desk->roster);
  print_state (desk, options);
  answer (desk, options, duties, text_of_month (desk, wish, posts));
  return status_of (desk);
}

static void
wish_clear (Wish *self)
{
  g_free (self->by);
  g_free (self->day);
  g_free (self->chat);
  g_free (self->now);
  g_free (self->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

Status
run_show (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &wish.by,
            N_ ("“member”: members down, days across; “post”: by day and post"), N_ ("WHAT") },
          { "day", 0, 0, G_OPTION_ARG_STRING, &wish.day, N_ ("One day only"), N_ ("DATE") },
          { "chat", 0, 0, G_OPTION_ARG_STRING, &wish.chat,
            N_ ("One day as a message for the chat group"), N_ ("DATE") },
          { "at", 0, 0, G_OPTION_ARG_STRING, &wish.at,
            N_ ("Without a month: who is on duty at that moment (default: now)"), N_ ("TIME") },
          { "now", 0, 0, G_OPTION_ARG_STRING, &wish.now,
            N_ ("What counts as now (default: the clock)"), N_ ("TIME") },
          { "width", 0, 0, G_OPTION_ARG_INT, &wish.width,
            N_ ("Fold the month to so many columns (default: the terminal's)"), N_ ("N") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };

  if (!options_parse (&options, "show", _ ("[MONTH]"),
                      _ ("Shows the draft of a month, or what was published; without a month, who "
                         "is on duty now."),
                      entries, argc, argv)
      || ((desk.pool = zone_pool_find (options.folder)), !desk_open (&desk, &options, DESK_READ)))
    return STATUS_BAD;
  if (wish.day != NULL || wish.chat != NULL)
    return show_day (&desk, &options, &wish);
  if (options_take (&options, 0) == NULL)
    return show_now (&desk, &options, &wish);
  return show_month (&desk, &options, &wish, options_take (&options, 0));
}
