/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-people.h"

#include "geng-gettext.h"
#include "geng-part.h"

#include <string.h>

static gboolean
read_member (GengPeople *people, GengRuleText *text, GengStation *station, GError **error)
{
  const char *at;
  g_autofree char *id = NULL;
  g_autofree char *full = NULL;
  GengMember *member;

  geng_rule_text_ended (text);
  at = text->at;
  id = geng_rule_text_word (text, _ ("the id of a member"), error);
  if (id == NULL)
    return FALSE;
  full = geng_part_join (text->part, id);
  member = geng_station_lookup_member (station, full);
  if (member == NULL)
    return geng_rule_text_fail_at (text, at, error, _ ("there is no member “%s”"), id);
  if (g_ptr_array_find (people->members, member, NULL))
    return geng_rule_text_fail_at (text, at, error, _ ("member “%s” is named twice"), id);
  g_ptr_array_add (people->members, g_object_ref (member));
  return TRUE;
}

static gboolean
is_end_next (const GengRuleText *text, const char *const *ends)
{
  GengRuleText ahead = *text;

  if (geng_rule_text_ended (&ahead))
    return TRUE;
  for (; *ends != NULL; ends++)
    if (geng_rule_text_accept (&ahead, *ends))
      return TRUE;
  return FALSE;
}

gboolean
geng_people_parse (GengPeople *people,
                   GengRuleText *text,
                   GengStation *station,
                   const char *const *ends,
                   GError **error)
{
  people->members = g_ptr_array_new_with_free_func (g_object_unref);
  while (people->members->len < 2 || !is_end_next (text, ends))
    if (!read_member (people, text, station, error))
      return FALSE;
  return TRUE;
}

void
geng_people_clear (GengPeople *people)
{
  g_clear_pointer (&people->members, g_ptr_array_unref);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
geng_people_key (const GengPeople *people)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < people->members->len; i++)
    g_ptr_array_add (ids, (gpointer) geng_entity_get_id (g_ptr_array_index (people->members, i)));
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **) ids->pdata);
}

char *
geng_people_names (const GengPeople *people)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < people->members->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "",
                            geng_entity_get_name (g_ptr_array_index (people->members, i)));
  return g_string_free (names, FALSE);
}

gboolean
geng_people_share_two (const GengPeople *a, const GengPeople *b)
{
  guint n = 0;

  for (guint i = 0; i < a->members->len; i++)
    n += g_ptr_array_find (b->members, g_ptr_array_index (a->members, i), NULL);
  return n >= 2;
}

static gboolean
looks_at (const GengScene *scene, GengMember *member)
{
  return scene->look_members[0] == NULL || member == scene->look_members[0]
         || member == scene->look_members[1];
}

void
geng_people_for_each_pair (const GengPeople *people,
                           const GengScene *scene,
                           GengEachPair each,
                           gconstpointer params,
                           gpointer user_data)
{
  for (guint i = 0; i < people->members->len; i++)
    for (guint j = i + 1; j < people->members->len; j++)
      {
        if (!looks_at (scene, people->members->pdata[i])
            && !looks_at (scene, people->members->pdata[j]))
          continue;
        each (params, (guint) geng_scene_member_index (scene, people->members->pdata[i]),
              (guint) geng_scene_member_index (scene, people->members->pdata[j]), user_data);
      }
}
