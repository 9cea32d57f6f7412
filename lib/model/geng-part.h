/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * The parts of a zone's planning station: what comes from its station or pool PART has the id
 * PART/ID.  An id without the mark belongs to no part; no file may write one with it.
 */

/* (transfer full) (nullable) */
char *geng_part_of (gpointer entity);
/* The id without its part. */
const char *geng_part_local (gpointer entity);
const char *geng_part_local_id (const char *id);
/* part: (nullable): no part */
GENG_SHARED
gboolean geng_part_has (const char *part, gpointer entity);
gboolean geng_part_same (gpointer one, gpointer other);
/* PART/ID, or the id.  part: (nullable).  Returns: (transfer full) */
char *geng_part_join (const char *part, const char *id);
/* A pool of people: a part without windows, and so without any place.  part: (nullable) */
gboolean geng_part_is_pool (const char *part, GengStation *station);
/* (transfer none) (nullable): what the member's pool has in the place of the station's piece; a
 * piece of which it keeps no item is none */
GengPiece *geng_piece_of_pool (GengStation *station, GengMember *member, GengPiece *piece);

G_END_DECLS
