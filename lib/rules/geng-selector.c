/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-selector.h"

#include "geng-elsewhere-private.h"
#include "geng-part.h"
#include "geng-rule-words.h"

#include <geng/geng-presence.h>
#include <geng/geng-station-holidays.h>
#include <glib/gi18n-lib.h>

#include <string.h>

typedef struct
{
  const char *word;
  GengWhat what;
  const char *title;
} Keyword;

static const Keyword keywords[] = {
  { "duties", GENG_WHAT_DUTIES, N_ ("duties") },
  { "nights", GENG_WHAT_DUTIES, N_ ("nights") },
  { "hours", GENG_WHAT_HOURS, N_ ("hours") },
  { "weekends", GENG_WHAT_WEEKENDS, N_ ("weekends") },
  { "sundays", GENG_WHAT_SUNDAYS, N_ ("Sunday duties") },
  { "holidays", GENG_WHAT_HOLIDAYS, N_ ("holiday duties") },
  { "statutory", GENG_WHAT_STATUTORY, N_ ("duties on statutory days") },
  { "off", GENG_WHAT_OFF, N_ ("days off") },
  { "overtime", GENG_WHAT_OVERTIME, N_ ("hours of overtime") },
};

typedef enum
{
  NAMED_SHIFT,
  NAMED_WINDOW,
  NAMED_POST,
  N_NAMED
} Named;

static const char *const prefixes[N_NAMED] = { "shift:", "window:", "post:" };

/* Whose words they are: those of a station, of a part of a zone's planning station, or of a pool,
 * which has no places and means those of every station. */
typedef struct
{
  GengStation *station;
  const char *part; /* (nullable) */
  gboolean wide;
} Speaker;

/* (transfer full) */
static GPtrArray *
list_named (const Speaker *speaker, Named named)
{
  g_autoptr (GPtrArray) list = NULL;
  GListModel *windows = geng_station_get_windows (speaker->station);
  GListModel *posts = geng_station_get_posts (speaker->station);
  GListModel *own = named == NAMED_WINDOW ? windows : posts;

  if (named == NAMED_SHIFT)
    return geng_station_list_all_shifts (speaker->station);
  list = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    g_ptr_array_add (list, g_list_model_get_item (own, i));
  return g_steal_pointer (&list);
}

/* (transfer none): the first one whose id, or else name, is @label.  A pool names no post: there is
 * one at each station. */
static gpointer
find_named (const Speaker *speaker, Named named, const char *label, gboolean by_name)
{
  g_autoptr (GPtrArray) list = list_named (speaker, named);

  for (guint i = 0; i < list->len && !(speaker->wide && named == NAMED_POST); i++)
    {
      gpointer entity = list->pdata[i];

      if ((speaker->wide || geng_part_has (speaker->part, entity))
          && g_strcmp0 (by_name ? geng_entity_get_name (entity) : geng_part_local (entity), label)
                 == 0)
        return entity;
    }
  return NULL;
}

/* What a pool calls by an id is what every station calls so. */
static gboolean
is_same (const Speaker *speaker, gpointer one, gpointer other)
{
  return one == other
         || (speaker->wide && g_str_equal (geng_part_local (one), geng_part_local (other)));
}

static gboolean
has_window (const Speaker *speaker, GengShift *shift, GengWindow *window)
{
  GListModel *windows = geng_shift_get_windows (shift);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) own = g_list_model_get_item (windows, i);

      if (is_same (speaker, own, window))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_shift (const Speaker *speaker, GengShift *shift, Named named, gpointer entity)
{
  if (named == NAMED_SHIFT)
    return is_same (speaker, shift, entity);
  return named == NAMED_POST
         || (has_window (speaker, shift, entity)
             && !geng_station_leads_anywhere (speaker->station, shift));
}

static void
take_named (GengSelector *selector, const Speaker *speaker, Named named, gpointer entity)
{
  g_autoptr (GPtrArray) shifts = geng_station_list_all_shifts (speaker->station);

  selector->n_shifts = shifts->len;
  selector->what = GENG_WHAT_DUTIES;
  selector->key = g_strconcat (prefixes[named], geng_part_local (entity), NULL);
  selector->title = g_strdup (geng_entity_get_name (entity));
  selector->entity = g_object_ref (entity);
  selector->post = named == NAMED_POST ? g_object_ref (entity) : NULL;
  selector->shifts = g_new0 (guint8, shifts->len + 1);
  for (guint i = 0; i < shifts->len; i++)
    selector->shifts[i] = has_shift (speaker, shifts->pdata[i], named, entity);
}

