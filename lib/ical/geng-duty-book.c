/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-duty-book.h"

struct _GengDutyBook
{
  GengStation *station;
  GPtrArray *duties;
  GPtrArray *crews;
  GHashTable *by_crew;  /* char * → GPtrArray, owned by crews */
  GHashTable *by_start; /* gint64 * → GPtrArray */
  GHashTable *by_end;
};

static char *
crew_key (GengDuty *duty)
{
  return g_strdup_printf ("%u/%s/%s", g_date_get_julian (geng_duty_get_date (duty)),
                          geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))),
                          geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
}

static void
add_at (GHashTable *table, GDateTime *instant, GengDuty *duty)
{
  gint64 key = g_date_time_to_unix (instant);
  GPtrArray *row = g_hash_table_lookup (table, &key);
  if (row == NULL)
    {
      row = g_ptr_array_new ();
      g_hash_table_insert (table, g_memdup2 (&key, sizeof key), row);
    }
  g_ptr_array_add (row, duty);
}

static void
add_duty (GengDutyBook *self, GengDuty *duty)
{
  g_autofree char *key = crew_key (duty);
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, self->station);
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, self->station);
  GPtrArray *crew = g_hash_table_lookup (self->by_crew, key);
  if (crew == NULL)
    {
      crew = g_ptr_array_new ();
      g_ptr_array_add (self->crews, crew);
      g_hash_table_insert (self->by_crew, g_steal_pointer (&key), crew);
    }
  g_ptr_array_add (crew, duty);
  g_ptr_array_add (self->duties, g_object_ref (duty));
  add_at (self->by_start, start, duty);
  add_at (self->by_end, end, duty);
}

static GHashTable *
instant_table_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

GengDutyBook *
geng_duty_book_new_of (GengStation *station, GPtrArray *duties)
{
  GengDutyBook *self = g_new0 (GengDutyBook, 1);
  self->station = g_object_ref (station);
  self->duties = g_ptr_array_new_with_free_func (g_object_unref);
  self->crews = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->by_crew = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_start = instant_table_new ();
  self->by_end = instant_table_new ();
  for (guint i = 0; i < duties->len; i++)
    add_duty (self, g_ptr_array_index (duties, i));
  return self;
}

GengDutyBook *
geng_duty_book_new (GengStation *station, GPtrArray *rosters)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rosters->len; i++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (g_ptr_array_index (rosters, i));
      for (guint j = 0; j < duties->len; j++)
        g_ptr_array_add (all, g_object_ref (duties->pdata[j]));
    }
  return geng_duty_book_new_of (station, all);
}

void
geng_duty_book_free (GengDutyBook *self)
{
  g_clear_pointer (&self->by_end, g_hash_table_unref);
  g_clear_pointer (&self->by_start, g_hash_table_unref);
  g_clear_pointer (&self->by_crew, g_hash_table_unref);
  g_clear_pointer (&self->crews, g_ptr_array_unref);
  g_clear_pointer (&self->duties, g_ptr_array_unref);
  g_clear_object (&self->station);
  g_free (self);
}

GengStation *
geng_duty_book_get_station (GengDutyBook *self)
{
  return self->station;
}

GPtrArray *
geng_duty_book_get_duties (GengDutyBook *self)
{
  return self->duties;
}

GPtrArray *
geng_duty_book_get_crews (GengDutyBook *self)
{
  return self->crews;
}

GPtrArray *
geng_duty_book_get_crew (GengDutyBook *self, GengDuty *duty)
{
  g_autofree char *key = crew_key (duty);
  return g_hash_table_lookup (self->by_crew, key);
}

static gboolean
shares_item (GengDuty *a, GengDuty *b)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (a);
  g_autoptr (GPtrArray) others = geng_duty_list_items (b);
  for (guint i = 0; items != NULL && others != NULL && i < items->len; i++)
    if (g_ptr_array_find (others, g_ptr_array_index (items, i), NULL))
      return TRUE;
  return FALSE;
}

static gboolean
shares_post (GengDuty *a, GengDuty *b)
{
  return geng_duty_get_post (a) == geng_duty_get_post (b);
}

typedef gboolean (*Shares) (GengDuty *a, GengDuty *b);

/* A member who serves twice in a row hands over to nobody. */
static gboolean
passes_on (GPtrArray *crew, GengDuty *other, Shares shares)
{
  gboolean found = FALSE;
  for (guint i = 0; i < crew->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (crew, i);
      if (geng_duty_get_member (duty) == geng_duty_get_member (other))
        return FALSE;
      found = found || shares (duty, other);
    }
  return found;
}

static GPtrArray *
list_partners (GPtrArray *crew, GPtrArray *others, Shares shares)
{
  GPtrArray *found = g_ptr_array_new ();
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      GengDuty *other = g_ptr_array_index (others, i);
      if (passes_on (crew, other, shares))
        g_ptr_array_add (found, geng_duty_get_member (other));
    }
  return found;
}

static GPtrArray *
list_at (GengDutyBook *self, GHashTable *table, GDateTime *instant, GPtrArray *crew)
{
  gint64 key = g_date_time_to_unix (instant);
  GPtrArray *others = g_hash_table_lookup (table, &key);
  g_autoptr (GPtrArray) by_item = list_partners (crew, others, shares_item);
  if (by_item->len > 0)
    return g_steal_pointer (&by_item);
  return list_partners (crew, others, shares_post);
}

/* Returns: (transfer container) (element-type GengMember) */
GPtrArray *
geng_duty_book_list_relieved (GengDutyBook *self, GPtrArray *crew)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (g_ptr_array_index (crew, 0), self->station);
  return list_at (self, self->by_end, start, crew);
}

/* Returns: (transfer container) (element-type GengMember) */
GPtrArray *
geng_duty_book_list_relieving (GengDutyBook *self, GPtrArray *crew)
{
  g_autoptr (GDateTime) end = geng_duty_get_end (g_ptr_array_index (crew, 0), self->station);
  return list_at (self, self->by_start, end, crew);
}
