/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#define GENG_INSIDE
#include "geng-version-macros.h"
#undef GENG_INSIDE
