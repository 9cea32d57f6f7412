/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-pay.h>

G_BEGIN_DECLS

/* How a contract counts hours and what it pays; amounts in hundredths of the currency's unit. */
typedef struct
{
  GengHoursScheme scheme;
  char *approval;
  GengOrganisation *paid_by; /* (nullable) */
  gboolean split_by_time;
  int per_hour[GENG_N_PAY_CLASSES];
  int per_duty[GENG_N_PAY_CLASSES];
  int factor[GENG_N_PAY_CLASSES]; /* of an ordinary hour, in hundredths; 0: the amount holds */
} GengPayTerms;

/* Returns: (transfer none) */
GengPayTerms *geng_contract_pay_terms (GengContract *self);

G_END_DECLS
