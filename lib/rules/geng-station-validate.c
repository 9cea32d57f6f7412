/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

#include "geng-rule-def.h"
#include "geng-station-private.h"

/* All that planning would refuse before it searches: the station's own checks, and every rule read.
 * */

static void
add_fault (GPtrArray *faults, const char *where, GengRule *rule, const GError *error)
{
  const char *place = geng_rule_get_place (rule);
  const GengRuleDef *kind = geng_rule_def_lookup (NULL, geng_rule_get_kind (rule));
  g_autofree char *message = g_strdup_printf (
      "%s%s%s, %s: %s", place != NULL ? place : "", place != NULL ? ": " : "", where,
      kind != NULL ? geng_rule_def_word (kind) : geng_rule_get_kind (rule), error->message);

  g_ptr_array_add (faults, geng_fault_new (NULL, 0, 0, message));
}

static void
check_rules (GengStation *self, GListModel *rules, const char *where, GPtrArray *faults)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);
      g_autoptr (GError) error = NULL;

      if (!geng_rule_check_text (self, geng_rule_get_part (rule), geng_rule_get_kind (rule),
                                 geng_rule_get_text (rule), NULL, &error))
        add_fault (faults, where, rule, error);
    }
}

static void
check_owners (GengStation *self, GListModel *owners, GPtrArray *faults)
{
  for (guint i = 0; i < g_list_model_get_n_items (owners); i++)
    {
      g_autoptr (GengEntity) owner = g_list_model_get_item (owners, i);
      gboolean person = GENG_IS_MEMBER (owner);
      g_autofree char *where = g_strdup_printf ("%s %s", person ? _ ("member") : _ ("contract"),
                                                geng_entity_get_id (owner));

      check_rules (self,
                   person ? geng_member_get_rules (GENG_MEMBER (owner))
                          : geng_contract_get_rules (GENG_CONTRACT (owner)),
                   where, faults);
    }
}

/* A kind may stand where it has no meaning; that shows when the rules are put together. */
static void
check_together (GengStation *self, GPtrArray *faults)
{
  GDate day;
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GError) error = NULL;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 2000);
  scene = geng_scene_new (self, &day, &day, NULL, NULL, NULL, &error);
  if (scene != NULL)
    scene->by_meaning = TRUE;
  clauses = scene != NULL ? geng_clauses_new (scene, &error) : NULL;
  if (clauses == NULL)
    g_ptr_array_add (faults, geng_fault_new (NULL, 0, 0, error->message));
}

/**
 * geng_station_validate:
 * @self: a #GengStation
 *
 * Checks what only makes sense as a whole: the windows fill the duty day, shifts lie in their
 * window, what is named by its id is there, every rule can be read.  Planning refuses a station
 * with faults before it searches; nothing else stands in its way but the length of the period and
 * the rosters that it is given.
 *
 * Returns: (transfer container) (element-type GengFault): all faults, each with where it is; empty
 *   when all is well
 */
GPtrArray *
geng_station_validate (GengStation *self)
{
  GPtrArray *faults;

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  faults = geng_station_check (self);
  check_rules (self, geng_station_get_rules (self), _ ("station"), faults);
  check_owners (self, geng_station_get_contracts (self), faults);
  check_owners (self, geng_station_get_members (self), faults);
  if (faults->len == 0)
    check_together (self, faults);
  return faults;
}
