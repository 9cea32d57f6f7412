/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-text.h"

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

enum
{
  PROP_0,
  PROP_DATE,
  PROP_MINUTE,
  PROP_GIVER,
  PROP_RECEIVER,
  PROP_COMPLETE,
  PROP_REPORT,
  PROP_OPEN,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_hand_over_note_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengHandOverNote *self = GENG_HAND_OVER_NOTE (object);

  switch (id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_MINUTE:
      g_value_set_int (value, self->minute);
      break;
    case PROP_GIVER:
      g_value_set_object (value, self->giver);
      break;
    case PROP_RECEIVER:
      g_value_set_object (value, self->receiver);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_REPORT:
      g_value_set_string (value, self->report);
      break;
    case PROP_OPEN:
      g_value_set_string (value, self->open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_hand_over_note_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengHandOverNote *self = GENG_HAND_OVER_NOTE (object);

  switch (id)
    {
    case PROP_DATE:
      self->date = g_value_dup_boxed (value);
      break;
    case PROP_MINUTE:
      self->minute = g_value_get_int (value);
      break;
    case PROP_GIVER:
      self->giver = g_value_dup_object (value);
      break;
    case PROP_RECEIVER:
      self->receiver = g_value_dup_object (value);
      break;
    case PROP_COMPLETE:
      self->complete = g_value_get_boolean (value);
      break;
    case PROP_REPORT:
      self->report = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_OPEN:
      self->open = geng_text_clean (g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_hand_over_note_finalize (GObject *object)
{
  GengHandOverNote *self = GENG_HAND_OVER_NOTE (object);

  g_clear_pointer (&self->date, g_date_free);
  g_clear_object (&self->giver);
  g_clear_object (&self->receiver);
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->open, g_free);
  G_OBJECT_CLASS (geng_hand_over_note_parent_class)->finalize (object);
}

static void
geng_hand_over_note_class_init (GengHandOverNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_hand_over_note_get_property;
  object_class->set_property = geng_hand_over_note_set_property;
  object_class->finalize = geng_hand_over_note_finalize;

  /**
   * GengHandOverNote:date:
   *
   * The duty day.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengHandOverNote:minute:
   *
   * When, in minutes from 00:00 of the duty day.
   */
  properties[PROP_MINUTE]
      = g_param_spec_int ("minute", NULL, NULL, -1, 3 * GENG_DAY_MINUTES, -1, GENG_CONSTRUCT);
  /**
   * GengHandOverNote:giver:
   *
   * Who gave over.
   */
  properties[PROP_GIVER]
      = g_param_spec_object ("giver", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
  /**
   * GengHandOverNote:receiver:
   *
   * Who took over; NULL where nobody did.
   */
  properties[PROP_RECEIVER]
      = g_param_spec_object ("receiver", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
  /**
   * GengHandOverNote:complete:
   *
   * Whether the kit was complete.
   */
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, TRUE, GENG_CONSTRUCT);
  /**
   * GengHandOverNote:report:
   *
   * How the duty went.
   */
  properties[PROP_REPORT] = g_param_spec_string ("report", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengHandOverNote:open:
   *
   * What is still to be done.
   */
  properties[PROP_OPEN] = g_param_spec_string ("open", NULL, NULL, NULL, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
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
