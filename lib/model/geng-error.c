/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

G_DEFINE_QUARK (geng - error - quark, geng_error)
