/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-faults.h"

/**
 * GengColumn:
 * @english: name of the column
 * @chinese: the same in Chinese
 * @needed: whether a table without it is faulty
 *
 * Tables of columns end with a %NULL name.
 */
typedef struct
{
  const char *english;
  const char *chinese;
  gboolean needed;
} GengColumn;

typedef struct
{
  char *text;
  guint line;
  guint column;
} GengField;

/* Rows hold the fields in the order of the GengColumn table; a column that the file does not have
 * is empty. */
typedef struct
{
  guint line;
  GengField *fields;
} GengRow;

/* Bounds for files from strangers. */
#define GENG_CSV_MAX_ROWS 100000
#define GENG_CSV_MAX_FIELDS 64

GPtrArray *geng_csv_read (const char *text, const GengColumn *columns, GengFaults *faults);

GString *geng_csv_begin (const GengColumn *columns, gboolean chinese);
void geng_csv_field (GString *table, const char *text);
void geng_csv_end_row (GString *table);
GBytes *geng_csv_finish (GString *table);
