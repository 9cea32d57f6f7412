/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

void progress_watch (GengPlanner *planner);
void progress_finish (void);
GCancellable *progress_cancellable_on_interrupt (void);
