/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-row.h"

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

static const GengRowField fields[] = {
  /**
   * GengKitLoan:date:
   *
   * The duty day on which it went out.
   */
  { "date", GENG_ROW_DATE, G_STRUCT_OFFSET (GengKitLoan, date) },
  /**
   * GengKitLoan:shift:
   *
   * The shift for which it went out.
   */
  { "shift", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengKitLoan, shift), geng_shift_get_type },
  /**
   * GengKitLoan:member:
   *
   * Who had it.
   */
  { "member", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengKitLoan, member), geng_member_get_type },
  /**
   * GengKitLoan:kit-set:
   *
   * The set; NULL for a single item.
   */
  { "kit-set", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengKitLoan, kit_set) },
  /**
   * GengKitLoan:item:
   *
   * The item; NULL for a whole set.
   */
  { "item", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengKitLoan, item), geng_item_get_type },
  /**
   * GengKitLoan:out-minute:
   *
   * When it went out, in minutes from 00:00 of the duty day.
   */
  { "out-minute", GENG_ROW_MINUTE, G_STRUCT_OFFSET (GengKitLoan, out_minute) },
  /**
   * GengKitLoan:back-minute:
   *
   * When it came back, in minutes from 00:00 of the duty day; -1 if it has not.
   */
  { "back-minute", GENG_ROW_MINUTE, G_STRUCT_OFFSET (GengKitLoan, back_minute) },
  /**
   * GengKitLoan:state:
   *
   * In what state it came back.
   */
  { "state", GENG_ROW_ENUM, G_STRUCT_OFFSET (GengKitLoan, state), geng_item_state_get_type },
  /**
   * GengKitLoan:note:
   *
   * What else is worth knowing.
   */
  { "note", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengKitLoan, note) },
  { NULL },
};

static void
geng_kit_loan_class_init (GengKitLoanClass *klass)
{
  geng_row_class_init (G_OBJECT_CLASS (klass), fields);
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
