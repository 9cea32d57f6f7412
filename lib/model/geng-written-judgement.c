/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-finding-private.h"
#include "geng-gap-private.h"
#include "geng-gettext.h"
#include "geng-judgement-private.h"
#include "geng-plan-private.h"
#include "geng-written.h"

/* A judgement and a plan as a{sv}. */

static const char *const severities[] = { "note", "soft", "gap", "hard", NULL };

static GVariant *
write_finding (GengFinding *finding)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);
  GengDemand *demand = geng_finding_get_demand (finding);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_text (&builder, "severity", severities[geng_finding_get_severity (finding)]);
  geng_written_add_date (&builder, "first", geng_finding_get_first (finding));
  geng_written_add_date (&builder, "last", geng_finding_get_last (finding));
  geng_written_add_text (&builder, "rule", geng_finding_get_rule (finding));
  geng_written_add_ids (&builder, "members", members);
  geng_written_add_text (&builder, "demand",
                         demand != NULL ? geng_entity_get_id (GENG_ENTITY (demand)) : NULL);
  geng_written_add_number (&builder, "amount", geng_finding_get_amount (finding));
  geng_written_add_number (&builder, "cost", geng_finding_get_cost (finding));
  geng_written_add_text (&builder, "text", geng_finding_get_message (finding));
  return g_variant_builder_end (&builder);
}

static GVariant *
write_obstacle (GengObstacle *obstacle)
{
  g_autoptr (GPtrArray) members = geng_obstacle_list_members (obstacle);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_text (&builder, "rule", geng_obstacle_get_rule (obstacle));
  geng_written_add_text (&builder, "title", geng_obstacle_get_title (obstacle));
  geng_written_add_ids (&builder, "members", members);
  return g_variant_builder_end (&builder);
}

static void
add_obstacles (GVariantBuilder *builder, GengGap *gap)
{
  g_autoptr (GPtrArray) obstacles = geng_gap_list_obstacles (gap);
  GVariantBuilder list;

  if (obstacles->len == 0)
    return;
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < obstacles->len; i++)
    g_variant_builder_add (&list, "v", write_obstacle (obstacles->pdata[i]));
  g_variant_builder_add (builder, "{sv}", "obstacles", g_variant_builder_end (&list));
}

static GVariant *
write_gap (GengGap *gap)
{
  g_autofree char *text = geng_gap_to_string (gap);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_date (&builder, "date", geng_gap_get_date (gap));
  geng_written_add_text (&builder, "demand",
                         geng_entity_get_id (GENG_ENTITY (geng_gap_get_demand (gap))));
  geng_written_add_number (&builder, "start-minute", geng_gap_get_start_minute (gap));
  geng_written_add_number (&builder, "end-minute", geng_gap_get_end_minute (gap));
  geng_written_add_number (&builder, "places", geng_gap_get_places (gap));
  geng_written_add_text (&builder, "role", geng_gap_get_role (gap));
  add_obstacles (&builder, gap);
  geng_written_add_text (&builder, "reason", geng_gap_get_reason (gap));
  geng_written_add_text (&builder, "text", text);
  return g_variant_builder_end (&builder);
}

static void
add_judgement (GVariantBuilder *builder, GengJudgement *self)
{
  const GengScore *score = geng_judgement_get_score (self);
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self);
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (self);
  GVariantBuilder list;

  geng_written_add_number (builder, "broken", score->broken);
  geng_written_add_number (builder, "gaps", score->gaps);
  geng_written_add_number (builder, "cost", score->cost);
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < gaps->len; i++)
    g_variant_builder_add (&list, "v", write_gap (gaps->pdata[i]));
  g_variant_builder_add (builder, "{sv}", "gap-list", g_variant_builder_end (&list));
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < findings->len; i++)
    g_variant_builder_add (&list, "v", write_finding (findings->pdata[i]));
  g_variant_builder_add (builder, "{sv}", "findings", g_variant_builder_end (&list));
}

/**
 * geng_judgement_to_variant:
 * @self: a #GengJudgement
 *
 * Returns: (transfer full): the judgement as `a{sv}`: `broken`, `gaps` and `cost` (in points ×
 *   %GENG_POINT), `gap-list` and `findings`
 */
