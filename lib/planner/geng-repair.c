/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-repair.h"

#include "geng-gettext.h"
#include "geng-lowering.h"
#include "geng-rule-list.h"

/* So many days off end every rest, run and pattern that what was served can stand in the way of.
 * Whoever has no line even then is left out for another reason, like hours that nobody can give. */
#define MOST_HELD 2

/* -- what is served -- */

/* Whether the duty stays: it began, or somebody says that it was served. */
static gboolean
is_served (const GengPlanning *question, GengDuty *duty)
{
  g_autoptr (GDateTime) start = NULL;

  if (geng_member_get_guest (geng_duty_get_member (duty)))
    return TRUE;
  if (question->served != NULL
      && geng_roster_lookup (question->served, geng_duty_get_member (duty),
                             geng_duty_get_date (duty))
             != NULL)
    return TRUE;
  if (question->from == G_MININT64)
    return FALSE;
  start = geng_duty_get_start (duty, question->station);
  return g_date_time_to_unix (start) < question->from;
}

/* The zone plans its shared members, and what they serve elsewhere is none of this station's. */
static gboolean
is_zones (const GengScene *scene, guint member, int day)
{
  return geng_member_get_guest (scene->members[member])
         || geng_scene_away (scene, member, day) != NULL;
}

gboolean
geng_repair_has_guests (GengStation *station)
{
  GListModel *members = geng_station_get_members (station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (geng_member_get_guest (member))
        return TRUE;
    }
  return FALSE;
}

static gboolean
begins_before (const GengPlanning *question, const GengScene *scene, guint shift, int day)
{
  return question->from != G_MININT64
         && geng_scene_shift_start (scene, shift, day) * 60 < question->from;
}

