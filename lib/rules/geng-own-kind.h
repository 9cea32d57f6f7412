/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-rule-def.h"

G_BEGIN_DECLS

/* A program's own kinds among the library's. */

/* In geng-lowered.h, which only those who compile see. */
typedef struct _GengLowered GengLowered;

/* What a term of one says. */
typedef struct
{
  GengRuleKind *kind;
  char *text;
  GHashTable *values; /* a parameter's name to its GValue */
} GengOwn;

/* (transfer none) (nullable) (element-type GengRuleKind): of the station */
GENG_SHARED
GPtrArray *geng_own_kinds (GengStation *station);
/* The station is a copy that a thread works on. */
gboolean geng_own_is_copy (GengStation *station);
/* Of a kind that a station has. */
const GengRuleDef *geng_own_def (GengRuleKind *kind);

/* A scene that is by_meaning asks what a roster means; another one, what was written.  With
 * lowers_now it is written at once, also for a station that is a copy. */

/* Gives the clause what its kind wrote, where the scene does not ask what it means.  FALSE where
 * nothing is known of it: a thread works on a copy for which it was not asked. */
gboolean geng_own_prepare (GengClause *clause, const GengScene *scene);
/* Asks all own kinds what they write for this period, and keeps it with the station, which is a
 * copy: from here on nothing of the program is called for it. */
void geng_own_lower_ahead (GengStation *station,
                           const GDate *first,
                           const GDate *last,
                           GengRoster *history,
                           GengRoster *base);

/* -- values -- */

/* Reads the values of the statement's kind.  (transfer full) (nullable) */
GengOwn *geng_own_parse (GengStatement *statement, GengRuleKind *kind, GError **error);
void geng_own_free (gpointer own);
/* 0 where it holds hard. */
int geng_own_weight (const GengOwn *own);

/* -- calling -- */

void geng_own_call_check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts);
/* (transfer full) */
GengLowered *geng_own_call_lower (const GengClause *clause, const GengScene *scene);

G_END_DECLS
