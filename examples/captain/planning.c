/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning.h"

#include <errno.h>

#include "progress.h"

gboolean
planning_read_effort (Planning *self)
{
  static const struct
  {
    const char *english, *chinese;
  } names[] = { { "quick", "快" }, { "normal", "一般" }, { "thorough", "细" } };

  self->effort_level = GENG_EFFORT_NORMAL;
  if (self->effort == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (self->effort, names[i].english)
        || g_str_equal (self->effort, names[i].chinese))
      {
        self->effort_level = i;
        return TRUE;
      }
  say_error (_ ("--effort takes quick, normal or thorough, not “%s”."), self->effort);
  return FALSE;
}

void
planning_set_up (const Planning *self, GengPlanner *planner)
{
  geng_planner_set_effort (planner, self->effort_level);
  if (self->seed != 0)
    geng_planner_set_seed (planner, self->seed);
  if (self->threads > 0)
    geng_planner_set_threads (planner, (guint) self->threads);
  if (self->time_limit > 0)
    geng_planner_set_time_limit_seconds (planner, self->time_limit);
}

void
planning_clear (Planning *self)
{
  g_clear_pointer (&self->effort, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->trace, g_free);
  g_clear_pointer (&self->course, fclose);
}

/* What is official of the month that is set on the desk.  A month that phones show is not planned
 * anew before it is said what of it is served; it is told first what it is. */
gboolean
planning_load_official (Planning *self, Desk *desk, Official *official)
{
  g_autoptr (GDateTime) from = NULL;
  g_autofree char *state = NULL;
  g_autofree char *month = desk_month_text (&desk->first);

  if (self->from != NULL && (from = desk_parse_from (desk, self->from)) == NULL)
    return FALSE;
  if (!official_load (official, desk, from))
    return FALSE;
  if (official->roster == NULL)
    return TRUE;
  state = official_state (official, desk, NULL);
  if (geng_record_get_imported (official->record))
    {
      say_error (_ ("%s was taken from a file, as history alone; it is not planned."), month);
      return FALSE;
    }
  if (from == NULL)
    {
      say_error ("%s: %s", month, state);
      say_hint (_ ("From when on may it change? Duties that began before stay: --from DATE, or "
                   "--from \"DATE TIME\"."));
      return FALSE;
    }
  say_hint ("%s: %s", month, state);
  return TRUE;
}

GengRoster *
planning_load_fixed (Desk *desk, GError **error)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);
  g_autoptr (GengRoster) draft = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  guint fixed = 0;

  if (!geng_store_has_draft (desk->store, year, month))
    return NULL;
  draft = geng_store_load_draft (desk->store, desk->station, year, month, error);
  if (draft == NULL)
    return NULL;
  duties = geng_roster_list_duties (draft);
  for (guint i = 0; i < duties->len; i++)
    if (geng_duty_get_pinned (g_ptr_array_index (duties, i))
        || geng_member_get_guest (geng_duty_get_member (g_ptr_array_index (duties, i))))
      fixed++;
    else
      geng_roster_remove (draft, g_ptr_array_index (duties, i));
  return fixed > 0 ? g_steal_pointer (&draft) : NULL;
}

/* Whoever is the zone's to plan stays where he is, and so nothing is said of all rosters. */
static gboolean
is_around_shared (Desk *desk)
{
  GListModel *members = geng_station_get_members (desk->station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (geng_member_get_guest (member))
        return TRUE;
    }
  return FALSE;
}

/* How a sentence begins that says what is proven, and of which rosters. */
static const char *
proven (Desk *desk)
{
  return is_around_shared (desk) ? _ ("Proven, with those whom stations share where they are:")
                                 : _ ("Proven:");
}

/* One line a progress report. Two runs of a plan on one thread give the same trace but for the last
 * column, the seconds on the clock. */
