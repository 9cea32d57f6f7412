/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-row.h"

/**
 * GengPatrolFinding:
 *
 * Something that a patrol found (问题台账), from its report until it is settled. It is no
 * #GengFinding, which is what the judge has to say of a roster.
 *
 * A row is made with its properties and never changes: a correction is another row in its place.
 */

struct _GengPatrolFinding
{
  GObject parent_instance;

  char *id;
  GDate *date;
  GengPost *post;
  char *kind;
  char *text;
  char *place;
  char *reporter;
  char *department;
  GDate *due;
  GDate *settled;
  char *result;
};

G_DEFINE_FINAL_TYPE (GengPatrolFinding, geng_patrol_finding, G_TYPE_OBJECT)

static const GengRowField fields[] = {
  /**
   * GengPatrolFinding:id:
   *
   * Its number, unique in the journal.
   */
  { "id", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengPatrolFinding, id) },
  /**
   * GengPatrolFinding:date:
   *
   * When it was found.
   */
  { "date", GENG_ROW_DATE, G_STRUCT_OFFSET (GengPatrolFinding, date) },
  /**
   * GengPatrolFinding:post:
   *
   * The grid or post where it was found.
   */
  { "post", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengPatrolFinding, post), geng_post_get_type },
  /**
   * GengPatrolFinding:kind:
   *
   * A word of the post's checklist, or another.
   */
  { "kind", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengPatrolFinding, kind) },
  /**
   * GengPatrolFinding:text:
   *
   * What was found.
   */
  { "text", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengPatrolFinding, text) },
  /**
   * GengPatrolFinding:place:
   *
   * The spot or the firm.
   */
  { "place", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengPatrolFinding, place) },
  /**
   * GengPatrolFinding:reporter:
   *
   * Who reported it; for the office alone.
   */
  { "reporter", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengPatrolFinding, reporter) },
  /**
   * GengPatrolFinding:department:
   *
   * To whom it was passed on.
   */
  { "department", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengPatrolFinding, department) },
  /**
   * GengPatrolFinding:due:
   *
   * Until when it should be settled; NULL for no limit.
   */
  { "due", GENG_ROW_DATE, G_STRUCT_OFFSET (GengPatrolFinding, due) },
  /**
   * GengPatrolFinding:settled:
   *
   * When it was settled; NULL while it is open.
   */
  { "settled", GENG_ROW_DATE, G_STRUCT_OFFSET (GengPatrolFinding, settled) },
  /**
   * GengPatrolFinding:result:
   *
   * How it was settled.
   */
  { "result", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengPatrolFinding, result) },
  { NULL },
};

static void
geng_patrol_finding_class_init (GengPatrolFindingClass *klass)
{
  geng_row_class_init (G_OBJECT_CLASS (klass), fields);
}

static void
geng_patrol_finding_init (GengPatrolFinding *self)
{
}

/**
 * geng_patrol_finding_get_id:
 * @self: a #GengPatrolFinding
 *
 * Returns: (nullable): its number, unique in the journal
 */
const char *
geng_patrol_finding_get_id (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->id;
}

/**
 * geng_patrol_finding_get_date:
 * @self: a #GengPatrolFinding
 *
 * Returns: (transfer none) (nullable): when it was found
 */
const GDate *
geng_patrol_finding_get_date (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->date;
}

/**
 * geng_patrol_finding_get_post:
 * @self: a #GengPatrolFinding
 *
 * Returns: (transfer none) (nullable): the grid or post where it was found
 */
GengPost *
geng_patrol_finding_get_post (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->post;
}

/**
 * geng_patrol_finding_get_kind:
 * @self: a #GengPatrolFinding
 *
 * Returns: (nullable): a word of the post's checklist, or another
 */
const char *
geng_patrol_finding_get_kind (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->kind;
}

/**
 * geng_patrol_finding_get_text:
 * @self: a #GengPatrolFinding
 *
 * Returns: (nullable): what was found
 */
const char *
geng_patrol_finding_get_text (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->text;
}

/**
 * geng_patrol_finding_get_place:
 * @self: a #GengPatrolFinding
 *
 * Returns: (nullable): the spot or the firm
 */
const char *
geng_patrol_finding_get_place (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->place;
}

/**
 * geng_patrol_finding_get_reporter:
 * @self: a #GengPatrolFinding
 *
 * Returns: (nullable): who reported it; for the office alone
 */
const char *
geng_patrol_finding_get_reporter (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->reporter;
}

/**
 * geng_patrol_finding_get_department:
 * @self: a #GengPatrolFinding
 *
 * Returns: (nullable): to whom it was passed on
 */
const char *
geng_patrol_finding_get_department (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->department;
}

/**
 * geng_patrol_finding_get_due:
 * @self: a #GengPatrolFinding
 *
 * Returns: (transfer none) (nullable): until when it should be settled; NULL for no limit
 */
const GDate *
geng_patrol_finding_get_due (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->due;
}

/**
 * geng_patrol_finding_get_settled:
 * @self: a #GengPatrolFinding
 *
 * Returns: (transfer none) (nullable): when it was settled; NULL while it is open
 */
const GDate *
geng_patrol_finding_get_settled (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->settled;
}

/**
 * geng_patrol_finding_get_result:
 * @self: a #GengPatrolFinding
 *
 * Returns: (nullable): how it was settled
 */
const char *
geng_patrol_finding_get_result (GengPatrolFinding *self)
{
  g_return_val_if_fail (GENG_IS_PATROL_FINDING (self), NULL);
  return self->result;
}
