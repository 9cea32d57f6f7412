/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-lowering.h"

G_BEGIN_DECLS

/* Gives a code to each pair of shift and post that a demand asks for on some day of the scene, or
 * that is pinned.
 * Returns: (transfer full): without a problem yet; NULL with GENG_ERROR_TOO_LARGE for too many
 * pairs. */
GengLowering *geng_codes_new (const GengScene *scene, GError **error);

G_END_DECLS
