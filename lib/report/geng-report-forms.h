/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-document-private.h"

G_BEGIN_DECLS

/* What the forms have in common. */
typedef struct
{
  GengDocument *document;
  GengStation *station;
  GengRoster *roster;
  GengRoster *history;  /* (nullable) */
  GengJournal *journal; /* (nullable) */
  gboolean draft;
  const char *title; /* in the document's language */
  GDate first, last;
} GengFormPage;

/* (transfer full): "值守班（次日04:00–08:00）": to a captain the standby belongs to the date of
 * that dawn, to us to the duty day before, so its hours always stand with it. */
char *geng_form_shift (GengDocument *document, GengShift *shift);
/* (transfer full): the names of those who serve the shift on that day, a post after the other;
 * @post: (nullable): there alone */
char *geng_form_crew (const GengFormPage *self,
                      const GDate *date,
                      GengShift *shift,
                      GengPost *post);
/* A page for a day, with a heading. */
void geng_form_begin_day (const GengFormPage *self, const GDate *date);

/* A row a date with the crews of its shifts. */
void geng_form_write_days (const GengFormPage *self);
void geng_form_write_hand_overs (const GengFormPage *self);

G_END_DECLS
