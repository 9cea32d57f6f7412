#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The libraries as a static subproject of somebody else's meson project, and installed from there for pkg-config.
# test-subproject.sh SOURCE
set -eu

source=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/prefix
cp -r "$source/tests/installation/consumer" "$folder/source"
mkdir "$folder/source/subprojects"
ln -s "$source" "$folder/source/subprojects/geng"

# holds FOLDER: the programs there say what they should
holds ()
{
  [ "$("$1/consumer")" = "1 on duty at nine" ]
  [ "$("$1/office")" = "BEGIN:VCALENDAR" ]
  [ "$("$1/whole" "$1/village" "$prefix/share/locale")" = "texts 1, style 1, laws 1, members 1" ]
  ldd "$1/whole" | grep libgeng && { echo "not static"; exit 1; }
  return 0
}

meson setup --prefix="$prefix" --libdir=lib --wrap-mode=forcefallback -Dgeng:default_library=static -Dgeng:optimization=0 \
  -Dgeng:tests=false -Dgeng:introspection=false "$folder/build" "$folder/source" >"$folder/log" 2>&1 \
  && meson install -C "$folder/build" >>"$folder/log" 2>&1 || { tail -40 "$folder/log"; exit 1; }
grep 'warning:' "$folder/log" && { echo "compiles with warnings"; exit 1; }
holds "$folder/build"

# A subproject installs no program, no man page and no sample.
find "$prefix" -type f ! -name "*.h" | sort
for file in bin share/man share/bash-completion
do
  [ ! -e "$prefix/$file" ] || { echo "a subproject installs $file"; exit 1; }
done

# The archives, by pkg-config.
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
mkdir "$folder/static"
for program in consumer office whole
do
  main=$program
  [ "$program" != consumer ] || main=main
  package=geng-office-1.0
  [ "$program" != consumer ] || package=geng-1.0
  # shellcheck disable=SC2046
  cc -Wall -Werror $(pkg-config --cflags "$package") -o "$folder/static/$program" "$folder/source/$main.c" \
    $(pkg-config --static --libs "$package")
done
holds "$folder/static"
