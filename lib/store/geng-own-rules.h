/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-member.h>

G_BEGIN_DECLS

/* Columns of members.csv that are rules of the member's own. */
typedef enum
{
  GENG_OWN_AVAILABLE, /* 可值时段: the times at which he can serve */
  GENG_OWN_ROUNDS,    /* 每月次数: how often a month he wishes to serve */
  GENG_N_OWN_RULES
} GengOwnRule;

const char *geng_own_rule_kind (GengOwnRule own);
/* The rule's text for what a cell says.  Returns: (transfer full) */
char *geng_own_rule_text (GengOwnRule own, const char *cell);
/* The cell for a rule's text; NULL where the column cannot say it.  Returns: (transfer full) */
char *geng_own_rule_cell (GengOwnRule own, const char *text);
/* The member's first rule that stands in the column.  Returns: (transfer full) (nullable) */
GengRule *geng_own_rule_find (GengOwnRule own, GengMember *member);

G_END_DECLS
