/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-colgen.h"

G_BEGIN_DECLS

/* What column generation, its pool and its dive share. */

/* A column with less has no share. */
#define GENG_LEAST_SHARE 1e-3

gboolean geng_colgen_knows        (const GengColgen *colgen,
                                   guint             i,
                                   const guint8     *codes);
void     geng_colgen_add_column   (GengColgen       *colgen,
                                   guint             i,
                                   const guint8     *codes);
/* Forgets columns with keep[column] == 0. */
void     geng_colgen_compact      (GengColgen       *colgen,
                                   const guint8     *keep);
void     geng_colgen_solve_master (GengColgen       *colgen,
                                   guint             n_steps);
/* wholly: to the true prices */
void     geng_colgen_widen_boxes  (GengColgen       *colgen,
                                   gboolean          wholly);

G_END_DECLS
