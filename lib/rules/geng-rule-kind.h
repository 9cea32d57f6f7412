/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station.h>

#include "geng-verdicts.h"
#include "geng-rule-text.h"
#include "geng-scene.h"

G_BEGIN_DECLS

/*
 * A kind of rule is a name and a handful of callbacks.  Its *meaning* (check) reads a roster, slow
 * and clear; its *lowering* (compile) writes lines and cells.  The two know nothing of each other:
 * the tests hold them together.
 */

/**
 * GengRuleScope:
 * @GENG_RULE_ALWAYS: holds for everybody, driven by the station's data; there is no text
 * @GENG_RULE_PERSONAL: written at a member, a contract or the station; the nearest text replaces
 * the wider ones
 * @GENG_RULE_STATION: written at the station only; every text of the kind holds
 */
typedef enum
{
  GENG_RULE_ALWAYS,
  GENG_RULE_PERSONAL,
  GENG_RULE_STATION
} GengRuleScope;

typedef struct _GengRuleKind GengRuleKind;
/* In geng-lowering.h, which only those who compile see. */
typedef struct _GengLowering GengLowering;

/**
 * GengClause:
 * @params: what the kind's parse made of the text; NULL for a kind that always holds
 * @members: (element-type guint): for whom it holds, indexes into the scene's members, ascending
 *
 * One rule and the members whom it binds.
 */
typedef struct
{
  const GengRuleKind *kind;
  gpointer params;
  GArray *members;
} GengClause;

/**
 * GengRuleKind:
 * @name: as written in a station's files
 * @title: the rule in a reader's words (a msgid)
 * @form: an example of its text; NULL for a kind that always holds
 * @parse: makes params of the text; what the text names must be in the station
 * @free: frees params
 * @describe: the rule in a sentence, translated; (transfer full)
 * @check: reports what the scene's roster breaks
 * @compile: writes the same into the problem
 */
struct _GengRuleKind
{
  const char *name;
  const char *title;
  const char *form;
  GengRuleScope scope;
  gpointer (*parse) (GengRuleText *text, GengStation *station, GError **error);
  void (*free) (gpointer params);
  char *(*describe) (gconstpointer params);
  void (*check) (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts);
  void (*compile) (const GengClause *clause, GengLowering *lowering);
};

/* All kinds, ended by NULL, in the order in which they are checked and compiled. */
const GengRuleKind *const *geng_rule_kinds (void);
const GengRuleKind *geng_rule_kind_lookup (const char *name);

/* Like lookup, for a name that somebody wrote: the error lists what there is. */
const GengRuleKind *geng_rule_kind_find (const char *name, GError **error);
/* params: (out): NULL where the text is `none`, which lifts a wider rule of the kind.
 * column: (out) (optional): of the error, from 1, in characters. */
gboolean geng_rule_kind_parse (const GengRuleKind *kind,
                               GengStation *station,
                               const char *source,
                               gpointer *params,
                               guint *column,
                               GError **error);
/* Reads one rule's text and forgets it: what the files of a station are checked with.
 * column: (out) (optional): of the error, from 1, in characters. */
gboolean geng_rule_check_text (GengStation *station,
                               const char *kind,
                               const char *text,
                               guint *column,
                               GError **error);

/* Every rule of the scene's station with those whom it binds, in the order of the kinds.
 * Returns: (transfer full) (element-type GengClause), or NULL and the first error. */
GPtrArray *geng_clauses_new (const GengScene *scene, GError **error);

G_END_DECLS