static void
trace (GengPlanner *planner, GengProgress *progress, gpointer file)
{
  g_autoptr (GEnumClass) phases = g_type_class_ref (GENG_TYPE_PHASE);
  const GEnumValue *phase = g_enum_get_value (phases, geng_progress_get_phase (progress));

  fprintf (file,
           "%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT
           ",%.3f\n",
           phase->value_nick, geng_progress_get_gaps (progress), geng_progress_get_cost (progress),
           geng_progress_get_bound_cost (progress), geng_progress_get_effort (progress),
           geng_progress_get_elapsed_seconds (progress));
}

static gboolean
open_trace (Planning *self, GengPlanner *planner)
{
  self->course = fopen (self->trace, "w");
  if (self->course == NULL)
    {
      say_error ("%s: %s", self->trace, g_strerror (errno));
      return FALSE;
    }
  fprintf (self->course, "phase,gaps,cost,bound,effort,seconds\n");
  g_signal_connect (planner, "progress", G_CALLBACK (trace), self->course);
  return TRUE;
}

/* A planner for the month on the desk; NULL after a message. */
GengPlanner *
planning_new_planner (Planning *self, Desk *desk)
{
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GError) error = NULL;

  if (!planning_read_effort (self))
    return NULL;
  planner = geng_planner_new (desk->station, &desk->first, &desk->last, &error);
  if (planner == NULL)
    {
      say_error ("%s", error->message);
      return NULL;
    }
  geng_planner_set_history (planner, desk->history);
  planning_set_up (self, planner);
  geng_planner_set_certify (planner, self->certificate != NULL);
  if (self->trace != NULL && !open_trace (self, planner))
    return NULL;
  progress_watch (planner);
  return g_steal_pointer (&planner);
}

