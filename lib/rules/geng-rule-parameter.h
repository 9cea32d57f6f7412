/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-text.h"

G_BEGIN_DECLS

/* What a kind of rule says of its own text: a form, a manual page and a check can be made of it. */

/* What a parameter of a rule is. */
typedef enum
{
  GENG_PARAMETER_WHAT,    /* a selector; `what` says which */
  GENG_PARAMETER_SPAN,    /* `per week`, … */
  GENG_PARAMETER_RANGE,   /* 2..5, 2.., ..5 */
  GENG_PARAMETER_NUMBER,  /* 168 */
  GENG_PARAMETER_HOLD,    /* nothing: hard; `soft W` */
  GENG_PARAMETER_FLAG,    /* a word that stands there or not */
  GENG_PARAMETER_PATTERN, /* 2 to 8 selectors, a day each */
  GENG_PARAMETER_MEMBERS, /* ids of members */
  GENG_PARAMETER_CYCLE,   /* the id of a cycle */
  GENG_PARAMETER_TIMES,   /* days with times */
  GENG_PARAMETER_ROLE     /* a role, or org: and an organisation */
} GengParameterType;

/**
 * GengRuleParameter:
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
  GengParameterType type;
  guint what;
  GengUnit unit;
  int minimum, maximum;
  const char *otherwise;
} GengRuleParameter;

/**
 * GengRuleExample:
 * @text: a statement
 * @chinese: the same in Chinese, word for word
 * @title: what it says (a msgid)
 */
typedef struct
{
  const char *text;
  const char *chinese;
  const char *title;
} GengRuleExample;

G_END_DECLS
