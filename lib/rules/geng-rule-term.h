/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station.h>

#include "geng-rule-text.h"

G_BEGIN_DECLS

/* What a rule's text says once it is read, and whom it binds. */

typedef struct _GengRuleDef GengRuleDef;
/**
 * GengHold:
 * @GENG_HOLD_NONE: lifts what wider statements about the same say
 * @GENG_HOLD_HARD: is never broken
 * @GENG_HOLD_SOFT: costs for each unit off
 * @GENG_HOLD_TARGET: the middle that is aimed at, beside a range
 *
 * How a term holds.  A nearer term replaces a wider one that is about the same and holds the same
 * way: what is soft never lifts what is hard.
 */
typedef enum
{
  GENG_HOLD_NONE,
  GENG_HOLD_HARD,
  GENG_HOLD_SOFT,
  GENG_HOLD_TARGET
} GengHold;

/**
 * GengTerm:
 * @params: what the kind's parse made of it; NULL for %GENG_HOLD_NONE
 * @key: what it is about, like `nights per week`; NULL of %GENG_HOLD_NONE: everything of the kind
 * @rule: (nullable): the rule that says it
 *
 * One thing that a statement says: `hours per week ..44 target 40` says two.
 */
typedef struct
{
  const GengRuleDef *kind;
  gpointer params;
  char *key;
  GengHold hold;
  GengRule *rule;
} GengTerm;

/* What a statement's parse reads from and writes to. */
typedef struct
{
  const GengRuleDef *kind;
  GengRuleText text;
  GengStation *station;
  GPtrArray *terms; /* GengTerm */
} GengStatement;

/* params: (transfer full).  Returns: (transfer full): counted; freed with its params */
GengTerm *geng_term_new (const GengRuleDef *kind, gpointer params);
GengTerm *geng_term_ref (GengTerm *term);
void geng_term_unref (gpointer term);
/* Of a zone's planning station, who says it.  (nullable) */
const char *geng_term_part (const GengTerm *term);

/* params, key: (transfer full): freed with the term */
void geng_statement_add (GengStatement *statement, gpointer params, char *key, GengHold hold);
/* GENG_HOLD_HARD for weight 0, else GENG_HOLD_SOFT */
GengHold geng_hold_of (int weight);
/* Eats `none` and adds a term that lifts what is about @key. */
gboolean geng_statement_lifts (GengStatement *statement, const char *key);

/**
 * GengClause:
 * @params: a term's; NULL for a kind that always holds
 * @members: (element-type guint): for whom it holds, indexes into the scene's members, ascending
 * @term: (nullable): whose params these are
 * @mates: (nullable) (element-type GengTerm): of a kind that asks for them, the term that binds
 * each of the scene's members, NULL for those whom none binds; also where @members is narrowed
 * @lowered: (nullable): of a program's own kind, what its lowering wrote
 *
 * One term and the members whom it binds.
 */
typedef struct
{
  const GengRuleDef *kind;
  gpointer params;
  GArray *members;
  GengTerm *term;
  GPtrArray *mates;
  struct _GengLowered *lowered;
} GengClause;

/* term: (nullable): of a kind that always holds.  Returns: (transfer full) */
GengClause *geng_clause_new (const GengRuleDef *kind, GengTerm *term, GArray *members);
void geng_clause_free (gpointer clause);
/* Where the member stands among those whom it binds; -1 for one whom it does not bind. */
int geng_clause_find (const GengClause *clause, guint member);

G_END_DECLS
