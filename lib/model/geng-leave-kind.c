/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-array.h"
#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-text.h"

/**
 * GengLeaveKind:
 *
 * A kind of leave (假别) as data: whether its hours count as worked, whether it may be moved to
 * other days, whether it tells of somebody's health.  The usual kinds are shipped; a station may
 * say otherwise of one of them, or have others, and its own come first.
 */

struct _GengLeaveKind
{
  GengEntity parent_instance;

  gboolean counts_as_hours;
  gboolean may_be_moved;
  gboolean health;
};

G_DEFINE_FINAL_TYPE (GengLeaveKind, geng_leave_kind, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_COUNTS_AS_HOURS,
  PROP_MAY_BE_MOVED,
  PROP_HEALTH,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_leave_kind_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengLeaveKind *self = GENG_LEAVE_KIND (object);

  switch (id)
    {
    case PROP_COUNTS_AS_HOURS:
      g_value_set_boolean (value, self->counts_as_hours);
      break;
    case PROP_MAY_BE_MOVED:
      g_value_set_boolean (value, self->may_be_moved);
      break;
    case PROP_HEALTH:
      g_value_set_boolean (value, self->health);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_leave_kind_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengLeaveKind *self = GENG_LEAVE_KIND (object);

  switch (id)
    {
    case PROP_COUNTS_AS_HOURS:
      geng_leave_kind_set_counts_as_hours (self, g_value_get_boolean (value));
      break;
    case PROP_MAY_BE_MOVED:
      geng_leave_kind_set_may_be_moved (self, g_value_get_boolean (value));
      break;
    case PROP_HEALTH:
      geng_leave_kind_set_health (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_leave_kind_class_init (GengLeaveKindClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_leave_kind_get_property;
  object_class->set_property = geng_leave_kind_set_property;

  /**
   * GengLeaveKind:counts-as-hours:
   *
   * Whether the time away counts as time worked: eight hours of each working day, in the sheet of
   * allowances (geng_report_pay()).
   */
  properties[PROP_COUNTS_AS_HOURS]
      = g_param_spec_boolean ("counts-as-hours", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengLeaveKind:may-be-moved:
   *
   * Whether it may be asked for on other days instead; somebody's illness may not.
   */
  properties[PROP_MAY_BE_MOVED]
      = g_param_spec_boolean ("may-be-moved", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengLeaveKind:health:
   *
   * Whether it tells of somebody's health, which only the office may know.
   */
  properties[PROP_HEALTH] = g_param_spec_boolean ("health", NULL, NULL, FALSE, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_leave_kind_init (GengLeaveKind *self)
{
}

/**
 * geng_leave_kind_new:
 * @id: unique among the kinds of leave of a station
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a kind of leave that counts nothing and may not be moved
 */
GengLeaveKind *
geng_leave_kind_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_LEAVE_KIND, "id", id, "name", name, NULL);
}

static gboolean
set (GengLeaveKind *self, gboolean *field, gboolean value, guint property)
{
  value = !!value;
  if (*field == value)
    return FALSE;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  return TRUE;
}

/**
 * geng_leave_kind_get_counts_as_hours:
 * @self: a #GengLeaveKind
 *
 * Returns: whether the time away counts as time worked
 */
gboolean
geng_leave_kind_get_counts_as_hours (GengLeaveKind *self)
{
  g_return_val_if_fail (GENG_IS_LEAVE_KIND (self), FALSE);
  return self->counts_as_hours;
}

/**
 * geng_leave_kind_set_counts_as_hours:
 * @self: a #GengLeaveKind
 * @counts: whether the time away counts as time worked
 *
 * Sets #GengLeaveKind:counts-as-hours.
 */
void
geng_leave_kind_set_counts_as_hours (GengLeaveKind *self, gboolean counts)
{
  g_return_if_fail (GENG_IS_LEAVE_KIND (self));
  set (self, &self->counts_as_hours, counts, PROP_COUNTS_AS_HOURS);
}

/**
 * geng_leave_kind_get_may_be_moved:
 * @self: a #GengLeaveKind
 *
 * Returns: whether it may be asked for on other days instead
 */
gboolean
geng_leave_kind_get_may_be_moved (GengLeaveKind *self)
{
  g_return_val_if_fail (GENG_IS_LEAVE_KIND (self), FALSE);
  return self->may_be_moved;
}

/**
 * geng_leave_kind_set_may_be_moved:
 * @self: a #GengLeaveKind
 * @may: whether it may be asked for on other days instead
 *
 * Sets #GengLeaveKind:may-be-moved.
 */
void
geng_leave_kind_set_may_be_moved (GengLeaveKind *self, gboolean may)
{
  g_return_if_fail (GENG_IS_LEAVE_KIND (self));
  set (self, &self->may_be_moved, may, PROP_MAY_BE_MOVED);
}

/**
 * geng_leave_kind_get_health:
 * @self: a #GengLeaveKind
 *
 * Returns: whether it tells of somebody's health
 */
gboolean
geng_leave_kind_get_health (GengLeaveKind *self)
{
  g_return_val_if_fail (GENG_IS_LEAVE_KIND (self), FALSE);
  return self->health;
}

/**
 * geng_leave_kind_set_health:
 * @self: a #GengLeaveKind
 * @health: whether it tells of somebody's health
 *
 * Sets #GengLeaveKind:health.
 */
void
geng_leave_kind_set_health (GengLeaveKind *self, gboolean health)
{
  g_return_if_fail (GENG_IS_LEAVE_KIND (self));
  set (self, &self->health, health, PROP_HEALTH);
}

/* -- what is shipped -- */

/*
 * Paid as if worked: annual leave (职工带薪年休假条例 §2), marriage and mourning
 * (工资支付暂行规定 §11), birth and nursing (女职工劳动保护特别规定 §7, §9), a father's and a
 * parent's by the provinces' rules on population, an injury at work (工伤保险条例 §33), and whoever
 * is out on duty.
 */
static const struct
{
  const char *id, *name;
  gboolean counts_as_hours, may_be_moved, health;
} shipped[] = {
  { "annual", "年休", TRUE, TRUE, FALSE },    { "personal", "事", FALSE, TRUE, FALSE },
  { "sick", "病", FALSE, FALSE, TRUE },       { "marriage", "婚", TRUE, FALSE, FALSE },
  { "maternity", "产", TRUE, FALSE, TRUE },   { "paternity", "陪产", TRUE, FALSE, FALSE },
  { "parental", "育儿", TRUE, TRUE, FALSE },  { "nursing", "哺乳", TRUE, FALSE, TRUE },
  { "mourning", "丧", TRUE, FALSE, FALSE },   { "injury", "工伤", TRUE, FALSE, TRUE },
  { "exchange", "调休", FALSE, TRUE, FALSE }, { "errand", "公出", TRUE, FALSE, FALSE },
  { "other", "其他", FALSE, TRUE, FALSE },
};

static gpointer
make_shipped (gpointer unused)
{
  GPtrArray *kinds = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      GengLeaveKind *kind = geng_leave_kind_new (shipped[i].id, shipped[i].name);

      kind->counts_as_hours = shipped[i].counts_as_hours;
      kind->may_be_moved = shipped[i].may_be_moved;
      kind->health = shipped[i].health;
      g_ptr_array_add (kinds, kind);
    }
  return kinds;
}

static GPtrArray *
peek_shipped (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_shipped, NULL);
}

/**
 * geng_leave_kind_list_shipped:
 *
 * Returns: (transfer container) (element-type GengLeaveKind): the kinds that every station has
 *   without saying so, from 年休 (annual) to 其他 (other); their ids are English words
 */
GPtrArray *
geng_leave_kind_list_shipped (void)
{
  return geng_array_copy (peek_shipped (), GENG_TYPE_LEAVE_KIND);
}

/* -- of a station -- */

/**
 * geng_station_add_leave_kind:
 * @self: a #GengStation
 * @kind: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and %GENG_ERROR_INVALID for a value out
 * of form.  One with the id of a kind that is shipped stands in its place.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_leave_kind (GengStation *self, GengLeaveKind *kind, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_LEAVE_KIND (kind), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_LEAVE_KINDS], kind, _ ("kind of leave"), error);
}

/**
 * geng_station_get_leave_kinds:
 * @self: a #GengStation
 *
 * Returns: (transfer none): those that the station has itself, in the order of adding
 */
GListModel *
geng_station_get_leave_kinds (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_LEAVE_KINDS]);
}

/**
 * geng_station_lookup_leave_kind:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the kind of leave with this id, the station's or one that is
 *   shipped
 */
GengLeaveKind *
geng_station_lookup_leave_kind (GengStation *self, const char *id)
{
  GPtrArray *usual = peek_shipped ();
  GengLeaveKind *own;

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  own = geng_table_lookup (self->tables[GENG_TABLE_LEAVE_KINDS], id);
  for (guint i = 0; own == NULL && id != NULL && i < usual->len; i++)
    if (g_str_equal (geng_entity_get_id (usual->pdata[i]), id))
      return usual->pdata[i];
  return own;
}

/* By id or name, with or without 假 at its end. */
static gboolean
is_called (gpointer kind, const char *text)
{
  const char *name = geng_entity_get_name (kind);
  g_autofree char *longer = g_strconcat (name, "假", NULL);

  return g_ascii_strcasecmp (geng_entity_get_id (kind), text) == 0 || g_str_equal (name, text)
         || g_str_equal (longer, text);
}

static void
refuse_kind (GengStation *self, const char *text, GError **error)
{
  GPtrArray *usual = peek_shipped ();
  GListModel *own = geng_station_get_leave_kinds (self);
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *quoted = geng_text_quote (text);

  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (GengEntity) kind = g_list_model_get_item (own, i);

      g_string_append_printf (known, "%s ", geng_entity_get_name (kind));
    }
  for (guint i = 0; i < usual->len; i++)
    g_string_append_printf (known, "%s%s (%s)", i > 0 ? ", " : "",
                            geng_entity_get_name (usual->pdata[i]),
                            geng_entity_get_id (usual->pdata[i]));
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("%s is no kind of leave; the kinds are %s"), quoted, known->str);
}

/**
 * geng_station_find_leave_kind:
 * @self: a #GengStation
 * @text: what somebody wrote: an id or a name, with 假 at its end or not
 * @error: return location for an error
 *
 * Returns: (transfer none): the kind of leave that is meant; %NULL with %GENG_ERROR_UNKNOWN, and
 *   the kinds that there are
 */
GengLeaveKind *
geng_station_find_leave_kind (GengStation *self, const char *text, GError **error)
{
  GPtrArray *usual = peek_shipped ();
  GListModel *own;

  g_return_val_if_fail (GENG_IS_STATION (self) && text != NULL, NULL);
  own = geng_station_get_leave_kinds (self);
  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (GengLeaveKind) kind = g_list_model_get_item (own, i);

      if (is_called (kind, text))
        return kind;
    }
  for (guint i = 0; i < usual->len; i++)
    if (is_called (usual->pdata[i], text))
      return usual->pdata[i];
  refuse_kind (self, text, error);
  return NULL;
}
