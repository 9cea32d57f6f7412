/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * A case is a text file: a station, a roster, and what the judge says of it.  README.md tells the
 * words.
 */
typedef struct
{
  GengStation *station;
  GDate first, last;
  GengRoster *roster;
  GengRoster *history; /* (nullable) */
  GengRoster *base;    /* (nullable) */
  char *expected;      /* a finding a line, in the judge's order */
} RuleCase;

RuleCase *rule_case_load (const char *path, GError **error);
void rule_case_free (RuleCase *rule_case);
/* What the judge said, in the words of a case. */
char *rule_case_findings (GengJudgement *judgement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RuleCase, rule_case_free)

G_END_DECLS
