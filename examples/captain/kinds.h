/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a patrol can find whatever the checklist of its post says: in English, in Chinese. */
#define KINDS_N_COMMON 4
extern const char *const kinds_common[KINDS_N_COMMON][2];
