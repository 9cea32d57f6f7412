/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-text.h"

/**
 * GengInspection:
 *
 * One visit to a firm (检查台账), in a campaign or not. A firm that is found in order stands here
 * alone; what is found wrong is a #GengPatrolFinding besides.
 *
 * A row is made with its properties and never changes: a correction is another row in its place.
 */

struct _GengInspection
{
  GObject parent_instance;

  GDate *date;
  char *campaign;
  GengPost *post;
  char *premises;
  char *inspector;
  GengInspectionResult result;
  char *notice;
  GDate *recheck;
  char *finding;
};

G_DEFINE_FINAL_TYPE (GengInspection, geng_inspection, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_CAMPAIGN,
  PROP_POST,
  PROP_PREMISES,
  PROP_INSPECTOR,
  PROP_RESULT,
  PROP_NOTICE,
  PROP_RECHECK,
  PROP_FINDING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_inspection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengInspection *self = GENG_INSPECTION (object);

  switch (id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_CAMPAIGN:
      g_value_set_string (value, self->campaign);
      break;
    case PROP_POST:
      g_value_set_object (value, self->post);
      break;
    case PROP_PREMISES:
      g_value_set_string (value, self->premises);
      break;
    case PROP_INSPECTOR:
      g_value_set_string (value, self->inspector);
      break;
    case PROP_RESULT:
      g_value_set_enum (value, self->result);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_RECHECK:
      g_value_set_boxed (value, self->recheck);
      break;
    case PROP_FINDING:
      g_value_set_string (value, self->finding);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_inspection_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengInspection *self = GENG_INSPECTION (object);

  switch (id)
    {
    case PROP_DATE:
      self->date = g_value_dup_boxed (value);
      break;
    case PROP_CAMPAIGN:
      self->campaign = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_POST:
      self->post = g_value_dup_object (value);
      break;
    case PROP_PREMISES:
      self->premises = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_INSPECTOR:
      self->inspector = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_RESULT:
      self->result = g_value_get_enum (value);
      break;
    case PROP_NOTICE:
      self->notice = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_RECHECK:
      self->recheck = g_value_dup_boxed (value);
      break;
    case PROP_FINDING:
      self->finding = geng_text_clean (g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_inspection_finalize (GObject *object)
{
  GengInspection *self = GENG_INSPECTION (object);

  g_clear_pointer (&self->date, g_date_free);
  g_clear_pointer (&self->campaign, g_free);
  g_clear_object (&self->post);
  g_clear_pointer (&self->premises, g_free);
  g_clear_pointer (&self->inspector, g_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_pointer (&self->recheck, g_date_free);
  g_clear_pointer (&self->finding, g_free);
  G_OBJECT_CLASS (geng_inspection_parent_class)->finalize (object);
}

static void
geng_inspection_class_init (GengInspectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_inspection_get_property;
  object_class->set_property = geng_inspection_set_property;
  object_class->finalize = geng_inspection_finalize;

  /**
   * GengInspection:date:
   *
   * When.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengInspection:campaign:
   *
   * The campaign (专项行动) that it belongs to; NULL for none.
   */
  properties[PROP_CAMPAIGN] = g_param_spec_string ("campaign", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengInspection:post:
   *
   * The grid or post.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GENG_TYPE_POST, GENG_CONSTRUCT);
  /**
   * GengInspection:premises:
   *
   * Which firm or house.
   */
  properties[PROP_PREMISES] = g_param_spec_string ("premises", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengInspection:inspector:
   *
   * Who looked.
   */
  properties[PROP_INSPECTOR] = g_param_spec_string ("inspector", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengInspection:result:
   *
   * What came of it.
   */
  properties[PROP_RESULT]
      = g_param_spec_enum ("result", NULL, NULL, GENG_TYPE_INSPECTION_RESULT, 0, GENG_CONSTRUCT);
  /**
   * GengInspection:notice:
   *
   * The number of the notice to put things right; NULL for none.
   */
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengInspection:recheck:
   *
   * When somebody looks again; NULL for never.
   */
  properties[PROP_RECHECK]
      = g_param_spec_boxed ("recheck", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengInspection:finding:
   *
   * The number of the finding; NULL for none.
   */
  properties[PROP_FINDING] = g_param_spec_string ("finding", NULL, NULL, NULL, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_inspection_init (GengInspection *self)
{
}

/**
 * geng_inspection_get_date:
 * @self: a #GengInspection
 *
 * Returns: (transfer none) (nullable): when
 */
const GDate *
geng_inspection_get_date (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->date;
}

/**
 * geng_inspection_get_campaign:
 * @self: a #GengInspection
 *
 * Returns: (nullable): the campaign (专项行动) that it belongs to; NULL for none
 */
const char *
geng_inspection_get_campaign (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->campaign;
}

/**
 * geng_inspection_get_post:
 * @self: a #GengInspection
 *
 * Returns: (transfer none) (nullable): the grid or post
 */
GengPost *
geng_inspection_get_post (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->post;
}

/**
 * geng_inspection_get_premises:
 * @self: a #GengInspection
 *
 * Returns: (nullable): which firm or house
 */
const char *
geng_inspection_get_premises (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->premises;
}

/**
 * geng_inspection_get_inspector:
 * @self: a #GengInspection
 *
 * Returns: (nullable): who looked
 */
const char *
geng_inspection_get_inspector (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->inspector;
}

/**
 * geng_inspection_get_result:
 * @self: a #GengInspection
 *
 * Returns: what came of it
 */
GengInspectionResult
geng_inspection_get_result (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), 0);
  return self->result;
}

/**
 * geng_inspection_get_notice:
 * @self: a #GengInspection
 *
 * Returns: (nullable): the number of the notice to put things right; NULL for none
 */
const char *
geng_inspection_get_notice (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->notice;
}

/**
 * geng_inspection_get_recheck:
 * @self: a #GengInspection
 *
 * Returns: (transfer none) (nullable): when somebody looks again; NULL for never
 */
const GDate *
geng_inspection_get_recheck (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->recheck;
}

/**
 * geng_inspection_get_finding:
 * @self: a #GengInspection
 *
 * Returns: (nullable): the number of the finding; NULL for none
 */
const char *
geng_inspection_get_finding (GengInspection *self)
{
  g_return_val_if_fail (GENG_IS_INSPECTION (self), NULL);
  return self->finding;
}
