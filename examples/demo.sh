#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Builds geng and plans a real month for the sample village: everything lands in out/.
# On a bare Debian 12 it installs what is missing, with sudo where it is not root.
# Usage: sh examples/demo.sh [MONTH]        (default: 2026-12)
set -eu
cd "$(dirname "$0")/.."
month=${1:-2026-12}

sh tests/install.sh build
[ -f build-demo/build.ninja ] || meson setup build-demo -Dtests=false -Dintrospection=false \
  -Dvapi=false -Dbuildtype=release >build-demo.log 2>&1 || { cat build-demo.log; exit 1; }
ninja -C build-demo >build-demo.log 2>&1 || { cat build-demo.log; exit 1; }
rm -f build-demo.log

GENG_LOCALEDIR=$PWD/build-demo/examples/captain/po:$PWD/build-demo/lib/po
export GENG_LOCALEDIR
geng=$PWD/build-demo/examples/captain/geng

# An earlier demonstration is put aside, not thrown away.
[ ! -d out ] || { rm -rf out.old; mv out out.old; }
mkdir out
"$geng" new out/village >/dev/null

echo "== Planning $month for 28 members"
status=0
"$geng" plan "$month" -C out/village || status=$?
[ "$status" -ne 1 ] || exit 1

echo
echo "== Checking it, as if edited by hand"
"$geng" check "$month" -C out/village || true

echo
echo "== Publishing calendars and pages"
"$geng" publish "$month" -C out/village --to out/feeds \
  --url https://roster.example/feeds || true
"$geng" report "$month" "out/roster-$month.xlsx" -C out/village || true

echo
echo "== The first ten lines"
"$geng" show "$month" -C out/village | head -n 13 | tail -n 12 || true

cat <<END

Now look at:
  out/feeds/roster-$month.html   the month for the wall (print it: A4 landscape)
  out/feeds/index.html           slips with QR codes for the phones (print it: A4)
  out/roster-$month.xlsx         the same for WPS and Excel
  out/feeds/*.ics                the calendars to which phones subscribe
  out/village/                   the station's folder: plain tables, yours to change
Ask it:
  $geng show --at $month-15T05:00:00 -C out/village
  $geng --help
END
exit "$status"
