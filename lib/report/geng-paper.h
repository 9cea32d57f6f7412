/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * A document on paper: headings and tables with a frame, in black and white, that a browser prints
 * on A4 and an office program opens for editing.
 *
 *     GengPaper *paper = geng_paper_new ("zh", "签到表", FALSE);
 *     geng_paper_begin_table (paper, "日期", "姓名", NULL);
 *     geng_paper_row (paper, NULL, "2026-12-01", "赵甲", NULL);
 *     geng_paper_end_table (paper);
 *     html = geng_paper_free (paper);
 */
typedef struct
{
  const char *language; /* "en" or "zh" */
  GString *html;
} GengPaper;

GengPaper *geng_paper_new (const char *language, const char *title, gboolean wide);
/* (transfer full): the document; @self is gone. */
char *geng_paper_free (GengPaper *self);
/* The text in the paper's language. */
const char *geng_paper_say (const GengPaper *self, const char *english, const char *chinese);
void geng_paper_heading (GengPaper *self, const char *text);
void geng_paper_paragraph (GengPaper *self, const char *class_name, const char *text);
/* Texts up to a NULL. */
void geng_paper_begin_table (GengPaper *self, ...) G_GNUC_NULL_TERMINATED;
void geng_paper_end_table (GengPaper *self);
void geng_paper_row (GengPaper *self, const char *class_name, ...) G_GNUC_NULL_TERMINATED;
void geng_paper_begin_row (GengPaper *self, const char *class_name);
void geng_paper_end_row (GengPaper *self);
void geng_paper_cell (GengPaper *self, const char *class_name, const char *text);
void geng_paper_number (GengPaper *self, guint number);
void geng_paper_begin_page (GengPaper *self);
void geng_paper_end_page (GengPaper *self);
/* Who signs below: names of the places, up to a NULL. */
void geng_paper_footer (GengPaper *self, ...) G_GNUC_NULL_TERMINATED;
/* Horizontal bars, one a name; @before (nullable): thinner bars of the month before. */
void geng_paper_bars (GengPaper *self,
                      const char *const *names,
                      const guint *values,
                      const guint *before,
                      guint n);

G_END_DECLS
