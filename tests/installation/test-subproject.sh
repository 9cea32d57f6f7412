#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The library as a subproject of somebody else's meson project.
# test-subproject.sh SOURCE
set -eu

source=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$source/tests/installation/consumer" "$folder/source"
mkdir "$folder/source/subprojects"
ln -s "$source" "$folder/source/subprojects/geng"
meson setup --wrap-mode=forcefallback -Dgeng:optimization=0 -Dgeng:tests=false -Dgeng:introspection=false \
  "$folder/build" "$folder/source" >"$folder/log" 2>&1 \
  && ninja -C "$folder/build" >>"$folder/log" 2>&1 || { tail -40 "$folder/log"; exit 1; }
[ -e "$folder/build/subprojects/geng/lib/libgeng-1.so.0" ]
[ "$("$folder/build/consumer")" = "1 on duty at nine" ]
