/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-place.h"

#include "geng-duty-private.h"
#include "geng-part.h"
#include "geng-scene-look.h"
#include "geng-span.h"

static void
place_free (GengPlace *place)
{
  g_ptr_array_unref (place->demands);
  g_free (place);
}

static GengPlace *
add_place (GPtrArray *places, const GengPlace *model)
{
  GengPlace *place = g_memdup2 (model, sizeof *model);

  place->demands = g_ptr_array_new ();
  g_ptr_array_add (places, place);
  return place;
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The edges of the window and of what its shifts have of it, ascending; some may be equal. */
static GArray *
list_edges (const GengScene *scene, GengWindow *window)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (int));
  int edge[2] = { geng_window_get_start_minute (window), geng_window_get_end_minute (window) };

  g_array_append_vals (edges, edge, 2);
  for (guint s = 0; s < scene->n_shifts; s++)
    if (geng_shift_has_window (scene->shifts[s], window))
      {
        int shift[2] = { MAX (edge[0], geng_shift_get_start_minute (scene->shifts[s])),
                         MIN (edge[1], geng_shift_get_end_minute (scene->shifts[s])) };

        g_array_append_vals (edges, shift, 2);
      }
  g_array_sort (edges, compare_minutes);
  return edges;
}

/* One place a slice of @window at @post. */
static void
add_slices (GPtrArray *places, const GengScene *scene, GengWindow *window, GengPost *post)
{
  g_autoptr (GArray) edges = list_edges (scene, window);

  for (guint i = 1; i < edges->len; i++)
    {
      GengPlace place
          = { post, window, NULL, g_array_index (edges, int, i - 1), g_array_index (edges, int, i),
              NULL };

      if (place.from < place.to)
        add_place (places, &place);
    }
}

static gboolean
is_at (const GengPlace *place, GengDemand *demand)
{
  GengShift *shift = geng_demand_get_shift (demand);

  return place->post == geng_demand_get_post (demand) && place->shift == shift
         && (shift != NULL || place->window == geng_demand_get_window (demand));
}

/* Places under way, also by their posts: a zone has hundreds. */
typedef struct
{
  GPtrArray *all;      /* of GengPlace */
  GHashTable *by_post; /* a post to its own among them, in their order */
} Places;

static gboolean
add_to_places (const Places *self, GengDemand *demand)
{
  GPtrArray *places = g_hash_table_lookup (self->by_post, geng_demand_get_post (demand));
  gboolean added = FALSE;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      GengPlace *place = g_ptr_array_index (places, i);

      if (is_at (place, demand))
        {
          g_ptr_array_add (place->demands, demand);
          added = TRUE;
        }
    }
  return added;
}

static void
index_places (const Places *self, guint from, GengPost *post)
{
  GPtrArray *places = g_hash_table_lookup (self->by_post, post);

  if (places == NULL)
    g_hash_table_insert (self->by_post, post, places = g_ptr_array_new ());
  for (guint i = from; i < self->all->len; i++)
    g_ptr_array_add (places, self->all->pdata[i]);
}

static void
add_demand (const Places *self, const GengScene *scene, GengDemand *demand)
{
  GengShift *shift = geng_demand_get_shift (demand);
  GengPost *post = geng_demand_get_post (demand);
  guint from = self->all->len;

  if (add_to_places (self, demand))
    return;
  if (shift == NULL)
    add_slices (self->all, scene, geng_demand_get_window (demand), post);
  else
    add_place (self->all, &(GengPlace){ post, NULL, shift, geng_shift_get_start_minute (shift),
                                        geng_shift_get_end_minute (shift), NULL });
  index_places (self, from, post);
  add_to_places (self, demand);
}

GPtrArray *
geng_places_of_demands (const GengScene *scene, int day)
{
  g_autoptr (GHashTable) by_post
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  Places places = { g_ptr_array_new_with_free_func ((GDestroyNotify) place_free), by_post };
  g_autoptr (GArray) looked = geng_scene_list_looked (scene);

  for (int campaign = 0; campaign <= 1; campaign++)
    for (guint i = 0; i < looked->len; i++)
      {
        guint d = g_array_index (looked, guint, i);

        if (geng_scene_asked (scene, d, day)
            && (geng_demand_get_campaign (scene->demands[d]) != NULL) == campaign)
          add_demand (&places, scene, scene->demands[d]);
      }
  return places.all;
}

