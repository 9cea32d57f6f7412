/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-gettext.h"
#include "geng-limit.h"
#include "geng-part.h"
#include "geng-rule-list.h"

#include <geng/geng-error.h>
#include <geng/geng-law-check.h>
#include <string.h>

/*
 * A roster held against the law: the rules that laws demand, read and checked like any other, but
 * for each member alone, and whatever the contract itself says.
 */

#define PAY "pay = "

typedef struct
{
  const GengScene *scene;
  GPtrArray *findings;
  GengMember *member;
  guint m;
  GengContract *contract;
} Court;

/* -- the types -- */

GType
geng_law_verdict_get_type (void)
{
  static const GEnumValue values[] = {
    { GENG_LAW_VERDICT_KEPT, "GENG_LAW_VERDICT_KEPT", "kept" },
    { GENG_LAW_VERDICT_OVERTIME, "GENG_LAW_VERDICT_OVERTIME", "overtime" },
    { GENG_LAW_VERDICT_BROKEN, "GENG_LAW_VERDICT_BROKEN", "broken" },
    { GENG_LAW_VERDICT_APPROVAL, "GENG_LAW_VERDICT_APPROVAL", "approval" },
    { GENG_LAW_VERDICT_UNBOUND, "GENG_LAW_VERDICT_UNBOUND", "unbound" },
    { 0, NULL, NULL },
  };
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GengLawVerdict", values));
  return type;
}

G_DEFINE_BOXED_TYPE (GengLawFinding, geng_law_finding, geng_law_finding_copy, geng_law_finding_free)

/**
 * geng_law_finding_copy:
 * @self: a #GengLawFinding
 *
 * Returns: (transfer full): a copy
 */
GengLawFinding *
geng_law_finding_copy (const GengLawFinding *self)
{
  GengLawFinding *copy;

  g_return_val_if_fail (self, NULL);
  copy = g_new0 (GengLawFinding, 1);
  copy->member = self->member == NULL ? NULL : g_object_ref (self->member);
  copy->law = self->law == NULL ? NULL : g_object_ref (self->law);
  copy->verdict = self->verdict;
  copy->limit = g_strdup (self->limit);
  copy->figure = g_strdup (self->figure);
  return copy;
}

/**
 * geng_law_finding_free: (skip)
 * @self: (transfer full): a #GengLawFinding
 *
 * Frees it.
 */
void
geng_law_finding_free (GengLawFinding *self)
{
  if (!self)
    return;
  g_clear_object (&self->member);
  g_clear_object (&self->law);
  g_free (self->limit);
  g_free (self->figure);
  g_free (self);
}

static const char *
verdict_title (GengLawVerdict verdict)
{
  switch (verdict)
    {
    case GENG_LAW_VERDICT_OVERTIME:
      return _ ("overtime");
    case GENG_LAW_VERDICT_BROKEN:
      return _ ("broken");
    case GENG_LAW_VERDICT_APPROVAL:
      return _ ("needs an approval (审批文号), and the contract names none");
    case GENG_LAW_VERDICT_UNBOUND:
      return _ ("no law binds");
    case GENG_LAW_VERDICT_KEPT:
    default:
      return _ ("kept");
    }
}

/**
 * geng_law_finding_to_string:
 * @self: a #GengLawFinding
 *
 * Returns: (transfer full): the person, the article, what it demands, what he has, in a line
 */
char *
geng_law_finding_to_string (const GengLawFinding *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self && self->member, NULL);
  g_string_append (text, geng_entity_get_name (GENG_ENTITY (self->member)));
  if (self->law != NULL)
    g_string_append_printf (text, " · %s", geng_entity_get_name (GENG_ENTITY (self->law)));
  if (self->limit != NULL)
    g_string_append_printf (text, " · %s", self->limit);
  if (self->figure != NULL)
    g_string_append_printf (text, " · %s", self->figure);
  g_string_append_printf (text, " · %s", verdict_title (self->verdict));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* limit, figure: (transfer full) (nullable) */
static void
add (const Court *court, GengLaw *law, GengLawVerdict verdict, char *limit, char *figure)
{
  GengLawFinding *finding = g_new0 (GengLawFinding, 1);

  finding->member = g_object_ref (court->member);
  finding->law = law == NULL ? NULL : g_object_ref (law);
  finding->verdict = verdict;
  finding->limit = limit;
  finding->figure = figure;
  g_ptr_array_add (court->findings, finding);
}

/* -- rules -- */

static GengLawVerdict
verdict_of (const GengClause *clause, const GengScene *scene)
{
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();
  GengLawVerdict worst = GENG_LAW_VERDICT_KEPT;

  clause->kind->check (clause, scene, verdicts);
  for (guint i = 0; i < verdicts->list->len; i++)
    {
      const GengVerdict *verdict = g_ptr_array_index (verdicts->list, i);

      worst = MAX (worst, verdict->severity == GENG_SEVERITY_HARD ? GENG_LAW_VERDICT_BROKEN
                                                                  : GENG_LAW_VERDICT_OVERTIME);
    }
  return worst;
}

