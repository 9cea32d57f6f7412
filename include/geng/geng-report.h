/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-judgement.h"
#include "geng-subscription.h"

G_BEGIN_DECLS

/* What people read: text for terminals and chat groups, pages for the wall, slips and workbooks. */

GENG_AVAILABLE_IN_1_0
char *geng_report_month (GengRoster *roster,
                         GengJudgement *judgement,
                         const char *language,
                         guint width);
GENG_AVAILABLE_IN_1_0
char *geng_report_posts (GengRoster *roster, GengJudgement *judgement, const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_report_chat (GengRoster *roster,
                        GengJudgement *judgement,
                        const GDate *date,
                        const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_report_now (GengRoster *roster, GDateTime *instant, const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_report_wall_html (GengRoster *roster, GengJudgement *judgement, const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_report_subscribe_html (GengStation *station,
                                  GPtrArray *subscriptions,
                                  GengRoster *roster,
                                  const GDate *from,
                                  const char *language);
GENG_AVAILABLE_IN_1_0
GBytes *geng_report_xlsx (GengRoster *roster,
                          GengJudgement *judgement,
                          const char *language,
                          GError **error);

G_END_DECLS
