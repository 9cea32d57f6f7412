/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-hand-over-private.h"

/**
 * GengHandOver:
 *
 * One thing that changes hands at a change of shift (交接).
 */

struct _GengHandOver
{
  GObject parent_instance;

  GDate *date;
  int minute;
  GengItem *item;
  GengMember *giver;
  GengMember *receiver;
  gboolean charge;
};

G_DEFINE_FINAL_TYPE (GengHandOver, geng_hand_over, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_MINUTE,
  PROP_ITEM,
  PROP_GIVER,
  PROP_RECEIVER,
  PROP_CHARGE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_hand_over_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengHandOver *self = GENG_HAND_OVER (object);

  switch (id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_MINUTE:
      g_value_set_int (value, self->minute);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_GIVER:
      g_value_set_object (value, self->giver);
      break;
    case PROP_RECEIVER:
      g_value_set_object (value, self->receiver);
      break;
    case PROP_CHARGE:
      g_value_set_boolean (value, self->charge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_hand_over_finalize (GObject *object)
{
  GengHandOver *self = GENG_HAND_OVER (object);

  g_clear_pointer (&self->date, g_date_free);
  g_clear_object (&self->item);
  g_clear_object (&self->giver);
  g_clear_object (&self->receiver);
  G_OBJECT_CLASS (geng_hand_over_parent_class)->finalize (object);
}

static void
geng_hand_over_class_init (GengHandOverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_hand_over_get_property;
  object_class->finalize = geng_hand_over_finalize;

  /**
   * GengHandOver:date:
   *
   * The duty day.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_READABLE);
  /**
   * GengHandOver:minute:
   *
   * When, in minutes from 00:00 of the duty day's date.
   */
  properties[PROP_MINUTE]
      = g_param_spec_int ("minute", NULL, NULL, G_MININT, G_MAXINT, 0, GENG_READABLE);
  /**
   * GengHandOver:item:
   *
   * What.
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, GENG_TYPE_ITEM, GENG_READABLE);
  /**
   * GengHandOver:giver:
   *
   * Who gives it; NULL: it is taken from the rack.
   */
  properties[PROP_GIVER]
      = g_param_spec_object ("giver", NULL, NULL, GENG_TYPE_MEMBER, GENG_READABLE);
  /**
   * GengHandOver:receiver:
   *
   * Who gets it; NULL: it goes to the rack.
   */
  properties[PROP_RECEIVER]
      = g_param_spec_object ("receiver", NULL, NULL, GENG_TYPE_MEMBER, GENG_READABLE);
  /**
   * GengHandOver:charge:
   *
   * Whether it must be charged now.
   */
  properties[PROP_CHARGE] = g_param_spec_boolean ("charge", NULL, NULL, FALSE, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_hand_over_init (GengHandOver *self)
{
}

/* giver, receiver: (nullable) */
GengHandOver *
geng_hand_over_new (const GDate *date,
                    int minute,
                    GengItem *item,
                    GengMember *giver,
                    GengMember *receiver,
                    gboolean charge)
{
  GengHandOver *self = g_object_new (GENG_TYPE_HAND_OVER, NULL);

  self->date = g_date_copy (date);
  self->minute = minute;
  self->item = g_object_ref (item);
  g_set_object (&self->giver, giver);
  g_set_object (&self->receiver, receiver);
  self->charge = charge;
  return self;
}

/**
 * geng_hand_over_get_date:
 * @self: a #GengHandOver
 *
 * Returns: (transfer none): the duty day
 */
const GDate *
geng_hand_over_get_date (GengHandOver *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER (self), NULL);
  return self->date;
}

/**
 * geng_hand_over_get_minute:
 * @self: a #GengHandOver
 *
 * Returns: when, in minutes from 00:00 of the duty day's date
 */
int
geng_hand_over_get_minute (GengHandOver *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER (self), 0);
  return self->minute;
}

/**
 * geng_hand_over_get_item:
 * @self: a #GengHandOver
 *
 * Returns: (transfer none): what
 */
GengItem *
geng_hand_over_get_item (GengHandOver *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER (self), NULL);
  return self->item;
}

/**
 * geng_hand_over_get_giver:
 * @self: a #GengHandOver
 *
 * Returns: (transfer none) (nullable): who gives it; NULL: it is taken from the rack
 */
GengMember *
geng_hand_over_get_giver (GengHandOver *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER (self), NULL);
  return self->giver;
}

/**
 * geng_hand_over_get_receiver:
 * @self: a #GengHandOver
 *
 * Returns: (transfer none) (nullable): who gets it; NULL: it goes to the rack
 */
GengMember *
geng_hand_over_get_receiver (GengHandOver *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER (self), NULL);
  return self->receiver;
}

/**
 * geng_hand_over_get_charge:
 * @self: a #GengHandOver
 *
 * Returns: whether it must be charged now
 */
gboolean
geng_hand_over_get_charge (GengHandOver *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER (self), FALSE);
  return self->charge;
}
