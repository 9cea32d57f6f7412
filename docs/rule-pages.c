/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Writes the page of each kind of rule in the manual, from what the kind says of itself. */

#include "geng-rule-kind.h"

#include <stdlib.h>

static const char *
scope_of (const GengRuleKind *kind)
{
  return kind->scope == GENG_RULE_PERSONAL
             ? "It may stand in `[rules]`, at a contract and at a member; the nearest statement "
               "about the same holds, and `none` lifts a wider one."
             : "It stands in `[rules]` alone, for it is about several people.";
}

static const char *
type_of (const GengRuleParameter *parameter)
{
  static const char *const names[] = {
    [GENG_PARAMETER_WHAT] = "what is counted", [GENG_PARAMETER_SPAN] = "a span",
    [GENG_PARAMETER_RANGE] = "a range",        [GENG_PARAMETER_NUMBER] = "a number",
    [GENG_PARAMETER_HOLD] = "a weight",        [GENG_PARAMETER_FLAG] = "a word",
    [GENG_PARAMETER_PATTERN] = "a day each",   [GENG_PARAMETER_MEMBERS] = "members",
    [GENG_PARAMETER_CYCLE] = "a cycle",        [GENG_PARAMETER_TIMES] = "days with times",
    [GENG_PARAMETER_ROLE] = "a role",
  };

  return names[parameter->type];
}

static const char *
unit_of (const GengRuleParameter *parameter)
{
  static const char *const names[] = {
    [GENG_UNIT_COUNT] = "",
    [GENG_UNIT_MONTHS] = " of months",
    [GENG_UNIT_DAYS] = " of days",
    [GENG_UNIT_MINUTES] = " of hours",
  };

  return names[parameter->unit];
}

/* What a cell of a table may not hold. */
static char *
escape (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);

  return g_strjoinv ("\\|", parts);
}

static void
append_parameters (GString *page, const GengRuleKind *kind)
{
  g_string_append (page, "\n## Parameters\n\n"
                         "| name | what it is | type | left out |\n|---|---|---|---|\n");
  for (const GengRuleParameter *p = kind->parameters; p->name != NULL; p++)
    g_string_append_printf (page, "| %s | %s | %s%s | %s |\n", p->name, p->title, type_of (p),
                            unit_of (p),
                            p->otherwise == NULL      ? "an error"
                            : p->otherwise[0] == '\0' ? "may be"
                                                      : p->otherwise);
}

static void
append_examples (GString *page, const GengRuleKind *kind)
{
  g_string_append (page, "\n## Examples\n\n| in a file | in Chinese | says |\n|---|---|---|\n");
  for (const GengRuleExample *e = kind->examples; e->text != NULL; e++)
    {
      g_autofree char *title = escape (e->title);

      g_string_append_printf (page, "| `%s = %s` | `%s = %s` | %s |\n", kind->name, e->text,
                              kind->chinese, e->chinese, title);
    }
}

static char *
page_of (const GengRuleKind *kind)
{
  GString *page = g_string_new (NULL);

  g_string_append_printf (page, "Title: Rule %s\n\n# %s (%s): %s\n\n%s\n\n", kind->name, kind->name,
                          kind->chinese, kind->title, kind->meaning);
  if (kind->parse == NULL)
    {
      g_string_append_printf (page, "It always holds and has no text of its own. It reads %s.\n",
                              kind->data);
      return g_string_free (page, FALSE);
    }
  g_string_append_printf (page, "%s\n", scope_of (kind));
  g_string_append_printf (page, "\n## Text\n\n```\n%s\n```\n", kind->grammar);
  append_examples (page, kind);
  append_parameters (page, kind);
  return g_string_free (page, FALSE);
}

static gboolean
write_page (const GengRuleKind *kind, const char *folder, GError **error)
{
  g_autofree char *name = g_strdup_printf ("rule-%s.md", kind->name);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *page = page_of (kind);

  return g_file_set_contents (path, page, -1, error);
}

int
main (int argc, char **argv)
{
  const GengRuleKind *const *kinds = geng_rule_kinds ();
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    return EXIT_FAILURE;
  for (guint i = 0; kinds[i] != NULL; i++)
    if (!write_page (kinds[i], argv[1], &error))
      {
        g_printerr ("rule-pages: %s\n", error->message);
        return EXIT_FAILURE;
      }
  return EXIT_SUCCESS;
}
