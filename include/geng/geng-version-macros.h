/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include <glib-object.h>
#include <gio/gio.h>

/**
 * GENG_MAJOR_VERSION:
 *
 * Raised when programs must be changed; then the library has another name as well.
 */
#define GENG_MAJOR_VERSION 1

/**
 * GENG_MINOR_VERSION:
 *
 * Raised when something is added.
 */
#define GENG_MINOR_VERSION 0

/**
 * GENG_MICRO_VERSION:
 *
 * Raised when nothing but faults changed.
 */
#define GENG_MICRO_VERSION 0

/**
 * GENG_CHECK_VERSION:
 * @major: the major version wanted
 * @minor: the minor version wanted
 * @micro: the micro version wanted
 *
 * Whether the headers are of this version or a later one, for the preprocessor as well.
 */
#define GENG_CHECK_VERSION(major, minor, micro)                                                    \
  (GENG_MAJOR_VERSION > (major) || (GENG_MAJOR_VERSION == (major) && GENG_MINOR_VERSION > (minor)) \
   || (GENG_MAJOR_VERSION == (major) && GENG_MINOR_VERSION == (minor)                              \
       && GENG_MICRO_VERSION >= (micro)))

#define _GENG_EXTERN __attribute__ ((visibility ("default"))) extern
#define GENG_AVAILABLE_IN_1_0 _GENG_EXTERN
