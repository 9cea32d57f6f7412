/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-scout.h"

#include <string.h>

#define BYTE 8 /* bits */

/* The days of one person's duty. */
typedef struct
{
  guint n_forbidden;
  guint8 days[]; /* bits */
} Row;

struct _GengScout
{
  guint n_days, n_duties;
  guint8 *closed;   /* [person × n_duties + duty] bits: forbidden on all days */
  GHashTable *rows; /* Row by person × n_duties + duty, of the others that are forbidden on some */
  /* What was spoken of last is spoken of again, day after day: until another one is, it need not be
   * in the table, and mostly is closed before that. */
  gsize last_key;
  Row *last;      /* (nullable) */
  gboolean loose; /* it is not in the table */
  Row *spare;     /* (nullable): empty, for the next one */
};

GengScout *
geng_scout_new (guint n_people, guint n_days, guint n_duties)
{
  GengScout *self = g_new0 (GengScout, 1);

  self->n_days = n_days;
  self->n_duties = n_duties;
  self->closed = g_new0 (guint8, (gsize) n_people * n_duties / BYTE + 1);
  self->rows = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  return self;
}

void
geng_scout_free (GengScout *self)
{
  if (self == NULL)
    return;
  if (self->loose)
    g_free (self->last);
  g_free (self->spare);
  g_free (self->closed);
  g_hash_table_unref (self->rows);
  g_free (self);
}

static gboolean
has_bit (const guint8 *bits, gsize i)
{
  return bits[i / BYTE] >> (i % BYTE) & 1;
}

static void
set_bit (guint8 *bits, gsize i)
{
  bits[i / BYTE] |= (guint8) (1u << (i % BYTE));
}

static gsize
row_size (const GengScout *self)
{
  return sizeof (Row) + self->n_days / BYTE + 1;
}

/* (nullable) */
static Row *
look_up (const GengScout *self, gsize key)
{
  if (self->last != NULL && self->last_key == key)
    return self->last;
  return g_hash_table_lookup (self->rows, GSIZE_TO_POINTER (key));
}

static Row *
find_row (GengScout *self, gsize key)
{
  Row *row = look_up (self, key);

  if (row != NULL && row == self->last)
    return row;
  if (self->loose)
    g_hash_table_insert (self->rows, GSIZE_TO_POINTER (self->last_key), self->last);
  self->loose = row == NULL;
  self->last_key = key;
  self->last = row;
  if (row == NULL)
    self->last = self->spare != NULL ? g_steal_pointer (&self->spare) : g_malloc0 (row_size (self));
  return self->last;
}

/* Its days need be kept no more. */
static void
close_last (GengScout *self)
{
  set_bit (self->closed, self->last_key);
  if (self->loose)
    {
      memset (self->last, 0, row_size (self));
      self->spare = self->last;
    }
  else
    g_hash_table_remove (self->rows, GSIZE_TO_POINTER (self->last_key));
  self->last = NULL;
  self->loose = FALSE;
}

void
geng_scout_forbid (GengScout *self, guint person, guint day, guint duty)
{
  gsize key = (gsize) person * self->n_duties + duty;
  Row *row;

  if (has_bit (self->closed, key))
    return;
  row = find_row (self, key);
  if (has_bit (row->days, day))
    return;
  set_bit (row->days, day);
  if (++row->n_forbidden == self->n_days)
    close_last (self);
}

gboolean
geng_scout_is_forbidden (const GengScout *self, guint person, guint day, guint duty)
{
  gsize key = (gsize) person * self->n_duties + duty;
  const Row *row;

  if (has_bit (self->closed, key))
    return TRUE;
  row = look_up (self, key);
  return row != NULL && has_bit (row->days, day);
}

gboolean
geng_scout_is_open (const GengScout *self, guint person, guint duty)
{
  return !has_bit (self->closed, (gsize) person * self->n_duties + duty);
}

guint
geng_scout_count_rows (const GengScout *self)
{
  return g_hash_table_size (self->rows) + (self->loose ? 1 : 0);
}
