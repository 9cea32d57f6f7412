/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-shared.h"
#include "geng-rule-def.h"

G_BEGIN_DECLS

/* What these clauses, all of the scene's station or others, say about the scene's roster. */
GengJudgement *geng_judge_clauses (const GengScene *scene, GPtrArray *clauses);

/* What the clauses of a program's own kinds say of it, in the order of a judgement.
 * Returns: (transfer full) */
GengVerdicts *geng_judge_list_own (const GengScene *scene, GPtrArray *clauses);
/* As geng_judgement_new(); by_meaning: own kinds are asked what they mean, in this thread. */
GENG_SHARED
GengJudgement *geng_judge_with (GengRoster *roster,
                                GengRoster *history,
                                GengRoster *base,
                                gboolean by_meaning,
                                GError **error);

/* Pieces of a judgement. */
int geng_judge_compare (const GengVerdict *x, const GengVerdict *y);
void geng_judge_add_up (GengScore *score, const GengVerdict *verdict);
GengFinding *geng_judge_make_finding (const GengVerdict *verdict);
GengGap *geng_judge_make_gap (const GengVerdict *verdict, GengStation *station);

G_END_DECLS
