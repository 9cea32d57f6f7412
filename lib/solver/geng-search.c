/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-run.h"

void
geng_search (GengRun *run)
{
}
