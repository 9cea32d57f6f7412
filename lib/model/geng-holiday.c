/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-text.h"

/**
 * GengHoliday:
 *
 * A public holiday (节假日), or a make-up working day: a Saturday or Sunday on which people work
 * (调休).
 */

struct _GengHoliday
{
  GObject parent_instance;

  GDate *date;
  char *name;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (GengHoliday, geng_holiday, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_NAME,
  PROP_WORKING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_holiday_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengHoliday *self = GENG_HOLIDAY (object);

  switch (id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_WORKING:
      g_value_set_boolean (value, self->working);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_holiday_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengHoliday *self = GENG_HOLIDAY (object);

  switch (id)
    {
    case PROP_DATE:
      self->date = g_value_dup_boxed (value);
      break;
    case PROP_NAME:
      self->name = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_WORKING:
      self->working = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_holiday_finalize (GObject *object)
{
  GengHoliday *self = GENG_HOLIDAY (object);

  g_clear_pointer (&self->date, g_date_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (geng_holiday_parent_class)->finalize (object);
}

static void
geng_holiday_class_init (GengHolidayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_holiday_get_property;
  object_class->set_property = geng_holiday_set_property;
  object_class->finalize = geng_holiday_finalize;

  /**
   * GengHoliday:date:
   *
   * The day.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengHoliday:name:
   *
   * What it is called.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengHoliday:working:
   *
   * Whether people work on it: a make-up day.
   */
  properties[PROP_WORKING] = g_param_spec_boolean ("working", NULL, NULL, FALSE, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_holiday_init (GengHoliday *self)
{
}

/**
 * geng_holiday_new:
 * @date: the day
 * @name: (nullable): what it is called
 * @working: %TRUE for a make-up working day, %FALSE for a holiday
 *
 * Returns: (transfer full): a new holiday
 */
GengHoliday *
geng_holiday_new (const GDate *date, const char *name, gboolean working)
{
  g_return_val_if_fail (date && g_date_valid (date), NULL);
  return g_object_new (GENG_TYPE_HOLIDAY, "date", date, "name", name, "working", working, NULL);
}

/**
 * geng_holiday_get_date:
 * @self: a #GengHoliday
 *
 * Returns: (transfer none): the day
 */
const GDate *
geng_holiday_get_date (GengHoliday *self)
{
  g_return_val_if_fail (GENG_IS_HOLIDAY (self), NULL);
  return self->date;
}

/**
 * geng_holiday_get_name:
 * @self: a #GengHoliday
 *
 * Returns: (nullable): what it is called
 */
const char *
geng_holiday_get_name (GengHoliday *self)
{
  g_return_val_if_fail (GENG_IS_HOLIDAY (self), NULL);
  return self->name;
}

/**
 * geng_holiday_get_working:
 * @self: a #GengHoliday
 *
 * Returns: whether people work on it: a make-up day
 */
gboolean
geng_holiday_get_working (GengHoliday *self)
{
  g_return_val_if_fail (GENG_IS_HOLIDAY (self), FALSE);
  return self->working;
}
