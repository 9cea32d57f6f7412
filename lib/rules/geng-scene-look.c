/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-scene-look.h"

gboolean
geng_scene_looks_at (const GengScene *scene, GengPost *post)
{
  return scene->look_posts == NULL || g_hash_table_contains (scene->look_posts, post);
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return (one > other) - (one < other);
}

GArray *
geng_scene_list_looked (const GengScene *scene)
{
  GHashTableIter iter;
  gpointer post;
  GArray *list;

  if (scene->look_posts == NULL)
    return g_array_ref (scene->each_demand);
  list = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_iter_init (&iter, scene->look_posts);
  while (g_hash_table_iter_next (&iter, &post, NULL))
    {
      GArray *there = g_hash_table_lookup (scene->by_demands, post);

      if (there != NULL)
        g_array_append_vals (list, there->data, there->len);
    }
  g_array_sort (list, compare_indexes);
  return list;
}

static int
compare_turns (gconstpointer a, gconstpointer b, gpointer scene)
{
  int one = geng_scene_member_index (scene, geng_duty_get_member (*(GengDuty *const *) a));
  int other = geng_scene_member_index (scene, geng_duty_get_member (*(GengDuty *const *) b));

  return (one > other) - (one < other);
}

GPtrArray *
geng_scene_list_looked_duties (const GengScene *scene, int day)
{
  GPtrArray *list;
  GHashTableIter iter;
  gpointer post;

  if (scene->look_posts == NULL)
    return g_ptr_array_ref (geng_scene_day_duties (scene, day));
  list = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, scene->look_posts);
  while (g_hash_table_iter_next (&iter, &post, NULL))
    {
      GPtrArray *duties = geng_scene_post_duties (scene, day, post);

      for (guint i = 0; duties != NULL && i < duties->len; i++)
        if (geng_duty_get_post (duties->pdata[i]) == post)
          g_ptr_array_add (list, duties->pdata[i]);
    }
  g_ptr_array_sort_with_data (list, compare_turns, (gpointer) scene);
  return list;
}
