/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the log knows of leave and swaps, for the sheet on which they are signed. */

#include <string.h>

#include "log.h"
#include "office.h"

/* The commands that change what one member serves. */
static gboolean
is_change (const char *command)
{
  static const char *const verbs[] = { "leave",  "请假", "swap", "换班", "cover", "顶班",
                                       "assign", "安排", "move", "调班", "inbox", "申请" };

  for (guint i = 0; command != NULL && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_prefix (command, verbs[i]) && strchr (" ", command[strlen (verbs[i])]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
names (char **words, GengMember *member)
{
  return g_strv_contains ((const char *const *) words, geng_entity_get_id (GENG_ENTITY (member)))
         || g_strv_contains ((const char *const *) words,
                             geng_entity_get_name (GENG_ENTITY (member)));
}

static void
add_pair (GVariantBuilder *row, const char *name, const char *text)
{
  g_variant_builder_add (row, "{ss}", name, text != NULL ? text : "");
}

/* The others whom the command names. */
static char *
others (Desk *desk, char **words, GengMember *member)
{
  GListModel *members = geng_station_get_members (desk->station);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) other = g_list_model_get_item (members, i);

      if (other != member && names (words, other))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                                geng_entity_get_name (GENG_ENTITY (other)));
    }
  return g_string_free (text, FALSE);
}

/* A row for each member whom the command names. */
static void
add_rows (Desk *desk, GVariantBuilder *rows, const LogStep *step)
{
  GListModel *members = geng_station_get_members (desk->station);
  g_auto (GStrv) words = g_strsplit (step->command, " ", -1);
  g_autofree char *day = g_strndup (step->time, strlen ("2026-12-10"));

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autofree char *with = NULL;
      GVariantBuilder row;

      if (!names (words, member))
        continue;
      with = others (desk, words, member);
      g_variant_builder_init (&row, G_VARIANT_TYPE ("a{ss}"));
      add_pair (&row, "member", geng_entity_get_id (GENG_ENTITY (member)));
      add_pair (&row, "what", words[0]);
      add_pair (&row, "when", day);
      add_pair (&row, "why", step->why);
      add_pair (&row, "with", with);
      add_pair (&row, "by", step->by);
      add_pair (&row, "approved-by", step->approved_by);
      add_pair (&row, "note", step->command);
      g_variant_builder_add (rows, "a{ss}", &row);
    }
}

GVariant *
desk_list_changes (Desk *desk, const GDate *first, const GDate *last)
{
  g_autoptr (GPtrArray) steps = log_read (desk);
  g_autofree char *from = desk_date_text (first), *to = desk_date_text (last);
  GVariantBuilder rows;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{ss}"));
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const LogStep *step = steps->pdata[i];

      if (!is_change (step->command) || step->time == NULL
          || strncmp (step->time, from, strlen (from)) < 0
          || strncmp (step->time, to, strlen (to)) > 0 || log_undone_by (steps, step->number) > 0)
        continue;
      add_rows (desk, &rows, step);
    }
  return g_variant_ref_sink (g_variant_builder_end (&rows));
}
