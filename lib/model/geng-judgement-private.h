/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

GengJudgement *geng_judgement_make (const GengScore *score, GPtrArray *findings, GPtrArray *gaps);

G_END_DECLS