GVariant *
geng_judgement_to_variant (GengJudgement *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (GENG_IS_JUDGEMENT (self), NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_judgement (&builder, self);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* What is proven around some of the members. */
static void
add_held (GVariantBuilder *builder, GengPlan *plan)
{
  const char *const *held = geng_plan_get_held_members (plan);
  GVariantBuilder list;

  if (held[0] == NULL)
    return;
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; held[i] != NULL; i++)
    g_variant_builder_add (&list, "v", g_variant_new_string (held[i]));
  geng_written_add_number (builder, "bound-cost-around", geng_plan_get_bound_cost_around (plan));
  g_variant_builder_add (builder, "{sv}", "held-members", g_variant_builder_end (&list));
}

/**
 * geng_plan_to_variant:
 * @self: a #GengPlan
 *
 * Returns: (transfer full): the plan as `a{sv}`: what is proven, what a judgement and what a roster
 *   has
 */
GVariant *
geng_plan_to_variant (GengPlan *self)
{
  g_autoptr (GVariant) roster = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *child;

  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  g_return_val_if_fail (geng_plan_get_roster (self) != NULL, NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_truth (&builder, "optimal", geng_plan_get_optimal (self));
  geng_written_add_truth (&builder, "truncated", geng_plan_get_truncated (self));
  geng_written_add_number (&builder, "changes", geng_plan_get_changes (self));
  geng_written_add_number (&builder, "bound-gaps", geng_plan_get_bound_gaps (self));
  geng_written_add_number (&builder, "bound-changes", geng_plan_get_bound_changes (self));
  geng_written_add_number (&builder, "bound-cost", geng_plan_get_bound_cost (self));
  add_held (&builder, self);
  geng_written_add_number (&builder, "effort", (gint64) geng_plan_get_effort (self));
  add_judgement (&builder, geng_plan_get_judgement (self));
  roster = geng_roster_to_variant (geng_plan_get_roster (self));
  g_variant_iter_init (&iter, roster);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &child))
    {
      g_variant_builder_add (&builder, "{sv}", name, child);
      g_variant_unref (child);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* -- reading -- */

static gboolean
unknown (GError **error, const char *where, const char *id)
{
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("%s: there is no “%s” in the station"),
               where, id != NULL ? id : "");
  return FALSE;
}

static gboolean
read_demand (GengStation *station, GVariant *value, GengDemand **demand, GError **error)
{
  g_autofree char *id = NULL;

  if (!geng_written_get_text (value, "demand", &id, error))
    return FALSE;
  *demand = geng_station_lookup_demand (station, id);
  return id == NULL || *demand != NULL || unknown (error, "demand", id);
}

static GPtrArray *
read_members (GengStation *station, const char *name, GVariant *value, GError **error)
{
  g_autoptr (GVariant) ids = geng_written_get_array (value, name, error);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; ids != NULL && i < g_variant_n_children (ids); i++)
    {
      g_autoptr (GVariant) id = geng_written_nth (ids, i);
      const char *text = g_variant_is_of_type (id, G_VARIANT_TYPE_STRING)
                             ? g_variant_get_string (id, NULL)
                             : NULL;
      GengMember *member = geng_station_lookup_member (station, text);

      if (member == NULL)
        {
          unknown (error, name, text);
          return NULL;
        }
      g_ptr_array_add (members, g_object_ref (member));
    }
  return ids != NULL ? g_steal_pointer (&members) : NULL;
}

static gboolean
read_severity (GVariant *value, GengSeverity *severity, GError **error)
{
  g_autofree char *text = NULL;

  if (!geng_written_get_text (value, "severity", &text, error))
    return FALSE;
  for (guint i = 0; text != NULL && severities[i] != NULL; i++)
    if (g_str_equal (severities[i], text))
      {
        *severity = (GengSeverity) i;
        return TRUE;
      }
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                       _ ("severity: one of these should be here: “note”, “soft”, “gap”, “hard”"));
  return FALSE;
}

static gboolean
check_dates (const GDate *first, const GDate *last, GError **error)
{
  if (g_date_valid (first) && g_date_valid (last))
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("a date is missing"));
  return FALSE;
}

