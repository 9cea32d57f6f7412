/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * An instance of the employee shift scheduling benchmark (T. Curtois and R. Qu, Computational
 * results on new staff scheduling benchmark instances, 2014) as a station built through the public
 * model alone.
 */
typedef struct
{
  GengStation *station;
  GDate first, last;    /* day 0 is a Monday */
  GPtrArray *members;   /* GengMember, in the order of the file */
  GHashTable *days_off; /* “member day” of each fixed day off */
  gint64 unavoidable;   /* wishes to work on a fixed day off: a station counts no such wish */
} BenchInstance;

BenchInstance *bench_instance_load (const char *path, GError **error);
void bench_instance_free (BenchInstance *self);

/* RosterViewer's form: a row a member, a tab-separated cell a day, empty = off. */
char *bench_instance_solution (BenchInstance *self, GengRoster *roster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchInstance, bench_instance_free)

G_END_DECLS
