/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-random.h"

static guint64
split_mix (guint64 *x)
{
  guint64 z = (*x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static inline guint64
rotate_left (guint64 x, guint k)
{
  return (x << k) | (x >> (64 - k));
}

void
geng_random_init (GengRandom *random, guint64 seed, guint64 stream)
{
  guint64 x = seed;

  x = split_mix (&x) ^ (stream * G_GUINT64_CONSTANT (0xd1342543de82ef95));
  for (guint i = 0; i < 4; i++)
    random->state[i] = split_mix (&x);
}

guint64
geng_random_next (GengRandom *random)
{
  guint64 *s = random->state;
  guint64 result = rotate_left (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);
  return result;
}

guint
geng_random_below (GengRandom *random, guint n)
{
  g_assert (n > 0);
  return (guint) (((geng_random_next (random) >> 32) * n) >> 32);
}

double
geng_random_unit (GengRandom *random)
{
  return (double) (geng_random_next (random) >> 11) * 0x1.0p-53;
}

void
geng_random_shuffle (GengRandom *random, guint *indices, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = geng_random_below (random, i);
      guint swap = indices[i - 1];

      indices[i - 1] = indices[j];
      indices[j] = swap;
    }
}