static GengFinding *
read_finding (GengStation *station, GVariant *value, GError **error)
{
  static const char *const names[] = { "severity", "first",  "last", "rule", "members",
                                       "demand",   "amount", "cost", "text", NULL };
  GengSeverity severity;
  GengDemand *demand;
  gint64 amount, cost;
  GDate first, last;
  g_autofree char *rule = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) members = NULL;

  if (!geng_written_check_names (value, names, "findings", error)
      || !read_severity (value, &severity, error) || !read_demand (station, value, &demand, error)
      || !geng_written_get_date (value, "first", &first, error)
      || !geng_written_get_date (value, "last", &last, error) || !check_dates (&first, &last, error)
      || !geng_written_get_text (value, "rule", &rule, error)
      || !geng_written_get_text (value, "text", &text, error)
      || !geng_written_get_number (value, "amount", &amount, error)
      || !geng_written_get_number (value, "cost", &cost, error))
    return NULL;
  members = read_members (station, "members", value, error);
  return members != NULL
             ? geng_finding_new (severity, rule, members, demand, &first, &last, amount, cost, text)
             : NULL;
}

static const char *
role_name (GengStation *station, const char *role)
{
  gpointer named = g_str_has_prefix (role, "org:")
                       ? (gpointer) geng_station_lookup_organisation (station, role + 4)
                       : (gpointer) geng_station_lookup_role (station, role);

  return named != NULL ? geng_entity_get_name (named) : NULL;
}

typedef gpointer (*ReadOne) (GengStation *station, GVariant *value, GError **error);

static GPtrArray *
read_all (GengStation *station, GVariant *value, const char *name, ReadOne read, GError **error)
{
  g_autoptr (GVariant) array = geng_written_get_array (value, name, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; array != NULL && i < g_variant_n_children (array); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (array, i);
      gpointer one = read (station, child, error);

      if (one == NULL)
        {
          g_prefix_error (error, "%s[%u]: ", name, (guint) i);
          return NULL;
        }
      g_ptr_array_add (all, one);
    }
  return array != NULL ? g_steal_pointer (&all) : NULL;
}

static gpointer
read_obstacle (GengStation *station, GVariant *value, GError **error)
{
  static const char *const names[] = { "rule", "title", "members", NULL };
  g_autofree char *rule = NULL, *title = NULL;
  g_autoptr (GPtrArray) members = NULL;

  if (!geng_written_check_names (value, names, "obstacles", error)
      || !geng_written_get_text (value, "rule", &rule, error)
      || !geng_written_get_text (value, "title", &title, error))
    return NULL;
  members = read_members (station, "members", value, error);
  return members != NULL ? geng_obstacle_new (rule, title != NULL ? title : "", members) : NULL;
}

static GengGap *
read_gap (GengStation *station, GVariant *value, GError **error)
{
  static const char *const names[] = { "date", "demand",    "start-minute", "end-minute", "places",
                                       "role", "obstacles", "reason",       "text",       NULL };
  GengDemand *demand;
  GengGap *gap;
  gint64 start, end, places;
  GDate date;
  g_autofree char *role = NULL;
  g_autoptr (GPtrArray) obstacles = NULL;

  if (!geng_written_check_names (value, names, "gap-list", error)
      || !read_demand (station, value, &demand, error)
      || !geng_written_get_date (value, "date", &date, error) || !check_dates (&date, &date, error)
      || !geng_written_get_text (value, "role", &role, error)
      || !geng_written_get_number (value, "start-minute", &start, error)
      || !geng_written_get_number (value, "end-minute", &end, error)
      || !geng_written_get_number (value, "places", &places, error))
    return NULL;
  if (demand == NULL)
    {
      unknown (error, "gap-list", NULL);
      return NULL;
    }
  obstacles = read_all (station, value, "obstacles", read_obstacle, error);
  if (obstacles == NULL)
    return NULL;
  gap = geng_gap_new (demand, &date, (int) CLAMP (start, 0, 3 * GENG_DAY_MINUTES),
                      (int) CLAMP (end, 0, 3 * GENG_DAY_MINUTES), role,
                      (int) CLAMP (places, 0, G_MAXINT));
  if (role != NULL)
    geng_gap_name_role (gap, role_name (station, role));
  if (obstacles->len > 0)
    geng_gap_set_obstacles (gap, obstacles);
  return gap;
}

