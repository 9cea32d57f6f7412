/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-gettext.h"
#include "geng-station-private.h"

/* A station's cycles: what its teams rotate through. */

/* Returns: (transfer full) (nullable): what is wrong with a cycle alone */
static char *
check_cycle (GengCycle *cycle)
{
  guint n = g_strv_length ((char **) geng_cycle_get_days (cycle));

  if (n == 0 || n > GENG_MAX_CYCLE)
    return g_strdup_printf (_ ("cycle %s: it has %u days; 1 to %d"),
                            geng_entity_get_id (GENG_ENTITY (cycle)), n, GENG_MAX_CYCLE);
  return NULL;
}

/**
 * geng_station_add_cycle:
 * @self: a #GengStation
 * @cycle: (transfer none): what to add
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE for an id that is taken, and %GENG_ERROR_INVALID for a value out
 * of form. What its days name is checked with the rule that follows it.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_cycle (GengStation *self, GengCycle *cycle, GError **error)
{
  g_autofree char *message = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_CYCLE (cycle), FALSE);

  message = check_cycle (cycle);
  if (message == NULL)
    return geng_table_add (self->tables[GENG_TABLE_CYCLES], cycle, _ ("cycle"), error);
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID, message);
  return FALSE;
}

/**
 * geng_station_get_cycles:
 * @self: a #GengStation
 *
 * Returns: (transfer none): all, in the order of adding
 */
GListModel *
geng_station_get_cycles (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_CYCLES]);
}

/**
 * geng_station_lookup_cycle:
 * @self: a #GengStation
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the cycle with this id
 */
GengCycle *
geng_station_lookup_cycle (GengStation *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_table_lookup (self->tables[GENG_TABLE_CYCLES], id);
}
