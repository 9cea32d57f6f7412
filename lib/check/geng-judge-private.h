/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-rule-kind.h"

G_BEGIN_DECLS

/* What these clauses, all of the scene's station or others, say about the scene's roster. */
GengJudgement *geng_judge_clauses (const GengScene *scene, GPtrArray *clauses);

/* Pieces of a judgement. */
int geng_judge_compare (const GengVerdict *x, const GengVerdict *y);
void geng_judge_add_up (GengScore *score, const GengVerdict *verdict);
GengFinding *geng_judge_make_finding (const GengVerdict *verdict);
GengGap *geng_judge_make_gap (const GengVerdict *verdict, GengStation *station);

G_END_DECLS
