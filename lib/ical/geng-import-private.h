/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

#include "geng-ical-lines.h"
#include "geng-ical-spans.h"

struct _GengImport
{
  GObject parent_instance;
  GPtrArray *requests;
  GPtrArray *holidays;
  GPtrArray *skipped;
};

/* One reading of one file. */
typedef struct
{
  GengImport *out;
  GengStation *station;
  GengMember *member; /* NULL for holidays */
  GengRequestKind kind;
  const char *file;
  GengIcalPeriod period;
  GengIcalZones *zones;
  GHashTable *newest;   /* identity → highest SEQUENCE of its versions */
  GHashTable *masters;  /* UID → GengIcalBlock: the newest version of a series */
  guint n_checks;       /* of overrides against their series, so far */
  GHashTable *replaced; /* "UID instant" of instances that another VEVENT replaces */
  GHashTable *moves;    /* UID → (element-type GengIcalMove), what moves a series from a day on */
  guint n_moves;
  GHashTable *seen;
  gboolean starved; /* libical got no memory for something */
} GengReading;

/* Spans of one file, so that a file of many long series stays cheap. */
#define GENG_IMPORT_MAX_TAKEN 5000

/* @title: (nullable). Lists the block among what was not taken. */
void geng_reading_skip (GengReading *reading,
                        const GengIcalBlock *block,
                        const char *title,
                        const char *reason);
/* The same of a line, or of a file without lines worth naming: 0. */
void geng_reading_skip_line (GengReading *reading,
                             guint line,
                             const char *title,
                             const char *reason);
/* FALSE when the same was there before. */
gboolean geng_reading_is_new (GengReading *reading,
                              const char *what,
                              guint a,
                              guint b,
                              int c,
                              int d);
/* (nullable): what it is called */
char *geng_reading_title (const GengIcalBlock *block);
/* Why the event is no absence; NULL when it is one. */
const char *geng_reading_free_reason (const GengIcalBlock *block, gboolean all_day);
void geng_reading_take_requests (GengReading *reading, const GengIcalBlock *block, GArray *spans);
void geng_reading_take_holidays (GengReading *reading, const GengIcalBlock *block, GArray *spans);
/* The days from @first to @last that lie in the period, each once; @title: (nullable).
 * FALSE when no more are taken of one file. */
gboolean geng_reading_take_days (GengReading *reading,
                                 guint line,
                                 guint first,
                                 guint last,
                                 const char *title,
                                 gboolean working);

/* Whether it looks like JSON, which lists of holidays come in as well. */
gboolean geng_reading_is_json (GBytes *content);
gboolean geng_reading_take_json (GengReading *reading, GBytes *content, GError **error);
