/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengShift:
 *
 * What a member serves in one go (班次): the day shift from 08:00 to 18:00. It lies in one window;
 * several shifts may cover a window in different ways. Times are minutes from 00:00 of the duty
 * day's date.
 */

struct _GengShift
{
  GengEntity parent_instance;

  GengWindow *window;
  int start;
  int end;
  gboolean night;
  char *mark;
  char *colour;
};

G_DEFINE_FINAL_TYPE (GengShift, geng_shift, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_WINDOW,
  PROP_START_MINUTE,
  PROP_END_MINUTE,
  PROP_NIGHT,
  PROP_MARK,
  PROP_COLOUR,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_shift_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengShift *self = GENG_SHIFT (object);

  switch (id)
    {
    case PROP_WINDOW:
      g_value_set_object (value, self->window);
      break;
    case PROP_START_MINUTE:
      g_value_set_int (value, self->start);
      break;
    case PROP_END_MINUTE:
      g_value_set_int (value, self->end);
      break;
    case PROP_NIGHT:
      g_value_set_boolean (value, self->night);
      break;
    case PROP_MARK:
      g_value_set_string (value, self->mark);
      break;
    case PROP_COLOUR:
      g_value_set_string (value, self->colour);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_shift_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengShift *self = GENG_SHIFT (object);

  switch (id)
    {
    case PROP_WINDOW:
      self->window = g_value_dup_object (value);
      break;
    case PROP_START_MINUTE:
      self->start = g_value_get_int (value);
      break;
    case PROP_END_MINUTE:
      self->end = g_value_get_int (value);
      break;
    case PROP_NIGHT:
      geng_shift_set_night (self, g_value_get_boolean (value));
      break;
    case PROP_MARK:
      geng_shift_set_mark (self, g_value_get_string (value));
      break;
    case PROP_COLOUR:
      geng_shift_set_colour (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_shift_constructed (GObject *object)
{
  GengShift *self = GENG_SHIFT (object);

  if (self->window && self->start == -1)
    self->start = geng_window_get_start_minute (self->window);
  if (self->window && self->end == -1)
    self->end = geng_window_get_end_minute (self->window);
  if (self->end <= self->start && self->end >= 0 && self->start < 2 * GENG_DAY_MINUTES)
    self->end += GENG_DAY_MINUTES;
  G_OBJECT_CLASS (geng_shift_parent_class)->constructed (object);
}

static void
geng_shift_finalize (GObject *object)
{
  GengShift *self = GENG_SHIFT (object);

  g_clear_object (&self->window);
  g_clear_pointer (&self->mark, g_free);
  g_clear_pointer (&self->colour, g_free);
  G_OBJECT_CLASS (geng_shift_parent_class)->finalize (object);
}

static void
geng_shift_class_init (GengShiftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_shift_get_property;
  object_class->set_property = geng_shift_set_property;
  object_class->constructed = geng_shift_constructed;
  object_class->finalize = geng_shift_finalize;

  /**
   * GengShift:window:
   *
   * The window it lies in.
   */
  properties[PROP_WINDOW]
      = g_param_spec_object ("window", NULL, NULL, GENG_TYPE_WINDOW, GENG_CONSTRUCT);
  /**
   * GengShift:start-minute:
   *
   * Its beginning, in minutes from 00:00 of the duty day's date.
   */
  properties[PROP_START_MINUTE]
      = g_param_spec_int ("start-minute", NULL, NULL, G_MININT, G_MAXINT, -1, GENG_CONSTRUCT);
  /**
   * GengShift:end-minute:
   *
   * Its end, in minutes from 00:00 of the duty day's date.
   */
  properties[PROP_END_MINUTE]
      = g_param_spec_int ("end-minute", NULL, NULL, G_MININT, G_MAXINT, -1, GENG_CONSTRUCT);
  /**
   * GengShift:night:
   *
   * Whether it counts as night burden.
   */
  properties[PROP_NIGHT] = g_param_spec_boolean ("night", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengShift:mark:
   *
   * One or two characters that stand for it in a printed roster.
   */
  properties[PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengShift:colour:
   *
   * Its colour in calendars and prints, a CSS colour name.
   */
  properties[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_shift_init (GengShift *self)
{
}

/**
 * geng_shift_new:
 * @id: unique among the shifts of a station
 * @name: (nullable): what people call it; the id if none
 * @window: the window it lies in
 * @start: its beginning, in minutes from 00:00 of the duty day's date; -1: as the window
 * @end: its end, likewise; a day is added when it is not after @start; -1: as the window
 *
 * Returns: (transfer full): a new shift
 */
GengShift *
geng_shift_new (const char *id, const char *name, GengWindow *window, int start, int end)
{
  g_return_val_if_fail (GENG_IS_WINDOW (window), NULL);
  return g_object_new (GENG_TYPE_SHIFT, "id", id, "name", name, "window", window, "start-minute",
                       start, "end-minute", end, NULL);
}

/**
 * geng_shift_get_window:
 * @self: a #GengShift
 *
 * Returns: (transfer none): the window it lies in
 */
GengWindow *
geng_shift_get_window (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  return self->window;
}

/**
 * geng_shift_get_start_minute:
 * @self: a #GengShift
 *
 * Returns: its beginning, in minutes from 00:00 of the duty day's date
 */
int
geng_shift_get_start_minute (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), 0);
  return self->start;
}

/**
 * geng_shift_get_end_minute:
 * @self: a #GengShift
 *
 * Returns: its end, in minutes from 00:00 of the duty day's date
 */
int
geng_shift_get_end_minute (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), 0);
  return self->end;
}

/**
 * geng_shift_get_night:
 * @self: a #GengShift
 *
 * Returns: whether it counts as night burden
 */
gboolean
geng_shift_get_night (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), FALSE);
  return self->night;
}

/**
 * geng_shift_set_night:
 * @self: a #GengShift
 * @night: whether it counts as night burden
 *
 * Sets #GengShift:night.
 */
void
geng_shift_set_night (GengShift *self, gboolean night)
{
  g_return_if_fail (GENG_IS_SHIFT (self));

  if (self->night == !!night)
    return;
  self->night = !!night;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NIGHT]);
}

/**
 * geng_shift_get_mark:
 * @self: a #GengShift
 *
 * Returns: (nullable): one or two characters that stand for it in a printed roster
 */
const char *
geng_shift_get_mark (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  return self->mark;
}

/**
 * geng_shift_set_mark:
 * @self: a #GengShift
 * @mark: (nullable): one or two characters that stand for it in a printed roster
 *
 * Sets #GengShift:mark. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_shift_set_mark (GengShift *self, const char *mark)
{
  g_return_if_fail (GENG_IS_SHIFT (self));

  if (geng_field_set_text (&self->mark, mark))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
}

/**
 * geng_shift_get_colour:
 * @self: a #GengShift
 *
 * Returns: (nullable): its colour in calendars and prints, a CSS colour name
 */
const char *
geng_shift_get_colour (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  return self->colour;
}

/**
 * geng_shift_set_colour:
 * @self: a #GengShift
 * @css_name: (nullable): its colour in calendars and prints, a CSS colour name
 *
 * Sets #GengShift:colour. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_shift_set_colour (GengShift *self, const char *css_name)
{
  g_return_if_fail (GENG_IS_SHIFT (self));

  if (geng_field_set_text (&self->colour, css_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
}