GPtrArray *
geng_places_of_crews (const GengScene *scene)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  GListModel *posts = geng_station_get_posts (scene->station);
  GListModel *windows = geng_station_get_windows (scene->station);

  for (guint p = 0; p < g_list_model_get_n_items (posts); p++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, p);

      for (guint w = 0; geng_scene_looks_at (scene, post) && w < g_list_model_get_n_items (windows);
           w++)
        {
          g_autoptr (GengWindow) window = g_list_model_get_item (windows, w);

          if (geng_part_same (post, window))
            add_slices (places, scene, window, post);
        }
    }
  return places;
}

gboolean
geng_place_has (const GengPlace *place, const GengScene *scene, GengShift *shift, GengPost *post)
{
  GengPost *elsewhere;

  if (place->shift != NULL)
    return place->post == post && place->shift == shift;
  if (!geng_shift_has_window (shift, place->window)
      || geng_scene_leads (scene, (guint) geng_scene_shift_index (scene, shift))
      || geng_scene_is_reserve (scene, post))
    return FALSE;
  elsewhere = geng_shift_get_post (shift, place->window);
  return place->post == (elsewhere != NULL ? elsewhere : post)
         && geng_shift_get_start_minute (shift) <= place->from
         && geng_shift_get_end_minute (shift) >= place->to;
}

GPtrArray *
geng_place_crew (const GengPlace *place, const GengScene *scene, int day)
{
  GPtrArray *crew = g_ptr_array_new ();
  GPtrArray *duties = geng_scene_post_duties (scene, day, place->post);

  for (guint i = 0; duties != NULL && i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      if (geng_place_has (place, scene, geng_duty_get_shift (duty), geng_duty_get_post (duty)))
        g_ptr_array_add (crew, duty);
    }
  return crew;
}

static gboolean
has_other_times (GPtrArray *crew)
{
  for (guint i = 0; i < crew->len; i++)
    if (geng_duty_get_served_start_minute (crew->pdata[i]) >= 0)
      return TRUE;
  return FALSE;
}

static int
count_at (const GengPlace *place, GPtrArray *crew, int minute)
{
  int n = 0;

  for (guint i = 0; minute < place->to && i < crew->len; i++)
    n += geng_duty_is_there (crew->pdata[i], minute, minute + 1);
  return n;
}

int
geng_place_count_at_once (const GengPlace *place, GPtrArray *crew)
{
  int most = 0;

  if (!has_other_times (crew))
    return (int) crew->len;
  for (guint i = 0; i < crew->len; i++)
    {
      const GArray *breaks = geng_duty_get_break_minutes (crew->pdata[i]);
      int start = geng_duty_start_minute (crew->pdata[i]);

      most = MAX (most, count_at (place, crew, MAX (start, place->from)));
      for (guint k = 1; breaks != NULL && k < breaks->len; k += 2)
        most
            = MAX (most, count_at (place, crew, MAX (g_array_index (breaks, int, k), place->from)));
    }
  return most;
}

char *
geng_place_to_string (const GengPlace *place)
{
  g_autofree char *hours = geng_span_to_string (place->from, place->to);

  return g_strdup_printf ("%s %s", geng_entity_get_name (GENG_ENTITY (place->post)), hours);
}

gboolean
geng_crew_has_role (GengMember *member, const char *role)
{
  GengOrganisation *organisation = geng_member_get_organisation (member);

  if (!g_str_has_prefix (role, "org:"))
    return geng_member_has_role (member, role);
  return organisation != NULL
         && g_strcmp0 (geng_entity_get_id (GENG_ENTITY (organisation)), role + strlen ("org:"))
                == 0;
}

const char *
geng_crew_role_name (GengStation *station, const char *role)
{
  gpointer entity;
  const char *name;

  if (g_str_has_prefix (role, "org:"))
    entity = geng_station_lookup_organisation (station, role + strlen ("org:"));
  else
    entity = geng_station_lookup_role (station, role);
  name = entity == NULL ? NULL : geng_entity_get_name (entity);
  return name == NULL ? role : name;
}
