/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* Says of the roster at hand what each member's laws say; STATUS_BROKEN where one is broken. */
Status check_laws (Desk *desk);