/* Marks the shifts that are work, or on call. */
static void
take_shifts (GengSelector *selector, GengStation *station, gboolean on_call)
{
  g_autoptr (GPtrArray) shifts = geng_station_list_all_shifts (station);

  selector->n_shifts = shifts->len;
  selector->shifts = g_new0 (guint8, shifts->len + 1);
  for (guint i = 0; i < shifts->len; i++)
    selector->shifts[i] = geng_station_leads_anywhere (station, shifts->pdata[i]) == on_call;
}

static void
take_keyword (GengSelector *selector, GengStation *station, const Keyword *keyword)
{
  g_autoptr (GPtrArray) shifts = geng_station_list_all_shifts (station);
  gboolean nights = g_str_equal (keyword->word, "nights");

  selector->what = keyword->what;
  selector->key = g_strdup (keyword->word);
  selector->title = g_strdup (_ (keyword->title));
  take_shifts (selector, station, keyword->what == GENG_WHAT_OFF);
  for (guint i = 0; nights && i < selector->n_shifts; i++)
    selector->shifts[i] = selector->shifts[i] && geng_shift_get_night (shifts->pdata[i]);
}

/* `holiday:除夕`, `节日:除夕`: the name behind the colon; NULL where it is none. */
static const char *
holiday_of (const char *label)
{
  static const char *const heads[] = { "holiday:", "节日:", "节日：" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (label, heads[i]) && label[strlen (heads[i])] != '\0')
      return label + strlen (heads[i]);
  return NULL;
}

static void
take_holiday (GengSelector *selector, GengStation *station, const char *name)
{
  selector->what = GENG_WHAT_HOLIDAYS;
  selector->key = g_strconcat ("holiday:", name, NULL);
  selector->title = g_strdup (name);
  take_shifts (selector, station, FALSE);
  selector->holiday = g_strdup (name);
}

/* An id goes before a word of the language, and that before a name: a station whose shift is
 * called `night` means that shift, one that names it 夜班 means all nights. */
static gboolean
resolve (GengSelector *selector, const Speaker *speaker, const char *label)
{
  const GengRuleWord *word;

  if (holiday_of (label) != NULL)
    {
      take_holiday (selector, speaker->station, holiday_of (label));
      return TRUE;
    }
  for (guint i = 0; i < N_NAMED; i++)
    {
      gboolean prefixed = g_str_has_prefix (label, prefixes[i]);
      gpointer entity
          = find_named (speaker, i, prefixed ? label + strlen (prefixes[i]) : label, FALSE);

      if (entity == NULL)
        continue;
      take_named (selector, speaker, i, entity);
      return TRUE;
    }
  word = geng_rule_word_find (label, strlen (label));
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (keywords); i++)
    if (g_str_equal (keywords[i].word, word->english))
      {
        take_keyword (selector, speaker->station, &keywords[i]);
        return TRUE;
      }
  for (guint i = 0; i < N_NAMED; i++)
    {
      gpointer entity = find_named (speaker, i, label, TRUE);

      if (entity == NULL)
        continue;
      take_named (selector, speaker, i, entity);
      return TRUE;
    }
  return FALSE;
}

GPtrArray *
geng_selector_list_words (guint allowed)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if ((keywords[i].what & allowed) != 0)
      g_ptr_array_add (list, (gpointer) keywords[i].word);
  return list;
}

/* What may stand here, for an error: "duties, nights, off, a shift, a window or a post". */
static char *
list_allowed (guint allowed)
{
  g_autoptr (GPtrArray) words = geng_selector_list_words (allowed);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (list, "%s%s", geng_rule_word_in (words->pdata[i], NULL), _ (", "));
  if ((allowed & GENG_WHAT_HOLIDAYS) != 0)
    g_string_append_printf (list, "%s%s", _ ("holiday:…"), _ (", "));
  g_string_append (list, _ ("a shift, a window or a post"));
  return g_string_free (list, FALSE);
}

