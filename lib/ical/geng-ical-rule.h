/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libical/ical.h>

/*
 * The days of a recurrence rule (RFC 5545 §3.3.10), FREQ=DAILY and rarer.  libical reads the rule;
 * the days we find ourselves, since its iterator looks through centuries for the next day of a rule
 * that has none, and nobody can count or stop it there.  Here each day that is looked at counts.
 */

/* Whether the rule is of a form whose days can be found: NULL, or what it has that cannot be read,
 * translated. */
const char *geng_ical_rule_fault (const struct icalrecurrencetype *rule);

/* Appends to @days (guint, as g_date_get_julian() counts) those of the rule from @from to @to, both
 * included, in order.  @start: the day of DTSTART, before which there are none; its own day is one
 * where the rule has it.  Each day looked at is taken from @left; FALSE when nothing is left. */
gboolean geng_ical_rule_days (const struct icalrecurrencetype *rule,
                              guint start,
                              guint from,
                              guint to,
                              guint *left,
                              GArray *days);
