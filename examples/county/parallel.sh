#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# A county by GNU parallel on one machine: parallel.sh MONTH LIST [SIZE]
#
# LIST.MONTH.log is the job log.  Given again, it runs the chunks that failed or never ran (--resume-failed); without the log
# all run, and those that are done say so at once.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
month=$1 list=$2 size=${3:-10}
chunks=$((($(wc -l < "$list") + size - 1) / size))

seq 0 $((chunks - 1)) \
  | parallel --no-notice --jobs "${JOBS:-100%}" --joblog "$list.$month.log" --resume-failed --retries 3 --keep-order \
      sh "$here/chunk.sh" "$month" "$list" "$size" {}
