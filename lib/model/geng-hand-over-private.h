/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

GengHandOver *geng_hand_over_new (const GDate *date,
                                  int minute,
                                  GengItem *item,
                                  GengMember *giver,
                                  GengMember *receiver,
                                  gboolean charge);

G_END_DECLS
