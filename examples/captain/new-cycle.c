/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A new station's teams that take turns: the cycles that fit its shifts and crews. */
#include "ask.h"
#include "desk.h"
#include "new.h"

/* The shipped cycles, and what they are called in Chinese: the rule `cycle` takes both words. */
static const struct
{
  const char *id; /* as it stands in the captain's files, translated */
  const char *chinese;
} cycles[] = {
  /* Translators: names of cycles, as the rule `cycle` takes them */
  { N_ ("day-night-off-off"), "四班两运转" },
  { N_ ("two-two-two-off-off"), "四班三运转" },
  { N_ ("day-night-off"), "三班两运转" },
  { N_ ("two-days-two-nights"), "白白夜夜休休" },
  { N_ ("one-on-two-off"), "上一休二" },
  { N_ ("one-on-three-off"), "上一休三" },
  { N_ ("weekly"), "两班倒" },
};

static const char *const teams[] = {
  /* Translators: names of teams become ids: letters, digits, - and _ alone */
  N_ ("team-one"),  N_ ("team-two"), N_ ("team-three"), N_ ("team-four"),
  N_ ("team-five"), N_ ("team-six"), N_ ("team-seven"), N_ ("team-eight"),
};

/* "day-night-off-off (4 teams); day-night-off (3 teams)"; NULL where none fits */
static char *
list_fitting (GengStation *station)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cycles); i++)
    {
      guint n = geng_station_count_teams (station, cycles[i].id);

      if (n > 1)
        g_string_append_printf (list, _ ("%s%s (%u teams)"), list->len > 0 ? _ ("; ") : "",
                                _ (cycles[i].id), n);
    }
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

void
new_cycle_hint (GengStation *station)
{
  g_autofree char *list = list_fitting (station);

  if (list != NULL && g_list_model_get_n_items (geng_station_get_teams (station)) == 0)
    g_print (_ ("Cycles that fit, if teams take turns: %s. Make it with --cycle then.\n"), list);
}

static gboolean
add_team (GengStation *station, guint number, guint n_teams, guint n_days)
{
  g_autoptr (GengTeam) team = geng_team_new (_ (teams[number]), NULL);
  g_autoptr (GError) error = NULL;

  geng_team_set_cycle_offset (team, (int) (number * n_days / n_teams));
  if (geng_station_add_team (station, team, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* How many days a shipped cycle has. */
static guint
count_days (const char *id)
{
  g_autoptr (GPtrArray) shipped = geng_cycle_list_shipped ();

  for (guint i = 0; i < shipped->len; i++)
    if (g_str_equal (geng_entity_get_id (g_ptr_array_index (shipped, i)), id))
      return g_strv_length ((char **) geng_cycle_get_days (g_ptr_array_index (shipped, i)));
  return 0;
}

static gboolean
take (GengStation *station, const char *id)
{
  guint n = geng_station_count_teams (station, id), n_days = count_days (id);
  g_autofree char *text = NULL;
  g_autoptr (GengRule) rule = NULL;

  for (guint i = 0; i < n; i++)
    if (!add_team (station, i, n, n_days))
      return FALSE;
  /* Translators: the text of the rule `cycle` */
  text = g_strdup_printf (_ ("%s within soft 30"), _ (id));
  rule = geng_rule_new ("cycle", text);
  geng_station_add_rule (station, rule);
  return TRUE;
}

/* The id of the shipped cycle that the captain means, in either language, of those that fit; NULL
 * for none of them. */
static const char *
find_fitting (GengStation *station, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (cycles); i++)
    if ((g_str_equal (word, cycles[i].id) || g_str_equal (word, cycles[i].chinese))
        && geng_station_count_teams (station, cycles[i].id) > 1)
      return cycles[i].id;
  return NULL;
}

gboolean
new_cycle (const NewWish *wish, GengStation *station, gboolean ask)
{
  g_autofree char *list = list_fitting (station);
  g_autofree char *answer = g_strdup (wish->cycle);
  const char *none = _ ("none"), *id;

  if (answer == NULL && ask && ask_possible () && list != NULL)
    {
      g_autofree char *question
          = g_strdup_printf (_ ("Teams that take turns, by one of %s:"), list);

      answer = ask_text (question, none);
      if (answer == NULL)
        return FALSE;
    }
  if (answer == NULL || answer[0] == '\0' || g_str_equal (answer, none))
    return TRUE;
  id = find_fitting (station, answer);
  if (id != NULL)
    return take (station, id);
  if (list != NULL)
    say_error (_ ("“%s” is no cycle that fits; these do: %s."), answer, list);
  else
    say_error (_ ("“%s” is no cycle that fits, and none does."), answer);
  return FALSE;
}
