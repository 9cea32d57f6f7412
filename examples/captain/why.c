/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng why: what stands in the way of each place that is open, and what would help; at a station,
 * or at all stations of a zone as one (zone-why.c). */
#include <string.h>

#include "parts.h"
#include "progress.h"
#include "zone.h"

static void
print_reasons (Desk *desk, GPtrArray *gaps)
{
  for (guint i = 0; i < gaps->len; i++)
    {
      GengGap *gap = g_ptr_array_index (gaps, i);
      g_autofree char *text = geng_gap_to_string (gap);
      g_autofree char *part = desk_part_text (desk, geng_gap_get_demand (gap));

      g_print ("! %s%s\n", part, text);
      if (geng_gap_get_reason (gap) != NULL)
        g_print ("    %s\n", geng_gap_get_reason (gap));
    }
}

/* Of a crew it is told whose it is. */
static void
print_remedy (Desk *desk, GengRemedy *remedy)
{
  g_autofree char *part = desk_part_text (desk, geng_remedy_get_demand (remedy));
  g_autofree char *words = geng_remedy_to_string (remedy);
  g_autofree char *text = g_strconcat (part, words, NULL);
  gint64 gaps = geng_remedy_get_gaps (remedy);

  if (gaps == 0)
    /* Translators: a remedy */
    g_print (_ ("  ✓ fills all: %s\n"), text);
  else
    /* Translators: how many places stay open, a remedy */
    g_print (_ ("  · leaves %d open: %s\n"), (int) gaps, text);
}

/* A remedy that a command does is told with it. */
static void
print_command (Desk *desk, GengRemedy *remedy)
{
  g_autofree char *days = geng_remedy_dup_days (remedy);
  g_auto (GStrv) each = g_strsplit (days, ",", -1);
  GengMember *member = geng_remedy_get_member (remedy);
  const char *text = geng_remedy_get_rule_text (remedy);
  g_autofree char *name = member != NULL ? desk_member_word (desk, member) : NULL;
  g_autofree char *quoted = text != NULL ? g_shell_quote (text) : NULL;

  if (text != NULL)
    g_print ("      geng relax %s %s %s\n", name, geng_remedy_get_rule (remedy), quoted);
  for (guint i = 0; geng_remedy_get_request (remedy) != NULL && each[i] != NULL; i++)
    g_print ("      geng leave %s %s --cancel\n", name, each[i]);
}

static gboolean
is_published_anywhere (Desk *desk)
{
  for (guint i = 0; i < geng_zone_get_n_stations (desk->zone); i++)
    if (geng_store_has_record (geng_zone_get_store (desk->zone, i), g_date_get_year (&desk->first),
                               g_date_get_month (&desk->first)))
      return TRUE;
  return FALSE;
}

/* How to get the plan that leaves less open; a zone's drafts are mended rather than thrown away. */
static void
print_way (Desk *desk, const char *month)
{
  if (desk->zone == NULL)
    g_print (_ ("Plan it with: geng plan %s\n"), month);
  else if (is_published_anywhere (desk))
    g_print (_ ("Fill it with: geng repair %s --from DATE\n"), month);
  else
    g_print (_ ("Fill it with: geng repair %s\n"), month);
}

static void
print_advice (Desk *desk, GengAdvice *advice)
{
  g_autofree char *sentence = geng_advice_to_string (advice);
  g_autofree char *month = desk_date_text (&desk->first);
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);

  month[strlen ("2026-12")] = '\0';
  g_print ("\n%s\n", sentence);
  if (geng_advice_get_gaps (advice) < geng_advice_get_planned_gaps (advice))
    print_way (desk, month);
  if (remedies->len > 0)
    g_print ("%s\n", _ ("Tried by planning again:"));
  for (guint i = 0; i < remedies->len; i++)
    {
      print_remedy (desk, g_ptr_array_index (remedies, i));
      print_command (desk, g_ptr_array_index (remedies, i));
    }
}

static const char *
kind_text (GengRemedy *remedy)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (GENG_TYPE_REMEDY_KIND);

  return g_enum_get_value (kinds, geng_remedy_get_kind (remedy))->value_nick;
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static const char *
id_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_id (entity) : NULL;
}

