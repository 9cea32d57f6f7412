/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Opens the journal of a folder and writes it back. */

#include "book.h"

#include "office.h"

void
book_clear (Book *self)
{
  g_clear_object (&self->journal);
  g_clear_pointer (&self->now, g_date_time_unref);
  desk_clear (&self->desk);
}

void
said_clear (Said *self)
{
  char **texts[] = { &self->by,       &self->note,  &self->open,     &self->post,   &self->now,
                     &self->to,       &self->due,   &self->campaign, &self->notice, &self->recheck,
                     &self->reporter, &self->place, &self->whose,    &self->finding };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

static gboolean
find_post (Book *self, const char *text)
{
  GListModel *posts = geng_station_get_posts (self->desk.station);

  if (text == NULL)
    return TRUE;
  self->post = desk_find_entity (posts, text);
  if (self->post == NULL)
    say_error (_ ("There is no post “%s”."), text);
  return self->post != NULL;
}

gboolean
book_open (Book *self, const Options *options, const Said *said, DeskUse use)
{
  if (!desk_open (&self->desk, options, use) || !find_post (self, said->post))
    return FALSE;
  self->now = desk_parse_instant (&self->desk, said->now);
  return self->now != NULL;
}

gboolean
book_load (Book *self, const GDate *first, const GDate *last)
{
  self->journal = desk_load_journal (&self->desk, first, last);
  return self->journal != NULL;
}

/* The official months from @first to @last as one roster; NULL after a message. */
GengRoster *
book_load_official (Book *self, const GDate *first, const GDate *last)
{
  gboolean failed;
  GengRoster *all = desk_load_official (&self->desk, first, last, &failed);

  if (all == NULL && !failed)
    {
      say_error (_ ("No month from %04d-%02d to %04d-%02d is published, so there is nothing to "
                    "confirm."),
                 g_date_get_year (first), g_date_get_month (first), g_date_get_year (last),
                 g_date_get_month (last));
      say_hint (_ ("Publish a month with: geng publish %04d-%02d"), g_date_get_year (last),
                g_date_get_month (last));
    }
  return all;
}

gboolean
book_save (Book *self, const GDate *first, const GDate *last, gboolean items)
{
  g_autoptr (GError) error = NULL;

  if (geng_store_save_journal (self->desk.store, self->journal, first, last, items, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* An answer for a program that is one number. */
void
book_answer (Book *self, const char *name, gint64 number)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_number (builder, name, number);
  json_builder_end_object (builder);
  print_json (builder);
}