static void
answer_json (Desk *desk, GengPlan *plan, GengRoster *before)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (desk->roster);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "optimal");
  json_builder_add_boolean_value (builder, geng_plan_get_optimal (plan));
  json_builder_set_member_name (builder, "truncated");
  json_builder_add_boolean_value (builder, geng_plan_get_truncated (plan));
  json_builder_set_member_name (builder, "around-shared");
  json_builder_add_boolean_value (builder, is_around_shared (desk));
  if (before != NULL)
    {
      add_number (builder, "changed", geng_plan_get_changes (plan));
      add_number (builder, "bound-changes", geng_plan_get_bound_changes (plan));
    }
  json_builder_set_member_name (builder, "bound-gaps");
  json_builder_add_int_value (builder, geng_plan_get_bound_gaps (plan));
  json_builder_set_member_name (builder, "bound-cost");
  json_builder_add_int_value (builder, geng_plan_get_bound_cost (plan));
  add_verdict (desk, builder);
  add_duties (desk, duties, builder);
  if (before != NULL)
    add_changes (desk, before, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_shortage (Desk *desk, GengPlan *plan)
{
  gint64 gaps = geng_judgement_get_score (desk->judgement)->gaps;
  gint64 bound = geng_plan_get_bound_gaps (plan);

  if (gaps > 0 && bound == gaps)
    /* Translators: "Proven:" */
    g_print (_ ("%s no roster has fewer gaps.\n"), proven (desk));
  else if (bound > 0)
    /* Translators: "Proven:", a number */
    g_print (_ ("%s no roster has fewer gaps than %d.\n"), proven (desk), (int) bound);
}

static void
print_proof (Desk *desk, GengPlan *plan)
{
  gint64 cost = geng_judgement_get_score (desk->judgement)->cost;
  gint64 bound = geng_plan_get_bound_cost (plan);

  if (geng_plan_get_optimal (plan) && geng_plan_get_changes (plan) > 0)
    /* Translators: "Proven:" */
    g_print (_ ("%s no roster with so few gaps and changes is better.\n"), proven (desk));
  else if (geng_plan_get_optimal (plan))
    /* Translators: "Proven:" */
    g_print (_ ("%s no roster is better.\n"), proven (desk));
  else if (bound > 0 && cost > 0)
    /* Translators: "Proven:", two numbers */
    g_print (_ ("%s no roster costs less than %.1f; at most %.1f %% is left to gain.\n"),
             proven (desk), bound / (double) GENG_POINT, 100.0 * (cost - bound) / cost);
  if (geng_plan_get_truncated (plan))
    g_print (_ ("Stopped early: this is the best roster so far.\n"));
}

/* Those around whom the others were planned, as a sentence names them.  (transfer full) */
static char *
name_held (Desk *desk, GengPlan *plan)
{
  const char *const *ids = geng_plan_get_held_members (plan);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean shared = TRUE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      GengMember *member = geng_station_lookup_member (desk->station, ids[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "",
                              geng_entity_get_name (GENG_ENTITY (member)));
      shared = shared && geng_member_get_shared_by (member) > 0;
    }
  return g_strdup (shared ? _ ("those whom stations share") : names->str);
}

static void
print_proof_around (Desk *desk, GengPlan *plan)
{
  gint64 cost = geng_judgement_get_score (desk->judgement)->cost;
  gint64 bound = geng_plan_get_bound_cost_around (plan);
  g_autofree char *held = NULL;

  if (geng_plan_get_held_members (plan)[0] == NULL || geng_plan_get_optimal (plan))
    return;
  held = name_held (desk, plan);
  if (bound == cost)
    g_print (_ ("Proven: with the duties of %s as they are, no roster is better.\n"), held);
  else if (bound > 0)
    g_print (
        _ ("Proven: with the duties of %s as they are, no roster costs less than %.1f; at most "
           "%.1f %% is left to gain.\n"),
        held, bound / (double) GENG_POINT, 100.0 * (cost - bound) / cost);
}

/* What is proven is proven of rosters without those who are set aside. */
static void
print_reach (Desk *desk)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (desk->roster);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean proven = TRUE;

  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = g_ptr_array_index (list, i);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "",
                              geng_entity_get_name (GENG_ENTITY (geng_set_aside_get_member (one))));
      proven = proven && geng_set_aside_get_proven (one);
    }
  if (list->len > 0 && proven)
    g_print (_ ("What is proven holds for rosters without: %s\n"), names->str);
  else if (list->len > 0)
    g_print (_ ("Nothing is proven, since more effort may find duties for: %s\n"), names->str);
}

/* The fewest changes come first, and may cost wishes and shares: that is said apart. */
static void
print_price_of_changes (Desk *desk, GengRoster *before)
{
  g_autoptr (GengJudgement) judgement = geng_judge (before, desk->history, NULL);

  if (judgement != NULL && geng_roster_count_changes (desk->roster, before) > 0)
    g_print (_ ("Points: %.1f with these changes, %.1f before. The fewest changes come first, "
                "whatever they cost in points.\n"),
             geng_judgement_get_score (desk->judgement)->cost / (double) GENG_POINT,
             geng_judgement_get_score (judgement)->cost / (double) GENG_POINT);
}

/* How many of the changes were chosen, and whether fewer would do. */
static void
print_fewest (Desk *desk, GengPlan *plan, GengRoster *before)
{
  guint all = geng_roster_count_changes (desk->roster, before);
  guint chosen = (guint) geng_plan_get_changes (plan);
  guint least = (guint) geng_plan_get_bound_changes (plan);

  if (all == 0)
    return;
  if (all > chosen)
    g_print (_ ("Changes: %u; absences take %u of them.\n"), all, all - chosen);
  else
    g_print (_ ("Changes: %u.\n"), all);
  if (least == chosen)
    /* Translators: "Proven:" */
    g_print (_ ("%s these are the fewest changes with so few gaps.\n"), proven (desk));
  else if (least > 0)
    /* Translators: "Proven:", how many, of how many */
    g_print (_ ("%s with so few gaps at least %u of the other %u changes are needed.\n"),
             proven (desk), least, chosen);
}

