/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-gettext.h"

struct _GengSetAside
{
  GObject parent_instance;
  GengMember *member;
  GDate since;
  gboolean proven;
  char *reason;
};

G_DEFINE_FINAL_TYPE (GengSetAside, geng_set_aside, G_TYPE_OBJECT)

static void
geng_set_aside_finalize (GObject *object)
{
  GengSetAside *self = GENG_SET_ASIDE (object);

  g_clear_object (&self->member);
  g_free (self->reason);
  G_OBJECT_CLASS (geng_set_aside_parent_class)->finalize (object);
}

static void
geng_set_aside_class_init (GengSetAsideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_set_aside_finalize;
}

static void
geng_set_aside_init (GengSetAside *self)
{
}

/**
 * geng_set_aside_new:
 * @member: who
 * @since: the first duty day without a duty of his
 * @proven: whether it is proven that no sequence of duties keeps his limits; else none was found
 * @reason: the limits that clash, in words
 *
 * Returns: (transfer full): what geng_roster_add_set_aside() takes
 */
GengSetAside *
geng_set_aside_new (GengMember *member, const GDate *since, gboolean proven, const char *reason)
{
  GengSetAside *self;

  g_return_val_if_fail (GENG_IS_MEMBER (member) && reason != NULL, NULL);
  g_return_val_if_fail (since != NULL && g_date_valid (since), NULL);
  self = g_object_new (GENG_TYPE_SET_ASIDE, NULL);
  self->member = g_object_ref (member);
  self->since = *since;
  self->proven = proven;
  self->reason = g_strdup (reason);
  return self;
}

/**
 * geng_set_aside_get_member:
 * @self: a #GengSetAside
 *
 * Returns: (transfer none): who was set aside
 */
GengMember *
geng_set_aside_get_member (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  return self->member;
}

/**
 * geng_set_aside_get_since:
 * @self: a #GengSetAside
 *
 * Returns: (transfer none): the first duty day without a duty of his
 */
const GDate *
geng_set_aside_get_since (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  return &self->since;
}

/**
 * geng_set_aside_get_proven:
 * @self: a #GengSetAside
 *
 * Returns: whether it is proven that no sequence of duties keeps his limits; else none was found
 */
gboolean
geng_set_aside_get_proven (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), FALSE);
  return self->proven;
}

/**
 * geng_set_aside_get_reason:
 * @self: a #GengSetAside
 *
 * Returns: (transfer none): the limits that clash, in words
 */
const char *
geng_set_aside_get_reason (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  return self->reason;
}

/**
 * geng_set_aside_to_string:
 * @self: a #GengSetAside
 *
 * Returns: (transfer full): who, since when and why, for people
 */
char *
geng_set_aside_to_string (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  const char *name = geng_entity_get_name (GENG_ENTITY (self->member));
  const char *id = geng_entity_get_id (GENG_ENTITY (self->member));
  g_autofree char *since
      = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&self->since),
                         g_date_get_month (&self->since), g_date_get_day (&self->since));

  if (self->proven)
    /* Translators: name, id, date, rules */
    return g_strdup_printf (_ ("%s (%s) is set aside from %s on: nobody can keep all of these at "
                               "once: %s"),
                            name, id, since, self->reason);
  /* Translators: name, id, date, rules */
  return g_strdup_printf (_ ("%s (%s) is set aside from %s on: no way to keep all of these was "
                             "found, and none was ruled out: %s"),
                          name, id, since, self->reason);
}
