/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Writes the page of each kind of rule in the manual, from what the kind says of itself. */

#include "geng-rule-def.h"
#include "geng-rule-words.h"
#include "geng-selector.h"

#include <stdlib.h>
#include <string.h>

static const char *
scope_of (const GengRuleDef *kind)
{
  return kind->scope == GENG_RULE_SCOPE_PERSONAL
             ? "It may stand in `[rules]`, at a contract and at a member; the nearest statement "
               "about the same holds, and `none` lifts a wider one."
             : "It stands in `[rules]` alone, for it is about several people.";
}

static const char *
type_of (const GengParameter *parameter)
{
  static const char *const names[] = {
    [GENG_RULE_PARAMETER_TYPE_WHAT] = "[what is counted](rule-selectors.html)",
    [GENG_RULE_PARAMETER_TYPE_SPAN] = "a span",
    [GENG_RULE_PARAMETER_TYPE_RANGE] = "a range",
    [GENG_RULE_PARAMETER_TYPE_NUMBER] = "a number",
    [GENG_RULE_PARAMETER_TYPE_HOLD] = "a weight",
    [GENG_RULE_PARAMETER_TYPE_FLAG] = "a word",
    [GENG_RULE_PARAMETER_TYPE_PATTERN] = "[a day each](rule-selectors.html)",
    [GENG_RULE_PARAMETER_TYPE_MEMBERS] = "members",
    [GENG_RULE_PARAMETER_TYPE_CYCLE] = "a cycle",
    [GENG_RULE_PARAMETER_TYPE_TIMES] = "days with times",
    [GENG_RULE_PARAMETER_TYPE_ROLE] = "a role",
  };

  return names[parameter->type];
}

