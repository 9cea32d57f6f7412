/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-selector.h"

G_BEGIN_DECLS

/* What a term of the rule `rest` says. */
typedef struct
{
  int minutes;
  int run;            /* duties in a row after which it holds, at least; 0: after every duty */
  GengSelector after; /* what they are, where run > 0 */
} GengRest;

G_END_DECLS
