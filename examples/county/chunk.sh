#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Plans one chunk of a list of stations: the function that every engine runs.
#
#   sh chunk.sh MONTH LIST SIZE NUMBER
#
# NUMBER counts chunks of SIZE lines of LIST from 0.  A line of JSON a station goes to the standard output.  Gaps are an
# answer and no failure; 75 says that a disk or a lock was in the way, and that the same chunk may be tried again.
set -u
geng=${GENG:-geng}
month=$1 list=$2 size=$3 number=$4

sed -n "$((number * size + 1)),$((number * size + size))p" "$list" \
  | "$geng" batch "$month" - --effort quick
status=$?
[ "$status" -eq 2 ] && exit 0
exit "$status"
