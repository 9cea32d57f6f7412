/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* (transfer full): 128 bits that nobody can guess, in hexadecimal digits. */
char *secret_new (void);
