/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-text.h"

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

enum
{
  PROP_0,
  PROP_ID,
  PROP_DATE,
  PROP_POST,
  PROP_KIND,
  PROP_TEXT,
  PROP_PLACE,
  PROP_REPORTER,
  PROP_DEPARTMENT,
  PROP_DUE,
  PROP_SETTLED,
  PROP_RESULT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_patrol_finding_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengPatrolFinding *self = GENG_PATROL_FINDING (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_POST:
      g_value_set_object (value, self->post);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_REPORTER:
      g_value_set_string (value, self->reporter);
      break;
    case PROP_DEPARTMENT:
      g_value_set_string (value, self->department);
      break;
    case PROP_DUE:
      g_value_set_boxed (value, self->due);
      break;
    case PROP_SETTLED:
      g_value_set_boxed (value, self->settled);
      break;
    case PROP_RESULT:
      g_value_set_string (value, self->result);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_patrol_finding_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengPatrolFinding *self = GENG_PATROL_FINDING (object);

  switch (id)
    {
    case PROP_ID:
      self->id = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_DATE:
      self->date = g_value_dup_boxed (value);
      break;
    case PROP_POST:
      self->post = g_value_dup_object (value);
      break;
    case PROP_KIND:
      self->kind = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_TEXT:
      self->text = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_PLACE:
      self->place = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_REPORTER:
      self->reporter = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_DEPARTMENT:
      self->department = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_DUE:
      self->due = g_value_dup_boxed (value);
      break;
    case PROP_SETTLED:
      self->settled = g_value_dup_boxed (value);
      break;
    case PROP_RESULT:
      self->result = geng_text_clean (g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_patrol_finding_finalize (GObject *object)
{
  GengPatrolFinding *self = GENG_PATROL_FINDING (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->date, g_date_free);
  g_clear_object (&self->post);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->reporter, g_free);
  g_clear_pointer (&self->department, g_free);
  g_clear_pointer (&self->due, g_date_free);
  g_clear_pointer (&self->settled, g_date_free);
  g_clear_pointer (&self->result, g_free);
  G_OBJECT_CLASS (geng_patrol_finding_parent_class)->finalize (object);
}

static void
geng_patrol_finding_class_init (GengPatrolFindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_patrol_finding_get_property;
  object_class->set_property = geng_patrol_finding_set_property;
  object_class->finalize = geng_patrol_finding_finalize;

  /**
   * GengPatrolFinding:id:
   *
   * Its number, unique in the journal.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:date:
   *
   * When it was found.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:post:
   *
   * The grid or post where it was found.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GENG_TYPE_POST, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:kind:
   *
   * A word of the post's checklist, or another.
   */
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:text:
   *
   * What was found.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:place:
   *
   * The spot or the firm.
   */
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:reporter:
   *
   * Who reported it; for the office alone.
   */
  properties[PROP_REPORTER] = g_param_spec_string ("reporter", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:department:
   *
   * To whom it was passed on.
   */
  properties[PROP_DEPARTMENT]
      = g_param_spec_string ("department", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:due:
   *
   * Until when it should be settled; NULL for no limit.
   */
  properties[PROP_DUE] = g_param_spec_boxed ("due", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:settled:
   *
   * When it was settled; NULL while it is open.
   */
  properties[PROP_SETTLED]
      = g_param_spec_boxed ("settled", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengPatrolFinding:result:
   *
   * How it was settled.
   */
  properties[PROP_RESULT] = g_param_spec_string ("result", NULL, NULL, NULL, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
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
