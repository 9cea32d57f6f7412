/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng relax: a limit of a member's own, as `geng why` tells it, into station.ini. */
#include "zone.h"

#include <string.h>

#define ENGLISH 0
#define CHINESE 1

/* The kinds that may be relaxed, as station.ini takes them. */
static const char *const words[][2] = { { "limit", "限额" }, { "run", "连续" } };

/* What the member has of the kind already, and the new text.  (transfer full) */
static char *
add_to_own (GengMember *member, const char *kind, const char *text)
{
  GListModel *rules = geng_member_get_rules (member);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (g_str_equal (geng_rule_get_kind (rule), kind))
        g_string_append_printf (all, "%s; ", geng_rule_get_text (rule));
    }
  g_string_append (all, text);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* The judge reads all rules before he looks at anybody: a day is enough for it. */
static gboolean
is_understood (Desk *desk, GengMember *member, const char *kind, const char *text)
{
  g_autoptr (GengRule) rule = geng_rule_new (kind, text);
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GError) error = NULL;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 2027);
  geng_member_add_rule (member, rule);
  roster = geng_roster_new (desk->station, &day, &day, &error);
  judgement = roster != NULL ? geng_judge (roster, NULL, &error) : NULL;
  if (judgement == NULL)
    say_failure (error);
  return judgement != NULL;
}

/* How much and how long is for sale; rest, order and leave protect people.
 * Returns: the kind's name in English; NULL after a message */
static const char *
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (kind, words[i][ENGLISH]) == 0 || g_strcmp0 (kind, words[i][CHINESE]) == 0)
      return words[i][ENGLISH];
  say_error (_ ("“%s” is not relaxed for one member; “limit” and “run” may be."),
             kind != NULL ? kind : "");
  return NULL;
}

/* The kind's name in the captain's language. */
static const char *
kind_text (const char *kind)
{
  gboolean chinese = g_str_has_prefix (desk_language (), "zh");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (kind, words[i][ENGLISH]))
      return words[i][chinese ? CHINESE : ENGLISH];
  return kind;
}

static void
answer_json (GengMember *member, const char *kind, const char *value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "member", geng_entity_get_id (GENG_ENTITY (member)));
  add_text (builder, "rule", kind);
  add_text (builder, "text", value);
  json_builder_end_object (builder);
  print_json (builder);
}

Status
run_relax (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  const char *kind, *text;
  GengMember *member;

  if (!options_parse (&options, "relax", _ ("MEMBER RULE TEXT"),
                      _ ("Gives a member a limit of his own, as `geng why` tells it, in "
                         "station.ini. Ask him first; --approved-by says who agreed."),
                      NULL, argc, argv)
      || ((desk.pool = zone_pool_find (options.folder)), !desk_open (&desk, &options, DESK_WRITE))
      || (member = desk_find_member (&desk, options_take (&options, 0))) == NULL)
    return STATUS_BAD;
  kind = find_kind (options_take (&options, 1));
  text = options_take (&options, 2);
  if (kind == NULL)
    return STATUS_BAD;
  value = add_to_own (member, kind, text != NULL ? text : "");
  if (!is_understood (&desk, member, kind, text != NULL ? text : ""))
    return STATUS_BAD;
  if (!geng_store_set_key (desk.store, "member", geng_entity_get_id (GENG_ENTITY (member)), kind,
                           value, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (desk.json)
    answer_json (member, kind, value);
  else
    g_print (_ ("%s: %s = %s\n"), geng_entity_get_name (GENG_ENTITY (member)), kind_text (kind),
             value);
  return STATUS_FINE;
}
