/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/* Requests and the duties that they meet. */

/* The request is about this shift and post (both may be any). */
gboolean geng_request_names (GengRequest *request, GengShift *shift, GengPost *post);
/* A duty of the member on this day in this shift would meet the request's days or hours. */
gboolean geng_request_meets (GengRequest *request, const GengScene *scene, guint shift, int day);
/* The request covers this duty day as a whole day. */
gboolean geng_request_covers (GengRequest *request, const GengScene *scene, int day);
/* Somebody fixed exactly this duty: a request, or a pinned duty of the base. */
gboolean geng_scene_is_pinned (const GengScene *scene,
                               guint member,
                               int day,
                               GengShift *shift,
                               GengPost *post);

G_END_DECLS
