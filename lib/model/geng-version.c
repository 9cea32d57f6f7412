/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng-version.h>

/**
 * GENG_DEPRECATED_IN_1_0_FOR:
 * @other: what takes its place
 *
 * Marks a symbol that version 1.0 deprecates.  It warns where %GENG_VERSION_MIN_REQUIRED is that
 * version or a later one.
 */

/**
 * geng_get_major_version:
 *
 * Returns: the major version of the library that the program runs with
 */
guint
geng_get_major_version (void)
{
  return GENG_MAJOR_VERSION;
}

/**
 * geng_get_minor_version:
 *
 * Returns: the minor version of the library that the program runs with
 */
guint
geng_get_minor_version (void)
{
  return GENG_MINOR_VERSION;
}

/**
 * geng_get_micro_version:
 *
 * Returns: the micro version of the library that the program runs with
 */
guint
geng_get_micro_version (void)
{
  return GENG_MICRO_VERSION;
}

/**
 * geng_check_version:
 * @major: the major version wanted
 * @minor: the minor version wanted
 * @micro: the micro version wanted
 *
 * Whether the program runs with a library of this version or a later one that takes its place.
 * %GENG_CHECK_VERSION asks the same of the headers that it was built with.
 *
 * Returns: whether it does
 */
gboolean
geng_check_version (guint major, guint minor, guint micro)
{
  return major == GENG_MAJOR_VERSION
         && (((guint64) minor << 32) | micro)
                <= (((guint64) GENG_MINOR_VERSION << 32) | GENG_MICRO_VERSION);
}
