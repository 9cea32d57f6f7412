/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-event.h"

#include "geng-feed-text.h"
#include "geng-feed-uid.h"

#include <stdio.h>
#include <string.h>

static const char *
name_of (gpointer entity)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (entity));
  return name != NULL && name[0] != '\0' ? name : geng_entity_get_id (GENG_ENTITY (entity));
}

static char *
date_text (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

char *
geng_feed_key_personal (GengMember *member, const GDate *date)
{
  g_autofree char *day = date_text (date);
  return g_strdup_printf ("member/%s/%s", geng_entity_get_id (GENG_ENTITY (member)), day);
}

char *
geng_feed_key_shared (const GDate *date, GengShift *shift, GengPost *post)
{
  g_autofree char *day = date_text (date);
  return g_strdup_printf ("duty/%s/%s/%s", day, geng_entity_get_id (GENG_ENTITY (shift)),
                          geng_entity_get_id (GENG_ENTITY (post)));
}

/* "patrol、standby" for a shift that spans both */
static char *
window_names (GengShift *shift)
{
  GListModel *windows = geng_shift_get_windows (shift);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", name_of (window));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "night" and "patrol" make "night patrol", but a shift that carries its window's name does not say
 * it twice. */
static char *
duty_name (GengShift *shift, const GengFeedWords *words)
{
  const char *name = name_of (shift);
  g_autofree char *window = window_names (shift);
  if (strstr (name, window) != NULL)
    return g_strdup (name);
  if (strstr (window, name) != NULL)
    return g_strdup (window);
  return g_strconcat (name, words->join, window, NULL);
}

typedef struct
{
  GengStation *station;
  GengDuty *duty;
  const GengFeedWords *words;
} TitleScene;

static char *
title_value (const char *name, const TitleScene *scene)
{
  GengShift *shift = geng_duty_get_shift (scene->duty);
  if (g_str_equal (name, "duty"))
    return duty_name (shift, scene->words);
  if (g_str_equal (name, "shift"))
    return g_strdup (name_of (shift));
  if (g_str_equal (name, "window"))
    return window_names (shift);
  if (g_str_equal (name, "post"))
    return g_strdup (name_of (geng_duty_get_post (scene->duty)));
  return g_strdup (name_of (scene->station));
}

static char *
expand_title (const char *title, const TitleScene *scene)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *p = title; *p != '\0';)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      if (end == NULL)
        {
          g_string_append_c (out, *p++);
          continue;
        }
      g_autofree char *name = g_strndup (p + 1, end - p - 1);
      g_autofree char *value = title_value (name, scene);
      g_string_append (out, value);
      p = end + 1;
    }
  return geng_feed_text_clean (out->str);
}

static void
add_line (GString *text, const GengFeedWords *words, const char *label, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s%s%s", label, words->colon, value);
}

static void
append_name (GString *text, const char *separator, const char *raw)
{
  g_autofree char *name = geng_feed_text_clean (raw);
  if (name == NULL)
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, name);
}

