/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-rule-parameter.h>

G_BEGIN_DECLS

/**
 * GengRuleSyntax:
 * @lead: (nullable): the word before it, like `target`
 * @hard: (nullable): of a weight, the word that stands there where the rule is never broken
 * @tail: (nullable): of a flag, a word behind it
 * @needs: (nullable): the parameter without which it cannot stand there
 * @is_key: a statement that lifts a wider one names it
 * @is_least: a number that is written as an open range, `3..`
 * @what: of what is counted, the %GengWhat that it may be; 0: all
 *
 * How a value stands in the text, beyond what its type says.
 */
typedef struct
{
  const char *lead;
  const char *hard;
  const char *tail;
  const char *needs;
  gboolean is_key;
  gboolean is_least;
  guint what;
} GengRuleSyntax;

void geng_rule_parameter_set_syntax (GengRuleParameter *self, const GengRuleSyntax *syntax);
const GengRuleSyntax *geng_rule_parameter_get_syntax (GengRuleParameter *self);
void geng_rule_parameter_set_words (GengRuleParameter *self, const char *const *words);

G_END_DECLS