static gboolean
try_rule (const Court *court, GengLaw *law, const char *kind_name, const char *text, GError **error)
{
  const GengRuleDef *kind = geng_rule_def_find (court->scene->station, kind_name, error);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *part = geng_part_of (law);
  g_autoptr (GPtrArray) terms
      = kind != NULL ? geng_rule_def_parse (kind, court->scene->station, part, text, NULL, error)
                     : NULL;

  if (terms == NULL)
    return FALSE;
  g_array_append_val (members, court->m);
  for (guint i = 0; i < terms->len; i++)
    {
      GengTerm *term = g_ptr_array_index (terms, i);
      GengClause *clause = term->params != NULL ? geng_clause_new (kind, term, members) : NULL;

      if (clause == NULL)
        continue;
      add (court, law, verdict_of (clause, court->scene), kind->describe (clause->params),
           kind == &geng_rule_limit ? geng_limit_figure (clause->params, court->scene, court->m)
                                    : NULL);
      geng_clause_free (clause);
    }
  return TRUE;
}

/* -- pay -- */

static gboolean
find_class (const char *word, GengPayClass *pay_class)
{
  g_autoptr (GEnumClass) classes = g_type_class_ref (GENG_TYPE_PAY_CLASS);
  const GEnumValue *value = g_enum_get_value_by_nick (classes, word);

  if (value != NULL)
    *pay_class = (GengPayClass) value->value;
  return value != NULL;
}

static const char *
class_title (GengPayClass pay_class)
{
  switch (pay_class)
    {
    case GENG_PAY_CLASS_OVERTIME:
      return _ ("pay of overtime");
    case GENG_PAY_CLASS_REST_DAY:
      return _ ("pay of days of rest");
    case GENG_PAY_CLASS_STATUTORY:
      return _ ("pay of statutory holidays");
    case GENG_PAY_CLASS_ORDINARY:
    case GENG_PAY_CLASS_STANDBY:
    case GENG_PAY_CLASS_NIGHT:
    case GENG_N_PAY_CLASSES:
    default:
      return _ ("pay");
    }
}

/* `overtime 150`: the least in percent of an ordinary hour.  Where the contract names no ordinary
 * pay there is nothing to hold it against; a weekend is a class under standard hours alone. */
static gboolean
try_pay (const Court *court, GengLaw *law, const char *part, GError **error)
{
  g_auto (GStrv) words = g_strsplit (part, " ", 2);
  int ordinary = geng_contract_get_pay_per_hour (court->contract, GENG_PAY_CLASS_ORDINARY), paid;
  guint64 least;
  GengPayClass pay_class;

  if (words[0] == NULL || words[1] == NULL || !find_class (words[0], &pay_class)
      || !g_ascii_string_to_unsigned (words[1], 10, 1, 1000, &least, NULL))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("“%s” is no class of pay and percent; it should be like overtime 150"), part);
      return FALSE;
    }
  if (ordinary == 0
      || (pay_class == GENG_PAY_CLASS_REST_DAY
          && geng_contract_get_hours_scheme (court->contract) != GENG_HOURS_SCHEME_STANDARD))
    return TRUE;
  paid = geng_contract_get_factor (court->contract, pay_class) > 0
             ? ordinary * geng_contract_get_factor (court->contract, pay_class) / 100
             : geng_contract_get_pay_per_hour (court->contract, pay_class);
  add (court, law,
       (gint64) paid * 100 >= (gint64) ordinary * (gint64) least ? GENG_LAW_VERDICT_KEPT
                                                                 : GENG_LAW_VERDICT_BROKEN,
       g_strdup_printf (_ ("%s at least %u %%"), class_title (pay_class), (guint) least),
       g_strdup_printf ("%d %%", (int) ((gint64) paid * 100 / ordinary)));
  return TRUE;
}

static gboolean
try_demand (const Court *court, GengLaw *law, const char *demand, GError **error)
{
  const char *equals = strchr (demand, '=');
  g_autofree char *kind = NULL;

  if (g_str_has_prefix (demand, PAY))
    {
      g_auto (GStrv) parts = g_strsplit (demand + strlen (PAY), ";", -1);

      for (guint i = 0; court->contract != NULL && parts[i] != NULL; i++)
        if (!try_pay (court, law, g_strstrip (parts[i]), error))
          return FALSE;
      return TRUE;
    }
  if (equals == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("“%s” is no demand; it should be like limit = hours per week ..44"), demand);
      return FALSE;
    }
  kind = g_strstrip (g_strndup (demand, equals - demand));
  return try_rule (court, law, kind, equals + 1 + strspn (equals + 1, " "), error);
}

