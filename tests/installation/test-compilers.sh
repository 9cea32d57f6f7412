#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# gcc and clang compile libraries, program and examples without a warning, without libxlsxwriter and libsoup too.
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
