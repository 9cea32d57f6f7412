/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

/**
 * GENG_ERROR:
 *
 * Error domain of the library's model, rules, planner, kit and feeds.
 */
#define GENG_ERROR (geng_error_quark ())
/**
 * geng_error_quark:
 *
 * Returns: the domain of the errors, %GENG_ERROR
 */
GENG_AVAILABLE_IN_1_0
GQuark geng_error_quark (void);

/**
 * GengError:
 * @GENG_ERROR_INVALID: a value out of form or range; the message says what would be right
 * @GENG_ERROR_DUPLICATE: an id is taken
 * @GENG_ERROR_UNKNOWN: an id that nothing has
 * @GENG_ERROR_TOO_LARGE: beyond what the arithmetic or the memory budget holds
 * @GENG_ERROR_CONTRADICTION: it is proven that no roster keeps what must be kept
 * @GENG_ERROR_NO_ROSTER: within the effort no roster was found, and it is not proven that there is
 *   none
 * @GENG_ERROR_PERIOD: a date outside the period
 * @GENG_ERROR_DISAGREEMENT: judge and planner disagree: a fault of the library, never a roster
 * @GENG_ERROR_FAULTY: the input has faults; they are listed one by one
 * @GENG_ERROR_LOCKED: another writer holds the station
 * @GENG_ERROR_IO: reading or writing failed; the same call may succeed later
 * @GENG_ERROR_NOT_FOUND: a folder or a roster that is not there
 * @GENG_ERROR_IN_USE: something else still names it
 *
 * What went wrong, for a program to act on; the message is for people.
 */
typedef enum
{
  GENG_ERROR_INVALID,
  GENG_ERROR_DUPLICATE,
  GENG_ERROR_UNKNOWN,
  GENG_ERROR_TOO_LARGE,
  GENG_ERROR_CONTRADICTION,
  GENG_ERROR_NO_ROSTER,
  GENG_ERROR_PERIOD,
  GENG_ERROR_DISAGREEMENT,
  GENG_ERROR_FAULTY,
  GENG_ERROR_LOCKED,
  GENG_ERROR_IO,
  GENG_ERROR_NOT_FOUND,
  GENG_ERROR_IN_USE
} GengError;

G_END_DECLS
