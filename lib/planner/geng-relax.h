/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-book.h"

G_BEGIN_DECLS

/* A limit that keeps a member from a duty, one step wider. */
typedef struct
{
  const char *kind; /* static */
  char *text;       /* for the member alone, like `hours per period ..194` */
  char *sentence;   /* the same for a reader */
} GengRelaxed;

/* The statement of kind @kind that @claim describes, among those that bind @member; NULL where it
 * has no upper end, or is the member's own.
 * step: in minutes, for a limit of hours; others go up by one. */
GengRelaxed *geng_relax (GengStation *station,
                         const GengRuleBook *book,
                         GengMember *member,
                         const char *kind,
                         const char *claim,
                         int step);
void geng_relaxed_free (GengRelaxed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengRelaxed, geng_relaxed_free)

G_END_DECLS