/* The value may have more than a judgement, as that of a plan has. */
static GengJudgement *
read_judgement (GengStation *station, GVariant *value, GError **error)
{
  GengScore score = { 0 };
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) gaps = NULL;

  if (!geng_written_get_number (value, "broken", &score.broken, error)
      || !geng_written_get_number (value, "gaps", &score.gaps, error)
      || !geng_written_get_number (value, "cost", &score.cost, error))
    return NULL;
  findings = read_all (station, value, "findings", (ReadOne) read_finding, error);
  gaps = findings != NULL ? read_all (station, value, "gap-list", (ReadOne) read_gap, error) : NULL;
  if (gaps == NULL)
    return NULL;
  return geng_judgement_make (&score, g_steal_pointer (&findings), g_steal_pointer (&gaps));
}

/**
 * geng_judgement_new_from_variant:
 * @station: the station that was judged
 * @value: what geng_judgement_to_variant() makes
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_INVALID for what is out of form, and %GENG_ERROR_UNKNOWN for an id that is
 * not there.
 *
 * Returns: (transfer full): the judgement
 */
GengJudgement *
geng_judgement_new_from_variant (GengStation *station, GVariant *value, GError **error)
{
  static const char *const names[] = { "broken", "gaps", "cost", "gap-list", "findings", NULL };

  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (value != NULL, NULL);
  if (!geng_written_check_names (value, names, "judgement", error))
    return NULL;
  return read_judgement (station, value, error);
}

static gboolean
read_proof (GVariant *value, GengPlanProof *proof, GError **error)
{
  gint64 effort;

  if (!geng_written_get_truth (value, "optimal", &proof->optimal, error)
      || !geng_written_get_truth (value, "truncated", &proof->truncated, error)
      || !geng_written_get_number (value, "changes", &proof->changes, error)
      || !geng_written_get_number (value, "bound-gaps", &proof->bound_gaps, error)
      || !geng_written_get_number (value, "bound-changes", &proof->bound_changes, error)
      || !geng_written_get_number (value, "bound-cost", &proof->bound_cost, error)
      || !geng_written_get_number (value, "bound-cost-around", &proof->bound_cost_around, error)
      || !geng_written_get_number (value, "effort", &effort, error))
    return FALSE;
  proof->effort = (guint64) MAX (effort, 0);
  return TRUE;
}

/* (transfer container) (array zero-terminated=1): ids of the station's */
static const char **
read_held (GengStation *station, GVariant *value, GError **error)
{
  g_autoptr (GPtrArray) members = read_members (station, "held-members", value, error);
  const char **ids = members != NULL ? g_new0 (const char *, members->len + 1) : NULL;

  for (guint i = 0; members != NULL && i < members->len; i++)
    ids[i] = geng_entity_get_id (members->pdata[i]);
  return ids;
}

/**
 * geng_plan_new_from_variant:
 * @station: the station that was planned
 * @value: what geng_plan_to_variant() makes
 * @error: return location for an error
 *
 * Fails as geng_roster_new_from_variant() and geng_judgement_new_from_variant() do, with
 * %GENG_ERROR_INVALID, %GENG_ERROR_UNKNOWN, %GENG_ERROR_DUPLICATE or %GENG_ERROR_PERIOD.  What a
 * plan proves is as good as its writer: nothing is proven anew.
 *
 * Returns: (transfer full): the plan
 */
GengPlan *
geng_plan_new_from_variant (GengStation *station, GVariant *value, GError **error)
{
  static const char *const names[] = {
    "optimal",           "truncated",    "changes", "bound-gaps", "bound-changes", "bound-cost",
    "bound-cost-around", "held-members", "effort",  "broken",     "gaps",          "cost",
    "gap-list",          "findings",     "first",   "last",       "duties",        NULL
  };
  GengPlanProof proof = { 0 };
  g_autofree const char **held = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GengRoster) roster = NULL;

  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (value != NULL, NULL);
  if (!geng_written_check_names (value, names, "plan", error) || !read_proof (value, &proof, error))
    return NULL;
  proof.held = held = read_held (station, value, error);
  if (held == NULL)
    return NULL;
  judgement = read_judgement (station, value, error);
  roster = judgement != NULL ? geng_written_read_roster (station, value, error) : NULL;
  return roster != NULL ? geng_plan_new (roster, judgement, &proof) : NULL;
}
