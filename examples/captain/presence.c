/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Posts at which somebody has to be found at every minute (24小时有人): who is there when, over the
 * days of the month. */

#include "parts.h"

/* What is the same on so many days: a stretch of the duty day, and who keeps the post then. */
typedef struct
{
  int from, to;
  GengDemand *demand; /* (nullable) */
  guint n_days;
} Habit;

typedef void (*Look) (GengPost *post,
                      const GDate *date,
                      const GengPresence *presence,
                      gpointer data);

static const char *
name_of (gpointer entity)
{
  return geng_entity_get_name (GENG_ENTITY (entity));
}

static void
look_at_day (Desk *desk, GengPost *post, const GDate *date, Look look, gpointer data)
{
  g_autoptr (GPtrArray) list = geng_roster_list_presence (desk->roster, post, date);

  for (guint i = 0; i < list->len; i++)
    look (post, date, g_ptr_array_index (list, i), data);
}

static void
look_at_month (Desk *desk, GengPost *post, Look look, gpointer data)
{
  GDate date = *geng_roster_get_first (desk->roster);

  for (guint i = 0; i < geng_roster_get_n_days (desk->roster); i++)
    {
      look_at_day (desk, post, &date, look, data);
      g_date_add_days (&date, 1);
    }
}

static void
look_at_posts (Desk *desk, Look look, gpointer data)
{
  GListModel *posts = geng_station_get_posts (desk->station);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);

      if (geng_post_get_manned (post))
        look_at_month (desk, post, look, data);
    }
}

static char *
times_text (const GengPresence *presence)
{
  return g_strdup_printf ("%02d:%02d–%02d:%02d", presence->start_minute % GENG_DAY_MINUTES / 60,
                          presence->start_minute % 60, presence->end_minute % GENG_DAY_MINUTES / 60,
                          presence->end_minute % 60);
}

/* -- where nobody is -- */

static void
count_hole (GengPost *post, const GDate *date, const GengPresence *presence, gpointer data)
{
  *(guint *) data += presence->members->len == 0;
}

guint
presence_count_holes (Desk *desk)
{
  guint n = 0;

  look_at_posts (desk, count_hole, &n);
  return n;
}

static void
print_hole (GengPost *post, const GDate *date, const GengPresence *presence, gpointer data)
{
  g_autofree char *day = desk_date_text (date);
  g_autofree char *times = times_text (presence);

  g_autofree char *part = desk_part_text (data, post);

  if (presence->members->len == 0)
    /* Translators: a station of several ("" for one alone), day, times, post */
    g_print (_ ("  ! %s%s %s %s: nobody is there, and somebody always should be\n"), part, day,
             times, name_of (post));
}

void
presence_print_holes (Desk *desk)
{
  look_at_posts (desk, print_hole, desk);
}

/* -- who is there -- */

static void
count_habit (GengPost *post, const GDate *date, const GengPresence *presence, gpointer data)
{
  GArray *habits = data;
  Habit habit = { presence->start_minute, presence->end_minute, presence->demand, 1 };

  if (presence->members->len == 0)
    return;
  for (guint i = 0; i < habits->len; i++)
    {
      Habit *known = &g_array_index (habits, Habit, i);

      if (known->from == habit.from && known->to == habit.to && known->demand == habit.demand)
        {
          known->n_days++;
          return;
        }
    }
  g_array_append_val (habits, habit);
}

static int
compare_habits (gconstpointer a, gconstpointer b)
{
  const Habit *x = a, *y = b;

  if (x->from != y->from)
    return x->from - y->from;
  return x->to != y->to ? x->to - y->to : (int) y->n_days - (int) x->n_days;
}

static void
print_habit (const Habit *habit)
{
  GengPresence presence = { .start_minute = habit->from, .end_minute = habit->to };
  g_autofree char *times = times_text (&presence);

  if (habit->demand == NULL)
    g_print (_ ("  %s on %u days: who serves there\n"), times, habit->n_days);
  else
    g_print (_ ("  %s on %u days: one of the crew of “%s”, in turn\n"), times, habit->n_days,
             name_of (habit->demand));
}

/* A line for each stretch of the duty day and who keeps the post then. */
void
presence_print (Desk *desk)
{
  GListModel *posts = geng_station_get_posts (desk->station);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);
      g_autoptr (GArray) habits = g_array_new (FALSE, FALSE, sizeof (Habit));

      if (!geng_post_get_manned (post))
        continue;
      g_print (_ ("%s, where somebody always is:\n"), name_of (post));
      look_at_month (desk, post, count_habit, habits);
      g_array_sort (habits, compare_habits);
      for (guint k = 0; k < habits->len; k++)
        print_habit (&g_array_index (habits, Habit, k));
    }
}

static void
add_presence (GengPost *post, const GDate *date, const GengPresence *presence, gpointer data)
{
  JsonBuilder *builder = data;
  g_autofree char *day = desk_date_text (date);

  json_builder_begin_object (builder);
  add_text (builder, "post", geng_entity_get_id (GENG_ENTITY (post)));
  add_text (builder, "date", day);
  add_number (builder, "start", presence->start_minute);
  add_number (builder, "end", presence->end_minute);
  add_text (builder, "kept-by",
            presence->demand != NULL ? geng_entity_get_id (GENG_ENTITY (presence->demand)) : NULL);
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < presence->members->len; i++)
    json_builder_add_string_value (builder, geng_entity_get_id (presence->members->pdata[i]));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* The member "presence" of the open object: minutes count from 00:00 of the duty day's date. */
void
presence_add (Desk *desk, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "presence");
  json_builder_begin_array (builder);
  look_at_posts (desk, add_presence, builder);
  json_builder_end_array (builder);
}
