/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "geng-params-bound.h"
#include "geng-params-search.h"

G_BEGIN_DECLS

/*
 * Every number of the search that could be another: P (name, default, lowest, highest, "meaning",
 * "source") or T (name, default, lowest, highest, "meaning").  A source is a paper, what decides
 * it, or a heading of tests/bench/RESULTS.md, below which the command stands that showed it.  The
 * source of a row T, which was tuned, is the command that shows what it is worth; what that said
 * last is in RESULTS.md ("Parameters").  What an array's size or a type's width decides is no
 * parameter and stands where it is used.  (The form is that of Biere's kissat, src/options.h.)
 */
#define GENG_PARAMS(P, T) GENG_PARAMS_SEARCH (P, T) GENG_PARAMS_BOUND (P, T)
#define GENG_PARAM_COMMAND(name) "tests/bench/ablation.py --only " #name

typedef struct
{
#define GENG_PARAM_FIELD(name, ...) double name;
  GENG_PARAMS (GENG_PARAM_FIELD, GENG_PARAM_FIELD)
#undef GENG_PARAM_FIELD
} GengParams;

/* A row of the table, for listings. */
typedef struct
{
  const char *name;
  double standard, lowest, highest;
  const char *meaning, *source;
} GengParamRow;

/* Ends with a row whose name is NULL. */
extern const GengParamRow geng_param_rows[];
extern const GengParams geng_params_standard;

/* "name=value"; FALSE and what is wrong with it where there is no such parameter or the value is
 * outside its range. */
gboolean geng_params_set (GengParams *params, const char *assignment, GError **error);

G_END_DECLS
