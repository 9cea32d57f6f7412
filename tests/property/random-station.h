/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-random.h"

/* Small stations of every kind, for properties that hold for any station: a handful of members,
 * three to five shifts in two windows, demands on shifts and on a window, rules of every kind,
 * requests, holidays. */

typedef struct
{
  GengStation *station;
  GDate first, last;
  GengRoster *history; /* (nullable) */
  GengRoster *base;    /* (nullable) */
} RandomCase;

RandomCase *random_case_new (guint64 seed);
void random_case_free (RandomCase *random_case);

/* A roster of the case's period that heeds no rule: a member and day has a duty with the
 * probability @density. */
GengRoster *random_roster (RandomCase *random_case, GengRandom *random, double density);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomCase, random_case_free)
