/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rotation.h"

#include "geng-elsewhere-private.h"
#include "geng-language.h"
#include "geng-part.h"
#include "geng-rule-words.h"

#include <geng/geng-error.h>
#include <geng/geng-station-cycles.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* What captains call the shipped cycles. */
static const char *const chinese[][2] = {
  { "四班两运转", "day-night-off-off" },
  { "四班三运转", "two-two-two-off-off" },
  { "三班两运转", "day-night-off" },
  { "白白夜夜休休", "two-days-two-nights" },
  { "上一休二", "one-on-two-off" },
  { "上一休三", "one-on-three-off" },
  { "两班倒", "weekly" },
};

static const char *
shipped_id (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    if (g_str_equal (chinese[i][0], name))
      return chinese[i][1];
  return name;
}

/* In the language of messages. */
static const char *
shipped_word (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (chinese) && geng_language_is_chinese (NULL); i++)
    if (g_str_equal (chinese[i][1], id))
      return chinese[i][0];
  return id;
}

GengCycle *
geng_rotation_find_cycle (GengStation *station, const char *part, const char *id, GString *known)
{
  g_autofree char *full = geng_part_join (part, id);
  GListModel *own = geng_station_get_cycles (station);
  GengCycle *found = geng_station_lookup_cycle (station, full);
  g_autoptr (GPtrArray) shipped = geng_cycle_list_shipped ();

  if (found != NULL)
    return g_object_ref (found);
  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (GengEntity) cycle = g_list_model_get_item (own, i);

      if (known != NULL && geng_part_has (part, cycle))
        g_string_append_printf (known, "%s%s", geng_part_local (cycle), _ (", "));
    }
  for (guint i = 0; i < shipped->len; i++)
    {
      GengEntity *cycle = g_ptr_array_index (shipped, i);

      if (g_str_equal (geng_entity_get_id (cycle), shipped_id (id)))
        return GENG_CYCLE (g_object_ref (cycle));
      if (known != NULL)
        g_string_append_printf (known, "%s%s", i > 0 ? _ (", ") : "",
                                shipped_word (geng_entity_get_id (cycle)));
    }
  return NULL;
}

/* Whose words a cycle is made of. */
typedef struct
{
  GPtrArray *shifts; /* GengShift: all that there are */
  const char *part;  /* (nullable) */
  gboolean wide;     /* a pool's, which means the shifts of every station */
} Words;

/* The shift that a word of a cycle names: by id, by name, by its place from 1 on.  (nullable) */
static GengShift *
find_shift (const Words *words, const char *word)
{
  char *end;
  guint64 place;

  for (int by_name = 0; by_name <= 1; by_name++)
    for (guint i = 0; i < words->shifts->len; i++)
      {
        GengEntity *shift = words->shifts->pdata[i];

        if ((words->wide || geng_part_has (words->part, shift))
            && g_str_equal (by_name ? geng_entity_get_name (shift) : geng_part_local (shift), word))
          return GENG_SHIFT (shift);
      }
  place = g_ascii_strtoull (word, &end, 10);
  for (guint i = 0; *end == '\0' && place > 0 && i < words->shifts->len; i++)
    if (geng_part_has (words->part, words->shifts->pdata[i]) && --place == 0)
      return words->shifts->pdata[i];
  return NULL;
}

static void
mark_due (const Words *words, GengShift *shift, guint8 *due)
{
  for (guint i = 0; i < words->shifts->len; i++)
    if (words->shifts->pdata[i] == shift
        || (words->wide
            && g_str_equal (geng_part_local (words->shifts->pdata[i]), geng_part_local (shift))))
      due[i] = TRUE;
}

static gboolean
is_off (const char *word)
{
  return geng_rule_word_is (word, strlen (word), "off");
}

gboolean
geng_rotation_knows (GengStation *station, const char *word)
{
  g_autoptr (GPtrArray) shifts = geng_station_list_all_shifts (station);
  const Words words = { shifts, NULL, geng_part_is_pool (NULL, station) };

  return is_off (word) || find_shift (&words, word) != NULL;
}

static gboolean
read_day (GengRotation *rotation, const Words *words, guint day, GError **error)
{
  const char *text = geng_cycle_get_days (rotation->cycle)[day];
  g_auto (GStrv) named = g_strsplit (text, "/", -1);
  guint8 *due = rotation->due + day * (rotation->n_shifts + 1);

  for (guint i = 0; named[i] != NULL; i++)
    {
      GengShift *shift = find_shift (words, named[i]);

      if (shift != NULL)
        mark_due (words, shift, due);
      else if (is_off (named[i]))
        due[rotation->n_shifts] = TRUE;
      else
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                       _ ("cycle %s: “%s” on its day %u is no shift of the station; it should be a "
                          "shift, the place of one like 1, or off"),
                       geng_part_local (rotation->cycle), named[i], day + 1);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
geng_rotation_init (GengRotation *rotation,
                    GengStation *station,
                    const char *part,
                    const char *id,
                    GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autoptr (GPtrArray) shifts = geng_station_list_all_shifts (station);
  const Words words = { shifts, part, geng_part_is_pool (part, station) };

  rotation->cycle = geng_rotation_find_cycle (station, part, id, known);
  if (rotation->cycle == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("there is no cycle “%s”; it should be one of %s"), id, known->str);
      return FALSE;
    }
  rotation->n_days = g_strv_length ((char **) geng_cycle_get_days (rotation->cycle));
  rotation->n_shifts = shifts->len;
  rotation->due = g_new0 (guint8, (gsize) rotation->n_days * (rotation->n_shifts + 1));
  for (guint d = 0; d < rotation->n_days; d++)
    if (!read_day (rotation, &words, d, error))
      return FALSE;
  return TRUE;
}

void
geng_rotation_clear (GengRotation *rotation)
{
  g_clear_object (&rotation->cycle);
  g_clear_pointer (&rotation->due, g_free);
}

/* What is due to the member on that day: [n_shifts + 1]. */
static const guint8 *
due_on (const GengRotation *rotation, const GengScene *scene, guint member, int day)
{
  GengTeam *team = geng_member_get_team (scene->members[member]);
  GDate date;
  guint place;

  geng_scene_date (scene, day, &date);
  place = geng_cycle_get_day (rotation->cycle, &date,
                              team == NULL ? 0 : geng_team_get_cycle_offset (team));
  return rotation->due + place * (rotation->n_shifts + 1);
}

gboolean
geng_rotation_is_due (const GengRotation *rotation,
                      const GengScene *scene,
                      guint member,
                      int day,
                      int shift)
{
  return due_on (rotation, scene, member, day)[shift < 0 ? rotation->n_shifts : (guint) shift];
}

gboolean
geng_rotation_asks (const GengRotation *rotation, const GengScene *scene, guint member, int day)
{
  return !geng_rotation_is_due (rotation, scene, member, day, -1);
}
