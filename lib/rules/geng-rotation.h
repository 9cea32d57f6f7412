/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-cycle.h>

#include "geng-scene.h"

G_BEGIN_DECLS

/* A cycle whose words are the shifts of a station. */
typedef struct
{
  GengCycle *cycle;
  guint n_days;
  guint n_shifts;
  guint8 *due; /* [day][n_shifts + 1]: the last one is off */
} GengRotation;

/* @id: of one of the station's cycles, or of a shipped one.  FALSE and an error that says what is
 * not there.
 * part: (nullable): of a zone's planning station, whose words they are */
gboolean geng_rotation_init (GengRotation *rotation,
                             GengStation *station,
                             const char *part,
                             const char *id,
                             GError **error);
/* The cycle of that id: the station's own, or a shipped one.
 * known: (nullable): gets the ids that there are
 * Returns: (transfer full) (nullable) */
GengCycle *geng_rotation_find_cycle (GengStation *station,
                                     const char *part,
                                     const char *id,
                                     GString *known);
/* The word may stand in a cycle of the station: a shift's id or name, its place from 1 on, or off.
 */
gboolean geng_rotation_knows (GengStation *station, const char *word);
void geng_rotation_clear (GengRotation *rotation);

/* By the member's cycle @shift is due on that day; -1: a day off is. */
gboolean geng_rotation_is_due (const GengRotation *rotation,
                               const GengScene *scene,
                               guint member,
                               int day,
                               int shift);
/* The cycle asks for some shift, and a day off would be a deviation. */
gboolean geng_rotation_asks (const GengRotation *rotation,
                             const GengScene *scene,
                             guint member,
                             int day);

G_END_DECLS
