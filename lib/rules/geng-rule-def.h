/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-parameter.h"
#include "geng-rule-term.h"
#include "geng-scene.h"
#include "geng-verdicts.h"

#include <geng/geng-rule-kind.h>

G_BEGIN_DECLS

/*
 * A kind of rule is a name, data that describe it, and a handful of callbacks.  Its *meaning*
 * (check) reads a roster, slow and clear; its *lowering* (compile) writes lines and cells.  The two
 * know nothing of each other: the tests hold them together.
 */

/**
 * GengReach:
 * @GENG_REACH_ALL: anywhere, also at other members and days
 * @GENG_REACH_MEMBER: at the member whose duty it is, if the clause is narrowed to him
 * @GENG_REACH_DAY: at the day of the duty, if the scene's look_first and look_last are that day
 *
 * Where a change of one duty may change what check says.  A judge who follows a roster looks there
 * alone; a kind that does not say so is checked whole.
 */
typedef enum
{
  GENG_REACH_ALL,
  GENG_REACH_MEMBER,
  GENG_REACH_DAY
} GengReach;

/* In geng-lowering.h, which only those who compile see. */
typedef struct _GengLowering GengLowering;

/**
 * GengRuleDef:
 * @name: as written in a station's files
 * @chinese: the same in Chinese
 * @title: the rule in a reader's words
 * @meaning: what it counts, when it is broken, what it costs, in a paragraph
 * @grammar: of its text; NULL for a kind that always holds
 * @data: of a kind that always holds, what of the station it reads instead of a text
 * @examples: ended by one without text; the first is the usual one
 * @parameters: ended by one without a name
 * @is_whole: a `;` in its text separates no statements but belongs to the one
 * @has_mates: its clauses know by which terms of the kind the other members are bound
 * @reach: where a change of one duty may change what check says
 * @of_others: what it says of one member may depend on the requests of others
 * @parse: reads one statement; what it names must be in the station
 * @free: frees params
 * @describe: a term in a sentence, translated; (transfer full)
 * @check: reports what the scene's roster breaks
 * @compile: writes the same into the problem
 * @own: (nullable): the program's kind that it stands for
 */
struct _GengRuleDef
{
  const char *name;
  const char *chinese;
  GengWording title;
  GengWording meaning;
  const char *grammar;
  GengWording data;
  const GengExample *examples;
  const GengParameter *parameters;
  GengRuleScope scope;
  gboolean is_whole;
  gboolean has_mates;
  GengReach reach;
  gboolean of_others;
  gboolean (*parse) (GengStatement *statement, GError **error);
  void (*free) (gpointer params);
  char *(*describe) (gconstpointer params);
  void (*check) (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts);
  void (*compile) (const GengClause *clause, GengLowering *lowering);
  GengRuleKind *own;
};

/* All kinds, ended by NULL, in the order in which they are checked and compiled. */
const GengRuleDef *const *geng_rule_defs (void);
/* By its name in either language.
 * station: (nullable): whose own kinds are looked for as well */
const GengRuleDef *geng_rule_def_lookup (GengStation *station, const char *name);

/* Its name in the language of messages. */
const char *geng_rule_def_word (const GengRuleDef *kind);
/* Its title, likewise. */
const char *geng_rule_def_title (const GengRuleDef *kind);

/* Like lookup, for a name that somebody wrote: the error lists what there is. */
const GengRuleDef *geng_rule_def_find (GengStation *station, const char *name, GError **error);
/* Reads one statement.
 * part: (nullable): of a zone's planning station, whose statement it is
 * column: (out) (optional): of the error, from 1, in characters.
 * Returns: (transfer full) (element-type GengTerm): what it says, at least one; or NULL. */
GPtrArray *geng_rule_def_parse (const GengRuleDef *kind,
                                GengStation *station,
                                const char *part,
                                const char *source,
                                guint *column,
                                GError **error);
/* Reads one rule's text and forgets it: what the files of a station are checked with.
 * part: (nullable): as above
 * column: (out) (optional): of the error, from 1, in characters. */
gboolean geng_rule_check_text (GengStation *station,
                               const char *part,
                               const char *kind,
                               const char *text,
                               guint *column,
                               GError **error);

/* Every rule of the scene's station with those whom it binds, in the order of the kinds.
 * Returns: (transfer full) (element-type GengClause), or NULL and the first error. */
GPtrArray *geng_clauses_new (const GengScene *scene, GError **error);

G_END_DECLS
