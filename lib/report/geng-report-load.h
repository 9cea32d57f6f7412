/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

G_BEGIN_DECLS

/* What a period asks of one member, in the numbers that captains compare. */
typedef struct
{
  guint duties;
  guint nights;
  guint weekends; /* calendar weeks with a duty on a weekend day */
  guint holidays; /* duty days on public holidays */
  int minutes;    /* real elapsed time */
  guint n_shifts;
  guint *by_shift; /* duties, in the order of the station's shifts */
} GengLoad;

GengLoad *geng_load_new (GengRoster *roster, GengMember *member);
void geng_load_free (GengLoad *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengLoad, geng_load_free)

G_END_DECLS
