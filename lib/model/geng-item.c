/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengItem:
 *
 * One real thing (实物): the radio with the serial number 7. Its id is the serial; items that are
 * handed out together share the name of a set.
 */

struct _GengItem
{
  GengEntity parent_instance;

  GengPiece *piece;
  char *kit_set;
  GengItemState state;
  GDate *expires;
  int recharge;
};

G_DEFINE_FINAL_TYPE (GengItem, geng_item, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_PIECE,
  PROP_KIT_SET,
  PROP_STATE,
  PROP_EXPIRES,
  PROP_RECHARGE_MINUTES,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengItem *self = GENG_ITEM (object);

  switch (id)
    {
    case PROP_PIECE:
      g_value_set_object (value, self->piece);
      break;
    case PROP_KIT_SET:
      g_value_set_string (value, self->kit_set);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_EXPIRES:
      g_value_set_boxed (value, self->expires);
      break;
    case PROP_RECHARGE_MINUTES:
      g_value_set_int (value, self->recharge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengItem *self = GENG_ITEM (object);

  switch (id)
    {
    case PROP_PIECE:
      self->piece = g_value_dup_object (value);
      break;
    case PROP_KIT_SET:
      geng_item_set_kit_set (self, g_value_get_string (value));
      break;
    case PROP_STATE:
      geng_item_set_state (self, g_value_get_enum (value));
      break;
    case PROP_EXPIRES:
      geng_item_set_expires (self, g_value_get_boxed (value));
      break;
    case PROP_RECHARGE_MINUTES:
      geng_item_set_recharge_minutes (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_item_finalize (GObject *object)
{
  GengItem *self = GENG_ITEM (object);

  g_clear_object (&self->piece);
  g_clear_pointer (&self->kit_set, g_free);
  g_clear_pointer (&self->expires, g_date_free);
  G_OBJECT_CLASS (geng_item_parent_class)->finalize (object);
}

static void
geng_item_class_init (GengItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_item_get_property;
  object_class->set_property = geng_item_set_property;
  object_class->finalize = geng_item_finalize;

  /**
   * GengItem:piece:
   *
   * What kind of thing it is.
   */
  properties[PROP_PIECE]
      = g_param_spec_object ("piece", NULL, NULL, GENG_TYPE_PIECE, GENG_CONSTRUCT);
  /**
   * GengItem:kit-set:
   *
   * The set it belongs to.
   */
  properties[PROP_KIT_SET] = g_param_spec_string ("kit-set", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengItem:state:
   *
   * Whether it may go out.
   */
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, GENG_TYPE_ITEM_STATE, 0, GENG_READWRITE);
  /**
   * GengItem:expires:
   *
   * The last day on which it may be used; NULL if it does not expire.
   */
  properties[PROP_EXPIRES]
      = g_param_spec_boxed ("expires", NULL, NULL, G_TYPE_DATE, GENG_READWRITE);
  /**
   * GengItem:recharge-minutes:
   *
   * Minutes out of use after its return; -1 for what its piece says.
   */
  properties[PROP_RECHARGE_MINUTES]
      = g_param_spec_int ("recharge-minutes", NULL, NULL, G_MININT, G_MAXINT, -1, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_item_init (GengItem *self)
{
  self->recharge = -1;
}

/**
 * geng_item_new:
 * @id: the serial, unique among the items of a station
 * @piece: what kind of thing it is
 *
 * Returns: (transfer full): a new usable item
 */
GengItem *
geng_item_new (const char *id, GengPiece *piece)
{
  g_return_val_if_fail (GENG_IS_PIECE (piece), NULL);
  return g_object_new (GENG_TYPE_ITEM, "id", id, "piece", piece, NULL);
}

/**
 * geng_item_get_piece:
 * @self: a #GengItem
 *
 * Returns: (transfer none) (nullable): what kind of thing it is
 */
GengPiece *
geng_item_get_piece (GengItem *self)
{
  g_return_val_if_fail (GENG_IS_ITEM (self), NULL);
  return self->piece;
}

/**
 * geng_item_get_kit_set:
 * @self: a #GengItem
 *
 * Returns: (nullable): the set it belongs to
 */
const char *
geng_item_get_kit_set (GengItem *self)
{
  g_return_val_if_fail (GENG_IS_ITEM (self), NULL);
  return self->kit_set;
}

/**
 * geng_item_set_kit_set:
 * @self: a #GengItem
 * @kit_set: (nullable): the set it belongs to
 *
 * Sets #GengItem:kit-set. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_item_set_kit_set (GengItem *self, const char *kit_set)
{
  g_return_if_fail (GENG_IS_ITEM (self));

  if (geng_field_set_text (&self->kit_set, kit_set))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIT_SET]);
}

/**
 * geng_item_get_state:
 * @self: a #GengItem
 *
 * Returns: whether it may go out
 */
GengItemState
geng_item_get_state (GengItem *self)
{
  g_return_val_if_fail (GENG_IS_ITEM (self), 0);
  return self->state;
}

/**
 * geng_item_set_state:
 * @self: a #GengItem
 * @state: whether it may go out
 *
 * Sets #GengItem:state.
 */
void
geng_item_set_state (GengItem *self, GengItemState state)
{
  g_return_if_fail (GENG_IS_ITEM (self));

  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * geng_item_get_expires:
 * @self: a #GengItem
 *
 * Returns: (transfer none) (nullable): the last day on which it may be used; NULL if it does not
 * expire
 */
const GDate *
geng_item_get_expires (GengItem *self)
{
  g_return_val_if_fail (GENG_IS_ITEM (self), NULL);
  return self->expires;
}

/**
 * geng_item_set_expires:
 * @self: a #GengItem
 * @expires: (nullable): the last day on which it may be used; NULL if it does not expire
 *
 * Sets #GengItem:expires.
 */
void
geng_item_set_expires (GengItem *self, const GDate *expires)
{
  g_return_if_fail (GENG_IS_ITEM (self));
  g_return_if_fail (!expires || g_date_valid (expires));

  if (geng_field_set_date (&self->expires, expires))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPIRES]);
}

/**
 * geng_item_get_recharge_minutes:
 * @self: a #GengItem
 *
 * Returns: minutes out of use after its return; -1 for what its piece says
 */
int
geng_item_get_recharge_minutes (GengItem *self)
{
  g_return_val_if_fail (GENG_IS_ITEM (self), 0);
  return self->recharge;
}

/**
 * geng_item_set_recharge_minutes:
 * @self: a #GengItem
 * @minutes: minutes out of use after its return; -1 for what its piece says
 *
 * Sets #GengItem:recharge-minutes.
 */
void
geng_item_set_recharge_minutes (GengItem *self, int minutes)
{
  g_return_if_fail (GENG_IS_ITEM (self));

  if (self->recharge == minutes)
    return;
  self->recharge = minutes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECHARGE_MINUTES]);
}

/**
 * geng_item_is_usable:
 * @self: a #GengItem
 * @date: a duty day
 *
 * Returns: whether it may go out on that day: in order and not expired
 */
gboolean
geng_item_is_usable (GengItem *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_ITEM (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return self->state == GENG_ITEM_STATE_USABLE
         && (!self->expires || g_date_compare (date, self->expires) <= 0);
}