void
planning_print_changes (Desk *desk, GengPlan *plan, GengRoster *before)
{
  print_fewest (desk, plan, before);
  print_price_of_changes (desk, before);
}

/* Rest, runs and shares cross the first of a month. */
static void
print_unknown_past (Desk *desk)
{
  g_autoptr (GPtrArray) known
      = desk->history != NULL ? geng_roster_list_duties (desk->history) : g_ptr_array_new ();
  const GDate *last = known->len > 0 ? geng_duty_get_date (known->pdata[known->len - 1]) : NULL;
  GDate day = desk->first;

  g_date_subtract_months (&day, 1);
  if (last == NULL || g_date_compare (last, &day) < 0)
    g_print (_ ("There is no roster of %04d-%02d, so nobody was on duty then as far as is known. "
                "If there was one: geng import FILE, and plan again.\n"),
             g_date_get_year (&day), g_date_get_month (&day));
}

void
planning_print_proofs (Desk *desk, GengPlan *plan)
{
  print_reach (desk);
  print_shortage (desk, plan);
  print_proof (desk, plan);
  print_proof_around (desk, plan);
}

static void
print_answer (Desk *desk, GengPlan *plan, GengRoster *before)
{
  g_autofree char *month = g_strdup_printf ("%04d-%02d", g_date_get_year (&desk->first),
                                            g_date_get_month (&desk->first));

  if (before != NULL)
    {
      print_changes (desk, before);
      planning_print_changes (desk, plan, before);
    }
  print_verdict (desk);
  planning_print_proofs (desk, plan);
  if (before == NULL)
    print_unknown_past (desk);
  g_print (_ ("The draft is drafts/%s.csv. Look at it with: geng show %s\n"), month, month);
  if (before != NULL)
    g_print (_ ("Tell the phones with: geng publish %s\n"), month);
  if (desk_status (desk) == STATUS_GAPS)
    g_print (_ ("Why places stay open: geng why %s\n"), month);
}

/* Kit that can't go out is said, and costs nobody the roster. */
void
planning_assign_kit (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  if (!geng_kit_assign (desk->roster, desk->history, &error))
    say_failure (error);
}

static gboolean
save (Desk *desk, GError **error)
{
  g_autofree char *kept = NULL;

  if (!geng_store_replace_draft (desk->store, desk->roster, &kept, error))
    return FALSE;
  if (kept != NULL)
    say_hint (_ ("The draft of before is kept as %s"), kept);
  return TRUE;
}

gboolean
planning_write_certificate (const Planning *self, GengPlan *plan, GError **error)
{
  const char *text = geng_plan_get_certificate (plan);

  if (self->certificate == NULL)
    return TRUE;
  if (!g_file_set_contents (self->certificate, text, -1, error))
    return FALSE;
  if (geng_plan_get_certified (plan))
    say_hint (_ ("The certificate is %s"), self->certificate);
  else
    say_hint (_ ("Nothing is certified; %s says why"), self->certificate);
  return TRUE;
}

/* Plans, keeps the draft, and says how good it is, and what it changes where there was a roster. */
Status
planning_run (const Planning *self,
              GengPlanner *planner,
              Desk *desk,
              GengRoster *before,
              const Options *options)
{
  g_autoptr (GCancellable) cancellable = progress_cancellable_on_interrupt ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) plan = geng_planner_plan (planner, cancellable, &error);

  progress_finish ();
  if (plan == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  g_set_object (&desk->roster, geng_plan_get_roster (plan));
  desk_set_judgement (desk, geng_plan_get_judgement (plan));
  planning_assign_kit (desk);
  if (!save (desk, &error) || !planning_write_certificate (self, plan, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (options->json)
    answer_json (desk, plan, before);
  else
    print_answer (desk, plan, before);
  return desk_status (desk);
}
