/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-holiday-private.h"
#include "geng-text.h"

/**
 * GengHoliday:
 *
 * A day that is not like others of its weekday: a statutory holiday (法定节假日), another day off,
 * or a make-up working day, a Saturday or Sunday on which people work (调休).
 */

struct _GengHoliday
{
  GObject parent_instance;

  GDate *date;
  char *name;
  char *other; /* its name in another language, or NULL */
  GengHolidayKind kind;
};

G_DEFINE_FINAL_TYPE (GengHoliday, geng_holiday, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_NAME,
  PROP_KIND,
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
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
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
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
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
  g_clear_pointer (&self->other, g_free);
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
   * GengHoliday:kind:
   *
   * Whether people are off, by law or by arrangement, or work on it.
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, GENG_TYPE_HOLIDAY_KIND,
                                             GENG_HOLIDAY_KIND_OFF, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_holiday_init (GengHoliday *self)
{
}

/**
 * geng_holiday_new:
 * @date: the day
 * @name: (nullable): what it is called; several names are several words
 * @kind: whether people are off on it, by law or by arrangement, or work
 *
 * Returns: (transfer full): a new holiday
 */
GengHoliday *
geng_holiday_new (const GDate *date, const char *name, GengHolidayKind kind)
{
  g_return_val_if_fail (date && g_date_valid (date), NULL);
  return g_object_new (GENG_TYPE_HOLIDAY, "date", date, "name", name, "kind", kind, NULL);
}

GengHoliday *
geng_holiday_new_in_two (const GDate *date,
                         const char *name,
                         const char *other,
                         GengHolidayKind kind)
{
  GengHoliday *self = geng_holiday_new (date, name, kind);

  self->other = g_strdup (other);
  return self;
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

/* @name is the whole of @text, or one of its words. */
static gboolean
answers_to (const char *text, const char *name)
{
  g_auto (GStrv) words = g_strsplit (text == NULL ? "" : text, " ", -1);

  if (text != NULL && g_ascii_strcasecmp (text, name) == 0)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && g_ascii_strcasecmp (words[i], name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * geng_holiday_is_called:
 * @self: a #GengHoliday
 * @name: a name, or one word of a name
 *
 * The eve of the Chinese new year is called `春节 除夕`: it answers to the whole and to either
 * word, and, where it comes from a table of the library, to `Lunar New Year's Eve` too.
 *
 * Returns: whether @name means this day; letters match in either case
 */
gboolean
geng_holiday_is_called (GengHoliday *self, const char *name)
{
  g_return_val_if_fail (GENG_IS_HOLIDAY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  return answers_to (self->name, name) || answers_to (self->other, name);
}

/**
 * geng_holiday_get_kind:
 * @self: a #GengHoliday
 *
 * Returns: whether people are off on it, by law or by arrangement, or work
 */
GengHolidayKind
geng_holiday_get_kind (GengHoliday *self)
{
  g_return_val_if_fail (GENG_IS_HOLIDAY (self), GENG_HOLIDAY_KIND_OFF);
  return self->kind;
}
