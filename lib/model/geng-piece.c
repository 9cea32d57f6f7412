/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengPiece:
 *
 * A kind of thing that members carry (件): baton, torch, pepper spray, two-way radio.
 */

struct _GengPiece
{
  GengEntity parent_instance;

  int recharge;
};

G_DEFINE_FINAL_TYPE (GengPiece, geng_piece, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_RECHARGE_MINUTES,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_piece_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengPiece *self = GENG_PIECE (object);

  switch (id)
    {
    case PROP_RECHARGE_MINUTES:
      g_value_set_int (value, self->recharge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_piece_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengPiece *self = GENG_PIECE (object);

  switch (id)
    {
    case PROP_RECHARGE_MINUTES:
      geng_piece_set_recharge_minutes (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_piece_class_init (GengPieceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_piece_get_property;
  object_class->set_property = geng_piece_set_property;

  /**
   * GengPiece:recharge-minutes:
   *
   * Minutes that an item of this kind is out of use after its return; 0 if none.
   */
  properties[PROP_RECHARGE_MINUTES]
      = g_param_spec_int ("recharge-minutes", NULL, NULL, G_MININT, G_MAXINT, 0, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_piece_init (GengPiece *self)
{
}

/**
 * geng_piece_new:
 * @id: unique among the pieces of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a new kind of thing
 */
GengPiece *
geng_piece_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_PIECE, "id", id, "name", name, NULL);
}

/**
 * geng_piece_get_recharge_minutes:
 * @self: a #GengPiece
 *
 * Returns: minutes that an item of this kind is out of use after its return; 0 if none
 */
int
geng_piece_get_recharge_minutes (GengPiece *self)
{
  g_return_val_if_fail (GENG_IS_PIECE (self), 0);
  return self->recharge;
}

/**
 * geng_piece_set_recharge_minutes:
 * @self: a #GengPiece
 * @minutes: minutes that an item of this kind is out of use after its return; 0 if none
 *
 * Sets #GengPiece:recharge-minutes.
 */
void
geng_piece_set_recharge_minutes (GengPiece *self, int minutes)
{
  g_return_if_fail (GENG_IS_PIECE (self));

  if (self->recharge == minutes)
    return;
  self->recharge = minutes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECHARGE_MINUTES]);
}
