/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* The entry point that libFuzzer calls; run-corpus.c calls it for each file of a folder, and for
 * spoilt copies of it. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
