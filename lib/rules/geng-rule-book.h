/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-def.h"

G_BEGIN_DECLS

/*
 * Every rule of a station, read, and for whom it holds.
 *
 * A rule stands at the station, at a contract or at a member.  What is nearest to a member replaces
 * the wider statements about the same (a term's key) that hold the same way, and no other: a soft
 * `hours per period` of a member leaves the contract's hard one in force.  `none` lifts what is
 * about its key, or everything of its kind, whatever way it holds.
 */
typedef struct _GengRuleBook GengRuleBook;

/* Told of each rule that is wrong; the error is the callee's to look at. */
typedef void (*GengRuleFault) (GengRule *rule, guint column, const GError *error, gpointer data);

/* Reads them all.  fault: (nullable): is told every mistake; the book holds the rest. */
GengRuleBook *geng_rule_book_new (GengStation *station, GengRuleFault fault, gpointer data);
void geng_rule_book_free (GengRuleBook *book);

/* (transfer none) (element-type GengTerm): what is written there, in order */
GPtrArray *geng_rule_book_station (const GengRuleBook *book);
GPtrArray *geng_rule_book_contract (const GengRuleBook *book, GengContract *contract);
GPtrArray *geng_rule_book_member (const GengRuleBook *book, GengMember *member);
/* The term, written at one of the member's places, holds for the member. */
gboolean geng_rule_book_binds (const GengRuleBook *book, const GengTerm *term, GengMember *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengRuleBook, geng_rule_book_free)

G_END_DECLS
