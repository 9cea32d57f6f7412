/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-text.h"

/**
 * GengKitLoan:
 *
 * One set or one item of the kit that went out and came back (装备领用归还). A row names a set
 * where the whole of it behaved alike, else one item.
 *
 * A row is made with its properties and never changes: a correction is another row in its place.
 */

struct _GengKitLoan
{
  GObject parent_instance;

  GDate *date;
  GengShift *shift;
  GengMember *member;
  char *kit_set;
  GengItem *item;
  int out_minute;
  int back_minute;
  GengItemState state;
  char *note;
};

G_DEFINE_FINAL_TYPE (GengKitLoan, geng_kit_loan, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_SHIFT,
  PROP_MEMBER,
  PROP_KIT_SET,
  PROP_ITEM,
  PROP_OUT_MINUTE,
  PROP_BACK_MINUTE,
  PROP_STATE,
  PROP_NOTE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_kit_loan_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengKitLoan *self = GENG_KIT_LOAN (object);

  switch (id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_SHIFT:
      g_value_set_object (value, self->shift);
      break;
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;
    case PROP_KIT_SET:
      g_value_set_string (value, self->kit_set);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_OUT_MINUTE:
      g_value_set_int (value, self->out_minute);
      break;
    case PROP_BACK_MINUTE:
      g_value_set_int (value, self->back_minute);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_kit_loan_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengKitLoan *self = GENG_KIT_LOAN (object);

  switch (id)
    {
    case PROP_DATE:
      self->date = g_value_dup_boxed (value);
      break;
    case PROP_SHIFT:
      self->shift = g_value_dup_object (value);
      break;
    case PROP_MEMBER:
      self->member = g_value_dup_object (value);
      break;
    case PROP_KIT_SET:
      self->kit_set = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_ITEM:
      self->item = g_value_dup_object (value);
      break;
    case PROP_OUT_MINUTE:
      self->out_minute = g_value_get_int (value);
      break;
    case PROP_BACK_MINUTE:
      self->back_minute = g_value_get_int (value);
      break;
    case PROP_STATE:
      self->state = g_value_get_enum (value);
      break;
    case PROP_NOTE:
      self->note = geng_text_clean (g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_kit_loan_finalize (GObject *object)
{
  GengKitLoan *self = GENG_KIT_LOAN (object);

  g_clear_pointer (&self->date, g_date_free);
  g_clear_object (&self->shift);
  g_clear_object (&self->member);
  g_clear_pointer (&self->kit_set, g_free);
  g_clear_object (&self->item);
  g_clear_pointer (&self->note, g_free);
  G_OBJECT_CLASS (geng_kit_loan_parent_class)->finalize (object);
}

static void
geng_kit_loan_class_init (GengKitLoanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_kit_loan_get_property;
  object_class->set_property = geng_kit_loan_set_property;
  object_class->finalize = geng_kit_loan_finalize;

  /**
   * GengKitLoan:date:
   *
   * The duty day on which it went out.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengKitLoan:shift:
   *
   * The shift for which it went out.
   */
  properties[PROP_SHIFT]
      = g_param_spec_object ("shift", NULL, NULL, GENG_TYPE_SHIFT, GENG_CONSTRUCT);
  /**
   * GengKitLoan:member:
   *
   * Who had it.
   */
  properties[PROP_MEMBER]
      = g_param_spec_object ("member", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
  /**
   * GengKitLoan:kit-set:
   *
   * The set; NULL for a single item.
   */
  properties[PROP_KIT_SET] = g_param_spec_string ("kit-set", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengKitLoan:item:
   *
   * The item; NULL for a whole set.
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, GENG_TYPE_ITEM, GENG_CONSTRUCT);
  /**
   * GengKitLoan:out-minute:
   *
   * When it went out, in minutes from 00:00 of the duty day.
   */
  properties[PROP_OUT_MINUTE]
      = g_param_spec_int ("out-minute", NULL, NULL, -1, 3 * GENG_DAY_MINUTES, -1, GENG_CONSTRUCT);
  /**
   * GengKitLoan:back-minute:
   *
   * When it came back, in minutes from 00:00 of the duty day; -1 if it has not.
   */
  properties[PROP_BACK_MINUTE]
      = g_param_spec_int ("back-minute", NULL, NULL, -1, 3 * GENG_DAY_MINUTES, -1, GENG_CONSTRUCT);
  /**
   * GengKitLoan:state:
   *
   * In what state it came back.
   */
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, GENG_TYPE_ITEM_STATE, 0, GENG_CONSTRUCT);
  /**
   * GengKitLoan:note:
   *
   * What else is worth knowing.
   */
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_kit_loan_init (GengKitLoan *self)
{
}

/**
 * geng_kit_loan_get_date:
 * @self: a #GengKitLoan
 *
 * Returns: (transfer none) (nullable): the duty day on which it went out
 */
const GDate *
geng_kit_loan_get_date (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), NULL);
  return self->date;
}

/**
 * geng_kit_loan_get_shift:
 * @self: a #GengKitLoan
 *
 * Returns: (transfer none) (nullable): the shift for which it went out
 */
GengShift *
geng_kit_loan_get_shift (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), NULL);
  return self->shift;
}

/**
 * geng_kit_loan_get_member:
 * @self: a #GengKitLoan
 *
 * Returns: (transfer none) (nullable): who had it
 */
GengMember *
geng_kit_loan_get_member (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), NULL);
  return self->member;
}

/**
 * geng_kit_loan_get_kit_set:
 * @self: a #GengKitLoan
 *
 * Returns: (nullable): the set; NULL for a single item
 */
const char *
geng_kit_loan_get_kit_set (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), NULL);
  return self->kit_set;
}

/**
 * geng_kit_loan_get_item:
 * @self: a #GengKitLoan
 *
 * Returns: (transfer none) (nullable): the item; NULL for a whole set
 */
GengItem *
geng_kit_loan_get_item (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), NULL);
  return self->item;
}

/**
 * geng_kit_loan_get_out_minute:
 * @self: a #GengKitLoan
 *
 * Returns: when it went out, in minutes from 00:00 of the duty day
 */
int
geng_kit_loan_get_out_minute (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), -1);
  return self->out_minute;
}

/**
 * geng_kit_loan_get_back_minute:
 * @self: a #GengKitLoan
 *
 * Returns: when it came back, in minutes from 00:00 of the duty day; -1 if it has not
 */
int
geng_kit_loan_get_back_minute (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), -1);
  return self->back_minute;
}

/**
 * geng_kit_loan_get_state:
 * @self: a #GengKitLoan
 *
 * Returns: in what state it came back
 */
GengItemState
geng_kit_loan_get_state (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), 0);
  return self->state;
}

/**
 * geng_kit_loan_get_note:
 * @self: a #GengKitLoan
 *
 * Returns: (nullable): what else is worth knowing
 */
const char *
geng_kit_loan_get_note (GengKitLoan *self)
{
  g_return_val_if_fail (GENG_IS_KIT_LOAN (self), NULL);
  return self->note;
}
