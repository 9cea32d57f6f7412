/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the cells of a roster say: 休, 假, or a shift by mark, name, id or the first letter of its
 * name, with a post behind it where one has to be told. */

#include "geng-roster-marks.h"
#include "geng-text.h"

#include <geng/geng-presence.h>

#include <string.h>

static gboolean
is_among (const char *compact, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, compact);
}

/* How much of @text the label is; 0 where it does not begin with it. */
static gsize
match (const char *text, const char *label)
{
  g_autofree char *compact = geng_text_compact (label != NULL ? label : "");

  return compact[0] != '\0' && g_str_has_prefix (text, compact) ? strlen (compact) : 0;
}

static gsize
match_entity (const char *text, gpointer entity)
{
  gsize name = match (text, geng_entity_get_name (entity));

  return MAX (name, match (text, geng_entity_get_id (entity)));
}

/* 白班 is also said 白. */
static gsize
match_shift (const char *text, GengShift *shift)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (shift));
  g_autofree char *first = g_utf8_substring (name, 0, 1);
  gsize best = match_entity (text, shift);

  best = MAX (best, match (text, geng_shift_get_mark (shift)));
  return best > 0 ? best : match (text, first);
}

/* A letter by the station's order of posts, or a name or id; 备 is the post of the reserves. */
static GengPost *
read_post (GengStation *station, const char *text)
{
  GListModel *posts = geng_station_get_posts (station);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);

      if (match_entity (text, post) == strlen (text)
          || (text[1] == '\0' && i < 26 && text[0] == (char) ('a' + i))
          || (is_among (text, "备 备勤 r R") && geng_station_is_reserve_post (station, post)))
        return post;
    }
  return NULL;
}

/* 守 is 值守 where no other shift's name has that letter. */
static GengShift *
find_by_letter (GengStation *station, const char *text, gsize *size)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GengShift *found = NULL;

  *size = (gsize) (g_utf8_next_char (text) - text);
  if (*size == 1)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      const char *name = geng_entity_get_name (GENG_ENTITY (shift));

      if (g_utf8_strchr (name, -1, g_utf8_get_char (text)) == NULL)
        continue;
      if (found != NULL)
        return NULL;
      found = shift;
    }
  return found;
}

/* What captains write whatever the station calls its shifts. */
static const struct
{
  const char *words;
  gboolean night;
  gboolean dawn;
} usual[] = {
  { "白 日 白班 日班", FALSE, FALSE },
  { "夜 晚 夜班 晚班", TRUE, FALSE },
  { "守 值 值守 值班 守班", FALSE, TRUE },
};

/* The only shift of that kind; NULL where there are several or none. */
static GengShift *
find_usual (GengStation *station, const char *text)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GengShift *found = NULL;
  guint kind = 0;

  while (kind < G_N_ELEMENTS (usual) && !is_among (text, usual[kind].words))
    kind++;
  for (guint i = 0; kind < G_N_ELEMENTS (usual) && i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      gboolean dawn = geng_shift_get_start_minute (shift) >= GENG_DAY_MINUTES;

      if (dawn != usual[kind].dawn || (!dawn && geng_shift_get_night (shift) != usual[kind].night))
        continue;
      if (found != NULL)
        return NULL;
      found = shift;
    }
  return found;
}

/* The shift whose label is the longest: 夜守 is no 夜 where a shift is called so. */
static GengMark
read_duty (GengStation *station, const char *text)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GengMark mark = { GENG_MARK_UNKNOWN, NULL, NULL };
  gsize longest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      gsize size = match_shift (text, shift);

      if (size <= longest)
        continue;
      longest = size;
      mark.shift = shift;
    }
  if (mark.shift == NULL && (mark.shift = find_by_letter (station, text, &longest)) == NULL)
    {
      mark.shift = find_usual (station, text);
      longest = strlen (text);
    }
  if (mark.shift == NULL)
    return mark;
  text += longest;
  text += strspn (text, "@-/");
  if (g_str_equal (text, "班"))
    text = "";
  if (text[0] != '\0' && (mark.post = read_post (station, text)) == NULL)
    return mark;
  mark.kind = GENG_MARK_DUTY;
  return mark;
}

/* A station's own mark means what the station says, whatever others mean by it. */
static gboolean
is_own_mark (GengStation *station, const char *compact)
{
  GListModel *shifts = geng_station_get_shifts (station);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (match (compact, geng_shift_get_mark (shift)) == strlen (compact)
          || match_entity (compact, shift) == strlen (compact))
        return TRUE;
    }
  return FALSE;
}

GengMark
geng_roster_mark_read (GengStation *station, const char *text)
{
  g_autofree char *compact = geng_text_compact (text);
  GengMark mark = { GENG_MARK_OFF, NULL, NULL };

  if (compact[0] != '\0' && is_own_mark (station, compact))
    return read_duty (station, compact);
  if (compact[0] == '\0'
      || is_among (compact, "· • . - – — / \\ 0 o off 休 休息 公休 轮休 补休 休班 下 下夜 下夜班"))
    return mark;
  mark.kind = GENG_MARK_LEAVE;
  if (is_among (compact,
                "假 请假 休假 年 年休 年假 年休假 事 事假 病 病假 婚 婚假 产 产假 陪产 陪产假 育儿 "
                "育儿假 哺乳 丧 丧假 工伤 调休 公出 探亲 探亲假 leave l"))
    return mark;
  return read_duty (station, compact);
}

/* For messages: "白, 夜, 守". */
char *
geng_roster_mark_list (GengStation *station)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      const char *mark = geng_shift_get_mark (shift);

      g_string_append_printf (
          text, "%s ",
          mark != NULL && mark[0] != '\0' ? mark : geng_entity_get_name (GENG_ENTITY (shift)));
    }
  g_string_append (text, "休 假");
  return g_string_free (text, FALSE);
}
