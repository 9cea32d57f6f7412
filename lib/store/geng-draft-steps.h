/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-reader.h"
#include <geng/geng-roster.h>

/*
 * drafts/YYYY-MM.steps beside the table of a draft: what was changed since the table was written,
 * a line a step.  A line is a JSON array of duties as a roster's JSON has them; one without a shift
 * takes the duty of that member and date away.  A last line without its line break was never whole
 * and says nothing.
 */
char *geng_draft_steps_file (const char *draft);
/* (transfer full) (nullable): the line that makes @after of @before; NULL if they are alike */
char *geng_draft_steps_line (GengRoster *before, GengRoster *after);
void geng_draft_steps_read (GengReader *reader, const char *file, GengRoster *roster);
