/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>

#include "geng-gettext.h"

/* Stands in for geng-report-xlsx.c and geng-document-xlsx.c in a build without libxlsxwriter. */

static GBytes *
refuse (GError **error)
{
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("This build writes no workbooks; build with -Dxlsx=enabled"));
  return NULL;
}

GBytes *
geng_report_xlsx (GengRoster *roster,
                  GengJudgement *judgement,
                  GengRecord *record,
                  const char *language,
                  GError **error)
{
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  return refuse (error);
}

GBytes *
geng_document_to_xlsx (GengDocument *self, GError **error)
{
  g_return_val_if_fail (GENG_IS_DOCUMENT (self), NULL);
  return refuse (error);
}