static const char *
unit_of (const GengParameter *parameter)
{
  static const char *const names[] = {
    [GENG_RULE_UNIT_COUNT] = "",
    [GENG_RULE_UNIT_MONTHS] = " of months",
    [GENG_RULE_UNIT_DAYS] = " of days",
    [GENG_RULE_UNIT_MINUTES] = " of hours",
    [GENG_RULE_UNIT_COUNTED] = "; hours where hours or overtime are counted",
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
append_parameters (GString *page, const GengRuleDef *kind)
{
  g_string_append (page, "\n## Parameters\n\n"
                         "| name | what it is | type | left out |\n|---|---|---|---|\n");
  for (const GengParameter *p = kind->parameters; p->name != NULL; p++)
    g_string_append_printf (page, "| %s | %s | %s%s | %s |\n", p->name, p->title.english,
                            type_of (p), unit_of (p),
                            p->otherwise == NULL      ? "an error"
                            : p->otherwise[0] == '\0' ? "may be"
                                                      : p->otherwise);
}

static void
append_examples (GString *page, const GengRuleDef *kind)
{
  g_string_append (page, "\n## Examples\n\n| in a file | in Chinese | says |\n|---|---|---|\n");
  for (const GengExample *e = kind->examples; e->text != NULL; e++)
    {
      g_autofree char *title = escape (e->title.english);

      g_string_append_printf (page, "| `%s = %s` | `%s = %s` | %s |\n", kind->name, e->text,
                              kind->chinese, e->chinese, title);
    }
}

static gboolean
has_type (const GengRuleDef *kind, GengRuleParameterType type)
{
  for (const GengParameter *p = kind->parameters; p->name != NULL; p++)
    if (p->type == type)
      return TRUE;
  return FALSE;
}

static gboolean
has_weight (const GengRuleDef *kind)
{
  for (const GengParameter *p = kind->parameters; p->name != NULL; p++)
    if (g_str_equal (p->name, "weight"))
      return TRUE;
  return FALSE;
}

static const char *
hold_of (const GengRuleDef *kind)
{
  if (has_type (kind, GENG_RULE_PARAMETER_TYPE_HOLD))
    return "Without `soft` no plan breaks it: what cannot be filled then is a gap. With `soft` a "
           "unit "
           "costs that many points, and a plan weighs them against the rest.";
  return has_weight (kind)
             ? "It forbids nothing: it costs points, and a plan weighs them against "
               "the rest."
             : "It has no soft form: no plan breaks it, and what cannot be filled then "
               "is a gap.";
}

/* Where the night and the week begin, and what breaks the rule: the same words on each page that
 * has a use for them. */
static void
append_terms (GString *page, const GengRuleDef *kind)
{
  gboolean counts = has_type (kind, GENG_RULE_PARAMETER_TYPE_WHAT)
                    || has_type (kind, GENG_RULE_PARAMETER_TYPE_PATTERN);
  gboolean spans = has_type (kind, GENG_RULE_PARAMETER_TYPE_SPAN);

  g_string_append (page, "\n## Days, nights, weeks, and what is soft\n\n");
  if (counts)
    g_string_append (page,
                     "- A duty is of one duty day whole: a night that ends at 04:00 is of the "
                     "date on which it began.\n"
                     "- A night is a duty in a shift that says `night = yes`, whenever it "
                     "begins.\n");
  if (spans)
    g_string_append (page, "- A week goes from the duty day of Monday to that of Sunday; its first "
                           "night is Monday's.\n"
                           "- A span that began before the period counts what the record has of "
                           "it.\n");
  g_string_append_printf (page, "- %s\n", hold_of (kind));
}

static char *
page_of (const GengRuleDef *kind)
{
  GString *page = g_string_new (NULL);

  g_string_append_printf (page, "Title: Rule %s\n\n# %s (%s): %s\n\n%s\n\n", kind->name, kind->name,
                          kind->chinese, kind->title.english, kind->meaning.english);
  if (kind->parse == NULL)
    {
      g_string_append_printf (page, "It always holds and has no text of its own. It reads %s.\n",
                              kind->data.english);
      return g_string_free (page, FALSE);
    }
  g_string_append_printf (page, "%s\n", scope_of (kind));
  g_string_append_printf (page, "\n## Text\n\n```\n%s\n```\n", kind->grammar);
  append_examples (page, kind);
  append_parameters (page, kind);
  append_terms (page, kind);
  return g_string_free (page, FALSE);
}

static gboolean
write_page (const char *folder, const char *of, const char *page, GError **error)
{
  g_autofree char *name = g_strdup_printf ("rule-%s.md", of);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, page, -1, error);
}

/* -- which kind takes which selector -- */

/* What a kind counts, as %GengWhat; 0 for one that counts nothing. */
static guint
what_of (const GengRuleDef *kind)
{
  guint what = 0;

  for (const GengParameter *p = kind->parameters; p != NULL && p->name != NULL; p++)
    what |= p->what;
  return what;
}

static void
append_row (GString *page, const char *english, const char *chinese, guint what)
{
  const GengRuleDef *const *kinds = geng_rule_defs ();

  g_string_append_printf (page, "| %s | %s |", english, chinese);
  for (guint i = 0; kinds[i] != NULL; i++)
    if (what_of (kinds[i]) != 0)
      g_string_append (page, (what_of (kinds[i]) & what) == what ? " yes |" : " – |");
  g_string_append_c (page, '\n');
}

static void
append_heads (GString *page)
{
  const GengRuleDef *const *kinds = geng_rule_defs ();
  GString *line = g_string_new ("|---|---|");

  g_string_append (page, "| what | 中文 |");
  for (guint i = 0; kinds[i] != NULL; i++)
    if (what_of (kinds[i]) != 0)
      {
        g_string_append_printf (page, " [%s](rule-%s.html) |", kinds[i]->name, kinds[i]->name);
        g_string_append (line, "---|");
      }
  g_string_append_printf (page, "\n%s\n", line->str);
  g_string_free (line, TRUE);
}

/* The words of one selector; `nights` are duties too. */
static void
append_words (GString *page, guint what)
{
  g_autoptr (GPtrArray) words = geng_selector_list_words (what);

  for (guint i = 0; i < words->len; i++)
    {
      const char *english = words->pdata[i];
      const GengRuleWord *word = geng_rule_word_find (english, strlen (english));
      g_autofree char *code = g_strdup_printf ("`%s`", english);

      append_row (page, code, word->chinese, what);
    }
}

static char *
page_of_selectors (void)
{
  GString *page
      = g_string_new ("Title: What each rule counts\n\n# What each rule counts\n\n"
                      "Which kind of rule takes which word for what is counted; the kinds "
                      "that are not here count nothing. A day of leave is no day off for "
                      "`limit`; for `run`, `sequence` and `whole-weekends` it is a day "
                      "without duty like any other. `rest` takes its word after `after`.\n\n");

  append_heads (page);
  for (guint what = GENG_WHAT_DUTIES; what <= GENG_WHAT_OVERTIME; what <<= 1)
    append_words (page, what);
  append_row (page, "`holiday:NAME`, like `holiday:除夕`", "节日:除夕", GENG_WHAT_HOLIDAYS);
  append_row (page, "a shift, by id or name, or `shift:ID`", "班次", GENG_WHAT_DUTIES);
  append_row (page, "a window, by id or name, or `window:ID`", "勤务时段", GENG_WHAT_DUTIES);
  append_row (page, "a post, by id or name, or `post:ID`", "岗位", GENG_WHAT_DUTIES);
  return g_string_free (page, FALSE);
}

static gboolean
write_pages (const char *folder, GError **error)
{
  const GengRuleDef *const *kinds = geng_rule_defs ();
  g_autofree char *selectors = page_of_selectors ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *page = page_of (kinds[i]);

      if (!write_page (folder, kinds[i]->name, page, error))
        return FALSE;
    }
  return write_page (folder, "selectors", selectors, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc == 2 && write_pages (argv[1], &error))
    return EXIT_SUCCESS;
  g_printerr ("rule-pages: %s\n", error != NULL ? error->message : "needs a folder");
  return EXIT_FAILURE;
}
