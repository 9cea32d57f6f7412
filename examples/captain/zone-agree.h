/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "command.h"

/* Which stations of a zone that shares people are published together. */
typedef struct _ZoneAgreement ZoneAgreement;

/* refused: [station]: those that cannot be published */
ZoneAgreement *zone_agreement_new (GengZone *zone, const char *month, const gboolean *refused);
void zone_agreement_free (ZoneAgreement *self);
/* (nullable): why the station is left out, which is not for what is wrong with itself */
const char *zone_agreement_get_why (const ZoneAgreement *self, guint index);
/* The one question where many official duties change at a station; FALSE after a message. */
gboolean zone_agreement_ask (const ZoneAgreement *self, gboolean json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZoneAgreement, zone_agreement_free)
