/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-change.h"
#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-text.h"

/* Adding to a station, its lists, and lookups by id. */

/* entity: (nullable), what owner names; it must be this station's own. */
static gboolean
has (GengStation *self, GengTableKind kind, gpointer entity, gpointer owner, GError **error)
{
  g_autofree char *quoted = NULL;

  if (!entity || geng_table_has (self->tables[kind], entity))
    return TRUE;
  quoted = geng_text_quote (geng_entity_get_id (entity));
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("%s: %s is not in the station; add it first"), geng_entity_get_id (owner),
               quoted);
  return FALSE;
}

/* message: (transfer full) (nullable) */
static gboolean
fine (char *message, GError **error)
{
  if (!message)
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID, message);
  g_free (message);
  return FALSE;
}

/**
 * geng_station_add_organisation:
 * @self: a #GengStation
 * @organisation: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and
 * %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_organisation (GengStation *self, GengOrganisation *organisation, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_ORGANISATION (organisation), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_ORGANISATIONS], organisation, _ ("organisation"),
                         error);
}

/**
 * geng_station_get_organisations:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_organisations (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_ORGANISATIONS]);
}

/**
 * geng_station_lookup_organisation:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the organisation with this id
 */
GengOrganisation *
geng_station_lookup_organisation (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_ORGANISATIONS], id);
}

/**
 * geng_station_add_role:
 * @self: a #GengStation
 * @role: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and
 * %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_role (GengStation *self, GengRole *role, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_ROLE (role), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_ROLES], role, _ ("role"), error);
}

/**
 * geng_station_get_roles:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_roles (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_ROLES]);
}

/**
 * geng_station_lookup_role:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the role with this id
 */
GengRole *
geng_station_lookup_role (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_ROLES], id);
}

/**
 * geng_station_add_contract:
 * @self: a #GengStation
 * @contract: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and
 * %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_contract (GengStation *self, GengContract *contract, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_CONTRACT (contract), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_CONTRACTS], contract, _ ("contract"), error);
}

/**
 * geng_station_get_contracts:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_contracts (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_CONTRACTS]);
}

/**
 * geng_station_lookup_contract:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the contract with this id
 */
GengContract *
geng_station_lookup_contract (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_CONTRACTS], id);
}

/**
 * geng_station_add_team:
 * @self: a #GengStation
 * @team: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and
 * %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_team (GengStation *self, GengTeam *team, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_TEAM (team), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_TEAMS], team, _ ("team"), error);
}

/**
 * geng_station_get_teams:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_teams (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_TEAMS]);
}

/**
 * geng_station_lookup_team:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the team with this id
 */
GengTeam *
geng_station_lookup_team (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_TEAMS], id);
}

/**
 * geng_station_add_member:
 * @self: a #GengStation
 * @member: (transfer none): what to add; its organisation, team and contract must be there
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, %GENG_ERROR_UNKNOWN for something that
 * is not in the station, and %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_member (GengStation *self, GengMember *member, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_MEMBER (member), FALSE);
  if (!has (self, GENG_TABLE_ORGANISATIONS, geng_member_get_organisation (member), member, error)
      || !has (self, GENG_TABLE_TEAMS, geng_member_get_team (member), member, error)
      || !has (self, GENG_TABLE_CONTRACTS, geng_member_get_contract (member), member, error))
    return FALSE;
  return geng_table_add (self->tables[GENG_TABLE_MEMBERS], member, _ ("member"), error);
}

/**
 * geng_station_get_members:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_members (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_MEMBERS]);
}

/**
 * geng_station_lookup_member:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the member with this id
 */
GengMember *
geng_station_lookup_member (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_MEMBERS], id);
}

/**
 * geng_station_add_window:
 * @self: a #GengStation
 * @window: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and
 * %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_window (GengStation *self, GengWindow *window, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_WINDOW (window), FALSE);
  if (!fine (geng_station_check_window (window), error))
    return FALSE;
  return geng_table_add (self->tables[GENG_TABLE_WINDOWS], window, _ ("window"), error);
}

/**
 * geng_station_get_windows:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_windows (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_WINDOWS]);
}

/**
 * geng_station_lookup_window:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the window with this id
 */
GengWindow *
geng_station_lookup_window (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_WINDOWS], id);
}

/* Its windows and the posts at which they are served. */
static gboolean
has_windows (GengStation *self, GengShift *shift, GError **error)
{
  GListModel *windows = geng_shift_get_windows (shift);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      if (!has (self, GENG_TABLE_WINDOWS, window, shift, error)
          || !has (self, GENG_TABLE_POSTS, geng_shift_get_post (shift, window), shift, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * geng_station_add_shift:
 * @self: a #GengStation
 * @shift: (transfer none): what to add; its windows, and the posts that it names, must be there
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, %GENG_ERROR_UNKNOWN for something that
 * is not in the station, and %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_shift (GengStation *self, GengShift *shift, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_SHIFT (shift), FALSE);
  if (!has_windows (self, shift, error) || !fine (geng_station_check_shift (shift), error))
    return FALSE;
  return geng_table_add (self->tables[GENG_TABLE_SHIFTS], shift, _ ("shift"), error);
}

/**
 * geng_station_get_shifts:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_shifts (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_SHIFTS]);
}

/**
 * geng_station_lookup_shift:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the shift with this id
 */
GengShift *
geng_station_lookup_shift (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_SHIFTS], id);
}

