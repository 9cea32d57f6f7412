/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include <geng/geng.h>

G_BEGIN_DECLS

/* What is told to members and to the group, as text to paste into a chat. */

GENG_AVAILABLE_IN_1_0
char *geng_message_change (GengRoster *before,
                           GengRoster *after,
                           GengMember *member,
                           const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_message_ask (GengRoster *roster,
                        GengDuty *duty,
                        GengMember *member,
                        const char *language);
GENG_AVAILABLE_IN_1_0
char **geng_message_split (const char *text, gsize most_bytes);

G_END_DECLS
