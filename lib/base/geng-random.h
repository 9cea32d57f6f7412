/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Seeded random numbers (xoshiro256**, Blackman and Vigna 2018): the same stream on every machine.
 * One stream a purpose: geng_random_init() mixes the seed with the stream's number.
 */
typedef struct
{
  guint64 state[4];
} GengRandom;

void geng_random_init (GengRandom *random, guint64 seed, guint64 stream);
guint64 geng_random_next (GengRandom *random);
/* uniform in 0..n-1; n > 0 */
guint geng_random_below (GengRandom *random, guint n);
/* uniform in [0, 1) */
double geng_random_unit (GengRandom *random);
/* a random order of the n indices */
void geng_random_shuffle (GengRandom *random, guint *indices, guint n);

G_END_DECLS
