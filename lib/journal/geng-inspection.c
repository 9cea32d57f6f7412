/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-row.h"

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

static const GengRowField fields[] = {
  /**
   * GengInspection:date:
   *
   * When.
   */
  { "date", GENG_ROW_DATE, G_STRUCT_OFFSET (GengInspection, date) },
  /**
   * GengInspection:campaign:
   *
   * The campaign (专项行动) that it belongs to; NULL for none.
   */
  { "campaign", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengInspection, campaign) },
  /**
   * GengInspection:post:
   *
   * The grid or post.
   */
  { "post", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengInspection, post), geng_post_get_type },
  /**
   * GengInspection:premises:
   *
   * Which firm or house.
   */
  { "premises", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengInspection, premises) },
  /**
   * GengInspection:inspector:
   *
   * Who looked.
   */
  { "inspector", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengInspection, inspector) },
  /**
   * GengInspection:result:
   *
   * What came of it.
   */
  { "result", GENG_ROW_ENUM, G_STRUCT_OFFSET (GengInspection, result),
    geng_inspection_result_get_type },
  /**
   * GengInspection:notice:
   *
   * The number of the notice to put things right; NULL for none.
   */
  { "notice", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengInspection, notice) },
  /**
   * GengInspection:recheck:
   *
   * When somebody looks again; NULL for never.
   */
  { "recheck", GENG_ROW_DATE, G_STRUCT_OFFSET (GengInspection, recheck) },
  /**
   * GengInspection:finding:
   *
   * The number of the finding; NULL for none.
   */
  { "finding", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengInspection, finding) },
  { NULL },
};

static void
geng_inspection_class_init (GengInspectionClass *klass)
{
  geng_row_class_init (G_OBJECT_CLASS (klass), fields);
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
