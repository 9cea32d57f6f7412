/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

#define GENG_TYPE_KIT_LOAN (geng_kit_loan_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengKitLoan, geng_kit_loan, GENG, KIT_LOAN, GObject)

GENG_AVAILABLE_IN_1_0
const GDate *geng_kit_loan_get_date (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
GengShift *geng_kit_loan_get_shift (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_kit_loan_get_member (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
const char *geng_kit_loan_get_kit_set (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
GengItem *geng_kit_loan_get_item (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
int geng_kit_loan_get_out_minute (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
int geng_kit_loan_get_back_minute (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
GengItemState geng_kit_loan_get_state (GengKitLoan *self);
GENG_AVAILABLE_IN_1_0
const char *geng_kit_loan_get_note (GengKitLoan *self);

G_END_DECLS
