/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-roster-days.h"
#include <geng/geng-station.h>

/* A row of a roster that belongs to somebody. */
typedef struct
{
  guint row;
  GengMember *member; /* NULL for a stranger */
  char *name;         /* as the sheet has it, without blanks */
} GengRosterRow;

void geng_roster_row_free (GengRosterRow *self);
GPtrArray *geng_roster_rows_read (GengStation *station,
                                  GengWorksheet *sheet,
                                  const GengRosterDays *days,
                                  GPtrArray *faults);
