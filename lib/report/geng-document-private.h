/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

/*
 * A document is made once, block by block, and written as a page to print or as a workbook.
 *
 *     GengDocument *document = geng_document_new ("zh", "签到表", GENG_DOCUMENT_WIDE);
 *     GengGrid *grid = geng_document_grid (document);
 *     geng_grid_column (grid, "姓名", 8);
 *     geng_grid_column (grid, "签名", 10);
 *     geng_grid_row (grid);
 *     geng_grid_text (grid, GENG_LOOK_PLAIN, "赵甲");
 *     geng_grid_text (grid, GENG_LOOK_SIGN, "");
 *     html = geng_document_to_html (document);
 */

typedef enum
{
  GENG_DOCUMENT_TALL = 0,
  GENG_DOCUMENT_WIDE = 1 << 0,    /* A4 landscape */
  GENG_DOCUMENT_INTERNAL = 1 << 1 /* for the office alone, and headed so */
} GengDocumentFlags;

typedef enum
{
  GENG_TONE_PLAIN,
  GENG_TONE_SUB,  /* centred below the title */
  GENG_TONE_LOUD, /* centred in a frame: a draft, for the office alone */
  GENG_TONE_NOTE  /* small: what a figure means */
} GengTone;

typedef enum
{
  GENG_LOOK_PLAIN,
  GENG_LOOK_TEXT, /* from the left */
  GENG_LOOK_SIGN, /* room to write by hand */
  GENG_LOOK_OPEN  /* grey: not confirmed */
} GengLook;

/* How the columns that are series are drawn in a last column of their own. */
typedef enum
{
  GENG_CHART_NONE,
  GENG_CHART_BESIDE, /* each series a bar, the last one dark */
  GENG_CHART_STACKED /* one bar of all series, from light to dark */
} GengChart;

typedef struct
{
  char *text;
  guint width; /* in characters */
  gboolean series, shaded;
} GengGridColumn;

typedef struct
{
  char *text;
  GengLook look;
  gboolean numeric; /* the number is what a workbook gets */
  double number;
  guint span; /* columns */
} GengGridCell;

typedef struct
{
  GArray *cells; /* of GengGridCell */
  gboolean total;
} GengGridRow;

/* A table of a document. */
typedef struct
{
  GArray *columns; /* of GengGridColumn */
  GArray *rows;    /* of GengGridRow */
  GengChart chart;
  char *chart_title; /* (nullable) */
  gboolean dense;    /* much to read in little room: smaller letters */
} GengGrid;

typedef enum
{
  GENG_BLOCK_PAGE,
  GENG_BLOCK_SHEET,
  GENG_BLOCK_HEADING,
  GENG_BLOCK_PARAGRAPH,
  GENG_BLOCK_GRID,
  GENG_BLOCK_FOOTER
} GengBlockKind;

typedef struct
{
  GengBlockKind kind;
  GengTone tone;
  char *text;   /* (nullable) */
  char **texts; /* (nullable): the places of a footer */
  GengGrid *grid;
} GengBlock;

struct _GengDocument
{
  GObject parent_instance;

  char *language; /* "en" or "zh" */
  char *title;
  GengDocumentFlags flags;
  GArray *blocks; /* of GengBlock */
};

GengDocument *geng_document_new (const char *language, const char *title, GengDocumentFlags flags);
/* The text in the document's language. */
const char *geng_document_say (GengDocument *self, const char *english, const char *chinese);
/* What follows begins a new page, and a new sheet of the workbook with that name. */
void geng_document_page (GengDocument *self, const char *name);
/* What follows stands on a sheet of its own in the workbook, on paper below what there is. */
void geng_document_sheet (GengDocument *self, const char *name);
void geng_document_heading (GengDocument *self, const char *text);
void geng_document_paragraph (GengDocument *self, GengTone tone, const char *text);
/* Who signs below: names of the places, up to a NULL. */
void geng_document_footer (GengDocument *self, ...) G_GNUC_NULL_TERMINATED;
/* (transfer none): a new table of the document */
GengGrid *geng_document_grid (GengDocument *self);

/* (transfer none): valid until the next column */
GengGridColumn *geng_grid_column (GengGrid *self, const char *text, guint width);
/* Begins a row; cells follow. */
void geng_grid_row (GengGrid *self);
/* Begins a row of sums. */
void geng_grid_total (GengGrid *self);
/* text: (nullable): nothing */
void geng_grid_text (GengGrid *self, GengLook look, const char *text);
void geng_grid_span (GengGrid *self, GengLook look, const char *text, guint n_columns);
void geng_grid_number (GengGrid *self, double number);
/* A number that people read as @text. */
void geng_grid_figure (GengGrid *self, double number, const char *text);
/* A time in hours, as "7:40" for people. */
void geng_grid_hours (GengGrid *self, int minutes);
/* Empty cells to write into. */
void geng_grid_empty (GengGrid *self, guint n);
guint geng_grid_n_series (const GengGrid *self);
/* 0xRRGGBB, black and white: from light to dark, the last series is the darkest. */
guint32 geng_grid_shade (guint series, guint n_series);
/* So many rows at the beginning stay with the head, and so many at the end with each other, so that
 * no page has a lonely row; all of them where the table is short. */
void geng_grid_together (const GengGrid *self, guint *n_first, guint *n_last);

G_END_DECLS
