/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

void print_month_figures (Desk *desk);
void add_month_figures (Desk *desk, JsonBuilder *builder);
