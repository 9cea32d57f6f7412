#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Builds the Debian packages and has lintian look at them.  test-debian.sh SOURCE
set -eu

source=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/geng-1.0.0"
(cd "$source" && tar --warning=no-file-changed -cf - --exclude='./build*' --exclude=./.git --exclude=./out --exclude=__pycache__ .) \
  | tar -xf - -C "$folder/geng-1.0.0"
cp -r "$source/examples/packaging/debian" "$folder/geng-1.0.0/debian"
cd "$folder/geng-1.0.0"
dpkg-buildpackage --build=full --no-sign >"$folder/log" 2>&1 || { tail -60 "$folder/log"; exit 1; }
cd "$folder"
for package in libgeng-1-0 libgeng-office-1-0 libgeng-dev gir1.2-geng-1.0 gir1.2-geng-office-1.0 python3-geng geng
do
  set -- "$package"_1.0.0_*.deb
  [ -e "$1" ] || { echo "no package $package"; exit 1; }
  echo "== $1"
  dpkg-deb --contents "$1" | awk '{ print $6 }' | grep -v '/$'
done
lintian --allow-root --fail-on error --suppress-tags bad-distribution-in-changes-file ./*.changes
