/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "official.h"

/* A roster on the desk that was edited: judged, refused where it breaks a rule that the one before
 * did not, or where it changes what is served, and else kept as the draft.
 * @date: (nullable): the first day that changed, for `publish --only` */
Status edit_keep (Desk *desk,
                  GengRoster *before,
                  guint broken,
                  const GDate *first,
                  const GDate *last,
                  const Options *options);
