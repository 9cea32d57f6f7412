/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-run.h"

G_BEGIN_DECLS

/*
 * The solver looks over its own shoulder: what it keeps running is reckoned from scratch and
 * compared.  Built in by the option `audit`, and always under the address sanitizer; a difference
 * aborts.
 */
#if defined(GENG_AUDIT) || defined(__SANITIZE_ADDRESS__)
#define geng_audit(run, roster) geng_audit_roster (run, roster)
#else
#define geng_audit(run, roster) ((void) (run), (void) (roster))
#endif

/* Lines' prices, cells' counts and the roster's price; no legal roster lies below the bound. */
void geng_audit_roster (const GengRun *run, const GengRosterState *roster);

G_END_DECLS
