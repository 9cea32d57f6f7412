#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Installs the Debian packages that are missing, by group:
#   build  what compiles the library and the program geng
#   test   what the test command needs on top
#   slow   what the slow suite needs on top (packaging, servers, readers of other languages)
# Usage: sh tests/install.sh [GROUP]...        (default: build test)
# Runs apt-get through sudo where it is not root, and not at all when nothing is missing.
set -eu

build='
  gcc
  gettext
  gobject-introspection
  libc6-dev
  libcsv-dev
  libexpat1-dev
  libgirepository1.0-dev
  libglib2.0-dev
  libical-dev
  libjson-glib-dev
  libminizip-dev
  libqrcodegen-dev
  libsoup-3.0-dev
  libxlsxwriter-dev
  meson
  ninja-build
  pkgconf
  valac
'
test='
  binutils
  calcurse
  check
  chromium
  clang-format
  coinor-cbc
  faketime
  fonts-noto-cjk
  g++
  gi-docgen
  gir1.2-glib-2.0
  gjs
  khal
  libasan8
  libtsan2
  libubsan1
  make
  mypy
  nodejs
  npm
  poppler-utils
  python3
  python3-dateutil
  python3-gi
  python3-icalendar
  python3-jsonschema
  python3-numpy
  python3-openpyxl
  python3-pip
  python3-recurring-ical-events
  python3-vobject
  python3-websocket
  vdirsyncer
  zbar-tools
'
slow='
  cargo
  clang
  dbus
  debhelper
  default-jdk-headless
  dh-python
  dpkg-dev
  evolution-data-server
  fakeroot
  gir1.2-ecal-2.0
  gir1.2-edataserver-1.2
  golang-go
  libclang-rt-dev
  libgtk-4-dev
  libkf5calendarcore-dev
  lintian
  maven
  munge
  nginx
  parallel
  python3-all
  python3-venv
  radicale
  rsync
  ruby
  ruby-icalendar
  rustc
  slurm-wlm
  thunderbird
  xvfb
'

[ $# -gt 0 ] || set -- build test
wanted=
for group
do
  case $group in
    build) wanted="$wanted $build" ;;
    test) wanted="$wanted $test" ;;
    slow) wanted="$wanted $slow" ;;
    *) echo "install.sh: unknown group '$group'; there are build, test and slow" >&2; exit 2 ;;
  esac
done

missing=
for package in $wanted
do
  # Other packages of nodejs bring npm with them and stand against Debian's own.
  [ "$package" = npm ] && command -v npm >/dev/null && continue
  case $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true) in
    installed*) ;;
    *) missing="$missing $package" ;;
  esac
done
if [ -z "$missing" ]
then
  exit 0
fi

root=
if [ "$(id -u)" -ne 0 ]
then
  command -v sudo >/dev/null || {
    echo "install.sh: as root, please: apt-get install$missing" >&2
    exit 1
  }
  root=sudo
fi
echo "Installing$missing"
$root apt-get update -q
# shellcheck disable=SC2086
$root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
