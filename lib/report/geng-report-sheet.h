/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

typedef struct
{
  GDate date;
  gboolean weekend; /* free day at the end of a week */
  gboolean holiday;
  gboolean workday; /* a weekend day made a working day */
  const char *name; /* (nullable): of the holiday */
  guint missing;    /* people in the gaps of that day */
} GengSheetDay;

/* A month as members × days: what text, page and workbook have in common. */
typedef struct
{
  GengRoster *roster;
  GengStation *station;
  GengJudgement *judgement; /* (nullable) */
  const char *language;
  guint n_days;
  GengSheetDay *days;
  GPtrArray *members; /* who is with the station in the period, in its order */
  GListModel *shifts;
  gboolean letters;  /* a shift has several posts, so that cells name the post */
  gboolean reserves; /* somebody is on reserve */
  GHashTable *leave; /* member to gboolean[n_days], of those who are away on some day */
  GHashTable *lent;  /* the same, of own people who serve at another station of the zone */
  GHashTable *busy;  /* the same, of guests: they are not lent, but not free either */
} GengSheet;

GengSheet *geng_sheet_new (GengRoster *roster, GengJudgement *judgement, const char *language);
void geng_sheet_free (GengSheet *self);
GengDuty *geng_sheet_get_duty (GengSheet *self, GengMember *member, guint day);
gboolean geng_sheet_is_leave (GengSheet *self, GengMember *member, guint day);
/* What an empty cell says of somebody who serves at another station; NULL of one who does not. */
const char *geng_sheet_elsewhere_mark (GengSheet *self, GengMember *member, guint day);
guint geng_sheet_shift_index (GengSheet *self, GengShift *shift);
const char *geng_sheet_mark (GengShift *shift);
char geng_sheet_letter (GengSheet *self, GengPost *post);
/* Who waits to be called has no place in the counts of a shift. */
gboolean geng_sheet_waits (GengSheet *self, GengDuty *duty);
guint geng_sheet_count_reserves (GengSheet *self, guint day);
char *geng_sheet_cell (GengSheet *self, GengMember *member, guint day);
guint geng_sheet_count (GengSheet *self, GengShift *shift, guint day);
/* People of the gap at @index that no gap before it has counted: who fills a place may have the
 * role that is missing there as well. */
int geng_sheet_count_missing (GPtrArray *gaps, guint index);
const char *geng_sheet_day_mark (GengSheet *self, guint day);
char *geng_sheet_title (GengSheet *self);
/* "正式，第 2 版，2026-11-25 18:00 起"; @record: (nullable): NULL for a draft */
char *geng_sheet_state (GengSheet *self, GengRecord *record);
/* "白 白班 08:00–18:00" */
char *geng_sheet_shift_legend (GengSheet *self, GengShift *shift);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengSheet, geng_sheet_free)

G_END_DECLS
