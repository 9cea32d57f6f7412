/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-field.h"
#include "geng-list-private.h"

/**
 * GengMember:
 *
 * A person who serves (队员).
 */

struct _GengMember
{
  GengEntity parent_instance;

  GengOrganisation *organisation;
  GengTeam *team;
  GengContract *contract;
  char **roles;
  char **posts;
  char **shifts;
  char *phone;
  GDate *since;
  GDate *until;
  GengList *rules;
  char **laws;
  guint shared_by;
  int lend_price;
  gboolean guest;
};

G_DEFINE_FINAL_TYPE (GengMember, geng_member, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_ORGANISATION,
  PROP_TEAM,
  PROP_CONTRACT,
  PROP_ROLES,
  PROP_POSTS,
  PROP_SHIFTS,
  PROP_PHONE,
  PROP_SINCE,
  PROP_UNTIL,
  PROP_RULES,
  PROP_LAWS,
  PROP_SHARED_BY,
  PROP_GUEST,
  PROP_LEND_PRICE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_member_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengMember *self = GENG_MEMBER (object);

  switch (id)
    {
    case PROP_ORGANISATION:
      g_value_set_object (value, self->organisation);
      break;
    case PROP_TEAM:
      g_value_set_object (value, self->team);
      break;
    case PROP_CONTRACT:
      g_value_set_object (value, self->contract);
      break;
    case PROP_ROLES:
      g_value_set_boxed (value, self->roles);
      break;
    case PROP_POSTS:
      g_value_set_boxed (value, self->posts);
      break;
    case PROP_SHIFTS:
      g_value_set_boxed (value, self->shifts);
      break;
    case PROP_PHONE:
      g_value_set_string (value, self->phone);
      break;
    case PROP_SINCE:
      g_value_set_boxed (value, self->since);
      break;
    case PROP_UNTIL:
      g_value_set_boxed (value, self->until);
      break;
    case PROP_RULES:
      g_value_set_object (value, self->rules);
      break;
    case PROP_LAWS:
      g_value_set_boxed (value, self->laws);
      break;
    case PROP_SHARED_BY:
      g_value_set_uint (value, self->shared_by);
      break;
    case PROP_GUEST:
      g_value_set_boolean (value, self->guest);
      break;
    case PROP_LEND_PRICE:
      g_value_set_int (value, self->lend_price);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_member_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengMember *self = GENG_MEMBER (object);

  switch (id)
    {
    case PROP_ORGANISATION:
      geng_member_set_organisation (self, g_value_get_object (value));
      break;
    case PROP_TEAM:
      geng_member_set_team (self, g_value_get_object (value));
      break;
    case PROP_CONTRACT:
      geng_member_set_contract (self, g_value_get_object (value));
      break;
    case PROP_ROLES:
      geng_member_set_roles (self, g_value_get_boxed (value));
      break;
    case PROP_POSTS:
      geng_member_set_posts (self, g_value_get_boxed (value));
      break;
    case PROP_SHIFTS:
      geng_member_set_shifts (self, g_value_get_boxed (value));
      break;
    case PROP_PHONE:
      geng_member_set_phone (self, g_value_get_string (value));
      break;
    case PROP_SINCE:
      geng_member_set_since (self, g_value_get_boxed (value));
      break;
    case PROP_UNTIL:
      geng_member_set_until (self, g_value_get_boxed (value));
      break;
    case PROP_LAWS:
      geng_member_set_laws (self, g_value_get_boxed (value));
      break;
    case PROP_SHARED_BY:
      geng_member_set_shared_by (self, g_value_get_uint (value));
      break;
    case PROP_GUEST:
      geng_member_set_guest (self, g_value_get_boolean (value));
      break;
    case PROP_LEND_PRICE:
      geng_member_set_lend_price (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_member_finalize (GObject *object)
{
  GengMember *self = GENG_MEMBER (object);

  g_clear_object (&self->organisation);
  g_clear_object (&self->team);
  g_clear_object (&self->contract);
  g_clear_pointer (&self->roles, g_strfreev);
  g_clear_pointer (&self->posts, g_strfreev);
  g_clear_pointer (&self->shifts, g_strfreev);
  g_clear_pointer (&self->phone, g_free);
  g_clear_pointer (&self->since, g_date_free);
  g_clear_pointer (&self->until, g_date_free);
  geng_list_let_go (self->rules);
  g_clear_pointer (&self->laws, g_strfreev);
  g_clear_object (&self->rules);
  G_OBJECT_CLASS (geng_member_parent_class)->finalize (object);
}

static void
define_sharing (void)
{
  /**
   * GengMember:shared-by:
   *
   * By how many stations of a zone the member is shared; 0 for one of a single station.
   */
  properties[PROP_SHARED_BY]
      = g_param_spec_uint ("shared-by", NULL, NULL, 0, G_MAXUINT, 0, GENG_READWRITE);
  /**
   * GengMember:guest:
   *
   * Whether the zone plans the member: a plan of this station alone keeps every day as it is.
   */
  properties[PROP_GUEST] = g_param_spec_boolean ("guest", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengMember:lend-price:
   *
   * Points that a duty at another station of the zone costs: its station lends the member.  0 for
   * one who serves at home alone, or who is of no station (#GengMember:shared-by).
   */
  properties[PROP_LEND_PRICE]
      = g_param_spec_int ("lend-price", NULL, NULL, 0, G_MAXINT, 0, GENG_READWRITE);
}

static void
geng_member_class_init (GengMemberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_member_get_property;
  object_class->set_property = geng_member_set_property;
  object_class->finalize = geng_member_finalize;

  /**
   * GengMember:organisation:
   *
   * Who sends the member.
   */
  properties[PROP_ORGANISATION]
      = g_param_spec_object ("organisation", NULL, NULL, GENG_TYPE_ORGANISATION, GENG_READWRITE);
  /**
   * GengMember:team:
   *
   * The team the member serves in.
   */
  properties[PROP_TEAM] = g_param_spec_object ("team", NULL, NULL, GENG_TYPE_TEAM, GENG_READWRITE);
  /**
   * GengMember:contract:
   *
   * The limits the member shares with others.
   */
  properties[PROP_CONTRACT]
      = g_param_spec_object ("contract", NULL, NULL, GENG_TYPE_CONTRACT, GENG_READWRITE);
  /**
   * GengMember:roles:
   *
   * Ids of the roles the member has.
   */
  properties[PROP_ROLES] = g_param_spec_boxed ("roles", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengMember:posts:
   *
   * Ids of the posts where the member may serve; NULL for all.
   */
  properties[PROP_POSTS] = g_param_spec_boxed ("posts", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengMember:shifts:
   *
   * Ids of the shifts that the member may serve; NULL for all.
   */
  properties[PROP_SHIFTS] = g_param_spec_boxed ("shifts", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengMember:phone:
   *
   * A telephone number, as people write it.
   */
  properties[PROP_PHONE] = g_param_spec_string ("phone", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengMember:since:
   *
   * The first duty day of membership; NULL if not known.
   */
  properties[PROP_SINCE] = g_param_spec_boxed ("since", NULL, NULL, G_TYPE_DATE, GENG_READWRITE);
  /**
   * GengMember:until:
   *
   * The last duty day of membership; NULL if not known.
   */
  properties[PROP_UNTIL] = g_param_spec_boxed ("until", NULL, NULL, G_TYPE_DATE, GENG_READWRITE);
  /**
   * GengMember:rules:
   *
   * Rules for this member alone, in the order of adding; each takes the place of the contract's of
   * its kind.
   */
  properties[PROP_RULES]
      = g_param_spec_object ("rules", NULL, NULL, G_TYPE_LIST_MODEL, GENG_READABLE);
  /**
   * GengMember:laws:
   *
   * Ids of the laws that bind this member beside those of the contract; %NULL for none.
   */
  properties[PROP_LAWS] = g_param_spec_boxed ("laws", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  define_sharing ();
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_member_init (GengMember *self)
{
  self->rules = geng_list_new (GENG_TYPE_RULE, self);
}

/**
 * geng_member_new:
 * @id: unique among the members of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a new member who may serve anywhere
 */
GengMember *
geng_member_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_MEMBER, "id", id, "name", name, NULL);
}

/**
 * geng_member_get_organisation:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (nullable): who sends the member
 */
GengOrganisation *
geng_member_get_organisation (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return self->organisation;
}

/**
 * geng_member_set_organisation:
 * @self: a #GengMember
 * @organisation: (nullable): who sends the member
 *
 * Sets #GengMember:organisation.
 */
void
geng_member_set_organisation (GengMember *self, GengOrganisation *organisation)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  g_return_if_fail (!organisation || GENG_IS_ORGANISATION (organisation));
  g_return_if_fail (geng_change_may_name (self, organisation));

  if (g_set_object (&self->organisation, organisation))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORGANISATION]);
}

/**
 * geng_member_get_team:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (nullable): the team the member serves in
 */
GengTeam *
geng_member_get_team (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return self->team;
}

/**
 * geng_member_set_team:
 * @self: a #GengMember
 * @team: (nullable): the team the member serves in
 *
 * Sets #GengMember:team.
 */
void
geng_member_set_team (GengMember *self, GengTeam *team)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  g_return_if_fail (!team || GENG_IS_TEAM (team));
  g_return_if_fail (geng_change_may_name (self, team));

  if (g_set_object (&self->team, team))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEAM]);
}

/**
 * geng_member_get_contract:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (nullable): the limits the member shares with others
 */
GengContract *
geng_member_get_contract (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return self->contract;
}

/**
 * geng_member_set_contract:
 * @self: a #GengMember
 * @contract: (nullable): the limits the member shares with others
 *
 * Sets #GengMember:contract.
 */
void
geng_member_set_contract (GengMember *self, GengContract *contract)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  g_return_if_fail (!contract || GENG_IS_CONTRACT (contract));
  g_return_if_fail (geng_change_may_name (self, contract));

  if (g_set_object (&self->contract, contract))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTRACT]);
}

/**
 * geng_member_get_roles:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of the roles the member has
 */
const char *const *
geng_member_get_roles (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return (const char *const *) self->roles;
}

/**
 * geng_member_set_roles:
 * @self: a #GengMember
 * @roles: (nullable) (array zero-terminated=1): ids of the roles the member has
 *
 * Sets #GengMember:roles. The texts are cleaned: ends trimmed, controls made blanks, empty ones
 * and repetitions left out.
 */
void
geng_member_set_roles (GengMember *self, const char *const *roles)
{
  g_return_if_fail (GENG_IS_MEMBER (self));

  if (geng_field_set_texts (&self->roles, roles))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLES]);
}

