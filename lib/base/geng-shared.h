/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/**
 * GENG_SHARED:
 *
 * Marks a private function of the first library, libgeng, which the second one, libgeng-office,
 * calls.  Such a function stands under GENG_PRIVATE in lib/geng.map.  It is in no public header and
 * may change at any time: both libraries are always of one build.
 */
#define GENG_SHARED __attribute__ ((visibility ("default")))
