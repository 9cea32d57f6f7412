/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-row.h"

/**
 * GengHandOverNote:
 *
 * What one shift said to the next (交接班记录): who gave over to whom, whether the kit was
 * complete, how the duty went, and what is still to be done.
 *
 * A row is made with its properties and never changes: a correction is another row in its place.
 */

struct _GengHandOverNote
{
  GObject parent_instance;

  GDate *date;
  int minute;
  GengMember *giver;
  GengMember *receiver;
  gboolean complete;
  char *report;
  char *open;
};

G_DEFINE_FINAL_TYPE (GengHandOverNote, geng_hand_over_note, G_TYPE_OBJECT)

static const GengRowField fields[] = {
  /**
   * GengHandOverNote:date:
   *
   * The duty day.
   */
  { "date", GENG_ROW_DATE, G_STRUCT_OFFSET (GengHandOverNote, date) },
  /**
   * GengHandOverNote:minute:
   *
   * When, in minutes from 00:00 of the duty day.
   */
  { "minute", GENG_ROW_MINUTE, G_STRUCT_OFFSET (GengHandOverNote, minute) },
  /**
   * GengHandOverNote:giver:
   *
   * Who gave over.
   */
  { "giver", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengHandOverNote, giver), geng_member_get_type },
  /**
   * GengHandOverNote:receiver:
   *
   * Who took over; NULL where nobody did.
   */
  { "receiver", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengHandOverNote, receiver),
    geng_member_get_type },
  /**
   * GengHandOverNote:complete:
   *
   * Whether the kit was complete.
   */
  { "complete", GENG_ROW_FLAG, G_STRUCT_OFFSET (GengHandOverNote, complete) },
  /**
   * GengHandOverNote:report:
   *
   * How the duty went.
   */
  { "report", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengHandOverNote, report) },
  /**
   * GengHandOverNote:open:
   *
   * What is still to be done.
   */
  { "open", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengHandOverNote, open) },
  { NULL },
};

static void
geng_hand_over_note_class_init (GengHandOverNoteClass *klass)
{
  geng_row_class_init (G_OBJECT_CLASS (klass), fields);
}

static void
geng_hand_over_note_init (GengHandOverNote *self)
{
}

/**
 * geng_hand_over_note_get_date:
 * @self: a #GengHandOverNote
 *
 * Returns: (transfer none) (nullable): the duty day
 */
const GDate *
geng_hand_over_note_get_date (GengHandOverNote *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER_NOTE (self), NULL);
  return self->date;
}

/**
 * geng_hand_over_note_get_minute:
 * @self: a #GengHandOverNote
 *
 * Returns: when, in minutes from 00:00 of the duty day
 */
int
geng_hand_over_note_get_minute (GengHandOverNote *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER_NOTE (self), -1);
  return self->minute;
}

/**
 * geng_hand_over_note_get_giver:
 * @self: a #GengHandOverNote
 *
 * Returns: (transfer none) (nullable): who gave over
 */
GengMember *
geng_hand_over_note_get_giver (GengHandOverNote *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER_NOTE (self), NULL);
  return self->giver;
}

/**
 * geng_hand_over_note_get_receiver:
 * @self: a #GengHandOverNote
 *
 * Returns: (transfer none) (nullable): who took over; NULL where nobody did
 */
GengMember *
geng_hand_over_note_get_receiver (GengHandOverNote *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER_NOTE (self), NULL);
  return self->receiver;
}

/**
 * geng_hand_over_note_get_complete:
 * @self: a #GengHandOverNote
 *
 * Returns: whether the kit was complete
 */
gboolean
geng_hand_over_note_get_complete (GengHandOverNote *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER_NOTE (self), FALSE);
  return self->complete;
}

/**
 * geng_hand_over_note_get_report:
 * @self: a #GengHandOverNote
 *
 * Returns: (nullable): how the duty went
 */
const char *
geng_hand_over_note_get_report (GengHandOverNote *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER_NOTE (self), NULL);
  return self->report;
}

/**
 * geng_hand_over_note_get_open:
 * @self: a #GengHandOverNote
 *
 * Returns: (nullable): what is still to be done
 */
const char *
geng_hand_over_note_get_open (GengHandOverNote *self)
{
  g_return_val_if_fail (GENG_IS_HAND_OVER_NOTE (self), NULL);
  return self->open;
}
