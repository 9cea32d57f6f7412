/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

/* An instance of Curtois and Qu (2014) as a sealed problem; shifts: the names of codes 1, 2, … */
GengProblem *shift_instance_read (const char *text, char ***shifts, GError **error);