static char *
crew_text (GengStation *station, GPtrArray *crew, GengMember *without, const GengFeedWords *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < crew->len; i++)
    {
      GengMember *member = geng_duty_get_member (g_ptr_array_index (crew, i));
      g_autofree char *phone = NULL;
      if (member == without)
        continue;
      append_name (text, words->separator, name_of (member));
      if (geng_station_get_show_phones (station))
        phone = geng_feed_text_clean (geng_member_get_phone (member));
      if (phone != NULL)
        g_string_append_printf (text, " %s", phone);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
members_text (GPtrArray *members, const GengFeedWords *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < members->len; i++)
    append_name (text, words->separator, name_of (g_ptr_array_index (members, i)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
kit_text (GengDuty *duty, const GengFeedWords *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      GengItem *item = g_ptr_array_index (items, i);
      const char *id = geng_entity_get_id (GENG_ENTITY (item));
      g_autofree char *line = g_strdup_printf ("%s %s", name_of (geng_item_get_piece (item)), id);
      append_name (text, words->separator, line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
checklist_text (GengPost *post, const GengFeedWords *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const *points = geng_post_get_checklist (post);
  for (guint i = 0; points != NULL && points[i] != NULL; i++)
    append_name (text, words->separator, points[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The note of a duty stays out: captains write there why somebody is replaced. */
static char *
describe (GengDutyBook *book, GPtrArray *crew, GengDuty *own, const GengFeedWords *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  GPtrArray *side = crew;
  GengPost *post = geng_duty_get_post (g_ptr_array_index (crew, 0));
  if (own != NULL)
    {
      g_ptr_array_add (alone, own);
      side = alone;
    }
  g_autoptr (GPtrArray) relieved = geng_duty_book_list_relieved (book, side);
  g_autoptr (GPtrArray) relieving = geng_duty_book_list_relieving (book, side);
  g_autofree char *mates = crew_text (geng_duty_book_get_station (book), crew,
                                      own == NULL ? NULL : geng_duty_get_member (own), words);
  g_autofree char *kit = own == NULL ? NULL : kit_text (own, words);
  g_autofree char *checklist = checklist_text (post, words);
  g_autofree char *before = members_text (relieved, words);
  g_autofree char *after = members_text (relieving, words);
  add_line (text, words, words->crew, mates);
  add_line (text, words, words->kit, kit);
  add_line (text, words, words->checklist, checklist);
  add_line (text, words, words->relieves, before);
  add_line (text, words, words->relieved, after);
  return geng_feed_text_clean_lines (text->str);
}

static GengFeedEvent *
event_new (GengDutyBook *book, GPtrArray *crew, GengDuty *own, const GengFeedStyle *style)
{
  GengStation *station = geng_duty_book_get_station (book);
  GengDuty *duty = own != NULL ? own : g_ptr_array_index (crew, 0);
  const GengFeedWords *words = geng_feed_words_get (geng_station_get_language (station));
  GengStation *at = style->at != NULL ? style->at : station;
  TitleScene scene = { at, duty, words };
  GengPost *post = geng_duty_get_post (duty);
  GengFeedEvent *self = g_new0 (GengFeedEvent, 1);
  self->start = geng_duty_get_start (duty, station);
  self->end = geng_duty_get_end (duty, station);
  self->summary = expand_title (style->title, &scene);
  if (self->summary == NULL)
    self->summary = duty_name (geng_duty_get_shift (duty), words);
  self->description = describe (book, crew, own, words);
  self->location = geng_feed_text_clean (geng_post_get_location (post));
  if (self->location == NULL)
    self->location = geng_feed_text_clean (name_of (post));
  if (style->at != NULL)
    {
      g_autofree char *place = g_steal_pointer (&self->location);
      g_autofree char *full = g_strjoin (" ", name_of (at), place, NULL);
      self->location = geng_feed_text_clean (full);
    }
  self->colour = geng_feed_text_colour (geng_shift_get_colour (geng_duty_get_shift (duty)));
  /* Who can be called is reachable, and not busy. */
  self->opaque = own != NULL && geng_station_is_at_work (at, duty);
  /* Who only must be reachable need not set out. */
  self->alarm = self->opaque ? style->alarm : -1;
  self->crew = g_ptr_array_ref (crew);
  return self;
}

static void
name_event (GengFeedEvent *self, char *key, GBytes *secret)
{
  g_autofree char *alarm = g_strconcat ("alarm/", key, NULL);
  self->key = key;
  self->uid = geng_feed_uid_new (secret, key);
  self->alarm_uid = geng_feed_uid_new (secret, alarm);
}

/* The event of one member's duty.  Its identity is the member and the duty day: a duty that moves
 * to another shift or post stays the same event. */
GengFeedEvent *
geng_feed_event_personal (GengDutyBook *book, GengDuty *duty, const GengFeedStyle *style)
{
  GengFeedEvent *self = event_new (book, geng_duty_book_get_crew (book, duty), duty, style);
  name_event (self, geng_feed_key_personal (geng_duty_get_member (duty), geng_duty_get_date (duty)),
              style->secret);
  return self;
}

/* The event of a crew, the same in every feed that shows it. */
GengFeedEvent *
geng_feed_event_shared (GengDutyBook *book, GPtrArray *crew, const GengFeedStyle *style)
{
  GengDuty *duty = g_ptr_array_index (crew, 0);
  GengFeedEvent *self = event_new (book, crew, NULL, style);
  name_event (self,
              geng_feed_key_shared (geng_duty_get_date (duty), geng_duty_get_shift (duty),
                                    geng_duty_get_post (duty)),
              style->secret);
  return self;
}

static GDateTime *
midnight (const GDate *date, int days)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date),
                                                   g_date_get_day (date), 0, 0, 0);
  return g_date_time_add_days (day, days);
}

GengFeedEvent *
geng_feed_event_notice (const char *key,
                        const char *text,
                        const GDate *first,
                        const GDate *last,
                        GBytes *secret)
{
  GengFeedEvent *self = g_new0 (GengFeedEvent, 1);
  self->all_day = TRUE;
  self->start = midnight (first, 0);
  self->end = midnight (last, 1);
  self->summary = g_strdup (text);
  self->alarm = -1;
  name_event (self, g_strdup (key), secret);
  return self;
}

/* A notice keeps its first day while its last one moves on, so the digest tells it. */
gboolean
geng_feed_event_notice_first (const char *digest, GDate *first)
{
  guint year, month, day;
  char bar;
  if (digest == NULL || sscanf (digest, "%4u%2u%2u%c", &year, &month, &day, &bar) != 4 || bar != '-'
      || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_clear (first, 1);
  g_date_set_dmy (first, day, month, year);
  return TRUE;
}

const GDate *
geng_feed_event_get_day (const GengFeedEvent *self)
{
  return self->crew == NULL ? NULL : geng_duty_get_date (g_ptr_array_index (self->crew, 0));
}

void
geng_feed_event_free (GengFeedEvent *self)
{
  g_free (self->key);
  g_free (self->uid);
  g_free (self->alarm_uid);
  g_clear_pointer (&self->start, g_date_time_unref);
  g_clear_pointer (&self->end, g_date_time_unref);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->location);
  g_free (self->colour);
  g_clear_pointer (&self->crew, g_ptr_array_unref);
  g_free (self->form);
  g_free (self->written);
  g_free (self);
}

static void
add_field (GChecksum *sum, const char *text)
{
  if (text != NULL)
    g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_update (sum, (const guchar *) "", 1);
}

/* Of what can be read back from a published file alone, so that a lost record can be rebuilt from
 * it. */
char *
geng_feed_event_digest (const GengFeedEvent *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *times = g_strdup_printf (
      "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d", g_date_time_to_unix (self->start),
      g_date_time_to_unix (self->end), self->alarm, self->opaque);
  add_field (sum, times);
  add_field (sum, self->summary);
  add_field (sum, self->description);
  add_field (sum, self->location);
  add_field (sum, self->colour);
  if (self->all_day)
    {
      g_autofree char *first = g_date_time_format (self->start, "%Y%m%d");
      return g_strdup_printf ("%s-%.32s", first, g_checksum_get_string (sum));
    }
  return g_strndup (g_checksum_get_string (sum), 32);
}

int
geng_feed_event_compare (const GengFeedEvent *a, const GengFeedEvent *b)
{
  int order = g_date_time_compare (a->start, b->start);
  return order != 0 ? order : strcmp (a->uid, b->uid);
}
