/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* Stations that are made around a legal roster: whoever says that there is none, or that somebody
 * has no line, is wrong, and nobody needs to solve anything to know it. */

typedef struct
{
  GengStation *station;
  GDate first, last;
} Planted;

/* Many people who serve one day each, and pairs of whom never serve together. */
void planted_crowd_init (Planted *planted, guint64 seed);
/* Few people, each with hard rules that his own line only just keeps. */
void planted_lines_init (Planted *planted, guint64 seed);
/* One who serves in each of many shifts once, in an order of which few neighbours may follow each
 * other: he has a line, and no search that tries one after the other comes upon it. */
void planted_order_init (Planted *planted, guint64 seed);
