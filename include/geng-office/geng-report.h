/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include "geng-document.h"
#include "geng-subscription.h"

#include <geng/geng.h>

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
char *geng_report_wall_html (GengRoster *roster,
                             GengJudgement *judgement,
                             GengRecord *record,
                             const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_report_qr_text (const char *text);
GENG_AVAILABLE_IN_1_0
char *geng_report_subscribe_html (GengStation *station,
                                  GPtrArray *subscriptions,
                                  GengRoster *roster,
                                  const GDate *first,
                                  const char *language);
GENG_AVAILABLE_IN_1_0
GHashTable *geng_report_subscribe_pages (GengStation *station,
                                         GPtrArray *subscriptions,
                                         GengRoster *roster,
                                         const GDate *first,
                                         const char *language);
GENG_AVAILABLE_IN_1_0
GBytes *geng_report_xlsx (GengRoster *roster,
                          GengJudgement *judgement,
                          GengRecord *record,
                          const char *language,
                          GError **error);

/**
 * GengForm:
 * @GENG_FORM_ROSTER: a row a date with the crews of its shifts (值班安排表)
 * @GENG_FORM_SIGN_IN: who came and left when (签到表)
 * @GENG_FORM_PATROL: what a patrol looked at (巡逻记录表)
 * @GENG_FORM_HAND_OVER: what one shift gives over to the next (交接班记录)
 * @GENG_FORM_KIT: kit that goes out and comes back (装备领用登记表)
 *
 * A form on paper, filled in by hand.
 */
typedef enum
{
  GENG_FORM_ROSTER,
  GENG_FORM_SIGN_IN,
  GENG_FORM_PATROL,
  GENG_FORM_HAND_OVER,
  GENG_FORM_KIT
} GengForm;

#define GENG_TYPE_FORM (geng_form_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_form_get_type (void) G_GNUC_CONST;

/* What people sign and the meeting reads: from the journal, beside the roster. */
GENG_AVAILABLE_IN_1_0
GengDocument *geng_report_form (GengForm form,
                                GengRoster *roster,
                                GengRoster *history,
                                GengJournal *journal,
                                const GDate *first,
                                const GDate *last,
                                gboolean official,
                                const char *language);
GENG_AVAILABLE_IN_1_0
GengDocument *geng_report_leave_form (GengStation *station,
                                      GengMember *member,
                                      GengJournal *journal,
                                      GVariant *changes,
                                      const GDate *first,
                                      const GDate *last,
                                      const char *language);
GENG_AVAILABLE_IN_1_0
GengDocument *geng_report_attendance (GengStation *station,
                                      const GDate *month,
                                      GengRoster *official,
                                      GengJournal *journal,
                                      const char *language);
GENG_AVAILABLE_IN_1_0
GengDocument *geng_report_pay (GengStation *station,
                               const GDate *month,
                               GengRoster *official,
                               GengJournal *journal,
                               const char *language);
GENG_AVAILABLE_IN_1_0
void geng_report_pay_reach (GengStation *station, const GDate *month, GDate *first);
GENG_AVAILABLE_IN_1_0
GengDocument *geng_report_meeting (GengStation *station,
                                   const GDate *date,
                                   GengRoster *reviewed,
                                   GengJournal *journal,
                                   GengRoster *history,
                                   GengRoster *next,
                                   GengJudgement *next_judgement,
                                   gboolean next_official,
                                   GengAdvice *advice,
                                   const char *language);

G_END_DECLS
