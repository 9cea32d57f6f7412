/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-term.h"
#include "geng-scene.h"

G_BEGIN_DECLS

/* Members whom a rule names: at least two, and nobody twice. */
typedef struct
{
  GPtrArray *members; /* GengMember, as named */
} GengPeople;

/* Reads ids up to the end of the text or one of @ends.  ends: ended by NULL */
gboolean geng_people_parse (GengPeople *people,
                            GengRuleText *text,
                            GengStation *station,
                            const char *const *ends,
                            GError **error);
void geng_people_clear (GengPeople *people);

/* The set of them, in whatever order they are named.  Returns: (transfer full) */
char *geng_people_key (const GengPeople *people);
/* Their names.  Returns: (transfer full) */
char *geng_people_names (const GengPeople *people);
/* Two whom both name; FALSE where there are none. */
gboolean geng_people_share_two (const GengPeople *a, const GengPeople *b);

/* a, b: indexes of the scene's members */
typedef void (*GengEachPair) (gconstpointer params, guint a, guint b, gpointer user_data);
void geng_people_for_each_pair (const GengPeople *people,
                                const GengScene *scene,
                                GengEachPair each,
                                gconstpointer params,
                                gpointer user_data);

G_END_DECLS
