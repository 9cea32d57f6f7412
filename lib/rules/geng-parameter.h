/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-text.h"

G_BEGIN_DECLS

/* What a kind of rule says of its own text: a form, a manual page and a check can be made of it. */

/**
 * GengParameter:
 * @name: as programs call it
 * @title: in a reader's words (a msgid)
 * @what: of a selector or pattern, the %GengWhat that it may be
 * @unit: of a range or number
 * @minimum: of a range or number, in the unit that is kept
 * @maximum: the same
 * @otherwise: (nullable): as it would be written, what holds where it is left out; NULL: it must
 * stand there
 *
 * One parameter of a kind, in the order of its text: a form can be made of them.
 */
typedef struct
{
  const char *name;
  const char *title;
  GengRuleParameterType type;
  guint what;
  GengRuleUnit unit;
  int minimum, maximum;
  const char *otherwise;
} GengParameter;

/**
 * GengExample:
 * @text: a statement
 * @chinese: the same in Chinese, word for word
 * @title: what it says (a msgid)
 */
typedef struct
{
  const char *text;
  const char *chinese;
  const char *title;
} GengExample;

G_END_DECLS
