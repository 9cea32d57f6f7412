/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Writes what people read of the invented village to a folder: tests/golden/golden.py compares it,
 * and people look at it. */
#include <geng-office/geng-office.h>

#include "geng-gap-private.h"
#include "geng-judgement-private.h"
#include "village.h"

static void
save (const char *folder, const char *name, char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = text;

  if (!g_file_set_contents (path, content, -1, NULL))
    g_error ("Can't write %s", path);
}

static void
add_gap (GengStation *station,
         GPtrArray *gaps,
         const char *demand,
         int day,
         const char *role,
         int missing)
{
  GengDemand *wanted = geng_station_lookup_demand (station, demand);
  GengShift *shift = geng_demand_get_shift (wanted);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, 1, 2027);
  g_ptr_array_add (gaps, geng_gap_new (wanted, &date, geng_shift_get_start_minute (shift),
                                       geng_shift_get_end_minute (shift), role, missing));
}

static GengJudgement *
new_judgement (GengStation *station)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (g_object_unref);
  GengScore score = { .gaps = 4 };

  add_gap (station, gaps, "night-patrol", 6, NULL, 2);
  add_gap (station, gaps, "desk-standby", 11, NULL, 1);
  add_gap (station, gaps, "night-patrol", 17, "captain", 1);
  return geng_judgement_make (&score, g_steal_pointer (&findings), g_steal_pointer (&gaps));
}

static void
add_subscription (GPtrArray *all, GengEntity *entity)
{
  g_autofree char *url
      = g_strdup_printf ("https://roster.example/feeds/%s-k3v7q2m5x4n6b8c9d1f0g2h4j6.ics",
                         geng_entity_get_id (entity));

  g_ptr_array_add (all, geng_subscription_new (entity, url));
}

static void
add_subscriptions (GPtrArray *all, GListModel *entities, guint n)
{
  for (guint i = 0; i < MIN (n, g_list_model_get_n_items (entities)); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (entities, i);

      add_subscription (all, entity);
    }
}

static GPtrArray *
new_subscriptions (GengStation *station)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_subscription_free);

  add_subscriptions (all, geng_station_get_members (station), 4);
  add_subscriptions (all, geng_station_get_teams (station), 1);
  add_subscriptions (all, geng_station_get_posts (station), 1);
  add_subscription (all, GENG_ENTITY (station));
  return all;
}

static void
render (GengStation *station, const char *language, const char *folder)
{
  g_autoptr (GengRoster) roster = village_new_roster (station);
  g_autoptr (GengJudgement) judgement = new_judgement (station);
  g_autoptr (GPtrArray) subscriptions = new_subscriptions (station);
  g_autoptr (GDateTime) instant
      = geng_station_instant (station, geng_roster_get_first (roster), 29 * 60);
  GDate date = *geng_roster_get_first (roster);

#define NAME(stem) g_strdup_printf ("%s.%s", stem, language)
  g_autofree char *month = NAME ("month.txt"), *narrow = NAME ("narrow.txt");
  g_autofree char *posts = NAME ("posts.txt"), *chat = NAME ("chat.txt"), *now = NAME ("now.txt");
  g_autofree char *wall = g_strdup_printf ("wall.%s.html", language);
  g_autofree char *slips = g_strdup_printf ("subscribe.%s.html", language);
#undef NAME

  save (folder, month, geng_report_month (roster, judgement, NULL, 0));
  save (folder, narrow, geng_report_month (roster, judgement, NULL, 80));
  save (folder, posts, geng_report_posts (roster, judgement, NULL));
  save (folder, now, geng_report_now (roster, instant, NULL));
  g_date_add_days (&date, 5);
  save (folder, chat, geng_report_chat (roster, judgement, &date, NULL));
  save (folder, wall, geng_report_wall_html (roster, judgement, NULL, NULL));
  save (folder, slips, geng_report_subscribe_html (station, subscriptions, roster, &date, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (GengStation) zh = village_new_station ("zh_CN");
  g_autoptr (GengStation) en = village_new_station ("en");

  if (argc != 2)
    g_error ("usage: render FOLDER");
  render (zh, "zh", argv[1]);
  render (en, "en", argv[1]);
  return 0;
}
