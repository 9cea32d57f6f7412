#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Counts the results in Meson's test logs: prints one line, fails where a test failed or a log is missing.
#
#   sh tests/tally.sh LOG...
set -eu

# count LOG WORD...: how many tests of LOG ended with one of the words
count ()
{
  log=$1
  shift
  words=$(echo "$*" | tr ' ' '|')
  grep -c -E "\"result\": \"($words)\"" "$log" || true
}

passed=0 bad=0 skipped=0
for log in "$@"
do
  # A folder that did not build has no log.
  if [ ! -f "$log" ]
  then
    bad=$((bad + 1))
    continue
  fi
  passed=$((passed + $(count "$log" OK EXPECTEDFAIL)))
  bad=$((bad + $(count "$log" FAIL TIMEOUT ERROR INTERRUPT UNEXPECTEDPASS)))
  skipped=$((skipped + $(count "$log" SKIP)))
done
line="$passed passed, $bad failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
[ "$bad" -eq 0 ]
