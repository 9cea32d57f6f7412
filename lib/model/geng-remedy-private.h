/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* What a remedy says; those who make one fill in what its kind needs. */
typedef struct
{
  GengRemedyKind kind;
  int number;                /* of people; of a crew: its new size */
  int before;                /* of a crew: its size as it is wanted */
  const char *const *roles;  /* (nullable): ids, `org:` and an id for an organisation */
  const char *title;         /* (nullable): what the roles are called */
  GengMember *member;        /* (nullable) */
  GengRequest *request;      /* (nullable): the leave */
  GengDemand *demand;        /* (nullable) */
  const char *rule;          /* (nullable): the kind of the limit */
  const char *rule_text;     /* (nullable): its statement for the member */
  const char *rule_sentence; /* (nullable): the same for a reader */
  GArray *days;              /* (nullable) (element-type guint32): Julian, ascending */
  gint64 gaps;               /* places that stay open with it */
  gboolean least;            /* proven: a smaller number would not do as much */
} GengRemedyFacts;

GengRemedy *geng_remedy_make (const GengRemedyFacts *facts);
/* remedies: (transfer full) (element-type GengRemedy): the best first */
GengAdvice *geng_advice_make (gint64 planned_gaps,
                              gint64 gaps,
                              gboolean proven,
                              gboolean reduced,
                              gboolean around_shared,
                              GPtrArray *remedies);

G_END_DECLS