/**
 * geng_member_get_posts:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of the posts where the member
 * may serve; NULL for all
 */
const char *const *
geng_member_get_posts (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return (const char *const *) self->posts;
}

/**
 * geng_member_set_posts:
 * @self: a #GengMember
 * @posts: (nullable) (array zero-terminated=1): ids of the posts where the member may serve; NULL
 *   for all
 *
 * Sets #GengMember:posts. The texts are cleaned: ends trimmed, controls made blanks, empty ones
 * and repetitions left out.
 */
void
geng_member_set_posts (GengMember *self, const char *const *posts)
{
  g_return_if_fail (GENG_IS_MEMBER (self));

  if (geng_field_set_texts (&self->posts, posts))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSTS]);
}

/**
 * geng_member_get_shifts:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of the shifts that the member
 * may serve; NULL for all
 */
const char *const *
geng_member_get_shifts (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return (const char *const *) self->shifts;
}

/**
 * geng_member_set_shifts:
 * @self: a #GengMember
 * @shifts: (nullable) (array zero-terminated=1): ids of the shifts that the member may serve; NULL
 *   for all
 *
 * Sets #GengMember:shifts. The texts are cleaned: ends trimmed, controls made blanks, empty ones
 * and repetitions left out.
 */
void
geng_member_set_shifts (GengMember *self, const char *const *shifts)
{
  g_return_if_fail (GENG_IS_MEMBER (self));

  if (geng_field_set_texts (&self->shifts, shifts))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHIFTS]);
}