static gboolean
same (GengDuty *a, GengDuty *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

/* What a served day has stays, which is what the base has; on another day nothing may begin that
 * would have begun already. */
static gboolean
may_be (const GengPlanning *question, const GengScene *scene, guint member, int day)
{
  GengDuty *after = geng_scene_duty (scene, member, day);
  int shift = after != NULL ? geng_scene_shift_index (scene, geng_duty_get_shift (after)) : -1;

  if (geng_scene_is_served (scene, member, day))
    return same (geng_scene_base_duty (scene, member, day), after);
  return shift < 0 || !begins_before (question, scene, (guint) shift, day);
}

/* Nothing may begin on that day any more. */
static gboolean
is_past (const GengPlanning *question, const GengScene *scene, int day)
{
  for (guint s = 0; s < scene->n_shifts; s++)
    if (!begins_before (question, scene, s, day))
      return FALSE;
  return TRUE;
}

/* A day that is neither past nor has a served duty is held: see geng_repair_hold().  On leave he is
 * off in any case. */
static gboolean
is_held (const GengPlanning *question, const GengScene *scene, guint member, int day)
{
  return geng_scene_is_served (scene, member, day) && !is_zones (scene, member, day)
         && !geng_scene_absent (scene, member, day)
         && geng_scene_base_duty (scene, member, day) == NULL && !is_past (question, scene, day);
}

/* One note a member, with all the days on which he is held. */
static void
note_held (const GengPlanning *question,
           const GengScene *scene,
           guint member,
           GengVerdicts *verdicts)
{
  g_autoptr (GString) days = g_string_new (NULL);
  GDate first;

  for (int d = 0; d < (int) scene->n_days; d++)
    {
      GDate date;

      if (!is_held (question, scene, member, d))
        continue;
      geng_scene_date (scene, d, &date);
      if (days->len == 0)
        first = date;
      g_string_append_printf (days, "%s%04d-%02d-%02d", days->len > 0 ? ", " : "",
                              g_date_get_year (&date), g_date_get_month (&date),
                              g_date_get_day (&date));
    }
  if (days->len > 0)
    geng_verdicts_note (verdicts, "served", scene->members[member], &first,
                        _ ("%s is off on %s: what was served and the rules left no way to go on "
                           "that was found"),
                        geng_entity_get_name (GENG_ENTITY (scene->members[member])), days->str);
}

/* About nobody: what is about people on days that are served the judge excuses. */
static void
check_served (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GengPlanning *const *question = clause->params;

  for (guint m = 0; m < scene->n_members; m++)
    {
      for (int d = 0; d < (int) scene->n_days; d++)
        {
          GDate date;

          if (may_be (*question, scene, m, d))
            continue;
          geng_scene_date (scene, d, &date);
          geng_verdicts_hard (verdicts, "served", NULL, &date, &date, 1,
                              _ ("what is served changes"));
        }
      note_held (*question, scene, m, verdicts);
    }
}

static void
compile_served (const GengClause *clause, GengLowering *lowering)
{
  const GengPlanning *const *question = clause->params;
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (int d = 0; d < (int) scene->n_days; d++)
      {
        GengDuty *duty = geng_scene_base_duty (scene, m, d);
        gboolean served = geng_scene_is_served (scene, m, d);
        guint kept = duty != NULL ? geng_lowering_code (lowering, geng_duty_get_shift (duty),
                                                        geng_duty_get_post (duty))
                                  : GENG_OFF;

        for (guint c = 0; c < lowering->n_codes; c++)
          if (served ? c != kept
                     : c != GENG_OFF && begins_before (*question, scene, lowering->shift[c], d))
            geng_problem_forbid (lowering->problem, m, (guint) d, c);
      }
}

static gboolean
stays (const GengPlanning *question, const GengScene *scene, guint member, int day)
{
  GengDuty *duty = geng_scene_base_duty (scene, member, day);

  if (question->base == NULL || is_zones (scene, member, day))
    return is_zones (scene, member, day);
  return duty != NULL ? is_served (question, duty) : is_past (question, scene, day);
}

void
geng_repair_mark_served (const GengPlanning *question, GengScene *scene, const int *held)
{
  for (guint m = 0; m < scene->n_members; m++)
    for (int d = 0; d < (int) scene->n_days; d++)
      if (d < held[m] || stays (question, scene, m, d))
        geng_scene_set_served (scene, m, d);
}

/* Whether a day before the first that is free may still change. */
static gboolean
has_hole (const GengPlanning *question, const GengScene *scene, guint member, int free)
{
  for (int d = 0; d < free; d++)
    if (!stays (question, scene, member, d))
      return TRUE;
  return FALSE;
}

/* Days that are held behind the last that is served: none where there is a hole before it, then
 * one, two. */
static int
next_held (const GengPlanning *question, const GengScene *scene, guint member, int free, int held)
{
  if (held == 0 && has_hole (question, scene, member, free))
    return free;
  return held <= free ? free + 1 : free + 2 * (held - free);
}

int
geng_repair_hold (const GengPlanning *question, const GengScene *scene, guint member, int held)
{
  int free = geng_repair_first_free_day (question, scene, member), until;

  if (free == 0 || geng_member_get_guest (scene->members[member]))
    return 0;
  until = next_held (question, scene, member, free, held);
  return until > free && until > MIN (free + MOST_HELD, (int) scene->n_days - 1) ? 0 : until;
}

int
geng_repair_drop_held (const GengPlanning *question,
                       const GengScene *scene,
                       GengRoster *base,
                       const int *held)
{
  int dropped = 0;

  for (guint m = 0; m < scene->n_members; m++)
    for (int d = 0; d < held[m]; d++)
      {
        GDate date;

        geng_scene_date (scene, d, &date);
        if (!stays (question, scene, m, d) && geng_roster_clear (base, scene->members[m], &date))
          dropped += !geng_scene_absent (scene, m, d);
      }
  return dropped;
}

static char *
describe_served (gconstpointer params)
{
  return g_strdup (_ ("what is served stays as it was"));
}

static const GengRuleDef rule_served = {
  .name = "served",
  .title = { "what is served", "已下勤" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .free = g_free,
  .describe = describe_served,
  .check = check_served,
  .compile = compile_served,
};

int
geng_repair_first_free_day (const GengPlanning *question, const GengScene *scene, guint member)
{
  int day = 0;

  if (question->base == NULL)
    return 0;
  if (question->from != G_MININT64)
    {
      g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (question->from);
      GDate date;

      geng_station_duty_date (question->station, from, &date);
      day = CLAMP (geng_scene_day (scene, &date), 0, (int) scene->n_days);
    }
  for (int d = day; d < (int) scene->n_days; d++)
    {
      GengDuty *duty = geng_scene_base_duty (scene, member, d);

      if (duty != NULL && is_served (question, duty))
        day = d + 1;
    }
  return day;
}

/* -- clauses -- */

static void
add_clause (GPtrArray *clauses, const GengScene *scene, GengTerm *term)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint m = 0; m < scene->n_members; m++)
    g_array_append_val (members, m);
  g_ptr_array_add (clauses, geng_clause_new (term->kind, term, members));
}