static gboolean
try_law (const Court *court, GengLaw *law, GError **error)
{
  const char *const *demands = geng_law_get_demands (law);

  for (guint i = 0; demands != NULL && demands[i] != NULL; i++)
    if (!try_demand (court, law, demands[i], error))
      {
        g_prefix_error (error, _ ("law %s: "), geng_entity_get_id (GENG_ENTITY (law)));
        return FALSE;
      }
  return TRUE;
}

/* -- whom which law binds -- */

/* A law of the member's part stands in the place of the shipped one with its id. */
static void
add_law (GPtrArray *laws, GengLaw *law)
{
  for (guint i = 0; i < laws->len; i++)
    if (g_str_equal (geng_part_local (g_ptr_array_index (laws, i)), geng_part_local (law)))
      return;
  g_ptr_array_add (laws, g_object_ref (law));
}

static gboolean
add_named (const Court *court, GPtrArray *laws, const char *const *ids, GError **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (GengLaw) law = geng_station_dup_law (court->scene->station, ids[i]);

      if (law == NULL)
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("there is no law “%s”"), ids[i]);
          return FALSE;
        }
      add_law (laws, law);
    }
  return TRUE;
}

static void
add_by_scheme (const Court *court, GPtrArray *laws, GengHoursScheme scheme)
{
  GListModel *own = geng_station_get_laws (court->scene->station);
  g_autoptr (GPtrArray) shipped = geng_law_list_shipped ();

  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (GengLaw) law = g_list_model_get_item (own, i);

      if (geng_law_is_for (law, scheme) && geng_part_same (law, court->member))
        add_law (laws, law);
    }
  for (guint i = 0; i < shipped->len; i++)
    if (geng_law_is_for (g_ptr_array_index (shipped, i), scheme))
      add_law (laws, g_ptr_array_index (shipped, i));
}

static GPtrArray *
laws_of (const Court *court, GError **error)
{
  g_autoptr (GPtrArray) laws = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const *named
      = court->contract != NULL ? geng_contract_get_laws (court->contract) : NULL;

  if (!add_named (court, laws, geng_member_get_laws (court->member), error)
      || !add_named (court, laws, named, error))
    return NULL;
  if (court->contract != NULL && (named == NULL || named[0] == NULL))
    add_by_scheme (court, laws, geng_contract_get_hours_scheme (court->contract));
  return g_steal_pointer (&laws);
}

/* Hours that are summed up, or not fixed at all, need the labour office's approval. */
static void
try_approval (const Court *court)
{
  GengHoursScheme scheme = court->contract != NULL
                               ? geng_contract_get_hours_scheme (court->contract)
                               : GENG_HOURS_SCHEME_NONE;
  const char *number
      = court->contract != NULL ? geng_contract_get_approval (court->contract) : NULL;

  if (scheme >= GENG_HOURS_SCHEME_MONTH && scheme <= GENG_HOURS_SCHEME_FLEXIBLE && number == NULL)
    add (court, NULL, GENG_LAW_VERDICT_APPROVAL, NULL, NULL);
}

static gboolean
try_member (Court *court, GError **error)
{
  g_autoptr (GPtrArray) laws = laws_of (court, error);

  if (laws == NULL)
    return FALSE;
  if (laws->len == 0)
    add (court, NULL, GENG_LAW_VERDICT_UNBOUND, NULL, NULL);
  try_approval (court);
  for (guint i = 0; i < laws->len; i++)
    if (!try_law (court, g_ptr_array_index (laws, i), error))
      return FALSE;
  return TRUE;
}

/**
 * geng_roster_check_laws:
 * @roster: any roster
 * @history: (nullable): the record of the months before
 * @error: return location for an error
 *
 * Holds every member's duties against the laws that bind him, whatever the contract's own rules
 * are: those that the contract or the member names; where a contract names none, all that are for
 * the way its hours are counted.  Fails with %GENG_ERROR_UNKNOWN or %GENG_ERROR_INVALID for a law
 * that is not there or demands what cannot be read.
 *
 * Returns: (transfer container) (element-type GengLawFinding): for each member in the order of the
 *   station, a finding for each thing demanded; %NULL and an error
 */
GPtrArray *
geng_roster_check_laws (GengRoster *roster, GengRoster *history, GError **error)
{
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) findings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_law_finding_free);

  g_return_val_if_fail (GENG_IS_ROSTER (roster), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);
  scene = geng_scene_new (geng_roster_get_station (roster), geng_roster_get_first (roster),
                          geng_roster_get_last (roster), roster, history, NULL, error);
  if (scene == NULL)
    return NULL;
  for (guint m = 0; m < scene->n_members; m++)
    {
      Court court
          = { scene, findings, scene->members[m], m, geng_member_get_contract (scene->members[m]) };

      if (!try_member (&court, error))
        return NULL;
    }
  return g_steal_pointer (&findings);
}