/**
 * geng_member_get_phone:
 * @self: a #GengMember
 *
 * Returns: (nullable): a telephone number, as people write it
 */
const char *
geng_member_get_phone (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return self->phone;
}

/**
 * geng_member_set_phone:
 * @self: a #GengMember
 * @phone: (nullable): a telephone number, as people write it
 *
 * Sets #GengMember:phone. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_member_set_phone (GengMember *self, const char *phone)
{
  g_return_if_fail (GENG_IS_MEMBER (self));

  if (geng_field_set_text (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

/**
 * geng_member_get_since:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (nullable): the first duty day of membership; NULL if not known
 */
const GDate *
geng_member_get_since (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return self->since;
}

/**
 * geng_member_set_since:
 * @self: a #GengMember
 * @since: (nullable): the first duty day of membership; NULL if not known
 *
 * Sets #GengMember:since.
 */
void
geng_member_set_since (GengMember *self, const GDate *since)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  g_return_if_fail (!since || g_date_valid (since));

  if (geng_field_set_date (&self->since, since))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE]);
}

/**
 * geng_member_get_until:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (nullable): the last duty day of membership; NULL if not known
 */
const GDate *
geng_member_get_until (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return self->until;
}

/**
 * geng_member_set_until:
 * @self: a #GengMember
 * @until: (nullable): the last duty day of membership; NULL if not known
 *
 * Sets #GengMember:until.
 */
void
geng_member_set_until (GengMember *self, const GDate *until)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  g_return_if_fail (!until || g_date_valid (until));

  if (geng_field_set_date (&self->until, until))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNTIL]);
}