gboolean
geng_selector_parse (GengSelector *selector,
                     GengRuleText *text,
                     GengStation *station,
                     guint allowed,
                     GError **error)
{
  const Speaker speaker = { station, text->part, geng_part_is_pool (text->part, station) };
  g_autofree char *list = list_allowed (allowed);
  g_autofree char *word = NULL;
  const char *at;

  geng_rule_text_ended (text);
  at = text->at;
  word = geng_rule_text_word (text, list, error);
  if (word == NULL)
    return FALSE;
  if (holiday_of (word) != NULL && !geng_station_knows_holiday (station, holiday_of (word)))
    return geng_rule_text_fail_at (
        text, at, error,
        _ ("no holiday of the station is called “%s”; it should be one of holidays.csv or, with "
           "holidays = china, one like 除夕, 春节 or 国庆节"),
        holiday_of (word));
  if (!resolve (selector, &speaker, word))
    return geng_rule_text_fail_at (
        text, at, error, _ ("“%s” is nothing that can be counted; it should be %s"), word, list);
  if ((selector->what & allowed) != 0)
    return TRUE;
  return geng_rule_text_fail_at (text, at, error,
                                 _ ("“%s” cannot be counted here; it should be %s"), word, list);
}

GengSelector
geng_selector_copy (const GengSelector *selector)
{
  return (GengSelector){
    .what = selector->what,
    .key = g_strdup (selector->key),
    .title = g_strdup (selector->title),
    .n_shifts = selector->n_shifts,
    .shifts = g_memdup2 (selector->shifts, selector->n_shifts + 1),
    .entity = selector->entity == NULL ? NULL : g_object_ref (selector->entity),
    .post = selector->post == NULL ? NULL : g_object_ref (selector->post),
    .holiday = g_strdup (selector->holiday),
  };
}

void
geng_selector_clear (GengSelector *selector)
{
  g_clear_pointer (&selector->key, g_free);
  g_clear_pointer (&selector->title, g_free);
  g_clear_pointer (&selector->shifts, g_free);
  g_clear_object (&selector->entity);
  g_clear_object (&selector->post);
  g_clear_pointer (&selector->holiday, g_free);
}

static gboolean
is_sunday (const GengScene *scene, int day)
{
  return geng_scene_is_weekend (scene, day) && geng_scene_week_start (scene, day) + 6 == day;
}

gboolean
geng_selector_takes (const GengSelector *selector,
                     const GengScene *scene,
                     guint shift,
                     GengPost *post,
                     int day)
{
  if (!selector->shifts[shift])
    return FALSE;
  switch (selector->what)
    {
    case GENG_WHAT_WEEKENDS:
      return geng_scene_is_weekend (scene, day);
    case GENG_WHAT_SUNDAYS:
      return is_sunday (scene, day);
    case GENG_WHAT_HOLIDAYS:
      return selector->holiday != NULL ? geng_scene_is_called (scene, day, selector->holiday)
                                       : geng_scene_is_holiday (scene, day);
    case GENG_WHAT_STATUTORY:
      return geng_scene_is_statutory (scene, day);
    case GENG_WHAT_OFF:
      return TRUE;
    case GENG_WHAT_DUTIES:
    case GENG_WHAT_HOURS:
    case GENG_WHAT_OVERTIME:
    default:
      return selector->post == NULL || post == NULL || selector->post == post;
    }
}

gboolean
geng_selector_counts (const GengSelector *selector, const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);

  if (duty == NULL)
    return selector->what == GENG_WHAT_OFF;
  return geng_selector_takes (selector, scene, (guint) geng_scene_duty_shift (scene, member, day),
                              geng_duty_get_post (duty), day);
}

gboolean
geng_selector_takes_least (const GengSelector *selector,
                           const GengScene *scene,
                           guint shift,
                           GengPost *post,
                           int day)
{
  if (geng_scene_is_reserve (scene, post) && selector->post != post)
    return selector->what == GENG_WHAT_OFF;
  return geng_selector_takes (selector, scene, shift, post, day);
}

gboolean
geng_selector_counts_least (const GengSelector *selector,
                            const GengScene *scene,
                            guint member,
                            int day)
{
  if (geng_scene_reserves (scene, member, day)
      && selector->post != geng_duty_get_post (geng_scene_duty (scene, member, day)))
    return selector->what == GENG_WHAT_OFF;
  return geng_selector_counts (selector, scene, member, day);
}
