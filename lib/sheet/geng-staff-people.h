/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-staff-columns.h"
#include <geng/geng-fault.h>

/* A row of a list of people; texts are NULL where the row says nothing. */
typedef struct
{
  guint row;
  char *texts[STAFF_N_COLUMNS];
  GDate since; /* invalid where not said */
  GDate until;
} GengPerson;

void geng_person_free (GengPerson *self);
GPtrArray *geng_staff_people_read (GengWorksheet *sheet,
                                   const GengStaffLayout *layout,
                                   GPtrArray *faults);
GengFault *geng_staff_fault (GengWorksheet *sheet, guint row, int column, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