/**
 * geng_member_get_laws:
 * @self: a #GengMember
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of laws: #GengMember:laws
 */
const char *const *
geng_member_get_laws (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return (const char *const *) self->laws;
}

/**
 * geng_member_set_laws:
 * @self: a #GengMember
 * @laws: (nullable) (array zero-terminated=1): ids of laws
 *
 * Sets #GengMember:laws.
 */
void
geng_member_set_laws (GengMember *self, const char *const *laws)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  if (geng_field_set_texts (&self->laws, laws))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAWS]);
}

/**
 * geng_member_get_rules:
 * @self: a #GengMember
 *
 * Returns: (transfer none): rules for this member alone, in the order of
 * adding; each takes the place of the contract's of its kind
 */
GListModel *
geng_member_get_rules (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), NULL);
  return G_LIST_MODEL (self->rules);
}

/**
 * geng_member_has_role:
 * @self: a #GengMember
 * @role: id of a role, or `org:` and the id of an organisation
 *
 * Returns: whether the member has the role, or comes from the organisation
 */
gboolean
geng_member_has_role (GengMember *self, const char *role)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), FALSE);
  g_return_val_if_fail (role, FALSE);

  if (g_str_has_prefix (role, "org:"))
    return self->organisation
           && g_str_equal (geng_entity_get_id (GENG_ENTITY (self->organisation)), role + 4);
  return self->roles && g_strv_contains ((const char *const *) self->roles, role);
}

/**
 * geng_member_add_rule:
 * @self: a #GengMember
 * @rule: a rule for this member alone
 *
 * Adds a rule for this member alone, on top of those of station and contract.
 */
void
geng_member_add_rule (GengMember *self, GengRule *rule)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  g_return_if_fail (GENG_IS_RULE (rule));
  g_return_if_fail (geng_change_get_owner (rule) == NULL);
  geng_list_append (self->rules, rule);
}

/**
 * geng_member_remove_rule:
 * @self: a #GengMember
 * @rule: a rule
 *
 * Takes a rule away from the member.
 *
 * Returns: whether it was there, and was removed
 */
gboolean
geng_member_remove_rule (GengMember *self, GengRule *rule)
{
  guint position;

  g_return_val_if_fail (GENG_IS_MEMBER (self), FALSE);
  g_return_val_if_fail (GENG_IS_RULE (rule), FALSE);
  if (!geng_list_find (self->rules, rule, &position))
    return FALSE;
  geng_list_remove (self->rules, position);
  return TRUE;
}

/**
 * geng_member_get_shared_by:
 * @self: a #GengMember
 *
 * Returns: by how many stations of a zone the member is shared; 0 for one of a single station
 */
guint
geng_member_get_shared_by (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), 0);
  return self->shared_by;
}

/**
 * geng_member_set_shared_by:
 * @self: a #GengMember
 * @stations: how many stations
 *
 * Sets #GengMember:shared-by.
 */
void
geng_member_set_shared_by (GengMember *self, guint stations)
{
  g_return_if_fail (GENG_IS_MEMBER (self));

  if (self->shared_by == stations)
    return;
  self->shared_by = stations;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHARED_BY]);
}

/**
 * geng_member_get_guest:
 * @self: a #GengMember
 *
 * Returns: whether the zone plans the member, not this station
 */
gboolean
geng_member_get_guest (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), FALSE);
  return self->guest;
}

/**
 * geng_member_set_guest:
 * @self: a #GengMember
 * @guest: whether the zone plans the member
 *
 * Sets #GengMember:guest.
 */
void
geng_member_set_guest (GengMember *self, gboolean guest)
{
  g_return_if_fail (GENG_IS_MEMBER (self));

  guest = guest != FALSE;
  if (self->guest == guest)
    return;
  self->guest = guest;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GUEST]);
}

/**
 * geng_member_get_lend_price:
 * @self: a #GengMember
 *
 * Returns: the points that each duty of the member at another station of the zone costs; 0 for one
 * who is not lent
 */
int
geng_member_get_lend_price (GengMember *self)
{
  g_return_val_if_fail (GENG_IS_MEMBER (self), 0);
  return self->lend_price;
}

/**
 * geng_member_set_lend_price:
 * @self: a #GengMember
 * @points: the price of a duty elsewhere, from 0 on
 *
 * Sets #GengMember:lend-price.
 */
void
geng_member_set_lend_price (GengMember *self, int points)
{
  g_return_if_fail (GENG_IS_MEMBER (self));
  g_return_if_fail (points >= 0);

  if (self->lend_price == points)
    return;
  self->lend_price = points;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEND_PRICE]);
}
