/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "command.h"

gboolean ask_possible (void);
char *ask_text (const char *question, const char *usual);
/* "y", "yes" or "是", whatever follows; not NULL, nothing or anything else */
gboolean ask_is_yes (const char *answer);
