/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-rule-kind.h"

G_BEGIN_DECLS

/* What these clauses, all of the scene's station or others, say about the scene's roster. */
GengJudgement *geng_judge_clauses (const GengScene *scene, GPtrArray *clauses);

G_END_DECLS
