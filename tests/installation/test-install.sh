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
  lib/girepository-1.0/Geng-1.0.typelib share/gir-1.0/Geng-1.0.gir share/vala/vapi/geng-1.0.vapi \
  include/geng-1.0/geng-office/geng-office.h lib/libgeng-office-1.so.0 lib/pkgconfig/geng-office-1.0.pc \
  lib/girepository-1.0/GengOffice-1.0.typelib share/gir-1.0/GengOffice-1.0.gir share/vala/vapi/geng-office-1.0.vapi
do
  [ -e "$prefix/$file" ] || { echo "not installed: $file"; exit 1; }
done
# Every header is there, and nothing else of the project's headers.
for library in geng geng-office
do
  [ "$(cd "$source/include/$library" && ls ./*.h)" = "$(cd "$prefix/include/geng-1.0/$library" && ls ./*.h)" ]
done

export PKG_CONFIG_PATH="$prefix/lib/pkgconfig" LD_LIBRARY_PATH="$prefix/lib"
say "pkg-config: $(pkg-config --cflags --libs geng-1.0)"
pkg-config --exists --print-errors 'geng-1.0 >= 1.0' 'geng-office-1.0 >= 1.0'

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

say "the second library"
# shellcheck disable=SC2046
gcc -Wall -Wextra -Werror $(pkg-config --cflags geng-office-1.0) -o "$folder/office" "$here/consumer/office.c" \
  $(pkg-config --libs geng-office-1.0)
[ "$("$folder/office")" = "BEGIN:VCALENDAR" ]
# Nothing that only plans pays for calendars, pages and workbooks: the first library needs nothing of the second one's.
needs () # LIBRARY PATTERN…: the library needs these and nothing else
{
  library=$prefix/lib/$1
  shift
  for name in $(objdump -p "$library" | awk '$1 == "NEEDED" { print $2 }')
  do
    stem=${name%%.so*}
    case " $* " in *" $stem "*) ;; *) echo "$library should not need $name"; exit 1 ;; esac
  done
  ldd -u "$library" | grep geng && { echo "$library needs itself"; exit 1; }
  return 0
}
needs libgeng-1.so.0 libglib-2.0 libgobject-2.0 libgio-2.0 libcsv libm libc
needs libgeng-office-1.so.0 libgeng-1 libglib-2.0 libgobject-2.0 libgio-2.0 libical libexpat libminizip libqrcodegen \
  libxlsxwriter libm libc

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
gi.require_version("GengOffice", "1.0")
from gi.repository import GengOffice
assert isinstance(GengOffice.Publisher.new(station).feeds, list)
'
[ -e "$overrides/gi-stubs/repository/Geng.pyi" ] && [ -e "$overrides/gi-stubs/repository/GengOffice.pyi" ]

say "JavaScript"
GI_TYPELIB_PATH=$prefix/lib/girepository-1.0 GJS_PATH=$prefix/share/gjs-1.0 gjs -c '
imports.gi.versions.Geng = "1.0";
const {Geng} = imports.gi;
if (Geng.day(2027, 2, 28).get_day() !== 28)
    throw new Error("no overrides");
imports.gi.versions.GengOffice = "1.0";
const {GengOffice} = imports.gi;
if (GengOffice.Publisher.new(Geng.Station.new("x", "X", "UTC")).feeds.length !== 0)
    throw new Error("no overrides of the second library");
'
