#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Runs the tests of threads under ThreadSanitizer.  test-races.sh SOURCE BUILD
set -eu

source=$1
folder=$2/races
if ! [ -f "$folder/build.ninja" ]
then
  meson setup "$folder" "$source" -Db_sanitize=thread -Db_lundef=false -Dintrospection=false -Doptimization=1 \
    >"$folder.log" 2>&1 || { cat "$folder.log"; exit 1; }
fi
ninja -C "$folder" tests/api/test-threads >"$folder.log" 2>&1 || { tail -40 "$folder.log"; exit 1; }

# Only what the sanitizer sees allocated does it see handed on; a case in the same process as the others.
export G_SLICE=always-malloc CK_FORK=no
check ()
{
  echo "== $1"
  CK_RUN_CASE=$1 TSAN_OPTIONS="halt_on_error=0:second_deadlock_stack=1:$2" "$folder/tests/api/test-threads"
}
check side-by-side ""
check let-go "suppressions=$source/tests/tsan.supp:print_suppressions=0"
