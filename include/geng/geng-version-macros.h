/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include <glib-object.h>
#include <gio/gio.h>

#define GENG_MAJOR_VERSION 1
#define GENG_MINOR_VERSION 0
#define GENG_MICRO_VERSION 0

#define _GENG_EXTERN __attribute__ ((visibility ("default"))) extern
#define GENG_AVAILABLE_IN_1_0 _GENG_EXTERN
