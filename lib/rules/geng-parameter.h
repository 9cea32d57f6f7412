/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-text.h"

#include "geng-rule-parameter-private.h"

G_BEGIN_DECLS

/* What a kind of rule says of its own text: a form, a manual page and a check can be made of it. */

/* The same in both languages. */
typedef struct
{
  const char *english;
  const char *chinese;
} GengWording;

/**
 * GengParameter:
 * @name: as programs call it
 * @title: in a reader's words
 * @what: of a selector or pattern, the %GengWhat that it may be
 * @unit: of a range or number
 * @minimum: of a range or number, in the unit that is kept
 * @maximum: the same
 * @otherwise: (nullable): as it would be written, what holds where it is left out; NULL: it must
 * stand there
 * @syntax: how it stands in the text; what may be counted is in @what
 *
 * One parameter of a kind, in the order of its text: a form can be made of them.
 */
typedef struct
{
  const char *name;
  GengWording title;
  GengRuleParameterType type;
  guint what;
  GengRuleUnit unit;
  int minimum, maximum;
  const char *otherwise;
  GengRuleSyntax syntax;
} GengParameter;

/**
 * GengExample:
 * @text: a statement
 * @chinese: the same in Chinese, word for word
 * @title: what it says
 */
typedef struct
{
  const char *text;
  const char *chinese;
  GengWording title;
} GengExample;

G_END_DECLS
