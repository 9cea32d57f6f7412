#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installs into a clean prefix and uses the library from there: by meson, by make, from C++, Vala, Python
# and JavaScript.
# test-install.sh SOURCE
set -eu

source=$(cd "$1" && pwd)
here=$source/tests/installation
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/prefix
unset GI_TYPELIB_PATH LD_LIBRARY_PATH PYTHONPATH 2>/dev/null || true

say () { echo "== $*"; }

say "meson install"
meson setup --prefix="$prefix" --libdir=lib -Dtests=false -Doptimization=0 "$folder/build" "$source" >"$folder/log" 2>&1 \
  && meson install -C "$folder/build" >>"$folder/log" 2>&1 || { tail -40 "$folder/log"; exit 1; }
(cd "$prefix" && find . -type f | sort)
for file in include/geng-1.0/geng/geng.h lib/libgeng-1.so.0 lib/pkgconfig/geng-1.0.pc \
  lib/girepository-1.0/Geng-1.0.typelib share/gir-1.0/Geng-1.0.gir share/vala/vapi/geng-1.0.vapi
do
  [ -e "$prefix/$file" ] || { echo "not installed: $file"; exit 1; }
done
# Every header is there, and nothing else of the project's headers.
[ "$(cd "$source/include/geng" && ls ./*.h)" = "$(cd "$prefix/include/geng-1.0/geng" && ls ./*.h)" ]

export PKG_CONFIG_PATH="$prefix/lib/pkgconfig" LD_LIBRARY_PATH="$prefix/lib"
say "pkg-config: $(pkg-config --cflags --libs geng-1.0)"
pkg-config --exists --print-errors 'geng-1.0 >= 1.0'

say "meson project"
meson setup "$folder/meson" "$here/consumer" >"$folder/log" 2>&1 && ninja -C "$folder/meson" >>"$folder/log" \
  || { cat "$folder/log"; exit 1; }
[ "$("$folder/meson/consumer")" = "1 on duty at nine" ]

say "make"
cp -r "$here/consumer" "$folder/make"
make -C "$folder/make"
[ "$("$folder/make/consumer")" = "1 on duty at nine" ]

say "Vala"
cp "$here/consumer.vala" "$folder/vala.vala"
valac --vapidir "$prefix/share/vala/vapi" --pkg geng-1.0 -X -w -X "-I$prefix/include/geng-1.0" -X "-L$prefix/lib" -X -lgeng-1 \
  -o "$folder/vala" "$folder/vala.vala"
[ "$("$folder/vala")" = "1 on duty at nine" ]

say "C++"
# shellcheck disable=SC2046
g++ -std=c++17 -Wall -Wextra -Werror $(pkg-config --cflags geng-1.0) -o "$folder/cc" -x c++ "$here/consumer/main.c" \
  $(pkg-config --libs geng-1.0)
[ "$("$folder/cc")" = "1 on duty at nine" ]

say "what the library needs"
needed=$(objdump -p "$prefix/lib/libgeng-1.so.0" | awk '$1 == "NEEDED" { print $2 }')
echo "$needed"
for name in $needed
do
  case $name in
    libglib-2.0.so.*|libgobject-2.0.so.*|libgio-2.0.so.*|libical.so.*|libcsv.so.*) ;;
    libexpat.so.*|libminizip.so.*) ;;
    libqrcodegen.so.*|libxlsxwriter.so.*|libm.so.*|libc.so.*) ;;
    *) echo "the library should not need $name"; exit 1 ;;
  esac
done
ldd -u "$prefix/lib/libgeng-1.so.0" | grep geng && { echo "needs itself"; exit 1; }

say "Python"
overrides=$(dirname "$(dirname "$(dirname "$(find "$prefix" -path '*gi/overrides/Geng.py')")")")
GI_TYPELIB_PATH=$prefix/lib/girepository-1.0 PYTHONPATH=$overrides /usr/bin/python3 -c '
import gi
gi.require_version("Geng", "1.0")
import datetime
from gi.repository import Geng
station = Geng.Station.new("x", "X", "UTC")
assert station.timezone == "UTC"
assert len(Geng.Roster.new(station, datetime.date(2027, 2, 1), datetime.date(2027, 2, 28))) == 0
'
[ -e "$overrides/gi-stubs/repository/Geng.pyi" ]

say "JavaScript"
GI_TYPELIB_PATH=$prefix/lib/girepository-1.0 GJS_PATH=$prefix/share/gjs-1.0 gjs -c '
imports.gi.versions.Geng = "1.0";
const {Geng} = imports.gi;
if (Geng.day(2027, 2, 28).get_day() !== 28)
    throw new Error("no overrides");
'
