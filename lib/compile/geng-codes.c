/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-codes.h"
#include "geng-problem-map.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

/* Pairs in the order in which they are found. */
typedef struct
{
  GArray *shifts;   /* guint */
  GPtrArray *posts; /* owned references */
} Pairs;

static void
add_pair (Pairs *pairs, const GengScene *scene, GengShift *shift, GengPost *post)
{
  int index = geng_scene_shift_index (scene, shift);

  if (index < 0)
    return;
  for (guint i = 0; i < pairs->shifts->len; i++)
    if (g_array_index (pairs->shifts, guint, i) == (guint) index
        && g_ptr_array_index (pairs->posts, i) == post)
      return;
  g_array_append_val (pairs->shifts, index);
  g_ptr_array_add (pairs->posts, g_object_ref (post));
}

static gboolean
ever_asked (const GengScene *scene, guint demand)
{
  for (guint d = 0; d < scene->n_days; d++)
    if (geng_scene_asked (scene, demand, d))
      return TRUE;
  return FALSE;
}

static void
add_demands (Pairs *pairs, const GengScene *scene)
{
  for (guint i = 0; i < scene->n_demands; i++)
    {
      GengPost *post = geng_demand_get_post (scene->demands[i]);

      for (guint s = 0; s < scene->n_shifts && ever_asked (scene, i); s++)
        if (geng_scene_takes (scene, scene->demands[i], scene->shifts[s], post))
          add_pair (pairs, scene, scene->shifts[s], post);
    }
}

static void
add_pinned_requests (Pairs *pairs, const GengScene *scene, guint member)
{
  GPtrArray *requests = scene->requests[member];

  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_PIN
          && geng_request_get_shift (request) != NULL && geng_request_get_post (request) != NULL
          && geng_scene_day (scene, geng_request_get_first (request)) < (int) scene->n_days
          && geng_scene_day (scene, geng_request_get_last (request)) >= 0)
        add_pair (pairs, scene, geng_request_get_shift (request), geng_request_get_post (request));
    }
}

static void
add_pins (Pairs *pairs, const GengScene *scene)
{
  for (guint m = 0; m < scene->n_members; m++)
    {
      add_pinned_requests (pairs, scene, m);
      for (guint d = 0; d < scene->n_days; d++)
        {
          GengDuty *base = geng_scene_base_duty (scene, m, d);
          GengDuty *away = geng_scene_away (scene, m, (int) d);

          if (away != NULL)
            add_pair (pairs, scene, geng_duty_get_shift (away), geng_duty_get_post (away));
          if (base != NULL
              && (geng_duty_get_pinned (base) || geng_member_get_guest (scene->members[m])
                  || away != NULL))
            add_pair (pairs, scene, geng_duty_get_shift (base), geng_duty_get_post (base));
        }
    }
}

static GengLowering *
lowering_new (const GengScene *scene, const Pairs *pairs)
{
  GengLowering *lowering = g_new0 (GengLowering, 1);

  lowering->scene = scene;
  lowering->n_codes = pairs->shifts->len + 1;
  lowering->shift = g_new0 (guint, lowering->n_codes);
  lowering->post = g_new0 (GengPost *, lowering->n_codes);
  lowering->shift[GENG_OFF] = G_MAXUINT;
  for (guint i = 0; i < pairs->shifts->len; i++)
    {
      lowering->shift[i + 1] = g_array_index (pairs->shifts, guint, i);
      lowering->post[i + 1] = g_object_ref (g_ptr_array_index (pairs->posts, i));
    }
  return lowering;
}

GengLowering *
geng_codes_new (const GengScene *scene, GError **error)
{
  g_autoptr (GArray) shifts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func (g_object_unref);
  Pairs pairs = { shifts, posts };

  add_demands (&pairs, scene);
  add_pins (&pairs, scene);
  if (shifts->len < GENG_MAX_DUTIES)
    return lowering_new (scene, &pairs);
  g_set_error (error, GENG_ERROR, GENG_ERROR_TOO_LARGE,
               _ ("the demands ask for %u pairs of shift and post; at most %d can be planned at "
                  "once"),
               shifts->len, GENG_MAX_DUTIES - 1);
  return NULL;
}
