/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengWindow:
 *
 * A stretch of the duty day with its own needs (勤务时段): the patrol from 08:00 to 04:00, the
 * standby from 04:00 to 08:00. Times are minutes from 00:00 of the duty day's date, so 04:00 of the
 * next morning is 1680.
 */

struct _GengWindow
{
  GengEntity parent_instance;

  int start;
  int end;
  char **kit;
  gboolean standby;
};

G_DEFINE_FINAL_TYPE (GengWindow, geng_window, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_START_MINUTE,
  PROP_END_MINUTE,
  PROP_KIT,
  PROP_STANDBY,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengWindow *self = GENG_WINDOW (object);

  switch (id)
    {
    case PROP_START_MINUTE:
      g_value_set_int (value, self->start);
      break;
    case PROP_END_MINUTE:
      g_value_set_int (value, self->end);
      break;
    case PROP_KIT:
      g_value_set_boxed (value, self->kit);
      break;
    case PROP_STANDBY:
      g_value_set_boolean (value, self->standby);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_times (GengWindow *self, int start, int end)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->start != start)
    g_object_notify_by_pspec (object, properties[PROP_START_MINUTE]);
  if (self->end != end)
    g_object_notify_by_pspec (object, properties[PROP_END_MINUTE]);
  self->start = start;
  self->end = end;
  g_object_thaw_notify (object);
}

static void
geng_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengWindow *self = GENG_WINDOW (object);

  switch (id)
    {
    case PROP_START_MINUTE:
      set_times (self, g_value_get_int (value), self->end);
      break;
    case PROP_END_MINUTE:
      set_times (self, self->start, g_value_get_int (value));
      break;
    case PROP_KIT:
      geng_window_set_kit (self, g_value_get_boxed (value));
      break;
    case PROP_STANDBY:
      geng_window_set_standby (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_window_constructed (GObject *object)
{
  GengWindow *self = GENG_WINDOW (object);

  if (self->end <= self->start && self->end >= 0 && self->start < 2 * GENG_DAY_MINUTES)
    self->end += GENG_DAY_MINUTES;
  G_OBJECT_CLASS (geng_window_parent_class)->constructed (object);
}

static void
geng_window_finalize (GObject *object)
{
  GengWindow *self = GENG_WINDOW (object);

  g_clear_pointer (&self->kit, g_strfreev);
  G_OBJECT_CLASS (geng_window_parent_class)->finalize (object);
}

static void
geng_window_class_init (GengWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_window_get_property;
  object_class->set_property = geng_window_set_property;
  object_class->constructed = geng_window_constructed;
  object_class->finalize = geng_window_finalize;

  /**
   * GengWindow:start-minute:
   *
   * Its beginning, in minutes from 00:00 of the duty day's date.
   */
  properties[PROP_START_MINUTE] = g_param_spec_int ("start-minute", NULL, NULL, G_MININT, G_MAXINT,
                                                    0, GENG_READWRITE | G_PARAM_CONSTRUCT);
  /**
   * GengWindow:end-minute:
   *
   * Its end, in minutes from 00:00 of the duty day's date.
   */
  properties[PROP_END_MINUTE] = g_param_spec_int ("end-minute", NULL, NULL, G_MININT, G_MAXINT, 0,
                                                  GENG_READWRITE | G_PARAM_CONSTRUCT);
  /**
   * GengWindow:kit:
   *
   * Ids of the pieces that each member on duty in it carries.
   */
  properties[PROP_KIT] = g_param_spec_boxed ("kit", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengWindow:standby:
   *
   * Whether its time is standby (值守), which is paid apart from work.
   */
  properties[PROP_STANDBY] = g_param_spec_boolean ("standby", NULL, NULL, FALSE, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_window_init (GengWindow *self)
{
}

/**
 * geng_window_new:
 * @id: unique among the windows of a station
 * @name: (nullable): what people call it; the id if none
 * @start: its beginning, in minutes from 00:00 of the duty day's date
 * @end: its end, likewise; a day is added when it is not after @start
 *
 * A window that begins after midnight has @start beyond 1440: the standby from 04:00 to 08:00 that
 * closes the duty day is 1680 and 1920 (see geng_station_minute()).
 *
 * Returns: (transfer full): a new window
 */
GengWindow *
geng_window_new (const char *id, const char *name, int start, int end)
{
  return g_object_new (GENG_TYPE_WINDOW, "id", id, "name", name, "start-minute", start,
                       "end-minute", end, NULL);
}

/**
 * geng_window_get_start_minute:
 * @self: a #GengWindow
 *
 * Returns: its beginning, in minutes from 00:00 of the duty day's date
 */
int
geng_window_get_start_minute (GengWindow *self)
{
  g_return_val_if_fail (GENG_IS_WINDOW (self), 0);
  return self->start;
}

/**
 * geng_window_get_end_minute:
 * @self: a #GengWindow
 *
 * Returns: its end, in minutes from 00:00 of the duty day's date
 */
int
geng_window_get_end_minute (GengWindow *self)
{
  g_return_val_if_fail (GENG_IS_WINDOW (self), 0);
  return self->end;
}

/**
 * geng_window_get_kit:
 * @self: a #GengWindow
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of the pieces that each
 * member on duty in it carries
 */
const char *const *
geng_window_get_kit (GengWindow *self)
{
  g_return_val_if_fail (GENG_IS_WINDOW (self), NULL);
  return (const char *const *) self->kit;
}

/**
 * geng_window_set_kit:
 * @self: a #GengWindow
 * @pieces: (nullable) (array zero-terminated=1): ids of the pieces that each member on duty in it
 *   carries
 *
 * Sets #GengWindow:kit. The texts are cleaned: ends trimmed, controls made blanks, empty ones and
 * repetitions left out.
 */
void
geng_window_set_kit (GengWindow *self, const char *const *pieces)
{
  g_return_if_fail (GENG_IS_WINDOW (self));

  if (geng_field_set_texts (&self->kit, pieces))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIT]);
}

/**
 * geng_window_get_standby:
 * @self: a #GengWindow
 *
 * Returns: whether its time is standby (值守), which is paid apart from work
 */
gboolean
geng_window_get_standby (GengWindow *self)
{
  g_return_val_if_fail (GENG_IS_WINDOW (self), FALSE);
  return self->standby;
}

/**
 * geng_window_set_standby:
 * @self: a #GengWindow
 * @standby: whether its time is standby (值守), which is paid apart from work
 *
 * Sets #GengWindow:standby.
 */
void
geng_window_set_standby (GengWindow *self, gboolean standby)
{
  g_return_if_fail (GENG_IS_WINDOW (self));
  if (self->standby == !!standby)
    return;
  self->standby = !!standby;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STANDBY]);
}

/**
 * geng_window_set_times:
 * @self: a #GengWindow
 * @start: its beginning, in minutes from 00:00 of the duty day's date
 * @end: its end, in the same minutes; a day is added when it is not after @start
 *
 * Sets #GengWindow:start-minute and #GengWindow:end-minute.  That the windows still fill the duty
 * day is for geng_station_validate() to check, as two windows are moved one after the other.
 */
void
geng_window_set_times (GengWindow *self, int start, int end)
{
  g_return_if_fail (GENG_IS_WINDOW (self));
  set_times (self, start,
             end <= start && end >= 0 && start < 2 * GENG_DAY_MINUTES ? end + GENG_DAY_MINUTES
                                                                      : end);
}
