/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libical/ical.h>

/*
 * An .ics file from outside, bounded before libical sees any of it: size, length of a line, depth,
 * number and size of the components. Each component is cut out and parsed by itself, so that a
 * fault in one is the fault of that one and has a line number.
 */
typedef struct
{
  char *name;    /* VEVENT, VTIMEZONE, … */
  guint line;    /* of its BEGIN, from 1 */
  char *text;    /* the lines that libical may read: all of a VTIMEZONE, else those of its times */
  guint n_lines; /* of these */
  char *kind;    /* the lines that say what it is; see geng-ical-lines.h */
} GengIcalBlock;

typedef struct
{
  guint n_calendars;
  char *zone;        /* (nullable): X-WR-TIMEZONE, what a time without a zone means here */
  GPtrArray *blocks; /* (element-type GengIcalBlock) in the order of the file */
  guint bad_lines;   /* of the blocks that could not be parsed so far */
} GengIcalFile;

#define GENG_ICAL_MAX_FILE (4u * 1024 * 1024)
#define GENG_ICAL_MAX_LINE (64u * 1024)
#define GENG_ICAL_MAX_DEPTH 8
#define GENG_ICAL_MAX_BLOCKS 20000
#define GENG_ICAL_MAX_BLOCK_LINES 2000
#define GENG_ICAL_MAX_PARAMETERS 200
#define GENG_ICAL_MAX_BAD_LINES 20000

/* @whole: keep all lines of an event, not only those of its times: of a file that we wrote. */
GengIcalFile *geng_ical_file_scan (GBytes *content,
                                   const char *file,
                                   gboolean whole,
                                   GError **error);
void geng_ical_file_free (GengIcalFile *self);
/* NULL with @reason (transfer full, NULL before) when libical cannot read it or reads it with
 * errors. */
icalcomponent *geng_ical_block_parse (GengIcalFile *file,
                                      const GengIcalBlock *block,
                                      char **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengIcalFile, geng_ical_file_free)
