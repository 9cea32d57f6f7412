/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The calls by which a process changes a disk, put before those of the C library: one of them fails
 * with an error or kills the process, before it, half done, or after it.  Linked into a test, or
 * preloaded into a program from outside:
 *
 *     FAULTS_ROOT   only calls on files below this folder count
 *     FAULTS_AT     the call that strikes, counted from 0; how many calls there are: power is lost
 *                   when all has been done
 *     FAULTS_KIND   before, in, after: killed there; power: killed before it, and the bytes that
 *                   were written without fsync are lost; power-first, power-last: those of one file
 *                   alone, which was written first or last; EIO, ENOSPC, EDQUOT, EINTR, EMFILE: an
 *                   error
 *     FAULTS_LOG    file to which each call is written, a line each, and how many files have bytes
 *                   then that would be lost
 */
typedef enum
{
  FAULT_KILL_BEFORE,
  FAULT_KILL_IN,
  FAULT_KILL_AFTER,
  FAULT_POWER,
  FAULT_POWER_FIRST,
  FAULT_POWER_LAST,
  FAULT_ERROR
} FaultKind;

#define FAULT_EXIT 9 /* the status of a process that was killed by us */

/* @root: (nullable): NULL for everything; @at: -1 for never; @error: the errno of FAULT_ERROR */
void faults_set (const char *root, int at, FaultKind kind, int error);

/* Whether the call that was to strike has come. */
int faults_struck (void);
