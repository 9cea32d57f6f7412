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

/**
 * GENG_VERSION_1_0:
 *
 * The version 1.0, for %GENG_VERSION_MIN_REQUIRED and %GENG_VERSION_MAX_ALLOWED.
 */
#define GENG_VERSION_1_0 (G_ENCODE_VERSION (1, 0))

/**
 * GENG_VERSION_MIN_REQUIRED:
 *
 * What the program defines before it includes the header: the oldest version that it should run
 * with.  What was deprecated by then warns, what was deprecated later does not.  By default the
 * version of the headers.
 */
#ifndef GENG_VERSION_MIN_REQUIRED
#define GENG_VERSION_MIN_REQUIRED (G_ENCODE_VERSION (GENG_MAJOR_VERSION, GENG_MINOR_VERSION))
#endif

/**
 * GENG_VERSION_MAX_ALLOWED:
 *
 * What the program defines before it includes the header: the newest version of which it should use
 * anything.  What came later warns.  By default the version of the headers.
 */
#ifndef GENG_VERSION_MAX_ALLOWED
#define GENG_VERSION_MAX_ALLOWED (G_ENCODE_VERSION (GENG_MAJOR_VERSION, GENG_MINOR_VERSION))
#endif

#if GENG_VERSION_MAX_ALLOWED < GENG_VERSION_MIN_REQUIRED
#error "GENG_VERSION_MAX_ALLOWED must be at least GENG_VERSION_MIN_REQUIRED"
#endif

#define _GENG_EXTERN __attribute__ ((visibility ("default"))) extern
#define _GENG_UNAVAILABLE(major, minor) G_UNAVAILABLE (major, minor) _GENG_EXTERN

/* With GENG_DISABLE_DEPRECATION_WARNINGS nothing warns. */
#ifdef GENG_DISABLE_DEPRECATION_WARNINGS
#define _GENG_DEPRECATED _GENG_EXTERN
#define _GENG_DEPRECATED_FOR(other) _GENG_EXTERN
#else
#define _GENG_DEPRECATED G_DEPRECATED _GENG_EXTERN
#define _GENG_DEPRECATED_FOR(other) G_DEPRECATED_FOR (other) _GENG_EXTERN
#endif

/* A version that adds something has these three of its own. */
#if GENG_VERSION_MIN_REQUIRED >= GENG_VERSION_1_0
#define GENG_DEPRECATED_IN_1_0 _GENG_DEPRECATED
#define GENG_DEPRECATED_IN_1_0_FOR(other) _GENG_DEPRECATED_FOR (other)
#else
#define GENG_DEPRECATED_IN_1_0 _GENG_EXTERN
#define GENG_DEPRECATED_IN_1_0_FOR(other) _GENG_EXTERN
#endif

#if GENG_VERSION_MAX_ALLOWED < GENG_VERSION_1_0
#define GENG_AVAILABLE_IN_1_0 _GENG_UNAVAILABLE (1, 0)
#else
#define GENG_AVAILABLE_IN_1_0 _GENG_EXTERN
#endif
