#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Passes every test: installs what is missing, builds, runs all suites, builds again under the address and
# undefined-behaviour sanitizers and runs the C suites there.  The last line counts the results of both.
#
#   sh tests/run.sh              everything but the slow suite
#   sh tests/run.sh --quick      without the sanitizers
#   sh tests/run.sh --slow       with the slow suite (packages, servers)
#   sh tests/run.sh --slow PART I/N   a piece of a long test alone: docs/testing.md, tests/slow.py --list
#   sh tests/run.sh --suite X    suite X only (may be given more than once)
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
export LC_ALL=C.UTF-8 TZ=UTC
unset LANGUAGE LD_PRELOAD 2>/dev/null || true
# A slow or busy machine is no failure: what ends a test is only there for one that hangs.
patience=10
export CK_TIMEOUT_MULTIPLIER=$patience

sanitized=yes
groups='build test'
choose='--no-suite slow'
suites=
if [ "${1:-}" = --slow ] && [ $# -gt 1 ]
then
  shift
  sh tests/install.sh build test slow
  [ -f build/build.ninja ] || meson setup build
  exec python3 tests/slow.py "$@"
fi
while [ $# -gt 0 ]
do
  case $1 in
    --quick) sanitized=no ;;
    --slow) groups='build test slow'; choose= ;;
    --suite) suites="$suites --suite ${2:?--suite needs a name}"; groups='build test slow'; shift ;;
    --suite=*) suites="$suites --suite ${1#--suite=}"; groups='build test slow' ;;
    *) sed -n '4,/^set/s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
  esac
  shift
done
[ -z "$suites" ] || choose=$suites

# What the tests write, they write durably, for which a disk takes its time: it goes to memory, where there is room for it
# (kilobytes) and what is written may be run.
free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -z "${TMPDIR:-}" ] && [ "${free:-0}" -gt 4000000 ] && memory=$(mktemp -d /dev/shm/geng.XXXXXX)
then
  # Others may go in, as into /tmp: some tests are of what another user sees.
  chmod 1777 "$memory"
  trap 'rm -rf "$memory"' EXIT
  trap 'exit 1' HUP INT TERM
  if cp /bin/true "$memory" && "$memory/true"
  then
    export TMPDIR="$memory"
  fi
fi

# build FOLDER OPTION...: configures FOLDER anew or as it is, and builds it
build ()
{
  folder=$1
  shift
  rm -f "$folder/meson-logs/testlog.json"
  if [ -f "$folder/build.ninja" ]
  then
    meson setup --reconfigure "$folder" "$@" && ninja -C "$folder"
  else
    meson setup "$folder" "$@" && ninja -C "$folder"
  fi
}

# run FOLDER OPTION...: builds FOLDER and runs the chosen suites in it
run ()
{
  echo "== $1"
  status=1
  # shellcheck disable=SC2086
  build "$@" && meson test -C "$1" --no-rebuild --print-errorlogs -t $patience $choose && status=0
  [ "$status" -eq 0 ] || failed=yes
}

# shellcheck disable=SC2086
sh tests/install.sh $groups

failed=no
folders=build
run build
if [ "$sanitized" = yes ]
then
  export ASAN_OPTIONS="${ASAN_OPTIONS:-}:halt_on_error=1:abort_on_error=0:detect_leaks=1"
  export LSAN_OPTIONS="${LSAN_OPTIONS:-}:suppressions=$here/tests/lsan.supp:print_suppressions=0"
  # GLib's slices are one block each to the sanitizer, which then sees no leak in them
  export G_SLICE=always-malloc
  export UBSAN_OPTIONS="${UBSAN_OPTIONS:-}:halt_on_error=1:print_stacktrace=1"
  folders="$folders build-sanitized"
  run build-sanitized -Db_sanitize=address,undefined -Db_lundef=false -Dintrospection=false
fi

logs=
for folder in $folders
do
  logs="$logs $folder/meson-logs/testlog.json"
done
# shellcheck disable=SC2086
sh tests/tally.sh $logs || failed=yes
[ "$failed" = no ] || echo 'tests/run.sh: failed, see above' >&2
[ "$failed" = no ]
