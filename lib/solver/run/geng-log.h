/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-portfolio.h"

G_BEGIN_DECLS

/*
 * What a run tells: progress to the caller, and where it asks for one a log: a line a tick, and at
 * the end a table of who did what, and how busy more threads would have been.
 */
typedef struct _GengLog GengLog;

GengLog *geng_log_new (GengRun *run);
/* Writes the table. */
void geng_log_free (GengLog *self);
/* After a job was merged. */
void geng_log_job (GengLog *self, const GengPortfolio *portfolio, const GengJob *job);

G_END_DECLS