/* In the place of what the station says about stability; the last of the clauses. */
static gboolean
set_price (const GengPlanning *question, const GengScene *scene, GPtrArray *clauses, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", question->change_price);
  g_autoptr (GPtrArray) terms = NULL;

  for (guint i = clauses->len; i-- > 0;)
    if (((const GengClause *) clauses->pdata[i])->kind == &geng_rule_stability)
      g_ptr_array_remove_index (clauses, i);
  terms = geng_rule_def_parse (&geng_rule_stability, scene->station, NULL, text, NULL, error);
  if (terms == NULL)
    return FALSE;
  add_clause (clauses, scene, g_ptr_array_index (terms, 0));
  return TRUE;
}

static gboolean
stays_something (const GengPlanning *question, const GengScene *scene)
{
  return scene->away != NULL || geng_repair_has_guests (question->station)
         || (question->base != NULL && (question->from != G_MININT64 || question->served != NULL));
}

gboolean
geng_repair_clauses (const GengPlanning *question,
                     const GengScene *scene,
                     GPtrArray *clauses,
                     const GengClause **priced,
                     GError **error)
{
  *priced = NULL;
  if (stays_something (question, scene))
    {
      GengTerm *served = geng_term_new (&rule_served, g_memdup2 (&question, sizeof question));

      add_clause (clauses, scene, served);
      geng_term_unref (served);
    }
  if (question->base == NULL || question->change_price == 0)
    return TRUE;
  if (!set_price (question, scene, clauses, error))
    return FALSE;
  *priced = g_ptr_array_index (clauses, clauses->len - 1);
  return TRUE;
}

/* -- pins -- */

/* Leave that a duty falls under: on its day, on the date at which it begins by the clock, or in its
 * hours. */
static gboolean
forbids (GengRequest *request, GengDuty *duty)
{
  GengShift *shift = geng_duty_get_shift (duty);
  int start = geng_shift_get_start_minute (shift), end = geng_shift_get_end_minute (shift);
  GDate date = *geng_duty_get_date (duty);

  /* hours of the date before may end after its midnight */
  g_date_subtract_days (&date, 1);
  for (int offset = -1; offset <= (end - 1) / GENG_DAY_MINUTES; offset++)
    {
      int from = geng_request_get_timed (request) ? geng_request_get_start_minute (request) : 0;
      int to = geng_request_get_timed (request) ? geng_request_get_end_minute (request) : 1;
      gboolean meets
          = geng_request_get_timed (request)
                ? from + offset * GENG_DAY_MINUTES < end && to + offset * GENG_DAY_MINUTES > start
                : offset == 0 || offset == start / GENG_DAY_MINUTES;

      if (meets && g_date_compare (geng_request_get_first (request), &date) <= 0
          && g_date_compare (&date, geng_request_get_last (request)) <= 0)
        return TRUE;
      g_date_add_days (&date, 1);
    }
  return FALSE;
}

static gboolean
is_on_leave (GengStation *station, GengDuty *duty)
{
  GListModel *requests = geng_station_get_requests (station);

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
          && geng_request_get_member (request) == geng_duty_get_member (duty)
          && forbids (request, duty))
        return TRUE;
    }
  return FALSE;
}

GengRoster *
geng_repair_base (const GengPlanning *question)
{
  GengRoster *base;
  g_autoptr (GPtrArray) duties = NULL;

  if (question->base == NULL)
    return NULL;
  if (question->from == G_MININT64 && question->served == NULL
      && !geng_repair_has_guests (question->station))
    return g_object_ref (question->base);
  base = geng_roster_copy (question->base);
  duties = geng_roster_list_duties (base);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];

      if (is_served (question, duty))
        geng_duty_set_pinned (duty, TRUE);
      else if (geng_duty_get_pinned (duty) && is_on_leave (question->station, duty))
        geng_duty_set_pinned (duty, FALSE);
    }
  return base;
}

void
geng_repair_unpin (const GengPlanning *question, GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = NULL;

  if (question->base == NULL)
    return;
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengDuty *old = geng_roster_lookup (question->base, geng_duty_get_member (duty),
                                          geng_duty_get_date (duty));

      if (old != NULL && is_served (question, old))
        geng_duty_set_pinned (duty, geng_duty_get_pinned (old));
    }
}
