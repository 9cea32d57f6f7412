/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-kind.h"

G_BEGIN_DECLS

/* Sets GENG_ERROR_NO_LINE with the member's name and those of his rules that contradict each
 * other: a smallest set, found by leaving rules out one by one. */
void geng_clash_set_error (const GengScene *scene,
                           GPtrArray *clauses,
                           guint member,
                           GError **error);

G_END_DECLS
