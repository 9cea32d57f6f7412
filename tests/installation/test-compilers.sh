#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# gcc and clang compile libraries, program and examples without a warning, without libxlsxwriter and libsoup too.  What clang
# compiled passes the tests of the library: C leaves open in which order arguments are reckoned, and the two differ.
# test-compilers.sh SOURCE
set -eu

source=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for compiler in gcc clang
do
  for optional in enabled disabled
  do
    echo "== $compiler, xlsx and serve $optional"
    CC=$compiler meson setup -Dwerror=true -Dtests=false -Dintrospection=false -Dxlsx=$optional -Dserve=$optional \
      "$folder/$compiler-$optional" "$source" >"$folder/log" 2>&1 \
      && ninja -C "$folder/$compiler-$optional" >>"$folder/log" 2>&1 \
      || { grep -E -A8 'error:|undefined reference' "$folder/log" | head -60; exit 1; }
  done
done

echo "== clang, the tests of the library"
CC=clang meson setup -Dwerror=true -Dintrospection=false "$folder/tests" "$source" >"$folder/log" 2>&1 \
  && ninja -C "$folder/tests" >>"$folder/log" 2>&1 \
  || { grep -E -A8 'error:|undefined reference' "$folder/log" | head -60; exit 1; }
meson test -C "$folder/tests" --no-rebuild -t 10 --suite unit --suite rules --suite property --suite store --suite golden --suite proof
