/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-judgement.h"

G_BEGIN_DECLS

/**
 * GengFairShare:
 * @title: of what, in the language of the program: “nights”
 * @had: what the member has of it in the roster
 * @least: the fair share is not less
 * @most: and not more; in between nothing is off
 * @minutes: whether these are minutes; else they are duties
 *
 * What a member has of a burden, and what is his part of it by the rule `fair-share`.
 */
typedef struct
{
  char *title;
  gint64 had;
  gint64 least;
  gint64 most;
  gboolean minutes;

  /*< private >*/
  gpointer reserved[4];
} GengFairShare;

#define GENG_TYPE_FAIR_SHARE (geng_fair_share_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_fair_share_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengFairShare *geng_fair_share_copy (const GengFairShare *self);
GENG_AVAILABLE_IN_1_0
void geng_fair_share_free (GengFairShare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFairShare, geng_fair_share_free)

#define GENG_TYPE_JUDGE (geng_judge_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengJudge, geng_judge, GENG, JUDGE, GObject)

GENG_AVAILABLE_IN_1_0
GengJudge *geng_judge_new (GengRoster *roster,
                           GengRoster *history,
                           GengRoster *base,
                           GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_judge_get_roster (GengJudge *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_judge_get_history (GengJudge *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_judge_get_base (GengJudge *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_judge_update (GengJudge *self, GError **error);
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_judge_get_judgement (GengJudge *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_judge_list_about (GengJudge *self, GengMember *member, const GDate *date);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_judge_list_fair_shares (GengJudge *self, GengMember *member);

G_END_DECLS
