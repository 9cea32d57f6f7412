/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-line.h"

G_BEGIN_DECLS

/*
 * Days in a row: what the rules run, night-run and days-off share.  The record before the period
 * counts: a run that comes over from it goes on.  A run that touches the last day, or began before
 * what is known, is never too short; neither is one that leave or the contract cuts off on the
 * first day, since nobody can make it longer.
 */
typedef struct
{
  GengLimit limit;
  GengSelector served; /* duties that count; without shifts: days off count */
} GengRuns;

void geng_runs_free (gpointer runs);
/* `title` says what runs: a translated noun. */
void geng_runs_check (const GengClause *clause,
                      const GengScene *scene,
                      GengVerdicts *verdicts,
                      const char *title);
void geng_runs_compile (const GengClause *clause, GengLowering *lowering);

G_END_DECLS
