/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-task.h"

G_BEGIN_DECLS

/*
 * How long a run's jobs would take on so many threads, in effort, each of which does as much of it
 * at a time: what waits for what is known, and what others can lend a hand with.
 */
typedef struct _GengChain GengChain;

/* alone: effort before the first job, of one thread */
GengChain *geng_chain_new (guint64 alone);
void geng_chain_free (GengChain *self);
/* Jobs in the order in which they are merged. */
void geng_chain_add (GengChain *self, const GengJob *job);
double geng_chain_find_length (const GengChain *self, guint n_threads);
/* Of all. */
guint64 geng_chain_get_effort (const GengChain *self);

G_END_DECLS
