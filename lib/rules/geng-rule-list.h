/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-people.h"
#include "geng-rotation.h"
#include "geng-rule-def.h"

G_BEGIN_DECLS

/* Every kind of rule, in the order in which they are checked and compiled: what forbids a single
 * duty comes first. */
#define GENG_RULE_LIST(X)                                                                          \
  X (duty)                                                                                         \
  X (elsewhere)                                                                                    \
  X (lend)                                                                                         \
  X (set_aside)                                                                                    \
  X (eligible)                                                                                     \
  X (available)                                                                                    \
  X (leave)                                                                                        \
  X (pin)                                                                                          \
  X (wish)                                                                                         \
  X (cycle)                                                                                        \
  X (rest)                                                                                         \
  X (sequence)                                                                                     \
  X (run)                                                                                          \
  X (whole_weekends)                                                                               \
  X (limit)                                                                                        \
  X (fair_share)                                                                                   \
  X (stability)                                                                                    \
  X (crew)                                                                                         \
  X (role)                                                                                         \
  X (apart)                                                                                        \
  X (together)                                                                                     \
  X (mentor)                                                                                       \
  X (kit)

#define GENG_RULE_DECLARE(kind) extern const GengRuleDef geng_rule_##kind;
GENG_RULE_LIST (GENG_RULE_DECLARE)

/* Whom a term of it names. */
const GengPeople *geng_rule_apart_people (gconstpointer params);

/* Which cycle a term of it follows. */
const GengRotation *geng_rule_cycle_rotation (gconstpointer params);

/* error: (transfer full) */
typedef void (*GengIdleTimes) (guint column, GError *error, gpointer data);
/* Tells of each stretch of a term of it that lies in no shift's way: whatever day it is, no shift
 * that @member (NULL: anybody) may serve lies whole in the times and needs some of the stretch. */
void geng_rule_available_tell_idle (gconstpointer params,
                                    GengStation *station,
                                    GengMember *member,
                                    GengIdleTimes tell,
                                    gpointer data);

/* It is one stretch of a text of it, like `mon..fri 18:00..22:00`. */
gboolean geng_rule_available_reads (const char *text);

void geng_rest_compile (const GengClause *clause, GengLowering *lowering);
/* The most that the member has in one of its spans, in words.  Returns: (transfer full) */
char *geng_limit_figure (gconstpointer params, const GengScene *scene, guint member);

void geng_limit_compile (const GengClause *clause, GengLowering *lowering);

G_END_DECLS