/**
 * geng_station_add_post:
 * @self: a #GengStation
 * @post: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and
 * %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_post (GengStation *self, GengPost *post, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_POST (post), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_POSTS], post, _ ("post"), error);
}

/**
 * geng_station_get_posts:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_posts (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_POSTS]);
}

/**
 * geng_station_lookup_post:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the post with this id
 */
GengPost *
geng_station_lookup_post (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_POSTS], id);
}

/**
 * geng_station_add_demand:
 * @self: a #GengStation
 * @demand: (transfer none): what to add; its post, and its shift or window, must be there
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, %GENG_ERROR_UNKNOWN for something that
 * is not in the station, and %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_demand (GengStation *self, GengDemand *demand, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_DEMAND (demand), FALSE);
  if (!has (self, GENG_TABLE_POSTS, geng_demand_get_post (demand), demand, error)
      || !has (self, GENG_TABLE_SHIFTS, geng_demand_get_shift (demand), demand, error)
      || !has (self, GENG_TABLE_WINDOWS, geng_demand_get_window (demand), demand, error)
      || !fine (geng_station_check_demand (demand), error))
    return FALSE;
  return geng_table_add (self->tables[GENG_TABLE_DEMANDS], demand, _ ("demand"), error);
}

/**
 * geng_station_get_demands:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_demands (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_DEMANDS]);
}

/**
 * geng_station_lookup_demand:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the demand with this id
 */
GengDemand *
geng_station_lookup_demand (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_DEMANDS], id);
}

/**
 * geng_station_add_piece:
 * @self: a #GengStation
 * @piece: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and
 * %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_piece (GengStation *self, GengPiece *piece, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_PIECE (piece), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_PIECES], piece, _ ("piece"), error);
}

/**
 * geng_station_get_pieces:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_pieces (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_PIECES]);
}

/**
 * geng_station_lookup_piece:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the piece with this id
 */
GengPiece *
geng_station_lookup_piece (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_PIECES], id);
}

/**
 * geng_station_add_item:
 * @self: a #GengStation
 * @item: (transfer none): what to add; its piece must be there
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, %GENG_ERROR_UNKNOWN for something that
 * is not in the station, and %GENG_ERROR_INVALID for a value out of form.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_item (GengStation *self, GengItem *item, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_ITEM (item), FALSE);
  if (!has (self, GENG_TABLE_PIECES, geng_item_get_piece (item), item, error))
    return FALSE;
  return geng_table_add (self->tables[GENG_TABLE_ITEMS], item, _ ("item"), error);
}

/**
 * geng_station_get_items:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_items (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_ITEMS]);
}

/**
 * geng_station_has_kit_set:
 * @self: a #GengStation
 * @kit_set: the name of a set of items that go out together
 *
 * Returns: whether some item belongs to the set (#GengItem:kit-set)
 */
gboolean
geng_station_has_kit_set (GengStation *self, const char *kit_set)
{
  GengList *items;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (kit_set != NULL, FALSE);
  items = self->tables[GENG_TABLE_ITEMS];
  for (guint i = 0; i < geng_list_size (items); i++)
    if (g_strcmp0 (geng_item_get_kit_set (geng_list_peek (items, i)), kit_set) == 0)
      return TRUE;
  return FALSE;
}

/**
 * geng_station_lookup_item:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the item with this id
 */
GengItem *
geng_station_lookup_item (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_ITEMS], id);
}

static gboolean
request_fits (GengStation *self, GengRequest *request, GError **error)
{
  GengMember *member = geng_request_get_member (request);

  /* One that was made without its constructor could never say them later. */
  if (member == NULL || geng_request_get_first (request) == NULL
      || geng_request_get_last (request) == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: it does not say all that it is about"), _ ("request"));
      return FALSE;
    }
  if (!has (self, GENG_TABLE_MEMBERS, member, member, error)
      || !has (self, GENG_TABLE_SHIFTS, geng_request_get_shift (request), member, error)
      || !has (self, GENG_TABLE_POSTS, geng_request_get_post (request), member, error))
    return FALSE;
  if (g_date_compare (geng_request_get_first (request), geng_request_get_last (request)) <= 0)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: a request ends before it begins"),
               geng_entity_get_id (GENG_ENTITY (member)));
  return FALSE;
}

/**
 * geng_station_add_request:
 * @self: a #GengStation
 * @request: (transfer none): what to add; its member, shift and post must be there
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_UNKNOWN for something that is not in the station, and %GENG_ERROR_INVALID
 * for a request that ends before it begins, or that says no member or dates.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_request (GengStation *self, GengRequest *request, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_REQUEST (request), FALSE);
  if (!request_fits (self, request, error) || !geng_table_is_free (request, _ ("request"), error))
    return FALSE;
  geng_list_append (self->requests, request);
  return TRUE;
}

/**
 * geng_station_get_requests:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_requests (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->requests);
}

/**
 * geng_station_add_rule:
 * @self: a #GengStation
 * @rule: (transfer none): a rule for the whole station
 *
 * Adds a rule for everybody; one that stands nowhere else yet.
 */
void
geng_station_add_rule (GengStation *self, GengRule *rule)
{
  g_return_if_fail (GENG_IS_STATION (self));
  g_return_if_fail (GENG_IS_RULE (rule));
  g_return_if_fail (geng_change_get_owner (rule) == NULL);
  geng_list_append (self->rules, rule);
}

/**
 * geng_station_get_rules:
 * @self: a #GengStation
 *
 * Returns: (transfer none): the rules for the whole station, in the order
 * of adding
 */
GListModel *
geng_station_get_rules (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->rules);
}