static void
add_remedy (GengRemedy *remedy, JsonBuilder *builder)
{
  g_autofree char *days = geng_remedy_dup_days (remedy);
  g_autofree char *text = geng_remedy_to_string (remedy);
  const char *const *roles = geng_remedy_get_roles (remedy);

  json_builder_begin_object (builder);
  add_text (builder, "kind", kind_text (remedy));
  add_number (builder, "gaps", geng_remedy_get_gaps (remedy));
  add_number (builder, "number", geng_remedy_get_number (remedy));
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_array (builder);
  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    json_builder_add_string_value (builder, roles[i]);
  json_builder_end_array (builder);
  add_text (builder, "member", id_of (geng_remedy_get_member (remedy)));
  add_text (builder, "demand", id_of (geng_remedy_get_demand (remedy)));
  add_text (builder, "rule", geng_remedy_get_rule (remedy));
  add_text (builder, "rule-text", geng_remedy_get_rule_text (remedy));
  add_text (builder, "days", days);
  add_flag (builder, "least", geng_remedy_get_least (remedy));
  add_flag (builder, "consent", geng_remedy_get_consent (remedy));
  add_text (builder, "text", text);
  json_builder_end_object (builder);
}

static void
add_advice (GengAdvice *advice, JsonBuilder *builder)
{
  g_autofree char *sentence = geng_advice_to_string (advice);
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);

  json_builder_set_member_name (builder, "advice");
  json_builder_begin_object (builder);
  add_number (builder, "gaps", geng_advice_get_gaps (advice));
  add_flag (builder, "proven", geng_advice_get_proven (advice));
  add_flag (builder, "reduced", geng_advice_get_reduced (advice));
  add_flag (builder, "around-shared", geng_advice_get_around_shared (advice));
  add_text (builder, "text", sentence);
  json_builder_set_member_name (builder, "remedies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < remedies->len; i++)
    add_remedy (g_ptr_array_index (remedies, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
answer_json (Desk *desk, GengAdvice *advice)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_verdict (desk, builder);
  if (advice != NULL)
    add_advice (advice, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

GengAdvice *
why_advise (Desk *desk, GError **error)
{
  g_autoptr (GCancellable) cancellable = progress_cancellable_on_interrupt ();
  g_autoptr (GengPlanner) planner
      = geng_planner_new (desk->station, &desk->first, &desk->last, error);
  GengAdvice *advice;

  if (planner == NULL)
    return NULL;
  geng_planner_set_history (planner, desk->history);
  geng_planner_set_base (planner, desk->roster);
  progress_watch (planner);
  advice = geng_planner_advise (planner, cancellable, error);
  progress_finish ();
  return advice;
}

Status
why_answer (Desk *desk, gboolean reasons)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (desk->judgement);
  g_autoptr (GengAdvice) advice = NULL;

  if (!geng_cover_explain_gaps (desk->roster, desk->history, gaps, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!desk->json && gaps->len == 0)
    g_print (_ ("No gaps: every place is filled.\n"));
  if (!desk->json)
    print_reasons (desk, gaps);
  if (gaps->len > 0 && !reasons && (advice = why_advise (desk, &error)) == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (desk->json)
    answer_json (desk, advice);
  else if (advice != NULL)
    print_advice (desk, advice);
  return desk_status (desk);
}

gboolean
why_parse (Options *options, gboolean *reasons, const char *about, int argc, char **argv)
{
  const GOptionEntry entries[]
      = { { "reasons", 0, 0, G_OPTION_ARG_NONE, reasons,
            N_ ("Only what stands in the way, at once; try no remedies"), NULL },
          { NULL } };

  return options_parse (options, "why", _ ("MONTH"), about, entries, argc, argv);
}

Status
run_why (int argc, char **argv)
{
  gboolean reasons = FALSE;
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };

  if (!why_parse (&options, &reasons,
                  _ ("Lists the places that nobody fills, each with what stands in the way, and "
                     "what would help: each remedy is tried by planning again."),
                  argc, argv)
      || !desk_open (&desk, &options, DESK_READ) || !desk_load (&desk, options_take (&options, 0)))
    return STATUS_BAD;
  return why_answer (&desk, reasons);
}
